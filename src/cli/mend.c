/*
 * What the library says, as this reader would type it: errors name options
 * in English and know no --db.
 */
#include <string.h>

#include "commands.h"
#include "inside.h"

/*
 * What the library says to type next is about the database that was meant:
 * whoever named it with --db must name it again.  And a check that found the
 * file damaged is no cure for it.
 */
static void mend_hint(struct jyz_error *err, const struct jyz_cli *cli,
		      const struct jyz_place *place)
{
	JYZ_AUTO(jyz_buf) hint = JYZ_BUF_INIT;
	const char *rest = err->hint;
	if (strncmp(rest, "jyz ", 4) != 0)
		return;
	if ((err->code == JYZ_EDATABASE || err->code == JYZ_EINTERNAL) &&
	    place->command == &jyz_cmd_check &&
	    strcmp(rest, "jyz check") == 0)
		rest = "jyz restore FILE";
	bool again = cli->db_named && !strstr(rest, "--db");
	for (const char *next; again && rest; rest = next) {
		next = strstr(rest + 4, "|  jyz ");
		next = next ? next + 3 : NULL;
		jyz_again(&hint, cli);
		jyz_buf_add(&hint, rest + 3,
			    next ? (size_t)(next - rest) - 3 : strlen(rest + 3));
	}
	if (!again)
		jyz_buf_adds(&hint, rest);
	jyz_error_hint(err, "%s", hint.data);
}

/* An option in the words of the language; 0: there is none. */
static size_t mend_option(struct jyz_buf *out, const char *text,
			  const struct jyz_place *place)
{
	static const char letters[] = "-abcdefghijklmnopqrstuvwxyz_0123456789";
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) shown = JYZ_BUF_INIT;
	size_t len = strncmp(text, "--", 2) == 0 ? strspn(text, letters) : 0;
	if (len < 3)
		return 0;
	jyz_buf_adds(&line, "jyz");
	if (place->kind)
		jyz_buf_addf(&line, " %s", place->kind->name);
	if (place->parent)
		jyz_buf_addf(&line, " %s", place->parent->name);
	if (place->command)
		jyz_buf_addf(&line, " %s", place->command->name);
	jyz_buf_addc(&line, ' ');
	jyz_buf_add(&line, text, len);
	jyz_example(&shown, line.data, line.len);
	jyz_buf_adds(out, strstr(shown.data, "--"));
	return len;
}

/* All of them: at the beginning, or behind a blank. */
static void mend_options(struct jyz_buf *out, const char *text,
			 const struct jyz_place *place)
{
	for (const char *p = text; *p;) {
		size_t n = p == text || p[-1] == ' '
				   ? mend_option(out, p, place)
				   : 0;
		if (!n)
			jyz_buf_add(out, p, n = 1);
		p += n;
	}
}

/* A hint that is no command ("-o DIR") but is made for typing. */
static void mend_typed(struct jyz_error *err, const struct jyz_place *place)
{
	JYZ_AUTO(jyz_buf) options = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) hint = JYZ_BUF_INIT;
	if (jyz_i18n_lang() != JYZ_LANG_ZH || strncmp(err->hint, "jyz ", 4) == 0)
		return;
	mend_options(&options, err->hint, place);
	if (*err->hint == '-')
		jyz_placeholders(&hint, options.data);
	else
		jyz_buf_adds(&hint, options.data);
	jyz_error_hint(err, "%s", hint.data);
}

void jyz_mend(struct jyz_error *err, const struct jyz_cli *cli,
	      const struct jyz_place *place)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	struct jyz_error mended = JYZ_ERROR_INIT;
	if (err->hint)
		mend_hint(err, cli, place);
	size_t n = err->msg ? mend_option(&text, err->msg, place) : 0;
	if (n) {
		jyz_buf_adds(&text, err->msg + n);
		jyz_error_set(&mended, err->code, "%s", text.data);
		if (err->hint)
			jyz_error_hint(&mended, "%s", err->hint);
		if (err->detail)
			jyz_error_detail(&mended, "%s", err->detail);
		jyz_error_move(err, &mended);
	}
	if (err->hint)
		mend_typed(err, place);
}
