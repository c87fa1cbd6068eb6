/* SPDX-License-Identifier: GPL-2.0-only */
void outer(int), never(void);

static inline void unused(void)
{
	never();
}

static inline void inner(int n)
{
	outer(n);
}

static inline void used(int n)
{
	inner(n);
}

static inline void stored(int n)
{
	outer(n + 1);
}
