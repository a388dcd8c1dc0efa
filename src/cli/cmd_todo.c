/*
 * jyz todo: what is still to be done, by whom and by when.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "jyz/base/text.h"
#include "report.h"

static const struct jyz_option options[] = {
	{ "owner", "责任人/负责人", 0, JYZ_OPTION_LIST, N_("NAME"),
	  N_("what this teacher has to do") },
	{ "all", "全部", 0, JYZ_OPTION_FLAG, NULL, N_("what is done, too") },
	{ 0 }
};

enum { OWNER, DUE, STATE, DAYS, WHAT, MEETING, ID, N_COLUMNS };

static const struct jyz_column columns[N_COLUMNS] = {
	[OWNER] = { .key = "owner", .heading = N_("Owner") },
	[DUE] = { .key = "due", .heading = N_("Due") },
	[STATE] = { .key = "state", .heading = N_("State") },
	/* Days past the due date; below 0: days that are left. */
	[DAYS] = { .key = "days",
		   .heading = N_("Days overdue"),
		   .type = JYZ_CELL_INTEGER,
		   .right = true },
	[WHAT] = { .key = "what", .heading = N_("What"), .wrap = true },
	[MEETING] = { .key = "meeting",
		      .heading = N_("Meeting"),
		      .wrap = true },
	[ID] = { .key = "id",
		 .heading = N_("No."),
		 .type = JYZ_CELL_INTEGER,
		 .right = true },
};

/* State and days are one column of words for people. */
static const int shown[] = { OWNER, DUE, STATE, WHAT, MEETING, ID, -1 };

struct item {
	int64_t id;
	const char *owner, *due, *state, *what, *meeting;
	bool overdue, done;
};

struct todo {
	struct jyz_cli *cli;
	const struct jyz_kind *kind;
	int owner, due, state, what, meeting; /* field ids */
	struct item *items;
	size_t count, room;
	struct jyz_arena arena;
};

/* NULL: absent. */
static const char *text_of(struct todo *todo, struct jyz_value value)
{
	return value.type == JYZ_TEXT ?
		       jyz_arena_strdup(&todo->arena, value.s) :
		       NULL;
}

static int add(const struct jyz_record *rec, void *payload,
	       struct jyz_error *err)
{
	struct todo *todo = payload;

	(void)err;
	JYZ_GROW(todo->items, todo->count, todo->room);
	struct item *item = &todo->items[todo->count++];

	*item = (struct item){
		.id = rec->id,
		.owner = text_of(todo, rec->labels[todo->owner]),
		.due = text_of(todo, rec->values[todo->due]),
		.state = text_of(todo, rec->values[todo->state]),
		.what = text_of(todo, rec->values[todo->what]),
		.meeting = text_of(todo, rec->labels[todo->meeting]),
	};
	/* Never absent, says the catalogue. */
	assert(item->owner && item->state);
	item->overdue = strcmp(item->state, "overdue") == 0;
	item->done = strcmp(item->state, "done") == 0;
	return JYZ_OK;
}

static int compare_due(const char *a, const char *b)
{
	/* Without a date: at the end. */
	if (!a || !b)
		return !a - !b;
	return strcmp(a, b);
}

/* By owner; what is overdue longest comes first, what is done last. */
static int compare(const void *a, const void *b)
{
	const struct item *x = a, *y = b;
	int order = jyz_text_compare(x->owner, y->owner);

	if (!order)
		order = x->done - y->done;
	if (!order)
		order = compare_due(x->due, y->due);
	return order ? order : (x->id > y->id) - (x->id < y->id);
}

static int collect(struct todo *todo, const struct jyz_args *args,
		   struct jyz_error *err)
{
	JYZ_AUTO(jyz_query) query = { 0 };

	jyz_query_init(&query, todo->kind);
	if (!jyz_args_has(args, "all")) {
		jyz_query_filter(&query, todo->state, "open");
		jyz_query_filter(&query, todo->state, "overdue");
	}
	for (size_t i = 0; i < args->n_given; i++)
		if (strcmp(args->given[i].name, "owner") == 0)
			jyz_query_filter(&query, todo->owner,
					 args->given[i].value);
	int rc = jyz_list(&todo->cli->desk, &query, add, todo, err);

	if (rc < 0)
		return rc;
	if (todo->count)
		qsort(todo->items, todo->count, sizeof(*todo->items), compare);
	return JYZ_OK;
}

static const char *state_words(struct todo *todo, const struct item *item,
			       int days)
{
	struct jyz_arena *arena = &todo->arena;
	unsigned long n = (unsigned long)abs(days);

	if (item->done || !item->due)
		return jyz_choice_shown(&todo->kind->fields[todo->state],
					item->state);
	if (days == 0)
		return _("due today");
	if (item->overdue)
		return jyz_arena_printf(
			arena, Q_("%lu day overdue", "%lu days overdue", n),
			n);
	return jyz_arena_printf(arena, Q_("in %lu day", "in %lu days", n), n);
}

static int write_item(struct todo *todo, struct jyz_report *report,
		      const struct item *item, const struct item *above,
		      struct jyz_error *err)
{
	struct jyz_cell cells[N_COLUMNS] = { { .alert = false } };
	int days = item->due ? jyz_date_days(item->due,
					     todo->cli->desk.clock.today) :
			       0;

	cells[OWNER].value = jyz_text(item->owner);
	cells[DUE].value = jyz_text(item->due);
	cells[STATE].value = jyz_text(item->state);
	if (item->due && !item->done)
		cells[DAYS].value = jyz_int(days);
	cells[WHAT].value = jyz_text(item->what);
	cells[MEETING].value = jyz_text(item->meeting);
	cells[ID].value = jyz_int(item->id);
	if (report->human) {
		/* A name heads its group. */
		if (above && strcmp(above->owner, item->owner) == 0)
			cells[OWNER].shown = "";
		cells[STATE].shown = state_words(todo, item, days);
		cells[STATE].alert = cells[DUE].alert = item->overdue;
	}
	return jyz_report_row(report, cells, err);
}

static int write_items(struct todo *todo, struct jyz_error *err)
{
	JYZ_AUTO(jyz_report) report = JYZ_REPORT_INIT;
	int rc = jyz_report_open(&report, todo->cli, columns, N_COLUMNS, shown,
				 err);

	for (size_t i = 0; i < todo->count && rc >= 0; i++)
		rc = write_item(todo, &report, &todo->items[i],
				i ? &todo->items[i - 1] : NULL, err);
	return rc < 0 ? rc : jyz_report_close(&report, err);
}

static void summarize(const struct todo *todo)
{
	size_t open = 0, overdue = 0;

	for (size_t i = 0; i < todo->count; i++) {
		open += !todo->items[i].done;
		overdue += todo->items[i].overdue;
	}
	if (open == 0)
		jyz_say(todo->cli, _("nothing is to be done; a new task: jyz "
				     "action add"));
	else
		jyz_say(todo->cli,
			Q_("%zu task to be done, %zu overdue",
			   "%zu tasks to be done, %zu overdue",
			   (unsigned long)open),
			open, overdue);
}

static int run(struct jyz_cli *cli, const struct jyz_args *args,
	       struct jyz_error *err)
{
	const struct jyz_kind *kind =
		jyz_kind_of_table(cli->desk.catalogue, "action");
	struct todo todo = {
		.cli = cli,
		.kind = kind,
		.owner = jyz_field_find(kind, "owner"),
		.due = jyz_field_find(kind, "due"),
		.state = jyz_field_find(kind, "state"),
		.what = jyz_field_find(kind, "what"),
		.meeting = jyz_field_find(kind, "meeting"),
	};
	int rc = collect(&todo, args, err);

	jyz_say_notes(cli);
	if (rc >= 0)
		rc = write_items(&todo, err);
	if (rc >= 0)
		summarize(&todo);
	free(todo.items);
	jyz_arena_free(&todo.arena);
	return rc;
}

const struct jyz_command jyz_cmd_todo = {
	.name = "todo",
	.zh = "待办",
	.summary = N_("what is still to be done, by whom and by when"),
	.options = options,
	.needs = JYZ_NEEDS_READ,
	.run = run,
	.examples = "jyz todo\n"
		    "jyz todo --owner 王芳\n"
		    "jyz todo --format csv -o todo.csv",
};
