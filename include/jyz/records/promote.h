/*
 * Promotion: the classes of one school year become those of the next, with
 * the class that each was before, its adviser and who teaches it.
 */
#ifndef JYZ_RECORDS_PROMOTE_H
#define JYZ_RECORDS_PROMOTE_H

#include "jyz/records/record.h"

enum jyz_promoted {
	JYZ_PROMOTED_NEW,
	JYZ_PROMOTED_LINKED,  /* was there, and now names the one before */
	JYZ_PROMOTED_THERE,   /* nothing to do */
	JYZ_PROMOTED_LEAVES,  /* it was the last grade */
	JYZ_PROMOTED_UNKNOWN, /* its grade is not understood */
};

struct jyz_promote_row {
	int64_t from_id;
	const char *from, *from_grade;
	const char *to, *to_grade; /* NULL: none */
	int64_t to_id;             /* 0: none */
	enum jyz_promoted what;
	const char *adviser;       /* carried over; or NULL */
	size_t assignments;        /* carried over */
};

struct jyz_promote {
	int from, to;            /* school years */
	const char *const *grades; /* only these, folded; NULL: all */
	size_t n_grades;
	bool assignments;        /* carry them over */
	struct jyz_promote_row *rows;
	size_t count, room;
	size_t made;             /* classes and assignments written */
	struct jyz_arena arena;
};

#define JYZ_PROMOTE_INIT { .assignments = true }

/*
 * In the caller's transaction.  Done twice it changes nothing.
 * JYZ_ENOTFOUND: the year has no classes (of those grades).
 * JYZ_ECONFLICT: a class of that name goes back to another one.
 */
int jyz_class_promote(struct jyz_desk *desk, struct jyz_promote *promote,
		      struct jyz_error *err) JYZ_CHECKED;
void jyz_promote_free(struct jyz_promote *promote);

/*
 * The grade after this one, in the same way of writing: 高一 高二, 七年级
 * 八年级, Grade 10 Grade 11.  beyond: it is one that many schools do not
 * have (a seventh year of a primary school, 初四).  false: not understood,
 * or there is none after it (*last).
 */
bool jyz_grade_next(struct jyz_buf *out, const char *grade, bool *beyond,
		    bool *last);
/* The name of a class of that grade a year on: 高一(1)班 高二(1)班, 七(3)班
 * 八(3)班, 701班 801班; as it is where the grade is not in the name. */
void jyz_class_next(struct jyz_buf *out, const char *name, const char *grade);

#endif
