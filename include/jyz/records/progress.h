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

/* Who says how much was reached. */
enum jyz_progress_source {
	JYZ_PROGRESS_NOBODY,
	JYZ_PROGRESS_RECORDS, /* they decide wherever they can tell */
	JYZ_PROGRESS_TYPED,
};

/* What is odd about a target. */
enum jyz_progress_note {
	JYZ_PROGRESS_NO_NOTE,
	JYZ_PROGRESS_NO_RESULTS,
	JYZ_PROGRESS_NO_PASSES,   /* of its classes only averages are known */
	JYZ_PROGRESS_NO_MEETINGS, /* attendance of none is recorded */
	JYZ_PROGRESS_UNMEASURED,  /* no record tells it: it is to be typed */
	JYZ_PROGRESS_BELOW,       /* said to be done, below its value */
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
	struct jyz_value timed, timed_before; /* meetings that hours are of */
	/* Ids of the records that were late, that are still open (of
	 * attendance: in which nobody says whether the member was there), and
	 * their kind: "12, 15"; NULL: none. */
	const char *kind, *late, *open;
	struct jyz_value unrecorded; /* how many meetings are open */
	/* Of a quota: whose it is, where it counts only in one group. */
	const char *role, *unit;
	/*
	 * By the week or month done, expected and missing are periods: those
	 * that kept the quota, that have begun, that did not keep it: they are
	 * over, or went over the limit.  One that runs and has too little is
	 * neither.  What each asks for is minimum and limit, what there was in
	 * all is count, and broken are the first days of those that are
	 * missing: "2026-09-01, 2026-09-08".
	 */
	struct jyz_value minimum, count;
	const char *broken;
	struct jyz_value uncovered; /* members who did not come, as a count */
	const char *who;            /* their names, or NULL */
	const char *due;
	enum jyz_progress_source source; /* of done, of a target */
	struct jyz_value typed;          /* what was filled in, used or not */
	enum jyz_progress_note note;
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
