/*
 * The list of kinds, and finding things in it by the words people use.
 */
#include "jyz/records/catalogue.h"

#include <string.h>

#include "jyz/base/text.h"
#include "kinds.h"
#include "room.h"

/* Archive order: a record comes after those it names, where it can. */
static const struct jyz_kind *const kinds[] = {
	&jyz_term,   &jyz_unit,  &jyz_teacher, &jyz_class,
	&jyz_assignment, &jyz_mentorship, &jyz_rubric, &jyz_observation,
	&jyz_exam,   &jyz_paper, &jyz_result,  &jyz_finding,
	&jyz_meeting, &jyz_plan, &jyz_summary, &jyz_review, &jyz_overtime,
	&jyz_activity, &jyz_trial, &jyz_achievement, &jyz_coaching,
	&jyz_honour, &jyz_document, &jyz_check, &jyz_target, &jyz_quota,
	&jyz_action,
};

const struct jyz_catalogue jyz_catalogue = { kinds, JYZ_COUNT(kinds) };

/* Calls for each alternative of a word until one is, folded, the key. */
static bool one_is(const char *alternatives, const char *key)
{
	JYZ_AUTO(jyz_buf) part = JYZ_BUF_INIT;
	const char *p = alternatives;
	while (p && *p) {
		size_t n = strcspn(p, "/");
		jyz_buf_clear(&part);
		/* as word_key: "Follow-up on" is found by itself, too */
		for (size_t i = 0; i < n; i++)
			if (p[i] != '_' && p[i] != '-')
				jyz_buf_addc(&part, p[i]);
		if (part.len && jyz_text_is(part.data, key))
			return true;
		p += n + (p[n] == '/');
	}
	return false;
}

/*
 * The key of a word of ours: as for names, and with "_" and "-" taken off,
 * so that full-marks, full_marks and "full marks" are one option.
 */
static void word_key(struct jyz_buf *out, const char *text)
{
	JYZ_AUTO(jyz_buf) plain = JYZ_BUF_INIT;
	for (const char *p = text; *p; p++)
		if (*p != '_' && *p != '-')
			jyz_buf_addc(&plain, *p);
	jyz_text_key(out, plain.data);
}

static bool word_is(const char *name, struct jyz_words words, const char *key)
{
	JYZ_AUTO(jyz_buf) folded = JYZ_BUF_INIT;
	if (name) {
		word_key(&folded, name);
		if (strcmp(folded.data, key) == 0)
			return true;
	}
	return one_is(words.en, key) || one_is(words.zh, key);
}

bool jyz_word_is(struct jyz_words words, const char *text)
{
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
	word_key(&key, text);
	return key.len && word_is(NULL, words, key.data);
}

char *jyz_word_first(struct jyz_words words)
{
	const char *word = jyz_word(words);
	return jyz_strndup(word, strcspn(word, "/"));
}

const struct jyz_kind *jyz_kind_find(const struct jyz_catalogue *catalogue,
				     const char *word)
{
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
	word_key(&key, word);
	for (size_t i = 0; key.len && i < catalogue->count; i++)
		if (word_is(catalogue->kinds[i]->name,
			    catalogue->kinds[i]->word, key.data))
			return catalogue->kinds[i];
	return NULL;
}

const struct jyz_kind *jyz_kind_of_table(const struct jyz_catalogue *catalogue,
					 const char *table)
{
	for (size_t i = 0; i < catalogue->count; i++)
		if (strcmp(catalogue->kinds[i]->name, table) == 0)
			return catalogue->kinds[i];
	return NULL;
}

int jyz_field_find(const struct jyz_kind *kind, const char *word)
{
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
	word_key(&key, word);
	for (size_t i = 0; key.len && i < kind->n_fields; i++)
		if (word_is(kind->fields[i].name, kind->fields[i].label,
			    key.data))
			return (int)i;
	return -1;
}

int jyz_part_find(const struct jyz_kind *kind, const char *word)
{
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
	word_key(&key, word);
	for (size_t i = 0; key.len && i < kind->n_parts; i++)
		if (word_is(kind->parts[i].name, kind->parts[i].label,
			    key.data))
			return (int)i;
	return -1;
}

const struct jyz_choice *jyz_choice_find(const struct jyz_field *field,
					 const char *word)
{
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
	word_key(&key, word);
	for (const struct jyz_choice *c = field->choices; key.len && c->name;
	     c++)
		if (word_is(c->name, c->word, key.data))
			return c;
	return NULL;
}

const char *jyz_choice_shown(const struct jyz_field *field, const char *name)
{
	/* The first alternative, kept for the life of the process: there are
	 * a few dozen choices in two languages. */
	static struct shown {
		const struct jyz_choice *choice;
		enum jyz_lang lang;
		char *text;
	} *cache;
	static size_t count, room;

	const struct jyz_choice *c = field->choices;
	while (c->name && strcmp(c->name, name) != 0)
		c++;
	if (!c->name)
		return name;
	for (size_t i = 0; i < count; i++)
		if (cache[i].choice == c && cache[i].lang == jyz_i18n_lang())
			return cache[i].text;
	JYZ_GROW(cache, count, room);
	cache[count] = (struct shown){ c, jyz_i18n_lang(),
				       jyz_word_first(c->word) };
	return cache[count++].text;
}

bool jyz_field_read_only(const struct jyz_field *field)
{
	return ((field->flags & JYZ_COMPUTED) &&
		!(field->flags & JYZ_ACCEPTED)) ||
	       field->flags & JYZ_MEASURED;
}

bool jyz_part_read_only(const struct jyz_part *part)
{
	return part->flags & JYZ_MEASURED;
}

const struct jyz_lens *jyz_lens_of(const struct jyz_kind *kind, int field)
{
	for (const struct jyz_lens *l = kind->lenses; l && l->name; l++)
		if (field >= l->first && field <= l->last)
			return l;
	return NULL;
}

bool jyz_field_needed(const struct jyz_field *field)
{
	return (field->flags & JYZ_REQUIRED) && !field->preset &&
	       !(field->flags & JYZ_FILLED);
}

int jyz_field_named(const struct jyz_kind *kind, const char *name)
{
	for (size_t i = 0; i < kind->n_fields; i++)
		if (strcmp(kind->fields[i].name, name) == 0)
			return (int)i;
	return -1;
}

int jyz_part_named(const struct jyz_kind *kind, const char *name)
{
	for (size_t i = 0; i < kind->n_parts; i++)
		if (strcmp(kind->parts[i].name, name) == 0)
			return (int)i;
	return -1;
}

int jyz_name_field(const struct jyz_kind *kind)
{
	int name = jyz_field_named(kind, "name");
	return name >= 0 ? name : kind->key[0] - 1;
}
