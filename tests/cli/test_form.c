/*
 * Questions on a terminal: a pseudo terminal on which each line is typed
 * when the program asks for it.
 */
#include "cases.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define SCREEN 65536
#define PATIENCE_MS 20000

struct screen {
	int fd;
	pid_t pid;
	size_t len;
	char text[SCREEN]; /* all that was written */
};

/* Reads on until the text beyond `from` has this in it. */
static void wait_for(struct screen *s, size_t *from, const char *prompt)
{
	for (;;) {
		char *found = strstr(s->text + *from, prompt);

		if (found) {
			*from = (size_t)(found - s->text) + strlen(prompt);
			return;
		}
		struct pollfd p = { s->fd, POLLIN, 0 };
		ssize_t n = -1;
		if (poll(&p, 1, PATIENCE_MS) > 0)
			n = read(s->fd, s->text + s->len, SCREEN - s->len - 1);
		if (n <= 0)
			jt_fail("'%s' was not asked:\n%s", prompt, s->text);
		s->len += (size_t)n;
		s->text[s->len] = '\0';
	}
}

static void start(struct screen *s, const char *db, const char *const *argv)
{
	const char *program = getenv("JYZ_PROGRAM");
	const struct winsize size = { 50, 200, 0, 0 };
	const char *words[16] = { program };

	for (size_t i = 0; argv[i]; i++)
		words[i + 1] = argv[i];
	s->len = 0;
	s->text[0] = '\0';
	s->fd = posix_openpt(O_RDWR | O_NOCTTY);
	if (s->fd < 0 || grantpt(s->fd) || unlockpt(s->fd))
		jt_fail("no pseudo terminal");
	ioctl(s->fd, TIOCSWINSZ, &size);
	const char *name = jt_keep(strdup(ptsname(s->fd)));
	s->pid = fork();
	if (s->pid)
		return;
	setsid();
	int fd = open(name, O_RDWR);
	for (int i = 0; i < 3; i++)
		dup2(fd, i);
	setenv("JYZ_DB", db, 1);
	setenv("JYZ_NOW", "2026-11-21", 1);
	setenv("LC_ALL", "C", 1);
	setenv("TERM", "dumb", 1);
	setenv("HOME", jt_home(), 1);
	/* readline's own memory is its own. */
	setenv("LSAN_OPTIONS", "detect_leaks=0", 1);
	unsetenv("JYZ_LANG");
	unsetenv("XDG_CONFIG_HOME");
	execv(program, (char *const *)(uintptr_t)words);
	_exit(127);
}

struct answer {
	const char *prompt;
	const char *text; /* NULL: only to be seen */
};

/* The exit code; the dialogue must go as it is written. */
static int dialogue(const char *db, const char *const *argv,
		    const struct answer *answers)
{
	static struct screen s;
	size_t from = 0;
	int status = 0;

	start(&s, db, argv);
	for (; answers->prompt; answers++) {
		wait_for(&s, &from, answers->prompt);
		if (answers->text && write(s.fd, answers->text,
					   strlen(answers->text)) < 0)
			jt_fail("it has gone");
	}
	struct pollfd p = { s.fd, POLLIN, 0 };
	while (poll(&p, 1, PATIENCE_MS) > 0 &&
	       read(s.fd, s.text, SCREEN) > 0)
		;
	close(s.fd);
	waitpid(s.pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void form(void **state)
{
	static const struct answer answers[] = {
		{ "Date [2026-11-21]: ", "?\r" },
		{ "10月12日", NULL },
		{ "Date [2026-11-21]: ", "31.12.\r" },
		{ "is not a date", NULL },
		{ "Date [2026-11-21]: ", "10-12\r" },
		{ "Period: ", "\r" },
		{ "Class: ", "高一1\t班\r" },
		{ "Subject [数学]: ", "\r" },
		{ "Topic: ", "函数\r" },
		{ "Teacher *: ", "\r" },
		{ "Teacher must be filled in", NULL },
		{ "Teacher *: ", "李\t\r" }, /* TAB completes */
		{ "Observer (the person who works here unless given): ",
		  "王方\r" },
		{ "王方", NULL },
		{ "did you mean: 王芳", NULL },
		{ "Observer (", "李强\r" },
		{ "Visit: ", "推门\r" },
		{ "Purpose: ", "re\r" },
		{ "'re' is understood as research", NULL },
		{ "Lesson type: ", ".\r" },
		{ "the observer is the teacher", NULL },
		{ "Observer [李强]: ", "王芳\r" },
		{ "Class", NULL },
		{ "drop-in", NULL },
		{ "save this? [Y/n] ", "\r" }, /* Enter saves */
		{ "jyz observation add --date 10-12 --class 高一1班 --topic 函数 "
		  "--teacher 李强 --observer 王芳 --visit 推门 --purpose re", NULL },
		{ "saved as entry", NULL },
		{ 0 }
	};
	static const struct cli_case cases[] = {
		{ 0, "observation list --columns id,date,teacher,visit",
		  "=id\tdate\tteacher\tvisit\n1\t2026-10-12\t李强\tdrop_in\n",
		  "" },
	};
	const char *db = cases_school();

	(void)state;
	jt_int_eq(dialogue(db, JT_LIST("observation", "add"), answers), 0);
	CASES_RUN(db, NULL, cases);
}

/* What a command lacks is asked for; what it has is not. */
static void missing(void **state)
{
	static const struct answer answers[] = {
		{ "Class: ", "高一1班\r" },
		{ "Teacher *: ", "\r" },
		{ "Teacher *: ", "李强\r" },
		{ "saved as entry", NULL },
		{ 0 }
	};
	static const struct answer given_up[] = {
		{ "Class: ", "\004" },
		{ "class", NULL },
		{ 0 }
	};
	const char *db = cases_school();

	(void)state;
	jt_int_eq(dialogue(db, JT_LIST("observation", "add", "--as", "王芳",
				       "--score", "80"), answers), 0);
	jt_int_eq(dialogue(db, JT_LIST("observation", "add", "--score", "80"),
			   given_up), 1);
	struct jt_result r = group_ok(db, "observation", "list", "--columns",
				      "id");
	jt_str_eq(r.out, "id\n1\n");
}

static void edit(void **state)
{
	static const struct answer answers[] = {
		{ "Name * [王芳]: ", "\r" },
		{ "Code [7]: ", "-\r" },
		{ "Unit: ", "数学教研组\r" },
		{ "Role: ", ".\r" },
		{ "save this? [Y/n] ", "y\r" },
		{ "jyz teacher edit 1 --code - --unit 数学教研组", NULL },
		{ "saved", NULL },
		{ 0 }
	};
	static const struct answer left[] = {
		{ "Name * [王芳]: ", "-\r" },
		{ "Name *: ", "王方\r" },
		{ "Code: ", "\004" },
		{ "jyz teacher edit 1 --name 王方", NULL },
		{ "nothing was saved", NULL },
		{ 0 }
	};
	static const struct answer refused[] = {
		{ "Name * [王芳]: ", ".\r" },
		{ "save this? [Y/n] ", "x\r" },
		{ "save this? [Y/n] ", "n\r" },
		{ "nothing was saved", NULL },
		{ 0 }
	};
	const char *db = cases_school();

	(void)state;
	group_ok(db, "teacher", "edit", "1", "--code", "7");
	jt_int_eq(dialogue(db, JT_LIST("teacher", "edit", "1"), answers), 0);
	jt_int_eq(dialogue(db, JT_LIST("teacher", "edit", "1"), refused), 0);
	jt_int_eq(dialogue(db, JT_LIST("teacher", "edit", "1"), left), 0);
	struct jt_result r = group_ok(db, "teacher", "show", "1", "--format",
				      "json");
	jt_has(r.out, "\"code\": null,\n  \"unit\": \"数学教研组\"");
}

/* Each row is looked at when it is typed; several names may be in one. */
static void rows_are_checked(void **state)
{
	static const struct answer answers[] = {
		{ "Date [2026-11-21]: ", "\r" },
		{ "Kind [group activity]: ", "\r" },
		{ "Unit [数学教研组]: ", "\r" },
		{ "Topic *: ", "研讨\r" },
		{ "From: ", "\r" }, { "To: ", "\r" }, { "Place: ", "\r" },
		{ "Chair: ", "王方\r" },
		{ "did you mean: 王芳", NULL },
		{ "Chair: ", "孙悟空\r" },
		{ "no teacher is called '孙悟空'", NULL },
		{ "hint: type another name (TAB offers them); a new one is "
		  "entered first: jyz teacher add --name '孙悟空'", NULL },
		{ "Chair: ", "'#1'\r" },
		{ "Minutes by: ", "\r" }, { "Main speaker: ", "\r" },
		{ "Lesson prepared: ", "\r" }, { "Materials: ", "\r" },
		{ "Mode: ", "\r" }, { "Hours: ", "\r" }, { "Content: ", "\r" },
		{ "Views: ", "\r" }, { "Next time: ", "\r" }, { "Note: ", "\r" },
		{ "Present (NAME): ", "王方\r" },
		{ "no teacher is called '王方'", NULL },
		{ "Present (NAME): ", "王芳、李强\r" },
		{ "Present (NAME): ", "\r" },
		{ "Late (NAME[:REASON]): ", "\r" },
		{ "Absent (NAME[:REASON]): ", "李强:病假\r" },
		{ "Absent (NAME[:REASON]): ", "\r" },
		{ "Sitting in (NAME): ", "\r" },
		{ "Decisions (TEXT): ", "\r" },
		/* together they cannot be: only that part is asked again */
		{ "李强 stands twice in the attendance", NULL },
		{ "Absent, as typed", NULL }, { "  李强:病假", NULL },
		{ "Absent (NAME[:REASON]): ", "张伟（病假）\r" },
		{ "Absent (NAME[:REASON]): ", "\r" },
		{ "李强 stands twice in the attendance", NULL },
		{ "Absent (NAME[:REASON]): ", "-李强\r" },
		{ "Absent (NAME[:REASON]): ", "\r" },
		{ "save this? [Y/n] ", "\r" },
		{ "jyz meeting add --topic 研讨 --chair '#1' --present 王芳、李强 "
		  "--absent 张伟（病假）", NULL },
		{ "saved as entry", NULL },
		{ 0 }
	};
	static const struct answer more[] = {
		{ "Date [2026-11-21]: ", "\r" },
		{ "Kind [group activity]: ", "\r" },
		{ "Unit [数学教研组]: ", "\r" },
		{ "Topic * [研讨]: ", "\r" },
		{ "From: ", "\r" }, { "To: ", "\r" }, { "Place: ", "\r" },
		{ "Chair [王芳]: ", "\r" },
		{ "Minutes by: ", "\r" }, { "Main speaker: ", "\r" },
		{ "Lesson prepared: ", "\r" }, { "Materials: ", "\r" },
		{ "Mode: ", "\r" }, { "Hours: ", "\r" }, { "Content: ", "\r" },
		{ "Views: ", "\r" }, { "Next time: ", "\r" }, { "Note: ", "\r" },
		{ "Present, 2 so far (- clears them):", NULL },
		{ "  王芳", NULL }, { "  李强", NULL },
		{ "Present (NAME): ", "张伟\r" },
		{ "Present (NAME): ", "\r" },
		{ "Late (NAME[:REASON]): ", "\r" },
		{ "Absent, 1 so far", NULL }, { "  张伟:病假", NULL },
		{ "Absent (NAME[:REASON]): ", ".\r" },
		{ "save this? [Y/n] ", "\r" },
		{ "jyz meeting edit 1 --present 张伟", NULL },
		{ "Present: 3 now, 1 added, 0 taken out", NULL },
		{ 0 }
	};
	const char *db = cases_school();

	(void)state;
	jt_int_eq(dialogue(db, JT_LIST("meeting", "add"), answers), 0);
	jt_str_eq(group_ok(db, "meeting", "list", "--columns",
			   "chair,present,absent", "--format", "csv").out,
		  "chair,present,absent\n王芳,\"王芳\n李强\",张伟:病假\n");
	jt_int_eq(dialogue(db, JT_LIST("meeting", "edit", "1"), more), 0);
	jt_str_eq(group_ok(db, "meeting", "list", "--columns",
			   "present,absent", "--format", "csv").out,
		  "present,absent\n\"王芳\n李强\n张伟\",\n");
}

/* One wrong line costs no right one. */
static void right_lines_stay(void **state)
{
	static const struct answer answers[] = {
		{ "Term [", "\r" }, { "Unit [", "\r" },
		{ "Title", "计划\r" }, { "Date [", "\r" },
		{ "Written by", "\r" }, { "Aim", "\r" },
		{ "Measures", "\r" }, { "Note", "\r" },
		{ "Targets (", "听课=王芳\r" },
		{ "Targets (", "命题=王芳\r" },
		{ "Targets (", "听课=李强\r" }, /* typed twice: the last */
		{ "Targets (", "\r" },
		{ "Weeks (WEEK=WHAT): ", "5=单元测试\r" },
		{ "Weeks (WEEK=WHAT): ", "30=x\r" },
		{ "Weeks (WEEK=WHAT): ", "6=复习\r" },
		{ "Weeks (WEEK=WHAT): ", "\r" },
		{ "there is no week 30", NULL },
		{ "Weeks, as typed (-NAME takes one off, - clears all, . ends):",
		  NULL },
		{ "  5=单元测试", NULL }, { "  30=x", NULL },
		{ "Weeks (WEEK=WHAT): ", "\r" }, /* not yet right */
		{ "there is no week 30", NULL },
		{ "  6=复习", NULL },
		{ "Weeks (WEEK=WHAT): ", "7=考试\r" },
		{ "Weeks (WEEK=WHAT): ", "-30\r" },
		{ "Weeks (WEEK=WHAT): ", "5=期中\r" },
		{ "Weeks (WEEK=WHAT): ", "\r" },
		{ "save this? [Y/n] ", "\r" },
		{ "--target 命题=王芳 --target 听课=李强 "
		  "--week 6=复习 --week 7=考试 --week 5=期中", NULL },
		{ "saved as entry", NULL },
		{ 0 }
	};
	static const struct answer given_up[] = {
		{ "Term [", "\r" }, { "Unit [", "\r" },
		{ "Title", "二\r" }, { "Date [", "\r" },
		{ "Written by", "\r" }, { "Aim", "\r" },
		{ "Measures", "\r" }, { "Note", "\r" },
		{ "Targets (", "\r" },
		{ "Weeks (WEEK=WHAT): ", "30=x\r" },
		{ "Weeks (WEEK=WHAT): ", "\r" },
		{ "there is no week 30", NULL },
		{ "Weeks (WEEK=WHAT): ", ".\r" },
		{ "--week 30=x", NULL },
		{ 0 }
	};
	const char *db = cases_school();

	(void)state;
	jt_int_eq(dialogue(db, JT_LIST("plan", "add"), answers), 0);
	jt_int_eq(dialogue(db, JT_LIST("plan", "add"), given_up), 1);
	jt_str_eq(group_ok(db, "plan", "list", "--columns", "target,week",
			   "--format", "csv").out,
		  "target,week\n\"命题=王芳\n听课=李强\","
		  "\"5=期中\n6=复习\n7=考试\"\n");
}

/* What two fields say together is asked until it is right. */
static void asked_until_right(void **state)
{
	static const struct answer answers[] = {
		{ "Code *: ", "2027-1\r" }, { "First day *: ", "2028-09-01\r" },
		{ "Last day *: ", "2028-01-20\r" }, { "Note: ", "\r" },
		{ "before it begins", NULL },
		{ "Last day * [", "\r" },
		{ "before it begins", NULL },
		{ "field to change (empty: this one again): ", "Nonsense\r" },
		{ "there is no field 'Nonsense' here", NULL },
		{ "field to change (empty: this one again): ", "First day\r" },
		{ "First day * [", "2027-09-01\r" },
		{ "save this? [Y/n] ", "\r" },
		{ "saved as entry", NULL },
		{ 0 }
	};
	static const struct answer ended[] = {
		{ "Code *: ", "2028-1\r" }, { "First day *: ", "2029-09-01\r" },
		{ "Last day *: ", "2029-01-20\r" }, { "Note: ", "\r" },
		{ "before it begins", NULL },
		{ "Last day * [", "\r" },
		{ "field to change", "\r" },
		{ "Last day * [", "\r" },
		{ "field to change", ".\r" },
		{ "--starts 2029-09-01", NULL },
		{ 0 }
	};
	const char *db = cases_school();

	(void)state;
	jt_int_eq(dialogue(db, JT_LIST("term", "add"), answers), 0);
	jt_int_eq(dialogue(db, JT_LIST("term", "add"), ended), 1);
	jt_has(group_ok(db, "term", "list").out, "2027-09-01");
}

/* Nobody fills in a form in vain. */
static void sealed_before_the_form(void **state)
{
	static const struct answer refused[] = {
		{ "term 2026-1 is sealed", NULL },
		{ 0 }
	};
	const char *db = cases_school();

	(void)state;
	group_ok(db, "meeting", "add", "--topic", "甲");
	group_ok(db, "archive", "seal", "2026-1", "--reason", "试", "--yes");
	jt_int_eq(dialogue(db, JT_LIST("meeting", "edit", "1"), refused), 1);
}

/* What was typed is not lost, in the words of the language. */
static void leaving(void **state)
{
	static const struct answer no[] = {
		{ "学期 [2026-1]: ", ".\r" },
		{ "标题", "计划\r" },
		{ "保存吗", "否\r" },
		{ "jyz 计划 添加 --标题 计划", NULL },
		{ "没有保存", NULL },
		{ 0 }
	};
	static const struct answer interrupted[] = {
		{ "Name *: ", "赵六\r" },
		{ "Code: ", "\003" },
		{ "nothing was saved", NULL },
		{ 0 }
	};
	const char *db = cases_school();

	(void)state;
	jt_int_eq(dialogue(db, JT_LIST("plan", "add", "--lang", "zh"), no), 0);
	jt_int_eq(dialogue(db, JT_LIST("teacher", "add"), interrupted), -1);
	jt_str_eq(group_ok(db, "plan", "list", "--columns", "id").out, "id\n");
	jt_str_eq(group_ok(db, "teacher", "list", "--columns", "id").out,
		  "id\n3\n2\n1\n");
}

/* What changes much is tried, and asked, before it is done. */
static void merge_and_promote_ask(void **state)
{
	static const struct answer no[] = {
		{ "join 李强 with 王芳, in 1 place, and remove it? [y/N] ",
		  "\r" },
		{ "nothing was changed", NULL },
		{ 0 }
	};
	static const struct answer yes[] = {
		{ "and remove it? [y/N] ", "y\r" },
		{ "saved as entry", NULL },
		{ 0 }
	};
	static const struct answer promote[] = {
		{ "make 3 classes of the school year 2027, with 1 "
		  "assignments? [y/N] ", "y\r" },
		{ "saved as entry", NULL },
		{ 0 }
	};
	const char *db = cases_school();

	(void)state;
	group_ok(db, "assignment", "add", "--teacher", "李强", "--class",
		 "高一1班", "--subject", "数学");
	jt_int_eq(dialogue(db, JT_LIST("teacher", "merge", "王芳", "李强"), no),
		  0);
	jt_has(group_ok(db, "teacher", "list").out, "李强");
	jt_int_eq(dialogue(db, JT_LIST("teacher", "merge", "王芳", "李强"),
			   yes), 0);
	jt_int_eq(dialogue(db, JT_LIST("class", "promote", "--to-year",
				       "2027"), promote), 0);
	jt_has(group_ok(db, "assignment", "list", "--year", "2027").out,
	       "王芳\t高二(1)班");
}

/* What an archive would overwrite is listed before the question. */
static void import_asks(void **state)
{
	static const struct answer no[] = {
		{ "乙", NULL },
		{ "甲", NULL },
		{ "take the folder's version of 1 record? [y/N] ", "\r" },
		{ "nothing was saved", NULL },
		{ 0 }
	};
	static const struct answer yes[] = {
		{ "take the folder's version of 1 record? [y/N] ", "y\r" },
		{ "saved as entry", NULL },
		{ "0 new, 1 changed", NULL },
		{ 0 }
	};
	static const struct answer unasked[] = {
		{ "nothing changed", NULL },
		{ 0 }
	};
	const char *db = cases_school();
	const char *dir = jt_path(jt_tmpdir(), "a");
	const char *const *argv = JT_LIST("archive", "import", dir, "--theirs");

	(void)state;
	group_ok(db, "meeting", "add", "--topic", "甲");
	group_ok(db, "archive", "export", "2026-1", "-o", dir);
	group_ok(db, "meeting", "edit", "1", "--topic", "乙");
	jt_int_eq(dialogue(db, argv, no), 0);
	jt_has(group_ok(db, "meeting", "list").out, "乙");
	jt_int_eq(dialogue(db, argv, yes), 0);
	jt_has(group_ok(db, "meeting", "list").out, "甲");
	jt_int_eq(dialogue(db, argv, unasked), 0);
}

/* Of several records the number is typed; anything else keeps them. */
static void remove_asks(void **state)
{
	static const struct answer no[] = {
		{ "removing teacher 王芳", NULL },
		{ "remove it? [y/N] ", "\r" },
		{ "nothing was removed", NULL },
		{ 0 }
	};
	static const struct answer wrong[] = {
		{ "type 2 to remove", "y\r" },
		{ "nothing was removed", NULL },
		{ 0 }
	};
	static const struct answer right[] = {
		{ "type 2 to remove", "2\r" },
		{ "saved as entry", NULL },
		{ 0 }
	};
	const char *db = cases_school();

	(void)state;
	jt_int_eq(dialogue(db, JT_LIST("teacher", "remove", "1"), no), 0);
	jt_int_eq(dialogue(db, JT_LIST("teacher", "remove", "1", "2"), wrong),
		  0);
	jt_int_eq(dialogue(db, JT_LIST("teacher", "remove", "1", "2"), right),
		  0);
	struct jt_result r = group_ok(db, "teacher", "list", "--columns",
				      "name");
	jt_str_eq(r.out, "name\n张伟\n");
}

/* The same data that a pipe gets as it is. */
static void data_drives_nothing(void **state)
{
	static const struct answer answers[] = {
		{ "\\x1b[2J红", NULL }, { 0 }
	};
	const char *db = cases_school();

	(void)state;
	group_ok(db, "teacher", "edit", "1", "--name", "\033[2J红");
	jt_int_eq(dialogue(db, JT_LIST("teacher", "list", "--format", "csv"),
			   answers), 0);
	jt_int_eq(dialogue(db, JT_LIST("teacher", "list", "--format", "tsv"),
			   answers), 0);
	struct jt_result r = group_ok(db, "teacher", "list", "--name", "红",
				      "--columns", "name");
	jt_str_eq(r.out, "name\n\033[2J红\n");
}

/* The terminal of another encoding: what is no text is asked again. */
static void init_asks(void **state)
{
	static const struct answer answers[] = {
		{ "school: ", "\xD2\xBB\xD6\xD0\r" },
		{ "the text is not UTF-8", NULL },
		{ "school: ", "一中\r" },
		{ "group: ", "\r" },
		{ "subject: ", "数学\r" },
		{ "first term", "-\r" },
		{ "the database is", NULL },
		{ 0 }
	};
	const char *db = group_path();

	(void)state;
	jt_int_eq(dialogue(db, JT_LIST("init"), answers), 0);
	jt_str_eq(group_ok(db, "config", "school").out, "一中\n");
	group_fails(db, 1, "'unit' is not set", NULL, "config", "unit");
}

/* What a sheet of scores does not say is asked, and nothing is written
 * before it was seen. */
static void scores_asked(void **state)
{
	static const struct answer no[] = {
		{ "Which exam are these scores of? ", "期中考试\r" },
		{ "班级 -> class", NULL },
		{ "***", NULL },
		{ "write this? [y/N] ", "n\r" },
		{ "nothing was saved", NULL },
		{ 0 }
	};
	static const struct answer yes[] = {
		{ "Which exam are these scores of? ", "期中考试\r" },
		{ "write this? [y/N] ", "y\r" },
		{ "saved as entry", NULL },
		{ 0 }
	};
	static const struct answer none[] = {
		{ "Which exam are these scores of? ", "\r" },
		{ "--exam NAME", NULL },
		{ 0 }
	};
	const char *db = cases_school();
	const char *path = jt_path(jt_tmpdir(), "scores.csv");
	const char *const *argv = JT_LIST("exam", "import", path,
					  "--create-missing");

	(void)state;
	jt_write_text(path, "姓名,班级,成绩\n欧阳测甲,高一1班,90\n");
	jt_int_eq(dialogue(db, argv, none), 2);
	jt_int_eq(dialogue(db, argv, no), 0);
	jt_str_eq(group_ok(db, "exam", "list", "--columns", "id").out,
		  "id\n");
	jt_int_eq(dialogue(db, argv, yes), 0);
	jt_str_eq(group_ok(db, "exam", "list", "--columns", "name").out,
		  "name\n期中考试\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(form),
		cmocka_unit_test(missing),
		cmocka_unit_test(edit),
		cmocka_unit_test(import_asks),
		cmocka_unit_test(rows_are_checked),
		cmocka_unit_test(leaving),
		cmocka_unit_test(right_lines_stay),
		cmocka_unit_test(asked_until_right),
		cmocka_unit_test(sealed_before_the_form),
		cmocka_unit_test(remove_asks),
		cmocka_unit_test(merge_and_promote_ask),
		cmocka_unit_test(data_drives_nothing),
		cmocka_unit_test(init_asks),
		cmocka_unit_test(scores_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
