/*
 * jyz archive seal, verify, unseal (cmd_seal.c), for the table of
 * cmd_archive.c.
 */
#ifndef JYZ_CLI_SEALING_H
#define JYZ_CLI_SEALING_H

#include "command.h"

extern const struct jyz_option jyz_verify_options[];

int jyz_run_seal(struct jyz_cli *cli, const struct jyz_args *args,
		 struct jyz_error *err);
int jyz_run_verify(struct jyz_cli *cli, const struct jyz_args *args,
		   struct jyz_error *err);
int jyz_run_unseal(struct jyz_cli *cli, const struct jyz_args *args,
		   struct jyz_error *err);

#endif
