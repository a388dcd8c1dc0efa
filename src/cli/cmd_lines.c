/*
 * jyz lines: pupils above the lines of an exam by class and subject, and what
 * each class contributes, by the definition that stands beside it.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "filters.h"
#include "inside.h"
#include "jyz/analysis/gap.h"
#include "jyz/base/decimal.h"
#include "jyz/records/lines.h"
#include "privacy.h"
#include "report.h"

static const struct jyz_option options[] = {
	{ "exam", "考试", 0, JYZ_OPTION_TEXT, N_("NAME"), N_("of this exam") },
	{ "subject", "科目/学科", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("of this subject") },
	{ "term", "学期", 0, JYZ_OPTION_TEXT, N_("CODE"),
	  N_("of this term only; all terms unless given") },
	{ 0 }
};

enum {
	EXAM,
	SUBJECT,
	GRADE,
	CLASS,
	TEACHER,
	LINE,
	DEFINITION,
	TOTAL_LINE,
	SUBJECT_LINE,
	SAT,
	ABOVE_TOTAL,
	ABOVE_SUBJECT,
	ABOVE_BOTH,
	HIT_RATE,
	CONTRIBUTION,
	N_COLUMNS
};

#define TEXT(k, h)                                                            \
	{                                                                     \
		.key = k, .heading = h                                        \
	}
#define NUMBER(k, h, s)                                                       \
	{                                                                     \
		.key = k, .heading = h, .type = JYZ_CELL_DECIMAL, .scale = s, \
		.right = true                                                 \
	}
#define SHARE(k, h)                                                           \
	{                                                                     \
		.key = k, .heading = h, .type = JYZ_CELL_DECIMAL, .scale = 4, \
		.right = true, .share = true                                  \
	}
#define COUNT(k, h)                                                           \
	{                                                                     \
		.key = k, .heading = h, .type = JYZ_CELL_INTEGER,             \
		.right = true                                                 \
	}

static const struct jyz_column columns[N_COLUMNS] = {
	[EXAM] = TEXT("exam", N_("Exam")),
	[SUBJECT] = TEXT("subject", N_("Subject")),
	[GRADE] = TEXT("grade", N_("Grade")),
	[CLASS] = TEXT("class", N_("Class")),
	[TEACHER] = TEXT("teacher", N_("Teacher")),
	[LINE] = TEXT("line", N_("Line")),
	[DEFINITION] = TEXT("definition", N_("Definition")),
	[TOTAL_LINE] =
		NUMBER("total_line", N_("Line of the total"), JYZ_SCORE_SCALE),
	[SUBJECT_LINE] = NUMBER("subject_line", N_("Line of the subject"),
				JYZ_SCORE_SCALE),
	[SAT] = COUNT("sat", N_("Sat")),
	[ABOVE_TOTAL] = COUNT("above_total", N_("Above total")),
	[ABOVE_SUBJECT] = COUNT("above_subject", N_("Above subject")),
	[ABOVE_BOTH] = COUNT("above_both", N_("Above both")),
	[HIT_RATE] = SHARE("hit_rate", N_("Hit rate")),
	[CONTRIBUTION] = SHARE("contribution", N_("Contribution")),
};

/* For people: the line and its definition stand above the classes. */
static const int shown[] = { CLASS,       TEACHER,       SAT,
			     ABOVE_TOTAL, ABOVE_SUBJECT, ABOVE_BOTH,
			     HIT_RATE,    CONTRIBUTION,  -1 };

struct lines {
	struct jyz_cli *cli;
	struct jyz_line_query query;
	struct jyz_arena arena; /* of the query's texts */
	struct jyz_report report;
	char *title;          /* of the section that is being written */
	unsigned definitions; /* that were met, a bit each */
	size_t hidden;        /* statistics that a file must not have */
};

/* As results have it in words. */
static const char *definition_words(const struct lines *l,
				    enum jyz_contribution definition)
{
	const struct jyz_kind *result =
		jyz_kind_of_table(l->cli->desk.catalogue, "result");
	const struct jyz_part *part =
		&result->parts[jyz_part_named(result, "line")];
	const char *name = jyz_contribution_name(definition);

	for (size_t i = 0; i < part->n_fields; i++)
		if (strcmp(part->fields[i].name, "definition") == 0)
			return jyz_choice_shown(&part->fields[i], name);
	return name;
}

static int head(struct lines *l, const struct jyz_line_row *row,
		struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) title = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) total = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) subject = JYZ_BUF_INIT;

	jyz_decimal_format(&total, row->total_line, JYZ_SCORE_SCALE);
	jyz_decimal_format(&subject, row->subject_line, JYZ_SCORE_SCALE);
	jyz_buf_addf(&title, "%s %s  %s %s  ", row->exam, row->date,
		     row->subject, row->grade);
	/* TRANSLATORS: name of the line, total, subject's line, definition. */
	jyz_buf_addf(&title, _("%s: total %s, subject %s (%s)"), row->line,
		     total.data, subject.data,
		     definition_words(l, row->definition));
	if (l->title && strcmp(l->title, title.data) == 0)
		return JYZ_OK;
	free(l->title);
	l->title = jyz_strdup(title.data);
	return jyz_report_section(&l->report, l->title, err);
}

static void fill(const struct jyz_line_row *row, struct jyz_cell *cells)
{
	const char *definition = jyz_contribution_name(row->definition);

	cells[EXAM].value = jyz_text(row->exam);
	cells[SUBJECT].value = jyz_text(row->subject);
	cells[GRADE].value = jyz_text(row->grade);
	cells[CLASS].value = jyz_text(row->class_name);
	cells[TEACHER].value = jyz_text(row->teacher);
	cells[LINE].value = jyz_text(row->line);
	cells[DEFINITION].value = jyz_text(definition);
	cells[TOTAL_LINE].value = jyz_int(row->total_line);
	cells[SUBJECT_LINE].value = jyz_int(row->subject_line);
	if (row->sat >= 0)
		cells[SAT].value = jyz_int(row->sat);
	cells[ABOVE_TOTAL].value = jyz_int(row->counts.above_total);
	cells[ABOVE_SUBJECT].value = jyz_int(row->counts.above_subject);
	cells[ABOVE_BOTH].value = jyz_int(row->counts.both);
	if (!isnan(row->hit_rate))
		cells[HIT_RATE].value = jyz_real(row->hit_rate);
	if (!isnan(row->contribution))
		cells[CONTRIBUTION].value = jyz_real(row->contribution);
}

static const char *percent(struct jyz_arena *arena, double rate)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	if (isnan(rate))
		return NULL;
	jyz_real_round(&text, rate * 100, 1);
	return jyz_arena_printf(arena, "%s %%", text.data);
}

/* Of very few pupils a count names some of them. */
static void hide(struct lines *l, const struct jyz_line_row *row,
		 struct jyz_cell *cells)
{
	static const int counted[] = { ABOVE_TOTAL, ABOVE_SUBJECT, ABOVE_BOTH,
				       HIT_RATE, CONTRIBUTION };

	if (!jyz_output_named(&l->report.out) || !jyz_small_cell(row->sat))
		return;
	jyz_hide_cells(cells, counted, JYZ_COUNT(counted));
	l->hidden++;
}

static int on_line(const struct jyz_line_row *row, void *payload,
		   struct jyz_error *err)
{
	struct lines *l = payload;
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	struct jyz_cell cells[N_COLUMNS] = { 0 };
	bool human = l->report.human;

	/* Sums of rows are for people: others add up themselves. */
	if (!row->class_name && !human)
		return JYZ_OK;
	int rc = human ? head(l, row, err) : JYZ_OK;

	if (rc < 0)
		return rc;
	l->definitions |= 1U << row->definition;
	fill(row, cells);
	if (l->report.words)
		cells[DEFINITION].shown = definition_words(l,
							   row->definition);
	if (human) {
		cells[HIT_RATE].shown = percent(&arena, row->hit_rate);
		cells[CONTRIBUTION].shown = percent(&arena, row->contribution);
		if (!row->class_name)
			cells[CLASS].shown = _("the grade");
	}
	hide(l, row, cells);
	return jyz_report_row(&l->report, cells, err);
}

/* The words are used for different things. */
static void explain(const struct lines *l)
{
	static const char *const what[] = {
		[JYZ_CONTRIBUTION_EFFECTIVE] =
			N_("the subject's line is the mean score of those "
			   "above the total's line, times that line over "
			   "their mean total; contribution: above both / "
			   "above the total's line"),
		[JYZ_CONTRIBUTION_TOP] =
			N_("the subject's line is the score of the N-th "
			   "pupil of the grade, N: those above the total's "
			   "line; contribution: above both / above the "
			   "total's line"),
		[JYZ_CONTRIBUTION_SHARE] =
			N_("contribution is the subject's share of the "
			   "points of those above the total's line"),
	};

	for (size_t i = 0; i < JYZ_COUNT(what); i++)
		if (l->definitions & 1U << i)
			jyz_say(l->cli, "%s: %s",
				definition_words(l, (enum jyz_contribution)i),
				_(what[i]));
	if (l->definitions)
		jyz_say(l->cli, _("hit rate: above both / above the subject's "
				  "line"));
	else
		jyz_say(l->cli, _("no lines: jyz exam import FILE --line "
				  "NAME=TOTAL counts them"));
}

static int write_lines(struct lines *l, struct jyz_error *err)
{
	int rc = jyz_report_open(&l->report, l->cli, columns, N_COLUMNS, shown,
				 err);

	if (rc < 0)
		return rc;
	rc = jyz_lines(&l->cli->desk, &l->query, on_line, l, err);
	if (rc >= 0)
		rc = jyz_report_close(&l->report, err);
	jyz_report_free(&l->report);
	return rc;
}

static int run(struct jyz_cli *cli, const struct jyz_args *args,
	       struct jyz_error *err)
{
	struct lines l = { .cli = cli };
	int rc;

	l.query.exam = jyz_args_get(args, "exam");
	if ((rc = jyz_filter_term(cli, args, &l.query.term, err)) >= 0)
		rc = jyz_filter_paper(cli, args, "subject", &l.arena,
				      &l.query.subject, err);
	if (rc >= 0)
		rc = write_lines(&l, err);
	jyz_say_notes(cli);
	if (rc >= 0) {
		explain(&l);
		jyz_say_small(cli, l.hidden);
	}
	free(l.title);
	jyz_arena_free(&l.arena);
	return rc;
}

const struct jyz_command jyz_cmd_lines = {
	.name = "lines",
	.zh = "上线",
	.summary = N_("pupils above the lines, and what classes contribute"),
	.options = options,
	.needs = JYZ_NEEDS_READ,
	.run = run,
	.examples = "jyz lines --exam 期末考试\n"
		    "jyz lines --exam 期末考试 --subject 数学 --format csv",
};
