/*
 * The settings: what there is, what a value must be, what is in force.
 * Private to src/cli.
 */
#ifndef JYZ_CLI_SETTING_H
#define JYZ_CLI_SETTING_H

#include "command.h"

enum jyz_key_type {
	JYZ_KEY_TEXT,
	JYZ_KEY_LANGUAGE,
	JYZ_KEY_POINTS,
	JYZ_KEY_DAYS,
	JYZ_KEY_PERCENT, /* of the full marks */
	JYZ_KEY_MEGABYTES,
	JYZ_KEY_CONTRIBUTION,
	JYZ_KEY_UNIT, /* name of a record */
	JYZ_KEY_RUBRIC,
};

/* Where a setting is kept. */
enum jyz_key_place {
	JYZ_KEY_USER = 1 << 0, /* the user's own file; first, where both */
	JYZ_KEY_DATABASE = 1 << 1,
};

struct jyz_key {
	const char *name;
	struct jyz_words word; /* alternatives are accepted */
	enum jyz_key_type type;
	unsigned places;
	const char *preset;   /* in force when nothing is set; or NULL */
	const char *variable; /* of the environment, or NULL */
	const char *option;   /* of every command, "as"; or NULL */
	const char *help;     /* N_() */
};

/* What one value of SQLite can hold. */
#define JYZ_ATTACH_MB_MAX 999

#define JYZ_KEY_COUNT 15
extern const struct jyz_key jyz_keys[JYZ_KEY_COUNT];

/* By name or either word.  JYZ_EUSAGE: none, with what is near. */
int jyz_key_find(const char *word, const struct jyz_key **out,
		 struct jyz_error *err) JYZ_CHECKED;
/* out: the value as it is stored.  Records are looked up in the store. */
int jyz_key_check(struct jyz_cli *cli, const struct jyz_key *key,
		  const char *text, struct jyz_buf *out,
		  struct jyz_error *err) JYZ_CHECKED;

/* The value in force, and where it comes from. */
struct jyz_force {
	char *value;        /* NULL: nothing */
	const char *origin; /* "flag", "environment", "user", "database",
			       "default"; NULL */
};

#define JYZ_FORCE_INIT                                                        \
	{                                                                     \
		NULL, NULL                                                    \
	}
void jyz_force_free(struct jyz_force *force);
/* Without an open store the database has no say. */
int jyz_force_find(struct jyz_cli *cli, const struct jyz_key *key,
		   struct jyz_force *force, struct jyz_error *err) JYZ_CHECKED;
/* The days of a setting; *origin: where they come from, in words. */
int jyz_force_days(struct jyz_cli *cli, const char *name, int64_t *days,
		   const char **origin, struct jyz_error *err) JYZ_CHECKED;

#endif
