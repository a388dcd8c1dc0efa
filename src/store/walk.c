/*
 * Reading the journal's changesets: row by row for history, and all of them
 * for check.
 *
 * An entry of an older schema is read with the tables of its time, which the
 * migrations up to its version make anew in memory.
 */
#include "jyz/store/journal.h"
#include "private.h"

static const char SQL_IDS[] =
	"SELECT id FROM journal WHERE changeset IS NOT NULL ORDER BY id";
static const char SQL_INDEXED[] =
	"SELECT count(*) AS n FROM journal_record"
	" WHERE tbl = :tbl AND row = :row AND entry = :entry";

struct walk {
	jyz_change_fn *fn;
	void *payload;
	struct jyz_arena arena; /* of one row */
};

/* The columns of a row, both sides. */
static void fill(struct jyz_change *change, const struct jyz_row *row,
		 struct jyz_arena *arena)
{
	size_t n = (size_t)row->table->columns;
	bool *changed = jyz_arena_alloc(arena, n * sizeof(bool));
	struct jyz_value *before =
		jyz_arena_alloc(arena, n * sizeof(struct jyz_value));
	struct jyz_value *after =
		jyz_arena_alloc(arena, n * sizeof(struct jyz_value));

	for (size_t i = 0; i < n; i++) {
		sqlite3_value *old = jyz_row_before(row, (int)i);
		sqlite3_value *new = jyz_row_after(row, (int)i);

		before[i] = jyz_value_of(old, arena);
		after[i] = jyz_value_of(new, arena);
		changed[i] = row->op != '~' || new != NULL;
		/* Without an id the key says which row it is. */
		if (row->op == '~' && !row->table->ided &&
		    (int)i == row->table->key && !new)
			after[i] = before[i];
		else if (!changed[i])
			before[i] = jyz_null();
	}
	change->changed = changed;
	change->before = before;
	change->after = after;
}

static int walk_row(const struct jyz_row *row, void *payload,
		    struct jyz_error *err)
{
	struct walk *walk = payload;
	struct jyz_change change = {
		.op = row->op,
		.table = row->table->name,
		.row = row->id,
		.head = row->head,
		.head_row = row->head_id,
		.columns = (size_t)row->table->columns,
		.names = (const char *const *)row->table->names,
	};

	jyz_arena_clear(&walk->arena);
	fill(&change, row, &walk->arena);
	return walk->fn(&change, walk->payload, err);
}

static int walk_raw(struct jyz_store *tables, struct jyz_buf *raw,
		    jyz_change_fn *fn, void *payload, struct jyz_error *err)
{
	struct walk walk = { fn, payload, JYZ_ARENA_INIT };
	int rc = jyz_changeset_each(tables, raw, walk_row, &walk, err);

	jyz_arena_free(&walk.arena);
	return rc;
}

static int unknown_schema(const struct jyz_store *store,
			  const struct jyz_entry *entry, struct jyz_error *err)
{
	return jyz_error_set(err, JYZ_ESCHEMA,
			     _("entry %lld is of schema %lld, which this "
			       "program does not know (its own is %d)"),
			     (long long)entry->id,
			     (long long)entry->schema_version,
			     jyz_schema_last(store->schema));
}

int jyz_journal_walk(struct jyz_store *store, int64_t entry,
		     jyz_change_fn *fn, void *payload, struct jyz_error *err)
{
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	JYZ_AUTO(jyz_buf) raw = JYZ_BUF_INIT;
	struct jyz_store *tables = NULL;
	struct jyz_entry e;
	int rc = jyz_entry_read(&e, &raw, &arena, store, entry, err);

	if (rc < 0)
		return rc;
	if (e.schema_version == store->version)
		return walk_raw(store, &raw, fn, payload, err);
	if (e.schema_version < 1 ||
	    e.schema_version > jyz_schema_last(store->schema))
		return unknown_schema(store, &e, err);
	rc = jyz_schema_memory(&tables, store->schema, (int)e.schema_version,
			       err);
	if (rc == JYZ_OK)
		rc = walk_raw(tables, &raw, fn, payload, err);
	jyz_store_close(tables);
	return rc;
}

/* --- check -------------------------------------------------------------- */

static int indexed(bool *out, struct jyz_store *store, int64_t entry,
		   const struct jyz_touch *touch, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, store, SQL_INDEXED, err);

	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":tbl", touch->table);
	jyz_bind_int(&st, ":row", touch->row);
	jyz_bind_int(&st, ":entry", entry);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	*out = jyz_col_int(&st, "n") > 0;
	jyz_stmt_done(&st);
	return JYZ_OK;
}

/* Rows of a changeset whose tables need not be known; -1: unreadable. */
static int64_t count_rows(struct jyz_buf *raw)
{
	sqlite3_changeset_iter *iter = NULL;
	int64_t rows = 0;
	int rc = sqlite3changeset_start(&iter, (int)raw->len, raw->data);

	while (rc == SQLITE_OK && sqlite3changeset_next(iter) == SQLITE_ROW)
		rows++;
	if (sqlite3changeset_finalize(iter) != SQLITE_OK)
		return -1;
	return rows;
}

static int check_entry(bool *good, struct jyz_store *store, int64_t id,
		       struct jyz_error *err)
{
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	JYZ_AUTO(jyz_buf) raw = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_touched) touched = JYZ_TOUCHED_INIT;
	JYZ_AUTO(jyz_error) lower = JYZ_ERROR_INIT;
	struct jyz_entry e;
	int rc = jyz_entry_read(&e, &raw, &arena, store, id, &lower);

	*good = rc == JYZ_OK && count_rows(&raw) == e.rows;
	if (rc < 0 && rc != JYZ_EDATABASE) {
		jyz_error_move(err, &lower);
		return rc;
	}
	if (!*good || e.schema_version != store->version)
		return JYZ_OK;
	if (jyz_touched_read(&touched, store, &raw, &lower) < 0) {
		*good = false;
		return JYZ_OK;
	}
	for (size_t i = 0; i < touched.count && *good; i++)
		if ((rc = indexed(good, store, id, &touched.items[i],
				  err)) < 0)
			return rc;
	return JYZ_OK;
}

int jyz_journal_check(struct jyz_store *store, int64_t *bad,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int64_t count = 0;
	int rc = jyz_stmt_open(&st, store, SQL_IDS, err);

	if (rc < 0)
		return rc;
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		bool good = false;

		rc = check_entry(&good, store, jyz_col_int(&st, "id"), err);
		if (rc < 0) {
			jyz_stmt_done(&st);
			return rc;
		}
		if (!good)
			count++;
	}
	if (rc == JYZ_OK)
		*bad = count;
	return rc;
}
