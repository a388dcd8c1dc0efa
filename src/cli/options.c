/*
 * Reading the command line.  getopt_long does the work and is kept quiet:
 * what is wrong is said here, in the language set, with what was meant.
 */
#include <stdlib.h>
#include <string.h>

#include "inside.h"
#include "jyz/base/text.h"

const char *jyz_args_get(const struct jyz_args *args, const char *name)
{
	for (size_t i = args->n_given; i > 0; i--)
		if (strcmp(args->given[i - 1].name, name) == 0)
			return args->given[i - 1].value
				       ? args->given[i - 1].value
				       : "";
	return NULL;
}

bool jyz_args_has(const struct jyz_args *args, const char *name)
{
	return jyz_args_get(args, name) != NULL;
}

void jyz_args_free(struct jyz_args *args)
{
	free(args->words);
	free(args->given);
	memset(args, 0, sizeof(*args));
}

bool jyz_number(const char *text, int64_t *out)
{
	const char *digits = text + (*text == '#');
	size_t len = strspn(digits, "0123456789");
	if (*digits < '1' || *digits > '9' || digits[len] || len > 18)
		return false;
	*out = strtoll(digits, NULL, 10);
	return true;
}

/* --- guesses -------------------------------------------------------------- */

void jyz_guess_offer(struct jyz_guess *guess, const char *word)
{
	size_t len = 0;
	for (const char *p = guess->typed; *p; p++)
		len += (*p & 0xc0) != 0x80;
	size_t limit = len < 4 ? 1 : (len + 2) / 3;
	size_t distance = jyz_text_distance(guess->typed, word);
	/* The beginning of a word is as near as a slip of a finger. */
	if (len > 1 && strncmp(word, guess->typed, strlen(guess->typed)) == 0)
		distance = distance ? 1 : 0;
	if (distance > limit || (guess->best && distance >= guess->distance))
		return;
	guess->best = word;
	guess->distance = distance;
}

void jyz_guess_words(struct jyz_guess *guess, const char *alternatives,
		     struct jyz_arena *arena)
{
	while (alternatives && *alternatives) {
		size_t n = strcspn(alternatives, "/");
		jyz_guess_offer(guess,
				jyz_arena_strndup(arena, alternatives, n));
		alternatives += n + (alternatives[n] == '/');
	}
}

/* --- reading -------------------------------------------------------------- */

static int misread(const struct jyz_optable *table, int c,
		   const char *argument, struct jyz_error *err)
{
	if (c == ':') {
		jyz_error_set(err, JYZ_EUSAGE, _("option '%s' needs a value"),
			      argument);
		return JYZ_EUSAGE;
	}
	if (optopt >= JYZ_VAL_BASE)
		return jyz_error_set(err, JYZ_EUSAGE,
				     _("option '%.*s' takes no value"),
				     (int)strcspn(argument, "="), argument);
	return jyz_no_option(table, argument, err);
}

/* "-:" gives words in their place, "+:" stops at the first. */
static char *letters(const struct jyz_optable *table, const char *mode)
{
	JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;
	jyz_buf_adds(&out, mode);
	for (size_t i = 0; i < table->n_targets; i++) {
		if (!table->targets[i].letter)
			continue;
		jyz_buf_addc(&out, table->targets[i].letter);
		if (table->targets[i].type != JYZ_OPTION_FLAG)
			jyz_buf_addc(&out, ':');
	}
	return jyz_buf_detach(&out);
}

static void restart(void)
{
	optind = 0; /* glibc: all of getopt's memory is dropped */
	opterr = 0;
}

int jyz_options_word(const struct jyz_optable *table, int argc, char **argv,
		     int from, int *at, struct jyz_error *err)
{
	char *shorts = letters(table, "+:");
	int rc = JYZ_OK;
	int c;
	int skipped = from - 1;
	restart();
	for (;;) {
		int before = optind ? optind : 1;
		c = getopt_long(argc - skipped, argv + skipped, shorts,
				table->longs, NULL);
		if (c == -1)
			break;
		if (c == '?' || c == ':') {
			rc = misread(table, c, argv[skipped + before], err);
			break;
		}
	}
	if (rc == JYZ_OK)
		*at = skipped + optind;
	free(shorts);
	return rc;
}

static const struct jyz_target *target_of(const struct jyz_optable *table,
					  int c)
{
	if (c >= JYZ_VAL_BASE)
		return &table->targets[c - JYZ_VAL_BASE];
	for (size_t i = 0; i < table->n_targets; i++)
		if (table->targets[i].letter == c)
			return &table->targets[i];
	return NULL;
}

static void take_option(const struct jyz_target *target,
			struct jyz_args *args)
{
	JYZ_GROW(args->given, args->n_given, args->room);
	args->given[args->n_given++] = (struct jyz_given){
		target->name,
		target->type == JYZ_OPTION_FLAG ? NULL : optarg,
	};
}

int jyz_options_parse(const struct jyz_optable *table, int argc, char **argv,
		      struct jyz_args *args, struct jyz_args *globals,
		      struct jyz_error *err)
{
	char *shorts = letters(table, "-:");
	int rc = JYZ_OK;
	int c;
	args->words = jyz_alloc(((size_t)argc + 1) * sizeof(*args->words));
	restart();
	for (;;) {
		int before = optind ? optind : 1;
		c = getopt_long(argc, argv, shorts, table->longs, NULL);
		if (c == -1)
			break;
		if (c == 1) {
			args->words[args->n_words++] = optarg;
			continue;
		}
		if (c == '?' || c == ':') {
			rc = misread(table, c, argv[before], err);
			break;
		}
		const struct jyz_target *target = target_of(table, c);
		take_option(target, target->global ? globals : args);
	}
	while (rc == JYZ_OK && optind < argc)
		args->words[args->n_words++] = argv[optind++];
	free(shorts);
	return rc;
}

/* --- the command line as text --------------------------------------------- */

#define VALUE_MAX 200 /* bytes of an argument that are worth keeping */

/* A shell takes it as it stands. */
static bool plain(const char *s)
{
	static const char marks[] = "_./:,+@%=-#";
	if (!*s)
		return false;
	for (; *s; s++)
		if (!(*s & 0x80) && !strchr(marks, *s) &&
		    !(*s >= '0' && *s <= '9') &&
		    !((*s | 0x20) >= 'a' && (*s | 0x20) <= 'z'))
			return false;
	return true;
}

void jyz_shell_word(struct jyz_buf *out, const char *s)
{
	/* "--name=a b" reads better as --name='a b'. */
	const char *eq = strncmp(s, "--", 2) == 0 ? strchr(s, '=') : NULL;
	if (eq) {
		jyz_buf_add(out, s, (size_t)(eq - s) + 1);
		s = eq + 1;
	}
	if (plain(s) && *s != '#') {
		jyz_buf_adds(out, s);
		return;
	}
	jyz_buf_addc(out, '\'');
	for (; *s; s++)
		if (*s == '\'')
			jyz_buf_adds(out, "'\\''");
		else
			jyz_buf_addc(out, *s);
	jyz_buf_addc(out, '\'');
}

void jyz_again(struct jyz_buf *out, const struct jyz_cli *cli)
{
	jyz_buf_adds(out, "jyz");
	if (!cli->db_named)
		return;
	jyz_buf_adds(out, " --db ");
	jyz_shell_word(out, cli->db);
}

char *jyz_command_line(int argc, char **argv)
{
	JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) cut = JYZ_BUF_INIT;
	jyz_buf_adds(&out, "jyz");
	for (int i = 1; i < argc; i++) {
		size_t len = strlen(argv[i]);
		jyz_buf_clear(&cut);
		if (len > VALUE_MAX) {
			len = VALUE_MAX;
			while ((argv[i][len] & 0xc0) == 0x80)
				len--;
			jyz_buf_add(&cut, argv[i], len);
			jyz_buf_adds(&cut, "…");
		} else {
			jyz_buf_adds(&cut, argv[i]);
		}
		jyz_buf_addc(&out, ' ');
		jyz_shell_word(&out, cut.data);
	}
	jyz_buf_clear(&cut);
	jyz_discreet(&cut, out.data);
	return jyz_buf_detach(&cut);
}
