/*
 * jyz class promote: next year's classes, made of this year's.
 */
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "inside.h"
#include "jyz/base/decimal.h"
#include "jyz/base/text.h"
#include "jyz/records/promote.h"
#include "jyz/records/resolve.h"
#include "report.h"

static const struct jyz_option options[] = {
	{ "to-year", "到学年", 0, JYZ_OPTION_TEXT, N_("YEAR"),
	  N_("the school year of the new classes, by the year in which it "
	     "begins") },
	{ "from-year", "从学年", 0, JYZ_OPTION_TEXT, N_("YEAR"),
	  N_("of which classes; the year before unless given") },
	{ "grade", "年级", 0, JYZ_OPTION_LIST, N_("NAME"),
	  N_("only classes that are in this grade now") },
	{ "no-assignments", "不带任课", 0, JYZ_OPTION_FLAG, NULL,
	  N_("who teaches them is not carried over") },
	{ 0 }
};

enum { FROM, FROM_GRADE, WHAT, TO, TO_GRADE, YEAR, ID, ADVISER, ASSIGNMENTS,
       N_COLUMNS };

static const struct jyz_column columns[N_COLUMNS] = {
	[FROM] = { .key = "class", .heading = N_("Class") },
	[FROM_GRADE] = { .key = "grade", .heading = N_("Grade") },
	[WHAT] = { .key = "what", .heading = N_("What happens") },
	[TO] = { .key = "to", .heading = N_("Becomes") },
	[TO_GRADE] = { .key = "to_grade", .heading = N_("New grade") },
	[YEAR] = { .key = "year", .heading = N_("School year"),
		   .type = JYZ_CELL_INTEGER, .right = true },
	[ID] = { .key = "id", .heading = N_("No."),
		 .type = JYZ_CELL_INTEGER, .right = true },
	[ADVISER] = { .key = "adviser", .heading = N_("Adviser") },
	[ASSIGNMENTS] = { .key = "assignments", .heading = N_("Assignments"),
			  .type = JYZ_CELL_INTEGER, .right = true },
};

static const int shown[] = { FROM, WHAT,    TO,          TO_GRADE,
			     ID,   ADVISER, ASSIGNMENTS, -1 };

static const struct {
	const char *name, *word;
} states[] = {
	[JYZ_PROMOTED_NEW] = { "new", N_("new") },
	[JYZ_PROMOTED_LINKED] = { "linked", N_("was there, now linked") },
	[JYZ_PROMOTED_THERE] = { "there", N_("was there") },
	[JYZ_PROMOTED_LEAVES] = { "leaves", N_("leaves") },
	[JYZ_PROMOTED_UNKNOWN] = { "unknown", N_("grade not understood") },
};

static int put_row(struct jyz_report *report, const struct jyz_promote *all,
		   const struct jyz_promote_row *row, struct jyz_error *err)
{
	struct jyz_cell cells[N_COLUMNS] = {
		[FROM] = { .value = jyz_text(row->from) },
		[FROM_GRADE] = { .value = jyz_text(row->from_grade) },
		[WHAT] = { .value = jyz_text(states[row->what].name),
			   .shown = _(states[row->what].word),
			   .alert = row->what == JYZ_PROMOTED_UNKNOWN },
		[TO] = { .value = jyz_text(row->to) },
		[TO_GRADE] = { .value = jyz_text(row->to_grade) },
		[ADVISER] = { .value = jyz_text(row->adviser) },
	};

	if (row->to_id) {
		cells[YEAR].value = jyz_int(all->to);
		cells[ID].value = jyz_int(row->to_id);
		cells[ASSIGNMENTS].value = jyz_int((int64_t)row->assignments);
	}
	return jyz_report_row(report, cells, err);
}

static int put_rows(const struct jyz_cli *cli,
		    const struct jyz_promote *promote, struct jyz_error *err)
{
	JYZ_AUTO(jyz_report) report = JYZ_REPORT_INIT;
	int rc = jyz_report_open(&report, cli, columns, N_COLUMNS, shown, err);

	for (size_t i = 0; i < promote->count && rc >= 0; i++)
		rc = put_row(&report, promote, &promote->rows[i], err);
	return rc < 0 ? rc : jyz_report_close(&report, err);
}

/* --- what is asked for ------------------------------------------------------ */

struct wish {
	int from, to;
	const char **grades; /* folded */
	size_t n_grades;
	bool assignments;
	struct jyz_arena arena;
};

static void wish_free(struct wish *wish)
{
	free(wish->grades);
	jyz_arena_free(&wish->arena);
}

static int take_year(const struct jyz_args *args, const char *option, int *year,
		     struct jyz_error *err)
{
	const char *text = jyz_args_get(args, option);
	int64_t value;

	if (!text)
		return JYZ_OK;
	int rc = jyz_decimal_parse(&value, text, 0, 0, "学年", err);

	if (rc >= 0 && (value < 1900 || value > 2999))
		rc = jyz_error_set(err, JYZ_EINVAL,
				   _("'%s' is not a school year"), text);
	if (rc < 0)
		return jyz_error_prefix(err, "--%s", option);
	*year = (int)value;
	return JYZ_OK;
}

static int take_wish(const struct jyz_args *args, struct wish *wish,
		     struct jyz_error *err)
{
	int rc = take_year(args, "to-year", &wish->to, err);

	if (rc < 0 || (rc = take_year(args, "from-year", &wish->from,
				      err)) < 0)
		return rc;
	if (!wish->to) {
		jyz_error_set(err, JYZ_EUSAGE,
			      _("the school year of the new classes is not "
				"given"));
		return jyz_error_hint(err, "--to-year 2027");
	}
	if (!wish->from)
		wish->from = wish->to - 1;
	if (wish->from != wish->to - 1)
		return jyz_error_set(err, JYZ_EUSAGE,
				     _("from %d to %d is not one year on"),
				     wish->from, wish->to);
	wish->assignments = !jyz_args_has(args, "no-assignments");
	wish->grades = jyz_alloc((args->n_given + 1) * sizeof(*wish->grades));
	for (size_t i = 0; i < args->n_given; i++) {
		JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;

		if (strcmp(args->given[i].name, "grade") != 0)
			continue;
		jyz_text_key(&key, args->given[i].value);
		wish->grades[wish->n_grades++] =
			jyz_arena_strdup(&wish->arena, key.data);
	}
	return JYZ_OK;
}

/* What is asked first is only tried. */
static int promote_all(struct jyz_cli *cli, const struct wish *wish, bool tried,
		       struct jyz_promote *promote, struct jyz_error *err)
{
	JYZ_AUTO(jyz_journal) journal = JYZ_JOURNAL_INIT;
	int rc = jyz_journal_begin(&journal, cli->store, err);

	promote->from = wish->from;
	promote->to = wish->to;
	promote->grades = wish->grades;
	promote->n_grades = wish->n_grades;
	promote->assignments = wish->assignments;
	if (rc < 0 ||
	    (rc = jyz_class_promote(&cli->desk, promote, err)) < 0)
		return rc;
	if (!tried)
		return jyz_deed_end(cli, &journal, err);
	jyz_journal_free(&journal);
	jyz_resolve_forget(&cli->desk, NULL);
	return JYZ_OK;
}

/* What is asked about stands above the question; *seen: where the data goes,
 * too, so that it need not be put there again. */
static int put_before(const struct jyz_cli *cli,
		      const struct jyz_promote *promote, bool *seen,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_report) report = JYZ_REPORT_INIT;
	int rc;

	*seen = cli->tty_out && !cli->output &&
		(cli->format < 0 || cli->format == JYZ_FORMAT_TABLE);
	if (*seen) {
		rc = put_rows(cli, promote, err);
		fflush(stdout);
		return rc;
	}
	rc = jyz_report_stderr(&report, cli, columns, N_COLUMNS, err);
	for (size_t i = 0; i < promote->count && rc >= 0; i++)
		rc = put_row(&report, promote, &promote->rows[i], err);
	return rc < 0 ? rc : jyz_report_close(&report, err);
}

/* Nobody is kept waiting while a question is thought over. */
static int ask(struct jyz_cli *cli, const struct wish *wish, bool *yes,
	       bool *seen, struct jyz_error *err)
{
	JYZ_AUTO(jyz_promote) promote = JYZ_PROMOTE_INIT;
	size_t classes = 0, assignments = 0;
	int rc = promote_all(cli, wish, true, &promote, err);

	if (rc < 0 || !promote.made ||
	    (rc = put_before(cli, &promote, seen, err)) < 0)
		return rc;
	for (size_t i = 0; i < promote.count; i++) {
		classes += promote.rows[i].what == JYZ_PROMOTED_NEW;
		assignments += promote.rows[i].assignments;
	}
	return jyz_confirm(cli, yes, err,
			   _("make %zu classes of the school year %d, with "
			     "%zu assignments?"),
			   classes, wish->to, assignments);
}

static void say_unknown(const struct jyz_cli *cli,
			const struct jyz_promote *promote)
{
	for (size_t i = 0; i < promote->count; i++)
		if (promote->rows[i].what == JYZ_PROMOTED_UNKNOWN)
			jyz_say(cli, _("what follows on the grade '%s' of %s "
				       "is not known: jyz class add "
				       "--previous %s"),
				promote->rows[i].from_grade,
				promote->rows[i].from, promote->rows[i].from);
}

static int run(struct jyz_cli *cli, const struct jyz_args *args,
	       struct jyz_error *err)
{
	JYZ_AUTO(wish) wish = { .from = 0 };
	JYZ_AUTO(jyz_promote) promote = JYZ_PROMOTE_INIT;
	bool yes = true, seen = false;
	int rc = take_wish(args, &wish, err);

	if (rc < 0)
		return rc;
	if (cli->tty_in && !cli->yes && !cli->dry_run &&
	    (rc = ask(cli, &wish, &yes, &seen, err)) < 0)
		return rc;
	if (!yes) {
		jyz_say(cli, _("nothing was changed"));
		return JYZ_OK;
	}
	if ((rc = promote_all(cli, &wish, false, &promote, err)) < 0 ||
	    (!seen && (rc = put_rows(cli, &promote, err)) < 0))
		return rc;
	say_unknown(cli, &promote);
	return JYZ_OK;
}

const struct jyz_command jyz_cmd_class_promote = {
	.name = "promote",
	.zh = "升级",
	.summary = N_("make next year's classes of this year's: each a grade "
		      "up"),
	.usage = N_("--to-year YEAR"),
	.options = options,
	.needs = JYZ_NEEDS_WRITE,
	.run = run,
	.examples = "jyz class promote --to-year 2027 --dry-run\n"
		    "jyz class promote --to-year 2027 --grade 高一",
};
