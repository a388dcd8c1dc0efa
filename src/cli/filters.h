/*
 * Filters that commands share.  Private to src/cli.
 */
#ifndef JYZ_CLI_FILTERS_H
#define JYZ_CLI_FILTERS_H

#include "command.h"
#include "jyz/records/scan.h"

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
/* A day. */
int jyz_filter_date(struct jyz_cli *cli, const struct jyz_args *args,
		    const char *name, char date[JYZ_DATE_SIZE],
		    const char **out, struct jyz_error *err) JYZ_CHECKED;
/* --limit, a number of records; 0: not given. */
int jyz_filter_limit(const struct jyz_args *args, int64_t *out,
		     struct jyz_error *err) JYZ_CHECKED;
/* A kind by either word; hint: what to type where nothing is near. */
int jyz_filter_kind(struct jyz_cli *cli, const char *word, const char *hint,
		    const struct jyz_kind **out,
		    struct jyz_error *err) JYZ_CHECKED;

/* --kind (each once), --term, --since, --until; the scan borrows of it. */
struct jyz_filter_scan {
	const struct jyz_kind **kinds;
	size_t n_kinds, room;
	char since[JYZ_DATE_SIZE], until[JYZ_DATE_SIZE];
};
int jyz_filter_scan(struct jyz_cli *cli, const struct jyz_args *args,
		    struct jyz_filter_scan *filter, struct jyz_scan *out,
		    struct jyz_error *err) JYZ_CHECKED;
void jyz_filter_scan_free(struct jyz_filter_scan *filter);

/* The setting threshold, at JYZ_SCORE_SCALE, unless --threshold is given;
 * *origin: where it comes from, in words. */
int jyz_filter_threshold(struct jyz_cli *cli, const struct jyz_args *args,
			 int64_t *out, const char **origin,
			 struct jyz_error *err) JYZ_CHECKED;

#endif
