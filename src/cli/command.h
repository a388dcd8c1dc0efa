/*
 * Commands: one table, one dispatcher, one file for each command that is
 * more than a record verb.
 *
 * To add a command: write src/cli/cmd_NAME.c with a struct jyz_command, name
 * it in the table of table.c and in CMakeLists.txt, describe it in
 * docs/man/jyz.1 and docs/man/zh_CN/jyz.1, translate its texts.  The tests
 * compare help and manual.  A command of one kind of record ("jyz exam
 * import") is named in the second table there, and needs nothing else.
 *
 * The dispatcher reads the words and options, opens what the command needs,
 * calls it, and is the only place that prints an error and picks the exit
 * code.  Commands print data with jyz_writer on stdout and talk with
 * jyz_say on stderr.
 */
#ifndef JYZ_CLI_COMMAND_H
#define JYZ_CLI_COMMAND_H

#include <stdio.h>

#include "jyz/base/file.h"
#include "jyz/records/list.h"
#include "jyz/records/record.h"
#include "jyz/render/writer.h"
#include "jyz/store/journal.h"

enum jyz_exit {
	JYZ_EXIT_DONE = 0,
	JYZ_EXIT_FAILED = 1,   /* refused or failed */
	JYZ_EXIT_USAGE = 2,
	JYZ_EXIT_DATABASE = 3, /* none, not ours, newer, older, damaged */
	JYZ_EXIT_BUSY = 75,
};

/* What a command needs to be open when it is called. */
enum jyz_needs {
	JYZ_NEEDS_NOTHING,
	JYZ_NEEDS_READ,
	JYZ_NEEDS_WRITE,
	JYZ_NEEDS_INSPECT, /* any schema version, reading */
	JYZ_NEEDS_UPGRADE,
};

enum jyz_option_type {
	JYZ_OPTION_FLAG, /* no argument */
	JYZ_OPTION_TEXT, /* the last one counts */
	JYZ_OPTION_LIST, /* may be given several times */
};

struct jyz_option {
	const char *name;     /* long option */
	const char *zh;       /* Chinese words, "/" between; or NULL */
	char letter;          /* short option, or 0 */
	enum jyz_option_type type;
	const char *argument; /* N_("FILE"), or NULL */
	const char *help;     /* N_("...") */
};

/* One option as given on the command line. */
struct jyz_given {
	const char *name;  /* struct jyz_option.name */
	const char *value; /* NULL for a flag */
};

/* What is left of the command line after the command words. */
struct jyz_args {
	const char **words; /* positional, argv order */
	size_t n_words;
	struct jyz_given *given;
	size_t n_given, room;
};

/* The value of an option (its last), NULL if it was not given; "" a flag. */
const char *jyz_args_get(const struct jyz_args *args, const char *name);
bool jyz_args_has(const struct jyz_args *args, const char *name);

/* The process: settings, the open database, where output goes. */
struct jyz_cli {
	struct jyz_store *store; /* opened by the dispatcher, or NULL */
	struct jyz_desk desk;    /* ready when store is */
	char *db;                /* path of the database */
	bool db_named;           /* by --db */
	char *command_line;      /* as typed, for the journal */
	const struct jyz_args *globals; /* as typed, of every command */
	char *who;               /* --as, configured person, or login name */
	const char *as;          /* --as or configured person; or NULL */
	const char *reason;      /* --reason, or NULL */
	const char *output;      /* -o FILE, or NULL: stdout */
	const char *encoding;    /* --encoding, or NULL */
	int format;              /* enum jyz_format, or -1: not given */
	bool headings;           /* --headings label */
	bool keys;               /* --headings key was asked for */
	bool dry_run, yes, quiet;
	bool color;              /* of stdout */
	bool tty_in;             /* people can be asked: stdin and stderr
				    are a terminal */
	bool tty_out;
	int width;               /* of the terminal; 0: not one */
	size_t notes_said;
};

struct jyz_command {
	const char *name;
	const char *zh;          /* Chinese command words, "/" between */
	const char *summary;     /* N_("...") one line */
	const char *usage;       /* N_("TERM -o DIR") */
	const struct jyz_option *options; /* ended by a NULL name */
	int min_words, max_words; /* -1: any number */
	enum jyz_needs needs;
	const char *writes;      /* the option with which a command that
				    reads needs to write; or NULL */
	int (*run)(struct jyz_cli *cli, const struct jyz_args *args,
		   struct jyz_error *err);
	const struct jyz_command *verbs; /* instead of run; ended by NULL */
	const struct jyz_command *with_kind; /* beside verbs: what it is when
				    a kind of record follows; or NULL */
	const char *examples;    /* lines, not translated; or NULL */
};

/* table.c: all commands but the record kinds, ended by a NULL name. */
extern const struct jyz_command *const jyz_commands[];
/* table.c: what one kind can do beyond the others, or otherwise than they
 * ("jyz exam import"); ended by a NULL kind. */
struct jyz_own_command {
	const char *kind;
	const struct jyz_command *command;
};
extern const struct jyz_own_command jyz_own_commands[];
/* verbs.c: what every kind can do, ended by a NULL name.  They run with
 * jyz_verb_run; their options come from the catalogue. */
enum jyz_verb { JYZ_ADD, JYZ_LIST, JYZ_SHOW, JYZ_EDIT, JYZ_REMOVE,
		JYZ_IMPORT, JYZ_TEMPLATE };
extern const struct jyz_command jyz_verbs[];
int jyz_verb_run(struct jyz_cli *cli, enum jyz_verb verb,
		 const struct jyz_kind *kind, const struct jyz_args *args,
		 struct jyz_error *err);

/* say.c: a line on stderr (not with --quiet); texts are escaped there. */
void jyz_say(const struct jyz_cli *cli, const char *fmt, ...)
	JYZ_PRINTF(2, 3);
/* The desk's notes, each a line, and each only once. */
void jyz_say_notes(struct jyz_cli *cli);
/* Asks a yes-or-no question on the terminal; --yes says yes.  In a script
 * without --yes: JYZ_EUSAGE with that hint.  *yes says what it was. */
int jyz_confirm(const struct jyz_cli *cli, bool *yes, struct jyz_error *err,
		const char *fmt, ...) JYZ_PRINTF(4, 5);

/* output.c: where data goes.  A table on a terminal, TSV elsewhere, unless
 * --format or the ending of -o FILE says otherwise. */
struct jyz_output {
	FILE *file;
	char *path;      /* of a named file, else NULL */
	struct jyz_temp temp; /* of a named file until the end */
	enum jyz_format format;
	struct jyz_writer_options options;
};
int jyz_output_open(struct jyz_output *out, const struct jyz_cli *cli,
		    struct jyz_error *err) JYZ_CHECKED;
/* The same of a whole archive, which may be a page of HTML. */
int jyz_output_dossier(struct jyz_output *out, const struct jyz_cli *cli,
		       struct jyz_error *err) JYZ_CHECKED;
/* The format that the options ask for, before anything is opened. */
int jyz_output_picked(const struct jyz_cli *cli, enum jyz_format *format,
		      struct jyz_error *err) JYZ_CHECKED;
/* Flushes, checks, syncs and renames; without it nothing named appears. */
int jyz_output_close(struct jyz_output *out,
		     struct jyz_error *err) JYZ_CHECKED;
void jyz_output_free(struct jyz_output *out);
/* The format is for people: labels and words instead of keys. */
bool jyz_output_human(const struct jyz_output *out);
/* Words instead of keys are shown: of people's formats, and of workbooks,
 * which have all columns as data has them. */
bool jyz_output_words(const struct jyz_output *out);

/* faces.c: records as the writers' columns and cells. */
struct jyz_face {
	const struct jyz_kind *kind;
	const bool *fields;            /* wanted; NULL: all */
	bool parts;
	struct jyz_column *columns;
	size_t n_columns;
	struct jyz_cell *cells;        /* of the record last filled in */
	struct jyz_arena arena;        /* of headings */
	struct jyz_arena row;          /* of the cells */
};
void jyz_face_init(struct jyz_face *face, const struct jyz_kind *kind,
		   const bool *fields, bool parts, bool system);
void jyz_face_fill(struct jyz_face *face, const struct jyz_record *rec);
void jyz_face_free(struct jyz_face *face);

/* deed.c: the frame of every writing command. */
void jyz_deed_init(struct jyz_deed *deed, const struct jyz_cli *cli,
		   const char *action);
/* Commits (or, with --dry-run, rolls back) and says what was saved:
 * "saved as entry 12 - to undo: jyz undo". */
int jyz_deed_end(struct jyz_cli *cli, struct jyz_journal *journal,
		 struct jyz_error *err) JYZ_CHECKED;

#endif
