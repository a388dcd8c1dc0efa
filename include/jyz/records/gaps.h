/*
 * Gaps: pairs of classes on the same paper whose averages differ by more
 * than the threshold, and how sure that is (DESIGN.md, Gaps).  Decisions come
 * from analysis/gap.h, intervals from analysis/compare.h.
 */
#ifndef JYZ_RECORDS_GAPS_H
#define JYZ_RECORDS_GAPS_H

#include "jyz/analysis/compare.h"
#include "jyz/analysis/gap.h" /* the scales */
#include "jyz/records/desk.h"

/* What was compared, whether or not it is reported. */
struct jyz_gap_count {
	size_t compared;
	size_t over;      /* without those looked at */
	size_t looked_at; /* over, and found harmless */
	size_t own;       /* by a line that only their paper has */
	size_t found;     /* over, and there is a finding about them */
};

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
	enum jyz_method method; /* of all pairs; NONE: by the number of
				   classes */
	bool unjudged;         /* the flag is enough: no intervals */
	struct jyz_gap_count *count; /* filled in; or NULL */
};

/*
 * The classes of a paper that are compared with each other (one track unless
 * any_track) and have statistics of at least JYZ_PUPILS_MIN pupils.  Filters
 * by class or teacher do not change it.
 */
struct jyz_gap_family {
	int classes;
	int64_t pupils; /* median of the classes */
	double sd;      /* within classes, pooled; points */
};

/* What is known of a class beside its average. */
struct jyz_gap_spread {
	bool measured;       /* by a score sheet */
	bool small;          /* it is known that fewer than JYZ_PUPILS_MIN sat */
	int64_t min, max;    /* JYZ_SCORE_SCALE; -1: not known */
	bool floor, ceiling; /* many pupils at 0, at full marks */
};

/* A larger share of pupils at an end of the scale makes an interval unsafe
 * (domain.md, c4). */
#define JYZ_GAP_END_PERCENT 15

struct jyz_gap_row {
	const char *term, *exam, *date, *subject, *grade;
	int64_t paper;
	int64_t full_marks;               /* JYZ_SCORE_SCALE */
	int64_t id_a, id_b;               /* of the classes */
	const char *class_a, *teacher_a;  /* teacher: NULL when unknown */
	int64_t average_a;                /* JYZ_GAP_SCALE, rounded */
	int64_t sat_a;                    /* -1: not known */
	const char *class_b, *teacher_b;
	int64_t average_b, sat_b;
	int64_t gap;                      /* JYZ_GAP_SCALE */
	int64_t threshold;                /* the one in force */
	bool over;
	struct jyz_gap_spread spread_a, spread_b;
	/* On the scale of the flag; method NONE: too few pupils, or no
	 * statistics. */
	struct jyz_comparison comparison;
	enum jyz_reading reading;
	const struct jyz_gap_family *family; /* of both */
	int64_t finding;                     /* about these two; 0: none */
	const char *state;                   /* as that of a finding, or NULL */
	bool harmless;                       /* looked at */
};

/* Calls fn with each pair, newest exam first, then by gap; borrowed. */
typedef int jyz_gap_fn(const struct jyz_gap_row *row, void *payload,
		       struct jyz_error *err);
int jyz_gaps(struct jyz_desk *desk, const struct jyz_gap_query *query,
	     jyz_gap_fn *fn, void *payload, struct jyz_error *err) JYZ_CHECKED;

/* How a paper came out. */
struct jyz_gap_paper {
	int64_t exam, paper; /* ids */
	const char *subject, *grade;
	size_t classes;
	/* Averages at JYZ_GAP_SCALE, but for those that tell on single pupils
	 * (small.h); -1: there are no others. */
	int64_t low, high;
	struct jyz_gap_count gaps;
};

/* Calls fn with each paper that has results, the newest exam first and the
 * papers of an exam together; borrowed. */
typedef int jyz_gap_paper_fn(const struct jyz_gap_paper *paper, void *payload,
			     struct jyz_error *err);
int jyz_gap_papers(struct jyz_desk *desk, const struct jyz_gap_query *query,
		   jyz_gap_paper_fn *fn, void *payload,
		   struct jyz_error *err) JYZ_CHECKED;

#endif
