/*
 * All commands but the record kinds, in the order of the help.
 */
#include "inside.h"

const struct jyz_command *const jyz_commands[] = {
	&jyz_cmd_help,
	NULL
};
