/*
 * The file system below the database: temporary files that are put in their
 * place when they are complete, syncs, folders, names of copies.  Knows
 * nothing of what is in the files.
 *
 * Nothing here opens a file that SQLite holds open in this process: closing
 * it would drop SQLite's locks (POSIX locks belong to the process).
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "private.h"

char *jyz_path_folder(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return jyz_strdup(".");
	return slash == path ? jyz_strdup("/")
			     : jyz_strndup(path, (size_t)(slash - path));
}

char *jyz_path_kept(const char *path, const char *mark, const char *moment,
		    int attempt)
{
	JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;

	jyz_buf_addf(&out, "%s.%s", path, mark);
	/* 2026-11-21T08:30:00Z without what a file name should not hold. */
	for (const char *p = moment; *p; p++)
		if (*p != '-' && *p != ':' && *p != '/')
			jyz_buf_addc(&out, *p);
	if (attempt > 1)
		jyz_buf_addf(&out, "-%d", attempt);
	jyz_buf_adds(&out, ".bak");
	return jyz_buf_detach(&out);
}

static int sync_and_close(int fd, const char *path, struct jyz_error *err)
{
	int failed = fsync(fd) ? errno : 0;

	/* Network and FUSE file systems may have no sync of a folder. */
	if (failed == EINVAL || failed == ENOTSUP)
		failed = 0;
	close(fd);
	if (failed)
		return jyz_error_errno(err, failed,
				       _("cannot write '%s' to the disk"),
				       path);
	return JYZ_OK;
}

int jyz_file_sync(const char *path, struct jyz_error *err)
{
	int fd = open(path, O_RDWR | O_CLOEXEC);

	if (fd < 0)
		return jyz_error_errno(err, errno, _("cannot open '%s'"),
				       path);
	return sync_and_close(fd, path, err);
}

/* Makes the names in the folder of path durable. */
int jyz_folder_sync(const char *path, struct jyz_error *err)
{
	JYZ_AUTO(jyz_own) folder = { jyz_path_folder(path) };
	int fd = open(folder.s, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return jyz_error_errno(err, errno, _("cannot open '%s'"),
				       folder.s);
	return sync_and_close(fd, folder.s, err);
}

int jyz_folder_make(const char *folder, struct jyz_error *err)
{
	struct stat st;

	if (stat(folder, &st) == 0) {
		if (S_ISDIR(st.st_mode))
			return JYZ_OK;
		return jyz_error_set(err, JYZ_EIO, _("'%s' is not a folder"),
				     folder);
	}
	if (errno != ENOENT)
		return jyz_error_errno(err, errno, _("cannot use '%s'"),
				       folder);

	JYZ_AUTO(jyz_own) parent = { jyz_path_folder(folder) };
	int rc = strcmp(parent.s, folder) ? jyz_folder_make(parent.s, err)
					  : JYZ_OK;

	if (rc < 0)
		return rc;
	/* Somebody else may have made it just now: that is as good. */
	if (mkdir(folder, 0700) && errno != EEXIST)
		return jyz_error_set(err, JYZ_EIO,
				     _("cannot make the folder '%s': %s"),
				     folder, _(strerror(errno)));
	return jyz_folder_sync(folder, err);
}

/*
 * Numbered by hand and not with mkostemp: a leftover of a killed program
 * shows whose it was.  The descriptor, or -1 with errno; name is what was
 * tried last.
 */
static int make_numbered(struct jyz_buf *name, const char *folder)
{
	int fd = -1;

	for (int i = 0; i < 1000 && fd < 0; i++) {
		jyz_buf_clear(name);
		jyz_buf_addf(name, "%s/.jyz-%ld-%d.tmp", folder,
			     (long)getpid(), i);
		fd = open(name->data, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC,
			  0600);
		if (fd < 0 && errno != EEXIST)
			break;
	}
	return fd;
}

int jyz_temp_make(struct jyz_temp *temp, const char *beside,
		  struct jyz_error *err)
{
	JYZ_AUTO(jyz_own) folder = { jyz_path_folder(beside) };
	JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;
	int fd = make_numbered(&name, folder.s);

	if (fd < 0)
		return jyz_error_set(err, JYZ_EIO,
				     _("cannot make a file in '%s': %s"),
				     folder.s, _(strerror(errno)));
	/* 0600 whatever the umask is. */
	int failed = fchmod(fd, 0600) ? errno : 0;

	close(fd);
	temp->path = jyz_buf_detach(&name);
	if (failed)
		return jyz_error_errno(err, failed, _("cannot use '%s'"),
				       temp->path);
	return JYZ_OK;
}

void jyz_temp_free(struct jyz_temp *temp)
{
	if (!temp->path)
		return;
	unlink(temp->path);

	/* A failed build may have left its journal. */
	JYZ_AUTO(jyz_buf) journal = JYZ_BUF_INIT;

	jyz_buf_addf(&journal, "%s-journal", temp->path);
	unlink(journal.data);
	free(temp->path);
	temp->path = NULL;
}

static int place_failed(int errnum, const char *path, struct jyz_error *err)
{
	if (errnum == EEXIST)
		return jyz_error_set(err, JYZ_EEXISTS,
				     _("'%s' exists already"), path);
	return jyz_error_set(err, JYZ_EIO, _("cannot make '%s': %s"), path,
			     _(strerror(errnum)));
}

/* 0, or the errno.  Never replaces a file. */
static int place_new(const char *from, const char *to)
{
	if (link(from, to) == 0) {
		unlink(from);
		return 0;
	}
	/* FAT and some network shares know no links. */
	if (errno != EPERM && errno != ENOTSUP && errno != EMLINK &&
	    errno != ENOSYS)
		return errno;
	return renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE)
		       ? errno : 0;
}

int jyz_temp_place(struct jyz_temp *temp, const char *path, bool replace,
		   struct jyz_error *err)
{
	int rc = jyz_file_sync(temp->path, err);

	if (rc < 0)
		return rc;

	int failed = !replace ? place_new(temp->path, path)
		     : rename(temp->path, path) ? errno : 0;

	if (failed)
		return place_failed(failed, path, err);
	free(temp->path);
	temp->path = NULL;
	return jyz_folder_sync(path, err);
}

int jyz_sidecars_absent(const char *path, struct jyz_error *err)
{
	static const char *const ends[] = { "-journal", "-wal" };

	for (size_t i = 0; i < JYZ_COUNT(ends); i++) {
		JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;
		struct stat st;

		jyz_buf_addf(&name, "%s%s", path, ends[i]);
		if (lstat(name.data, &st))
			continue;
		/*
		 * SQLite would take it for this file's own, and write parts
		 * of the other database into it.
		 */
		jyz_error_set(err, JYZ_EEXISTS,
			      _("'%s' is left of another database"),
			      name.data);
		return jyz_error_hint(err,
				      _("put it back beside its database, or "
					"move it away"));
	}
	return JYZ_OK;
}
