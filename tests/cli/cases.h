/*
 * Command lines and what comes of them, as tables.
 */
#ifndef CASES_H
#define CASES_H

#include "group.h"

struct cli_case {
	int exit;
	const char *line; /* words as a shell takes them, '...' quotes */
	/*
	 * What stdout and stderr must be: NULL anything, "" nothing, "=TEXT"
	 * exactly that, else parts with "¦" between that must all be there;
	 * a part that begins with "!" must not.
	 */
	const char *out;
	const char *err;
};

/* One after another on the same database. */
void cases_run(const char *db, const char *const *env,
	       const struct cli_case *cases, size_t count);
#define CASES_RUN(db, env, cases) \
	cases_run(db, env, cases, sizeof(cases) / sizeof((cases)[0]))

/* group_new with the teachers 王芳 李强 张伟 and the classes 高一(1)班,
 * 高一(2)班, 高一(10)班. */
const char *cases_school(void);
/* The same classes; 数学教研组 is led by 王芳, 李强 and 张伟 are of it, 陈静 of
 * the prep group 高一备课组 below it, 外人 of no group. */
const char *cases_people(void);

#endif
