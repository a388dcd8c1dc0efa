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
