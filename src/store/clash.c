/*
 * What stands in the way of a changeset: every value that is not what the
 * entry left behind, collected while SQLite tries to apply it, and the
 * references that would point nowhere after it.
 */
#include "jyz/store/undo.h"
#include "private.h"

/* A list that nobody reads to its end need not be longer. */
#define CLASH_LIMIT 1000

static const char SQL_DANGLING[] =
	"SELECT \"table\" AS child, rowid AS row, parent, fkid"
	" FROM pragma_foreign_key_check";
static const char SQL_SOURCE[] =
	"SELECT \"from\" AS source FROM pragma_foreign_key_list(:table)"
	" WHERE id = :id ORDER BY seq";

void jyz_clashes_free(struct jyz_clashes *clashes)
{
	if (!clashes)
		return;
	free(clashes->items);
	jyz_arena_free(&clashes->arena);
	*clashes = (struct jyz_clashes)JYZ_CLASHES_INIT;
}

static struct jyz_value keep(struct jyz_clashes *list, struct jyz_value value)
{
	if (value.type == JYZ_TEXT)
		value.s = jyz_arena_strdup(&list->arena, value.s);
	return value;
}

static struct jyz_value keep_raw(struct jyz_clashes *list,
				 sqlite3_value *value)
{
	return keep(list, jyz_value_of(value, &list->arena));
}

static struct jyz_clash *add(struct jyz_clashes *list,
			     const struct jyz_row *row, const char *reason)
{
	JYZ_GROW(list->items, list->count, list->room);
	struct jyz_clash *clash = &list->items[list->count++];
	struct jyz_arena *arena = &list->arena;

	*clash = (struct jyz_clash){
		.table = jyz_arena_strdup(arena, row->table->name),
		.row = row->id,
		.head = jyz_arena_strdup(arena, row->head),
		.head_row = row->head_id,
		.reason = reason,
	};
	/* Without an id (a setting) the key names the row. */
	if (!row->table->ided && row->table->key >= 0) {
		int key = row->table->key;
		sqlite3_value *value = row->op == '+'
					       ? jyz_row_after(row, key)
					       : jyz_row_before(row, key);

		clash->column = keep_raw(list, value).s;
	}
	return clash;
}

static sqlite3_value *present(const struct jyz_row *row, int column)
{
	sqlite3_value *value = NULL;

	(void)sqlite3changeset_conflict(row->iter, column, &value);
	return value;
}

static bool differs(struct jyz_clashes *list, const struct jyz_row *row,
		    int column)
{
	sqlite3_value *expected = jyz_row_before(row, column);

	return expected && !jyz_value_same(
		jyz_value_of(expected, &list->arena),
		jyz_value_of(present(row, column), &list->arena));
}

/*
 * Each change writes the time of change, so that two edits of different
 * fields of one record would always differ in it: alone it is no clash.
 */
static bool only_stamp(struct jyz_clashes *list, const struct jyz_row *row)
{
	if (row->table->stamp < 0)
		return false;
	for (int i = 0; i < row->table->columns; i++)
		if (i != row->table->stamp && differs(list, row, i))
			return false;
	return true;
}

static void add_changed(struct jyz_clashes *list, const struct jyz_row *row)
{
	for (int i = 0; i < row->table->columns; i++) {
		if (i == row->table->stamp || !differs(list, row, i))
			continue;
		struct jyz_clash *clash = add(list, row, "changed");

		if (!clash->column)
			clash->column = jyz_arena_strdup(
				&list->arena, row->table->names[i]);
		clash->expected = keep_raw(list, jyz_row_before(row, i));
		clash->found = keep_raw(list, present(row, i));
		clash->wanted = keep_raw(list, jyz_row_after(row, i));
	}
}

/* A row is in the place of one that was deleted (a setting set again). */
static void add_exists(struct jyz_clashes *list, const struct jyz_row *row)
{
	struct jyz_clash *clash = add(list, row, "exists");

	for (int i = 0; i < row->table->columns; i++) {
		if (row->table->ided || i == row->table->key)
			continue;
		clash->found = keep_raw(list, present(row, i));
		clash->wanted = keep_raw(list, jyz_row_after(row, i));
		return;
	}
}

int jyz_clash_collect(void *payload, int type, sqlite3_changeset_iter *iter)
{
	struct jyz_collector *c = payload;
	const struct jyz_table *table;
	const char *name;
	int columns, op;
	struct jyz_row row;

	if (c->clashes->count >= CLASH_LIMIT ||
	    sqlite3changeset_op(iter, &name, &columns, &op, NULL) ||
	    jyz_table_get(&table, c->store, name, c->err) < 0)
		return SQLITE_CHANGESET_ABORT;
	jyz_row_read(&row, iter, table);
	switch (type) {
	case SQLITE_CHANGESET_DATA:
		if (only_stamp(c->clashes, &row)) {
			c->lenient++;
			return SQLITE_CHANGESET_REPLACE;
		}
		add_changed(c->clashes, &row);
		break;
	case SQLITE_CHANGESET_NOTFOUND:
		add(c->clashes, &row, "gone");
		break;
	case SQLITE_CHANGESET_CONFLICT:
		add_exists(c->clashes, &row);
		break;
	case SQLITE_CHANGESET_CONSTRAINT:
		add(c->clashes, &row, "constraint");
		break;
	default:
		return SQLITE_CHANGESET_ABORT;
	}
	/* On to the next: the user sees all of them at once. */
	return SQLITE_CHANGESET_OMIT;
}

/* --- references --------------------------------------------------------- */

struct violation {
	const char *child, *parent;
	int64_t row;
	int64_t key;
	bool ours; /* the changeset has a hand in it */
};

static int find_hand(const struct jyz_row *row, void *payload,
		     struct jyz_error *err)
{
	struct violation *v = payload;

	(void)err;
	if (row->op != '-' && row->id == v->row &&
	    sqlite3_stricmp(row->table->name, v->child) == 0)
		v->ours = true;
	if (row->op != '+' &&
	    sqlite3_stricmp(row->table->name, v->parent) == 0)
		v->ours = true;
	return JYZ_OK;
}

static int source_column(int *out, struct jyz_store *store,
			 const struct jyz_table *table,
			 const struct violation *v, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, store, SQL_SOURCE, err);

	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":table", table->name);
	jyz_bind_int(&st, ":id", v->key);
	if ((rc = jyz_stmt_step(&st, err)) != JYZ_ROW)
		return rc;
	const char *source = jyz_col_text(&st, "source");

	for (int i = 0; i < table->columns; i++)
		if (sqlite3_stricmp(table->names[i], source) == 0)
			*out = i;
	jyz_stmt_done(&st);
	return JYZ_OK;
}

static int add_reference(struct jyz_collector *c, const struct violation *v,
			 struct jyz_error *err)
{
	struct jyz_clashes *list = c->clashes;
	const struct jyz_table *table;
	int column = -1;
	int64_t head = 0, found = 0;
	int rc;

	if ((rc = jyz_table_get(&table, c->store, v->child, err)) < 0 ||
	    (rc = source_column(&column, c->store, table, v, err)) < 0)
		return rc;
	if (table->head >= 0 &&
	    (rc = jyz_table_peek(c->store, table, table->head, v->row, &head,
				 err)) < 0)
		return rc;
	if (column >= 0 &&
	    (rc = jyz_table_peek(c->store, table, column, v->row, &found,
				 err)) < 0)
		return rc;
	JYZ_GROW(list->items, list->count, list->room);
	list->items[list->count++] = (struct jyz_clash){
		.table = jyz_arena_strdup(&list->arena, table->name),
		.row = v->row,
		.head = jyz_arena_strdup(&list->arena, head ? table->head_table
							     : table->name),
		.head_row = head ? head : v->row,
		.column = column < 0 ? NULL
			  : jyz_arena_strdup(&list->arena,
					     table->names[column]),
		.found = found ? jyz_int(found) : jyz_null(),
		.reason = "referenced",
	};
	return JYZ_OK;
}

/*
 * A reference that dangled before (made so by another program) is not in
 * the way: check reports it.
 */
static int judge(struct jyz_collector *c, struct jyz_stmt *st,
		 struct jyz_buf *raw, struct jyz_error *err)
{
	struct violation v = {
		.child = jyz_col_text(st, "child"),
		.parent = jyz_col_text(st, "parent"),
		.row = jyz_col_int(st, "row"),
		.key = jyz_col_int(st, "fkid"),
	};
	int rc = jyz_changeset_each(c->store, raw, find_hand, &v, err);

	if (rc < 0 || !v.ours)
		return rc;
	return add_reference(c, &v, err);
}

int jyz_clash_references(struct jyz_collector *c, struct jyz_buf *raw,
			 struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, c->store, SQL_DANGLING, err);

	if (rc < 0)
		return rc;
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		rc = c->clashes->count < CLASH_LIMIT ? judge(c, &st, raw, err)
						     : JYZ_OK;
		if (rc < 0 || c->clashes->count >= CLASH_LIMIT) {
			jyz_stmt_done(&st);
			return rc;
		}
	}
	return rc;
}
