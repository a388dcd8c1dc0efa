/*
 * Targets of plans that are still to be answered.
 */
#include "jyz/records/promises.h"

#include "room.h"

static const char SQL_OPEN[] =
	"SELECT p.id, t.what, t.due, t.owner, e.name FROM " JYZ_UNANSWERED
	" LEFT JOIN teacher e ON e.id = t.owner"
	" WHERE p.term = :term AND t.due IS NOT NULL"
	" ORDER BY p.id, t.position, t.id";

int jyz_promises_each(struct jyz_desk *desk, int64_t term, jyz_promise_fn *fn,
		      void *payload, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_OPEN, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":term", term);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		struct jyz_promise promise = {
			.plan = jyz_col_int(&st, "id"),
			.what = jyz_col_text(&st, "what"),
			.due = jyz_col_text(&st, "due"),
			.owner = jyz_col_value(&st, "owner").i,
			.name = jyz_col_text(&st, "name"),
		};
		if ((rc = fn(&promise, payload, err)) < 0) {
			jyz_stmt_done(&st);
			return rc;
		}
	}
	return rc;
}
