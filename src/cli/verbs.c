/*
 * What every kind can do: the table of verbs, and what they share.
 */
#include <stdlib.h>
#include <string.h>

#include "inside.h"
#include "jyz/records/resolve.h"

static const struct jyz_option list_options[] = {
	{ "since", "自", 0, JYZ_OPTION_TEXT, N_("DATE"),
	  N_("on or after this day") },
	{ "until", "至", 0, JYZ_OPTION_TEXT, N_("DATE"),
	  N_("on or before this day") },
	{ "term", "学期", 0, JYZ_OPTION_TEXT, N_("CODE"),
	  N_("of this term; 'now' is the present one") },
	{ "sort", "排序", 0, JYZ_OPTION_TEXT, N_("FIELD"),
	  N_("order; -FIELD is downwards") },
	{ "reverse", "倒序", 0, JYZ_OPTION_FLAG, NULL,
	  N_("downwards (with --sort)") },
	{ "limit", "条数", 0, JYZ_OPTION_TEXT, N_("N"),
	  N_("no more than N records") },
	{ "columns", "列", 0, JYZ_OPTION_TEXT, N_("A,B,..."),
	  N_("these columns, in this order") },
	{ "private", "含隐私", 0, JYZ_OPTION_FLAG, NULL,
	  N_("private fields too") },
	{ 0 }
};

static const struct jyz_option show_options[] = {
	{ "private", "含隐私", 0, JYZ_OPTION_FLAG, NULL,
	  N_("private fields too") },
	{ 0 }
};

static const struct jyz_option import_options[] = {
	{ "update", "更新", 0, JYZ_OPTION_FLAG, NULL,
	  N_("rows that are there already with other values change them") },
	{ "create-missing", "补建", 0, JYZ_OPTION_FLAG, NULL,
	  N_("make the teachers, classes, exams, papers that rows name") },
	{ "skip", "跳过", 0, JYZ_OPTION_LIST, N_("HEADING"),
	  N_("pass over the column with this heading") },
	{ "sheet", "工作表", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("of a workbook, by name or number; the first with rows") },
	{ "rejects", "退回", 0, JYZ_OPTION_TEXT, N_("FILE"),
	  N_("list rejected rows in a csv file, with the reasons") },
	{ 0 }
};

const struct jyz_command jyz_verbs[] = {
	[JYZ_ADD] = { .name = "add", .zh = "添加/新增/加",
		      .summary = N_("enter a record"), .usage = N_("FIELDS"),
		      .needs = JYZ_NEEDS_WRITE },
	[JYZ_LIST] = { .name = "list", .zh = "列表/列出",
		       .summary = N_("list records; every field filters"),
		       .usage = N_("[FILTERS]"), .options = list_options,
		       .needs = JYZ_NEEDS_READ },
	[JYZ_SHOW] = { .name = "show", .zh = "查看/显示",
		       .summary = N_("show a record in full"),
		       .usage = N_("ID..."), .options = show_options,
		       .min_words = 1, .max_words = -1,
		       .needs = JYZ_NEEDS_READ },
	[JYZ_EDIT] = { .name = "edit", .zh = "修改/编辑",
		       .summary = N_("change fields of a record"),
		       .usage = N_("ID FIELDS"), .min_words = 1,
		       .max_words = 1, .needs = JYZ_NEEDS_WRITE },
	[JYZ_REMOVE] = { .name = "remove", .zh = "删除",
			 .summary = N_("remove records"),
			 .usage = N_("ID..."), .min_words = 1,
			 .max_words = -1, .needs = JYZ_NEEDS_WRITE },
	[JYZ_IMPORT] = { .name = "import", .zh = "导入",
			 .summary = N_("read records from a sheet: csv or xlsx"),
			 .usage = N_("FILE"), .options = import_options,
			 .min_words = 1, .max_words = 1,
			 .needs = JYZ_NEEDS_WRITE },
	[JYZ_TEMPLATE] = { .name = "template", .zh = "模板",
			   .summary = N_("an empty csv sheet to fill in"),
			   .usage = N_("[-o FILE.csv]"),
			   .needs = JYZ_NEEDS_NOTHING },
	{ 0 }
};

int jyz_verb_id(struct jyz_cli *cli, const struct jyz_kind *kind,
		const char *word, int64_t *id, struct jyz_error *err)
{
	/* A plain number is an id here, also of kinds with names. */
	if (jyz_number(word, id))
		return JYZ_OK;
	return jyz_resolve(&cli->desk, kind, word, NULL, id, err);
}

int jyz_verb_run(struct jyz_cli *cli, enum jyz_verb verb,
		 const struct jyz_kind *kind, const struct jyz_args *args,
		 struct jyz_error *err)
{
	switch (verb) {
	case JYZ_ADD:
		return jyz_verb_add(cli, kind, args, err);
	case JYZ_LIST:
		return jyz_verb_list(cli, kind, args, err);
	case JYZ_SHOW:
		return jyz_verb_show(cli, kind, args, err);
	case JYZ_EDIT:
		return jyz_verb_edit(cli, kind, args, err);
	case JYZ_REMOVE:
		return jyz_verb_remove(cli, kind, args, err);
	case JYZ_IMPORT:
		return jyz_verb_import(cli, kind, args, err);
	case JYZ_TEMPLATE:
		return jyz_verb_template(cli, kind, args, err);
	}
	return JYZ_OK;
}
