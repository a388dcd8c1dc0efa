/*
 * The rows of jyz gaps: keys for machines, few columns of words for people.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gaps.h"
#include "jyz/analysis/gap.h"
#include "jyz/base/decimal.h"
#include "privacy.h"

enum {
	TERM,
	EXAM,
	DATE,
	SUBJECT,
	GRADE,
	FULL_MARKS,
	CLASS_A,
	TEACHER_A,
	AVERAGE_A,
	SAT_A,
	CLASS_B,
	TEACHER_B,
	AVERAGE_B,
	SAT_B,
	GAP,
	OVER,
	CI_LOW,
	CI_HIGH,
	P,
	G,
	READING,
	METHOD,
	FINDING,
	STATE,
	/* For people only. */
	INTERVAL,
	MARK,
	N_COLUMNS
};

#define N_KEYS INTERVAL /* columns of the machine formats */
/* Decimals of intervals and effect sizes, significant digits of p: more than
 * the figures have, and far cheaper to write than all digits of a double. */
#define JUDGED_SCALE 9
#define P_DIGITS 12

#define TEXT(k, h)                                                            \
	{                                                                     \
		.key = k, .heading = h, .type = JYZ_CELL_TEXT                 \
	}
#define NUMBER(k, h, s)                                                       \
	{                                                                     \
		.key = k, .heading = h, .type = JYZ_CELL_DECIMAL, .scale = s, \
		.right = true                                                 \
	}
#define COUNT(k, h)                                                           \
	{                                                                     \
		.key = k, .heading = h, .type = JYZ_CELL_INTEGER,             \
		.right = true                                                 \
	}

static const struct jyz_column columns[N_COLUMNS] = {
	[TERM] = TEXT("term", N_("Term")),
	[EXAM] = TEXT("exam", N_("Exam")),
	[DATE] = { .key = "date",
		   .heading = N_("Date"),
		   .type = JYZ_CELL_DATE },
	[SUBJECT] = TEXT("subject", N_("Subject")),
	[GRADE] = TEXT("grade", N_("Grade")),
	[FULL_MARKS] = NUMBER("full_marks", N_("Full marks"), JYZ_SCORE_SCALE),
	/* In a table the teacher stands behind the class, and where the
	 * screen is narrow below it. */
	[CLASS_A] = { .key = "class_a",
		      .heading = N_("Class A"),
		      .wrap = true },
	[TEACHER_A] = TEXT("teacher_a", N_("Teacher A")),
	[AVERAGE_A] = NUMBER("average_a", N_("Average A"), JYZ_GAP_SCALE),
	[SAT_A] = COUNT("sat_a", N_("Sat A")),
	[CLASS_B] = { .key = "class_b",
		      .heading = N_("Class B"),
		      .wrap = true },
	[TEACHER_B] = TEXT("teacher_b", N_("Teacher B")),
	[AVERAGE_B] = NUMBER("average_b", N_("Average B"), JYZ_GAP_SCALE),
	[SAT_B] = COUNT("sat_b", N_("Sat B")),
	[GAP] = NUMBER("gap", N_("Gap"), JYZ_GAP_SCALE),
	[OVER] = { .key = "over",
		   .heading = N_("Over"),
		   .type = JYZ_CELL_FLAG },
	[CI_LOW] = NUMBER("ci_low", N_("Interval from"), JUDGED_SCALE),
	[CI_HIGH] = NUMBER("ci_high", N_("Interval to"), JUDGED_SCALE),
	[P] = NUMBER("p", N_("p"), JUDGED_SCALE),
	[G] = NUMBER("g", N_("Hedges g"), JUDGED_SCALE),
	[READING] = TEXT("reading", N_("Reading")),
	[METHOD] = TEXT("method", N_("Method")),
	[FINDING] = COUNT("finding", N_("Finding no.")),
	[STATE] = TEXT("state", N_("State")),
	[INTERVAL] = { .key = "interval",
		       .heading = N_("Interval (95 %)"),
		       .right = true,
		       .optional = true },
	[MARK] = { .key = "mark", .heading = "", .wrap = true },
};

/* For people: the paper stands above its pairs, n beside each average. */
static const int shown[] = { CLASS_A, AVERAGE_A, CLASS_B, AVERAGE_B,
			     GAP,     INTERVAL,	 MARK,	  -1 };

/* Side by side under the paper, the columns need fewer words. */
static void shorten(struct jyz_report *report)
{
	static const char *const short_words[N_COLUMNS] = {
		[CLASS_A] = N_("Class"),
		[CLASS_B] = N_("Class"),
		[AVERAGE_A] = N_("Mean (n)"),
		[AVERAGE_B] = N_("Mean (n)"),
	};

	for (size_t i = 0; report->human && i < report->n_columns; i++)
		if (short_words[report->from[i]])
			report->columns[i].heading =
				_(short_words[report->from[i]]);
}

int jyz_gaps_begin(struct gaps *g, struct jyz_error *err)
{
	int rc = jyz_report_open(&g->report, g->cli, columns, N_KEYS, shown,
				 err);

	if (rc >= 0)
		shorten(&g->report);
	return rc;
}

/* --- for machines ---------------------------------------------------------- */

static struct jyz_value number(int64_t n)
{
	return n < 0 ? jyz_null() : jyz_int(n);
}

static struct jyz_value judged(double x)
{
	return jyz_int(llround(x * 1e9));
}

static struct jyz_value probability(double p)
{
	double scale = p > 1e-200 ? pow(10, P_DIGITS - ceil(log10(p))) : 0;

	return jyz_real(scale > 0 ? round(p * scale) / scale : p);
}

static void fill_judgement(const struct jyz_gap_row *row,
			   struct jyz_cell *cells)
{
	const struct jyz_comparison *c = &row->comparison;

	cells[METHOD].value = jyz_text(jyz_method_name(c->method));
	cells[READING].value = jyz_text(jyz_reading_name(row->reading));
	if (c->method != JYZ_METHOD_NONE) {
		cells[CI_LOW].value = judged(c->low);
		cells[CI_HIGH].value = judged(c->high);
		cells[P].value = probability(c->p);
		cells[G].value = judged(c->g);
	}
	if (row->finding) {
		cells[FINDING].value = jyz_int(row->finding);
		cells[STATE].value = jyz_text(row->state);
	}
}

static void fill(const struct jyz_gap_row *row, struct jyz_cell *cells)
{
	memset(cells, 0, N_COLUMNS * sizeof(*cells));
	cells[TERM].value = jyz_text(row->term);
	cells[EXAM].value = jyz_text(row->exam);
	cells[DATE].value = jyz_text(row->date);
	cells[SUBJECT].value = jyz_text(row->subject);
	cells[GRADE].value = jyz_text(row->grade);
	cells[FULL_MARKS].value = jyz_int(row->full_marks);
	cells[CLASS_A].value = jyz_text(row->class_a);
	cells[TEACHER_A].value = jyz_text(row->teacher_a);
	cells[AVERAGE_A].value = jyz_int(row->average_a);
	cells[SAT_A].value = number(row->sat_a);
	cells[CLASS_B].value = jyz_text(row->class_b);
	cells[TEACHER_B].value = jyz_text(row->teacher_b);
	cells[AVERAGE_B].value = jyz_int(row->average_b);
	cells[SAT_B].value = number(row->sat_b);
	cells[GAP].value = jyz_int(row->gap);
	cells[OVER].value = jyz_int(row->over);
	cells[GAP].alert = cells[OVER].alert = row->over && !row->harmless;
	fill_judgement(row, cells);
}

/* --- for people ------------------------------------------------------------ */

static int64_t rounded(int64_t value, int64_t unit)
{
	return (value + unit / 2) / unit;
}

static const char *class_words(struct jyz_arena *arena, const char *class,
			       const char *teacher)
{
	return teacher ? jyz_arena_printf(arena, "%s %s", class, teacher)
		       : class;
}

/* What was typed in is shown as it was typed in. */
static const char *average_words(struct jyz_arena *arena, int64_t average,
				 int64_t sat, bool measured)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	if (measured)
		jyz_decimal_format(&text, rounded(average, 100), 2);
	else
		jyz_decimal_format(&text, average, JYZ_GAP_SCALE);
	if (sat >= 0)
		jyz_buf_addf(&text, " (%lld)", (long long)sat);
	else
		jyz_buf_adds(&text, " (?)");
	return jyz_arena_strdup(arena, text.data);
}

void jyz_gap_word(struct jyz_buf *out, int64_t gap, int64_t threshold,
		  bool over)
{
	int64_t two = rounded(gap, 100);

	if ((two > threshold) == over)
		jyz_decimal_format(out, two, 2);
	else
		jyz_decimal_format(out, gap, JYZ_GAP_SCALE);
}

static const char *gap_words(struct jyz_arena *arena,
			     const struct jyz_gap_row *row)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	if (row->spread_a.measured && row->spread_b.measured)
		jyz_gap_word(&text, row->gap, row->threshold, row->over);
	else
		jyz_decimal_format(&text, row->gap, JYZ_GAP_SCALE);
	return jyz_arena_strdup(arena, text.data);
}

/* With as many decimals as it takes to see the reading. */
static const char *interval_words(struct jyz_arena *arena,
				  const struct jyz_gap_row *row)
{
	const struct jyz_comparison *c = &row->comparison;
	double line = (double)row->threshold / 100;
	JYZ_AUTO(jyz_buf) low = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) high = JYZ_BUF_INIT;

	if (row->spread_a.small || row->spread_b.small)
		return jyz_arena_printf(arena, "(n<%d)", JYZ_PUPILS_MIN);
	if (c->method == JYZ_METHOD_NONE)
		return NULL;
	for (int decimals = 1; decimals <= 4; decimals++) {
		jyz_buf_clear(&low);
		jyz_buf_clear(&high);
		jyz_real_round(&low, c->low, decimals);
		jyz_real_round(&high, c->high, decimals);
		if (jyz_read(strtod(low.data, NULL), strtod(high.data, NULL),
			     line) == row->reading)
			break;
	}
	return jyz_arena_printf(arena, "[%s, %s]", low.data, high.data);
}

const char *jyz_reading_words(enum jyz_reading reading)
{
	switch (reading) {
	case JYZ_READING_NONE:
		return NULL;
	case JYZ_READING_OVER:
		return _("over the line");
	case JYZ_READING_WITHIN:
		return _("within");
	case JYZ_READING_UNCLEAR:
		return _("cannot tell");
	}
	return NULL;
}

static const char *method_words(enum jyz_method method)
{
	switch (method) {
	case JYZ_METHOD_NONE:
		return NULL;
	case JYZ_METHOD_WELCH:
		return _("Welch");
	case JYZ_METHOD_GAMES_HOWELL:
		return _("Games-Howell");
	}
	return NULL;
}

static void add_words(struct jyz_buf *out, const char *words)
{
	if (!words)
		return;
	jyz_buf_addf(out, "%s%s", out->len ? ", " : "", words);
}

static const char *state_words(struct gaps *g, const char *state)
{
	const struct jyz_kind *kind =
		jyz_kind_of_table(g->cli->desk.catalogue, "finding");
	int field = jyz_field_find(kind, "state");

	return jyz_choice_shown(&kind->fields[field], state);
}

/* "▲ over 5, cannot tell, #3 open".  The line is marked in words: colour
 * alone tells some people nothing.  What was found harmless does not nag. */
static const char *mark_words(struct gaps *g, struct jyz_arena *arena,
			      const struct jyz_gap_row *row)
{
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	jyz_decimal_format(&line, row->threshold, JYZ_SCORE_SCALE);
	if (row->harmless)
		add_words(&text, _("looked at"));
	else if (row->over)
		jyz_buf_addf(&text, _("▲ over %s"), line.data);
	add_words(&text, jyz_reading_words(row->reading));
	if (row->finding && !row->harmless)
		add_words(&text, jyz_arena_printf(arena, "#%lld %s",
						  (long long)row->finding,
						  state_words(g, row->state)));
	return jyz_arena_strdup(arena, text.data);
}

/* In a workbook; the other columns are as data has them. */
static void name_keys(struct gaps *g, const struct jyz_gap_row *row,
		      struct jyz_cell *cells)
{
	cells[READING].shown = jyz_reading_words(row->reading);
	cells[METHOD].shown = method_words(row->comparison.method);
	if (row->finding)
		cells[STATE].shown = state_words(g, row->state);
}

static void describe(struct gaps *g, struct jyz_arena *arena,
		     const struct jyz_gap_row *row, struct jyz_cell *cells)
{
	cells[CLASS_A].shown = class_words(arena, row->class_a,
					   row->teacher_a);
	cells[AVERAGE_A].shown = average_words(arena, row->average_a,
					       row->sat_a,
					       row->spread_a.measured);
	cells[CLASS_B].shown = class_words(arena, row->class_b,
					   row->teacher_b);
	cells[AVERAGE_B].shown = average_words(arena, row->average_b,
					       row->sat_b,
					       row->spread_b.measured);
	cells[GAP].shown = gap_words(arena, row);
	cells[INTERVAL].shown = interval_words(arena, row);
	cells[MARK].shown = mark_words(g, arena, row);
	cells[MARK].alert = cells[GAP].alert;
}

/* A paper heads its pairs. */
static int head(struct gaps *g, const struct jyz_gap_row *row,
		struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) title = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) marks = JYZ_BUF_INIT;

	jyz_decimal_format(&marks, row->full_marks, JYZ_SCORE_SCALE);
	jyz_buf_addf(&title, "%s %s %s  %s %s  ", row->term, row->exam,
		     row->date, row->subject, row->grade);
	jyz_buf_addf(&title, _("full marks %s"), marks.data);
	return jyz_report_section(&g->report, title.data, err);
}

/* --- a row ----------------------------------------------------------------- */

/* Averages of very few pupils do not leave in a file. */
static void hide(struct gaps *g, const struct jyz_gap_row *row,
		 struct jyz_cell *cells)
{
	static const int judged[] = { GAP, CI_LOW, CI_HIGH, P, G, READING,
				      METHOD, INTERVAL };
	const struct jyz_cell none = { .value = jyz_null() };
	bool a = jyz_small_cell(row->sat_a), b = jyz_small_cell(row->sat_b);

	if (!jyz_output_named(&g->report.out) || !(a || b))
		return;
	if (a)
		cells[AVERAGE_A] = none;
	if (b)
		cells[AVERAGE_B] = none;
	jyz_hide_cells(cells, judged, JYZ_COUNT(judged));
	g->hidden++;
}

int jyz_gaps_row(struct gaps *g, const struct jyz_gap_row *row,
		 struct jyz_error *err)
{
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	struct jyz_cell cells[N_COLUMNS];
	int rc = g->report.human && row->paper != g->paper
			 ? head(g, row, err)
			 : JYZ_OK;

	if (rc < 0)
		return rc;
	g->n_papers += row->paper != g->paper;
	g->paper = row->paper;
	fill(row, cells);
	if (g->report.human)
		describe(g, &arena, row, cells);
	else if (g->report.words)
		name_keys(g, row, cells);
	hide(g, row, cells);
	jyz_gaps_note(g, row);
	return jyz_report_row(&g->report, cells, err);
}
