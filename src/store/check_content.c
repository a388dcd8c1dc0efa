/*
 * Is the content of attachments what was attached?  All of it, or a sample
 * if that is much.
 */
#include <string.h>

#include "jyz/store/content.h"
#include "private.h"

static const char SQL_TOTAL[] =
	"SELECT coalesce(sum(size), 0) AS bytes FROM content";
static const char SQL_ALL[] =
	"SELECT id, sha256, size FROM content ORDER BY id";
static const char SQL_CHANCE[] =
	"SELECT id, sha256, size FROM content ORDER BY random()";
static const char SQL_WHOSE[] =
	"SELECT kind, record, name FROM attachment WHERE sha256 = :sha256"
	" ORDER BY id LIMIT 1";

static int total(struct jyz_store *store, int64_t *out, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, store, SQL_TOTAL, err);

	if (rc < 0 || (rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	*out = jyz_col_int(&st, "bytes");
	jyz_stmt_done(&st);
	return JYZ_OK;
}

/* Named by the first that attached it: a hash says nothing to people. */
static int report(struct jyz_store *store, const char *sha256,
		  struct jyz_findings *findings, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, store, SQL_WHOSE, err);

	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":sha256", sha256);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	if (rc == JYZ_ROW) {
		const char *kind = jyz_col_text(&st, "kind");
		int64_t record = jyz_col_int(&st, "record");

		jyz_buf_addf(&text, _("the attachment '%s' of %s %lld is not "
				      "what was attached"),
			     jyz_col_text(&st, "name"), kind,
			     (long long)record);
	} else {
		jyz_buf_addf(&text, _("the content %.12s... of no attachment "
				      "was changed"), sha256);
	}
	jyz_findings_add(findings, true, "attachment", &text,
			 rc == JYZ_ROW ? "jyz restore"
				       : "jyz attachment purge");
	jyz_stmt_done(&st);
	return JYZ_OK;
}

static int check_one(struct jyz_store *store, int64_t id, const char *sha256,
		     struct jyz_findings *findings, struct jyz_error *err)
{
	JYZ_AUTO(jyz_error) why = JYZ_ERROR_INIT;
	int rc = jyz_content_pass(store, id, sha256, NULL, NULL, &why);

	if (rc == JYZ_EDATABASE)
		return report(store, sha256, findings, err);
	if (rc < 0)
		jyz_error_move(err, &why);
	return rc;
}

static int check_each(struct jyz_store *store, const char *sql,
		      int64_t budget, int64_t *seen,
		      struct jyz_findings *findings, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, store, sql, err);

	while (rc >= 0 && (rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		int64_t size = jyz_col_int(&st, "size");
		int64_t id = jyz_col_int(&st, "id");
		const char *sha256 = jyz_col_text(&st, "sha256");

		/* The first is looked at however large it is. */
		if (budget && *seen && *seen + size > budget)
			continue;
		*seen += size;
		if ((rc = check_one(store, id, sha256, findings, err)) < 0)
			jyz_stmt_done(&st);
	}
	return rc;
}

int jyz_content_check(struct jyz_store *store, int64_t budget,
		      struct jyz_findings *findings, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	int64_t bytes = 0, seen = 0;
	int rc = total(store, &bytes, err);

	if (rc < 0)
		return rc;
	bool sample = budget && bytes > budget;

	rc = check_each(store, sample ? SQL_CHANCE : SQL_ALL,
			sample ? budget : 0, &seen, findings, err);
	if (rc < 0 || !sample)
		return rc;
	jyz_buf_addf(&text, _("of %lld MB of attachments %lld were compared "
			      "with their checksums, picked by chance"),
		     (long long)(bytes / 1000000),
		     (long long)(seen / 1000000));
	jyz_findings_add(findings, false, "attachment", &text,
			 "jyz check --full");
	return JYZ_OK;
}
