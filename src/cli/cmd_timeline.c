/*
 * jyz timeline: the way that the group has gone, day by day.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "filters.h"
#include "jyz/records/scan.h"
#include "report.h"

static const struct jyz_option options[] = {
	{ "term", "学期", 0, JYZ_OPTION_TEXT, N_("CODE"),
	  N_("of this term, and what became of it") },
	{ "since", "自", 0, JYZ_OPTION_TEXT, N_("DATE"),
	  N_("on or after this day") },
	{ "until", "至", 0, JYZ_OPTION_TEXT, N_("DATE"),
	  N_("on or before this day") },
	{ "teacher", "教师", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("only what this teacher or their classes took part in") },
	{ "kind", "种类", 0, JYZ_OPTION_LIST, N_("KIND"),
	  N_("only records of this kind") },
	{ 0 }
};

enum { DATE, KIND, ID, WHAT, WHO, EVENT, PLANNED, N_COLUMNS };

static const struct jyz_column columns[N_COLUMNS] = {
	[DATE] = { .key = "date", .heading = N_("Date"),
		   .type = JYZ_CELL_DATE, .right = true },
	[KIND] = { .key = "kind", .heading = N_("Kind") },
	[ID] = { .key = "id",
		 .heading = N_("No."),
		 .type = JYZ_CELL_INTEGER,
		 .right = true },
	[WHAT] = { .key = "what", .heading = N_("What"), .wrap = true },
	[WHO] = { .key = "who", .heading = N_("Who"), .wrap = true },
	[EVENT] = { .key = "event", .heading = N_("Event") },
	[PLANNED] = { .key = "planned",
		      .heading = N_("Planned"),
		      .type = JYZ_CELL_FLAG },
};

static const int shown[] = { DATE, KIND, WHAT, WHO, ID, -1 };

struct page {
	struct jyz_report report;
	struct jyz_arena arena;
	char month[8]; /* of the last row: "2026-11" */
	size_t rows;
};

static void page_free(struct page *page)
{
	jyz_report_free(&page->report);
	jyz_arena_free(&page->arena);
}

/* Months are tables of their own. */
static int begin_month(struct page *page, const char *date,
		       struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) title = JYZ_BUF_INIT;
	char month[sizeof(page->month)];

	snprintf(month, sizeof(month), "%.7s", date);
	if (!page->report.human || strcmp(month, page->month) == 0)
		return JYZ_OK;
	memcpy(page->month, month, sizeof(month));
	/* TRANSLATORS: year and month of a table. */
	jyz_buf_addf(&title, _("%d-%02d"), (int)strtol(date, NULL, 10),
		     (int)strtol(date + 5, NULL, 10));
	return jyz_report_section(&page->report, title.data, err);
}

/* In a workbook, beside the kind: "closed", or what the day is. */
static const char *event_word(struct page *page, const struct jyz_happening *h)
{
	const struct jyz_field *day = &h->kind->fields[h->event->field];

	return h->event->word.en ? jyz_word(h->event->word)
				 : jyz_word_shown(&page->arena, day->label);
}

/* "finding closed"; of what lies ahead "check follow-up planned", "meeting
 * (planned)" */
static const char *kind_words(struct page *page,
			      const struct jyz_happening *h)
{
	const struct jyz_event *e = h->event;
	bool ahead = h->planned && e->ahead.en;
	const char *event = ahead ? jyz_word(e->ahead)
				  : e->word.en ? jyz_word(e->word) : "";

	return jyz_arena_printf(
		&page->arena, "%s%s%s%s",
		jyz_kind_shown(&page->arena, h->kind),
		*event ? " " : "", event,
		h->planned && !ahead ? _(" (planned)") : "");
}

static int put_row(const struct jyz_happening *h, void *payload,
		   struct jyz_error *err)
{
	struct page *page = payload;
	struct jyz_cell cells[N_COLUMNS] = { { .alert = false } };
	int rc = begin_month(page, h->date, err);

	if (rc < 0)
		return rc;
	jyz_arena_clear(&page->arena);
	cells[DATE].value = jyz_text(h->date);
	cells[KIND].value = jyz_text(h->kind->name);
	cells[ID].value = jyz_int(h->id);
	cells[WHAT].value = jyz_text(h->what);
	cells[WHO].value = jyz_text(h->who);
	cells[EVENT].value = jyz_text(h->kind->fields[h->event->field].name);
	cells[PLANNED].value = jyz_int(h->planned);
	if (page->report.words) {
		cells[KIND].shown = jyz_kind_shown(&page->arena, h->kind);
		cells[EVENT].shown = event_word(page, h);
	}
	if (page->report.human)
		cells[KIND].shown = kind_words(page, h);
	page->rows++;
	return jyz_report_row(&page->report, cells, err);
}

static int run(struct jyz_cli *cli, const struct jyz_args *args,
	       struct jyz_error *err)
{
	JYZ_AUTO(page) page = { .report = JYZ_REPORT_INIT };
	JYZ_AUTO(jyz_filter_scan) scan = { .n_kinds = 0 };
	struct jyz_timeline timeline = {
		.teacher = jyz_args_get(args, "teacher"),
	};
	int rc = jyz_filter_scan(cli, args, &scan, &timeline.scan, err);

	if (rc < 0 ||
	    (rc = jyz_report_open(&page.report, cli, columns, N_COLUMNS,
				  shown, err)) < 0)
		return rc;
	timeline.shown = page.report.words;
	rc = jyz_timeline(&cli->desk, &timeline, put_row, &page, err);
	jyz_say_notes(cli);
	if (rc < 0 || (rc = jyz_report_close(&page.report, err)) < 0)
		return rc;
	if (!page.rows)
		jyz_say(cli, _("nothing has happened"));
	return JYZ_OK;
}

const struct jyz_command jyz_cmd_timeline = {
	.name = "timeline",
	.zh = "历程/时间线",
	.summary = N_("the way that the group has gone, day by day"),
	.options = options,
	.needs = JYZ_NEEDS_READ,
	.run = run,
	.examples = "jyz timeline --term 2026-1\n"
		    "jyz timeline --teacher 王芳\n"
		    "jyz timeline --kind finding --kind action --format json",
};
