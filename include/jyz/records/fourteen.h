/*
 * The fourteen kinds of record that a term's archive is asked for, and which
 * of them have records.  Our own kinds say what they are of in the catalogue
 * (struct jyz_archive_of).
 */
#ifndef JYZ_RECORDS_FOURTEEN_H
#define JYZ_RECORDS_FOURTEEN_H

#include "jyz/records/desk.h"

#define JYZ_FOURTEEN 14

struct jyz_fourteen {
	const char *name; /* in data */
	struct jyz_words word;
};

/* In the order of the source: number 1 is jyz_fourteen[0]. */
extern const struct jyz_fourteen jyz_fourteen[JYZ_FOURTEEN];

/* How many records of the term each of them has. */
int jyz_fourteen_count(struct jyz_desk *desk, int64_t term,
		       int64_t counts[JYZ_FOURTEEN],
		       struct jyz_error *err) JYZ_CHECKED;

#endif
