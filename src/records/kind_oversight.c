/*
 * Rules of checks, targets and quotas.
 */
#include <string.h>

#include "kinds.h"
#include "room.h"

int jyz_record_not_before(struct jyz_record *rec, int field, int first,
			  struct jyz_error *err)
{
	const char *date = jyz_record_text(rec, field);
	const char *begun = jyz_record_text(rec, first);
	if (!date || !begun || strcmp(date, begun) >= 0)
		return JYZ_OK;
	jyz_error_set(err, JYZ_EINVAL, _("%s is before %s"), date, begun);
	return jyz_record_blame(rec, field, err);
}

int jyz_check_dates(struct jyz_desk *desk, struct jyz_record *rec,
		    struct jyz_error *err)
{
	(void)desk;
	int rc = jyz_record_not_before(rec, CHECK_FEEDBACK_DATE, CHECK_DATE,
				       err);
	return rc < 0 ? rc
		      : jyz_record_not_before(rec, CHECK_FOLLOW_UP, CHECK_DATE,
					      err);
}

/* Who answers for it is one: else nobody does. */
static int check_bearer(struct jyz_record *rec, struct jyz_error *err)
{
	static const int bearers[] = { TARGET_UNIT, TARGET_TEACHER,
				       TARGET_CLASS };
	int n = 0, last = TARGET_UNIT;
	for (size_t i = 0; i < JYZ_COUNT(bearers); i++) {
		if (!jyz_record_has(rec, bearers[i]))
			continue;
		n++;
		last = bearers[i];
	}
	if (n == 1)
		return JYZ_OK;
	jyz_error_set(err, JYZ_EINVAL,
		      n ? _("a target is of one group, teacher or class, not "
			    "of %d of them")
			: _("a target is of a group, a teacher or a class: "
			    "none is given"),
		      n);
	jyz_error_hint(err, "--unit ... | --teacher ... | --class ...");
	return jyz_record_blame(rec, last, err);
}

int jyz_target_check(struct jyz_desk *desk, struct jyz_record *rec,
		     struct jyz_error *err)
{
	(void)desk;
	int rc = check_bearer(rec, err);
	if (rc < 0)
		return rc;
	if (jyz_record_has(rec, TARGET_VALUE) ||
	    jyz_record_has(rec, TARGET_WHAT))
		return JYZ_OK;
	jyz_error_set(err, JYZ_EINVAL,
		      _("a target says how much, or what"));
	jyz_error_hint(err, "--value ... | --what ...");
	return jyz_record_blame(rec, TARGET_VALUE, err);
}

static int refuse(struct jyz_record *rec, int field, struct jyz_error *err,
		  const char *text)
{
	jyz_error_set(err, JYZ_EINVAL, "%s", text);
	return jyz_record_blame(rec, field, err);
}

int jyz_quota_check(struct jyz_desk *desk, struct jyz_record *rec,
		    struct jyz_error *err)
{
	const char *kind = jyz_record_text(rec, QUOTA_KIND);
	const struct jyz_value *v = rec->values;
	bool lessons = strncmp(kind, "lessons_", strlen("lessons_")) == 0;
	bool both = jyz_record_has(rec, QUOTA_MINIMUM) &&
		    jyz_record_has(rec, QUOTA_MAXIMUM);
	(void)desk;
	if (!jyz_record_has(rec, QUOTA_MINIMUM) &&
	    !jyz_record_has(rec, QUOTA_MAXIMUM) &&
	    !(v[QUOTA_COVERAGE].type == JYZ_INT && v[QUOTA_COVERAGE].i)) {
		refuse(rec, QUOTA_MINIMUM, err,
		       _("a quota says how many, or that each member comes "
			 "once"));
		return jyz_error_hint(err, "--minimum ... | --maximum ... | "
					   "--coverage yes");
	}
	if (both && v[QUOTA_MAXIMUM].i < v[QUOTA_MINIMUM].i)
		return refuse(rec, QUOTA_MAXIMUM, err,
			      _("the most is less than the least"));
	if (jyz_record_has(rec, QUOTA_VISIT) && !lessons)
		return refuse(rec, QUOTA_VISIT, err,
			      _("only lessons have a kind of visit"));
	return JYZ_OK;
}
