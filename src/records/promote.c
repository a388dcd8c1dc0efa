/*
 * The classes of the next school year.  A class that is there already is
 * recognised by its name; who has left the school is not carried over.
 */
#include "jyz/records/promote.h"

#include <stdlib.h>
#include <string.h>

#include "jyz/base/text.h"
#include "kinds.h"
#include "room.h"

struct promoter {
	struct jyz_desk *desk;
	struct jyz_promote *promote;
	const char *first; /* day of the new year */
	const char *june;  /* who taught then, taught to the end */
};

void jyz_promote_free(struct jyz_promote *promote)
{
	free(promote->rows);
	jyz_arena_free(&promote->arena);
	*promote = (struct jyz_promote)JYZ_PROMOTE_INIT;
}

static const char SQL_CLASSES[] =
	"SELECT id, name, grade FROM class WHERE year = :year "
	"ORDER BY grade COLLATE names, name COLLATE names";

static bool is_wanted(const struct jyz_promote *promote, const char *grade)
{
	for (size_t i = 0; i < promote->n_grades; i++)
		if (jyz_text_is(grade, promote->grades[i]))
			return true;
	return !promote->n_grades;
}

static int read_classes(struct promoter *p, struct jyz_error *err)
{
	struct jyz_promote *promote = p->promote;
	struct jyz_arena *arena = &promote->arena;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, p->desk->store, SQL_CLASSES, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":year", promote->from);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		struct jyz_promote_row row = {
			.from_id = jyz_col_int(&st, "id"),
			.from = jyz_arena_strdup(arena,
						 jyz_col_text(&st, "name")),
			.from_grade = jyz_arena_strdup(
				arena, jyz_col_text(&st, "grade")),
		};
		if (!is_wanted(promote, row.from_grade))
			continue;
		JYZ_GROW(promote->rows, promote->count, promote->room);
		promote->rows[promote->count++] = row;
	}
	if (rc < 0 || promote->count)
		return rc;
	jyz_error_set(err, JYZ_ENOTFOUND,
		      promote->n_grades
			      ? _("the school year %d has no such classes")
			      : _("the school year %d has no classes"),
		      promote->from);
	return jyz_error_hint(err, "jyz class list --year %d", promote->from);
}

/* --- which class it becomes ------------------------------------------------ */

static const char SQL_GRADE[] =
	"SELECT count(*) AS n FROM class WHERE grade = :grade";

/* A grade that many schools do not have is one that this school has had. */
static int is_kept(struct promoter *p, const char *grade, bool *kept,
		   struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, p->desk->store, SQL_GRADE, err);
	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":grade", grade);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	*kept = jyz_col_int(&st, "n") > 0;
	jyz_stmt_done(&st);
	return JYZ_OK;
}

static int name_next(struct promoter *p, struct jyz_promote_row *row,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) grade = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;
	bool beyond, last, kept = true;
	int rc = JYZ_OK;
	if (!jyz_grade_next(&grade, row->from_grade, &beyond, &last)) {
		row->what = last ? JYZ_PROMOTED_LEAVES : JYZ_PROMOTED_UNKNOWN;
		return JYZ_OK;
	}
	if (beyond)
		rc = is_kept(p, grade.data, &kept, err);
	if (rc < 0 || !kept) {
		row->what = JYZ_PROMOTED_LEAVES;
		return rc;
	}
	jyz_class_next(&name, row->from, row->from_grade);
	row->to = jyz_arena_strdup(&p->promote->arena, name.data);
	row->to_grade = jyz_arena_strdup(&p->promote->arena, grade.data);
	return JYZ_OK;
}

static const char SQL_THERE[] =
	"SELECT id, name FROM class c WHERE c.year = :year "
	"AND c.previous = :from";

/* The class that says that it was this one; *id 0: none. */
static int find_successor(struct promoter *p, struct jyz_promote_row *row,
			  int64_t *id, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, p->desk->store, SQL_THERE, err);
	*id = 0;
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":year", p->promote->to);
	jyz_bind_int(&st, ":from", row->from_id);
	if ((rc = jyz_stmt_step(&st, err)) <= 0)
		return rc;
	*id = jyz_col_int(&st, "id");
	row->to = jyz_arena_strdup(&p->promote->arena,
				   jyz_col_text(&st, "name"));
	jyz_stmt_done(&st);
	return JYZ_OK;
}

static const char SQL_LEFT[] =
	"SELECT name, ifnull(ends, '9999') < :first AS gone FROM teacher "
	"WHERE id = :id";

/* Is this teacher still there when the new year begins? */
static int stays(struct promoter *p, int64_t teacher, const char *class,
		 bool *yes, const char **name, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, p->desk->store, SQL_LEFT, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":id", teacher);
	jyz_bind_text(&st, ":first", p->first);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	*yes = !jyz_col_int(&st, "gone");
	*name = jyz_arena_strdup(&p->promote->arena,
				 jyz_col_text(&st, "name"));
	jyz_stmt_done(&st);
	if (!*yes)
		jyz_desk_note(p->desk, _("%s has left: not carried over to %s"),
			      *name, class);
	return JYZ_OK;
}

static int goes_back(const struct jyz_promote_row *row, int year,
		     int64_t twin, struct jyz_error *err)
{
	jyz_error_set(err, JYZ_ECONFLICT,
		      _("class %s of %d was another class than %s the year "
			"before"), row->to, year, row->from);
	return jyz_error_hint(err, "jyz class show %lld  |  jyz class edit "
			      "%lld --previous ...",
			      (long long)twin, (long long)twin);
}

/* A class of that name that does not say what it was. */
static int link_class(struct promoter *p, struct jyz_promote_row *row,
		      int64_t twin, struct jyz_error *err)
{
	JYZ_AUTO(jyz_record) before = { 0 };
	JYZ_AUTO(jyz_record) rec = { 0 };
	size_t changed;
	jyz_record_init(&before, &jyz_class);
	jyz_record_init(&rec, &jyz_class);
	int rc = jyz_record_load(p->desk, &jyz_class, twin, &before, err);
	if (rc < 0)
		return rc;
	if (before.values[CLASS_PREVIOUS].type == JYZ_INT)
		return goes_back(row, p->promote->to, twin, err);
	jyz_record_copy(&rec, &before);
	rec.values[CLASS_PREVIOUS] = jyz_int(row->from_id);
	row->to = jyz_arena_strdup(&p->promote->arena,
				   jyz_record_text(&before, CLASS_NAME));
	row->what = JYZ_PROMOTED_LINKED;
	row->to_id = twin;
	p->promote->made++;
	return jyz_record_update(p->desk, &rec, &before, &changed, err);
}

/* What a class keeps over the summer. */
static int fill_class(struct promoter *p, struct jyz_promote_row *row,
		      struct jyz_record *rec, struct jyz_error *err)
{
	static const int kept[] = { CLASS_TRACK, CLASS_SIZE, CLASS_ADVISER };
	JYZ_AUTO(jyz_record) from = { 0 };
	bool yes;
	jyz_record_init(&from, &jyz_class);
	int rc = jyz_record_load(p->desk, &jyz_class, row->from_id, &from,
				 err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; i < JYZ_COUNT(kept); i++)
		jyz_record_default(rec, kept[i], from.values[kept[i]]);
	rec->values[CLASS_NAME] = jyz_text(row->to);
	rec->values[CLASS_GRADE] = jyz_text(row->to_grade);
	rec->values[CLASS_YEAR] = jyz_int(p->promote->to);
	rec->values[CLASS_PREVIOUS] = jyz_int(row->from_id);
	if (rec->values[CLASS_ADVISER].type != JYZ_INT)
		return JYZ_OK;
	rc = stays(p, rec->values[CLASS_ADVISER].i, row->to, &yes,
		   &row->adviser, err);
	if (rc >= 0 && !yes) {
		rec->values[CLASS_ADVISER] = jyz_null();
		row->adviser = NULL;
	}
	return rc;
}

static int make_class(struct promoter *p, struct jyz_promote_row *row,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_record) rec = { 0 };
	int64_t twin;
	jyz_record_init(&rec, &jyz_class);
	int rc = fill_class(p, row, &rec, err);
	if (rc < 0 || (rc = jyz_record_finish(p->desk, &rec, err)) < 0 ||
	    (rc = jyz_record_twin(p->desk, &rec, &twin, err)) < 0)
		return rc;
	if (twin) {
		row->adviser = NULL;
		return link_class(p, row, twin, err);
	}
	if ((rc = jyz_record_insert_new(p->desk, &rec, err)) < 0)
		return rc;
	row->to_id = rec.id;
	p->promote->made++;
	return JYZ_OK;
}

/* --- who teaches it --------------------------------------------------------- */

/* Those who taught it when the year ended; not in subjects that somebody has
 * already seen to. */
static const char SQL_ASSIGNMENTS[] =
	"SELECT s.teacher, s.subject FROM assignment s WHERE s.class = :from "
	"AND ifnull(s.starts, '') <= :june AND ifnull(s.ends, '9999') >= :june "
	"AND NOT EXISTS (SELECT 1 FROM assignment n WHERE n.class = :to "
	"AND n.subject = s.subject) "
	"GROUP BY s.teacher, s.subject ORDER BY s.subject, min(s.id)";

struct teaching {
	int64_t teacher;
	const char *subject;
};

struct teachings {
	struct teaching *items;
	size_t count, room;
};

static void teachings_free(struct teachings *teachings)
{
	free(teachings->items);
}

static int read_teachings(struct promoter *p,
			  const struct jyz_promote_row *row,
			  struct teachings *out, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, p->desk->store, SQL_ASSIGNMENTS, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":from", row->from_id);
	jyz_bind_int(&st, ":to", row->to_id);
	jyz_bind_text(&st, ":june", p->june);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		JYZ_GROW(out->items, out->count, out->room);
		out->items[out->count++] = (struct teaching){
			jyz_col_int(&st, "teacher"),
			jyz_arena_strdup(&p->promote->arena,
					 jyz_col_text(&st, "subject"))
		};
	}
	return rc;
}

static int assign(struct promoter *p, struct jyz_promote_row *row,
		  const struct teaching *teaching, struct jyz_error *err)
{
	JYZ_AUTO(jyz_record) rec = { 0 };
	const char *name;
	bool yes;
	int rc = stays(p, teaching->teacher, row->to, &yes, &name, err);
	if (rc < 0 || !yes)
		return rc;
	jyz_record_init(&rec, &jyz_assignment);
	rec.values[ASSIGNMENT_TEACHER] = jyz_int(teaching->teacher);
	rec.values[ASSIGNMENT_CLASS] = jyz_int(row->to_id);
	rec.values[ASSIGNMENT_SUBJECT] = jyz_text(teaching->subject);
	if ((rc = jyz_record_finish(p->desk, &rec, err)) < 0 ||
	    (rc = jyz_record_insert(p->desk, &rec, err)) < 0)
		return rc;
	row->assignments++;
	p->promote->made++;
	return JYZ_OK;
}

static int carry(struct promoter *p, struct jyz_promote_row *row,
		 struct jyz_error *err)
{
	JYZ_AUTO(teachings) teachings = { NULL, 0, 0 };
	int rc = read_teachings(p, row, &teachings, err);
	for (size_t i = 0; i < teachings.count && rc >= 0; i++)
		rc = assign(p, row, &teachings.items[i], err);
	return rc;
}

static int promote_one(struct promoter *p, struct jyz_promote_row *row,
		       struct jyz_error *err)
{
	int64_t there;
	int rc = name_next(p, row, err);
	if (rc < 0 || !row->to ||
	    (rc = find_successor(p, row, &there, err)) < 0)
		return rc;
	if (there) {
		row->what = JYZ_PROMOTED_THERE;
		row->to_id = there;
	} else {
		rc = make_class(p, row, err);
	}
	return rc < 0 || !p->promote->assignments ? rc : carry(p, row, err);
}

int jyz_class_promote(struct jyz_desk *desk, struct jyz_promote *promote,
		      struct jyz_error *err)
{
	struct promoter p = { .desk = desk, .promote = promote };
	p.first = jyz_arena_printf(&promote->arena, "%04d-08-01", promote->to);
	p.june = jyz_arena_printf(&promote->arena, "%04d-06-30",
				  promote->from + 1);
	int rc = read_classes(&p, err);
	for (size_t i = 0; i < promote->count && rc >= 0; i++)
		rc = promote_one(&p, &promote->rows[i], err);
	return rc;
}
