/*
 * A row of the folder whose record is here already: the same, or different
 * in fields that are listed.
 */
#include <stdlib.h>
#include <string.h>

#include "intake.h"
#include "jyz/records/bulk.h"

struct settler {
	struct jyz_merger *m;
	struct jyz_intake *in;
	const struct jyz_record *there;
	struct jyz_record here;
	bool taken;
	size_t differences;
};

/* --- what differs ------------------------------------------------------- */

/* A version as people read it, and as it is in data. */
struct version {
	struct jyz_buf shown, raw;
};

static void version_free(struct version *version)
{
	jyz_buf_free(&version->shown);
	jyz_buf_free(&version->raw);
}

#define VERSION_INIT { JYZ_BUF_INIT, JYZ_BUF_INIT }

static const char *kept(struct settler *s, const struct jyz_buf *text)
{
	return jyz_arena_strndup(&s->m->merge->arena, text->data, text->len);
}

static void add_difference(struct settler *s, const char *field,
			   const struct version *here,
			   const struct version *there, const char *name)
{
	struct jyz_merge *merge = s->m->merge;

	JYZ_GROW(merge->differences, merge->n_differences,
		 merge->differences_room);
	merge->differences[merge->n_differences++] = (struct jyz_difference){
		.kind = s->here.kind,
		.id = s->here.id,
		.uid = jyz_arena_strdup(&merge->arena, s->there->uid),
		.name = jyz_arena_strdup(&merge->arena, name),
		.field = field,
		.here = kept(s, &here->shown),
		.there = kept(s, &there->shown),
		.raw_here = kept(s, &here->raw),
		.raw_there = kept(s, &there->raw),
		.taken = s->taken,
	};
	s->differences++;
}

static void say_value(struct version *version, const struct jyz_field *f,
		      struct jyz_value value, struct jyz_value label)
{
	jyz_value_shown(&version->shown, f, value, label);
	if (f->type == JYZ_TYPE_CHOICE || f->type == JYZ_TYPE_FLAG)
		jyz_value_word(&version->raw, f, value, label);
	else
		jyz_buf_adds(&version->raw, version->shown.data);
}

static void add_number(struct version *version, int64_t id)
{
	jyz_buf_addf(&version->shown, " #%lld", (long long)id);
	jyz_buf_addf(&version->raw, " #%lld", (long long)id);
}

static void list_field(struct settler *s, size_t i, const char *name)
{
	const struct jyz_field *f = &s->here.kind->fields[i];
	JYZ_AUTO(version) here = VERSION_INIT;
	JYZ_AUTO(version) there = VERSION_INIT;

	say_value(&here, f, s->here.values[i], s->here.labels[i]);
	say_value(&there, f, s->there->values[i], s->there->labels[i]);
	/* Namesakes are told apart by their numbers here. */
	if (f->type == JYZ_TYPE_REFERENCE &&
	    strcmp(here.shown.data, there.shown.data) == 0) {
		add_number(&here, s->here.values[i].i);
		add_number(&there, s->there->values[i].i);
	}
	add_difference(s, f->name, &here, &there, name);
}

static void list_part(struct settler *s, size_t i, const char *name)
{
	const struct jyz_part *part = &s->here.kind->parts[i];
	JYZ_AUTO(version) here = VERSION_INIT;
	JYZ_AUTO(version) there = VERSION_INIT;

	jyz_part_shown(&here.shown, part, &s->here.parts[i]);
	jyz_part_shown(&there.shown, part, &s->there->parts[i]);
	jyz_part_lines(&here.raw, part, &s->here.parts[i]);
	jyz_part_lines(&there.raw, part, &s->there->parts[i]);
	add_difference(s, part->name, &here, &there, name);
}

static bool field_differs(const struct settler *s, size_t i)
{
	return s->in->has[i] && !jyz_value_same(s->here.values[i],
						s->there->values[i]);
}

static bool part_differs(const struct settler *s, size_t i)
{
	const struct jyz_kind *kind = s->here.kind;

	return s->in->has[kind->n_fields + i] &&
	       !jyz_rows_same(&kind->parts[i], &s->here.parts[i],
			      &s->there->parts[i]);
}

static bool differs(const struct settler *s)
{
	const struct jyz_kind *kind = s->here.kind;

	for (size_t i = 0; i < kind->n_fields; i++)
		if (field_differs(s, i))
			return true;
	for (size_t i = 0; i < kind->n_parts; i++)
		if (part_differs(s, i))
			return true;
	return false;
}

static int name_of(struct settler *s, char **out, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_bulk_name(&st, s->m->desk, s->here.kind, err);

	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":id", s->here.id);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	jyz_col_ignore(&st, "uid");
	*out = jyz_strdup(jyz_col_text(&st, "name"));
	jyz_stmt_done(&st);
	return JYZ_OK;
}

static int list_all(struct settler *s, struct jyz_error *err)
{
	const struct jyz_kind *kind = s->here.kind;
	char *name = NULL;
	int rc = name_of(s, &name, err);

	if (rc < 0)
		return rc;
	for (size_t i = 0; i < kind->n_fields; i++)
		if (field_differs(s, i))
			list_field(s, i, name);
	for (size_t i = 0; i < kind->n_parts; i++)
		if (part_differs(s, i))
			list_part(s, i, name);
	free(name);
	return JYZ_OK;
}

/* --- what is done ------------------------------------------------------- */

static const char *earlier(const char *a, const char *b)
{
	return strcmp(a, b) <= 0 ? a : b;
}

/* Two databases that take each other's archives end with the same times. */
static int stamp(struct settler *s, const char *updated,
		 struct jyz_error *err)
{
	const char *created = earlier(s->here.created_at,
				      s->there->created_at);

	if (strcmp(created, s->here.created_at) == 0 &&
	    strcmp(updated, s->here.updated_at) == 0)
		return JYZ_OK;
	return jyz_bulk_stamp(s->m->desk, s->here.kind, s->here.id, created,
			      updated, err);
}

/* Takes over the values; the rows stay the property of the other record. */
static void overlay(struct settler *s, struct jyz_record *merged)
{
	const struct jyz_kind *kind = merged->kind;

	for (size_t i = 0; i < kind->n_fields; i++)
		if (s->in->has[i])
			merged->values[i] = s->there->values[i];
	for (size_t i = 0; i < kind->n_parts; i++) {
		const struct jyz_rows *from = &s->there->parts[i];
		struct jyz_rows *to = &merged->parts[i];
		size_t n = from->count * kind->parts[i].n_fields;

		if (!s->in->has[kind->n_fields + i])
			continue;
		to->cells = jyz_realloc(to->cells, n + 1, sizeof(*to->cells));
		if (n)
			memcpy(to->cells, from->cells,
			       n * sizeof(*to->cells));
		to->count = to->room = from->count;
	}
}

static int take(struct settler *s, struct jyz_error *err)
{
	JYZ_AUTO(jyz_record) merged = { 0 };
	struct jyz_desk *desk = s->m->desk;
	size_t changed;
	int rc;

	jyz_record_init(&merged, s->here.kind);
	jyz_record_copy(&merged, &s->here);
	overlay(s, &merged);
	if (merged.kind->check &&
	    (rc = merged.kind->check(desk, &merged, err)) < 0)
		return rc;
	rc = jyz_record_update(desk, &merged, &s->here, &changed, err);
	if (rc < 0)
		return rc;
	/* The update has set the time of the change to now. */
	return jyz_bulk_stamp(desk, s->here.kind, s->here.id,
			      earlier(s->here.created_at,
				      s->there->created_at),
			      s->there->updated_at, err);
}

bool jyz_uid_meant(const char *begins, const char *uid)
{
	return *begins && strncmp(uid, begins, strlen(begins)) == 0;
}

static bool is_wanted(const struct jyz_merge *merge, const char *uid)
{
	bool wanted = merge->theirs;

	for (size_t i = 0; i < merge->n_uids && !wanted; i++)
		wanted = jyz_uid_meant(merge->uids[i], uid);
	return wanted;
}

int jyz_intake_settle(struct jyz_merger *m, struct jyz_intake *in,
		   const struct jyz_record *rec, int64_t id,
		   struct jyz_error *err)
{
	struct settler s = { .m = m, .in = in, .there = rec };

	jyz_record_init(&s.here, in->kind);
	int rc = jyz_bulk_load(m->desk, in->kind, id, &s.here, err);

	if (rc >= 0 && !differs(&s)) {
		in->count->same++;
		rc = stamp(&s, earlier(s.here.updated_at, rec->updated_at),
			   err);
	} else if (rc >= 0) {
		s.taken = is_wanted(m->merge, rec->uid);
		rc = list_all(&s, err);
		if (rc >= 0 && s.taken)
			rc = take(&s, err);
		if (s.taken)
			in->count->changed++;
		else
			in->count->conflicts++;
	}
	jyz_record_free(&s.here);
	return rc;
}
