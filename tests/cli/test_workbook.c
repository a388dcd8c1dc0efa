/*
 * Reports as workbooks: people's words in the language of the messages, where
 * data has keys; numbers and days are what they are.
 */
#include "group.h"

#include <string.h>

#include "jyz/input/book.h"

static const char *path, *db;

/* A term in which something of all sorts has happened. */
static int setup(void **state)
{
	const char *scan = jt_path(jt_tmpdir(), "评课表.pdf");

	(void)state;
	path = jt_path(jt_tmpdir(), "o.xlsx");
	db = group_exam();
	jt_write_text(scan, "%PDF");
	group_result(db, "高一2班", "79.1", NULL);
	group_result(db, "高一1班", "93.5", "45");
	group_ok(db, "finding", "open", "--paper", "#1", "--classes",
		 "高一1班,高一2班", "--date", "2026-11-11");
	group_ok(db, "finding", "edit", "1", "--cause", "teaching",
		 "--evidence", "后测无分差", "--closed", "2026-11-20");
	group_ok(db, "observation", "add", "--class", "高一1班", "--teacher",
		 "王芳", "--observer", "李强", "--date", "2026-10-12",
		 "--topic", "函数");
	group_ok(db, "attach", "observation", "1", scan);
	group_ok(db, "quota", "add", "--role", "teacher", "--kind",
		 "lessons_heard", "--minimum", "2", "--period", "term");
	group_ok(db, "meeting", "add", "--topic", "函数", "--date",
		 "2026-11-02", "--kind", "prep", "--present", "王芳", "--absent",
		 "李强:病假");
	group_ok(db, "action", "add", "--what", "修订导学案", "--owner", "李强",
		 "--due", "2026-11-20");
	return 0;
}

static int note_row(const struct jyz_sheet_row *row, void *payload,
		    struct jyz_error *err)
{
	(void)err;
	for (size_t i = 0; i < row->count; i++)
		jyz_buf_addf(payload, "[%s]", row->cells[i].s);
	jyz_buf_addc(payload, '\n');
	return JYZ_OK;
}

static char *book_of(const char *line)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_book) book = JYZ_BOOK_INIT;
	JYZ_AUTO(jyz_buf) shell = JYZ_BUF_INIT;
	struct jyz_buf text = JYZ_BUF_INIT;

	jyz_buf_addf(&shell, "$JYZ %s --lang zh -o '%s'", line, path);
	struct jt_result r = group_shell(db, shell.data);

	if (r.status)
		jt_fail("%s: %s", line, r.err);
	jt_ok(jyz_book_open(&book, path, NULL, &err), &err);
	jt_ok(jyz_book_read(&book, 0, note_row, &text, &err), &err);
	return jt_keep(jyz_buf_detach(&text));
}

/* Cells that the book has, with "|" between, and keys that it has not. */
static void words(void **state)
{
	static const struct { const char *line, *has, *lacks; } cases[] = {
		{ "gaps --all", "[2026-11-10]|[79.1]|[问题编号]|[已结]",
		  "[closed]" },
		{ "progress", "[定额]|[李强]|[听课]|[每学期]|[未达到]|"
			      "[会议出勤]|[谁没有被听课，谁没有听课]",
		  "[quota]|[term]|[lessons_heard]|[attendance]|[short]" },
		{ "timeline", "[2026-10-12]|[听课]|[问题]|[结案]",
		  "[observation]|[finding]|[closed]" },
		{ "search 函数", "[听课]|[课题]|[2026-11-02]",
		  "[observation]|[topic]|【" },
		{ "search 评课", "[附件]|[评课表.pdf]", "[attachment]" },
		{ "attachment list", "[听课]|[4]", "[observation]|Z]" },
		{ "history", "[设立]|[修改]|[2026-11-21 12:00]",
		  "[write]|[init]|Z]" },
		{ "history 1", "[设置]|[新增]", "[setting]|[add]" },
		{ "history observation 1", "[新增]|[课题]|[附件]",
		  "[add]|[topic]|[attachment]" },
		{ "config", "[默认]|[本次命令]", "[default]|[flag]" },
		{ "todo", "[任务]|[逾期 1 天]", "[action]|[overdue]" },
		{ "archive status 2026-1", "[听课评课记载]|[2026-10-12]",
		  "[observation]" },
		{ "trend --class 高一1班", "[当时班级]|[期中考试]", "[line]" },
		{ "check", "[备份]", "[backup]" },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		const char *text = book_of(cases[i].line);
		char *save = NULL;

		for (char *p = strtok_r(jt_keep(jyz_strdup(cases[i].has)),
					"|", &save);
		     p; p = strtok_r(NULL, "|", &save))
			jt_has(text, p);
		for (char *p = strtok_r(jt_keep(jyz_strdup(cases[i].lacks)),
					"|", &save);
		     p; p = strtok_r(NULL, "|", &save))
			jt_lacks(text, p);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
