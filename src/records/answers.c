/*
 * The answers of summaries and the targets of their plans, which they name in
 * the plan's own words.
 *
 * Whoever writes a plan anew may not take away what is answered, nor may
 * undo.  An archive may: it brings both, one after the other, or an older
 * one of them; what does not fit at the end is said.
 */
#include <string.h>

#include "jyz/records/bulk.h"
#include "kinds.h"
#include "room.h"

/* A plan's that has the target on file. */
static const char SQL_ANSWERED[] =
	"SELECT s.id, a.target FROM summary s "
	"JOIN summary_answer a ON a.summary = s.id "
	"JOIN plan_target t ON t.plan = s.plan AND t.what = a.target "
	"WHERE s.plan = :plan ORDER BY s.id, t.position, t.id";

static const char SQL_LOOSE[] =
	"SELECT s.id, a.target FROM summary s "
	"JOIN summary_answer a ON a.summary = s.id "
	"WHERE s.plan = ifnull(:plan, s.plan) AND NOT EXISTS "
	"(SELECT 1 FROM plan_target t WHERE t.plan = s.plan "
	"AND t.what = a.target) ORDER BY s.id, a.position, a.id";

static bool has_target(const struct jyz_record *plan, const char *what)
{
	const struct jyz_rows *rows = &plan->parts[PLAN_TARGET];
	size_t n = plan->kind->parts[PLAN_TARGET].n_fields;
	for (size_t i = 0; i < rows->count; i++)
		if (strcmp(rows->cells[i * n + PLAN_TARGET_WHAT].s, what) == 0)
			return true;
	return false;
}

static int refuse(struct jyz_record *plan, struct jyz_stmt *st,
		  struct jyz_error *err)
{
	long long summary = jyz_col_int(st, "id");
	jyz_error_set(err, JYZ_EREFERENCED,
		      _("summary %lld answers the target '%s': it "
			"cannot go or be called otherwise"),
		      summary, jyz_col_text(st, "target"));
	jyz_error_hint(err, "jyz summary edit %lld --answer - ...", summary);
	jyz_stmt_done(st);
	return jyz_record_blame(
		plan, (int)plan->kind->n_fields + PLAN_TARGET, err);
}

int jyz_plan_answered(struct jyz_desk *desk, struct jyz_record *plan,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	if (!plan->id || !plan->parts[PLAN_TARGET].given)
		return JYZ_OK;
	int rc = jyz_stmt_open(&st, desk->store, SQL_ANSWERED, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":plan", plan->id);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		jyz_col_ignore(&st, "id");
		if (!has_target(plan, jyz_col_text(&st, "target")))
			return refuse(plan, &st, err);
	}
	return rc;
}

/* On file is what undo has made of it: there is nothing else to ask. */
int jyz_plan_touched(struct jyz_desk *desk, struct jyz_record *plan,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_LOOSE, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":plan", plan->id);
	rc = jyz_stmt_step(&st, err);
	return rc == JYZ_ROW ? refuse(plan, &st, err) : rc;
}

int jyz_bulk_note_answers(struct jyz_desk *desk, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_LOOSE, err);
	if (rc < 0)
		return rc;
	jyz_bind_null(&st, ":plan");
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW)
		jyz_desk_note(desk, _("summary %lld answers the target '%s', "
				      "which its plan does not have"),
			      (long long)jyz_col_int(&st, "id"),
			      jyz_col_text(&st, "target"));
	return rc;
}
