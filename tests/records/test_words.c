/*
 * The words of the catalogue: both languages, and each word one thing only,
 * beside the options that every command has.
 */
#include "rt.h"

#include "jyz/records/bulk.h"

#include <string.h>

#include "jyz/base/text.h"

static bool has_cjk(const char *s)
{
	for (const unsigned char *p = (const unsigned char *)s; *p; p++)
		if (*p >= 0xe4 && *p <= 0xe9)
			return true;
	return false;
}

static void both_words(struct jyz_words words, const char *kind,
		       const char *what)
{
	if (!words.en || !*words.en || has_cjk(words.en))
		jt_fail("%s %s: no English word", kind, what);
	if (!words.zh || !has_cjk(words.zh))
		jt_fail("%s %s: no Chinese word", kind, what);
}

static void field_words(const char *table, const struct jyz_field *f)
{
	both_words(f->label, table, f->name);
	if (f->help.en || f->help.zh)
		both_words(f->help, table, f->name);
	for (const struct jyz_choice *c = f->choices; c && c->name; c++)
		both_words(c->word, table, c->name);
}

static void part_words(const struct jyz_part *part)
{
	both_words(part->label, part->table, part->name);
	if (!jyz_part_read_only(part))
		both_words(part->help, part->table, part->name);
	/* one separator less than fields */
	jt_int_eq(strlen(part->syntax), part->n_fields - 1);
	for (size_t i = 0; i < part->n_fields; i++)
		field_words(part->table, &part->fields[i]);
}

static void test_words(void **state)
{
	(void)state;
	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];

		both_words(kind->word, kind->name, "word");
		both_words(kind->about, kind->name, "about");
		if (!kind->many || !*kind->many || has_cjk(kind->many))
			jt_fail("%s: no English word for many", kind->name);
		for (size_t i = 0; i < kind->n_fields; i++)
			field_words(kind->name, &kind->fields[i]);
		for (size_t i = 0; i < kind->n_parts; i++)
			part_words(&kind->parts[i]);
	}
}

/* Folded words that are taken, and by what. */
struct taken {
	char *key[256];
	const char *by[256];
	size_t count;
};

static void take(struct taken *taken, const char *context, const char *by,
		 const char *word, size_t len)
{
	JYZ_AUTO(jyz_buf) plain = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;

	for (size_t i = 0; i < len; i++)
		if (word[i] != '_' && word[i] != '-')
			jyz_buf_addc(&plain, word[i]);
	jyz_text_key(&key, plain.data);
	if (!key.len)
		jt_fail("%s: an empty word of %s", context, by);
	for (size_t i = 0; i < taken->count; i++)
		if (strcmp(taken->key[i], key.data) == 0 &&
		    strcmp(taken->by[i], by) != 0)
			jt_fail("%s: '%s' means %s and %s", context, plain.data,
				taken->by[i], by);
	assert_true(taken->count < JT_COUNT(taken->key));
	taken->key[taken->count] = jt_keep(jyz_buf_detach(&key));
	taken->by[taken->count++] = by;
}

static void take_all(struct taken *taken, const char *context, const char *by,
		     struct jyz_words words)
{
	const char *const both[] = { words.en, words.zh };

	for (size_t i = 0; i < JT_COUNT(both); i++)
		for (const char *p = both[i]; p && *p;) {
			size_t n = strcspn(p, "/");

			take(taken, context, by, p, n);
			p += n + (p[n] == '/');
		}
}

/* Options that stand beside those of the fields, in both languages. */
static void take_options(struct taken *taken)
{
	static const struct jyz_words options[] = {
		{ "db", "数据库" }, { "lang", "语言" }, { "format", "格式" },
		{ "headings", "表头" }, { "output", "输出" },
		{ "encoding", "编码" }, { "as", "身份" }, { "reason", "理由" },
		{ "dry-run", "试运行" }, { "yes", "确认" }, { "quiet", "安静" },
		{ "color", "颜色" }, { "help", "帮助" }, { "version", "版本" },
		{ "since", "自" }, { "until", "至" }, { "sort", "排序" },
		{ "reverse", "倒序" }, { "limit", "条数" }, { "columns", "列" },
		{ "private", "含隐私" }, { "update", "更新" },
		{ "create-missing", "补建" }, { "rejects", "退回" },
	};

	for (size_t i = 0; i < JT_COUNT(options); i++)
		take_all(taken, "options", "an option", options[i]);
}

static void test_words_are_one_thing(void **state)
{
	static const char *const columns[] = { "id", "uid", "created_at",
					       "updated_at" };
	(void)state;
	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];
		struct taken taken = { .count = 0 };

		take_options(&taken);
		for (size_t i = 0; i < JT_COUNT(columns); i++)
			take(&taken, kind->name, columns[i], columns[i],
			     strlen(columns[i]));
		for (size_t i = 0; i < kind->n_fields; i++) {
			const struct jyz_field *f = &kind->fields[i];

			take(&taken, kind->name, f->name, f->name,
			     strlen(f->name));
			take_all(&taken, kind->name, f->name, f->label);
			jt_int_eq(jyz_field_find(kind, f->name), i);
		}
		for (size_t i = 0; i < kind->n_parts; i++) {
			const struct jyz_part *p = &kind->parts[i];

			take(&taken, kind->name, p->name, p->name,
			     strlen(p->name));
			take_all(&taken, kind->name, p->name, p->label);
			jt_int_eq(jyz_part_find(kind, p->name), i);
		}
		/* list --term is of the whole kind: a field called so must
		 * be the term that the record belongs to */
		int term = jyz_field_find(kind, "term");

		if (term >= 0)
			assert_true(kind->term != JYZ_TERM_NONE);
	}
}

static void test_choices_are_one_thing(void **state)
{
	(void)state;
	for (size_t k = 0; k < jyz_catalogue.count; k++)
		for (size_t i = 0; i < jyz_catalogue.kinds[k]->n_fields; i++) {
			const struct jyz_field *f =
				&jyz_catalogue.kinds[k]->fields[i];
			struct taken taken = { .count = 0 };

			for (const struct jyz_choice *c = f->choices;
			     c && c->name; c++) {
				take(&taken, f->name, c->name, c->name,
				     strlen(c->name));
				take_all(&taken, f->name, c->name, c->word);
			}
		}
}

static void test_kinds_are_one_thing(void **state)
{
	struct taken taken = { .count = 0 };
	(void)state;

	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];

		take(&taken, "kinds", kind->name, kind->name,
		     strlen(kind->name));
		take_all(&taken, "kinds", kind->name, kind->word);
		assert_ptr_equal(jyz_kind_find(&jyz_catalogue, kind->name),
				 kind);
		for (const char *p = kind->word.zh; *p;) {
			size_t n = strcspn(p, "/");
			const char *word = jt_keep(jyz_strndup(p, n));

			assert_ptr_equal(jyz_kind_find(&jyz_catalogue, word),
					 kind);
			p += n + (p[n] == '/');
		}
	}
}

static const char *label(struct rt *rt, const char *kind, enum jyz_lang lang)
{
	char *text = NULL;

	jyz_i18n_set(lang);
	jt_ok(jyz_label(&rt->desk, rt_kind(rt, kind), 1, &text, &rt->err),
	      &rt->err);
	jyz_i18n_set(JYZ_LANG_EN);
	return jt_keep(text);
}

static const char *exact(struct rt *rt, const char *kind)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	char *name;

	jt_ok(jyz_bulk_name(&st, &rt->desk, rt_kind(rt, kind), &rt->err),
	      &rt->err);
	jyz_bind_int(&st, ":id", 1);
	jt_int_eq(jyz_stmt_step(&st, &rt->err), JYZ_ROW);
	jyz_col_ignore(&st, "uid");
	name = jt_keep(jyz_strdup(jyz_col_text(&st, "name")));
	jyz_stmt_done(&st);
	return name;
}

/* What a record is called has words of choices for people, and the names of
 * choices for files. */
static void test_labels(void **state)
{
	static const struct {
		const char *kind, *en, *zh, *exact;
	} cases[] = {
		{ "target", "#1 李强 lessons heard", "#1 李强 听课节数",
		  "李强 lessons_heard" },
		{ "quota", "#1 group leader lessons heard term",
		  "#1 教研组长 听课 每学期",
		  "group_leader lessons_heard term" },
		{ "check", "#1 2026-11-20 lesson plans", "#1 2026-11-20 教案",
		  "2026-11-20 lesson_plan" },
	};
	struct rt *rt;

	rt_setup(state);
	rt = *state;
	rt_add(rt, "target", "teacher", "李强", "measure", "lessons_heard",
	       "value", "20", NULL);
	rt_add(rt, "quota", "role", "group_leader", "minimum", "20", NULL);
	rt_add(rt, "check", "date", "2026-11-20", NULL);
	for (size_t i = 0; i < JYZ_COUNT(cases); i++) {
		jt_str_eq(label(rt, cases[i].kind, JYZ_LANG_EN), cases[i].en);
		jt_str_eq(label(rt, cases[i].kind, JYZ_LANG_ZH), cases[i].zh);
		jt_str_eq(exact(rt, cases[i].kind), cases[i].exact);
	}
	rt_teardown(state);
}

/* "{field}" in a label is a choice that is there. */
static void test_label_choices(void **state)
{
	(void)state;
	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];

		for (const char *p = strchr(kind->label, '{'); p;
		     p = strchr(p + 1, '{')) {
			const char *name = jt_keep(
				jyz_strndup(p + 1, strcspn(p + 1, "}")));
			int field = jyz_field_named(kind, name);

			assert_true(field >= 0);
			assert_non_null(kind->fields[field].choices);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_words_are_one_thing),
		cmocka_unit_test(test_choices_are_one_thing),
		cmocka_unit_test(test_kinds_are_one_thing),
		cmocka_unit_test(test_labels),
		cmocka_unit_test(test_label_choices),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
