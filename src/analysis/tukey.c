/* first state */
#include "jyz/analysis/compare.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "rmath.h"

struct jyz_tukey {
	int classes;
	bool many;
};

struct jyz_tukey *jyz_tukey_new(int classes, bool many)
{
	struct jyz_tukey *tukey = jyz_alloc(sizeof(*tukey));

	assert(classes > 1);
	tukey->classes = classes;
	tukey->many = many;
	return tukey;
}

void jyz_tukey_drop(struct jyz_tukey *tukey)
{
	free(tukey);
}

double jyz_tukey_critical(struct jyz_tukey *tukey, double df)
{
	return range_quantile(0.95, tukey->classes, df);
}

double jyz_tukey_p(struct jyz_tukey *tukey, double q, double df)
{
	return range_over(q, tukey->classes, df);
}
