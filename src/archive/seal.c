/*
 * Sealing a term and taking the seal off.  What is sealed is in the tables
 * seal and seal_record, outside of the journal's changesets.
 */
#include "jyz/archive/seal.h"

#include <stdlib.h>
#include <string.h>

#include "digest.h"
#include "jyz/base/i18n.h"
#include "jyz/records/bulk.h"
#include "jyz/records/record.h"
#include "jyz/records/resolve.h"
#include "jyz/store/stmt.h"

static const char SQL_SEAL[] =
	"SELECT t.code, e.form, e.sealed_at, e.records, e.digest FROM term t"
	" LEFT JOIN seal e ON e.term = t.id WHERE t.id = :term";
/* What an unfinished business of another program left behind. */
static const char SQL_CLEAR[] = "DELETE FROM seal_record WHERE term = :term";
static const char SQL_RECORD[] =
	"INSERT INTO seal_record (term, kind, uid, record, digest, private,"
	" name) VALUES (:term, :kind, :uid, :record, :digest, :private,"
	" :name)";
static const char SQL_CLOSE[] =
	"INSERT INTO seal (term, form, sealed_at, records, digest)"
	" VALUES (:term, :form, :at, :records, :digest)";
static const char SQL_OPEN[] = "DELETE FROM seal WHERE term = :term";
static const char SQL_SEALS[] = "SELECT term, form FROM seal ORDER BY term";
static const char SQL_HELD[] =
	"SELECT digest, private FROM seal_record"
	" WHERE term = :term AND kind = :kind AND record = :record";

int jyz_seal_read(struct jyz_seal *out, char **code, struct jyz_desk *desk,
		  int64_t term, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_SEAL, err);

	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":term", term);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	if (rc != JYZ_ROW)
		return jyz_error_set(err, JYZ_ENOTFOUND,
				     _("there is no term %lld"),
				     (long long)term);
	*code = jyz_strdup(jyz_col_text(&st, "code"));
	out->form = (int)jyz_col_int(&st, "form");
	jyz_digest_text(out->sealed_at, sizeof(out->sealed_at),
			jyz_col_text(&st, "sealed_at"));
	out->records = jyz_col_int(&st, "records");
	jyz_digest_text(out->digest, sizeof(out->digest),
			jyz_col_text(&st, "digest"));
	jyz_stmt_done(&st);
	return JYZ_OK;
}

int jyz_not_sealed(const char *code, struct jyz_error *err)
{
	jyz_error_set(err, JYZ_ENOTFOUND, _("term %s is not sealed"), code);
	return jyz_error_hint(err, "jyz archive seal %s", code);
}

/* --- sealing ---------------------------------------------------------------- */

static int check_complete(struct jyz_desk *desk, int64_t term,
			  const char *code, const char *reason,
			  struct jyz_seal *out, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) missing = JYZ_BUF_INIT;
	int rc = jyz_fourteen_count(desk, term, out->fourteen, err);

	for (size_t n = 0; n < JYZ_FOURTEEN && rc >= 0; n++)
		if (!out->fourteen[n])
			jyz_buf_addf(&missing, "%s%s",
				     missing.len ? _(", ") : "",
				     jyz_word(jyz_fourteen[n].word));
	if (rc < 0 || !missing.len || (reason && *reason))
		return rc;
	jyz_error_set(err, JYZ_EINVAL,
		      _("term %s is not complete, no records of: %s"), code,
		      missing.data);
	return jyz_error_hint(err, _("jyz archive seal %s --reason TEXT (why "
				     "it is sealed all the same)"), code);
}

/* A seal over what is damaged already would prove nothing. */
static int check_contents(const struct jyz_digests *all,
			  struct jyz_desk *desk, struct jyz_error *err)
{
	for (size_t i = 0; i < all->count; i++) {
		const struct jyz_digest *d = &all->items[i];

		if (!d->damaged)
			continue;
		char *word = jyz_word_first(
			jyz_kind_of_table(desk->catalogue, d->table)->word);

		jyz_error_set(err, JYZ_EINVAL,
			      _("the attachment '%s' of %s %lld is not what "
				"was attached"), d->damaged, word,
			      (long long)d->id);
		free(word);
		return jyz_error_hint(err, "jyz check --full  |  jyz restore FILE");
	}
	return JYZ_OK;
}

static int write_record(struct jyz_stmt *st, struct jyz_desk *desk,
			int64_t term, const struct jyz_digest *d,
			struct jyz_error *err)
{
	char *name = NULL;
	int rc = jyz_label(desk, jyz_kind_of_table(desk->catalogue, d->table),
			   d->id, &name, err);

	if (rc < 0)
		return rc;
	jyz_stmt_reset(st);
	jyz_bind_int(st, ":term", term);
	jyz_bind_text(st, ":kind", d->table);
	jyz_bind_text(st, ":uid", d->uid);
	jyz_bind_int(st, ":record", d->id);
	jyz_bind_text(st, ":digest", d->digest);
	jyz_bind_text(st, ":private", *d->private ? d->private : NULL);
	jyz_bind_text(st, ":name", name);
	rc = jyz_stmt_run(st, err);
	free(name);
	return rc;
}

static int write_records(struct jyz_desk *desk, int64_t term,
			 const struct jyz_digests *all, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) clear = JYZ_STMT_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&clear, desk->store, SQL_CLEAR, err);

	if (rc < 0)
		return rc;
	jyz_bind_int(&clear, ":term", term);
	if ((rc = jyz_stmt_run(&clear, err)) < 0 ||
	    (rc = jyz_stmt_open(&st, desk->store, SQL_RECORD, err)) < 0)
		return rc;
	for (size_t i = 0; i < all->count; i++)
		if ((rc = write_record(&st, desk, term, &all->items[i],
				       err)) < 0)
			return rc;
	return JYZ_OK;
}

/* With this row the term is sealed: the triggers see it. */
static int close_term(struct jyz_desk *desk, int64_t term,
		      const struct jyz_seal *seal, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_CLOSE, err);

	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":term", term);
	jyz_bind_int(&st, ":form", seal->form);
	jyz_bind_text(&st, ":at", seal->sealed_at);
	jyz_bind_int(&st, ":records", seal->records);
	jyz_bind_text(&st, ":digest", seal->digest);
	return jyz_stmt_run(&st, err);
}

static int seal_term(struct jyz_desk *desk, int64_t term, const char *code,
		     const char *reason, struct jyz_seal *out,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_digests) all = JYZ_DIGESTS_INIT;
	char private[JYZ_HEX_SIZE];
	int rc = check_complete(desk, term, code, reason, out, err);

	out->form = JYZ_SEAL_FORM;
	if (rc < 0 ||
	    (rc = jyz_bulk_number(desk, err)) < 0 ||
	    (rc = jyz_digest_term(&all, desk, out->form, term, err)) < 0 ||
	    (rc = jyz_digest_contents(&all, desk, term, err)) < 0 ||
	    (rc = check_contents(&all, desk, err)) < 0)
		return rc;
	jyz_digest_private(&all, private);
	jyz_digest_over(&all, out->form, private, out->digest);
	out->records = (int64_t)all.count;
	jyz_digest_text(out->sealed_at, sizeof(out->sealed_at),
			desk->clock.now);
	if ((rc = write_records(desk, term, &all, err)) < 0)
		return rc;
	return close_term(desk, term, out, err);
}

int jyz_archive_seal(struct jyz_desk *desk, int64_t term, const char *reason,
		     struct jyz_seal *out, struct jyz_error *err)
{
	char *code = NULL;
	int rc = jyz_seal_read(out, &code, desk, term, err);

	if (rc >= 0 && *out->digest) {
		jyz_error_set(err, JYZ_EEXISTS,
			      _("term %s is sealed already (%s)"), code,
			      out->digest);
		rc = jyz_error_hint(err, "jyz archive verify %s", code);
	} else if (rc >= 0) {
		rc = seal_term(desk, term, code, reason, out, err);
	}
	free(code);
	return rc;
}

/* --- taking it off ---------------------------------------------------------- */

static int remove_both(struct jyz_desk *desk, int64_t term,
		       struct jyz_error *err)
{
	const char *const sqls[] = { SQL_OPEN, SQL_CLEAR };

	for (size_t i = 0; i < JYZ_COUNT(sqls); i++) {
		JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
		int rc = jyz_stmt_open(&st, desk->store, sqls[i], err);

		if (rc < 0)
			return rc;
		jyz_bind_int(&st, ":term", term);
		if ((rc = jyz_stmt_run(&st, err)) < 0)
			return rc;
	}
	return JYZ_OK;
}

int jyz_archive_unseal(struct jyz_desk *desk, int64_t term,
		       struct jyz_seal *out, struct jyz_error *err)
{
	char *code = NULL;
	int rc = jyz_seal_read(out, &code, desk, term, err);

	if (rc >= 0 && !*out->digest)
		rc = jyz_not_sealed(code, err);
	free(code);
	if (rc < 0)
		return rc;
	/* The triggers guard the seal, too. */
	(void)jyz_store_triggers(desk->store, false);
	rc = remove_both(desk, term, err);
	(void)jyz_store_triggers(desk->store, true);
	return rc;
}

/* --- undo ------------------------------------------------------------------- */

static int refuse(struct jyz_desk *desk, int64_t term, struct jyz_error *err)
{
	struct jyz_seal seal;
	char *code = NULL;
	int rc = jyz_seal_read(&seal, &code, desk, term, err);

	if (rc >= 0) {
		jyz_error_set(err, JYZ_EFROZEN, _("term %s is sealed"), code);
		rc = jyz_error_hint(err, "jyz archive unseal %s --reason ...",
				    code);
	}
	free(code);
	return rc;
}

/* What the seal of a term has of a record; *held false: nothing. */
static int sealed_one(struct jyz_digest *out, bool *held,
		      struct jyz_desk *desk, const struct jyz_kind *kind,
		      int64_t term, int64_t id, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_HELD, err);

	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":term", term);
	jyz_bind_text(&st, ":kind", kind->name);
	jyz_bind_int(&st, ":record", id);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	*held = rc == JYZ_ROW;
	if (*held) {
		jyz_digest_text(out->digest, sizeof(out->digest),
				jyz_col_text(&st, "digest"));
		jyz_digest_text(out->private, sizeof(out->private),
				jyz_col_text(&st, "private"));
		jyz_stmt_done(&st);
	}
	return JYZ_OK;
}

static int check_one(struct jyz_desk *desk, const struct jyz_kind *kind,
		     int form, int64_t term, int64_t id,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_digests) now = JYZ_DIGESTS_INIT;
	struct jyz_digest then;
	bool held;
	int rc = sealed_one(&then, &held, desk, kind, term, id, err);

	if (rc < 0 ||
	    (rc = jyz_digest_one(&now, desk, kind, form, term, id, err)) < 0)
		return rc;
	if (held == (now.count > 0) &&
	    (!held || jyz_digest_same(&then, now.items)))
		return JYZ_OK;
	return refuse(desk, term, err);
}

/* A term, or the school year of a class: any record may have come or gone. */
static int check_all(struct jyz_desk *desk, int form, int64_t term,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_digests) now = JYZ_DIGESTS_INIT;
	JYZ_AUTO(jyz_digests) then = JYZ_DIGESTS_INIT;
	int rc = jyz_digest_sealed(&then, desk, term, err);

	if (rc < 0 || (rc = jyz_digest_term(&now, desk, form, term,
					    err)) < 0)
		return rc;
	bool equal = now.count == then.count;

	for (size_t i = 0; equal && i < now.count; i++)
		equal = strcmp(now.items[i].uid, then.items[i].uid) == 0 &&
			jyz_digest_same(&now.items[i], &then.items[i]);
	return equal ? JYZ_OK : refuse(desk, term, err);
}

/*
 * No undo reaches the attachments of a seal of form 1, which says nothing of
 * them: that seal is older than schema 11, whose entries alone can be undone,
 * and the triggers have kept them since.
 */
int jyz_seal_touched(const char *table, int64_t row, bool held,
		     void *payload, struct jyz_error *err)
{
	struct jyz_desk *desk = payload;
	const struct jyz_kind *kind = jyz_kind_of_table(desk->catalogue,
							table);
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_SEALS, err);

	if (rc < 0)
		return rc;
	while (kind && (rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		int64_t term = jyz_col_int(&st, "term");
		int form = (int)jyz_col_int(&st, "form");

		if (kind->term != JYZ_TERM_NONE)
			rc = check_one(desk, kind, form, term, row, err);
		else if (strcmp(table, "term") == 0 ||
			 (!held && strcmp(table, "class") == 0))
			rc = check_all(desk, form, term, err);
		if (rc < 0) {
			jyz_stmt_done(&st);
			return rc;
		}
	}
	return rc < 0 ? rc : jyz_record_touched(table, row, held,
						      payload, err);
}
