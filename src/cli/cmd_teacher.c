/*
 * jyz teacher merge: a person who was entered twice becomes one.
 */
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "inside.h"
#include "jyz/records/join.h"
#include "jyz/records/resolve.h"
#include "report.h"

enum { CHANGE, KIND, ID, RECORD, FIELD, REASON, N_COLUMNS };

static const struct jyz_column columns[N_COLUMNS] = {
	[CHANGE] = { .key = "change", .heading = N_("What happens") },
	[KIND] = { .key = "kind", .heading = N_("Kind") },
	[ID] = { .key = "id", .heading = N_("No."),
		 .type = JYZ_CELL_INTEGER, .right = true },
	[RECORD] = { .key = "record", .heading = N_("Record"), .wrap = true },
	[FIELD] = { .key = "field", .heading = N_("Field") },
	[REASON] = { .key = "reason", .heading = N_("Reason"), .wrap = true,
		     .optional = true },
};

static const struct {
	const char *name, *word;
} changes[] = {
	[JYZ_JOIN_MOVED] = { "moved", N_("points to the one that stays") },
	[JYZ_JOIN_FILLED] = { "filled", N_("taken over") },
	[JYZ_JOIN_DROPPED] = { "dropped", N_("given up") },
	[JYZ_JOIN_REMOVED] = { "removed", N_("removed") },
	[JYZ_JOIN_CLASH] = { "clash", N_("stands in the way") },
};

static const char *field_word(struct jyz_arena *arena,
			      const struct jyz_join_row *row)
{
	int field = jyz_field_named(row->kind, row->field);
	int part = jyz_part_named(row->kind, row->field);
	const char *label = field >= 0
				    ? jyz_word(row->kind->fields[field].label)
			    : part >= 0
				    ? jyz_word(row->kind->parts[part].label)
				    : row->field;

	return jyz_arena_strndup(arena, label, strcspn(label, "/"));
}

static int put_row(struct jyz_report *report, const struct jyz_join_row *row,
		   struct jyz_error *err)
{
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	char *kind = jyz_word_first(row->kind->word);
	struct jyz_cell cells[N_COLUMNS] = {
		[CHANGE] = { .value = jyz_text(changes[row->change].name),
			     .shown = _(changes[row->change].word),
			     .alert = row->change == JYZ_JOIN_CLASH },
		[KIND] = { .value = jyz_text(row->kind->name), .shown = kind },
		[ID] = { .value = jyz_int(row->id) },
		[RECORD] = { .value = jyz_text(row->record) },
		[FIELD] = { .value = jyz_text(row->field) },
		[REASON] = { .value = jyz_text(row->reason) },
	};

	if (row->field)
		cells[FIELD].shown = field_word(&arena, row);
	int rc = jyz_report_row(report, cells, err);

	free(kind);
	return rc;
}

static int put_rows(const struct jyz_cli *cli, const struct jyz_join *join,
		    struct jyz_error *err)
{
	JYZ_AUTO(jyz_report) report = JYZ_REPORT_INIT;
	int rc = jyz_report_open(&report, cli, columns, N_COLUMNS, NULL, err);

	for (size_t i = 0; i < join->count && rc >= 0; i++)
		rc = put_row(&report, &join->rows[i], err);
	return rc < 0 ? rc : jyz_report_close(&report, err);
}

/* The two, as they were named. */
struct pair {
	const struct jyz_kind *kind;
	int64_t keep, gone;
	char *keep_name, *gone_name;
};

static void pair_free(struct pair *pair)
{
	free(pair->keep_name);
	free(pair->gone_name);
}

static int find_one(struct jyz_cli *cli, const struct pair *pair,
		    const char *word, int64_t *id, char **name,
		    struct jyz_error *err)
{
	JYZ_AUTO(jyz_record) rec = { 0 };
	int rc = jyz_verb_id(cli, pair->kind, word, id, err);

	if (rc < 0)
		return rc;
	jyz_record_init(&rec, pair->kind);
	if ((rc = jyz_record_load(&cli->desk, pair->kind, *id, &rec,
				  err)) < 0)
		return rc;
	return jyz_label(&cli->desk, pair->kind, *id, name, err);
}

static int refused(const struct jyz_cli *cli, const struct pair *pair,
		   const struct jyz_join *join, struct jyz_error *err)
{
	const char *hint = NULL;

	for (size_t i = 0; i < join->count; i++) {
		const struct jyz_join_row *row = &join->rows[i];

		if (row->change != JYZ_JOIN_CLASH)
			continue;
		char *kind = jyz_word_first(row->kind->word);

		jyz_say(cli, "%s %lld (%s): %s", kind, (long long)row->id,
			row->record, row->reason);
		free(kind);
		hint = hint ? hint : row->hint;
	}
	jyz_error_set(err, JYZ_ECONFLICT,
		      Q_("%zu record stands in the way: %s was not joined "
			 "with %s",
			 "%zu records stand in the way: %s was not joined "
			 "with %s", join->clashes),
		      join->clashes, pair->gone_name, pair->keep_name);
	return hint ? jyz_error_hint(err, "%s", hint) : err->code;
}

/* Does it; what is asked first is only tried. */
static int join_pair(struct jyz_cli *cli, const struct pair *pair, bool tried,
		     struct jyz_join *join, struct jyz_error *err)
{
	JYZ_AUTO(jyz_journal) journal = JYZ_JOURNAL_INIT;
	int rc = jyz_journal_begin(&journal, cli->store, err);

	if (rc < 0 || (rc = jyz_record_join(&cli->desk, pair->kind, pair->keep,
					    pair->gone, join, err)) < 0)
		return rc;
	if (join->clashes || tried) {
		jyz_journal_free(&journal);
		jyz_resolve_forget(&cli->desk, NULL);
		return join->clashes ? refused(cli, pair, join, err) : JYZ_OK;
	}
	return jyz_deed_end(cli, &journal, err);
}

/* Nobody is kept waiting while a question is thought over. */
static int ask(struct jyz_cli *cli, const struct pair *pair, bool *yes,
	       struct jyz_error *err)
{
	JYZ_AUTO(jyz_join) join = JYZ_JOIN_INIT;
	int rc = join_pair(cli, pair, true, &join, err);

	if (rc < 0)
		return rc;
	return jyz_confirm(cli, yes, err,
			   Q_("join %s with %s, in %zu place, and remove it?",
			      "join %s with %s, in %zu places, and remove it?",
			      join.moved),
			   pair->gone_name, pair->keep_name, join.moved);
}

static int run(struct jyz_cli *cli, const struct jyz_args *args,
	       struct jyz_error *err)
{
	JYZ_AUTO(pair) pair = { .kind = jyz_kind_of_table(cli->desk.catalogue,
							  "teacher") };
	JYZ_AUTO(jyz_join) join = JYZ_JOIN_INIT;
	bool yes = true;
	int rc = find_one(cli, &pair, args->words[0], &pair.keep,
			  &pair.keep_name, err);

	if (rc < 0 || (rc = find_one(cli, &pair, args->words[1], &pair.gone,
				     &pair.gone_name, err)) < 0)
		return rc;
	if (cli->tty_in && !cli->yes && !cli->dry_run &&
	    pair.keep != pair.gone &&
	    (rc = ask(cli, &pair, &yes, err)) < 0)
		return rc;
	if (!yes) {
		jyz_say(cli, _("nothing was changed"));
		return JYZ_OK;
	}
	if ((rc = join_pair(cli, &pair, false, &join, err)) < 0)
		return rc;
	return put_rows(cli, &join, err);
}

const struct jyz_command jyz_cmd_teacher_merge = {
	.name = "merge",
	.zh = "合并",
	.summary = N_("join someone who was entered twice: the second becomes "
		      "the first"),
	.usage = N_("STAYS GOES"),
	.min_words = 2,
	.max_words = 2,
	.needs = JYZ_NEEDS_WRITE,
	.run = run,
	.examples = "jyz teacher merge 3 17 --dry-run\n"
		    "jyz teacher merge 3 17",
};
