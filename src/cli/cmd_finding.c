/*
 * jyz finding open: a gap becomes a finding.  It is "finding add" with the
 * two classes in one word, the paper by its exam if one likes, and the pair
 * checked to be over the line.
 */
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "inside.h"
#include "jyz/base/decimal.h"
#include "jyz/base/text.h"
#include "jyz/records/diagnose.h"
#include "jyz/records/findings.h"
#include "jyz/records/resolve.h"

static const struct jyz_option options[] = {
	{ "paper", "试卷", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("the paper that both classes sat") },
	{ "exam", "考试", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("instead of --paper: its exam") },
	{ "subject", "科目", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("with --exam; the group's unless given") },
	{ "grade", "年级", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("with --exam; the class's unless given") },
	{ "classes", "班级", 0, JYZ_OPTION_TEXT, N_("A,B"),
	  N_("the two classes, in any order") },
	{ "date", "日期", 0, JYZ_OPTION_TEXT, N_("DATE"),
	  N_("since when it is looked into; today unless given") },
	{ "cause", "原因", 0, JYZ_OPTION_TEXT, N_("WORD"),
	  N_("as the group decided; 'jyz finding add --help' lists them") },
	{ "decision", "决定/处理意见", 0, JYZ_OPTION_TEXT, N_("TEXT"),
	  N_("what the group decided") },
	{ "owner", "责任人/负责人", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("the lesson-prep leader unless given") },
	{ "due", "期限/截止日期", 0, JYZ_OPTION_TEXT, N_("DATE"),
	  N_("until when it is to be mended") },
	{ "harmless", "不需处理", 0, JYZ_OPTION_TEXT, N_("yes|no"),
	  N_("looked at; does not come up again") },
	{ "note", "备注", 0, JYZ_OPTION_TEXT, N_("TEXT"), N_("anything else") },
	{ "even-so", "仍要", 0, JYZ_OPTION_FLAG, NULL,
	  N_("also when the gap is not over the line") },
	{ 0 }
};

/* What finding add takes as it is. */
static const char *const passed_on[] = { "date",  "cause", "decision", "owner",
					 "due",   "harmless", "note" };

/* The arguments of the add that is made of the command line. */
struct opening {
	struct jyz_cli *cli;
	const struct jyz_kind *kind;
	struct jyz_args args;
	struct jyz_arena arena;
	const char *classes[2];
	const char *date; /* ISO */
};

static void opening_free(struct opening *o)
{
	jyz_args_free(&o->args);
	jyz_arena_free(&o->arena);
}

static void pass(struct opening *o, const char *name, const char *value)
{
	JYZ_GROW(o->args.given, o->args.n_given, o->args.room);
	o->args.given[o->args.n_given++] = (struct jyz_given){ name, value };
}

/* --- the classes ---------------------------------------------------------- */

/* The first mark between two names, and its length. */
static const char *find_mark(const char *text, size_t *len)
{
	static const char *const marks[] = { ",", "，", "、" };
	const char *first = NULL;

	for (size_t i = 0; i < JYZ_COUNT(marks); i++) {
		const char *at = strstr(text, marks[i]);

		if (!at || (first && first < at))
			continue;
		first = at;
		*len = strlen(marks[i]);
	}
	return first;
}

static int take_classes(struct opening *o, const char *text,
			struct jyz_error *err)
{
	size_t len = 0, more;
	const char *mark = text ? find_mark(text, &len) : NULL;

	if (mark && !find_mark(mark + len, &more)) {
		const char *halves[2] = {
			jyz_arena_strndup(&o->arena, text,
					  (size_t)(mark - text)),
			mark + len
		};

		for (int i = 0; i < 2; i++) {
			JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;

			jyz_text_trim(&name, halves[i]);
			o->classes[i] = jyz_arena_strdup(&o->arena,
							 name.data);
		}
		if (*o->classes[0] && *o->classes[1])
			return JYZ_OK;
	}
	jyz_error_set(err, JYZ_EUSAGE, _("which two classes?"));
	return jyz_error_hint(err, "--classes A,B");
}

/* --- the paper ------------------------------------------------------------ */

/* The grade of the first class that is found; NULL: not known, which the
 * search for the paper can do without. */
static int grade_of_class(struct opening *o, const char **grade,
			  struct jyz_error *err)
{
	struct jyz_desk *desk = &o->cli->desk;
	const struct jyz_kind *class =
		jyz_kind_of_table(desk->catalogue, "class");
	const struct jyz_scope scope = { o->date,
					 jyz_date_school_year(o->date), 0 };
	struct jyz_error why = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_record) rec = { 0 };
	int64_t id;
	int rc = jyz_resolve(desk, class, o->classes[0], &scope, &id, &why);

	if (rc < 0) {
		jyz_error_free(&why);
		return JYZ_OK;
	}
	jyz_record_init(&rec, class);
	rc = jyz_record_load(desk, class, id, &rec, err);
	struct jyz_value value = rec.values[jyz_field_named(class, "grade")];

	if (rc >= 0 && value.type == JYZ_TEXT)
		*grade = jyz_arena_strdup(&o->arena, value.s);
	return rc;
}

static int subject_of_group(struct opening *o, const char **subject,
			    struct jyz_error *err)
{
	char *value = NULL;
	int rc = jyz_setting_get(o->cli->store, "subject", &value, err);

	if (rc >= 0 && value)
		*subject = jyz_arena_strdup(&o->arena, value);
	free(value);
	return rc;
}

/* Each term has its midterm: that of the finding's term is meant, if it has
 * one. */
static int find_paper(struct opening *o, const char *exam,
		      const char *subject, const char *grade, int64_t *paper,
		      struct jyz_error *err)
{
	struct jyz_desk *desk = &o->cli->desk;
	struct jyz_error why = JYZ_ERROR_INIT;
	int64_t term;
	int rc = jyz_desk_term(desk, o->date, &term, NULL, &why);

	if (rc >= 0)
		rc = jyz_diagnose_find(desk, exam, subject, grade, term,
				       paper, &why);
	if (rc == JYZ_ENOTFOUND) {
		jyz_error_free(&why);
		rc = jyz_diagnose_find(desk, exam, subject, grade, 0, paper,
				       &why);
	}
	if (rc == JYZ_EAMBIGUOUS)
		jyz_error_hint(&why, "--paper '#ID'  |  jyz paper list");
	if (rc < 0)
		jyz_error_move(err, &why);
	return rc;
}

static int take_paper(struct opening *o, const struct jyz_args *args,
		      struct jyz_error *err)
{
	const char *name = jyz_args_get(args, "paper");
	const char *exam = jyz_args_get(args, "exam");
	const char *subject = jyz_args_get(args, "subject");
	const char *grade = jyz_args_get(args, "grade");
	int64_t paper;
	int rc = JYZ_OK;

	if (!name == !exam || (name && (subject || grade))) {
		jyz_error_set(err, JYZ_EUSAGE, _("which paper?"));
		return jyz_error_hint(err,
				      _("--paper NAME, or --exam NAME with "
					"--subject and --grade"));
	}
	if (exam && !subject)
		rc = subject_of_group(o, &subject, err);
	if (rc >= 0 && exam && !grade)
		rc = grade_of_class(o, &grade, err);
	if (rc >= 0 && exam)
		rc = find_paper(o, exam, subject, grade, &paper, err);
	if (rc >= 0 && exam)
		name = jyz_arena_printf(&o->arena, "#%lld", (long long)paper);
	if (rc >= 0)
		pass(o, "paper", name);
	return rc;
}

/* --- the gap -------------------------------------------------------------- */

static int not_over(const struct jyz_finding_pair *pair, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) gap = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;

	jyz_decimal_format(&gap, pair->gap.shown, JYZ_GAP_SCALE);
	jyz_decimal_format(&line, pair->threshold, JYZ_SCORE_SCALE);
	jyz_error_set(err, JYZ_EINVAL, _("the gap is %s: not over the line, %s"),
		      gap.data, line.data);
	return jyz_error_hint(err, "--even-so");
}

/* Understands the finding as the add will, to look at its pair first. */
static int check_over(struct opening *o, struct jyz_error *err)
{
	const struct jyz_kind *kind = o->kind;
	struct jyz_desk *desk = &o->cli->desk;
	struct jyz_finding_pair pair;
	JYZ_AUTO(jyz_record) rec = { 0 };
	int rc = JYZ_OK;

	jyz_record_init(&rec, kind);
	for (size_t i = 0; i < o->args.n_given && rc >= 0; i++)
		rc = jyz_record_set(desk, &rec,
				    jyz_field_named(kind,
						    o->args.given[i].name),
				    o->args.given[i].value, err);
	if (rc < 0 || (rc = jyz_record_finish(desk, &rec, err)) < 0)
		return rc;
	rc = jyz_finding_judge(
		desk, rec.values[jyz_field_named(kind, "paper")].i,
		rec.values[jyz_field_named(kind, "class_a")].i,
		rec.values[jyz_field_named(kind, "class_b")].i, &pair, err);
	return rc < 0 || pair.gap.over ? rc : not_over(&pair, err);
}

/* The day of the finding, which says what year and term are meant. */
static int take_date(struct opening *o, const char *text,
		     struct jyz_error *err)
{
	int field = jyz_field_named(o->kind, "date");
	JYZ_AUTO(jyz_record) rec = { 0 };

	o->date = o->cli->desk.clock.today;
	if (!text || !*text)
		return JYZ_OK;
	jyz_record_init(&rec, o->kind);
	int rc = jyz_record_set(&o->cli->desk, &rec, field, text, err);

	if (rc >= 0 && rec.values[field].type == JYZ_TEXT)
		o->date = jyz_arena_strdup(&o->arena, rec.values[field].s);
	return rc;
}

/* How it ends is what people ask next. */
static void say_next(struct jyz_cli *cli)
{
	static const char close[] =
		"jyz finding edit N --closed today --evidence ...";
	JYZ_AUTO(jyz_buf) shown = JYZ_BUF_INIT;

	if (!cli->tty_in || cli->dry_run)
		return;
	jyz_example(&shown, close, strlen(close));
	jyz_say(cli, _("when it is mended: %s"), shown.data);
}

static int run(struct jyz_cli *cli, const struct jyz_args *args,
	       struct jyz_error *err)
{
	JYZ_AUTO(opening) o = { .cli = cli };

	o.kind = jyz_kind_of_table(cli->desk.catalogue, "finding");
	int rc = take_date(&o, jyz_args_get(args, "date"), err);

	if (rc < 0 ||
	    (rc = take_classes(&o, jyz_args_get(args, "classes"), err)) < 0 ||
	    (rc = take_paper(&o, args, err)) < 0)
		return rc;
	pass(&o, "class_a", o.classes[0]);
	pass(&o, "class_b", o.classes[1]);
	for (size_t i = 0; i < JYZ_COUNT(passed_on); i++)
		if (jyz_args_has(args, passed_on[i]))
			pass(&o, passed_on[i],
			     jyz_args_get(args, passed_on[i]));
	if (!jyz_args_has(args, "even-so") && (rc = check_over(&o, err)) < 0)
		return rc;
	rc = jyz_verb_add(cli, o.kind, &o.args, err);
	if (rc >= 0)
		say_next(cli);
	return rc;
}

const struct jyz_command jyz_cmd_finding_open = {
	.name = "open",
	.zh = "立项/立案",
	.summary = N_("look into a gap: it gets an owner and a due date"),
	.usage = N_("--paper NAME --classes A,B"),
	.options = options,
	.needs = JYZ_NEEDS_WRITE,
	.run = run,
	.examples = "jyz finding open --exam 期中考试 --classes "
		    "高一1班,高一2班 --due 2026-12-01\n"
		    "jyz finding edit 1 --cause teaching --decision 集体备课\n"
		    "jyz finding edit 1 --closed today --evidence 月考相差2分\n"
		    "jyz finding open --paper 期中考试数学高一 --classes "
		    "高一1班,高一2班 --harmless yes --decision 生源差异",
};
