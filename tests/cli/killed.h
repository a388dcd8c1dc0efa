/*
 * Commands that are killed at any moment, and what must hold then.
 */
#ifndef KILLED_H
#define KILLED_H

#include "jt.h"

/*
 * A command and the folder that it is run in: the database jyz.db, what it
 * reads, and an empty folder tmp for what programs keep aside.
 */
struct deed {
	const char *name;         /* how a failure speaks of it */
	const char *const *words; /* the command */
	const char *from;         /* the folder before it */
	/* What it makes there beside the database, NULL: nothing. */
	const char *made;
	/*
	 * The exit code when all of it is done already and nothing changes;
	 * -1: it would do more.
	 */
	int again;
	bool old; /* before it, the database is of an older schema */
};

/* Runs a line of shell in which $j is the program; it must give 0. */
void killed_shell(const char *dir, const char *line);
/* A copy of such a folder, and a line of shell run in it (NULL: none). */
const char *killed_copy(const char *dir, const char *line);

/*
 * Kills the command at moments that sweep its whole time, each time in a
 * fresh copy of its folder.  After each: the database is in order, it is that
 * from before or that from after, byte for byte but for random uids, and so
 * is what is made; the same command does the rest and leaves nothing else
 * behind; the next one works.
 */
void killed_sweep(const struct deed *deed);

/*
 * In how many rounds of all sweeps a journal or something unfinished showed
 * that the command was at work.
 */
int killed_in_the_middle(void);

/*
 * How many moments: JYZ_KILL_ROUNDS, else enough for every day.  With
 * JYZ_KILL_ONLY set, of deeds alone that have this in their name.
 */
int killed_rounds(void);
/* In [0, 1), the same in each run. */
double killed_chance(void);
/* Runs it, killed after us microseconds (0: never). */
struct jt_result killed_run(const char *dir, const char *const *words,
			    long us);

#endif
