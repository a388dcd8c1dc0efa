/*
 * Changesets of SQLite: recorded, deflated and inflated, and read row by row
 * with what each row means to the journal (its id, the record it belongs
 * to).
 */
#include <limits.h>
#include <string.h>
#include <zlib.h>

#include "private.h"

/* A quarter of the time of 6, the usual one, for a sixth more bytes: the
 * results of 200 classes in 4 ms and 110 kB instead of 17 ms and 94 kB. */
#define LEVEL 4
/* Neither SQLite nor we make one beyond this (SQLITE_MAX_LENGTH). */
#define SIZE_LIMIT INT64_C(1000000000)

/* --- recording ---------------------------------------------------------- */

/* The house's own books are not part of what is done and undone, and the
 * content of attachments would be in the file twice. */
static int wanted(void *payload, const char *table)
{
	static const char *const own[] = { "journal", "journal_record",
					   "schema_log", "seal",
					   "seal_record", "content" };

	(void)payload;
	for (size_t i = 0; i < JYZ_COUNT(own); i++)
		if (sqlite3_stricmp(table, own[i]) == 0)
			return 0;
	return sqlite3_strnicmp(table, "sqlite_", 7) != 0;
}

int jyz_session_begin(sqlite3_session **out, struct jyz_store *store,
		      struct jyz_error *err)
{
	sqlite3_session *session = NULL;
	int rc = sqlite3session_create(store->db, "main", &session);

	if (rc == SQLITE_OK) {
		sqlite3session_table_filter(session, wanted, NULL);
		rc = sqlite3session_attach(session, NULL);
	}
	if (rc != SQLITE_OK) {
		if (session)
			sqlite3session_delete(session);
		return jyz_store_fail(store, rc, "session", err);
	}
	*out = session;
	return JYZ_OK;
}

int jyz_session_take(sqlite3_session *session, struct jyz_store *store,
		     struct jyz_buf *out, struct jyz_error *err)
{
	void *bytes = NULL;
	int len = 0;
	int rc = sqlite3session_changeset(session, &len, &bytes);

	if (rc != SQLITE_OK)
		return jyz_store_fail(store, rc, "changeset", err);
	jyz_buf_add(out, bytes ? bytes : "", (size_t)len);
	sqlite3_free(bytes);
	return JYZ_OK;
}

/* --- deflated ----------------------------------------------------------- */

int jyz_changeset_pack(struct jyz_buf *out, const struct jyz_buf *raw,
		       struct jyz_error *err)
{
	uLongf len = compressBound((uLong)raw->len);

	jyz_buf_reserve(out, len);
	int rc = compress2((Bytef *)out->data, &len, (const Bytef *)raw->data,
			   (uLong)raw->len, LEVEL);

	if (rc != Z_OK)
		return jyz_store_bug(err, "a changeset that zlib refuses",
				     zError(rc));
	out->len = len;
	out->data[len] = '\0';
	return JYZ_OK;
}

static int unreadable(struct jyz_error *err, const char *detail)
{
	jyz_error_set(err, JYZ_EDATABASE,
		      _("the journal entry cannot be read"));
	jyz_error_hint(err, "jyz check");
	return jyz_error_detail(err, "%s", detail);
}

int jyz_changeset_unpack(struct jyz_buf *out, const void *blob, size_t len,
			 int64_t size, struct jyz_error *err)
{
	/* deflate gains at most 1032 to 1: a larger size is not true. */
	if (size < 0 || size > SIZE_LIMIT ||
	    (uint64_t)size > (uint64_t)len * 1040 + 64)
		return unreadable(err, "size out of bounds");
	if (size == 0 && len == 0)
		return JYZ_OK;
	jyz_buf_reserve(out, (size_t)size);

	uLongf got = (uLongf)size;
	int rc = uncompress((Bytef *)out->data, &got, blob, (uLong)len);

	if (rc != Z_OK || got != (uLongf)size)
		return unreadable(err, zError(rc));
	out->len = got;
	out->data[got] = '\0';
	return JYZ_OK;
}

/* --- rows --------------------------------------------------------------- */

sqlite3_value *jyz_row_before(const struct jyz_row *row, int column)
{
	sqlite3_value *value = NULL;

	if (row->op != '+')
		(void)sqlite3changeset_old(row->iter, column, &value);
	return value;
}

sqlite3_value *jyz_row_after(const struct jyz_row *row, int column)
{
	sqlite3_value *value = NULL;

	if (row->op != '-')
		(void)sqlite3changeset_new(row->iter, column, &value);
	return value;
}

static int64_t integer(sqlite3_value *value)
{
	return value && sqlite3_value_type(value) == SQLITE_INTEGER
		       ? sqlite3_value_int64(value) : 0;
}

static int64_t integer_at(const struct jyz_row *row, int column)
{
	/* The key of an updated row stands on its old side. */
	return integer(row->op == '+' ? jyz_row_after(row, column)
				      : jyz_row_before(row, column));
}

void jyz_row_read(struct jyz_row *row, sqlite3_changeset_iter *iter,
		  const struct jyz_table *table)
{
	const char *name;
	int columns, op = 0;

	(void)sqlite3changeset_op(iter, &name, &columns, &op, NULL);
	row->iter = iter;
	row->table = table;
	row->op = op == SQLITE_INSERT ? '+' : op == SQLITE_DELETE ? '-' : '~';
	row->id = table->ided ? integer_at(row, table->key) : 0;
	row->head = table->name;
	row->head_id = row->id;
	if (table->head < 0)
		return;
	/* Parts are never updated, so the head is in the changeset. */
	int64_t head = integer_at(row, table->head);

	if (head) {
		row->head = table->head_table;
		row->head_id = head;
	}
}

struct jyz_value jyz_value_of(sqlite3_value *value, struct jyz_arena *arena)
{
	if (!value)
		return jyz_null();
	switch (sqlite3_value_type(value)) {
	case SQLITE_INTEGER:
		return jyz_int(sqlite3_value_int64(value));
	case SQLITE_TEXT:
		return jyz_text((const char *)sqlite3_value_text(value));
	case SQLITE_FLOAT:
		return jyz_text(jyz_arena_printf(arena, "%.15g",
						 sqlite3_value_double(value)));
	case SQLITE_BLOB:
		return jyz_text(jyz_arena_printf(arena, "(%d bytes)",
						 sqlite3_value_bytes(value)));
	default:
		return jyz_null();
	}
}

static int other_columns(const char *table, struct jyz_error *err)
{
	jyz_error_set(err, JYZ_ESCHEMA,
		      _("the table '%s' has other columns now"), table);
	return jyz_error_hint(err, "jyz history");
}

static int next_table(const struct jyz_table **out, struct jyz_store *store,
		      const char *name, int columns, struct jyz_error *err)
{
	JYZ_AUTO(jyz_error) lower = JYZ_ERROR_INIT;
	int rc = jyz_table_get(out, store, name, &lower);

	if (rc == JYZ_ENOTFOUND || (rc == JYZ_OK && (*out)->columns != columns))
		return other_columns(name, err);
	if (rc < 0)
		jyz_error_move(err, &lower);
	return rc;
}

static int each(struct jyz_store *store, sqlite3_changeset_iter *iter,
		jyz_changed_fn *fn, void *payload, struct jyz_error *err)
{
	const struct jyz_table *table = NULL;
	int step;

	while ((step = sqlite3changeset_next(iter)) == SQLITE_ROW) {
		const char *name;
		int columns, op;
		struct jyz_row row;
		int rc = JYZ_OK;

		if (sqlite3changeset_op(iter, &name, &columns, &op, NULL))
			return unreadable(err, "no operation");
		if (!table || strcmp(table->name, name) != 0)
			rc = next_table(&table, store, name, columns, err);
		if (rc < 0)
			return rc;
		jyz_row_read(&row, iter, table);
		if ((rc = fn(&row, payload, err)) < 0)
			return rc;
	}
	return step == SQLITE_DONE ? JYZ_OK
				   : unreadable(err, sqlite3_errstr(step));
}

int jyz_changeset_each(struct jyz_store *store, struct jyz_buf *raw,
		       jyz_changed_fn *fn, void *payload, struct jyz_error *err)
{
	sqlite3_changeset_iter *iter = NULL;

	if (raw->len == 0)
		return JYZ_OK;
	if (raw->len > INT_MAX)
		return unreadable(err, "too large");
	int rc = sqlite3changeset_start(&iter, (int)raw->len, raw->data);

	if (rc != SQLITE_OK)
		return unreadable(err, sqlite3_errstr(rc));
	rc = each(store, iter, fn, payload, err);
	(void)sqlite3changeset_finalize(iter); /* each has looked already */
	return rc;
}
