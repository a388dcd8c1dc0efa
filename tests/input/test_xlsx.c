/*
 * Workbooks: every kind of cell as people would type it, whoever wrote the
 * file.
 */
#include "jt.h"
#include "jt_book.h"

#include <string.h>

#include "jyz/base/i18n.h"
#include "jyz/input/book.h"

/* Rows as "LINE:[cell][cell]\n"; an absent cell is [-]. */
static int note_row(const struct jyz_sheet_row *row, void *payload,
		    struct jyz_error *err)
{
	struct jyz_buf *out = payload;
	(void)err;

	jyz_buf_addf(out, "%zu:", row->line);
	for (size_t i = 0; i < row->count; i++) {
		assert_int_equal(strlen(row->cells[i].s), row->cells[i].len);
		assert_false(row->cells[i].quoted);
		jyz_buf_addf(out, "[%s]",
			     row->cells[i].len ? row->cells[i].s : "-");
	}
	jyz_buf_addc(out, '\n');
	return JYZ_OK;
}

static const char *rows_at(const char *path, size_t sheet)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_book) book = JYZ_BOOK_INIT;
	struct jyz_buf rows = JYZ_BUF_INIT;

	jt_ok(jyz_book_open(&book, path, NULL, &err), &err);
	jt_str_eq(book.encoding, "xlsx");
	jt_ok(jyz_book_read(&book, sheet, note_row, &rows, &err), &err);
	size_t len = rows.len;

	/* A second time, and by the other call, it says the same. */
	jt_ok(jyz_book_scan(&book, sheet, note_row, &rows, &err), &err);
	assert_int_equal(rows.len, 2 * len);
	assert_memory_equal(rows.data, rows.data + len, len);
	rows.data[len] = '\0';
	return jt_keep(jyz_buf_detach(&rows));
}

static const char *rows_of(const struct jt_book *book)
{
	const char *path = jt_path(jt_tmpdir(), "b.xlsx");

	jt_write_book(path, book);
	return rows_at(path, 0);
}

#define STRINGS                                                              \
	"<si><t>姓名</t></si>"                                               \
	"<si><r><rPr><b/></rPr><t>高一</t></r><r><t>1班</t></r></si>"        \
	"<si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh>"      \
	"<phoneticPr fontId=\"1\"/></si>"                                    \
	"<si><t xml:space=\"preserve\">  王 芳\t</t></si>"                   \
	"<si/>"                                                              \
	"<si><t>a_x000D_&#10;b_x005F_x0041_</t></si>"                        \
	"<si><t>07010001</t></si>"                                           \
	"<si><t>&lt;b&gt; &amp; \"x\"</t></si>"

static void test_cells(void **state)
{
	static const struct {
		const char *cell;
		const char *text;
	} cases[] = {
		{ "<c r=\"A1\" t=\"s\"><v>0</v></c>", "姓名" },
		{ "<c r=\"A1\" t=\"s\"><v>1</v></c>", "高一1班" },
		{ "<c r=\"A1\" t=\"s\"><v>2</v></c>", "東京" },
		{ "<c r=\"A1\" t=\"s\"><v>3</v></c>", "王 芳" },
		{ "<c r=\"A1\" t=\"s\"><v>4</v></c>", NULL },
		{ "<c r=\"A1\" t=\"s\"><v>5</v></c>", "a\r\nb_x0041_" },
		{ "<c r=\"A1\" t=\"s\"><v>6</v></c>", "07010001" },
		{ "<c r=\"A1\" t=\"s\"><v>7</v></c>", "<b> & \"x\"" },
		{ "<c r=\"A1\" t=\"s\"/>", NULL },
		{ "<c r=\"A1\" t=\"s\"><v></v></c>", NULL },
		{ "<c r=\"A1\" t=\"inlineStr\"><is><t>王芳</t></is></c>",
		  "王芳" },
		{ "<c r=\"A1\" t=\"inlineStr\"><is><r><t>a</t></r><r><rPr/>"
		  "<t>b</t></r><rPh><t>c</t></rPh></is></c>", "ab" },
		{ "<c r=\"A1\" t=\"inlineStr\"><is><t> </t></is></c>", NULL },
		{ "<c r=\"A1\" t=\"str\"><f>A2&amp;\"x\"</f><v>王x</v></c>",
		  "王x" },
		{ "<c r=\"A1\" t=\"str\"><f>IF(1,\"\")</f><v></v></c>", NULL },
		{ "<c r=\"A1\" t=\"b\"><v>1</v></c>", "1" },
		{ "<c r=\"A1\" t=\"b\"><v>0</v></c>", "0" },
		{ "<c r=\"A1\" t=\"b\"><v>true</v></c>", "1" },
		{ "<c r=\"A1\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>",
		  "#DIV/0!" },
		{ "<c r=\"A1\" t=\"d\"><v>2026-09-01T00:00:00</v></c>",
		  "2026-09-01" },
		{ "<c r=\"A1\" t=\"d\"><v>2026-09-01</v></c>", "2026-09-01" },
		{ "<c r=\"A1\" t=\"d\"><v>T08:30:00</v></c>", "08:30" },
		{ "<c r=\"A1\" t=\"d\"><v>x</v></c>", "x" },
		{ "<c r=\"A1\"><v>80</v></c>", "80" },
		{ "<c r=\"A1\" t=\"n\"><v> 80 </v></c>", "80" },
		{ "<c r=\"A1\"><f>40*2</f><v>80</v></c>", "80" },
		{ "<c r=\"A1\" s=\"1\"/>", NULL },
		{ "<c r=\"A1\"><v>王</v></c>", "王" },
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_buf) row = JYZ_BUF_INIT;
		JYZ_AUTO(jyz_buf) want = JYZ_BUF_INIT;

		jyz_buf_addf(&row, "<row r=\"1\">%s</row>", cases[i].cell);
		if (cases[i].text)
			jyz_buf_addf(&want, "1:[%s]\n", cases[i].text);
		jt_str_eq(rows_of(&(struct jt_book){
				  .sheets = { { "S", row.data, NULL } },
				  .strings = STRINGS }),
			  want.data);
	}
}

static void test_numbers(void **state)
{
	static const struct {
		const char *stored;
		const char *text;
	} cases[] = {
		{ "0", "0" },
		{ "-0", "0" },
		{ "80.0", "80" },
		{ "80.50", "80.5" },
		{ "-3.25", "-3.25" },
		{ "79.1", "79.1" },
		{ "79.099999999999994", "79.1" },
		{ "-79.099999999999994", "-79.1" },
		{ "0.29999999999999999", "0.3" },
		{ "80.300000000000011", "80.3" },
		{ "83.333333333333329", "83.3333333333333" },
		{ "99.999999999999986", "100" },
		{ "8.5000000000000006E-2", "0.085" },
		{ "1E-3", "0.001" },
		{ "1.0000000000000001E-5", "0.00001" },
		{ "2.5E+1", "25" },
		{ "1e3", "1000" },
		{ "123456789012345", "123456789012345" },
		/* Spreadsheets keep 15 digits of a long number. */
		{ "4.4030120090101101E+17", "440301200901011000" },
		/* A program that writes them all means them. */
		{ "440301200901011236", "440301200901011236" },
		{ "1E+20", "100000000000000000000" },
		{ "1E+300", "1e+300" },
		{ "1E-12", "1e-12" },
		{ "1E+999", "1E+999" },
		{ "0x10", "0x10" },
		{ "nan", "nan" },
		{ "1.2.3", "1.2.3" },
		{ "-", "-" },
		{ ".5", "0.5" },
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_buf) row = JYZ_BUF_INIT;
		JYZ_AUTO(jyz_buf) want = JYZ_BUF_INIT;

		jyz_buf_addf(&row, "<row r=\"1\"><c r=\"A1\"><v>%s</v></c></row>",
			     cases[i].stored);
		jyz_buf_addf(&want, "1:[%s]\n", cases[i].text);
		jt_str_eq(rows_of(&(struct jt_book){
				  .sheets = { { "S", row.data, NULL } } }),
			  want.data);
	}
}

static void test_dates(void **state)
{
	static const struct {
		int id; /* of the format, 200: the code */
		const char *code;
		const char *stored;
		const char *text;
		bool from_1904;
	} cases[] = {
		{ 14, NULL, "46266", "2026-09-01", false },
		{ 22, NULL, "46266.520833333336", "2026-09-01", false },
		{ 14, NULL, "46266.999999999", "2026-09-02", false },
		{ 31, NULL, "46266", "2026-09-01", false },
		{ 57, NULL, "46266", "2026-09-01", false },
		{ 14, NULL, "44804", "2026-09-01", true },
		{ 14, NULL, "1", "1900-01-01", false },
		{ 14, NULL, "61", "1900-03-01", false },
		{ 14, NULL, "2958465", "9999-12-31", false },
		{ 14, NULL, "2958466", "2958466", false },
		{ 14, NULL, "-1", "-1", false },
		{ 14, NULL, "x", "x", false },
		{ 20, NULL, "0.35416666666666669", "08:30", false },
		{ 20, NULL, "0.99999999", "23:59", false },
		{ 18, NULL, "0", "00:00", false },
		{ 45, NULL, "0.5", "12:00", false },
		{ 46, NULL, "1.5", "36:00", false },
		{ 0, NULL, "46266", "46266", false },
		{ 1, NULL, "46266", "46266", false },
		{ 10, NULL, "0.95", "0.95", false },
		{ 23, NULL, "46266", "46266", false },
		{ 49, NULL, "46266", "46266", false },
		{ 200, "yyyy\\-mm\\-dd;@", "46266", "2026-09-01", false },
		{ 200, "yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@",
		  "46266", "2026-09-01", false },
		{ 200, "[$-804]m月d日;@", "46266", "2026-09-01", false },
		{ 200, "[DBNum1][$-804]aaaa;@", "46266", "2026-09-01", false },
		{ 200, "h:mm AM/PM", "0.75", "18:00", false },
		{ 200, "[hh]:mm", "1.25", "30:00", false },
		{ 200, "0.00_);[Red]\\(0.00\\)", "88.5", "88.5", false },
		{ 200, "General", "88.5", "88.5", false },
		{ 200, "G/通用格式&quot;分&quot;", "88.5", "88.5", false },
		{ 200, "0&quot; days&quot;", "3", "3", false },
		{ 200, "0\\d_m*y", "3", "3", false },
		{ 200, "0.00E+00", "3", "3", false },
		{ 200, "0;d", "3", "3", false },
		{ 200, "&quot;yy", "3", "3", false },
		{ 200, "[h", "3", "3", false },
		{ 200, "\\", "3", "3", false },
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_buf) row = JYZ_BUF_INIT;
		JYZ_AUTO(jyz_buf) styles = JYZ_BUF_INIT;
		JYZ_AUTO(jyz_buf) want = JYZ_BUF_INIT;

		jyz_buf_addf(&row, "<row r=\"1\"><c r=\"A1\" s=\"2\"><v>%s</v>"
				   "</c></row>",
			     cases[i].stored);
		jyz_buf_addf(&styles,
			     "<numFmts><numFmt numFmtId=\"200\" "
			     "formatCode=\"%s\"/></numFmts>"
			     "<cellStyleXfs><xf numFmtId=\"14\"/><xf/><xf/>"
			     "</cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf/>"
			     "<xf numFmtId=\"%d\" applyNumberFormat=\"1\">"
			     "<alignment/></xf></cellXfs>",
			     cases[i].code ? cases[i].code : "0", cases[i].id);
		jyz_buf_addf(&want, "1:[%s]\n", cases[i].text);
		jt_str_eq(rows_of(&(struct jt_book){
				  .sheets = { { "S", row.data, NULL } },
				  .styles = styles.data,
				  .workbook = cases[i].from_1904 ?
						      "<workbookPr "
						      "date1904=\"1\"/>" :
						      "<workbookPr/>" }),
			  want.data);
	}
}

static void test_places(void **state)
{
	static const struct {
		const char *rows;
		const char *want;
	} cases[] = {
		{ "", "" },
		{ "<row r=\"1\"/><row r=\"2\"><c r=\"A2\" s=\"1\"/></row>", "" },
		/* Gaps, rows that are not there, cells that say nothing. */
		{ "<row r=\"3\"><c r=\"C3\"><v>1</v></c><c r=\"E3\"/></row>"
		  "<row r=\"7\"><c r=\"A7\"><v>2</v></c></row>",
		  "3:[-][-][1]\n7:[2]\n" },
		/* Without names of rows and cells: one after the other. */
		{ "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row/>"
		  "<row><c><v>3</v></c></row>",
		  "1:[1][-][2]\n3:[3]\n" },
		{ "<row r=\"5\"><c r=\"B5\"><v>1</v></c><c><v>2</v></c></row>"
		  "<row><c><v>3</v></c></row>",
		  "5:[-][1][2]\n6:[3]\n" },
		{ "<row r=\"1\"><c r=\"B1\"><v>2</v></c><c r=\"A1\"><v>1</v>"
		  "</c></row>",
		  "1:[1][2]\n" },
		{ "<row r=\"1\"><c r=\"AA1\"><v>1</v></c></row>",
		  "1:[-][-][-][-][-][-][-][-][-][-][-][-][-][-][-][-][-][-][-]"
		  "[-][-][-][-][-][-][-][1]\n" },
		/* Styled to the last column, but empty. */
		{ "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"XFD1\" s=\"3\"/>"
		  "</row>",
		  "1:[1]\n" },
		{ "<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>",
		  "1048576:[1]\n" },
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++)
		jt_str_eq(rows_of(&(struct jt_book){
				  .sheets = { { "S", cases[i].rows, NULL } } }),
			  cases[i].want);
}

/* Prefixes, the strict namespaces, targets from the top, comments, other
 * tags of the same names outside of the rows. */
static void test_dialects(void **state)
{
	static const char strict[] =
		"<Relationships><Relationship Id=\"a\" Type=\"http://purl.oclc."
		"org/ooxml/officeDocument/relationships/worksheet\" "
		"Target=\"/xl/worksheets/Sheet.xml\"/><Relationship Id=\"b\" "
		"Type=\"http://purl.oclc.org/ooxml/officeDocument/"
		"relationships/chartsheet\" Target=\"c.xml\"/><Relationship "
		"Id=\"t\" Type=\"x/sharedStrings\" "
		"Target=\"./../xl/sharedStrings.xml\"/><Relationship Id=\"e\" "
		"Type=\"x/worksheet\" Target=\"http://x/\" "
		"TargetMode=\"External\"/></Relationships>";
	static const struct jt_part parts[] = {
		{ "[Content_Types].xml", "<Types/>", 0 },
		{ "_rels/.rels",
		  "<Relationships><Relationship Id=\"rId1\" Target=\"/xl/"
		  "book.xml\" Type=\"http://purl.oclc.org/ooxml/"
		  "officeDocument/relationships/officeDocument\"/>"
		  "</Relationships>", 0 },
		{ "xl/book.xml",
		  "<x:workbook xmlns:x=\"m\" xmlns:rel=\"r\"><x:workbookPr "
		  "date1904=\"false\"/><x:sheets><x:sheet name=\"图\" "
		  "sheetId=\"1\" rel:id=\"b\"/><x:sheet name=\"成绩&amp;\" "
		  "sheetId=\"2\" state=\"visible\" rel:id=\"a\"/><x:sheet "
		  "name=\"外\" rel:id=\"e\"/></x:sheets></x:workbook>", 0 },
		{ "xl/_rels/book.xml.rels", strict, 0 },
		/* Capitals do not matter in the names of parts. */
		{ "xl/worksheets/sheet.xml",
		  "\xEF\xBB\xBF<?xml version=\"1.0\"?><!-- x --><x:worksheet "
		  "xmlns:x=\"m\"><x:row r=\"9\"><x:c><x:v>9</x:v></x:c></x:row>"
		  "<x:sheetData><x:row r=\"2\" spans=\"1:3\" x:r=\"8\"><x:c "
		  "r=\"A2\" t=\"s\" cm=\"1\"><x:v>1</x:v></x:c>\n <x:c r=\"B2\">"
		  "<x:f t=\"shared\" si=\"0\">B1+1</x:f><x:v>7<!-- -->8</x:v>"
		  "</x:c><x:c r=\"C2\" t=\"inlineStr\"><x:is><x:t>"
		  "<![CDATA[<z>]]></x:t></x:is></x:c></x:row></x:sheetData>"
		  "<x:extLst><x:row><x:c><x:v>1</x:v></x:c></x:row></x:extLst>"
		  "</x:worksheet>", 0 },
		{ "xl/sharedStrings.xml",
		  "<x:sst xmlns:x=\"m\"><x:si><x:t>a</x:t></x:si><x:si><x:r>"
		  "<x:t>b</x:t></x:r><x:r><x:t>c</x:t></x:r></x:si></x:sst>",
		  0 },
		{ NULL, NULL, 0 },
	};
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_book) book = JYZ_BOOK_INIT;
	const char *path = jt_path(jt_tmpdir(), "d.xlsx");
	(void)state;

	jt_write_zip(path, parts);
	jt_ok(jyz_book_open(&book, path, NULL, &err), &err);
	jt_int_eq(book.n_sheets, 1);
	jt_str_eq(book.sheets[0], "成绩&");
	jt_str_eq(rows_at(path, 0), "2:[bc][78][<z>]\n");
}

/* Texts where none belong, which no program writes, are none. */
static void test_odd_strings(void **state)
{
	(void)state;
	jt_str_eq(rows_of(&(struct jt_book){
			  .sheets = { { "S",
					"<row r=\"1\"><c t=\"s\"><v>0</v></c>"
					"<c t=\"s\"><v>1</v></c><c t=\"s\"><v>2"
					"</v></c></row>", NULL } },
			  .strings = "<t>z</t><si><t>a</t><si><t>b</t></si>"
				     "<t>c</t></si><t>d</t><si/><si><t> 王 "
				     "</t></si><t>e</t>" }),
		  "1:[ab][-][王]\n");
}

/* UTF-16, as some programs write parts. */
static void test_utf16(void **state)
{
	static const char utf8[] = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>"
				   "<sst><si><t>ab</t></si></sst>";
	char utf16[2 * sizeof(utf8)] = "\xFF\xFE";
	const char *path = jt_path(jt_tmpdir(), "u.xlsx");
	(void)state;

	for (size_t i = 0; i < sizeof(utf8) - 1; i++) {
		utf16[2 + 2 * i] = utf8[i];
		utf16[3 + 2 * i] = '\0';
	}
	const struct jt_part parts[] = {
		{ "xl/workbook.xml",
		  "<workbook><sheets><sheet name=\"S\" r:id=\"a\"/></sheets>"
		  "</workbook>", 0 },
		{ "xl/_rels/workbook.xml.rels",
		  "<Relationships><Relationship Id=\"a\" Type=\"/worksheet\" "
		  "Target=\"s.xml\"/><Relationship Id=\"b\" "
		  "Type=\"sharedStrings\" Target=\"t.xml\"/></Relationships>",
		  0 },
		{ "xl/s.xml",
		  "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row>"
		  "</sheetData></worksheet>", 0 },
		{ "xl/t.xml", utf16, 2 * sizeof(utf8) },
		{ NULL, NULL, 0 },
	};
	jt_write_zip(path, parts);
	jt_str_eq(rows_at(path, 0), "1:[ab]\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells),  cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_dates),  cmocka_unit_test(test_places),
		cmocka_unit_test(test_dialects), cmocka_unit_test(test_odd_strings),
		cmocka_unit_test(test_utf16),
	};
	jyz_i18n_init("/nonexistent");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
