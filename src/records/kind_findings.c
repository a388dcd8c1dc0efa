/*
 * Rules of findings: which pair of classes, by how much, whose it is, and
 * what it takes to close one.
 *
 * What depends on results is settled when the pair is given, not in the
 * check: a result may be corrected later, and an archive need not hold it.
 */
#include "jyz/records/findings.h"

#include <stdlib.h>
#include <string.h>

#include "jyz/base/decimal.h"
#include "jyz/base/text.h"
#include "kinds.h"
#include "room.h"

#define GAP_TOLERANCE 100 /* at JYZ_GAP_SCALE: as people round */

/* --- names ---------------------------------------------------------------- */

static const char SQL_EXAM_DATE[] =
	"SELECT e.date FROM paper p JOIN exam e ON e.id = p.exam "
	"WHERE p.id = :paper";

/* *date stays NULL while there is no paper. */
static int exam_date(struct jyz_desk *desk, struct jyz_record *rec,
		     const char **date, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_EXAM_DATE, err);
	if (rc < 0)
		return rc;
	jyz_bind_value(&st, ":paper", rec->values[FINDING_PAPER]);
	if ((rc = jyz_stmt_step(&st, err)) <= 0)
		return rc;
	*date = jyz_arena_strdup(&rec->arena, jyz_col_text(&st, "date"));
	jyz_stmt_done(&st);
	return JYZ_OK;
}

static int resolve(struct jyz_desk *desk, struct jyz_record *rec, int field,
		   const struct jyz_scope *scope, struct jyz_error *err)
{
	const struct jyz_field *f = &rec->kind->fields[field];
	int64_t id;
	if (!rec->words[field])
		return JYZ_OK;
	int rc = jyz_resolve(desk, f->target, rec->words[field], scope, &id,
			     err);
	if (rc < 0) {
		jyz_error_prefix(err, "%s", jyz_field_word(&rec->arena, f));
		return jyz_record_blame(rec, field, err);
	}
	rec->values[field] = jyz_int(id);
	rec->words[field] = NULL;
	return JYZ_OK;
}

/* Of two terms' exams of one name that of the finding's term is meant; but a
 * gap may be looked into after the term, too. */
static int resolve_paper(struct jyz_desk *desk, struct jyz_record *rec,
			 struct jyz_error *err)
{
	struct jyz_error why = JYZ_ERROR_INIT;
	struct jyz_scope scope;
	int rc = jyz_record_scope(desk, rec, &jyz_paper, &scope, err);
	if (rc < 0)
		return jyz_record_blame(rec, FINDING_DATE, err);
	rc = resolve(desk, rec, FINDING_PAPER, &scope, &why);
	if (rc == JYZ_ENOTFOUND) {
		jyz_error_free(&why);
		rec->blamed = -1;
		return resolve(desk, rec, FINDING_PAPER, NULL, err);
	}
	if (rc < 0)
		jyz_error_move(err, &why);
	return rc;
}

/* The classes are those of the year of the exam. */
int jyz_finding_begin(struct jyz_desk *desk, struct jyz_record *rec,
		      struct jyz_error *err)
{
	struct jyz_scope scope = { NULL, 0, 0 };
	int rc = resolve_paper(desk, rec, err);
	if (rc < 0 || (rc = exam_date(desk, rec, &scope.date, err)) < 0)
		return rc;
	/* Without a paper there is nothing to look them up by: it is missing,
	 * which is said later. */
	if (!scope.date)
		return JYZ_OK;
	scope.year = jyz_date_school_year(scope.date);
	rc = resolve(desk, rec, FINDING_CLASS_A, &scope, err);
	return rc < 0 ? rc : resolve(desk, rec, FINDING_CLASS_B, &scope, err);
}

/* --- the pair ------------------------------------------------------------- */

static const char SQL_PAIR[] =
	"SELECT a.num AS num_a, a.den AS den_a, "
	"b.num AS num_b, b.den AS den_b, "
	"(SELECT name FROM class WHERE id = :a) > "
	"(SELECT name FROM class WHERE id = :b) AS later, "
	JYZ_SQL_PAPER_THRESHOLD " AS threshold "
	"FROM paper p "
	"LEFT JOIN result_fraction a ON a.paper = p.id AND a.class = :a "
	"LEFT JOIN result_fraction b ON b.paper = p.id AND b.class = :b "
	"WHERE p.id = :paper";

static int no_result(struct jyz_desk *desk, int64_t paper, int64_t class,
		     struct jyz_error *err)
{
	char *name, *of;
	int rc = jyz_label(desk, &jyz_class, class, &name, err);
	if (rc < 0)
		return rc;
	if ((rc = jyz_label(desk, &jyz_paper, paper, &of, err)) >= 0) {
		rc = jyz_error_set(err, JYZ_EINVAL,
				   _("%s has no result on the paper '%s'"),
				   name, of);
		jyz_error_hint(err,
			       "jyz result add --paper '#%lld' --class "
			       "'%s' --average ...",
			       (long long)paper, name);
		free(of);
	}
	free(name);
	return rc;
}

/* As gap_pair has them: of equals the first by name stands first. */
static int order_of(struct jyz_fraction a, struct jyz_fraction b, bool later)
{
	int order = jyz_fraction_compare(a, b);
	return order ? order : later ? -1 : 1;
}

/* *missing: the class that has no result, 0: both have one. */
static int read_pair(struct jyz_desk *desk, int64_t paper, int64_t a,
		     int64_t b, struct jyz_finding_pair *out,
		     int64_t *missing, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_PAIR, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":paper", paper);
	jyz_bind_int(&st, ":a", a);
	jyz_bind_int(&st, ":b", b);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	struct jyz_fraction fa = { jyz_col_int(&st, "num_a"),
				   jyz_col_int(&st, "den_a") };
	struct jyz_fraction fb = { jyz_col_int(&st, "num_b"),
				   jyz_col_int(&st, "den_b") };
	int64_t threshold = jyz_col_int(&st, "threshold");
	bool later = jyz_col_int(&st, "later") != 0;
	*missing = !fa.den ? a : !fb.den ? b : 0;
	if (!*missing)
		*out = (struct jyz_finding_pair){
			order_of(fa, fb, later),
			jyz_gap_judge_fractions(fa, fb, threshold, 0, false),
			threshold
		};
	jyz_stmt_done(&st);
	return JYZ_OK;
}

int jyz_finding_judge(struct jyz_desk *desk, int64_t paper, int64_t a,
		      int64_t b, struct jyz_finding_pair *out,
		      struct jyz_error *err)
{
	int64_t missing;
	int rc = read_pair(desk, paper, a, b, out, &missing, err);
	return rc < 0 || !missing ? rc : no_result(desk, paper, missing, err);
}

static const char SQL_TURNED[] =
	"SELECT id FROM finding WHERE paper = :paper AND class_a = :b "
	"AND class_b = :a AND id <> :id";

/* A finding of the pair stands the other way round: one pair has one finding,
 * also when corrected results have turned it. */
static int is_turned(struct jyz_desk *desk, const struct jyz_record *rec,
		     bool *turned, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_TURNED, err);
	if (rc < 0)
		return rc;
	jyz_bind_value(&st, ":paper", rec->values[FINDING_PAPER]);
	jyz_bind_value(&st, ":a", rec->values[FINDING_CLASS_A]);
	jyz_bind_value(&st, ":b", rec->values[FINDING_CLASS_B]);
	jyz_bind_int(&st, ":id", rec->id);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	*turned = rc == JYZ_ROW;
	jyz_stmt_done(&st);
	return JYZ_OK;
}

static void swap(struct jyz_record *rec)
{
	struct jyz_value a = rec->values[FINDING_CLASS_A];
	rec->values[FINDING_CLASS_A] = rec->values[FINDING_CLASS_B];
	rec->values[FINDING_CLASS_B] = a;
}

/* The gap is that of the results; one that was given must agree with it. */
static int settle_gap(struct jyz_record *rec, int64_t gap,
		      struct jyz_error *err)
{
	struct jyz_value *said = &rec->values[FINDING_GAP];
	if (rec->given[FINDING_GAP] && said->type == JYZ_INT &&
	    llabs(said->i - gap) > GAP_TOLERANCE) {
		JYZ_AUTO(jyz_buf) here = JYZ_BUF_INIT;
		JYZ_AUTO(jyz_buf) there = JYZ_BUF_INIT;
		jyz_decimal_format(&here, said->i, JYZ_GAP_SCALE);
		jyz_decimal_format(&there, gap, JYZ_GAP_SCALE);
		jyz_error_set(err, JYZ_EINVAL,
			      _("the gap of the results is %s, not %s"),
			      there.data, here.data);
		jyz_error_hint(err, _("leave --gap out"));
		return jyz_record_blame(rec, FINDING_GAP, err);
	}
	*said = jyz_int(gap);
	return JYZ_OK;
}

static int settle_pair(struct jyz_desk *desk, struct jyz_record *rec,
		       struct jyz_error *err)
{
	struct jyz_finding_pair pair = { 0 };
	struct jyz_value a = rec->values[FINDING_CLASS_A];
	struct jyz_value b = rec->values[FINDING_CLASS_B];
	struct jyz_value paper = rec->values[FINDING_PAPER];
	int64_t missing;
	bool turned;
	if (a.type == JYZ_NULL || b.type == JYZ_NULL || paper.type == JYZ_NULL)
		return JYZ_OK;
	if (a.i == b.i) {
		jyz_error_set(err, JYZ_EINVAL,
			      _("a gap is between two classes"));
		return jyz_record_blame(rec, FINDING_CLASS_B, err);
	}
	int rc = read_pair(desk, paper.i, a.i, b.i, &pair, &missing, err);
	if (rc >= 0 && missing) {
		no_result(desk, paper.i, missing, err);
		return jyz_record_blame(rec, missing == a.i ? FINDING_CLASS_A
							    : FINDING_CLASS_B,
					err);
	}
	if (rc < 0)
		return rc;
	if (pair.order < 0)
		swap(rec);
	if ((rc = is_turned(desk, rec, &turned, err)) < 0)
		return rc;
	if (turned)
		swap(rec);
	return settle_gap(rec, pair.gap.shown, err);
}

/* --- the owner ------------------------------------------------------------ */

/* The leader of the lesson-prep group of the grade; of the subject's only one
 * without a grade; of the group that keeps the file.  Not one who has left. */
static const char SQL_OWNER[] =
	"SELECT t.id FROM paper p JOIN unit u ON u.id = :unit OR "
	"(u.kind = 'prep' AND u.subject = p.subject "
	"AND ifnull(u.grade, p.grade) = p.grade) "
	"JOIN teacher t ON t.id = u.leader "
	"AND ifnull(t.ends, '9999') >= :date "
	"WHERE p.id = :paper ORDER BY CASE WHEN u.kind <> 'prep' THEN 2 "
	"ELSE u.grade IS NULL END, u.id LIMIT 1";

/* The group of the settings; *id 0: none that is there. */
static int own_unit(struct jyz_desk *desk, int64_t *id, struct jyz_error *err)
{
	struct jyz_error why = JYZ_ERROR_INIT;
	char *name = NULL;
	int rc = jyz_setting_get(desk->store, "unit", &name, err);
	*id = 0;
	if (rc < 0 || !name)
		return rc;
	rc = jyz_resolve(desk, &jyz_unit, name, NULL, id, &why);
	free(name);
	if (rc == JYZ_ENOTFOUND || rc == JYZ_EAMBIGUOUS) {
		jyz_error_free(&why);
		return JYZ_OK;
	}
	if (rc < 0)
		jyz_error_move(err, &why);
	return rc;
}

static int default_owner(struct jyz_desk *desk, struct jyz_record *rec,
			 struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int64_t unit;
	int rc = own_unit(desk, &unit, err);
	if (rc < 0 ||
	    (rc = jyz_stmt_open(&st, desk->store, SQL_OWNER, err)) < 0)
		return rc;
	jyz_bind_int(&st, ":unit", unit);
	jyz_bind_value(&st, ":paper", rec->values[FINDING_PAPER]);
	jyz_bind_value(&st, ":date", rec->values[FINDING_DATE]);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	if (rc == JYZ_ROW) {
		rec->values[FINDING_OWNER] = jyz_col_value(&st, "id");
		jyz_stmt_done(&st);
		return JYZ_OK;
	}
	jyz_desk_note(desk, _("the finding has no owner: no lesson-prep group "
			      "or group of its subject has a leader"));
	return JYZ_OK;
}

int jyz_finding_complete(struct jyz_desk *desk, struct jyz_record *rec,
			 struct jyz_error *err)
{
	static const int settled[] = { FINDING_PAPER, FINDING_CLASS_A,
				       FINDING_CLASS_B, FINDING_GAP };
	bool pair = !rec->id;
	for (size_t i = 0; i < JYZ_COUNT(settled); i++)
		pair = pair || rec->given[settled[i]];
	int rc = pair ? settle_pair(desk, rec, err) : JYZ_OK;
	if (rc < 0 || rec->id || rec->given[FINDING_OWNER] ||
	    rec->values[FINDING_PAPER].type == JYZ_NULL ||
	    jyz_record_has(rec, FINDING_OWNER))
		return rc;
	return default_owner(desk, rec, err);
}

/* --- rules ---------------------------------------------------------------- */

static bool is_before(const struct jyz_record *rec, int field,
		      const char *least)
{
	const char *date = jyz_record_text(rec, field);
	return date && least && strcmp(date, least) < 0;
}

static int check_dates(struct jyz_desk *desk, struct jyz_record *rec,
		       struct jyz_error *err)
{
	const char *date = jyz_record_text(rec, FINDING_DATE);
	const char *exam = NULL;
	int blamed = -1;
	int rc = exam_date(desk, rec, &exam, err);
	if (rc < 0)
		return rc;
	if (is_before(rec, FINDING_DATE, exam)) {
		blamed = FINDING_DATE;
		jyz_error_set(err, JYZ_EINVAL,
			      _("the finding is of %s, before the exam of %s"),
			      date, exam);
	} else if (is_before(rec, FINDING_DUE, date)) {
		blamed = FINDING_DUE;
		jyz_error_set(err, JYZ_EINVAL,
			      _("it is due on %s, before its date, %s"),
			      jyz_record_text(rec, FINDING_DUE), date);
	} else if (is_before(rec, FINDING_CLOSED, date)) {
		blamed = FINDING_CLOSED;
		jyz_error_set(err, JYZ_EINVAL,
			      _("it is closed on %s, before its date, %s"),
			      jyz_record_text(rec, FINDING_CLOSED), date);
	}
	return blamed < 0 ? JYZ_OK : jyz_record_blame(rec, blamed, err);
}

int jyz_finding_check(struct jyz_desk *desk, struct jyz_record *rec,
		      struct jyz_error *err)
{
	bool decided = jyz_record_has(rec, FINDING_DECISION);
	int rc = check_dates(desk, rec, err);
	if (rc < 0)
		return rc;
	if (jyz_record_has(rec, FINDING_HARMLESS) &&
	    rec->values[FINDING_HARMLESS].i && !decided) {
		jyz_error_set(err, JYZ_EINVAL,
			      _("why is it harmless? the decision is missing"));
		jyz_error_hint(err, "--decision ...");
		return jyz_record_blame(rec, FINDING_DECISION, err);
	}
	if (jyz_record_has(rec, FINDING_CLOSED) && !decided &&
	    !jyz_record_has(rec, FINDING_EVIDENCE)) {
		jyz_error_set(err, JYZ_EINVAL,
			      _("what shows that it is mended? evidence is "
				"missing"));
		jyz_error_hint(err, "--evidence ...");
		return jyz_record_blame(rec, FINDING_EVIDENCE, err);
	}
	return JYZ_OK;
}

/* --- for others ----------------------------------------------------------- */

int jyz_finding_open(struct jyz_desk *desk, int64_t paper, int64_t class_a,
		     int64_t class_b, int64_t *id, struct jyz_error *err)
{
	JYZ_AUTO(jyz_record) rec = { 0 };
	jyz_record_init(&rec, &jyz_finding);
	rec.values[FINDING_PAPER] = jyz_int(paper);
	rec.values[FINDING_CLASS_A] = jyz_int(class_a);
	rec.values[FINDING_CLASS_B] = jyz_int(class_b);
	int rc = jyz_record_finish(desk, &rec, err);
	if (rc < 0 || (rc = jyz_record_insert(desk, &rec, err)) < 0)
		return rc;
	*id = rec.id;
	return JYZ_OK;
}

static const char SQL_WANTING[] =
	"SELECT count(*) AS n FROM gap_pair g "
	"WHERE g.term = :term AND g.same_track AND g.over "
	"AND NOT EXISTS (SELECT 1 FROM finding f WHERE f.paper = g.paper "
	"AND f.class_a IN (g.class_a, g.class_b) "
	"AND f.class_b IN (g.class_a, g.class_b))";

int jyz_findings_wanting(struct jyz_desk *desk, int64_t term, size_t *n,
			 struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_WANTING, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":term", term);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	*n = (size_t)jyz_col_int(&st, "n");
	jyz_stmt_done(&st);
	return JYZ_OK;
}
