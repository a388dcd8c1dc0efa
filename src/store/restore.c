/*
 * Restore: a backup takes the place of the database.  At every moment there
 * is one complete database at the path, the old or the new one, and no
 * journal that belongs to the other.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jyz/store/keep.h"
#include "private.h"

#define ATTEMPTS 100

/* An exclusive lock that a commit does not give back. */
static const char SQL_LOCK[] =
	"PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT";
static const char SQL_APPLICATION[] = "PRAGMA application_id";

/* --- the backup --------------------------------------------------------- */

static int same_file(const char *a, const char *b)
{
	struct stat x, y;

	return stat(a, &x) == 0 && stat(b, &y) == 0 &&
	       x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static int check_references(struct jyz_store *store, struct jyz_error *err)
{
	int64_t dangling;
	int rc = jyz_store_dangling(store, &dangling, err);

	if (rc < 0 || dangling == 0)
		return rc;
	return jyz_error_set(err, JYZ_EDATABASE,
			     Q_("%lld reference points to a record that is "
				"not there",
				"%lld references point to records that are "
				"not there", (unsigned long)dangling),
			     (long long)dangling);
}

static int write_entry(struct jyz_store *store, const struct jyz_deed *deed,
		       struct jyz_error *err)
{
	JYZ_AUTO(jyz_journal) j = JYZ_JOURNAL_INIT;
	struct jyz_deed restore = *deed;
	int64_t entry;
	int rc = jyz_journal_begin(&j, store, err);

	restore.action = "restore";
	return rc < 0 ? rc : jyz_journal_commit(&j, &restore, true, &entry,
						err);
}

/* The copy gets its entry before it gets its name. */
static int finish_copy(const char *path, const struct jyz_schema *schema,
		       const struct jyz_deed *deed, struct jyz_error *err)
{
	struct jyz_store *store;
	int rc = jyz_store_open(&store, path, JYZ_OPEN_UPGRADE, schema, err);

	if (rc < 0)
		return rc;
	rc = check_references(store, err);
	/* An older file's journal is written by its upgrade. */
	if (rc == JYZ_OK && store->version == jyz_schema_last(schema))
		rc = write_entry(store, deed, err);
	jyz_store_close(store);
	return rc;
}

static int copy_backup(struct jyz_temp *temp, const char *path,
		       const char *backup, const struct jyz_schema *schema,
		       const struct jyz_deed *deed, struct jyz_error *err)
{
	struct jyz_store *source;
	int rc = jyz_store_open(&source, backup, JYZ_OPEN_INSPECT, schema,
				err);

	if (rc == JYZ_OK) {
		rc = jyz_store_judge(source, source->version, true, false,
				     err);
		if (rc == JYZ_OK)
			rc = jyz_copy_make(temp, source, path, true, err);
		jyz_store_close(source);
	}
	if (rc == JYZ_OK)
		rc = finish_copy(temp->path, schema, deed, err);
	if (rc < 0) {
		/* "jyz init" is no way out here. */
		if (rc == JYZ_ENOTFOUND)
			jyz_error_set(err, JYZ_ENOTFOUND,
				      _("there is no file '%s'"), backup);
		return jyz_error_prefix(err, _("backup '%s'"), backup);
	}
	return JYZ_OK;
}

/* --- the present file --------------------------------------------------- */

/* A sound database, and not ours: that is not for us to replace. */
static bool is_foreign(struct jyz_store *store)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	int64_t application;

	return jyz_store_ask(store, SQL_APPLICATION, &application, &err) ==
		       JYZ_OK && application != JYZ_APPLICATION_ID;
}

/*
 * Opens the present database, which rolls back the journal of a program that
 * was killed, and keeps all others out.  A file that is damaged cannot be
 * locked so, and nobody can be writing to it: *out is NULL then.
 */
static int lock_present(struct jyz_store **out, const char *path,
			const struct jyz_schema *schema, struct jyz_error *err)
{
	struct jyz_store *store;
	struct stat st;
	bool wal = false;

	*out = NULL;
	if (stat(path, &st) == 0 && st.st_size == 0)
		return JYZ_OK;
	int rc = jyz_store_raw(&store, path, JYZ_RAW_WRITE, schema, err);

	if (rc < 0)
		return rc;
	rc = jyz_store_identify(store, &wal, err);
	if (rc == JYZ_OK && wal)
		rc = jyz_store_leave_wal(store, err);
	if (rc == JYZ_OK)
		rc = jyz_store_exec(store, SQL_LOCK, err);
	if (rc == JYZ_OK) {
		*out = store;
		return JYZ_OK;
	}
	bool foreign = is_foreign(store);

	jyz_store_close(store);
	if (rc != JYZ_EDATABASE || foreign)
		return rc;
	jyz_error_free(err);
	return JYZ_OK;
}

/*
 * What lies beside the file goes with it: SQLite would take it for the new
 * file's own.  When the file could be locked, nothing of value is left in
 * them; when not, they may be what a rescue needs.
 */
static int move_sidecars(const char *path, const char *kept,
			 struct jyz_error *err)
{
	static const char *const ends[] = { "-journal", "-wal", "-shm" };

	for (size_t i = 0; i < JYZ_COUNT(ends); i++) {
		JYZ_AUTO(jyz_buf) from = JYZ_BUF_INIT;
		JYZ_AUTO(jyz_buf) to = JYZ_BUF_INIT;

		jyz_buf_addf(&from, "%s%s", path, ends[i]);
		jyz_buf_addf(&to, "%s%s", kept, ends[i]);
		if (rename(from.data, to.data) && errno != ENOENT)
			return jyz_error_errno(err, errno,
					       _("cannot move '%s'"),
					       from.data);
	}
	return JYZ_OK;
}

/* Whoever restores has the lock: nobody else takes it meanwhile. */
static int free_name(char **out, const char *path, const char *moment,
		     struct jyz_error *err)
{
	for (int i = 1; i <= ATTEMPTS; i++) {
		JYZ_AUTO(jyz_error) beside = JYZ_ERROR_INIT;
		struct jyz_own name = { jyz_path_kept(path, "", moment, i) };
		struct stat st;

		if (lstat(name.s, &st) && errno == ENOENT &&
		    jyz_sidecars_absent(name.s, &beside) == JYZ_OK) {
			*out = name.s;
			return JYZ_OK;
		}
		jyz_own_free(&name);
	}
	return jyz_error_set(err, JYZ_EEXISTS, _("cannot keep '%s'"), path);
}

static bool is_unknown(int errnum)
{
	return errnum == EPERM || errnum == ENOTSUP || errnum == EMLINK ||
	       errnum == ENOSYS || errnum == EINVAL;
}

/*
 * The new file takes the name under which the present one is to be kept, then
 * both change hands at once: whoever is killed here leaves no database with
 * two names, of which one would be taken for a copy.  Between the two the
 * present one still has its name, and a copy of the backup has the name of
 * what is kept: that remains, and takes nothing from anybody.  The other way
 * round the present one would have a temporary name, which the next command
 * sweeps away.  JYZ_ROW: the file system cannot do this.
 */
static int exchange(struct jyz_temp *temp, const char *path, const char *kept,
		    struct jyz_error *err)
{
	int rc = jyz_file_sync(temp->path, err);

	if (rc < 0)
		return rc;
	int failed = renameat2(AT_FDCWD, temp->path, AT_FDCWD, kept,
			       RENAME_NOREPLACE) ? errno : 0;

	if (!failed && renameat2(AT_FDCWD, kept, AT_FDCWD, path,
				 RENAME_EXCHANGE)) {
		failed = errno;
		(void)!rename(kept, temp->path);
	}
	if (failed)
		return is_unknown(failed)
			       ? JYZ_ROW
			       : jyz_error_errno(err, failed,
						 _("cannot replace '%s'"),
						 path);
	/* What had the temporary name is in its place. */
	free(temp->path);
	temp->path = NULL;
	return jyz_folder_sync(path, err);
}

/* Nothing was replaced: all that was moved goes where it was. */
static void take_back(const char *path, const char *kept, bool linked)
{
	JYZ_AUTO(jyz_error) why = JYZ_ERROR_INIT;

	/* What fails now is told less well than what failed before. */
	(void)!move_sidecars(kept, path, &why);
	if (linked)
		(void)unlink(kept);
}

/*
 * Where names cannot change hands at once, or journals lie beside.  Those go
 * before the new file comes, which SQLite would spoil with them; whoever is
 * killed in between finds them beside the kept name.  There the present file
 * is, too, unless the file system knows no links: then it is under its own
 * name, and they have to be brought together by hand.
 */
static int replace_in_steps(struct jyz_temp *temp, const char *path,
			    const char *kept, struct jyz_error *err)
{
	int failed = link(path, kept) ? errno : 0;

	if (failed && !is_unknown(failed))
		return jyz_error_errno(err, failed, _("cannot keep '%s'"),
				       path);
	/* Names become durable in this order: kept, sidecars, new file. */
	int rc = move_sidecars(path, kept, err);

	if (rc >= 0)
		rc = jyz_folder_sync(path, err);
	if (rc >= 0)
		rc = failed ? exchange(temp, path, kept, err)
			    : jyz_temp_place(temp, path, true, err);
	if (rc == JYZ_ROW)
		rc = jyz_error_errno(err, failed, _("cannot keep '%s'"),
				     path);
	/* With a temporary name still the new file is not in its place. */
	if (rc < 0 && temp->path)
		take_back(path, kept, !failed);
	return rc;
}

static int replace_present(struct jyz_temp *temp, const char *path,
			   const char *moment, char **kept,
			   struct jyz_error *err)
{
	JYZ_AUTO(jyz_error) beside = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_own) name = { NULL };
	int rc = free_name(&name.s, path, moment, err);

	if (rc < 0)
		return rc;
	rc = jyz_sidecars_absent(path, &beside);
	if (rc == JYZ_OK)
		rc = exchange(temp, path, name.s, err);
	else
		rc = JYZ_ROW;
	if (rc == JYZ_ROW)
		rc = replace_in_steps(temp, path, name.s, err);
	if (rc < 0)
		return rc;
	*kept = name.s;
	name.s = NULL;
	return JYZ_OK;
}

static int swap(struct jyz_temp *temp, const char *path,
		const struct jyz_schema *schema, const char *moment,
		char **kept, struct jyz_error *err)
{
	struct jyz_store *present;
	struct stat st;

	if (lstat(path, &st)) {
		*kept = NULL;
		return jyz_temp_place(temp, path, false, err);
	}
	if (!S_ISREG(st.st_mode))
		return jyz_error_set(err, JYZ_EDATABASE,
				     _("'%s' is not a file"), path);
	int rc = lock_present(&present, path, schema, err);

	if (rc < 0)
		return rc;
	rc = replace_present(temp, path, moment, kept, err);
	jyz_store_close(present);
	return rc;
}

int jyz_store_restore(const char *path, const char *backup,
		      const struct jyz_schema *schema,
		      const struct jyz_deed *deed, char **kept,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_temp) temp = JYZ_DATABASE_TEMP;
	JYZ_AUTO(jyz_own) folder = { jyz_path_folder(path) };
	/* A symbolic link stays one: the file that it names is replaced. */
	JYZ_AUTO(jyz_own) real = { realpath(path, NULL) };
	const char *place = real.s ? real.s : path;
	int rc;

	if (same_file(path, backup))
		return jyz_error_set(err, JYZ_EINVAL,
				     _("'%s' is the database itself"),
				     backup);
	if (!real.s && (rc = jyz_sidecars_absent(path, err)) < 0)
		return rc;
	if ((rc = jyz_folder_make(folder.s, err)) < 0 ||
	    (rc = copy_backup(&temp, place, backup, schema, deed, err)) < 0)
		return rc;
	return swap(&temp, place, schema, deed->at, kept, err);
}
