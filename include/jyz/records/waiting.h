/*
 * What a term still waits for before its archive is whole.
 */
#ifndef JYZ_RECORDS_WAITING_H
#define JYZ_RECORDS_WAITING_H

#include "jyz/records/desk.h"

struct jyz_waiting {
	int64_t targets;              /* of plans, that no summary answers */
	int64_t observations, checks; /* without feedback */
	int64_t findings;             /* neither closed nor harmless */
	int64_t actions;              /* overdue */
};

int jyz_waiting(struct jyz_desk *desk, int64_t term, struct jyz_waiting *out,
		struct jyz_error *err) JYZ_CHECKED;

#endif
