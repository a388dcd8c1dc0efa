/*
 * Progress: quotas and targets of a term against the records, who has not
 * been heard, feedback, attendance, tasks, meetings and exams.
 */
#ifndef JYZ_RECORDS_PROGRESS_H
#define JYZ_RECORDS_PROGRESS_H

#include "jyz/base/value.h"
#include "jyz/records/desk.h"

enum jyz_progress_section {
	JYZ_PROGRESS_QUOTA,
	JYZ_PROGRESS_TARGET,
	JYZ_PROGRESS_COVERAGE,
	JYZ_PROGRESS_FEEDBACK,
	JYZ_PROGRESS_ATTENDANCE,
	JYZ_PROGRESS_ACTIONS,
	JYZ_PROGRESS_MEETINGS,
	JYZ_PROGRESS_EXAMS,
	JYZ_PROGRESS_SECTIONS
};

enum jyz_progress_state {
	JYZ_PROGRESS_NONE,  /* nothing is asked for */
	JYZ_PROGRESS_MET,
	JYZ_PROGRESS_OPEN,  /* not yet, and there is time */
	JYZ_PROGRESS_SHORT, /* the time is over */
	JYZ_PROGRESS_OVER,  /* more than the limit */
};

/* Amounts are in hundredths (JYZ_PROGRESS_SCALE); absent: null. */
#define JYZ_PROGRESS_SCALE 2

struct jyz_progress_row {
	enum jyz_progress_section section;
	enum jyz_progress_state state;
	int64_t id;         /* of the quota or target, or 0 */
	const char *name;   /* teacher, group, class or grade; or NULL */
	const char *what;   /* name of what is counted */
	const char *text;   /* a target's words, or NULL */
	const char *period; /* "week", "month", "term", "year"; or NULL */
	struct jyz_value done, expected, limit, missing;
	struct jyz_value hours, before, hours_before; /* before: last term */
	struct jyz_value uncovered; /* members who did not come, as a count */
	const char *who;            /* their names, or NULL */
	const char *due;
	int64_t pupils; /* whose scores done is made of; 0: of none, or it is
			   not known */
};

struct jyz_progress_query {
	int64_t term;
	int64_t teacher, unit; /* only of this one; 0: all */
	int64_t feedback_days; /* feedback within so many is in time */
};

typedef int jyz_progress_fn(const struct jyz_progress_row *row, void *payload,
			    struct jyz_error *err);

/* Section by section; rows are borrowed for the call. */
int jyz_progress(struct jyz_desk *desk, const struct jyz_progress_query *query,
		 jyz_progress_fn *fn, void *payload,
		 struct jyz_error *err) JYZ_CHECKED;

/* Its targets alone. */
int jyz_targets(struct jyz_desk *desk, const struct jyz_progress_query *query,
		jyz_progress_fn *fn, void *payload,
		struct jyz_error *err) JYZ_CHECKED;

#endif
