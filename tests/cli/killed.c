#include "killed.h"

#include <dirent.h>
#include <fnmatch.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "jt_book.h"
#include "jyz/base/mem.h"

#define ROUNDS 3
#define SLOWER 1.25 /* it may be, than it was when it was measured */
#define MORE 20 /* rounds, until one is not too late */
#define SOON 8 /* of so many rounds the last is killed at once */
#define BLIND 3 /* of so many the last: the command again, then a look */
#define GOLDEN 0.6180339887498949 /* spreads any number of moments */

/* --- running ------------------------------------------------------------ */

int killed_rounds(void)
{
	const char *text = getenv("JYZ_KILL_ROUNDS");
	int rounds = text ? (int)strtol(text, NULL, 10) : 0;

	return rounds > ROUNDS ? rounds : ROUNDS;
}

double killed_chance(void)
{
	static uint32_t seed = 20261121;

	seed ^= seed << 13;
	seed ^= seed >> 17;
	seed ^= seed << 5;
	return seed / 4294967296.0;
}

static const char *variable(const char *name, const char *value)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	jyz_buf_addf(&text, "%s=%s", name, value);
	return jt_keep(jyz_buf_detach(&text));
}

static struct jt_result run(const char *program, const char *dir,
			    const char *const *words, long us)
{
	return jt_run(&(struct jt_command){
		.program = program,
		.argv = words,
		.env = JT_LIST("JYZ_DB=jyz.db", "JYZ_PERSON=王芳",
			       "JYZ_NOW=2026-11-21T04:00:00Z", "TMPDIR=tmp",
			       variable("j", getenv("JYZ_PROGRAM"))),
		.cwd = dir,
		.kill_us = us,
	});
}

struct jt_result killed_run(const char *dir, const char *const *words, long us)
{
	return run(NULL, dir, words, us);
}

void killed_shell(const char *dir, const char *line)
{
	struct jt_result r = run("sh", dir, JT_LIST("-ec", line), 0);

	jt_exit(&r, 0);
}

static void copy(const char *from, const char *to)
{
	struct jt_result r = run("sh", "/", JT_LIST("-ec",
				 "rm -rf \"$2\"; cp -a \"$1\" \"$2\"", "sh",
				 from, to), 0);

	jt_exit(&r, 0);
}

const char *killed_copy(const char *dir, const char *line)
{
	const char *to = jt_path(jt_tmpdir(), "group");

	copy(dir, to);
	if (line)
		killed_shell(to, line);
	return to;
}

/* --- looking ------------------------------------------------------------ */

struct look {
	const char *db;    /* a digest of all tables; "none": no such file */
	const char *made;  /* the same of what is made */
	const char *kept;  /* of copies jyz.db.*.bak, a digest a line */
};

/*
 * The dump of the stock shell, without what is drawn by lot: the uids of new
 * records, and changesets, which hold them.  Contents of attachments are
 * known by their checksums, which jyz check --full compares.
 */
static const char LOOK[] =
	"dump() { sqlite3 -readonly \"$1\" .dump | sed -E "
	"\"s/'[0-9a-f]{32}'/UID/g; s/X'[0-9a-f]*'/BLOB/g\"; }\n"
	"state() { [ ! -e \"$1\" ] && echo none || dump \"$1\" | sha256sum; }\n"
	"state jyz.db\n"
	"case \"$1\" in\n"
	"*.db) state \"$1\" ;;\n"
	"*) [ ! -e \"$1\" ] && echo none || find \"$1\" -type f -print0 |\n"
	"	sort -z | xargs -0 sha256sum | sha256sum\n"
	"	[ ! -d \"$1\" ] ||\n"
	"		(cd \"$1\"; sha256sum -c --quiet SHA256SUMS) ;;\n"
	"esac\n"
	"for kept in jyz.db.*.bak; do state \"$kept\"; done\n";

static bool ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), n = strlen(end);

	return len >= n && strcmp(text + len - n, end) == 0;
}

static struct look look_at(const char *dir, const struct deed *deed)
{
	const char *made = deed->made ? deed->made : "nothing";
	struct jt_result r = run("sh", dir, JT_LIST("-ec", LOOK, "sh", made),
				 0);
	struct look look = { NULL, NULL, NULL };
	char *rest = r.out;

	jt_exit(&r, 0);
	look.db = strsep(&rest, "\n");
	look.made = strsep(&rest, "\n");
	look.kept = rest;
	/* A workbook says when it was made: its parts are compared. */
	if (ends_with(made, ".xlsx") && strcmp(look.made, "none") != 0)
		look.made = jt_zip_digest(jt_path(dir, made),
					  "docProps/core.xml");
	return look;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

struct names {
	const char *items[64];
	size_t count;
};

static void list_one(struct names *names, const char *dir, const char *prefix)
{
	DIR *d = opendir(dir);
	const struct dirent *e;

	if (!d)
		jt_fail("opendir %s", dir);
	while ((e = readdir(d))) {
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		if (names->count == JT_COUNT(names->items))
			jt_fail("too much lies in %s", dir);
		names->items[names->count++] = jt_path(prefix, e->d_name);
	}
	closedir(d);
}

/* Of the folder and of tmp in it, each with "./" or "tmp/" before it. */
static struct names list(const char *dir)
{
	struct names names = { .count = 0 };

	list_one(&names, dir, ".");
	list_one(&names, jt_path(dir, "tmp"), "tmp");
	qsort(names.items, names.count, sizeof(*names.items), by_name);
	return names;
}

static bool is_among(const char *name, const struct names *names)
{
	return bsearch(&name, names->items, names->count, sizeof(name),
		       by_name) != NULL;
}

static int in_the_middle;

int killed_in_the_middle(void)
{
	return in_the_middle;
}

/* What the check of an older schema begins with. */
#define OLD "bad\twhat\ttext\tmend\nyes\tschema\t"

/* --- a story ------------------------------------------------------------ */

struct story {
	const struct deed *deed;
	const char *dir;           /* of this round */
	const char *done;          /* the folder after it ran undisturbed */
	struct look before, after; /* what may be there */
	struct names then, now;    /* before it, and after */
	double us;                 /* in which it should have ended */
	long moment;               /* of this round */
	int killed, ended, middle, nothing, all;
};

static JYZ_PRINTF(2, 3) void wrong(const struct story *story, const char *fmt,
				   ...)
{
	static const char DIFF[] =
		"for d in \"$@\"; do sqlite3 $d/jyz.db .dump >$d.sql; done; "
		"for d in $1 $2; do diff $d.sql $3.sql | cut -c1-200 | "
		"head -n 20; done; ls -lA $3 $3/tmp";
	struct jt_result r = run("sh", "/", JT_LIST("-c", DIFF, "sh",
				 story->deed->from, story->done, story->dir),
				 0);
	char text[400];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	jt_say("%s%s", r.out, r.err);
	jt_fail("'%s' killed after %ld us of %.0f: %s", story->deed->name,
		story->moment, story->us, text);
}

/* Microseconds. */
static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static void story_begin(struct story *story, const struct deed *deed)
{
	*story = (struct story){ .deed = deed };
	story->dir = jt_path(jt_tmpdir(), "group");
	story->done = killed_copy(deed->from, NULL);
	story->before = look_at(deed->from, deed);
	story->then = list(deed->from);
	double from = now();
	struct jt_result r = killed_run(story->done, deed->words, 0);

	story->us = SLOWER * (now() - from);
	jt_exit(&r, 0);
	story->after = look_at(story->done, deed);
	story->now = list(story->done);
	if (strcmp(story->before.db, story->after.db) == 0 &&
	    strcmp(story->before.made, story->after.made) == 0)
		jt_fail("'%s' does nothing", deed->name);
}

/*
 * The library that writes workbooks takes the name of its own files away as
 * soon as it has made them: nothing is in them.
 */
static bool is_of_workbook(const struct story *story, const char *name)
{
	struct stat st;

	return fnmatch("tmp/tmp.*", name, 0) == 0 &&
	       stat(jt_path(story->dir, name), &st) == 0 && st.st_size == 0;
}

/* What a command that was killed may leave; what it kept on purpose, too. */
static void judge_names(struct story *story, bool may_leave)
{
	static const char *const passing[] = {
		"./jyz.db-journal", "./.jyz-*.tmp", "./.jyz-*.tmp-journal",
		"./*.jyz-unfinished", "./*.jyz-replaced",
	};
	struct names names = list(story->dir);
	bool left = false;

	for (size_t i = 0; i < names.count; i++) {
		const char *name = names.items[i];
		bool known = is_among(name, &story->then) ||
			     is_among(name, &story->now) ||
			     fnmatch("./jyz.db.*.bak", name, 0) == 0 ||
			     is_of_workbook(story, name);

		for (size_t k = 0; may_leave && k < JT_COUNT(passing); k++)
			if (fnmatch(passing[k], name, 0) == 0)
				known = left = true;
		if (!known)
			wrong(story, "'%s' is left", name);
	}
	if (left) {
		story->middle++;
		in_the_middle++;
	}
}

static bool is_either(const char *text, const char *a, const char *b)
{
	return strcmp(text, a) == 0 || strcmp(text, b) == 0;
}

/* A copy that is kept is whole, and no second name for the database. */
static void judge_kept(struct story *story, const struct look *look)
{
	char *kept = jt_keep(jyz_strdup(look->kept));
	char *line;

	while ((line = strsep(&kept, "\n")) && *line)
		if (!is_either(line, story->before.db, story->after.db) &&
		    strcmp(line, "none") != 0)
			wrong(story, "what is kept is not whole");
	struct stat st;

	if (stat(jt_path(story->dir, "jyz.db"), &st) == 0 && st.st_nlink > 1)
		wrong(story, "the database has two names");
}

/* All is in order; of an older schema, all but that. */
static void check(struct story *story)
{
	struct jt_result r = killed_run(story->dir, JT_LIST("check", "--full"),
					0);
	bool old = story->deed->old && strncmp(r.out, OLD, strlen(OLD)) == 0 &&
		   !strstr(r.out + strlen(OLD), "\nyes\t");

	if (r.status && !(r.status == 1 && old) &&
	    !(r.status == 3 && is_among("./jyz.db", &story->then) == false))
		wrong(story, "jyz check gives %d:\n%s%s", r.status, r.out,
		      r.err);
}

/* Nothing of it, or all of it; true: all. */
static bool judge(struct story *story, bool acknowledged)
{
	const struct look *before = &story->before, *after = &story->after;
	struct look look;

	check(story);
	look = look_at(story->dir, story->deed);

	if (!is_either(look.db, before->db, after->db))
		wrong(story, "the database is neither old nor new");
	if (!is_either(look.made, before->made, after->made))
		wrong(story, "'%s' is neither old nor new", story->deed->made);
	bool changed = strcmp(before->db, after->db) != 0;
	bool new = strcmp(look.db, after->db) == 0;
	bool made = strcmp(look.made, after->made) == 0;

	if (changed && new && !made)
		wrong(story, "the database is new, '%s' is not",
		      story->deed->made);
	if (acknowledged && !(new && made))
		wrong(story, "it gave 0, and is lost");
	judge_kept(story, &look);
	if (new && made)
		story->all++;
	else
		story->nothing++;
	return new && made;
}

/* The same command again does what is not done, and tidies up. */
static void judge_again(struct story *story, bool looked, bool done)
{
	const struct deed *deed = story->deed;
	struct jt_result r = killed_run(story->dir, deed->words, 0);

	if (looked ? r.status != (done ? deed->again : 0)
		   : r.status != 0 && r.status != deed->again) {
		jt_say("%s", r.err);
		wrong(story, "again, it gives %d", r.status);
	}
	struct look look = look_at(story->dir, deed);

	if (strcmp(look.db, story->after.db) != 0 ||
	    strcmp(look.made, story->after.made) != 0)
		wrong(story, "again, it makes something else");
	judge_kept(story, &look);
	judge_names(story, false);
}

/* Runs it until the moment; true: it came to its end. */
static bool run_until(struct story *story, bool soon)
{
	double from = now();
	struct jt_result r = killed_run(story->dir, story->deed->words,
					story->moment);
	double us = now() - from;

	if (r.status == 128 + 9) {
		story->killed += !soon;
		/* Other programs keep the machine busy, now and then. */
		if ((double)story->moment > story->us / SLOWER)
			story->us *= 1.2;
		return false;
	}
	jt_exit(&r, 0);
	story->ended++;
	story->us = SLOWER * us < story->us ? SLOWER * us
					    : (3 * story->us + SLOWER * us) / 4;
	return true;
}

static void round_of(struct story *story, int k, int rounds)
{
	const struct deed *deed = story->deed;
	double part = fmod((k + 0.5) * GOLDEN + killed_chance() / rounds, 1);
	bool soon = k % SOON == SOON - 1;
	bool blind = k % BLIND == BLIND - 1 && deed->again >= 0;
	bool done = false;

	copy(deed->from, story->dir);
	story->moment = 1 + (long)((soon ? 0.02 : 1) * part * story->us);
	bool ended = run_until(story, soon);

	judge_names(story, true);
	if (!blind)
		done = judge(story, ended);
	if (!done || deed->again >= 0)
		judge_again(story, !blind, done);
	/* Written by the one above already, where all had to be done. */
	if (!done && k % BLIND)
		return;
	struct jt_result r = killed_run(story->dir,
					JT_LIST("teacher", "add", "--name",
						"新来"), 0);

	if (r.status)
		wrong(story, "the next command says: %s", r.err);
}

void killed_sweep(const struct deed *deed)
{
	const char *only = getenv("JYZ_KILL_ONLY");
	int rounds = killed_rounds();
	struct story story;

	if (only && !strstr(deed->name, only))
		return;
	story_begin(&story, deed);
	for (int k = 0; k < rounds || (!story.killed && k < rounds + MORE); k++)
		round_of(&story, k, rounds);
	print_message("%-24s %6.0f ms, %d rounds: %d ended, %d in the middle; "
		      "%d nothing, %d all\n", deed->name, story.us / 1000,
		      rounds, story.ended, story.middle, story.nothing,
		      story.all);
	if (!story.killed)
		jt_fail("'%s' was always faster", deed->name);
}
