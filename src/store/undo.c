/*
 * Undo and redo: which entry, its changeset the other way round or again,
 * all checks, an entry of its own.  Everything in one transaction, with
 * foreign keys and triggers off: what they did is in the changeset already.
 */
#include "jyz/store/undo.h"

#include <string.h>

#include "private.h"

/* The newest entry that plain undo can take, or must stop at. */
static const char SQL_NEWEST[] =
	"SELECT id, action, command FROM journal"
	" WHERE action NOT IN ('undo', 'redo')"
	" AND (action <> 'write' OR undone_by IS NULL)"
	" ORDER BY id DESC LIMIT 1";
/* The newest undo that no redo has used up and no write has followed. */
static const char SQL_REDOABLE[] =
	"SELECT id, target FROM journal"
	" WHERE action = 'undo' AND undone_by IS NULL"
	" AND id > coalesce((SELECT w.id FROM journal w"
	" WHERE w.action = 'write' ORDER BY w.id DESC LIMIT 1), 0)"
	" ORDER BY id DESC LIMIT 1";
static const char SQL_KIND[] =
	"SELECT kind FROM attachment WHERE id = :id";
static const char SQL_MARK[] =
	"UPDATE journal SET undone_by = :by WHERE id = :id";

struct work {
	struct jyz_store *store;
	const struct jyz_deed *deed;
	const char *action;
	bool dry_run;
	jyz_touched_fn *check;
	void *payload;
	struct jyz_clashes *clashes;
	struct jyz_entry target;   /* the write entry */
	int64_t used;              /* redo: the undo that it takes back */
	struct jyz_buf raw;        /* to be applied */
	struct jyz_buf done;       /* what applying it really did */
	struct jyz_touched touched;
	struct jyz_arena arena;
	int64_t made;
};

void jyz_undone_free(struct jyz_undone *undone)
{
	if (!undone)
		return;
	free(undone->command);
	*undone = (struct jyz_undone){ 0 };
}

/* What the command was. */
static const char *action_words(const char *action)
{
	static const char *const known[] = { N_("init"), N_("upgrade"),
					     N_("restore"), N_("seal"),
					     N_("unseal") };

	for (size_t i = 0; i < JYZ_COUNT(known); i++)
		if (strcmp(known[i], action) == 0)
			return _(known[i]);
	return action;
}

/* --- which entry -------------------------------------------------------- */

static int find_newest(struct work *w, int64_t *out, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, w->store, SQL_NEWEST, err);

	if (rc < 0 || (rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	if (rc == JYZ_OK)
		return jyz_error_set(err, JYZ_ENOTFOUND,
				     _("there is nothing to undo"));
	int64_t id = jyz_col_int(&st, "id");
	const char *action = jyz_col_text(&st, "action");

	const char *command = jyz_col_text(&st, "command");

	if (strcmp(action, "seal") == 0) {
		jyz_error_set(err, JYZ_EINVAL,
			      _("a term was sealed by entry %lld (%s): undo "
				"stops at it"), (long long)id, command);
		jyz_error_hint(err, "jyz archive unseal TERM --reason TEXT");
		jyz_stmt_done(&st);
		return err->code;
	}
	if (strcmp(action, "write") != 0) {
		jyz_error_set(err, JYZ_EINVAL,
			      _("entry %lld ('%s') cannot be undone, and undo "
				"stops at it"), (long long)id, action_words(action));
		jyz_error_hint(err, _("jyz history, then jyz undo N for an "
				      "older entry"));
		jyz_stmt_done(&st);
		return err->code;
	}
	jyz_stmt_done(&st);
	*out = id;
	return JYZ_OK;
}

static int already_undone(const struct jyz_entry *entry,
			  struct jyz_error *err)
{
	jyz_error_set(err, JYZ_EINVAL,
		      _("entry %lld is undone already (by entry %lld)"),
		      (long long)entry->id, (long long)entry->undone_by);
	return jyz_error_hint(err, "jyz redo %lld", (long long)entry->id);
}

/* The write entry that "undo N" means. */
static int find_given(struct work *w, int64_t given, int64_t *out,
		      struct jyz_error *err)
{
	struct jyz_entry entry;
	int rc = jyz_entry_read(&entry, NULL, &w->arena, w->store, given,
				err);

	if (rc < 0)
		return rc;
	if (strcmp(entry.action, "redo") == 0 && entry.target)
		given = entry.target;
	else if (strcmp(entry.action, "undo") == 0) {
		jyz_error_set(err, JYZ_EINVAL,
			      _("entry %lld is itself an undo (of entry "
				"%lld)"), (long long)entry.id,
			      (long long)entry.target);
		return entry.undone_by ?
			       jyz_error_hint(err, "jyz history") :
			       jyz_error_hint(err, "jyz redo %lld",
					      (long long)entry.target);
	} else if (strcmp(entry.action, "write") != 0) {
		jyz_error_set(err, JYZ_EINVAL,
			      _("entry %lld ('%s') cannot be undone"),
			      (long long)entry.id,
			      action_words(entry.action));
		return jyz_error_hint(err, "jyz history");
	}
	*out = given;
	return JYZ_OK;
}

/* Reads the entry with its changeset; it must be of today's tables. */
static int read_target(struct work *w, int64_t id, struct jyz_error *err)
{
	struct jyz_entry *e = &w->target;
	int rc = jyz_entry_read(e, &w->raw, &w->arena, w->store, id, err);

	if (rc < 0 || e->schema_version == w->store->version)
		return rc;
	jyz_error_set(err, JYZ_ESCHEMA,
		      _("entry %lld is of schema %lld, the database is of "
			"schema %d: it can be read but not undone"),
		      (long long)id, (long long)e->schema_version,
		      w->store->version);
	return jyz_error_hint(err, "jyz history");
}

static int invert(struct work *w, struct jyz_error *err)
{
	void *bytes = NULL;
	int len = 0;

	if (w->raw.len == 0)
		return JYZ_OK;
	int rc = sqlite3changeset_invert((int)w->raw.len, w->raw.data, &len,
					 &bytes);

	if (rc != SQLITE_OK)
		return jyz_store_fail(w->store, rc, "changeset_invert", err);
	jyz_buf_clear(&w->raw);
	jyz_buf_add(&w->raw, bytes, (size_t)len);
	sqlite3_free(bytes);
	return JYZ_OK;
}

static int choose_undo(struct work *w, int64_t given, struct jyz_error *err)
{
	int64_t id = 0;
	int rc = given ? find_given(w, given, &id, err)
		       : find_newest(w, &id, err);

	if (rc < 0 || (rc = read_target(w, id, err)) < 0)
		return rc;
	if (w->target.undone_by)
		return already_undone(&w->target, err);
	return invert(w, err);
}

/*
 * "redo N", of the entry that was undone or of the undo: whatever was done
 * in between, which apply compares value by value, as for "undo N".
 */
static int redo_given(struct work *w, int64_t given, struct jyz_error *err)
{
	struct jyz_entry entry;
	int rc = jyz_entry_read(&entry, NULL, &w->arena, w->store, given,
				err);

	if (rc == JYZ_OK && entry.target)
		rc = jyz_entry_read(&entry, NULL, &w->arena, w->store,
				    entry.target, err);
	if (rc < 0)
		return rc;
	if (!entry.undone_by) {
		jyz_error_set(err, JYZ_EINVAL, _("entry %lld is not undone"),
			      (long long)entry.id);
		return jyz_error_hint(err, "jyz history");
	}
	w->used = entry.undone_by;
	return read_target(w, entry.id, err);
}

static int choose_redo(struct work *w, int64_t given, struct jyz_error *err)
{
	if (given)
		return redo_given(w, given, err);
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, w->store, SQL_REDOABLE, err);

	if (rc < 0 || (rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	if (rc == JYZ_OK) {
		jyz_error_set(err, JYZ_ENOTFOUND,
			      _("there is nothing to do again"));
		return jyz_error_hint(err, _("a new entry ends what can be "
					     "done again; jyz history"));
	}
	w->used = jyz_col_int(&st, "id");
	int64_t target = jyz_col_int(&st, "target");

	jyz_stmt_done(&st);
	return read_target(w, target, err);
}

/* --- applying ----------------------------------------------------------- */

static int count_row(const struct jyz_row *row, void *payload,
		     struct jyz_error *err)
{
	(void)row;
	(void)err;
	++*(int64_t *)payload;
	return JYZ_OK;
}

/*
 * sqlite3changeset_apply passes over tables that are missing or have fewer
 * columns, and says OK.  So each table is looked at before, and what was
 * really done is recorded and counted after.
 */
static int check_fit(struct work *w, struct jyz_error *err)
{
	int64_t rows = 0;
	int rc = jyz_changeset_each(w->store, &w->raw, count_row, &rows, err);

	if (rc < 0)
		return rc;
	if (rows != w->target.rows) {
		jyz_error_set(err, JYZ_EDATABASE,
			      _("entry %lld is damaged"),
			      (long long)w->target.id);
		return jyz_error_hint(err, "jyz check");
	}
	return JYZ_OK;
}

static int conflict(struct work *w, struct jyz_error *err)
{
	jyz_error_set(err, JYZ_ECONFLICT,
		      _("records of entry %lld have changed since; nothing "
			"was written"), (long long)w->target.id);
	return jyz_error_hint(err, "jyz history");
}

static int apply_raw(struct work *w, struct jyz_collector *c,
		     struct jyz_error *err)
{
	if (w->raw.len == 0)
		return JYZ_OK;
	int rc = sqlite3changeset_apply(w->store->db, (int)w->raw.len,
					w->raw.data, NULL, jyz_clash_collect,
					c);

	if (c->err->code != JYZ_OK) {
		jyz_error_move(err, c->err);
		return err->code;
	}
	if (w->clashes->count > 0)
		return conflict(w, err);
	if (rc != SQLITE_OK)
		return jyz_store_fail(w->store, rc, "changeset_apply", err);
	return JYZ_OK;
}

/* Applies raw while a session records what that does. */
static int apply_recorded(struct work *w, struct jyz_collector *c,
			  struct jyz_error *err)
{
	sqlite3_session *session;
	int rc = jyz_session_begin(&session, w->store, err);

	if (rc < 0)
		return rc;
	rc = apply_raw(w, c, err);
	if (rc == JYZ_OK)
		rc = jyz_session_take(session, w->store, &w->done, err);
	sqlite3session_delete(session);
	if (rc == JYZ_OK)
		rc = jyz_touched_read(&w->touched, w->store, &w->done, err);
	return rc;
}

static int apply(struct work *w, struct jyz_error *err)
{
	JYZ_AUTO(jyz_error) inner = JYZ_ERROR_INIT;
	struct jyz_collector c = { w->store, w->clashes, 0, &inner };
	int rc;

	if ((rc = check_fit(w, err)) < 0 ||
	    (rc = apply_recorded(w, &c, err)) < 0)
		return rc;
	/*
	 * A row in which only the time of change was to be put back, and
	 * stood right already, leaves no trace.
	 */
	if (w->touched.rows > w->target.rows ||
	    w->touched.rows + c.lenient < w->target.rows)
		return jyz_store_bug(err, "a changeset was applied in part",
				     w->target.command);
	if ((rc = jyz_clash_references(&c, &w->done, err)) < 0)
		return rc;
	return w->clashes->count > 0 ? conflict(w, err) : JYZ_OK;
}

static int column_of(const struct jyz_table *table, const char *name)
{
	for (int column = 0; column < table->columns; column++)
		if (strcmp(table->names[column], name) == 0)
			return column;
	return -1;
}

/* Only the record can have changed: then the rest is not in the changeset. */
static int moved_kind(struct jyz_buf *out, struct work *w, int64_t id,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, w->store, SQL_KIND, err);

	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":id", id);
	if ((rc = jyz_stmt_step(&st, err)) != JYZ_ROW)
		return rc;
	jyz_buf_adds(out, jyz_col_text(&st, "kind"));
	jyz_stmt_done(&st);
	return JYZ_OK;
}

static int ask_holder(struct work *w, const char *kind, sqlite3_value *record,
		      struct jyz_error *err)
{
	if (!*kind || !record ||
	    sqlite3_value_type(record) != SQLITE_INTEGER)
		return JYZ_OK;
	return w->check(kind, sqlite3_value_int64(record), true, w->payload,
			err);
}

/* The record that an attachment hangs on, or hung on: no key leads to it. */
static int ask_attached(const struct jyz_row *row, void *payload,
			struct jyz_error *err)
{
	struct work *w = payload;
	JYZ_AUTO(jyz_buf) kind = JYZ_BUF_INIT;
	int rc = JYZ_OK;

	if (strcmp(row->table->name, "attachment") != 0)
		return JYZ_OK;
	int column = column_of(row->table, "kind");
	int record = column_of(row->table, "record");

	if (column < 0 || record < 0)
		return JYZ_OK;
	sqlite3_value *text = row->op == '+' ? jyz_row_after(row, column)
					     : jyz_row_before(row, column);

	if (row->op == '~')
		rc = moved_kind(&kind, w, row->id, err);
	else if (text)
		jyz_buf_adds(&kind, (const char *)sqlite3_value_text(text));
	if (rc >= 0)
		rc = ask_holder(w, kind.data, jyz_row_before(row, record),
				err);
	return rc < 0 ? rc : ask_holder(w, kind.data,
					jyz_row_after(row, record), err);
}

static int ask_check(struct work *w, struct jyz_error *err)
{
	int rc = JYZ_OK;

	if (!w->check)
		return JYZ_OK;
	for (size_t i = 0; i < w->touched.count && rc >= 0; i++)
		rc = w->check(w->touched.items[i].table,
			      w->touched.items[i].row, false, w->payload, err);
	if (rc >= 0)
		rc = jyz_changeset_each(w->store, &w->done, ask_attached, w,
					err);
	return rc < 0 ? rc : JYZ_OK;
}

/* --- books -------------------------------------------------------------- */

static int mark(struct work *w, int64_t id, int64_t by, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, w->store, SQL_MARK, err);

	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":id", id);
	if (by)
		jyz_bind_int(&st, ":by", by);
	else
		jyz_bind_null(&st, ":by");
	return jyz_stmt_run(&st, err);
}

static int write_books(struct work *w, struct jyz_error *err)
{
	int rc = jyz_entry_write(&w->made, w->store, w->deed, w->action,
				 w->target.id, &w->done, &w->touched, err);

	if (rc < 0)
		return rc;
	if (!w->used)
		return mark(w, w->target.id, w->made, err);
	if ((rc = mark(w, w->target.id, 0, err)) < 0)
		return rc;
	return mark(w, w->used, w->made, err);
}

static int transact(struct work *w, int64_t given, struct jyz_error *err)
{
	JYZ_AUTO(jyz_tx) tx = JYZ_TX_INIT;
	bool undo = strcmp(w->action, "undo") == 0;
	int rc = jyz_tx_begin(&tx, w->store, err);

	if (rc < 0)
		return rc;
	rc = undo ? choose_undo(w, given, err) :
		    choose_redo(w, given, err);
	if (rc < 0 || (rc = apply(w, err)) < 0 ||
	    (rc = ask_check(w, err)) < 0 || (rc = write_books(w, err)) < 0)
		return rc;
	if (w->dry_run) {
		w->made = 0;
		return JYZ_OK; /* tx is rolled back */
	}
	return jyz_tx_commit(&tx, err);
}

/* Foreign keys and triggers of the connection. */
static void set_rules(struct jyz_store *store, int on)
{
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_FKEY, on, NULL);
	(void)jyz_store_triggers(store, on);
}

static int run(struct work *w, int64_t given, struct jyz_undone *out,
	       struct jyz_error *err)
{
	struct jyz_clashes unwanted = JYZ_CLASHES_INIT;

	if (w->store->depth > 0)
		return jyz_store_bug(err, "an undo inside a transaction",
				     w->action);
	if (w->clashes)
		jyz_clashes_free(w->clashes);
	else
		w->clashes = &unwanted;
	set_rules(w->store, 0);
	int rc = transact(w, given, err);

	set_rules(w->store, 1);
	if (rc == JYZ_OK)
		*out = (struct jyz_undone){
			.entry = w->made,
			.target = w->target.id,
			.rows = w->touched.rows,
			.command = jyz_strdup(w->target.command),
		};
	jyz_clashes_free(&unwanted);
	jyz_touched_free(&w->touched);
	jyz_buf_free(&w->raw);
	jyz_buf_free(&w->done);
	jyz_arena_free(&w->arena);
	return rc;
}

int jyz_undo(struct jyz_store *store, int64_t entry,
	     const struct jyz_deed *deed, bool dry_run, jyz_touched_fn *check,
	     void *payload, struct jyz_clashes *clashes,
	     struct jyz_undone *out, struct jyz_error *err)
{
	struct work w = {
		.store = store, .deed = deed, .action = "undo",
		.dry_run = dry_run, .check = check, .payload = payload,
		.clashes = clashes, .raw = JYZ_BUF_INIT,
		.done = JYZ_BUF_INIT,
	};

	return run(&w, entry, out, err);
}

int jyz_redo(struct jyz_store *store, int64_t entry,
	     const struct jyz_deed *deed, bool dry_run, jyz_touched_fn *check,
	     void *payload, struct jyz_clashes *clashes,
	     struct jyz_undone *out, struct jyz_error *err)
{
	struct work w = {
		.store = store, .deed = deed, .action = "redo",
		.dry_run = dry_run, .check = check, .payload = payload,
		.clashes = clashes, .raw = JYZ_BUF_INIT,
		.done = JYZ_BUF_INIT,
	};

	return run(&w, entry, out, err);
}
