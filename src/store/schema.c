/*
 * Migrations: the only DDL that is ever run.  Makes a fresh database of all
 * of them, on disk or in memory, and takes an older one through the missing
 * ones.
 */
#include <sodium/crypto_hash_sha256.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "jyz/base/calendar.h"
#include "private.h"

static const char SQL_LOG[] =
	"INSERT INTO schema_log (version, name, hash, at, program)"
	" VALUES (:version, :name, :hash, :at, :program)";

int jyz_schema_last(const struct jyz_schema *schema)
{
	return schema->count ? schema->steps[schema->count - 1].number : 0;
}

void jyz_schema_hash(char out[65], const char *sql)
{
	unsigned char hash[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(hash, (const unsigned char *)sql, strlen(sql));
	for (size_t i = 0; i < sizeof(hash); i++)
		snprintf(out + 2 * i, 3, "%02x", hash[i]);
}

/* PRAGMA takes no parameters; the value is a number. */
static int set_pragma(struct jyz_store *store, const char *name, int value,
		      struct jyz_error *err)
{
	char sql[64];

	snprintf(sql, sizeof(sql), "PRAGMA %s=%d", name, value);
	return jyz_store_exec(store, sql, err);
}

static int log_step(struct jyz_store *store, const struct jyz_migration *step,
		    const char *moment, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	char hash[65];
	int rc = jyz_stmt_open(&st, store, SQL_LOG, err);

	if (rc < 0)
		return rc;
	jyz_schema_hash(hash, step->sql);
	jyz_bind_int(&st, ":version", step->number);
	jyz_bind_text(&st, ":name", step->name);
	jyz_bind_text(&st, ":hash", hash);
	jyz_bind_text(&st, ":at", moment);
	jyz_bind_text(&st, ":program", store->schema->program);
	return jyz_stmt_run(&st, err);
}

/*
 * Runs the steps with numbers after < number <= upto, within the transaction
 * that is open, and sets the version.
 */
int jyz_schema_apply(struct jyz_store *store, int after, int upto,
		     const char *moment, struct jyz_error *err)
{
	const struct jyz_schema *schema = store->schema;

	for (size_t i = 0; i < schema->count; i++) {
		const struct jyz_migration *step = &schema->steps[i];

		if (step->number <= after || step->number > upto)
			continue;
		int rc = jyz_store_exec(store, step->sql, err);

		if (rc == JYZ_OK && sqlite3_get_autocommit(store->db))
			rc = jyz_store_bug(err, "a migration that ends the "
					   "transaction", step->name);
		if (rc == JYZ_OK)
			rc = log_step(store, step, moment, err);
		if (rc < 0)
			return jyz_error_prefix(err, _("migration '%s'"),
						step->name);
	}
	return set_pragma(store, "user_version", upto, err);
}

static int make_all(struct jyz_store *store, int upto, struct jyz_error *err)
{
	struct jyz_clock clock;
	int rc;

	if ((rc = jyz_clock_read(&clock, err)) < 0 ||
	    (rc = set_pragma(store, "application_id", JYZ_APPLICATION_ID,
			     err)) < 0)
		return rc;
	return jyz_schema_apply(store, 0, upto, clock.now, err);
}

/* Makes the schema in an empty database, in one transaction. */
int jyz_schema_make(struct jyz_store *store, int upto, struct jyz_error *err)
{
	JYZ_AUTO(jyz_tx) tx = JYZ_TX_INIT;
	int rc = jyz_tx_begin(&tx, store, err);

	if (rc < 0 || (rc = make_all(store, upto, err)) < 0 ||
	    (rc = jyz_tx_commit(&tx, err)) < 0)
		return rc;
	store->version = upto;
	return JYZ_OK;
}

int jyz_schema_memory(struct jyz_store **out, const struct jyz_schema *schema,
		      int upto, struct jyz_error *err)
{
	struct jyz_store *store;
	int rc = jyz_store_raw(&store, NULL, JYZ_RAW_WRITE, schema, err);

	if (rc < 0)
		return rc;
	rc = jyz_schema_make(store, upto, err);
	if (rc < 0) {
		jyz_store_close(store);
		return rc;
	}
	*out = store;
	return JYZ_OK;
}

/* The file is not in its place yet: nothing but the last sync matters. */
static int build(const char *path, const struct jyz_schema *schema,
		 jyz_fill_fn *fill, void *payload, struct jyz_error *err)
{
	struct jyz_store *store;
	int rc = jyz_store_raw(&store, path, JYZ_RAW_WRITE | JYZ_RAW_FAST,
			       schema, err);

	if (rc < 0)
		return rc;
	rc = jyz_schema_make(store, jyz_schema_last(schema), err);
	if (rc == JYZ_OK && fill)
		rc = fill(store, payload, err);
	jyz_store_close(store);
	return rc;
}

int jyz_store_create(const char *path, const struct jyz_schema *schema,
		     jyz_fill_fn *fill, void *payload, struct jyz_error *err)
{
	JYZ_AUTO(jyz_temp) temp = JYZ_DATABASE_TEMP;
	JYZ_AUTO(jyz_own) folder = { jyz_path_folder(path) };
	struct stat st;
	int rc;

	/* Told early; jyz_temp_place decides. */
	if (lstat(path, &st) == 0)
		return jyz_error_set(err, JYZ_EEXISTS,
				     _("'%s' exists already"), path);
	if ((rc = jyz_sidecars_absent(path, err)) < 0 ||
	    (rc = jyz_folder_make(folder.s, err)) < 0 ||
	    (rc = jyz_temp_make(&temp, path, err)) < 0 ||
	    (rc = build(temp.path, schema, fill, payload, err)) < 0)
		return rc;
	return jyz_temp_place(&temp, path, false, err);
}
