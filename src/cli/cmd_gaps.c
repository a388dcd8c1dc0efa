/*
 * jyz gaps: pairs of classes on one paper whose averages differ by more than
 * the line.  Names of filters are understood here; rows are made in
 * gaps_rows.c, what is said below them in gaps_said.c.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "commands.h"
#include "gaps.h"
#include "inside.h"
#include "jyz/analysis/gap.h"
#include "jyz/base/decimal.h"
#include "jyz/base/map.h"
#include "jyz/base/text.h"
#include "jyz/records/resolve.h"
#include "setting.h"

#define MAX_THRESHOLD 1000000

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

static int find(struct gaps *g, const struct jyz_args *args, const char *name,
		int64_t *id, struct jyz_error *err)
{
	struct jyz_scope scope = { .term = g->query.term };
	const char *text = jyz_args_get(args, name);

	if (!text)
		return JYZ_OK;
	int rc = strcmp(name, "term") == 0
			 ? jyz_term_named(g->cli, text, id, err)
			 : jyz_resolve(&g->cli->desk, kind_of(g, name), text,
				       &scope, id, err);

	return rc < 0 ? jyz_error_prefix(err, "--%s", name) : JYZ_OK;
}

/* Subjects or grades that papers have, to compare a filter with. */
struct known {
	const char *wanted; /* folded */
	int field;
	char *found;         /* as the papers write it */
	struct jyz_map seen; /* as keys */
};

static int see_paper(const struct jyz_record *rec, void *payload,
		     struct jyz_error *err)
{
	struct known *known = payload;
	const char *text = rec->values[known->field].s;
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;

	(void)err;
	jyz_text_key(&key, text);
	if (!known->found && strcmp(key.data, known->wanted) == 0)
		known->found = jyz_strdup(text);
	jyz_map_put(&known->seen, text, strlen(text), 0);
	return JYZ_OK;
}

static int no_paper_has(const struct known *known, const char *name,
			const char *text, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) all = JYZ_BUF_INIT;

	for (size_t i = 0; i < known->seen.count; i++)
		jyz_buf_addf(&all, "%s%s", i ? ", " : "",
			     known->seen.entries[i].key);
	jyz_error_set(err, JYZ_ENOTFOUND, _("--%s: no paper has '%s'"), name,
		      text);
	return jyz_error_hint(err, _("papers have: %s"), all.data);
}

/* A text that no paper has would look like "no gaps". */
static int find_text(struct gaps *g, const struct jyz_args *args,
		     const char *name, const char **out, struct jyz_error *err)
{
	const struct jyz_kind *paper = kind_of(g, "paper");
	const char *text = jyz_args_get(args, name);
	JYZ_AUTO(jyz_query) query = { 0 };
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;

	if (!text)
		return JYZ_OK;
	jyz_text_key(&key, text);
	struct known known = { key.data, jyz_field_find(paper, name), NULL,
			       JYZ_MAP_INIT };

	jyz_query_init(&query, paper);
	int rc = jyz_list(&g->cli->desk, &query, see_paper, &known, err);

	if (rc >= 0 && !known.found && known.seen.count)
		rc = no_paper_has(&known, name, text, err);
	*out = jyz_arena_strdup(&g->arena, known.found ? known.found : text);
	free(known.found);
	jyz_map_free(&known.seen);
	return rc;
}

static int read_threshold(struct gaps *g, const struct jyz_args *args,
			  struct jyz_error *err)
{
	JYZ_AUTO(jyz_force) force = JYZ_FORCE_INIT;
	const char *text = jyz_args_get(args, "threshold");
	const struct jyz_key *key;
	int64_t value;
	int rc;

	g->query.threshold = -1;
	if (text) {
		rc = jyz_decimal_parse(&value, text, JYZ_SCORE_SCALE, 0, "分",
				       err);
		if (rc == JYZ_OK && (value < 0 || value > MAX_THRESHOLD))
			rc = jyz_error_set(err, JYZ_EINVAL,
					   _("'%s' is not from 0 to 10000"),
					   text);
		if (rc < 0)
			return jyz_error_prefix(err, "--threshold");
		g->query.threshold = g->threshold = value;
		g->source = _("option");
		return JYZ_OK;
	}
	if ((rc = jyz_key_find("threshold", &key, err)) < 0 ||
	    (rc = jyz_force_find(g->cli, key, &force, err)) < 0)
		return rc;
	g->source = strcmp(force.origin, "default") == 0 ? _("default")
							 : _("setting");
	rc = jyz_decimal_parse(&g->threshold, force.value, JYZ_SCORE_SCALE, 0,
			       NULL, err);
	return rc < 0 ? jyz_error_prefix(err, _("setting '%s'"), key->name)
		      : rc;
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
	    (rc = find(g, args, "term", &g->query.term, err)) < 0 ||
	    (rc = find(g, args, "teacher", &g->query.teacher, err)) < 0 ||
	    (rc = find_text(g, args, "subject", &g->query.subject, err)) < 0)
		return rc;
	return find_text(g, args, "grade", &g->query.grade, err);
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
