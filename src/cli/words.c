/*
 * Commands by their words: found exactly, never by guessing, but with a
 * guess in the hint.
 */
#include <assert.h>
#include <string.h>

#include "inside.h"
#include "jyz/base/text.h"

static bool is_word_of(const struct jyz_command *command, const char *word)
{
	struct jyz_words words = { command->name, command->zh };
	return strcmp(command->name, word) == 0 || jyz_word_is(words, word);
}

const struct jyz_command *jyz_command_find(const char *word)
{
	for (size_t i = 0; jyz_commands[i]; i++)
		if (is_word_of(jyz_commands[i], word))
			return jyz_commands[i];
	return NULL;
}

const struct jyz_command *jyz_verb_find(const struct jyz_command *verbs,
					const char *word)
{
	for (; verbs->name; verbs++)
		if (is_word_of(verbs, word))
			return verbs;
	return NULL;
}

void jyz_kind_verbs(const struct jyz_kind *kind,
		    struct jyz_command verbs[JYZ_VERBS_MAX])
{
	size_t n = 0;
	for (; jyz_verbs[n].name; n++)
		verbs[n] = jyz_verbs[n];
	for (const struct jyz_own_command *own = jyz_own_commands; own->kind;
	     own++) {
		size_t at = 0;
		if (strcmp(own->kind, kind->name) != 0)
			continue;
		while (at < n && strcmp(verbs[at].name,
					own->command->name) != 0)
			at++;
		assert(at + 1 < JYZ_VERBS_MAX);
		verbs[at] = *own->command;
		n += at == n;
	}
	verbs[n] = (struct jyz_command){ 0 };
}

int jyz_kind_verb(const struct jyz_command *verbs,
		  const struct jyz_command *verb)
{
	/* What every kind can do is run by jyz_verb_run. */
	return verb->run ? -1 : (int)(verb - verbs);
}

int jyz_no_command(const char *word, struct jyz_error *err)
{
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	struct jyz_guess guess = { word, NULL, 0 };
	for (size_t i = 0; i < jyz_catalogue.count; i++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[i];
		jyz_guess_offer(&guess, kind->name);
		jyz_guess_words(&guess, kind->word.zh, &arena);
	}
	for (size_t i = 0; jyz_commands[i]; i++) {
		jyz_guess_offer(&guess, jyz_commands[i]->name);
		jyz_guess_words(&guess, jyz_commands[i]->zh, &arena);
	}
	jyz_error_set(err, JYZ_EUSAGE, _("there is no command '%s'"), word);
	if (guess.best)
		return jyz_error_hint(err, _("did you mean 'jyz %s'?"),
				      guess.best);
	return jyz_error_hint(err, _("'jyz --help' lists the commands"));
}

/* In Chinese its first Chinese word. */
static void put_word(struct jyz_buf *out, const char *name, const char *zh)
{
	if (zh && jyz_i18n_lang() == JYZ_LANG_ZH)
		jyz_buf_add(out, zh, strcspn(zh, "/"));
	else
		jyz_buf_adds(out, name);
}

static void list_verbs(const struct jyz_command *verbs, struct jyz_buf *out)
{
	for (const struct jyz_command *v = verbs; v->name; v++) {
		jyz_buf_adds(out, v == verbs ? "" : _(", "));
		put_word(out, v->name, v->zh);
	}
}

/* Of a kind or a command, as the reader calls it. */
static void put_noun(struct jyz_buf *out, const char *name)
{
	const struct jyz_kind *kind = jyz_kind_of_table(&jyz_catalogue, name);
	const struct jyz_command *command =
		kind ? NULL : jyz_command_find(name);
	put_word(out, name, kind ? kind->word.zh : command ? command->zh
							   : NULL);
}

int jyz_no_verb(const struct jyz_command *verbs, const char *command,
		const char *word, struct jyz_error *err)
{
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	JYZ_AUTO(jyz_buf) all = JYZ_BUF_INIT;
	struct jyz_guess guess = { word, NULL, 0 };
	list_verbs(verbs, &all);
	if (!word) {
		JYZ_AUTO(jyz_buf) noun = JYZ_BUF_INIT;
		put_noun(&noun, command);
		jyz_error_set(err, JYZ_EUSAGE, _("what to do with '%s' is "
						 "missing: %s"),
			      noun.data, all.data);
		return jyz_error_hint(err, "jyz %s --help", command);
	}
	for (const struct jyz_command *v = verbs; v->name; v++) {
		jyz_guess_offer(&guess, v->name);
		jyz_guess_words(&guess, v->zh, &arena);
	}
	jyz_error_set(err, JYZ_EUSAGE, _("'%s' cannot '%s', but: %s"),
		      command, word, all.data);
	if (guess.best)
		return jyz_error_hint(err, _("did you mean 'jyz %s %s'?"),
				      command, guess.best);
	return jyz_error_hint(err, "jyz %s --help", command);
}

static void add_word(struct jyz_buf *out, const char *name, const char *zh)
{
	jyz_buf_addc(out, ' ');
	put_word(out, name, zh);
}

void jyz_place_usage(struct jyz_buf *out, const struct jyz_place *place)
{
	const struct jyz_command *c = place->command;
	jyz_buf_adds(out, "jyz");
	if (place->kind)
		add_word(out, place->kind->name, place->kind->word.zh);
	if (place->parent)
		add_word(out, place->parent->name, place->parent->zh);
	if (c)
		add_word(out, c->name, c->zh);
	if (c && c->usage)
		jyz_buf_addf(out, " %s", _(c->usage));
}
