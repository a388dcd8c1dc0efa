/*
 * Progress of a term: the sections that count records, one query each.
 */
#include <string.h>

#include "kinds.h"
#include "progress_room.h"

struct jyz_value jyz_progress_amount(int64_t n)
{
	return jyz_int(n * 100);
}

static void bind_id(struct jyz_stmt *st, const char *name, int64_t id)
{
	if (id)
		jyz_bind_int(st, name, id);
	else
		jyz_bind_null(st, name);
}

int jyz_progress_open(struct jyz_stmt *st, const struct progress *p,
		      const char *sql, struct jyz_error *err)
{
	int rc = jyz_stmt_open(st, p->desk->store, sql, err);
	if (rc < 0)
		return rc;
	if (strstr(sql, ":from"))
		jyz_bind_text(st, ":from", p->from);
	if (strstr(sql, ":until"))
		jyz_bind_text(st, ":until", p->until);
	if (strstr(sql, ":today"))
		jyz_bind_text(st, ":today", p->desk->clock.today);
	if (strstr(sql, ":before"))
		jyz_bind_text(st, ":before", p->before);
	if (strstr(sql, ":unit"))
		bind_id(st, ":unit", p->query->unit);
	if (strstr(sql, ":teacher"))
		bind_id(st, ":teacher", p->query->teacher);
	if (strstr(sql, ":term"))
		jyz_bind_int(st, ":term", p->query->term);
	return JYZ_OK;
}

static const char SQL_TERM[] =
	"SELECT t.starts, t.ends, ifnull((SELECT min(n.starts) FROM term n "
	"WHERE n.starts > t.starts), '9999-12-31') AS next, "
	"ifnull((SELECT max(b.starts) FROM term b "
	"WHERE b.starts < t.starts), '') AS before FROM term t "
	"WHERE t.id = :term";

int jyz_progress_term(struct progress *p, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_progress_open(&st, p, SQL_TERM, err);
	if (rc < 0 || (rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	if (rc != JYZ_ROW)
		return jyz_error_set(err, JYZ_ENOTFOUND,
				     _("there is no %s %lld"), "term",
				     (long long)p->query->term);
	p->from = jyz_arena_strdup(&p->arena, jyz_col_text(&st, "starts"));
	p->ends = jyz_arena_strdup(&p->arena, jyz_col_text(&st, "ends"));
	p->until = jyz_arena_strdup(&p->arena, jyz_col_text(&st, "next"));
	p->before = jyz_arena_strdup(&p->arena, jyz_col_text(&st, "before"));
	p->year = jyz_date_school_year(p->from);
	jyz_stmt_done(&st);
	return JYZ_OK;
}

/* --- of so many, so many --------------------------------------------------- */

#define NO_RECORDS                                                         \
	"NULL AS kind, NULL AS late, NULL AS open, NULL AS unrecorded "

static const char SQL_COVERAGE[] = JYZ_PROGRESS_PEOPLE
	"SELECT p.name, 'been_heard' AS what, (SELECT count(*) FROM (SELECT "
	"DISTINCT o.date, o.period, o.class FROM observation o "
	"WHERE o.teacher = p.id AND o.date >= :from AND o.date < :until)) "
	"AS done, 1 AS expected, 0 AS part, " NO_RECORDS
	", p.id, 1 AS place FROM people p "
	"UNION ALL SELECT p.name, 'has_heard', (SELECT count(*) "
	"FROM observation o WHERE o.observer = p.id AND o.date >= :from "
	"AND o.date < :until), 1, 0, " NO_RECORDS ", p.id, 2 FROM people p "
	"ORDER BY place, p.name COLLATE names, p.id";

/* The ids of those of a person's records f that are as said, in order. */
#define WHICH(from, how)                                                   \
	"(SELECT group_concat(id, ', ') FROM (SELECT g.id FROM " from      \
	" g WHERE g.who IS f.who AND g.what = f.what AND g.state = '" how  \
	"' ORDER BY g.id)) AS " how

/* What is not due yet is neither in time nor late.  Checks of which nobody
 * says who made them are nobody's, not forgotten. */
static const char SQL_FEEDBACK[] = JYZ_PROGRESS_PEOPLE
	", given AS (SELECT id, observer AS who, 'observation' AS what, date, "
	"feedback_date AS back, NULL AS unit FROM observation UNION ALL "
	"SELECT id, checker, 'check', date, feedback_date, unit "
	"FROM \"check\"), followed AS (SELECT id, who, what, unit, CASE "
	"WHEN back IS NULL THEN 'open' "
	"WHEN julianday(back) - julianday(date) > :days THEN 'late' "
	"ELSE 'good' END AS state FROM given WHERE date >= :from "
	"AND date < :until AND (back IS NOT NULL "
	"OR julianday(:today) - julianday(date) > :days)) "
	"SELECT p.name, f.what, sum(f.state = 'good') AS done, "
	"count(*) AS expected, 1 AS part, f.what AS kind, "
	WHICH("followed", "late") ", " WHICH("followed", "open")
	", NULL AS unrecorded FROM followed f LEFT JOIN people p "
	"ON p.id = f.who WHERE p.id IS NOT NULL OR (f.who IS NULL "
	"AND :teacher IS NULL AND (:unit IS NULL OR f.unit IN tree)) "
	"GROUP BY f.who, f.what ORDER BY f.what DESC, p.id IS NULL, "
	"p.name COLLATE names, p.id";

/* Whoever is of the group and stands in no list of a meeting that has lists:
 * it is open whether he was there. */
static const char SQL_ATTENDANCE[] = JYZ_PROGRESS_PEOPLE
	", " JYZ_SQL_MEMBERS
	", held AS (SELECT m.id, m.date, m.kind, m.unit FROM meeting m "
	"WHERE m.date >= :from AND m.date < :until AND EXISTS (SELECT 1 "
	"FROM meeting_attendance a WHERE a.meeting = m.id)), "
	"marked AS (SELECT h.id, a.teacher AS who, 'meetings' AS what, "
	"a.status AS state FROM held h JOIN meeting_attendance a "
	"ON a.meeting = h.id WHERE a.status <> 'guest' "
	"UNION ALL SELECT h.id, b.teacher, 'meetings', 'open' FROM held h "
	"JOIN member b ON b.unit = h.unit WHERE b.starts <= h.date "
	"AND b.ends >= h.date AND " JYZ_SQL_CALLS_ALL("h.kind", "h.unit")
	" AND NOT EXISTS (SELECT 1 FROM meeting_attendance a "
	"WHERE a.meeting = h.id AND a.teacher = b.teacher)) "
	"SELECT p.name, 'meetings' AS what, "
	"sum(f.state IN ('present', 'late')) AS done, "
	"sum(f.state <> 'open') AS expected, 1 AS part, 'meeting' AS kind, "
	"NULL AS late, " WHICH("marked", "open")
	", sum(f.state = 'open') AS unrecorded "
	"FROM marked f JOIN people p ON p.id = f.who "
	"GROUP BY p.id ORDER BY p.name COLLATE names, p.id";

static const char SQL_ACTIONS[] = JYZ_PROGRESS_PEOPLE
	", followed AS (SELECT id, owner AS who, 'actions' AS what, CASE "
	"WHEN done IS NULL THEN 'open' WHEN done > due THEN 'late' "
	"ELSE 'good' END AS state FROM action WHERE due >= :from "
	"AND due < :until AND (done IS NOT NULL OR due < :today)) "
	"SELECT p.name, 'actions' AS what, sum(f.state = 'good') AS done, "
	"count(*) AS expected, 1 AS part, 'action' AS kind, "
	WHICH("followed", "late") ", " WHICH("followed", "open")
	", NULL AS unrecorded "
	"FROM followed f JOIN people p ON p.id = f.who "
	"GROUP BY p.id ORDER BY p.name COLLATE names, p.id";

/* over: so is the term.  part: done is a part of what was expected and cannot
 * be made up for. */
static enum jyz_progress_state counted(const struct jyz_progress_row *row,
				       bool part, bool over)
{
	if (row->missing.i)
		return part || over ? JYZ_PROGRESS_SHORT : JYZ_PROGRESS_OPEN;
	return row->unrecorded.type == JYZ_INT && row->unrecorded.i
		       ? JYZ_PROGRESS_OPEN
		       : JYZ_PROGRESS_MET;
}

static int put_counts(struct progress *p, enum jyz_progress_section section,
		      const char *sql, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	bool over = strcmp(p->desk->clock.today, p->ends) > 0;
	int rc = jyz_progress_open(&st, p, sql, err);
	if (rc < 0)
		return rc;
	if (strstr(sql, ":days"))
		jyz_bind_int(&st, ":days", p->query->feedback_days);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		int64_t done = jyz_col_int(&st, "done");
		int64_t expected = jyz_col_int(&st, "expected");
		int64_t missing = done < expected ? expected - done : 0;
		bool part = jyz_col_int(&st, "part") != 0;
		struct jyz_progress_row row = {
			.section = section,
			.name = jyz_col_text(&st, "name"),
			.what = jyz_col_text(&st, "what"),
			.done = jyz_progress_amount(done),
			.expected = jyz_progress_amount(expected),
			.missing = jyz_progress_amount(missing),
			.kind = jyz_col_text(&st, "kind"),
			.late = jyz_col_text(&st, "late"),
			.open = jyz_col_text(&st, "open"),
			.unrecorded = jyz_col_value(&st, "unrecorded"),
		};
		row.state = counted(&row, part, over);
		if (section == JYZ_PROGRESS_COVERAGE) {
			jyz_col_ignore(&st, "id");
			jyz_col_ignore(&st, "place");
		}
		if ((rc = p->fn(&row, p->payload, err)) < 0)
			break;
	}
	if (rc < 0)
		jyz_stmt_done(&st);
	return rc;
}

/* --- against last term ------------------------------------------------------- */

/* Hours by the clock where both times are known, else as they were given. */
static const char SQL_MEETINGS[] =
	"WITH RECURSIVE tree(id) AS (SELECT id FROM unit WHERE id = :unit "
	"UNION SELECT u.id FROM unit u JOIN tree ON u.parent = tree.id), "
	"held AS (SELECT m.kind, m.date >= :from AS now, "
	"ifnull(CAST(round((julianday(m.date || ' ' || m.ends) - "
	"julianday(m.date || ' ' || m.starts)) * 2400) AS INTEGER), m.hours) "
	"AS hours FROM meeting m WHERE m.date >= :before AND m.date < :until "
	"AND (:before <> '' OR m.date >= :from) "
	"AND (:unit IS NULL OR m.unit IN tree)) "
	"SELECT NULL AS name, kind AS what, sum(now) AS done, "
	"sum(NOT now) AS before, sum(CASE WHEN now THEN hours END) AS hours, "
	"sum(CASE WHEN NOT now THEN hours END) AS hours_before, "
	"sum(now AND hours IS NOT NULL) AS timed, "
	"sum(NOT now AND hours IS NOT NULL) AS timed_before, "
	"CASE kind WHEN 'group' THEN 1 WHEN 'prep' THEN 2 WHEN 'study' THEN 3 "
	"ELSE 4 END AS place FROM held GROUP BY kind ORDER BY place";

/* Exams that have no papers yet stand under no grade. */
static const char SQL_EXAMS[] =
	"WITH RECURSIVE tree(id) AS (SELECT id FROM unit WHERE id = :unit "
	"UNION SELECT u.id FROM unit u JOIN tree ON u.parent = tree.id) "
	"SELECT p.grade AS name, 'exams' AS what, "
	"count(DISTINCT CASE WHEN e.date >= :from THEN e.id END) AS done, "
	"count(DISTINCT CASE WHEN e.date < :from THEN e.id END) AS before, "
	"NULL AS hours, NULL AS hours_before, NULL AS timed, "
	"NULL AS timed_before, 1 AS place "
	"FROM exam e LEFT JOIN paper p ON p.exam = e.id "
	"WHERE e.date >= :before AND e.date < :until "
	"AND (:before <> '' OR e.date >= :from) "
	"AND (:unit IS NULL OR NOT EXISTS (SELECT 1 FROM unit u JOIN tree "
	"ON tree.id = u.id WHERE u.subject IS NOT NULL) OR p.subject IN "
	"(SELECT u.subject FROM unit u JOIN tree ON tree.id = u.id)) "
	"GROUP BY p.grade ORDER BY p.grade COLLATE names";

static int put_burden(struct progress *p, enum jyz_progress_section section,
		      const char *sql, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_progress_open(&st, p, sql, err);
	if (rc < 0)
		return rc;
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		int64_t before = jyz_col_int(&st, "before");
		struct jyz_progress_row row = {
			.section = section,
			.name = jyz_col_text(&st, "name"),
			.what = jyz_col_text(&st, "what"),
			.done = jyz_progress_amount(jyz_col_int(&st, "done")),
			.hours = jyz_col_value(&st, "hours"),
			.hours_before = jyz_col_value(&st, "hours_before"),
			.timed = jyz_col_value(&st, "timed"),
			.timed_before = jyz_col_value(&st, "timed_before"),
		};
		jyz_col_ignore(&st, "place");
		if (*p->before)
			row.before = jyz_progress_amount(before);
		else
			row.timed_before = jyz_null();
		if ((rc = p->fn(&row, p->payload, err)) < 0)
			break;
	}
	if (rc < 0)
		jyz_stmt_done(&st);
	return rc;
}

/* Meetings and exams are nobody's own. */
static int put_group(struct progress *p, struct jyz_error *err)
{
	int rc;
	if (p->query->teacher)
		return JYZ_OK;
	rc = put_burden(p, JYZ_PROGRESS_MEETINGS, SQL_MEETINGS, err);
	if (rc >= 0)
		rc = put_burden(p, JYZ_PROGRESS_EXAMS, SQL_EXAMS, err);
	return rc < 0 ? rc : jyz_progress_quotas(p, true, err);
}

int jyz_progress(struct jyz_desk *desk, const struct jyz_progress_query *query,
		 jyz_progress_fn *fn, void *payload, struct jyz_error *err)
{
	static const struct {
		enum jyz_progress_section section;
		const char *sql;
	} counts[] = {
		{ JYZ_PROGRESS_COVERAGE, SQL_COVERAGE },
		{ JYZ_PROGRESS_FEEDBACK, SQL_FEEDBACK },
		{ JYZ_PROGRESS_ATTENDANCE, SQL_ATTENDANCE },
		{ JYZ_PROGRESS_ACTIONS, SQL_ACTIONS },
	};
	struct progress p = { desk, query, fn, payload, NULL, NULL,
			      NULL, NULL,  0,  JYZ_ARENA_INIT };
	int rc = jyz_progress_term(&p, err);
	if (rc >= 0)
		rc = jyz_progress_quotas(&p, false, err);
	if (rc >= 0)
		rc = jyz_progress_targets(&p, err);
	for (size_t i = 0; i < JYZ_COUNT(counts) && rc >= 0; i++)
		rc = put_counts(&p, counts[i].section, counts[i].sql, err);
	if (rc >= 0)
		rc = put_group(&p, err);
	jyz_arena_free(&p.arena);
	return rc;
}

int jyz_targets(struct jyz_desk *desk, const struct jyz_progress_query *query,
		jyz_progress_fn *fn, void *payload, struct jyz_error *err)
{
	struct progress p = { desk, query, fn, payload, NULL, NULL,
			      NULL, NULL,  0,  JYZ_ARENA_INIT };
	int rc = jyz_progress_term(&p, err);
	if (rc >= 0)
		rc = jyz_progress_targets(&p, err);
	jyz_arena_free(&p.arena);
	return rc;
}
