/*
 * Settings: keys and values in the table setting.  Knows no key.
 */
#include "private.h"

static const char SQL_GET[] =
	"SELECT value FROM setting WHERE key = :key";
static const char SQL_SET[] =
	"INSERT INTO setting (key, value) VALUES (:key, :value)"
	" ON CONFLICT (key) DO UPDATE SET value = excluded.value"
	" WHERE value <> excluded.value";
static const char SQL_REMOVE[] = "DELETE FROM setting WHERE key = :key";

int jyz_setting_get(struct jyz_store *store, const char *key, char **out,
		    struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, store, SQL_GET, err);

	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":key", key);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	*out = rc == JYZ_ROW ? jyz_strdup(jyz_col_text(&st, "value")) : NULL;
	jyz_stmt_done(&st);
	return JYZ_OK;
}

int jyz_setting_set(struct jyz_store *store, const char *key,
		    const char *value, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;

	if (store->depth == 0)
		return jyz_store_bug(err, "a setting outside of a transaction",
				     key);
	int rc = jyz_stmt_open(&st, store, value ? SQL_SET : SQL_REMOVE, err);

	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":key", key);
	if (value)
		jyz_bind_text(&st, ":value", value);
	return jyz_stmt_run(&st, err);
}
