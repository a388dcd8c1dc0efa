/*
 * Rules of terms, and which school year is the current one.
 */
#include <string.h>

#include "kinds.h"
#include "room.h"

static const char SQL_TERM_OVERLAP[] =
	"SELECT code FROM term WHERE id <> :id AND starts <= :ends "
	"AND ends >= :starts LIMIT 1";

int jyz_term_check(struct jyz_desk *desk, struct jyz_record *rec,
		   struct jyz_error *err)
{
	const char *starts = jyz_record_text(rec, TERM_STARTS);
	const char *ends = jyz_record_text(rec, TERM_ENDS);
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc;
	if (strcmp(ends, starts) <= 0) {
		jyz_error_set(err, JYZ_EINVAL,
			      _("the term ends on %s, before it begins on %s"),
			      ends, starts);
		return jyz_record_blame(rec, TERM_ENDS, err);
	}
	if ((rc = jyz_stmt_open(&st, desk->store, SQL_TERM_OVERLAP, err)) < 0)
		return rc;
	jyz_bind_int(&st, ":id", rec->id);
	jyz_bind_text(&st, ":starts", starts);
	jyz_bind_text(&st, ":ends", ends);
	if ((rc = jyz_stmt_step(&st, err)) <= 0)
		return rc;
	jyz_error_set(err, JYZ_EINVAL, _("the term overlaps term %s"),
		      jyz_col_text(&st, "code"));
	jyz_stmt_done(&st);
	return jyz_record_blame(rec, TERM_STARTS, err);
}

int jyz_current_year(struct jyz_desk *desk)
{
	static const char SQL[] = "SELECT starts FROM term WHERE starts <= "
				  ":today ORDER BY starts DESC LIMIT 1";
	struct jyz_error ignored = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int year = jyz_date_school_year(desk->clock.today);
	if (jyz_stmt_open(&st, desk->store, SQL, &ignored) >= 0) {
		jyz_bind_text(&st, ":today", desk->clock.today);
		if (jyz_stmt_step(&st, &ignored) == JYZ_ROW) {
			year = jyz_date_school_year(
				jyz_col_text(&st, "starts"));
			jyz_stmt_done(&st);
		}
	}
	jyz_error_free(&ignored);
	return year;
}
