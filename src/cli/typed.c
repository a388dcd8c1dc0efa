/*
 * What was typed into a form, so that it can be said again in one line.
 */
#include <stdlib.h>
#include <string.h>

#include "forms.h"

void jyz_typed_free(struct jyz_typed *typed)
{
	for (size_t i = 0; i < typed->count; i++)
		free(typed->items[i].text);
	free(typed->items);
	memset(typed, 0, sizeof(*typed));
}

/* The last answer to a field counts, each row of a part does. */
void jyz_typed_add(struct jyz_typed *typed, const char *name, bool part,
		   const char *text)
{
	if (!typed)
		return;
	for (size_t i = 0; i < typed->count && !part; i++) {
		struct jyz_answer *a = &typed->items[i];
		if (a->part || strcmp(a->name, name) != 0)
			continue;
		free(a->text);
		a->text = jyz_strdup(text);
		return;
	}
	JYZ_GROW(typed->items, typed->count, typed->room);
	typed->items[typed->count++] =
		(struct jyz_answer){ name, part, false, jyz_strdup(text) };
}

void jyz_typed_stay(struct jyz_typed *typed)
{
	typed->items[typed->count - 1].stays = true;
}

void jyz_typed_drop(struct jyz_typed *typed, const char *part)
{
	size_t left = 0;
	for (size_t i = 0; i < typed->count; i++) {
		struct jyz_answer *a = &typed->items[i];
		if (a->part && strcmp(a->name, part) == 0 &&
		    !a->stays)
			free(a->text);
		else
			typed->items[left++] = *a;
	}
	typed->count = left;
}

void jyz_typed_say(const struct jyz_cli *cli, const struct jyz_typed *typed,
		   const struct jyz_kind *kind, const char *verb,
		   const char *word)
{
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) shown = JYZ_BUF_INIT;
	jyz_again(&line, cli);
	jyz_buf_addf(&line, " %s %s", kind->name, verb);
	if (word) {
		jyz_buf_addc(&line, ' ');
		jyz_shell_word(&line, word);
	}
	for (size_t i = 0; i < typed->count; i++) {
		jyz_buf_addf(&line, " --%s ", typed->items[i].name);
		jyz_shell_word(&line, typed->items[i].text);
	}
	jyz_example(&shown, line.data, line.len);
	jyz_say(cli, _("the same in one line: %s"), shown.data);
}
