/*
 * Zip archives, by minizip.  Nothing is believed that the archive says of
 * its sizes: what comes out is counted.
 */
#include "zip.h"

#include <assert.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <unzip.h>

#include "jyz/base/i18n.h"

/* XML of real workbooks shrinks to a tenth or a thirtieth. */
#define RATIO_MAX 200
#define RATIO_FROM ((size_t)1 << 24)
/* Whole archives that may be unpacked: parts are read several times. */
#define TIMES_MAX 8

#define ENCRYPTED 1u /* of the flags of a part */
#define NO_CASE 2    /* of unzLocateFile */

struct jyz_zip {
	char *name;
	const char *bytes;
	size_t len;
	size_t at;
	unzFile file;

	char *part; /* that is being read, NULL: none */
	size_t most, packed, done;
	size_t total; /* of all parts, as often as they were read */
};

/* --- the archive as minizip sees it: a file in memory --------------------- */

static voidpf memory_open(voidpf opaque, const void *filename, int mode)
{
	(void)filename;
	(void)mode;
	return opaque;
}

static uLong memory_read(voidpf opaque, voidpf stream, void *to, uLong size)
{
	struct jyz_zip *zip = stream;
	size_t left = zip->at < zip->len ? zip->len - zip->at : 0;
	size_t n = size < left ? size : left;

	(void)opaque;
	if (n)
		memcpy(to, zip->bytes + zip->at, n);
	zip->at += n;
	return n;
}

static uLong memory_write(voidpf opaque, voidpf stream, const void *from,
			  uLong size)
{
	(void)opaque;
	(void)stream;
	(void)from;
	(void)size;
	return 0;
}

static ZPOS64_T memory_tell(voidpf opaque, voidpf stream)
{
	const struct jyz_zip *zip = stream;

	(void)opaque;
	return zip->at;
}

static long memory_seek(voidpf opaque, voidpf stream, ZPOS64_T offset,
			int origin)
{
	struct jyz_zip *zip = stream;
	size_t from = origin == ZLIB_FILEFUNC_SEEK_CUR ? zip->at :
		      origin == ZLIB_FILEFUNC_SEEK_END ? zip->len :
							 0;

	(void)opaque;
	/* Offsets come from the archive: past its end is nothing. */
	if (offset > zip->len || from + offset > zip->len)
		return -1;
	zip->at = from + (size_t)offset;
	return 0;
}

static int memory_close(voidpf opaque, voidpf stream)
{
	(void)opaque;
	(void)stream;
	return 0;
}

static int memory_error(voidpf opaque, voidpf stream)
{
	(void)opaque;
	(void)stream;
	return 0;
}

/* --- archives ------------------------------------------------------------- */

struct jyz_zip *jyz_zip_open(const char *name, const char *bytes, size_t len)
{
	struct jyz_zip *zip = jyz_alloc(sizeof(*zip));
	zlib_filefunc64_def calls = {
		.zopen64_file = memory_open,
		.zread_file = memory_read,
		.zwrite_file = memory_write,
		.ztell64_file = memory_tell,
		.zseek64_file = memory_seek,
		.zclose_file = memory_close,
		.zerror_file = memory_error,
		.opaque = zip,
	};

	zip->name = jyz_strdup(name);
	zip->bytes = bytes;
	zip->len = len;
	zip->file = unzOpen2_64("", &calls);
	if (zip->file)
		return zip;
	jyz_zip_close(zip);
	return NULL;
}

const char *jyz_zip_name(const struct jyz_zip *zip)
{
	return zip->name;
}

bool jyz_zip_has(struct jyz_zip *zip, const char *part)
{
	assert(!zip->part);
	return unzLocateFile(zip->file, part, NO_CASE) == UNZ_OK;
}

static int damaged(const struct jyz_zip *zip, const char *part, int code,
		   struct jyz_error *err)
{
	jyz_error_set(err, JYZ_EINVAL,
		      _("'%s' is a damaged workbook: '%s' in it cannot be "
			"unpacked"),
		      zip->name, part);
	jyz_error_detail(err, "minizip: %d", code);
	return jyz_error_hint(err, _("open it in Excel or WPS and save it "
				     "under another name"));
}

int jyz_zip_enter(struct jyz_zip *zip, const char *part, size_t most,
		  struct jyz_error *err)
{
	unz_file_info64 info;

	if (!jyz_zip_has(zip, part))
		return jyz_error_set(err, JYZ_EINVAL,
				     _("'%s' is a damaged workbook: it has no "
				       "'%s' in it"),
				     zip->name, part);
	int code = unzGetCurrentFileInfo64(zip->file, &info, NULL, 0, NULL, 0,
					   NULL, 0);

	if (code == UNZ_OK && info.flag & ENCRYPTED) {
		jyz_error_set(err, JYZ_EINVAL, _("'%s' is under a password"),
			      zip->name);
		return jyz_error_hint(err, _("save it without a password"));
	}
	if (code == UNZ_OK)
		code = unzOpenCurrentFile(zip->file);
	if (code != UNZ_OK)
		return damaged(zip, part, code, err);
	zip->part = jyz_strdup(part);
	zip->most = most;
	zip->packed = info.compressed_size < zip->len ?
			      (size_t)info.compressed_size :
			      zip->len;
	zip->done = 0;
	return JYZ_OK;
}

/* Small files that unpack to huge ones stop machines, and are no records. */
static int check_size(const struct jyz_zip *zip, struct jyz_error *err)
{
	if (zip->done > zip->most)
		return jyz_error_set(err, JYZ_EINVAL,
				     _("'%s': '%s' in it unpacks to more than "
				       "%zu MB"),
				     zip->name, zip->part, zip->most >> 20);
	if (zip->done > RATIO_FROM && zip->done / RATIO_MAX > zip->packed)
		return jyz_error_set(err, JYZ_EINVAL,
				     _("'%s': '%s' in it unpacks to more than "
				       "%d times its size; this is no usual "
				       "workbook"),
				     zip->name, zip->part, RATIO_MAX);
	/* Many parts may share the same bytes. */
	if (zip->total / TIMES_MAX > RATIO_FROM + zip->len * RATIO_MAX)
		return jyz_error_set(err, JYZ_EINVAL,
				     _("'%s' unpacks to far more than its "
				       "size; this is no usual workbook"),
				     zip->name);
	return JYZ_OK;
}

int jyz_zip_next(struct jyz_zip *zip, void *to, size_t room, size_t *len,
		 struct jyz_error *err)
{
	assert(zip->part && room <= INT_MAX);
	int n = unzReadCurrentFile(zip->file, to, (unsigned)room);

	/* At the end only: the checksum is of all the bytes. */
	if (n == 0)
		n = unzCloseCurrentFile(zip->file) == UNZ_OK ? 0 :
							       UNZ_CRCERROR;
	if (n < 0)
		return damaged(zip, zip->part, n, err);
	zip->done += (size_t)n;
	zip->total += (size_t)n;
	*len = (size_t)n;
	return check_size(zip, err);
}

void jyz_zip_leave(struct jyz_zip *zip)
{
	/* Closed already when all was read; then this does nothing. */
	unzCloseCurrentFile(zip->file);
	free(zip->part);
	zip->part = NULL;
}

void jyz_zip_close(struct jyz_zip *zip)
{
	if (!zip)
		return;
	if (zip->file)
		unzClose(zip->file);
	free(zip->part);
	free(zip->name);
	free(zip);
}
