/*
 * A term's records for people: a workbook with a sheet for each kind, or one
 * page to print, with contents and lines to sign.
 *
 * Neither is for import (export.h is): there are names in the place of
 * references, and words in the place of keys.  Statistics of very small
 * classes are left empty.
 */
#ifndef JYZ_ARCHIVE_DOSSIER_H
#define JYZ_ARCHIVE_DOSSIER_H

#include <stdio.h>

#include "jyz/records/fourteen.h"

struct jyz_dossier {
	bool private;  /* in: private fields too */
	size_t rows;   /* records of the term */
	size_t kinds;  /* that have some */
	size_t hidden; /* records of small classes */
	int64_t fourteen[JYZ_FOURTEEN];
};

/* Writes a workbook to path, a file that is there (workbook.h). */
int jyz_dossier_workbook(struct jyz_desk *desk, int64_t term, const char *path,
			 struct jyz_dossier *dossier,
			 struct jyz_error *err) JYZ_CHECKED;

/* Writes a page: the fourteen kinds in their order, then the other ones. */
int jyz_dossier_page(struct jyz_desk *desk, int64_t term, FILE *out,
		     struct jyz_dossier *dossier,
		     struct jyz_error *err) JYZ_CHECKED;

#endif
