/*
 * Findings: the gaps that the group looks into (kind "finding").  What was
 * decided of one stays, also when a result is corrected later.
 */
#ifndef JYZ_RECORDS_FINDINGS_H
#define JYZ_RECORDS_FINDINGS_H

#include <stddef.h>

#include "jyz/analysis/gap.h"
#include "jyz/records/desk.h"

/* Two classes on one paper. */
struct jyz_finding_pair {
	int order; /* above 0: the first is the higher one, or of equals the
		      first by name; else below 0 */
	struct jyz_gap gap;
	int64_t threshold; /* the paper's, at JYZ_SCORE_SCALE */
};

/* Ids.  JYZ_EINVAL: one of them has no result on the paper. */
int jyz_finding_judge(struct jyz_desk *desk, int64_t paper, int64_t a,
		      int64_t b, struct jyz_finding_pair *out,
		      struct jyz_error *err) JYZ_CHECKED;

/*
 * A finding of this pair with nothing but its defaults, within the caller's
 * transaction; the classes in any order.  JYZ_EEXISTS: there is one.
 */
int jyz_finding_open(struct jyz_desk *desk, int64_t paper, int64_t class_a,
		     int64_t class_b, int64_t *id,
		     struct jyz_error *err) JYZ_CHECKED;

/* How many pairs of one track are over the line in a term, on the papers'
 * own thresholds, that no finding is about. */
int jyz_findings_wanting(struct jyz_desk *desk, int64_t term, size_t *n,
			 struct jyz_error *err) JYZ_CHECKED;

#endif
