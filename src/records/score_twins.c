/*
 * Pupils who are there twice.  A row costs eight bytes: the number, as long
 * as numbers only ascend, for then none is there twice; else a hash of number
 * and subject.  Hashes are dealt into buckets small enough for the cache, and
 * only where two are equal the file is read again and the bytes decide.
 */
#include <endian.h>
#include <stdlib.h>

#include "score_room.h"

#define BUCKET_BITS 10 /* pupils of a bucket, about */
#define SUBJECT_BITS (64 - PUPIL_BITS)
#define SEED UINT64_C(0x9e3779b97f4a7c15)
#define SALT UINT64_C(0x8ebc6af09c88c6e3)

__extension__ typedef unsigned __int128 product;

static inline uint64_t mix(uint64_t a, uint64_t b)
{
	product p = (product)a * b;
	return (uint64_t)p ^ (uint64_t)(p >> 64);
}

static inline uint64_t load(const char *s, size_t len)
{
	uint64_t word = 0;
	memcpy(&word, s, len);
	return word;
}

static inline uint64_t load4(const char *s)
{
	uint32_t word;
	memcpy(&word, s, sizeof(word));
	return le32toh(word);
}

static uint64_t hash_of(const char *s, size_t len, uint64_t seed)
{
	uint64_t h = (seed + len) * SEED ^ UINT64_C(0xe7037ed1a0b428db);
	const char *end = s + len;
	for (; end - s > 8; s += 8)
		h = mix(h ^ load(s, 8), SEED ^ SALT);
	if (len >= 8)
		return mix(h ^ load(end - 8, 8), SEED);
	/* overlapping halves: no loop over the bytes of a short number */
	if (len >= 4)
		return mix(h ^ (load4(s) << 32 | load4(end - 4)), SEED);
	if (len)
		h ^= (uint64_t)(unsigned char)s[0] << 16 |
		     (uint64_t)(unsigned char)s[len / 2] << 8 |
		     (unsigned char)s[len - 1];
	return mix(h, SEED);
}

/* --- who a row is of ------------------------------------------------------ */

/* The cell that tells pupils apart, and the class to go with it; NULL: none. */
static inline const struct jyz_cell_text *
who(struct jyz_scores_inside *in, const struct jyz_sheet_row *row,
    size_t number, uint64_t *seed)
{
	const struct jyz_cell_text *cell =
		jyz_score_at(row, in->layout.at[JYZ_ROLE_STUDENT]);
	*seed = 0;
	if (cell->len)
		return cell;
	cell = jyz_score_at(row, in->layout.at[JYZ_ROLE_NAME]);
	*seed = number + 1;
	return cell->len && !in->options->namesakes ? cell : NULL;
}

/* --- numbers -------------------------------------------------------------- */

/* 4 to 8 bytes from s up to end as a word, the first one lowest and as many
 * zeros below as are missing: two halves that overlap. */
static inline uint64_t load8(const char *s, const char *end)
{
	return load4(end - 4) << 32 | load4(s) << 8 * (8 - (end - s));
}

/* Digits side by side are added up to pairs, those to fours, those to all. */
static inline bool parse_digits(const char *s, const char *end, uint64_t *out)
{
	uint64_t v = load8(s, end), zeros = UINT64_C(0x3030303030303030);
	if (end - s < 8)
		v |= zeros >> 8 * (end - s);
	v ^= zeros;
	if (((v + UINT64_C(0x7676767676767676)) | v) &
	    UINT64_C(0x8080808080808080))
		return false;
	v = v * 10 + (v >> 8);
	v = (v & UINT64_C(0x00ff00ff00ff00ff)) * 100 +
	    (v >> 16 & UINT64_C(0x000000ff000000ff));
	*out = (v & 0xffff) * 10000 + (v >> 32 & 0xffff);
	return true;
}

/*
 * The place of a pupil's number among others, by length and then by bytes:
 * "00100" is not "0100".  Up to 8 bytes are themselves; above them come 9 to
 * 16 digits.  0: the cell is something else.
 */
static inline uint64_t number_key(const struct jyz_cell_text *cell)
{
	const char *s = cell->s, *end = s + cell->len;
	const char *middle = s + cell->len / 2;
	uint64_t high, low, key;
	if (cell->len - 4 > 12)
		return 0;
	if (cell->len <= 8) {
		key = __builtin_bswap64(load8(s, end));
		return key >> 63 ? 0 : key;
	}
	if (!parse_digits(s, middle, &high) ||
	    !parse_digits(middle, end, &low))
		return 0;
	return UINT64_C(1) << 63 | (uint64_t)(cell->len - 9) << 60 |
	       (high * 100000000 + low);
}

static inline uint64_t with_subject(uint64_t hash, size_t subject)
{
	hash = hash >> SUBJECT_BITS ? hash : UINT64_MAX; /* 0: a free slot */
	return (hash & ~(uint64_t)((1 << SUBJECT_BITS) - 1)) | subject;
}

static inline uint64_t key_hash(uint64_t key, size_t subject)
{
	return with_subject(mix(key ^ SALT, SEED), subject);
}

static inline uint64_t pupil_hash(const struct jyz_cell_text *cell,
				  uint64_t seed, size_t subject)
{
	uint64_t key = seed ? 0 : number_key(cell);
	return key ? key_hash(key, subject)
		   : with_subject(hash_of(cell->s, cell->len, seed), subject);
}

/* Numbers that were kept as they are become hashes. */
static void stop_ascending(struct score_hashes *hashes)
{
	for (size_t i = 0; i < hashes->count; i++)
		hashes->items[i] = key_hash(hashes->items[i], hashes->subject);
	hashes->ascending = false;
}

static inline bool ascends(const struct score_hashes *hashes, uint64_t key,
			   size_t subject)
{
	return key > hashes->last &&
	       (subject == hashes->subject || !hashes->count);
}

void jyz_score_pupil(struct jyz_scores_inside *in,
		     const struct jyz_sheet_row *row, size_t number,
		     size_t subject)
{
	struct score_hashes *hashes = &in->hashes;
	uint64_t seed;
	const struct jyz_cell_text *cell = who(in, row, number, &seed);
	if (!cell) {
		in->anonymous++;
		return;
	}
	JYZ_GROW(hashes->items, hashes->count, hashes->room);
	if (hashes->ascending) {
		uint64_t key = seed ? 0 : number_key(cell);
		if (ascends(hashes, key, subject)) {
			hashes->subject = subject;
			hashes->last = key;
			hashes->items[hashes->count++] = key;
			return;
		}
		stop_ascending(hashes);
	}
	hashes->items[hashes->count++] = pupil_hash(cell, seed, subject);
}

/* --- equal hashes --------------------------------------------------------- */

struct deal {
	uint64_t *items;  /* by bucket */
	size_t *ends;     /* where a bucket ends */
	int bits;
};

static void deal_out(const struct score_hashes *hashes, struct deal *deal)
{
	size_t n = hashes->count, at = 0;
	deal->bits = 0;
	while (deal->bits < 16 && n >> deal->bits > (size_t)1 << BUCKET_BITS)
		deal->bits++;
	size_t buckets = (size_t)1 << deal->bits;
	deal->items = jyz_alloc((n + 1) * sizeof(*deal->items));
	deal->ends = jyz_alloc((buckets + 1) * sizeof(*deal->ends));
	for (size_t i = 0; i < n; i++)
		deal->ends[deal->bits ? hashes->items[i] >> (64 - deal->bits)
				      : 0]++;
	for (size_t b = 0; b < buckets; b++) {
		size_t size = deal->ends[b];
		deal->ends[b] = at;
		at += size;
	}
	for (size_t i = 0; i < n; i++) {
		uint64_t h = hashes->items[i];
		deal->items[deal->ends[deal->bits ? h >> (64 - deal->bits)
						  : 0]++] = h;
	}
}

/* Puts one bucket through a table; gives the pupils that are new in it. */
static size_t search_bucket(struct jyz_scores_inside *in,
			    const uint64_t *items, size_t n, int bits,
			    uint64_t *table, int table_bits)
{
	size_t mask = ((size_t)1 << table_bits) - 1, pupils = 0;
	memset(table, 0, (mask + 1) * sizeof(*table));
	for (size_t i = 0; i < n; i++) {
		uint64_t h = items[i];
		size_t at = (size_t)(h << bits >> (64 - table_bits));
		bool known = false;
		for (; table[at] && table[at] != h; at = (at + 1) & mask)
			known |= !((table[at] ^ h) >> SUBJECT_BITS);
		if (table[at])
			jyz_map_put_id(&in->suspects, (int64_t)h, 0);
		else
			pupils += !known;
		table[at] = h;
	}
	return pupils;
}

static size_t search(struct jyz_scores_inside *in)
{
	struct deal deal;
	size_t largest = 0, from = 0, pupils = 0;
	int table_bits = 1;
	deal_out(&in->hashes, &deal);
	size_t buckets = (size_t)1 << deal.bits;
	for (size_t b = 0; b < buckets; from = deal.ends[b++])
		if (deal.ends[b] - from > largest)
			largest = deal.ends[b] - from;
	while ((size_t)1 << table_bits < largest * 2)
		table_bits++;
	uint64_t *table = jyz_alloc(sizeof(*table) << table_bits);
	from = 0;
	for (size_t b = 0; b < buckets; from = deal.ends[b++])
		pupils += search_bucket(in, deal.items + from,
					deal.ends[b] - from, deal.bits, table,
					table_bits);
	free(table);
	free(deal.items);
	free(deal.ends);
	return pupils;
}

/* --- the file again: bytes decide ----------------------------------------- */

struct score_twin {
	const char *bytes;
	size_t len, line, sheet;
	uint64_t seed;
	size_t next; /* of the same hash, and 1 */
};

static void say_twin(struct jyz_scores_inside *in,
		     const struct jyz_sheet_row *row,
		     const struct score_twin *first, bool by_name)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	if (first->sheet != in->sheet)
		jyz_buf_addf(&text, _("the pupil is also on line %zu of sheet "
				      "'%s'"),
			     first->line, in->book->sheets[first->sheet]);
	else
		jyz_buf_addf(&text, _("the pupil is also on line %zu"),
			     first->line);
	if (by_name)
		jyz_buf_adds(&text, _("; if they are two of one name: "
				      "--namesakes"));
	jyz_score_reject(in, row,
			 in->layout.at[by_name ? JYZ_ROLE_NAME
					       : JYZ_ROLE_STUDENT],
			 text.data);
}

static int look_again(struct jyz_scores_inside *in,
		      const struct jyz_sheet_row *row, struct jyz_error *err)
{
	struct score_group *group;
	size_t subject;
	uint64_t seed;
	int rc = jyz_score_place(in, row, &group, err);
	if (rc < 0 ||
	    (rc = jyz_score_row_subject(in, row, &subject, err)) < 0)
		return rc;
	const struct jyz_cell_text *cell = who(in, row, group->number, &seed);
	if (!cell)
		return JYZ_OK;
	int64_t *first = jyz_map_get_id(
		&in->suspects, (int64_t)pupil_hash(cell, seed, subject));
	if (!first)
		return JYZ_OK;
	for (size_t i = (size_t)*first; i; i = in->twins[i - 1].next) {
		const struct score_twin *t = &in->twins[i - 1];
		if (t->seed == seed && t->len == cell->len &&
		    memcmp(t->bytes, cell->s, cell->len) == 0) {
			say_twin(in, row, t, seed != 0);
			return JYZ_OK;
		}
	}
	JYZ_GROW(in->twins, in->n_twins, in->twins_room);
	in->twins[in->n_twins] = (struct score_twin){
		.bytes = jyz_arena_strndup(&in->arena, cell->s, cell->len),
		.len = cell->len,
		.line = row->line,
		.sheet = in->sheet,
		.seed = seed,
		.next = (size_t)*first,
	};
	*first = (int64_t)++in->n_twins;
	return JYZ_OK;
}

int jyz_score_twins(struct jyz_scores_inside *in, struct jyz_error *err)
{
	struct score_hashes *hashes = &in->hashes;
	int rc = JYZ_OK;
	in->out->pupils = in->anonymous +
			  (hashes->ascending ? hashes->count : search(in));
	if (in->suspects.count)
		rc = jyz_score_sheets(in, look_again, err);
	free(in->twins);
	in->twins = NULL;
	return rc;
}
