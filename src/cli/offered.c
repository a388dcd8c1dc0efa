/*
 * What TAB offers at a question: names, words of choices.
 */
#include <stdlib.h>

#include "forms.h"
#include "jyz/base/text.h"
#include "jyz/records/resolve.h"

#define NAMES_MAX 2000 /* more are not looked through */

void jyz_offer(struct jyz_candidates *to, const char *word)
{
	JYZ_GROW(to->items, to->count, to->room);
	to->items[to->count++] = jyz_strdup(word);
}

void jyz_candidates_free(struct jyz_candidates *c)
{
	for (size_t i = 0; i < c->count; i++)
		free(c->items[i]);
	free(c->items);
}

struct ids {
	int64_t items[NAMES_MAX];
	size_t count;
};

static int take_id(const struct jyz_record *rec, void *payload,
		   struct jyz_error *err)
{
	struct ids *ids = payload;
	(void)err;
	if (ids->count < NAMES_MAX)
		ids->items[ids->count++] = rec->id;
	return JYZ_OK;
}

/* Completion is a help: if it cannot be had the question is asked anyway. */
static void offer_names(struct jyz_cli *cli, const struct jyz_kind *kind,
			struct jyz_candidates *to)
{
	JYZ_AUTO(jyz_query) query;
	struct jyz_error ignored = JYZ_ERROR_INIT;
	struct ids *ids = jyz_alloc(sizeof(*ids));
	bool *none = jyz_alloc((kind->n_fields + 1) * sizeof(*none));
	jyz_query_init(&query, kind);
	query.fields = none;
	query.limit = NAMES_MAX;
	int rc = jyz_list(&cli->desk, &query, take_id, ids, &ignored);
	for (size_t i = 0; i < ids->count && rc >= 0; i++) {
		char *label = NULL;
		rc = jyz_label(&cli->desk, kind, ids->items[i], &label,
			       &ignored);
		if (rc >= 0)
			jyz_offer(to, label);
		free(label);
	}
	jyz_error_free(&ignored);
	free(none);
	free(ids);
}

void jyz_offer_words(struct jyz_cli *cli, const struct jyz_field *field,
		     struct jyz_candidates *to)
{
	const struct jyz_choice *c = field->choices;
	switch (field->type) {
	case JYZ_TYPE_CHOICE:
		for (; c->name; c++) {
			jyz_offer(to, jyz_choice_shown(field, c->name));
			jyz_offer(to, c->name);
		}
		return;
	case JYZ_TYPE_FLAG:
		jyz_offer(to, _("yes"));
		jyz_offer(to, _("no"));
		return;
	case JYZ_TYPE_REFERENCE:
		if (field->target->names)
			offer_names(cli, field->target, to);
		return;
	case JYZ_TYPE_TEXT:
	case JYZ_TYPE_NOTE:
	case JYZ_TYPE_DATE:
	case JYZ_TYPE_TIME:
	case JYZ_TYPE_INTEGER:
	case JYZ_TYPE_DECIMAL:
	case JYZ_TYPE_ITEM:
		return;
	}
}
