/*
 * Names as people list them in one word - "王芳、李强", "刘洋（病假）" - where a
 * part takes a row a word.
 */
#include <stdlib.h>
#include <string.h>

#include "jyz/base/text.h"
#include "room.h"

/* The length of what stands between listed names, or 0. */
static size_t mark_at(const char *p)
{
	static const char *const marks[] = { "、", "，", "," };
	for (size_t i = 0; i < JYZ_COUNT(marks); i++)
		if (strncmp(p, marks[i], strlen(marks[i])) == 0)
			return strlen(marks[i]);
	return 0;
}

static bool is_list(const char *word)
{
	for (; *word; word++)
		if (mark_at(word))
			return true;
	return false;
}

/* "NAME（TEXT）": where the bracket that ends the word begins, or NULL. */
static const char *bracket(const char *word)
{
	size_t len = strlen(word);
	const char *wide = strstr(word, "（"), *plain = strchr(word, '(');
	const char *at = wide && (!plain || wide < plain) ? wide : plain;
	if (!at || at == word ||
	    !(word[len - 1] == ')' ||
	      (len > 3 && strcmp(word + len - 3, "）") == 0)))
		return NULL;
	return at;
}

static bool is_known(struct jyz_desk *desk, const struct jyz_kind *kind,
		     const char *name)
{
	struct jyz_error why = JYZ_ERROR_INIT;
	int64_t id;
	int rc = jyz_resolve(desk, kind, name, NULL, &id, &why);
	jyz_error_free(&why);
	return rc != JYZ_ENOTFOUND;
}

static void push(struct jyz_row_words *out, struct jyz_arena *arena,
		 const char *word)
{
	JYZ_GROW(out->items, out->count, out->room);
	out->items[out->count++] = jyz_arena_strdup(arena, word);
}

/* One name, or "NAME（TEXT）" as the part writes it: "NAME:TEXT". */
static void push_name(struct jyz_desk *desk, struct jyz_arena *arena,
		      const struct jyz_part *part, const char *name,
		      struct jyz_row_words *out)
{
	const struct jyz_kind *kind = part->fields[0].target;
	const char *at = part->n_fields == 2 ? bracket(name) : NULL;
	JYZ_AUTO(jyz_buf) word = JYZ_BUF_INIT;
	if (!at || is_known(desk, kind, name)) {
		push(out, arena, name);
		return;
	}
	size_t close = name[strlen(name) - 1] == ')' ? 1 : 3;
	const char *text = at + (*at == '(' ? 1 : 3);
	jyz_buf_add(&word, name, (size_t)(at - name));
	jyz_buf_addc(&word, part->syntax[0]);
	if (strlen(text) > close)
		jyz_buf_add(&word, text, strlen(text) - close);
	jyz_desk_note(desk, _("'%s' is understood as %s"), name, word.data);
	push(out, arena, word.data);
}

static void push_list(struct jyz_desk *desk, struct jyz_arena *arena,
		      const struct jyz_part *part, const char *word,
		      struct jyz_row_words *out)
{
	JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) trimmed = JYZ_BUF_INIT;
	for (;; word++) {
		size_t mark = mark_at(word);
		if (*word && !mark) {
			jyz_buf_addc(&name, *word);
			continue;
		}
		jyz_buf_clear(&trimmed);
		jyz_text_trim(&trimmed, name.data);
		if (trimmed.len)
			push_name(desk, arena, part, trimmed.data, out);
		jyz_buf_clear(&name);
		if (!*word)
			return;
		word += mark - 1;
	}
}

void jyz_part_names(struct jyz_desk *desk, struct jyz_record *rec, int part,
		    struct jyz_row_words *out)
{
	const struct jyz_part *p = &rec->kind->parts[part];
	const struct jyz_rows *rows = &rec->parts[part];
	const struct jyz_field *first = &p->fields[0];
	bool names = first->type == JYZ_TYPE_REFERENCE && first->target->names;
	for (size_t i = 0; i < rows->n_words; i++) {
		const char *word = rows->words[i];
		if (names && is_list(word) && !jyz_part_split(p, word) &&
		    !is_known(desk, first->target, word))
			push_list(desk, &rec->arena, p, word, out);
		else if (names && !jyz_part_split(p, word))
			push_name(desk, &rec->arena, p, word, out);
		else
			push(out, &rec->arena, word);
	}
}
