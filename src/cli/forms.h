/*
 * Asking for records on a terminal.  Private to src/cli.
 */
#ifndef JYZ_CLI_FORMS_H
#define JYZ_CLI_FORMS_H

#include "inside.h"

/* What TAB offers. */
struct jyz_candidates {
	char **items;
	size_t count, room;
};

void jyz_candidates_free(struct jyz_candidates *candidates);
void jyz_offer(struct jyz_candidates *to, const char *word);
/* What fits a field. */
void jyz_offer_words(struct jyz_cli *cli, const struct jyz_field *field,
		     struct jyz_candidates *to);

/* A line without its end; NULL at the end of input.  To be freed. */
char *jyz_ask(const char *prompt, const struct jyz_candidates *candidates);

/* What was typed into a form, to say it again as one command. */
struct jyz_typed {
	struct jyz_answer {
		const char *name; /* of the field or part */
		bool part, stays; /* stays: took away what was there */
		char *text;
	} *items;
	size_t count, room;
};

#define JYZ_TYPED_INIT { NULL, 0, 0 }
void jyz_typed_free(struct jyz_typed *typed);
/* typed may be NULL. */
void jyz_typed_add(struct jyz_typed *typed, const char *name, bool part,
		   const char *text);
/* The last one is no row, but took some away. */
void jyz_typed_stay(struct jyz_typed *typed);
/* The rows of a part, but not what was cleared or taken off. */
void jyz_typed_drop(struct jyz_typed *typed, const char *part);
/* "jyz KIND VERB [WORD] --name ...", in the words of the language. */
void jyz_typed_say(const struct jyz_cli *cli, const struct jyz_typed *typed,
		   const struct jyz_kind *kind, const char *verb,
		   const char *word);

/*
 * Asks for one field until its value can be read; false: the input has
 * ended, or was ended with ".".  typed may be NULL.
 */
bool jyz_form_field(struct jyz_cli *cli, struct jyz_record *rec, int field,
		    struct jyz_typed *typed) JYZ_CHECKED;
/* Which field is to be changed, if not this one; false: none. */
bool jyz_form_other(struct jyz_cli *cli, const struct jyz_kind *kind,
		    int *field) JYZ_CHECKED;
/* What is wrong with a part, without the option that nobody has typed. */
void jyz_form_wrong(const struct jyz_part *part, struct jyz_error *err);
/* Asks for more rows of a part, after those that were typed. */
bool jyz_form_part(struct jyz_cli *cli, struct jyz_record *rec, int part,
		   struct jyz_typed *typed) JYZ_CHECKED;
/* All fields and parts in their order; before: what is edited, or NULL. */
bool jyz_form_record(struct jyz_cli *cli, struct jyz_record *rec,
		     const struct jyz_record *before,
		     struct jyz_typed *typed) JYZ_CHECKED;
/* From here on, until false: Ctrl-C says that nothing was saved. */
void jyz_form_guard(bool on);

#endif
