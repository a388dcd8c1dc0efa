/*
 * CSV cells: quoting, the guard against formulas, and the way back.
 */
#include "jt.h"

#include <string.h>

#include "jyz/base/i18n.h"
#include "jyz/input/sheet.h"
#include "jyz/render/csv.h"

static void test_cells(void **state)
{
	static const struct {
		const char *text;
		const char *cell;
	} cases[] = {
		{ "", "\"\"" },
		{ "a", "a" },
		{ "高一1班", "高一1班" },
		{ "a b", "a b" },
		{ " a", "\" a\"" },
		{ "a ", "\"a \"" },
		{ " ", "\" \"" },
		{ "a,b", "\"a,b\"" },
		{ "a\"b", "\"a\"\"b\"" },
		{ "\"", "\"\"\"\"" },
		{ "a\nb", "\"a\nb\"" },
		{ "a\r\nb", "\"a\r\nb\"" },
		{ "a\tb", "\"a\tb\"" },
		{ "a;b", "\"a;b\"" },
		{ "'", "'" },
		{ "''a", "''a" },
		{ "'a=", "'a=" },
		{ "=1+1", "'=1+1" },
		{ "+1", "'+1" },
		{ "-1", "'-1" },
		{ "@SUM(A1)", "'@SUM(A1)" },
		{ "\tx", "\"'\tx\"" },
		{ "\rx", "\"'\rx\"" },
		{ "'=1", "''=1" },
		{ "''=1", "'''=1" },
		{ "=\"a\",b", "\"'=\"\"a\"\",b\"" },
		{ "=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0" },
		{ "= ", "\"'= \"" },
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;

		/* It appends. */
		jyz_buf_adds(&out, "x,");
		jyz_csv_text(&out, cases[i].text);
		jt_str_eq(out.data + 2, cases[i].cell);
		jt_int_eq(out.len, 2 + strlen(cases[i].cell));
	}
}

#define ROWS ((size_t)400)
#define COLUMNS ((size_t)3)

/* Texts made of all that is awkward; absent ones are NULL. */
struct texts {
	char *cells[ROWS][COLUMNS];
	size_t seen;
};

static int compare_row(const struct jyz_sheet_row *row, void *payload,
		       struct jyz_error *err)
{
	struct texts *texts = payload;
	(void)err;

	jt_int_eq(row->count, COLUMNS);
	for (size_t i = 0; i < COLUMNS; i++) {
		const struct jyz_cell_text *cell = &row->cells[i];
		bool absent = cell->len == 0 && !cell->quoted;

		jt_str_eq(absent ? NULL : jyz_csv_unguard(cell->s),
			  texts->cells[texts->seen][i]);
	}
	texts->seen++;
	return JYZ_OK;
}

static uint64_t next_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005 + 1442695040888963407;
	return *seed >> 33;
}

static char *random_text(struct jyz_arena *arena, uint64_t *seed)
{
	static const char *const parts[] = {
		"'",
		"'",
		"=",
		"+",
		"-",
		"@",
		"\t",
		"\r",
		"\n",
		"\r\n",
		"\"",
		"\"\"",
		",",
		";",
		" ",
		"a",
		"王",
		"𠮷",
		"\xE3\x80\x80",
		"0",
	};
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	for (uint64_t n = next_random(seed) % 7; n > 0; n--)
		jyz_buf_adds(&text,
			     parts[next_random(seed) % JT_COUNT(parts)]);
	return jyz_arena_strdup(arena, text.data);
}

/* Every text survives the way out and in, and absent is not empty. */
static void test_round_trip(void **state)
{
	uint64_t seed = 99;
	(void)state;

	for (int turn = 0; turn < 50; turn++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
		JYZ_AUTO(jyz_source) source = JYZ_SOURCE_INIT;
		JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;
		JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
		static struct texts texts;

		texts.seen = 0;
		for (size_t i = 0; i < ROWS * COLUMNS; i++) {
			bool absent = next_random(&seed) % 8 == 0;
			char **cell = &texts.cells[i / COLUMNS][i % COLUMNS];

			*cell = absent ? NULL : random_text(&arena, &seed);
			if (*cell)
				jyz_csv_text(&out, *cell);
			jyz_buf_adds(&out, i % COLUMNS < COLUMNS - 1 ? "," :
					   turn % 2                  ? "\n" :
								       "\r\n");
		}
		jt_ok(jyz_source_decode(&source, "f.csv", out.data, out.len,
					"utf-8", &err),
		      &err);
		jt_ok(jyz_csv_read(&source, compare_row, &texts, &err), &err);
		jt_int_eq(texts.seen, ROWS);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_round_trip),
	};
	jyz_i18n_init("/nonexistent");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
