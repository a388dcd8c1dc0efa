/*
 * What a sheet of scores holds, before it is written: the file, the meaning
 * of its columns, the first rows, pupils by class, and what will be made.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exam.h"
#include "jyz/analysis/gap.h"
#include "jyz/base/decimal.h"
#include "report.h"

#define CLASSES_SHOWN 60 /* more of them are summed up */
#define ITEMS_SHOWN 3    /* a longer run of items is one line */
#define PREVIEW_COLUMNS 12

/* --- the file ------------------------------------------------------------- */

static void show_file(const struct exam_import *x)
{
	const struct jyz_book *book = &x->book;
	JYZ_AUTO(jyz_buf) sheets = JYZ_BUF_INIT;

	for (size_t i = 0; i < book->n_sheets; i++)
		jyz_buf_addf(&sheets, "%s%s", i ? ", " : "", book->sheets[i]);
	if (strcmp(book->encoding, "xlsx") == 0)
		jyz_say(x->cli, _("%s: a workbook with the sheets: %s"),
			book->name, sheets.data);
	else if (book->guessed && strcmp(book->encoding, "UTF-8") != 0)
		jyz_say(x->cli,
			_("%s: taken for %s (--encoding NAME "
			  "overrides)"),
			book->name, book->encoding);
	else
		jyz_say(x->cli, _("%s: read as %s"), book->name,
			book->encoding);
}

/* --- columns -------------------------------------------------------------- */

/* From i on: columns that are items, as the next one is. */
static size_t run_of_items(const struct jyz_scores *scores, size_t i)
{
	size_t n = 0;

	while (i + n < scores->n_columns &&
	       scores->columns[i + n].role == JYZ_ROLE_ITEM)
		n++;
	return n;
}

static void role_words(struct jyz_buf *out, const struct jyz_score_column *c)
{
	JYZ_AUTO(jyz_buf) max = JYZ_BUF_INIT;
	char *word = jyz_word_first(jyz_role_words(c->role));

	if (c->role == JYZ_ROLE_MARK)
		jyz_buf_addf(out, _("score of %s"), c->subject);
	else
		jyz_buf_adds(out, word);
	if (c->role == JYZ_ROLE_ITEM && c->max > 0) {
		jyz_decimal_format(&max, c->max, JYZ_SCORE_SCALE);
		jyz_buf_addf(out, _(", full marks %s"), max.data);
	}
	free(word);
}

static void show_columns(const struct exam_import *x)
{
	const struct jyz_scores *scores = &x->scores;
	JYZ_AUTO(jyz_buf) over = JYZ_BUF_INIT;

	for (size_t i = 0; i < scores->n_columns; i++) {
		const struct jyz_score_column *c = &scores->columns[i];
		JYZ_AUTO(jyz_buf) words = JYZ_BUF_INIT;
		size_t items = run_of_items(scores, i);

		if (c->role == JYZ_ROLE_PASSED_OVER) {
			jyz_buf_addf(&over, "%s%s", over.len ? ", " : "",
				     c->heading);
		} else if (items > ITEMS_SHOWN) {
			i += items - 1;
			jyz_say(x->cli, _("  %s ... %s -> %zu items"),
				c->heading, scores->columns[i].heading, items);
		} else {
			role_words(&words, c);
			jyz_say(x->cli, "  %s -> %s", c->heading, words.data);
		}
	}
	if (over.len)
		jyz_say(x->cli, _("passed over: %s"), over.data);
}

/* --- the first rows ------------------------------------------------------- */

/* The reader has put *** in the place of what may name a pupil. */
static int put_preview(const struct exam_import *x, struct jyz_error *err)
{
	const struct jyz_scores *scores = &x->scores;
	struct jyz_column columns[PREVIEW_COLUMNS] = { 0 };
	struct jyz_cell cells[PREVIEW_COLUMNS];
	struct jyz_writer_options options = {
		.out = stderr,
		.terminal = true,
		.width = x->cli->width,
		.lines = 1,
	};
	struct jyz_writer *writer;
	size_t n = scores->n_columns < PREVIEW_COLUMNS ? scores->n_columns :
							 PREVIEW_COLUMNS;

	for (size_t i = 0; i < n; i++)
		columns[i].key = columns[i].heading =
			scores->columns[i].heading;
	int rc = jyz_writer_new(&writer, JYZ_FORMAT_TABLE, &options, columns,
				n, err);

	if (rc < 0)
		return rc;
	for (size_t r = 0; r < scores->n_preview && rc >= 0; r++) {
		memset(cells, 0, sizeof(cells));
		for (size_t i = 0; i < n; i++)
			cells[i].value = jyz_text(
				scores->preview[r * scores->n_columns + i]);
		rc = jyz_writer_row(writer, cells, err);
	}
	if (rc >= 0)
		return jyz_writer_end(writer, err);
	jyz_writer_drop(writer);
	return rc;
}

static int show_preview(const struct exam_import *x, struct jyz_error *err)
{
	if (x->cli->quiet || !x->scores.n_preview ||
	    !(x->cli->dry_run || isatty(STDERR_FILENO)))
		return JYZ_OK;
	return put_preview(x, err);
}

/* --- pupils --------------------------------------------------------------- */

enum {
	SUBJECT,
	GRADE,
	CLASS,
	ENTITLED,
	SAT,
	ABSENT,
	N_COLUMNS = ABSENT + JYZ_ABSENCES
};

#define COUNT(k, h)                                                           \
	{                                                                     \
		.key = k, .heading = h, .type = JYZ_CELL_INTEGER,             \
		.right = true, .optional = true                               \
	}

static const struct jyz_column columns[N_COLUMNS] = {
	[SUBJECT] = { .key = "subject", .heading = N_("Subject") },
	[GRADE] = { .key = "grade", .heading = N_("Grade") },
	[CLASS] = { .key = "class", .heading = N_("Class") },
	[ENTITLED] = COUNT("entitled", N_("Entitled")),
	[SAT] = COUNT("sat", N_("Sat")),
	[ABSENT + JYZ_ABSENT] = COUNT("absent", N_("Absent")),
	[ABSENT + JYZ_EXEMPT] = COUNT("exempt", N_("Exempt")),
	[ABSENT + JYZ_DEFERRED] = COUNT("deferred", N_("Deferred")),
	[ABSENT + JYZ_CHEATED] = COUNT("cheated", N_("Cheated")),
	[ABSENT + JYZ_BLANK] = COUNT("blank", N_("No mark")),
};

/* Of one class, or of those of a paper together. */
struct counted {
	const char *subject, *grade, *class_name;
	int64_t entitled, sat, absences[JYZ_ABSENCES];
	size_t classes;
};

static void count_in(struct counted *to, const struct jyz_score_class *c)
{
	to->subject = c->subject;
	to->grade = c->grade;
	to->class_name = c->class_name;
	to->entitled += c->entitled;
	to->sat += c->sat;
	for (int i = 0; i < JYZ_ABSENCES; i++)
		to->absences[i] += c->absences[i];
	to->classes++;
}

static int put_counted(struct jyz_report *report, const struct counted *c,
		       struct jyz_error *err)
{
	struct jyz_cell cells[N_COLUMNS] = { 0 };
	JYZ_AUTO(jyz_buf) many = JYZ_BUF_INIT;

	if (c->classes > 1)
		jyz_buf_addf(&many, Q_("%zu class", "%zu classes", c->classes),
			     c->classes);
	cells[SUBJECT].value = jyz_text(c->subject);
	cells[GRADE].value = jyz_text(c->grade);
	cells[CLASS].value = jyz_text(many.len ? many.data : c->class_name);
	cells[ENTITLED].value = jyz_int(c->entitled);
	cells[SAT].value = jyz_int(c->sat);
	/* Nobody is no news. */
	for (int i = 0; i < JYZ_ABSENCES; i++)
		if (c->absences[i])
			cells[ABSENT + i].value = jyz_int(c->absences[i]);
	return jyz_report_row(report, cells, err);
}

static bool same_paper(const struct jyz_score_class *a,
		       const struct jyz_score_class *b)
{
	return strcmp(a->subject, b->subject) == 0 &&
	       strcmp(a->grade, b->grade) == 0;
}

static int show_classes(const struct exam_import *x, struct jyz_error *err)
{
	const struct jyz_scores *scores = &x->scores;
	bool each = scores->n_classes <= CLASSES_SHOWN;
	JYZ_AUTO(jyz_report) report = JYZ_REPORT_INIT;
	struct counted sum = { 0 };

	if (x->cli->quiet || !scores->n_classes)
		return JYZ_OK;
	int rc = jyz_report_stderr(&report, x->cli, columns, N_COLUMNS, err);

	for (size_t i = 0; i < scores->n_classes && rc >= 0; i++) {
		const struct jyz_score_class *c = &scores->classes[i];

		count_in(&sum, c);
		if (!each && i + 1 < scores->n_classes && same_paper(c, c + 1))
			continue;
		rc = put_counted(&report, &sum, err);
		sum = (struct counted){ 0 };
	}
	return rc < 0 ? rc : jyz_report_close(&report, err);
}

static void show_made(const struct exam_import *x)
{
	const struct jyz_scores *scores = &x->scores;

	if (scores->new_exam)
		jyz_say(x->cli, _("exam '%s' of %s: new"), scores->exam,
			scores->date);
	else
		jyz_say(x->cli, _("exam '%s' of %s"), scores->exam,
			scores->date);
	if (scores->new_papers || scores->new_classes)
		jyz_say(x->cli, _("new: papers %zu, classes %zu"),
			scores->new_papers, scores->new_classes);
	if (scores->no_duplicates)
		jyz_say(x->cli, _("neither a number nor a name tells pupils "
				  "apart: rows that are there twice are not "
				  "noticed"));
}

int jyz_exam_show(const struct exam_import *x, struct jyz_error *err)
{
	show_file(x);
	show_columns(x);
	int rc = show_preview(x, err);

	if (rc < 0)
		return rc;
	jyz_say(x->cli, _("pupils %zu, rows %zu"), x->scores.pupils,
		x->scores.rows);
	/* A class that looks too small is not taken for what the file has. */
	if (x->scores.n_rejected && x->scores.n_classes)
		jyz_say(x->cli, _("without the rows that are rejected:"));
	if ((rc = show_classes(x, err)) < 0)
		return rc;
	show_made(x);
	jyz_say_notes(x->cli);
	return JYZ_OK;
}
