/*
 * What the files of the command line's core share, beyond the contract of
 * the commands (command.h).  Private to src/cli.
 */
#ifndef JYZ_CLI_INSIDE_H
#define JYZ_CLI_INSIDE_H

#include <getopt.h>

#include "command.h"
#include "jyz/base/mem.h"

/* Where the command words lead. */
struct jyz_place {
	const struct jyz_command *command; /* or NULL */
	const struct jyz_command *parent;  /* of a verb: "archive" */
	const struct jyz_kind *kind;       /* of a record verb, or NULL */
	int verb; /* enum jyz_verb; -1: none, or a command of the kind's own */
};

/* "jyz observation show ID...", for hints and help. */
void jyz_place_usage(struct jyz_buf *out, const struct jyz_place *place);

/* mend.c: an error as the reader would type what it names. */
void jyz_mend(struct jyz_error *err, const struct jyz_cli *cli,
	      const struct jyz_place *place);

/* --- options.c: words and options ------------------------------------- */

extern const struct jyz_option jyz_globals[]; /* ended by a NULL name */

#define JYZ_VAL_BASE 1000 /* beyond all letters */

struct jyz_target {
	const char *name;
	enum jyz_option_type type;
	char letter;
	bool global;
};

/* Options in the form of getopt_long; all spellings of one share its val. */
struct jyz_optable {
	struct option *longs; /* ended by a zero entry */
	size_t n_longs, longs_room;
	struct jyz_target *targets;
	size_t n_targets, targets_room;
	struct jyz_arena arena;
	const struct jyz_kind *kind; /* whose fields are there, or NULL */
};

#define JYZ_OPTABLE_INIT { NULL, 0, 0, NULL, 0, 0, JYZ_ARENA_INIT, NULL }
void jyz_optable_free(struct jyz_optable *table);
void jyz_optable_options(struct jyz_optable *table,
			 const struct jyz_option *options, bool global);
/* The fields that can be given (all: also those that can only be looked for)
 * and the parts. */
void jyz_optable_kind(struct jyz_optable *table, const struct jyz_kind *kind,
		      bool all, bool parts);
void jyz_optable_lenses(struct jyz_optable *table,
			const struct jyz_kind *kind);

/* The index of the first word at or after from; argc: there is none. */
int jyz_options_word(const struct jyz_optable *table, int argc, char **argv,
		     int from, int *at, struct jyz_error *err) JYZ_CHECKED;
int jyz_options_parse(const struct jyz_optable *table, int argc, char **argv,
		      struct jyz_args *args, struct jyz_args *globals,
		      struct jyz_error *err) JYZ_CHECKED;
void jyz_args_free(struct jyz_args *args);
/* "12" or "#12", from 1 on; false: not of that form. */
bool jyz_number(const char *text, int64_t *out);

/* The nearest of the words offered so far, for "did you mean". */
struct jyz_guess {
	const char *typed;
	const char *best; /* NULL: nothing is near */
	size_t distance;
};
void jyz_guess_offer(struct jyz_guess *guess, const char *word);
/* Each of the alternatives of "a/b/c"; the first of them is kept. */
void jyz_guess_words(struct jyz_guess *guess, const char *alternatives,
		     struct jyz_arena *arena);

/* unknown.c: JYZ_EUSAGE: there is no such option, with what is near. */
int jyz_no_option(const struct jyz_optable *table, const char *argument,
		  struct jyz_error *err);
/* "—name", as Chinese keyboards and word processors make of "--name". */
bool jyz_wide_option(const char *word, struct jyz_error *err);
/* A word too many, of argv: a value with blanks was not in quotes.  False: it
 * is not that. */
bool jyz_stray_word(int argc, char *const *argv, const char *word,
		    struct jyz_error *err);

/* How the next command begins: "jyz", and --db if that was typed. */
void jyz_again(struct jyz_buf *out, const struct jyz_cli *cli);
/* A word as a shell takes it. */
void jyz_shell_word(struct jyz_buf *out, const char *word);
/* argv as it could be typed again; long values are cut, private ones left
 * out. */
char *jyz_command_line(int argc, char **argv);

/* discreet.c: a command line without the values of private fields. */
void jyz_discreet(struct jyz_buf *out, const char *line);

/* --- config.c: settings of the one who types ---------------------------- */

/* The database that is meant without --db. */
char *jyz_config_db(void);
/* A database may be made there: in a folder that exists, or in the usual
 * place. */
int jyz_config_place(const char *db, struct jyz_error *err) JYZ_CHECKED;
/* The user's file, whether or not it is there; NULL: no home. */
char *jyz_config_path(void);
/* A key of the user's file; *out NULL: not set, or no file. */
int jyz_config_get(const char *key, char **out,
		   struct jyz_error *err) JYZ_CHECKED;
/* Writes the file anew with the key set (NULL: removed). */
int jyz_config_set(const char *key, const char *value,
		   struct jyz_error *err) JYZ_CHECKED;
/* The login name. */
char *jyz_config_login(void);
/* Where translations are; for jyz_i18n_init. */
char *jyz_config_localedir(void);

/* output.c: JYZ_EIO names the first folder of the path that is missing: what
 * was mistyped is not made. */
int jyz_folder_there(const char *folder, struct jyz_error *err) JYZ_CHECKED;

/* --- lang.c: which language to speak -------------------------------------- */

/*
 * Before the options are read, since what is wrong with them is said in this
 * language.  -1: only the database can tell, when it is open; reading its
 * schema twice would double the start-up.
 */
int jyz_lang_pick(int argc, char **argv);
/* What the database says, or -1. */
int jyz_lang_of_store(struct jyz_store *store);
/* The same, for what is said before or without the database that a command
 * needs: opens the one that argv means, if it can. */
int jyz_lang_of_database(int argc, char **argv);

/* --- words.c: commands by their words ------------------------------------- */

/* Found exactly, never by guessing. */
const struct jyz_command *jyz_command_find(const char *word);
const struct jyz_command *jyz_verb_find(const struct jyz_command *verbs,
					const char *word);
/*
 * What a kind can do, ended by a NULL name: each generic verb at its enum
 * jyz_verb unless the kind has a command of that name, then the kind's other
 * commands.
 */
#define JYZ_VERBS_MAX 16
void jyz_kind_verbs(const struct jyz_kind *kind,
		    struct jyz_command verbs[JYZ_VERBS_MAX]);
/* enum jyz_verb of one of them; -1: it is the kind's own. */
int jyz_kind_verb(const struct jyz_command *verbs,
		  const struct jyz_command *verb);
/* JYZ_EUSAGE: no such command, with what is near. */
int jyz_no_command(const char *word, struct jyz_error *err);
int jyz_no_verb(const struct jyz_command *verbs, const char *command,
		const char *word, struct jyz_error *err);

/* --- dispatch.c ----------------------------------------------------------- */

int jyz_dispatch(int argc, char **argv);

/* --- say.c --------------------------------------------------------------- */

/* "hint: jyz teacher list": a command that it names is put into the words of
 * the language. */
void jyz_hint(struct jyz_buf *out, const char *hint);
/* "jyz: MESSAGE", the hint on its own line. */
void jyz_say_error(const struct jyz_error *err);
/* Asks the one at the terminal: Enter is a yes, the end of the input a no. */
bool jyz_agrees(const char *question);
/* A line from the terminal without its end, or NULL at the end. */
char *jyz_read_line(const char *prompt);

/* --- example.c ----------------------------------------------------------- */

/* A line of an example, in the words of the reader's language. */
void jyz_example(struct jyz_buf *out, const char *line, size_t len);
/* FILE, TERM and their like as help calls them. */
void jyz_placeholders(struct jyz_buf *out, const char *text);

/* --- help.c -------------------------------------------------------------- */

extern const struct jyz_command jyz_cmd_help;
int jyz_help_place(struct jyz_cli *cli, const struct jyz_place *place,
		   struct jyz_error *err) JYZ_CHECKED;
/* home.c: what bare "jyz" says, without a database and with one. */
int jyz_welcome(struct jyz_cli *cli);
int jyz_home(struct jyz_cli *cli, struct jyz_error *err) JYZ_CHECKED;

/* --- verbs --------------------------------------------------------------- */

/* An id ("12", "#12"), which need not be there; a uid or a name. */
int jyz_verb_id(struct jyz_cli *cli, const struct jyz_kind *kind,
		const char *word, int64_t *id,
		struct jyz_error *err) JYZ_CHECKED;
/* A term by its code, or the present one by "now", 本学期. */
int jyz_term_named(struct jyz_cli *cli, const char *text, int64_t *term,
		   struct jyz_error *err) JYZ_CHECKED;
/* A record on its own: a card for people, one object in JSON. */
int jyz_show_record(struct jyz_cli *cli, const struct jyz_record *rec,
		    bool private, struct jyz_error *err) JYZ_CHECKED;

int jyz_verb_add(struct jyz_cli *cli, const struct jyz_kind *kind,
		 const struct jyz_args *args,
		 struct jyz_error *err) JYZ_CHECKED;
int jyz_verb_edit(struct jyz_cli *cli, const struct jyz_kind *kind,
		  const struct jyz_args *args,
		  struct jyz_error *err) JYZ_CHECKED;
int jyz_verb_list(struct jyz_cli *cli, const struct jyz_kind *kind,
		  const struct jyz_args *args,
		  struct jyz_error *err) JYZ_CHECKED;
int jyz_verb_show(struct jyz_cli *cli, const struct jyz_kind *kind,
		  const struct jyz_args *args,
		  struct jyz_error *err) JYZ_CHECKED;
int jyz_verb_remove(struct jyz_cli *cli, const struct jyz_kind *kind,
		    const struct jyz_args *args,
		    struct jyz_error *err) JYZ_CHECKED;
int jyz_verb_import(struct jyz_cli *cli, const struct jyz_kind *kind,
		    const struct jyz_args *args,
		    struct jyz_error *err) JYZ_CHECKED;
/* A file of rejects: csv, whatever the data is; put writes its rows. */
typedef int jyz_rejects_fn(struct jyz_output *out, const void *payload,
			   struct jyz_error *err);
int jyz_rejects_write(const struct jyz_cli *cli, const char *path,
		      jyz_rejects_fn *put, const void *payload,
		      struct jyz_error *err) JYZ_CHECKED;
/* The same of what was read already; --sheet says which of a book. */
struct jyz_book;
int jyz_import_book(struct jyz_cli *cli, const struct jyz_kind *kind,
		    const struct jyz_args *args, struct jyz_book *book,
		    struct jyz_error *err) JYZ_CHECKED;
int jyz_verb_template(struct jyz_cli *cli, const struct jyz_kind *kind,
		      const struct jyz_args *args,
		      struct jyz_error *err) JYZ_CHECKED;

/* A card of the record, on any file. */
int jyz_show_card(FILE *file, int width, const struct jyz_record *rec,
		  struct jyz_error *err) JYZ_CHECKED;

#endif
