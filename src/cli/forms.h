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

/* A line without its end; NULL at the end of input.  To be freed. */
char *jyz_ask(const char *prompt, const struct jyz_candidates *candidates);

/* What was typed into a form, to say it again as one command. */
struct jyz_typed {
	struct jyz_answer {
		const char *name; /* of the field or part */
		bool part;
		char *text;
	} *items;
	size_t count, room;
};

#define JYZ_TYPED_INIT { NULL, 0, 0 }
void jyz_typed_free(struct jyz_typed *typed);
/* "jyz KIND VERB [WORD] --name ..." */
void jyz_typed_say(const struct jyz_cli *cli, const struct jyz_typed *typed,
		   const struct jyz_kind *kind, const char *verb,
		   const char *word);

/*
 * Asks for one field until its value can be read; false: the input has
 * ended.  typed may be NULL.
 */
bool jyz_form_field(struct jyz_cli *cli, struct jyz_record *rec, int field,
		    struct jyz_typed *typed) JYZ_CHECKED;
/* All fields and parts in their order. */
bool jyz_form_record(struct jyz_cli *cli, struct jyz_record *rec,
		     struct jyz_typed *typed) JYZ_CHECKED;

#endif
