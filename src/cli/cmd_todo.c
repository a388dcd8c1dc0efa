/*
 * jyz todo: what is still to be done, by whom and by when: actions, findings
 * that are not closed, targets of this term's plans.
 */
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "jyz/base/decimal.h"
#include "jyz/base/text.h"
#include "jyz/records/promises.h"
#include "jyz/records/resolve.h"
#include "report.h"

static const struct jyz_option options[] = {
	{ "owner", "责任人/负责人", 0, JYZ_OPTION_LIST, N_("NAME"),
	  N_("what this teacher has to do") },
	{ "all", "全部", 0, JYZ_OPTION_FLAG, NULL, N_("what is done or closed, too") },
	{ 0 }
};

enum { OWNER, DUE, STATE, DAYS, WHAT, MEETING, ID, KIND, N_COLUMNS };

static const struct jyz_column columns[N_COLUMNS] = {
	[OWNER] = { .key = "owner", .heading = N_("Owner") },
	[DUE] = { .key = "due",
		  .heading = N_("Due"),
		  .type = JYZ_CELL_DATE },
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
	[KIND] = { .key = "kind", .heading = N_("Kind") },
};

/* State and days are one column of words for people. */
static const int shown[] = { OWNER, DUE, STATE, WHAT, MEETING, KIND, ID, -1 };

struct item {
	const struct jyz_kind *kind;
	int64_t id;
	const char *owner; /* NULL: what nobody has yet */
	const char *due, *state, *what, *meeting;
	bool overdue, done;
};

struct todo {
	struct jyz_cli *cli;
	int64_t *owners; /* only theirs; n_owners 0: everybody's */
	size_t n_owners;
	struct item *items;
	size_t count, room;
	struct jyz_arena arena;
};

/* Absent: NULL. */
static const char *text_of(struct todo *todo, struct jyz_value value)
{
	return value.type == JYZ_TEXT ?
		       jyz_arena_strdup(&todo->arena, value.s) :
		       NULL;
}

static const char *value_of(struct todo *todo, const struct jyz_record *rec,
			    const char *field)
{
	return text_of(todo, rec->values[jyz_field_named(rec->kind, field)]);
}

static const char *label_of(struct todo *todo, const struct jyz_record *rec,
			    const char *field)
{
	return text_of(todo, rec->labels[jyz_field_named(rec->kind, field)]);
}

/* What an action and a finding have in common. */
static struct item *new_item(struct todo *todo, const struct jyz_record *rec)
{
	JYZ_GROW(todo->items, todo->count, todo->room);
	struct item *item = &todo->items[todo->count++];

	*item = (struct item){
		.kind = rec->kind,
		.id = rec->id,
		.owner = label_of(todo, rec, "owner"),
		.due = value_of(todo, rec, "due"),
		.state = value_of(todo, rec, "state"),
	};
	item->overdue = strcmp(item->state, "overdue") == 0;
	item->done = !item->overdue && strcmp(item->state, "open") != 0;
	return item;
}

static int add_action(const struct jyz_record *rec, void *payload,
		      struct jyz_error *err)
{
	struct todo *todo = payload;
	struct item *item = new_item(todo, rec);

	(void)err;
	item->what = value_of(todo, rec, "what");
	item->meeting = label_of(todo, rec, "meeting");
	return JYZ_OK;
}

/* "期中考试 数学 高一(2)班 – 高一(1)班: 5.5" */
static int add_finding(const struct jyz_record *rec, void *payload,
		       struct jyz_error *err)
{
	struct todo *todo = payload;
	struct item *item = new_item(todo, rec);
	int gap = jyz_field_named(rec->kind, "gap");
	JYZ_AUTO(jyz_buf) what = JYZ_BUF_INIT;

	(void)err;
	jyz_buf_addf(&what, "%s %s %s – %s", value_of(todo, rec, "exam"),
		     value_of(todo, rec, "subject"),
		     label_of(todo, rec, "class_a"),
		     label_of(todo, rec, "class_b"));
	if (rec->values[gap].type == JYZ_INT) {
		jyz_buf_adds(&what, ": ");
		jyz_decimal_format(&what, rec->values[gap].i,
				   rec->kind->fields[gap].scale);
	}
	item->what = jyz_arena_strdup(&todo->arena, what.data);
	return JYZ_OK;
}

/* --- targets of plans ------------------------------------------------------ */

static bool is_wanted(const struct todo *todo, int64_t owner)
{
	bool wanted = !todo->n_owners;

	for (size_t i = 0; i < todo->n_owners && !wanted; i++)
		wanted = todo->owners[i] == owner;
	return wanted;
}

static int add_promise(const struct jyz_promise *promise, void *payload,
		       struct jyz_error *err)
{
	struct todo *todo = payload;
	struct jyz_arena *arena = &todo->arena;
	bool overdue = strcmp(promise->due, todo->cli->desk.clock.today) < 0;

	(void)err;
	if (!is_wanted(todo, promise->owner))
		return JYZ_OK;
	JYZ_GROW(todo->items, todo->count, todo->room);
	todo->items[todo->count++] = (struct item){
		.kind = jyz_kind_of_table(todo->cli->desk.catalogue, "plan"),
		.id = promise->plan,
		.owner = jyz_arena_strdup(arena, promise->name),
		.due = jyz_arena_strdup(arena, promise->due),
		.what = jyz_arena_strdup(arena, promise->what),
		.state = overdue ? "overdue" : "open",
		.overdue = overdue,
	};
	return JYZ_OK;
}

static int find_owners(struct todo *todo, const struct jyz_args *args,
		       struct jyz_error *err)
{
	struct jyz_desk *desk = &todo->cli->desk;
	const struct jyz_kind *teacher =
		jyz_kind_of_table(desk->catalogue, "teacher");
	int rc = JYZ_OK;

	todo->owners = jyz_arena_alloc(&todo->arena, (args->n_given + 1) *
						     sizeof(*todo->owners));
	for (size_t i = 0; i < args->n_given && rc >= 0; i++)
		if (strcmp(args->given[i].name, "owner") == 0)
			rc = jyz_resolve(desk, teacher, args->given[i].value,
					 NULL, &todo->owners[todo->n_owners++],
					 err);
	return rc;
}

/* Of the present term; plans of the past have had their summary. */
static int collect_promises(struct todo *todo, const struct jyz_args *args,
			    struct jyz_error *err)
{
	struct jyz_error none = JYZ_ERROR_INIT;
	struct jyz_desk *desk = &todo->cli->desk;
	int64_t term;
	int rc = find_owners(todo, args, err);

	if (rc < 0)
		return rc;
	rc = jyz_desk_term(desk, desk->clock.today, &term, NULL, &none);
	if (rc == JYZ_ENOTFOUND) {
		jyz_error_free(&none);
		return JYZ_OK;
	}
	if (rc < 0) {
		jyz_error_move(err, &none);
		return rc;
	}
	return jyz_promises_each(desk, term, add_promise, todo, err);
}

/* --- in order -------------------------------------------------------------- */

static int compare_due(const char *a, const char *b)
{
	/* Without a date: at the end. */
	if (!a || !b)
		return !a - !b;
	return strcmp(a, b);
}

/* What has no owner comes at the end. */
static int compare_owner(const char *a, const char *b)
{
	if (!a || !b)
		return !a - !b;
	return jyz_text_compare(a, b);
}

/* By owner; what is overdue longest comes first, what is done last. */
static int compare(const void *a, const void *b)
{
	const struct item *x = a, *y = b;
	int order = compare_owner(x->owner, y->owner);

	if (!order)
		order = x->done - y->done;
	if (!order)
		order = compare_due(x->due, y->due);
	if (!order)
		order = strcmp(x->kind->name, y->kind->name);
	if (!order)
		order = (x->id > y->id) - (x->id < y->id);
	return order ? order : strcmp(x->what, y->what);
}

static int collect(struct todo *todo, const struct jyz_args *args,
		   const char *table, jyz_record_fn *add,
		   struct jyz_error *err)
{
	const struct jyz_kind *kind =
		jyz_kind_of_table(todo->cli->desk.catalogue, table);
	int state = jyz_field_named(kind, "state");
	JYZ_AUTO(jyz_query) query = { 0 };

	jyz_query_init(&query, kind);
	if (!jyz_args_has(args, "all")) {
		jyz_query_filter(&query, state, "open");
		jyz_query_filter(&query, state, "overdue");
	}
	for (size_t i = 0; i < args->n_given; i++)
		if (strcmp(args->given[i].name, "owner") == 0)
			jyz_query_filter(&query, jyz_field_named(kind, "owner"),
					 args->given[i].value);
	return jyz_list(&todo->cli->desk, &query, add, todo, err);
}

static const char *state_words(struct todo *todo, const struct item *item,
			       int days)
{
	struct jyz_arena *arena = &todo->arena;
	unsigned long n = (unsigned long)abs(days);

	/* A plan's target has a day, and is not here when it is done. */
	if (item->done || !item->due)
		return jyz_choice_shown(
			&item->kind->fields[jyz_field_named(item->kind,
							    "state")],
			item->state);
	if (days == 0)
		return _("due today");
	if (item->overdue)
		return jyz_arena_printf(
			arena, Q_("%lu day overdue", "%lu days overdue", n),
			n);
	return jyz_arena_printf(arena, Q_("in %lu day", "in %lu days", n), n);
}

static bool same_owner(const struct item *a, const struct item *b)
{
	return compare_owner(a->owner, b->owner) == 0;
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
	cells[KIND].value = jyz_text(item->kind->name);
	cells[STATE].alert = cells[DUE].alert = item->overdue;
	if (report->words) {
		char *word = jyz_word_first(item->kind->word);

		cells[KIND].shown = jyz_arena_strdup(&todo->arena, word);
		free(word);
		cells[STATE].shown = state_words(todo, item, days);
	}
	if (report->human) {
		/* A name heads its group. */
		if (above && same_owner(above, item))
			cells[OWNER].shown = "";
		else if (!item->owner)
			cells[OWNER].shown = _("(nobody)");
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
	struct todo todo = { .cli = cli };
	int rc = collect(&todo, args, "action", add_action, err);

	if (rc >= 0)
		rc = collect(&todo, args, "finding", add_finding, err);
	if (rc >= 0)
		rc = collect_promises(&todo, args, err);
	if (todo.count)
		qsort(todo.items, todo.count, sizeof(*todo.items), compare);
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
