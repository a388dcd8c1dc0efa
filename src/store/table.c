/*
 * What the schema says of a table: its columns, its key, and for a part the
 * column that names its head.  Kept for the life of the connection.
 */
#include <string.h>

#include "private.h"

static const char SQL_COLUMNS[] =
	"SELECT cid, name, type, pk FROM pragma_table_info(:table)"
	" ORDER BY cid";
/* foreign_key_list counts backwards: the first declared has the last id. */
static const char SQL_HEAD[] =
	"SELECT \"from\" AS source, \"table\" AS parent"
	" FROM pragma_foreign_key_list(:table)"
	" WHERE on_delete = 'CASCADE' AND lower(\"table\") <> lower(:table)"
	" ORDER BY id DESC, seq";
/* The names are those of the schema itself, quoted. */
static const char SQL_PEEK[] = "SELECT \"%w\" FROM \"%w\" WHERE rowid = :row";

static void table_drop(struct jyz_table *table)
{
	for (int i = 0; i < table->columns; i++)
		free(table->names[i]);
	free(table->names);
	free(table->head_table);
	free(table->name);
	free(table);
}

void jyz_tables_drop(struct jyz_store *store)
{
	while (store->tables) {
		struct jyz_table *table = store->tables;

		store->tables = table->next;
		table_drop(table);
	}
}

static int find_column(const struct jyz_table *table, const char *name)
{
	for (int i = 0; i < table->columns; i++)
		if (sqlite3_stricmp(table->names[i], name) == 0)
			return i;
	return -1;
}

static int read_columns(struct jyz_table *table, struct jyz_store *store,
			struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, store, SQL_COLUMNS, err);
	size_t count = 0, room = 0;
	int keys = 0;

	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":table", table->name);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		int64_t pk = jyz_col_int(&st, "pk");
		const char *type = jyz_col_text(&st, "type");

		if (pk > 0)
			keys++;
		if (pk == 1) {
			table->key = (int)count;
			table->ided = sqlite3_stricmp(type, "INTEGER") == 0;
		}
		jyz_col_ignore(&st, "cid");
		JYZ_GROW(table->names, count, room);
		table->names[count++] = jyz_strdup(jyz_col_text(&st, "name"));
		table->columns = (int)count;
	}
	if (keys != 1)
		table->ided = false;
	return rc;
}

static int read_head(struct jyz_table *table, struct jyz_store *store,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, store, SQL_HEAD, err);

	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":table", table->name);
	if ((rc = jyz_stmt_step(&st, err)) != JYZ_ROW)
		return rc;
	table->head = find_column(table, jyz_col_text(&st, "source"));
	table->head_table = jyz_strdup(jyz_col_text(&st, "parent"));
	jyz_stmt_done(&st);
	return JYZ_OK;
}

int jyz_table_get(const struct jyz_table **out, struct jyz_store *store,
		  const char *name, struct jyz_error *err)
{
	for (struct jyz_table *t = store->tables; t; t = t->next) {
		if (strcmp(t->name, name) == 0) {
			*out = t;
			return JYZ_OK;
		}
	}

	struct jyz_table *table = jyz_alloc(sizeof(*table));
	int rc;

	table->name = jyz_strdup(name);
	table->key = -1;
	table->head = -1;
	if ((rc = read_columns(table, store, err)) < 0 ||
	    (rc = read_head(table, store, err)) < 0) {
		table_drop(table);
		return rc;
	}
	if (table->columns == 0) {
		table_drop(table);
		return jyz_error_set(err, JYZ_ENOTFOUND,
				     _("there is no table '%s'"), name);
	}
	table->stamp = find_column(table, "updated_at");
	table->next = store->tables;
	store->tables = table;
	*out = table;
	return JYZ_OK;
}

int jyz_table_peek(struct jyz_store *store, const struct jyz_table *table,
		   int column, int64_t row, int64_t *out,
		   struct jyz_error *err)
{
	char *sql = sqlite3_mprintf(SQL_PEEK, table->names[column],
				    table->name);
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = sql ? jyz_stmt_open(&st, store, sql, err)
		     : jyz_store_fail(store, SQLITE_NOMEM, SQL_PEEK, err);

	sqlite3_free(sql);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":row", row);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	*out = rc == JYZ_ROW ? jyz_col_at(&st, 0).i : 0;
	jyz_stmt_done(&st);
	return JYZ_OK;
}
