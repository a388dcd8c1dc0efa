/*
 * jyz archive status TERM: which of the fourteen kinds of record a term has,
 * in which weeks there is nothing, what was entered late, what is missing, and
 * what the term still waits for.
 */
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "inside.h"
#include "jyz/records/fourteen.h"
#include "jyz/records/waiting.h"
#include "report.h"
#include "setting.h"

enum { NUMBER, KIND, COUNT, FIRST, LAST, WEEKS, WITHOUT, EMPTY, LATE, MISSING,
       N_COLUMNS };

static const struct jyz_column columns[N_COLUMNS] = {
	[NUMBER] = { .key = "number", .heading = N_("No."),
		     .type = JYZ_CELL_INTEGER, .right = true },
	[KIND] = { .key = "kind", .heading = N_("Kind"), .wrap = true },
	[COUNT] = { .key = "count", .heading = N_("Records"),
		    .type = JYZ_CELL_INTEGER, .right = true },
	[FIRST] = { .key = "first", .heading = N_("First"),
		    .type = JYZ_CELL_DATE },
	[LAST] = { .key = "last", .heading = N_("Last"),
		   .type = JYZ_CELL_DATE },
	[WEEKS] = { .key = "weeks", .heading = N_("Weeks"),
		    .type = JYZ_CELL_INTEGER, .right = true },
	/* How many, and which: "2-4, 7". */
	[WITHOUT] = { .key = "weeks_without",
		      .heading = N_("How many without"),
		      .type = JYZ_CELL_INTEGER, .right = true },
	[EMPTY] = { .key = "empty_weeks", .heading = N_("Weeks without any"),
		    .wrap = true },
	[LATE] = { .key = "late", .heading = N_("Entered late"),
		   .type = JYZ_CELL_INTEGER, .right = true },
	[MISSING] = { .key = "missing", .heading = N_("Missing"),
		      .type = JYZ_CELL_FLAG },
};

static const int shown[] = { NUMBER, KIND,  COUNT,   FIRST, LAST,
			     EMPTY,  LATE,  MISSING, -1 };

/* Weeks count from 1; a run of them is written "2-4". */
static size_t empty_weeks(struct jyz_buf *out, const bool *weeks, size_t n)
{
	size_t count = 0;

	for (size_t w = 0; w < n; w++) {
		if (weeks[w])
			continue;
		size_t from = w;

		while (w + 1 < n && !weeks[w + 1])
			w++;
		count += w - from + 1;
		jyz_buf_addf(out, "%s%zu", out->len ? ", " : "", from + 1);
		if (w > from)
			jyz_buf_addf(out, "-%zu", w + 1);
	}
	return count;
}

static int put_kind(struct jyz_report *report,
		    const struct jyz_fourteen_status *status, size_t k,
		    struct jyz_error *err)
{
	const struct jyz_fourteen *kind = &jyz_fourteen[k];
	const struct jyz_fourteen_state *state = &status->kinds[k];
	JYZ_AUTO(jyz_buf) empty = JYZ_BUF_INIT;
	size_t without = empty_weeks(&empty, state->weeks, status->n_weeks);
	struct jyz_cell cells[N_COLUMNS] = {
		[NUMBER] = { .value = jyz_int((int64_t)k + 1) },
		[KIND] = { .value = jyz_text(kind->name),
			   .shown = jyz_word(kind->word) },
		[COUNT] = { .value = jyz_int(state->count) },
		[FIRST] = { .value = jyz_text(*state->first ? state->first
							    : NULL) },
		[LAST] = { .value = jyz_text(*state->last ? state->last
							  : NULL) },
		[LATE] = { .value = jyz_int(state->late),
			   .shown = state->late ? NULL : "",
			   .alert = state->late > 0 },
		[MISSING] = { .value = jyz_int(!state->count),
			      .shown = state->count ? "" : _("none yet"),
			      .alert = !state->count },
	};

	/* Once in a term is enough of a plan. */
	if (kind->weekly) {
		cells[WEEKS].value = jyz_int((int64_t)status->n_weeks);
		cells[WITHOUT].value = jyz_int((int64_t)without);
		cells[EMPTY].value = jyz_text(empty.data);
	}
	return jyz_report_row(report, cells, err);
}

static int put_all(const struct jyz_cli *cli,
		   const struct jyz_fourteen_status *status,
		   struct jyz_error *err)
{
	JYZ_AUTO(jyz_report) report = JYZ_REPORT_INIT;
	int rc = jyz_report_open(&report, cli, columns, N_COLUMNS, shown, err);

	for (size_t k = 0; k < JYZ_FOURTEEN && rc >= 0; k++)
		rc = put_kind(&report, status, k, err);
	return rc < 0 ? rc : jyz_report_close(&report, err);
}

/* Weeks in which none of the fourteen has a record. */
static void say_silent(const struct jyz_cli *cli,
		       const struct jyz_fourteen_status *status)
{
	JYZ_AUTO(jyz_buf) empty = JYZ_BUF_INIT;
	bool *any = jyz_alloc(status->n_weeks + 1);

	for (size_t k = 0; k < JYZ_FOURTEEN; k++)
		for (size_t w = 0; w < status->n_weeks; w++)
			any[w] = any[w] || status->kinds[k].weeks[w];
	if (empty_weeks(&empty, any, status->n_weeks))
		jyz_say(cli, _("weeks of the term without any record: %s"),
			empty.data);
	free(any);
}

static void say_all(const struct jyz_cli *cli,
		    const struct jyz_fourteen_status *status,
		    int64_t late_days, const char *origin)
{
	JYZ_AUTO(jyz_buf) missing = JYZ_BUF_INIT;
	size_t n = 0;

	for (size_t k = 0; k < JYZ_FOURTEEN; k++) {
		if (status->kinds[k].count)
			continue;
		n++;
		jyz_buf_addf(&missing, "%s%s", missing.len ? _(", ") : "",
			     jyz_word(jyz_fourteen[k].word));
	}
	jyz_say(cli, _("term from %s to %s, %zu weeks so far; late: entered "
		       "more than %lld days after the date (%s)"),
		status->starts, status->ends, status->n_weeks,
		(long long)late_days, origin);
	say_silent(cli, status);
	if (n)
		jyz_say(cli, Q_("%zu of the fourteen kinds has no records: %s",
				"%zu of the fourteen kinds have no records: %s",
				n), n, missing.data);
	else
		jyz_say(cli, _("all fourteen kinds have records"));
}

/* A line for each that there is. */
static void say_waiting(const struct jyz_cli *cli,
			const struct jyz_waiting *waiting)
{
	const struct {
		const char *words;
		int64_t count;
	} lines[] = {
		{ _("targets of plans that no summary answers"),
		  waiting->targets },
		{ _("lessons heard without feedback"), waiting->observations },
		{ _("checks without feedback"), waiting->checks },
		{ _("findings that are not closed"), waiting->findings },
		{ _("overdue actions"), waiting->actions },
	};

	for (size_t i = 0; i < JYZ_COUNT(lines); i++)
		if (lines[i].count)
			jyz_say(cli, _("%s: %lld"), lines[i].words,
				(long long)lines[i].count);
}

int jyz_archive_status(struct jyz_cli *cli, const struct jyz_args *args,
		       struct jyz_error *err)
{
	JYZ_AUTO(jyz_fourteen_status) status = JYZ_FOURTEEN_STATUS_INIT;
	struct jyz_waiting waiting;
	const char *origin;
	int64_t term, late_days;
	int rc = jyz_term_named(cli, args->n_words ? args->words[0] : "now",
				&term, err);

	jyz_say_notes(cli);
	if (rc < 0 || (rc = jyz_force_days(cli, "late_days", &late_days,
					   &origin, err)) < 0)
		return rc;
	rc = jyz_fourteen_status(&cli->desk, term, late_days, &status, err);
	if (rc < 0 || (rc = put_all(cli, &status, err)) < 0)
		return rc;
	if ((rc = jyz_waiting(&cli->desk, term, &waiting, err)) < 0)
		return rc;
	say_all(cli, &status, late_days, origin);
	say_waiting(cli, &waiting);
	return JYZ_OK;
}
