/*
 * jyz trend: where classes stand in their grade from exam to exam; with
 * --adjusted, pairs of classes with their intake taken into account.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "filters.h"
#include "inside.h"
#include "jyz/analysis/gap.h"
#include "jyz/base/decimal.h"
#include "jyz/records/resolve.h"
#include "jyz/records/trend.h"
#include "privacy.h"
#include "report.h"

static const struct jyz_option options[] = {
	{ "class", "班级", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("this class, in all its years") },
	{ "teacher", "教师", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("classes that this teacher taught then") },
	{ "subject", "科目/学科", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("of this subject") },
	{ "grade", "年级", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("of this grade") },
	{ "exam", "考试", 0, JYZ_OPTION_TEXT, N_("NAME"), N_("of this exam") },
	{ "term", "学期", 0, JYZ_OPTION_TEXT, N_("CODE"),
	  N_("of this term only; all terms unless given") },
	{ "adjusted", "校正", 0, JYZ_OPTION_FLAG, NULL,
	  N_("pairs of classes, with their intake taken into account") },
	{ "threshold", "分差线", 0, JYZ_OPTION_TEXT, N_("POINTS"),
	  N_("the line, instead of the paper's or the setting's") },
	{ "all", "全部", 0, JYZ_OPTION_FLAG, NULL,
	  N_("pairs that are not over the line, too") },
	{ 0 }
};

#define TEXT(k, h)                                                            \
	{                                                                     \
		.key = k, .heading = h, .type = JYZ_CELL_TEXT                 \
	}
#define DATE_OF(k, h)                                                         \
	{                                                                     \
		.key = k, .heading = h, .type = JYZ_CELL_DATE                 \
	}
#define REAL(k, h)                                                            \
	{                                                                     \
		.key = k, .heading = h, .type = JYZ_CELL_DECIMAL, .scale = 2, \
		.right = true                                                 \
	}
#define OPTIONAL(k, h)                                                        \
	{                                                                     \
		.key = k, .heading = h, .type = JYZ_CELL_DECIMAL, .scale = 2, \
		.right = true, .optional = true                               \
	}
#define COUNT(k, h)                                                           \
	{                                                                     \
		.key = k, .heading = h, .type = JYZ_CELL_INTEGER,             \
		.right = true                                                 \
	}

struct trend {
	struct jyz_cli *cli;
	struct jyz_trend_query query;
	struct jyz_arena arena;
	struct jyz_report report;
	char *title; /* of the section that is being written */
	bool disagree;
	bool last_hidden; /* the row before was of too few pupils */
	size_t hidden;
};

/* What a file must not say of very few pupils. */
static bool hide(struct trend *t, int64_t pupils, struct jyz_cell *cells,
		 const int *places, size_t n)
{
	if (!jyz_output_named(&t->report.out) || !jyz_small_cell(pupils))
		return false;
	jyz_hide_cells(cells, places, n);
	t->hidden++;
	return true;
}

/* A table of its own for what belongs together. */
static int head(struct trend *t, const char *title, struct jyz_error *err)
{
	if (!t->report.human || (t->title && strcmp(t->title, title) == 0))
		return JYZ_OK;
	free(t->title);
	t->title = jyz_strdup(title);
	return jyz_report_section(&t->report, t->title, err);
}

/* --- from exam to exam ---------------------------------------------------- */

enum {
	LINE,
	CLASS,
	TERM,
	EXAM,
	DATE,
	SUBJECT,
	GRADE,
	TEACHER,
	FULL_MARKS,
	SAT,
	AVERAGE,
	GRADE_AVERAGE,
	GRADE_SD,
	DISTANCE,
	Z,
	CHANGE,
	N_COLUMNS
};

static const struct jyz_column columns[N_COLUMNS] = {
	[LINE] = TEXT("line", N_("Class")),
	[CLASS] = TEXT("class", N_("Class then")),
	[TERM] = TEXT("term", N_("Term")),
	[EXAM] = TEXT("exam", N_("Exam")),
	[DATE] = DATE_OF("date", N_("Date")),
	[SUBJECT] = TEXT("subject", N_("Subject")),
	[GRADE] = TEXT("grade", N_("Grade")),
	[TEACHER] = TEXT("teacher", N_("Teacher")),
	[FULL_MARKS] = { .key = "full_marks",
			 .heading = N_("Full marks"),
			 .type = JYZ_CELL_DECIMAL,
			 .scale = JYZ_SCORE_SCALE,
			 .right = true },
	[SAT] = COUNT("sat", N_("Sat")),
	[AVERAGE] = REAL("average", N_("Average")),
	[GRADE_AVERAGE] = REAL("grade_average", N_("Grade's average")),
	[GRADE_SD] = REAL("grade_sd", N_("Grade's SD")),
	[DISTANCE] = REAL("distance", N_("From the grade")),
	[Z] = OPTIONAL("z", N_("Standard score")),
	[CHANGE] = OPTIONAL("change", N_("Change")),
};

static const int shown[] = { LINE, DATE,	  EXAM,	    TEACHER, AVERAGE,
			     SAT,  GRADE_AVERAGE, DISTANCE, Z,	     CHANGE,
			     -1 };

static void hide_row(struct trend *t, const struct jyz_trend_row *row,
		     struct jyz_cell *cells)
{
	static const int told[] = { AVERAGE, DISTANCE, Z, CHANGE };

	/* With its change the next row would tell. */
	if (t->last_hidden)
		jyz_hide_cells(cells, &told[3], 1);
	t->last_hidden = hide(t, row->sat, cells, told, JYZ_COUNT(told));
}

static int on_row(const struct jyz_trend_row *row, void *payload,
		  struct jyz_error *err)
{
	struct trend *t = payload;
	struct jyz_cell cells[N_COLUMNS] = { 0 };
	int rc = head(t, row->subject, err);

	if (rc < 0)
		return rc;
	cells[LINE].value = jyz_text(row->line);
	cells[CLASS].value = jyz_text(row->class_name);
	cells[TERM].value = jyz_text(row->term);
	cells[EXAM].value = jyz_text(row->exam);
	cells[DATE].value = jyz_text(row->date);
	cells[SUBJECT].value = jyz_text(row->subject);
	cells[GRADE].value = jyz_text(row->grade);
	cells[TEACHER].value = jyz_text(row->teacher);
	cells[FULL_MARKS].value = jyz_int(row->full_marks);
	if (row->sat >= 0)
		cells[SAT].value = jyz_int(row->sat);
	cells[AVERAGE].value = jyz_real(row->average);
	cells[GRADE_AVERAGE].value = jyz_real(row->grade_average);
	cells[GRADE_SD].value = jyz_real(row->grade_sd);
	cells[DISTANCE].value = jyz_real(row->distance);
	cells[Z].value = jyz_real(row->z);
	cells[CHANGE].value = jyz_real(row->change);
	hide_row(t, row, cells);
	return jyz_report_row(&t->report, cells, err);
}

/* --- with the intake ------------------------------------------------------ */

enum {
	A_TERM,
	A_EXAM,
	A_DATE,
	A_SUBJECT,
	A_GRADE,
	CLASS_A,
	TEACHER_A,
	PUPILS_A,
	CLASS_B,
	TEACHER_B,
	PUPILS_B,
	GAP,
	ADJUSTED,
	ADJUSTED_SE,
	CI_LOW,
	CI_HIGH,
	P,
	GAIN,
	GAIN_Z,
	DISAGREE,
	/* for people only */
	INTERVAL,
	N_ADJUSTED
};

#define N_ADJUSTED_KEYS INTERVAL

static const struct jyz_column adjusted_columns[N_ADJUSTED] = {
	[A_TERM] = TEXT("term", N_("Term")),
	[A_EXAM] = TEXT("exam", N_("Exam")),
	[A_DATE] = DATE_OF("date", N_("Date")),
	[A_SUBJECT] = TEXT("subject", N_("Subject")),
	[A_GRADE] = TEXT("grade", N_("Grade")),
	[CLASS_A] = TEXT("class_a", N_("Class A")),
	[TEACHER_A] = TEXT("teacher_a", N_("Teacher A")),
	[PUPILS_A] = COUNT("pupils_a", N_("Pupils A")),
	[CLASS_B] = TEXT("class_b", N_("Class B")),
	[TEACHER_B] = TEXT("teacher_b", N_("Teacher B")),
	[PUPILS_B] = COUNT("pupils_b", N_("Pupils B")),
	[GAP] = REAL("gap", N_("Gap")),
	[ADJUSTED] = REAL("adjusted", N_("Adjusted")),
	[ADJUSTED_SE] = REAL("adjusted_se", N_("SE")),
	[CI_LOW] = REAL("ci_low", N_("Interval from")),
	[CI_HIGH] = REAL("ci_high", N_("Interval to")),
	[P] = { .key = "p",
		.heading = "p",
		.type = JYZ_CELL_DECIMAL,
		.scale = 3,
		.right = true },
	[GAIN] = REAL("gain", N_("Gain")),
	[GAIN_Z] = REAL("gain_z", N_("Gain (SD)")),
	[DISAGREE] = { .key = "disagree",
		       .heading = N_("Disagree"),
		       .type = JYZ_CELL_FLAG },
	[INTERVAL] = { .key = "interval", .heading = N_("Interval (95 %)") },
};

static const int adjusted_shown[] = { CLASS_A,	CLASS_B,  GAP,	  ADJUSTED,
				      INTERVAL, GAIN,	  GAIN_Z, DISAGREE,
				      -1 };

static void fill_adjusted(const struct jyz_adjusted_row *row,
			  struct jyz_cell *cells)
{
	cells[A_TERM].value = jyz_text(row->term);
	cells[A_EXAM].value = jyz_text(row->exam);
	cells[A_DATE].value = jyz_text(row->date);
	cells[A_SUBJECT].value = jyz_text(row->subject);
	cells[A_GRADE].value = jyz_text(row->grade);
	cells[CLASS_A].value = jyz_text(row->class_a);
	cells[TEACHER_A].value = jyz_text(row->teacher_a);
	cells[PUPILS_A].value = jyz_int(row->pupils_a);
	cells[CLASS_B].value = jyz_text(row->class_b);
	cells[TEACHER_B].value = jyz_text(row->teacher_b);
	cells[PUPILS_B].value = jyz_int(row->pupils_b);
	cells[GAP].value = jyz_real(row->gap);
	cells[ADJUSTED].value = jyz_real(row->adjusted);
	cells[ADJUSTED_SE].value = jyz_real(row->se);
	cells[CI_LOW].value = jyz_real(row->low);
	cells[CI_HIGH].value = jyz_real(row->high);
	cells[P].value = jyz_real(row->p);
	cells[GAIN].value = jyz_real(row->gain);
	cells[GAIN_Z].value = jyz_real(row->gain_z);
	cells[DISAGREE].value = jyz_int(row->disagree);
}

static void hide_pair(struct trend *t, const struct jyz_adjusted_row *row,
		      struct jyz_cell *cells)
{
	static const int told[] = { GAP, ADJUSTED, ADJUSTED_SE, CI_LOW, CI_HIGH,
				    P, GAIN, GAIN_Z, DISAGREE, INTERVAL };
	int64_t fewer = row->pupils_a < row->pupils_b ? row->pupils_a
						      : row->pupils_b;

	hide(t, fewer, cells, told, JYZ_COUNT(told));
}

static int on_pair(const struct jyz_adjusted_row *row, void *payload,
		   struct jyz_error *err)
{
	struct trend *t = payload;
	struct jyz_cell cells[N_ADJUSTED] = { 0 };
	JYZ_AUTO(jyz_buf) paper = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) interval = JYZ_BUF_INIT;

	jyz_buf_addf(&paper, "%s %s  %s %s", row->term, row->exam,
		     row->subject, row->grade);
	int rc = head(t, paper.data, err);

	if (rc < 0)
		return rc;
	fill_adjusted(row, cells);
	jyz_buf_addc(&interval, '[');
	jyz_real_round(&interval, row->low, 2);
	jyz_buf_adds(&interval, ", ");
	jyz_real_round(&interval, row->high, 2);
	jyz_buf_addc(&interval, ']');
	cells[INTERVAL].shown = interval.data;
	cells[DISAGREE].alert = row->disagree;
	t->disagree |= row->disagree;
	hide_pair(t, row, cells);
	return jyz_report_row(&t->report, cells, err);
}

/* --- the command ---------------------------------------------------------- */

/* Whoever taught is known by name alone. */
static int find_teacher(struct trend *t, const char *text,
			struct jyz_error *err)
{
	struct jyz_desk *desk = &t->cli->desk;
	const struct jyz_kind *kind =
		jyz_kind_of_table(desk->catalogue, "teacher");
	JYZ_AUTO(jyz_record) rec = { 0 };
	int64_t id;
	int rc = jyz_resolve(desk, kind, text, NULL, &id, err);

	if (rc < 0)
		return jyz_error_prefix(err, "--teacher");
	jyz_record_init(&rec, kind);
	if ((rc = jyz_record_load(desk, kind, id, &rec, err)) < 0)
		return rc;
	t->query.teacher = jyz_arena_strdup(
		&t->arena, rec.values[jyz_field_named(kind, "name")].s);
	return rc;
}

/* Options that would be passed over in silence. */
static int check_adjusted(const struct jyz_args *args, struct jyz_error *err)
{
	static const char *const of_pairs[] = { "threshold", "all" };

	for (size_t i = 0; i < JYZ_COUNT(of_pairs); i++)
		if (jyz_args_has(args, of_pairs[i]) &&
		    !jyz_args_has(args, "adjusted")) {
			jyz_error_set(err, JYZ_EUSAGE,
				      _("--%s is for pairs of classes"),
				      of_pairs[i]);
			return jyz_error_hint(err, "--adjusted");
		}
	return JYZ_OK;
}

static int read_query(struct trend *t, const struct jyz_args *args,
		      struct jyz_error *err)
{
	struct jyz_cli *cli = t->cli;
	struct jyz_trend_query *q = &t->query;
	const char *origin;
	int rc;

	q->exam = jyz_args_get(args, "exam");
	q->class_name = jyz_args_get(args, "class");
	q->all = jyz_args_has(args, "all");
	q->any_paper = jyz_args_has(args, "threshold");
	if (jyz_args_has(args, "teacher") &&
	    (rc = find_teacher(t, jyz_args_get(args, "teacher"), err)) < 0)
		return rc;
	if ((rc = check_adjusted(args, err)) < 0 ||
	    (rc = jyz_filter_threshold(cli, args, &q->threshold, &origin,
				       err)) < 0 ||
	    (rc = jyz_filter_term(cli, args, &q->term, err)) < 0 ||
	    (rc = jyz_filter_paper(cli, args, "subject", &t->arena,
				   &q->subject, err)) < 0)
		return rc;
	return jyz_filter_paper(cli, args, "grade", &t->arena, &q->grade, err);
}

static int write_rows(struct trend *t, bool adjusted, struct jyz_error *err)
{
	int rc = adjusted ? jyz_report_open(&t->report, t->cli,
					    adjusted_columns, N_ADJUSTED_KEYS,
					    adjusted_shown, err) :
			    jyz_report_open(&t->report, t->cli, columns,
					    N_COLUMNS, shown, err);

	if (rc < 0)
		return rc;
	rc = adjusted ? jyz_trend_adjusted(&t->cli->desk, &t->query, on_pair,
					   t, err) :
			jyz_trend(&t->cli->desk, &t->query, on_row, t, err);
	size_t rows = t->report.rows;

	if (rc >= 0)
		rc = jyz_report_close(&t->report, err);
	jyz_report_free(&t->report);
	if (rc >= 0 && !rows)
		jyz_say(t->cli, adjusted ?
					_("no pairs over the line with a "
					  "baseline: jyz exam import FILE "
					  "--baseline COLUMN; --all shows "
					  "those under the line") :
					_("no results yet: jyz result add, "
					  "or jyz exam import FILE"));
	return rc;
}

static void explain(const struct trend *t, bool adjusted)
{
	if (!adjusted)
		return;
	jyz_say(t->cli, _("adjusted: as if both classes had begun alike "
			  "(analysis of covariance); gain: how much more the "
			  "one class gained"));
	if (t->disagree)
		jyz_say(t->cli, _("where they disagree, neither is proof: "
				  "with classes that were not formed alike "
				  "the two answer different questions"));
}

static int run(struct jyz_cli *cli, const struct jyz_args *args,
	       struct jyz_error *err)
{
	struct trend t = { .cli = cli };
	bool adjusted = jyz_args_has(args, "adjusted");
	int rc = read_query(&t, args, err);

	jyz_say_notes(cli);
	if (rc >= 0)
		rc = write_rows(&t, adjusted, err);
	if (rc >= 0) {
		explain(&t, adjusted);
		jyz_say_small(cli, t.hidden);
	}
	free(t.title);
	jyz_arena_free(&t.arena);
	return rc;
}

const struct jyz_command jyz_cmd_trend = {
	.name = "trend",
	.zh = "走势/趋势",
	.summary = N_("where classes stand in their grade from exam to exam"),
	.options = options,
	.needs = JYZ_NEEDS_READ,
	.run = run,
	.examples = "jyz trend --class 高一1班 --subject 数学\n"
		    "jyz trend --adjusted --exam 期中考试\n"
		    "jyz trend --format csv -o trend.csv",
};
