/*
 * What a term still waits for.
 */
#include "jyz/records/waiting.h"

#include "room.h"

#define OF_TERM "date >= " JYZ_TERM_STARTS " AND date < " JYZ_TERM_NEXT

/* What is not due yet waits, too, but for actions: they have their day. */
static const char SQL_WAITING[] =
	"SELECT (SELECT count(*) FROM " JYZ_UNANSWERED
	" WHERE p.term = :term) AS targets, "
	"(SELECT count(*) FROM observation WHERE feedback_date IS NULL "
	"AND " OF_TERM ") AS observations, "
	"(SELECT count(*) FROM \"check\" WHERE feedback_date IS NULL "
	"AND " OF_TERM ") AS checks, "
	"(SELECT count(*) FROM finding WHERE closed IS NULL "
	"AND ifnull(harmless, 0) = 0 AND " OF_TERM ") AS findings, "
	"(SELECT count(*) FROM action WHERE done IS NULL AND due < :today "
	"AND " OF_TERM ") AS actions";

int jyz_waiting(struct jyz_desk *desk, int64_t term, struct jyz_waiting *out,
		struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_WAITING, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":term", term);
	jyz_bind_text(&st, ":today", desk->clock.today);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	*out = (struct jyz_waiting){
		.targets = jyz_col_int(&st, "targets"),
		.observations = jyz_col_int(&st, "observations"),
		.checks = jyz_col_int(&st, "checks"),
		.findings = jyz_col_int(&st, "findings"),
		.actions = jyz_col_int(&st, "actions"),
	};
	jyz_stmt_done(&st);
	return JYZ_OK;
}
