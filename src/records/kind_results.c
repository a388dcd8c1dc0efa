/*
 * Rules of results.  A result may name its paper by exam, subject and grade,
 * and its teacher, who confirms the assignment of that day.
 */
#include <stdlib.h>
#include <string.h>

#include "jyz/analysis/gap.h"
#include "jyz/base/decimal.h"
#include "jyz/base/text.h"
#include "kinds.h"
#include "room.h"

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

/* A group's sheets rarely say which subject they are about. */
static int complete_subject(struct jyz_desk *desk, struct jyz_record *rec,
			    struct jyz_error *err)
{
	char *of_group = NULL;
	if (jyz_record_has(rec, RESULT_SUBJECT))
		return JYZ_OK;
	int rc = jyz_setting_get(desk->store, "subject", &of_group, err);
	if (rc >= 0)
		jyz_record_default(rec, RESULT_SUBJECT, jyz_text(of_group));
	free(of_group);
	return rc;
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
	jyz_desk_made(desk, &jyz_paper, NULL);
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
			return jyz_record_missing(rec, needed[i], err);
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
	"SELECT p.exam, e.name, p.full_marks, p.subject, p.grade, e.date "
	"FROM paper p JOIN exam e ON e.id = p.exam WHERE p.id = :paper";

/* What the row says and what is on file: the same, if it says anything. */
static int agree(struct jyz_record *rec, int field, struct jyz_value on_file,
		 struct jyz_error *err)
{
	const struct jyz_field *f = &rec->kind->fields[field];
	JYZ_AUTO(jyz_buf) there = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) here = JYZ_BUF_INIT;
	struct jyz_value said = rec->values[field];
	if (!rec->given[field] || said.type == JYZ_NULL ||
	    jyz_value_same(said, on_file)) {
		rec->values[field] = jyz_null();
		jyz_record_default(rec, field, on_file);
		return JYZ_OK;
	}
	jyz_value_shown(&there, f, on_file, jyz_null());
	jyz_value_shown(&here, f, said, jyz_null());
	jyz_error_set(err, JYZ_EINVAL,
		      _("the %s of the paper is '%s', not '%s'"),
		      jyz_field_word(&rec->arena, f), there.data, here.data);
	return jyz_record_blame(rec, field, err);
}

/* An exam may be said by any of its names: it is the exam that counts. */
static int agree_exam(struct jyz_desk *desk, struct jyz_record *rec,
		      int64_t on_file, const char *name, struct jyz_error *err)
{
	struct jyz_scope scope;
	int64_t exam = 0;
	int rc;
	if (rec->given[RESULT_EXAM] && jyz_record_has(rec, RESULT_EXAM)) {
		if ((rc = jyz_record_scope(desk, rec, &jyz_exam, &scope,
					   err)) < 0 ||
		    (rc = jyz_resolve(desk, &jyz_exam,
				      jyz_record_text(rec, RESULT_EXAM),
				      &scope, &exam, err)) < 0)
			return jyz_record_blame(rec, RESULT_EXAM, err);
		if (exam == on_file)
			return JYZ_OK;
	}
	return agree(rec, RESULT_EXAM, jyz_text(name), err);
}

/* What a row says of its paper and what is on file must agree. */
static int confirm_paper(struct jyz_desk *desk, struct jyz_record *rec,
			 struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_PAPER, err);
	if (rc < 0)
		return rc;
	jyz_bind_value(&st, ":paper", rec->values[RESULT_PAPER]);
	if ((rc = jyz_stmt_step(&st, err)) <= 0)
		return rc;
	int64_t exam = jyz_col_int(&st, "exam");
	struct jyz_value name = jyz_col_value(&st, "name");
	struct jyz_value date = jyz_col_value(&st, "date");
	struct jyz_value subject = jyz_col_value(&st, "subject");
	struct jyz_value grade = jyz_col_value(&st, "grade");
	struct jyz_value full = jyz_col_value(&st, "full_marks");
	if ((rc = agree(rec, RESULT_DATE, date, err)) >= 0 &&
	    (rc = agree_exam(desk, rec, exam, name.s, err)) >= 0 &&
	    (rc = agree(rec, RESULT_SUBJECT, subject, err)) >= 0 &&
	    (rc = agree(rec, RESULT_GRADE, grade, err)) >= 0)
		rc = agree(rec, RESULT_FULL_MARKS, full, err);
	jyz_stmt_done(&st);
	return rc;
}

static const char SQL_TEACHERS[] =
	"SELECT DISTINCT t.id, t.name, t.name || ifnull(t.code, '#' || t.id) "
	"AS full FROM assignment s JOIN teacher t ON t.id = s.teacher "
	"WHERE s.class = :class AND s.subject = :subject "
	"AND ifnull(s.starts, '') <= :date "
	"AND ifnull(s.ends, '9999') >= :date ORDER BY t.name, t.id";

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
	jyz_desk_made(desk, &jyz_assignment, NULL);
	return JYZ_OK;
}

/* Who taught the class on the day of the exam; was it teacher, or one whose
 * name has that key? */
static int taught(struct jyz_desk *desk, const struct jyz_record *rec,
		  int64_t teacher, const char *key, struct jyz_buf *names,
		  bool *confirmed, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_TEACHERS, err);
	if (rc < 0)
		return rc;
	jyz_bind_value(&st, ":class", rec->values[RESULT_CLASS]);
	jyz_bind_value(&st, ":subject", rec->values[RESULT_SUBJECT]);
	jyz_bind_value(&st, ":date", rec->values[RESULT_DATE]);
	jyz_buf_clear(names);
	*confirmed = false;
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		int64_t id = jyz_col_int(&st, "id");
		const char *name = jyz_col_text(&st, "name");
		const char *full = jyz_col_text(&st, "full");
		jyz_buf_addf(names, "%s%s", names->len ? "、" : "", name);
		if (id == teacher || jyz_text_is(name, key) ||
		    jyz_text_is(full, key))
			*confirmed = true;
	}
	return rc;
}

/* *unknown: no assignment was on file for that day; those made since do not
 * contradict.  Of namesakes the one is meant who taught the class. */
static int confirm_one(struct jyz_desk *desk, struct jyz_record *rec,
		       const char *name, bool *unknown, struct jyz_error *err)
{
	struct jyz_scope scope = { jyz_record_text(rec, RESULT_DATE), 0, 0 };
	JYZ_AUTO(jyz_buf) names = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
	bool confirmed;
	int64_t teacher = 0;
	jyz_text_key(&key, name);
	int rc = taught(desk, rec, 0, key.data, &names, &confirmed, err);
	if (rc < 0 || confirmed)
		return rc;
	rc = jyz_resolve_or_make(desk, rec, &jyz_teacher, name, &scope,
				 &teacher, err);
	if (rc >= 0)
		rc = taught(desk, rec, teacher, key.data, &names, &confirmed,
			    err);
	if (rc < 0 || confirmed)
		return rc;
	*unknown = *unknown || !names.len;
	if (!*unknown) {
		jyz_error_set(err, JYZ_EINVAL,
			      _("on %s the class was taught by %s, not %s"),
			      scope.date, names.data, name);
		return jyz_error_hint(err, _("correct the name, or the "
					     "assignment: jyz assignment "
					     "list"));
	}
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

/*
 * The teacher named is the one that the assignments of that day name; those
 * who teach together are named together, 李强、王芳.
 */
static int confirm_teacher(struct jyz_desk *desk, struct jyz_record *rec,
			   struct jyz_error *err)
{
	static const char and[] = "、";
	const char *names = jyz_record_text(rec, RESULT_TEACHER);
	bool unknown = false; /* no assignment was on file for that day */
	if (!rec->given[RESULT_TEACHER] || !names)
		return JYZ_OK;
	for (const char *p = names; *p;) {
		JYZ_AUTO(jyz_buf) part = JYZ_BUF_INIT;
		JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;
		const char *end = strstr(p, and);
		jyz_buf_add(&part, p, end ? (size_t)(end - p) : strlen(p));
		jyz_text_trim(&name, part.data);
		int rc = name.len ? confirm_one(desk, rec, name.data, &unknown,
						err)
				  : JYZ_OK;
		if (rc < 0)
			return rc;
		p = end ? end + strlen(and) : p + strlen(p);
	}
	return JYZ_OK;
}

static const char SQL_PAPER_DATE[] =
	"SELECT e.date FROM exam e WHERE e.id = :exam OR e.id = "
	"(SELECT p.exam FROM paper p WHERE p.id = :paper)";

static int exam_date(struct jyz_desk *desk, struct jyz_record *rec,
		     int64_t exam, struct jyz_value paper,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_PAPER_DATE, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":exam", exam);
	jyz_bind_value(&st, ":paper", paper);
	if ((rc = jyz_stmt_step(&st, err)) <= 0)
		return rc;
	jyz_record_default(rec, RESULT_DATE, jyz_col_value(&st, "date"));
	jyz_stmt_done(&st);
	return JYZ_OK;
}

/*
 * The class is one of the year of the exam: its date is needed first.  An
 * exam that is not on file yet is left to complete.
 */
int jyz_result_begin(struct jyz_desk *desk, struct jyz_record *rec,
		     struct jyz_error *err)
{
	struct jyz_error why = JYZ_ERROR_INIT;
	struct jyz_scope scope;
	int64_t exam = 0;
	bool moved = rec->given[RESULT_EXAM] || rec->given[RESULT_PAPER];
	int rc;
	if (rec->id && moved && !rec->given[RESULT_DATE])
		rec->values[RESULT_DATE] = jyz_null();
	if (jyz_record_has(rec, RESULT_DATE))
		return JYZ_OK;
	if ((rc = jyz_record_resolve(desk, rec, RESULT_PAPER, err)) < 0)
		return rc;
	if (rec->values[RESULT_PAPER].type == JYZ_NULL ||
	    rec->given[RESULT_EXAM]) {
		const char *name = jyz_record_text(rec, RESULT_EXAM);
		if (!name)
			return JYZ_OK;
		rc = jyz_record_scope(desk, rec, &jyz_exam, &scope, &why);
		if (rc >= 0)
			rc = jyz_resolve(desk, &jyz_exam, name, &scope, &exam,
					 &why);
		if (rc == JYZ_ENOTFOUND) {
			jyz_error_free(&why);
			return JYZ_OK;
		}
		if (rc < 0) {
			jyz_error_move(err, &why);
			return jyz_record_blame(rec, RESULT_EXAM, err);
		}
	}
	return exam_date(desk, rec, exam,
			 exam ? jyz_null() : rec->values[RESULT_PAPER], err);
}

int jyz_result_complete(struct jyz_desk *desk, struct jyz_record *rec,
			struct jyz_error *err)
{
	bool named = rec->given[RESULT_EXAM] || rec->given[RESULT_SUBJECT] ||
		     rec->given[RESULT_GRADE];
	int rc;
	if (rec->values[RESULT_PAPER].type == JYZ_NULL ||
	    (rec->id && named && !rec->given[RESULT_PAPER])) {
		if ((rc = complete_subject(desk, rec, err)) < 0 ||
		    (rc = complete_grade(desk, rec, err)) < 0 ||
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

/* The average of a score sheet is that of its sum. */
static int check_measured(struct jyz_record *rec, struct jyz_error *err)
{
	int64_t sat = rec->values[RESULT_SAT].i;
	if (rec->values[RESULT_TOTAL].type == JYZ_NULL || sat == 0)
		return JYZ_OK;
	struct jyz_fraction mean = { rec->values[RESULT_TOTAL].i, sat };
	if (rec->values[RESULT_SAT].type == JYZ_INT &&
	    rec->values[RESULT_AVERAGE].i ==
		    jyz_fraction_round(mean, JYZ_AVERAGE_SCALE))
		return JYZ_OK;
	jyz_error_set(err, JYZ_EINVAL,
		      _("average and pupils of this class come from a score "
			"sheet"));
	jyz_error_hint(err, _("import the corrected sheet, or remove the "
			      "result and type it in"));
	return jyz_record_blame(rec, rec->given[RESULT_SAT] ? RESULT_SAT
							    : RESULT_AVERAGE,
				err);
}

/* Those who sat and those who did not are the entitled: all of them where a
 * sheet has counted, no more than them where that was typed in. */
static int check_entitled(struct jyz_record *rec, struct jyz_error *err)
{
	static const int absences[] = { RESULT_ABSENT, RESULT_EXEMPT,
					RESULT_DEFERRED, RESULT_CHEATED,
					RESULT_BLANK };
	int64_t entitled = rec->values[RESULT_ENTITLED].i;
	int64_t all = rec->values[RESULT_SAT].i;
	bool measured = rec->values[RESULT_TOTAL].type != JYZ_NULL;
	int blamed = RESULT_ENTITLED;
	if (rec->values[RESULT_ENTITLED].type == JYZ_NULL)
		return JYZ_OK;
	for (size_t i = 0; i < JYZ_COUNT(absences); i++) {
		all += rec->values[absences[i]].i;
		if (rec->given[absences[i]] && !rec->given[RESULT_ENTITLED])
			blamed = absences[i];
	}
	if (all <= entitled && !(measured && all < entitled))
		return JYZ_OK;
	jyz_error_set(err, JYZ_EINVAL,
		      _("%lld were entitled, but those who sat and those who "
			"did not are %lld"),
		      (long long)entitled, (long long)all);
	return jyz_record_blame(rec, blamed, err);
}

int jyz_result_check(struct jyz_desk *desk, struct jyz_record *rec,
		     struct jyz_error *err)
{
	int64_t full = rec->values[RESULT_FULL_MARKS].i;
	int rc = check_measured(rec, err);
	(void)desk;
	if (rc < 0)
		return rc;
	if (rec->values[RESULT_SAT].type == JYZ_INT &&
	    rec->values[RESULT_SAT].i == 0 && rec->values[RESULT_AVERAGE].i) {
		jyz_error_set(err, JYZ_EINVAL,
			      _("where nobody sat there is no average"));
		return jyz_record_blame(rec, RESULT_SAT, err);
	}
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
	return check_entitled(rec, err);
}
