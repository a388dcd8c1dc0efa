/*
 * The JSON writer.  Whatever the texts hold, what comes out is valid JSON in
 * UTF-8 and drives no terminal.
 */
#include "jyz/render/json.h"

#include <assert.h>
#include <string.h>

#include "jyz/base/decimal.h"
#include "jyz/base/text.h"
#include "jyz/base/utf8.h"

void jyz_json_init(struct jyz_json *json, struct jyz_buf *out, bool pretty)
{
	*json = (struct jyz_json){ .out = out, .pretty = pretty };
}

static void new_line(struct jyz_json *json)
{
	if (!json->pretty)
		return;
	jyz_buf_addc(json->out, '\n');
	for (int i = 0; i < json->depth; i++)
		jyz_buf_add(json->out, "  ", 2);
}

/* What stands before an element or a key: a comma, a line end. */
static void separate(struct jyz_json *json)
{
	if (json->depth == 0)
		return;
	if (!json->first[json->depth - 1])
		jyz_buf_addc(json->out, ',');
	json->first[json->depth - 1] = false;
	new_line(json);
}

static void begin_value(struct jyz_json *json)
{
	assert(json->keyed || json->depth == 0 ||
	       json->close[json->depth - 1] == ']');
	if (!json->keyed)
		separate(json);
	json->keyed = false;
}

static void begin_nested(struct jyz_json *json, char open, char close)
{
	assert((size_t)json->depth < JYZ_COUNT(json->first));
	begin_value(json);
	jyz_buf_addc(json->out, open);
	json->first[json->depth] = true;
	json->close[json->depth] = close;
	json->depth++;
}

void jyz_json_object(struct jyz_json *json)
{
	begin_nested(json, '{', '}');
}

void jyz_json_array(struct jyz_json *json)
{
	begin_nested(json, '[', ']');
}

void jyz_json_end(struct jyz_json *json)
{
	assert(json->depth > 0 && !json->keyed);
	json->depth--;
	if (!json->first[json->depth])
		new_line(json);
	jyz_buf_addc(json->out, json->close[json->depth]);
}

static void escape_ascii(struct jyz_buf *out, unsigned char c)
{
	static const char SHORT[] = "\"\"\\\\\bb\ff\nn\rr\tt";

	for (const char *p = SHORT; *p; p += 2)
		if ((unsigned char)p[0] == c) {
			jyz_buf_addc(out, '\\');
			jyz_buf_addc(out, p[1]);
			return;
		}
	jyz_buf_addf(out, "\\u%04x", c);
}

/*
 * One character beyond ASCII; returns its bytes.  Hazards are legal in JSON,
 * but a terminal obeys them and JavaScript breaks its lines.
 */
static size_t add_wide(struct jyz_buf *out, const char *s, const char *end)
{
	int32_t c;
	size_t n = jyz_utf8_next(s, end, &c);

	if (c == JYZ_UTF8_BAD)
		jyz_buf_adds(out, "\xEF\xBF\xBD"); /* U+FFFD */
	else if (jyz_text_hazard(c))
		jyz_buf_addf(out, "\\u%04x", (unsigned)c);
	else
		jyz_buf_add(out, s, n);
	return n;
}

static void add_string(struct jyz_buf *out, const char *s)
{
	const char *end = s + strlen(s);

	jyz_buf_reserve(out, (size_t)(end - s) + 2);
	jyz_buf_addc(out, '"');
	while (s < end) {
		const char *plain = s;

		while ((unsigned char)*s >= 0x20 && *s != '"' && *s != '\\' &&
		       (unsigned char)*s < 0x7F)
			s++;
		jyz_buf_add(out, plain, (size_t)(s - plain));
		if (s == end)
			break;
		if ((unsigned char)*s < 0x80)
			escape_ascii(out, (unsigned char)*s++);
		else
			s += add_wide(out, s, end);
	}
	jyz_buf_addc(out, '"');
}

void jyz_json_key(struct jyz_json *json, const char *key)
{
	assert(!json->keyed && json->depth > 0 &&
	       json->close[json->depth - 1] == '}');
	separate(json);
	add_string(json->out, key);
	jyz_buf_adds(json->out, json->pretty ? ": " : ":");
	json->keyed = true;
}

void jyz_json_string(struct jyz_json *json, const char *s)
{
	begin_value(json);
	if (s)
		add_string(json->out, s);
	else
		jyz_buf_adds(json->out, "null");
}

void jyz_json_int(struct jyz_json *json, int64_t value)
{
	jyz_json_decimal(json, value, 0);
}

void jyz_json_decimal(struct jyz_json *json, int64_t value, int scale)
{
	begin_value(json);
	jyz_decimal_format(json->out, value, scale);
}

void jyz_json_real(struct jyz_json *json, double value)
{
	begin_value(json);
	jyz_real_format(json->out, value);
}

void jyz_json_bool(struct jyz_json *json, bool value)
{
	begin_value(json);
	jyz_buf_adds(json->out, value ? "true" : "false");
}

void jyz_json_null(struct jyz_json *json)
{
	begin_value(json);
	jyz_buf_adds(json->out, "null");
}
