/*
 * Trends: where a class stands in its grade from exam to exam, and through
 * class.previous from year to year; and classes of one paper compared with
 * their intake taken into account.
 */
#ifndef JYZ_RECORDS_TREND_H
#define JYZ_RECORDS_TREND_H

#include "jyz/records/desk.h"

struct jyz_trend_query {
	int64_t term;           /* 0: all */
	const char *exam;       /* name, folded; NULL: any */
	const char *subject, *grade;
	const char *class_name; /* in all its years; NULL: any */
	const char *teacher;    /* name; NULL: any */
	int64_t threshold;      /* of adjusted gaps, at JYZ_SCORE_SCALE */
	bool any_paper;         /* also of papers that have their own */
	bool all;               /* pairs under the line, too */
};

struct jyz_trend_row {
	const char *line; /* what the class is called in its last year */
	const char *class_name, *term, *exam, *date, *subject, *grade;
	const char *teacher;  /* or NULL */
	int64_t full_marks;   /* JYZ_SCORE_SCALE */
	int64_t sat;          /* -1: not known */
	double average, grade_average, grade_sd; /* points */
	double distance, z;   /* from the grade: points, SDs of the grade */
	double change;        /* of z since the exam before, of the same
				 subject */
};

/* Not known: NAN.  By subject, class, date; borrowed for the call. */
typedef int jyz_trend_fn(const struct jyz_trend_row *row, void *payload,
			 struct jyz_error *err);
int jyz_trend(struct jyz_desk *desk, const struct jyz_trend_query *query,
	      jyz_trend_fn *fn, void *payload,
	      struct jyz_error *err) JYZ_CHECKED;

/* Two classes of a paper whose pupils have a baseline (analysis/adjust.h).
 * a is the one with the higher raw average of those pupils. */
struct jyz_adjusted_row {
	const char *term, *exam, *date, *subject, *grade;
	const char *class_a, *teacher_a, *class_b, *teacher_b;
	int64_t pupils_a, pupils_b; /* with both scores */
	double gap;                 /* raw, of these pupils */
	double adjusted, se, low, high, p;
	double gain, gain_z;
	bool disagree;
};
typedef int jyz_adjusted_fn(const struct jyz_adjusted_row *row, void *payload,
			    struct jyz_error *err);
int jyz_trend_adjusted(struct jyz_desk *desk,
		       const struct jyz_trend_query *query,
		       jyz_adjusted_fn *fn, void *payload,
		       struct jyz_error *err) JYZ_CHECKED;

#endif
