/*
 * The journal's changes in the words of the catalogue.
 */
#include "jyz/records/history.h"

#include <stdlib.h>
#include <string.h>

#include "jyz/base/i18n.h"
#include "jyz/records/attach.h"
#include "room.h"

/* Of files that are attached to the record, or to none any more: the journal
 * knows to which they were. */
static const char SQL_ATTACHED[] =
	"SELECT json_group_array(DISTINCT r.entry) AS entries"
	" FROM journal_record r WHERE r.tbl = 'attachment' AND NOT EXISTS"
	" (SELECT 1 FROM attachment a WHERE a.id = r.row"
	" AND (a.kind <> :kind OR a.record <> :record))";
static const char SQL_FIRST[] =
	"SELECT entry FROM journal_record"
	" WHERE tbl = 'attachment' AND row = :id ORDER BY entry LIMIT 1";

struct telling {
	struct jyz_desk *desk;
	const struct jyz_kind *kind;
	int64_t id;
	const struct jyz_entry *entry; /* NULL: whatever record it is */
	jyz_version_fn *fn;
	void *payload;
};

/* What an id is called now; "#12" when it is gone. */
static int label_of(struct jyz_desk *desk, const struct jyz_field *field,
		    struct jyz_value value, struct jyz_buf *out,
		    struct jyz_error *err)
{
	char *label = NULL;
	int rc = JYZ_OK;
	if (value.type == JYZ_INT && field->type == JYZ_TYPE_REFERENCE) {
		rc = jyz_label(desk, field->target, value.i, &label, err);
	} else if (value.type == JYZ_INT && field->type == JYZ_TYPE_ITEM) {
		rc = jyz_item_label(desk, &field->target->parts[field->item],
				    value.i, &label, err);
	}
	if (rc < 0)
		return rc;
	if (label)
		jyz_buf_adds(out, label);
	else
		jyz_value_shown(out, field, value, jyz_null());
	free(label);
	return JYZ_OK;
}

/* Words of the language are names in data. */
static bool has_words(const struct jyz_field *field)
{
	return field->type == JYZ_TYPE_CHOICE || field->type == JYZ_TYPE_FLAG;
}

static const struct jyz_field *field_of(const struct jyz_kind *kind,
					const char *column)
{
	for (size_t i = 0; kind && i < kind->n_fields; i++)
		if (!(kind->fields[i].flags & JYZ_COMPUTED) &&
		    strcmp(kind->fields[i].name, column) == 0)
			return &kind->fields[i];
	return NULL;
}

/* Columns that are the program's business, not the record's. */
static bool housekeeping(const char *column)
{
	static const char *const names[] = { "id", "uid", "created_at",
					     "updated_at" };
	for (size_t i = 0; i < JYZ_COUNT(names); i++)
		if (strcmp(names[i], column) == 0)
			return true;
	return false;
}

static int tell_column(struct telling *t, const struct jyz_change *change,
		       size_t column, struct jyz_error *err)
{
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	JYZ_AUTO(jyz_buf) before = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) after = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) raw_before = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) raw_after = JYZ_BUF_INIT;
	const struct jyz_field *field = field_of(t->kind,
						 change->names[column]);
	struct jyz_value old = change->op == '+' ? jyz_null()
						 : change->before[column];
	struct jyz_value new = change->op == '-' ? jyz_null()
						 : change->after[column];
	int rc;
	if (housekeeping(change->names[column]) || !field ||
	    (old.type == JYZ_NULL && new.type == JYZ_NULL) ||
	    (change->op == '~' && !change->changed[column]))
		return JYZ_OK;
	if ((rc = label_of(t->desk, field, old, &before, err)) < 0 ||
	    (rc = label_of(t->desk, field, new, &after, err)) < 0)
		return rc;
	struct jyz_version version = {
		t->entry, t->kind->name, t->id, change->op, field->name,
		jyz_field_label(&arena, field),
		old.type == JYZ_NULL ? NULL : before.data,
		new.type == JYZ_NULL ? NULL : after.data, NULL, NULL
	};
	if (has_words(field)) {
		jyz_value_word(&raw_before, field, old, jyz_null());
		jyz_value_word(&raw_after, field, new, jyz_null());
		version.raw_before = version.before ? raw_before.data : NULL;
		version.raw_after = version.after ? raw_after.data : NULL;
	}
	return t->fn(&version, t->payload, err);
}

/* The part that a changed row is of: its table, and its fixed column. */
static const struct jyz_part *part_of(const struct jyz_kind *kind,
				      const struct jyz_change *change)
{
	const struct jyz_value *row = change->op == '-' ? change->before
							: change->after;
	for (size_t i = 0; i < kind->n_parts; i++) {
		const struct jyz_part *p = &kind->parts[i];
		bool fits = strcmp(p->table, change->table) == 0;
		for (size_t c = 0; fits && p->fixed && c < change->columns; c++)
			if (strcmp(change->names[c], p->fixed) == 0)
				fits = row[c].type == JYZ_TEXT &&
				       strcmp(row[c].s, p->value) == 0;
		if (fits)
			return p;
	}
	return NULL;
}

/* A row of a part as it is shown; what has no name is its number. */
static int tell_part(struct telling *t, const struct jyz_change *change,
		     struct jyz_error *err)
{
	const struct jyz_part *part = part_of(t->kind, change);
	const struct jyz_value *row = change->op == '-' ? change->before
							: change->after;
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) raw = JYZ_BUF_INIT;
	if (!part)
		return JYZ_OK;
	size_t n = part->n_fields * sizeof(struct jyz_value);
	struct jyz_value *cells = jyz_arena_alloc(&arena, n);
	struct jyz_value *labels = jyz_arena_alloc(&arena, n);
	for (size_t i = 0; i < part->n_fields; i++) {
		JYZ_AUTO(jyz_buf) label = JYZ_BUF_INIT;
		for (size_t c = 0; c < change->columns; c++)
			if (strcmp(change->names[c], part->fields[i].name) == 0)
				cells[i] = row[c];
		const struct jyz_field *field = &part->fields[i];
		if (field->type == JYZ_TYPE_REFERENCE && !field->target->names)
			continue;
		int rc = label_of(t->desk, field, cells[i], &label, err);
		if (rc < 0)
			return rc;
		labels[i] = jyz_text(jyz_arena_strdup(&arena, label.data));
	}
	struct jyz_rows one = { .cells = cells, .labels = labels, .count = 1 };
	jyz_part_shown(&text, part, &one);
	jyz_part_lines(&raw, part, &one);
	const char *word = jyz_word(part->label);
	struct jyz_version version = {
		t->entry, t->kind->name, t->id, change->op, part->name,
		jyz_arena_strndup(&arena, word, strcspn(word, "/")),
		change->op == '-' ? text.data : NULL,
		change->op == '-' ? NULL : text.data,
		change->op == '-' ? raw.data : NULL,
		change->op == '-' ? NULL : raw.data
	};
	return t->fn(&version, t->payload, err);
}

/* A setting: its key is what it is about. */
static int tell_setting(struct telling *t, const struct jyz_change *change,
			struct jyz_error *err)
{
	const struct jyz_value *side = change->op == '-' ? change->before
							 : change->after;
	struct jyz_version version = {
		.table = change->table, .op = change->op
	};
	for (size_t i = 0; i < change->columns; i++) {
		if (strcmp(change->names[i], "key") == 0) {
			version.name = version.label = side[i].s;
		} else {
			version.before = change->op == '+'
						 ? NULL
						 : change->before[i].s;
			version.after = change->op == '-'
						? NULL
						: change->after[i].s;
		}
	}
	return version.name ? t->fn(&version, t->payload, err) : JYZ_OK;
}

/* --- attachments ---------------------------------------------------------- */

/* An attachment's row: of what, and where it was and is (0: nowhere). */
struct attached {
	int64_t id;
	const char *kind, *name;
	int64_t from, to;
	struct jyz_arena arena;
};

static void attached_free(struct attached *a)
{
	jyz_arena_free(&a->arena);
}

static void read_attached(struct attached *a, const struct jyz_change *change,
			  const struct jyz_value *side, int64_t *record)
{
	for (size_t i = 0; i < change->columns; i++) {
		if (strcmp(change->names[i], "record") == 0)
			*record = side[i].i;
		else if (side[i].type != JYZ_TEXT)
			continue;
		else if (strcmp(change->names[i], "kind") == 0)
			a->kind = jyz_arena_strdup(&a->arena, side[i].s);
		else if (strcmp(change->names[i], "name") == 0)
			a->name = jyz_arena_strdup(&a->arena, side[i].s);
	}
}

static int read_first(const struct jyz_change *change, void *payload,
		      struct jyz_error *err)
{
	struct attached *a = payload;
	int64_t record = 0;
	(void)err;
	if (change->op == '+' && change->row == a->id &&
	    strcmp(change->table, "attachment") == 0)
		read_attached(a, change, change->after, &record);
	return JYZ_OK;
}

/* A row that went to another record says of itself no more than that; what
 * it is was said when it came. */
static int find_attached(struct telling *t, struct attached *a,
			 struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, t->desk->store, SQL_FIRST, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":id", a->id);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	int64_t entry = rc == JYZ_ROW ? jyz_col_int(&st, "entry") : 0;
	jyz_stmt_done(&st);
	return entry ? jyz_journal_walk(t->desk->store, entry, read_first, a,
					err)
		     : JYZ_OK;
}

static int tell_side(struct telling *t, const struct attached *a, char op,
		     int64_t record, struct jyz_error *err)
{
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	struct jyz_version version = {
		t->entry, a->kind, record, op, jyz_attachment_field.name,
		jyz_field_label(&arena, &jyz_attachment_field),
		op == '-' ? a->name : NULL, op == '-' ? NULL : a->name,
		NULL, NULL
	};
	if (!record || !a->kind ||
	    (t->entry && (record != t->id ||
			  strcmp(a->kind, t->kind->name) != 0)))
		return JYZ_OK;
	return t->fn(&version, t->payload, err);
}

/* An attachment is told of its record, by the file's name. */
static int tell_attachment(struct telling *t, const struct jyz_change *change,
			   struct jyz_error *err)
{
	JYZ_AUTO(attached) a = { .id = change->row };
	int rc = JYZ_OK;
	if (change->op != '+')
		read_attached(&a, change, change->before, &a.from);
	if (change->op != '-')
		read_attached(&a, change, change->after, &a.to);
	if (change->op == '~' && (rc = find_attached(t, &a, err)) < 0)
		return rc;
	rc = tell_side(t, &a, '-', a.from, err);
	return rc < 0 ? rc : tell_side(t, &a, '+', a.to, err);
}

/* --- entries ------------------------------------------------------------ */

static int tell(const struct jyz_change *change, void *payload,
		struct jyz_error *err)
{
	struct telling *t = payload;
	int rc;
	if (strcmp(change->table, "attachment") == 0)
		return tell_attachment(t, change, err);
	if (!t->entry) {
		t->kind = jyz_kind_of_table(t->desk->catalogue, change->head);
		t->id = change->head_row;
		if (!t->kind)
			return tell_setting(t, change, err);
	}
	if (change->head_row != t->id ||
	    strcmp(change->head, t->kind->name) != 0)
		return JYZ_OK;
	if (strcmp(change->table, t->kind->name) != 0)
		return tell_part(t, change, err);
	for (size_t i = 0; i < change->columns; i++)
		if ((rc = tell_column(t, change, i, err)) < 0)
			return rc;
	return JYZ_OK;
}

/* Entries about what may have been attached to the record. */
static int find_entries(struct jyz_desk *desk, const struct jyz_kind *kind,
			int64_t id, struct jyz_entries *out,
			struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_ATTACHED, err);
	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":kind", kind->name);
	jyz_bind_int(&st, ":record", id);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	rc = jyz_journal_list(desk->store, kind->name, id,
			      jyz_col_text(&st, "entries"), 0, out, err);
	jyz_stmt_done(&st);
	return rc;
}

int jyz_history(struct jyz_desk *desk, const struct jyz_kind *kind, int64_t id,
		jyz_version_fn *fn, void *payload, struct jyz_error *err)
{
	JYZ_AUTO(jyz_entries) entries =
		JYZ_ENTRIES_INIT;
	int rc = find_entries(desk, kind, id, &entries, err);
	if (rc < 0)
		return rc;
	for (size_t i = entries.count; i > 0; i--) {
		struct telling t = { desk, kind, id, &entries.items[i - 1], fn,
				     payload };
		rc = jyz_journal_walk(desk->store, t.entry->id, tell, &t, err);
		if (rc < 0)
			return rc;
	}
	return JYZ_OK;
}

int jyz_history_entry(struct jyz_desk *desk, int64_t entry, jyz_version_fn *fn,
		      void *payload, struct jyz_error *err)
{
	struct telling t = { desk, NULL, 0, NULL, fn, payload };
	return jyz_journal_walk(desk->store, entry, tell, &t, err);
}

void jyz_clash_text_free(struct jyz_clash_text *text)
{
	free(text->record);
	free(text->field);
	free(text->expected);
	free(text->found);
	free(text->wanted);
	memset(text, 0, sizeof(*text));
}

static int clash_value(struct jyz_desk *desk, const struct jyz_field *field,
		       struct jyz_value value, char **out,
		       struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	int rc = JYZ_OK;
	if (field)
		rc = label_of(desk, field, value, &text, err);
	else if (value.type == JYZ_INT)
		jyz_buf_addf(&text, "%lld", (long long)value.i);
	else if (value.type == JYZ_TEXT)
		jyz_buf_adds(&text, value.s);
	*out = jyz_buf_detach(&text);
	return rc;
}

int jyz_clash_words(struct jyz_desk *desk, const struct jyz_clash *clash,
		    struct jyz_clash_text *out, struct jyz_error *err)
{
	const struct jyz_kind *kind = jyz_kind_of_table(desk->catalogue,
							clash->head);
	const struct jyz_field *field = NULL;
	JYZ_AUTO(jyz_buf) record = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	int rc;
	memset(out, 0, sizeof(*out));
	if (kind) {
		char *word = jyz_word_first(kind->word);
		char *label;
		jyz_buf_addf(&record, "%s ", word);
		free(word);
		rc = jyz_label(desk, kind, clash->head_row, &label, err);
		if (rc < 0)
			return rc;
		if (*label != '#')
			jyz_buf_addf(&record, "#%lld ",
				     (long long)clash->head_row);
		jyz_buf_adds(&record, label);
		free(label);
	} else {
		jyz_buf_addf(&record, "%s #%lld", clash->head,
			     (long long)clash->head_row);
	}
	if (kind && clash->column && strcmp(clash->table, kind->name) == 0)
		field = field_of(kind, clash->column);
	out->record = jyz_buf_detach(&record);
	out->field = jyz_strdup(field ? jyz_field_label(&arena, field)
				: clash->column ? clash->column
						: "");
	if ((rc = clash_value(desk, field, clash->expected, &out->expected,
			      err)) < 0 ||
	    (rc = clash_value(desk, field, clash->found, &out->found, err)) <
		    0 ||
	    (rc = clash_value(desk, field, clash->wanted, &out->wanted, err)) <
		    0)
		jyz_clash_text_free(out);
	return rc;
}
