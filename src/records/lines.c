/*
 * Lines of score sheets, class by class and the grade together.
 */
#include "jyz/records/lines.h"

#include <string.h>

#include "jyz/records/resolve.h"
#include "kinds.h"
#include "room.h"

static const char SQL_LINES[] =
	"SELECT e.name AS exam, e.date, p.id AS paper, p.subject, p.grade, "
	"c.name AS class, d.teacher, l.name AS line, l.definition, "
	"l.total_line, l.subject_line, ifnull(r.sat, -1) AS sat, "
	"l.above_total, l.above_subject, l.above_both, l.total_sum, "
	"l.score_sum FROM result_line l JOIN result r ON r.id = l.result "
	"JOIN result_detail d ON d.result = r.id "
	"JOIN class c ON c.id = r.class JOIN paper p ON p.id = r.paper "
	"JOIN exam e ON e.id = p.exam "
	"WHERE (:term = 0 OR e.term = :term) "
	"AND (:exams IS NULL OR e.id IN "
	"(SELECT value FROM json_each(:exams))) "
	"AND (:subject IS NULL OR p.subject = :subject) "
	"ORDER BY e.date DESC, e.id, p.subject, p.grade, p.id, "
	"l.total_line DESC, l.name, l.definition, l.subject_line, c.name";

/* The classes of a grade on one line, as far as they were read. */
struct together {
	struct jyz_arena arena; /* of the row's texts */
	struct jyz_line_row row;
	int64_t paper;
	size_t classes;
};

static void together_free(struct together *t)
{
	jyz_arena_free(&t->arena);
}

static void settle(struct jyz_line_row *row)
{
	row->hit_rate = jyz_hit_rate(&row->counts);
	row->contribution =
		jyz_contribution_rate(row->definition, &row->counts);
}

static void read_line(struct jyz_stmt *st, struct jyz_line_row *row)
{
	int definition =
		jyz_contribution_parse(jyz_col_text(st, "definition"));
	*row = (struct jyz_line_row){
		.exam = jyz_col_text(st, "exam"),
		.date = jyz_col_text(st, "date"),
		.subject = jyz_col_text(st, "subject"),
		.grade = jyz_col_text(st, "grade"),
		.class_name = jyz_col_text(st, "class"),
		.teacher = jyz_col_text(st, "teacher"),
		.line = jyz_col_text(st, "line"),
		.definition = (enum jyz_contribution)definition,
		.total_line = jyz_col_int(st, "total_line"),
		.subject_line = jyz_col_int(st, "subject_line"),
		.sat = jyz_col_int(st, "sat"),
		.counts = {
			.above_total = jyz_col_int(st, "above_total"),
			.above_subject = jyz_col_int(st, "above_subject"),
			.both = jyz_col_int(st, "above_both"),
			.total_sum = jyz_col_int(st, "total_sum"),
			.score_sum = jyz_col_int(st, "score_sum"),
		},
	};
	settle(row);
}

/* Counts of sheets that were cut at other lines do not add up. */
static bool belongs(const struct together *t, int64_t paper,
		    const struct jyz_line_row *row)
{
	return t->classes && t->paper == paper &&
	       t->row.definition == row->definition &&
	       t->row.total_line == row->total_line &&
	       t->row.subject_line == row->subject_line &&
	       strcmp(t->row.line, row->line) == 0;
}

static int end_grade(struct together *t, jyz_line_fn *fn, void *payload,
		     struct jyz_error *err)
{
	if (t->classes < 2)
		return JYZ_OK;
	settle(&t->row);
	return fn(&t->row, payload, err);
}

static void begin_grade(struct together *t, int64_t paper,
			const struct jyz_line_row *row)
{
	jyz_arena_clear(&t->arena);
	t->row = *row;
	t->row.exam = jyz_arena_strdup(&t->arena, row->exam);
	t->row.date = jyz_arena_strdup(&t->arena, row->date);
	t->row.subject = jyz_arena_strdup(&t->arena, row->subject);
	t->row.grade = jyz_arena_strdup(&t->arena, row->grade);
	t->row.line = jyz_arena_strdup(&t->arena, row->line);
	t->row.class_name = t->row.teacher = NULL;
	t->row.sat = 0;
	t->row.counts = (struct jyz_line_counts){ 0 };
	t->paper = paper;
	t->classes = 0;
}

static void count_in(struct together *t, const struct jyz_line_row *row)
{
	struct jyz_line_counts *to = &t->row.counts;
	t->row.sat = t->row.sat < 0 || row->sat < 0 ? -1 :
						      t->row.sat + row->sat;
	to->above_total += row->counts.above_total;
	to->above_subject += row->counts.above_subject;
	to->both += row->counts.both;
	to->total_sum += row->counts.total_sum;
	to->score_sum += row->counts.score_sum;
	t->classes++;
}

static int each_line(struct jyz_stmt *st, jyz_line_fn *fn, void *payload,
		     struct jyz_error *err)
{
	JYZ_AUTO(together) t = { .arena = JYZ_ARENA_INIT };
	int rc;
	while ((rc = jyz_stmt_step(st, err)) == JYZ_ROW) {
		struct jyz_line_row row;
		int64_t paper = jyz_col_int(st, "paper");
		read_line(st, &row);
		if (!belongs(&t, paper, &row)) {
			if ((rc = end_grade(&t, fn, payload, err)) < 0)
				return rc;
			begin_grade(&t, paper, &row);
		}
		count_in(&t, &row);
		if ((rc = fn(&row, payload, err)) < 0)
			return rc;
	}
	return rc < 0 ? rc : end_grade(&t, fn, payload, err);
}

int jyz_lines(struct jyz_desk *desk, const struct jyz_line_query *query,
	      jyz_line_fn *fn, void *payload, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	JYZ_AUTO(jyz_buf) exams = JYZ_BUF_INIT;
	int rc = query->exam ? jyz_resolve_all(desk, &jyz_exam, query->exam,
					       &exams, err) :
			       JYZ_OK;
	if (rc < 0)
		return jyz_error_prefix(err, "--exam");
	if ((rc = jyz_stmt_open(&st, desk->store, SQL_LINES, err)) < 0)
		return rc;
	jyz_bind_int(&st, ":term", query->term);
	jyz_bind_text(&st, ":exams", query->exam ? exams.data : NULL);
	jyz_bind_text(&st, ":subject", query->subject);
	rc = each_line(&st, fn, payload, err);
	if (rc < 0)
		jyz_stmt_done(&st);
	return rc;
}
