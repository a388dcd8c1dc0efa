/*
 * How the fourteen kinds stand in a term: from when to when, in which weeks
 * there is nothing, what was entered late.
 */
#include <stdlib.h>
#include <string.h>

#include "jyz/records/fourteen.h"
#include "room.h"

struct reader {
	struct jyz_desk *desk;
	int64_t term, late_days;
	struct jyz_fourteen_status *status;
};

void jyz_fourteen_status_free(struct jyz_fourteen_status *status)
{
	for (size_t k = 0; k < JYZ_FOURTEEN; k++)
		free(status->kinds[k].weeks);
	memset(status, 0, sizeof(*status));
}

static const char SQL_TERM[] = "SELECT starts, ends FROM term WHERE id = :id";

static void copy_date(char to[JYZ_DATE_SIZE], const char *date)
{
	memcpy(to, date, JYZ_DATE_SIZE);
}

static int read_term(struct reader *r, struct jyz_error *err)
{
	struct jyz_fourteen_status *status = r->status;
	const char *until = r->desk->clock.today;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, r->desk->store, SQL_TERM, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":id", r->term);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	if (rc != JYZ_ROW)
		return jyz_error_set(err, JYZ_ENOTFOUND,
				     _("there is no %s %lld"), "term",
				     (long long)r->term);
	copy_date(status->starts, jyz_col_text(&st, "starts"));
	copy_date(status->ends, jyz_col_text(&st, "ends"));
	jyz_stmt_done(&st);
	if (strcmp(until, status->ends) > 0)
		until = status->ends;
	int days = jyz_date_days(status->starts, until);
	status->n_weeks = days < 0 ? 0 : (size_t)days / 7 + 1;
	for (size_t k = 0; k < JYZ_FOURTEEN; k++)
		status->kinds[k].weeks = jyz_alloc(status->n_weeks + 1);
	return JYZ_OK;
}

static void count(struct reader *r, struct jyz_fourteen_state *state,
		  const char *date, const char *created)
{
	struct jyz_fourteen_status *status = r->status;
	char entered[JYZ_DATE_SIZE];
	state->count++;
	if (!date)
		return;
	if (!*state->first || strcmp(date, state->first) < 0)
		copy_date(state->first, date);
	if (strcmp(date, state->last) > 0)
		copy_date(state->last, date);
	jyz_moment_date(entered, created);
	state->late += jyz_date_days(date, entered) > r->late_days;
	int days = jyz_date_days(status->starts, date);
	if (days >= 0 && (size_t)days / 7 < status->n_weeks)
		state->weeks[days / 7] = true;
}

static int read_kind(struct reader *r, const struct jyz_kind *kind,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	jyz_sql_dates_term(&sql, kind, kind->archive->field);
	int rc = jyz_stmt_open(&st, r->desk->store, sql.data, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":term", r->term);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		struct jyz_value value = jyz_col_at(&st, 0);
		struct jyz_value date = jyz_col_at(&st, 1);
		struct jyz_value created = jyz_col_at(&st, 2);
		for (const struct jyz_archive_of *a = kind->archive; a->number;
		     a++)
			if (!a->value || (value.type == JYZ_TEXT &&
					  strcmp(value.s, a->value) == 0))
				count(r, &r->status->kinds[a->number - 1],
				      date.type == JYZ_TEXT ? date.s : NULL,
				      created.s);
	}
	return rc;
}

int jyz_fourteen_status(struct jyz_desk *desk, int64_t term, int64_t late_days,
			struct jyz_fourteen_status *out, struct jyz_error *err)
{
	struct jyz_fourteen_status made = JYZ_FOURTEEN_STATUS_INIT;
	struct reader r = { desk, term, late_days, &made };
	int rc = read_term(&r, err);
	for (size_t k = 0; k < desk->catalogue->count && rc >= 0; k++)
		if (desk->catalogue->kinds[k]->archive)
			rc = read_kind(&r, desk->catalogue->kinds[k], err);
	if (rc < 0) {
		jyz_fourteen_status_free(&made);
		return rc;
	}
	*out = made;
	return JYZ_OK;
}
