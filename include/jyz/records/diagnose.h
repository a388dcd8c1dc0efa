/*
 * Was it the paper, the teaching, or neither (domain.md, c4)?  The card of a
 * paper, and for each flagged pair of classes seven causes with what speaks
 * for and against each.
 *
 * It suggests where to look and decides nothing: what a class of forty-five
 * shows is thin, and teaching is only what is left when nothing else has
 * evidence for it.
 */
#ifndef JYZ_RECORDS_DIAGNOSE_H
#define JYZ_RECORDS_DIAGNOSE_H

#include "jyz/analysis/compare.h"
#include "jyz/records/grade.h"

/* The lines, with their origin in domain.md. */
#define JYZ_RATE_LEAST .60     /* mean rate: source, art. 3 */
#define JYZ_RATE_MOST .90      /* easier is too easy: c1 5, [57] */
#define JYZ_HARD_LEAST .10     /* share of hard items: source, art. 3 */
#define JYZ_HARD_MOST .20
#define JYZ_HARD_BELOW .40     /* difficulty of a hard item: c1 5 */
#define JYZ_ALPHA_LEAST .70    /* reliability: c4 */
#define JYZ_WEAK_BELOW .20     /* discrimination: Ebel, c1 6 */
#define JYZ_WEAK_MOST .30      /* share of weak items: own default */
#define JYZ_MISS_MOST .20      /* predicted against measured: c4 */
#define JYZ_BORDER_MOST .15    /* pupils at 0 or full marks: c4 */
#define JYZ_LEVEL .05          /* items, after Holm */
#define JYZ_SMD_MOST .10       /* of the marks: Dorans and Kulick 1986 */
#define JYZ_FAR_SHARE .5       /* "as far" in another subject: own default */
#define JYZ_REPEATS 3          /* the last exams, this one with them: c4 */
#define JYZ_REPEATS_OVER 2

enum jyz_cause {
	JYZ_CAUSE_CHANCE,
	JYZ_CAUSE_INTAKE,
	JYZ_CAUSE_PAPER,
	JYZ_CAUSE_NOT_TAUGHT,
	JYZ_CAUSE_MARKING,
	JYZ_CAUSE_TEACHING,
	JYZ_CAUSE_UNCLEAR,
	JYZ_CAUSES
};

enum jyz_verdict {
	JYZ_VERDICT_UNKNOWN,
	JYZ_VERDICT_FOR,
	JYZ_VERDICT_AGAINST,
};

/* "chance", "intake"...: as the causes of findings. */
const char *jyz_cause_name(enum jyz_cause cause);
/* "unknown", "for", "against". */
const char *jyz_verdict_name(enum jyz_verdict verdict);

struct jyz_cause_judged {
	enum jyz_verdict verdict;
	const char *evidence; /* sentences in the language set; not empty */
};

/* An item in the grade; what is not known is NAN. */
struct jyz_item_judged {
	const char *name, *type, *point; /* type, point: or NULL */
	int64_t max;
	double predicted;
	struct jyz_item_stats stats;
	bool weak, broken, missed, hard;
};

/* An item in a class against the grade. */
struct jyz_item_shift {
	struct jyz_profile profile;
	struct jyz_matched matched; /* against the rest of the grade */
	struct jyz_mantel mantel;   /* of items marked 0 or full; else NAN */
	int side; /* -1: stands out as lower than the class's level puts it,
		     1: higher, 0: does not stand out */
};

struct jyz_pair_judged {
	size_t a, b;  /* places in grade.classes; a is the higher */
	int64_t gap;  /* JYZ_GAP_SCALE */
	struct jyz_comparison comparison;
	enum jyz_reading reading;
	bool adjusted_known;
	struct jyz_adjusted_gap adjusted;
	int64_t finding;           /* id, 0: none */
	const char *finding_cause; /* as the group decided; or NULL */
	/* As the items of the diagnosis; NULL: not to be had of both. */
	const struct jyz_item_shift *items_a, *items_b;
	struct jyz_cause_judged causes[JYZ_CAUSES];
	enum jyz_cause suggests[JYZ_CAUSES]; /* most telling first */
	size_t n_suggests;                   /* 0: cannot tell */
};

/* Mean of predicted less measured difficulty: above 0, the setter expected
 * the items to be easier than they were. */
struct jyz_bias {
	const char *term; /* NULL: all */
	double mean;      /* NAN: no item has both */
	int64_t items, papers;
};

struct jyz_diagnosis {
	struct jyz_grade grade;
	int64_t exam_id;
	const char *term, *exam, *date, *subject, *grade_name;
	/* NULL where the paper does not say. */
	const char *stage, *source, *marking, *setter, *selector, *reviewer;
	int64_t threshold;  /* in force, JYZ_SCORE_SCALE */
	int64_t sat;        /* -1: not known of every class */
	/* NAN: not known. */
	double average, sd, mean_rate;
	double at_zero, at_full; /* shares */
	double alpha, sem, weak_share, hard_share;
	double predicted_hard_share; /* of the items that have a prediction */
	struct jyz_item_judged *items;
	size_t n_items;
	size_t measured;    /* classes that the items are counted of */
	struct jyz_bias bias, paper_bias;
	struct jyz_bias *terms; /* the setter's, oldest first */
	size_t n_terms, terms_room;
	struct jyz_pair_judged *pairs; /* the largest gap first */
	size_t n_pairs, pairs_room;
};

struct jyz_diagnose_query {
	int64_t paper;
	int64_t threshold; /* at JYZ_SCORE_SCALE, -1: the paper's */
	const char *class_name; /* pairs with it only; NULL: all */
};

/*
 * The paper that is meant.  exam: a name; subject, grade: compared folded,
 * NULL any; term 0: any.  JYZ_ENOTFOUND; JYZ_EAMBIGUOUS names the papers.
 */
int jyz_diagnose_find(struct jyz_desk *desk, const char *exam,
		      const char *subject, const char *grade, int64_t term,
		      int64_t *paper, struct jyz_error *err) JYZ_CHECKED;

/* JYZ_ENOTFOUND: no such paper, or no class of that name has a result. */
int jyz_diagnose(struct jyz_desk *desk, const struct jyz_diagnose_query *query,
		 struct jyz_diagnosis *out, struct jyz_error *err) JYZ_CHECKED;
void jyz_diagnosis_free(struct jyz_diagnosis *diagnosis);

#endif
