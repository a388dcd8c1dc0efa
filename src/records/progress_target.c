/*
 * Targets: what was agreed for a term, measured from the records wherever they
 * can tell, else by what was filled in.
 */
#include <stdlib.h>
#include <string.h>

#include "kinds.h"
#include "progress_room.h"
#include "room.h"

struct target {
	int64_t id;
	const char *name, *measure, *text, *subject, *due;
	struct jyz_value unit, teacher, class, value, reached;
	bool done;
};

struct targets {
	struct target *items;
	size_t count, room;
};

static void targets_free(struct targets *targets)
{
	free(targets->items);
}

/* Of a group: those of what is below it and of its people, too. */
static const char SQL_TARGETS[] = JYZ_PROGRESS_PEOPLE
	"SELECT g.id, coalesce(u.name, t.name, c.name) AS name, g.measure, "
	"g.what, g.subject, g.due, g.unit, "
	"g.teacher, g.class, g.value, g.reached, g.done IS NOT NULL AS done "
	"FROM target g LEFT JOIN unit u ON u.id = g.unit "
	"LEFT JOIN teacher t ON t.id = g.teacher "
	"LEFT JOIN class c ON c.id = g.class WHERE g.term = :term "
	"AND ((:teacher IS NULL AND :unit IS NULL) "
	"OR g.teacher IN (SELECT id FROM people) "
	"OR (:teacher IS NULL AND g.unit IN tree)) "
	"ORDER BY g.due IS NULL, g.due, g.id";

static const char *kept(struct progress *p, const char *text)
{
	return jyz_arena_strdup(&p->arena, text);
}

static int read_targets(struct progress *p, struct targets *out,
			struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_progress_open(&st, p, SQL_TARGETS, err);
	if (rc < 0)
		return rc;
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		JYZ_GROW(out->items, out->count, out->room);
		out->items[out->count++] = (struct target){
			.id = jyz_col_int(&st, "id"),
			.name = kept(p, jyz_col_text(&st, "name")),
			.measure = kept(p, jyz_col_text(&st, "measure")),
			.text = kept(p, jyz_col_text(&st, "what")),
			.subject = kept(p, jyz_col_text(&st, "subject")),
			.due = kept(p, jyz_col_text(&st, "due")),
			.unit = jyz_col_value(&st, "unit"),
			.teacher = jyz_col_value(&st, "teacher"),
			.class = jyz_col_value(&st, "class"),
			.value = jyz_col_value(&st, "value"),
			.reached = jyz_col_value(&st, "reached"),
			.done = jyz_col_int(&st, "done") != 0,
		};
	}
	return rc;
}

/* --- measures ------------------------------------------------------------------ */

/* The teachers that it is about. */
#define WHOM                                                                 \
	"WITH RECURSIVE below(id) AS (SELECT id FROM unit WHERE id = "       \
	":g_unit UNION SELECT u.id FROM unit u JOIN below ON u.parent = "    \
	"below.id), whom(id) AS (SELECT :g_teacher UNION SELECT t.id FROM "  \
	"teacher t WHERE t.unit IN below) "
#define IN_TIME "date >= :from AND date < :until AND date <= :last"

/* Of classes: the latest exam of the term in which they have results. */
#define RESULTS                                                              \
	WHOM ", found AS (SELECT r.*, p.exam, e.date FROM result r "         \
	"JOIN paper p ON p.id = r.paper JOIN exam e ON e.id = p.exam "       \
	"LEFT JOIN unit u ON u.id = :g_unit WHERE e.date >= :from "          \
	"AND e.date < :until AND e.date <= :last "                           \
	"AND p.subject = coalesce(:subject, u.subject, p.subject) "          \
	"AND (:g_class IS NULL OR r.class = :g_class) "                      \
	"AND (:g_unit IS NULL OR ifnull(u.grade, p.grade) = p.grade) "       \
	"AND (:g_teacher IS NULL OR EXISTS (SELECT 1 FROM assignment s "     \
	"WHERE s.teacher IN whom AND s.class = r.class "                     \
	"AND s.subject = p.subject AND ifnull(s.starts, '') <= e.date "      \
	"AND ifnull(s.ends, '9999') >= e.date))), "                          \
	"latest AS (SELECT * FROM found WHERE exam = (SELECT exam "          \
	"FROM found ORDER BY date DESC, exam DESC LIMIT 1)) "

/* none: why there is no figure, where records are lacking. */
static const struct {
	const char *measure, *sql;
	enum jyz_progress_note none;
} measures[] = {
	{ "lessons_heard", WHOM
	  "SELECT count(*) * 100 AS n FROM observation "
	  "WHERE observer IN whom AND " IN_TIME,
	  JYZ_PROGRESS_NO_NOTE },
	{ "open_lessons", WHOM
	  "SELECT count(*) * 100 AS n FROM (SELECT DISTINCT teacher, date, "
	  "period, class FROM observation WHERE teacher IN whom "
	  "AND visit IN ('open', 'study', 'report', 'demonstration', "
	  "'leading', 'exchange', 'same_topic', 'showcase') AND " IN_TIME
	  ")",
	  JYZ_PROGRESS_NO_NOTE },
	{ "attendance", WHOM
	  "SELECT CAST(round(10000.0 * sum(a.status <> 'absent') / count(*)) "
	  "AS INTEGER) AS n FROM meeting_attendance a "
	  "JOIN meeting m ON m.id = a.meeting WHERE a.teacher IN whom "
	  "AND a.status <> 'guest' AND " IN_TIME,
	  JYZ_PROGRESS_NO_MEETINGS },
	{ "papers", WHOM
	  "SELECT count(*) * 100 AS n FROM achievement a "
	  "WHERE kind = 'paper' AND (teacher IN whom OR EXISTS (SELECT 1 "
	  "FROM achievement_author x WHERE x.achievement = a.id "
	  "AND x.teacher IN whom)) AND " IN_TIME,
	  JYZ_PROGRESS_NO_NOTE },
	{ "pass_rate", RESULTS
	  "SELECT CAST(round(10000.0 * sum(passed) / sum(sat)) AS INTEGER) "
	  "AS n, ifnull(sum(sat), 0) AS pupils, (SELECT count(*) "
	  "FROM latest) AS found FROM latest WHERE passed IS NOT NULL",
	  JYZ_PROGRESS_NO_RESULTS },
	/* Weighted, if it is known of all how many sat it. */
	{ "average", RESULTS
	  "SELECT CAST(round(CASE WHEN count(*) = count(sat) "
	  "THEN sum(1.0 * average * sat) / sum(sat) ELSE avg(average) END "
	  "/ 1000000) AS INTEGER) AS n, ifnull(sum(sat), 0) AS pupils, "
	  "0 AS found FROM latest",
	  JYZ_PROGRESS_NO_RESULTS },
};

#define NO_MEASURE JYZ_COUNT(measures)

static size_t measure_of(const struct target *g)
{
	size_t i = 0;
	while (i < NO_MEASURE && strcmp(measures[i].measure, g->measure) != 0)
		i++;
	/* Only results are of classes. */
	return i < NO_MEASURE && g->class.type != JYZ_NULL &&
			       !strstr(measures[i].sql, ":g_class")
		       ? NO_MEASURE
		       : i;
}

struct measured {
	struct jyz_value n; /* null: the records cannot tell */
	int64_t pupils;
	enum jyz_progress_note why; /* they cannot */
};

static int measure(struct progress *p, const struct target *g,
		   struct measured *out, struct jyz_error *err)
{
	size_t i = measure_of(g);
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	*out = (struct measured){ jyz_null(), 0, JYZ_PROGRESS_UNMEASURED };
	if (i == NO_MEASURE)
		return JYZ_OK;
	const char *sql = measures[i].sql;
	int rc = jyz_progress_open(&st, p, sql, err);
	if (rc < 0)
		return rc;
	jyz_bind_value(&st, ":g_unit", g->unit);
	jyz_bind_value(&st, ":g_teacher", g->teacher);
	jyz_bind_text(&st, ":last", g->due ? g->due : "9999-12-31");
	if (strstr(sql, ":g_class"))
		jyz_bind_value(&st, ":g_class", g->class);
	if (strstr(sql, ":subject"))
		jyz_bind_text(&st, ":subject", g->subject);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	out->n = jyz_col_value(&st, "n");
	out->why = measures[i].none;
	if (strstr(sql, "AS pupils")) {
		out->pupils = jyz_col_int(&st, "pupils");
		if (jyz_col_int(&st, "found"))
			out->why = JYZ_PROGRESS_NO_PASSES;
	}
	jyz_stmt_done(&st);
	return JYZ_OK;
}

int jyz_progress_reached(struct progress *p, const struct jyz_record *target,
			 struct jyz_value *out, struct jyz_error *err)
{
	const struct target g = {
		.measure = jyz_record_text(target, TARGET_MEASURE),
		.subject = jyz_record_text(target, TARGET_SUBJECT),
		.due = jyz_record_text(target, TARGET_DUE),
		.unit = target->values[TARGET_UNIT],
		.teacher = target->values[TARGET_TEACHER],
		.class = target->values[TARGET_CLASS],
	};
	struct measured found;
	int rc = measure(p, &g, &found, err);
	if (rc >= 0)
		*out = found.n;
	return rc;
}

/* --- rows ------------------------------------------------------------------------ */

/* A figure decides; the day it is said to be done, where there is none. */
static enum jyz_progress_state judge(const struct progress *p,
				     const struct target *g,
				     const struct jyz_progress_row *row)
{
	const char *last = g->due ? g->due : p->ends;
	if (row->missing.type == JYZ_INT ? row->missing.i == 0 : g->done)
		return JYZ_PROGRESS_MET;
	return strcmp(last, p->desk->clock.today) < 0 ? JYZ_PROGRESS_SHORT
						      : JYZ_PROGRESS_OPEN;
}

static enum jyz_progress_note remark(const struct target *g,
				     const struct measured *found,
				     const struct jyz_progress_row *row)
{
	if (g->done && row->missing.type == JYZ_INT && row->missing.i > 0)
		return JYZ_PROGRESS_BELOW;
	return row->source == JYZ_PROGRESS_NOBODY && !g->done &&
			       g->value.type == JYZ_INT
		       ? found->why
		       : JYZ_PROGRESS_NO_NOTE;
}

static int put_target(struct progress *p, const struct target *g,
		      struct jyz_error *err)
{
	struct measured found;
	int rc = measure(p, g, &found, err);
	if (rc < 0)
		return rc;
	bool told = found.n.type == JYZ_INT;
	bool typed = !told && g->reached.type == JYZ_INT;
	struct jyz_progress_row row = {
		.section = JYZ_PROGRESS_TARGET,
		.id = g->id,
		.name = g->name,
		.what = g->measure,
		.text = g->text,
		.done = told ? found.n : g->reached,
		.expected = g->value,
		.due = g->due,
		.source = told    ? JYZ_PROGRESS_RECORDS
			  : typed ? JYZ_PROGRESS_TYPED
				  : JYZ_PROGRESS_NOBODY,
		.typed = g->reached,
		.pupils = found.pupils,
	};
	if (row.done.type == JYZ_INT && g->value.type == JYZ_INT)
		row.missing = jyz_int(row.done.i < g->value.i
					      ? g->value.i - row.done.i
					      : 0);
	row.state = judge(p, g, &row);
	row.note = remark(g, &found, &row);
	return p->fn(&row, p->payload, err);
}

int jyz_progress_targets(struct progress *p, struct jyz_error *err)
{
	JYZ_AUTO(targets) targets = { NULL, 0, 0 };
	int rc = read_targets(p, &targets, err);
	for (size_t i = 0; i < targets.count && rc >= 0; i++)
		rc = put_target(p, &targets.items[i], err);
	return rc;
}
