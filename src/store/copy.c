/*
 * A complete and checked copy of a database, made online under a temporary
 * name; whoever asked puts it in its place.
 */
#include <string.h>

#include "private.h"

static const char SQL_QUICK[] =
	"SELECT quick_check AS line FROM pragma_quick_check(1)";
static const char SQL_THOROUGH[] =
	"SELECT integrity_check AS line FROM pragma_integrity_check(1)";
static const char SQL_DANGLING[] =
	"SELECT count(*) AS n FROM pragma_foreign_key_check";

int jyz_store_sound(struct jyz_store *store, bool thorough, char **fault,
		    struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, store, thorough ? SQL_THOROUGH : SQL_QUICK,
			       err);

	if (rc < 0 || (rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	const char *line = rc == JYZ_ROW ? jyz_col_text(&st, "line") : "ok";

	*fault = strcmp(line, "ok") == 0 ? NULL : jyz_strdup(line);
	jyz_stmt_done(&st);
	return JYZ_OK;
}

int jyz_store_dangling(struct jyz_store *store, int64_t *count,
		       struct jyz_error *err)
{
	return jyz_store_ask(store, SQL_DANGLING, count, err);
}

static int copy_pages(struct jyz_store *to, struct jyz_store *from,
		      struct jyz_error *err)
{
	sqlite3_backup *backup = sqlite3_backup_init(to->db, "main", from->db,
						     "main");

	if (!backup)
		return jyz_store_fail(to, sqlite3_errcode(to->db),
				      "backup_init", err);
	/* All in one step: one lock, one state of the source. */
	int rc = sqlite3_backup_step(backup, -1);
	int end = sqlite3_backup_finish(backup);

	if (rc == SQLITE_DONE && end == SQLITE_OK)
		return JYZ_OK;
	rc = rc == SQLITE_DONE ? end : rc;
	/* Which side it was only the connections know. */
	if (sqlite3_errcode(to->db) == rc)
		return jyz_store_fail(to, rc, "backup_step", err);
	return jyz_store_fail(from, rc, "backup_step", err);
}

/* Opens the copy as it would be used, and looks through it. */
static int verify(const char *path, const struct jyz_schema *schema,
		  bool thorough, struct jyz_error *err)
{
	struct jyz_store *copy;
	struct jyz_own fault = { NULL };
	bool wal = false;
	int rc = jyz_store_raw(&copy, path, JYZ_RAW_WRITE, schema, err);

	if (rc < 0)
		return rc;
	rc = jyz_store_identify(copy, &wal, err);
	if (rc == JYZ_OK && wal)
		rc = jyz_store_leave_wal(copy, err);
	if (rc == JYZ_OK)
		rc = jyz_store_sound(copy, thorough, &fault.s, err);
	jyz_store_close(copy);
	if (rc == JYZ_OK && fault.s) {
		rc = jyz_error_set(err, JYZ_EDATABASE,
				   _("the copy is damaged, as its source "
				     "may be"));
		jyz_error_hint(err, "jyz check");
		jyz_error_detail(err, "%s", fault.s);
	}
	jyz_own_free(&fault);
	return rc;
}

int jyz_copy_make(struct jyz_temp *temp, struct jyz_store *source,
		  const char *beside, bool thorough, struct jyz_error *err)
{
	struct jyz_store *to;
	int rc;

	if ((rc = jyz_temp_make(temp, beside, err)) < 0 ||
	    (rc = jyz_store_raw(&to, temp->path, JYZ_RAW_WRITE | JYZ_RAW_FAST,
				source->schema, err)) < 0)
		return rc;
	rc = copy_pages(to, source, err);
	jyz_store_close(to);
	if (rc < 0)
		return rc;
	return verify(temp->path, source->schema, thorough, err);
}
