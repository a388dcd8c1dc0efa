/*
 * Statements with guard rails: each mistake is kept as the statement's first
 * one and reported by its next step, or, if there is none, by the next
 * commit of the store.
 */
#include "jyz/store/stmt.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "private.h"

static void mistake(struct jyz_stmt *st, const char *what, const char *name)
{
	if (st->misuse)
		return;
	st->misuse = what;
	snprintf(st->misused, sizeof(st->misused), "%s", name ? name : "");
}

/* "WHAT 'NAME'"; the caller frees it. */
static char *mistake_text(const struct jyz_stmt *st)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	jyz_buf_adds(&text, st->misuse);
	if (st->misused[0])
		jyz_buf_addf(&text, " '%s'", st->misused);
	return jyz_buf_detach(&text);
}

static int mistake_error(struct jyz_stmt *st, struct jyz_error *err)
{
	JYZ_AUTO(jyz_own) text = { mistake_text(st) };

	st->misuse = NULL; /* reported: not once more by the next commit */
	st->state = JYZ_STMT_ENDED;
	(void)sqlite3_reset(st->handle);
	return jyz_store_bug(err, text.s, st->slot->sql);
}

int jyz_stmt_open(struct jyz_stmt *st, struct jyz_store *store,
		  const char *sql, struct jyz_error *err)
{
	struct jyz_stmt_slot *slot;

	assert(!st->handle);
	int rc = jyz_slot_get(&slot, store, sql, err);

	if (rc < 0)
		return rc;
	*st = (struct jyz_stmt)JYZ_STMT_INIT;
	st->store = store;
	st->handle = slot->handle;
	st->slot = slot;
	return JYZ_OK;
}

/* --- binding ------------------------------------------------------------ */

bool jyz_stmt_asks(const struct jyz_stmt *st, const char *name)
{
	return jyz_slot_param(st->slot, name) != 0;
}

/* The parameter's index, or 0 after a mistake. */
static int parameter(struct jyz_stmt *st, const char *name)
{
	if (!st->handle)
		return 0;
	int i = jyz_slot_param(st->slot, name);

	if (i == 0) {
		mistake(st, "no such parameter", name);
	} else if (st->state != JYZ_STMT_FRESH) {
		mistake(st, "bound after a step", name);
		i = 0;
	} else {
		st->bound |= UINT64_C(1) << (i - 1);
	}
	return i;
}

static void bound(struct jyz_stmt *st, const char *name, int rc)
{
	if (rc != SQLITE_OK)
		mistake(st, "a value that cannot be bound", name);
}

void jyz_bind_int(struct jyz_stmt *st, const char *name, int64_t value)
{
	int i = parameter(st, name);

	if (i)
		bound(st, name, sqlite3_bind_int64(st->handle, i, value));
}

void jyz_bind_text(struct jyz_stmt *st, const char *name, const char *value)
{
	int i = parameter(st, name);

	if (i)
		bound(st, name, sqlite3_bind_text(st->handle, i, value, -1,
						  SQLITE_STATIC));
}

void jyz_bind_null(struct jyz_stmt *st, const char *name)
{
	int i = parameter(st, name);

	if (i)
		bound(st, name, sqlite3_bind_null(st->handle, i));
}

void jyz_bind_blob(struct jyz_stmt *st, const char *name, const void *bytes,
		   size_t len)
{
	int i = parameter(st, name);

	if (i)
		bound(st, name, sqlite3_bind_blob64(st->handle, i, bytes, len,
						    SQLITE_STATIC));
}

void jyz_bind_value(struct jyz_stmt *st, const char *name,
		    struct jyz_value value)
{
	switch (value.type) {
	case JYZ_NULL:
		jyz_bind_null(st, name);
		return;
	case JYZ_INT:
		jyz_bind_int(st, name, value.i);
		return;
	case JYZ_TEXT:
		jyz_bind_text(st, name, value.s);
		return;
	case JYZ_REAL: /* never stored */
		mistake(st, "a real number was bound to", name);
		return;
	}
}

/* --- stepping ----------------------------------------------------------- */

static void check_bound(struct jyz_stmt *st)
{
	int count = sqlite3_bind_parameter_count(st->handle);

	for (int i = 0; i < count; i++)
		if (!(st->bound >> i & 1))
			mistake(st, "a parameter was never bound",
				sqlite3_bind_parameter_name(st->handle,
							    i + 1));
}

/* Looks at the columns when the last row has been left. */
static void check_seen(struct jyz_stmt *st)
{
	for (int i = 0; i < sqlite3_column_count(st->handle); i++) {
		if (st->seen[i / 64] >> (i % 64) & 1)
			continue;
		mistake(st, "a column was never read",
			sqlite3_column_name(st->handle, i));
	}
}

int jyz_stmt_step(struct jyz_stmt *st, struct jyz_error *err)
{
	bool rows = st->state == JYZ_STMT_IN_ROW;

	if (!st->handle)
		return jyz_store_bug(err, "a statement that is not open", "");
	if (st->state == JYZ_STMT_ENDED)
		mistake(st, "stepped after its end", NULL);
	else if (!rows)
		check_bound(st);
	if (st->misuse)
		return mistake_error(st, err);
	if (jyz_tx_lost(st->store))
		return jyz_tx_lost_error(st->store, err);

	int rc = sqlite3_step(st->handle);

	if (rc == SQLITE_ROW) {
		if (!rows)
			jyz_slot_names(st->slot);
		st->state = JYZ_STMT_IN_ROW;
		return JYZ_ROW;
	}
	st->state = JYZ_STMT_ENDED;
	if (rc != SQLITE_DONE) {
		rc = jyz_store_fail(st->store, rc, st->slot->sql, err);
		/* Ends its read lock and, for a write, its statement. */
		(void)sqlite3_reset(st->handle);
		return rc;
	}
	if (rows)
		check_seen(st);
	if (st->misuse)
		return mistake_error(st, err);
	(void)sqlite3_reset(st->handle);
	return JYZ_OK;
}

int jyz_stmt_run(struct jyz_stmt *st, struct jyz_error *err)
{
	int rc = jyz_stmt_step(st, err);

	if (rc == JYZ_ROW) {
		mistake(st, "a row that nobody expects", NULL);
		return mistake_error(st, err);
	}
	return rc;
}

/*
 * A statement whose rows were neither read to the end nor declined: the
 * result of its last step was not looked at.
 */
static void check_left(struct jyz_stmt *st)
{
	if (st->state == JYZ_STMT_IN_ROW)
		mistake(st, "left before its last row", NULL);
	else if (sqlite3_data_count(st->handle) > 0)
		check_seen(st);
}

void jyz_stmt_reset(struct jyz_stmt *st)
{
	if (!st->handle)
		return;
	check_left(st);
	(void)sqlite3_reset(st->handle);
	sqlite3_clear_bindings(st->handle);
	st->slot->hint = st->slot->param = 0;
	st->bound = 0;
	memset(st->seen, 0, sizeof(st->seen));
	st->state = JYZ_STMT_FRESH;
}

void jyz_stmt_done(struct jyz_stmt *st)
{
	/* The row stays readable until reset or free. */
	st->state = JYZ_STMT_ENDED;
}

void jyz_stmt_free(struct jyz_stmt *st)
{
	if (!st || !st->handle)
		return;
	check_left(st);
	/* No step is left to report it: the next commit does. */
	if (st->misuse && !st->store->misuse) {
		JYZ_AUTO(jyz_own) text = { mistake_text(st) };
		JYZ_AUTO(jyz_buf) all = JYZ_BUF_INIT;

		jyz_buf_addf(&all, "%s: %s", text.s, st->slot->sql);
		st->store->misuse = jyz_buf_detach(&all);
	}
	jyz_slot_put(st->slot);
	*st = (struct jyz_stmt)JYZ_STMT_INIT;
}

/* --- reading ------------------------------------------------------------ */

static void mark(struct jyz_stmt *st, int column)
{
	st->seen[column / 64] |= UINT64_C(1) << (column % 64);
}

/* The column's index, or -1. */
static int find(struct jyz_stmt *st, const char *name)
{
	struct jyz_stmt_slot *slot = st->slot;
	/* Columns are mostly read in their order. */
	int start = slot->twins ? 0 : slot->hint;

	for (int i = 0; i < slot->columns; i++) {
		int k = start + i;

		if (k >= slot->columns)
			k -= slot->columns;
		if (strcmp(slot->names[k], name) == 0) {
			slot->hint = k + 1 < slot->columns ? k + 1 : 0;
			return k;
		}
	}
	return -1;
}

/* The column to be read now, or -1 after a mistake. */
static int column(struct jyz_stmt *st, const char *name)
{
	if (!st->handle || sqlite3_data_count(st->handle) == 0) {
		mistake(st, "read without a row", name);
		return -1;
	}
	int i = find(st, name);

	if (i < 0)
		mistake(st, "no such column", name);
	else
		mark(st, i);
	return i;
}

int64_t jyz_col_int(struct jyz_stmt *st, const char *name)
{
	int i = column(st, name);

	return i < 0 ? 0 : sqlite3_column_int64(st->handle, i);
}

const char *jyz_col_text(struct jyz_stmt *st, const char *name)
{
	int i = column(st, name);

	return i < 0 ? NULL
		     : (const char *)sqlite3_column_text(st->handle, i);
}

const void *jyz_col_blob(struct jyz_stmt *st, const char *name, size_t *len)
{
	int i = column(st, name);
	const void *bytes = i < 0 ? NULL : sqlite3_column_blob(st->handle, i);

	*len = i < 0 ? 0 : (size_t)sqlite3_column_bytes(st->handle, i);
	return bytes;
}

static struct jyz_value value_at(struct jyz_stmt *st, int i)
{
	switch (sqlite3_column_type(st->handle, i)) {
	case SQLITE_NULL:
		return jyz_null();
	case SQLITE_INTEGER:
		return jyz_int(sqlite3_column_int64(st->handle, i));
	case SQLITE_TEXT:
		return jyz_text((const char *)sqlite3_column_text(st->handle,
								  i));
	default:
		mistake(st, "neither integer nor text in column",
			sqlite3_column_name(st->handle, i));
		return jyz_null();
	}
}

struct jyz_value jyz_col_value(struct jyz_stmt *st, const char *name)
{
	int i = column(st, name);

	return i < 0 ? jyz_null() : value_at(st, i);
}

void jyz_col_ignore(struct jyz_stmt *st, const char *name)
{
	if (!st->handle)
		return;
	jyz_slot_names(st->slot);
	int i = find(st, name);

	if (i < 0)
		mistake(st, "no such column", name);
	else
		mark(st, i);
}

struct jyz_value jyz_col_at(struct jyz_stmt *st, int index)
{
	if (!st->handle || index < 0 ||
	    index >= sqlite3_data_count(st->handle)) {
		mistake(st, "read without a row, or beyond it", NULL);
		return jyz_null();
	}
	mark(st, index);
	return value_at(st, index);
}

int jyz_col_count(const struct jyz_stmt *st)
{
	return st->handle ? sqlite3_column_count(st->handle) : 0;
}

/* --- the two simplest uses ---------------------------------------------- */

int jyz_store_run(struct jyz_store *store, const char *sql,
		  struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, store, sql, err);

	return rc < 0 ? rc : jyz_stmt_run(&st, err);
}

int jyz_store_ask(struct jyz_store *store, const char *sql, int64_t *out,
		  struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, store, sql, err);

	if (rc < 0 || (rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	if (rc != JYZ_ROW)
		return jyz_store_bug(err, "a question without an answer", sql);
	struct jyz_value value = jyz_col_at(&st, 0);

	jyz_stmt_done(&st);
	*out = value.i;
	return JYZ_OK;
}
