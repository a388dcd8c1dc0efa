/*
 * Grades as schools write them, and what follows each; the same in the names
 * of classes.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "jyz/records/promote.h"

static const char *const chinese[] = { "",   "一", "二", "三", "四",  "五", "六",
				       "七", "八", "九", "十", "十一", "十二" };

#define NUMBERS 13

/* A way of writing grades: what stands before and after the number. */
struct style {
	const char *prefix, *suffix;
	bool chinese;
	int last;          /* beyond it there is none, ever */
	int ends[3];       /* where schools end; ended by 0 */
};

/* The longer ones first: of two that fit, the first is meant. */
static const struct style styles[] = {
	{ "小学", "年级", true, 6, { 6 } },
	{ "小学", "年级", false, 6, { 6 } },
	{ "初中", "年级", true, 4, { 3 } },
	{ "初中", "年级", false, 4, { 3 } },
	{ "高中", "年级", true, 3, { 3 } },
	{ "高中", "年级", false, 3, { 3 } },
	{ "初", "", true, 4, { 3 } },
	{ "初", "", false, 4, { 3 } },
	{ "高", "", true, 3, { 3 } },
	{ "高", "", false, 3, { 3 } },
	{ "小", "", true, 6, { 6 } },
	{ "", "年级", true, 12, { 6, 9 } },
	{ "", "年级", false, 12, { 6, 9 } },
	{ "Grade ", "", false, 12, { 6, 9 } },
	{ "Year ", "", false, 13, { 6, 9 } },
	{ "Junior ", "", false, 3, { 3 } },
	{ "Senior ", "", false, 3, { 3 } },
	{ "G", "", false, 12, { 6, 9 } },
};

/* A number at the beginning: its length, 0: there is none. */
static size_t read_number(const char *text, bool in_chinese, int *number)
{
	size_t best = 0;
	if (!in_chinese) {
		size_t len = strspn(text, "0123456789");
		if (len == 0 || len > 2 || *text == '0')
			return 0;
		*number = text[0] - '0';
		if (len == 2)
			*number = *number * 10 + text[1] - '0';
		return len;
	}
	for (int n = 1; n < NUMBERS; n++) {
		size_t len = strlen(chinese[n]);
		if (strncmp(text, chinese[n], len) != 0 || len <= best)
			continue;
		best = len;
		*number = n;
	}
	return best;
}

static void add_number(struct jyz_buf *out, bool in_chinese, int number)
{
	if (in_chinese && number < NUMBERS)
		jyz_buf_adds(out, chinese[number]);
	else
		jyz_buf_addf(out, "%d", number);
}

/* A grade at the beginning of a text. */
struct reading {
	const struct style *style;
	int number;
	size_t len;
};

static bool read_grade(const char *text, struct reading *out)
{
	for (size_t i = 0; i < JYZ_COUNT(styles); i++) {
		const struct style *style = &styles[i];
		size_t prefix = strlen(style->prefix);
		size_t suffix = strlen(style->suffix);
		int number = 0;
		if (strncmp(text, style->prefix, prefix) != 0)
			continue;
		size_t len = read_number(text + prefix, style->chinese,
					 &number);
		if (!len || number > style->last ||
		    strncmp(text + prefix + len, style->suffix, suffix) != 0)
			continue;
		*out = (struct reading){ style, number,
					 prefix + len + suffix };
		return true;
	}
	return false;
}

static void add_next(struct jyz_buf *out, const struct reading *r)
{
	jyz_buf_adds(out, r->style->prefix);
	add_number(out, r->style->chinese, r->number + 1);
	jyz_buf_adds(out, r->style->suffix);
}

bool jyz_grade_next(struct jyz_buf *out, const char *grade, bool *beyond,
		    bool *last)
{
	struct reading r;
	*beyond = *last = false;
	/* All of it is a grade: "高一" is, "高一实验部" is another. */
	if (!read_grade(grade, &r) || grade[r.len])
		return false;
	if (r.number == r.style->last) {
		*last = true;
		return false;
	}
	for (size_t i = 0; i < JYZ_COUNT(r.style->ends); i++)
		if (r.number == r.style->ends[i])
			*beyond = true;
	add_next(out, &r);
	return true;
}

/* What may follow the bare number of a grade: "七(3)班", "7.3班", "七3班";
 * "一班" and "1班" are the first class, not the first grade. */
static bool is_apart(const char *text, bool in_chinese)
{
	static const char *const marks[] = { "(", "（", ".", "-", "·", "—" };
	for (size_t i = 0; i < JYZ_COUNT(marks); i++)
		if (strncmp(text, marks[i], strlen(marks[i])) == 0)
			return true;
	return in_chinese && isdigit((unsigned char)*text);
}

/* "701班": the grade, and two digits of the class. */
static bool is_joined(const char *name, int grade)
{
	JYZ_AUTO(jyz_buf) number = JYZ_BUF_INIT;
	jyz_buf_addf(&number, "%d", grade);
	return strspn(name, "0123456789") == number.len + 2 &&
	       strncmp(name, number.data, number.len) == 0;
}

void jyz_class_next(struct jyz_buf *out, const char *name, const char *grade)
{
	struct reading g, n;
	int number = 0;
	if (!read_grade(grade, &g) || grade[g.len]) {
		jyz_buf_adds(out, name);
		return;
	}
	/* The same grade may be written in another way in the name. */
	if (read_grade(name, &n)) {
		if (n.style != g.style || n.number == g.number)
			add_next(out, &n);
		else
			jyz_buf_addf(out, "%.*s", (int)n.len, name);
		jyz_buf_adds(out, name + n.len);
		return;
	}
	for (int in_chinese = 0; in_chinese < 2; in_chinese++) {
		size_t len = read_number(name, in_chinese, &number);
		if (!len || number != g.number ||
		    !is_apart(name + len, in_chinese))
			continue;
		add_number(out, in_chinese, number + 1);
		jyz_buf_adds(out, name + len);
		return;
	}
	if (is_joined(name, g.number)) {
		add_number(out, false, g.number + 1);
		name += g.number > 9 ? 2 : 1;
	}
	jyz_buf_adds(out, name);
}
