/*
 * The language of the process.  It is set once a process, so each case runs
 * in a child of its own, which reports through a pipe.
 */
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <wchar.h>

#include "jt.h"
#include "jyz/base/i18n.h"
#include "jyz/base/mem.h"

static const char *localedir;

/*
 * A catalogue with these translations, made as the build makes ours.  The
 * text of errno is what libc says in Chinese where its translations are
 * installed, so both kinds of system give the same.
 */
static int make_catalogue(void **state)
{
	static const char po[] =
		"msgid \"\"\n"
		"msgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n"
		"\"Plural-Forms: nplurals=1; plural=0;\\n\"\n"
		"msgid \"class\"\nmsgstr \"班级\"\n"
		"msgid \"No such file or directory\"\nmsgstr \"没有那个文件或目录\"\n"
		"msgid \"%d row\"\nmsgid_plural \"%d rows\"\n"
		"msgstr[0] \"%d 行\"\n";
	const char *po_path, *mo_path;
	char folders[512];

	(void)state;
	localedir = jt_tmpdir();
	po_path = jt_path(localedir, "zh_CN.po");
	mo_path = jt_path(localedir, "zh_CN/LC_MESSAGES/jyz.mo");
	snprintf(folders, sizeof(folders), "%s/zh_CN/LC_MESSAGES", localedir);
	jt_write_text(po_path, po);

	struct jt_result r = jt_run(&(struct jt_command){
		.program = "mkdir", .argv = JT_LIST("-p", folders) });

	if (r.status == 0)
		r = jt_run(&(struct jt_command){
			.program = "msgfmt",
			.argv = JT_LIST("-o", mo_path, po_path) });
	return r.status;
}

/* What say() puts into the buffer under exactly these variables. */
static char *child(const char *const *env, void (*say)(struct jyz_buf *))
{
	static const char *const all[] = { "LC_ALL",   "LC_MESSAGES",
					   "LC_CTYPE", "LC_NUMERIC",
					   "LANG",     "LANGUAGE" };
	static char answer[4096];
	size_t len = 0;
	ssize_t n;
	int fds[2], status;

	assert_int_equal(pipe(fds), 0);

	pid_t pid = fork();

	if (pid == 0) {
		JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;

		for (size_t i = 0; i < JT_COUNT(all); i++)
			unsetenv(all[i]);
		for (; *env; env++)
			putenv(jyz_strdup(*env));
		say(&out);
		_exit(write(fds[1], out.data, out.len) != (ssize_t)out.len);
	}
	close(fds[1]);
	while ((n = read(fds[0], answer + len, sizeof(answer) - 1 - len)) > 0)
		len += (size_t)n;
	close(fds[0]);
	answer[len] = '\0';
	assert_int_equal(waitpid(pid, &status, 0), pid);
	jt_int_eq(status, 0);
	return answer;
}

static void say_locale_lang(struct jyz_buf *out)
{
	jyz_buf_addf(out, "%d", jyz_i18n_locale_lang());
	/* Our own LANGUAGE is not mistaken for the user's. */
	jyz_i18n_init(localedir);
	jyz_i18n_set(JYZ_LANG_ZH);
	jyz_buf_addf(out, " %d", jyz_i18n_locale_lang());
}

static void locale_names_a_language_or_none(void **state)
{
	static const struct {
		const char *env[4];
		const char *lang;
	} cases[] = {
		{ { NULL }, "-1 -1" },
		{ { "LANG=C" }, "-1 -1" },
		{ { "LANG=POSIX" }, "-1 -1" },
		{ { "LANG=C.UTF-8" }, "-1 -1" },
		{ { "LANG=" }, "-1 -1" },
		{ { "LANG=fr_FR.UTF-8" }, "-1 -1" },
		{ { "LANG=zhuang" }, "-1 -1" },
		{ { "LANG=zh_CN.UTF-8" }, "1 1" },
		{ { "LANG=zh_CN.GB18030" }, "1 1" },
		{ { "LANG=zh_TW" }, "1 1" },
		{ { "LANG=zh" }, "1 1" },
		{ { "LANG=en_GB.UTF-8" }, "0 0" },
		{ { "LANG=en_GB.UTF-8", "LC_MESSAGES=zh_CN.UTF-8" }, "1 1" },
		{ { "LC_ALL=en_US", "LC_MESSAGES=zh_CN.UTF-8" }, "0 0" },
		{ { "LC_ALL=C", "LANG=zh_CN.UTF-8" }, "-1 -1" },
		{ { "LC_ALL=", "LANG=zh_CN.UTF-8" }, "1 1" },
		{ { "LANGUAGE=zh_CN:en", "LANG=en_US.UTF-8" }, "1 1" },
		{ { "LANGUAGE=fr:en:zh", "LANG=zh_CN.UTF-8" }, "0 0" },
		{ { "LANGUAGE=fr", "LANG=zh_CN.UTF-8" }, "1 1" },
		{ { "LANGUAGE=::", "LANG=zh_CN.UTF-8" }, "1 1" },
		{ { "LANGUAGE=zh_CN", "LANG=C" }, "-1 -1" },
		{ { "LANGUAGE=zh_CN", "LANG=C.UTF-8" }, "1 1" },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++)
		if (strcmp(child(cases[i].env, say_locale_lang),
			   cases[i].lang) != 0)
			jt_fail("case %zu", i);
}

static void say_messages(struct jyz_buf *out)
{
	static const struct jyz_words words = { "teacher", "教师" };
	static const enum jyz_lang turns[] = { JYZ_LANG_EN, JYZ_LANG_ZH,
					       JYZ_LANG_EN, JYZ_LANG_ZH };
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;

	jyz_i18n_init(localedir);
	for (size_t i = 0; i < JT_COUNT(turns); i++) {
		jyz_i18n_set(turns[i]);
		jyz_buf_addf(out, "%d %s %s ", (int)jyz_i18n_lang(),
			     _("class"), jyz_word(words));
		jyz_buf_addf(out, Q_("%d row", "%d rows", 2ul), 2);
		jyz_error_errno(&err, ENOENT, "x");
		jyz_buf_addf(out, " %s\n", err.msg);
	}
}

static void language_is_what_was_set_in_any_locale(void **state)
{
	static const char *const envs[][3] = {
		{ NULL },
		{ "LC_ALL=C" },
		{ "LC_ALL=POSIX" },
		{ "LANG=C.UTF-8" },
		{ "LANG=zh_CN.GBK" }, /* perhaps not installed */
		{ "LANG=zh_CN.UTF-8" },
		{ "LANG=en_US.UTF-8", "LANGUAGE=en" },
		{ "LANG=C.UTF-8", "LANGUAGE=zh_CN" },
		{ "LC_ALL=no_such.locale" },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(envs); i++)
		jt_str_eq(
			child(envs[i], say_messages),
			"0 class teacher 2 rows x: No such file or directory\n"
			"1 班级 教师 2 行 x: 没有那个文件或目录\n"
			"0 class teacher 2 rows x: No such file or directory\n"
			"1 班级 教师 2 行 x: 没有那个文件或目录\n");
}

static void say_characters(struct jyz_buf *out)
{
	jyz_i18n_init(localedir);
	jyz_buf_addf(out, "%s %d %.1f", nl_langinfo(CODESET),
		     wcwidth(L'\u6559'), 0.5);
	jyz_i18n_set(JYZ_LANG_ZH);
	jyz_buf_addf(out, " %s", nl_langinfo(CODESET));
}

static void characters_are_utf8_and_numbers_plain(void **state)
{
	static const char *const envs[][3] = {
		{ NULL },
		{ "LC_ALL=C" },
		{ "LC_ALL=de_DE.UTF-8" },
		{ "LC_ALL=zh_CN.GB18030" },
		{ "LC_CTYPE=C.UTF-8", "LC_NUMERIC=de_DE.UTF-8" },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(envs); i++)
		jt_str_eq(child(envs[i], say_characters), "UTF-8 2 0.5 UTF-8");
}

static void languages_by_name(void **state)
{
	static const struct {
		const char *text;
		int lang;
	} cases[] = {
		{ "zh", JYZ_LANG_ZH },
		{ "ZH", JYZ_LANG_ZH },
		{ "zh_CN", JYZ_LANG_ZH },
		{ "zh-Hans", JYZ_LANG_ZH },
		{ "zh_CN.UTF-8", JYZ_LANG_ZH },
		{ "中文", JYZ_LANG_ZH },
		{ "汉语", JYZ_LANG_ZH },
		{ "Chinese", JYZ_LANG_ZH },
		{ " en ", JYZ_LANG_EN },
		{ "en_GB", JYZ_LANG_EN },
		{ "English", JYZ_LANG_EN },
		{ "英文", JYZ_LANG_EN },
		{ "ｅｎ", JYZ_LANG_EN },
		{ "", -1 },
		{ "fr", -1 },
		{ "eng", -1 },
		{ "z", -1 },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++)
		if (jyz_i18n_parse(cases[i].text) != cases[i].lang)
			jt_fail("'%s'", cases[i].text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(locale_names_a_language_or_none),
		cmocka_unit_test(language_is_what_was_set_in_any_locale),
		cmocka_unit_test(characters_are_utf8_and_numbers_plain),
		cmocka_unit_test(languages_by_name),
	};

	return cmocka_run_group_tests(tests, make_catalogue, NULL);
}
