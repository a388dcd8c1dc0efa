/*
 * What a heading of a score sheet is by itself: the words of roles, items,
 * subjects.  Which of them a sheet may have is score_headings.c's.
 */
#include <stdlib.h>

#include "jyz/base/text.h"
#include "score_room.h"

/* For people and --map, the first of each; all are headings, too. */
static const struct jyz_words role_words[ROLES] = {
	[JYZ_ROLE_PASSED_OVER] = { "skip/pass over", "忽略/跳过" },
	[JYZ_ROLE_STUDENT] = { "student/student id/student no/student no./"
			       "student number/candidate/candidate no/"
			       "candidate number/exam no/exam number",
			       "学号/考号/准考证号/准考证/考生号/考生考号/"
			       "学籍号/全国学籍号/学生学号/学生编号/学生号" },
	[JYZ_ROLE_NAME] = { "name/student name/pupil/full name",
			    "姓名/学生姓名/考生姓名/学生" },
	[JYZ_ROLE_CLASS] = { "class/class name", "班级/班/班别/班级名称/"
						 "行政班/行政班级/所在班级" },
	[JYZ_ROLE_GRADE] = { "grade/year group", "年级/年段" },
	[JYZ_ROLE_SUBJECT] = { "subject/course", "科目/学科/课程/考试科目" },
	[JYZ_ROLE_SCORE] = { "score/mark/marks/points",
			     "成绩/分数/得分/考试成绩/卷面分/卷面成绩/分" },
	[JYZ_ROLE_MARK] = { "subject score", "单科成绩/单科" },
	[JYZ_ROLE_ITEM] = { "item/question", "题目/小题/题" },
	[JYZ_ROLE_TOTAL] = { "total/total score/total marks/sum",
			     "总分/总成绩/合计/总得分" },
	[JYZ_ROLE_BASELINE] = { "baseline/intake/entry score/pretest",
				"基线/入学成绩/入学/入学分/入学分数/摸底/摸底成绩/"
				"前测" },
	[JYZ_ROLE_STATUS] = { "status/remark/remarks/note",
			      "状态/备注/考试状态/缺考情况/缺考标记" },
};

static const char *const subject_words[] = {
	"语文", "数学", "英语", "外语", "日语", "俄语", "法语", "德语",
	"西班牙语", "物理", "化学", "生物", "生物学", "政治", "思想政治",
	"思想品德", "道德与法治", "道法", "历史", "地理", "科学", "社会",
	"历史与社会", "信息技术", "信息科技", "信息", "通用技术", "技术",
	"劳动", "音乐", "体育", "体育与健康", "美术", "艺术", "书法", "品德",
	"心理健康", "综合", "文综", "理综", "Chinese", "Mathematics", "Maths",
	"Math", "English", "Physics", "Chemistry", "Biology", "Politics",
	"History", "Geography", "Science", "Music", "PE",
	"Physical Education", "Art", "Arts", "IT", "ICT",
	"Information Technology", "Computer Science", "Economics",
	"Literature", "Reading", "Writing", "French", "German", "Spanish",
	"Japanese", "Russian",
};

struct jyz_words jyz_role_words(enum jyz_score_role role)
{
	static const struct jyz_words first[ROLES] = {
		{ "skip", "忽略" },     { "student", "学号" },
		{ "name", "姓名" },     { "class", "班级" },
		{ "grade", "年级" },    { "subject", "科目" },
		{ "score", "成绩" },    { "subject score", "单科成绩" },
		{ "item", "题目" },     { "total", "总分" },
		{ "baseline", "基线" }, { "status", "状态" },
	};
	return first[role];
}

bool jyz_score_role_word(const char *word, enum jyz_score_role *out)
{
	for (int role = 0; role < ROLES; role++)
		if (jyz_word_is(role_words[role], word)) {
			*out = (enum jyz_score_role)role;
			return true;
		}
	return false;
}

/* --- subjects ------------------------------------------------------------- */

/* Takes "(150)", "（满分150分）" off the end. */
static void drop_brackets(struct jyz_buf *text)
{
	size_t n = text->len;
	if (!n || text->data[n - 1] != ')')
		return;
	while (n > 0 && text->data[n - 1] != '(')
		n--;
	if (n < 2)
		return;
	const char *s = text->data + n;
	s += strncmp(s, "满分", strlen("满分")) == 0 ? strlen("满分") : 0;
	s += strspn(s, ":");
	size_t digits = strspn(s, "0123456789.");
	s += digits;
	s += strncmp(s, "分", strlen("分")) == 0 ? strlen("分") : 0;
	if (digits && strcmp(s, ")") == 0) {
		text->len = n - 1;
		text->data[text->len] = '\0';
	}
}

static void drop_ending(struct jyz_buf *text)
{
	static const char *const endings[] = {
		"成绩", "分数", "得分", "卷面分", "score", "Score",
		"marks", "Marks", "mark", "Mark",
	};
	for (size_t i = 0; i < JYZ_COUNT(endings); i++) {
		size_t n = strlen(endings[i]);
		if (text->len <= n ||
		    strcmp(text->data + text->len - n, endings[i]) != 0)
			continue;
		text->len -= n;
		text->data[text->len] = '\0';
		return;
	}
}

char *jyz_score_subject_word(struct jyz_arena *arena, const char *heading)
{
	JYZ_AUTO(jyz_buf) plain = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) trimmed = JYZ_BUF_INIT;
	jyz_text_plain(&plain, heading);
	drop_brackets(&plain);
	drop_ending(&plain);
	jyz_text_trim(&trimmed, plain.data);
	return jyz_arena_strdup(arena, trimmed.data);
}

/* The first spelling of a name stays. */
void jyz_score_know(struct jyz_scores_inside *in, const char *name)
{
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
	if (!name)
		return;
	jyz_text_key(&key, name);
	if (!key.len || jyz_map_get(&in->known, key.data, key.len))
		return;
	JYZ_GROW(in->known_names, in->n_known, in->known_room);
	jyz_map_put(&in->known, key.data, key.len, (int64_t)in->n_known);
	in->known_names[in->n_known++] = jyz_arena_strdup(&in->arena, name);
}

/* A preset has no spelling that the file's would have to give way to. */
void jyz_score_known_presets(struct jyz_scores_inside *in)
{
	for (size_t i = 0; i < JYZ_COUNT(subject_words); i++) {
		JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
		jyz_text_key(&key, subject_words[i]);
		if (!jyz_map_get(&in->known, key.data, key.len))
			jyz_map_put(&in->known, key.data, key.len, -1);
	}
}

static const char *known_subject(struct jyz_scores_inside *in,
				 const char *heading)
{
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
	char *word = jyz_score_subject_word(&in->arena, heading);
	/* as it stands first: a group may call its subject 综合成绩 */
	jyz_text_key(&key, heading);
	int64_t *found = jyz_map_get(&in->known, key.data, key.len);
	if (found && *found >= 0)
		return in->known_names[*found];
	jyz_buf_clear(&key);
	jyz_text_key(&key, word);
	found = key.len ? jyz_map_get(&in->known, key.data, key.len) : NULL;
	if (!found)
		return NULL;
	return *found >= 0 ? in->known_names[*found] : word;
}

/* --- items ---------------------------------------------------------------- */

static const char *past(const char *s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strncmp(s, words[i], strlen(words[i])) == 0)
			return s + strlen(words[i]);
	return s;
}

/*
 * "Q01", "第1题", "1.", "题1", "17(2)", "Q17-2": the number and what divides
 * it into out; false: not of that form.
 */
static bool item_number(struct jyz_buf *out, const char *heading)
{
	static const char *const before[] = { "Question", "question", "QUESTION",
					      "Item", "item", "ITEM", "第",
					      "小题", "题", "Q", "q", "T",
					      "t" };
	static const char *const after[] = { "小题", "题", "得分", "、", "。",
					     "." };
	JYZ_AUTO(jyz_buf) plain = JYZ_BUF_INIT;
	jyz_text_plain(&plain, heading);
	if (strstr(plain.data, "分)"))
		drop_brackets(&plain);
	const char *s = past(plain.data, before, JYZ_COUNT(before));
	s += strspn(s, " _.");
	for (int depth = 0; depth < 3; depth++) {
		size_t n = strspn(s, "0123456789");
		if (!n || n > 3)
			return depth > 0 && !*s;
		while (n > 1 && *s == '0') {
			s++;
			n--;
		}
		if (depth)
			jyz_buf_addc(out, '-');
		jyz_buf_add(out, s, n);
		s += n;
		s += *s == ')';
		const char *end = past(s, after, 3); /* 第17题(2) */
		s = end;
		if (!strchr("(-_.", *s) || !*s || !s[1])
			break;
		s++;
	}
	s = past(s, after, JYZ_COUNT(after));
	return !*s;
}

bool jyz_score_is_item(const char *heading)
{
	JYZ_AUTO(jyz_buf) number = JYZ_BUF_INIT;
	return item_number(&number, heading);
}

bool jyz_score_item_same(const char *a, const char *b)
{
	JYZ_AUTO(jyz_buf) first = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) second = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
	if (item_number(&first, a) && item_number(&second, b))
		return strcmp(first.data, second.data) == 0;
	jyz_text_key(&key, a);
	return jyz_text_is(b, key.data);
}

/* --- the whole ------------------------------------------------------------ */

enum jyz_score_role jyz_score_role_of(struct jyz_scores_inside *in,
				      const char *heading,
				      const char **subject)
{
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
	enum jyz_score_role role;
	*subject = NULL;
	jyz_text_key(&key, heading);
	if (!key.len)
		return JYZ_ROLE_PASSED_OVER;
	if (jyz_map_get(&in->known_items, key.data, key.len))
		return JYZ_ROLE_ITEM;
	if (jyz_score_role_word(heading, &role) && role != JYZ_ROLE_MARK)
		return role;
	if (jyz_score_is_item(heading))
		return JYZ_ROLE_ITEM;
	*subject = known_subject(in, heading);
	return *subject ? JYZ_ROLE_MARK : JYZ_ROLE_PASSED_OVER;
}
