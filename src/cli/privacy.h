/*
 * What leaves in a file says nothing of single pupils: statistics of very few
 * of them are left empty there (domain.md, d 10).
 */
#ifndef JYZ_CLI_PRIVACY_H
#define JYZ_CLI_PRIVACY_H

#include "inside.h"
#include "jyz/records/small.h"

/* The output is a named file, which may go anywhere. */
bool jyz_output_named(const struct jyz_output *out);
/* Empties the statistics of a class in a face that was filled in, if it is
 * that small; false: there is nothing to hide. */
bool jyz_hide_small(struct jyz_face *face, const struct jyz_record *rec);
/* Empties the cells whose places are listed. */
void jyz_hide_cells(struct jyz_cell *cells, const int *places, size_t n);
/* Says how many rows of a named file have gaps for this reason. */
void jyz_say_small(const struct jyz_cli *cli, size_t rows);

#endif
