/*
 * Score sheets: what holds of any sheet.  The order of its rows and its form
 * do not matter, its sums are those of its pupils, and no pupil is kept.
 */
#include "sc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jyz/base/mem.h"

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, rt_teardown)
#define PUPILS 60
#define SUBJECTS 3
#define ROUNDS 12

static int setup(void **state)
{
	rt_setup(state);
	struct rt *rt = *state;

	rt_add(rt, "exam", "name", "期中", "date", "2026-11-10", NULL);
	return 0;
}

static const char *const subjects[SUBJECTS] = { "语文", "数学", "英语" };
static const char *const classes[] = { "高一1班", "高一2班", "高一10班" };
static const char *const words[] = { "缺考", "免考", "缓考", "作弊", "" };

struct pupil {
	int number, group;
	int scores[SUBJECTS]; /* halves of a point; below 0: a word */
};

static void make(struct pupil *pupils, uint64_t *seed)
{
	for (int i = 0; i < PUPILS; i++) {
		pupils[i].number = 5000 + i * 3;
		pupils[i].group = (int)(rt_random(seed) % 3);
		for (int s = 0; s < SUBJECTS; s++) {
			uint64_t r = rt_random(seed) % 240;

			pupils[i].scores[s] = r < 201 ? (int)r
						      : -(int)(r % 5) - 1;
		}
	}
}

static void shuffle(struct pupil *pupils, uint64_t *seed)
{
	for (size_t i = PUPILS; i > 1; i--) {
		size_t k = rt_random(seed) % i;
		struct pupil p = pupils[i - 1];

		pupils[i - 1] = pupils[k];
		pupils[k] = p;
	}
}

static void put_score(struct jyz_buf *out, int score)
{
	if (score < 0)
		jyz_buf_addf(out, ",%s", words[-score - 1]);
	else
		jyz_buf_addf(out, ",%d%s", score / 2, score % 2 ? ".5" : "");
}

static void write_wide(struct jyz_buf *out, const struct pupil *pupils)
{
	jyz_buf_adds(out, "学号,班级,语文,数学,英语\n");
	for (int i = 0; i < PUPILS; i++) {
		jyz_buf_addf(out, "%d,%s", pupils[i].number,
			     classes[pupils[i].group]);
		for (int s = 0; s < SUBJECTS; s++)
			put_score(out, pupils[i].scores[s]);
		jyz_buf_addc(out, '\n');
	}
}

static void write_long(struct jyz_buf *out, const struct pupil *pupils)
{
	jyz_buf_adds(out, "student,class,subject,score\n");
	for (int s = 0; s < SUBJECTS; s++)
		for (int i = 0; i < PUPILS; i++) {
			jyz_buf_addf(out, "%d,%s,%s", pupils[i].number,
				     classes[pupils[i].group], subjects[s]);
			put_score(out, pupils[i].scores[s]);
			jyz_buf_addc(out, '\n');
		}
}

static const char *read_as(struct rt *rt, const struct jyz_buf *text)
{
	struct jyz_scores_options o = { .create_missing = true };
	JYZ_AUTO(jyz_scores) scores = { 0 };

	jt_ok(sc_read(rt, text->data, &o, &scores), &rt->err);
	jt_str_eq(sc_rejects(&scores), "");
	jt_int_eq(scores.pupils, PUPILS);
	return sc_classes(&scores);
}

/* Long or wide, and in whatever order. */
static void test_forms(void **state)
{
	struct rt *rt = *state;
	uint64_t seed = 1;

	for (int round = 0; round < ROUNDS; round++) {
		struct pupil pupils[PUPILS];
		struct jyz_buf wide = JYZ_BUF_INIT, mixed = JYZ_BUF_INIT;
		struct jyz_buf rows = JYZ_BUF_INIT, again = JYZ_BUF_INIT;

		make(pupils, &seed);
		write_wide(&wide, pupils);
		write_long(&rows, pupils);
		shuffle(pupils, &seed);
		write_wide(&mixed, pupils);
		write_long(&again, pupils);
		const char *first = read_as(rt, &wide);

		jt_str_eq(read_as(rt, &rows), first);
		jt_str_eq(read_as(rt, &mixed), first);
		jt_str_eq(read_as(rt, &again), first);
		jyz_buf_free(&wide);
		jyz_buf_free(&mixed);
		jyz_buf_free(&rows);
		jyz_buf_free(&again);
	}
}

/* Joint sums and lines do not depend on the order, and are those of the
 * pupils. */
static void test_sums(void **state)
{
	struct rt *rt = *state;
	struct jyz_scores_options o = {
		.create_missing = true,
		.replace = true,
		.lines = (const char *const[]){ "线=150" },
		.n_lines = 1,
		.contribution = JYZ_CONTRIBUTION_TOP,
	};
	uint64_t seed = 7;

	for (int round = 0; round < ROUNDS; round++) {
		struct pupil pupils[PUPILS];
		struct jyz_buf text = JYZ_BUF_INIT, mixed = JYZ_BUF_INIT;
		int64_t n = 0, xy = 0, above = 0;

		make(pupils, &seed);
		for (int i = 0; i < PUPILS; i++) {
			const int *s = pupils[i].scores;
			bool all = s[0] >= 0 && s[1] >= 0 && s[2] >= 0;

			n += s[0] >= 0 && s[1] >= 0;
			xy += s[0] >= 0 && s[1] >= 0 ? s[0] * s[1] : 0;
			above += all && s[0] + s[1] + s[2] >= 300;
		}
		write_wide(&text, pupils);
		jt_ok(sc_import(rt, text.data, &o), &rt->err);
		const char *first = sc_stored(rt);

		jt_int_eq(rt_count(rt, "SELECT sum(pupils) FROM result_joint j "
				       "JOIN result r ON r.id = j.result JOIN "
				       "paper p ON p.id = r.paper WHERE "
				       "p.subject = '数学' AND j.name = '语文'"),
			  n);
		jt_int_eq(rt_count(rt, "SELECT sum(crossed) FROM result_joint "
				       "j JOIN result r ON r.id = j.result "
				       "JOIN paper p ON p.id = r.paper WHERE "
				       "p.subject = '语文' AND j.name = '数学'"),
			  xy * 2500);
		jt_int_eq(rt_count(rt, "SELECT sum(above_total) FROM "
				       "result_line"),
			  above * SUBJECTS);
		jt_int_eq(rt_count(rt, "SELECT count(*) FROM result_line WHERE "
				       "above_both > min(above_total, "
				       "above_subject)"),
			  0);
		shuffle(pupils, &seed);
		write_wide(&mixed, pupils);
		o.replace = false;
		jt_ok(sc_import(rt, mixed.data, &o), &rt->err);
		o.replace = true;
		jt_str_eq(sc_stored(rt), first);
		jyz_buf_free(&text);
		jyz_buf_free(&mixed);
	}
}

/* --- nobody is kept ------------------------------------------------------- */

static const char *const secrets[] = { "ZX73190001", "ZX73190002", "ZX73190003",
				       "欧阳玄烨", "诸葛钰璇", "Qwertysmith" };

static void has_no_secret(const char *path)
{
	size_t len;
	const char *bytes = jt_read_file(path, &len);

	for (size_t i = 0; i < JT_COUNT(secrets); i++)
		if (memmem(bytes, len, secrets[i], strlen(secrets[i])))
			jt_fail("%s holds %s", path, secrets[i]);
}

/* Takes a look at the files while the transaction is open, too. */
static void import_sheet(struct rt *rt, const char *file, const char *text,
			 const struct jyz_scores_options *o, size_t rejected)
{
	static const struct jyz_deed deed = { "2026-11-21T04:00:00Z", "王芳",
					      "exam import", NULL, "write" };
	JYZ_AUTO(jyz_scores) scores = { 0 };
	JYZ_AUTO(jyz_journal) journal = JYZ_JOURNAL_INIT;
	JYZ_AUTO(jyz_buf) beside = JYZ_BUF_INIT;

	jyz_buf_addf(&beside, "%s-journal", file);
	jt_ok(jyz_journal_begin(&journal, rt->store, &rt->err), &rt->err);
	jt_ok(sc_read(rt, text, o, &scores), &rt->err);
	jt_int_eq(scores.n_rejected, rejected);
	for (size_t r = 0; r < scores.n_rejects; r++)
		for (size_t i = 0; i < JT_COUNT(secrets); i++) {
			jt_lacks(scores.rejects[r].reason, secrets[i]);
			if (scores.rejects[r].value)
				jt_lacks(scores.rejects[r].value, secrets[i]);
			assert_null(scores.rejects[r].row);
		}
	for (size_t i = 0; i < scores.n_preview * scores.n_columns; i++)
		for (size_t k = 0; k < JT_COUNT(secrets); k++)
			jt_lacks(scores.preview[i], secrets[k]);
	if (rejected)
		return;
	jt_ok(jyz_scores_write(&rt->desk, &scores, o, &rt->err), &rt->err);
	FILE *there = fopen(beside.data, "rb");

	if (there) {
		fclose(there);
		has_no_secret(beside.data);
	}
	jt_ok(jyz_journal_commit(&journal, &deed, false, &rt->entry, &rt->err),
	      &rt->err);
	has_no_secret(file);
}

static void test_privacy(void **state)
{
	struct rt *rt = *state;
	struct rt *disk = jyz_alloc(sizeof(*disk));
	const char *file = jt_path(jt_tmpdir(), "group.db");
	struct jyz_scores_options o = { .exam = "期中", .date = "2026-11-10",
					.subject = "数学",
					.create_missing = true };

	*disk = (struct rt){ .err = JYZ_ERROR_INIT };
	jt_ok(jyz_store_open(&disk->store, file, JYZ_OPEN_CREATE,
			     &jyz_schema_embedded, &disk->err),
	      &disk->err);
	jyz_desk_init(&disk->desk, disk->store, &jyz_catalogue,
		      &rt->desk.clock);
	rt_add(disk, "term", "code", "2026-1", "starts", "2026-09-01", "ends",
	       "2027-01-20", NULL);
	import_sheet(disk, file,
		     "考号,姓名,班级,成绩,Q1,Q2,入学成绩,备注\n"
		     "ZX73190001,欧阳玄烨,高一1班,80,40,40,75,\n"
		     "ZX73190002,诸葛钰璇,高一1班,9,4,5,60,\n"
		     "ZX73190003,Qwertysmith,高一2班,,,,,缺考\n",
		     &o, 0);
	jt_int_eq(rt_count(disk, "SELECT count(*) FROM result"), 2);
	import_sheet(disk, file,
		     "考号,姓名,班级,成绩\n"
		     "ZX73190001,欧阳玄烨,高一1班,180\n"
		     "ZX73190002,诸葛钰璇,高一1班,x\n"
		     "ZX73190002,Qwertysmith,高一2班,8\n",
		     &o, 3);
	o.subject = NULL;
	import_sheet(disk, file,
		     "姓名,班级,语文,英语\n欧阳玄烨,高一1班,80,\n"
		     "诸葛钰璇,高一1班,88,90\nQwertysmith,高一2班,8,8\n",
		     &o, 0);
	has_no_secret(file);
	rt_close(disk);
	has_no_secret(file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_forms),
		TEST(test_sums),
		TEST(test_privacy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
