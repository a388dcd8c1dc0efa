/*
 * Small classes in files that leave.
 */
#include "privacy.h"

bool jyz_output_named(const struct jyz_output *out)
{
	return out->path != NULL;
}

bool jyz_hide_small(struct jyz_face *face, const struct jyz_record *rec)
{
	const struct jyz_kind *kind = face->kind;
	struct jyz_cell *cell = face->cells + 1; /* behind the id */

	if (!jyz_small_record(rec))
		return false;
	for (size_t i = 0; i < kind->n_fields; i++) {
		if (face->fields && !face->fields[i])
			continue;
		if (jyz_small_field(kind, i))
			*cell = (struct jyz_cell){ .value = jyz_null() };
		cell++;
	}
	for (size_t i = 0; face->parts && i < kind->n_parts; i++, cell++)
		if (jyz_small_part(kind, i))
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
