/*
 * Rules of exams and results.  A result may name its paper by exam, subject
 * and grade, and its teacher, who confirms the assignment of that day.
 */
#include <stdlib.h>
#include <string.h>

#include "jyz/analysis/gap.h"
#include "jyz/base/decimal.h"
#include "kinds.h"
#include "room.h"

int jyz_exam_complete(struct jyz_desk *desk, struct jyz_record *rec,
		      struct jyz_error *err)
{
	int64_t term;
	const char *date = jyz_record_text(rec, EXAM_DATE);
	if (!date || jyz_record_has(rec, EXAM_TERM))
		return JYZ_OK;
	if (jyz_desk_term(desk, date, &term, NULL, err) < 0)
		return jyz_record_blame(rec, EXAM_DATE, err);
	jyz_record_default(rec, EXAM_TERM, jyz_int(term));
	return JYZ_OK;
}

int jyz_exam_check(struct jyz_desk *desk, struct jyz_record *rec,
		   struct jyz_error *err)
{
	int64_t term;
	char *code = NULL;
	const char *date = jyz_record_text(rec, EXAM_DATE);
	if (jyz_desk_term(desk, date, &term, &code, err) < 0)
		return jyz_record_blame(rec, EXAM_DATE, err);
	if (term != rec->values[EXAM_TERM].i)
		jyz_error_set(err, JYZ_EINVAL, _("%s belongs to term %s"),
			      date, code);
	free(code);
	return term == rec->values[EXAM_TERM].i
		       ? JYZ_OK
		       : jyz_record_blame(rec, EXAM_TERM, err);
}

static int missing(struct jyz_record *rec, int field, struct jyz_error *err)
{
	const struct jyz_field *f = &rec->kind->fields[field];
	const char *label = jyz_field_label(&rec->arena, f);
	jyz_error_set(err, JYZ_EINVAL, _("%s (%s) is missing"), f->name,
		      label);
	jyz_error_hint(err, "--%s %s", f->name, label);
	return jyz_record_blame(rec, field, err);
}

static const char SQL_GRADE[] = "SELECT grade FROM class WHERE id = :class";

static int complete_grade(struct jyz_desk *desk, struct jyz_record *rec,
			  struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc;
	if (jyz_record_has(rec, RESULT_GRADE) ||
	    rec->values[RESULT_CLASS].type == JYZ_NULL)
		return JYZ_OK;
	if ((rc = jyz_stmt_open(&st, desk->store, SQL_GRADE, err)) < 0)
		return rc;
	jyz_bind_int(&st, ":class", rec->values[RESULT_CLASS].i);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	jyz_record_default(rec, RESULT_GRADE,
			   jyz_text(jyz_col_text(&st, "grade")));
	jyz_stmt_done(&st);
	return JYZ_OK;
}

/* The paper of an exam, subject and grade; made when that is asked for. */
static int find_paper(struct jyz_desk *desk, struct jyz_record *rec,
		      int64_t exam, int64_t *paper, struct jyz_error *err)
{
	JYZ_AUTO(jyz_record) key = { 0 };
	int rc;
	jyz_record_init(&key, &jyz_paper);
	key.values[PAPER_EXAM] = jyz_int(exam);
	key.values[PAPER_SUBJECT] = rec->values[RESULT_SUBJECT];
	key.values[PAPER_GRADE] = rec->values[RESULT_GRADE];
	key.values[PAPER_FULL_MARKS] = rec->values[RESULT_FULL_MARKS];
	if ((rc = jyz_record_twin(desk, &key, paper, err)) < 0 || *paper)
		return rc;
	if (!desk->create_missing) {
		jyz_error_set(err, JYZ_ENOTFOUND,
			      _("exam '%s' has no paper in %s for %s"),
			      jyz_record_text(rec, RESULT_EXAM),
			      jyz_record_text(rec, RESULT_SUBJECT),
			      jyz_record_text(rec, RESULT_GRADE));
		return jyz_error_hint(
			err,
			_("jyz paper add --exam '%s' --subject '%s' --grade "
			  "'%s', or import with --create-missing"),
			jyz_record_text(rec, RESULT_EXAM),
			jyz_record_text(rec, RESULT_SUBJECT),
			jyz_record_text(rec, RESULT_GRADE));
	}
	if ((rc = jyz_record_finish(desk, &key, err)) < 0 ||
	    (rc = jyz_record_insert(desk, &key, err)) < 0)
		return rc;
	desk->made++;
	*paper = key.id;
	return JYZ_OK;
}

static int complete_paper(struct jyz_desk *desk, struct jyz_record *rec,
			  struct jyz_error *err)
{
	static const int needed[] = { RESULT_EXAM, RESULT_SUBJECT,
				      RESULT_GRADE };
	struct jyz_scope scope;
	int64_t exam = 0, paper = 0;
	int rc;
	for (size_t i = 0; i < JYZ_COUNT(needed); i++)
		if (!jyz_record_has(rec, needed[i]))
			return missing(rec, needed[i], err);
	if ((rc = jyz_record_scope(desk, rec, &jyz_exam, &scope, err)) < 0)
		return jyz_record_blame(rec, RESULT_DATE, err);
	rc = jyz_resolve_or_make(desk, rec, &jyz_exam,
				 jyz_record_text(rec, RESULT_EXAM), &scope,
				 &exam, err);
	if (rc < 0)
		return jyz_record_blame(rec, RESULT_EXAM, err);
	if ((rc = find_paper(desk, rec, exam, &paper, err)) < 0)
		return jyz_record_blame(rec, RESULT_SUBJECT, err);
	rec->values[RESULT_PAPER] = jyz_int(paper);
	return JYZ_OK;
}

static const char SQL_PAPER[] =
	"SELECT p.full_marks, p.subject, e.date FROM paper p "
	"JOIN exam e ON e.id = p.exam WHERE p.id = :paper";

/* What a row says of its paper and what is on file must agree. */
static int confirm_paper(struct jyz_desk *desk, struct jyz_record *rec,
			 struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	JYZ_AUTO(jyz_buf) marks = JYZ_BUF_INIT;
	const char *date = jyz_record_text(rec, RESULT_DATE);
	int rc = jyz_stmt_open(&st, desk->store, SQL_PAPER, err);
	if (rc < 0)
		return rc;
	jyz_bind_value(&st, ":paper", rec->values[RESULT_PAPER]);
	if ((rc = jyz_stmt_step(&st, err)) <= 0)
		return rc;
	const char *on_file = jyz_col_text(&st, "date");
	const char *subject = jyz_col_text(&st, "subject");
	int64_t full = jyz_col_int(&st, "full_marks");
	int blamed = -1;
	if (date && strcmp(date, on_file) != 0) {
		jyz_error_set(err, JYZ_EINVAL, _("the exam was on %s, not %s"),
			      on_file, date);
		blamed = RESULT_DATE;
	} else if (rec->values[RESULT_FULL_MARKS].type == JYZ_INT &&
		   rec->values[RESULT_FULL_MARKS].i != full) {
		jyz_decimal_format(&marks, full, JYZ_SCORE_SCALE);
		jyz_error_set(err, JYZ_EINVAL,
			      _("the paper has full marks of %s"), marks.data);
		blamed = RESULT_FULL_MARKS;
	}
	jyz_record_default(rec, RESULT_DATE, jyz_text(on_file));
	jyz_record_default(rec, RESULT_SUBJECT, jyz_text(subject));
	jyz_record_default(rec, RESULT_FULL_MARKS, jyz_int(full));
	jyz_stmt_done(&st);
	return blamed < 0 ? JYZ_OK : jyz_record_blame(rec, blamed, err);
}

static const char SQL_TEACHERS[] =
	"SELECT group_concat(t.name, '、') AS names, "
	"max(s.teacher = :teacher) AS confirmed FROM assignment s "
	"JOIN teacher t ON t.id = s.teacher "
	"WHERE s.class = :class AND s.subject = :subject "
	"AND ifnull(s.starts, '') <= :date "
	"AND ifnull(s.ends, '9999') >= :date";

static int new_assignment(struct jyz_desk *desk, struct jyz_record *rec,
			  int64_t teacher, struct jyz_error *err)
{
	JYZ_AUTO(jyz_record) made = { 0 };
	int rc;
	jyz_record_init(&made, &jyz_assignment);
	made.values[ASSIGNMENT_TEACHER] = jyz_int(teacher);
	made.values[ASSIGNMENT_CLASS] = rec->values[RESULT_CLASS];
	made.values[ASSIGNMENT_SUBJECT] = rec->values[RESULT_SUBJECT];
	if ((rc = jyz_record_finish(desk, &made, err)) < 0 ||
	    (rc = jyz_record_insert(desk, &made, err)) < 0)
		return rc;
	desk->made++;
	return JYZ_OK;
}

/* The teacher named is the one that the assignments of that day name. */
static int confirm_teacher(struct jyz_desk *desk, struct jyz_record *rec,
			   struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	struct jyz_scope scope = { jyz_record_text(rec, RESULT_DATE), 0, 0 };
	const char *name = jyz_record_text(rec, RESULT_TEACHER);
	int64_t teacher;
	int rc;
	if (!rec->given[RESULT_TEACHER] || !name)
		return JYZ_OK;
	rc = jyz_resolve_or_make(desk, rec, &jyz_teacher, name, &scope,
				 &teacher, err);
	if (rc < 0)
		return rc;
	if ((rc = jyz_stmt_open(&st, desk->store, SQL_TEACHERS, err)) < 0)
		return rc;
	jyz_bind_int(&st, ":teacher", teacher);
	jyz_bind_value(&st, ":class", rec->values[RESULT_CLASS]);
	jyz_bind_value(&st, ":subject", rec->values[RESULT_SUBJECT]);
	jyz_bind_text(&st, ":date", scope.date);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	const char *names = jyz_col_text(&st, "names");
	bool confirmed = jyz_col_int(&st, "confirmed") != 0;
	if (names && !confirmed)
		jyz_error_set(err, JYZ_EINVAL,
			      _("on %s the class was taught by %s, not %s"),
			      scope.date, names, name);
	jyz_stmt_done(&st);
	if (confirmed)
		return JYZ_OK;
	if (err->code < 0)
		return jyz_error_hint(err, _("correct the name, or the "
					     "assignment: jyz assignment "
					     "list"));
	if (desk->create_missing)
		return new_assignment(desk, rec, teacher, err);
	jyz_error_set(err, JYZ_ENOTFOUND,
		      _("no assignment says who taught the class on %s"),
		      scope.date);
	return jyz_error_hint(err,
			      _("jyz assignment add --teacher '%s' --class "
				"... --subject '%s', or import with "
				"--create-missing"),
			      name, jyz_record_text(rec, RESULT_SUBJECT));
}

int jyz_result_complete(struct jyz_desk *desk, struct jyz_record *rec,
			struct jyz_error *err)
{
	bool named = rec->given[RESULT_EXAM] || rec->given[RESULT_SUBJECT] ||
		     rec->given[RESULT_GRADE];
	int rc;
	if (rec->values[RESULT_PAPER].type == JYZ_NULL || (rec->id && named)) {
		if ((rc = complete_grade(desk, rec, err)) < 0 ||
		    (rc = complete_paper(desk, rec, err)) < 0)
			return rc;
	}
	if ((rc = confirm_paper(desk, rec, err)) < 0)
		return rc;
	if (rec->values[RESULT_CLASS].type != JYZ_NULL &&
	    (rc = confirm_teacher(desk, rec, err)) < 0)
		return jyz_record_blame(rec, RESULT_TEACHER, err);
	return JYZ_OK;
}

int jyz_result_check(struct jyz_desk *desk, struct jyz_record *rec,
		     struct jyz_error *err)
{
	int64_t full = rec->values[RESULT_FULL_MARKS].i;
	(void)desk;
	if (full && rec->values[RESULT_AVERAGE].i >
			    jyz_decimal_rescale(full, JYZ_SCORE_SCALE,
						JYZ_AVERAGE_SCALE)) {
		JYZ_AUTO(jyz_buf) marks = JYZ_BUF_INIT;
		jyz_decimal_format(&marks, full, JYZ_SCORE_SCALE);
		jyz_error_set(err, JYZ_EINVAL,
			      _("the average is above the full marks, %s"),
			      marks.data);
		return jyz_record_blame(rec, RESULT_AVERAGE, err);
	}
	if (rec->values[RESULT_ENTITLED].type == JYZ_INT &&
	    rec->values[RESULT_SAT].i > rec->values[RESULT_ENTITLED].i) {
		jyz_error_set(err, JYZ_EINVAL,
			      _("%lld sat the paper, but only %lld were "
				"entitled to"),
			      (long long)rec->values[RESULT_SAT].i,
			      (long long)rec->values[RESULT_ENTITLED].i);
		return jyz_record_blame(rec, RESULT_SAT, err);
	}
	return JYZ_OK;
}
