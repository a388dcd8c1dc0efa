/*
 * What gaps.c reads and gap_pairs.c makes pairs of.  Private to records.
 */
#ifndef JYZ_RECORDS_GAP_INSIDE_H
#define JYZ_RECORDS_GAP_INSIDE_H

#include "jyz/analysis/gap.h"
#include "jyz/base/map.h"
#include "jyz/records/gaps.h"

struct gap_result {
	int64_t id, class;
	const char *name, *track; /* track "": none */
	struct jyz_fraction average;
	int64_t sat;                /* -1: not known */
	struct jyz_moments moments; /* n 0: none are kept */
	int64_t min, max, at_zero, at_full;
	bool wanted_class, wanted_teacher; /* by the filters */
	size_t family;
	const char *teacher; /* once it was asked for */
	bool asked;
};

struct gap_paper {
	int64_t id, exam_id, full_marks, threshold;
	const char *term, *exam, *date, *subject, *grade;
	bool own; /* its line is not that of the others */
	size_t first, count; /* of the results */
};

/* Who teaches what, by class and subject. */
struct gap_assignment {
	int64_t class, teacher;
	const char *subject, *name;
	const char *starts, *ends; /* or NULL */
};

struct gap_finding {
	int64_t id;
	const char *state;
};

struct gaps {
	const struct jyz_gap_query *query;
	struct gap_paper *papers; /* newest exam first */
	size_t n_papers, papers_room;
	struct gap_result *results; /* those of a paper together */
	size_t n_results, results_room;
	struct gap_assignment *assignments; /* by class, subject, name */
	size_t n_assignments, assignments_room;
	struct gap_finding *findings;
	size_t n_findings, findings_room;
	struct jyz_map pairs; /* struct pair_key: index of a finding */
	struct jyz_arena arena;
};

/* The teachers of a result on the day of its exam, or NULL. */
const char *jyz_gaps_teacher(struct gaps *gaps, const struct gap_paper *paper,
			     struct gap_result *result);
/* About these two classes, whichever was the higher one; or NULL. */
const struct gap_finding *jyz_gaps_finding(const struct gaps *gaps,
					   int64_t paper, int64_t class_a,
					   int64_t class_b);

/* gap_pairs.c */
int jyz_gaps_report(struct gaps *gaps, jyz_gap_fn *fn, void *payload,
		    struct jyz_error *err) JYZ_CHECKED;
int jyz_gaps_by_paper(struct gaps *gaps, jyz_gap_paper_fn *fn, void *payload,
		      struct jyz_error *err) JYZ_CHECKED;

#endif
