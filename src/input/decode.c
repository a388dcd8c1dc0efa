/*
 * Encodings: what a file is written in, and its conversion to UTF-8.
 *
 * Conversion is strict.  A byte that does not fit stops the reading and is
 * named; nothing is replaced, since a wrong character in a name is worse
 * than no import.
 */
#include "decode.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "jyz/base/i18n.h"

#define SAMPLE 4096 /* bytes looked at for NULs */

static const char UTF_8[] = "UTF-8";
static const char UTF_16[] = "UTF-16"; /* until its side is known */
static const char UTF_16LE[] = "UTF-16LE";
static const char UTF_16BE[] = "UTF-16BE";
static const char GB18030[] = "GB18030";

static const char UTF_8_MARK[] = "\xEF\xBB\xBF";

/*
 * Names that people type.  GB18030 reads all that its two forerunners can
 * write, and files called GBK are in truth often GB18030.
 */
static const struct {
	const char *typed;
	const char *name;
} NAMES[] = {
	{ "utf-8", UTF_8 },       { "utf8", UTF_8 },
	{ "utf-16", UTF_16 },     { "utf16", UTF_16 },
	{ "unicode", UTF_16 },    { "ucs-2", UTF_16 },
	{ "utf-16le", UTF_16LE }, { "utf16le", UTF_16LE },
	{ "utf-16be", UTF_16BE }, { "utf16be", UTF_16BE },
	{ "gb18030", GB18030 },   { "gb-18030", GB18030 },
	{ "gbk", GB18030 },       { "gb2312", GB18030 },
	{ "gb-2312", GB18030 },   { "cp936", GB18030 },
	{ "euc-cn", GB18030 },    { "ansi", GB18030 },
};

static const char *known_encoding(const char *typed)
{
	for (size_t i = 0; i < JYZ_COUNT(NAMES); i++)
		if (strcasecmp(typed, NAMES[i].typed) == 0)
			return NAMES[i].name;
	return typed;
}

static bool begins(const struct jyz_source *source, const char *bytes,
		   size_t len)
{
	return source->text.len >= len &&
	       memcmp(source->text.data, bytes, len) == 0;
}

/* Every Unicode encoding can have a mark; it is not part of the text.
 * Returns its length. */
static size_t drop_mark(struct jyz_source *source)
{
	size_t len = begins(source, UTF_8_MARK, 3) ? 3 : 0;

	source->text.data += len;
	source->text.len -= len;
	return len;
}

/* The kind of UTF-16 that a byte order mark names; NULL: there is none. */
static const char *mark_of(const struct jyz_source *source)
{
	if (begins(source, "\xFF\xFE", 2))
		return UTF_16LE;
	if (begins(source, "\xFE\xFF", 2))
		return UTF_16BE;
	return NULL;
}

/* Line on which the byte at the end of these stands; LF, CR and CRLF end one. */
static size_t line_after(const char *s, size_t len)
{
	size_t line = 1;

	for (size_t i = 0; i < len; i++)
		if (s[i] == '\n' ||
		    (s[i] == '\r' && (i + 1 == len || s[i + 1] != '\n')))
			line++;
	return line;
}

static int hint_encoding(struct jyz_error *err)
{
	return jyz_error_hint(
		err, _("name the encoding, such as --encoding gb18030"));
}

static int bad_byte(const struct jyz_source *source, const char *encoding,
		    size_t line, size_t offset, struct jyz_error *err)
{
	jyz_error_set(err, JYZ_EINVAL,
		      _("'%s' is not %s: line %zu, byte %zu of the file"),
		      source->name, encoding, line, offset + 1);
	return hint_encoding(err);
}

static int refuse_nul(const struct jyz_source *source, struct jyz_error *err)
{
	size_t at = strlen(source->text.data);

	jyz_error_set(err, JYZ_EINVAL,
		      _("'%s', line %zu: a NUL character; this is not text"),
		      source->name, line_after(source->text.data, at));
	return jyz_error_hint(err, _("save the file as CSV, or name its "
				     "encoding with --encoding"));
}

static int check_nul(const struct jyz_source *source, struct jyz_error *err)
{
	return strlen(source->text.data) < source->text.len ?
		       refuse_nul(source, err) :
		       JYZ_OK;
}

/* skipped: bytes of the file before the text. */
static int check_utf8(const struct jyz_source *source, size_t skipped,
		      struct jyz_error *err)
{
	struct jyz_utf8 look =
		jyz_utf8_look(source->text.data, source->text.len);

	if (look.valid < source->text.len)
		return bad_byte(source, UTF_8,
				line_after(source->text.data, look.valid),
				skipped + look.valid, err);
	return look.nul ? refuse_nul(source, err) : JYZ_OK;
}

static int open_iconv(iconv_t *cd, const char *encoding, struct jyz_error *err)
{
	/* A slash begins iconv's own switches: "gbk//IGNORE". */
	*cd = strchr(encoding, '/') || !*encoding ?
		      (iconv_t)-1 :
		      iconv_open(UTF_8, encoding);
	if (*cd != (iconv_t)-1)
		return JYZ_OK;
	jyz_error_set(err, JYZ_EINVAL, _("unknown encoding '%s'"), encoding);
	return jyz_error_hint(err, _("known are utf-8, gb18030, utf-16, big5 "
				     "and what 'iconv -l' lists"));
}

/* Some encodings keep a letter back, to which an accent may come: it is the
 * last one and gets none. */
static void end_iconv(iconv_t cd, struct jyz_buf *out)
{
	jyz_buf_reserve(out, 16);
	size_t left = 16;
	char *to = out->data + out->len;

	if (iconv(cd, NULL, NULL, &to, &left) != (size_t)-1)
		out->len += 16 - left;
}

/*
 * Appends to out what becomes of a text; stops at the first byte that does not
 * fit.  Returns how many bytes fitted.
 */
static size_t run_iconv(iconv_t cd, const char *text, size_t len,
			struct jyz_buf *out)
{
	char *in = (char *)(uintptr_t)text; /* iconv does not write there */
	size_t in_left = len;

	jyz_buf_reserve(out, len + len / 2 + 16);
	while (in_left > 0) {
		size_t space = out->room - out->len - 1;
		char *to = out->data + out->len;
		size_t left = space;
		size_t n = iconv(cd, &in, &in_left, &to, &left);

		out->len += space - left;
		if (n == (size_t)-1 && errno != E2BIG)
			break;
		if (n == (size_t)-1)
			jyz_buf_reserve(out, in_left + in_left / 2 + 16);
	}
	end_iconv(cd, out);
	out->data[out->len] = '\0';
	return len - in_left;
}

/* Converts the text; *bad is the offset of the first byte that does not fit. */
static int convert(struct jyz_source *source, const char *encoding,
		   size_t *bad, struct jyz_error *err)
{
	iconv_t cd;
	int rc = open_iconv(&cd, encoding, err);

	if (rc < 0)
		return rc;
	JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;
	size_t done = run_iconv(cd, source->text.data, source->text.len, &out);

	iconv_close(cd);
	if (done < source->text.len) {
		*bad = done;
		return bad_byte(source, encoding,
				line_after(out.data, out.len), done, err);
	}
	jyz_source_hold(source, &out);
	return JYZ_OK;
}

/*
 * The side on which UTF-16 without a mark has its zero bytes; NULL: the NULs
 * are not those of UTF-16.  Text of 8-bit characters with a stray NUL in it
 * must not pass as Chinese: it is valid UTF-8 but for the NULs, which are
 * few, whereas commas and line ends alone make them many in UTF-16.
 */
static const char *guess_utf16(const struct jyz_source *source)
{
	const char *text = source->text.data;
	size_t len = source->text.len;
	size_t sample = len < SAMPLE ? len : SAMPLE;
	size_t zeros[2] = { 0, 0 };

	for (size_t i = 0; i < sample; i++)
		if (!text[i])
			zeros[i & 1]++;
	if (zeros[0] + zeros[1] == 0)
		return NULL;
	if ((zeros[0] + zeros[1]) * 4 < sample &&
	    jyz_utf8_look(text, len).valid == len)
		return NULL;
	return zeros[0] > zeros[1] ? UTF_16BE : UTF_16LE;
}

static int convert_guessed(struct jyz_source *source, struct jyz_error *err)
{
	const char *utf16 = guess_utf16(source);
	size_t bad = 0;

	source->guessed = true;
	if (utf16) {
		source->encoding = utf16;
		int rc = convert(source, utf16, &bad, err);

		return rc < 0 ? rc : check_nul(source, err);
	}
	struct jyz_utf8 look =
		jyz_utf8_look(source->text.data, source->text.len);

	/* Valid UTF-8 of which one can be sure: see ecosystem.md. */
	source->encoding = UTF_8;
	if (look.valid == source->text.len && (look.ascii || look.wide))
		return look.nul ? refuse_nul(source, err) : JYZ_OK;
	source->encoding = GB18030;
	int rc = convert(source, GB18030, &bad, err);

	if (rc == JYZ_OK)
		return check_nul(source, err);
	/* Nobody claimed GB18030; name the byte at which the better of the
	   two guesses fails. */
	if (look.valid > bad)
		bad = look.valid;
	jyz_error_set(err, JYZ_EINVAL,
		      _("'%s' is neither UTF-8 nor GB18030: line %zu, "
			"byte %zu of the file"),
		      source->name, line_after(source->text.data, bad),
		      bad + 1);
	return hint_encoding(err);
}

static int convert_named(struct jyz_source *source, const char *encoding,
			 struct jyz_error *err)
{
	source->guessed = false;
	if (encoding == UTF_16) {
		encoding = mark_of(source);
		if (!encoding)
			encoding = guess_utf16(source);
		if (!encoding)
			encoding = UTF_16LE;
	}
	source->encoding = encoding;
	if (encoding == UTF_8) {
		size_t skipped = drop_mark(source);

		return check_utf8(source, skipped, err);
	}
	size_t bad;
	int rc = convert(source, encoding, &bad, err);

	if (rc < 0)
		return rc;
	drop_mark(source);
	return check_nul(source, err);
}

/* The commonest mistake of all; NULs and odd bytes would be a riddle. */
static int refuse_workbook(const struct jyz_source *source,
			   struct jyz_error *err)
{
	if (!begins(source, "PK\x03\x04", 4) &&
	    !begins(source, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8))
		return JYZ_OK;
	jyz_error_set(err, JYZ_EINVAL,
		      _("'%s' is an Excel workbook, not a CSV file"),
		      source->name);
	return jyz_error_hint(err, _("in Excel: File, Save As, type CSV"));
}

int jyz_source_convert(struct jyz_source *source, const char *encoding,
		       struct jyz_error *err)
{
	int rc = refuse_workbook(source, err);

	if (rc < 0)
		return rc;
	if (!encoding && begins(source, UTF_8_MARK, 3))
		encoding = UTF_8;
	else if (!encoding)
		encoding = mark_of(source);
	else
		encoding = known_encoding(encoding);
	return encoding ? convert_named(source, encoding, err)
			: convert_guessed(source, err);
}
