/*
 * Makes what the bench of score sheets reads, from a seed: the same bytes
 * each time and everywhere (own xorshift, no libm).
 *
 *	scores_generate [-n PUPILS] [-c CLASSES] [-m] [-a] [-s SEED]
 *		a score sheet: student,class,score
 *	scores_generate -t EXAMS	a table: exam,class,n,sum,squares
 *	scores_generate -q EXAMS	the same as SQL, for a database that
 *					"jyz init" has made
 *
 * A sheet is of a district: each class is a school.  Its rows stand by class
 * with ascending numbers; -m shuffles rows and numbers; -a makes one pupil in
 * two hundred absent.  Sums are of hundredths of a point.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define FIRST_STUDENT 9500000 /* numbers of seven and of eight digits */
#define SD 15.0
#define SD_OF_CLASSES 2.0
#define MEAN 70.0
#define ABSENT_ONE_IN 200
#define CLASSES_MAX 10 /* of an exam in a table; at least two less */

static uint64_t state;

static uint64_t next(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state;
}

static uint64_t below(uint64_t n)
{
	return next() % n;
}

/* Twelve uniform numbers: variance 1, and no function that libms differ in. */
static double normal(void)
{
	double sum = -6;

	for (int i = 0; i < 12; i++)
		sum += (double)(next() >> 11) * 0x1p-53;
	return sum;
}

/* In half points, 0 to 100 points. */
static int score(double mean)
{
	double s = (mean + SD * normal()) * 2 + 0.5;

	if (s < 0)
		return 0;
	return s > 200 ? 200 : (int)s;
}

static void *allocate(size_t n, size_t size)
{
	void *p = calloc(n, size);

	if (!p) {
		fputs("scores_generate: out of memory\n", stderr);
		exit(70);
	}
	return p;
}

static double *class_means(int classes)
{
	double *mean = allocate((size_t)classes, sizeof(*mean));

	for (int i = 0; i < classes; i++)
		mean[i] = MEAN + SD_OF_CLASSES * normal();
	return mean;
}

/* --- a score sheet -------------------------------------------------------- */

struct pupil {
	uint32_t student;
	uint16_t group;
	int16_t score; /* half points; -1: absent */
};

static void shuffle(struct pupil *pupils, size_t n)
{
	for (size_t i = n; i > 1; i--) {
		size_t k = below(i);
		struct pupil p = pupils[i - 1];

		pupils[i - 1] = pupils[k];
		pupils[k] = p;
	}
	/* Gaps between the numbers, and no order that the file has. */
	for (size_t i = 0; i < n; i++)
		pupils[i].student = FIRST_STUDENT +
				    (pupils[i].student - FIRST_STUDENT) * 7 +
				    (uint32_t)below(7);
}

static void sheet(size_t n, int classes, bool mixed, bool absent)
{
	struct pupil *pupils = allocate(n, sizeof(*pupils));
	double *mean = class_means(classes);

	for (size_t i = 0; i < n; i++) {
		int group = (int)(i * (size_t)classes / n);

		pupils[i].student = FIRST_STUDENT + (uint32_t)i;
		pupils[i].group = (uint16_t)group;
		pupils[i].score = (int16_t)score(mean[group]);
		if (absent && below(ABSENT_ONE_IN) == 0)
			pupils[i].score = -1;
	}
	if (mixed)
		shuffle(pupils, n);
	puts("student,class,score");
	for (size_t i = 0; i < n; i++) {
		const struct pupil *p = &pupils[i];

		printf("%" PRIu32 ",高一(%d)班,", p->student, p->group + 1);
		if (p->score < 0)
			puts("缺考");
		else
			printf("%d.%d\n", p->score / 2, p->score % 2 * 5);
	}
	free(mean);
	free(pupils);
}

/* --- many exams ----------------------------------------------------------- */

static void base_sql(int exams)
{
	puts("PRAGMA foreign_keys = ON;\nBEGIN;");
	puts("INSERT INTO term(created_at, updated_at, code, starts, ends)"
	     " VALUES ('2026-08-30T00:00:00Z', '2026-08-30T00:00:00Z',"
	     " 'bench', '2026-08-01', '2027-07-31');");
	for (int c = 1; c <= CLASSES_MAX; c++)
		printf("INSERT INTO class(created_at, updated_at, name, year,"
		       " grade) VALUES ('2026-08-30T00:00:00Z',"
		       " '2026-08-30T00:00:00Z', '高一(%d)班', 2026, '高一');\n"
		       "INSERT INTO teacher(created_at, updated_at, name)"
		       " VALUES ('2026-08-30T00:00:00Z',"
		       " '2026-08-30T00:00:00Z', '教师%d');\n"
		       "INSERT INTO assignment(created_at, updated_at,"
		       " teacher, class, subject) SELECT c.created_at,"
		       " c.updated_at, t.id, c.id, '数学' FROM class c, teacher"
		       " t WHERE c.name = '高一(%d)班' AND t.name = '教师%d';\n",
		       c, c, c, c);
	for (int e = 1; e <= exams; e++)
		printf("INSERT INTO exam(id, created_at, updated_at, term,"
		       " name, date) SELECT %d, created_at, updated_at, id,"
		       " '考试%d', date('2026-09-01', '%d days') FROM term"
		       " WHERE code = 'bench';\n"
		       "INSERT INTO paper(id, created_at, updated_at, exam,"
		       " subject, grade, full_marks) SELECT %d, created_at,"
		       " updated_at, %d, '数学', '高一', 10000 FROM exam"
		       " WHERE id = %d;\n",
		       e, e, e % 300, e, e, e);
}

static void row(bool sql, int exam, int class, const int64_t sums[3])
{
	int64_t n = sums[0], total = sums[1], squares = sums[2];

	if (!sql) {
		printf("考试%d,高一(%d)班,%" PRId64 ",%" PRId64 ",%" PRId64
		       "\n",
		       exam, class, n, total, squares);
		return;
	}
	printf("INSERT INTO result(created_at, updated_at, paper, class,"
	       " average, sat, total, squares) SELECT"
	       " '2026-11-12T08:30:00Z', '2026-11-12T08:30:00Z', %d, id,"
	       " %" PRId64 ", %" PRId64 ", %" PRId64 ", %" PRId64
	       " FROM class WHERE name = '高一(%d)班';\n",
	       exam, (2 * total * 1000000 + n) / (2 * n), n, total, squares,
	       class);
}

static void table(int exams, bool sql)
{
	double *mean = class_means(CLASSES_MAX);

	if (sql)
		base_sql(exams);
	else
		puts("exam,class,n,sum,squares");
	for (int e = 1; e <= exams; e++) {
		int classes = CLASSES_MAX - (int)below(3);

		for (int c = 1; c <= classes; c++) {
			int64_t sums[3] = { 40 + (int64_t)below(12), 0, 0 };

			for (int64_t i = 0; i < sums[0]; i++) {
				int64_t s = 50 * score(mean[c - 1]);

				sums[1] += s;
				sums[2] += s * s;
			}
			row(sql, e, c, sums);
		}
	}
	if (sql)
		puts("COMMIT;");
	free(mean);
}

int main(int argc, char **argv)
{
	long pupils = 1000000, classes = 200, exams = 0, seed = 20261121;
	bool mixed = false, absent = false, sql = false;
	int c;

	while ((c = getopt(argc, argv, "n:c:mas:t:q:")) != -1)
		switch (c) {
		case 'n':
			pupils = atol(optarg);
			break;
		case 'c':
			classes = atol(optarg);
			break;
		case 'm':
			mixed = true;
			break;
		case 'a':
			absent = true;
			break;
		case 's':
			seed = atol(optarg);
			break;
		case 'q':
			sql = true; /* fall through */
		case 't':
			exams = atol(optarg);
			break;
		default:
			return 64;
		}
	if (pupils < 1 || classes < 1 || classes > 10000 || exams < 0 ||
	    pupils > 10000000 || seed < 1) {
		fputs("scores_generate: a number is out of range\n", stderr);
		return 64;
	}
	state = (uint64_t)seed * UINT64_C(0x9e3779b97f4a7c15);
	if (exams)
		table((int)exams, sql);
	else
		sheet((size_t)pupils, (int)classes, mixed, absent);
	return fflush(stdout) ? 74 : 0;
}
