/*
 * What pairs of classes are made of: papers in the order of the report, and
 * their results, which would take long to sort with all that is said of the
 * paper.  Joining pairs in SQL, with the teachers of both, takes ten times as
 * long.  The view gap_pair says the same for other programs.
 */
#include "jyz/records/gaps.h"

#include <stdlib.h>
#include <string.h>

#include "gap_inside.h"
#include "jyz/base/decimal.h"
#include "kinds.h"
#include "room.h"

static const char *keep(struct gaps *gaps, const char *s)
{
	return s ? jyz_arena_strdup(&gaps->arena, s) : NULL;
}

/* --- papers and results --------------------------------------------------- */

static const char SQL_PAPERS[] =
	"SELECT p.id, e.id AS exam_id, t.code AS term, e.name AS exam, e.date, "
	"p.subject, p.grade, p.full_marks, ifnull(p.threshold, -1) AS own, "
	JYZ_SQL_THRESHOLD " AS general "
	"FROM exam e JOIN term t ON t.id = e.term "
	"JOIN paper p ON p.exam = e.id "
	"WHERE (:term = 0 OR e.term = :term) "
	"AND (:exams IS NULL OR e.id IN "
	"(SELECT value FROM json_each(:exams))) "
	"AND (:subject IS NULL OR p.subject = :subject) "
	"AND (:grade IS NULL OR p.grade = :grade) "
	"ORDER BY e.date DESC, e.id, p.subject, p.grade";

static void read_paper(struct gaps *gaps, struct jyz_stmt *st)
{
	JYZ_GROW(gaps->papers, gaps->n_papers, gaps->papers_room);
	struct gap_paper *paper = &gaps->papers[gaps->n_papers++];
	*paper = (struct gap_paper){
		.id = jyz_col_int(st, "id"),
		.exam_id = jyz_col_int(st, "exam_id"),
		.term = keep(gaps, jyz_col_text(st, "term")),
		.exam = keep(gaps, jyz_col_text(st, "exam")),
		.date = keep(gaps, jyz_col_text(st, "date")),
		.subject = keep(gaps, jyz_col_text(st, "subject")),
		.grade = keep(gaps, jyz_col_text(st, "grade")),
		.full_marks = jyz_col_int(st, "full_marks"),
	};
	int64_t own = jyz_col_int(st, "own");
	int64_t general = jyz_col_int(st, "general");
	if (gaps->query->threshold >= 0)
		own = general = gaps->query->threshold;
	paper->threshold = own >= 0 ? own : general;
	paper->own = paper->threshold != general;
}

static int load_papers(struct jyz_desk *desk, struct gaps *gaps,
		       const char *exams, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_PAPERS, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":term", gaps->query->term);
	jyz_bind_text(&st, ":exams", exams);
	jyz_bind_text(&st, ":subject", gaps->query->subject);
	jyz_bind_text(&st, ":grade", gaps->query->grade);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW)
		read_paper(gaps, &st);
	return rc;
}

static const char SQL_RESULTS[] =
	"SELECT r.paper, r.id, r.class, c.name, "
	"ifnull(c.track, '') AS track, "
	"ifnull(r.total, r.average) AS num, "
	"CASE WHEN r.total IS NULL THEN 1000000 ELSE r.sat END AS den, "
	"ifnull(r.sat, -1) AS sat, r.total IS NOT NULL AS measured, "
	"ifnull(r.squares, 0) AS squares, ifnull(r.min, -1) AS min, "
	"ifnull(r.max, -1) AS max, ifnull(r.at_zero, 0) AS at_zero, "
	"ifnull(r.at_full, 0) AS at_full, "
	"(:classes IS NULL OR r.class IN "
	"(SELECT value FROM json_each(:classes))) AS wanted "
	"FROM result r JOIN class c ON c.id = r.class "
	"WHERE r.paper IN (SELECT value FROM json_each(:papers)) "
	"AND r.sat IS NOT 0 ORDER BY r.paper";

static void read_result(struct gaps *gaps, struct jyz_stmt *st)
{
	JYZ_GROW(gaps->results, gaps->n_results, gaps->results_room);
	struct gap_result *r = &gaps->results[gaps->n_results++];
	*r = (struct gap_result){
		.id = jyz_col_int(st, "id"),
		.class = jyz_col_int(st, "class"),
		.name = keep(gaps, jyz_col_text(st, "name")),
		.track = keep(gaps, jyz_col_text(st, "track")),
		.average = { jyz_col_int(st, "num"), jyz_col_int(st, "den") },
		.sat = jyz_col_int(st, "sat"),
	};
	bool measured = jyz_col_int(st, "measured");
	int64_t squares = jyz_col_int(st, "squares");
	if (measured)
		r->moments = (struct jyz_moments){ r->sat, r->average.num,
						   squares };
	r->min = jyz_col_int(st, "min");
	r->max = jyz_col_int(st, "max");
	r->at_zero = jyz_col_int(st, "at_zero");
	r->at_full = jyz_col_int(st, "at_full");
	r->wanted_class = jyz_col_int(st, "wanted");
	r->wanted_teacher = gaps->query->teacher == 0;
}

static int named(struct jyz_desk *desk, const struct jyz_kind *kind,
		 const char *text, struct jyz_buf *ids, struct jyz_error *err)
{
	int rc = text ? jyz_resolve_all(desk, kind, text, ids, err) : JYZ_OK;
	return rc < 0 ? jyz_error_prefix(err, "--%s", kind->name) : rc;
}

static void ids_of_papers(const struct gaps *gaps, struct jyz_buf *out,
			  struct jyz_map *index)
{
	for (size_t i = 0; i < gaps->n_papers; i++) {
		jyz_buf_addc(out, i ? ',' : '[');
		jyz_decimal_format(out, gaps->papers[i].id, 0);
		jyz_map_put_id(index, gaps->papers[i].id, (int64_t)i);
	}
	jyz_buf_adds(out, gaps->n_papers ? "]" : "[]");
}

static int load_results(struct jyz_desk *desk, struct gaps *gaps,
			const char *classes, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	JYZ_AUTO(jyz_buf) papers = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_map) index = JYZ_MAP_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_RESULTS, err);
	if (rc < 0)
		return rc;
	ids_of_papers(gaps, &papers, &index);
	jyz_bind_text(&st, ":papers", papers.data);
	jyz_bind_text(&st, ":classes", classes);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		struct gap_paper *paper =
			&gaps->papers[*jyz_map_get_id(
				&index, jyz_col_int(&st, "paper"))];
		if (!paper->count++)
			paper->first = gaps->n_results;
		read_result(gaps, &st);
	}
	return rc;
}

static int load(struct jyz_desk *desk, struct gaps *gaps,
		struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) exams = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) classes = JYZ_BUF_INIT;
	const struct jyz_gap_query *query = gaps->query;
	int rc;
	if ((rc = named(desk, &jyz_exam, query->exam, &exams, err)) < 0 ||
	    (rc = named(desk, &jyz_class, query->class_name, &classes, err)) <
		    0 ||
	    (rc = load_papers(desk, gaps, query->exam ? exams.data : NULL,
			      err)) < 0)
		return rc;
	return load_results(desk, gaps, query->class_name ? classes.data : NULL,
			    err);
}

/* --- teachers ------------------------------------------------------------- */

static const char SQL_ASSIGNMENTS[] =
	"SELECT s.class, s.teacher, s.subject, h.name, s.starts, s.ends "
	"FROM assignment s JOIN teacher h ON h.id = s.teacher "
	"ORDER BY s.class, s.subject, h.name";

static int load_assignments(struct jyz_desk *desk, struct gaps *gaps,
			    struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_ASSIGNMENTS, err);
	if (rc < 0)
		return rc;
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		JYZ_GROW(gaps->assignments, gaps->n_assignments,
			 gaps->assignments_room);
		gaps->assignments[gaps->n_assignments++] =
			(struct gap_assignment){
				.class = jyz_col_int(&st, "class"),
				.teacher = jyz_col_int(&st, "teacher"),
				.subject = keep(gaps,
						jyz_col_text(&st, "subject")),
				.name = keep(gaps, jyz_col_text(&st, "name")),
				.starts = keep(gaps,
					       jyz_col_text(&st, "starts")),
				.ends = keep(gaps, jyz_col_text(&st, "ends")),
			};
	}
	return rc;
}

static int compare_assignment(const struct gap_assignment *a, int64_t class,
			      const char *subject)
{
	if (a->class != class)
		return a->class < class ? -1 : 1;
	return strcmp(a->subject, subject);
}

/* The first one of this class and subject, or where it would be. */
static size_t first_assignment(const struct gaps *gaps, int64_t class,
			       const char *subject)
{
	size_t low = 0, high = gaps->n_assignments;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (compare_assignment(&gaps->assignments[mid], class,
				       subject) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* The next one from *at on that holds on the day of the exam, or NULL. */
static const struct gap_assignment *
next_assignment(const struct gaps *gaps, const struct gap_paper *paper,
		int64_t class, size_t *at)
{
	while (*at < gaps->n_assignments) {
		const struct gap_assignment *a = &gaps->assignments[(*at)++];
		if (compare_assignment(a, class, paper->subject) != 0)
			return NULL;
		if ((!a->starts || strcmp(a->starts, paper->date) <= 0) &&
		    (!a->ends || strcmp(a->ends, paper->date) >= 0))
			return a;
	}
	return NULL;
}

const char *jyz_gaps_teacher(struct gaps *gaps, const struct gap_paper *paper,
			     struct gap_result *result)
{
	if (result->asked)
		return result->teacher;
	result->asked = true;
	size_t at = first_assignment(gaps, result->class, paper->subject);
	const struct gap_assignment *a;
	const char *last = NULL;
	while ((a = next_assignment(gaps, paper, result->class, &at))) {
		if (!last)
			result->teacher = a->name;
		else if (strcmp(last, a->name) != 0)
			result->teacher = jyz_arena_printf(&gaps->arena,
							   "%s、%s",
							   result->teacher,
							   a->name);
		last = a->name;
	}
	return result->teacher;
}

static void want_teacher(struct gaps *gaps)
{
	for (size_t p = 0; p < gaps->n_papers; p++) {
		const struct gap_paper *paper = &gaps->papers[p];
		for (size_t i = 0; i < paper->count; i++) {
			struct gap_result *r =
				&gaps->results[paper->first + i];
			size_t at = first_assignment(gaps, r->class,
						     paper->subject);
			const struct gap_assignment *a;
			while ((a = next_assignment(gaps, paper, r->class,
						    &at)))
				r->wanted_teacher |= a->teacher ==
						     gaps->query->teacher;
		}
	}
}

/* --- findings ------------------------------------------------------------- */

/* The state is that of the catalogue (kinds_findings.c). */
static const char SQL_FINDINGS[] =
	"SELECT f.id, f.paper, f.class_a, f.class_b, "
	"CASE WHEN f.closed IS NOT NULL THEN 'closed' WHEN f.harmless "
	"THEN 'harmless' WHEN f.due < :today THEN 'overdue' ELSE 'open' END "
	"AS state FROM finding f ORDER BY f.id";

struct pair_key {
	int64_t paper, low, high;
};

static struct pair_key key_of(int64_t paper, int64_t a, int64_t b)
{
	return (struct pair_key){ paper, a < b ? a : b, a < b ? b : a };
}

static int load_findings(struct jyz_desk *desk, struct gaps *gaps,
			 struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_FINDINGS, err);
	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":today", desk->clock.today);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		JYZ_GROW(gaps->findings, gaps->n_findings,
			 gaps->findings_room);
		int64_t at = (int64_t)gaps->n_findings++;
		gaps->findings[at].id = jyz_col_int(&st, "id");
		struct pair_key key = key_of(jyz_col_int(&st, "paper"),
					     jyz_col_int(&st, "class_a"),
					     jyz_col_int(&st, "class_b"));
		gaps->findings[at].state =
			keep(gaps, jyz_col_text(&st, "state"));
		/* Of two about one pair the later one counts. */
		*jyz_map_put(&gaps->pairs, &key, sizeof(key), at) = at;
	}
	return rc;
}

const struct gap_finding *jyz_gaps_finding(const struct gaps *gaps,
					   int64_t paper, int64_t class_a,
					   int64_t class_b)
{
	if (!gaps->n_findings)
		return NULL;
	struct pair_key key = key_of(paper, class_a, class_b);
	const int64_t *at = jyz_map_get(&gaps->pairs, &key, sizeof(key));
	return at ? &gaps->findings[*at] : NULL;
}

/* --- the whole ------------------------------------------------------------ */

static void gaps_free(struct gaps *gaps)
{
	free(gaps->papers);
	free(gaps->results);
	free(gaps->assignments);
	free(gaps->findings);
	jyz_map_free(&gaps->pairs);
	jyz_arena_free(&gaps->arena);
}

int jyz_gap_papers(struct jyz_desk *desk, const struct jyz_gap_query *query,
		   jyz_gap_paper_fn *fn, void *payload, struct jyz_error *err)
{
	JYZ_AUTO(gaps) gaps = { .query = query };
	int rc;
	if ((rc = load(desk, &gaps, err)) < 0 ||
	    (rc = load_findings(desk, &gaps, err)) < 0)
		return rc;
	return jyz_gaps_by_paper(&gaps, fn, payload, err);
}

int jyz_gaps(struct jyz_desk *desk, const struct jyz_gap_query *query,
	     jyz_gap_fn *fn, void *payload, struct jyz_error *err)
{
	JYZ_AUTO(gaps) gaps = { .query = query };
	int rc;
	if ((rc = load(desk, &gaps, err)) < 0 ||
	    (rc = load_assignments(desk, &gaps, err)) < 0 ||
	    (rc = load_findings(desk, &gaps, err)) < 0)
		return rc;
	if (query->teacher)
		want_teacher(&gaps);
	return jyz_gaps_report(&gaps, fn, payload, err);
}
