/*
 * Reports: the frame of output and writer around rows of fixed columns.
 */
#include "report.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "jyz/base/i18n.h"
#include "jyz/base/text.h"

static void choose(struct jyz_report *report, const struct jyz_column *columns,
		   size_t n_columns, const int *shown)
{
	bool all = !report->human || !shown;

	while (all ? report->n_columns < n_columns :
		     shown[report->n_columns] >= 0) {
		size_t i = report->n_columns++;

		report->from[i] = all ? (int)i : shown[i];
	}
	for (size_t i = 0; i < report->n_columns; i++) {
		struct jyz_column *c = &report->columns[i];

		*c = columns[report->from[i]];
		/* gettext gives its own header for an empty text. */
		if (*c->heading)
			c->heading = _(c->heading);
	}
}

static void count_cut(const struct jyz_column *column, size_t row,
		      void *payload)
{
	struct jyz_report *report = payload;

	(void)column;
	(void)row;
	report->cut++;
}

/* The writer borrows the columns: they must lie where they stay. */
static int begin(struct jyz_report *report, struct jyz_error *err)
{
	int rc = jyz_writer_new(&report->writer, report->out.format,
				&report->out.options, report->columns,
				report->n_columns, err);

	if (rc < 0) {
		report->writer = NULL;
		jyz_report_free(report);
	}
	return rc;
}

int jyz_report_open(struct jyz_report *report, const struct jyz_cli *cli,
		    const struct jyz_column *columns, size_t n_columns,
		    const int *shown, struct jyz_error *err)
{
	struct jyz_report made = { .rows = 0 };
	int rc = jyz_output_open(&made.out, cli, err);

	if (rc < 0)
		return rc;
	made.human = jyz_output_human(&made.out);
	made.words = jyz_output_words(&made.out);
	made.open = true;
	made.cli = cli;
	*report = made;
	report->out.options.cut = count_cut;
	report->out.options.cut_payload = report;
	choose(report, columns, n_columns, shown);
	return begin(report, err);
}

int jyz_report_stderr(struct jyz_report *report, const struct jyz_cli *cli,
		      const struct jyz_column *columns, size_t n_columns,
		      struct jyz_error *err)
{
	*report = (struct jyz_report){ .human = true, .words = true,
					.open = true };
	report->out.file = stderr;
	report->out.format = JYZ_FORMAT_TABLE;
	report->out.options = (struct jyz_writer_options){
		.out = stderr,
		.width = cli->width,
	};
	choose(report, columns, n_columns, NULL);
	return begin(report, err);
}

int jyz_report_row(struct jyz_report *report, const struct jyz_cell *cells,
		   struct jyz_error *err)
{
	struct jyz_cell picked[JYZ_REPORT_MAX];

	for (size_t i = 0; i < report->n_columns; i++)
		picked[i] = cells[report->from[i]];
	report->rows++;
	return jyz_writer_row(report->writer, picked, err);
}

/* From the first section on writers end in memory. */
static int keep(struct jyz_report *report, struct jyz_error *err)
{
	if (report->kept)
		return JYZ_OK;
	report->kept = open_memstream(&report->text, &report->len);
	if (!report->kept)
		return jyz_error_errno(err, errno,
				       _("cannot write the output"));
	report->out.options.out = report->kept;
	return JYZ_OK;
}

static int put_kept(struct jyz_report *report, struct jyz_error *err)
{
	FILE *kept = report->kept;

	if (!kept)
		return JYZ_OK;
	report->kept = NULL;
	errno = 0;
	bool good = !ferror(kept);

	good = fclose(kept) == 0 && good;
	if (!good)
		return jyz_error_errno(err, errno ? errno : ENOMEM,
				       _("cannot write the output"));
	/* What is not written shows when the output is closed. */
	fwrite(report->text, 1, report->len, report->out.file);
	return JYZ_OK;
}

int jyz_report_section(struct jyz_report *report, const char *title,
		       struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;
	int rc = jyz_writer_end(report->writer, err);

	report->writer = NULL;
	if (rc < 0 || (rc = keep(report, err)) < 0)
		return rc;
	if (report->rows)
		jyz_buf_addc(&line, '\n');
	jyz_text_escape(&line, title, false);
	jyz_buf_addc(&line, '\n');
	/* What is not written shows when all is put out. */
	fputs(line.data, report->kept);
	return begin(report, err);
}

int jyz_report_close(struct jyz_report *report, struct jyz_error *err)
{
	int rc = jyz_writer_end(report->writer, err);

	report->writer = NULL;
	if (rc >= 0)
		rc = put_kept(report, err);
	if (rc >= 0)
		rc = jyz_output_close(&report->out, err);
	if (rc < 0)
		return rc;
	if (report->cut)
		jyz_say(report->cli,
			Q_("%zu text is too long for a cell of a workbook, "
			   "which has its beginning only; csv has all of it",
			   "%zu texts are too long for cells of a workbook, "
			   "which has their beginnings only; csv has all of "
			   "them", (unsigned long)report->cut), report->cut);
	free(report->text);
	report->open = false;
	return JYZ_OK;
}

void jyz_report_free(struct jyz_report *report)
{
	if (!report->open)
		return;
	jyz_writer_drop(report->writer);
	if (report->kept)
		fclose(report->kept);
	free(report->text);
	jyz_output_free(&report->out);
	memset(report, 0, sizeof(*report));
}

struct jyz_cell jyz_report_text(const struct jyz_report *report,
				const char *raw, const char *shown)
{
	return (struct jyz_cell){
		.value = jyz_text(raw ? raw : shown),
		.shown = raw && report->words ? shown : NULL,
	};
}

const char *jyz_word_shown(struct jyz_arena *arena, struct jyz_words words)
{
	const char *word = jyz_word(words);
	return jyz_arena_strndup(arena, word, strcspn(word, "/"));
}

const char *jyz_kind_shown(struct jyz_arena *arena,
			   const struct jyz_kind *kind)
{
	return jyz_word_shown(arena, kind->word);
}
