/*
 * Records as the writers' columns and cells: the one place that says how a
 * value of the catalogue looks in a table and in each format.
 */
#include <stdlib.h>
#include <string.h>

#include "inside.h"
#include "jyz/base/decimal.h"

/* Decimals that people are shown of what is computed. */
#define REAL_SCALE 2

/* A reference that people cannot type by name is its id in data. */
static bool by_id(const struct jyz_field *field)
{
	return field->type == JYZ_TYPE_REFERENCE && !field->target->names;
}

static enum jyz_cell_type cell_type(const struct jyz_field *field)
{
	switch (field->type) {
	case JYZ_TYPE_TEXT:
	case JYZ_TYPE_NOTE:
	case JYZ_TYPE_CHOICE:
	case JYZ_TYPE_ITEM:
		return JYZ_CELL_TEXT;
	case JYZ_TYPE_DATE:
		return JYZ_CELL_DATE;
	case JYZ_TYPE_TIME:
		return JYZ_CELL_TIME;
	case JYZ_TYPE_REFERENCE:
		return by_id(field) ? JYZ_CELL_INTEGER : JYZ_CELL_TEXT;
	case JYZ_TYPE_INTEGER:
		return JYZ_CELL_INTEGER;
	case JYZ_TYPE_DECIMAL:
		return JYZ_CELL_DECIMAL;
	case JYZ_TYPE_FLAG:
		return JYZ_CELL_FLAG;
	}
	return JYZ_CELL_TEXT;
}

static const char *label_of(struct jyz_arena *arena, struct jyz_words words)
{
	const char *word = jyz_word(words);
	return jyz_arena_strndup(arena, word, strcspn(word, "/"));
}

static struct jyz_column field_column(struct jyz_arena *arena,
				      const struct jyz_field *field)
{
	/* Columns on the right are never narrowed: a date stays whole. */
	bool whole = field->type == JYZ_TYPE_INTEGER ||
		     field->type == JYZ_TYPE_DECIMAL ||
		     field->type == JYZ_TYPE_DATE ||
		     field->type == JYZ_TYPE_TIME;
	return (struct jyz_column){
		.key = field->name,
		.heading = label_of(arena, field->label),
		.type = cell_type(field),
		.scale = field->scale,
		.right = whole,
		.share = field->unit && strcmp(field->unit, "%") == 0,
		.wrap = field->type == JYZ_TYPE_NOTE ||
			field->type == JYZ_TYPE_REFERENCE ||
			(field->type == JYZ_TYPE_TEXT &&
			 field->flags & JYZ_SEARCH),
	};
}

void jyz_face_init(struct jyz_face *face, const struct jyz_kind *kind,
		   const bool *fields, bool parts, bool system)
{
	size_t room = kind->n_fields + kind->n_parts + 4;
	*face = (struct jyz_face){
		.kind = kind,
		.fields = fields,
		.parts = parts,
		.columns = jyz_alloc(room * sizeof(*face->columns)),
		.cells = jyz_alloc(room * sizeof(*face->cells)),
	};
	struct jyz_column *c = face->columns;
	*c++ = (struct jyz_column){ .key = "id", .heading = "id",
				    .type = JYZ_CELL_INTEGER, .right = true };
	for (size_t i = 0; i < kind->n_fields; i++)
		if (!fields || fields[i])
			*c++ = field_column(&face->arena, &kind->fields[i]);
	for (size_t i = 0; parts && i < kind->n_parts; i++)
		*c++ = (struct jyz_column){
			.key = kind->parts[i].name,
			.heading = label_of(&face->arena,
					    kind->parts[i].label),
			.type = JYZ_CELL_LIST, .wrap = true,
		};
	if (system) {
		*c++ = (struct jyz_column){ .key = "uid", .heading = "uid" };
		*c++ = (struct jyz_column){ .key = "created_at",
					    .heading = "created_at" };
		*c++ = (struct jyz_column){ .key = "updated_at",
					    .heading = "updated_at" };
	}
	face->n_columns = (size_t)(c - face->columns);
}

static struct jyz_cell value_cell(struct jyz_arena *row,
				  const struct jyz_field *field,
				  struct jyz_value value,
				  struct jyz_value label)
{
	struct jyz_cell cell = { .value = value };
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	if (value.type == JYZ_NULL)
		return cell;
	switch (field->type) {
	case JYZ_TYPE_CHOICE:
		cell.shown = value.type == JYZ_TEXT
				     ? jyz_choice_shown(field, value.s)
				     : NULL;
		return cell;
	case JYZ_TYPE_REFERENCE:
	case JYZ_TYPE_ITEM:
		/* A computed reference is a name already. */
		if (value.type != JYZ_INT)
			return cell;
		if (by_id(field)) {
			jyz_value_shown(&text, field, value, label);
			cell.shown = jyz_arena_strdup(row, text.data);
			return cell;
		}
		jyz_value_word(&text, field, value, label);
		cell.value = jyz_text(jyz_arena_strdup(row, text.data));
		return cell;
	case JYZ_TYPE_TEXT:
	case JYZ_TYPE_NOTE:
	case JYZ_TYPE_DATE:
	case JYZ_TYPE_TIME:
	case JYZ_TYPE_DECIMAL:
		if (value.type != JYZ_REAL)
			return cell;
		/* A share of 1 is percent for people. */
		if (field->unit && strcmp(field->unit, "%") == 0) {
			jyz_real_round(&text, 100 * value.r, field->scale);
			jyz_buf_adds(&text, " %");
		} else {
			jyz_real_round(&text, value.r,
				       field->scale < REAL_SCALE ? field->scale
								 : REAL_SCALE);
		}
		cell.shown = jyz_arena_strdup(row, text.data);
		return cell;
	case JYZ_TYPE_INTEGER:
	case JYZ_TYPE_FLAG:
		break;
	}
	return cell;
}

/* Rows of a part: nested for JSON, lines of text for all else. */
static struct jyz_cell part_cell(struct jyz_arena *row,
				 const struct jyz_part *part,
				 const struct jyz_rows *rows)
{
	size_t n = part->n_fields;
	JYZ_AUTO(jyz_buf) lines = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) shown = JYZ_BUF_INIT;
	struct jyz_list *list = jyz_arena_alloc(row, sizeof(*list));
	struct jyz_column *columns =
		jyz_arena_alloc(row, n * sizeof(*columns));
	struct jyz_cell *cells =
		jyz_arena_alloc(row, (rows->count * n + 1) * sizeof(*cells));
	for (size_t i = 0; i < n; i++)
		columns[i] = field_column(row, &part->fields[i]);
	for (size_t i = 0; i < rows->count * n; i++)
		cells[i] = value_cell(row, &part->fields[i % n],
				      rows->cells[i],
				      rows->labels ? rows->labels[i]
						   : jyz_null());
	*list = (struct jyz_list){ columns, n, cells, rows->count };
	if (!rows->count)
		return (struct jyz_cell){ .list = list };
	jyz_part_lines(&lines, part, rows);
	jyz_part_shown(&shown, part, rows);
	return (struct jyz_cell){
		.value = jyz_text(jyz_arena_strdup(row, lines.data)),
		.shown = jyz_arena_strdup(row, shown.data),
		.list = list,
	};
}

static struct jyz_cell moment_cell(struct jyz_arena *row, const char *moment)
{
	JYZ_AUTO(jyz_buf) local = JYZ_BUF_INIT;
	struct jyz_cell cell = { .value = jyz_text(moment) };
	if (!moment)
		return cell;
	jyz_moment_local(&local, moment);
	cell.shown = jyz_arena_strdup(row, local.data);
	return cell;
}

void jyz_face_fill(struct jyz_face *face, const struct jyz_record *rec)
{
	const struct jyz_kind *kind = face->kind;
	struct jyz_cell *c = face->cells;
	struct jyz_cell *end = face->cells + face->n_columns;
	jyz_arena_clear(&face->row);
	*c++ = (struct jyz_cell){ .value = rec->id ? jyz_int(rec->id)
						   : jyz_null() };
	for (size_t i = 0; i < kind->n_fields; i++)
		if (!face->fields || face->fields[i])
			*c++ = value_cell(&face->row, &kind->fields[i],
					  rec->values[i], rec->labels[i]);
	for (size_t i = 0; face->parts && i < kind->n_parts; i++)
		*c++ = part_cell(&face->row, &kind->parts[i], &rec->parts[i]);
	if (c < end) {
		*c++ = (struct jyz_cell){ .value = jyz_text(rec->uid) };
		*c++ = moment_cell(&face->row, rec->created_at);
		*c++ = moment_cell(&face->row, rec->updated_at);
	}
}

void jyz_face_free(struct jyz_face *face)
{
	free(face->columns);
	free(face->cells);
	jyz_arena_free(&face->arena);
	jyz_arena_free(&face->row);
	memset(face, 0, sizeof(*face));
}
