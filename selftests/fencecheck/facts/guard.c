// SPDX-License-Identifier: GPL-2.0-only
/* A guard is released wherever its scope is left: at the end, by return, break, continue, goto. */
#include "guards.h"

struct device { struct mutex lock, inner; };
int f(int);
void g(int);

int guarded(struct device *d)
{
	if (f(0)) {
		guard(mutex)(&d->lock);
		g(1);
	}
	guard(mutex)(&d->lock);
	while (f(1)) {
		guard(mutex)(&d->inner);
		if (f(2))
			break;
		if (f(3))
			continue;
		if (f(4))
			return f(5);
		if (f(6))
			goto out;
		g(2);
	}
	g(3);
out:
	g(4);
	return 0;
}
