/*
 * A report: rows of fixed columns on the output, as the output's format has
 * them.  People may get fewer columns, in another order, with words.
 */
#ifndef JYZ_CLI_REPORT_H
#define JYZ_CLI_REPORT_H

#include "command.h"

#define JYZ_REPORT_MAX 32

struct jyz_report {
	struct jyz_output out;
	struct jyz_writer *writer;
	struct jyz_column columns[JYZ_REPORT_MAX]; /* as written */
	int from[JYZ_REPORT_MAX]; /* their place in the caller's list */
	size_t n_columns;         /* written */
	FILE *kept;               /* the sections until the end, or NULL */
	char *text;               /* what kept holds */
	size_t len;
	size_t rows, cut; /* texts that a workbook has the beginning of */
	const struct jyz_cli *cli;
	bool human; /* few columns, in groups: for the screen */
	bool words; /* words instead of keys are wanted */
	bool open;
};

#define JYZ_REPORT_INIT                                                       \
	{                                                                     \
		.open = false                                                 \
	}

/*
 * columns have untranslated headings; shown are the places of those that
 * people get, ended by -1 (NULL: all).
 */
int jyz_report_open(struct jyz_report *report, const struct jyz_cli *cli,
		    const struct jyz_column *columns, size_t n_columns,
		    const int *shown, struct jyz_error *err) JYZ_CHECKED;
/* The same as a table on stderr, where there is no output to go to: of what
 * belongs to an error. */
int jyz_report_stderr(struct jyz_report *report, const struct jyz_cli *cli,
		      const struct jyz_column *columns, size_t n_columns,
		      struct jyz_error *err) JYZ_CHECKED;
/* As many cells as the caller's list has columns. */
int jyz_report_row(struct jyz_report *report, const struct jyz_cell *cells,
		   struct jyz_error *err) JYZ_CHECKED;
/*
 * For people: a line above a table of its own for the rows that follow.
 * Nothing is written before the end, so that whoever reads slowly does not
 * hold up the query that the rows come from.
 */
int jyz_report_section(struct jyz_report *report, const char *title,
		       struct jyz_error *err) JYZ_CHECKED;
/* Without it nothing named appears. */
int jyz_report_close(struct jyz_report *report,
		     struct jyz_error *err) JYZ_CHECKED;
void jyz_report_free(struct jyz_report *report);

/* A text in the words of people, if they are to read it, else as it is in
 * data; raw NULL: the same for both. */
struct jyz_cell jyz_report_text(const struct jyz_report *report,
				const char *raw, const char *shown);

/* The first of the words, and a kind's, as a cell shows them. */
const char *jyz_word_shown(struct jyz_arena *arena, struct jyz_words words);
const char *jyz_kind_shown(struct jyz_arena *arena,
			   const struct jyz_kind *kind);

#endif
