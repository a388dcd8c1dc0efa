/*
 * Rows given to a record that has rows: each takes the place of the row of
 * the same key, or comes behind all; and no other part of their table keeps
 * one of that key.
 */
#include <stdlib.h>
#include <string.h>

#include "jyz/base/text.h"
#include "room.h"

void jyz_part_keep(struct jyz_record *rec, int part)
{
	struct jyz_rows *rows = &rec->parts[part];
	if (!rows->given) {
		rows->kept = rows->cells;
		rows->n_kept = rows->count;
		rows->cells = NULL;
		rows->count = rows->room = 0;
		rows->given = true;
	}
	rows->joins = true;
}

void jyz_record_part_join(struct jyz_record *rec, int part, const char *text)
{
	jyz_part_keep(rec, part);
	jyz_record_part(rec, part, text);
}

size_t jyz_part_key(const struct jyz_part *part)
{
	return part->n_key ? part->n_key : 1;
}

bool jyz_part_fresh(const struct jyz_record *rec, int part, size_t row)
{
	const struct jyz_rows *rows = &rec->parts[part];
	return rows->n_words && (!rows->fresh || rows->fresh[row]);
}

/* Names that differ in width, case or blanks are one, if folded. */
static bool same_cell(struct jyz_value a, struct jyz_value b, bool folded)
{
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
	if (jyz_value_same(a, b))
		return true;
	if (!folded || a.type != JYZ_TEXT || b.type != JYZ_TEXT)
		return false;
	jyz_text_key(&key, a.s);
	return key.len && jyz_text_is(b.s, key.data);
}

bool jyz_part_same_key(const struct jyz_part *part,
		       const struct jyz_value *a, const struct jyz_value *b,
		       bool folded)
{
	for (size_t i = 0; i < jyz_part_key(part); i++)
		if (!same_cell(a[i], b[i], folded))
			return false;
	return true;
}

/* The first kept row that a given one takes the place of (all such go), or
 * the number of them all. */
static size_t find_place(const struct jyz_part *part,
			 const struct jyz_rows *rows,
			 const struct jyz_value *given, bool *gone)
{
	size_t n = part->n_fields, first = rows->n_kept;
	for (int folded = 0; folded < 2 && first == rows->n_kept; folded++)
		for (size_t k = rows->n_kept; k-- > 0;)
			if (jyz_part_same_key(part, &rows->kept[k * n], given,
					      folded)) {
				gone[k] = true;
				first = k;
			}
	return first;
}

/* The joined rows, as they are built. */
struct joined {
	struct jyz_value *cells;
	bool *fresh;
	size_t count, n_fields;
};

static void take_row(struct joined *to, const struct jyz_value *cells,
		     bool fresh)
{
	memcpy(&to->cells[to->count * to->n_fields], cells,
	       to->n_fields * sizeof(*cells));
	to->fresh[to->count++] = fresh;
}

void jyz_part_join(const struct jyz_part *part, struct jyz_rows *rows)
{
	size_t n = part->n_fields, all = rows->n_kept + rows->count;
	if (!rows->n_kept)
		return;
	struct joined to = { jyz_alloc((all * n + 1) * sizeof(*to.cells)),
			     jyz_alloc(all + 1), 0, n };
	size_t *place = jyz_alloc((rows->count + 1) * sizeof(*place));
	bool *gone = jyz_alloc(rows->n_kept);
	for (size_t i = 0; i < rows->count; i++)
		place[i] = find_place(part, rows, &rows->cells[i * n], gone);
	for (size_t k = 0; k <= rows->n_kept; k++) {
		for (size_t i = 0; i < rows->count; i++)
			if (place[i] == k)
				take_row(&to, &rows->cells[i * n], true);
		if (k < rows->n_kept && !gone[k])
			take_row(&to, &rows->kept[k * n], false);
	}
	free(place);
	free(gone);
	free(rows->cells);
	rows->cells = to.cells;
	rows->fresh = to.fresh;
	rows->count = to.count;
	rows->room = all;
}

static void swap_rows(struct jyz_rows *rows, size_t n, size_t row)
{
	struct jyz_value *a = &rows->cells[row * n], *b = a + n;
	for (size_t f = 0; f < n; f++) {
		struct jyz_value was = a[f];
		a[f] = b[f];
		b[f] = was;
	}
	if (rows->fresh) {
		bool was = rows->fresh[row];
		rows->fresh[row] = rows->fresh[row + 1];
		rows->fresh[row + 1] = was;
	}
}

void jyz_part_order(const struct jyz_part *part, struct jyz_rows *rows)
{
	size_t n = part->n_fields;
	for (size_t i = 1; i < rows->count; i++)
		for (size_t k = i; k > 0 && rows->cells[(k - 1) * n].i >
						    rows->cells[k * n].i;
		     k--)
			swap_rows(rows, n, k - 1);
}

/* Rows of that key which were not given with it go. */
static void leave(struct jyz_record *rec, int part,
		  const struct jyz_value *key)
{
	const struct jyz_part *p = &rec->kind->parts[part];
	struct jyz_rows *rows = &rec->parts[part];
	size_t n = p->n_fields, left = 0;
	for (size_t i = 0; i < rows->count; i++) {
		if (!jyz_part_fresh(rec, part, i) &&
		    jyz_part_same_key(p, &rows->cells[i * n], key, false))
			continue;
		memmove(&rows->cells[left * n], &rows->cells[i * n],
			n * sizeof(*rows->cells));
		if (rows->fresh)
			rows->fresh[left] = rows->fresh[i];
		left++;
	}
	rows->count = left;
}

void jyz_parts_move(struct jyz_record *rec)
{
	const struct jyz_kind *kind = rec->kind;
	for (int to = 0; to < (int)kind->n_parts; to++) {
		const struct jyz_rows *rows = &rec->parts[to];
		size_t n = kind->parts[to].n_fields;
		for (int from = 0; from < (int)kind->n_parts; from++) {
			if (from == to || !rows->joins ||
			    strcmp(kind->parts[from].table,
				   kind->parts[to].table) != 0)
				continue;
			for (size_t i = 0; i < rows->count; i++)
				if (jyz_part_fresh(rec, to, i))
					leave(rec, from, &rows->cells[i * n]);
		}
	}
}
