/*
 * The table of options that getopt_long reads: of commands, of the process,
 * and of a kind's fields and parts in both languages.  All spellings of one
 * option share its val, so that an abbreviation of several is no doubt.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "inside.h"

const struct jyz_option jyz_globals[] = {
	{ "db", "数据库", 0, JYZ_OPTION_TEXT, N_("FILE"),
	  N_("the database, instead of $JYZ_DB or ~/.local/share/jyz/jyz.db") },
	{ "lang", "语言", 0, JYZ_OPTION_TEXT, "zh|en",
	  N_("language of messages and headings") },
	{ "format", "格式", 0, JYZ_OPTION_TEXT, "table|csv|tsv|json|jsonl|xlsx",
	  N_("how data is written; a table on a terminal, else tsv") },
	{ "headings", "表头", 0, JYZ_OPTION_TEXT, "key|label",
	  N_("headings of csv and tsv: English keys, or labels") },
	{ "output", "输出", 'o', JYZ_OPTION_TEXT, N_("FILE"),
	  N_("write data to a file; .csv .tsv .json .jsonl .xlsx say the format") },
	{ "encoding", "编码", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("encoding of a csv file: utf-8, gb18030, ...") },
	{ "as", "身份", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("who is working, for the journal and as the observer") },
	{ "reason", "理由", 0, JYZ_OPTION_TEXT, N_("TEXT"),
	  N_("why, for the journal") },
	{ "dry-run", "试运行", 0, JYZ_OPTION_FLAG, NULL,
	  N_("show what would be done, save nothing") },
	{ "yes", "确认", 'y', JYZ_OPTION_FLAG, NULL, N_("ask no questions") },
	{ "quiet", "安静", 'q', JYZ_OPTION_FLAG, NULL,
	  N_("errors only on the error output") },
	{ "color", "颜色", 0, JYZ_OPTION_TEXT, "auto|always|never",
	  N_("colour what deserves attention") },
	{ "help", "帮助", 'h', JYZ_OPTION_FLAG, NULL, N_("this help") },
	{ "version", "版本", 0, JYZ_OPTION_FLAG, NULL,
	  N_("version and licence") },
	{ 0 }
};

void jyz_optable_free(struct jyz_optable *table)
{
	free(table->longs);
	free(table->targets);
	jyz_arena_free(&table->arena);
	memset(table, 0, sizeof(*table));
}

static bool has_spelling(const struct jyz_optable *table, const char *name)
{
	for (size_t i = 0; i < table->n_longs; i++)
		if (strcmp(table->longs[i].name, name) == 0)
			return true;
	return false;
}

/* The first to come has a spelling; later ones are reached otherwise. */
static void add_spelling(struct jyz_optable *table, size_t target,
			 const char *name)
{
	if (!*name || has_spelling(table, name))
		return;
	/* Always room for the zero entry at the end. */
	JYZ_GROW(table->longs, table->n_longs, table->longs_room);
	table->longs[table->n_longs++] = (struct option){
		.name = jyz_arena_strdup(&table->arena, name),
		.has_arg = table->targets[target].type == JYZ_OPTION_FLAG
				   ? no_argument
				   : required_argument,
		.val = JYZ_VAL_BASE + (int)target,
	};
	JYZ_GROW(table->longs, table->n_longs, table->longs_room);
	table->longs[table->n_longs] = (struct option){ 0 };
}

static void add_name(struct jyz_optable *table, size_t target,
		     const char *name)
{
	char *dashed = jyz_arena_strdup(&table->arena, name);
	add_spelling(table, target, name);
	for (char *p = dashed; *p; p++)
		if (*p == '_')
			*p = '-';
	add_spelling(table, target, dashed);
}

static void add_words(struct jyz_optable *table, size_t target,
		      const char *words)
{
	while (words && *words) {
		size_t n = strcspn(words, "/");
		add_spelling(table, target,
			     jyz_arena_strndup(&table->arena, words, n));
		words += n + (words[n] == '/');
	}
}

/* "First day" becomes first-day; labels with other marks are left out. */
static void add_label(struct jyz_optable *table, size_t target,
		      const char *label)
{
	size_t n = strcspn(label, "/");
	char *slug = jyz_arena_strndup(&table->arena, label, n);
	for (char *p = slug; *p; p++) {
		*p = *p == ' ' ? '-' : (char)tolower((unsigned char)*p);
		if (*p != '-' && (*p < 'a' || *p > 'z'))
			return;
	}
	add_spelling(table, target, slug);
}

/* False: an option of that name is there already and goes before. */
static bool add_target(struct jyz_optable *table, const char *name,
		       enum jyz_option_type type, char letter, bool global)
{
	for (size_t i = 0; i < table->n_targets; i++)
		if (strcmp(table->targets[i].name, name) == 0)
			return false;
	JYZ_GROW(table->targets, table->n_targets, table->targets_room);
	table->targets[table->n_targets++] =
		(struct jyz_target){ name, type, letter, global };
	return true;
}

void jyz_optable_options(struct jyz_optable *table,
			 const struct jyz_option *options, bool global)
{
	for (; options && options->name; options++) {
		if (!add_target(table, options->name, options->type,
				options->letter, global))
			continue;
		size_t target = table->n_targets - 1;
		add_name(table, target, options->name);
		add_words(table, target, options->zh);
	}
}

void jyz_optable_lenses(struct jyz_optable *table, const struct jyz_kind *kind)
{
	for (const struct jyz_lens *l = kind->lenses; l && l->name; l++) {
		if (!add_target(table, l->name, JYZ_OPTION_FLAG, 0, false))
			continue;
		add_name(table, table->n_targets - 1, l->name);
		add_words(table, table->n_targets - 1, l->word.zh);
	}
}

void jyz_optable_kind(struct jyz_optable *table, const struct jyz_kind *kind,
		      bool all, bool parts)
{
	size_t first = table->n_targets;
	table->kind = kind;
	const struct jyz_words **labels = jyz_alloc(
		(kind->n_fields + kind->n_parts + 1) * sizeof(*labels));
	for (size_t i = 0; i < kind->n_fields; i++) {
		const struct jyz_field *f = &kind->fields[i];
		if ((all || !jyz_field_read_only(f)) &&
		    add_target(table, f->name, JYZ_OPTION_LIST, 0, false))
			labels[table->n_targets - 1 - first] = &f->label;
	}
	for (size_t i = 0; parts && i < kind->n_parts; i++)
		if (!jyz_part_read_only(&kind->parts[i]) &&
		    add_target(table, kind->parts[i].name, JYZ_OPTION_LIST, 0,
			       false))
			labels[table->n_targets - 1 - first] =
				&kind->parts[i].label;
	/* All names go before all labels: no label hides a name. */
	for (size_t i = first; i < table->n_targets; i++)
		add_name(table, i, table->targets[i].name);
	for (size_t i = first; i < table->n_targets; i++) {
		add_words(table, i, labels[i - first]->zh);
		add_label(table, i, labels[i - first]->en);
	}
	free(labels);
}
