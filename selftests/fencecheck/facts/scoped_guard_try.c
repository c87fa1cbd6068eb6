// SPDX-License-Identifier: GPL-2.0-only
/* The body of a conditional guard runs if the lock was taken. */
#include "guards.h"

struct device { struct mutex lock; };
void g(int);

int scoped_try(struct device *d)
{
	scoped_guard(mutex_try, &d->lock)
		g(1);
	scoped_cond_guard(mutex_try, return 1, &d->lock)
		g(2);
	g(3);
	return 0;
}
