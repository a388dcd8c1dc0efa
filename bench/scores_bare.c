/*
 * The bare pass: what any program must do to a score sheet, and no more.
 *
 *	scores_bare FILE [DATABASE]
 *
 * Reads, splits, converts to hundredths, counts and sums by class, finds the
 * pairs of classes whose averages differ by more than five points.  It
 * believes its input: no quotes, no encodings, no pupil twice, no mistakes.
 * Compiled with -DSTORE it also writes the sums into a database, durably.
 */
#include <fcntl.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef STORE
#include <sqlite3.h>
#endif

#define BLOCK ((size_t)1 << 18) /* stays in the second-level cache */
#define SLOTS 65536             /* a power of two, far beyond the classes */
#define LINE 500                /* five points, in hundredths */

struct tally {
	const char *name;
	size_t len;
	int64_t n, sum, squares;
};

static struct tally slots[SLOTS];
static struct tally *classes[SLOTS];
static size_t count;

/* Eight bytes at a time, the last eight overlapping. */
static size_t hash(const char *s, size_t len)
{
	uint64_t h = len, w = 0;
	const char *last = s + len - 8;

	if (len < 8) {
		memcpy(&w, s, len);
		return (size_t)((h ^ w) * UINT64_C(0x9e3779b97f4a7c15) >> 48);
	}
	for (; s < last; s += 8) {
		memcpy(&w, s, 8);
		h = (h ^ w) * UINT64_C(0x9e3779b97f4a7c15);
		h ^= h >> 32;
	}
	memcpy(&w, last, 8);
	return (size_t)((h ^ w) * UINT64_C(0x9e3779b97f4a7c15) >> 48);
}

static struct tally *find(const char *name, size_t len)
{
	size_t i = hash(name, len) % SLOTS;

	while (slots[i].name) {
		if (slots[i].len == len && !memcmp(slots[i].name, name, len))
			return &slots[i];
		i = (i + 1) % SLOTS;
	}
	slots[i].name = strndup(name, len);
	slots[i].len = len;
	classes[count++] = &slots[i];
	return &slots[i];
}

static int64_t hundredths(const char *s, const char *end)
{
	int64_t v = 0, unit = 100;

	for (; s < end && *s != '.'; s++)
		v = v * 10 + (*s - '0');
	v *= unit;
	for (s++; s < end; s++)
		v += (*s - '0') * (unit /= 10);
	return v;
}

static void line(const char *s, const char *end)
{
	const char *a = memchr(s, ',', (size_t)(end - s));
	const char *b = memchr(a + 1, ',', (size_t)(end - a - 1));
	struct tally *c = find(a + 1, (size_t)(b - a - 1));
	int64_t v = hundredths(b + 1, end);

	c->n++;
	c->sum += v;
	c->squares += v * v;
}

static int pass(const char *path)
{
	static char buf[2 * BLOCK];
	int fd = open(path, O_RDONLY);
	size_t kept = 0;
	ssize_t got;
	int heading = 1;

	if (fd < 0)
		return -1;
	while ((got = read(fd, buf + kept, BLOCK)) > 0) {
		const char *s = buf, *end = buf + kept + got, *nl;

		while ((nl = memchr(s, '\n', (size_t)(end - s)))) {
			if (!heading)
				line(s, nl);
			heading = 0;
			s = nl + 1;
		}
		kept = (size_t)(end - s);
		memmove(buf, s, kept);
	}
	close(fd);
	return (int)got;
}

/* Integers throughout: exactly five points are not over the line. */
static void pairs(void)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = i + 1; k < count; k++) {
			const struct tally *a = classes[i], *b = classes[k];
			int64_t d = a->sum * b->n - b->sum * a->n;

			if (d < 0) {
				const struct tally *t = a;

				a = b;
				b = t;
				d = -d;
			}
			if (d > LINE * a->n * b->n)
				printf("pair,%s,%s\n", a->name, b->name);
		}
}

#ifdef STORE
static int store(const char *path)
{
	sqlite3 *db;
	sqlite3_stmt *stmt;

	if (sqlite3_open(path, &db) != SQLITE_OK ||
	    sqlite3_exec(db,
			 "PRAGMA synchronous = EXTRA; BEGIN;"
			 "CREATE TABLE IF NOT EXISTS stats(class TEXT,"
			 " n INTEGER, sum INTEGER, squares INTEGER)",
			 NULL, NULL, NULL) != SQLITE_OK ||
	    sqlite3_prepare_v2(db, "INSERT INTO stats VALUES (?, ?, ?, ?)", -1,
			       &stmt, NULL) != SQLITE_OK)
		return -1;
	for (size_t i = 0; i < count; i++) {
		sqlite3_bind_text(stmt, 1, classes[i]->name, -1, NULL);
		sqlite3_bind_int64(stmt, 2, classes[i]->n);
		sqlite3_bind_int64(stmt, 3, classes[i]->sum);
		sqlite3_bind_int64(stmt, 4, classes[i]->squares);
		if (sqlite3_step(stmt) != SQLITE_DONE)
			return -1;
		sqlite3_reset(stmt);
	}
	sqlite3_finalize(stmt);
	if (sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
		return -1;
	return sqlite3_close(db) == SQLITE_OK ? 0 : -1;
}
#endif

int main(int argc, char **argv)
{
	if (argc < 2 || pass(argv[1]) < 0)
		return 74;
#ifdef STORE
	if (argc < 3 || store(argv[2]) < 0)
		return 74;
#endif
	for (size_t i = 0; i < count; i++)
		printf("class,%s,%" PRId64 ",%" PRId64 ",%" PRId64 "\n",
		       classes[i]->name, classes[i]->n, classes[i]->sum,
		       classes[i]->squares);
	pairs();
	return fflush(stdout) ? 74 : 0;
}
