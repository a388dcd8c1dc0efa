/*
 * A JSON writer into a buffer: structure only, commas and quotes are its
 * business.  Keys in objects, then values.
 */
#ifndef JYZ_RENDER_JSON_H
#define JYZ_RENDER_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "jyz/base/mem.h"

struct jyz_json {
	struct jyz_buf *out;
	bool pretty;   /* indented by two blanks */
	int depth;
	bool first[32]; /* nothing stands in it yet */
	char close[32]; /* } or ] of each level */
	bool keyed;    /* a key was written, its value is due */
};

void jyz_json_init(struct jyz_json *json, struct jyz_buf *out, bool pretty);
void jyz_json_object(struct jyz_json *json);
void jyz_json_array(struct jyz_json *json);
void jyz_json_end(struct jyz_json *json); /* of the innermost */
void jyz_json_key(struct jyz_json *json, const char *key);
void jyz_json_string(struct jyz_json *json, const char *s); /* NULL: null */
void jyz_json_int(struct jyz_json *json, int64_t value);
void jyz_json_decimal(struct jyz_json *json, int64_t value, int scale);
void jyz_json_real(struct jyz_json *json, double value); /* finite */
void jyz_json_bool(struct jyz_json *json, bool value);
void jyz_json_null(struct jyz_json *json);

#endif
