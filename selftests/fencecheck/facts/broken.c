// SPDX-License-Identifier: GPL-2.0-only
/* Errors: what can be understood is kept. problem: 'missing.h' file not found */
#include "missing.h"
int f(int);

void broken(void)
{
	f(1);
	unknown_type x = f(2);
	f(3);
}
