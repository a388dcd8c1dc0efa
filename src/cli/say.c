/*
 * Talking with people, on stderr.  Every text is escaped here: names come
 * from files of others, and must not drive the terminal.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "inside.h"
#include "jyz/base/text.h"

#define NOTES_SAID 8 /* at once */
#define MESSAGE_MAX 1000 /* columns */
#define NARROWEST 20
#define INDENT 2

/* Of the terminal that people are told things on; 0: it is none. */
static int told_width(void)
{
	struct winsize size;
	if (!isatty(STDERR_FILENO) ||
	    ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 ||
	    size.ws_col < NARROWEST)
		return 0;
	return size.ws_col;
}

/* Lines that go on are indented.  Commands and paths stay in one piece: they
 * may be copied. */
static void fold(struct jyz_buf *out, const char *text, int width)
{
	JYZ_AUTO(jyz_buf) lines = JYZ_BUF_INIT;
	if (!width || strstr(text, "jyz ") || strchr(text, '/') ||
	    jyz_text_width(text) <= width) {
		jyz_buf_adds(out, text);
		return;
	}
	jyz_wrap(&lines, text, width - INDENT);
	for (const char *p = lines.data; *p; p++) {
		jyz_buf_addc(out, *p);
		if (*p == '\n')
			jyz_buf_addf(out, "%*s", INDENT, "");
	}
}

static void put_line(const char *text)
{
	JYZ_AUTO(jyz_buf) tame = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;
	jyz_text_escape(&tame, text, false);
	fold(&line, tame.data, told_width());
	jyz_buf_addc(&line, '\n');
	/* One write, so that lines of several processes stay whole.  If
	 * stderr is gone there is nobody to tell. */
	if (fwrite(line.data, 1, line.len, stderr) < line.len)
		return;
	fflush(stderr);
}

void jyz_say(const struct jyz_cli *cli, const char *fmt, ...)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	va_list args;
	if (cli->quiet)
		return;
	va_start(args, fmt);
	jyz_buf_addv(&text, fmt, args);
	va_end(args);
	put_line(text.data);
}

void jyz_say_notes(struct jyz_cli *cli)
{
	const struct jyz_notes *notes = &cli->desk.notes;
	size_t n = notes->count - cli->notes_said;
	/* A sheet of a thousand rows has as many: some show what they are. */
	size_t shown = n > NOTES_SAID ? NOTES_SAID - 1 : n;
	for (size_t i = 0; i < shown; i++)
		jyz_say(cli, "%s", notes->items[cli->notes_said + i]);
	if (shown < n)
		jyz_say(cli, _("... and %zu more notes"), n - shown);
	cli->notes_said = notes->count;
}

void jyz_hint(struct jyz_buf *out, const char *hint)
{
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;
	if (strncmp(hint, "jyz ", 4) == 0)
		jyz_example(&line, hint, strlen(hint));
	jyz_buf_addf(out, _("hint: %s"), line.len ? line.data : hint);
}

void jyz_say_error(const struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	const char *debug = getenv("JYZ_DEBUG");
	JYZ_AUTO(jyz_buf) cut = JYZ_BUF_INIT;
	/* A value may be a whole file by mistake. */
	jyz_text_cut(&cut, err->msg ? err->msg : "", MESSAGE_MAX);
	jyz_buf_addf(&text, "jyz: %s", cut.data);
	put_line(text.data);
	if (err->hint) {
		jyz_buf_clear(&text);
		jyz_hint(&text, err->hint);
		put_line(text.data);
	}
	if (err->detail && debug && *debug) {
		jyz_buf_clear(&text);
		jyz_buf_addf(&text, "debug: %s", err->detail);
		put_line(text.data);
	}
}

char *jyz_read_line(const char *prompt)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	char *line = NULL;
	size_t room = 0;
	jyz_text_escape(&text, prompt, true);
	fputs(text.data, stderr);
	fflush(stderr);
	ssize_t len = getline(&line, &room, stdin);
	if (len < 0) {
		free(line);
		fputc('\n', stderr);
		return NULL;
	}
	while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == '\r'))
		line[--len] = '\0';
	return line;
}

bool jyz_agrees(const char *question)
{
	static const struct jyz_words yes = { "yes/y", "是/好/是的/对" };
	static const struct jyz_words no = { "no/n", "否/不/不是/取消" };
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	jyz_buf_addf(&text, "%s%s", question, _(" [Y/n] "));
	for (;;) {
		char *line = jyz_read_line(text.data);
		bool agreed = line && (!*line || jyz_word_is(yes, line));
		bool settled = !line || agreed || jyz_word_is(no, line);
		free(line);
		if (settled)
			return agreed;
	}
}

int jyz_confirm(const struct jyz_cli *cli, bool *yes, struct jyz_error *err,
		const char *fmt, ...)
{
	static const struct jyz_words words = { "yes/y", "是/好/是的/对" };
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	va_list args;
	va_start(args, fmt);
	jyz_buf_addv(&text, fmt, args);
	va_end(args);
	if (cli->yes) {
		*yes = true;
		return JYZ_OK;
	}
	if (!cli->tty_in) {
		jyz_error_set(err, JYZ_EUSAGE, _("this needs a yes: %s"),
			      text.data);
		return jyz_error_hint(err, _("--yes says yes"));
	}
	jyz_buf_adds(&text, _(" [y/N] "));
	char *line = jyz_read_line(text.data);
	*yes = line && jyz_word_is(words, line);
	free(line);
	return JYZ_OK;
}
