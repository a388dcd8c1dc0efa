/*
 * jyz diagnose: a paper's card, and seven causes for each pair of classes
 * that is over the line.  The judgement comes from records/diagnose.h.
 */
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "diagnose.h"
#include "filters.h"
#include "gaps.h"
#include "inside.h"
#include "jyz/records/findings.h"
#include "jyz/records/resolve.h"
#include "privacy.h"

static const struct jyz_option options[] = {
	{ "exam", "考试", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("the paper of this exam") },
	{ "subject", "科目/学科", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("of this subject") },
	{ "grade", "年级", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("of this grade") },
	{ "term", "学期", 0, JYZ_OPTION_TEXT, N_("CODE"),
	  N_("of this term, where exams are of one name") },
	{ "class", "班级", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("pairs with this class only") },
	{ "threshold", "分差线", 0, JYZ_OPTION_TEXT, N_("POINTS"),
	  N_("the line, instead of the paper's or the setting's") },
	{ "open", "立案", 0, JYZ_OPTION_FLAG, NULL,
	  N_("open a finding for each pair that has none") },
	{ 0 }
};

/* --- which paper ---------------------------------------------------------- */

static int no_paper_given(struct jyz_error *err)
{
	jyz_error_set(err, JYZ_EUSAGE, _("which paper?"));
	return jyz_error_hint(err, "jyz diagnose --exam NAME --subject NAME");
}

static int find_paper(struct jyz_cli *cli, const struct jyz_args *args,
		      int64_t *paper, struct jyz_error *err)
{
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	const char *exam = jyz_args_get(args, "exam");
	const char *subject = NULL, *grade = NULL;
	struct jyz_scope scope = { .term = 0 };
	int rc;

	if (args->n_words && exam)
		return jyz_error_set(err, JYZ_EUSAGE,
				     _("a paper or --exam, not both"));
	if (!args->n_words && !exam)
		return no_paper_given(err);
	if ((rc = jyz_filter_term(cli, args, &scope.term, err)) < 0)
		return rc;
	if (args->n_words && jyz_number(args->words[0], paper))
		return JYZ_OK;
	if (args->n_words)
		return jyz_resolve(&cli->desk,
				   jyz_kind_of_table(cli->desk.catalogue,
						     "paper"),
				   args->words[0], &scope, paper, err);
	if ((rc = jyz_filter_paper(cli, args, "subject", &arena, &subject,
				   err)) < 0 ||
	    (rc = jyz_filter_paper(cli, args, "grade", &arena, &grade, err)) <
		    0)
		return rc;
	return jyz_diagnose_find(&cli->desk, exam, subject, grade, scope.term,
				 paper, err);
}

static int read_query(struct jyz_cli *cli, const struct jyz_args *args,
		      struct jyz_diagnose_query *query, struct jyz_error *err)
{
	const char *origin;

	query->threshold = -1;
	query->class_name = jyz_args_get(args, "class");
	int rc = jyz_args_has(args, "threshold")
			 ? jyz_filter_threshold(cli, args, &query->threshold,
						&origin, err)
			 : JYZ_OK;

	return rc < 0 ? rc : find_paper(cli, args, &query->paper, err);
}

/* --- findings ------------------------------------------------------------- */

static int open_pair(struct jyz_cli *cli, const struct jyz_diagnosis *d,
		     struct jyz_pair_judged *pair, size_t *opened,
		     struct jyz_error *err)
{
	if (pair->finding)
		return JYZ_OK;
	++*opened;
	return jyz_finding_open(&cli->desk, d->grade.paper,
				d->grade.classes[pair->a].id,
				d->grade.classes[pair->b].id, &pair->finding,
				err);
}

static int open_findings(struct jyz_cli *cli, struct jyz_diagnosis *d,
			 struct jyz_error *err)
{
	JYZ_AUTO(jyz_journal) journal = JYZ_JOURNAL_INIT;
	size_t opened = 0;
	int rc = jyz_journal_begin(&journal, cli->store, err);

	for (size_t i = 0; i < d->n_pairs && rc >= 0; i++)
		rc = open_pair(cli, d, &d->pairs[i], &opened, err);
	if (rc < 0)
		return rc;
	jyz_say(cli, Q_("%zu finding opened", "%zu findings opened",
			(unsigned long)opened), opened);
	return jyz_deed_end(cli, &journal, err);
}

/* --- rows: a cause of a pair each ----------------------------------------- */

enum { EXAM, SUBJECT, GRADE, CLASS_A, TEACHER_A, CLASS_B, TEACHER_B, GAP,
       READING, CAUSE, VERDICT, EVIDENCE, N_COLUMNS };

#define TEXT(k, h)                                                            \
	{                                                                     \
		.key = k, .heading = h, .type = JYZ_CELL_TEXT                 \
	}

static const struct jyz_column columns[N_COLUMNS] = {
	[EXAM] = TEXT("exam", N_("Exam")),
	[SUBJECT] = TEXT("subject", N_("Subject")),
	[GRADE] = TEXT("grade", N_("Grade")),
	[CLASS_A] = TEXT("class_a", N_("Class A")),
	[TEACHER_A] = TEXT("teacher_a", N_("Teacher A")),
	[CLASS_B] = TEXT("class_b", N_("Class B")),
	[TEACHER_B] = TEXT("teacher_b", N_("Teacher B")),
	[GAP] = { .key = "gap",
		  .heading = N_("Gap"),
		  .type = JYZ_CELL_DECIMAL,
		  .scale = JYZ_GAP_SCALE,
		  .right = true },
	[READING] = TEXT("reading", N_("Reading")),
	[CAUSE] = TEXT("cause", N_("Cause")),
	[VERDICT] = TEXT("verdict", N_("Verdict")),
	[EVIDENCE] = { .key = "evidence",
		       .heading = N_("Evidence"),
		       .wrap = true },
};

/* In words where keys are not wanted: only workbooks look at them. */
static void name_keys(const struct jyz_cli *cli, enum jyz_cause cause,
		      const struct jyz_cause_judged *judged,
		      struct jyz_cell *cells)
{
	const struct jyz_kind *kind =
		jyz_kind_of_table(cli->desk.catalogue, "finding");
	const struct jyz_field *field =
		&kind->fields[jyz_field_find(kind, "cause")];

	cells[CAUSE].shown = jyz_choice_shown(field, jyz_cause_name(cause));
	cells[VERDICT].alert = judged->verdict == JYZ_VERDICT_FOR;
	switch (judged->verdict) {
	case JYZ_VERDICT_FOR:
		cells[VERDICT].shown = _("for");
		return;
	case JYZ_VERDICT_AGAINST:
		cells[VERDICT].shown = _("against");
		return;
	case JYZ_VERDICT_UNKNOWN:
		cells[VERDICT].shown = _("not known");
		return;
	}
}

static int write_causes(const struct jyz_cli *cli, struct jyz_writer *w,
			const struct jyz_diagnosis *d,
			const struct jyz_pair_judged *pair,
			struct jyz_error *err)
{
	const struct jyz_grade_class *a = &d->grade.classes[pair->a];
	const struct jyz_grade_class *b = &d->grade.classes[pair->b];
	struct jyz_cell cells[N_COLUMNS] = { { .alert = false } };
	int rc = JYZ_OK;

	cells[EXAM].value = jyz_text(d->exam);
	cells[SUBJECT].value = jyz_text(d->subject);
	cells[GRADE].value = jyz_text(d->grade_name);
	cells[CLASS_A].value = jyz_text(a->name);
	cells[TEACHER_A].value = jyz_text(a->teacher);
	cells[CLASS_B].value = jyz_text(b->name);
	cells[TEACHER_B].value = jyz_text(b->teacher);
	cells[GAP].value = jyz_int(pair->gap);
	cells[GAP].alert = true;
	cells[READING].value = jyz_text(jyz_reading_name(pair->reading));
	cells[READING].shown = jyz_reading_words(pair->reading);
	for (int i = 0; i < JYZ_CAUSES && rc >= 0; i++) {
		const struct jyz_cause_judged *cause = &pair->causes[i];

		cells[CAUSE].value =
			jyz_text(jyz_cause_name((enum jyz_cause)i));
		cells[VERDICT].value =
			jyz_text(jyz_verdict_name(cause->verdict));
		cells[EVIDENCE].value = jyz_text(cause->evidence);
		name_keys(cli, (enum jyz_cause)i, cause, cells);
		rc = jyz_writer_row(w, cells, err);
	}
	return rc;
}

static int write_rows(struct jyz_cli *cli, const struct jyz_output *out,
		      const struct jyz_diagnosis *d, struct jyz_error *err)
{
	struct jyz_column translated[N_COLUMNS];
	struct jyz_writer *w;

	memcpy(translated, columns, sizeof(translated));
	for (int i = 0; i < N_COLUMNS; i++)
		translated[i].heading = _(translated[i].heading);
	int rc = jyz_writer_new(&w, out->format, &out->options, translated,
				N_COLUMNS, err);

	if (rc < 0)
		return rc;
	for (size_t i = 0; i < d->n_pairs && rc >= 0; i++)
		rc = write_causes(cli, w, d, &d->pairs[i], err);
	if (rc >= 0)
		return jyz_writer_end(w, err);
	jyz_writer_drop(w);
	return rc;
}

/* --- the command ---------------------------------------------------------- */

static int write_format(struct jyz_cli *cli, const struct jyz_output *out,
			const struct jyz_diagnosis *d, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	switch (out->format) {
	case JYZ_FORMAT_TABLE:
		return jyz_diagnose_show(cli, out, d, err);
	case JYZ_FORMAT_CSV:
	case JYZ_FORMAT_TSV:
	case JYZ_FORMAT_XLSX:
	case JYZ_FORMAT_HTML:
		return write_rows(cli, out, d, err);
	case JYZ_FORMAT_JSON:
	case JYZ_FORMAT_JSONL:
		break;
	}
	jyz_diagnose_json(&text, d, false);
	/* What is not written shows when the output is closed. */
	fwrite(text.data, 1, text.len, out->file);
	return JYZ_OK;
}

/* A gap of a very small class tells on its pupils; there is nothing to be
 * said of its causes, either. */
static void leave_out_small(const struct jyz_cli *cli, struct jyz_diagnosis *d)
{
	size_t kept = 0;

	for (size_t i = 0; i < d->n_pairs; i++) {
		const struct jyz_pair_judged *pair = &d->pairs[i];

		if (!jyz_small_cell(d->grade.classes[pair->a].sat) &&
		    !jyz_small_cell(d->grade.classes[pair->b].sat))
			d->pairs[kept++] = *pair;
	}
	size_t left = d->n_pairs - kept;

	d->n_pairs = kept;
	if (left)
		jyz_say(cli,
			Q_("pairs with a class of fewer than %d pupils are "
			   "left out of a file: %zu pair",
			   "pairs with a class of fewer than %d pupils are "
			   "left out of a file: %zu pairs",
			   (unsigned long)left),
			JYZ_SMALL_CELL, left);
}

static int write_all(struct jyz_cli *cli, struct jyz_diagnosis *d,
		     struct jyz_error *err)
{
	struct jyz_output out;
	int rc = jyz_output_open(&out, cli, err);

	if (rc < 0)
		return rc;
	if (jyz_output_named(&out))
		leave_out_small(cli, d);
	rc = write_format(cli, &out, d, err);
	if (rc >= 0)
		return jyz_output_close(&out, err);
	jyz_output_free(&out);
	return rc;
}

static void conclude(const struct jyz_cli *cli, const struct jyz_diagnosis *d)
{
	if (!d->grade.count)
		jyz_say(cli, _("no results on this paper yet: jyz exam import "
			       "FILE, or jyz result add"));
	else if (!d->n_pairs)
		jyz_say(cli, _("no pair of classes is over the line"));
	else
		jyz_say(cli, _("this suggests where to look; it decides "
			       "nothing"));
}

static int run(struct jyz_cli *cli, const struct jyz_args *args,
	       struct jyz_error *err)
{
	struct jyz_diagnose_query query = { .paper = 0 };
	struct jyz_diagnosis d;
	int rc = read_query(cli, args, &query, err);

	jyz_say_notes(cli);
	if (rc < 0 || (rc = jyz_diagnose(&cli->desk, &query, &d, err)) < 0)
		return rc;
	if (jyz_args_has(args, "open"))
		rc = open_findings(cli, &d, err);
	if (rc >= 0)
		rc = write_all(cli, &d, err);
	if (rc >= 0)
		conclude(cli, &d);
	jyz_diagnosis_free(&d);
	return rc;
}

const struct jyz_command jyz_cmd_diagnose = {
	.name = "diagnose",
	.zh = "诊断",
	.summary = N_("a paper's quality, and what may be behind its gaps"),
	.usage = N_("[PAPER]"),
	.options = options,
	.max_words = 1,
	.needs = JYZ_NEEDS_READ,
	.writes = "open",
	.run = run,
	.examples = "jyz diagnose 期中考试数学高一\n"
		    "jyz diagnose --exam 期中考试 --subject 数学 --class 高一2班\n"
		    "jyz diagnose --exam 期中考试 --subject 数学 --open\n"
		    "jyz diagnose 3 --format json -o diagnosis.json",
};
