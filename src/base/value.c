/* Values of database columns: comparing them.  Owns nothing. */
#include "jyz/base/value.h"

#include <string.h>

bool jyz_value_same(struct jyz_value a, struct jyz_value b)
{
	if (a.type != b.type)
		return false;
	switch (a.type) {
	case JYZ_NULL:
		return true;
	case JYZ_INT:
		return a.i == b.i;
	case JYZ_TEXT:
		return strcmp(a.s, b.s) == 0;
	case JYZ_REAL:
		return a.r <= b.r && a.r >= b.r;
	}
	return false;
}
