/*
 * The commands of cmd_*.c, for table.c.
 */
#ifndef JYZ_CLI_COMMANDS_H
#define JYZ_CLI_COMMANDS_H

#include "command.h"

extern const struct jyz_command jyz_cmd_init;
extern const struct jyz_command jyz_cmd_gaps;
extern const struct jyz_command jyz_cmd_diagnose;
extern const struct jyz_command jyz_cmd_trend;
extern const struct jyz_command jyz_cmd_todo;
extern const struct jyz_command jyz_cmd_progress;
extern const struct jyz_command jyz_cmd_history;
extern const struct jyz_command jyz_cmd_undo;
extern const struct jyz_command jyz_cmd_redo;
extern const struct jyz_command jyz_cmd_backup;
extern const struct jyz_command jyz_cmd_restore;
extern const struct jyz_command jyz_cmd_check;
extern const struct jyz_command jyz_cmd_db;
extern const struct jyz_command jyz_cmd_attach;
extern const struct jyz_command jyz_cmd_attachment;
extern const struct jyz_command jyz_cmd_archive;
extern const struct jyz_command jyz_cmd_config;
extern const struct jyz_command jyz_cmd_lines;
extern const struct jyz_command jyz_cmd_search;
extern const struct jyz_command jyz_cmd_timeline;

/* archive_import.c, archive_status.c */
extern const struct jyz_option jyz_archive_import_options[];
int jyz_archive_import(struct jyz_cli *cli, const struct jyz_args *args,
		       struct jyz_error *err) JYZ_CHECKED;
int jyz_archive_status(struct jyz_cli *cli, const struct jyz_args *args,
		       struct jyz_error *err) JYZ_CHECKED;

/* Of one kind of record: */
extern const struct jyz_command jyz_cmd_exam_import;
extern const struct jyz_command jyz_cmd_finding_open;
extern const struct jyz_command jyz_cmd_teacher_merge;
extern const struct jyz_command jyz_cmd_class_promote;

#endif
