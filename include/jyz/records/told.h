/*
 * What other records say of one, in a line: of an exam its results and gaps,
 * of a target what was reached.
 */
#ifndef JYZ_RECORDS_TOLD_H
#define JYZ_RECORDS_TOLD_H

#include "jyz/base/map.h"
#include "jyz/records/record.h"

struct jyz_tales {
	struct jyz_desk *desk;
	bool shown;            /* in words, for people */
	/* the rest is the walk's own, begun as nothing */
	bool results;          /* those of the exams are read */
	struct jyz_map exams, targets; /* id: index of a text */
	struct jyz_map terms;  /* those whose targets are read */
	const char **texts;
	size_t count, room;
	struct jyz_arena arena;
};

void jyz_tales_free(struct jyz_tales *tales);

/* What is told of the record, NULL: nothing; it stays until all are freed.
 * Of a kind that its term tells of, the field with the term must be loaded. */
int jyz_tale(struct jyz_tales *tales, const struct jyz_record *rec,
	     enum jyz_told told, const char **out,
	     struct jyz_error *err) JYZ_CHECKED;

#endif
