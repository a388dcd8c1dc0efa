/*
 * Workbooks for tests, by the writing half of minizip.
 */
#include "jt_book.h"

#include <stdio.h>
#include <string.h>

#include <unzip.h>
#include <zip.h>

#include "jt.h"
#include "jyz/base/mem.h"

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n"

void jt_write_zip(const char *path, const struct jt_part *parts)
{
	zipFile zip = zipOpen64(path, APPEND_STATUS_CREATE);
	zip_fileinfo info = { 0 };
	int failed = !zip;

	for (; !failed && parts->name; parts++) {
		size_t len = parts->len ? parts->len : strlen(parts->text);

		failed |= zipOpenNewFileInZip64(zip, parts->name, &info, NULL,
						0, NULL, 0, NULL, Z_DEFLATED,
						6, 0);
		failed |= zipWriteInFileInZip(zip, parts->text, (unsigned)len);
		failed |= zipCloseFileInZip(zip);
	}
	if (failed || zipClose(zip, NULL) != ZIP_OK)
		jt_fail("cannot write '%s'", path);
}

struct parts {
	struct jt_part items[16];
	size_t count;
};

static void add(struct parts *parts, const char *name, struct jyz_buf *text)
{
	size_t len = text->len;

	parts->items[parts->count++] = (struct jt_part){
		name, jt_keep(jyz_buf_detach(text)), len
	};
}

static void add_list(struct parts *parts, const char *name, const char *tag,
		     const char *inside)
{
	struct jyz_buf text = JYZ_BUF_INIT;

	if (!inside)
		return;
	jyz_buf_addf(&text, XML "<%s xmlns=\"" MAIN "\">", tag);
	jyz_buf_adds(&text, inside);
	jyz_buf_addf(&text, "</%s>", tag);
	add(parts, name, &text);
}

static void add_relation(struct jyz_buf *text, const char *id,
			 const char *type, const char *target)
{
	jyz_buf_addf(text,
		     "<Relationship Id=\"%s\" Type=\"" OFFICE
		     "relationships/%s\" Target=\"%s\"/>",
		     id, type, target);
}

static void add_top(struct parts *parts)
{
	struct jyz_buf text = JYZ_BUF_INIT;

	jyz_buf_adds(&text, XML "<Types xmlns=\"" PACKAGE "content-types\"/>");
	add(parts, "[Content_Types].xml", &text);
	jyz_buf_adds(&text,
		     XML "<Relationships xmlns=\"" PACKAGE "relationships\">");
	add_relation(&text, "rId1", "officeDocument", "xl/workbook.xml");
	jyz_buf_adds(&text, "</Relationships>");
	add(parts, "_rels/.rels", &text);
}

static void add_workbook(struct parts *parts, const struct jt_book *book)
{
	struct jyz_buf text = JYZ_BUF_INIT, rels = JYZ_BUF_INIT;

	jyz_buf_addf(&text, XML "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE
			    "relationships\">%s<sheets>",
		     book->workbook ? book->workbook : "");
	jyz_buf_adds(&rels,
		     XML "<Relationships xmlns=\"" PACKAGE "relationships\">");
	for (int i = 0; i < 4 && book->sheets[i].name; i++) {
		char id[16], target[40];

		snprintf(id, sizeof(id), "rId%d", i + 1);
		snprintf(target, sizeof(target), "worksheets/sheet%d.xml",
			 i + 1);
		jyz_buf_addf(&text, "<sheet name=\"%s\" sheetId=\"%d\"%s%s%s "
				    "r:id=\"%s\"/>",
			     book->sheets[i].name, 7 - i,
			     book->sheets[i].state ? " state=\"" : "",
			     book->sheets[i].state ? book->sheets[i].state : "",
			     book->sheets[i].state ? "\"" : "", id);
		add_relation(&rels, id, "worksheet", target);
	}
	jyz_buf_adds(&text, "</sheets></workbook>");
	if (book->strings)
		add_relation(&rels, "rId8", "sharedStrings",
			     "sharedStrings.xml");
	if (book->styles)
		add_relation(&rels, "rId9", "styles", "styles.xml");
	jyz_buf_adds(&rels, "</Relationships>");
	add(parts, "xl/workbook.xml", &text);
	add(parts, "xl/_rels/workbook.xml.rels", &rels);
}

void jt_write_book(const char *path, const struct jt_book *book)
{
	static const char *const names[] = { "xl/worksheets/sheet1.xml",
					     "xl/worksheets/sheet2.xml",
					     "xl/worksheets/sheet3.xml",
					     "xl/worksheets/sheet4.xml" };
	struct parts parts = { 0 };

	add_top(&parts);
	add_workbook(&parts, book);
	for (int i = 0; i < 4 && book->sheets[i].name; i++) {
		struct jyz_buf data = JYZ_BUF_INIT;

		jyz_buf_adds(&data, "<sheetViews/><cols/><sheetData>");
		jyz_buf_adds(&data, book->sheets[i].rows);
		jyz_buf_adds(&data, "</sheetData><pageMargins/>");
		add_list(&parts, names[i], "worksheet", data.data);
		jyz_buf_free(&data);
	}
	add_list(&parts, "xl/sharedStrings.xml", "sst", book->strings);
	add_list(&parts, "xl/styles.xml", "styleSheet", book->styles);
	jt_write_zip(path, parts.items);
}

char *jt_read_part(const char *path, const char *part)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	unzFile zip = unzOpen64(path);
	char chunk[4096];
	int n;

	if (!zip || unzLocateFile(zip, part, 1) != UNZ_OK ||
	    unzOpenCurrentFile(zip) != UNZ_OK)
		jt_fail("%s has no %s", path, part);
	while ((n = unzReadCurrentFile(zip, chunk, sizeof(chunk))) > 0)
		jyz_buf_add(&text, chunk, (size_t)n);
	unzCloseCurrentFile(zip);
	unzClose(zip);
	return jt_keep(jyz_strdup(text.data));
}

char *jt_zip_digest(const char *path, const char *but)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	unzFile zip = unzOpen64(path);
	unz_file_info64 info;
	char name[256], chunk[4096];
	int rc = zip ? unzGoToFirstFile(zip) : UNZ_BADZIPFILE;

	for (; rc == UNZ_OK; rc = unzGoToNextFile(zip)) {
		if (unzGetCurrentFileInfo64(zip, &info, name, sizeof(name),
					    NULL, 0, NULL, 0) != UNZ_OK ||
		    unzOpenCurrentFile(zip) != UNZ_OK)
			jt_fail("%s is damaged", path);
		while (unzReadCurrentFile(zip, chunk, sizeof(chunk)) > 0)
			;
		/* Here the checksum is compared. */
		if (unzCloseCurrentFile(zip) != UNZ_OK)
			jt_fail("%s is damaged: %s", path, name);
		if (strcmp(name, but) != 0)
			jyz_buf_addf(&text, "%s %ju %lx\n", name,
				     (uintmax_t)info.uncompressed_size,
				     info.crc);
	}
	if (rc != UNZ_END_OF_LIST_OF_FILE)
		jt_fail("%s is not whole", path);
	unzClose(zip);
	return jt_keep(jyz_buf_detach(&text));
}
