/*
 * Rows of parts into the database.  A row that stands where it stood stays;
 * what differs is deleted and inserted, never updated: so each change of a
 * part names its head in the journal, and undoing one finds the others.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "room.h"

void jyz_bind_field(struct jyz_stmt *st, const struct jyz_field *field,
		    struct jyz_value value)
{
	char name[64] = ":";
	size_t len = strlen(field->name);
	assert(len + 2 <= sizeof(name));
	memcpy(name + 1, field->name, len + 1);
	jyz_bind_value(st, name, value);
}

/* A row of a part as it lies on file. */
struct place {
	int64_t id, position;
};

struct places {
	struct place *items;
	size_t count, room;
};

static void places_free(struct places *places)
{
	free(places->items);
}

static int read_places(struct jyz_desk *desk, const struct jyz_part *part,
		       int64_t head, struct places *out, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_open_part(&st, desk, jyz_sql_part_places, part, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":head", head);
	if (part->fixed)
		jyz_bind_text(&st, ":fixed", part->value);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		JYZ_GROW(out->items, out->count, out->room);
		out->items[out->count++] = (struct place){
			jyz_col_int(&st, "id"), jyz_col_int(&st, "position")
		};
	}
	return rc;
}

static bool same_row(const struct jyz_part *part, const struct jyz_rows *a,
		     const struct jyz_rows *b, size_t row)
{
	size_t n = part->n_fields;
	if (row >= a->count || row >= b->count)
		return false;
	for (size_t f = 0; f < n; f++)
		if (!jyz_value_same(a->cells[row * n + f],
				    b->cells[row * n + f]))
			return false;
	return true;
}

int jyz_part_drop(struct jyz_desk *desk, const struct jyz_record *rec,
		  const struct jyz_record *before, size_t part, bool *stays,
		  struct jyz_error *err)
{
	const struct jyz_part *p = &rec->kind->parts[part];
	JYZ_AUTO(places) places = { NULL, 0, 0 };
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = read_places(desk, p, rec->id, &places, err);
	if (rc < 0 ||
	    (rc = jyz_open_part(&st, desk, jyz_sql_part_delete, p, err)) < 0)
		return rc;
	bool known = places.count == before->parts[part].count;
	for (size_t i = 0; i < places.count; i++) {
		/* Another program may count otherwise. */
		bool same = known &&
			    places.items[i].position == (int64_t)i + 1 &&
			    same_row(p, &rec->parts[part],
				     &before->parts[part], i);
		if (i < rec->parts[part].count)
			stays[i] = same;
		if (same)
			continue;
		jyz_stmt_reset(&st);
		jyz_bind_int(&st, ":id", places.items[i].id);
		if ((rc = jyz_stmt_run(&st, err)) < 0)
			return rc;
	}
	return JYZ_OK;
}

static int put_row(struct jyz_stmt *st, struct jyz_record *rec, size_t part,
		   size_t row, struct jyz_error *err)
{
	const struct jyz_part *p = &rec->kind->parts[part];
	jyz_bind_int(st, ":head", rec->id);
	jyz_bind_int(st, ":position", (int64_t)row + 1);
	if (p->fixed)
		jyz_bind_text(st, ":fixed", p->value);
	for (size_t f = 0; f < p->n_fields; f++)
		jyz_bind_field(st, &p->fields[f],
			       rec->parts[part].cells[row * p->n_fields + f]);
	int rc = jyz_stmt_run(st, err);
	if (rc >= 0)
		return rc;
	if (rc == JYZ_EEXISTS) {
		jyz_error_set(err, JYZ_EEXISTS, _("named twice"));
		jyz_error_prefix(err, "--%s", p->name);
	}
	return jyz_record_blame(rec, (int)(rec->kind->n_fields + part), err);
}

int jyz_part_put(struct jyz_desk *desk, struct jyz_record *rec, size_t part,
		 const bool *stays, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	size_t count = rec->parts[part].count;
	if (!count)
		return JYZ_OK;
	int rc = jyz_open_part(&st, desk, jyz_sql_part_insert,
			       &rec->kind->parts[part], err);
	for (size_t i = 0; i < count && rc >= 0; i++) {
		if (stays && stays[i])
			continue;
		rc = put_row(&st, rec, part, i, err);
		if (rc >= 0)
			jyz_stmt_reset(&st);
	}
	return rc;
}
