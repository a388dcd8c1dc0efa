/*
 * A written workbook read again.  The library does not look whether its
 * temporary files took all that it wrote: on a full disk the book would be
 * cut off, and nobody would be told.
 */
#include <string.h>

#include <minizip/unzip.h>

#include "jyz/base/i18n.h"
#include "workbook.h"

#define END_OF_SHEET "</worksheet>"

/* Every part is XML; sheets may be cut off behind any tag. */
static bool whole(const char *name, const char *end, size_t len)
{
	size_t sheet = strlen(END_OF_SHEET);

	if (strncmp(name, "xl/worksheets/sheet", 19) == 0)
		return len >= sheet &&
		       memcmp(end + len - sheet, END_OF_SHEET, sheet) == 0;
	return len && (end[len - 1] == '>' || end[len - 1] == '\n');
}

static bool read_part(unzFile zip)
{
	static const size_t KEPT = 16;
	char name[64] = "", chunk[16 + 65536];
	size_t kept = 0;
	int n;
	unz_file_info64 info;

	if (unzGetCurrentFileInfo64(zip, &info, name, sizeof(name) - 1, NULL, 0,
				  NULL, 0) != UNZ_OK ||
	    unzOpenCurrentFile(zip) != UNZ_OK)
		return false;
	/* The end of what was read before stands in front of the next. */
	while ((n = unzReadCurrentFile(zip, chunk + kept, 65536)) > 0) {
		size_t len = kept + (size_t)n;

		kept = len < KEPT ? len : KEPT;
		memmove(chunk, chunk + len - kept, kept);
	}
	bool good = n == 0 && whole(name, chunk, kept);

	/* Here the checksum is compared. */
	return unzCloseCurrentFile(zip) == UNZ_OK && good;
}

int jyz_workbook_verify(const char *path, struct jyz_error *err)
{
	unzFile zip = unzOpen64(path);
	bool good = zip != NULL;
	int rc = zip ? unzGoToFirstFile(zip) : UNZ_OK;

	while (good && rc == UNZ_OK) {
		good = read_part(zip);
		rc = unzGoToNextFile(zip);
	}
	if (zip)
		unzClose(zip);
	if (good && rc == UNZ_END_OF_LIST_OF_FILE)
		return JYZ_OK;
	jyz_error_set(err, JYZ_EIO, _("the workbook was not written in full"));
	return jyz_error_hint(err, _("is the disk full, or /tmp?"));
}
