/*
 * Input files: takes all their bytes and hands them to decode.c.  Owns the
 * text; must not know what the text is about.
 */
#include "jyz/input/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "decode.h"
#include "jyz/base/i18n.h"

#define CHUNK ((size_t)1 << 18)
/* Smaller files are read: what shortens one meanwhile, or pulls out its disk,
 * must not end the program, as it does where a file is mapped. */
#define MAP_MIN ((size_t)1 << 22)

static int too_large(const char *path, struct jyz_error *err)
{
	jyz_error_set(err, JYZ_EINVAL, _("'%s' is larger than %zu MB"), path,
		      JYZ_SOURCE_MAX >> 20);
	return jyz_error_hint(err, _("split the file and read the parts"));
}

/* Refuses what is no file of text before anything is read. */
static int look_at(int fd, const char *path, size_t *size,
		   struct jyz_error *err)
{
	struct stat st;

	if (fstat(fd, &st) < 0)
		return jyz_error_errno(err, errno, _("cannot read '%s'"),
				       path);
	if (S_ISDIR(st.st_mode))
		return jyz_error_set(err, JYZ_EIO, _("'%s' is a folder"),
				     path);
	*size = S_ISREG(st.st_mode) && st.st_size > 0 ? (size_t)st.st_size : 0;
	return *size > JYZ_SOURCE_MAX ? too_large(path, err) : JYZ_OK;
}

/* read(2) that goes on after a signal; less than 0: it failed. */
static ssize_t read_some(int fd, char *to, size_t len)
{
	ssize_t n;

	do
		n = read(fd, to, len);
	while (n < 0 && errno == EINTR);
	return n;
}

static int read_all(int fd, const char *path, size_t size,
		    struct jyz_buf *out, struct jyz_error *err)
{
	ssize_t n;

	jyz_buf_reserve(out, size + 1);
	do {
		if (out->room - out->len <= 1)
			jyz_buf_reserve(out, CHUNK);
		n = read_some(fd, out->data + out->len,
			      out->room - out->len - 1);
		out->len += n > 0 ? (size_t)n : 0;
		if (out->len > JYZ_SOURCE_MAX)
			return too_large(path, err);
	} while (n > 0);
	if (n < 0)
		return jyz_error_errno(err, errno, _("cannot read '%s'"),
				       path);
	out->data[out->len] = '\0';
	return JYZ_OK;
}

/*
 * A large file is not read but looked at where the system has it: that saves
 * the copy and the memory.  The NUL byte after the text makes the last page
 * our own; where it would need one more the file is read.
 */
static bool map(int fd, size_t size, struct jyz_source *out)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE), last = size % page;

	if (size < MAP_MIN || !last || lseek(fd, 0, SEEK_CUR) != 0)
		return false;
	char *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE,
			   fd, 0);

	if (bytes == MAP_FAILED)
		return false;
	out->mapped = bytes;
	out->n_mapped = size;
	if (mprotect(bytes + size - last, last, PROT_READ | PROT_WRITE) < 0)
		return false;
	bytes[size] = '\0';
	out->text.data = bytes;
	out->text.len = size;
	return true;
}

static int take(int fd, const char *path, struct jyz_source *out,
		struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) bytes = JYZ_BUF_INIT;
	size_t size = 0;
	int rc = look_at(fd, path, &size, err);

	if (rc < 0 || map(fd, size, out))
		return rc;
	if ((rc = read_all(fd, path, size, &bytes, err)) < 0)
		return rc;
	jyz_source_hold(out, &bytes);
	return JYZ_OK;
}

static int take_path(const char *path, struct jyz_source *out,
		     struct jyz_error *err)
{
	if (strcmp(path, "-") == 0)
		return take(STDIN_FILENO, path, out, err);
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return jyz_error_errno(err, errno, _("cannot read '%s'"),
				       path);
	int rc = take(fd, path, out, err);

	close(fd);
	return rc;
}

int jyz_source_bytes(struct jyz_source *out, const char *path,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_source) source = JYZ_SOURCE_INIT;

	source.name = jyz_strdup(path);
	int rc = take_path(path, &source, err);

	if (rc < 0)
		return rc;
	*out = source;
	source = (struct jyz_source)JYZ_SOURCE_INIT;
	return JYZ_OK;
}

/* Takes over the bytes of source->text; gives the result to out. */
static int finish(struct jyz_source *out, struct jyz_source *source,
		  const char *encoding, struct jyz_error *err)
{
	int rc = jyz_source_convert(source, encoding, err);

	if (rc < 0)
		return rc;
	*out = *source;
	*source = (struct jyz_source)JYZ_SOURCE_INIT;
	return JYZ_OK;
}

int jyz_source_read(struct jyz_source *out, const char *path,
		    const char *encoding, struct jyz_error *err)
{
	JYZ_AUTO(jyz_source) source = JYZ_SOURCE_INIT;
	int rc = jyz_source_bytes(&source, path, err);

	return rc < 0 ? rc : finish(out, &source, encoding, err);
}

int jyz_source_decode(struct jyz_source *out, const char *name,
		      const char *bytes, size_t len, const char *encoding,
		      struct jyz_error *err)
{
	if (len > JYZ_SOURCE_MAX)
		return too_large(name, err);
	JYZ_AUTO(jyz_source) source = JYZ_SOURCE_INIT;
	JYZ_AUTO(jyz_buf) copy = JYZ_BUF_INIT;

	source.name = jyz_strdup(name);
	jyz_buf_add(&copy, bytes, len);
	jyz_source_hold(&source, &copy);
	return finish(out, &source, encoding, err);
}

static void let_go(struct jyz_source *source)
{
	if (source->mapped)
		munmap(source->mapped, source->n_mapped);
	source->mapped = NULL;
	jyz_buf_free(&source->read);
}

void jyz_source_hold(struct jyz_source *source, struct jyz_buf *text)
{
	let_go(source);
	source->read = *text;
	*text = (struct jyz_buf)JYZ_BUF_INIT;
	source->text.data = source->read.data;
	source->text.len = source->read.len;
}

void jyz_source_free(struct jyz_source *source)
{
	if (!source)
		return;
	free(source->name);
	let_go(source);
	*source = (struct jyz_source)JYZ_SOURCE_INIT;
}
