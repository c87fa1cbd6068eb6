// SPDX-License-Identifier: GPL-2.0-only
/* A source file that is included is part of this one. */
#include "include/part.c"

void calls_part(void)
{
	part(1);
}
