/*
 * What lies beside a database: its journals, which must not be another
 * file's, and copies under a name of their own.
 */
#include <sys/stat.h>

#include "private.h"

const char *const jyz_database_ends[] = { "-journal", NULL };

char *jyz_path_kept(const char *path, const char *mark, const char *moment,
		    int attempt)
{
	JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;

	jyz_buf_addf(&out, "%s.%s", path, mark);
	/* 2026-11-21T08:30:00Z without what a file name should not hold. */
	for (const char *p = moment; *p; p++)
		if (*p != '-' && *p != ':' && *p != '/')
			jyz_buf_addc(&out, *p);
	if (attempt > 1)
		jyz_buf_addf(&out, "-%d", attempt);
	jyz_buf_adds(&out, ".bak");
	return jyz_buf_detach(&out);
}

int jyz_sidecars_absent(const char *path, struct jyz_error *err)
{
	static const char *const ends[] = { "-journal", "-wal" };

	for (size_t i = 0; i < JYZ_COUNT(ends); i++) {
		JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;
		struct stat st;

		jyz_buf_addf(&name, "%s%s", path, ends[i]);
		if (lstat(name.data, &st))
			continue;
		/*
		 * SQLite would take it for this file's own, and write parts
		 * of the other database into it.
		 */
		jyz_error_set(err, JYZ_EEXISTS,
			      _("'%s' is left of another database"),
			      name.data);
		return jyz_error_hint(err,
				      _("put it back beside its database, or "
					"move it away"));
	}
	return JYZ_OK;
}
