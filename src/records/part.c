/*
 * Rows of parts in one word: "教学目标=8.5", "李强:病假".  The same syntax
 * serves options that repeat and cells of CSV, a line a row.
 */
#include <stdlib.h>
#include <string.h>

#include "jyz/base/text.h"
#include "room.h"

/* The separator after field i of the syntax; 0: it is the last. */
static char separator(const struct jyz_part *part, size_t i)
{
	return i + 1 < part->n_fields ? part->syntax[i] : 0;
}

/* Full-width twins of the separators are what a Chinese keyboard types. */
static size_t separator_at(const char *p, char sep)
{
	static const struct {
		char sep;
		const char *wide;
	} twins[] = { { ':', "：" }, { '=', "＝" }, { '/', "／" },
		      { '-', "－" }, { '|', "｜" } };
	if (*p == sep)
		return 1;
	for (size_t i = 0; i < JYZ_COUNT(twins); i++)
		if (twins[i].sep == sep &&
		    strncmp(p, twins[i].wide, strlen(twins[i].wide)) == 0)
			return strlen(twins[i].wide);
	return 0;
}

/*
 * Takes the text up to the separator off *p, undoing backslashes; true when
 * the separator was there.
 */
static bool take(struct jyz_buf *out, const char **p, char sep)
{
	jyz_buf_clear(out);
	while (**p) {
		size_t n = sep ? separator_at(*p, sep) : 0;
		if (n) {
			*p += n;
			return true;
		}
		if (**p == '\\' && (*p)[1]) {
			++*p;
			jyz_buf_addc(out, **p == 'n' ? '\n' : **p);
			++*p;
		} else {
			jyz_buf_addc(out, *(*p)++);
		}
	}
	return false;
}

/*
 * In the year and term of the record; what it points to may be of another
 * term, too: the exam that a trial of last term is judged by.
 */
static int resolve(struct jyz_desk *desk, const struct jyz_record *rec,
		   const struct jyz_kind *target, const char *name,
		   int64_t *id, struct jyz_error *err)
{
	struct jyz_error why = JYZ_ERROR_INIT;
	struct jyz_scope scope;
	int rc = jyz_record_scope(desk, rec, target, &scope, err);
	if (rc < 0)
		return rc;
	rc = jyz_resolve_or_make(desk, rec, target, name, &scope, id, &why);
	if (rc == JYZ_ENOTFOUND && scope.term) {
		jyz_error_free(&why);
		scope.term = 0;
		return jyz_resolve(desk, target, name, &scope, id, err);
	}
	if (rc < 0)
		jyz_error_move(err, &why);
	return rc;
}

static int parse_cell(struct jyz_desk *desk, struct jyz_record *rec,
		      const struct jyz_field *field, const char *text,
		      struct jyz_value *out, struct jyz_error *err)
{
	int64_t id;
	int rc;
	if (field->type != JYZ_TYPE_REFERENCE && field->type != JYZ_TYPE_ITEM)
		return jyz_field_parse(desk, field, text, &rec->arena, out,
				       err);
	JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;
	if ((rc = jyz_name_valid(text, err)) < 0)
		return rc;
	jyz_text_trim(&name, text);
	if (!name.len) {
		*out = jyz_null();
		return JYZ_OK;
	}
	if (field->type == JYZ_TYPE_REFERENCE) {
		rc = resolve(desk, rec, field->target, name.data, &id, err);
	} else if (rec->values[field->via].type == JYZ_NULL) {
		const struct jyz_field *via = &rec->kind->fields[field->via];
		jyz_error_set(err, JYZ_EINVAL,
			      _("'%s' needs to know of which %s"), name.data,
			      jyz_field_word(&rec->arena, via));
		rc = jyz_error_hint(err, "--%s %s", via->name, _("NAME"));
	} else {
		rc = jyz_resolve_item(desk, &field->target->parts[field->item],
				      rec->values[field->via].i, name.data,
				      &id, err);
	}
	if (rc < 0)
		return rc;
	*out = jyz_int(id);
	return JYZ_OK;
}

static int parse_word(struct jyz_desk *desk, struct jyz_record *rec,
		      const struct jyz_part *part, const char *word,
		      struct jyz_value *cells, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	const char *p = word;
	bool more = true;
	for (size_t i = 0; i < part->n_fields; i++) {
		const struct jyz_field *field = &part->fields[i];
		cells[i] = jyz_null();
		if (more)
			more = take(&text, &p, separator(part, i));
		else
			jyz_buf_clear(&text);
		int rc = parse_cell(desk, rec, field, text.data, &cells[i],
				    err);
		if (rc < 0)
			return jyz_error_prefix(err, "--%s %s", part->name,
						word);
		if (cells[i].type == JYZ_NULL && field->flags & JYZ_REQUIRED) {
			jyz_error_set(err, JYZ_EINVAL,
				      _("--%s '%s' has no %s"), part->name,
				      word, jyz_field_word(&rec->arena, field));
			return jyz_error_hint(err, "--%s %s", part->name,
					      jyz_word(part->help));
		}
	}
	return JYZ_OK;
}

int jyz_part_parse_key(struct jyz_desk *desk, struct jyz_record *rec, int part,
		       const char *word, struct jyz_value *cells, bool *more,
		       struct jyz_error *err)
{
	const struct jyz_part *p = &rec->kind->parts[part];
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	*more = true;
	for (size_t i = 0; i < jyz_part_key(p); i++) {
		if (*more)
			*more = take(&text, &word, separator(p, i));
		else
			jyz_buf_clear(&text);
		int rc = parse_cell(desk, rec, &p->fields[i], text.data,
				    &cells[i], err);
		if (rc < 0)
			return rc;
	}
	return JYZ_OK;
}

bool jyz_part_split(const struct jyz_part *part, const char *word)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	return part->n_fields > 1 && take(&text, &word, separator(part, 0));
}

bool jyz_part_take(struct jyz_buf *out, const struct jyz_part *part,
		   size_t field, const char **p)
{
	return take(out, p, separator(part, field));
}

static int parse_words(struct jyz_desk *desk, struct jyz_record *rec, int part,
		       const struct jyz_row_words *words,
		       struct jyz_error *err)
{
	const struct jyz_part *p = &rec->kind->parts[part];
	struct jyz_rows *rows = &rec->parts[part];
	size_t n = p->n_fields;
	rows->count = 0;
	rows->cells = jyz_realloc(rows->cells, words->count * n + 1,
				  sizeof(struct jyz_value));
	rows->room = words->count;
	for (size_t i = 0; i < words->count; i++) {
		int rc = parse_word(desk, rec, p, words->items[i],
				    &rows->cells[i * n], err);
		if (rc < 0)
			return rc;
		rows->count++;
	}
	return JYZ_OK;
}

int jyz_part_parse(struct jyz_desk *desk, struct jyz_record *rec, int part,
		   struct jyz_error *err)
{
	const struct jyz_kind *kind = rec->kind;
	struct jyz_rows *rows = &rec->parts[part];
	struct jyz_row_words words = { NULL, 0, 0 };
	if (!rows->given)
		return JYZ_OK;
	free(rows->fresh);
	rows->fresh = NULL;
	int rc = jyz_part_off(desk, rec, part, err);
	if (rc < 0)
		return rc;
	jyz_part_names(desk, rec, part, &words);
	rc = parse_words(desk, rec, part, &words, err);
	free(words.items);
	if (rc >= 0 && kind->settle)
		rc = kind->settle(desk, rec, part, err);
	if (rc >= 0)
		jyz_part_join(&kind->parts[part], rows);
	return rc;
}

/* Appends text so that take() with sep gives it back. */
static void put(struct jyz_buf *out, const char *text, char sep)
{
	for (const char *p = text; *p;) {
		size_t n = sep ? separator_at(p, sep) : 0;
		if (n || *p == '\\' || *p == '\n') {
			jyz_buf_addc(out, '\\');
			if (*p == '\n') {
				jyz_buf_addc(out, 'n');
				p++;
				continue;
			}
		}
		/* a whole character after the backslash */
		do
			jyz_buf_addc(out, *p++);
		while ((*p & 0xc0) == 0x80);
	}
}

static void write_word(struct jyz_buf *out, const struct jyz_part *part,
		       const struct jyz_value *cells,
		       const struct jyz_value *labels, bool shown)
{
	void (*write)(struct jyz_buf *, const struct jyz_field *,
		      struct jyz_value, struct jyz_value) =
		shown ? jyz_value_shown : jyz_value_word;
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	size_t last = 0;
	for (size_t i = 0; i < part->n_fields; i++)
		if (cells[i].type != JYZ_NULL)
			last = i;
	for (size_t i = 0; i <= last; i++) {
		jyz_buf_clear(&text);
		write(&text, &part->fields[i], cells[i],
		      labels ? labels[i] : jyz_null());
		put(out, text.data, separator(part, i));
		if (i < last)
			jyz_buf_addc(out, separator(part, i));
	}
}

void jyz_part_word(struct jyz_buf *out, const struct jyz_part *part,
		   const struct jyz_value *cells,
		   const struct jyz_value *labels)
{
	write_word(out, part, cells, labels, false);
}

static void write_lines(struct jyz_buf *out, const struct jyz_part *part,
			const struct jyz_rows *rows, bool shown)
{
	size_t n = part->n_fields;
	for (size_t i = 0; i < rows->count; i++) {
		if (i)
			jyz_buf_addc(out, '\n');
		write_word(out, part, &rows->cells[i * n],
			   rows->labels ? &rows->labels[i * n] : NULL, shown);
	}
}

void jyz_part_lines(struct jyz_buf *out, const struct jyz_part *part,
		    const struct jyz_rows *rows)
{
	write_lines(out, part, rows, false);
}

void jyz_part_shown(struct jyz_buf *out, const struct jyz_part *part,
		    const struct jyz_rows *rows)
{
	write_lines(out, part, rows, true);
}
