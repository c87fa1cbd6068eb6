// SPDX-License-Identifier: GPL-2.0-only
/* Operators in the bodies of macros: written there, or next to an argument. */
int f(int);
void yes(void);
#define BOTH(a, b)	(f(a) && f(b))
#define EITHER(a, b)	((a) || (b))
#define BARE(a, b)	(a && b)
#define NOT(a)		(!f(a))
#define SET(to, from)	({ to = from; to; })
#define NOR(x)		(!(x))
#define NONE(x)		NOR(x)
#define DEEP(n)		do { if (NONE(f(n))) yes(); if (SAME(f(n), 0)) yes(); } while (0)
#define SAME(a, b)	((a) == (b))
#define NESTED(a, b)	EITHER(BOTH(1, a), NOT(b))

void macro_operators(int a, int b)
{
	int x;

	if (BOTH(1, 2))
		yes();
	if (EITHER(f(3), f(4)))
		yes();
	if (BARE(f(5), f(6) == 0))
		yes();
	if (NOT(7))
		yes();
	if (SET(x, f(8)))
		yes();
	if (NESTED(9, 10))
		yes();
	if (EITHER(a, b))
		yes();
	DEEP(11);
	if (SAME(0, f(12)))
		yes();
}
