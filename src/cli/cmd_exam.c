/*
 * jyz exam import: a sheet of pupils' scores becomes the results of their
 * classes.  A file of exam records is imported as of every kind.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "commands.h"
#include "exam.h"
#include "forms.h"
#include "jyz/records/gaps.h"
#include "progress.h"
#include "setting.h"

#define HEADING_ROWS 5 /* titles may stand above the headings */

static const struct jyz_option options[] = {
	{ "exam", "考试", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("the exam that the scores are of") },
	{ "date", "日期", 0, JYZ_OPTION_TEXT, N_("DATE"),
	  N_("its day; a new exam's is today unless given") },
	{ "subject", "科目/学科", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("of the scores; the group's unless given") },
	{ "grade", "年级", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("of the paper; the class's unless given") },
	{ "class", "班级", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("of all pupils of a file without a column of classes") },
	{ "full-marks", "满分", 0, JYZ_OPTION_LIST, N_("[SUBJECT=]N"),
	  N_("of the paper; may be given several times") },
	{ "map", "列", 0, JYZ_OPTION_LIST, N_("COLUMN=FIELD"),
	  N_("what a column is; may be given several times") },
	{ "baseline", "基线", 0, JYZ_OPTION_TEXT, N_("COLUMN"),
	  N_("the column of scores at intake") },
	{ "sheet", "工作表", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("of a workbook; scores: all unless given") },
	{ "line", "上线", 0, JYZ_OPTION_LIST, N_("NAME=TOTAL"),
	  N_("a line of the total; may be given several times") },
	{ "contribution", "口径", 0, JYZ_OPTION_TEXT, "effective|top|share",
	  N_("what a class contributes to a line, instead of the setting") },
	{ "namesakes", "同名", 0, JYZ_OPTION_FLAG, NULL,
	  N_("two of one name in a class are two pupils") },
	{ "replace", "替换", 0, JYZ_OPTION_FLAG, NULL,
	  N_("results that are there get the new figures") },
	{ "create-missing", "补建", 0, JYZ_OPTION_FLAG, NULL,
	  N_("make the exam, papers and classes that are not there") },
	{ "rejects", "退回", 0, JYZ_OPTION_TEXT, N_("FILE"),
	  N_("write what is rejected to a csv file: lines and reasons") },
	{ "rejects-with-names", "退回含姓名", 0, JYZ_OPTION_FLAG, NULL,
	  N_("the rows, too, with the pupils' names") },
	{ "skip", "跳过", 0, JYZ_OPTION_LIST, N_("HEADING"),
	  N_("pass over the column with this heading") },
	{ "update", "更新", 0, JYZ_OPTION_FLAG, NULL,
	  N_("of exam records: rows with other values change them") },
	{ 0 }
};

static void exam_import_free(struct exam_import *x)
{
	jyz_scores_free(&x->scores);
	jyz_book_free(&x->book);
	jyz_arena_free(&x->arena);
	free(x->full_marks);
	free(x->map);
	free(x->lines);
}

static const struct jyz_kind *kind_of(const struct jyz_cli *cli,
				      const char *table)
{
	return jyz_kind_of_table(cli->desk.catalogue, table);
}

/* --- is it a sheet of scores? --------------------------------------------- */

/* Options that only scores have. */
static bool means_scores(const struct jyz_args *args)
{
	static const char *const shared[] = { "create-missing", "rejects",
					      "sheet", "skip", "update" };

	for (size_t i = 0; i < args->n_given; i++) {
		bool own = true;

		for (size_t j = 0; j < JYZ_COUNT(shared) && own; j++)
			own = strcmp(args->given[i].name, shared[j]) != 0;
		if (own)
			return true;
	}
	return false;
}

struct sighting {
	const struct jyz_kind *exam;
	size_t rows;
	bool pupils, record;
	bool done;
};

static int see_row(const struct jyz_sheet_row *row, void *payload,
		   struct jyz_error *err)
{
	struct sighting *seen = payload;

	for (size_t i = 0; i < row->count; i++) {
		const char *s = row->cells[i].s;
		enum jyz_score_role role;

		/* "name" and "note" are headings of pupils, too. */
		if (jyz_score_role_word(s, &role))
			seen->pupils |= role == JYZ_ROLE_CLASS ||
					role == JYZ_ROLE_STUDENT ||
					role == JYZ_ROLE_SCORE;
		else if (jyz_field_find(seen->exam, s) >= 0)
			seen->record = true;
	}
	seen->done = seen->pupils || seen->record ||
		     ++seen->rows == HEADING_ROWS;
	/* The rest is not read twice. */
	return seen->done ? jyz_error_set(err, JYZ_EINTERNAL, "enough") :
			    JYZ_OK;
}

/*
 * A column of classes, pupils or scores, and none of exams.  A file that cannot be read is left
 * to the import, which says why.
 */
static bool looks_like_scores(const struct jyz_cli *cli, struct jyz_book *book,
			      size_t sheet)
{
	JYZ_AUTO(jyz_error) ignored = JYZ_ERROR_INIT;
	struct sighting seen = { .exam = kind_of(cli, "exam") };

	return jyz_book_read(book, sheet, see_row, &seen, &ignored) < 0 &&
	       seen.pupils && !seen.record;
}

/* --- options -------------------------------------------------------------- */

static int no_exam(struct jyz_error *err)
{
	jyz_error_set(err, JYZ_EUSAGE,
		      _("these are scores of pupils, and of which exam is not "
			"said"));
	return jyz_error_hint(err, "--exam %s", _("NAME"));
}

static int ask_exam(struct exam_import *x, struct jyz_error *err)
{
	if (!x->cli->tty_in || x->cli->yes)
		return no_exam(err);
	char *line = jyz_ask(_("Which exam are these scores of? "), NULL);

	if (line && *line)
		x->options.exam = jyz_arena_strdup(&x->arena, line);
	free(line);
	return x->options.exam ? JYZ_OK : no_exam(err);
}

/* The values of an option that repeats; *out is to be freed. */
static size_t gather(const struct jyz_args *args, const char *name,
		     const char ***out)
{
	size_t n = 0;

	*out = jyz_alloc((args->n_given + 1) * sizeof(**out));
	for (size_t i = 0; i < args->n_given; i++)
		if (strcmp(args->given[i].name, name) == 0)
			(*out)[n++] = args->given[i].value;
	return n;
}

/* "--skip HEADING" is a column that is passed over. */
static void gather_skips(struct exam_import *x)
{
	const struct jyz_args *args = x->args;
	char *over = jyz_word_first(jyz_role_words(JYZ_ROLE_PASSED_OVER));

	for (size_t i = 0; i < args->n_given; i++)
		if (strcmp(args->given[i].name, "skip") == 0)
			x->map[x->options.n_map++] =
				jyz_arena_printf(&x->arena, "%s=%s",
						 args->given[i].value, over);
	free(over);
}

static int take_contribution(struct exam_import *x, struct jyz_error *err)
{
	const char *text = jyz_args_get(x->args, "contribution");
	JYZ_AUTO(jyz_force) force = JYZ_FORCE_INIT;
	JYZ_AUTO(jyz_buf) stored = JYZ_BUF_INIT;
	const struct jyz_key *key;
	int rc = jyz_key_find("contribution", &key, err);

	if (rc < 0)
		return rc;
	if (!text) {
		if ((rc = jyz_force_find(x->cli, key, &force, err)) < 0)
			return rc;
		text = force.value;
	}
	if ((rc = jyz_key_check(x->cli, key, text, &stored, err)) < 0)
		return jyz_error_prefix(err, "--contribution");
	x->options.contribution =
		(enum jyz_contribution)jyz_contribution_parse(stored.data);
	return JYZ_OK;
}

static int take_options(struct exam_import *x, struct jyz_error *err)
{
	const struct jyz_args *args = x->args;
	struct jyz_scores_options *o = &x->options;

	if (jyz_args_has(args, "update")) {
		jyz_error_set(err, JYZ_EUSAGE,
			      _("--update is for exam records"));
		return jyz_error_hint(err, "--replace");
	}
	if (jyz_args_has(args, "rejects-with-names") &&
	    !jyz_args_has(args, "rejects")) {
		jyz_error_set(err, JYZ_EUSAGE,
			      _("--rejects-with-names needs --rejects"));
		return jyz_error_hint(err, "--rejects %s", _("FILE"));
	}
	o->date = jyz_args_get(args, "date");
	o->subject = jyz_args_get(args, "subject");
	o->grade = jyz_args_get(args, "grade");
	o->class_name = jyz_args_get(args, "class");
	o->baseline = jyz_args_get(args, "baseline");
	o->sheet = jyz_args_get(args, "sheet");
	o->n_full_marks = gather(args, "full-marks", &x->full_marks);
	o->n_map = gather(args, "map", &x->map);
	o->n_lines = gather(args, "line", &x->lines);
	gather_skips(x);
	o->full_marks = x->full_marks;
	o->map = x->map;
	o->lines = x->lines;
	o->namesakes = jyz_args_has(args, "namesakes");
	o->replace = jyz_args_has(args, "replace");
	o->create_missing = jyz_args_has(args, "create-missing");
	o->keep_rows = jyz_args_has(args, "rejects-with-names");
	return take_contribution(x, err);
}

/* --- reading and writing -------------------------------------------------- */

/* Of text that is read as it lies there; 0: not known. */
static size_t size_of(const struct exam_import *x)
{
	struct stat st;

	return strcmp(x->book.encoding, "UTF-8") == 0 &&
			       stat(x->book.name, &st) == 0 && st.st_size > 0 ?
		       (size_t)st.st_size :
		       0;
}

static int read_scores(struct exam_import *x, struct jyz_error *err)
{
	struct jyz_progress progress;

	jyz_progress_begin(&progress, x->cli,
			   jyz_arena_printf(&x->arena, _("reading %s"),
					    x->book.name),
			   size_of(x));
	x->options.progress = jyz_progress_step;
	x->options.payload = &progress;
	int rc = jyz_scores_read(&x->cli->desk, &x->book, &x->options,
				 &x->scores, err);

	jyz_progress_end(&progress);
	x->options.progress = NULL;
	return rc;
}

/* Scripts need not be asked: undo takes it back. */
static int confirm(const struct exam_import *x, bool *yes,
		   struct jyz_error *err)
{
	*yes = true;
	if (!x->cli->tty_in || x->cli->yes || x->cli->dry_run)
		return JYZ_OK;
	return jyz_confirm(x->cli, yes, err, _("write this?"));
}

static int write_scores(struct exam_import *x, struct jyz_error *err)
{
	JYZ_AUTO(jyz_journal) journal = JYZ_JOURNAL_INIT;
	int rc = jyz_journal_begin(&journal, x->cli->store, err);

	if (rc < 0)
		return rc;
	rc = jyz_scores_write(&x->cli->desk, &x->scores, &x->options, err);
	if (rc < 0)
		return rc;
	jyz_say(x->cli, _("results: %zu new, %zu replaced, %zu unchanged"),
		x->scores.written, x->scores.replaced, x->scores.unchanged);
	return jyz_deed_end(x->cli, &journal, err);
}

/* --- what came of it ------------------------------------------------------ */

/* An output that cannot be made is to be known before anything is saved. */
static int check_output(const struct exam_import *x, struct jyz_error *err)
{
	struct jyz_cli cli = *x->cli;
	struct jyz_output out;
	struct stat st;

	/* What reads from a pipe would see its end. */
	if (!cli.output ||
	    (stat(cli.output, &st) == 0 && !S_ISREG(st.st_mode)))
		return JYZ_OK;
	cli.encoding = NULL;
	int rc = jyz_output_open(&out, &cli, err);

	if (rc >= 0)
		jyz_output_free(&out);
	return rc;
}

/* As "jyz result list --exam NAME" gives them. */
static int list_results(const struct exam_import *x, struct jyz_error *err)
{
	struct jyz_cli *cli = x->cli;
	const char *encoding = cli->encoding;
	struct jyz_given given[] = { { "exam", x->scores.exam } };
	struct jyz_args args = { .given = given, .n_given = 1 };

	/* It was that of the file that was read. */
	cli->encoding = NULL;
	int rc = jyz_verb_list(cli, kind_of(cli, "result"), &args, err);

	cli->encoding = encoding;
	return rc;
}

struct tally {
	size_t pairs, over;
	int64_t widest;
	char *subject; /* of the widest over the line */
};

static int see_pair(const struct jyz_gap_row *row, void *payload,
		    struct jyz_error *err)
{
	struct tally *t = payload;

	(void)err;
	t->over++;
	if (t->subject && row->gap <= t->widest)
		return JYZ_OK;
	t->widest = row->gap;
	free(t->subject);
	t->subject = jyz_strdup(row->subject);
	return JYZ_OK;
}

static void say_tally(const struct exam_import *x, const struct tally *t)
{
	JYZ_AUTO(jyz_buf) gaps = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) diagnose = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) shown = JYZ_BUF_INIT;

	if (!t->pairs)
		return;
	jyz_again(&gaps, x->cli);
	jyz_buf_adds(&gaps, " gaps --exam ");
	jyz_shell_word(&gaps, x->scores.exam);
	if (!t->over)
		jyz_buf_adds(&gaps, " --all");
	jyz_example(&shown, gaps.data, gaps.len);
	if (t->over) {
		jyz_again(&diagnose, x->cli);
		jyz_buf_adds(&diagnose, " diagnose --exam ");
		jyz_shell_word(&diagnose, x->scores.exam);
		jyz_buf_adds(&diagnose, " --subject ");
		jyz_shell_word(&diagnose, t->subject);
		jyz_buf_adds(&shown, "; ");
		jyz_example(&shown, diagnose.data, diagnose.len);
	}
	/* TRANSLATORS: at the end the commands that show more. */
	jyz_say(x->cli,
		Q_("%zu pair of classes, %zu over the line: %s",
		   "%zu pairs of classes, %zu over the line: %s", t->pairs),
		t->pairs, t->over, shown.data);
}

static int count_gaps(const struct exam_import *x, struct jyz_error *err)
{
	struct jyz_gap_query query = {
		.exam = x->scores.exam,
		.threshold = -1,
		.unjudged = true,
	};
	struct jyz_gap_count count = { 0 };
	struct tally tally = { 0 };

	query.count = &count;
	int rc = jyz_desk_term(&x->cli->desk, x->scores.date, &query.term,
			       NULL, err);

	if (rc >= 0)
		rc = jyz_gaps(&x->cli->desk, &query, see_pair, &tally, err);
	tally.pairs = count.compared;
	if (rc >= 0)
		say_tally(x, &tally);
	free(tally.subject);
	return rc;
}

static int import_scores(struct exam_import *x, struct jyz_error *err)
{
	bool data = x->cli->format >= 0 || x->cli->output;
	bool yes;
	int rc;

	if ((rc = take_options(x, err)) < 0 ||
	    (rc = check_output(x, err)) < 0 ||
	    (rc = read_scores(x, err)) < 0 || (rc = jyz_exam_show(x, err)) < 0)
		return rc;
	if (x->scores.n_rejected)
		return jyz_exam_refuse(x, err);
	if ((rc = confirm(x, &yes, err)) < 0)
		return rc;
	if (!yes) {
		jyz_say(x->cli, _("nothing was saved"));
		return JYZ_OK;
	}
	if ((rc = write_scores(x, err)) < 0 || x->cli->dry_run)
		return rc;
	if (data && (rc = list_results(x, err)) < 0)
		return rc;
	return count_gaps(x, err);
}

/* What the file is, where no option says it. */
static int find_out(struct exam_import *x, bool *records,
		    struct jyz_error *err)
{
	size_t sheet;
	int rc = jyz_book_pick(&x->book, jyz_args_get(x->args, "sheet"),
			       &sheet, err);

	*records = rc >= 0 && !looks_like_scores(x->cli, &x->book, sheet);
	return rc;
}

static int run(struct jyz_cli *cli, const struct jyz_args *args,
	       struct jyz_error *err)
{
	JYZ_AUTO(exam_import) x = EXAM_IMPORT_INIT;
	bool records = false;
	int rc = jyz_book_open(&x.book, args->words[0], cli->encoding, err);

	if (rc < 0)
		return rc;
	x.cli = cli;
	x.args = args;
	x.options.exam = jyz_args_get(args, "exam");
	if (!x.options.exam && !means_scores(args) &&
	    (rc = find_out(&x, &records, err)) < 0)
		return rc;
	if (records)
		return jyz_import_book(cli, kind_of(cli, "exam"), args,
				       &x.book, err);
	if (!x.options.exam && (rc = ask_exam(&x, err)) < 0)
		return rc;
	return import_scores(&x, err);
}

const struct jyz_command jyz_cmd_exam_import = {
	.name = "import",
	.zh = "导入",
	.summary = N_("read a sheet of pupils' scores, or exam records"),
	.usage = N_("FILE [--exam NAME]"),
	.options = options,
	.min_words = 1,
	.max_words = 1,
	.needs = JYZ_NEEDS_WRITE,
	.run = run,
	.examples =
		"jyz exam import scores.xlsx --exam 期中考试 --dry-run\n"
		"jyz exam import scores.csv --exam 期中考试 --date 2026-11-10 "
		"--full-marks 150 --create-missing\n"
		"jyz exam import scores.csv --exam 期中考试 --map 得分=score "
		"--baseline 入学成绩\n"
		"jyz exam import all.csv --exam 期末考试 --full-marks 数学=150 "
		"--line 一本=520\n"
		"jyz exam import exams.csv",
};
