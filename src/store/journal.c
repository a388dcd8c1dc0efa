/*
 * The journal's entries: recorded, written with their index, read back.
 * Knows tables only by what the schema says of them.
 */
#include "jyz/store/journal.h"

#include <string.h>

#include "private.h"

static const char SQL_ENTRY[] =
	"INSERT INTO journal (at, who, command, reason, action,"
	" schema_version, rows, target, size, changeset)"
	" VALUES (:at, :who, :command, :reason, :action,"
	" :version, :rows, :target, :size, :changeset)";
static const char SQL_INDEX[] =
	"INSERT INTO journal_record (tbl, row, entry)"
	" VALUES (:tbl, :row, :entry)";
static const char SQL_LIST[] =
	"SELECT id, at, who, command, reason, action, schema_version, rows,"
	" target, undone_by FROM journal ORDER BY id DESC LIMIT :limit";
static const char SQL_LIST_OF[] =
	"SELECT id, at, who, command, reason, action, schema_version, rows,"
	" target, undone_by FROM journal WHERE id IN"
	" (SELECT entry FROM journal_record WHERE tbl = :tbl AND row = :row"
	" UNION ALL SELECT value FROM json_each(ifnull(:also, '[]')))"
	" ORDER BY id DESC LIMIT :limit";
static const char SQL_READ[] =
	"SELECT id, at, who, command, reason, action, schema_version, rows,"
	" target, undone_by, size, changeset FROM journal WHERE id = :id";

static const char SQL_REASON[] =
	"SELECT reason FROM journal WHERE action = :action AND at = :at"
	" ORDER BY id DESC LIMIT 1";

/* --- records touched ---------------------------------------------------- */

void jyz_touched_free(struct jyz_touched *touched)
{
	free(touched->items);
	*touched = (struct jyz_touched)JYZ_TOUCHED_INIT;
}

static int touch(const struct jyz_row *row, void *payload,
		 struct jyz_error *err)
{
	struct jyz_touched *t = payload;

	(void)err;
	t->rows++;
	/* Parts of one head mostly follow each other. */
	if (t->count > 0 && t->items[t->count - 1].row == row->head_id &&
	    strcmp(t->items[t->count - 1].table, row->head) == 0)
		return JYZ_OK;
	JYZ_GROW(t->items, t->count, t->room);
	t->items[t->count++] = (struct jyz_touch){ row->head, row->head_id };
	return JYZ_OK;
}

static int compare(const void *a, const void *b)
{
	const struct jyz_touch *x = a, *y = b;
	int order = strcmp(x->table, y->table);

	return order ? order : (x->row > y->row) - (x->row < y->row);
}

int jyz_touched_read(struct jyz_touched *out, struct jyz_store *store,
		     struct jyz_buf *raw, struct jyz_error *err)
{
	JYZ_AUTO(jyz_touched) t = JYZ_TOUCHED_INIT;
	int rc = jyz_changeset_each(store, raw, touch, &t, err);
	size_t kept = 0;

	if (rc < 0)
		return rc;
	/* In the order of the index, so that it grows at its edges. */
	if (t.count > 0)
		qsort(t.items, t.count, sizeof(*t.items), compare);
	for (size_t i = 0; i < t.count; i++)
		if (i == 0 || compare(&t.items[kept - 1], &t.items[i]) != 0)
			t.items[kept++] = t.items[i];
	t.count = kept;
	*out = t;
	t = (struct jyz_touched)JYZ_TOUCHED_INIT;
	return JYZ_OK;
}

/* --- writing ------------------------------------------------------------ */

static int write_index(struct jyz_store *store, int64_t entry,
		       const struct jyz_touched *touched,
		       struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, store, SQL_INDEX, err);

	for (size_t i = 0; i < touched->count && rc == JYZ_OK; i++) {
		jyz_stmt_reset(&st);
		jyz_bind_text(&st, ":tbl", touched->items[i].table);
		jyz_bind_int(&st, ":row", touched->items[i].row);
		jyz_bind_int(&st, ":entry", entry);
		rc = jyz_stmt_run(&st, err);
	}
	return rc;
}

int jyz_entry_write(int64_t *id, struct jyz_store *store,
		    const struct jyz_deed *deed, const char *action,
		    int64_t target, const struct jyz_buf *raw,
		    const struct jyz_touched *touched, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) packed = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, store, SQL_ENTRY, err);

	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":at", deed->at);
	jyz_bind_text(&st, ":who", deed->who);
	jyz_bind_text(&st, ":command", deed->command);
	jyz_bind_text(&st, ":reason", deed->reason);
	jyz_bind_text(&st, ":action", action);
	jyz_bind_int(&st, ":version", store->version);
	jyz_bind_int(&st, ":rows", touched->rows);
	jyz_bind_int(&st, ":size", (int64_t)raw->len);
	if (target)
		jyz_bind_int(&st, ":target", target);
	else
		jyz_bind_null(&st, ":target");
	if (raw->len > 0) {
		if ((rc = jyz_changeset_pack(&packed, raw, err)) < 0)
			return rc;
		jyz_bind_blob(&st, ":changeset", packed.data, packed.len);
	} else {
		jyz_bind_null(&st, ":changeset");
	}
	if ((rc = jyz_stmt_run(&st, err)) < 0)
		return rc;
	int64_t made = jyz_store_last_id(store);

	if ((rc = write_index(store, made, touched, err)) < 0)
		return rc;
	*id = made;
	return JYZ_OK;
}

int jyz_journal_begin(struct jyz_journal *j, struct jyz_store *store,
		      struct jyz_error *err)
{
	sqlite3_session *session;

	if (store->depth > 0)
		return jyz_store_bug(err, "a journal inside a transaction",
				     "jyz_journal_begin");
	int rc = jyz_tx_begin(&j->tx, store, err);

	if (rc < 0)
		return rc;
	if ((rc = jyz_session_begin(&session, store, err)) < 0) {
		jyz_tx_free(&j->tx);
		return rc;
	}
	j->session = session;
	return JYZ_OK;
}

static int take(struct jyz_journal *j, struct jyz_buf *raw,
		struct jyz_error *err)
{
	int rc = jyz_session_take(j->session, j->tx.store, raw, err);

	sqlite3session_delete(j->session);
	j->session = NULL;
	return rc;
}

static int write_entry(struct jyz_journal *j, const struct jyz_deed *deed,
		       bool keep_empty, int64_t *entry, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) raw = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_touched) touched = JYZ_TOUCHED_INIT;
	struct jyz_store *store = j->tx.store;
	int rc;

	/* What SQLite rolled back has no changeset to ask for. */
	if (jyz_tx_lost(store))
		return jyz_tx_lost_error(store, err);
	if ((rc = take(j, &raw, err)) < 0)
		return rc;
	if (raw.len == 0 && !keep_empty) {
		*entry = 0;
		return JYZ_OK;
	}
	if ((rc = jyz_touched_read(&touched, store, &raw, err)) < 0)
		return rc;
	return jyz_entry_write(entry, store, deed, deed->action, 0, &raw,
			       &touched, err);
}

int jyz_journal_commit(struct jyz_journal *j, const struct jyz_deed *deed,
		       bool keep_empty, int64_t *entry, struct jyz_error *err)
{
	int64_t made = 0;
	int rc;

	if (!j->tx.store)
		return jyz_store_bug(err, "a commit without a journal",
				     deed->command);
	if ((rc = write_entry(j, deed, keep_empty, &made, err)) < 0 ||
	    (rc = jyz_tx_commit(&j->tx, err)) < 0) {
		jyz_journal_free(j);
		return rc;
	}
	*entry = made;
	return JYZ_OK;
}

void jyz_journal_free(struct jyz_journal *j)
{
	if (!j)
		return;
	if (j->session)
		sqlite3session_delete(j->session);
	j->session = NULL;
	jyz_tx_free(&j->tx);
}

/* --- reading ------------------------------------------------------------ */

static void read_columns(struct jyz_entry *out, struct jyz_stmt *st,
			 struct jyz_arena *arena)
{
	out->id = jyz_col_int(st, "id");
	out->at = jyz_arena_strdup(arena, jyz_col_text(st, "at"));
	out->who = jyz_arena_strdup(arena, jyz_col_text(st, "who"));
	out->command = jyz_arena_strdup(arena, jyz_col_text(st, "command"));
	const char *reason = jyz_col_text(st, "reason");

	out->reason = reason ? jyz_arena_strdup(arena, reason) : NULL;
	out->action = jyz_arena_strdup(arena, jyz_col_text(st, "action"));
	out->schema_version = jyz_col_int(st, "schema_version");
	out->rows = jyz_col_int(st, "rows");
	out->target = jyz_col_int(st, "target");
	out->undone_by = jyz_col_int(st, "undone_by");
}

void jyz_entries_free(struct jyz_entries *entries)
{
	if (!entries)
		return;
	free(entries->items);
	jyz_arena_free(&entries->arena);
	*entries = (struct jyz_entries)JYZ_ENTRIES_INIT;
}

int jyz_journal_list(struct jyz_store *store, const char *table, int64_t id,
		     const char *also, int64_t limit, struct jyz_entries *out,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_entries) list = JYZ_ENTRIES_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, store, table ? SQL_LIST_OF : SQL_LIST,
			       err);

	if (rc < 0)
		return rc;
	if (table) {
		jyz_bind_text(&st, ":tbl", table);
		jyz_bind_int(&st, ":row", id);
		jyz_bind_text(&st, ":also", also);
	}
	jyz_bind_int(&st, ":limit", limit > 0 ? limit : -1);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		JYZ_GROW(list.items, list.count, list.room);
		read_columns(&list.items[list.count++], &st, &list.arena);
	}
	if (rc < 0)
		return rc;
	jyz_entries_free(out);
	*out = list;
	list = (struct jyz_entries)JYZ_ENTRIES_INIT;
	return JYZ_OK;
}

int jyz_journal_reason(struct jyz_store *store, const char *action,
		       const char *at, char **reason, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, store, SQL_REASON, err);

	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":action", action);
	jyz_bind_text(&st, ":at", at);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	const char *text = rc == JYZ_ROW ? jyz_col_text(&st, "reason") : NULL;

	*reason = text ? jyz_strdup(text) : NULL;
	jyz_stmt_done(&st);
	return JYZ_OK;
}

/* One entry with its changeset inflated; raw NULL: without. */
int jyz_entry_read(struct jyz_entry *out, struct jyz_buf *raw,
		   struct jyz_arena *arena, struct jyz_store *store,
		   int64_t id, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	size_t len;
	int rc = jyz_stmt_open(&st, store, SQL_READ, err);

	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":id", id);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	if (rc == JYZ_OK) {
		jyz_error_set(err, JYZ_ENOTFOUND,
			      _("there is no journal entry %lld"),
			      (long long)id);
		return jyz_error_hint(err, "jyz history");
	}
	read_columns(out, &st, arena);
	int64_t size = jyz_col_int(&st, "size");
	const void *blob = jyz_col_blob(&st, "changeset", &len);

	rc = raw ? jyz_changeset_unpack(raw, blob, len, size, err) : JYZ_OK;
	jyz_stmt_done(&st);
	return rc < 0 ? jyz_error_prefix(err, _("entry %lld"), (long long)id)
		      : JYZ_OK;
}
