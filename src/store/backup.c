/*
 * Backup: a copy that is complete, checked and synced before it gets its
 * name.
 */
#include <errno.h>
#include <sys/stat.h>

#include "jyz/store/keep.h"
#include "private.h"

static int check_target(struct jyz_store *store, const char *path,
			bool replace, struct jyz_error *err)
{
	struct stat target, source;

	if (stat(path, &target)) {
		if (errno != ENOENT)
			return jyz_error_errno(err, errno,
					       _("cannot write '%s'"), path);
	} else if (S_ISDIR(target.st_mode)) {
		return jyz_error_set(err, JYZ_EINVAL, _("'%s' is a folder"),
				     path);
	} else if (!S_ISREG(target.st_mode)) {
		return jyz_error_set(err, JYZ_EINVAL, _("'%s' is not a file"),
				     path);
	} else if (store->path && stat(store->path, &source) == 0 &&
		   source.st_dev == target.st_dev &&
		   source.st_ino == target.st_ino) {
		return jyz_error_set(err, JYZ_EINVAL,
				     _("'%s' is the database itself"), path);
	} else if (!replace) {
		jyz_error_set(err, JYZ_EEXISTS, _("'%s' exists already"),
			      path);
		return jyz_error_hint(err, _("choose another name"));
	}
	return jyz_sidecars_absent(path, err);
}

/* The time of the last backup is no record: not journalled. */
static int note(struct jyz_store *store, const char *now,
		struct jyz_error *err)
{
	JYZ_AUTO(jyz_tx) tx = JYZ_TX_INIT;
	int rc = jyz_tx_begin(&tx, store, err);

	if (rc < 0 ||
	    (rc = jyz_setting_set(store, "last_backup", now, err)) < 0)
		return rc;
	return jyz_tx_commit(&tx, err);
}

int jyz_store_backup(struct jyz_store *store, const char *path, bool replace,
		     const char *now, struct jyz_error *err)
{
	JYZ_AUTO(jyz_temp) temp = JYZ_DATABASE_TEMP;
	int rc;

	if (store->depth > 0)
		return jyz_store_bug(err, "a backup inside a transaction",
				     path);
	if ((rc = check_target(store, path, replace, err)) < 0 ||
	    (rc = jyz_copy_make(&temp, store, path, false, err)) < 0 ||
	    (rc = jyz_temp_place(&temp, path, replace, err)) < 0)
		return rc;
	if (store->readonly)
		return JYZ_OK;
	if ((rc = note(store, now, err)) < 0)
		return jyz_error_prefix(err,
					_("the backup '%s' is complete, but "
					  "its time was not noted"), path);
	return JYZ_OK;
}
