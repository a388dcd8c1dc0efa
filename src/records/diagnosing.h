/*
 * What the files of the diagnosis share.  Private to src/records.
 */
#ifndef JYZ_RECORDS_DIAGNOSING_H
#define JYZ_RECORDS_DIAGNOSING_H

#include "jyz/records/diagnose.h"
#include "room.h"

/* When a knowledge point was taught in a class. */
struct jyz_taught {
	int64_t class_id;
	const char *point, *date; /* date NULL: not yet */
};

/* A diagnosis while it is made. */
struct jyz_diagnosing {
	struct jyz_desk *desk;
	struct jyz_diagnosis *d;
	struct jyz_arena *arena; /* the grade's: lives as long as d */
	int64_t setter;          /* 0: not known */
	/* The classes whose items were counted by the same groups. */
	bool *counted;
	struct jyz_item_sums *sums; /* of all counted */
	struct jyz_moments totals;
	struct jyz_strata strata;
	struct jyz_item_shift **shifts; /* of each class, or NULL */
	bool adjustable;
	struct jyz_ancova ancova;
	double sd_x, sd_y;          /* of all pupils with a baseline */
	struct jyz_tukey **tukeys;  /* by the first class of a track */
	struct jyz_taught *taught;
	size_t n_taught, taught_room;
	struct jyz_buf paper_text;  /* what is said of the paper */
	enum jyz_verdict paper_verdict;
};

/* What speaks for and against one cause. */
struct jyz_evidence {
	struct jyz_buf text;
	int pro, contra; /* sentences on either side */
};
#define JYZ_EVIDENCE_INIT { JYZ_BUF_INIT, 0, 0 }
void jyz_evidence_free(struct jyz_evidence *e);
/* side: above 0 for, below 0 against, 0 neither. */
void jyz_evidence_add(struct jyz_evidence *e, int side, const char *fmt, ...)
	JYZ_PRINTF(3, 4);
/* For where something speaks for it, against where nothing else does. */
enum jyz_verdict jyz_evidence_verdict(const struct jyz_evidence *e);
void jyz_evidence_close(struct jyz_diagnosing *g, struct jyz_pair_judged *pair,
			enum jyz_cause cause, const struct jyz_evidence *e,
			enum jyz_verdict verdict);

/* Numbers for sentences: rounded, "52.3 %", "[1.2, 9.8]", "p < .001". */
const char *jyz_say_number(struct jyz_diagnosing *g, double value, int scale);
const char *jyz_say_share(struct jyz_diagnosing *g, double share);
const char *jyz_say_interval(struct jyz_diagnosing *g, double low,
			     double high);
const char *jyz_say_p(struct jyz_diagnosing *g, double p);
const char *jyz_say_line(struct jyz_diagnosing *g);

static inline const struct jyz_grade_class *
jyz_diagnosed_class(const struct jyz_diagnosing *g, size_t i)
{
	return &g->d->grade.classes[i];
}
/* Average in points; of a class that somebody sat in. */
double jyz_class_average(const struct jyz_grade_class *c);

/* diagnose_items.c */
void jyz_diagnose_items(struct jyz_diagnosing *g);
/* diagnose_paper.c */
int jyz_diagnose_card(struct jyz_diagnosing *g,
		      struct jyz_error *err) JYZ_CHECKED;
void jyz_cause_paper(struct jyz_diagnosing *g, struct jyz_pair_judged *pair);
/* diagnose_setter.c */
int jyz_diagnose_setter(struct jyz_diagnosing *g,
			struct jyz_error *err) JYZ_CHECKED;
/* diagnose_pairs.c */
int jyz_diagnose_pairs(struct jyz_diagnosing *g,
		       const struct jyz_diagnose_query *query,
		       struct jyz_error *err) JYZ_CHECKED;
/* diagnose_causes.c */
void jyz_cause_chance(struct jyz_diagnosing *g, struct jyz_pair_judged *pair);
void jyz_cause_not_taught(struct jyz_diagnosing *g,
			  struct jyz_pair_judged *pair);
void jyz_cause_marking(struct jyz_diagnosing *g, struct jyz_pair_judged *pair);
/* diagnose_intake.c */
int jyz_cause_intake(struct jyz_diagnosing *g, struct jyz_pair_judged *pair,
		     struct jyz_error *err) JYZ_CHECKED;
/* diagnose_teaching.c: after the others. */
int jyz_cause_teaching(struct jyz_diagnosing *g, struct jyz_pair_judged *pair,
		       struct jyz_error *err) JYZ_CHECKED;
void jyz_cause_unclear(struct jyz_diagnosing *g, struct jyz_pair_judged *pair);

#endif
