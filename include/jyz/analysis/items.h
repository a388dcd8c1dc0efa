/*
 * The paper: difficulty, discrimination, reliability of its items, and what
 * the items say about a class (domain.md, c1 5-7 and c4).
 *
 * All scores in hundredths of a point; an item's sums are over the pupils
 * whose item scores are known.
 */
#ifndef JYZ_ANALYSIS_ITEMS_H
#define JYZ_ANALYSIS_ITEMS_H

#include "jyz/analysis/moments.h"

#define JYZ_FIFTHS 5

/* What is stored of one item in one class. */
struct jyz_item_sums {
	int64_t max;
	struct jyz_moments moments;
	jyz_wide cross;             /* item times total */
	int64_t fifths[JYZ_FIFTHS]; /* item sums by fifth of the grade */
	/* Item sums of those beyond the cut of the upper and lower group, and
	 * of those exactly on it. */
	int64_t upper, upper_tied, lower, lower_tied;
};
void jyz_item_sums_add(struct jyz_item_sums *to,
		       const struct jyz_item_sums *more);

/*
 * The groups of a grade, cut by total score.  fifths: the lowest total of
 * fifths 2 to 5 (a total is never split: its pupils go where the middle of
 * them belongs; a fifth may stay empty).  Upper and lower group: round(n *
 * share) pupils each, share 27 % (33 % below 40 pupils, Kelley 1939, Cureton
 * 1957).  Of those on a cut ("tied") only "rest" still belong to the group:
 * each of them counts rest / tied, kept as a fraction so that what was stored
 * gives the same digits.  A single pupil makes no group: group and rests 0.
 */
struct jyz_strata {
	int64_t fifths[JYZ_FIFTHS - 1];
	int64_t group;              /* pupils of each group */
	int64_t upper_cut, upper_rest, upper_tied;
	int64_t lower_cut, lower_rest, lower_tied;
};
/* Of the distribution of totals; n > 0. */
struct jyz_strata jyz_strata_cut(const struct jyz_distribution *totals);
int jyz_strata_fifth(const struct jyz_strata *s, int64_t total); /* 0..4 */
/* The stored form: JSON {"fifths":[a,b,c,d],"group":n,"upper":[cut,rest,
 * tied],"lower":[cut,rest,tied]}; parse: JYZ_EINVAL. */
void jyz_strata_format(struct jyz_buf *out, const struct jyz_strata *s);
int jyz_strata_parse(struct jyz_strata *out, const char *text,
		     struct jyz_error *err) JYZ_CHECKED;

struct jyz_item_stats {
	double mean, sd;
	double difficulty;     /* mean / max: higher is easier */
	double discrimination; /* upper minus lower group, ties shared; NAN:
				  no groups */
	double total_r;        /* with the total */
	double rest_r;         /* with the total less the item; NAN: no
				  spread */
	double alpha_without;  /* NAN below three items */
};

struct jyz_paper_stats {
	double alpha;  /* Cronbach 1951; NAN: fewer than two items, no spread */
	double sem;    /* s sqrt(1 - alpha), points */
	double weak_share; /* of full marks in items with D < .20; NAN: no
			      groups */
	double hard_share; /* of full marks in items with P < .40 */
};

/*
 * Items and totals of a grade, strata cut from the same totals: all of the
 * same pupils, max > 0.  out has n places.  What a single pupil or no pupil
 * cannot have is NAN.
 */
void jyz_items_judge(const struct jyz_item_sums *items, size_t n,
		     const struct jyz_moments *totals,
		     const struct jyz_strata *strata,
		     struct jyz_item_stats *out,
		     struct jyz_paper_stats *paper);

/* One stratum of a 2 x 2 table: class right, wrong; rest right, wrong. */
struct jyz_fourfold {
	double a, b, c, d;
};

struct jyz_mantel {
	double odds;  /* alpha MH; NAN: not to be had */
	double delta, se; /* -2.35 ln odds (below 0: easier for the class
			     than for the rest), Robins, Breslow and
			     Greenland 1986 */
	double chi, p; /* with continuity correction, 1 df; NAN: no stratum
			  with both classes and both outcomes */
	/* ETS (Zwick 2012).  A: p >= .05 or |delta| < 1; C: |delta| >= 1.5
	 * and, one-sided at 5 %, beyond 1; else B.  0: no odds. */
	char band;
};
struct jyz_mantel jyz_mantel_haenszel(const struct jyz_fourfold *strata,
				      size_t n);

/*
 * An item in a class against the rest of the grade, pupils of like totals
 * compared: sum w_k (mean of the class - mean of the rest), w the class's
 * share in stratum k, over fifths in which both have pupils.
 */
struct jyz_matched {
	double smd; /* points; NAN: no fifth has both */
	int strata; /* that were used */
};
struct jyz_matched jyz_matched_difference(const int64_t class_sums[JYZ_FIFTHS],
					  const int64_t class_n[JYZ_FIFTHS],
					  const int64_t rest_sums[JYZ_FIFTHS],
					  const int64_t rest_n[JYZ_FIFTHS]);

/*
 * The item profile of a class against the grade that it is part of: how far
 * item i of the class lies from where the class's level puts it (b of
 * domain.md c4).
 *
 * A pupil's d = item / max - total / full, full: the sum of max of all items
 * given.  b is the class's mean of d less the grade's, which is (1 - n_class
 * / n) times the class's less the REST's.  Those two are independent, so z =
 * (d_class - d_rest) / sqrt(s2_class / n_class + s2_rest / n_rest), and it is
 * b's z, too.  s2: var(item) / max^2 + var(total) / full^2 - 2 cov / (max
 * full), from the sums.  p: two-sided normal, then Holm over the items that
 * have one.  z, p NAN: fewer than two pupils in class or rest, or no spread,
 * or sums beyond 10^38 (10^6 pupils with a hundred items of 10^4 points).
 */
struct jyz_profile {
	double shift; /* a: P of the class - P of the grade */
	double own;   /* b: shift less (class mean - grade mean) / full */
	double z, p;
};
void jyz_item_profile(const struct jyz_item_sums *class_items,
		      const struct jyz_item_sums *grade_items, size_t n,
		      const struct jyz_moments *class_totals,
		      const struct jyz_moments *grade_totals,
		      struct jyz_profile *out);

#endif
