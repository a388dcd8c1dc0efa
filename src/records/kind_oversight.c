/*
 * Rules of checks, targets and quotas.
 */
#include <string.h>

#include "jyz/base/decimal.h"
#include "kinds.h"
#include "progress_room.h"
#include "room.h"

int jyz_record_not_before(struct jyz_record *rec, int field, int first,
			  struct jyz_error *err)
{
	const char *date = jyz_record_text(rec, field);
	const char *begun = jyz_record_text(rec, first);
	if (!date || !begun || strcmp(date, begun) >= 0)
		return JYZ_OK;
	jyz_error_set(err, JYZ_EINVAL, _("%s %s is before %s %s"),
		      jyz_field_word(&rec->arena, &rec->kind->fields[field]),
		      date,
		      jyz_field_word(&rec->arena, &rec->kind->fields[first]),
		      begun);
	return jyz_record_blame(rec, field, err);
}

/*
 * Who types has checked, unless it is said to be another or nobody; an office
 * that is no teacher may type, too.
 */
static int complete_checker(struct jyz_desk *desk, struct jyz_record *rec,
			    struct jyz_error *err)
{
	struct jyz_scope scope;
	int64_t id;
	if (rec->id || rec->given[CHECK_CHECKER] || !desk->person)
		return JYZ_OK;
	int rc = jyz_record_scope(desk, rec, &jyz_teacher, &scope, err);
	if (rc >= 0)
		rc = jyz_resolve(desk, &jyz_teacher, desk->person, &scope, &id,
				 err);
	if (rc == JYZ_ENOTFOUND) {
		jyz_error_free(err);
		jyz_desk_note(desk, _("nobody is named who checked: '%s' is "
				      "no teacher here (--checker NAME)"),
			      desk->person);
		return JYZ_OK;
	}
	if (rc < 0)
		return jyz_record_blame(rec, CHECK_CHECKER, err);
	jyz_record_default(rec, CHECK_CHECKER, jyz_int(id));
	return JYZ_OK;
}

int jyz_check_complete(struct jyz_desk *desk, struct jyz_record *rec,
		       struct jyz_error *err)
{
	int rc = jyz_unit_complete(desk, rec, err);
	return rc < 0 ? rc : complete_checker(desk, rec, err);
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

static int refuse(struct jyz_record *rec, int field, struct jyz_error *err,
		  const char *text)
{
	jyz_error_set(err, JYZ_EINVAL, "%s", text);
	return jyz_record_blame(rec, field, err);
}

/* The rules of later programs are for what is said now: a record that an older
 * one accepted must be merged, undone and edited elsewhere as it is. */
static bool said(const struct jyz_record *rec, int a, int b)
{
	return rec->given[a] || rec->given[b];
}

/* In hundredths, as the fields are. */
#define ALL_OF_THEM 10000

static int check_rate(struct jyz_record *rec, struct jyz_error *err)
{
	static const int rates[] = { TARGET_VALUE, TARGET_REACHED };
	const char *measure = jyz_record_text(rec, TARGET_MEASURE);
	if (strcmp(measure, "attendance") != 0 &&
	    strcmp(measure, "pass_rate") != 0)
		return JYZ_OK;
	for (size_t i = 0; i < JYZ_COUNT(rates); i++)
		if (said(rec, rates[i], TARGET_MEASURE) &&
		    rec->values[rates[i]].type == JYZ_INT &&
		    rec->values[rates[i]].i > ALL_OF_THEM)
			return refuse(rec, rates[i], err,
				      _("a rate is at most 100 percent"));
	return JYZ_OK;
}

static int check_wording(struct jyz_record *rec, struct jyz_error *err)
{
	bool other = strcmp(jyz_record_text(rec, TARGET_MEASURE),
			    "other") == 0;
	if (jyz_record_has(rec, TARGET_WHAT) ||
	    (!other && jyz_record_has(rec, TARGET_VALUE)))
		return JYZ_OK;
	if (other && jyz_record_has(rec, TARGET_VALUE) &&
	    !said(rec, TARGET_MEASURE, TARGET_WHAT))
		return JYZ_OK;
	if (other) {
		refuse(rec, TARGET_WHAT, err,
		       _("a target of another measure says what it is"));
		return jyz_error_hint(err, "--what ...");
	}
	refuse(rec, TARGET_VALUE, err, _("a target says how much, or what"));
	return jyz_error_hint(err, "--value ... | --what ...");
}

static void note_due(struct jyz_desk *desk, const struct jyz_record *rec,
		     const struct progress *p)
{
	const char *due = jyz_record_text(rec, TARGET_DUE);
	if (rec->given[TARGET_DUE] && due &&
	    (strcmp(due, p->from) < 0 || strcmp(due, p->ends) > 0))
		jyz_desk_note(desk, _("%s is outside of the term (%s to %s)"),
			      due, p->from, p->ends);
}

/* Said at once, since it counts for nothing. */
static int note_reached(struct jyz_desk *desk, const struct jyz_record *rec,
			struct progress *p, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) typed = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) told = JYZ_BUF_INIT;
	struct jyz_value found;
	if (!rec->given[TARGET_REACHED] ||
	    !jyz_record_has(rec, TARGET_REACHED))
		return JYZ_OK;
	int rc = jyz_progress_reached(p, rec, &found, err);
	if (rc < 0 || found.type != JYZ_INT)
		return rc;
	jyz_decimal_format(&typed, rec->values[TARGET_REACHED].i,
			   JYZ_PROGRESS_SCALE);
	jyz_decimal_format(&told, found.i, JYZ_PROGRESS_SCALE);
	jyz_desk_note(desk, _("the records tell what is reached, and they "
			      "decide: %s, not %s"),
		      told.data, typed.data);
	return JYZ_OK;
}

static int note_target(struct jyz_desk *desk, const struct jyz_record *rec,
		       struct jyz_error *err)
{
	const struct jyz_progress_query query = {
		.term = rec->values[TARGET_TERM].i,
	};
	struct progress p = { .desk = desk, .query = &query };
	if (!rec->given[TARGET_DUE] && !rec->given[TARGET_REACHED])
		return JYZ_OK;
	int rc = jyz_progress_term(&p, err);
	if (rc >= 0) {
		note_due(desk, rec, &p);
		rc = note_reached(desk, rec, &p, err);
	}
	jyz_arena_free(&p.arena);
	return rc;
}

int jyz_target_check(struct jyz_desk *desk, struct jyz_record *rec,
		     struct jyz_error *err)
{
	int rc = check_bearer(rec, err);
	if (rc >= 0)
		rc = check_wording(rec, err);
	if (rc >= 0)
		rc = check_rate(rec, err);
	return rc < 0 ? rc : note_target(desk, rec, err);
}

int jyz_quota_check(struct jyz_desk *desk, struct jyz_record *rec,
		    struct jyz_error *err)
{
	const char *kind = jyz_record_text(rec, QUOTA_KIND);
	const struct jyz_value *v = rec->values;
	bool lessons = strncmp(kind, "lessons_", strlen("lessons_")) == 0;
	bool both = jyz_record_has(rec, QUOTA_MINIMUM) &&
		    jyz_record_has(rec, QUOTA_MAXIMUM);
	bool covers = v[QUOTA_COVERAGE].type == JYZ_INT &&
		      v[QUOTA_COVERAGE].i;
	(void)desk;
	if (!jyz_record_has(rec, QUOTA_MINIMUM) &&
	    !jyz_record_has(rec, QUOTA_MAXIMUM) && !covers) {
		refuse(rec, QUOTA_MINIMUM, err,
		       _("a quota says how many, or that each member comes "
			 "once"));
		return jyz_error_hint(err, "--minimum ... | --maximum ... | "
					   "--coverage yes");
	}
	if (covers && said(rec, QUOTA_COVERAGE, QUOTA_KIND) &&
	    strcmp(kind, "lessons_heard") != 0 &&
	    strcmp(kind, "checks") != 0) {
		refuse(rec, QUOTA_COVERAGE, err,
		       _("only lessons heard and checks can cover each "
			 "member"));
		return jyz_error_hint(err, "--kind lessons_heard | --kind "
					   "checks | --minimum 1");
	}
	if (both && v[QUOTA_MAXIMUM].i < v[QUOTA_MINIMUM].i)
		return refuse(rec, QUOTA_MAXIMUM, err,
			      _("the most is less than the least"));
	if (jyz_record_has(rec, QUOTA_VISIT) && !lessons)
		return refuse(rec, QUOTA_VISIT, err,
			      _("only lessons have a kind of visit"));
	return JYZ_OK;
}
