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
/* typed may be NULL. */
void jyz_typed_add(struct jyz_typed *typed, const char *name, bool part,
		   const char *text);
/* The rows of a part, but not that it was cleared. */
void jyz_typed_drop(struct jyz_typed *typed, const char *part);
/* "jyz KIND VERB [WORD] --name ...", in the words of the language. */
void jyz_typed_say(const struct jyz_cli *cli, const struct jyz_typed *typed,
		   const struct jyz_kind *kind, const char *verb,
		   const char *word);

/*
 * Asks for one field until its value can be read; false: the input has
 * ended.  typed may be NULL.
 */
bool jyz_form_field(struct jyz_cli *cli, struct jyz_record *rec, int field,
		    struct jyz_typed *typed) JYZ_CHECKED;
/* Asks anew for the rows of a part. */
bool jyz_form_part(struct jyz_cli *cli, struct jyz_record *rec, int part,
		   struct jyz_typed *typed) JYZ_CHECKED;
/* All fields and parts in their order; before: what is edited, or NULL. */
bool jyz_form_record(struct jyz_cli *cli, struct jyz_record *rec,
		     const struct jyz_record *before,
		     struct jyz_typed *typed) JYZ_CHECKED;
/* From here on, until false: Ctrl-C says that nothing was saved. */
void jyz_form_guard(bool on);

#endif
