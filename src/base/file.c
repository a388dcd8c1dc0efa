/*
 * Temporary files that are put in their place when they are complete, syncs,
 * folders.  Knows nothing of what is in the files.
 */
#include "jyz/base/file.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jyz/base/i18n.h"
#include "jyz/base/map.h"

char *jyz_path_folder(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return jyz_strdup(".");
	return slash == path ? jyz_strdup("/")
			     : jyz_strndup(path, (size_t)(slash - path));
}

int jyz_sync(int fd, const char *path, struct jyz_error *err)
{
	/* Network and FUSE file systems may have no sync of a folder. */
	if (fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP)
		return JYZ_OK;
	return jyz_error_errno(err, errno, _("cannot write '%s' to the disk"),
			       path);
}

static int sync_and_close(int fd, const char *path, struct jyz_error *err)
{
	int rc = jyz_sync(fd, path, err);

	close(fd);
	return rc;
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
	char *folder = jyz_path_folder(path);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int rc = fd < 0 ? jyz_error_errno(err, errno, _("cannot open '%s'"),
					  folder)
			: sync_and_close(fd, folder, err);

	free(folder);
	return rc;
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

	char *parent = jyz_path_folder(folder);
	int rc = strcmp(parent, folder) ? jyz_folder_make(parent, err)
					: JYZ_OK;

	free(parent);
	if (rc < 0)
		return rc;
	/* Somebody else may have made it just now: that is as good. */
	if (mkdir(folder, 0700) && errno != EEXIST)
		return jyz_error_set(err, JYZ_EIO,
				     _("cannot make the folder '%s': %s"),
				     folder, _(strerror(errno)));
	return jyz_folder_sync(folder, err);
}

/* What names of temporary files begin with, on this machine. */
static void add_prefix(struct jyz_buf *name)
{
	char host[HOST_NAME_MAX + 1] = "";

	if (gethostname(host, sizeof(host) - 1))
		*host = '\0';
	jyz_buf_adds(name, ".jyz-");
	for (const char *p = host; *p; p++)
		jyz_buf_addc(name, isalnum((unsigned char)*p) || *p == '.' ?
					   *p : '-');
	jyz_buf_addc(name, '-');
}

/* A number as make_numbered writes it; -1: none. */
static long take_number(const char **at)
{
	size_t len = strspn(*at, "0123456789");
	long number = len && len < 11 ? strtol(*at, NULL, 10) : -1;

	*at += len;
	return number;
}

/*
 * "PID-N.tmp" with or without a known end, of a process that is no more.
 * Nothing else may stand there: ".jyz-vm-7-8-0.tmp" is not of "vm" and process
 * 7 but of process 8 on "vm-7", which uses the same folder from afar.
 */
static bool is_left(const char *name)
{
	static const char *const ends[] = { "", "-journal", "-wal", "-shm" };
	long pid = take_number(&name);
	bool known = false;

	if (pid <= 0 || pid > INT_MAX || *name++ != '-' ||
	    take_number(&name) < 0 || strncmp(name, ".tmp", 4) != 0)
		return false;
	for (size_t i = 0; i < JYZ_COUNT(ends); i++)
		known |= strcmp(name + 4, ends[i]) == 0;
	return known && kill((pid_t)pid, 0) && errno == ESRCH;
}

static void sweep(const char *folder)
{
	JYZ_AUTO(jyz_buf) prefix = JYZ_BUF_INIT;
	DIR *dir = opendir(folder);
	const struct dirent *entry;

	if (!dir)
		return;
	add_prefix(&prefix);
	/* What cannot be removed is in nobody's way. */
	while ((entry = readdir(dir)))
		if (strncmp(entry->d_name, prefix.data, prefix.len) == 0 &&
		    is_left(entry->d_name + prefix.len))
			(void)unlinkat(dirfd(dir), entry->d_name, 0);
	closedir(dir);
}

/* Many files may be made in one folder. */
static void sweep_once(const char *folder, bool again)
{
	static struct jyz_map swept; /* until the process ends */

	if (jyz_map_get(&swept, folder, strlen(folder)) && !again)
		return;
	jyz_map_put(&swept, folder, strlen(folder), 1);
	sweep(folder);
}

void jyz_temp_sweep(const char *beside)
{
	char *folder = jyz_path_folder(beside);

	sweep_once(folder, true);
	free(folder);
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
		jyz_buf_addf(name, "%s/", folder);
		add_prefix(name);
		jyz_buf_addf(name, "%ld-%d.tmp", (long)getpid(), i);
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
	JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;
	char *folder = jyz_path_folder(beside);

	sweep_once(folder, false);
	int fd = make_numbered(&name, folder);

	if (fd < 0)
		jyz_error_set(err, JYZ_EIO, _("cannot make a file in '%s': %s"),
			      folder, _(strerror(errno)));
	free(folder);
	if (fd < 0)
		return JYZ_EIO;
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
	for (size_t i = 0; temp->ends && temp->ends[i]; i++) {
		JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;

		jyz_buf_addf(&name, "%s%s", temp->path, temp->ends[i]);
		unlink(name.data);
	}
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
