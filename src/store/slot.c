/*
 * Prepared statements of a connection, kept by their SQL text.  A statement
 * that is in use is prepared anew, and so is all beyond the cap.
 */
#include <ctype.h>
#include <string.h>

#include "jyz/base/map.h"
#include "private.h"

static void slot_names_drop(struct jyz_stmt_slot *slot)
{
	for (int i = 0; i < slot->columns; i++)
		free(slot->names[i]);
	free(slot->names);
	slot->names = NULL;
	slot->columns = 0;
}

static void slot_drop(struct jyz_stmt_slot *slot)
{
	slot_names_drop(slot);
	free(slot->params);
	sqlite3_finalize(slot->handle);
	free(slot->sql);
	free(slot);
}

/* What stands after the first statement may be blanks or comments only. */
static int check_tail(struct jyz_store *store, const char *tail,
		      const char *sql, struct jyz_error *err)
{
	while (isspace((unsigned char)*tail))
		tail++;
	if (!*tail)
		return JYZ_OK;

	sqlite3_stmt *more = NULL;
	int rc = sqlite3_prepare_v2(store->db, tail, -1, &more, NULL);

	sqlite3_finalize(more);
	if (rc == SQLITE_OK && !more)
		return JYZ_OK;
	return jyz_store_bug(err, "text after the first statement", sql);
}

static int check_limits(sqlite3_stmt *handle, const char *sql,
			struct jyz_error *err)
{
	if (!handle)
		return jyz_store_bug(err, "no statement", sql);
	int count = sqlite3_bind_parameter_count(handle);

	if (count > 64)
		return jyz_store_bug(err, "more than 64 parameters", sql);
	if (sqlite3_column_count(handle) > 256)
		return jyz_store_bug(err, "more than 256 columns", sql);
	for (int i = 1; i <= count; i++) {
		const char *name = sqlite3_bind_parameter_name(handle, i);

		if (!name || name[0] == '?')
			return jyz_store_bug(err, "a parameter without name",
					     sql);
	}
	return JYZ_OK;
}

/* The names of the parameters, in one piece of memory. */
static void copy_params(struct jyz_stmt_slot *slot)
{
	int count = sqlite3_bind_parameter_count(slot->handle);
	size_t size = (size_t)count * sizeof(char *);

	for (int i = 1; i <= count; i++)
		size += strlen(sqlite3_bind_parameter_name(slot->handle, i)) +
			1;
	slot->params = jyz_alloc(size + 1);
	slot->n_params = count;
	char *text = (char *)(slot->params + count);

	for (int i = 0; i < count; i++) {
		slot->params[i] = text;
		text = stpcpy(text, sqlite3_bind_parameter_name(slot->handle,
								i + 1)) + 1;
	}
}

static int slot_make(struct jyz_stmt_slot **out, struct jyz_store *store,
		     const char *sql, bool cached, struct jyz_error *err)
{
	sqlite3_stmt *handle = NULL;
	const char *tail = "";
	int rc = sqlite3_prepare_v3(store->db, sql, -1,
				    cached ? SQLITE_PREPARE_PERSISTENT : 0,
				    &handle, &tail);

	if (rc != SQLITE_OK)
		return jyz_store_fail(store, rc, sql, err);
	if ((rc = check_tail(store, tail, sql, err)) < 0 ||
	    (rc = check_limits(handle, sql, err)) < 0) {
		sqlite3_finalize(handle);
		return rc;
	}

	struct jyz_stmt_slot *slot = jyz_alloc(sizeof(*slot));

	slot->sql = jyz_strdup(sql);
	slot->handle = handle;
	slot->cached = cached;
	copy_params(slot);
	*out = slot;
	return JYZ_OK;
}

int jyz_slot_get(struct jyz_stmt_slot **out, struct jyz_store *store,
		 const char *sql, struct jyz_error *err)
{
	uint32_t h = jyz_map_hash(sql, strlen(sql));
	struct jyz_stmt_slot **bucket = &store->slots[h % JYZ_SLOT_BUCKETS];
	struct jyz_stmt_slot *slot = *bucket;

	while (slot && (slot->hash != h || strcmp(slot->sql, sql) != 0))
		slot = slot->next;
	if (slot && !slot->busy) {
		slot->busy = true;
		*out = slot;
		return JYZ_OK;
	}

	bool cached = !slot && store->slot_count < JYZ_SLOT_CAP;
	int rc = slot_make(&slot, store, sql, cached, err);

	if (rc < 0)
		return rc;
	if (cached) {
		slot->hash = h;
		slot->next = *bucket;
		*bucket = slot;
		store->slot_count++;
	}
	slot->busy = true;
	*out = slot;
	return JYZ_OK;
}

void jyz_slot_put(struct jyz_stmt_slot *slot)
{
	/* Its code was looked at when the statement was stepped. */
	(void)sqlite3_reset(slot->handle);
	sqlite3_clear_bindings(slot->handle);
	slot->busy = false;
	slot->hint = slot->param = 0;
	if (!slot->cached)
		slot_drop(slot);
}

/* SQLite's own search looks at all names each time. */
int jyz_slot_param(struct jyz_stmt_slot *slot, const char *name)
{
	for (int i = 0; i < slot->n_params; i++) {
		/* They are mostly bound in their order. */
		int k = (slot->param + i) % slot->n_params;

		if (strcmp(slot->params[k], name) == 0) {
			slot->param = k + 1;
			return k + 1;
		}
	}
	return 0;
}

/* Copies the names of the columns, anew after SQLite has prepared anew. */
void jyz_slot_names(struct jyz_stmt_slot *slot)
{
	int reprepared = sqlite3_stmt_status(slot->handle,
					     SQLITE_STMTSTATUS_REPREPARE, 0);
	int count = sqlite3_column_count(slot->handle);

	if (slot->names && slot->reprepared == reprepared &&
	    slot->columns == count)
		return;
	slot_names_drop(slot);
	slot->names = jyz_alloc(((size_t)count + 1) * sizeof(char *));
	slot->columns = count;
	slot->reprepared = reprepared;
	slot->hint = 0;
	slot->twins = false;
	for (int i = 0; i < count; i++) {
		const char *name = sqlite3_column_name(slot->handle, i);

		slot->names[i] = jyz_strdup(name ? name : "");
		for (int k = 0; k < i; k++)
			if (strcmp(slot->names[k], slot->names[i]) == 0)
				slot->twins = true;
	}
}

void jyz_slots_drop(struct jyz_store *store)
{
	for (size_t i = 0; i < JYZ_SLOT_BUCKETS; i++) {
		while (store->slots[i]) {
			struct jyz_stmt_slot *slot = store->slots[i];

			store->slots[i] = slot->next;
			slot_drop(slot);
		}
	}
	store->slot_count = 0;
}
