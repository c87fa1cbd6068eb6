// SPDX-License-Identifier: GPL-2.0-only
/* The body of a scoped guard runs once. */
#include "guards.h"

struct device { struct mutex lock; };
int f(int);
void g(int);

int scoped(struct device *d)
{
	scoped_guard(mutex, &d->lock) {
		g(1);
		if (f(2))
			return 1;
		if (f(3))
			break;
		g(4);
	}
	scoped_guard_once(mutex, &d->lock)
		g(5);
	return 0;
}
