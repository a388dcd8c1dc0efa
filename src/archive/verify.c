/*
 * Is a term still what it was when it was sealed?  The digests of today are
 * laid beside those of the seal; of a folder, beside those it carries, in a
 * database in memory that the folder is merged into.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "digest.h"
#include "intake.h"
#include "jyz/archive/import.h"
#include "jyz/base/i18n.h"
#include "jyz/records/resolve.h"
#include "jyz/store/stmt.h"
#include "jyz/store/tx.h"

void jyz_verdict_free(struct jyz_verdict *verdict)
{
	free(verdict->broken);
	jyz_arena_free(&verdict->arena);
	*verdict = (struct jyz_verdict)JYZ_VERDICT_INIT;
}

static int add_broken(struct jyz_verdict *out, struct jyz_desk *desk,
		      const struct jyz_digest *d, const char *state,
		      struct jyz_error *err)
{
	JYZ_GROW(out->broken, out->n_broken, out->room);
	struct jyz_broken *b = &out->broken[out->n_broken++];
	bool gone = strcmp(state, "missing") == 0;

	*b = (struct jyz_broken){
		.kind = jyz_kind_of_table(desk->catalogue, d->table),
		.table = jyz_arena_strdup(&out->arena, d->table),
		.uid = jyz_arena_strdup(&out->arena, d->uid),
		.id = gone ? 0 : d->id,
		.name = d->name ? jyz_arena_strdup(&out->arena, d->name) : "",
		.state = state,
		.attachment = gone || !d->damaged ? NULL :
			jyz_arena_strdup(&out->arena, d->damaged),
	};
	if (gone || !b->kind)
		return JYZ_OK;
	char *label = NULL;
	int rc = jyz_label(desk, b->kind, d->id, &label, err);

	b->name = jyz_arena_strdup(&out->arena, label);
	free(label);
	return rc;
}

/* Whether two digests of one record agree. */
typedef bool same_fn(const struct jyz_digest *then,
		     const struct jyz_digest *now);

/* Both lists are in the same order. */
static int compare(struct jyz_verdict *out, struct jyz_desk *desk,
		   const struct jyz_digests *then,
		   const struct jyz_digests *now, same_fn *same,
		   struct jyz_error *err)
{
	size_t i = 0, j = 0;
	int rc = JYZ_OK;

	while (rc >= 0 && (i < then->count || j < now->count)) {
		const struct jyz_digest *a =
			i < then->count ? &then->items[i] : NULL;
		const struct jyz_digest *b =
			j < now->count ? &now->items[j] : NULL;
		int order = !a ? 1 : !b ? -1 : strcmp(a->table, b->table);

		if (a && b && !order)
			order = strcmp(a->uid, b->uid);
		if (order < 0)
			rc = add_broken(out, desk, a, "missing", err);
		else if (order > 0)
			rc = add_broken(out, desk, b, "added", err);
		else if (!same(a, b) || b->damaged)
			rc = add_broken(out, desk, b, "changed", err);
		i += order <= 0;
		j += order >= 0;
	}
	return rc;
}

static bool same_open(const struct jyz_digest *then,
		      const struct jyz_digest *now)
{
	return strcmp(then->digest, now->digest) == 0;
}

/* What went out without private fields has none.  (In form 1 an absent one
 * cannot be told from one that is there.) */
static bool same_bare(const struct jyz_digest *then,
		      const struct jyz_digest *now)
{
	return same_open(then, now) && !*now->private;
}

static void compare_over(struct jyz_verdict *out,
			 const struct jyz_digests *then,
			 const char private[JYZ_HEX_SIZE], const char *digest)
{
	char over[JYZ_HEX_SIZE];

	jyz_digest_over(then, out->seal.form, private, over);
	out->forged = strcmp(over, out->seal.digest) != 0 ||
		      out->seal.records != (int64_t)then->count;
	out->other = digest && strcasecmp(digest, out->seal.digest) != 0;
}

int jyz_archive_verify(struct jyz_desk *desk, int64_t term,
		       const char *digest, struct jyz_verdict *out,
		       struct jyz_error *err)
{
	JYZ_AUTO(jyz_digests) then = JYZ_DIGESTS_INIT;
	JYZ_AUTO(jyz_digests) now = JYZ_DIGESTS_INIT;
	char private[JYZ_HEX_SIZE];
	JYZ_AUTO(jyz_tx) tx = JYZ_TX_INIT; /* one state of the file */
	char *code = NULL;
	int rc = jyz_tx_begin_read(&tx, desk->store, err);

	if (rc < 0 || (rc = jyz_seal_read(&out->seal, &code, desk, term, err)) <
			      0)
		return rc;
	if (!*out->seal.digest)
		rc = jyz_not_sealed(code, err);
	out->term = jyz_arena_strdup(&out->arena, code);
	free(code);
	if (rc < 0 || (rc = jyz_digest_sealed(&then, desk, term, err)) < 0 ||
	    (rc = jyz_digest_term(&now, desk, out->seal.form, term, err)) < 0 ||
	    (rc = jyz_digest_contents(&now, desk, term, err)) < 0)
		return rc;
	jyz_digest_sort(&then);
	jyz_digest_private(&then, private);
	compare_over(out, &then, private, digest);
	return compare(out, desk, &then, &now, jyz_digest_same, err);
}

/* --- folders ---------------------------------------------------------------- */

static const char SQL_TERM[] = "SELECT id FROM term WHERE uid = :uid";

/* What archive.json and seal.csv say of the seal. */
struct carried {
	struct jyz_digests then;
	char private[JYZ_HEX_SIZE];
	char *term;    /* its uid */
	bool complete; /* the folder has the private fields */
};

static void carried_free(struct carried *c)
{
	jyz_digests_free(&c->then);
	free(c->term);
}

static const char SQL_SEAL[] =
	"SELECT json_extract(:json, '$.term.uid') AS uid,"
	" json_extract(:json, '$.private') AS complete,"
	" ifnull(json_extract(:json, '$.seal.form'), 1) AS form,"
	" json_extract(:json, '$.seal.sealed_at') AS sealed_at,"
	" json_extract(:json, '$.seal.records') AS records,"
	" json_extract(:json, '$.seal.private') AS private,"
	" json_extract(:json, '$.seal.digest') AS digest";

static int take_form(struct jyz_verdict *out, const struct jyz_folder *folder,
		     int64_t form, struct jyz_error *err)
{
	out->seal.form = (int)form;
	if (form >= 1 && form <= JYZ_SEAL_FORM)
		return JYZ_OK;
	jyz_error_set(err, JYZ_EINVAL,
		      _("'%s': the seal is of form %lld, this program knows "
			"them up to %d"), folder->path, (long long)form,
		      JYZ_SEAL_FORM);
	return jyz_error_hint(err, _("install the newer jyz"));
}

static int read_seal(struct carried *c, struct jyz_verdict *out,
		     const struct jyz_folder *folder, struct jyz_desk *desk,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_SEAL, err);

	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":json", folder->json.data);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	c->term = jyz_strdup(jyz_col_text(&st, "uid"));
	c->complete = jyz_col_int(&st, "complete") != 0;
	int64_t form = jyz_col_value(&st, "form").i;

	jyz_digest_text(out->seal.sealed_at, sizeof(out->seal.sealed_at),
			jyz_col_text(&st, "sealed_at"));
	out->seal.records = jyz_col_value(&st, "records").i;
	jyz_digest_text(c->private, sizeof(c->private),
			jyz_col_text(&st, "private"));
	jyz_digest_text(out->seal.digest, sizeof(out->seal.digest),
			jyz_col_text(&st, "digest"));
	jyz_stmt_done(&st);
	if (*out->seal.digest && c->term && folder->seal.len)
		return take_form(out, folder, form, err);
	jyz_error_set(err, JYZ_ENOTFOUND,
		      _("the checksums of '%s' are right, but term %s was not "
			"sealed when it was exported"), folder->path,
		      folder->term ? folder->term : "?");
	return jyz_error_hint(err, "jyz archive seal TERM  |  jyz archive "
				   "export TERM -o DIR");
}

/* The text up to one of ends; false: there is none, or too much of it. */
static bool take_cell(char *out, size_t size, const char **p, const char *ends)
{
	size_t len = strcspn(*p, ends);

	if (!len || len >= size)
		return false;
	memcpy(out, *p, len);
	out[len] = '\0';
	*p += len;
	return true;
}

/* "KIND,UID,DIGEST" CR LF. */
static bool take_line(struct carried *c, const char **p)
{
	char kind[64], uid[JYZ_HEX_SIZE], digest[JYZ_HEX_SIZE];

	if (!take_cell(kind, sizeof(kind), p, ",\r\n") || *(*p)++ != ',' ||
	    !take_cell(uid, sizeof(uid), p, ",\r\n") || *(*p)++ != ',' ||
	    !take_cell(digest, sizeof(digest), p, ",\r\n") ||
	    strspn(digest, "0123456789abcdef") != JYZ_HEX_SIZE - 1)
		return false;
	*p += strspn(*p, "\r");
	if (**p && *(*p)++ != '\n')
		return false;
	struct jyz_digest *d = jyz_digest_add(&c->then, kind, uid, 0);

	jyz_digest_text(d->digest, sizeof(d->digest), digest);
	return true;
}

/* seal.csv is ours to the byte: no cell of it needs quotes. */
static int read_lines(struct carried *c, const struct jyz_folder *folder,
		      struct jyz_error *err)
{
	const char *p = folder->seal.data;
	size_t number = 1;

	if (strncmp(p, JYZ_SEAL_HEADING, strlen(JYZ_SEAL_HEADING)) == 0)
		p += strlen(JYZ_SEAL_HEADING);
	while (*p) {
		number++;
		if (!take_line(c, &p))
			return jyz_error_set(err, JYZ_EINVAL,
					     _("'%s/%s', line %zu: not a "
					       "record and its digest"),
					     folder->path, JYZ_ARCHIVE_SEAL,
					     number);
	}
	jyz_digest_sort(&c->then);
	return JYZ_OK;
}

/* The folder's term there, or JYZ_EINVAL. */
static int find_term(struct jyz_desk *desk, const struct carried *c,
		     int64_t *term, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_TERM, err);

	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":uid", c->term);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	if (rc != JYZ_ROW)
		return jyz_error_set(err, JYZ_EINVAL,
				     _("the archive has no term '%s'"),
				     c->term);
	*term = jyz_col_int(&st, "id");
	jyz_stmt_done(&st);
	return JYZ_OK;
}

static int rejected(const struct jyz_merge *merge, struct jyz_error *err)
{
	const struct jyz_merge_reject *r = merge->rejects;

	return jyz_error_set(err, JYZ_EINVAL, _("'%s', line %zu: %s"),
			     r->file, r->line, r->reason);
}

/* In an empty database nothing is known yet: a row that is not new stands
 * there a second time. */
static int check_attached(const struct jyz_merge *merge,
			  struct jyz_error *err)
{
	if (merge->attached.created == merge->attached.rows)
		return JYZ_OK;
	return jyz_error_set(err, JYZ_EINVAL,
			     _("'%s' names an attachment twice"),
			     JYZ_ARCHIVE_ATTACHED);
}

static int compare_folder(struct jyz_verdict *out, struct jyz_desk *scratch,
			  const struct carried *c, const char *digest,
			  struct jyz_error *err)
{
	JYZ_AUTO(jyz_digests) now = JYZ_DIGESTS_INIT;
	char private[JYZ_HEX_SIZE];
	int64_t term = 0;
	int rc = find_term(scratch, c, &term, err);

	if (rc < 0 || (rc = jyz_digest_term(&now, scratch, out->seal.form, term,
				    err)) < 0)
		return rc;
	compare_over(out, &c->then, c->private, digest);
	jyz_digest_private(&now, private);
	/* Which of them it is, only the database can tell. */
	if (c->complete && strcmp(private, c->private) != 0)
		out->forged = true;
	return compare(out, scratch, &c->then, &now,
		       c->complete || out->seal.form == 1 ? same_open
							  : same_bare,
		       err);
}

static int verify_in(struct jyz_verdict *out, struct jyz_store *store,
		     const struct jyz_desk *desk, struct jyz_folder *folder,
		     const struct carried *c, const char *digest,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_merge) merge = { .named = true };
	JYZ_AUTO(jyz_tx) tx = JYZ_TX_INIT;
	struct jyz_desk scratch;

	/* No other program writes here, records are checked as they come, and
	 * the digests say whether they are what was sealed. */
	(void)jyz_store_triggers(store, false);
	jyz_desk_init(&scratch, store, desk->catalogue, &desk->clock);
	int rc = jyz_tx_begin(&tx, store, err);

	if (rc >= 0)
		rc = jyz_folder_merge(&scratch, folder, &merge, err);
	if (rc >= 0)
		rc = merge.n_rejects ? rejected(&merge, err) : JYZ_OK;
	if (rc >= 0)
		rc = check_attached(&merge, err);
	if (rc >= 0)
		rc = compare_folder(out, &scratch, c, digest, err);
	jyz_desk_free(&scratch);
	return rc;
}

int jyz_folder_verify(struct jyz_desk *desk, const char *dir,
		      const char *digest, struct jyz_verdict *out,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_folder) folder = { .fd = -1 };
	JYZ_AUTO(carried) c = { .then = JYZ_DIGESTS_INIT };
	struct jyz_store *store = NULL;
	int rc = jyz_folder_read(&folder, desk, dir, err);

	if (rc < 0 || (rc = read_seal(&c, out, &folder, desk, err)) < 0 ||
	    (rc = read_lines(&c, &folder, err)) < 0)
		return rc;
	out->term = jyz_arena_strdup(&out->arena, folder.term);
	out->private = c.complete;
	rc = jyz_store_open_memory(&store, &jyz_schema_embedded, err);
	if (rc >= 0)
		rc = verify_in(out, store, desk, &folder, &c, digest,
			       err);
	jyz_store_close(store);
	return rc;
}
