/*
 * One line from the terminal, with editing and completion where readline is
 * at hand.  It is loaded when the first question is asked: linking it would
 * make every command start later.
 */
#include <dlfcn.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "forms.h"
#include "jyz/base/text.h"

typedef char *generator_fn(const char *text, int state);
typedef char **completer_fn(const char *text, int start, int end);

/* What is used of readline, by its own declarations. */
static struct {
	bool tried;
	char *(*readline)(const char *prompt);
	char **(*matches)(const char *text, generator_fn *generator);
	int *append, *over;
} rl;

static const struct jyz_candidates *offered;

static char *next_match(const char *text, int state)
{
	static size_t at;
	if (!state)
		at = 0;
	while (offered && at < offered->count) {
		const char *word = offered->items[at++];
		if (strncmp(word, text, strlen(text)) == 0)
			return jyz_strdup(word); /* readline frees it */
	}
	return NULL;
}

static char **complete(const char *text, int start, int end)
{
	(void)start;
	(void)end;
	/* Both are readline's again before each completion: no blank after a
	 * name, and no file names where no name fits. */
	*rl.append = '\0';
	*rl.over = 1;
	return rl.matches(text, next_match);
}

static void *symbol(void *library, const char *name)
{
	return library ? dlsym(library, name) : NULL;
}

/*
 * readline sets the locale of the environment again, and in one that is not
 * UTF-8 would take the bytes of a hanzi for so many keys.
 */
static void want_utf8(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	const char *locale = NULL;
	for (size_t i = 0; i < JYZ_COUNT(names) && !locale; i++) {
		locale = getenv(names[i]);
		if (locale && !*locale)
			locale = NULL;
	}
	if (locale && !strcasestr(locale, "UTF-8") &&
	    !strcasestr(locale, "utf8"))
		setenv("LC_ALL", "C.UTF-8", 1);
}

static void load(void)
{
	if (rl.tried)
		return;
	rl.tried = true;
	want_utf8();
	void *library = dlopen("libreadline.so.8", RTLD_NOW | RTLD_LOCAL);
	completer_fn **completer =
		symbol(library, "rl_attempted_completion_function");
	const char **breaks =
		symbol(library, "rl_completer_word_break_characters");
	rl.append = symbol(library, "rl_completion_append_character");
	rl.over = symbol(library, "rl_attempted_completion_over");
	FILE **out = symbol(library, "rl_outstream");
	if (!completer || !breaks || !rl.append || !rl.over || !out)
		return;
	*(void **)&rl.readline = symbol(library, "readline");
	*(void **)&rl.matches = symbol(library, "rl_completion_matches");
	if (!rl.readline || !rl.matches) {
		rl.readline = NULL;
		return;
	}
	*completer = complete;
	*breaks = "\n"; /* names have blanks in them */
	*out = stderr;
}

/* --- Ctrl-C --------------------------------------------------------------- */

static char interrupted[200]; /* made before: a handler makes no text */
static struct sigaction usual;

static void on_interrupt(int signal)
{
	ssize_t n = write(STDERR_FILENO, interrupted, strlen(interrupted));
	(void)n;
	sigaction(signal, &usual, NULL);
	raise(signal);
}

void jyz_form_guard(bool on)
{
	const struct sigaction ours = { .sa_handler = on_interrupt };
	if (!on) {
		sigaction(SIGINT, &usual, NULL);
		return;
	}
	snprintf(interrupted, sizeof(interrupted), "\n%s\n",
		 _("nothing was saved"));
	sigaction(SIGINT, &ours, &usual);
}

/* --- a line --------------------------------------------------------------- */

char *jyz_ask(const char *prompt, const struct jyz_candidates *candidates)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	load();
	if (!rl.readline)
		return jyz_read_line(prompt);
	offered = candidates;
	jyz_text_escape(&text, prompt, false);
	char *line = rl.readline(text.data);
	offered = NULL;
	if (!line)
		fputc('\n', stderr);
	return line;
}
