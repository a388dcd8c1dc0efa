/*
 * The place of an archive: an unfinished folder beside it, and the swap that
 * puts it in its place.  What is looked at and removed is so by open folders
 * and the names in them, so that nothing that is moved about meanwhile leads
 * astray and no symbolic link is followed below the parent; what is made is
 * made by path, which tools that watch or fail such calls can follow.  Knows
 * nothing of what is in the files.
 *
 * Only the names that an archive may hold are ever removed.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jyz/base/file.h"
#include "jyz/base/i18n.h"
#include "jyz/store/content.h"
#include "room.h"

enum what {
	NOTHING,
	EMPTY,
	ARCHIVE,
	STRANGE, /* a folder with something that is of no archive */
	NO_FOLDER,
};

static int open_folder(int parent, const char *name)
{
	return openat(parent, name,
		      O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* Calls for each entry but "." and ".."; NULL: no more, or errno is set. */
static const char *next_entry(DIR *dir)
{
	const struct dirent *e;

	do {
		errno = 0;
		e = readdir(dir);
	} while (e && (strcmp(e->d_name, ".") == 0 ||
		       strcmp(e->d_name, "..") == 0));
	return e ? e->d_name : NULL;
}

/* A stream of its own over the folder; closing it leaves fd open. */
static DIR *list_folder(int fd)
{
	int copy = open_folder(fd, ".");
	DIR *dir = copy < 0 ? NULL : fdopendir(copy);

	if (copy >= 0 && !dir)
		close(copy);
	return dir;
}

/* The folder's archive.json was written by us. */
static bool is_marked(int fd)
{
	char begin[sizeof(JYZ_ARCHIVE_MARK)] = "";
	int file = openat(fd, JYZ_ARCHIVE_JSON,
			  O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	if (file < 0)
		return false;
	ssize_t n = read(file, begin, sizeof(begin) - 1);

	close(file);
	return n == (ssize_t)sizeof(begin) - 1 &&
	       strcmp(begin, JYZ_ARCHIVE_MARK) == 0;
}

/* The folder of contents in an archive, open, or -1; stranger: what in it is
 * no content. */
static int look_contents(int fd, struct jyz_buf *stranger)
{
	int inner = open_folder(fd, JYZ_ARCHIVE_CONTENTS);
	DIR *dir = inner < 0 ? NULL : list_folder(inner);
	const char *name;

	if (!dir)
		jyz_buf_adds(stranger, JYZ_ARCHIVE_CONTENTS);
	while (!stranger->len && (name = next_entry(dir)))
		if (!jyz_content_named(name))
			jyz_buf_addf(stranger, JYZ_ARCHIVE_CONTENTS "/%s",
				     name);
	if (dir)
		closedir(dir);
	return inner;
}

static void look_at(const struct jyz_shelf *shelf, int fd, const char *name,
		    struct jyz_buf *stranger)
{
	if (strcmp(name, JYZ_ARCHIVE_CONTENTS) == 0) {
		int inner = look_contents(fd, stranger);

		if (inner >= 0)
			close(inner);
	} else if (!jyz_archive_known(shelf->catalogue, name)) {
		jyz_buf_adds(stranger, name);
	}
}

static int look_into(const struct jyz_shelf *shelf, int fd, enum what *out,
		     struct jyz_buf *stranger)
{
	DIR *dir = list_folder(fd);
	const char *name;
	size_t count = 0;

	if (!dir)
		return errno;
	while ((name = next_entry(dir))) {
		count++;
		if (!stranger->len)
			look_at(shelf, fd, name, stranger);
	}
	int failed = errno;

	closedir(dir);
	if (count && !stranger->len && !is_marked(fd))
		jyz_buf_adds(stranger, JYZ_ARCHIVE_JSON);
	*out = !count ? EMPTY : stranger->len ? STRANGE : ARCHIVE;
	return failed;
}

/* What stands under a name; stranger: what in it is of no archive. */
static int look(const struct jyz_shelf *shelf, const char *name,
		enum what *out, struct jyz_buf *stranger,
		struct jyz_error *err)
{
	int fd = open_folder(shelf->parent, name);
	int failed = fd < 0 ? errno : 0;

	if (fd >= 0) {
		failed = look_into(shelf, fd, out, stranger);
		close(fd);
	} else if (failed == ENOENT || failed == ENOTDIR || failed == ELOOP) {
		*out = failed == ENOENT ? NOTHING : NO_FOLDER;
		return JYZ_OK;
	}
	if (failed)
		return jyz_error_errno(err, failed, _("cannot use '%s'"),
				       shelf->path);
	return JYZ_OK;
}

/* Removes one entry of the folder; false: it is not ours, or stays. */
static bool remove_entry(const struct jyz_shelf *shelf, int fd,
			 const char *name)
{
	JYZ_AUTO(jyz_buf) stranger = JYZ_BUF_INIT;

	if (strcmp(name, JYZ_ARCHIVE_CONTENTS) != 0)
		return jyz_archive_known(shelf->catalogue, name) &&
		       unlinkat(fd, name, 0) == 0;
	int inner = look_contents(fd, &stranger);
	DIR *dir = inner < 0 || stranger.len ? NULL : list_folder(inner);
	const char *content;

	while (dir && (content = next_entry(dir)))
		(void)unlinkat(inner, content, 0);
	if (dir)
		closedir(dir);
	if (inner >= 0)
		close(inner);
	/* What could not go keeps the folder. */
	return dir && unlinkat(fd, name, AT_REMOVEDIR) == 0;
}

/* Removes all files of an archive that are in the folder. */
static int empty_folder(const struct jyz_shelf *shelf, const char *name,
			int fd, struct jyz_error *err)
{
	DIR *dir = list_folder(fd);
	const char *entry;

	if (!dir)
		return jyz_error_errno(err, errno, _("cannot use '%s'"), name);
	while ((entry = next_entry(dir))) {
		/* Whatever is not ours stays, and the folder with it. */
		if (remove_entry(shelf, fd, entry))
			continue;
		jyz_error_set(err, JYZ_EEXISTS,
			      _("'%s', left of an earlier export, holds '%s'"),
			      name, entry);
		closedir(dir);
		return jyz_error_hint(err, _("move it away, then export "
					     "again"));
	}
	closedir(dir);
	return JYZ_OK;
}

/* JYZ_OK when it is gone, or was never there. */
static int remove_folder(const struct jyz_shelf *shelf, const char *name,
			 struct jyz_error *err)
{
	int fd = open_folder(shelf->parent, name);

	if (fd < 0 && errno == ENOENT)
		return JYZ_OK;
	if (fd < 0)
		return jyz_error_errno(err, errno, _("cannot use '%s'"), name);
	int rc = empty_folder(shelf, name, fd, err);

	close(fd);
	if (rc == JYZ_OK && unlinkat(shelf->parent, name, AT_REMOVEDIR) &&
	    errno != ENOENT)
		rc = jyz_error_errno(err, errno, _("cannot remove '%s'"),
				     name);
	return rc;
}

static void remove_quietly(const struct jyz_shelf *shelf, const char *name)
{
	JYZ_AUTO(jyz_error) ignored = JYZ_ERROR_INIT;

	/* What stays has a name that says so, and the next export tries. */
	(void)!remove_folder(shelf, name, &ignored);
}

/* --- opening ------------------------------------------------------------ */

static int no_name(const char *path, struct jyz_error *err)
{
	jyz_error_set(err, JYZ_EINVAL,
		      _("'%s' is no name for the folder of an archive"), path);
	return jyz_error_hint(err, "-o 2026-1");
}

/* "a/b/" is b in a. */
static int split(struct jyz_shelf *shelf, const char *path,
		 struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;
	size_t len = strlen(path);

	while (len > 1 && path[len - 1] == '/')
		len--;
	shelf->path = jyz_strndup(path, len);
	const char *slash = strrchr(shelf->path, '/');

	shelf->name = jyz_strdup(slash ? slash + 1 : shelf->path);
	if (!*shelf->name || strcmp(shelf->name, ".") == 0 ||
	    strcmp(shelf->name, "..") == 0)
		return no_name(path, err);
	jyz_buf_addf(&name, "%s.jyz-unfinished", shelf->name);
	shelf->temp = jyz_buf_detach(&name);
	jyz_buf_addf(&name, "%s.jyz-unfinished", shelf->path);
	shelf->temp_path = jyz_buf_detach(&name);
	jyz_buf_addf(&name, "%s.jyz-replaced", shelf->name);
	shelf->aside = jyz_buf_detach(&name);

	char *parent = slash ? jyz_strndup(shelf->path, (size_t)
					   (slash - shelf->path) + 1)
			     : jyz_strdup(".");

	shelf->parent = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (shelf->parent < 0)
		jyz_error_errno(err, errno, _("cannot open the folder '%s'"),
				parent);
	free(parent);
	return shelf->parent < 0 ? err->code : JYZ_OK;
}

/* The folder that was opened is still the one of that name. */
static bool is_still(const struct jyz_shelf *shelf, int fd, const char *name)
{
	struct stat a, b;

	return fstat(fd, &a) == 0 &&
	       fstatat(shelf->parent, name, &b, AT_SYMLINK_NOFOLLOW) == 0 &&
	       a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* Network file systems may have no locks: then there is none to heed. */
static bool is_locked(int fd)
{
	return flock(fd, LOCK_EX | LOCK_NB) && errno == EWOULDBLOCK;
}

/*
 * The unfinished folder, made or found; JYZ_ROW: it was taken away between
 * two calls, try again.  Whoever works on it holds its lock, and the lock
 * goes with the process: what is not locked is left of one that died.
 */
static int try_temp(struct jyz_shelf *shelf, struct jyz_error *err)
{
	if (mkdir(shelf->temp_path, 0700) && errno != EEXIST)
		return jyz_error_errno(err, errno,
				       _("cannot make the folder '%s'"),
				       shelf->path);
	shelf->fd = open_folder(shelf->parent, shelf->temp);
	if (shelf->fd < 0 && errno == ENOENT)
		return JYZ_ROW;
	if (shelf->fd < 0)
		return jyz_error_errno(err, errno, _("cannot use '%s'"),
				       shelf->temp);
	if (is_locked(shelf->fd))
		return jyz_error_set(err, JYZ_EBUSY,
				     _("another export to '%s' is running"),
				     shelf->path);
	if (!is_still(shelf, shelf->fd, shelf->temp)) {
		close(shelf->fd);
		shelf->fd = -1;
		return JYZ_ROW;
	}
	shelf->made = true;
	if (fchmod(shelf->fd, 0700))
		return jyz_error_errno(err, errno, _("cannot use '%s'"),
				       shelf->temp);
	return empty_folder(shelf, shelf->temp, shelf->fd, err);
}

/* A replacement that was interrupted between its two renames. */
static int mend_aside(struct jyz_shelf *shelf, struct jyz_error *err)
{
	struct stat st;

	if (fstatat(shelf->parent, shelf->aside, &st, AT_SYMLINK_NOFOLLOW))
		return JYZ_OK;
	if (fstatat(shelf->parent, shelf->name, &st, AT_SYMLINK_NOFOLLOW) ==
	    0)
		return remove_folder(shelf, shelf->aside, err);
	if (renameat(shelf->parent, shelf->aside, shelf->parent, shelf->name))
		return jyz_error_errno(err, errno, _("cannot use '%s'"),
				       shelf->aside);
	return JYZ_OK;
}

static int strange(const struct jyz_shelf *shelf, const char *stranger,
		   struct jyz_error *err)
{
	jyz_error_set(err, JYZ_EEXISTS,
		      _("'%s' is not replaced: it holds '%s', which is of no "
			"archive"),
		      shelf->path, stranger);
	return jyz_error_hint(err, _("take another folder, or move that "
				     "away"));
}

static int check_place(const struct jyz_shelf *shelf, enum what *what,
		       struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) stranger = JYZ_BUF_INIT;
	int rc = look(shelf, shelf->name, what, &stranger, err);

	if (rc < 0)
		return rc;
	switch (*what) {
	case NOTHING:
	case EMPTY:
		return JYZ_OK;
	case ARCHIVE:
		if (shelf->replace)
			return JYZ_OK;
		jyz_error_set(err, JYZ_EEXISTS,
			      _("'%s' holds an archive already"), shelf->path);
		return jyz_error_hint(err, _("take another folder, or put "
					     "the new one in its place: "
					     "--replace"));
	case STRANGE:
		if (shelf->replace)
			return strange(shelf, stranger.data, err);
		jyz_error_set(err, JYZ_EEXISTS, _("'%s' is not empty"),
			      shelf->path);
		return jyz_error_hint(err, _("take another folder"));
	case NO_FOLDER:
		jyz_error_set(err, JYZ_EEXISTS, _("'%s' is not a folder"),
			      shelf->path);
		return jyz_error_hint(err, _("take another name"));
	}
	return JYZ_EINTERNAL;
}

static int prepare(struct jyz_shelf *shelf, const char *path,
		   struct jyz_error *err)
{
	enum what what;
	int rc = split(shelf, path, err);

	if (rc == JYZ_OK)
		do
			rc = try_temp(shelf, err);
		while (rc == JYZ_ROW);
	if (rc == JYZ_OK)
		rc = mend_aside(shelf, err);
	return rc < 0 ? rc : check_place(shelf, &what, err);
}

int jyz_shelf_open(struct jyz_shelf *shelf,
		   const struct jyz_catalogue *catalogue, const char *path,
		   bool replace, struct jyz_error *err)
{
	*shelf = (struct jyz_shelf)JYZ_SHELF_INIT;
	shelf->catalogue = catalogue;
	shelf->replace = replace;
	int rc = prepare(shelf, path, err);

	if (rc < 0)
		jyz_shelf_free(shelf);
	return rc;
}

/* --- publishing --------------------------------------------------------- */

static int cannot_place(const struct jyz_shelf *shelf, int errnum,
			struct jyz_error *err)
{
	if (errnum == ENOTEMPTY || errnum == EEXIST || errnum == ENOTDIR)
		return jyz_error_set(err, JYZ_EEXISTS,
				     _("'%s' is not empty any more"),
				     shelf->path);
	return jyz_error_errno(err, errnum, _("cannot make '%s'"),
			       shelf->path);
}

/* Where two folders cannot be swapped: 0 or the errno. */
static int replace_in_steps(struct jyz_shelf *shelf)
{
	int at = shelf->parent;

	if (renameat(at, shelf->name, at, shelf->aside))
		return errno;
	if (renameat(at, shelf->temp, at, shelf->name) == 0) {
		shelf->made = false;
		remove_quietly(shelf, shelf->aside);
		return 0;
	}
	int failed = errno;

	/* If this fails too, the next export does it (mend_aside). */
	if (renameat(at, shelf->aside, at, shelf->name))
		return errno;
	return failed;
}

/* 0 or the errno.  After a swap the old one is the unfinished folder. */
static int replace_old(struct jyz_shelf *shelf)
{
	int old = open_folder(shelf->parent, shelf->name);

	if (old < 0)
		return errno;
	/* Until it is gone nobody is to take it for what is left. */
	(void)is_locked(old);
	int failed = renameat2(shelf->parent, shelf->temp, shelf->parent,
			       shelf->name, RENAME_EXCHANGE) ? errno : 0;

	if (failed == EINVAL || failed == ENOSYS || failed == ENOTSUP)
		failed = replace_in_steps(shelf);
	else if (!failed && fsync(shelf->parent) == 0)
		remove_quietly(shelf, shelf->temp);
	if (!failed)
		shelf->made = false;
	close(old);
	return failed;
}

int jyz_shelf_publish(struct jyz_shelf *shelf, struct jyz_error *err)
{
	enum what what;
	int failed = 0;
	int rc = jyz_sync(shelf->fd, shelf->path, err);

	if (rc < 0 || (rc = check_place(shelf, &what, err)) < 0)
		return rc;
	if (what == ARCHIVE)
		failed = replace_old(shelf);
	else if (rename(shelf->temp_path, shelf->path))
		failed = errno;
	if (failed)
		return cannot_place(shelf, failed, err);
	shelf->made = false;
	return jyz_sync(shelf->parent, shelf->path, err);
}

void jyz_shelf_free(struct jyz_shelf *shelf)
{
	if (shelf->made)
		remove_quietly(shelf, shelf->temp);
	if (shelf->fd >= 0)
		close(shelf->fd);
	if (shelf->parent >= 0)
		close(shelf->parent);
	free(shelf->path);
	free(shelf->name);
	free(shelf->temp);
	free(shelf->temp_path);
	free(shelf->aside);
	*shelf = (struct jyz_shelf)JYZ_SHELF_INIT;
}
