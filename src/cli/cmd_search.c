/*
 * jyz search: texts of all records and names of what is attached to them,
 * with what stands around each hit.
 */
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "filters.h"
#include "jyz/records/scan.h"
#include "report.h"

static const struct jyz_option options[] = {
	{ "kind", "种类", 0, JYZ_OPTION_LIST, N_("KIND"),
	  N_("only records of this kind") },
	{ "term", "学期", 0, JYZ_OPTION_TEXT, N_("CODE"),
	  N_("only records of this term") },
	{ "since", "自", 0, JYZ_OPTION_TEXT, N_("DATE"),
	  N_("on or after this day") },
	{ "until", "至", 0, JYZ_OPTION_TEXT, N_("DATE"),
	  N_("on or before this day") },
	{ "limit", "条数", 'n', JYZ_OPTION_TEXT, N_("N"),
	  N_("not more than so many hits, the latest") },
	{ "private", "含隐私", 0, JYZ_OPTION_FLAG, NULL,
	  N_("private fields, too, and what is attached to "
	     "records that have some") },
	{ 0 }
};

enum { KIND, ID, DATE, FIELD, CONTEXT, N_COLUMNS };

static const struct jyz_column columns[N_COLUMNS] = {
	[KIND] = { .key = "kind", .heading = N_("Kind") },
	[ID] = { .key = "id",
		 .heading = N_("No."),
		 .type = JYZ_CELL_INTEGER,
		 .right = true },
	[DATE] = { .key = "date", .heading = N_("Date"),
		   .type = JYZ_CELL_DATE, .right = true },
	[FIELD] = { .key = "field", .heading = N_("Field") },
	[CONTEXT] = { .key = "context", .heading = N_("Text"), .wrap = true },
};

static const int shown[] = { DATE, KIND, ID, FIELD, CONTEXT, -1 };

struct page {
	struct jyz_report report;
	struct jyz_arena arena;
	size_t rows;
};

static void page_free(struct page *page)
{
	jyz_report_free(&page->report);
	jyz_arena_free(&page->arena);
}

/* "…一节【函数】课…" */
static void mark(struct jyz_buf *out, const struct jyz_hit *hit)
{
	size_t at = 0;

	jyz_buf_adds(out, hit->begun ? "…" : "");
	for (size_t i = 0; i < hit->n_spans; i++) {
		const struct jyz_span *span = &hit->spans[i];

		jyz_buf_add(out, hit->context + at, span->from - at);
		jyz_buf_adds(out, "【");
		jyz_buf_add(out, hit->context + span->from,
			    span->to - span->from);
		jyz_buf_adds(out, "】");
		at = span->to;
	}
	jyz_buf_adds(out, hit->context + at);
	jyz_buf_adds(out, hit->goes_on ? "…" : "");
}

/* "topic"; of a part "minute.segment". */
static const char *field_name(struct page *page, const struct jyz_hit *hit)
{
	if (!hit->part)
		return hit->field->name;
	return jyz_arena_printf(&page->arena, "%s.%s", hit->part->name,
				hit->field->name);
}

static const char *field_words(struct page *page, const struct jyz_hit *hit)
{
	const char *word = jyz_word_shown(&page->arena, hit->field->label);

	if (!hit->part)
		return word;
	const char *part = jyz_word_shown(&page->arena, hit->part->label);

	/* A part with one field is often called as that is. */
	return strcmp(part, word) == 0 ?
		       part :
		       jyz_arena_printf(&page->arena, "%s/%s", part, word);
}

static int put_hit(const struct jyz_hit *hit, void *payload,
		   struct jyz_error *err)
{
	struct page *page = payload;
	struct jyz_cell cells[N_COLUMNS] = { { .alert = false } };
	JYZ_AUTO(jyz_buf) marked = JYZ_BUF_INIT;

	jyz_arena_clear(&page->arena);
	cells[KIND].value = jyz_text(hit->kind->name);
	cells[ID].value = jyz_int(hit->id);
	cells[DATE].value = jyz_text(hit->date);
	cells[FIELD].value = jyz_text(field_name(page, hit));
	cells[CONTEXT].value = jyz_text(hit->context);
	if (page->report.words) {
		cells[KIND].shown = jyz_kind_shown(&page->arena, hit->kind);
		cells[FIELD].shown = field_words(page, hit);
	}
	if (page->report.human) {
		mark(&marked, hit);
		cells[CONTEXT].shown = marked.data;
	}
	page->rows++;
	return jyz_report_row(&page->report, cells, err);
}

/* A shell does not split words at the blank that Chinese input makes. */
static void split_words(const struct jyz_args *args, const char **words,
			size_t *n, struct jyz_arena *arena)
{
	static const char blank[] = "　";

	for (size_t i = 0; i < args->n_words; i++) {
		const char *p = args->words[i], *end;

		for (; (end = strstr(p, blank)); p = end + strlen(blank))
			words[(*n)++] = jyz_arena_strndup(
				arena, p, (size_t)(end - p));
		words[(*n)++] = p;
	}
}

static size_t count_words(const struct jyz_args *args)
{
	size_t n = 0;

	for (size_t i = 0; i < args->n_words; i++)
		n += strlen(args->words[i]) / strlen("　") + 1;
	return n;
}

static int write_hits(struct jyz_cli *cli, const struct jyz_search *search,
		      struct jyz_error *err)
{
	JYZ_AUTO(page) page = { .report = JYZ_REPORT_INIT };
	int rc = jyz_report_open(&page.report, cli, columns, N_COLUMNS, shown,
				 err);

	if (rc < 0)
		return rc;
	rc = jyz_search(&cli->desk, search, put_hit, &page, err);
	jyz_say_notes(cli);
	if (rc < 0 || (rc = jyz_report_close(&page.report, err)) < 0)
		return rc;
	if (!page.rows)
		jyz_say(cli, _("found nowhere"));
	return JYZ_OK;
}

static int run(struct jyz_cli *cli, const struct jyz_args *args,
	       struct jyz_error *err)
{
	JYZ_AUTO(jyz_filter_scan) scan = { .n_kinds = 0 };
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	struct jyz_search search = {
		.private = jyz_args_has(args, "private"),
	};
	int rc = jyz_filter_scan(cli, args, &scan, &search.scan, err);

	if (rc < 0 ||
	    (rc = jyz_filter_limit(args, &search.limit, err)) < 0)
		return rc;
	const char **words = jyz_arena_alloc(
		&arena, (count_words(args) + 1) * sizeof(*words));

	split_words(args, words, &search.n_words, &arena);
	search.words = words;
	return write_hits(cli, &search, err);
}

const struct jyz_command jyz_cmd_search = {
	.name = "search",
	.zh = "搜索/查找",
	.summary = N_("texts of all records: where words stand"),
	.usage = N_("TEXT..."),
	.options = options,
	.min_words = 1,
	.max_words = -1,
	.needs = JYZ_NEEDS_READ,
	.run = run,
	.examples = "jyz search 导学案\n"
		    "jyz search 单调性 提问 --kind observation --term 2026-1\n"
		    "jyz search 病假 --since 2026-09-01 --format csv",
};
