/*
 * What the files of jyz diagnose share.  Private to src/cli.
 */
#ifndef JYZ_CLI_DIAGNOSE_H
#define JYZ_CLI_DIAGNOSE_H

#include "command.h"
#include "jyz/records/diagnose.h"

/* diagnose_json.c: one object. */
void jyz_diagnose_json(struct jyz_buf *out, const struct jyz_diagnosis *d,
		       bool pretty);
/* diagnose_show.c: the card, the items, the pairs, for people. */
int jyz_diagnose_show(struct jyz_cli *cli, const struct jyz_output *out,
		      const struct jyz_diagnosis *d,
		      struct jyz_error *err) JYZ_CHECKED;

#endif
