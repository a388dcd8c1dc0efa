/*
 * All commands but the record kinds, and those of single kinds, in the order
 * of the help.
 */
#include "commands.h"
#include "inside.h"

const struct jyz_command *const jyz_commands[] = {
	&jyz_cmd_init,
	&jyz_cmd_todo,
	&jyz_cmd_progress,
	&jyz_cmd_gaps,
	&jyz_cmd_diagnose,
	&jyz_cmd_trend,
	&jyz_cmd_lines,
	&jyz_cmd_search,
	&jyz_cmd_timeline,
	&jyz_cmd_history,
	&jyz_cmd_undo,
	&jyz_cmd_redo,
	&jyz_cmd_attach,
	&jyz_cmd_attachment,
	&jyz_cmd_archive,
	&jyz_cmd_backup,
	&jyz_cmd_restore,
	&jyz_cmd_check,
	&jyz_cmd_db,
	&jyz_cmd_config,
	&jyz_cmd_help,
	NULL
};

/* In the order of the help, below the commands. */
const struct jyz_own_command jyz_own_commands[] = {
	{ "teacher", &jyz_cmd_teacher_merge },
	{ "class", &jyz_cmd_class_promote },
	{ "exam", &jyz_cmd_exam_import },
	{ "finding", &jyz_cmd_finding_open },
	{ NULL, NULL }
};
