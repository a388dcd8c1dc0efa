/*
 * What the columns of an archive's file are.  The names are those that the
 * export writes, exactly: a column that is not understood is a mistake.
 */
#include <stdlib.h>
#include <string.h>

#include "intake.h"
#include "jyz/base/i18n.h"
#include "jyz/records/bulk.h"

static const char UID_END[] = "_uid";

/* "teacher_uid" of "teacher". */
static bool is_uid_of(const char *heading, const char *name)
{
	size_t len = strlen(name);

	return strncmp(heading, name, len) == 0 &&
	       strcmp(heading + len, UID_END) == 0;
}

static bool of_field(const struct jyz_kind *kind, const char *heading,
		     struct jyz_column_of *out)
{
	for (size_t i = 0; i < kind->n_fields; i++) {
		const struct jyz_field *f = &kind->fields[i];
		bool reference = f->type == JYZ_TYPE_REFERENCE;

		if (!jyz_bulk_field(f, true))
			continue;
		out->at = (int)i;
		out->is = reference ? JYZ_IS_LABEL : JYZ_IS_FIELD;
		if (strcmp(heading, f->name) == 0)
			return true;
		out->is = JYZ_IS_FIELD;
		if (reference && is_uid_of(heading, f->name))
			return true;
	}
	return false;
}

static bool of_part(const struct jyz_kind *kind, const char *heading,
		    struct jyz_column_of *out)
{
	for (size_t i = 0; i < kind->n_parts; i++) {
		const struct jyz_part *part = &kind->parts[i];

		out->at = (int)i;
		out->is = JYZ_IS_PART;
		if (strcmp(heading, part->name) == 0)
			return true;
		out->is = JYZ_IS_PART_UID;
		if (jyz_archive_uids(part) && is_uid_of(heading, part->name))
			return true;
	}
	return false;
}

static struct jyz_column_of understand(const struct jyz_kind *kind,
				       const char *heading)
{
	static const char *const own[] = { [JYZ_IS_UID] = "uid",
					   [JYZ_IS_CREATED] = "created_at",
					   [JYZ_IS_UPDATED] = "updated_at" };
	struct jyz_column_of out;

	for (size_t i = 0; i < JYZ_COUNT(own); i++)
		if (strcmp(heading, own[i]) == 0)
			return (struct jyz_column_of){ (enum jyz_column_is)i,
						       0 };
	if (of_field(kind, heading, &out) || of_part(kind, heading, &out))
		return out;
	return (struct jyz_column_of){ JYZ_IS_UNKNOWN, 0 };
}

static bool has_column(const struct jyz_intake *in, enum jyz_column_is is,
		       int at)
{
	for (size_t i = 0; i < in->n_columns; i++)
		if (in->columns[i].is == is && in->columns[i].at == at)
			return true;
	return false;
}

static int missing(const struct jyz_intake *in, const char *name,
		   const char *end, struct jyz_error *err)
{
	return jyz_error_set(err, JYZ_EINVAL,
			     _("'%s.csv': the column '%s%s' is missing"),
			     in->kind->name, name, end);
}

/*
 * Columns that no row can do without.  Others may be missing: private ones,
 * and those that the program which wrote the archive did not have yet.
 */
static int check_missing(const struct jyz_intake *in, struct jyz_error *err)
{
	const struct jyz_kind *kind = in->kind;

	if (!has_column(in, JYZ_IS_UID, 0))
		return missing(in, "uid", "", err);
	if (!has_column(in, JYZ_IS_CREATED, 0))
		return missing(in, "created_at", "", err);
	if (!has_column(in, JYZ_IS_UPDATED, 0))
		return missing(in, "updated_at", "", err);
	for (size_t i = 0; i < kind->n_fields; i++) {
		const struct jyz_field *f = &kind->fields[i];
		bool needed = jyz_bulk_field(f, false) &&
			      f->flags & JYZ_REQUIRED;
		bool labelled = has_column(in, JYZ_IS_LABEL, (int)i);

		if ((needed || labelled) &&
		    !has_column(in, JYZ_IS_FIELD, (int)i))
			return missing(in, f->name,
				       f->type == JYZ_TYPE_REFERENCE ? UID_END
								     : "",
				       err);
	}
	for (size_t i = 0; i < kind->n_parts; i++) {
		const struct jyz_part *part = &kind->parts[i];
		bool rows = has_column(in, JYZ_IS_PART, (int)i);
		bool uids = has_column(in, JYZ_IS_PART_UID, (int)i);

		if (rows && !uids && jyz_archive_uids(part))
			return missing(in, part->name, UID_END, err);
		if (uids && !rows)
			return missing(in, part->name, "", err);
	}
	return JYZ_OK;
}

int jyz_intake_headings(struct jyz_intake *in, const struct jyz_sheet_row *row,
			struct jyz_error *err)
{
	const struct jyz_kind *kind = in->kind;

	in->headed = true;
	in->headings = jyz_alloc((row->count + 1) * sizeof(*in->headings));
	in->columns = jyz_alloc((row->count + 1) * sizeof(*in->columns));
	in->has = jyz_alloc(kind->n_fields + kind->n_parts + 1);
	for (size_t i = 0; i < row->count; i++) {
		const char *heading = row->cells[i].s;
		struct jyz_column_of c = understand(kind, heading);

		if (c.is == JYZ_IS_UNKNOWN)
			return jyz_error_set(
				err, JYZ_EINVAL,
				_("'%s.csv': the column '%s' is not known"),
				kind->name, heading);
		if (has_column(in, c.is, c.at))
			return jyz_error_set(
				err, JYZ_EINVAL,
				_("'%s.csv': the column '%s' is there twice"),
				kind->name, heading);
		in->headings[i] = jyz_strdup(heading);
		in->columns[i] = c;
		in->n_columns++;
		if (c.is == JYZ_IS_FIELD)
			in->has[c.at] = true;
		else if (c.is == JYZ_IS_PART)
			in->has[kind->n_fields + (size_t)c.at] = true;
	}
	return check_missing(in, err);
}

void jyz_intake_free(struct jyz_intake *in)
{
	for (size_t i = 0; i < in->n_columns; i++)
		free(in->headings[i]);
	free(in->headings);
	free(in->columns);
	free(in->has);
	jyz_source_free(&in->source);
	jyz_map_free(&in->uids);
	jyz_map_free(&in->lines);
	jyz_map_free(&in->waiting);
	jyz_map_free(&in->known);
	jyz_stmt_free(&in->find);
}
