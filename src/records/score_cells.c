/*
 * A cell of a score sheet becomes a score, an absence, or neither.
 */
#include "jyz/base/decimal.h"
#include "jyz/base/text.h"
#include "score_room.h"

/* Folded (jyz_text_key), so that width, case and brackets do not matter. */
static const struct {
	const char *key;
	enum jyz_absence absence;
} words[] = {
	{ "缺考", JYZ_ABSENT },     { "缺", JYZ_ABSENT },
	{ "旷考", JYZ_ABSENT },     { "absent", JYZ_ABSENT },
	{ "abs", JYZ_ABSENT },      { "-", JYZ_ABSENT },
	{ "--", JYZ_ABSENT },       { "—", JYZ_ABSENT },
	{ "——", JYZ_ABSENT },       { "–", JYZ_ABSENT },
	{ "免考", JYZ_EXEMPT },     { "免", JYZ_EXEMPT },
	{ "exempt", JYZ_EXEMPT },   { "缓考", JYZ_DEFERRED },
	{ "缓", JYZ_DEFERRED },     { "deferred", JYZ_DEFERRED },
	{ "作弊", JYZ_CHEATED },    { "违纪", JYZ_CHEATED },
	{ "舞弊", JYZ_CHEATED },    { "cheated", JYZ_CHEATED },
	{ "cheat", JYZ_CHEATED },
};

static struct score_cell absence(enum jyz_absence why)
{
	return (struct score_cell){ SCORE_ABSENCE, why, 0 };
}

static struct score_cell slow_cell(const struct jyz_cell_text *cell)
{
	JYZ_AUTO(jyz_buf) raw = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
	struct jyz_error why = JYZ_ERROR_INIT;
	struct score_cell out = { SCORE_OTHER, JYZ_BLANK, 0 };
	jyz_buf_add(&raw, cell->s, cell->len);
	const char *text = jyz_csv_unguard(raw.data);
	jyz_text_trim(&key, text);
	if (!key.len)
		return absence(JYZ_BLANK);
	jyz_buf_clear(&key);
	jyz_text_key(&key, text);
	for (size_t i = 0; i < JYZ_COUNT(words); i++)
		if (strcmp(words[i].key, key.data) == 0)
			return absence(words[i].absence);
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
	struct score_cell out = { SCORE_NUMBER, JYZ_BLANK, 0 };
	if (!cell->len)
		return absence(JYZ_BLANK);
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
