/*
 * Texts folded quickly, and words found in them.
 *
 * Nearly every character of a Chinese text folds to itself and joins no
 * other: these are copied in runs.  The few that need Unicode's tables are
 * handed to them with the character before, which they may join, so that the
 * result is that of folding the whole text by the tables.  Most texts that
 * lack a word show it without being folded at all.
 */
#include "jyz/base/find.h"

#include <stdlib.h>
#include <string.h>

#include "fold.h"
#include "jyz/base/text.h"
#include "jyz/base/utf8.h"

/* Bytes at which a run ends: capitals, and leading bytes of characters that
 * must be looked at.  E4 to E9 lead U+4000 to U+9FFF: ideographs. */
static const unsigned char ends_run[256] = {
	[0] = 1, ['A'] = 1, ['B'] = 1, ['C'] = 1, ['D'] = 1, ['E'] = 1,
	['F'] = 1, ['G'] = 1, ['H'] = 1, ['I'] = 1, ['J'] = 1, ['K'] = 1,
	['L'] = 1, ['M'] = 1, ['N'] = 1, ['O'] = 1, ['P'] = 1, ['Q'] = 1,
	['R'] = 1, ['S'] = 1, ['T'] = 1, ['U'] = 1, ['V'] = 1, ['W'] = 1,
	['X'] = 1, ['Y'] = 1, ['Z'] = 1, [0xc0] = 1, [0xc1] = 1, [0xc2] = 1,
	[0xc3] = 1, [0xc4] = 1, [0xc5] = 1, [0xc6] = 1, [0xc7] = 1,
	[0xc8] = 1, [0xc9] = 1, [0xca] = 1, [0xcb] = 1, [0xcc] = 1,
	[0xcd] = 1, [0xce] = 1, [0xcf] = 1, [0xd0] = 1, [0xd1] = 1,
	[0xd2] = 1, [0xd3] = 1, [0xd4] = 1, [0xd5] = 1, [0xd6] = 1,
	[0xd7] = 1, [0xd8] = 1, [0xd9] = 1, [0xda] = 1, [0xdb] = 1,
	[0xdc] = 1, [0xdd] = 1, [0xde] = 1, [0xdf] = 1, [0xe0] = 1,
	[0xe1] = 1, [0xe2] = 1, [0xe3] = 1, [0xea] = 1, [0xeb] = 1,
	[0xec] = 1, [0xed] = 1, [0xee] = 1, [0xef] = 1, [0xf0] = 1,
	[0xf1] = 1, [0xf2] = 1, [0xf3] = 1, [0xf4] = 1, [0xf5] = 1,
	[0xf6] = 1, [0xf7] = 1, [0xf8] = 1, [0xf9] = 1, [0xfa] = 1,
	[0xfb] = 1, [0xfc] = 1, [0xfd] = 1, [0xfe] = 1, [0xff] = 1,
};

static bool is_ideograph(const char *p)
{
	unsigned char lead = (unsigned char)*p;

	return lead >= 0xe4 && lead <= 0xe9;
}

static size_t put(char *to, const char *bytes, size_t n)
{
	memcpy(to, bytes, n);
	return n;
}

static size_t put_ascii(char *to, unsigned c)
{
	*to = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
	return 1;
}

/*
 * The marks that Chinese texts are full of: what the character at p, which
 * ends a run, folds to, in at most 3 bytes; 0: only the tables know.
 */
static size_t fold_mark(const char *p, size_t left, char *to)
{
	const unsigned char *u = (const unsigned char *)p;

	if (u[0] < 0x80)
		return put_ascii(to, u[0]);
	if (left >= 2 && u[0] == 0xc2 && u[1] == 0xb7) /* · */
		return put(to, p, 2);
	if (left < 3)
		return 0;
	if (u[0] == 0xef && u[1] == 0xbc && u[2] >= 0x81 && u[2] <= 0xbf)
		return put_ascii(to, u[2] - 0x81u + 0x21u); /* ！ to ＿ */
	if (u[0] == 0xef && u[1] == 0xbd && u[2] >= 0x80 && u[2] <= 0x9e)
		return put_ascii(to, u[2] - 0x80u + 0x60u); /* ｀ to ～ */
	if (u[1] != 0x80)
		return 0;
	if (u[0] == 0xe3 && u[2] == 0x80) /* the ideographic space */
		return put(to, " ", 1);
	if (u[0] == 0xe3 && u[2] >= 0x81 && u[2] <= 0xa9) /* 、 to 〩 */
		return put(to, p, 3);
	if (u[0] == 0xe2 && u[2] >= 0x93 && u[2] <= 0xa2 && u[2] != 0x97)
		return put(to, p, 3); /* dashes, quotes, dots */
	if (u[0] == 0xe2 && u[2] == 0xa6) /* … */
		return put(to, "...", 3);
	return 0;
}

/* Folds by itself, and joins nothing before it. */
static bool is_plain(const char *p, const char *end)
{
	char to[3];

	return !ends_run[(unsigned char)*p] ||
	       fold_mark(p, (size_t)(end - p), to);
}

static const char *next_char(const char *p, const char *end)
{
	int32_t cp;

	return p + jyz_utf8_next(p, end, &cp);
}

/* Where what the tables must see ends that begins at p. */
static const char *hard_end(const char *p, const char *end)
{
	for (;;) {
		p = next_char(p, end);
		if (p == end)
			return p;
		if (!is_plain(p, end))
			continue;
		const char *next = next_char(p, end);
		/* What comes after may join this one: the tables see both. */
		if (next == end || is_ideograph(p) || is_plain(next, end))
			return p;
		p = next;
	}
}

/* The character before p if it folded to one byte, which may be joined by
 * what follows it; else p. */
static const char *joined(const char *s, const char *p)
{
	if (p > s && !(p[-1] & 0x80))
		return p - 1;
	if (p - s >= 3 && (unsigned char)p[-3] == 0xef)
		return p - 3;
	return p;
}

/* As it is written: where a unit begins in the text, and folded. */
struct units {
	struct jyz_span *items;
	size_t count, room;
};

static void add_unit(struct units *units, size_t raw, size_t folded)
{
	JYZ_GROW(units->items, units->count, units->room);
	units->items[units->count++] = (struct jyz_span){ raw, folded };
}

/* Clusters fold by themselves, nearly always: else the part is one unit. */
static void hard_units(struct units *units, const char *s, const char *from,
		       const char *to, const struct jyz_buf *out, size_t begin)
{
	JYZ_AUTO(jyz_buf) one = JYZ_BUF_INIT;
	size_t first = units->count;

	for (const char *p = from; p < to;) {
		int cells;

		add_unit(units, (size_t)(p - s), begin + one.len);
		const char *next = jyz_text_cluster(p, to, &cells);

		jyz_fold_slowly(&one, p, (size_t)(next - p));
		p = next;
	}
	if (one.len != out->len - begin ||
	    memcmp(one.data, out->data + begin, one.len) != 0)
		units->count = first + 1;
}

/* Folds what ends a run at p, and returns where it ends itself. */
static const char *fold_hard(struct jyz_buf *out, const char *s, const char *p,
			     const char *end, struct units *units)
{
	char to[3];
	size_t n = fold_mark(p, (size_t)(end - p), to);

	if (n) {
		if (units)
			add_unit(units, (size_t)(p - s), out->len);
		jyz_buf_add(out, to, n);
		return next_char(p, end);
	}
	const char *from = joined(s, p);
	const char *stop = hard_end(p, end);

	if (from < p) {
		out->data[--out->len] = '\0';
		if (units)
			units->count--;
	}
	size_t begin = out->len;

	jyz_fold_slowly(out, from, (size_t)(stop - from));
	if (units)
		hard_units(units, s, from, stop, out, begin);
	return stop;
}

static void fold(struct jyz_buf *out, const char *s, size_t len)
{
	const char *p = s, *end = s + len;

	while (p < end) {
		const char *run = p;

		/* The NUL byte ends a run, too. */
		while (!ends_run[(unsigned char)*p])
			p++;
		if (p > run)
			jyz_buf_add(out, run, (size_t)(p - run));
		if (p < end)
			p = fold_hard(out, s, p, end, NULL);
	}
}

void jyz_text_fold(struct jyz_buf *out, const char *s)
{
	fold(out, s, strlen(s));
}

/* The same, telling where each character went. */
static void fold_units(struct jyz_buf *out, const char *s, size_t len,
		       struct units *units)
{
	const char *p = s, *end = s + len;

	while (p < end) {
		if (ends_run[(unsigned char)*p]) {
			p = fold_hard(out, s, p, end, units);
			continue;
		}
		const char *next = next_char(p, end);

		add_unit(units, (size_t)(p - s), out->len);
		jyz_buf_add(out, p, (size_t)(next - p));
		p = next;
	}
	add_unit(units, len, out->len);
}

/* --- without folding ------------------------------------------------------ */

/* What a look at a text tells without folding it. */
struct glance {
	bool hard;      /* there is what only the tables fold */
	uint64_t ascii; /* the characters that there will be, a bit each */
};

/* Letters of both cases share a bit, and more than these do. */
static uint64_t ascii_bit(unsigned char c)
{
	return UINT64_C(1) << ((c & 0x1f) + (c < 0x40 ? 32 : 0));
}

/* In a text that is no UTF-8 what is hard may be passed over. */
static struct glance glance_at(const char *s, size_t len)
{
	struct glance glance = { false, 0 };
	char to[3];

	for (size_t i = 0; i < len && !glance.hard;) {
		unsigned char c = (unsigned char)s[i];

		if (c >= 0xe4 && c <= 0xe9) {
			i += 3;
		} else if (c < 0x80) {
			glance.ascii |= ascii_bit(c);
			i++;
		} else if (c < 0xc0) {
			i++;
		} else if (fold_mark(s + i, len - i, to)) {
			if (!(to[0] & 0x80))
				glance.ascii |=
					ascii_bit((unsigned char)to[0]);
			i += c < 0xe0 ? 2 : 3;
		} else {
			glance.hard = true;
		}
	}
	return glance;
}

/* The longest run of ideographs in a word, and its ASCII characters. */
static void choose_probe(struct jyz_probe *probe, const struct jyz_buf *word)
{
	const char *end = word->data + word->len, *next;
	size_t run = 0;

	*probe = (struct jyz_probe){ .len = 0 };
	for (const char *p = word->data; p < end; p = next) {
		next = next_char(p, end);
		run = is_ideograph(p) ? run + (size_t)(next - p) : 0;
		if (run > probe->len) {
			probe->len = run;
			probe->from = (size_t)(next - word->data) - run;
		}
		if (!(*p & 0x80))
			probe->ascii |= ascii_bit((unsigned char)*p);
	}
	probe->whole = probe->len == word->len;
}

/* In a text with nothing hard in it ideographs are as they are written. */
enum guess { ABSENT, PRESENT, PERHAPS };

static enum guess guess(const struct jyz_probe *probe,
			const struct jyz_buf *word, const char *text,
			size_t len, struct glance glance)
{
	if (glance.hard)
		return PERHAPS;
	if ((glance.ascii & probe->ascii) != probe->ascii ||
	    (probe->len && !memmem(text, len, word->data + probe->from,
				   probe->len)))
		return ABSENT;
	return probe->whole ? PRESENT : PERHAPS;
}

/* --- finders -------------------------------------------------------------- */

bool jyz_finder_add(struct jyz_finder *finder, const char *word)
{
	struct jyz_buf folded = JYZ_BUF_INIT;

	jyz_text_fold(&folded, word);
	if (!folded.len || finder->n_words == JYZ_FINDER_MAX) {
		bool none = !folded.len;

		jyz_buf_free(&folded);
		return none;
	}
	choose_probe(&finder->probes[finder->n_words], &folded);
	finder->words[finder->n_words++] = folded;
	return true;
}

static bool has_word(struct jyz_finder *finder, const struct jyz_buf *word,
		     const char *text, size_t len, bool *folded)
{
	if (!*folded) {
		jyz_buf_clear(&finder->folded);
		fold(&finder->folded, text, len);
		*folded = true;
	}
	return memmem(finder->folded.data, finder->folded.len, word->data,
		      word->len);
}

uint64_t jyz_finder_look(struct jyz_finder *finder, const char *text)
{
	size_t len = strlen(text);
	struct glance glance = glance_at(text, len);
	bool folded = false;
	uint64_t found = 0;

	if (!finder->folded.data)
		finder->folded = (struct jyz_buf)JYZ_BUF_INIT;
	for (size_t i = 0; i < finder->n_words; i++) {
		const struct jyz_buf *word = &finder->words[i];
		enum guess is = guess(&finder->probes[i], word, text, len,
				      glance);

		if (is == PRESENT ||
		    (is == PERHAPS &&
		     has_word(finder, word, text, len, &folded)))
			found |= UINT64_C(1) << i;
	}
	return found;
}

static int compare_spans(const void *a, const void *b)
{
	const struct jyz_span *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->to > y->to) - (x->to < y->to);
}

/* The unit in which a folded byte lies. */
static size_t unit_of(const struct units *units, size_t folded)
{
	size_t low = 0, high = units->count - 1;

	while (high - low > 1) {
		size_t mid = low + (high - low) / 2;

		if (units->items[mid].to <= folded)
			low = mid;
		else
			high = mid;
	}
	return low;
}

/* Every place of every word, as bytes of the text, in order and apart; units
 * NULL: the text is as it folds. */
static void find_all(const struct jyz_finder *finder, const char *folded,
		     size_t len, const struct units *units,
		     struct jyz_excerpt *out)
{
	for (size_t i = 0; i < finder->n_words; i++) {
		const struct jyz_buf *word = &finder->words[i];
		const char *at = folded;

		while ((at = memmem(at, len - (size_t)(at - folded),
				    word->data, word->len))) {
			size_t from = (size_t)(at - folded);
			size_t to = from + word->len;

			at += word->len;
			if (units) {
				to = units->items[unit_of(units, to - 1) + 1]
					     .from;
				from = units->items[unit_of(units, from)].from;
			}
			JYZ_GROW(out->hits, out->n_hits, out->room);
			out->hits[out->n_hits++] =
				(struct jyz_span){ from, to };
		}
	}
	if (!out->n_hits)
		return;
	qsort(out->hits, out->n_hits, sizeof(*out->hits), compare_spans);
	size_t n = 1;

	for (size_t i = 1; i < out->n_hits; i++) {
		struct jyz_span *last = &out->hits[n - 1], *span =
							       &out->hits[i];

		if (span->from > last->to)
			out->hits[n++] = *span;
		else if (span->to > last->to)
			last->to = span->to;
	}
	out->n_hits = n;
}

/* So many characters back from, or on from, a byte of the text. */
static size_t step_back(const char *s, size_t at, size_t n)
{
	for (; n && at; n--)
		for (at--; at && ((unsigned char)s[at] & 0xc0) == 0x80;)
			at--;
	return at;
}

static size_t step_on(const char *s, size_t at, size_t len, size_t n)
{
	for (; n && at < len; n--)
		for (at++; at < len && ((unsigned char)s[at] & 0xc0) == 0x80;)
			at++;
	return at;
}

/* One line: what would end it is a blank. */
static void copy_line(struct jyz_buf *out, const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		jyz_buf_addc(out, (unsigned char)s[i] < 0x20 ? ' ' : s[i]);
}

static void cut(const char *s, size_t len, size_t before, size_t after,
		struct jyz_excerpt *out)
{
	struct jyz_span first = { 0, 0 };
	size_t n = 0;

	if (out->n_hits)
		first = out->hits[0];
	size_t from = step_back(s, first.from, before);
	size_t to = step_on(s, first.to, len, after);

	out->begun = from > 0;
	out->goes_on = to < len;
	copy_line(&out->text, s + from, to - from);
	for (size_t i = 0; i < out->n_hits && out->hits[i].from < to; i++) {
		struct jyz_span hit = out->hits[i];

		/* One that is cut off is marked as far as it is there. */
		out->hits[n++] = (struct jyz_span){
			hit.from - from, (hit.to < to ? hit.to : to) - from
		};
	}
	out->n_hits = n;
}

/* Nothing but ideographs is looked for, and nothing else becomes one. */
static bool as_written(const struct jyz_finder *finder, const char *text,
		       size_t len)
{
	for (size_t i = 0; i < finder->n_words; i++)
		if (!finder->probes[i].whole)
			return false;
	return !glance_at(text, len).hard;
}

void jyz_finder_excerpt(struct jyz_finder *finder, const char *text,
			size_t before, size_t after, struct jyz_excerpt *out)
{
	JYZ_AUTO(jyz_buf) folded = JYZ_BUF_INIT;
	struct units units = { NULL, 0, 0 };
	size_t len = strlen(text);

	jyz_buf_clear(&out->text);
	out->n_hits = 0;
	if (as_written(finder, text, len)) {
		find_all(finder, text, len, NULL, out);
	} else {
		fold_units(&folded, text, len, &units);
		if (units.count > 1)
			find_all(finder, folded.data, folded.len, &units, out);
	}
	cut(text, len, before, after, out);
	free(units.items);
}

void jyz_excerpt_free(struct jyz_excerpt *excerpt)
{
	jyz_buf_free(&excerpt->text);
	free(excerpt->hits);
	*excerpt = (struct jyz_excerpt)JYZ_EXCERPT_INIT;
}

void jyz_finder_free(struct jyz_finder *finder)
{
	for (size_t i = 0; i < finder->n_words; i++)
		jyz_buf_free(&finder->words[i]);
	if (finder->folded.data)
		jyz_buf_free(&finder->folded);
	finder->n_words = 0;
}
