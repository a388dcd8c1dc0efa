/*
 * Statistics of very few pupils, which tell on single ones: what leaves has
 * them empty (domain.md, d 10).
 */
#ifndef JYZ_RECORDS_SMALL_H
#define JYZ_RECORDS_SMALL_H

#include "jyz/records/record.h"

/* Classes in which fewer sat, and somebody did. */
#define JYZ_SMALL_CELL 5

bool jyz_small_cell(int64_t sat);

/* The record is the result of such a class; its field "sat" must be loaded. */
bool jyz_small_record(const struct jyz_record *rec);

/* Fields and parts of a result that are statistics of the class itself: not
 * those of its grade, nor how many sat. */
bool jyz_small_field(const struct jyz_kind *kind, size_t field);
bool jyz_small_part(const struct jyz_kind *kind, size_t part);

#endif
