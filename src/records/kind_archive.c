/*
 * Rules of the archive's kinds: plans and summaries, reviews, trials,
 * achievements; and what many kinds take from the file, their group and term.
 *
 * What hangs on other records - the days of a term, the targets of a plan -
 * is asked of what people type, not of what is on file: a term or a plan may
 * be written anew later, and an archive may bring an older one.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jyz/base/decimal.h"
#include "jyz/base/text.h"
#include "kinds.h"
#include "room.h"

/* --- group and term ------------------------------------------------------- */

/* The group that keeps the file. */
int jyz_unit_complete(struct jyz_desk *desk, struct jyz_record *rec,
		      struct jyz_error *err)
{
	int field = jyz_field_named(rec->kind, "unit");
	char *unit = NULL;
	int rc;
	if (rec->id || jyz_record_has(rec, field))
		return JYZ_OK;
	if ((rc = jyz_setting_get(desk->store, "unit", &unit, err)) < 0)
		return rc;
	if (unit)
		rec->words[field] = jyz_arena_strdup(&rec->arena, unit);
	free(unit);
	return jyz_record_resolve(desk, rec, field, err);
}

/* The term of the date: also where that is written before the term begins,
 * which is when the term must be named. */
int jyz_term_complete(struct jyz_desk *desk, struct jyz_record *rec,
		      struct jyz_error *err)
{
	int field = rec->kind->term_field;
	const char *date = jyz_record_text(rec, rec->kind->date);
	int64_t term;
	if (!date || jyz_record_has(rec, field))
		return JYZ_OK;
	if (jyz_desk_term(desk, date, &term, NULL, err) < 0)
		return jyz_record_blame(rec, rec->kind->date, err);
	jyz_record_default(rec, field, jyz_int(term));
	return JYZ_OK;
}

int jyz_term_unit_complete(struct jyz_desk *desk, struct jyz_record *rec,
			   struct jyz_error *err)
{
	int rc = jyz_term_complete(desk, rec, err);
	return rc < 0 ? rc : jyz_unit_complete(desk, rec, err);
}

/* --- plans ---------------------------------------------------------------- */

static const char *cell_text(const struct jyz_record *rec, int part,
			     size_t row, int field)
{
	size_t n = rec->kind->parts[part].n_fields;
	struct jyz_value v = rec->parts[part].cells[row * n + (size_t)field];
	return v.type == JYZ_TEXT ? v.s : NULL;
}

static void add_name(struct jyz_buf *out, const char *name)
{
	jyz_buf_addf(out, "%s%s", out->len ? _(", ") : "", name);
}

static void note_targets(struct jyz_desk *desk, const struct jyz_record *rec)
{
	JYZ_AUTO(jyz_buf) owners = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) days = JYZ_BUF_INIT;
	const struct jyz_rows *rows = &rec->parts[PLAN_TARGET];
	size_t n = rec->kind->parts[PLAN_TARGET].n_fields;
	for (size_t i = 0; i < rows->count; i++) {
		const char *what = cell_text(rec, PLAN_TARGET, i,
					     PLAN_TARGET_WHAT);
		const struct jyz_value *row = &rows->cells[i * n];
		if (row[PLAN_TARGET_OWNER].type == JYZ_NULL)
			add_name(&owners, what);
		if (row[PLAN_TARGET_DUE].type == JYZ_NULL)
			add_name(&days, what);
	}
	if (owners.len)
		jyz_desk_note(desk, _("targets without an owner: %s"),
			      owners.data);
	if (days.len)
		jyz_desk_note(desk, _("targets without a due date: %s"),
			      days.data);
}

static const char SQL_TERM_DAYS[] =
	"SELECT starts, ends FROM term WHERE id = :term";

/* The weeks of a term, from Monday on; the first has its first day. */
static int count_weeks(struct jyz_desk *desk, int64_t term, int64_t *weeks,
		       struct jyz_error *err)
{
	static const char monday[] = "2001-01-01";
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_TERM_DAYS, err);
	if (rc < 0)
		return rc;
	*weeks = 0;
	jyz_bind_int(&st, ":term", term);
	if ((rc = jyz_stmt_step(&st, err)) <= 0)
		return rc;
	const char *starts = jyz_col_text(&st, "starts");
	int since = (jyz_date_days(monday, starts) % 7 + 7) % 7;
	*weeks = (jyz_date_days(starts, jyz_col_text(&st, "ends")) + since) /
			 7 + 1;
	jyz_stmt_done(&st);
	return JYZ_OK;
}

static bool has_week(const struct jyz_record *rec, int64_t week)
{
	const struct jyz_rows *rows = &rec->parts[PLAN_WEEK];
	size_t n = rec->kind->parts[PLAN_WEEK].n_fields;
	for (size_t i = 0; i < rows->count; i++)
		if (rows->cells[i * n + PLAN_WEEK_WEEK].i == week)
			return true;
	return false;
}

/* "2-9, 11-20" */
static void note_weeks(struct jyz_desk *desk, const struct jyz_record *rec,
		       int64_t weeks)
{
	JYZ_AUTO(jyz_buf) missing = JYZ_BUF_INIT;
	for (int64_t first = 1; first <= weeks; first++) {
		int64_t last = first;
		if (has_week(rec, first))
			continue;
		while (last < weeks && !has_week(rec, last + 1))
			last++;
		jyz_buf_addf(&missing, "%s%lld", missing.len ? _(", ") : "",
			     (long long)first);
		if (last > first)
			jyz_buf_addf(&missing, "-%lld", (long long)last);
		first = last;
	}
	if (missing.len)
		jyz_desk_note(desk, _("weeks of the term without a plan: %s"),
			      missing.data);
}

static int check_weeks(struct jyz_desk *desk, struct jyz_record *rec,
		       struct jyz_error *err)
{
	const struct jyz_rows *rows = &rec->parts[PLAN_WEEK];
	size_t n = rec->kind->parts[PLAN_WEEK].n_fields;
	int64_t weeks;
	if (!rows->count)
		return JYZ_OK;
	int rc = count_weeks(desk, rec->values[PLAN_TERM].i, &weeks, err);
	if (rc < 0)
		return rc;
	note_weeks(desk, rec, weeks);
	/* those of the plan as it was, if only its term is another */
	bool moved = rec->given[PLAN_TERM] && !rows->given;
	for (size_t i = 0; i < rows->count; i++) {
		int64_t week = rows->cells[i * n + PLAN_WEEK_WEEK].i;
		if (week <= weeks ||
		    !(jyz_part_fresh(rec, PLAN_WEEK, i) || moved))
			continue;
		jyz_error_set(err, JYZ_EINVAL,
			      _("the term has %lld weeks; there is no week "
				"%lld"), (long long)weeks, (long long)week);
		return jyz_record_blame(
			rec, (int)rec->kind->n_fields + PLAN_WEEK, err);
	}
	return JYZ_OK;
}

int jyz_plan_check(struct jyz_desk *desk, struct jyz_record *rec,
		   struct jyz_error *err)
{
	int rc = jyz_plan_answered(desk, rec, err);
	if (rc < 0)
		return rc;
	jyz_part_order(&rec->kind->parts[PLAN_WEEK], &rec->parts[PLAN_WEEK]);
	note_targets(desk, rec);
	return check_weeks(desk, rec, err);
}

/* --- summaries ------------------------------------------------------------ */

static const char SQL_PLAN[] =
	"SELECT count(*) AS n, min(id) AS id FROM plan "
	"WHERE term = :term AND unit IS :unit";

/* What is summed up is the plan of the group and term, if there is one. */
int jyz_summary_complete(struct jyz_desk *desk, struct jyz_record *rec,
			 struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_term_unit_complete(desk, rec, err);
	if (rc < 0 || rec->id || rec->given[SUMMARY_PLAN] ||
	    jyz_record_has(rec, SUMMARY_PLAN))
		return rc;
	if ((rc = jyz_stmt_open(&st, desk->store, SQL_PLAN, err)) < 0)
		return rc;
	jyz_bind_value(&st, ":term", rec->values[SUMMARY_TERM]);
	jyz_bind_value(&st, ":unit", rec->values[SUMMARY_UNIT]);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	int64_t n = jyz_col_int(&st, "n"), id = jyz_col_int(&st, "id");
	jyz_stmt_done(&st);
	if (n == 1)
		rec->values[SUMMARY_PLAN] = jyz_int(id);
	return JYZ_OK;
}

/* The targets of a plan, and which of them are answered. */
struct targets {
	const char **what;
	bool *answered;
	size_t count, room;
};

static void targets_free(struct targets *t)
{
	free(t->what);
	free(t->answered);
}

static const char SQL_TARGETS[] =
	"SELECT what FROM plan_target WHERE plan = :plan "
	"ORDER BY position, id";

static int read_targets(struct jyz_desk *desk, struct jyz_record *rec,
			struct targets *out, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_TARGETS, err);
	if (rc < 0)
		return rc;
	jyz_bind_value(&st, ":plan", rec->values[SUMMARY_PLAN]);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		JYZ_GROW(out->what, out->count, out->room);
		out->what[out->count++] = jyz_arena_strdup(
			&rec->arena, jyz_col_text(&st, "what"));
	}
	/* one more for what answers none */
	out->answered = jyz_alloc((out->count + 1) * sizeof(bool));
	return rc;
}

/* In its own words, else by its number in the plan; count: none. */
static size_t find_target(const struct targets *t, const char *text)
{
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
	jyz_text_key(&key, text);
	for (size_t i = 0; i < t->count; i++)
		if (strcmp(t->what[i], text) == 0)
			return i;
	for (size_t i = 0; key.len && i < t->count; i++)
		if (jyz_text_is(t->what[i], key.data))
			return i;
	if (!key.len || key.len > 4 ||
	    strspn(key.data, "0123456789") != key.len)
		return t->count;
	size_t number = strtoul(key.data, NULL, 10);
	return number >= 1 && number <= t->count ? number - 1 : t->count;
}

static int no_target(struct jyz_record *rec, const struct targets *t,
		     const char *text, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) all = JYZ_BUF_INIT;
	for (size_t i = 0; i < t->count; i++)
		jyz_buf_addf(&all, "%s%zu %s", i ? _(", ") : "", i + 1,
			     t->what[i]);
	jyz_error_set(err, JYZ_EINVAL, _("the plan has no target '%s'"),
		      text);
	if (all.len)
		jyz_error_hint(err, _("its targets are: %s"), all.data);
	return jyz_record_blame(
		rec, (int)rec->kind->n_fields + SUMMARY_ANSWER, err);
}

/* What was typed becomes the target's own words. */
int jyz_summary_settle(struct jyz_desk *desk, struct jyz_record *rec, int part,
		       struct jyz_error *err)
{
	__attribute__((cleanup(targets_free))) struct targets t = { 0 };
	struct jyz_rows *rows = &rec->parts[part];
	size_t n = rec->kind->parts[part].n_fields;
	int rc;
	if (rec->values[SUMMARY_PLAN].type == JYZ_NULL)
		return JYZ_OK;
	if ((rc = read_targets(desk, rec, &t, err)) < 0)
		return rc;
	for (size_t i = 0; i < rows->count; i++) {
		struct jyz_value *target = &rows->cells[i * n + ANSWER_TARGET];
		size_t at = find_target(&t, target->s);
		if (at == t.count)
			return no_target(rec, &t, target->s, err);
		*target = jyz_text(t.what[at]);
	}
	return JYZ_OK;
}

int jyz_summary_check(struct jyz_desk *desk, struct jyz_record *rec,
		      struct jyz_error *err)
{
	__attribute__((cleanup(targets_free))) struct targets t = { 0 };
	JYZ_AUTO(jyz_buf) missing = JYZ_BUF_INIT;
	size_t answers = rec->parts[SUMMARY_ANSWER].count;
	int rc;
	if (rec->values[SUMMARY_PLAN].type == JYZ_NULL)
		return JYZ_OK;
	if ((rc = read_targets(desk, rec, &t, err)) < 0)
		return rc;
	for (size_t i = 0; i < answers; i++)
		t.answered[find_target(&t, cell_text(rec, SUMMARY_ANSWER, i,
						     ANSWER_TARGET))] = true;
	for (size_t i = 0; i < t.count; i++)
		if (!t.answered[i])
			add_name(&missing, t.what[i]);
	if (missing.len)
		jyz_desk_note(desk, _("targets of the plan without an "
				      "answer: %s"), missing.data);
	return JYZ_OK;
}

/* --- reviews -------------------------------------------------------------- */

#define FEWEST_BALLOTS 3

static int more_than(struct jyz_record *rec, int field, int than,
		     struct jyz_error *err)
{
	const struct jyz_field *fields = rec->kind->fields;
	jyz_error_set(err, JYZ_EINVAL, _("%s: %lld is more than %s, %lld"),
		      jyz_field_word(&rec->arena, &fields[field]),
		      (long long)rec->values[field].i,
		      jyz_field_word(&rec->arena, &fields[than]),
		      (long long)rec->values[than].i);
	return jyz_record_blame(rec, field, err);
}

static int check_tallies(struct jyz_record *rec, struct jyz_error *err)
{
	int64_t ballots = rec->values[REVIEW_BALLOTS].i, sum = 0;
	for (int i = REVIEW_EXCELLENT; i <= REVIEW_ABSTAINED; i++)
		sum += rec->values[i].i;
	if (sum == ballots)
		return JYZ_OK;
	jyz_error_set(err, JYZ_EINVAL,
		      _("the tallies sum to %lld, not to %lld ballots"),
		      (long long)sum, (long long)ballots);
	return jyz_record_blame(rec, REVIEW_BALLOTS, err);
}

int jyz_review_check(struct jyz_desk *desk, struct jyz_record *rec,
		     struct jyz_error *err)
{
	int64_t entitled = rec->values[REVIEW_ENTITLED].i;
	int64_t present = rec->values[REVIEW_PRESENT].i;
	if (present > entitled)
		return more_than(rec, REVIEW_PRESENT, REVIEW_ENTITLED, err);
	if (rec->values[REVIEW_BALLOTS].i > present)
		return more_than(rec, REVIEW_BALLOTS, REVIEW_PRESENT, err);
	int rc = check_tallies(rec, err);
	if (rc < 0)
		return rc;
	if (rec->values[REVIEW_BALLOTS].i < FEWEST_BALLOTS) {
		jyz_error_set(err, JYZ_EINVAL,
			      _("fewer than %d ballots tell who voted what"),
			      FEWEST_BALLOTS);
		return jyz_record_blame(rec, REVIEW_BALLOTS, err);
	}
	/* The share is that of reading/domain.md, source 17. */
	if (present * 3 < entitled * 2)
		jyz_desk_note(desk,
			      _("%lld of %lld were present: one school's form "
				"for democratic reviews asks for two thirds"),
			      (long long)present, (long long)entitled);
	return JYZ_OK;
}

/* --- trials --------------------------------------------------------------- */

int jyz_trial_check(struct jyz_desk *desk, struct jyz_record *rec,
		    struct jyz_error *err)
{
	(void)desk;
	return jyz_record_not_before(rec, TRIAL_CLOSED, TRIAL_DATE, err);
}

/* --- achievements --------------------------------------------------------- */

static const char SQL_CERTIFICATES[] =
	"SELECT id, certificate FROM achievement "
	"WHERE certificate IS NOT NULL AND id <> :id ORDER BY id";

/*
 * One certificate is one achievement, however its number is written.  Asked
 * when a number is given: two groups may each have entered the same one, and
 * their archives are to come together all the same.
 */
int jyz_achievement_complete(struct jyz_desk *desk, struct jyz_record *rec,
			     struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
	const char *number = jyz_record_text(rec, ACHIEVEMENT_CERTIFICATE);
	int64_t itself = 0;
	int rc;
	if (!number || !rec->given[ACHIEVEMENT_CERTIFICATE])
		return JYZ_OK;
	jyz_text_key(&key, number);
	/* A row of a sheet may be the record that is on file. */
	if ((rc = jyz_record_twin(desk, rec, &itself, err)) < 0 ||
	    (rc = jyz_stmt_open(&st, desk->store, SQL_CERTIFICATES, err)) < 0)
		return rc;
	jyz_bind_int(&st, ":id", rec->id);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		const char *other = jyz_col_text(&st, "certificate");
		int64_t id = jyz_col_int(&st, "id");
		if (id == itself ||
		    (strcmp(other, number) != 0 &&
		     !(key.len && jyz_text_is(other, key.data))))
			continue;
		rec->twin = id;
		jyz_error_set(err, JYZ_EEXISTS,
			      _("achievement %lld has the certificate '%s'"),
			      (long long)id, other);
		jyz_error_hint(err, "jyz achievement show %lld",
			       (long long)id);
		jyz_stmt_done(&st);
		return jyz_record_blame(rec, ACHIEVEMENT_CERTIFICATE, err);
	}
	return rc;
}
