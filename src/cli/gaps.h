/*
 * jyz gaps between its files: the command, its rows, and what is said of
 * them.
 */
#ifndef JYZ_CLI_GAPS_H
#define JYZ_CLI_GAPS_H

#include "jyz/base/map.h"
#include "jyz/records/gaps.h"
#include "report.h"

/* About classes of one paper: said once, below all rows. */
struct gaps_warning {
	enum gaps_concern {
		GAPS_FLOOR,
		GAPS_CEILING,
		GAPS_SMALL
	} concern;
	const char *paper;
	struct jyz_buf classes; /* "高一(1)班, 高一(3)班" */
};

struct gaps {
	struct jyz_cli *cli;
	struct jyz_gap_query query;
	struct jyz_gap_count count;
	struct jyz_arena arena;
	int64_t threshold;  /* of papers that have none */
	const char *source; /* where that comes from */
	struct jyz_report report;
	/* Of the rows so far: */
	int64_t paper;     /* of the last one; 0: none yet */
	size_t n_papers;
	size_t hidden;     /* statistics that a file must not have */
	bool methods[JYZ_METHOD_GAMES_HOWELL + 1];
	int least, most;   /* classes of families judged by Games-Howell */
	/* What chance alone does, for the first family with a pair: */
	struct jyz_gap_family family; /* classes 0: none */
	const char *family_paper;
	double line; /* of its flag, in points of the paper */
	struct gaps_warning *warnings;
	size_t n_warnings, warnings_room;
	struct jyz_map places; /* of a paper's concern: its warning */
	struct jyz_map warned; /* classes that are in one */
};

/* gaps_rows.c */
/* A computed gap for people: two decimals, more where they would cross the
 * line. */
/* "over the line", NULL of none. */
const char *jyz_reading_words(enum jyz_reading reading);
void jyz_gap_word(struct jyz_buf *out, int64_t gap, int64_t threshold,
		  bool over);
int jyz_gaps_begin(struct gaps *g, struct jyz_error *err) JYZ_CHECKED;
int jyz_gaps_row(struct gaps *g, const struct jyz_gap_row *row,
		 struct jyz_error *err) JYZ_CHECKED;

/* gaps_said.c: what the rows give to say, and saying it. */
void jyz_gaps_note(struct gaps *g, const struct jyz_gap_row *row);
void jyz_gaps_say(struct gaps *g);
void jyz_gaps_forget(struct gaps *g);

#endif
