/*
 * Rows that are no pupil: averages, sums and rates that stand below the pupils
 * of a class or of the sheet, or full marks above them.
 */
#include "jyz/base/text.h"
#include "score_room.h"

/* Folded, as jyz_text_key does it.  A class's own may have its name before
 * the first of them: 高一1班平均分. */
static const char *const words[] = {
	"平均分", "平均", "均分", "合计", "总计", "小计", "最高分", "最低分",
	"及格率", "优秀率", "人数",
	"平均成绩", "平均值", "均值", "总和", "总分", "总人数", "最高", "最低",
	"最大值", "最小值", "及格人数", "优秀人数", "参考人数", "应考人数",
	"实考人数", "缺考人数", "良好率", "低分率", "合格率", "得分率",
	"标准差", "方差", "中位数", "难度", "区分度", "满分", "average", "avg",
	"mean", "total", "sum", "max", "maximum", "min", "minimum", "highest",
	"lowest", "median", "count", "sd", "passrate", "fullmarks",
};
#define ENDINGS 11 /* the first of words: a class may stand before them */

/* --- most cells are not --------------------------------------------------- */

static unsigned slot(const char *s)
{
	unsigned char a = (unsigned char)s[0];
	if (a < 0x80)
		return a | 0x20;
	return ((unsigned)(unsigned char)s[1] * 31 + (unsigned char)s[2]) &
	       0xff;
}

void jyz_score_footers(struct jyz_scores_inside *in)
{
	for (size_t i = 0; i < JYZ_COUNT(words); i++) {
		unsigned at = slot(words[i]);
		in->footer_slots[at / 64] |= UINT64_C(1) << at % 64;
	}
}

static bool digit(const struct jyz_cell_text *cell)
{
	return cell->s[0] >= '0' && cell->s[0] <= '9';
}

/* By its first character: most names need not be folded to be told apart.
 * Blanks, brackets and wide letters come off first. */
static bool maybe(const struct jyz_scores_inside *in,
		  const struct jyz_cell_text *cell)
{
	unsigned char a = (unsigned char)cell->s[0];
	bool letter = (a | 0x20) >= 'a' && (a | 0x20) <= 'z';
	bool han = a >= 0xe4 && a <= 0xe9 && cell->len >= 3;
	if (!letter && !han)
		return !digit(cell);
	unsigned at = slot(cell->s);
	if (!(in->footer_slots[at / 64] >> at % 64 & 1))
		return false;
	/* many names may share a slot, few a character */
	for (size_t i = 0; i < JYZ_COUNT(words); i++)
		if (letter || memcmp(words[i], cell->s, 3) == 0)
			return true;
	return false;
}

/* --- words ---------------------------------------------------------------- */

static bool ends_with(const struct jyz_buf *key, const char *word)
{
	size_t n = strlen(word);
	return key->len >= n && strcmp(key->data + key->len - n, word) == 0;
}

static const char *word_of(const struct jyz_cell_text *cell, size_t endings)
{
	JYZ_AUTO(jyz_buf) raw = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
	jyz_buf_add(&raw, cell->s, cell->len);
	jyz_text_key(&key, jyz_csv_unguard(raw.data));
	while (key.len && strchr(":.", key.data[key.len - 1]))
		key.data[--key.len] = '\0';
	for (size_t i = 0; i < JYZ_COUNT(words); i++)
		if (strcmp(key.data, words[i]) == 0 ||
		    (i < endings && ends_with(&key, words[i])))
			return words[i];
	return NULL;
}

/* Max and Min are pupils where the row says their class. */
static bool latin(const char *word)
{
	return (unsigned char)*word < 0x80;
}

static const char *name_word(struct jyz_scores_inside *in,
			     const struct jyz_sheet_row *row)
{
	const struct score_layout *l = &in->layout;
	const struct jyz_cell_text *name =
		jyz_score_at(row, l->at[JYZ_ROLE_NAME]);
	const struct jyz_cell_text *class =
		jyz_score_at(row, l->at[JYZ_ROLE_CLASS]);
	const char *word = NULL;
	if (name->len)
		word = maybe(in, name) ? word_of(name, 0) : NULL;
	/* neither number, name nor class: a column that is passed over */
	for (size_t i = 0; !name->len && !class->len && i < row->count; i++)
		if (row->cells[i].len) {
			word = digit(&row->cells[i])
				       ? NULL
				       : word_of(&row->cells[i], ENDINGS);
			break;
		}
	return word && latin(word) && class->len ? NULL : word;
}

/* The class of the row before is one: its rows do not ask again. */
static const char *class_word(struct jyz_scores_inside *in,
			      const struct jyz_sheet_row *row)
{
	const struct jyz_cell_text *cell =
		jyz_score_at(row, in->layout.at[JYZ_ROLE_CLASS]);
	struct jyz_buf *before = &in->class_cell;
	if (!cell->len ||
	    (before->len == cell->len &&
	     jyz_score_same(before->data, cell->s, cell->len)))
		return NULL;
	const char *word = word_of(cell, ENDINGS);
	if (!word) {
		jyz_buf_clear(before);
		jyz_buf_add(before, cell->s, cell->len);
	}
	return word;
}

/* Of a row whose class is one. */
bool jyz_score_footer_pupil(struct jyz_scores_inside *in,
			    const struct jyz_sheet_row *row, const char **word)
{
	const struct jyz_cell_text *number =
		jyz_score_at(row, in->layout.at[JYZ_ROLE_STUDENT]);
	if (number->len)
		*word = maybe(in, number) ? word_of(number, 0) : NULL;
	else
		*word = name_word(in, row);
	return *word != NULL;
}

bool jyz_score_footer(struct jyz_scores_inside *in,
		      const struct jyz_sheet_row *row)
{
	const char *word = class_word(in, row);
	if (!word && (jyz_score_numbered(in, row) ||
		      !jyz_score_footer_pupil(in, row, &word)))
		return false;
	if (in->second)
		return true;
	in->footers++;
	if (strstr(in->footer_words.data, word))
		return true;
	jyz_buf_addf(&in->footer_words, "%s%s", in->footers > 1 ? ", " : "",
		     word);
	return true;
}

void jyz_score_note_footers(struct jyz_scores_inside *in)
{
	if (in->footers)
		jyz_desk_note(in->desk,
			      Q_("passed over: %zu row that is no pupil (%s)",
				 "passed over: %zu rows that are no pupils "
				 "(%s)",
				 in->footers),
			      in->footers, in->footer_words.data);
}
