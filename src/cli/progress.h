/*
 * How far a long reading has come: one line on the terminal, written again
 * and erased at the end.  Private to src/cli.
 */
#ifndef JYZ_CLI_PROGRESS_H
#define JYZ_CLI_PROGRESS_H

#include <time.h>

#include "command.h"

struct jyz_progress {
	const char *what; /* borrowed: "reading scores.csv" */
	struct timespec begun;
	size_t all; /* bytes, where the reader does not know; 0: nobody does */
	size_t shown; /* percent, or else MB; SIZE_MAX: nothing yet */
	bool on;
};

/* Nothing is ever written with --quiet, or where nobody looks. */
void jyz_progress_begin(struct jyz_progress *progress,
			const struct jyz_cli *cli, const char *what,
			size_t all);
/*
 * Fits struct jyz_scores_options.progress; payload: struct jyz_progress.
 * What is read again counts on, and is shown from 0 on.
 */
void jyz_progress_step(size_t done, size_t all, void *payload);
void jyz_progress_end(struct jyz_progress *progress);

#endif
