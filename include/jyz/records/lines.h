/*
 * Lines: pupils of a class above a line of the total and of a subject, and
 * what the class contributes (analysis/lines.h), from the lines that score
 * sheets were imported with.
 */
#ifndef JYZ_RECORDS_LINES_H
#define JYZ_RECORDS_LINES_H

#include "jyz/analysis/lines.h"
#include "jyz/records/desk.h"

struct jyz_line_query {
	int64_t term;     /* 0: all */
	const char *exam; /* name, folded; NULL: any */
	const char *subject;
};

struct jyz_line_row {
	const char *exam, *date, *subject, *grade;
	const char *class_name; /* NULL: the classes above it together */
	const char *teacher;    /* on the day of the exam; or NULL */
	const char *line;       /* what it is called */
	enum jyz_contribution definition;
	int64_t total_line, subject_line; /* JYZ_SCORE_SCALE */
	int64_t sat;                      /* -1: not known */
	struct jyz_line_counts counts;
	double hit_rate, contribution; /* NAN: of nobody */
};

/*
 * Newest exam first, then by subject, grade, line and class; borrowed for the
 * call.  After the classes of a grade comes the row of all of them, unless
 * there is only one.
 */
typedef int jyz_line_fn(const struct jyz_line_row *row, void *payload,
			struct jyz_error *err);
int jyz_lines(struct jyz_desk *desk, const struct jyz_line_query *query,
	      jyz_line_fn *fn, void *payload,
	      struct jyz_error *err) JYZ_CHECKED;

#endif
