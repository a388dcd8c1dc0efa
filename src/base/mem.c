/*
 * Allocation that cannot fail, and growing strings.  Knows nothing of what
 * is stored in them.
 */
#include "jyz/base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What every empty buffer points to; written by nobody. */
char jyz_buf_empty[1];

void *jyz_alloc(size_t size)
{
	void *p = calloc(1, size ? size : 1);

	if (!p)
		abort();
	return p;
}

void *jyz_realloc(void *p, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes))
		abort();
	/* realloc(p, 0) may free p and return NULL: never ask for that. */
	p = realloc(p, bytes ? bytes : 1);
	if (!p)
		abort();
	return p;
}

char *jyz_strdup(const char *s)
{
	return s ? jyz_strndup(s, strlen(s)) : NULL;
}

char *jyz_strndup(const char *s, size_t len)
{
	if (!s)
		return NULL;

	const char *end = memchr(s, '\0', len);
	size_t n = end ? (size_t)(end - s) : len;
	char *copy = jyz_realloc(NULL, n + 1, 1);

	memcpy(copy, s, n);
	copy[n] = '\0';
	return copy;
}

void jyz_buf_reserve(struct jyz_buf *buf, size_t more)
{
	size_t need;

	if (__builtin_add_overflow(buf->len, more, &need) ||
	    __builtin_add_overflow(need, 1, &need))
		abort();
	if (need <= buf->room)
		return;

	size_t room = buf->room < SIZE_MAX / 2 ? buf->room * 2 : SIZE_MAX;

	if (room < 32)
		room = 32;
	if (room < need)
		room = need;
	/* Without memory of its own, data is the shared empty string. */
	buf->data = jyz_realloc(buf->room ? buf->data : NULL, room, 1);
	buf->data[buf->len] = '\0';
	buf->room = room;
}

void jyz_buf_add(struct jyz_buf *buf, const void *bytes, size_t len)
{
	if (len == 0)
		return;
	jyz_buf_reserve(buf, len);
	memcpy(buf->data + buf->len, bytes, len);
	buf->len += len;
	buf->data[buf->len] = '\0';
}

void jyz_buf_adds(struct jyz_buf *buf, const char *s)
{
	jyz_buf_add(buf, s, strlen(s));
}

void jyz_buf_addc(struct jyz_buf *buf, char c)
{
	jyz_buf_reserve(buf, 1);
	buf->data[buf->len++] = c;
	buf->data[buf->len] = '\0';
}

void jyz_buf_addf(struct jyz_buf *buf, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	jyz_buf_addv(buf, fmt, args);
	va_end(args);
}

void jyz_buf_addv(struct jyz_buf *buf, const char *fmt, va_list args)
{
	va_list again;

	va_copy(again, args);
	jyz_buf_reserve(buf, 64);

	size_t free_room = buf->room - buf->len;
	int len = vsnprintf(buf->data + buf->len, free_room, fmt, args);

	/* Fails only for a broken format or more than INT_MAX bytes. */
	if (len < 0)
		abort();
	if ((size_t)len >= free_room) {
		jyz_buf_reserve(buf, (size_t)len);
		len = vsnprintf(buf->data + buf->len, buf->room - buf->len,
				fmt, again);
		if (len < 0)
			abort();
	}
	va_end(again);
	buf->len += (size_t)len;
}

void jyz_buf_clear(struct jyz_buf *buf)
{
	buf->len = 0;
	if (buf->room)
		buf->data[0] = '\0';
	else
		buf->data = jyz_buf_empty;
}

char *jyz_buf_detach(struct jyz_buf *buf)
{
	char *s = buf->room ? buf->data : jyz_strdup("");

	*buf = (struct jyz_buf)JYZ_BUF_INIT;
	return s;
}

void jyz_buf_free(struct jyz_buf *buf)
{
	if (!buf)
		return;
	if (buf->room)
		free(buf->data);
	*buf = (struct jyz_buf)JYZ_BUF_INIT;
}
