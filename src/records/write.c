/*
 * Records into the database; their parts are write_part.c's.
 */
#include <stdlib.h>
#include <string.h>

#include "jyz/base/text.h"
#include "jyz/records/attach.h"
#include "room.h"

/* One text of a key as names are compared, behind those before it; what
 * folds to nothing, "()", is only itself. */
static void add_folded(struct jyz_buf *out, const char *text)
{
	JYZ_AUTO(jyz_buf) folded = JYZ_BUF_INIT;
	if (text)
		jyz_text_key(&folded, text);
	jyz_buf_addc(out, '\n');
	jyz_buf_adds(out, folded.len ? folded.data : text ? text : "");
}

/*
 * Another way to write the same name is the same name, as it is wherever
 * names are looked up: 高一(1)班 beside 高一1班 could never be told apart.
 */
static int folded_twin(struct jyz_desk *desk, const struct jyz_record *rec,
		       int64_t *id, struct jyz_error *err)
{
	const struct jyz_kind *kind = rec->kind;
	JYZ_AUTO(jyz_buf) mine = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) theirs = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_open_kind(&st, desk, jyz_sql_twins, kind, err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; i < JYZ_KEY_MAX && kind->key[i]; i++) {
		int field = kind->key[i] - 1;
		if (kind->fields[field].type == JYZ_TYPE_TEXT)
			add_folded(&mine, jyz_record_text(rec, field));
		else
			jyz_bind_field(&st, &kind->fields[field],
				   rec->values[field]);
	}
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		int64_t found = jyz_col_int(&st, "id");
		jyz_buf_clear(&theirs);
		for (int c = 1; c < jyz_col_count(&st); c++)
			add_folded(&theirs, jyz_col_at(&st, c).s);
		if (strcmp(mine.data, theirs.data) != 0)
			continue;
		*id = found;
		jyz_stmt_done(&st);
		return JYZ_OK;
	}
	return rc < 0 ? rc : JYZ_OK;
}

int jyz_record_twin(struct jyz_desk *desk, const struct jyz_record *rec,
		    int64_t *id, struct jyz_error *err)
{
	const struct jyz_kind *kind = rec->kind;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	if (!kind->key[0]) {
		*id = 0;
		return JYZ_OK;
	}
	int rc = jyz_open_kind(&st, desk, jyz_sql_twin, kind, err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; i < JYZ_KEY_MAX && kind->key[i]; i++)
		jyz_bind_field(&st, &kind->fields[kind->key[i] - 1],
			   rec->values[kind->key[i] - 1]);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	*id = 0;
	if (rc == JYZ_ROW) {
		*id = jyz_col_int(&st, "id");
		jyz_stmt_done(&st);
		return JYZ_OK;
	}
	return kind->names ? folded_twin(desk, rec, id, err) : JYZ_OK;
}

static int exists(const struct jyz_record *rec, int64_t twin,
		  struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	const struct jyz_kind *kind = rec->kind;
	for (size_t i = 0; i < JYZ_KEY_MAX && kind->key[i]; i++)
		jyz_buf_addf(&key, "%s%s", i ? _(", ") : "",
			     jyz_field_word(&arena,
					    &kind->fields[kind->key[i] - 1]));
	char *word = jyz_word_first(kind->word);
	jyz_error_set(err, JYZ_EEXISTS,
		      _("%s %lld is there already, with the same %s"), word,
		      (long long)twin, key.data);
	free(word);
	return jyz_error_hint(err, "jyz %s show %lld  |  jyz %s edit %lld ...",
			      kind->name, (long long)twin, kind->name,
			      (long long)twin);
}

/* Another record has the key that rec is about to take. */
static int check_twin(struct jyz_desk *desk, struct jyz_record *rec,
		      struct jyz_error *err)
{
	int64_t twin;
	int rc = jyz_record_twin(desk, rec, &twin, err);
	if (rc < 0)
		return rc;
	if (twin && twin != rec->id) {
		rec->twin = twin;
		exists(rec, twin, err);
		return jyz_record_blame(rec, rec->kind->key[0] - 1, err);
	}
	return JYZ_OK;
}

int jyz_record_insert(struct jyz_desk *desk, struct jyz_record *rec,
		      struct jyz_error *err)
{
	int rc = check_twin(desk, rec, err);
	return rc < 0 ? rc : jyz_record_insert_new(desk, rec, err);
}

int jyz_record_insert_new(struct jyz_desk *desk, struct jyz_record *rec,
			  struct jyz_error *err)
{
	const struct jyz_kind *kind = rec->kind;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_open_kind(&st, desk, rec->uid ? jyz_sql_insert
						   : jyz_sql_insert_made,
			       kind, err);
	if (rc < 0)
		return rc;
	if (rec->uid)
		jyz_bind_text(&st, ":uid", rec->uid);
	jyz_bind_text(&st, ":created_at",
		      rec->created_at ? rec->created_at : desk->clock.now);
	jyz_bind_text(&st, ":updated_at",
		      rec->updated_at ? rec->updated_at : desk->clock.now);
	for (size_t i = 0; i < kind->n_fields; i++)
		if (!(kind->fields[i].flags & JYZ_COMPUTED))
			jyz_bind_field(&st, &kind->fields[i], rec->values[i]);
	if ((rc = jyz_stmt_run(&st, err)) < 0)
		return jyz_record_sealed(desk, rec, err);
	rec->id = jyz_store_last_id(desk->store);
	for (size_t i = 0; i < kind->n_parts; i++)
		if ((rc = jyz_part_put(desk, rec, i, NULL, err)) < 0)
			return rc;
	jyz_resolve_forget(desk, kind);
	return JYZ_OK;
}

bool jyz_rows_same(const struct jyz_part *part, const struct jyz_rows *a,
		   const struct jyz_rows *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count * part->n_fields; i++)
		if (!jyz_value_same(a->cells[i], b->cells[i]))
			return false;
	return true;
}

bool jyz_record_same(const struct jyz_record *a, const struct jyz_record *b)
{
	const struct jyz_kind *kind = a->kind;
	for (size_t i = 0; i < kind->n_fields; i++)
		if (!(kind->fields[i].flags & JYZ_COMPUTED) &&
		    !jyz_value_same(a->values[i], b->values[i]))
			return false;
	for (size_t i = 0; i < kind->n_parts; i++)
		if (!jyz_rows_same(&kind->parts[i], &a->parts[i],
				   &b->parts[i]))
			return false;
	return true;
}

static int update_head(struct jyz_desk *desk, struct jyz_record *rec,
		       const bool *changed, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	jyz_sql_update(&sql, rec, changed);
	int rc = jyz_stmt_open(&st, desk->store, sql.data, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":id", rec->id);
	jyz_bind_text(&st, ":updated_at", desk->clock.now);
	for (size_t i = 0; i < rec->kind->n_fields; i++)
		if (changed[i])
			jyz_bind_field(&st, &rec->kind->fields[i], rec->values[i]);
	return jyz_stmt_run(&st, err);
}

/* Rows that differ go before the head changes and come after it. */
static int write_changes(struct jyz_desk *desk, struct jyz_record *rec,
			 const struct jyz_record *before, const bool *fields,
			 const bool *parts, struct jyz_error *err)
{
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	size_t n = rec->kind->n_parts;
	bool **stays = jyz_arena_alloc(&arena, (n + 1) * sizeof(*stays));
	int rc = JYZ_OK;
	for (size_t i = 0; i < n && rc >= 0; i++) {
		if (!parts[i])
			continue;
		stays[i] = jyz_arena_alloc(&arena, rec->parts[i].count + 1);
		rc = jyz_part_drop(desk, rec, before, i, stays[i], err);
	}
	if (rc >= 0)
		rc = update_head(desk, rec, fields, err);
	for (size_t i = 0; i < n && rc >= 0; i++)
		if (parts[i])
			rc = jyz_part_put(desk, rec, i, stays[i], err);
	return rc;
}

/* Who points to a record, by one field of a kind or of its part. */
struct referrers {
	const struct jyz_kind *target;
	int64_t id;
	int64_t n, first;
};

static int count_referrers(struct jyz_desk *desk, struct referrers *r,
			   const char *table, const char *record,
			   const struct jyz_field *field,
			   struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	if (field->target != r->target || field->type != JYZ_TYPE_REFERENCE ||
	    field->flags & JYZ_COMPUTED)
		return JYZ_OK;
	jyz_sql_referrers(&sql, table, record, field->name);
	int rc = jyz_stmt_open(&st, desk->store, sql.data, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":id", r->id);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	int64_t n = jyz_col_int(&st, "n"), first = jyz_col_int(&st, "first");
	if (n && !r->n)
		r->first = first;
	r->n += n;
	jyz_stmt_done(&st);
	return JYZ_OK;
}

static int count_of_kind(struct jyz_desk *desk, struct referrers *r,
			 const struct jyz_kind *from, struct jyz_error *err)
{
	int rc = JYZ_OK;
	r->n = r->first = 0;
	for (size_t i = 0; rc >= 0 && i < from->n_fields; i++)
		rc = count_referrers(desk, r, from->name, "id",
				     &from->fields[i], err);
	for (size_t p = 0; rc >= 0 && p < from->n_parts; p++) {
		const struct jyz_part *part = &from->parts[p];
		bool again = false;
		for (size_t q = 0; q < p; q++)
			if (strcmp(from->parts[q].table, part->table) == 0)
				again = true;
		for (size_t i = 0; !again && rc >= 0 && i < part->n_fields; i++)
			rc = count_referrers(desk, r, part->table, part->head,
					     &part->fields[i], err);
	}
	return rc;
}

/* The kinds that name a record: how many of each, and the first. */
static int list_referrers(struct jyz_desk *desk, const struct jyz_kind *kind,
			  int64_t id, struct jyz_buf *who,
			  struct jyz_error *err)
{
	struct referrers r = { kind, id, 0, 0 };
	for (size_t k = 0; k < desk->catalogue->count; k++) {
		const struct jyz_kind *from = desk->catalogue->kinds[k];
		int rc = count_of_kind(desk, &r, from, err);
		if (rc < 0)
			return rc;
		if (!r.n)
			continue;
		char *word = jyz_word_first(from->word);
		jyz_buf_addf(who, "%s%s %lld (#%lld%s)", who->len ? ", " : "",
			     word, (long long)r.n, (long long)r.first,
			     r.n > 1 ? " ..." : "");
		free(word);
	}
	return JYZ_OK;
}

/* Names the kinds that point to a record that cannot go. */
static int referenced(struct jyz_desk *desk, const struct jyz_kind *kind,
		      int64_t id, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) who = JYZ_BUF_INIT;
	int rc = list_referrers(desk, kind, id, &who, err);
	if (rc < 0)
		return rc;
	char *word = jyz_word_first(kind->word);
	jyz_error_set(err, JYZ_EREFERENCED,
		      _("%s %lld is still named by: %s"), word, (long long)id,
		      who.len ? who.data : _("other records"));
	free(word);
	return jyz_error_hint(err, _("change or remove those first"));
}

/* What others' records hang on stays as it is while they do. */
static int check_fixed(struct jyz_desk *desk, struct jyz_record *rec,
		       const bool *changed, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) who = JYZ_BUF_INIT;
	size_t i = 0;
	while (i < rec->kind->n_fields &&
	       !(changed[i] && rec->kind->fields[i].flags & JYZ_FIXED))
		i++;
	if (i == rec->kind->n_fields)
		return JYZ_OK;
	int rc = list_referrers(desk, rec->kind, rec->id, &who, err);
	if (rc < 0 || !who.len)
		return rc;
	jyz_error_set(err, JYZ_EREFERENCED,
		      _("%s cannot change: the record is named by: %s"),
		      jyz_field_word(&rec->arena, &rec->kind->fields[i]),
		      who.data);
	jyz_error_hint(err, _("change or remove those first"));
	return jyz_record_blame(rec, (int)i, err);
}

int jyz_record_update(struct jyz_desk *desk, struct jyz_record *rec,
		      const struct jyz_record *before, size_t *changed,
		      struct jyz_error *err)
{
	const struct jyz_kind *kind = rec->kind;
	bool *fields = jyz_alloc(kind->n_fields + kind->n_parts + 1);
	bool *parts = fields + kind->n_fields;
	size_t n = 0;
	for (size_t i = 0; i < kind->n_fields; i++) {
		fields[i] = !(kind->fields[i].flags & JYZ_COMPUTED) &&
			    !jyz_value_same(rec->values[i],
					    before->values[i]);
		n += fields[i];
	}
	for (size_t i = 0; i < kind->n_parts; i++) {
		parts[i] = !jyz_rows_same(&kind->parts[i], &rec->parts[i],
					  &before->parts[i]);
		n += parts[i];
	}
	int rc = n ? check_twin(desk, rec, err) : JYZ_OK;
	if (rc >= 0)
		rc = check_fixed(desk, rec, fields, err);
	if (rc >= 0 && n)
		rc = write_changes(desk, rec, before, fields, parts, err);
	free(fields);
	/* what a trigger froze: the kind knows why */
	struct jyz_error why = JYZ_ERROR_INIT;
	if (rc == JYZ_EFROZEN && kind->touched &&
	    kind->touched(desk, rec, &why) == JYZ_EFROZEN)
		jyz_error_move(err, &why);
	jyz_error_free(&why);
	if (rc < 0)
		return jyz_record_sealed(desk, rec, err);
	if (n)
		jyz_resolve_forget(desk, kind);
	*changed = n;
	return JYZ_OK;
}

static int may_go(struct jyz_desk *desk, const struct jyz_kind *kind,
		  int64_t id, struct jyz_error *err)
{
	JYZ_AUTO(jyz_record) rec = { 0 };
	jyz_record_init(&rec, kind);
	int rc = jyz_record_load(desk, kind, id, &rec, err);
	if (rc >= 0 && kind->remove)
		rc = kind->remove(desk, &rec, err);
	return rc;
}

int jyz_record_remove(struct jyz_desk *desk, const struct jyz_kind *kind,
		      int64_t id, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = may_go(desk, kind, id, err);
	if (rc < 0)
		return rc;
	jyz_sql_delete(&sql, kind);
	if ((rc = jyz_stmt_open(&st, desk->store, sql.data, err)) < 0)
		return rc;
	jyz_bind_int(&st, ":id", id);
	rc = jyz_stmt_run(&st, err);
	jyz_stmt_reset(&st);
	if (rc == JYZ_EREFERENCED)
		return referenced(desk, kind, id, err);
	if (rc == JYZ_EFROZEN)
		return jyz_kind_sealed(desk, kind, id, err);
	if (rc >= 0)
		rc = jyz_attach_drop(desk, kind, id, err);
	if (rc >= 0)
		jyz_resolve_forget(desk, kind);
	return rc;
}

int jyz_record_touched(const char *table, int64_t row, bool held,
		       void *payload, struct jyz_error *err)
{
	struct jyz_desk *desk = payload;
	const struct jyz_kind *kind = jyz_kind_of_table(desk->catalogue,
							table);
	JYZ_AUTO(jyz_record) rec = { 0 };
	if (held)
		return JYZ_OK;
	int rc = jyz_attach_touched(desk, table, row, err);
	if (rc < 0)
		return rc;
	if (kind)
		jyz_resolve_forget(desk, kind);
	if (!kind || (!kind->check && !kind->touched &&
		      kind->term != JYZ_TERM_DATE))
		return JYZ_OK;
	jyz_record_init(&rec, kind);
	rc = jyz_record_load(desk, kind, row, &rec, err);
	bool gone = rc == JYZ_ENOTFOUND;
	if (gone) {
		jyz_error_free(err);
		rec.id = row;
		rc = JYZ_OK;
	}
	if (rc >= 0 && kind->touched)
		rc = kind->touched(desk, &rec, err);
	if (rc >= 0 && !gone)
		rc = jyz_record_dated(desk, &rec, err);
	if (rc >= 0 && !gone && kind->check)
		rc = kind->check(desk, &rec, err);
	return rc;
}
