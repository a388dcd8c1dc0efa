#include "sc.h"

#include <string.h>

#include "jyz/base/mem.h"

static const struct jyz_deed DEED = { "2026-11-21T04:00:00Z", "王芳", "test",
				      NULL, "write" };

static struct jyz_scores_options filled(const struct jyz_scores_options *given)
{
	struct jyz_scores_options o = { 0 };

	if (given)
		o = *given;
	if (!o.exam)
		o.exam = "期中";
	return o;
}

int sc_read_file(struct rt *rt, const char *path,
		 const struct jyz_scores_options *options,
		 struct jyz_scores *out)
{
	JYZ_AUTO(jyz_book) book = JYZ_BOOK_INIT;
	struct jyz_scores_options o = filled(options);

	jt_clear(&rt->err);
	*out = (struct jyz_scores){ 0 };
	jt_ok(jyz_book_open(&book, path, NULL, &rt->err), &rt->err);
	return jyz_scores_read(&rt->desk, &book, &o, out, &rt->err);
}

int sc_read(struct rt *rt, const char *text,
	    const struct jyz_scores_options *options, struct jyz_scores *out)
{
	const char *path = jt_path(jt_tmpdir(), "scores.csv");

	jt_write_text(path, text);
	return sc_read_file(rt, path, options, out);
}

int sc_import_file(struct rt *rt, const char *path,
		   const struct jyz_scores_options *options)
{
	JYZ_AUTO(jyz_scores) scores = { 0 };
	JYZ_AUTO(jyz_journal) journal = JYZ_JOURNAL_INIT;
	struct jyz_scores_options o = filled(options);

	rt->entry = 0;
	int rc = sc_read_file(rt, path, options, &scores);

	if (rc < 0)
		return rc;
	jt_ok(jyz_journal_begin(&journal, rt->store, &rt->err), &rt->err);
	rc = jyz_scores_write(&rt->desk, &scores, &o, &rt->err);
	if (rc >= 0)
		jt_ok(jyz_journal_commit(&journal, &DEED, false, &rt->entry,
					 &rt->err),
		      &rt->err);
	else
		jyz_resolve_forget(&rt->desk, NULL);
	return rc;
}

int sc_import(struct rt *rt, const char *text,
	      const struct jyz_scores_options *options)
{
	const char *path = jt_path(jt_tmpdir(), "scores.csv");

	jt_write_text(path, text);
	return sc_import_file(rt, path, options);
}

const char *sc_rejects(const struct jyz_scores *scores)
{
	struct jyz_buf out = JYZ_BUF_INIT;

	for (size_t i = 0; i < scores->n_rejects; i++) {
		const struct jyz_score_reject *r = &scores->rejects[i];

		jyz_buf_addf(&out, "%s%zu %s '%s' %s", i ? "\n" : "", r->line,
			     r->column ? r->column : "-",
			     r->value ? r->value : "", r->reason);
	}
	return jt_keep(jyz_buf_detach(&out));
}

const char *sc_classes(const struct jyz_scores *scores)
{
	struct jyz_buf out = JYZ_BUF_INIT;

	for (size_t i = 0; i < scores->n_classes; i++) {
		const struct jyz_score_class *c = &scores->classes[i];

		jyz_buf_addf(&out, "%s%s %s %lld %lld", i ? "\n" : "",
			     c->subject, c->class_name, (long long)c->entitled,
			     (long long)c->sat);
		for (int k = 0; k < JYZ_ABSENCES; k++)
			jyz_buf_addf(&out, " %lld",
				     (long long)c->absences[k]);
		jyz_buf_addc(&out, ' ');
		jyz_distribution_format(&out, &c->distribution);
	}
	return jt_keep(jyz_buf_detach(&out));
}

static const char SQL_STORED[] =
	"SELECT group_concat(line, char(10)) FROM (SELECT p.subject || ' ' || "
	"p.grade || ' ' || c.name || json_array(r.average, r.sat, r.entitled, "
	"r.absent, r.exempt, r.deferred, r.cheated, r.blank, r.total, "
	"r.squares, r.min, r.max, r.at_zero, r.at_full, r.pass_line, "
	"r.excellent_line, r.low_line, r.passed, r.excellent, r.low, "
	"r.distribution, r.strata) || ifnull((SELECT json_group_array("
	"json_array(i.name, i.max, i.total, i.squares, i.crossed, i.fifth1, "
	"i.fifth2, i.fifth3, i.fifth4, i.fifth5, i.upper, i.upper_tied, "
	"i.lower, i.lower_tied)) FROM result_item i WHERE i.result = r.id), '')"
	" || ifnull((SELECT json_group_array(json_array(j.kind, j.name, "
	"j.pupils, j.total, j.squares, j.crossed, j.score_total, "
	"j.score_squares)) FROM result_joint j WHERE j.result = r.id), '') "
	"|| ifnull((SELECT json_group_array(json_array(l.name, l.definition, "
	"l.total_line, l.subject_line, l.above_total, l.above_subject, "
	"l.above_both, l.total_sum, l.score_sum)) FROM result_line l "
	"WHERE l.result = r.id), '') AS line FROM result r "
	"JOIN paper p ON p.id = r.paper JOIN class c ON c.id = r.class "
	"ORDER BY p.subject, p.grade, c.name)";

const char *sc_stored(struct rt *rt)
{
	return rt_sql(rt, SQL_STORED);
}
