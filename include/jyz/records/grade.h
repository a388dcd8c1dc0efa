/*
 * A grade: all classes with a result on one paper, as the analysis room takes
 * them.  The classes of a grade that were typed in have an average only.
 */
#ifndef JYZ_RECORDS_GRADE_H
#define JYZ_RECORDS_GRADE_H

#include "jyz/analysis/adjust.h"
#include "jyz/analysis/gap.h"
#include "jyz/analysis/items.h"
#include "jyz/records/desk.h"

struct jyz_grade_class {
	int64_t result, id;         /* ids of the result and of the class */
	const char *name, *track;   /* track "": none */
	const char *teacher;        /* on the day of the exam; or NULL */
	int64_t sat, entitled;      /* -1: not known */
	struct jyz_fraction average; /* sat 0: there is none */
	/* From a score sheet: */
	bool measured;
	struct jyz_moments moments;
	int64_t at_zero, at_full, passed, excellent, low;
	/* When asked for and kept: */
	struct jyz_distribution distribution; /* n 0: not kept */
	struct jyz_item_sums *items;          /* as grade.items; or NULL */
	const char *strata;                   /* stored form; or NULL */
	struct jyz_joint joint;               /* x the baseline; x.n 0: none */
};

struct jyz_grade_item {
	const char *name;
	int64_t max;
	/* From the paper's items; NULL and -1 where it does not say. */
	const char *type, *point;
	int64_t predicted; /* hundredths */
};

struct jyz_grade {
	int64_t paper, full_marks;
	struct jyz_grade_class *classes; /* by name */
	size_t count, room;
	struct jyz_grade_item *items; /* in the order of the paper */
	size_t n_items, items_room;
	struct jyz_arena arena;
};

#define JYZ_GRADE_INIT { 0 }

enum jyz_grade_parts {
	JYZ_GRADE_DISTRIBUTIONS = 1 << 0,
	JYZ_GRADE_ITEMS = 1 << 1,
	JYZ_GRADE_JOINT = 1 << 2,
};

/* JYZ_ENOTFOUND: no such paper.  A class whose items are not those of the
 * others, by name and maximum, has items NULL. */
int jyz_grade_load(struct jyz_desk *desk, int64_t paper, unsigned parts,
		   struct jyz_grade *out, struct jyz_error *err) JYZ_CHECKED;
void jyz_grade_free(struct jyz_grade *grade);

/* Of all classes that were measured. */
struct jyz_moments jyz_grade_moments(const struct jyz_grade *grade);
/* The spread of all pupils in points; NAN: a class has an average only, or
 * fewer than two pupils. */
double jyz_grade_sd(const struct jyz_grade *grade);
/* The average of all pupils in points; false: of a class the number of pupils
 * is not known, or nobody sat. */
bool jyz_grade_average(const struct jyz_grade *grade, double *out);
/* Their distributions together; n 0 unless every measured class has one. */
struct jyz_distribution jyz_grade_distribution(const struct jyz_grade *grade);
/* Classes adjusted for their intake; false: without baselines. */
bool jyz_grade_ancova(const struct jyz_grade *grade, struct jyz_ancova *out);

/*
 * The lines of the rates (domain.md, c1 2), in hundredths of a percent of the
 * full marks: settings pass_line, excellent_line and low_line, else these.
 */
#define JYZ_PASS_LINE 6000
#define JYZ_EXCELLENT_LINE 8500
#define JYZ_LOW_LINE 4000
struct jyz_rate_lines {
	int64_t pass, excellent, low;
	bool set; /* one of them is a setting */
};
int jyz_rate_lines(struct jyz_desk *desk, struct jyz_rate_lines *out,
		   struct jyz_error *err) JYZ_CHECKED;
/* JYZ_EINVAL: they are not in the order low, pass, excellent. */
int jyz_rate_lines_check(const struct jyz_rate_lines *lines,
			 struct jyz_error *err) JYZ_CHECKED;

#endif
