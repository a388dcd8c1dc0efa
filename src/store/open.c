/*
 * Opening and closing: identity of the file, settings of the connection.
 * Owns struct jyz_store.  Knows no table.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jyz/base/text.h"
#include "private.h"

static const char SQL_FAST[] =
	"PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF;"
	"PRAGMA cell_size_check=ON";
/* A write of many records holds its pages instead of writing them out and
 * reading them back; only what is used is taken. */
static const char SQL_SAFE[] =
	"PRAGMA synchronous=EXTRA; PRAGMA cell_size_check=ON;"
	"PRAGMA cache_size=-16384";
static const char SQL_BEGIN[] = "BEGIN";
static const char SQL_COMMIT[] = "COMMIT";
static const char SQL_ROLLBACK[] = "ROLLBACK";
static const char SQL_APPLICATION[] = "PRAGMA application_id";
static const char SQL_VERSION[] = "PRAGMA user_version";
static const char SQL_JOURNAL_MODE[] = "PRAGMA journal_mode";
static const char SQL_JOURNAL_DELETE[] = "PRAGMA journal_mode=DELETE";

static const char SQL_READ_ONLY[] = "PRAGMA query_only=ON";

static int busy_ms = JYZ_BUSY_MS;

void jyz_store_set_busy(struct jyz_store *store, int ms)
{
	if (store)
		sqlite3_busy_timeout(store->db, ms);
	else
		busy_ms = ms;
}

/*
 * A COMMIT or END that comes from SQL text, not from tx.c, would end a
 * transaction whose owner believes that it is open.
 */
static int on_commit(void *payload)
{
	const struct jyz_store *store = payload;

	return store->depth > 0 && !store->ending;
}

/*
 * COLLATE names: the order that people expect of names, by their keys, so
 * that 高一(2)班 comes before 高一10班 and 高一（１０）班.
 */
static int compare_names(void *unused, int a_len, const void *a, int b_len,
			 const void *b)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) a_key = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) b_key = JYZ_BUF_INIT;

	(void)unused;
	/* SQLite's strings have no NUL. */
	jyz_buf_add(&text, a, (size_t)a_len);
	jyz_text_key(&a_key, text.data);
	jyz_buf_clear(&text);
	jyz_buf_add(&text, b, (size_t)b_len);
	jyz_text_key(&b_key, text.data);
	int order = jyz_text_compare(a_key.data, b_key.data);

	if (order)
		return order;
	/* Equal only when the bytes are: SQLite wants a total order. */
	order = memcmp(a, b, (size_t)(a_len < b_len ? a_len : b_len));
	return order ? order : (a_len > b_len) - (a_len < b_len);
}

static void configure(struct jyz_store *store)
{
	sqlite3 *db = store->db;

	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
	/* "name" is a name, never a text when there is no such column. */
	sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_busy_timeout(db, busy_ms);
	/* For queries only: the schema uses what every SQLite has. */
	sqlite3_create_collation(db, "names", SQLITE_UTF8, NULL,
				 compare_names);
	sqlite3_commit_hook(db, on_commit, store);
}

/* "file:x" and ":memory:" are names of files here, too. */
static char *plain_name(const char *path)
{
	JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;

	if (path[0] != '/')
		jyz_buf_adds(&name, "./");
	jyz_buf_adds(&name, path);
	return jyz_buf_detach(&name);
}

/* What is set for the process.  Refused, which does no harm, once SQLite is
 * at work. */
static void configure_all(void)
{
	/* Nobody asks how much memory SQLite has taken, and to count it costs
	 * a lock for each piece. */
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	/* What a statement that fails must put back stays in memory up to 256
	 * pages: beyond 16 it would go to a file, and so would each page that
	 * any later statement of the transaction touches. */
	(void)sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, 1 << 20);
}

/* Opens and configures; reads nothing of the file yet.  NULL: in memory. */
int jyz_store_raw(struct jyz_store **out, const char *path, unsigned flags,
		  const struct jyz_schema *schema, struct jyz_error *err)
{
	JYZ_AUTO(jyz_own) name = { path ? plain_name(path)
					: jyz_strdup(":memory:") };
	int how = flags & JYZ_RAW_WRITE ? SQLITE_OPEN_READWRITE
					: SQLITE_OPEN_READONLY;
	sqlite3 *db = NULL;

	configure_all();
	if (!path)
		how |= SQLITE_OPEN_MEMORY;
	int rc = sqlite3_open_v2(name.s, &db, how | SQLITE_OPEN_NOMUTEX |
				 SQLITE_OPEN_EXRESCODE, NULL);

	if (rc != SQLITE_OK) {
		rc = jyz_sqlite_fail(db, path, rc, "open", err);
		sqlite3_close(db);
		return rc;
	}

	struct jyz_store *store = jyz_alloc(sizeof(*store));

	store->db = db;
	store->path = jyz_strdup(path);
	store->schema = schema;
	store->readonly = !(flags & JYZ_RAW_WRITE);
	configure(store);
	if (flags & JYZ_RAW_FAST) {
		rc = jyz_store_exec(store, SQL_FAST, err);
		if (rc < 0) {
			jyz_store_close(store);
			return rc;
		}
	}
	*out = store;
	return JYZ_OK;
}

/* Only a regular file, and one with something in it, can be a database. */
int jyz_path_judge(const char *path, struct jyz_error *err)
{
	struct stat st;

	if (stat(path, &st)) {
		if (errno != ENOENT && errno != ENOTDIR)
			return jyz_error_errno(err, errno,
					       _("cannot open '%s'"), path);
		jyz_error_set(err, JYZ_ENOTFOUND,
			      _("there is no database '%s'"), path);
		return jyz_error_hint(err, "jyz init");
	}
	if (S_ISDIR(st.st_mode)) {
		jyz_error_set(err, JYZ_EDATABASE,
			      _("'%s' is a folder, not a database"), path);
		return jyz_error_hint(err, _("name the file in it (--db FILE)"));
	}
	if (!S_ISREG(st.st_mode))
		return jyz_error_set(err, JYZ_EDATABASE,
				     _("'%s' is not a file"), path);
	if (st.st_size == 0) {
		jyz_error_set(err, JYZ_EDATABASE,
			      _("'%s' is empty, not a database"), path);
		return jyz_error_hint(err, _("move it away, then jyz init; or "
					     "jyz restore FILE"));
	}
	return JYZ_OK;
}

int jyz_store_judge(const struct jyz_store *store, int version,
		    bool older_too, bool newer_too, struct jyz_error *err)
{
	int ours = jyz_schema_last(store->schema);

	if (version == ours || (version < ours && older_too) ||
	    (version > ours && newer_too))
		return JYZ_OK;
	if (version > ours) {
		jyz_error_set(err, JYZ_EDATABASE,
			      _("'%s' was made by a newer jyz: its schema is "
				"%d, this program knows %d"),
			      store->path, version, ours);
		return jyz_error_hint(err, _("install the newer jyz"));
	}
	jyz_error_set(err, JYZ_ESCHEMA,
		      _("'%s' is of an older jyz: its schema is %d, this "
			"program needs %d"),
		      store->path, version, ours);
	return jyz_error_hint(err, "jyz db upgrade");
}

static int read_identity(struct jyz_store *store, bool *wal,
			 struct jyz_error *err)
{
	int64_t application, version;
	int rc = jyz_store_ask(store, SQL_APPLICATION, &application, err);

	if (rc < 0)
		return rc;
	if (application != JYZ_APPLICATION_ID) {
		jyz_error_set(err, JYZ_EDATABASE,
			      _("'%s' is a database of another program"),
			      store->path);
		jyz_error_hint(err, _("is it the right file? (--db FILE)"));
		return jyz_error_detail(err, "application_id %lld",
					(long long)application);
	}
	if ((rc = jyz_store_ask(store, SQL_VERSION, &version, err)) < 0)
		return rc;
	store->version = (int)version;

	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;

	if ((rc = jyz_stmt_open(&st, store, SQL_JOURNAL_MODE, err)) < 0 ||
	    (rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	*wal = strcmp(jyz_col_text(&st, "journal_mode"), "wal") == 0;
	jyz_stmt_done(&st);
	return JYZ_OK;
}

/*
 * Reads what marks the file as ours: in one read transaction (one lock), and
 * before anything makes SQLite read the tables of what may be another
 * program's file.
 */
int jyz_store_identify(struct jyz_store *store, bool *wal,
		       struct jyz_error *err)
{
	int rc = jyz_store_exec(store, SQL_BEGIN, err);

	if (rc < 0)
		return rc;
	rc = read_identity(store, wal, err);
	if (rc == JYZ_OK)
		return jyz_store_exec(store, SQL_COMMIT, err);
	sqlite3_exec(store->db, SQL_ROLLBACK, NULL, NULL, NULL);
	return rc;
}

/* Another program has switched the file to WAL: back to one single file. */
int jyz_store_leave_wal(struct jyz_store *store, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, store, SQL_JOURNAL_DELETE, err);

	if (rc < 0)
		return rc;
	rc = jyz_stmt_step(&st, err);
	if (rc == JYZ_ROW) {
		bool left = strcmp(jyz_col_text(&st, "journal_mode"),
				   "delete") == 0;

		jyz_stmt_done(&st);
		if (left)
			return JYZ_OK;
		rc = JYZ_EBUSY;
	}
	if (rc != JYZ_EBUSY)
		return rc;
	jyz_error_set(err, JYZ_EBUSY,
		      _("'%s' is open in another program that has put it into "
			"WAL mode"), store->path);
	return jyz_error_hint(err, _("close the other program"));
}

static int check_writable(struct jyz_store *store, struct jyz_error *err)
{
	if (sqlite3_db_readonly(store->db, "main") == 1) {
		jyz_error_set(err, JYZ_EIO, _("'%s' is read-only"),
			      store->path);
		return jyz_error_hint(err, "chmod u+w '%s'", store->path);
	}

	JYZ_AUTO(jyz_own) folder = { jyz_path_folder(store->path) };

	/* SQLite's journal is made beside the file. */
	if (faccessat(AT_FDCWD, folder.s, W_OK, AT_EACCESS))
		return jyz_error_errno(err, errno,
				       _("cannot write in the folder '%s'"),
				       folder.s);
	return JYZ_OK;
}

/* What can be set only when the file is known to be ours. */
int jyz_store_settle(struct jyz_store *store, struct jyz_error *err)
{
	return jyz_store_exec(store, SQL_SAFE, err);
}

static int open_as(struct jyz_store **out, const char *path,
		   enum jyz_open_mode mode, bool write,
		   const struct jyz_schema *schema, struct jyz_error *err)
{
	struct jyz_store *store;
	bool any = mode == JYZ_OPEN_INSPECT;
	bool wal = false;
	int rc = jyz_store_raw(&store, path, write ? JYZ_RAW_WRITE : 0,
			       schema, err);

	if (rc < 0)
		return rc;
	store->readonly = mode == JYZ_OPEN_READ || any;
	store->upgrading = mode == JYZ_OPEN_UPGRADE;
	if (!store->readonly)
		rc = check_writable(store, err);
	if (rc == JYZ_OK)
		rc = jyz_store_identify(store, &wal, err);
	if (rc == JYZ_OK)
		rc = jyz_store_judge(store, store->version,
				     any || store->upgrading, any, err);
	if (rc == JYZ_OK && wal && !store->readonly)
		rc = jyz_store_leave_wal(store, err);
	if (rc == JYZ_OK)
		rc = jyz_store_settle(store, err);
	if (rc < 0) {
		jyz_store_close(store);
		return rc;
	}
	*out = store;
	return JYZ_OK;
}

/*
 * A reader, too, must be able to finish what a program that was killed has
 * left: the journal to be rolled back, the index of a WAL.  After that it
 * only reads.  On failure err keeps what the first attempt said.
 */
static int open_to_read(struct jyz_store **out, const char *path,
			enum jyz_open_mode mode,
			const struct jyz_schema *schema,
			struct jyz_error *err)
{
	JYZ_AUTO(jyz_error) second = JYZ_ERROR_INIT;
	struct jyz_store *store;

	if (open_as(&store, path, mode, true, schema, &second) < 0)
		return err->code;
	if (jyz_store_exec(store, SQL_READ_ONLY, &second) < 0) {
		jyz_store_close(store);
		return err->code;
	}
	jyz_error_free(err);
	*out = store;
	return JYZ_OK;
}

int jyz_store_open(struct jyz_store **out, const char *path,
		   enum jyz_open_mode mode, const struct jyz_schema *schema,
		   struct jyz_error *err)
{
	int rc;

	if (mode == JYZ_OPEN_CREATE) {
		rc = jyz_store_create(path, schema, NULL, NULL, err);
		mode = JYZ_OPEN_WRITE;
	} else {
		rc = jyz_path_judge(path, err);
	}
	if (rc < 0)
		return rc;
	bool write = mode == JYZ_OPEN_WRITE || mode == JYZ_OPEN_UPGRADE;

	rc = open_as(out, path, mode, write, schema, err);
	if (rc == JYZ_EIO && !write &&
	    faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0)
		rc = open_to_read(out, path, mode, schema, err);
	return rc;
}

int jyz_store_open_memory(struct jyz_store **out,
			  const struct jyz_schema *schema,
			  struct jyz_error *err)
{
	return jyz_schema_memory(out, schema, jyz_schema_last(schema), err);
}

void jyz_store_close(struct jyz_store *store)
{
	if (!store)
		return;
	jyz_tables_drop(store);
	jyz_slots_drop(store);
	/* Statements that a caller still holds: SQLite closes with the last. */
	sqlite3_close_v2(store->db);
	free(store->misuse);
	free(store->path);
	free(store);
}

int jyz_store_version(struct jyz_store *store, int *out,
		      struct jyz_error *err)
{
	int64_t version;
	int rc = jyz_store_ask(store, SQL_VERSION, &version, err);

	if (rc == JYZ_OK)
		*out = (int)version;
	return rc;
}

int jyz_store_exec(struct jyz_store *store, const char *sql,
		   struct jyz_error *err)
{
	if (jyz_tx_lost(store))
		return jyz_tx_lost_error(store, err);
	int rc = sqlite3_exec(store->db, sql, NULL, NULL, NULL);

	return rc == SQLITE_OK ? JYZ_OK : jyz_store_fail(store, rc, sql, err);
}

bool jyz_store_triggers(struct jyz_store *store, bool on)
{
	int before = 1;

	sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, -1,
			  &before);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, on, NULL);
	return before != 0;
}

int64_t jyz_store_last_id(const struct jyz_store *store)
{
	return sqlite3_last_insert_rowid(store->db);
}
