/*
 * jyz history: the entries of the journal, what one of them did, or every
 * version of one record.
 */
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "filters.h"
#include "inside.h"
#include "jyz/base/decimal.h"
#include "jyz/records/attach.h"
#include "jyz/records/history.h"
#include "jyz/records/resolve.h"
#include "report.h"

/* More would push what was done last off the screen. */
#define SHOWN_LIMIT 30

static const struct jyz_option options[] = {
	{ "limit", "条数", 'n', JYZ_OPTION_TEXT, N_("N"),
	  N_("the newest N entries; 0: all") },
	{ "private", "含隐私", 0, JYZ_OPTION_FLAG, NULL,
	  N_("private fields too") },
	{ 0 }
};

/* --- private fields ----------------------------------------------------- */

static unsigned flags_of(const struct jyz_kind *kind, const char *name)
{
	for (size_t i = 0; kind && i < kind->n_fields; i++)
		if (strcmp(kind->fields[i].name, name) == 0)
			return kind->fields[i].flags;
	for (size_t i = 0; kind && i < kind->n_parts; i++)
		if (strcmp(kind->parts[i].name, name) == 0)
			return kind->parts[i].flags;
	return kind && strcmp(name, jyz_attachment_field.name) == 0 &&
	       jyz_attach_private(kind) ? JYZ_PRIVATE : 0;
}

/*
 * That a private field has changed is shown, its values only when asked for,
 * as in lists; what figures are made of is for data only.
 */
static void keep_back(const struct jyz_kind *kind, const char *name, bool human,
		      bool private, struct jyz_cell *before,
		      struct jyz_cell *after)
{
	unsigned flags = flags_of(kind, name);

	if (!(flags & JYZ_PRIVATE && !private) && !(flags & JYZ_INNER && human))
		return;
	if (before->value.type != JYZ_NULL)
		*before = (struct jyz_cell){ .shown = "..." };
	if (after->value.type != JYZ_NULL)
		*after = (struct jyz_cell){ .shown = "..." };
}

/* --- entries ------------------------------------------------------------ */

enum {
	ID,
	AT,
	WHO,
	COMMAND,
	ACTION,
	ROWS,
	UNDONE_BY,
	TARGET,
	REASON,
	STATE,
	N_COLUMNS
};
#define N_KEYS STATE

static const struct jyz_column columns[N_COLUMNS] = {
	[ID] = { .key = "id",
		 .heading = N_("Entry"),
		 .type = JYZ_CELL_INTEGER,
		 .right = true },
	[AT] = { .key = "at", .heading = N_("When") },
	[WHO] = { .key = "who", .heading = N_("Who") },
	[COMMAND] = { .key = "command",
		      .heading = N_("Command"),
		      .wrap = true },
	[ACTION] = { .key = "action", .heading = N_("Action") },
	[ROWS] = { .key = "rows",
		   .heading = N_("Rows"),
		   .type = JYZ_CELL_INTEGER,
		   .right = true },
	[UNDONE_BY] = { .key = "undone_by",
			.heading = N_("Undone by"),
			.type = JYZ_CELL_INTEGER },
	[TARGET] = { .key = "target",
		     .heading = N_("Target"),
		     .type = JYZ_CELL_INTEGER },
	[REASON] = { .key = "reason",
		     .heading = N_("Reason"),
		     .wrap = true,
		     .optional = true },
	[STATE] = { .key = "state",
		    .heading = N_("State"),
		    .wrap = true,
		    .optional = true },
};

static const int shown[] = { ID, AT, WHO, COMMAND, ROWS, STATE, REASON, -1 };

static const char *local_time(struct jyz_arena *arena, const char *moment)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	jyz_moment_local(&text, moment);
	return jyz_arena_strdup(arena, text.data);
}

static const char *state_words(struct jyz_arena *arena,
			       const struct jyz_entry *entry)
{
	bool redo = strcmp(entry->action, "redo") == 0;

	if (strcmp(entry->action, "undo") == 0 && entry->undone_by)
		return jyz_arena_printf(arena,
					_("undoes #%lld; redone by #%lld"),
					(long long)entry->target,
					(long long)entry->undone_by);
	if (entry->undone_by)
		return jyz_arena_printf(arena, _("undone by #%lld"),
					(long long)entry->undone_by);
	if (entry->target)
		return jyz_arena_printf(
			arena, redo ? _("redoes #%lld") : _("undoes #%lld"),
			(long long)entry->target);
	return "";
}

/* What an entry did to the journal; a record is changed by most. */
static const char *action_words(const char *action)
{
	static const struct {
		const char *name, *words;
	} known[] = {
		{ "init", N_("set up") },     { "write", N_("changed") },
		{ "undo", N_("undone") },     { "redo", N_("done again") },
		{ "upgrade", N_("upgraded") }, { "restore", N_("restored") },
		{ "seal", N_("sealed") },     { "unseal", N_("unsealed") },
	};

	for (size_t i = 0; i < JYZ_COUNT(known); i++)
		if (strcmp(known[i].name, action) == 0)
			return _(known[i].words);
	return action;
}

static int write_entry(struct jyz_report *report,
		       const struct jyz_entry *entry, struct jyz_error *err)
{
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	/* Older programs kept the values. */
	JYZ_AUTO(jyz_buf) command = JYZ_BUF_INIT;
	struct jyz_cell cells[N_COLUMNS] = { { .alert = false } };

	cells[ID].value = jyz_int(entry->id);
	cells[AT].value = jyz_text(entry->at);
	cells[WHO].value = jyz_text(entry->who);
	jyz_discreet(&command, entry->command);
	cells[COMMAND].value = jyz_text(command.data);
	cells[ACTION].value = jyz_text(entry->action);
	cells[ROWS].value = jyz_int(entry->rows);
	if (entry->undone_by)
		cells[UNDONE_BY].value = jyz_int(entry->undone_by);
	if (entry->target)
		cells[TARGET].value = jyz_int(entry->target);
	cells[REASON].value = jyz_text(entry->reason);
	if (report->words) {
		cells[AT].shown = local_time(&arena, entry->at);
		cells[ACTION].shown = action_words(entry->action);
		cells[STATE].shown = state_words(&arena, entry);
	}
	return jyz_report_row(report, cells, err);
}

static int read_limit(const struct jyz_args *args, int64_t *limit,
		      struct jyz_error *err)
{
	const char *text = jyz_args_get(args, "limit");

	*limit = -1;
	if (!text)
		return JYZ_OK;
	if (jyz_decimal_parse(limit, text, 0, 0, NULL, err) < 0 || *limit < 0)
		return jyz_error_set(err, JYZ_EUSAGE,
				     _("--limit: '%s' is not a number"), text);
	return JYZ_OK;
}

static int list_entries(struct jyz_cli *cli, const struct jyz_args *args,
			struct jyz_error *err)
{
	JYZ_AUTO(jyz_entries) entries = JYZ_ENTRIES_INIT;
	JYZ_AUTO(jyz_report) report = JYZ_REPORT_INIT;
	int64_t limit;
	bool more = false;
	int rc = read_limit(args, &limit, err);

	if (rc < 0 || (rc = jyz_report_open(&report, cli, columns, N_KEYS,
					    shown, err)) < 0)
		return rc;
	/* One more than people are shown tells whether there are more. */
	rc = jyz_journal_list(cli->store, NULL, 0, NULL,
			      limit >= 0   ? limit :
			      report.human ? SHOWN_LIMIT + 1 :
					     0,
			      &entries, err);
	if (rc >= 0 && limit < 0 && report.human &&
	    entries.count > SHOWN_LIMIT) {
		entries.count = SHOWN_LIMIT;
		more = true;
	}
	for (size_t i = 0; i < entries.count && rc >= 0; i++)
		rc = write_entry(&report, &entries.items[i], err);
	if (rc < 0 || (rc = jyz_report_close(&report, err)) < 0)
		return rc;
	if (entries.count == 0)
		jyz_say(cli, _("the journal has no entries"));
	if (more)
		jyz_say(cli,
			_("the newest %d entries; all: jyz history "
			  "--limit 0"),
			SHOWN_LIMIT);
	return JYZ_OK;
}

/* --- versions of a record ----------------------------------------------- */

enum { V_ENTRY, V_AT, V_WHO, V_OP, V_FIELD, V_BEFORE, V_AFTER, V_COLUMNS };

static const struct jyz_column version_columns[V_COLUMNS] = {
	[V_ENTRY] = { .key = "entry",
		      .heading = N_("Entry"),
		      .type = JYZ_CELL_INTEGER,
		      .right = true },
	[V_AT] = { .key = "at", .heading = N_("When") },
	[V_WHO] = { .key = "who", .heading = N_("Who") },
	[V_OP] = { .key = "op", .heading = N_("Change") },
	[V_FIELD] = { .key = "field", .heading = N_("Field") },
	[V_BEFORE] = { .key = "before", .heading = N_("Before"), .wrap = true },
	[V_AFTER] = { .key = "after", .heading = N_("After"), .wrap = true },
};

struct versions {
	struct jyz_report report;
	const struct jyz_kind *kind;
	bool private;
	int64_t last; /* entry of the row above */
};

static const char *op_name(char op)
{
	return op == '+' ? "add" : op == '-' ? "remove" : "edit";
}

static const char *op_words(char op)
{
	return op == '+' ? _("added") :
	       op == '-' ? _("removed") :
			   _("changed");
}

static int write_version(const struct jyz_version *version, void *payload,
			 struct jyz_error *err)
{
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	struct versions *v = payload;
	struct jyz_cell cells[V_COLUMNS] = { { .alert = false } };

	cells[V_ENTRY].value = jyz_int(version->entry->id);
	cells[V_AT].value = jyz_text(version->entry->at);
	cells[V_WHO].value = jyz_text(version->entry->who);
	cells[V_OP].value = jyz_text(op_name(version->op));
	cells[V_FIELD].value = jyz_text(version->name);
	cells[V_BEFORE] = jyz_report_text(&v->report, version->raw_before,
					  version->before);
	cells[V_AFTER] = jyz_report_text(&v->report, version->raw_after,
					 version->after);
	keep_back(v->kind, version->name, v->report.human, v->private,
		  &cells[V_BEFORE], &cells[V_AFTER]);
	if (v->report.words) {
		bool again = v->report.human &&
			     v->last == version->entry->id;

		cells[V_AT].shown = local_time(&arena, version->entry->at);
		cells[V_OP].shown = op_words(version->op);
		cells[V_FIELD].shown = version->label;
		/* An entry heads its group. */
		if (again)
			cells[V_ENTRY].shown = cells[V_AT].shown =
				cells[V_WHO].shown = "";
	}
	v->last = version->entry->id;
	return jyz_report_row(&v->report, cells, err);
}

static int list_versions(struct jyz_cli *cli, const struct jyz_args *args,
			 struct jyz_error *err)
{
	struct versions v = { .private = jyz_args_has(args, "private") };
	const struct jyz_kind *kind;
	int64_t id;
	int rc;

	if ((rc = jyz_filter_kind(cli, args->words[0],
				  "jyz history observation 12", &kind,
				  err)) < 0 ||
	    (rc = jyz_verb_id(cli, kind, args->words[1], &id, err)) < 0)
		return rc;
	v.kind = kind;
	jyz_say_notes(cli);
	rc = jyz_report_open(&v.report, cli, version_columns, V_COLUMNS, NULL,
			     err);
	if (rc < 0)
		return rc;
	rc = jyz_history(&cli->desk, kind, id, write_version, &v, err);
	if (rc >= 0 && v.report.rows == 0) {
		char *name = jyz_word_first(kind->word);
		jyz_error_set(err, JYZ_ENOTFOUND,
			      _("no entry is about %s #%lld"), name,
			      (long long)id);
		free(name);
		rc = jyz_error_hint(err, "jyz %s list", kind->name);
	}
	if (rc >= 0)
		rc = jyz_report_close(&v.report, err);
	jyz_report_free(&v.report);
	return rc;
}

/* --- what one entry did --------------------------------------------------- */

enum { C_KIND, C_ID, C_OP, C_FIELD, C_BEFORE, C_AFTER, C_COLUMNS };

static const struct jyz_column change_columns[C_COLUMNS] = {
	[C_KIND] = { .key = "kind", .heading = N_("Record") },
	[C_ID] = { .key = "id", .heading = N_("No."), .type = JYZ_CELL_INTEGER },
	[C_OP] = { .key = "op", .heading = N_("Change") },
	[C_FIELD] = { .key = "field", .heading = N_("Field") },
	[C_BEFORE] = { .key = "before", .heading = N_("Before"), .wrap = true },
	[C_AFTER] = { .key = "after", .heading = N_("After"), .wrap = true },
};

/* People see each record as a heading. */
static const int change_shown[] = { C_OP, C_FIELD, C_BEFORE, C_AFTER, -1 };

struct changes {
	struct jyz_cli *cli;
	struct jyz_report report;
	const struct jyz_kind *kind; /* of the row above */
	int64_t id;
	bool private;
};

static int head_changes(struct changes *c, const struct jyz_version *version,
			struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) title = JYZ_BUF_INIT;
	const struct jyz_kind *kind = jyz_kind_of_table(
		c->cli->desk.catalogue, version->table);
	char *label = NULL;
	int rc = JYZ_OK;

	if (c->report.rows && kind == c->kind && version->id == c->id)
		return JYZ_OK;
	c->kind = kind;
	c->id = version->id;
	if (kind) {
		char *word = jyz_word_first(kind->word);

		rc = jyz_label(&c->cli->desk, kind, version->id, &label, err);
		jyz_buf_addf(&title, "%s ", word);
		if (label && *label != '#')
			jyz_buf_addf(&title, "#%lld ", (long long)version->id);
		jyz_buf_adds(&title, label ? label : "");
		free(label);
		free(word);
	} else {
		jyz_buf_adds(&title, _("settings"));
	}
	return rc < 0 ? rc : jyz_report_section(&c->report, title.data, err);
}

static const char *table_words(struct jyz_arena *arena,
			       const struct jyz_kind *kind, const char *table)
{
	if (kind)
		return jyz_kind_shown(arena, kind);
	return strcmp(table, "setting") == 0 ? _("settings") : table;
}

static int write_change(const struct jyz_version *version, void *payload,
			struct jyz_error *err)
{
	struct changes *c = payload;
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	const struct jyz_kind *kind = jyz_kind_of_table(
		c->cli->desk.catalogue, version->table);
	struct jyz_cell cells[C_COLUMNS] = { { .alert = false } };
	int rc;

	if (c->report.human && (rc = head_changes(c, version, err)) < 0)
		return rc;
	cells[C_KIND].value = jyz_text(version->table);
	if (version->id)
		cells[C_ID].value = jyz_int(version->id);
	cells[C_OP].value = jyz_text(op_name(version->op));
	cells[C_FIELD].value = jyz_text(version->name);
	cells[C_BEFORE] = jyz_report_text(&c->report, version->raw_before,
					  version->before);
	cells[C_AFTER] = jyz_report_text(&c->report, version->raw_after,
					 version->after);
	keep_back(kind, version->name, c->report.human, c->private,
		  &cells[C_BEFORE], &cells[C_AFTER]);
	if (c->report.words) {
		cells[C_KIND].shown = table_words(&arena, kind, version->table);
		cells[C_OP].shown = op_words(version->op);
		cells[C_FIELD].shown = version->label;
	}
	return jyz_report_row(&c->report, cells, err);
}

static int list_changes(struct jyz_cli *cli, const struct jyz_args *args,
			int64_t entry, struct jyz_error *err)
{
	struct changes c = {
		.cli = cli,
		.private = jyz_args_has(args, "private"),
	};
	int rc = jyz_report_open(&c.report, cli, change_columns, C_COLUMNS,
				 change_shown, err);

	if (rc < 0)
		return rc;
	rc = jyz_history_entry(&cli->desk, entry, write_change, &c, err);
	if (rc >= 0 && !c.report.rows)
		jyz_say(cli, _("entry %lld changed no record"),
			(long long)entry);
	if (rc >= 0)
		rc = jyz_report_close(&c.report, err);
	jyz_report_free(&c.report);
	return rc;
}

/* An entry's number as history prints it; 0: the word is none. */
static int64_t entry_number(const char *word)
{
	word += *word == '#';
	if (!*word || strlen(word) > 18 ||
	    strspn(word, "0123456789") != strlen(word))
		return 0;
	return strtoll(word, NULL, 10);
}

static int run(struct jyz_cli *cli, const struct jyz_args *args,
	       struct jyz_error *err)
{
	if (args->n_words == 0)
		return list_entries(cli, args, err);
	if (args->n_words == 1 && entry_number(args->words[0]))
		return list_changes(cli, args, entry_number(args->words[0]),
				    err);
	if (args->n_words == 2)
		return list_versions(cli, args, err);
	const struct jyz_kind *kind;
	int rc = jyz_filter_kind(cli, args->words[0],
				 "jyz history observation 12", &kind, err);
	if (rc < 0)
		return rc;
	jyz_error_set(err, JYZ_EUSAGE, _("which %s?"), args->words[0]);
	return jyz_error_hint(err, _("jyz history %s ID"), args->words[0]);
}

const struct jyz_command jyz_cmd_history = {
	.name = "history",
	.zh = "历史",
	.summary = N_("who has done what, when and why"),
	.usage = N_("[ENTRY | KIND ID]"),
	.options = options,
	.max_words = 2,
	.needs = JYZ_NEEDS_INSPECT,
	.run = run,
	.examples = "jyz history\n"
		    "jyz history --limit 5\n"
		    "jyz history 12\n"
		    "jyz history observation 12",
};
