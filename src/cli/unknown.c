/*
 * Options that there are not, and words that have no place: what was meant.
 */
#include <stdlib.h>
#include <string.h>

#include "inside.h"
#include "jyz/base/text.h"

/* --- options -------------------------------------------------------------- */

/* The name of a long option without dashes and value. */
static char *option_name(const char *argument)
{
	while (*argument == '-')
		argument++;
	return jyz_strndup(argument, strcspn(argument, "="));
}

static size_t list_candidates(const struct jyz_optable *table,
			      const char *name, struct jyz_buf *out)
{
	size_t n = 0;
	for (size_t i = 0; i < table->n_longs; i++) {
		const struct option *o = &table->longs[i];
		bool known = false;
		if (strncmp(o->name, name, strlen(name)) != 0)
			continue;
		for (size_t j = 0; j < i && !known; j++)
			known = table->longs[j].val == o->val &&
				strncmp(table->longs[j].name, name,
					strlen(name)) == 0;
		if (known)
			continue;
		jyz_buf_addf(out, "%s--%s", n++ ? ", " : "", o->name);
	}
	return n;
}

static size_t char_len(const char *p)
{
	size_t n = 1;
	while ((p[n] & 0xc0) == 0x80)
		n++;
	return n;
}

/* How many of the characters of name are in text, too, and how many it has. */
static size_t shared_with(const char *text, const char *name, size_t *all)
{
	size_t shared = 0;
	char c[8];
	*all = 0;
	for (const char *p = name; *p;) {
		size_t n = char_len(p);
		if (n < sizeof(c)) {
			memcpy(c, p, n);
			c[n] = '\0';
			shared += strstr(text, c) != NULL;
		}
		++*all;
		p += n;
	}
	return shared;
}

/* 分数 is 得分: a Chinese word with half of its characters, the shortest. */
static const char *related(const struct jyz_optable *table, const char *name)
{
	const char *best = NULL;
	size_t most = 0;
	for (size_t i = 0; i < table->n_longs && (*name & 0x80); i++) {
		const char *option = table->longs[i].name;
		size_t all, shared = shared_with(option, name, &all);
		if (!shared || shared * 2 < all || shared < most ||
		    (shared == most && strlen(option) >= strlen(best)))
			continue;
		best = option;
		most = shared;
	}
	return best;
}

static bool has_option(const struct jyz_optable *table, const char *name)
{
	for (size_t i = 0; i < table->n_longs; i++)
		if (strcmp(table->longs[i].name, name) == 0)
			return true;
	return false;
}

/* A field of a part is given within the part's own option. */
static const struct jyz_part *part_with(const struct jyz_optable *table,
					const char *name)
{
	const struct jyz_kind *kind = table->kind;
	for (size_t i = 0; kind && i < kind->n_parts; i++)
		for (size_t f = 0; f < kind->parts[i].n_fields; f++)
			if (has_option(table, kind->parts[i].name) &&
			    jyz_word_is(kind->parts[i].fields[f].label, name))
				return &kind->parts[i];
	return NULL;
}

static void hint_option(const struct jyz_optable *table, const char *name,
			struct jyz_error *err)
{
	struct jyz_guess guess = { name, NULL, 0 };
	const struct jyz_part *part = part_with(table, name);
	for (size_t i = 0; i < table->n_longs; i++)
		jyz_guess_offer(&guess, table->longs[i].name);
	if (!guess.best && part)
		jyz_error_hint(err, "--%s %s", part->name,
			       jyz_word(part->help));
	else if (!guess.best)
		guess.best = related(table, name);
	if (guess.best)
		jyz_error_hint(err, _("did you mean --%s?"), guess.best);
}

int jyz_no_option(const struct jyz_optable *table, const char *argument,
		  struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) candidates = JYZ_BUF_INIT;
	char *name = option_name(argument);
	size_t n = *name ? list_candidates(table, name, &candidates) : 0;
	if (n > 1 && strncmp(argument, "--", 2) == 0) {
		jyz_error_set(err, JYZ_EUSAGE, _("option '--%s' could be: %s"),
			      name, candidates.data);
	} else {
		jyz_error_set(err, JYZ_EUSAGE, _("unknown option '%.*s'"),
			      (int)strcspn(argument, "="), argument);
		hint_option(table, name, err);
	}
	free(name);
	return JYZ_EUSAGE;
}

/* --- words ---------------------------------------------------------------- */

/* The length of the dashes at the beginning that are no hyphens. */
static size_t wide_dashes(const char *word)
{
	static const char *const dashes[] = { "—", "–", "－", "―", "−", "﹣" };
	size_t len = 0;
	for (size_t i = 0; i < JYZ_COUNT(dashes);)
		if (strncmp(word + len, dashes[i], strlen(dashes[i])) == 0) {
			len += strlen(dashes[i]);
			i = 0;
		} else {
			i++;
		}
	return len;
}

/* "--scan a b.pdf": the value in quotes as it was meant; at: b.pdf. */
static bool split_value(int argc, char *const *argv, int at,
			struct jyz_buf *out)
{
	JYZ_AUTO(jyz_buf) value = JYZ_BUF_INIT;
	const char *before = argv[at - 1];
	const char *eq = strncmp(before, "--", 2) == 0 ? strchr(before, '=')
						       : NULL;
	if (eq)
		jyz_buf_addf(out, "%.*s ", (int)(eq - before), before);
	else if (*before != '-' && at > 2 && argv[at - 2][0] == '-')
		jyz_buf_addf(out, "%s ", argv[at - 2]);
	else
		return false;
	jyz_buf_adds(&value, eq ? eq + 1 : before);
	for (; at < argc && *argv[at] != '-'; at++)
		jyz_buf_addf(&value, " %s", argv[at]);
	jyz_shell_word(out, value.data);
	return true;
}

bool jyz_wide_option(const char *word, struct jyz_error *err)
{
	size_t dashes = wide_dashes(word);
	if (!dashes || !word[dashes])
		return false;
	jyz_error_set(err, JYZ_EUSAGE,
		      _("'%s' begins with a dash, an option with two hyphens"),
		      word);
	jyz_error_hint(err, _("did you mean --%s?"), word + dashes);
	return true;
}

bool jyz_stray_word(int argc, char *const *argv, const char *word,
		    struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) meant = JYZ_BUF_INIT;
	int at = 1;
	while (at < argc && argv[at] != word)
		at++;
	if (at < 2 || at >= argc || !split_value(argc, argv, at, &meant))
		return false;
	jyz_error_set(err, JYZ_EUSAGE, _("'%s' is a word too many"), word);
	jyz_error_hint(err, _("what has blanks in it goes in quotes: %s"),
		       meant.data);
	return true;
}
