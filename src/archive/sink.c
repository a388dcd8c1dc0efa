/*
 * A file of an archive: what is added is hashed and written a quarter of a
 * megabyte at a time.
 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "jyz/base/i18n.h"
#include "room.h"

static int cannot_write(const struct jyz_sink *sink, int errnum,
			struct jyz_error *err)
{
	return jyz_error_errno(err, errnum, _("cannot write '%s/%s'"),
			       sink->dir, sink->name);
}

int jyz_sink_open(struct jyz_sink *sink, const struct jyz_shelf *shelf,
		  const char *name, struct jyz_error *err)
{
	*sink = (struct jyz_sink){ .dir = shelf->path, .name = name,
				   .out = JYZ_BUF_INIT };
	JYZ_AUTO(jyz_buf) path = JYZ_BUF_INIT;

	jyz_buf_addf(&path, "%s/%s", shelf->temp_path, name);
	sink->fd = open(path.data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
			0600);
	if (sink->fd < 0)
		return cannot_write(sink, errno, err);
	jyz_buf_reserve(&sink->out, JYZ_SINK_FULL + JYZ_SINK_FULL / 4);
	crypto_hash_sha256_init(&sink->hash);
	return JYZ_OK;
}

static int empty(struct jyz_sink *sink, struct jyz_error *err)
{
	const char *p = sink->out.data;
	size_t left = sink->out.len;

	crypto_hash_sha256_update(&sink->hash, (const unsigned char *)p, left);
	while (left) {
		ssize_t n = write(sink->fd, p, left);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return cannot_write(sink, errno, err);
		p += n;
		left -= (size_t)n;
	}
	jyz_buf_clear(&sink->out);
	return JYZ_OK;
}

int jyz_sink_drain(struct jyz_sink *sink, struct jyz_error *err)
{
	return sink->out.len < JYZ_SINK_FULL ? JYZ_OK : empty(sink, err);
}

int jyz_sink_close(struct jyz_sink *sink, char sha256[JYZ_HEX_SIZE],
		   struct jyz_error *err)
{
	unsigned char sum[crypto_hash_sha256_BYTES];
	int rc = empty(sink, err);

	if (rc < 0)
		return rc;
	if (fsync(sink->fd))
		return cannot_write(sink, errno, err);
	int failed = close(sink->fd) ? errno : 0;

	sink->fd = -1;
	if (failed)
		return cannot_write(sink, failed, err);
	crypto_hash_sha256_final(&sink->hash, sum);
	jyz_archive_hex(sha256, sum);
	return JYZ_OK;
}

void jyz_sink_free(struct jyz_sink *sink)
{
	if (sink->name && sink->fd >= 0)
		close(sink->fd);
	jyz_buf_free(&sink->out);
	*sink = (struct jyz_sink){ .fd = -1, .out = JYZ_BUF_INIT };
}
