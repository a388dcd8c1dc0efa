/*
 * jyz progress: quotas and targets of a term against the records, who has
 * not been heard, feedback, attendance, tasks, meetings and exams.
 */
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "filters.h"
#include "inside.h"
#include "jyz/base/decimal.h"
#include "jyz/records/progress.h"
#include "jyz/records/resolve.h"
#include "privacy.h"
#include "report.h"
#include "setting.h"

static const struct jyz_option options[] = {
	{ "teacher", "教师", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("of this teacher only") },
	{ "unit", "组", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("of this group and those below it") },
	{ "term", "学期", 0, JYZ_OPTION_TEXT, N_("CODE"),
	  N_("of this term; the present one unless given") },
	{ 0 }
};

enum { SECTION, ID, NAME, WHAT, TEXT, PERIOD, DONE, EXPECTED, LIMIT, MISSING,
       RATE, BEFORE, HOURS, HOURS_BEFORE, DUE, STATE, UNCOVERED, WHO, ROLE,
       UNIT, MINIMUM, COUNT, BROKEN, SOURCE, TYPED, NOTE, LATE, STILL_OPEN,
       UNRECORDED, TIMED, TIMED_BEFORE, N_COLUMNS };

#define WORDS(k, h)                                                           \
	{                                                                     \
		.key = k, .heading = h, .optional = true                      \
	}
#define AMOUNT(k, h, s)                                                       \
	{                                                                     \
		.key = k, .heading = h, .type = JYZ_CELL_DECIMAL, .scale = s, \
		.right = true, .optional = true                               \
	}

#define COUNTED(k, h)                                                         \
	{                                                                     \
		.key = k, .heading = h, .type = JYZ_CELL_INTEGER,             \
		.right = true, .optional = true                               \
	}

static const struct jyz_column columns[N_COLUMNS] = {
	[SECTION] = WORDS("section", N_("Section")),
	[ID] = { .key = "id", .heading = N_("No."), .type = JYZ_CELL_INTEGER,
		 .right = true, .optional = true },
	[NAME] = WORDS("name", N_("Name")),
	[WHAT] = WORDS("what", N_("What")),
	[TEXT] = WORDS("text", N_("Wording")),
	[PERIOD] = WORDS("period", N_("Period")),
	[DONE] = AMOUNT("done", N_("Done"), JYZ_PROGRESS_SCALE),
	[EXPECTED] = AMOUNT("expected", N_("Of"), JYZ_PROGRESS_SCALE),
	[LIMIT] = AMOUNT("limit", N_("At most"), JYZ_PROGRESS_SCALE),
	[MISSING] = AMOUNT("missing", N_("Missing"), JYZ_PROGRESS_SCALE),
	/* 0 to 1 of what was expected. */
	[RATE] = { .key = "rate", .heading = N_("Rate"),
		   .type = JYZ_CELL_DECIMAL, .scale = 4, .right = true,
		   .share = true, .optional = true },
	[BEFORE] = AMOUNT("before", N_("Last term"), JYZ_PROGRESS_SCALE),
	[HOURS] = AMOUNT("hours", N_("Hours"), 2),
	[HOURS_BEFORE] = AMOUNT("hours_before", N_("Hours last term"), 2),
	[DUE] = { .key = "due", .heading = N_("Due"), .type = JYZ_CELL_DATE,
		  .optional = true },
	[STATE] = WORDS("state", N_("State")),
	[UNCOVERED] = COUNTED("uncovered", N_("Not reached")),
	[WHO] = { .key = "who", .heading = N_("Who"), .wrap = true,
		  .optional = true },
	[ROLE] = WORDS("role", N_("Of whom")),
	[UNIT] = WORDS("unit", N_("Unit")),
	/* In each week or month. */
	[MINIMUM] = AMOUNT("minimum", N_("At least"), JYZ_PROGRESS_SCALE),
	[COUNT] = AMOUNT("count", N_("In all"), JYZ_PROGRESS_SCALE),
	[BROKEN] = WORDS("broken", N_("Not kept from")),
	[SOURCE] = WORDS("source", N_("Known from")),
	[TYPED] = AMOUNT("typed", N_("Typed in"), JYZ_PROGRESS_SCALE),
	[NOTE] = { .key = "note", .heading = N_("Note"), .wrap = true,
		   .optional = true },
	[LATE] = { .key = "late", .heading = N_("Late"), .wrap = true,
		   .optional = true },
	[STILL_OPEN] = { .key = "open", .heading = N_("Open"), .wrap = true,
			 .optional = true },
	[UNRECORDED] = COUNTED("unrecorded", N_("Not recorded")),
	/* Of so many meetings the time is known. */
	[TIMED] = COUNTED("timed", N_("Time known of")),
	[TIMED_BEFORE] = COUNTED("timed_before", N_("Known of last term")),
};

/* The section heads its table. */
static const int shown[] = { NAME, WHAT, TEXT, ROLE, UNIT, PERIOD, MINIMUM,
			     LIMIT, COUNT, DONE, EXPECTED, MISSING, BROKEN,
			     RATE, BEFORE, HOURS, TIMED, HOURS_BEFORE,
			     TIMED_BEFORE, DUE, STATE, SOURCE, TYPED, NOTE,
			     UNCOVERED, WHO, UNRECORDED, LATE, STILL_OPEN,
			     -1 };

static const struct {
	const char *name, *title;
} sections[JYZ_PROGRESS_SECTIONS] = {
	[JYZ_PROGRESS_QUOTA] = { "quota", N_("Quotas") },
	[JYZ_PROGRESS_TARGET] = { "target", N_("Targets") },
	[JYZ_PROGRESS_COVERAGE] = { "coverage",
				    N_("Who has not been heard, who has not "
				       "heard anybody") },
	[JYZ_PROGRESS_FEEDBACK] = { "feedback", N_("Feedback in time") },
	[JYZ_PROGRESS_ATTENDANCE] = { "attendance",
				      N_("Attendance of meetings") },
	[JYZ_PROGRESS_ACTIONS] = { "actions", N_("Tasks done in time") },
	[JYZ_PROGRESS_MEETINGS] = { "meetings", N_("Meetings, and last term") },
	[JYZ_PROGRESS_EXAMS] = { "exams", N_("Exams, and last term") },
};

static const struct {
	const char *name, *word;
} states[] = {
	[JYZ_PROGRESS_NONE] = { NULL, NULL },
	[JYZ_PROGRESS_MET] = { "met", N_("met") },
	[JYZ_PROGRESS_OPEN] = { "open", N_("still open") },
	[JYZ_PROGRESS_SHORT] = { "short", N_("not met") },
	[JYZ_PROGRESS_OVER] = { "over", N_("over the limit") },
};

static const struct {
	const char *name, *word;
} sources[] = {
	[JYZ_PROGRESS_NOBODY] = { NULL, NULL },
	[JYZ_PROGRESS_RECORDS] = { "records", N_("records") },
	[JYZ_PROGRESS_TYPED] = { "typed", N_("typed in") },
};

static const struct {
	const char *name, *word;
} notes[] = {
	[JYZ_PROGRESS_NO_NOTE] = { NULL, NULL },
	[JYZ_PROGRESS_NO_RESULTS] = { "no_results",
				      N_("no results to measure it by") },
	[JYZ_PROGRESS_NO_PASSES] = { "no_passes",
				     N_("only averages are known, not how "
					"many passed") },
	[JYZ_PROGRESS_NO_MEETINGS] = { "no_meetings",
				       N_("no attendance is recorded") },
	[JYZ_PROGRESS_UNMEASURED] = { "unmeasured",
				      N_("no record tells this; type it: "
					 "--reached") },
	[JYZ_PROGRESS_BELOW] = { "below",
				 N_("said to be done, but below the "
				    "value") },
};

struct progress {
	struct jyz_cli *cli;
	struct jyz_progress_query query;
	struct jyz_report report;
	struct jyz_arena arena; /* of the texts of a row */
	int section;            /* that is being written, -1: none yet */
	size_t states[JYZ_PROGRESS_OVER + 1];
	size_t small; /* targets of very few pupils that are not told */
};

/* --- words ------------------------------------------------------------------ */

/* A choice as the catalogue has it in words. */
static const char *choice(const struct progress *p, const char *table,
			  const char *field, const char *name)
{
	const struct jyz_kind *kind =
		jyz_kind_of_table(p->cli->desk.catalogue, table);

	return jyz_choice_shown(&kind->fields[jyz_field_named(kind, field)],
				name);
}

static const char *kind_word(struct progress *p, const char *table)
{
	return jyz_kind_shown(&p->arena,
			      jyz_kind_of_table(p->cli->desk.catalogue, table));
}

static const char *what_word(struct progress *p,
			     const struct jyz_progress_row *row)
{
	switch (row->section) {
	case JYZ_PROGRESS_TARGET:
		return choice(p, "target", "measure", row->what);
	case JYZ_PROGRESS_MEETINGS:
		return choice(p, "meeting", "kind", row->what);
	case JYZ_PROGRESS_COVERAGE:
		return strcmp(row->what, "been_heard") == 0
			       ? _("has been heard")
			       : _("has heard");
	case JYZ_PROGRESS_FEEDBACK:
		return kind_word(p, row->what);
	case JYZ_PROGRESS_ACTIONS:
		return kind_word(p, "action");
	case JYZ_PROGRESS_QUOTA:
	case JYZ_PROGRESS_EXAMS:
		return choice(p, "quota", "kind", row->what);
	case JYZ_PROGRESS_ATTENDANCE:
		return kind_word(p, "meeting");
	case JYZ_PROGRESS_SECTIONS:
		break;
	}
	return row->what;
}

/* "observation 12, 15": as jyz observation show takes them. */
static struct jyz_value records_of(struct progress *p, const char *kind,
				   const char *ids)
{
	return ids ? jyz_text(jyz_arena_printf(&p->arena, "%s %s", kind, ids))
		   : jyz_null();
}

/* How many weeks or months, and the first that did not keep it. */
static void fill_periods(struct progress *p,
			 const struct jyz_progress_row *row,
			 struct jyz_cell *cells)
{
	static const int places[] = { DONE, EXPECTED, MISSING };
	const char *more = row->broken ? strchr(row->broken, ',') : NULL;
	size_t n = 0;

	if (!p->report.human || row->count.type == JYZ_NULL)
		return;
	for (size_t i = 0; i < JYZ_COUNT(places); i++) {
		long long whole = cells[places[i]].value.i / 100;
		unsigned long many = (unsigned long)whole;

		cells[places[i]].shown = jyz_arena_printf(
			&p->arena,
			strcmp(row->period, "week") == 0
				? Q_("%lld week", "%lld weeks", many)
				: Q_("%lld month", "%lld months", many),
			whole);
	}
	for (const char *at = more; at; at = strchr(at + 1, ','))
		n++;
	if (n)
		cells[BROKEN].shown = jyz_arena_printf(
			&p->arena, "%.*s +%zu", (int)(more - row->broken),
			row->broken, n);
}

static void fill_words(struct progress *p, const struct jyz_progress_row *row,
		       struct jyz_cell *cells)
{
	bool quota = row->section == JYZ_PROGRESS_QUOTA;

	cells[SECTION].shown = _(sections[row->section].title);
	cells[WHAT].shown = what_word(p, row);
	if (row->text && quota)
		cells[TEXT].shown = choice(p, "quota", "visit", row->text);
	if (row->period)
		cells[PERIOD].shown = choice(p, "quota", "period",
					     row->period);
	if (row->state != JYZ_PROGRESS_NONE)
		cells[STATE].shown = _(states[row->state].word);
	if (row->role)
		cells[ROLE].shown = choice(p, "quota", "role", row->role);
	if (row->source != JYZ_PROGRESS_NOBODY)
		cells[SOURCE].shown = _(sources[row->source].word);
	if (row->note != JYZ_PROGRESS_NO_NOTE)
		cells[NOTE].shown = _(notes[row->note].word);
	if (row->unrecorded.type == JYZ_INT && !row->unrecorded.i)
		cells[UNRECORDED].shown = "";
	fill_periods(p, row, cells);
	if (row->late)
		cells[LATE].shown = records_of(p, kind_word(p, row->kind),
					       row->late).s;
	if (row->open)
		cells[STILL_OPEN].shown = records_of(p,
						     kind_word(p, row->kind),
						     row->open).s;
	if (cells[RATE].value.type == JYZ_REAL) {
		JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

		jyz_real_round(&text, cells[RATE].value.r * 100, 1);
		cells[RATE].shown = jyz_arena_printf(&p->arena, "%s %%",
						     text.data);
	}
	cells[STATE].alert = row->state == JYZ_PROGRESS_SHORT ||
			     row->state == JYZ_PROGRESS_OVER;
	if (!row->name && row->section == JYZ_PROGRESS_EXAMS)
		cells[NAME].shown = _("(no papers yet)");
	if (!row->name && row->section == JYZ_PROGRESS_FEEDBACK)
		cells[NAME].shown = _("(nobody named)");
}

/* --- rows ------------------------------------------------------------------- */

static void fill(struct progress *p, const struct jyz_progress_row *row,
		 struct jyz_cell *cells)
{
	cells[SECTION].value = jyz_text(sections[row->section].name);
	if (row->id)
		cells[ID].value = jyz_int(row->id);
	cells[NAME].value = jyz_text(row->name);
	cells[WHAT].value = jyz_text(row->what);
	cells[TEXT].value = jyz_text(row->text);
	cells[PERIOD].value = jyz_text(row->period);
	cells[DONE].value = row->done;
	cells[EXPECTED].value = row->expected;
	cells[LIMIT].value = row->limit;
	cells[MISSING].value = row->missing;
	cells[BEFORE].value = row->before;
	cells[HOURS].value = row->hours;
	cells[HOURS_BEFORE].value = row->hours_before;
	cells[DUE].value = jyz_text(row->due);
	cells[STATE].value = jyz_text(states[row->state].name);
	cells[UNCOVERED].value = row->uncovered;
	cells[WHO].value = jyz_text(row->who);
	cells[ROLE].value = jyz_text(row->role);
	cells[UNIT].value = jyz_text(row->unit);
	cells[MINIMUM].value = row->minimum;
	cells[COUNT].value = row->count;
	cells[BROKEN].value = jyz_text(row->broken);
	cells[SOURCE].value = jyz_text(sources[row->source].name);
	cells[TYPED].value = row->typed;
	cells[NOTE].value = jyz_text(notes[row->note].name);
	cells[LATE].value = records_of(p, row->kind, row->late);
	cells[STILL_OPEN].value = records_of(p, row->kind, row->open);
	cells[UNRECORDED].value = row->unrecorded;
	cells[TIMED].value = row->timed;
	cells[TIMED_BEFORE].value = row->timed_before;
	/* Of those who came, of what was due; no sense where more is more. */
	if ((row->section == JYZ_PROGRESS_FEEDBACK ||
	     row->section == JYZ_PROGRESS_ATTENDANCE ||
	     row->section == JYZ_PROGRESS_ACTIONS) &&
	    row->expected.i > 0)
		cells[RATE].value = jyz_real((double)row->done.i /
					     (double)row->expected.i);
}

/* A file that may go anywhere does not even tell whether it was met. */
static void hide_small(struct progress *p, const struct jyz_progress_row *row,
		       struct jyz_cell *cells)
{
	static const int places[] = { DONE, MISSING, STATE, NOTE };

	if (!jyz_output_named(&p->report.out) || !jyz_small_cell(row->pupils))
		return;
	jyz_hide_cells(cells, places, JYZ_COUNT(places));
	p->small++;
}

static int on_row(const struct jyz_progress_row *row, void *payload,
		  struct jyz_error *err)
{
	struct progress *p = payload;
	struct jyz_cell cells[N_COLUMNS] = { { .shown = NULL } };
	bool met = row->state == JYZ_PROGRESS_MET;
	int rc = JYZ_OK;

	p->states[row->state]++;
	/* People want the names of those who are missing. */
	if (p->report.human && met && row->section == JYZ_PROGRESS_COVERAGE)
		return JYZ_OK;
	jyz_arena_clear(&p->arena);
	fill(p, row, cells);
	if (p->report.human && p->section != (int)row->section)
		rc = jyz_report_section(&p->report,
					_(sections[row->section].title), err);
	p->section = (int)row->section;
	if (p->report.words)
		fill_words(p, row, cells);
	hide_small(p, row, cells);
	return rc < 0 ? rc : jyz_report_row(&p->report, cells, err);
}

/* --- the command -------------------------------------------------------------- */

static int take_one(struct jyz_cli *cli, const struct jyz_args *args,
		    const char *name, int64_t *id, struct jyz_error *err)
{
	const char *text = jyz_args_get(args, name);
	int rc;

	if (!text)
		return JYZ_OK;
	rc = jyz_resolve(&cli->desk,
			 jyz_kind_of_table(cli->desk.catalogue, name), text,
			 NULL, id, err);
	return rc < 0 ? jyz_error_prefix(err, "--%s", name) : rc;
}

static int take_query(struct progress *p, const struct jyz_args *args,
		      struct jyz_error *err)
{
	struct jyz_progress_query *query = &p->query;
	int rc = take_one(p->cli, args, "teacher", &query->teacher, err);

	if (rc >= 0)
		rc = take_one(p->cli, args, "unit", &query->unit, err);
	if (rc >= 0)
		rc = jyz_filter_term(p->cli, args, &query->term, err);
	if (rc >= 0 && !query->term)
		rc = jyz_desk_term(&p->cli->desk, p->cli->desk.clock.today,
				   &query->term, NULL, err);
	return rc;
}

static int write_rows(struct progress *p, struct jyz_error *err)
{
	int rc = jyz_report_open(&p->report, p->cli, columns, N_COLUMNS, shown,
				 err);

	if (rc < 0)
		return rc;
	rc = jyz_progress(&p->cli->desk, &p->query, on_row, p, err);
	if (rc >= 0)
		rc = jyz_report_close(&p->report, err);
	jyz_report_free(&p->report);
	return rc;
}

static void say_all(const struct progress *p, const char *origin)
{
	jyz_say_small(p->cli, p->small);
	jyz_say(p->cli, _("met: %zu, not met: %zu, still open: %zu"),
		p->states[JYZ_PROGRESS_MET],
		p->states[JYZ_PROGRESS_SHORT] + p->states[JYZ_PROGRESS_OVER],
		p->states[JYZ_PROGRESS_OPEN]);
	jyz_say(p->cli,
		Q_("feedback within %lld day is in time (%s; to change it: "
		   "jyz config feedback_days N); one school's rule asks for "
		   "it within 24 hours",
		   "feedback within %lld days is in time (%s; to change it: "
		   "jyz config feedback_days N); one school's rule asks for "
		   "it within 24 hours",
		   (unsigned long)p->query.feedback_days),
		(long long)p->query.feedback_days, origin);
}

static int run(struct jyz_cli *cli, const struct jyz_args *args,
	       struct jyz_error *err)
{
	struct progress p = { .cli = cli, .section = -1 };
	const char *origin;
	int rc = take_query(&p, args, err);

	jyz_say_notes(cli);
	if (rc >= 0)
		rc = jyz_force_days(cli, "feedback_days",
				    &p.query.feedback_days, &origin, err);
	if (rc >= 0)
		rc = write_rows(&p, err);
	if (rc >= 0)
		say_all(&p, origin);
	jyz_arena_free(&p.arena);
	return rc;
}

const struct jyz_command jyz_cmd_progress = {
	.name = "progress",
	.zh = "进度",
	.summary = N_("quotas and targets against the records: done, missing, "
		      "who"),
	.options = options,
	.needs = JYZ_NEEDS_READ,
	.run = run,
	.examples = "jyz progress\n"
		    "jyz progress --teacher 王芳\n"
		    "jyz progress --unit 高一数学备课组 --term 2026-1",
};
