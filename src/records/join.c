/*
 * Joining two records.  Those that name the one that goes are written as an
 * edit would write them, so that keys, rules and the journal are the same.
 */
#include "jyz/records/join.h"

#include <stdlib.h>
#include <string.h>

#include "jyz/records/attach.h"
#include "room.h"

struct joiner {
	struct jyz_desk *desk;
	const struct jyz_kind *kind;
	int64_t keep, gone;
	struct jyz_join *join;
};

void jyz_join_free(struct jyz_join *join)
{
	free(join->rows);
	jyz_arena_free(&join->arena);
	*join = (struct jyz_join)JYZ_JOIN_INIT;
}

static int add_row(struct joiner *j, enum jyz_join_change change,
		   const struct jyz_kind *kind, int64_t id, const char *field,
		   struct jyz_error *err)
{
	struct jyz_join *join = j->join;
	char *label;
	int rc = jyz_label(j->desk, kind, id, &label, err);
	if (rc < 0)
		return rc;
	JYZ_GROW(join->rows, join->count, join->room);
	join->rows[join->count++] = (struct jyz_join_row){
		.change = change,
		.kind = kind,
		.id = id,
		.record = jyz_arena_strdup(&join->arena, label),
		.field = field,
	};
	join->moved += change == JYZ_JOIN_MOVED;
	free(label);
	return JYZ_OK;
}

/* A record that is there twice may go; one in a list of which someone stands
 * twice is mended. */
static const char *way_out(struct jyz_join *join, const struct jyz_record *rec,
			   const struct jyz_error *why)
{
	const char *kind = rec->kind->name;
	long long id = rec->id;
	if (why->code == JYZ_EFROZEN && why->hint)
		return jyz_arena_strdup(&join->arena, why->hint);
	if (rec->blamed >= (int)rec->kind->n_fields)
		return jyz_arena_printf(&join->arena, "jyz %s edit %lld --%s ...",
					kind, id,
					rec->kind->parts[rec->blamed -
					(int)rec->kind->n_fields].name);
	return jyz_arena_printf(&join->arena,
				"jyz %s edit %lld ...  |  jyz %s remove %lld",
				kind, id, kind, id);
}

/* What is wrong with one record is listed, and the next one is looked at:
 * who has to mend them wants to see them all. */
static int add_clash(struct joiner *j, const struct jyz_record *rec,
		     struct jyz_error *why, struct jyz_error *err)
{
	struct jyz_join *join = j->join;
	int n = (int)rec->kind->n_fields;
	const char *field = rec->blamed < 0 ? NULL
			    : rec->blamed < n
				    ? rec->kind->fields[rec->blamed].name
				    : rec->kind->parts[rec->blamed - n].name;
	int rc = add_row(j, JYZ_JOIN_CLASH, rec->kind, rec->id, field, err);
	if (rc >= 0) {
		struct jyz_join_row *row = &join->rows[join->count - 1];
		row->reason = jyz_arena_strdup(&join->arena, why->msg);
		row->hint = way_out(join, rec, why);
		join->clashes++;
	}
	jyz_error_free(why);
	return rc;
}

/* A rule said no; what is wrong with the disk or with us is no clash. */
static bool is_clash(int rc)
{
	return rc == JYZ_EEXISTS || rc == JYZ_EINVAL || rc == JYZ_EFROZEN ||
	       rc == JYZ_EREFERENCED || rc == JYZ_ENOTFOUND;
}

/* --- one record that names it --------------------------------------------- */

static bool points(const struct joiner *j, const struct jyz_field *f)
{
	return f->type == JYZ_TYPE_REFERENCE && f->target == j->kind &&
	       !(f->flags & JYZ_COMPUTED);
}

static bool turn(const struct joiner *j, const struct jyz_field *f,
		 struct jyz_value *value)
{
	if (!points(j, f) || value->type != JYZ_INT || value->i != j->gone)
		return false;
	*value = jyz_int(j->keep);
	return true;
}

/* Two rows say the same, or one of them says less. */
static bool agree(const struct jyz_part *part, const struct jyz_value *a,
		  const struct jyz_value *b)
{
	for (size_t f = 0; f < part->n_fields; f++)
		if (a[f].type != JYZ_NULL && b[f].type != JYZ_NULL &&
		    !jyz_value_same(a[f], b[f]))
			return false;
	return true;
}

/* Who stood twice in one list under two names stands there once. */
static void fold(const struct jyz_part *part, struct jyz_rows *rows)
{
	size_t n = part->n_fields;
	for (size_t a = 0; a < rows->count; a++)
		for (size_t b = rows->count; b-- > a + 1;) {
			struct jyz_value *one = &rows->cells[a * n];
			struct jyz_value *two = &rows->cells[b * n];
			if (!agree(part, one, two))
				continue;
			for (size_t f = 0; f < n; f++)
				if (one[f].type == JYZ_NULL)
					one[f] = two[f];
			memmove(two, two + n,
				(rows->count - b - 1) * n * sizeof(*two));
			rows->count--;
		}
}

static int turn_all(struct joiner *j, struct jyz_record *rec,
		    struct jyz_error *err)
{
	const struct jyz_kind *kind = rec->kind;
	int rc = JYZ_OK;
	for (size_t i = 0; i < kind->n_fields && rc >= 0; i++)
		if (turn(j, &kind->fields[i], &rec->values[i]))
			rc = add_row(j, JYZ_JOIN_MOVED, kind, rec->id,
				     kind->fields[i].name, err);
	for (size_t p = 0; p < kind->n_parts && rc >= 0; p++) {
		const struct jyz_part *part = &kind->parts[p];
		struct jyz_rows *rows = &rec->parts[p];
		bool turned = false;
		for (size_t c = 0; c < rows->count * part->n_fields; c++)
			if (turn(j, &part->fields[c % part->n_fields],
				 &rows->cells[c]))
				turned = true;
		if (!turned)
			continue;
		fold(part, rows);
		rc = add_row(j, JYZ_JOIN_MOVED, kind, rec->id, part->name,
			     err);
	}
	return rc;
}

static int move(struct joiner *j, const struct jyz_kind *kind, int64_t id,
		struct jyz_error *err)
{
	JYZ_AUTO(jyz_record) before = { 0 };
	JYZ_AUTO(jyz_record) rec = { 0 };
	struct jyz_error why = JYZ_ERROR_INIT;
	size_t changed;
	jyz_record_init(&before, kind);
	jyz_record_init(&rec, kind);
	int rc = jyz_record_load(j->desk, kind, id, &before, err);
	if (rc < 0)
		return rc;
	jyz_record_copy(&rec, &before);
	if ((rc = turn_all(j, &rec, err)) < 0)
		return rc;
	rc = kind->check ? kind->check(j->desk, &rec, &why) : JYZ_OK;
	if (rc >= 0)
		rc = jyz_record_update(j->desk, &rec, &before, &changed, &why);
	if (is_clash(rc))
		return add_clash(j, &rec, &why, err);
	if (rc < 0)
		jyz_error_move(err, &why);
	return rc;
}

/* --- all of them ---------------------------------------------------------- */

/* Which records of a kind name it, each once. */
struct naming {
	int64_t *ids;
	size_t count, room;
};

static void naming_free(struct naming *naming)
{
	free(naming->ids);
}

static void add_id(struct naming *naming, int64_t id)
{
	for (size_t i = 0; i < naming->count; i++)
		if (naming->ids[i] == id)
			return;
	JYZ_GROW(naming->ids, naming->count, naming->room);
	naming->ids[naming->count++] = id;
}

static int find_by(struct joiner *j, const char *table, const char *record,
		   const struct jyz_field *fields, size_t n,
		   struct naming *naming, struct jyz_error *err)
{
	int rc = JYZ_OK;
	for (size_t i = 0; i < n && rc >= 0; i++) {
		JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
		JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
		if (!points(j, &fields[i]))
			continue;
		jyz_sql_naming(&sql, table, record, &fields[i]);
		rc = jyz_stmt_open(&st, j->desk->store, sql.data, err);
		if (rc < 0)
			return rc;
		jyz_bind_int(&st, ":id", j->gone);
		while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW)
			add_id(naming, jyz_col_at(&st, 0).i);
	}
	return rc;
}

static int move_kind(struct joiner *j, const struct jyz_kind *kind,
		     struct jyz_error *err)
{
	JYZ_AUTO(naming) naming = { NULL, 0, 0 };
	int rc = find_by(j, kind->name, "id", kind->fields, kind->n_fields,
			 &naming, err);
	for (size_t p = 0; p < kind->n_parts && rc >= 0; p++)
		rc = find_by(j, kind->parts[p].table, kind->parts[p].head,
			     kind->parts[p].fields, kind->parts[p].n_fields,
			     &naming, err);
	for (size_t i = 0; i < naming.count && rc >= 0; i++)
		if (kind != j->kind || naming.ids[i] != j->gone)
			rc = move(j, kind, naming.ids[i], err);
	return rc;
}

/* --- the two themselves ---------------------------------------------------- */

/* Someone who left under one of the names is still here under the other. */
static bool taken_over(const struct jyz_kind *kind, size_t field)
{
	return !(kind->fields[field].flags & JYZ_COMPUTED) &&
	       strcmp(kind->fields[field].name, "ends") != 0;
}

/* What gone has and keep has not, or has otherwise. */
static int compare(struct joiner *j, struct jyz_record *keep,
		   const struct jyz_record *gone, struct jyz_error *err)
{
	const struct jyz_kind *kind = j->kind;
	int rc = JYZ_OK;
	for (size_t i = 0; i < kind->n_fields && rc >= 0; i++) {
		struct jyz_value *mine = &keep->values[i];
		struct jyz_value theirs = gone->values[i];
		if (kind->fields[i].flags & JYZ_COMPUTED ||
		    theirs.type == JYZ_NULL || jyz_value_same(*mine, theirs))
			continue;
		if (mine->type != JYZ_NULL || !taken_over(kind, i)) {
			rc = add_row(j, JYZ_JOIN_DROPPED, kind, gone->id,
				     kind->fields[i].name, err);
			continue;
		}
		*mine = theirs;
		rc = add_row(j, JYZ_JOIN_FILLED, kind, keep->id,
			     kind->fields[i].name, err);
	}
	return rc;
}

/* gone goes first: what is taken over may be its key. */
static int settle(struct joiner *j, struct jyz_error *err)
{
	JYZ_AUTO(jyz_record) before = { 0 };
	JYZ_AUTO(jyz_record) keep = { 0 };
	JYZ_AUTO(jyz_record) gone = { 0 };
	struct jyz_error why = JYZ_ERROR_INIT;
	size_t changed;
	jyz_record_init(&before, j->kind);
	jyz_record_init(&keep, j->kind);
	jyz_record_init(&gone, j->kind);
	int rc = jyz_record_load(j->desk, j->kind, j->keep, &before, err);
	if (rc < 0 || (rc = jyz_record_load(j->desk, j->kind, j->gone, &gone,
					    err)) < 0)
		return rc;
	jyz_record_copy(&keep, &before);
	if ((rc = compare(j, &keep, &gone, err)) < 0 ||
	    (rc = add_row(j, JYZ_JOIN_REMOVED, j->kind, j->gone, NULL,
			  err)) < 0 ||
	    j->join->clashes)
		return rc;
	/* what hangs on it stays with the one that stays */
	if ((rc = jyz_attach_move(j->desk, j->kind, j->gone, j->keep,
				  err)) < 0 ||
	    (rc = jyz_record_remove(j->desk, j->kind, j->gone, err)) < 0)
		return rc;
	rc = j->kind->check ? j->kind->check(j->desk, &keep, &why) : JYZ_OK;
	if (rc >= 0)
		rc = jyz_record_update(j->desk, &keep, &before, &changed,
				       &why);
	if (is_clash(rc))
		return add_clash(j, &keep, &why, err);
	if (rc < 0)
		jyz_error_move(err, &why);
	return rc;
}

int jyz_record_join(struct jyz_desk *desk, const struct jyz_kind *kind,
		    int64_t keep, int64_t gone, struct jyz_join *out,
		    struct jyz_error *err)
{
	struct joiner j = { desk, kind, keep, gone, out };
	int rc = JYZ_OK;
	if (keep == gone)
		return jyz_error_set(err, JYZ_EUSAGE,
				     _("both are the same record, %lld"),
				     (long long)keep);
	for (size_t k = 0; k < desk->catalogue->count && rc >= 0; k++)
		rc = move_kind(&j, desk->catalogue->kinds[k], err);
	return rc < 0 ? rc : settle(&j, err);
}
