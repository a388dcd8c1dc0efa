/*
 * A term as a page to print and as a workbook: what stands in them, in which
 * words, and that texts stay texts.
 */
#include "at.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "jyz/archive/dossier.h"
#include "jyz/archive/seal.h"
#include "jyz/base/i18n.h"
#include "jyz/input/book.h"
#include "jyz/records/attach.h"

static struct at at;

static int setup(void **state)
{
	(void)state;
	at_sample(&at);
	at_add(&at, "teacher", "0f", "2026-11-01T00:00:00Z", "name",
	       "没有人提到", NULL);
	at_add(&at, "coaching", "d9", "2026-11-01T00:00:00Z", "date",
	       "2026-11-01", "teacher", "李强", "what", "数学建模", "pupils",
	       "张三、李四", NULL);
	at_add(&at, "honour", "da", "2026-11-01T00:00:00Z", "date",
	       "2026-11-01", "title", "<script>alert('\"&')</script>",
	       "level", "county", NULL);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	at_close(&at);
	return 0;
}

static int64_t term(void)
{
	return atoll(at_sql(&at, "SELECT id FROM term WHERE code = '2026-1'"));
}

static char *page(bool private, struct jyz_dossier *dossier)
{
	char *text = NULL;
	size_t len;
	FILE *file = open_memstream(&text, &len);

	*dossier = (struct jyz_dossier){ .private = private };
	jt_ok(jyz_dossier_page(&at.desk, term(), file, dossier, &at.err),
	      &at.err);
	fclose(file);
	return jt_keep(text);
}

static size_t count(const char *text, const char *part)
{
	size_t n = 0;

	for (; (text = strstr(text, part)); text += strlen(part))
		n++;
	return n;
}

static void page_is_complete(void **state)
{
	struct jyz_dossier dossier;
	char *text = page(false, &dossier);
	const char *last = text;
	(void)state;

	/* The fourteen in their order, then the others; all are signed. */
	for (int n = 0; n < JYZ_FOURTEEN; n++) {
		JYZ_AUTO(jyz_buf) heading = JYZ_BUF_INIT;

		jyz_buf_addf(&heading, "<h2>%d. %c%s</h2>", n + 1,
			     toupper((unsigned char)
					     *jyz_fourteen[n].word.en),
			     jyz_fourteen[n].word.en + 1);
		last = strstr(last, heading.data);
		jt_int_eq(last != NULL, true);
	}
	jt_has(last, "<h2>15. Other records</h2>");
	/* Whom the term speaks of, and nobody else. */
	last = strstr(last, "<h2>16. People, classes and the like</h2>");
	assert_non_null(last);
	jt_has(last, "<h3>Teachers</h3>");
	jt_has(last, "阿依古丽·买买提");
	jt_has(last, "<h3>Classes</h3>");
	jt_lacks(last, "没有人提到");
	jt_int_eq(count(text, "class=\"sign\""), JYZ_FOURTEEN + 2);
	/* Each table's heading can come again on the next page. */
	jt_int_eq(count(text, "<table>"), count(text, "<thead>"));
	jt_has(text, "</html>\n");
	jt_has(text, "<html lang='en'>");
	jt_has(text, "term 2026-1, 2026-09-01 to 2027-01-20");
	jt_has(text, "数学教研组, 物理教研组");
	/* Lessons of the term, not those of the term before. */
	jt_int_eq(dossier.fourteen[5], 2);
	jt_has(text, "<a href=\"#k6\">Lessons observed</a></td><td "
		     "class=\"n\">2</td>");
	jt_has(text, "阿依古丽·买买提");
	jt_has(text, "90");
	jt_lacks(jt_keep(jyz_strndup(text, (size_t)(last - text))), "初三");
	jt_str_eq(page(false, &dossier), text);
}

static void texts_are_texts(void **state)
{
	struct jyz_dossier dossier;
	char *text = page(false, &dossier);
	(void)state;

	jt_has(text, "&lt;script&gt;alert(&#39;&quot;&amp;&#39;)&lt;/script");
	jt_lacks(text, "<script");
	jt_lacks(text, "http://");
	jt_lacks(text, "https://");
	jt_has(text, "default-src 'none'");
	jt_has(text, ">=1+1</td>");
	jt_lacks(text, "张三");
	jt_has(page(true, &dossier), "张三、李四");
}

static void page_in_chinese(void **state)
{
	struct jyz_dossier dossier;
	char *text;
	(void)state;

	jyz_i18n_set(JYZ_LANG_ZH);
	text = page(false, &dossier);
	jyz_i18n_set(JYZ_LANG_EN);
	jt_has(text, "<html lang='zh-CN'>");
	jt_has(text, "听课评课记载</h2>");
	jt_has(text, "<th>授课教师</th>");
	jt_has(text, "<h3>试卷</h3>");
}

/* What is short stands in columns, nothing stands there twice, and a column
 * that nobody has filled is left out; headings are words for several. */
static void tables(void **state)
{
	struct jyz_dossier dossier;
	char *text = page(false, &dossier);
	(void)state;

	jt_has(text, "<h3>Assignments</h3>");
	jt_has(text, "<h3>Papers</h3>");
	jt_lacks(text, "<h3>assignment");
	jt_has(text, "<th class='r'>School year</th>");
	jt_lacks(text, "<b>School year</b>");
	jt_lacks(text, "<b>Paper</b>");
	jt_lacks(text, "<th class='r'>SD</th>");
	jt_has(text, "<td class='d'>高一(1)班</td>");
}

/* Names and marks stand in one line, decisions in lines of their own; the
 * number is the one that other records refer to. */
static void short_rows(void **state)
{
	struct jyz_dossier dossier;
	char *text = page(false, &dossier);
	(void)state;

	jt_has(text, "<b>Present</b>: 王芳(T01), 阿依古丽·买买提<");
	jt_has(text, "<b>Item scores</b>: 目标/达成=好 -1.5, 过程 20<");
	jt_has(text, "<b>Decisions</b>: <br>\n");
	jt_has(text, "<td class=\"n\">2</td><td class='d'>2026-11-17</td>");
	/* The first row of its table. */
	jt_has(text, "<tbody><tr><td class=\"n\">2</td><td class='d'>"
		     "高一(1)班</td>");
}

/* Who kept the minutes is not said by who took the chair. */
static void people_are_told(void **state)
{
	struct jyz_dossier dossier;

	(void)state;
	at_exec(&at, "UPDATE meeting SET chair = 1, keeper = 1");
	jt_has(page(false, &dossier), "Minutes by<");
	at_exec(&at, "UPDATE meeting SET chair = NULL, keeper = NULL");
}

/* The gaps over the line, with what was found; of four pupils no average. */
static void gaps(void **state)
{
	struct jyz_dossier dossier;
	char *text;
	(void)state;

	/* Of two tracks they are not compared. */
	text = page(false, &dossier);
	jt_lacks(text, "Gaps over the line");
	jt_lacks(text, "no gap over the line");
	at_exec(&at, "UPDATE class SET track = NULL");
	text = page(false, &dossier);
	text = strstr(text, "<h3>Gaps over the line</h3>");
	assert_non_null(text);
	text = jt_keep(jyz_strndup(text, (size_t)(strstr(text, "</table>") -
						  text)));
	jt_has(text, "<td class='k'>期中考试 数学 高一</td>");
	jt_has(text, "高一(2)班");
	jt_has(text, "<td class='n'>90</td>");
	jt_has(text, "<td class='n'>83.3333</td>");
	jt_has(text, "<td class='n'>6.6667</td><td class='n'>0.5</td>");
	jt_has(text, "nobody has looked into it");
	at_add(&at, "finding", "fd", "2026-11-20T00:00:00Z", "paper", "#1",
	       "class_a", "高一2班", "class_b", "高一1班", "date",
	       "2026-11-20", "cause", "teaching", "decision", "互听一周",
	       NULL);
	text = page(false, &dossier);
	jt_has(text, "<td>open · teaching · 互听一周</td>");
	jt_lacks(text, "nobody has looked into it");
	at_exec(&at, "UPDATE result SET sat = 4 WHERE sat = 44");
	jt_lacks(page(false, &dossier), "6.6667</td><td class='n'>0.5");
	at_exec(&at, "UPDATE result SET sat = 44 WHERE sat = 4");
	at_exec(&at, "DELETE FROM finding");
	at_exec(&at, "UPDATE paper SET threshold = 2000");
	text = page(false, &dossier);
	jt_lacks(text, "Gaps over the line");
	jt_has(text, "no gap over the line");
	at_exec(&at, "UPDATE paper SET threshold = 50");
}

static void attach(const char *kind, const char *name)
{
	JYZ_AUTO(jyz_tx) tx = JYZ_TX_INIT;
	const char *path = jt_path(jt_tmpdir(), name);
	int64_t id;
	bool added;

	jt_write_text(path, name);
	jt_ok(jyz_tx_begin(&tx, at.store, &at.err), &at.err);
	jt_ok(jyz_attach_file(&at.desk, jyz_kind_of_table(&jyz_catalogue, kind),
			      1, path, 0, &id, &added, &at.err), &at.err);
	jt_ok(jyz_tx_commit(&tx, &at.err), &at.err);
}

/* By their names, with their records; those of private records only when
 * asked for. */
static void attachments(void **state)
{
	struct jyz_dossier dossier;
	char *text;
	(void)state;

	jt_lacks(page(false, &dossier), "Attachments");
	attach("meeting", "签到<表>.pdf");
	attach("meeting", "照片.jpg");
	attach("coaching", "名单.csv");
	text = page(false, &dossier);
	jt_has(text, "<b>Attachments</b>: 签到&lt;表&gt;.pdf, 照片.jpg");
	jt_lacks(text, "名单.csv");
	jt_has(page(true, &dossier), "名单.csv");
	at_exec(&at, "DELETE FROM attachment");
}

/* What the records say of a target, beside what was agreed. */
static void targets(void **state)
{
	struct jyz_dossier dossier;
	(void)state;

	at_add(&at, "target", "e1", "2026-09-02T00:00:00Z", "term", "2026-1",
	       "date", "2026-09-02", "teacher", "李强", "measure",
	       "lessons_heard", "value", "20", NULL);
	jt_has(page(false, &dossier), "<b>From the records</b>: reached ");
	jt_has(page(false, &dossier), "agreed 20, target not reached yet");
	at_exec(&at, "DELETE FROM target");
}

static void sealed(void **state)
{
	struct jyz_journal journal = JYZ_JOURNAL_INIT;
	struct jyz_deed deed = { at.desk.clock.now, "王芳", "archive seal",
				 "材料已齐", "seal" };
	struct jyz_dossier dossier;
	struct jyz_seal seal;
	JYZ_AUTO(jyz_buf) digest = JYZ_BUF_INIT;
	int64_t entry;
	char *text;
	(void)state;

	jt_has(page(false, &dossier), "<p>not sealed</p>");
	jt_ok(jyz_journal_begin(&journal, at.store, &at.err), &at.err);
	jt_ok(jyz_archive_seal(&at.desk, term(), "材料已齐", &seal, &at.err),
	      &at.err);
	jt_ok(jyz_journal_commit(&journal, &deed, true, &entry, &at.err),
	      &at.err);
	text = page(false, &dossier);
	jt_lacks(text, "not sealed");
	jyz_buf_addf(&digest, "<code>%.8s %.8s %.8s %.8s<br>\n%.8s %.8s %.8s "
		     "%.8s</code>", seal.digest, seal.digest + 8,
		     seal.digest + 16, seal.digest + 24, seal.digest + 32,
		     seal.digest + 40, seal.digest + 48, seal.digest + 56);
	jt_has(text, digest.data);
	jt_has(text, "<p>Reason: 材料已齐</p>");
	jt_has(text, "<p>Sealed at: 20");
	jyz_buf_clear(&digest);
	jyz_buf_addf(&digest, "<p>Records: %lld and the term itself</p>",
		     (long long)seal.records - 1);
	jt_has(text, digest.data);
}

/* Averages of four pupils tell on them. */
static void small_classes(void **state)
{
	struct jyz_dossier dossier;
	(void)state;

	jt_has(page(false, &dossier), "83.33333333");
	jt_int_eq(dossier.hidden, 0);
	at_exec(&at, "UPDATE result SET sat = 4 WHERE sat = 44");
	jt_lacks(page(false, &dossier), "83.33333333");
	jt_int_eq(dossier.hidden, 1);
	at_exec(&at, "UPDATE result SET sat = 44 WHERE sat = 4");
}

static int note_row(const struct jyz_sheet_row *row, void *payload,
		    struct jyz_error *err)
{
	struct jyz_buf *out = payload;
	(void)err;

	for (size_t i = 0; i < row->count; i++)
		jyz_buf_addf(out, "[%s]", row->cells[i].s);
	jyz_buf_addc(out, '\n');
	return JYZ_OK;
}

static void workbook(void **state)
{
	JYZ_AUTO(jyz_book) book = JYZ_BOOK_INIT;
	JYZ_AUTO(jyz_buf) rows = JYZ_BUF_INIT;
	struct jyz_dossier dossier = { .private = false };
	const char *path = jt_path(jt_tmpdir(), "t.xlsx");
	size_t sheet;
	(void)state;

	jt_write_text(path, "");
	jt_ok(jyz_dossier_workbook(&at.desk, term(), path, &dossier, &at.err),
	      &at.err);
	jt_ok(jyz_book_open(&book, path, NULL, &at.err), &at.err);
	/* The fourteen kinds come first, people and classes last. */
	jt_str_eq(book.sheets[0], "meeting");
	jt_str_eq(book.sheets[book.n_sheets - 1], "rubric");
	/* A sheet for each kind that has records, by its word. */
	jt_int_eq(book.n_sheets, dossier.kinds);
	jt_ok(jyz_book_pick(&book, "observation", &sheet, &at.err), &at.err);
	jt_ok(jyz_book_read(&book, sheet, note_row, &rows, &at.err), &at.err);
	jt_has(rows.data, "[Date]");
	jt_has(rows.data, "[Teacher]");
	jt_has(rows.data, "[2026-10-12]");
	jt_has(rows.data, "[=1+1]");
	jt_has(rows.data, "[88.25]");
	jt_has(rows.data, "阿依古丽·买买提");
	jt_lacks(rows.data, "2026-05-12");
	jyz_buf_clear(&rows);
	jt_ok(jyz_book_pick(&book, "teacher", &sheet, &at.err), &at.err);
	jt_ok(jyz_book_read(&book, sheet, note_row, &rows, &at.err), &at.err);
	jt_has(rows.data, "阿依古丽·买买提");
	jt_lacks(rows.data, "没有人提到");
	jyz_buf_clear(&rows);
	jt_ok(jyz_book_pick(&book, "coaching", &sheet, &at.err), &at.err);
	jt_ok(jyz_book_read(&book, sheet, note_row, &rows, &at.err), &at.err);
	jt_has(rows.data, "数学建模");
	jt_lacks(rows.data, "张三");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(page_is_complete),
		cmocka_unit_test(texts_are_texts),
		cmocka_unit_test(page_in_chinese),
		cmocka_unit_test(small_classes),
		cmocka_unit_test(workbook),
		cmocka_unit_test(tables),
		cmocka_unit_test(short_rows),
		cmocka_unit_test(people_are_told),
		cmocka_unit_test(gaps),
		cmocka_unit_test(attachments),
		cmocka_unit_test(targets),
		cmocka_unit_test(sealed), /* the last: the term is closed */
	};

	jyz_i18n_init("/nonexistent");
	jyz_i18n_set(JYZ_LANG_EN);
	return cmocka_run_group_tests(tests, setup, teardown);
}
