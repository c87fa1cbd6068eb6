// SPDX-License-Identifier: GPL-2.0-only
/*
 * Host program: prints the scenarios, one line each, fields between tabs:
 * name, classes, outcome on 6.1, on patched 6.1, on 6.12, on patched 6.12,
 * origin, sentence.
 */
#include <stdio.h>

#define ARRAY_SIZE(x)	(sizeof(x) / sizeof((x)[0]))

struct row {
	const char *name, *classes, *base, *patched, *origin, *sentence;
};

#define TEXT(outcome) #outcome
#define SCENARIO(name, classes, base, patched, origin, sentence) \
	{ #name, classes, TEXT(base), TEXT(patched), origin, sentence },

#define SINCE_6_12(before, from) before
static const struct row rows_6_1[] = {
#include "scenarios.h"
};
#undef SINCE_6_12

#define SINCE_6_12(before, from) from
static const struct row rows_6_12[] = {
#include "scenarios.h"
};

int main(void)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows_6_1); i++) {
		const struct row *r = &rows_6_1[i];

		printf("%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", r->name, r->classes,
		       r->base, r->patched, rows_6_12[i].base,
		       rows_6_12[i].patched, r->origin, r->sentence);
	}
	return 0;
}
