/*
 * Workbooks that are damaged, or made to do harm, are refused with the place,
 * and never crash.
 */
#include "jt.h"
#include "jt_book.h"

#include <string.h>

#include "jyz/base/i18n.h"
#include "jyz/input/book.h"

static int count_cells(const struct jyz_sheet_row *row, void *payload,
		       struct jyz_error *err)
{
	size_t *n = payload;
	(void)err;

	for (size_t i = 0; i < row->count; i++)
		*n += row->cells[i].len + 1;
	return JYZ_OK;
}

static int read_all(const char *path, struct jyz_error *err)
{
	JYZ_AUTO(jyz_book) book = JYZ_BOOK_INIT;
	size_t n = 0;
	int rc = jyz_book_open(&book, path, NULL, err);

	for (size_t i = 0; i < book.n_sheets && rc >= 0; i++)
		rc = jyz_book_read(&book, i, count_cells, &n, err);
	return rc;
}

static void test_cells(void **state)
{
	static const struct {
		const char *rows;
		const char *msg;
		const char *hint;
	} cases[] = {
		{ "<row r=\"3\"><c r=\"B3\" t=\"s\"><v>2</v></c></row>",
		  "b.xlsx', sheet '成绩', line 3, column 2: the text of the "
		  "cell is missing", NULL },
		{ "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>-1</v></c></row>",
		  "line 1, column 1: the text of the cell is missing", NULL },
		{ "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0x</v></c></row>",
		  "the text of the cell is missing", NULL },
		{ "<row r=\"1\"><c r=\"A1\"><f>B1*2</f></c></row>",
		  "line 1, column 1: a formula whose value is not in the file",
		  "save it" },
		{ "<row r=\"1\"><c r=\"A1\"><f>B1*2</f><v/></c></row>",
		  "a formula whose value is not in the file", "save it" },
		{ "<row r=\"1\"><c r=\"11\"><v>1</v></c></row>",
		  "line 1, column 1: the name of the cell is damaged", NULL },
		{ "<row r=\"1\"><c r=\"ABCDEFGH1\"><v>1</v></c></row>",
		  "the name of the cell is damaged", NULL },
		{ "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>",
		  "sheet '成绩', line 1: more than 1024 columns", NULL },
		{ "<row r=\"7\"/><row r=\"0\"/>",
		  "sheet '成绩', after line 7: the number of a row is damaged",
		  NULL },
		{ "<row r=\"x\"/>", "the number of a row", NULL },
		{ "<row r=\"9999999999999999999999\"/>", "the number of a row",
		  NULL },
		{ "<row r=\"-1\"/>", "the number of a row", NULL },
		{ "<row><c></row>", "damaged workbook: 'xl/worksheets/"
		  "sheet1.xml' in it, line 2, is no XML", "WPS" },
		{ "<row>&amp;&nbsp;</row>", "is no XML", "WPS" },
		{ "\xFF", "is no XML", "WPS" },
	};
	const char *path = jt_path(jt_tmpdir(), "b.xlsx");
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;

		jt_write_book(path, &(struct jt_book){
			.sheets = { { "成绩", cases[i].rows, NULL } },
			.strings = "<si><t>a</t></si><si/>" });
		jt_code(read_all(path, &err), JYZ_EINVAL, &err);
		jt_has(err.msg, cases[i].msg);
		if (cases[i].hint)
			jt_has(err.hint, cases[i].hint);
	}
}

/* The caller's own errors come through as they are. */
static int stop(const struct jyz_sheet_row *row, void *payload,
		struct jyz_error *err)
{
	(void)payload;
	return jyz_error_set(err, JYZ_EREFERENCED, "line %zu", row->line);
}

static void test_stop(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_book) book = JYZ_BOOK_INIT;
	const char *path = jt_path(jt_tmpdir(), "s.xlsx");
	(void)state;

	jt_write_book(path, &(struct jt_book){
		.sheets = { { "S", "<row r=\"4\"><c><v>1</v></c></row><row>"
				   "<c><v>2</v></c></row>", NULL } } });
	jt_ok(jyz_book_open(&book, path, NULL, &err), &err);
	jt_code(jyz_book_read(&book, 0, stop, NULL, &err), JYZ_EREFERENCED,
		&err);
	jt_str_eq(err.msg, "line 4");
}

static void repeat(struct jyz_buf *out, const char *s, size_t times)
{
	for (size_t i = 0; i < times; i++)
		jyz_buf_adds(out, s);
}

/* A part that holds this between head and tail is refused. */
static void refused(const char *part, const char *head, const char *s,
		    size_t times, const char *tail, const char *msg)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	const char *path = jt_path(jt_tmpdir(), "h.xlsx");
	struct jt_part parts[] = {
		{ "xl/workbook.xml",
		  "<workbook><sheets><sheet name=\"S\" r:id=\"a\"/></sheets>"
		  "</workbook>", 0 },
		{ "xl/_rels/workbook.xml.rels",
		  "<Relationships><Relationship Id=\"a\" Type=\"/worksheet\" "
		  "Target=\"s.xml\"/><Relationship Id=\"b\" "
		  "Type=\"sharedStrings\" Target=\"t.xml\"/></Relationships>",
		  0 },
		{ "xl/s.xml", "<worksheet/>", 0 },
		{ "xl/t.xml", "<sst/>", 0 },
		{ NULL, NULL, 0 },
	};

	jyz_buf_adds(&text, head);
	repeat(&text, s, times);
	jyz_buf_adds(&text, tail);
	for (size_t i = 0; parts[i].name; i++)
		if (strcmp(parts[i].name, part) == 0) {
			parts[i].text = text.data;
			parts[i].len = text.len;
		}
	jt_write_zip(path, parts);
	jt_code(read_all(path, &err), JYZ_EINVAL, &err);
	jt_has(err.msg, "h.xlsx'");
	jt_has(err.msg, msg);
}

#define DATA "<worksheet><sheetData>"

static void test_harm(void **state)
{
	static const char lol[] =
		"<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
		"\"&a;&a;&a;&a;&a;&a;\">]>" DATA "<row><c t=\"str\"><v>&b;</v>"
		"</c></row></sheetData></worksheet>";
	static const char *const parts[] = { "xl/workbook.xml",
					     "xl/_rels/workbook.xml.rels",
					     "xl/s.xml", "xl/t.xml" };
	(void)state;

	for (size_t i = 0; i < JT_COUNT(parts); i++)
		refused(parts[i], lol, "", 0, "",
			"has a document type");
	refused("xl/s.xml", "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><x/>",
		"", 0, "", "has a document type");
	/* What unpacks to hundreds of times its size. */
	refused("xl/s.xml", "<worksheet>", "                ", 3 << 20,
		"</worksheet>", "more than 200 times its size");
	/* One tag that never ends. */
	refused("xl/s.xml", DATA "<row r=\"", "01234567", 1 << 19, "\"/>",
		"is no XML");
	refused("xl/s.xml", DATA "<row><c t=\"str\"><v>", "01234567",
		(JYZ_CELL_MAX >> 3) + 1, "</v></c></row>",
		"sheet 'S', line 1, column 1: the cell is longer than 4 MB");
	refused("xl/t.xml", "<sst><si><t>", "01234567",
		(JYZ_CELL_MAX >> 3) + 1, "</t></si></sst>",
		"a cell is longer than 4 MB");
	refused("xl/workbook.xml", "", "", 0, "", "is no XML");
	/* Each open tag is kept until it ends. */
	refused("xl/s.xml", "<worksheet>", "<a>", 1000, "</worksheet>",
		"'xl/s.xml' in it is nested too deep");
	/* Each of them is looked for among all relations, and may be read. */
	refused("xl/workbook.xml", "<workbook><sheets>",
		"<sheet name=\"S\" r:id=\"z\"/>", 1025, "</sheets></workbook>",
		"more than 1024 sheets");
}

/* Each name is kept, once. */
static void test_names(void **state)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	(void)state;

	for (int i = 0; i < 200000; i++)
		jyz_buf_addf(&text, "<a%x/>", (unsigned)i);
	refused("xl/s.xml", "<worksheet>", text.data, 1, "</worksheet>",
		"is no XML");
}

/* Sheets that are one part, which is not too large if it is read once. */
static void test_read_again(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_buf) sheets = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	const char *path = jt_path(jt_tmpdir(), "a.xlsx");
	(void)state;

	jyz_buf_adds(&sheets, "<workbook><sheets>");
	repeat(&sheets, "<sheet name=\"S\" r:id=\"a\"/>", 60);
	jyz_buf_adds(&sheets, "</sheets></workbook>");
	jyz_buf_adds(&text, DATA);
	repeat(&text, "                ", 15 << 16);
	jyz_buf_adds(&text, "</sheetData></worksheet>");
	jt_write_zip(path, (struct jt_part[]){
		{ "xl/workbook.xml", sheets.data, 0 },
		{ "xl/_rels/workbook.xml.rels",
		  "<Relationships><Relationship Id=\"a\" Type=\"/worksheet\" "
		  "Target=\"s.xml\"/></Relationships>", 0 },
		{ "xl/s.xml", text.data, text.len },
		{ NULL, NULL, 0 } });
	jt_code(read_all(path, &err), JYZ_EINVAL, &err);
	jt_has(err.msg, "a.xlsx' unpacks to far more than its size");
}

/* An archive may say that a part is larger than it is: then what it unpacks
 * to would look like little. */
static void test_lie(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) file = JYZ_BUF_INIT;
	static const char behind[1 << 15];
	const char *path = jt_path(jt_tmpdir(), "l.xlsx");
	size_t len;
	(void)state;

	jyz_buf_adds(&text, DATA);
	repeat(&text, "                ", 3 << 20);
	jyz_buf_adds(&text, "</sheetData></worksheet>");
	jt_write_zip(path, (struct jt_part[]){
		{ "xl/workbook.xml",
		  "<workbook><sheets><sheet name=\"S\" r:id=\"a\"/></sheets>"
		  "</workbook>", 0 },
		{ "xl/_rels/workbook.xml.rels",
		  "<Relationships><Relationship Id=\"a\" Type=\"/worksheet\" "
		  "Target=\"s.xml\"/></Relationships>", 0 },
		{ "xl/s.xml", text.data, text.len },
		{ NULL, NULL, 0 } });
	char *bytes = jt_read_file(path, &len);

	/* The packed size, at the part and in the list at the end. */
	for (size_t i = 0; i + 60 < len; i++) {
		if (memcmp(bytes + i + 30, "xl/s.xml", 8) == 0 &&
		    memcmp(bytes + i, "PK\x03\x04", 4) == 0)
			memcpy(bytes + i + 18, "\0\0\0\x70", 4);
		if (memcmp(bytes + i + 46, "xl/s.xml", 8) == 0 &&
		    memcmp(bytes + i, "PK\x01\x02", 4) == 0)
			memcpy(bytes + i + 20, "\0\0\0\x70", 4);
	}
	jyz_buf_add(&file, bytes, len);
	jyz_buf_add(&file, behind, sizeof(behind));
	jt_write_file(path, file.data, file.len);
	jt_code(read_all(path, &err), JYZ_EINVAL, &err);
	jt_has(err.msg, "more than 200 times its size");
}

/* --- bytes ---------------------------------------------------------------- */

static const struct jt_book book = {
	.sheets = { { "成绩",
		      "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" "
		      "s=\"1\"><v>46266</v></c></row><row r=\"2\"><c r=\"A2\" "
		      "t=\"inlineStr\"><is><t>王芳</t></is></c><c r=\"C2\"><v>"
		      "79.099999999999994</v></c></row>", NULL } },
	.strings = "<si><r><t>姓</t></r><r><t>名</t></r></si>",
	.styles = "<cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs>",
};

static void test_password(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const char *path = jt_path(jt_tmpdir(), "p.xlsx");
	size_t len;
	(void)state;

	jt_write_book(path, &book);
	char *bytes = jt_read_file(path, &len);

	/* The flag of each entry of the list at the end. */
	for (size_t i = 0; i + 8 < len; i++)
		if (memcmp(bytes + i, "PK\x01\x02", 4) == 0)
			bytes[i + 8] |= 1;
	jt_write_file(path, bytes, len);
	jt_code(read_all(path, &err), JYZ_EINVAL, &err);
	jt_has(err.msg, "p.xlsx' is under a password");
	jt_has(err.hint, "without a password");
}

/* Cut off anywhere, it is no workbook any more. */
static void test_cut_off(void **state)
{
	const char *path = jt_path(jt_tmpdir(), "c.xlsx");
	size_t len;
	(void)state;

	jt_write_book(path, &book);
	char *bytes = jt_read_file(path, &len);

	for (size_t n = 4; n < len; n += 7) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;

		jt_write_file(path, bytes, n);
		jt_code(read_all(path, &err), JYZ_EINVAL, &err);
	}
}

/*
 * One wrong byte: mostly noticed, never a crash.  What is packed has a
 * checksum; so in the packed bytes it is always noticed.
 */
static void test_wrong_bytes(void **state)
{
	const char *path = jt_path(jt_tmpdir(), "w.xlsx");
	size_t len, noticed = 0, tried = 0;
	(void)state;

	jt_write_book(path, &book);
	char *bytes = jt_read_file(path, &len);

	for (size_t i = 4; i < len; i += 3, tried++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
		char was = bytes[i];

		bytes[i] = (char)(was ^ (1 << i % 8));
		jt_write_file(path, bytes, len);
		int rc = read_all(path, &err);

		bytes[i] = was;
		assert_true(rc == JYZ_OK || rc == JYZ_EINVAL);
		assert_true(rc == JYZ_OK || err.msg);
		noticed += rc < 0;
	}
	assert_true(noticed > tried / 4);

	/* The middle of the longest part is certainly packed bytes. */
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	char *sheet = memmem(bytes, len, "sheet1.xml", 10);

	assert_non_null(sheet);
	sheet[80] ^= 0x10;
	jt_write_file(path, bytes, len);
	jt_code(read_all(path, &err), JYZ_EINVAL, &err);
	jt_has(err.msg, "w.xlsx' is a damaged workbook");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_stop),
		cmocka_unit_test(test_harm),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_read_again),
		cmocka_unit_test(test_lie),
		cmocka_unit_test(test_password),
		cmocka_unit_test(test_cut_off),
		cmocka_unit_test(test_wrong_bytes),
	};
	jyz_i18n_init("/nonexistent");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
