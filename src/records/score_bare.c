/*
 * Classes that are bare numbers beside a grade: 1, 01, 1班 and (1)班 of 高一
 * are 高一(1)班.
 */
#include "jyz/base/text.h"
#include "score_room.h"
#include "room.h"

static const char CLASS_WORD[] = "班";
static const char YEAR_WORD[] = "年级";

/* The digits of "1", "01", "1班", "(1)班" and "第1班" without leading zeros;
 * false: the text is something else. */
static bool bare_number(struct jyz_buf *out, const char *text)
{
	static const char ordinal[] = "第";
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
	jyz_text_key(&key, text);
	const char *s = key.data;
	if (strncmp(s, ordinal, strlen(ordinal)) == 0)
		s += strlen(ordinal);
	s += strspn(s, "0");
	size_t n = strspn(s, "0123456789");
	if (!n || n > 3 || (s[n] && strcmp(s + n, CLASS_WORD) != 0))
		return false;
	jyz_buf_add(out, s, n);
	return true;
}

/* 高一年级 is 高一, 七年级 is 七. */
static void short_grade(struct jyz_buf *out, const char *grade)
{
	size_t n = strlen(grade), end = strlen(YEAR_WORD);
	jyz_buf_add(out, grade,
		    n > end && strcmp(grade + n - end, YEAR_WORD) == 0
			    ? n - end
			    : n);
}

bool jyz_score_same_grade(const char *a, const char *b)
{
	JYZ_AUTO(jyz_buf) x = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) y = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) x_key = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) y_key = JYZ_BUF_INIT;
	short_grade(&x, a);
	short_grade(&y, b);
	jyz_text_key(&x_key, x.data);
	jyz_text_key(&y_key, y.data);
	return strcmp(x_key.data, y_key.data) == 0;
}

/* --- how a new one is written --------------------------------------------- */

static const char SQL_NAMES[] =
	"SELECT name FROM class WHERE name LIKE '%班' ORDER BY id DESC LIMIT 1";

/* 0: without brackets, 1: (1), 2: （1）. */
static int brackets_of(const char *name)
{
	if (strstr(name, "（"))
		return 2;
	return strchr(name, '(') != NULL;
}

/* As the cell has it, else as the classes of the file or of the database. */
static int brackets(struct jyz_scores_inside *in, const char *text, int *out,
		    struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	*out = brackets_of(text);
	for (size_t i = 0; !*out && i < in->n_groups; i++)
		*out = brackets_of(in->groups[i]->name);
	if (*out)
		return JYZ_OK;
	int rc = jyz_stmt_open(&st, in->desk->store, SQL_NAMES, err);
	if (rc < 0 || (rc = jyz_stmt_step(&st, err)) <= 0)
		return rc;
	*out = brackets_of(jyz_col_text(&st, "name"));
	jyz_stmt_done(&st);
	return JYZ_OK;
}

static int new_name(struct jyz_scores_inside *in, const char *text,
		    const char *grade, const char *number, const char **made,
		    struct jyz_error *err)
{
	static const char *const open[] = { "", "(", "（" };
	static const char *const close[] = { "", ")", "）" };
	JYZ_AUTO(jyz_buf) stage = JYZ_BUF_INIT;
	int b;
	int rc = brackets(in, text, &b, err);
	if (rc < 0)
		return rc;
	/* 高一年级 has 高一1班, 七年级 has 七年级1班 */
	if (strncmp(grade, "高", strlen("高")) == 0 ||
	    strncmp(grade, "初", strlen("初")) == 0)
		short_grade(&stage, grade);
	else
		jyz_buf_adds(&stage, grade);
	*made = jyz_arena_printf(&in->arena, "%s%s%s%s%s", stage.data, open[b],
				 number, close[b], CLASS_WORD);
	return JYZ_OK;
}

int jyz_score_bare_class(struct jyz_scores_inside *in, const char *text,
			 const char *grade, const char **names,
			 const char **made, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) number = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) stage = JYZ_BUF_INIT;
	size_t n = strlen(grade);
	*made = NULL;
	/* 1班 of grade 1 is not 11班 */
	if (!n || !bare_number(&number, text) ||
	    strchr("0123456789", grade[n - 1]))
		return JYZ_OK;
	short_grade(&stage, grade);
	names[0] = jyz_arena_printf(&in->arena, "%s%s%s", grade, number.data,
				    CLASS_WORD);
	names[1] = jyz_arena_printf(&in->arena, "%s%s%s", stage.data,
				    number.data, CLASS_WORD);
	names[2] = text;
	return new_name(in, text, grade, number.data, made, err);
}
