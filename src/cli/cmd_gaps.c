/*
 * jyz gaps: pairs of classes on one paper whose averages differ by more than
 * the line.  Names of filters are understood here; rows are made in
 * gaps_rows.c, what is said below them in gaps_said.c.
 */
#include <strings.h>

#include "commands.h"
#include "filters.h"
#include "gaps.h"
#include "inside.h"
#include "jyz/records/resolve.h"

static const struct jyz_option options[] = {
	{ "term", "学期", 0, JYZ_OPTION_TEXT, N_("CODE"),
	  N_("of this term only; all terms unless given") },
	{ "exam", "考试", 0, JYZ_OPTION_TEXT, N_("NAME"), N_("of this exam") },
	{ "subject", "科目/学科", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("of this subject") },
	{ "grade", "年级", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("of this grade") },
	{ "class", "班级", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("pairs with this class") },
	{ "teacher", "教师", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("pairs with a class of this teacher") },
	{ "threshold", "分差线", 0, JYZ_OPTION_TEXT, N_("POINTS"),
	  N_("the line, instead of the paper's or the setting's") },
	{ "all", "全部", 0, JYZ_OPTION_FLAG, NULL,
	  N_("pairs that are not over the line, too") },
	{ "any-track", "不分类型", 0, JYZ_OPTION_FLAG, NULL,
	  N_("also classes of different tracks") },
	{ "per-100", "百分制", 0, JYZ_OPTION_FLAG, NULL,
	  N_("compare percent of the full marks") },
	{ "method", "方法", 0, JYZ_OPTION_TEXT, N_("METHOD"),
	  N_("welch or games-howell, whatever the number of classes") },
	{ 0 }
};

/* --- filters ------------------------------------------------------------ */

static const struct jyz_kind *kind_of(struct gaps *g, const char *name)
{
	return jyz_kind_of_table(g->cli->desk.catalogue, name);
}

static int find_teacher(struct gaps *g, const struct jyz_args *args,
			struct jyz_error *err)
{
	struct jyz_scope scope = { .term = g->query.term };
	const char *text = jyz_args_get(args, "teacher");
	int rc = text ? jyz_resolve(&g->cli->desk, kind_of(g, "teacher"), text,
				    &scope, &g->query.teacher, err)
		      : JYZ_OK;

	return rc < 0 ? jyz_error_prefix(err, "--teacher") : JYZ_OK;
}

/* Without the option each paper may have a line of its own. */
static int read_threshold(struct gaps *g, const struct jyz_args *args,
			  struct jyz_error *err)
{
	int rc = jyz_filter_threshold(g->cli, args, &g->threshold, &g->source,
				      err);

	g->query.threshold = jyz_args_has(args, "threshold") ? g->threshold
							     : -1;
	return rc;
}

static int read_method(struct gaps *g, const struct jyz_args *args,
		       struct jyz_error *err)
{
	static const enum jyz_method methods[] = { JYZ_METHOD_WELCH,
						   JYZ_METHOD_GAMES_HOWELL };
	const char *text = jyz_args_get(args, "method");

	for (size_t i = 0; text && i < JYZ_COUNT(methods); i++)
		if (strcasecmp(text, jyz_method_name(methods[i])) == 0)
			g->query.method = methods[i];
	if (!text || g->query.method != JYZ_METHOD_NONE)
		return JYZ_OK;
	jyz_error_set(err, JYZ_EUSAGE, _("--method: there is no method '%s'"),
		      text);
	return jyz_error_hint(err, "--method welch, --method games-howell");
}

static int read_query(struct gaps *g, const struct jyz_args *args,
		      struct jyz_error *err)
{
	int rc;

	g->query.count = &g->count;
	g->query.all = jyz_args_has(args, "all");
	g->query.any_track = jyz_args_has(args, "any-track");
	g->query.per_100 = jyz_args_has(args, "per-100");
	g->query.exam = jyz_args_get(args, "exam");
	g->query.class_name = jyz_args_get(args, "class");
	if ((rc = read_threshold(g, args, err)) < 0 ||
	    (rc = read_method(g, args, err)) < 0 ||
	    (rc = jyz_filter_term(g->cli, args, &g->query.term, err)) < 0 ||
	    (rc = find_teacher(g, args, err)) < 0 ||
	    (rc = jyz_filter_paper(g->cli, args, "subject", &g->arena,
				   &g->query.subject, err)) < 0)
		return rc;
	return jyz_filter_paper(g->cli, args, "grade", &g->arena,
				&g->query.grade, err);
}

/* --- around them -------------------------------------------------------- */

static int see_one(const struct jyz_record *rec, void *payload,
		   struct jyz_error *err)
{
	(void)rec;
	(void)err;
	*(bool *)payload = true;
	return JYZ_OK;
}

static int say_none(struct gaps *g, struct jyz_error *err)
{
	JYZ_AUTO(jyz_query) query = { 0 };
	bool some = false;

	jyz_query_init(&query, kind_of(g, "result"));
	query.limit = 1;
	int rc = jyz_list(&g->cli->desk, &query, see_one, &some, err);

	if (rc < 0)
		return rc;
	if (some)
		jyz_say(g->cli, _("no two classes of one paper to compare "
				  "here; --any-track compares different "
				  "tracks, too"));
	else
		jyz_say(g->cli, _("no results yet: jyz result add, or jyz "
				  "result import FILE"));
	return JYZ_OK;
}

static int on_pair(const struct jyz_gap_row *row, void *payload,
		   struct jyz_error *err)
{
	return jyz_gaps_row(payload, row, err);
}

static int write_all(struct gaps *g, struct jyz_error *err)
{
	int rc = jyz_gaps_begin(g, err);

	if (rc < 0)
		return rc;
	rc = jyz_gaps(&g->cli->desk, &g->query, on_pair, g, err);
	if (rc >= 0)
		rc = jyz_report_close(&g->report, err);
	jyz_report_free(&g->report);
	return rc;
}

static int run(struct jyz_cli *cli, const struct jyz_args *args,
	       struct jyz_error *err)
{
	struct gaps g = { .cli = cli };
	int rc = read_query(&g, args, err);

	jyz_say_notes(cli);
	if (rc >= 0)
		rc = write_all(&g, err);
	if (rc >= 0 && g.count.compared == 0)
		rc = say_none(&g, err);
	else if (rc >= 0)
		jyz_gaps_say(&g);
	jyz_gaps_forget(&g);
	return rc;
}

const struct jyz_command jyz_cmd_gaps = {
	.name = "gaps",
	.zh = "分差",
	.summary = N_("pairs of classes whose averages differ by more than 5"),
	.options = options,
	.needs = JYZ_NEEDS_READ,
	.run = run,
	.examples = "jyz gaps\n"
		    "jyz gaps --term 2026-1 --subject 数学\n"
		    "jyz gaps --all --format csv -o gaps.csv\n"
		    "jyz gaps --exam 期中考试 --threshold 8",
};
