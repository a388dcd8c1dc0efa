/*
 * jyz archive import: the folder of an archive merged into a database.  On a
 * terminal nothing is overwritten before it was listed.
 */
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "jyz/archive/import.h"
#include "report.h"

#define UID_SHOWN 8 /* letters on the screen; --take wants no more */

const struct jyz_option jyz_archive_import_options[] = {
	{ "theirs", "取档案", 0, JYZ_OPTION_FLAG, NULL,
	  N_("where both differ, take the folder's version") },
	{ "take", "采用", 0, JYZ_OPTION_LIST, N_("UID"),
	  N_("take the folder's version of this record; how its uid "
	     "begins is enough") },
	{ 0 }
};

enum { D_KIND, D_ID, D_UID, D_NAME, D_FIELD, D_HERE, D_THERE, D_TAKEN,
       N_DIFFERENCE };

static const struct jyz_column difference_columns[N_DIFFERENCE] = {
	[D_KIND] = { .key = "kind", .heading = N_("Kind") },
	[D_ID] = { .key = "id", .heading = N_("No."),
		   .type = JYZ_CELL_INTEGER, .right = true },
	[D_UID] = { .key = "uid", .heading = N_("Uid") },
	[D_NAME] = { .key = "record", .heading = N_("Record") },
	[D_FIELD] = { .key = "field", .heading = N_("Field") },
	[D_HERE] = { .key = "here", .heading = N_("Here"), .wrap = true },
	[D_THERE] = { .key = "folder", .heading = N_("Folder"),
		      .wrap = true },
	[D_TAKEN] = { .key = "taken", .heading = N_("Taken"),
		      .type = JYZ_CELL_FLAG },
};

static const char *shown_field(struct jyz_arena *arena,
			       const struct jyz_difference *d)
{
	int field = jyz_field_find(d->kind, d->field);
	int part = jyz_part_find(d->kind, d->field);

	if (field >= 0)
		return jyz_word_shown(arena, d->kind->fields[field].label);
	return part >= 0 ? jyz_word_shown(arena, d->kind->parts[part].label)
			 : d->field;
}

static int put_difference(struct jyz_report *report, struct jyz_arena *arena,
			  const struct jyz_difference *d,
			  struct jyz_error *err)
{
	struct jyz_cell cells[N_DIFFERENCE] = {
		[D_KIND] = { .value = jyz_text(d->kind->name),
			     .shown = jyz_kind_shown(arena, d->kind) },
		[D_ID] = { .value = jyz_int(d->id) },
		[D_UID] = { .value = jyz_text(d->uid),
			    .shown = jyz_arena_strndup(arena, d->uid,
						       UID_SHOWN) },
		[D_NAME] = { .value = jyz_text(d->name) },
		[D_FIELD] = { .value = jyz_text(d->field),
			      .shown = shown_field(arena, d) },
		[D_HERE] = jyz_report_text(report, d->raw_here, d->here),
		[D_THERE] = jyz_report_text(report, d->raw_there, d->there),
		[D_TAKEN] = { .value = jyz_int(d->taken),
			      .shown = d->taken ? _("yes") : _("no") },
	};

	return jyz_report_row(report, cells, err);
}

static int put_differences(const struct jyz_cli *cli,
			   const struct jyz_merge *merge,
			   struct jyz_error *err)
{
	JYZ_AUTO(jyz_report) report = JYZ_REPORT_INIT;
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;

	if (!merge->n_differences && cli->format < 0)
		return JYZ_OK;
	int rc = jyz_report_open(&report, cli, difference_columns,
				 N_DIFFERENCE, NULL, err);

	for (size_t i = 0; i < merge->n_differences && rc >= 0; i++)
		rc = put_difference(&report, &arena, &merge->differences[i],
				    err);
	return rc < 0 ? rc : jyz_report_close(&report, err);
}

static void say_reject(const struct jyz_cli *cli,
		       const struct jyz_merge_reject *reject)
{
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;

	jyz_buf_addf(&line, "%s:%zu: ", reject->file, reject->line);
	if (reject->column && reject->value)
		jyz_buf_addf(&line, "%s '%s': ", reject->column,
			     reject->value);
	else if (reject->column)
		jyz_buf_addf(&line, "%s: ", reject->column);
	jyz_say(cli, "%s%s", line.data, reject->reason);
}

static int refused(const struct jyz_cli *cli, const struct jyz_merge *merge,
		   struct jyz_error *err)
{
	for (size_t i = 0; i < merge->n_rejects; i++)
		say_reject(cli, &merge->rejects[i]);
	return jyz_error_set(err, JYZ_EINVAL,
			     Q_("%zu row was rejected, nothing was imported",
				"%zu rows were rejected, nothing was imported",
				merge->n_rejects), merge->n_rejects);
}

static void say_counts(const struct jyz_cli *cli,
		       const struct jyz_merge *merge)
{
	const struct jyz_merge_kind *all = &merge->all;

	jyz_say(cli, _("%zu new, %zu changed, %zu the same, %zu different and "
		       "left as they are"), all->created, all->changed,
		all->same, all->conflicts);
	if (all->mapped)
		jyz_say(cli, Q_("%zu record is here under another uid, known "
				"by its name or key",
				"%zu records are here under other uids, known "
				"by their names or keys", all->mapped),
			all->mapped);
	if (merge->attached.rows)
		jyz_say(cli, _("attachments: %zu new, %zu the same, %zu left "
			       "as they are"), merge->attached.created,
			merge->attached.same, merge->attached.conflicts);
	if (all->conflicts)
		jyz_say(cli, _("to take the folder's versions: --theirs, or "
			       "--take UID for one record"));
}

static void wanted_uids(struct jyz_merge *merge, const char **uids,
			const struct jyz_args *args)
{
	for (size_t i = 0; i < args->n_given; i++)
		if (strcmp(args->given[i].name, "take") == 0)
			uids[merge->n_uids++] = args->given[i].value;
	merge->uids = uids;
	merge->theirs = jyz_args_has(args, "theirs");
}

/* --- asking -------------------------------------------------------------- */

/* Merges and takes it back: nobody waits for a lock while people think. */
static int try_merge(struct jyz_cli *cli, const char *dir,
		     struct jyz_merge *merge, struct jyz_error *err)
{
	JYZ_AUTO(jyz_journal) journal = JYZ_JOURNAL_INIT;
	int rc = jyz_journal_begin(&journal, cli->store, err);

	if (rc < 0 ||
	    (rc = jyz_archive_merge(&cli->desk, dir, merge, err)) < 0)
		return rc;
	jyz_journal_free(&journal);
	return merge->n_rejects ? refused(cli, merge, err) : JYZ_OK;
}

/* What would be overwritten is listed, then asked for; nothing: no question. */
static int ask(struct jyz_cli *cli, const char *dir, struct jyz_merge *merge,
	       bool *yes, struct jyz_error *err)
{
	int rc = try_merge(cli, dir, merge, err);

	*yes = true;
	if (rc < 0 || !merge->all.changed)
		return rc;
	if ((rc = put_differences(cli, merge, err)) < 0)
		return rc;
	fflush(stdout);
	rc = jyz_confirm(cli, yes, err,
			 Q_("take the folder's version of %zu record?",
			    "take the folder's versions of %zu records?",
			    merge->all.changed), merge->all.changed);
	if (rc >= 0 && !*yes)
		jyz_say(cli, _("nothing was saved"));
	return rc;
}

static bool same_difference(const struct jyz_difference *a,
			    const struct jyz_difference *b)
{
	return a->kind == b->kind && a->id == b->id && a->taken == b->taken &&
	       strcmp(a->field, b->field) == 0 &&
	       strcmp(a->here, b->here) == 0 &&
	       strcmp(a->there, b->there) == 0;
}

/* The yes was to what was listed. */
static int check_shown(const struct jyz_merge *shown,
		       const struct jyz_merge *merge, struct jyz_error *err)
{
	bool same = shown->n_differences == merge->n_differences;

	for (size_t i = 0; same && i < merge->n_differences; i++)
		same = same_difference(&shown->differences[i],
				       &merge->differences[i]);
	return same ? JYZ_OK
		    : jyz_error_set(err, JYZ_ECONFLICT,
				    _("records have changed since they were "
				      "listed; nothing was saved"));
}

/* --- doing --------------------------------------------------------------- */

/* shown: what was listed already, or NULL. */
static int merge_folder(struct jyz_cli *cli, const char *dir,
			struct jyz_merge *merge, const struct jyz_merge *shown,
			struct jyz_error *err)
{
	JYZ_AUTO(jyz_journal) journal = JYZ_JOURNAL_INIT;
	int rc = jyz_journal_begin(&journal, cli->store, err);

	if (rc < 0 ||
	    (rc = jyz_archive_merge(&cli->desk, dir, merge, err)) < 0)
		return rc;
	if (merge->n_rejects) {
		jyz_journal_free(&journal);
		return refused(cli, merge, err);
	}
	if (shown && (rc = check_shown(shown, merge, err)) < 0)
		return rc;
	/* Output may be read slowly: nobody is kept waiting for that. */
	if ((rc = jyz_deed_end(cli, &journal, err)) < 0 ||
	    (!shown && (rc = put_differences(cli, merge, err)) < 0))
		return rc;
	say_counts(cli, merge);
	return JYZ_OK;
}

int jyz_archive_import(struct jyz_cli *cli, const struct jyz_args *args,
		       struct jyz_error *err)
{
	JYZ_AUTO(jyz_merge) merge = JYZ_MERGE_INIT;
	JYZ_AUTO(jyz_merge) shown = JYZ_MERGE_INIT;
	const char **uids = jyz_alloc((args->n_given + 1) * sizeof(*uids));
	const char *dir = args->words[0];
	bool yes = true;
	int rc = JYZ_OK;

	wanted_uids(&merge, uids, args);
	shown = merge;
	bool asks = (merge.theirs || merge.n_uids) && cli->tty_in &&
		    !cli->yes && !cli->dry_run;

	if (asks)
		rc = ask(cli, dir, &shown, &yes, err);
	if (rc >= 0 && yes)
		rc = merge_folder(cli, dir, &merge,
				  shown.all.changed ? &shown : NULL, err);
	free(uids);
	return rc;
}
