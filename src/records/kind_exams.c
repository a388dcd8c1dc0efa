/*
 * Rules of exams and papers.
 */
#include <stdlib.h>
#include <string.h>

#include "jyz/analysis/gap.h"
#include "jyz/base/decimal.h"
#include "jyz/base/text.h"
#include "kinds.h"
#include "room.h"

int jyz_exam_complete(struct jyz_desk *desk, struct jyz_record *rec,
		      struct jyz_error *err)
{
	int64_t term;
	const char *date = jyz_record_text(rec, EXAM_DATE);
	/* another day may be of another term */
	if (rec->given[EXAM_DATE] && !rec->given[EXAM_TERM])
		rec->values[EXAM_TERM] = jyz_null();
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

static const char SQL_HIGHEST[] =
	"SELECT ifnull(max(average), 0) AS highest, "
	"ifnull(max(max), 0) AS score, count(total) AS measured, "
	"(SELECT full_marks FROM paper WHERE id = :paper) AS before, "
	"(SELECT date FROM exam WHERE id = :exam) AS date "
	"FROM result WHERE paper = :paper";

/* Rates, floor and ceiling are counts of the sheet: they do not follow. */
static void note_measured(struct jyz_desk *desk, const struct jyz_record *rec,
			  int64_t before, int64_t measured)
{
	if (measured && before != rec->values[PAPER_FULL_MARKS].i)
		jyz_desk_note(desk,
			      _("rates were counted with the full marks before: "
				"jyz exam import FILE --replace counts again"));
}

static int full_too_low(struct jyz_record *rec, int64_t average, int64_t score,
			struct jyz_error *err)
{
	int64_t full = rec->values[PAPER_FULL_MARKS].i;
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	if (average > jyz_decimal_rescale(full, JYZ_SCORE_SCALE,
					  JYZ_AVERAGE_SCALE)) {
		jyz_decimal_format(&text, average, JYZ_AVERAGE_SCALE);
		jyz_error_set(err, JYZ_EINVAL,
			      _("a class has an average of %s"), text.data);
	} else if (score > full) {
		jyz_decimal_format(&text, score, JYZ_SCORE_SCALE);
		jyz_error_set(err, JYZ_EINVAL, _("the highest score is %s"),
			      text.data);
	} else {
		return JYZ_OK;
	}
	return jyz_record_blame(rec, PAPER_FULL_MARKS, err);
}

/* No average or score on file is above the full marks; a date that was given, to tell
 * exams apart, is that of the exam. */
int jyz_paper_check(struct jyz_desk *desk, struct jyz_record *rec,
		    struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_HIGHEST, err);
	if (rc < 0)
		return rc;
	jyz_bind_value(&st, ":exam", rec->values[PAPER_EXAM]);
	jyz_bind_int(&st, ":paper", rec->id);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	int64_t highest = jyz_col_int(&st, "highest");
	const char *date = jyz_col_text(&st, "date");
	const char *given = rec->given[PAPER_DATE]
				    ? jyz_record_text(rec, PAPER_DATE)
				    : NULL;
	int64_t score = jyz_col_int(&st, "score");
	int64_t measured = jyz_col_int(&st, "measured");
	int64_t before = jyz_col_int(&st, "before");
	rc = full_too_low(rec, highest, score, err);
	if (rc >= 0 && given && date && strcmp(given, date) != 0) {
		jyz_error_set(err, JYZ_EINVAL, _("the exam was on %s, not %s"),
			      date, given);
		rc = jyz_record_blame(rec, PAPER_DATE, err);
	}
	jyz_stmt_done(&st);
	if (rc >= 0)
		note_measured(desk, rec, before, measured);
	return rc;
}

static const char SQL_EXAM_DATE[] = "SELECT date FROM exam WHERE id = :exam";

/* Classes that a paper names are of the year of its exam. */
int jyz_paper_begin(struct jyz_desk *desk, struct jyz_record *rec,
		    struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc;
	if (!rec->parts[PAPER_TAUGHT].given)
		return JYZ_OK;
	if ((rc = jyz_record_resolve(desk, rec, PAPER_EXAM, err)) < 0 ||
	    (rc = jyz_stmt_open(&st, desk->store, SQL_EXAM_DATE, err)) < 0)
		return rc;
	jyz_bind_value(&st, ":exam", rec->values[PAPER_EXAM]);
	if ((rc = jyz_stmt_step(&st, err)) <= 0)
		return rc;
	jyz_record_default(rec, PAPER_DATE, jyz_col_value(&st, "date"));
	jyz_stmt_done(&st);
	return JYZ_OK;
}
