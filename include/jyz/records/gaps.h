/*
 * Gaps: pairs of classes on the same paper whose averages differ by more
 * than the threshold (DESIGN.md, Gaps).  The pairs come from the view
 * gap_pair, the decision from analysis/gap.h.
 */
#ifndef JYZ_RECORDS_GAPS_H
#define JYZ_RECORDS_GAPS_H

#include "jyz/records/desk.h"

struct jyz_gap_query {
	int64_t term;          /* 0: all */
	const char *exam;      /* name, compared folded; NULL: any */
	const char *subject, *grade;
	const char *class_name; /* either class, by its name */
	int64_t teacher;       /* of either class; 0: any */
	int64_t threshold;     /* at JYZ_SCORE_SCALE, -1: the paper's */
	bool all;              /* those not over the line too */
	bool any_track;
	bool per_100;
};

struct jyz_gap_row {
	const char *term, *exam, *date, *subject, *grade;
	int64_t full_marks;               /* JYZ_SCORE_SCALE */
	const char *class_a, *teacher_a;  /* teacher: NULL when unknown */
	int64_t average_a;                /* JYZ_GAP_SCALE, rounded */
	int64_t sat_a;                    /* -1: not known */
	const char *class_b, *teacher_b;
	int64_t average_b, sat_b;
	int64_t gap;                      /* JYZ_GAP_SCALE */
	int64_t threshold;                /* the one in force */
	bool over;
};

/* Calls fn with each pair, newest exam first, then by gap; borrowed. */
typedef int jyz_gap_fn(const struct jyz_gap_row *row, void *payload,
		       struct jyz_error *err);
int jyz_gaps(struct jyz_desk *desk, const struct jyz_gap_query *query,
	     jyz_gap_fn *fn, void *payload, struct jyz_error *err) JYZ_CHECKED;

#endif
