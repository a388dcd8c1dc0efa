/*
 * Rows taken off one by one: "-KEY" given to a part that has such a row.  A
 * text may begin with "-", too: without such a row it means what it says.
 */
#include <stdlib.h>
#include <string.h>

#include "room.h"

/* Exactly so called ones before those that differ in width or case. */
static bool drop_kept(const struct jyz_part *part, struct jyz_rows *rows,
		      const struct jyz_value *key)
{
	size_t n = part->n_fields, left = rows->n_kept;
	for (int folded = 0; folded < 2 && left == rows->n_kept; folded++) {
		left = 0;
		for (size_t k = 0; k < rows->n_kept; k++) {
			if (jyz_part_same_key(part, &rows->kept[k * n], key,
					      folded))
				continue;
			memmove(&rows->kept[left++ * n], &rows->kept[k * n],
				n * sizeof(*rows->kept));
		}
	}
	bool dropped = left < rows->n_kept;
	rows->n_kept = left;
	return dropped;
}

/* Whom it could have been. */
static int say_listed(struct jyz_desk *desk, struct jyz_record *rec, int part,
		      const char *key, struct jyz_error *err)
{
	const struct jyz_part *p = &rec->kind->parts[part];
	const struct jyz_rows *rows = &rec->parts[part];
	JYZ_AUTO(jyz_buf) names = JYZ_BUF_INIT;
	struct jyz_error ignored = JYZ_ERROR_INIT;
	for (size_t k = 0; k < rows->n_kept; k++) {
		char *label = NULL;
		if (jyz_label(desk, p->fields[0].target,
			      rows->kept[k * p->n_fields].i, &label,
			      &ignored) >= 0)
			jyz_buf_addf(&names, "%s%s", names.len ? _(", ") : "",
				     label);
		free(label);
		jyz_error_free(&ignored);
	}
	const char *title = jyz_part_title(&rec->arena, p);
	if (!names.len)
		return jyz_error_set(err, JYZ_ENOTFOUND,
				     _("'%s' cannot be taken off %s: nobody is "
				       "there"), key, title);
	return jyz_error_set(err, JYZ_ENOTFOUND,
			     _("'%s' cannot be taken off %s, where are: %s"),
			     key, title, names.data);
}

int jyz_part_off_one(struct jyz_desk *desk, struct jyz_record *rec, int part,
		     const char *key, bool typed, bool *off,
		     struct jyz_error *err)
{
	const struct jyz_part *p = &rec->kind->parts[part];
	bool named = p->fields[0].type == JYZ_TYPE_REFERENCE, more;
	struct jyz_value *cells = jyz_alloc((p->n_fields + 1) *
					    sizeof(*cells));
	struct jyz_error why = JYZ_ERROR_INIT;
	int rc = jyz_part_parse_key(desk, rec, part, key, cells, &more, &why);
	*off = rc >= 0 && (named || !more) &&
	       drop_kept(p, &rec->parts[part], cells);
	free(cells);
	if (rc == JYZ_EAMBIGUOUS && named) {
		jyz_error_move(err, &why);
		return rc;
	}
	jyz_error_free(&why);
	return named && !*off && !typed ? say_listed(desk, rec, part, key, err)
					: JYZ_OK;
}

int jyz_part_off(struct jyz_desk *desk, struct jyz_record *rec, int part,
		 struct jyz_error *err)
{
	struct jyz_rows *rows = &rec->parts[part];
	size_t i = 0;
	if (!rec->id || !rows->joins)
		return JYZ_OK;
	while (i < rows->n_words) {
		const char *word = rows->words[i];
		bool off = false;
		int rc = *word == '-' && word[1]
				 ? jyz_part_off_one(desk, rec, part, word + 1,
						    false, &off, err)
				 : JYZ_OK;
		if (rc < 0)
			return jyz_error_prefix(err, "--%s",
						rec->kind->parts[part].name);
		if (!off) {
			i++;
			continue;
		}
		/* Gone for good: what is given may be understood again. */
		rows->n_words--;
		memmove(&rows->words[i], &rows->words[i + 1],
			(rows->n_words - i) * sizeof(*rows->words));
	}
	return JYZ_OK;
}
