/*
 * What the tests of score sheets share: a sheet in one call, and what became
 * of it.
 */
#ifndef SC_H
#define SC_H

#include "rt.h"

#include "jyz/records/scores.h"

/* Reads a file of this text; 期中 on 2026-11-10 unless options say else. */
int sc_read(struct rt *rt, const char *text,
	    const struct jyz_scores_options *options, struct jyz_scores *out);
int sc_read_file(struct rt *rt, const char *path,
		 const struct jyz_scores_options *options,
		 struct jyz_scores *out);

/* Reads and writes in a journalled transaction; the code of what failed. */
int sc_import(struct rt *rt, const char *text,
	      const struct jyz_scores_options *options);
int sc_import_file(struct rt *rt, const char *path,
		   const struct jyz_scores_options *options);

/* Rejects as "LINE COLUMN 'VALUE' REASON", one a line. */
const char *sc_rejects(const struct jyz_scores *scores);
/* Classes as "SUBJECT CLASS entitled sat absent exempt deferred cheated blank
 * DISTRIBUTION", one a line. */
const char *sc_classes(const struct jyz_scores *scores);

/* All columns of all results with their parts, without ids, one a line. */
const char *sc_stored(struct rt *rt);

#endif
