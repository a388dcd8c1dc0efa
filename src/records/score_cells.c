/*
 * A cell of a score sheet becomes a score, an absence, or neither.
 */
#include "jyz/base/decimal.h"
#include "jyz/base/text.h"
#include "score_room.h"

/*
 * Folded (jyz_text_key), so that width, case and brackets do not matter.  A
 * remark that may stand beside a score is no word against it: who was on
 * leave may have sat later.
 */
static const struct {
	const char *key;
	enum jyz_absence absence;
	bool named; /* to people who wrote something else */
	bool remark;
} words[] = {
	{ "缺考", JYZ_ABSENT, true, false },
	{ "旷考", JYZ_ABSENT, true, false },
	{ "未考", JYZ_ABSENT, true, false },
	{ "缺席", JYZ_ABSENT, true, false },
	{ "未参加", JYZ_ABSENT, true, false },
	{ "请假", JYZ_ABSENT, true, true },
	{ "病假", JYZ_ABSENT, true, true },
	{ "事假", JYZ_ABSENT, true, true },
	{ "免考", JYZ_EXEMPT, true, false },
	{ "缓考", JYZ_DEFERRED, true, false },
	{ "补考", JYZ_DEFERRED, true, true },
	{ "作弊", JYZ_CHEATED, true, false },
	{ "违纪", JYZ_CHEATED, true, false },
	{ "舞弊", JYZ_CHEATED, true, false },
	{ "absent", JYZ_ABSENT, true, false },
	{ "exempt", JYZ_EXEMPT, true, false },
	{ "deferred", JYZ_DEFERRED, true, false },
	{ "cheated", JYZ_CHEATED, true, false },
	{ "-", JYZ_ABSENT, true, false },
	{ "--", JYZ_ABSENT, false, false },
	{ "—", JYZ_ABSENT, false, false },
	{ "——", JYZ_ABSENT, false, false },
	{ "–", JYZ_ABSENT, false, false },
	{ "缺", JYZ_ABSENT, false, false },
	{ "abs", JYZ_ABSENT, false, false },
	{ "免", JYZ_EXEMPT, false, false },
	{ "缓", JYZ_DEFERRED, false, false },
	{ "cheat", JYZ_CHEATED, false, false },
};

void jyz_score_absence_words(struct jyz_buf *out)
{
	for (size_t i = 0; i < JYZ_COUNT(words); i++)
		if (words[i].named)
			jyz_buf_addf(out, "%s%s", i ? " " : "", words[i].key);
}

static struct score_cell absence(enum jyz_absence why, bool remark)
{
	return (struct score_cell){ SCORE_ABSENCE, why, 0, remark };
}

static bool is_word(const char *text, struct score_cell *out)
{
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
	jyz_text_key(&key, text);
	for (size_t i = 0; i < JYZ_COUNT(words); i++)
		if (strcmp(words[i].key, key.data) == 0) {
			*out = absence(words[i].absence, words[i].remark);
			return true;
		}
	return false;
}

/* "缺考(病)": the word, and why. */
static bool is_word_with_why(const char *text, struct score_cell *out)
{
	JYZ_AUTO(jyz_buf) plain = JYZ_BUF_INIT;
	jyz_text_plain(&plain, text);
	char *bracket = strchr(plain.data, '(');
	if (!bracket || bracket == plain.data ||
	    plain.data[plain.len - 1] != ')')
		return false;
	*bracket = '\0';
	return is_word(plain.data, out);
}

static struct score_cell slow_cell(const struct jyz_cell_text *cell)
{
	JYZ_AUTO(jyz_buf) raw = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) trimmed = JYZ_BUF_INIT;
	struct jyz_error why = JYZ_ERROR_INIT;
	struct score_cell out = { SCORE_OTHER, JYZ_BLANK, 0, false };
	jyz_buf_add(&raw, cell->s, cell->len);
	const char *text = jyz_csv_unguard(raw.data);
	jyz_text_trim(&trimmed, text);
	if (!trimmed.len)
		return absence(JYZ_BLANK, false);
	if (is_word(text, &out) || is_word_with_why(text, &out))
		return out;
	if (jyz_decimal_parse(&out.value, text, JYZ_SCORE_SCALE, 0, "分",
			      &why) >= 0)
		out.kind = SCORE_NUMBER;
	jyz_error_free(&why);
	if (out.kind == SCORE_OTHER &&
	    jyz_decimal_parse(&out.value, text, JYZ_SCORE_SCALE,
			      JYZ_DECIMAL_ROUND, "分", &why) >= 0)
		out.kind = SCORE_FINE;
	jyz_error_free(&why);
	return out;
}

struct score_cell jyz_score_cell(const struct jyz_cell_text *cell)
{
	struct score_cell out = { SCORE_NUMBER, JYZ_BLANK, 0, false };
	if (!cell->len)
		return absence(JYZ_BLANK, false);
	return jyz_score_plain(cell, &out.value) ? out : slow_cell(cell);
}

char *jyz_score_text(struct jyz_arena *arena, const struct jyz_cell_text *cell)
{
	JYZ_AUTO(jyz_buf) raw = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) trimmed = JYZ_BUF_INIT;
	jyz_buf_add(&raw, cell->s, cell->len);
	jyz_text_trim(&trimmed, jyz_csv_unguard(raw.data));
	return jyz_arena_strdup(arena, trimmed.data);
}

/* Cells that hold nothing: spreadsheets leave rows and columns of them. */
bool jyz_score_blank_row(const struct jyz_sheet_row *row, size_t from)
{
	for (size_t i = from; i < row->count; i++) {
		const struct jyz_cell_text *cell = &row->cells[i];
		JYZ_AUTO(jyz_buf) raw = JYZ_BUF_INIT;
		JYZ_AUTO(jyz_buf) trimmed = JYZ_BUF_INIT;
		if (!cell->len)
			continue;
		if ((unsigned char)cell->s[0] > ' ' &&
		    (unsigned char)cell->s[0] < 0x80)
			return false;
		jyz_buf_add(&raw, cell->s, cell->len);
		jyz_text_trim(&trimmed, raw.data);
		if (trimmed.len)
			return false;
	}
	return true;
}
