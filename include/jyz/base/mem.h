/*
 * Memory: allocation that cannot fail, growing buffers, arenas.
 *
 * Running out of memory calls abort(): an open transaction is then rolled
 * back by SQLite when the file is next opened, so nothing is half-written.
 * Sizes that come from input are bounded by their reader before they get
 * here.
 */
#ifndef JYZ_BASE_MEM_H
#define JYZ_BASE_MEM_H

#include <stddef.h>
#include <stdarg.h>

#include "jyz/base/error.h"

void *jyz_alloc(size_t size);                 /* zeroed */
void *jyz_realloc(void *p, size_t count, size_t size); /* overflow checked */
char *jyz_strdup(const char *s);              /* NULL gives NULL */
char *jyz_strndup(const char *s, size_t len);

/*
 * Makes room for one more element in a plain growing array:
 *     JYZ_GROW(list->items, list->count, list->room);
 *     list->items[list->count++] = x;
 */
#define JYZ_GROW(items, count, room)                                         \
	do {                                                                 \
		if ((count) == (room)) {                                     \
			(room) = (room) ? (room) * 2 : 8;                    \
			(items) = jyz_realloc((items), (room),               \
					      sizeof(*(items)));             \
		}                                                            \
	} while (0)

#define JYZ_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A growing string; data is never NULL and always ends in a NUL byte. */
struct jyz_buf {
	char *data;
	size_t len;
	size_t room;
};

extern char jyz_buf_empty[1];
#define JYZ_BUF_INIT { jyz_buf_empty, 0, 0 }

void jyz_buf_add(struct jyz_buf *buf, const void *bytes, size_t len);
void jyz_buf_adds(struct jyz_buf *buf, const char *s);
void jyz_buf_addc(struct jyz_buf *buf, char c);
void jyz_buf_addf(struct jyz_buf *buf, const char *fmt, ...) JYZ_PRINTF(2, 3);
void jyz_buf_addv(struct jyz_buf *buf, const char *fmt, va_list args)
	JYZ_PRINTF(2, 0);
void jyz_buf_reserve(struct jyz_buf *buf, size_t more);
void jyz_buf_clear(struct jyz_buf *buf);      /* empty, keeps its memory */
char *jyz_buf_detach(struct jyz_buf *buf);    /* the caller frees it */
void jyz_buf_free(struct jyz_buf *buf);

/* Many small things that die together. */
struct jyz_arena {
	struct jyz_arena_block *blocks;
};

#define JYZ_ARENA_INIT { NULL }

void *jyz_arena_alloc(struct jyz_arena *arena, size_t size); /* zeroed */
char *jyz_arena_strdup(struct jyz_arena *arena, const char *s);
char *jyz_arena_strndup(struct jyz_arena *arena, const char *s, size_t len);
char *jyz_arena_printf(struct jyz_arena *arena, const char *fmt, ...)
	JYZ_PRINTF(2, 3);
void jyz_arena_clear(struct jyz_arena *arena); /* keeps one block */
void jyz_arena_free(struct jyz_arena *arena);

#endif
