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
	bool weekly; /* kept all through the term: a week without any is
			worth a look */
};

/* In the order of the source: number 1 is jyz_fourteen[0]. */
extern const struct jyz_fourteen jyz_fourteen[JYZ_FOURTEEN];

/* How many records of the term each of them has. */
int jyz_fourteen_count(struct jyz_desk *desk, int64_t term,
		       int64_t counts[JYZ_FOURTEEN],
		       struct jyz_error *err) JYZ_CHECKED;

/* How one of them stands in a term. */
struct jyz_fourteen_state {
	int64_t count;
	char first[JYZ_DATE_SIZE], last[JYZ_DATE_SIZE]; /* "": none */
	int64_t late; /* entered more days after their date than allowed */
	bool *weeks;  /* n_weeks of them: there is a record of that week */
};

struct jyz_fourteen_status {
	struct jyz_fourteen_state kinds[JYZ_FOURTEEN];
	char starts[JYZ_DATE_SIZE], ends[JYZ_DATE_SIZE]; /* of the term */
	/* Weeks that have begun: seven days each from the first day of the
	 * term on, until its last day or today. */
	size_t n_weeks;
};

#define JYZ_FOURTEEN_STATUS_INIT { .n_weeks = 0 }

/* late_days: after so many days a record is not entered late yet. */
int jyz_fourteen_status(struct jyz_desk *desk, int64_t term, int64_t late_days,
			struct jyz_fourteen_status *out,
			struct jyz_error *err) JYZ_CHECKED;
void jyz_fourteen_status_free(struct jyz_fourteen_status *status);

#endif
