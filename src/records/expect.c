/*
 * Records that are still being asked for: what they would become, and whether
 * a row would do.
 */
#include <stdlib.h>
#include <string.h>

#include "room.h"

static void borrow(struct jyz_record *to, const struct jyz_record *from)
{
	to->id = from->id;
	for (size_t i = 0; i < from->kind->n_fields; i++) {
		to->values[i] = from->values[i];
		to->words[i] = from->words[i];
		to->given[i] = from->given[i];
	}
}

/* Nobody is to hear of a trial. */
static void forget_notes(struct jyz_desk *desk, size_t count)
{
	while (desk->notes.count > count)
		free(desk->notes.items[--desk->notes.count]);
}

void jyz_record_expect(struct jyz_desk *desk, const struct jyz_record *rec,
		       struct jyz_record *out)
{
	struct jyz_error ignored = JYZ_ERROR_INIT;
	size_t notes = desk->notes.count;
	borrow(out, rec);
	if (jyz_record_complete(desk, out, &ignored) < 0)
		jyz_error_free(&ignored);
	forget_notes(desk, notes);
}

/* Its rows name items of what a field names, and that is not known. */
static bool hangs(const struct jyz_record *rec, const struct jyz_part *part)
{
	for (size_t i = 0; i < part->n_fields; i++)
		if (part->fields[i].type == JYZ_TYPE_ITEM &&
		    rec->values[part->fields[i].via].type == JYZ_NULL)
			return true;
	return false;
}

int jyz_record_part_try(struct jyz_desk *desk, const struct jyz_record *rec,
			int part, const char *text, struct jyz_error *err)
{
	JYZ_AUTO(jyz_record) tried = { 0 };
	jyz_record_init(&tried, rec->kind);
	/* Some defaults depend on there being a row. */
	jyz_record_part(&tried, part, text);
	jyz_record_expect(desk, rec, &tried);
	if (hangs(&tried, &rec->kind->parts[part]))
		return JYZ_OK;
	return jyz_part_parse(desk, &tried, part, err);
}

static void push_word(struct jyz_record *rec, struct jyz_row_words *to,
		      const char *word)
{
	JYZ_GROW(to->items, to->count, to->room);
	to->items[to->count++] = jyz_arena_strdup(&rec->arena, word);
}

/* The words that a typed line stands for, but those of that key. */
static bool leave_line(struct jyz_desk *desk, struct jyz_record *rec, int part,
		       const char *line, const struct jyz_value *key,
		       struct jyz_row_words *to)
{
	const struct jyz_part *p = &rec->kind->parts[part];
	JYZ_AUTO(jyz_record) tried = { 0 };
	struct jyz_error ignored = JYZ_ERROR_INIT;
	struct jyz_row_words words = { NULL, 0, 0 };
	size_t left = 0;
	jyz_record_init(&tried, rec->kind);
	jyz_record_part(&tried, part, line);
	jyz_record_expect(desk, rec, &tried);
	int rc = jyz_part_parse(desk, &tried, part, &ignored);
	jyz_part_names(desk, &tried, part, &words);
	const struct jyz_rows *rows = &tried.parts[part];
	bool readable = rc >= 0 && rows->count == words.count;
	for (size_t i = 0; readable && i < words.count; i++)
		left += !jyz_part_same_key(p, &rows->cells[i * p->n_fields],
					   key, true);
	bool gone = readable && left < words.count;
	if (!gone)
		push_word(rec, to, line);
	for (size_t i = 0; gone && i < words.count; i++)
		if (!jyz_part_same_key(p, &rows->cells[i * p->n_fields], key,
				       true))
			push_word(rec, to, words.items[i]);
	free(words.items);
	jyz_error_free(&ignored);
	return gone;
}

/* Typed rows of that key go; true: there were such. */
static bool leave_typed(struct jyz_desk *desk, struct jyz_record *rec,
			int part, const struct jyz_value *key)
{
	struct jyz_rows *rows = &rec->parts[part];
	struct jyz_row_words to = { NULL, 0, 0 };
	size_t notes = desk->notes.count;
	bool gone = false;
	for (size_t i = 0; i < rows->n_words; i++)
		gone |= leave_line(desk, rec, part, rows->words[i], key, &to);
	forget_notes(desk, notes);
	free(rows->words);
	rows->words = to.items;
	rows->n_words = to.count;
	rows->words_room = to.room;
	return gone;
}

/* "-KEY": off the typed rows, and off those that are kept. */
static int take_off(struct jyz_desk *desk, struct jyz_record *rec, int part,
		    const char *word, bool *typed, bool *kept,
		    struct jyz_error *err)
{
	const struct jyz_part *p = &rec->kind->parts[part];
	JYZ_AUTO(jyz_record) tried = { 0 };
	struct jyz_error ignored = JYZ_ERROR_INIT;
	struct jyz_value *key = jyz_alloc((p->n_fields + 1) * sizeof(*key));
	bool more;
	jyz_record_init(&tried, rec->kind);
	jyz_record_expect(desk, rec, &tried);
	*typed = jyz_part_parse_key(desk, &tried, part, word, key, &more,
				    &ignored) >= 0 &&
		 leave_typed(desk, rec, part, key);
	jyz_error_free(&ignored);
	free(key);
	if (rec->id)
		jyz_part_keep(rec, part);
	return jyz_part_off_one(desk, rec, part, word, *typed || !rec->id,
				kept, err);
}

int jyz_record_part_type(struct jyz_desk *desk, struct jyz_record *rec,
			 int part, const char *text, bool *off,
			 struct jyz_error *err)
{
	const struct jyz_part *p = &rec->kind->parts[part];
	JYZ_AUTO(jyz_record) tried = { 0 };
	bool typed = false;
	int rc = JYZ_OK;
	*off = false;
	if (*text == '-' && text[1])
		rc = take_off(desk, rec, part, text + 1, &typed, off, err);
	if (rc < 0 || typed || *off)
		return rc;
	if ((rc = jyz_record_part_try(desk, rec, part, text, err)) < 0)
		return rc;
	jyz_record_init(&tried, rec->kind);
	jyz_record_part(&tried, part, text);
	jyz_record_expect(desk, rec, &tried);
	struct jyz_error ignored = JYZ_ERROR_INIT;
	size_t notes = desk->notes.count;
	if (jyz_part_parse(desk, &tried, part, &ignored) >= 0)
		for (size_t i = 0; i < tried.parts[part].count; i++)
			leave_typed(desk, rec, part,
				    &tried.parts[part].cells[i * p->n_fields]);
	forget_notes(desk, notes);
	jyz_error_free(&ignored);
	jyz_record_part_join(rec, part, text);
	return JYZ_OK;
}
