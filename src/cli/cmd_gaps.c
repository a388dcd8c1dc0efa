/*
 * jyz gaps: pairs of classes on one paper whose averages differ by more than
 * the line.  Names of filters are understood here; the pairs and the
 * decision come from records/gaps.h.
 */
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "inside.h"
#include "jyz/analysis/gap.h"
#include "jyz/base/decimal.h"
#include "jyz/base/map.h"
#include "jyz/base/text.h"
#include "jyz/records/gaps.h"
#include "jyz/records/resolve.h"
#include "report.h"
#include "setting.h"

#define MAX_THRESHOLD 1000000

static const struct jyz_option options[] = {
	{ "term", "学期", 0, JYZ_OPTION_TEXT, N_("CODE"),
	  N_("of this term only; all terms unless given") },
	{ "exam", "考试", 0, JYZ_OPTION_TEXT, N_("NAME"), N_("of this exam") },
	{ "subject", "科目/学科", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("of this subject") },
	{ "grade", "年级", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("of this grade") },
	{ "class", "班级", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("pairs with this class") },
	{ "teacher", "教师", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("pairs with a class of this teacher") },
	{ "threshold", "分差线", 0, JYZ_OPTION_TEXT, N_("POINTS"),
	  N_("the line, instead of the paper's or the setting's") },
	{ "all", "全部", 0, JYZ_OPTION_FLAG, NULL,
	  N_("pairs that are not over the line, too") },
	{ "any-track", "不分类型", 0, JYZ_OPTION_FLAG, NULL,
	  N_("also classes of different tracks") },
	{ "per-100", "百分制", 0, JYZ_OPTION_FLAG, NULL,
	  N_("compare percent of the full marks") },
	{ 0 }
};

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
	/* For people only. */
	MARK,
	N_COLUMNS
};

#define N_KEYS MARK /* columns of the machine formats */

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
	[DATE] = TEXT("date", N_("Date")),
	[SUBJECT] = TEXT("subject", N_("Subject")),
	[GRADE] = TEXT("grade", N_("Grade")),
	[FULL_MARKS] = NUMBER("full_marks", N_("Full marks"), JYZ_SCORE_SCALE),
	[CLASS_A] = TEXT("class_a", N_("Class A")),
	[TEACHER_A] = TEXT("teacher_a", N_("Teacher A")),
	[AVERAGE_A] = NUMBER("average_a", N_("Average A"), JYZ_GAP_SCALE),
	[SAT_A] = COUNT("sat_a", N_("Sat A")),
	[CLASS_B] = TEXT("class_b", N_("Class B")),
	[TEACHER_B] = TEXT("teacher_b", N_("Teacher B")),
	[AVERAGE_B] = NUMBER("average_b", N_("Average B"), JYZ_GAP_SCALE),
	[SAT_B] = COUNT("sat_b", N_("Sat B")),
	[GAP] = NUMBER("gap", N_("Gap"), JYZ_GAP_SCALE),
	[OVER] = { .key = "over",
		   .heading = N_("Over"),
		   .type = JYZ_CELL_FLAG },
	[MARK] = { .key = "mark", .heading = "" },
};

/* For people: the paper stands above its pairs, n beside each average. */
static const int shown[] = { CLASS_A, TEACHER_A, AVERAGE_A,
			     CLASS_B, TEACHER_B, AVERAGE_B,
			     GAP,     MARK,      -1 };

struct gaps {
	struct jyz_cli *cli;
	struct jyz_gap_query query;
	struct jyz_arena arena; /* of the query's texts */
	bool all;               /* show those not over the line, too */
	char *paper;            /* that heads the row above, for people */
	int64_t threshold;      /* of papers that have none */
	const char *source;     /* where that comes from */
	struct jyz_report report;
	size_t compared, over, own; /* own: the paper's own line */
};

/* --- filters ------------------------------------------------------------ */

static const struct jyz_kind *kind_of(struct gaps *g, const char *name)
{
	return jyz_kind_of_table(g->cli->desk.catalogue, name);
}

static int find(struct gaps *g, const struct jyz_args *args, const char *name,
		int64_t *id, struct jyz_error *err)
{
	struct jyz_scope scope = { .term = g->query.term };
	const char *text = jyz_args_get(args, name);

	if (!text)
		return JYZ_OK;
	int rc = strcmp(name, "term") == 0
			 ? jyz_term_named(g->cli, text, id, err)
			 : jyz_resolve(&g->cli->desk, kind_of(g, name), text,
				       &scope, id, err);

	return rc < 0 ? jyz_error_prefix(err, "--%s", name) : JYZ_OK;
}

/* Subjects or grades that papers have, to compare a filter with. */
struct known {
	const char *wanted; /* folded */
	int field;
	char *found;         /* as the papers write it */
	struct jyz_map seen; /* as keys */
};

static int see_paper(const struct jyz_record *rec, void *payload,
		     struct jyz_error *err)
{
	struct known *known = payload;
	const char *text = rec->values[known->field].s;
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;

	(void)err;
	jyz_text_key(&key, text);
	if (!known->found && strcmp(key.data, known->wanted) == 0)
		known->found = jyz_strdup(text);
	jyz_map_put(&known->seen, text, strlen(text), 0);
	return JYZ_OK;
}

static int no_paper_has(const struct known *known, const char *name,
			const char *text, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) all = JYZ_BUF_INIT;

	for (size_t i = 0; i < known->seen.count; i++)
		jyz_buf_addf(&all, "%s%s", i ? ", " : "",
			     known->seen.entries[i].key);
	jyz_error_set(err, JYZ_ENOTFOUND, _("--%s: no paper has '%s'"), name,
		      text);
	return jyz_error_hint(err, _("papers have: %s"), all.data);
}

/* A text that no paper has would look like "no gaps". */
static int find_text(struct gaps *g, const struct jyz_args *args,
		     const char *name, const char **out, struct jyz_error *err)
{
	const struct jyz_kind *paper = kind_of(g, "paper");
	const char *text = jyz_args_get(args, name);
	JYZ_AUTO(jyz_query) query = { 0 };
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;

	if (!text)
		return JYZ_OK;
	jyz_text_key(&key, text);
	struct known known = { key.data, jyz_field_find(paper, name), NULL,
			       JYZ_MAP_INIT };

	jyz_query_init(&query, paper);
	int rc = jyz_list(&g->cli->desk, &query, see_paper, &known, err);

	if (rc >= 0 && !known.found && known.seen.count)
		rc = no_paper_has(&known, name, text, err);
	*out = jyz_arena_strdup(&g->arena, known.found ? known.found : text);
	free(known.found);
	jyz_map_free(&known.seen);
	return rc;
}

static int read_threshold(struct gaps *g, const struct jyz_args *args,
			  struct jyz_error *err)
{
	JYZ_AUTO(jyz_force) force = JYZ_FORCE_INIT;
	const char *text = jyz_args_get(args, "threshold");
	const struct jyz_key *key;
	int64_t value;
	int rc;

	g->query.threshold = -1;
	if (text) {
		rc = jyz_decimal_parse(&value, text, JYZ_SCORE_SCALE, 0, "分",
				       err);
		if (rc == JYZ_OK && (value < 0 || value > MAX_THRESHOLD))
			rc = jyz_error_set(err, JYZ_EINVAL,
					   _("'%s' is not from 0 to 10000"),
					   text);
		if (rc < 0)
			return jyz_error_prefix(err, "--threshold");
		g->query.threshold = g->threshold = value;
		g->source = _("option");
		return JYZ_OK;
	}
	if ((rc = jyz_key_find("threshold", &key, err)) < 0 ||
	    (rc = jyz_force_find(g->cli, key, &force, err)) < 0)
		return rc;
	g->source = strcmp(force.origin, "default") == 0 ? _("default")
							 : _("setting");
	rc = jyz_decimal_parse(&g->threshold, force.value, JYZ_SCORE_SCALE, 0,
			       NULL, err);
	return rc < 0 ? jyz_error_prefix(err, _("setting '%s'"), key->name)
		      : rc;
}

static int read_query(struct gaps *g, const struct jyz_args *args,
		      struct jyz_error *err)
{
	int rc;

	g->all = jyz_args_has(args, "all");
	/* All pairs are asked for: those under the line are counted. */
	g->query.all = true;
	g->query.any_track = jyz_args_has(args, "any-track");
	g->query.per_100 = jyz_args_has(args, "per-100");
	g->query.exam = jyz_args_get(args, "exam");
	g->query.class_name = jyz_args_get(args, "class");
	if ((rc = read_threshold(g, args, err)) < 0 ||
	    (rc = find(g, args, "term", &g->query.term, err)) < 0 ||
	    (rc = find(g, args, "teacher", &g->query.teacher, err)) < 0 ||
	    (rc = find_text(g, args, "subject", &g->query.subject, err)) < 0)
		return rc;
	return find_text(g, args, "grade", &g->query.grade, err);
}

/* --- rows --------------------------------------------------------------- */

static const char *average_words(struct jyz_arena *arena, int64_t average,
				 int64_t sat)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	jyz_decimal_format(&text, average, JYZ_GAP_SCALE);
	if (sat >= 0)
		jyz_buf_addf(&text, " (%lld)", (long long)sat);
	else
		jyz_buf_adds(&text, " (?)");
	return jyz_arena_strdup(arena, text.data);
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
	if (row->sat_a >= 0)
		cells[SAT_A].value = jyz_int(row->sat_a);
	cells[CLASS_B].value = jyz_text(row->class_b);
	cells[TEACHER_B].value = jyz_text(row->teacher_b);
	cells[AVERAGE_B].value = jyz_int(row->average_b);
	if (row->sat_b >= 0)
		cells[SAT_B].value = jyz_int(row->sat_b);
	cells[GAP].value = jyz_int(row->gap);
	cells[OVER].value = jyz_int(row->over);
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
	if (g->paper && strcmp(g->paper, title.data) == 0)
		return JYZ_OK;
	free(g->paper);
	g->paper = jyz_strdup(title.data);
	return jyz_report_section(&g->report, g->paper, err);
}

/* The line is marked in words: colour alone tells some people nothing. */
static void describe(struct jyz_arena *arena, const struct jyz_gap_row *row,
		     struct jyz_cell *cells)
{
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;

	cells[AVERAGE_A].shown =
		average_words(arena, row->average_a, row->sat_a);
	cells[AVERAGE_B].shown =
		average_words(arena, row->average_b, row->sat_b);
	if (!row->over)
		return;
	jyz_decimal_format(&line, row->threshold, JYZ_SCORE_SCALE);
	cells[MARK].shown = jyz_arena_printf(arena, _("▲ over %s"), line.data);
	cells[GAP].alert = cells[MARK].alert = true;
}

static int write_row(struct gaps *g, const struct jyz_gap_row *row,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	struct jyz_cell cells[N_COLUMNS];
	int rc = g->report.human ? head(g, row, err) : JYZ_OK;

	if (rc < 0)
		return rc;
	fill(row, cells);
	if (g->report.human)
		describe(&arena, row, cells);
	return jyz_report_row(&g->report, cells, err);
}

static int on_pair(const struct jyz_gap_row *row, void *payload,
		   struct jyz_error *err)
{
	struct gaps *g = payload;

	g->compared++;
	g->over += row->over;
	g->own += row->threshold != g->threshold;
	return row->over || g->all ? write_row(g, row, err) : JYZ_OK;
}

/* --- around them -------------------------------------------------------- */

static int see_one(const struct jyz_record *rec, void *payload,
		   struct jyz_error *err)
{
	(void)rec;
	(void)err;
	*(bool *)payload = true;
	return JYZ_OK;
}

static int say_none(struct gaps *g, struct jyz_error *err)
{
	JYZ_AUTO(jyz_query) query = { 0 };
	bool some = false;

	jyz_query_init(&query, kind_of(g, "result"));
	query.limit = 1;
	int rc = jyz_list(&g->cli->desk, &query, see_one, &some, err);

	if (rc < 0)
		return rc;
	if (some)
		jyz_say(g->cli, _("no two classes of one paper to compare "
				  "here; --any-track compares different "
				  "tracks, too"));
	else
		jyz_say(g->cli, _("no results yet: jyz result add, or jyz "
				  "result import FILE"));
	return JYZ_OK;
}

static int summarize(struct gaps *g, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;

	if (g->compared == 0)
		return say_none(g, err);
	jyz_decimal_format(&line, g->threshold, JYZ_SCORE_SCALE);
	/* TRANSLATORS: pairs, the line in points, where it comes from, how
	 * many pairs are over it. */
	jyz_say(g->cli,
		Q_("%zu pair compared, line %s (%s): %zu over",
		   "%zu pairs compared, line %s (%s): %zu over",
		   (unsigned long)g->compared),
		g->compared, line.data, g->source, g->over);
	if (g->query.per_100)
		jyz_say(g->cli, _("compared as percent of the full marks"));
	if (g->own)
		jyz_say(g->cli,
			Q_("%zu of them by its paper's own line",
			   "%zu of them by their paper's own line",
			   (unsigned long)g->own),
			g->own);
	return JYZ_OK;
}

/* Side by side under the paper, the columns need fewer words. */
static void shorten(struct jyz_report *report)
{
	static const char *const short_words[N_COLUMNS] = {
		[CLASS_A] = N_("Class"),      [CLASS_B] = N_("Class"),
		[TEACHER_A] = N_("Teacher"),  [TEACHER_B] = N_("Teacher"),
		[AVERAGE_A] = N_("Mean (n)"), [AVERAGE_B] = N_("Mean (n)"),
	};

	for (size_t i = 0; report->human && i < report->n_columns; i++)
		if (short_words[report->from[i]])
			report->columns[i].heading =
				_(short_words[report->from[i]]);
}

static int write_all(struct gaps *g, struct jyz_error *err)
{
	int rc = jyz_report_open(&g->report, g->cli, columns, N_KEYS, shown,
				 err);

	if (rc < 0)
		return rc;
	shorten(&g->report);
	rc = jyz_gaps(&g->cli->desk, &g->query, on_pair, g, err);
	if (rc >= 0)
		rc = jyz_report_close(&g->report, err);
	jyz_report_free(&g->report);
	return rc;
}

static int run(struct jyz_cli *cli, const struct jyz_args *args,
	       struct jyz_error *err)
{
	struct gaps g = { .cli = cli };
	int rc = read_query(&g, args, err);

	jyz_say_notes(cli);
	if (rc >= 0)
		rc = write_all(&g, err);
	if (rc >= 0)
		rc = summarize(&g, err);
	free(g.paper);
	jyz_arena_free(&g.arena);
	return rc;
}

const struct jyz_command jyz_cmd_gaps = {
	.name = "gaps",
	.zh = "分差",
	.summary = N_("pairs of classes whose averages differ by more than 5"),
	.options = options,
	.needs = JYZ_NEEDS_READ,
	.run = run,
	.examples = "jyz gaps\n"
		    "jyz gaps --term 2026-1 --subject 数学\n"
		    "jyz gaps --all --format csv -o gaps.csv\n"
		    "jyz gaps --exam 期中考试 --threshold 8",
};
