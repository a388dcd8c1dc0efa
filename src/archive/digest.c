/*
 * What a record is, as one text without anything that belongs to a file or a
 * program, and its SHA-256.  The form of this text is for ever: seals that
 * were printed must hold with each later version.
 *
 *     KIND LF UID LF CREATED_AT LF
 *     FIELD "=" VALUE LF            for each that is present, as catalogued
 *     TABLE " " FIXED " " POSITION LF, then its fields, for each row of parts
 *     "attachment" LF, then its fields, for each attachment, by uid (form 2)
 *
 * Private fields and parts are a text of their own, and so are attachments of
 * a kind that has any: with them they stay behind when a folder goes out.
 * A kind that gets its first private field later asks for another form.
 *
 * VALUE is "i" and a number, or "t", the length in bytes, ":" and the text.
 *
 * In form 1 a text that is absent was digested as one of five characters: a
 * field that comes to a kind later must stay out of it.  In form 2 it is in
 * the text only where somebody has filled it in.
 */
#include "digest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jyz/records/attach.h"
#include "jyz/records/bulk.h"

/* A kind's records while they are being read. */
struct work {
	struct jyz_digests *all;
	const struct jyz_kind *kind;
	size_t first;               /* in all->items */
	struct jyz_map ids;         /* of a record: its place from first */
	crypto_hash_sha256_state *states; /* two for each: open, private */
	bool *private;              /* has any */
	size_t room, private_room;
	struct jyz_buf text[2];
};

/* Two states for each record. */
#define STATE(w, i, private) (&(w)->states[2 * (i) + (private)])

static void work_free(struct work *w)
{
	jyz_map_free(&w->ids);
	free(w->states);
	free(w->private);
	jyz_buf_free(&w->text[0]);
	jyz_buf_free(&w->text[1]);
}

static void add_value(struct jyz_buf *out, const char *name,
		      struct jyz_value value)
{
	if (value.type == JYZ_INT)
		jyz_buf_addf(out, "%s=i%lld\n", name, (long long)value.i);
	else if (value.type == JYZ_TEXT)
		jyz_buf_addf(out, "%s=t%zu:%s\n", name, strlen(value.s),
			     value.s);
}

/* Takes what has been added to the texts into the states of a record. */
static void flush(struct work *w, size_t i)
{
	for (int private = 0; private < 2; private++) {
		struct jyz_buf *text = &w->text[private];

		if (private && text->len)
			w->private[i] = true;
		crypto_hash_sha256_update(STATE(w, i, private),
					  (const unsigned char *)text->data,
					  text->len);
		jyz_buf_clear(text);
	}
}

static size_t begin_record(struct work *w, int64_t id, const char *uid)
{
	size_t i = w->all->count - w->first;

	while (w->room < i + 1) {
		w->room = w->room ? 2 * w->room : 64;
		w->states = jyz_realloc(w->states, w->room,
					2 * sizeof(*w->states));
		w->private = jyz_realloc(w->private, w->room,
					 sizeof(*w->private));
	}
	jyz_digest_add(w->all, w->kind->name, uid, id);
	jyz_map_put_id(&w->ids, id, (int64_t)i);
	w->private[i] = false;
	crypto_hash_sha256_init(STATE(w, i, 0));
	crypto_hash_sha256_init(STATE(w, i, 1));
	return i;
}

static void read_record(struct work *w, struct jyz_stmt *st)
{
	const struct jyz_kind *kind = w->kind;
	int64_t id = jyz_col_at(st, 0).i;
	const char *uid = jyz_col_at(st, 1).s;
	size_t i = begin_record(w, id, uid ? uid : "");
	const char *created = jyz_col_at(st, 2).s;
	int column = 3;

	jyz_buf_addf(&w->text[0], "%s\n%s\n%s\n", kind->name, uid ? uid : "",
		     created ? created : "");
	for (size_t f = 0; f < kind->n_fields; f++) {
		const struct jyz_field *field = &kind->fields[f];

		if (jyz_bulk_digested(field))
			add_value(&w->text[(field->flags & JYZ_PRIVATE) != 0],
				  field->name, jyz_col_at(st, column++));
	}
	flush(w, i);
}

static int read_records(struct work *w, struct jyz_desk *desk, int form,
			int64_t term, int64_t id, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_bulk_digest(&st, desk, w->kind, form, term, id, err);

	if (rc < 0)
		return rc;
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW)
		read_record(w, &st);
	return rc;
}

/* --- parts ------------------------------------------------------------------ */

static void read_row(struct work *w, const struct jyz_part *part,
		     struct jyz_stmt *st)
{
	const int64_t *at = jyz_map_get_id(&w->ids, jyz_col_at(st, 0).i);
	struct jyz_value fixed = jyz_col_at(st, 1);
	struct jyz_value position = jyz_col_at(st, 2);
	struct jyz_buf *text =
		&w->text[(part->flags & JYZ_PRIVATE) != 0];

	jyz_buf_addf(text, "%s %s %lld\n", part->table,
		     fixed.type == JYZ_TEXT ? fixed.s : "-",
		     (long long)position.i);
	for (size_t f = 0; f < part->n_fields; f++)
		add_value(text, part->fields[f].name,
			  jyz_col_at(st, (int)f + 3));
	if (at)
		flush(w, (size_t)*at);
	jyz_buf_clear(text);
}

static int read_part(struct work *w, struct jyz_desk *desk,
		     const struct jyz_part *part, int form, int64_t term,
		     int64_t id, struct jyz_error *err)
{
	const struct jyz_part *widest = jyz_bulk_widest(w->kind, part);
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_bulk_digest_part(&st, desk, w->kind, part, form, term, id,
				      err);

	if (rc < 0)
		return rc;
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW)
		read_row(w, widest, &st);
	return rc;
}

/* --- attachments ------------------------------------------------------------ */

static void read_attachment(struct work *w, struct jyz_stmt *st)
{
	static const char *const names[] = { "uid", "created_at", "name",
					     "sha256", "size" };
	const int64_t *at = jyz_map_get_id(&w->ids, jyz_col_at(st, 0).i);
	struct jyz_buf *text = &w->text[jyz_attach_private(w->kind)];

	jyz_buf_adds(text, "attachment\n");
	for (size_t i = 0; i < JYZ_COUNT(names); i++)
		add_value(text, names[i], jyz_col_at(st, (int)i + 1));
	if (at)
		flush(w, (size_t)*at);
	jyz_buf_clear(text);
}

static int read_attachments(struct work *w, struct jyz_desk *desk,
			    int64_t term, int64_t id, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_bulk_digest_attached(&st, desk, w->kind, term, id, err);

	if (rc < 0)
		return rc;
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW)
		read_attachment(w, &st);
	return rc;
}

/* --- all -------------------------------------------------------------------- */

static bool first_of_table(const struct jyz_kind *kind, size_t part)
{
	for (size_t p = 0; p < part; p++)
		if (strcmp(kind->parts[p].table, kind->parts[part].table) == 0)
			return false;
	return true;
}

static void hex_of(crypto_hash_sha256_state *state, char out[JYZ_HEX_SIZE])
{
	unsigned char sum[crypto_hash_sha256_BYTES];

	crypto_hash_sha256_final(state, sum);
	jyz_archive_hex(out, sum);
}

static int digest_kind(struct jyz_digests *all, struct jyz_desk *desk,
		       const struct jyz_kind *kind, int form, int64_t term,
		       int64_t id, struct jyz_error *err)
{
	JYZ_AUTO(work) w = { .all = all, .kind = kind, .first = all->count,
			     .text = { JYZ_BUF_INIT, JYZ_BUF_INIT } };
	int rc = read_records(&w, desk, form, term, id, err);

	for (size_t p = 0; p < kind->n_parts && rc >= 0; p++)
		if (first_of_table(kind, p))
			rc = read_part(&w, desk, &kind->parts[p], form, term, id,
				       err);
	if (rc >= 0 && form > 1)
		rc = read_attachments(&w, desk, term, id, err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; w.first + i < all->count; i++) {
		struct jyz_digest *d = &all->items[w.first + i];

		hex_of(STATE(&w, i, 0), d->digest);
		if (w.private[i])
			hex_of(STATE(&w, i, 1), d->private);
	}
	return JYZ_OK;
}

int jyz_digest_one(struct jyz_digests *out, struct jyz_desk *desk,
		   const struct jyz_kind *kind, int form, int64_t term,
		   int64_t id, struct jyz_error *err)
{
	return digest_kind(out, desk, kind, form, term, id, err);
}

bool jyz_digest_has(const struct jyz_kind *kind)
{
	return kind->term != JYZ_TERM_NONE || strcmp(kind->name, "term") == 0;
}

int jyz_digest_term(struct jyz_digests *out, struct jyz_desk *desk, int form,
		    int64_t term, struct jyz_error *err)
{
	for (size_t k = 0; k < desk->catalogue->count; k++) {
		const struct jyz_kind *kind = desk->catalogue->kinds[k];

		if (!jyz_digest_has(kind))
			continue;
		int rc = digest_kind(out, desk, kind, form, term, 0, err);

		if (rc < 0)
			return rc;
	}
	jyz_digest_sort(out);
	return JYZ_OK;
}

static const char SQL_SEALED[] =
	"SELECT kind, uid, record, digest, private, name FROM seal_record"
	" WHERE term = :term ORDER BY kind, uid";

int jyz_digest_sealed(struct jyz_digests *out, struct jyz_desk *desk,
		      int64_t term, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_SEALED, err);

	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":term", term);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		struct jyz_digest *d =
			jyz_digest_add(out, jyz_col_text(&st, "kind"),
				       jyz_col_text(&st, "uid"),
				       jyz_col_int(&st, "record"));

		d->name = jyz_arena_strdup(&out->arena,
					   jyz_col_text(&st, "name"));
		jyz_digest_text(d->digest, sizeof(d->digest),
				jyz_col_text(&st, "digest"));
		jyz_digest_text(d->private, sizeof(d->private),
				jyz_col_text(&st, "private"));
	}
	return rc;
}

struct jyz_digest *jyz_digest_add(struct jyz_digests *all, const char *table,
				  const char *uid, int64_t id)
{
	JYZ_GROW(all->items, all->count, all->room);
	struct jyz_digest *d = &all->items[all->count++];

	*d = (struct jyz_digest){
		.table = jyz_arena_strdup(&all->arena, table),
		.uid = jyz_arena_strdup(&all->arena, uid),
		.id = id,
	};
	return d;
}

bool jyz_digest_same(const struct jyz_digest *then,
		     const struct jyz_digest *now)
{
	return strcmp(then->digest, now->digest) == 0 &&
	       strcmp(then->private, now->private) == 0;
}

void jyz_digest_text(char *out, size_t size, const char *text)
{
	snprintf(out, size, "%s", text ? text : "");
}

static int by_kind_and_uid(const void *a, const void *b)
{
	const struct jyz_digest *x = a, *y = b;
	int order = strcmp(x->table, y->table);

	return order ? order : strcmp(x->uid, y->uid);
}

void jyz_digest_sort(struct jyz_digests *all)
{
	if (all->count)
		qsort(all->items, all->count, sizeof(*all->items),
		      by_kind_and_uid);
}

static void hash_lines(const struct jyz_digests *all, bool private,
		       char out[JYZ_HEX_SIZE])
{
	crypto_hash_sha256_state state;
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;

	crypto_hash_sha256_init(&state);
	for (size_t i = 0; i < all->count; i++) {
		const struct jyz_digest *d = &all->items[i];

		if (private && !*d->private)
			continue;
		jyz_buf_clear(&line);
		jyz_buf_addf(&line, "%s %s %s\n", d->table, d->uid,
			     private ? d->private : d->digest);
		crypto_hash_sha256_update(&state,
					  (const unsigned char *)line.data,
					  line.len);
	}
	hex_of(&state, out);
}

void jyz_digest_private(const struct jyz_digests *all, char out[JYZ_HEX_SIZE])
{
	hash_lines(all, true, out);
}

void jyz_digest_over(const struct jyz_digests *all, int form,
		     const char private[JYZ_HEX_SIZE], char out[JYZ_HEX_SIZE])
{
	crypto_hash_sha256_state state;
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	char public[JYZ_HEX_SIZE];

	hash_lines(all, false, public);
	jyz_buf_addf(&text, "jyz seal %d\nrecords %zu\nopen %s\nprivate %s\n",
		     form, all->count, public, private);
	crypto_hash_sha256_init(&state);
	crypto_hash_sha256_update(&state, (const unsigned char *)text.data,
				  text.len);
	hex_of(&state, out);
}

void jyz_digests_free(struct jyz_digests *all)
{
	free(all->items);
	jyz_arena_free(&all->arena);
	*all = (struct jyz_digests)JYZ_DIGESTS_INIT;
}
