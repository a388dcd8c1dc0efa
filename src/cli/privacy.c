/*
 * Small classes in files that leave.
 */
#include "privacy.h"

#include <string.h>

bool jyz_small_cell(int64_t sat)
{
	return sat > 0 && sat < JYZ_SMALL_CELL;
}

bool jyz_output_named(const struct jyz_output *out)
{
	return out->path != NULL;
}

/* Figures of the class itself: not those of its grade, nor how many sat. */
static bool tells(const struct jyz_kind *kind, size_t i)
{
	const struct jyz_field *f = &kind->fields[i];
	const struct jyz_lens *lens = jyz_lens_of(kind, (int)i);

	if (lens && strcmp(lens->name, "grade") == 0)
		return false;
	return f->flags & (JYZ_MEASURED | JYZ_DERIVED) ||
	       strcmp(f->name, "average") == 0;
}

bool jyz_hide_small(struct jyz_face *face, const struct jyz_record *rec)
{
	const struct jyz_kind *kind = face->kind;
	struct jyz_cell *cell = face->cells + 1; /* behind the id */

	if (strcmp(kind->name, "result") != 0)
		return false;

	const struct jyz_value *sat =
		&rec->values[jyz_field_find(kind, "sat")];

	if (sat->type != JYZ_INT || !jyz_small_cell(sat->i))
		return false;
	for (size_t i = 0; i < kind->n_fields; i++) {
		if (face->fields && !face->fields[i])
			continue;
		if (tells(kind, i))
			*cell = (struct jyz_cell){ .value = jyz_null() };
		cell++;
	}
	for (size_t i = 0; face->parts && i < kind->n_parts; i++, cell++)
		if (kind->parts[i].flags & JYZ_MEASURED)
			*cell = (struct jyz_cell){ .value = jyz_null() };
	return true;
}

void jyz_hide_cells(struct jyz_cell *cells, const int *places, size_t n)
{
	for (size_t i = 0; i < n; i++)
		cells[places[i]] = (struct jyz_cell){ .value = jyz_null() };
}

void jyz_say_small(const struct jyz_cli *cli, size_t rows)
{
	if (rows)
		jyz_say(cli,
			Q_("statistics of classes with fewer than %d pupils "
			   "are left empty in a file: %zu row",
			   "statistics of classes with fewer than %d pupils "
			   "are left empty in a file: %zu rows",
			   (unsigned long)rows),
			JYZ_SMALL_CELL, rows);
}
