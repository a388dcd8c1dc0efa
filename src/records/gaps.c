/*
 * Pairs of classes on one paper, from the view gap_pair.
 */
#include "jyz/records/gaps.h"

#include "jyz/analysis/gap.h"
#include "jyz/base/decimal.h"
#include "kinds.h"
#include "room.h"

static const char SQL_GAPS[] =
	"SELECT t.code AS term, e.name AS exam, g.date, g.subject, g.grade, "
	"g.full_marks, g.name_a, da.teacher AS teacher_a, g.num_a, g.den_a, "
	"ifnull(g.sat_a, -1) AS sat_a, g.name_b, db.teacher AS teacher_b, "
	"g.num_b, g.den_b, ifnull(g.sat_b, -1) AS sat_b, "
	"CASE WHEN :threshold >= 0 THEN :threshold ELSE g.threshold END "
	"AS threshold FROM gap_pair g "
	"JOIN term t ON t.id = g.term JOIN exam e ON e.id = g.exam "
	"JOIN result_detail da ON da.result = g.result_a "
	"JOIN result_detail db ON db.result = g.result_b "
	"WHERE (:any_track OR g.same_track) "
	"AND (:term = 0 OR g.term = :term) "
	"AND (:exams IS NULL OR g.exam IN "
	"(SELECT value FROM json_each(:exams))) "
	"AND (:subject IS NULL OR g.subject = :subject) "
	"AND (:grade IS NULL OR g.grade = :grade) "
	"AND (:classes IS NULL OR g.class_a IN "
	"(SELECT value FROM json_each(:classes)) OR g.class_b IN "
	"(SELECT value FROM json_each(:classes))) "
	"AND (:teacher = 0 OR EXISTS (SELECT 1 FROM assignment s "
	"WHERE s.teacher = :teacher AND s.class IN (g.class_a, g.class_b) "
	"AND s.subject = g.subject AND ifnull(s.starts, '') <= g.date "
	"AND ifnull(s.ends, '9999') >= g.date)) "
	"ORDER BY g.date DESC, g.exam, g.subject, g.grade, "
	"g.difference DESC, g.name_a, g.name_b";

static void read_gap(struct jyz_stmt *st, const struct jyz_gap_query *query,
		     struct jyz_gap_row *row)
{
	struct jyz_fraction a = { jyz_col_int(st, "num_a"),
				  jyz_col_int(st, "den_a") };
	struct jyz_fraction b = { jyz_col_int(st, "num_b"),
				  jyz_col_int(st, "den_b") };
	*row = (struct jyz_gap_row){
		.term = jyz_col_text(st, "term"),
		.exam = jyz_col_text(st, "exam"),
		.date = jyz_col_text(st, "date"),
		.subject = jyz_col_text(st, "subject"),
		.grade = jyz_col_text(st, "grade"),
		.full_marks = jyz_col_int(st, "full_marks"),
		.class_a = jyz_col_text(st, "name_a"),
		.teacher_a = jyz_col_text(st, "teacher_a"),
		.sat_a = jyz_col_int(st, "sat_a"),
		.class_b = jyz_col_text(st, "name_b"),
		.teacher_b = jyz_col_text(st, "teacher_b"),
		.sat_b = jyz_col_int(st, "sat_b"),
		.threshold = jyz_col_int(st, "threshold"),
	};
	row->average_a = jyz_fraction_round(a, JYZ_GAP_SCALE);
	row->average_b = jyz_fraction_round(b, JYZ_GAP_SCALE);
	struct jyz_gap gap = jyz_gap_judge_fractions(
		a, b, row->threshold, row->full_marks, query->per_100);
	row->gap = gap.shown;
	row->over = gap.over;
}

static int named(struct jyz_desk *desk, const struct jyz_kind *kind,
		 const char *text, struct jyz_buf *ids, struct jyz_error *err)
{
	int rc = text ? jyz_resolve_all(desk, kind, text, ids, err) : JYZ_OK;
	return rc < 0 ? jyz_error_prefix(err, "--%s", kind->name) : rc;
}

int jyz_gaps(struct jyz_desk *desk, const struct jyz_gap_query *query,
	     jyz_gap_fn *fn, void *payload, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	JYZ_AUTO(jyz_buf) exams = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) classes = JYZ_BUF_INIT;
	struct jyz_gap_row row;
	int rc;
	if ((rc = named(desk, &jyz_exam, query->exam, &exams, err)) < 0 ||
	    (rc = named(desk, &jyz_class, query->class_name, &classes, err)) <
		    0 ||
	    (rc = jyz_stmt_open(&st, desk->store, SQL_GAPS, err)) < 0)
		return rc;
	jyz_bind_int(&st, ":threshold", query->threshold);
	jyz_bind_int(&st, ":any_track", query->any_track);
	jyz_bind_int(&st, ":term", query->term);
	jyz_bind_text(&st, ":exams", query->exam ? exams.data : NULL);
	jyz_bind_text(&st, ":subject", query->subject);
	jyz_bind_text(&st, ":grade", query->grade);
	jyz_bind_text(&st, ":classes", query->class_name ? classes.data : NULL);
	jyz_bind_int(&st, ":teacher", query->teacher);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		read_gap(&st, query, &row);
		if (!row.over && !query->all)
			continue;
		if ((rc = fn(&row, payload, err)) < 0)
			break;
	}
	if (rc < 0)
		jyz_stmt_done(&st);
	return rc;
}
