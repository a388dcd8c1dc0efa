/*
 * Input files: reads all their bytes and hands them to decode.c.  Owns the
 * text; must not know what the text is about.
 */
#include "jyz/input/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "decode.h"
#include "jyz/base/i18n.h"

#define CHUNK ((size_t)1 << 18)

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

/*
 * The byte order mark of UTF-8 is not stored: to take it off later would
 * move the whole text.
 */
static ssize_t read_mark(int fd, struct jyz_buf *out, bool *marked)
{
	char head[sizeof(JYZ_MARK) - 1];
	size_t len = 0;
	ssize_t n = 1;

	while (len < sizeof(head) && n > 0) {
		n = read_some(fd, head + len, sizeof(head) - len);
		len += n > 0 ? (size_t)n : 0;
	}
	*marked = len == sizeof(head) && memcmp(head, JYZ_MARK, len) == 0;
	if (!*marked)
		jyz_buf_add(out, head, len);
	return n;
}

static int read_all(int fd, const char *path, struct jyz_buf *out,
		    bool *marked, struct jyz_error *err)
{
	size_t size = 0;
	int rc = look_at(fd, path, &size, err);

	if (rc < 0)
		return rc;
	jyz_buf_reserve(out, size + 1);
	ssize_t n = read_mark(fd, out, marked);

	while (n > 0) {
		if (out->room - out->len <= 1)
			jyz_buf_reserve(out, CHUNK);
		n = read_some(fd, out->data + out->len,
			      out->room - out->len - 1);
		out->len += n > 0 ? (size_t)n : 0;
		if (out->len > JYZ_SOURCE_MAX)
			return too_large(path, err);
	}
	if (n < 0)
		return jyz_error_errno(err, errno, _("cannot read '%s'"),
				       path);
	out->data[out->len] = '\0';
	return JYZ_OK;
}

static int read_path(const char *path, struct jyz_buf *out, bool *marked,
		     struct jyz_error *err)
{
	if (strcmp(path, "-") == 0)
		return read_all(STDIN_FILENO, path, out, marked, err);
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return jyz_error_errno(err, errno, _("cannot read '%s'"),
				       path);
	int rc = read_all(fd, path, out, marked, err);

	close(fd);
	return rc;
}

int jyz_source_bytes(struct jyz_source *out, const char *path, bool *marked,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_source) source = JYZ_SOURCE_INIT;

	source.name = jyz_strdup(path);
	int rc = read_path(path, &source.text, marked, err);

	if (rc < 0)
		return rc;
	*out = source;
	source = (struct jyz_source)JYZ_SOURCE_INIT;
	return JYZ_OK;
}

/* Takes over the bytes of source->text; gives the result to out. */
static int finish(struct jyz_source *out, struct jyz_source *source,
		  bool marked, const char *encoding, struct jyz_error *err)
{
	int rc = jyz_source_convert(source, marked, encoding, err);

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
	bool marked;
	int rc = jyz_source_bytes(&source, path, &marked, err);

	return rc < 0 ? rc : finish(out, &source, marked, encoding, err);
}

int jyz_source_decode(struct jyz_source *out, const char *name,
		      const char *bytes, size_t len, const char *encoding,
		      struct jyz_error *err)
{
	if (len > JYZ_SOURCE_MAX)
		return too_large(name, err);
	JYZ_AUTO(jyz_source) source = JYZ_SOURCE_INIT;
	const size_t mark = sizeof(JYZ_MARK) - 1;
	bool marked = len >= mark && memcmp(bytes, JYZ_MARK, mark) == 0;
	size_t skip = marked ? mark : 0;

	source.name = jyz_strdup(name);
	jyz_buf_reserve(&source.text, len + 1);
	jyz_buf_add(&source.text, bytes + skip, len - skip);
	return finish(out, &source, marked, encoding, err);
}

void jyz_source_free(struct jyz_source *source)
{
	if (!source)
		return;
	free(source->name);
	jyz_buf_free(&source->text);
	*source = (struct jyz_source)JYZ_SOURCE_INIT;
}
