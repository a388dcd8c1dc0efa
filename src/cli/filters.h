/*
 * Filters that reports about papers share.  Private to src/cli.
 */
#ifndef JYZ_CLI_FILTERS_H
#define JYZ_CLI_FILTERS_H

#include "command.h"

/*
 * --subject or --grade (name) as the papers on file write it, in the arena;
 * *out NULL: not given.  JYZ_ENOTFOUND: no paper has it, which would look
 * like an empty report; the hint has those that there are.
 */
int jyz_filter_paper(struct jyz_cli *cli, const struct jyz_args *args,
		     const char *name, struct jyz_arena *arena,
		     const char **out, struct jyz_error *err) JYZ_CHECKED;
/* --term, by its code or "now"; 0: not given. */
int jyz_filter_term(struct jyz_cli *cli, const struct jyz_args *args,
		    int64_t *out, struct jyz_error *err) JYZ_CHECKED;
/* The setting threshold, at JYZ_SCORE_SCALE, unless --threshold is given;
 * *origin: where it comes from, in words. */
int jyz_filter_threshold(struct jyz_cli *cli, const struct jyz_args *args,
			 int64_t *out, const char **origin,
			 struct jyz_error *err) JYZ_CHECKED;

#endif
