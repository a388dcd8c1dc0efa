/*
 * Which statistics tell on single pupils.
 */
#include "jyz/records/small.h"

#include <string.h>

bool jyz_small_cell(int64_t sat)
{
	return sat > 0 && sat < JYZ_SMALL_CELL;
}

bool jyz_small_record(const struct jyz_record *rec)
{
	if (strcmp(rec->kind->name, "result") != 0)
		return false;
	struct jyz_value sat = rec->values[jyz_field_named(rec->kind, "sat")];

	return sat.type == JYZ_INT && jyz_small_cell(sat.i);
}

bool jyz_small_field(const struct jyz_kind *kind, size_t field)
{
	const struct jyz_field *f = &kind->fields[field];
	const struct jyz_lens *lens = jyz_lens_of(kind, (int)field);

	if (lens && strcmp(lens->name, "grade") == 0)
		return false;
	return f->flags & (JYZ_MEASURED | JYZ_DERIVED) ||
	       strcmp(f->name, "average") == 0;
}

bool jyz_small_part(const struct jyz_kind *kind, size_t part)
{
	return kind->parts[part].flags & JYZ_MEASURED;
}
