/*
 * What the files of "jyz exam import" share.  Private to src/cli.
 *
 * What names a pupil does not come here but with keep_rows: no function may
 * write that anywhere but to the file that was asked for.
 */
#ifndef JYZ_CLI_EXAM_H
#define JYZ_CLI_EXAM_H

#include "inside.h"
#include "jyz/records/scores.h"

/* A sheet of scores on its way in. */
struct exam_import {
	struct jyz_cli *cli;
	const struct jyz_args *args;
	struct jyz_scores_options options;
	const char **full_marks, **map, **lines; /* of options */
	struct jyz_arena arena;                  /* of options' texts */
	struct jyz_book book;
	struct jyz_scores scores;
};

#define EXAM_IMPORT_INIT                                                      \
	{                                                                     \
		.book = JYZ_BOOK_INIT, .arena = JYZ_ARENA_INIT                \
	}

/* exam_show.c: what was read and what would be written, on stderr. */
int jyz_exam_show(const struct exam_import *x,
		  struct jyz_error *err) JYZ_CHECKED;

/* exam_rejects.c: says and writes what is wrong, and fails. */
int jyz_exam_refuse(const struct exam_import *x, struct jyz_error *err);

#endif
