/*
 * Arenas: many small things that die together.  A chain of blocks, the one
 * in use first; each new block is twice the one before it, up to a limit.
 */
#include "jyz/base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_FIRST ((size_t)1 << 12)
#define BLOCK_LIMIT ((size_t)1 << 18)

struct jyz_arena_block {
	struct jyz_arena_block *next;
	size_t size;
	size_t used;
	max_align_t data[];
};

static struct jyz_arena_block *block_new(size_t size)
{
	if (size > SIZE_MAX - sizeof(struct jyz_arena_block))
		abort();

	struct jyz_arena_block *block =
		jyz_realloc(NULL, 1, sizeof(*block) + size);

	block->next = NULL;
	block->size = size;
	block->used = 0;
	return block;
}

/* Room for size bytes, not cleared. */
static void *arena_take(struct jyz_arena *arena, size_t size)
{
	const size_t align = _Alignof(max_align_t);
	struct jyz_arena_block *block = arena->blocks;

	if (size > SIZE_MAX - align)
		abort();
	size = size ? (size + align - 1) / align * align : align;

	if (!block || block->size - block->used < size) {
		size_t next = block ? block->size * 2 : BLOCK_FIRST;

		if (next > BLOCK_LIMIT)
			next = BLOCK_LIMIT;
		if (next < size)
			next = size;
		block = block_new(next);
		block->next = arena->blocks;
		arena->blocks = block;
	}

	void *p = (char *)block->data + block->used;

	block->used += size;
	return p;
}

void *jyz_arena_alloc(struct jyz_arena *arena, size_t size)
{
	return memset(arena_take(arena, size), 0, size);
}

char *jyz_arena_strdup(struct jyz_arena *arena, const char *s)
{
	return s ? jyz_arena_strndup(arena, s, strlen(s)) : NULL;
}

char *jyz_arena_strndup(struct jyz_arena *arena, const char *s, size_t len)
{
	if (!s)
		return NULL;

	const char *end = memchr(s, '\0', len);
	size_t n = end ? (size_t)(end - s) : len;
	char *copy = arena_take(arena, n + 1);

	memcpy(copy, s, n);
	copy[n] = '\0';
	return copy;
}

char *jyz_arena_printf(struct jyz_arena *arena, const char *fmt, ...)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	va_list args;

	va_start(args, fmt);
	jyz_buf_addv(&text, fmt, args);
	va_end(args);
	return jyz_arena_strndup(arena, text.data, text.len);
}

static void blocks_free(struct jyz_arena_block *block)
{
	while (block) {
		struct jyz_arena_block *next = block->next;

		free(block);
		block = next;
	}
}

void jyz_arena_clear(struct jyz_arena *arena)
{
	if (!arena->blocks)
		return;
	blocks_free(arena->blocks->next);
	arena->blocks->next = NULL;
	arena->blocks->used = 0;
}

void jyz_arena_free(struct jyz_arena *arena)
{
	if (!arena)
		return;
	blocks_free(arena->blocks);
	arena->blocks = NULL;
}
