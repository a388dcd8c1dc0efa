/*
 * Quotas: what each of a role has done in each week, month, term or year,
 * and whom they have not seen to.
 */
#include <stdlib.h>
#include <string.h>

#include "kinds.h"
#include "progress_period.h"
#include "progress_room.h"
#include "room.h"

struct quota {
	int64_t id, unit; /* unit 0: any */
	const char *unit_name;
	const char *role, *kind, *visit, *period;
	struct jyz_value minimum, maximum;
	bool coverage;
	const char *starts, *ends;
};

struct quotas {
	struct quota *items;
	size_t count, room;
};

/* A person, or of exams a grade. */
struct bearer {
	int64_t id;
	const char *name, *starts, *ends;
};

struct event {
	int64_t who;
	const char *date;
};

struct sheet {
	struct progress *p;
	const struct quota *quota;
	struct periods periods;
	struct bearer *bearers;
	size_t n_bearers, bearers_room;
	struct event *events;
	size_t n_events, events_room;
};

static void quotas_free(struct quotas *quotas)
{
	free(quotas->items);
}

static void sheet_free(struct sheet *sheet)
{
	jyz_periods_free(&sheet->periods);
	free(sheet->bearers);
	free(sheet->events);
}

/* --- the quotas in force ---------------------------------------------------- */

static const char SQL_QUOTAS[] =
	"WITH RECURSIVE tree(id) AS (SELECT id FROM unit WHERE id = :unit "
	"UNION SELECT u.id FROM unit u JOIN tree ON u.parent = tree.id) "
	"SELECT q.id, q.unit, (SELECT u.name FROM unit u WHERE u.id = q.unit) "
	"AS unit_name, q.role, q.kind, q.visit, q.period, q.minimum, "
	"q.maximum, ifnull(q.coverage, 0) AS coverage, "
	"ifnull(q.starts, '') AS starts, ifnull(q.ends, '9999') AS ends "
	"FROM quota q WHERE ifnull(q.starts, '') < :until "
	"AND ifnull(q.ends, '9999') >= :from "
	"AND (:unit IS NULL OR q.unit IS NULL OR q.unit IN tree "
	"OR :unit IN (WITH RECURSIVE below(id) AS (SELECT q.unit UNION "
	"SELECT u.id FROM unit u JOIN below ON u.parent = below.id) "
	"SELECT id FROM below)) ORDER BY q.role, q.kind, q.id";

static const char *kept(struct progress *p, const char *text)
{
	return jyz_arena_strdup(&p->arena, text);
}

static int read_quotas(struct progress *p, struct quotas *out,
		       struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_progress_open(&st, p, SQL_QUOTAS, err);
	if (rc < 0)
		return rc;
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		JYZ_GROW(out->items, out->count, out->room);
		out->items[out->count++] = (struct quota){
			.id = jyz_col_int(&st, "id"),
			.unit = jyz_col_int(&st, "unit"),
			.unit_name = kept(p, jyz_col_text(&st, "unit_name")),
			.role = kept(p, jyz_col_text(&st, "role")),
			.kind = kept(p, jyz_col_text(&st, "kind")),
			.visit = kept(p, jyz_col_text(&st, "visit")),
			.period = kept(p, jyz_col_text(&st, "period")),
			.minimum = jyz_col_value(&st, "minimum"),
			.maximum = jyz_col_value(&st, "maximum"),
			.coverage = jyz_col_int(&st, "coverage") != 0,
			.starts = kept(p, jyz_col_text(&st, "starts")),
			.ends = kept(p, jyz_col_text(&st, "ends")),
		};
	}
	return rc;
}

/* --- who, and what they have done --------------------------------------------- */

/* A leader of a group is one by his role or by his group; a teacher is who is
 * nothing else. */
static const char SQL_BEARERS[] = JYZ_PROGRESS_PEOPLE
	", scope(id) AS (SELECT id FROM unit WHERE id = :of UNION "
	"SELECT u.id FROM unit u JOIN scope ON u.parent = scope.id) "
	"SELECT p.id, p.name, p.starts, p.ends FROM people p "
	"WHERE (:of IS NULL OR p.unit IN scope) AND CASE :role "
	"WHEN 'everybody' THEN 1 "
	"WHEN 'group_leader' THEN ifnull(p.role = 'group_leader', 0) OR "
	"EXISTS (SELECT 1 FROM unit u WHERE u.leader = p.id "
	"AND u.kind = 'group') "
	"WHEN 'prep_leader' THEN ifnull(p.role = 'prep_leader', 0) OR "
	"EXISTS (SELECT 1 FROM unit u WHERE u.leader = p.id "
	"AND u.kind = 'prep') "
	"WHEN 'teacher' THEN ifnull(p.role = 'teacher', NOT EXISTS "
	"(SELECT 1 FROM unit u WHERE u.leader = p.id)) "
	"ELSE ifnull(p.role = :role, 0) END "
	"ORDER BY p.name COLLATE names, p.id";

/* A group's own are those of its subject and grade. */
#define OF_UNIT                                                             \
	"AND NOT EXISTS (SELECT 1 FROM unit u WHERE u.id = :of "            \
	"AND (u.subject <> p.subject OR u.grade <> p.grade)) "

/* A grade is known by its first paper. */
static const char SQL_GRADES[] =
	"SELECT (SELECT min(q.id) FROM paper q WHERE q.grade = p.grade) AS id, "
	"p.grade AS name, '' AS starts, '9999' AS ends FROM paper p "
	"JOIN exam e ON e.id = p.exam WHERE e.date >= :from "
	"AND e.date < :until " OF_UNIT
	"GROUP BY p.grade ORDER BY p.grade COLLATE names";

static struct jyz_value unit_of(const struct quota *quota)
{
	return quota->unit ? jyz_int(quota->unit) : jyz_null();
}

static int read_bearers(struct sheet *s, bool exams, struct jyz_error *err)
{
	struct progress whole = *s->p;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	whole.from = s->periods.whole.from;
	whole.until = s->periods.whole.until;
	int rc = jyz_progress_open(&st, &whole,
				   exams ? SQL_GRADES : SQL_BEARERS, err);
	if (rc < 0)
		return rc;
	jyz_bind_value(&st, ":of", unit_of(s->quota));
	if (!exams)
		jyz_bind_text(&st, ":role", s->quota->role);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		JYZ_GROW(s->bearers, s->n_bearers, s->bearers_room);
		s->bearers[s->n_bearers++] = (struct bearer){
			jyz_col_int(&st, "id"),
			kept(s->p, jyz_col_text(&st, "name")),
			kept(s->p, jyz_col_text(&st, "starts")),
			kept(s->p, jyz_col_text(&st, "ends")),
		};
	}
	return rc;
}

/* Each event once a person: a lesson that three have heard was given once. */
static const struct {
	const char *kind, *sql;
} counted[] = {
	{ "lessons_heard",
	  "SELECT observer AS who, date FROM observation WHERE date >= :from "
	  "AND date < :until AND ifnull(visit = :visit, :visit IS NULL)" },
	{ "lessons_given",
	  "SELECT teacher AS who, date FROM observation WHERE date >= :from "
	  "AND date < :until AND ifnull(visit = :visit, :visit IS NULL) "
	  "GROUP BY teacher, date, period, class" },
	{ "meetings",
	  "SELECT a.teacher AS who, m.date FROM meeting_attendance a "
	  "JOIN meeting m ON m.id = a.meeting WHERE a.status IN ('present', "
	  "'late') AND m.date >= :from AND m.date < :until" },
	{ "meetings_chaired",
	  "SELECT chair AS who, date FROM meeting WHERE chair IS NOT NULL "
	  "AND date >= :from AND date < :until" },
	{ "checks",
	  "SELECT checker AS who, date FROM \"check\" "
	  "WHERE checker IS NOT NULL AND date >= :from AND date < :until" },
	{ "achievements",
	  "SELECT who, date FROM (SELECT id, teacher AS who, date "
	  "FROM achievement UNION SELECT h.id, a.teacher, h.date "
	  "FROM achievement_author a JOIN achievement h "
	  "ON h.id = a.achievement) WHERE date >= :from AND date < :until" },
	{ "exams",
	  "SELECT (SELECT min(q.id) FROM paper q WHERE q.grade = p.grade) "
	  "AS who, e.date FROM exam e JOIN paper p ON p.exam = e.id "
	  "WHERE e.date >= :from AND e.date < :until " OF_UNIT
	  "GROUP BY e.id, p.grade" },
};

static const char *sql_of(const char *kind)
{
	size_t i = 0;
	while (i + 1 < JYZ_COUNT(counted) &&
	       strcmp(counted[i].kind, kind) != 0)
		i++;
	return counted[i].sql;
}

static int read_events(struct sheet *s, struct jyz_error *err)
{
	const char *sql = sql_of(s->quota->kind);
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, s->p->desk->store, sql, err);
	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":from", s->periods.whole.from);
	jyz_bind_text(&st, ":until", s->periods.whole.until);
	if (strstr(sql, ":visit"))
		jyz_bind_text(&st, ":visit", s->quota->visit);
	if (strstr(sql, ":of"))
		jyz_bind_value(&st, ":of", unit_of(s->quota));
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		JYZ_GROW(s->events, s->n_events, s->events_room);
		s->events[s->n_events++] = (struct event){
			jyz_col_int(&st, "who"),
			kept(s->p, jyz_col_text(&st, "date"))
		};
	}
	return rc;
}

/* --- whom they have not seen to -------------------------------------------------- */

/* The members of the quota's group, else of the groups that the person leads,
 * else of his own. */
#define MEMBERS                                                               \
	"WITH RECURSIVE scope(id) AS (SELECT id FROM unit WHERE CASE "        \
	"WHEN :of IS NOT NULL THEN id = :of WHEN EXISTS (SELECT 1 FROM unit " \
	"l WHERE l.leader = :who) THEN leader = :who ELSE id = (SELECT unit " \
	"FROM teacher WHERE id = :who) END UNION SELECT u.id FROM unit u "    \
	"JOIN scope ON u.parent = scope.id) SELECT t.name FROM teacher t "    \
	"WHERE t.unit IN scope AND t.id <> :who "                             \
	"AND ifnull(t.starts, '') < :until AND ifnull(t.ends, '9999') >= "    \
	":from AND NOT EXISTS (SELECT 1 FROM "

static const char SQL_NOT_HEARD[] = MEMBERS
	"observation o WHERE o.observer = :who AND o.teacher = t.id "
	"AND o.date >= :from AND o.date < :until "
	"AND ifnull(o.visit = :visit, :visit IS NULL)) "
	"ORDER BY t.name COLLATE names, t.id";
static const char SQL_NOT_CHECKED[] = MEMBERS
	"\"check\" c JOIN check_teacher k ON k.\"check\" = c.id "
	"WHERE c.checker = :who AND k.teacher = t.id "
	"AND c.date >= :from AND c.date < :until) "
	"ORDER BY t.name COLLATE names, t.id";

static const char *coverage_sql(const struct quota *quota)
{
	if (!quota->coverage)
		return NULL;
	return strcmp(quota->kind, "lessons_heard") == 0 ? SQL_NOT_HEARD
	       : strcmp(quota->kind, "checks") == 0      ? SQL_NOT_CHECKED
							 : NULL;
}

static int uncovered(struct sheet *s, const struct bearer *bearer,
		     struct jyz_progress_row *row, struct jyz_error *err)
{
	const char *sql = coverage_sql(s->quota);
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	JYZ_AUTO(jyz_buf) who = JYZ_BUF_INIT;
	int64_t n = 0;
	if (!sql)
		return JYZ_OK;
	int rc = jyz_stmt_open(&st, s->p->desk->store, sql, err);
	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":from", s->periods.whole.from);
	jyz_bind_text(&st, ":until", s->periods.whole.until);
	jyz_bind_int(&st, ":who", bearer->id);
	jyz_bind_value(&st, ":of", unit_of(s->quota));
	if (strstr(sql, ":visit"))
		jyz_bind_text(&st, ":visit", s->quota->visit);
	for (; (rc = jyz_stmt_step(&st, err)) == JYZ_ROW; n++)
		jyz_buf_addf(&who, "%s%s", n ? "、" : "",
			     jyz_col_text(&st, "name"));
	if (rc < 0)
		return rc;
	row->uncovered = jyz_int(n);
	if (n)
		row->who = kept(s->p, who.data);
	return JYZ_OK;
}

/* --- one of them ------------------------------------------------------------------- */

/* What is wanted of everybody once is at least one. */
static int64_t least(const struct quota *quota)
{
	if (quota->minimum.type == JYZ_INT)
		return quota->minimum.i;
	return quota->coverage && !coverage_sql(quota) ? 1 : 0;
}

struct tally {
	int64_t count;                  /* in all */
	size_t periods, short_of, over; /* that have begun; did not do enough,
					   did too much */
	size_t late;           /* of short_of: those that are over */
	struct jyz_buf broken; /* first days of over and late */
};

static void tally_free(struct tally *t)
{
	jyz_buf_free(&t->broken);
}

static int64_t count_in(const struct sheet *s, const struct bearer *bearer,
			const struct window *window)
{
	int64_t n = 0;
	for (size_t e = 0; e < s->n_events; e++)
		n += s->events[e].who == bearer->id &&
		     strcmp(s->events[e].date, window->from) >= 0 &&
		     strcmp(s->events[e].date, window->until) < 0;
	return n;
}

static bool limited(const struct quota *quota)
{
	return quota->maximum.type == JYZ_INT;
}

static void tally(struct tally *t, const struct sheet *s,
		  const struct bearer *bearer)
{
	for (size_t w = 0; w < s->periods.count; w++) {
		const struct window *window = &s->periods.items[w];
		if (strcmp(bearer->starts, window->until) >= 0 ||
		    strcmp(bearer->ends, window->from) < 0)
			continue;
		int64_t n = count_in(s, bearer, window);
		bool over = limited(s->quota) && n > s->quota->maximum.i;
		bool few = n < least(s->quota);
		bool late = few && jyz_period_over(s->p, s->quota->period,
						   window);
		t->count += n;
		t->periods++;
		t->short_of += few;
		t->over += over;
		t->late += late;
		if (over || late)
			jyz_buf_addf(&t->broken, "%s%s",
				     t->broken.len ? ", " : "", window->from);
	}
}

/* Of weeks and months it is they that are counted: what one has too much of
 * does not make up for another.  One that still runs and has too little is not
 * kept yet, and not broken. */
static void fill_periods(struct sheet *s, const struct tally *t,
			 struct jyz_progress_row *row)
{
	int64_t n = (int64_t)t->periods;
	int64_t done = n - (int64_t)(t->short_of + t->over);
	row->done = jyz_progress_amount(done);
	row->expected = jyz_progress_amount(n);
	row->missing = jyz_progress_amount((int64_t)(t->late + t->over));
	row->count = jyz_progress_amount(t->count);
	if (least(s->quota))
		row->minimum = jyz_progress_amount(least(s->quota));
	if (limited(s->quota))
		row->limit = jyz_progress_amount(s->quota->maximum.i);
	if (t->broken.len)
		row->broken = kept(s->p, t->broken.data);
}

/* Nothing is asked for yet where it has not begun. */
static void fill_once(const struct sheet *s, const struct tally *t,
		      struct jyz_progress_row *row)
{
	int64_t min = t->periods ? least(s->quota) : 0;
	row->done = jyz_progress_amount(t->count);
	if (least(s->quota)) {
		row->expected = jyz_progress_amount(min);
		row->missing = jyz_progress_amount(
			t->count < min ? min - t->count : 0);
	}
	if (limited(s->quota))
		row->limit = jyz_progress_amount(
			t->periods ? s->quota->maximum.i : 0);
}

static int put_bearer(struct sheet *s, const struct bearer *bearer, bool exams,
		      struct jyz_error *err)
{
	const struct quota *q = s->quota;
	JYZ_AUTO(tally) t = { .broken = JYZ_BUF_INIT };
	bool over = jyz_period_over(s->p, q->period, &s->periods.whole);
	struct jyz_progress_row row = {
		.section = exams ? JYZ_PROGRESS_EXAMS : JYZ_PROGRESS_QUOTA,
		.id = q->id,
		.name = bearer->name,
		.what = q->kind,
		.text = q->visit,
		.period = q->period,
		.role = q->role,
		.unit = q->unit_name,
	};
	tally(&t, s, bearer);
	if (jyz_period_repeats(q->period))
		fill_periods(s, &t, &row);
	else
		fill_once(s, &t, &row);
	int rc = uncovered(s, bearer, &row, err);
	if (rc < 0)
		return rc;
	row.state = t.over                        ? JYZ_PROGRESS_OVER
		    : t.late || (row.who && over) ? JYZ_PROGRESS_SHORT
		    : t.short_of || row.who || !t.periods
			    ? JYZ_PROGRESS_OPEN
			    : JYZ_PROGRESS_MET;
	return s->p->fn(&row, s->p->payload, err);
}

static int put_quota(struct progress *p, const struct quota *quota, bool exams,
		     struct jyz_error *err)
{
	JYZ_AUTO(sheet) s = { .p = p, .quota = quota };
	jyz_periods_of(&s.periods, p, quota->period, quota->starts,
		       quota->ends);
	int rc = read_bearers(&s, exams, err);
	if (rc >= 0)
		rc = read_events(&s, err);
	for (size_t i = 0; i < s.n_bearers && rc >= 0; i++)
		rc = put_bearer(&s, &s.bearers[i], exams, err);
	return rc;
}

int jyz_progress_quotas(struct progress *p, bool exams, struct jyz_error *err)
{
	JYZ_AUTO(quotas) quotas = { NULL, 0, 0 };
	int rc = read_quotas(p, &quotas, err);
	for (size_t i = 0; i < quotas.count && rc >= 0; i++)
		if ((strcmp(quotas.items[i].kind, "exams") == 0) == exams)
			rc = put_quota(p, &quotas.items[i], exams, err);
	return rc;
}
