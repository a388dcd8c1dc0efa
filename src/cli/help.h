/*
 * What the pages of help are made of.  Private to src/cli.
 */
#ifndef JYZ_CLI_HELP_H
#define JYZ_CLI_HELP_H

#include "inside.h"

/* A list of "what  meaning" lines, printed wrapped. */
struct jyz_listed {
	struct jyz_column *columns;
	struct jyz_cell *cells;
	size_t count, room, cells_room;
	struct jyz_arena arena;
};

#define JYZ_LISTED_INIT { NULL, NULL, 0, 0, 0, JYZ_ARENA_INIT }
void jyz_listed_free(struct jyz_listed *l);
void jyz_listed_add(struct jyz_listed *l, bool star, const char *what,
		    const char *meaning);
void jyz_listed_options(struct jyz_listed *l,
			const struct jyz_option *options);

/* What a field is shown for. */
enum jyz_use { JYZ_USE_GIVEN, JYZ_USE_FILTER, JYZ_USE_HEADING };
/* Without those that options (or NULL) have the names of. */
/* What shows more columns of a list. */
void jyz_listed_lenses(struct jyz_listed *l, const struct jyz_kind *kind);
void jyz_listed_fields(struct jyz_listed *l, const struct jyz_kind *kind,
		       const struct jyz_option *options, enum jyz_use use);

/* Nothing when the list is empty. */
int jyz_listed_print(const struct jyz_cli *cli, const char *title,
		     const struct jyz_listed *l,
		     struct jyz_error *err) JYZ_CHECKED;

/* Lines, in the words of the reader's language. */
void jyz_help_examples(const char *lines);
/* "observation", or "听课, observation" for those who read Chinese. */
void jyz_help_words(struct jyz_buf *out, const char *name, const char *zh);
/* Both words in any language. */
void jyz_help_kind(struct jyz_buf *out, const struct jyz_kind *kind);

#endif
