/*
 * jyz undo and jyz redo: an entry of the journal taken back, or done again.
 */
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "inside.h"
#include "jyz/archive/seal.h"
#include "jyz/records/history.h"
#include "jyz/store/undo.h"
#include "report.h"

enum { RECORD, FIELD, LEFT, NOW, WANTED, REASON, N_COLUMNS };

static const struct jyz_column columns[N_COLUMNS] = {
	[RECORD] = { .key = "record", .heading = N_("Record"), .wrap = true },
	[FIELD] = { .key = "field", .heading = N_("Field") },
	[LEFT] = { .key = "left",
		   .heading = N_("Left by the entry"),
		   .wrap = true },
	[NOW] = { .key = "now", .heading = N_("Now"), .wrap = true },
	[WANTED] = { .key = "wanted",
		     .heading = N_("Would become"),
		     .wrap = true },
	[REASON] = { .key = "reason", .heading = N_("Why") },
};

static const char *reason_words(const char *reason)
{
	static const struct {
		const char *name, *words;
	} known[] = {
		{ "changed", N_("changed since") },
		{ "gone", N_("removed since") },
		{ "exists", N_("there again") },
		{ "constraint", N_("another record stands in the way") },
		{ "referenced", N_("other records refer to it") },
	};

	for (size_t i = 0; i < JYZ_COUNT(known); i++)
		if (strcmp(known[i].name, reason) == 0)
			return _(known[i].words);
	return reason;
}

static struct jyz_value text_or_null(struct jyz_value value, const char *text)
{
	return value.type == JYZ_NULL ? jyz_null() : jyz_text(text);
}

static int write_clash(struct jyz_cli *cli, struct jyz_report *report,
		       const struct jyz_clash *clash, struct jyz_error *err)
{
	JYZ_AUTO(jyz_clash_text) text = { NULL, NULL, NULL, NULL, NULL };
	struct jyz_cell cells[N_COLUMNS] = { { .alert = false } };
	int rc = jyz_clash_words(&cli->desk, clash, &text, err);

	if (rc < 0)
		return rc;
	cells[RECORD].value = jyz_text(text.record);
	cells[FIELD].value = jyz_text(*text.field ? text.field : NULL);
	cells[LEFT].value = text_or_null(clash->expected, text.expected);
	cells[NOW].value = text_or_null(clash->found, text.found);
	cells[WANTED].value = text_or_null(clash->wanted, text.wanted);
	cells[REASON].value = jyz_text(clash->reason);
	cells[REASON].shown = reason_words(clash->reason);
	cells[NOW].alert = true;
	return jyz_report_row(report, cells, err);
}

/*
 * What stands in the way is part of the error: on stderr as a table, unless
 * a machine format was asked for.
 */
static int write_clashes(struct jyz_cli *cli,
			 const struct jyz_clashes *clashes,
			 struct jyz_error *err)
{
	JYZ_AUTO(jyz_report) report = JYZ_REPORT_INIT;
	bool named = cli->output ||
		     (cli->format >= 0 && cli->format != JYZ_FORMAT_TABLE);
	int rc = named ? jyz_report_open(&report, cli, columns, N_COLUMNS,
					 NULL, err) :
			 jyz_report_stderr(&report, cli, columns, N_COLUMNS,
					   err);

	if (rc < 0)
		return rc;
	for (size_t i = 0; i < clashes->count && rc >= 0; i++)
		rc = write_clash(cli, &report, &clashes->items[i], err);
	return rc < 0 ? rc : jyz_report_close(&report, err);
}

/* given: by its number, which plain undo and redo may not come to. */
static void say_done(struct jyz_cli *cli, const struct jyz_undone *undone,
		     bool redo, bool given)
{
	unsigned long rows = (unsigned long)undone->rows;
	JYZ_AUTO(jyz_buf) command = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) back = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) shown = JYZ_BUF_INIT;

	jyz_discreet(&command, undone->command);
	if (!undone->entry) {
		jyz_say(cli,
			redo ? _("would be done again: entry %lld, %s") :
			       _("would be undone: entry %lld, %s"),
			(long long)undone->target, command.data);
		jyz_say(cli,
			Q_("dry run: %lu row would change, nothing was "
			   "written",
			   "dry run: %lu rows would change, nothing was "
			   "written",
			   rows),
			rows);
		return;
	}
	jyz_say(cli,
		redo ? _("done again: entry %lld, %s") :
		       _("undone: entry %lld, %s"),
		(long long)undone->target, command.data);
	jyz_again(&back, cli);
	jyz_buf_adds(&back, redo ? " undo" : " redo");
	if (given)
		jyz_buf_addf(&back, " %lld", (long long)undone->target);
	jyz_example(&shown, back.data, back.len);
	jyz_say(cli,
		Q_("%lu row changed, as entry %lld - to go back: %s",
		   "%lu rows changed, as entry %lld - to go back: %s", rows),
		rows, (long long)undone->entry, shown.data);
}

static int act(struct jyz_cli *cli, bool redo, int64_t entry,
	       struct jyz_error *err)
{
	JYZ_AUTO(jyz_undone) undone = { 0, 0, 0, NULL };
	JYZ_AUTO(jyz_clashes) clashes = JYZ_CLASHES_INIT;
	struct jyz_deed deed;
	int rc;

	jyz_deed_init(&deed, cli, redo ? "redo" : "undo");
	rc = redo ? jyz_redo(cli->store, entry, &deed, cli->dry_run,
			     jyz_seal_touched, &cli->desk, &clashes, &undone,
			     err) :
		    jyz_undo(cli->store, entry, &deed, cli->dry_run,
			     jyz_seal_touched, &cli->desk, &clashes, &undone,
			     err);
	if (rc >= 0) {
		jyz_say_notes(cli);
		say_done(cli, &undone, redo, entry != 0);
		return JYZ_OK;
	}
	if (clashes.count) {
		JYZ_AUTO(jyz_error) second = JYZ_ERROR_INIT;

		/* The first error is what counts. */
		if (write_clashes(cli, &clashes, &second) < 0)
			jyz_say(cli, "%s", second.msg);
		/* Which entries have changed it since. */
		if (jyz_kind_of_table(cli->desk.catalogue,
				      clashes.items[0].head))
			jyz_error_hint(err, "jyz history %s %lld",
				       clashes.items[0].head,
				       (long long)clashes.items[0].head_row);
	}
	return rc;
}

static int read_entry(const char *text, int64_t *entry, struct jyz_error *err)
{
	if (jyz_number(text, entry))
		return JYZ_OK;
	jyz_error_set(err, JYZ_EUSAGE, _("'%s' is not the number of an entry"),
		      text);
	return jyz_error_hint(err, "jyz history");
}

static int act_on(struct jyz_cli *cli, bool redo, const struct jyz_args *args,
		  struct jyz_error *err)
{
	int64_t entry = 0;
	int rc = args->n_words ? read_entry(args->words[0], &entry, err) :
				 JYZ_OK;

	return rc < 0 ? rc : act(cli, redo, entry, err);
}

static int run_undo(struct jyz_cli *cli, const struct jyz_args *args,
		    struct jyz_error *err)
{
	return act_on(cli, false, args, err);
}

static int run_redo(struct jyz_cli *cli, const struct jyz_args *args,
		    struct jyz_error *err)
{
	return act_on(cli, true, args, err);
}

const struct jyz_command jyz_cmd_undo = {
	.name = "undo",
	.zh = "撤销",
	.summary = N_("take back the last entry, or entry N"),
	.usage = N_("[N]"),
	.max_words = 1,
	.needs = JYZ_NEEDS_WRITE,
	.run = run_undo,
	.examples = "jyz undo\n"
		    "jyz undo 12 --dry-run\n"
		    "jyz undo 12 --reason 重复录入",
};

const struct jyz_command jyz_cmd_redo = {
	.name = "redo",
	.zh = "重做",
	.summary = N_("do again what was undone last, or entry N"),
	.usage = N_("[N]"),
	.max_words = 1,
	.needs = JYZ_NEEDS_WRITE,
	.run = run_redo,
	.examples = "jyz redo\n"
		    "jyz redo 12",
};
