/* SPDX-License-Identifier: GPL-2.0-only */
void other(int);

static inline void known_by_name(int n)
{
	other(n);
}
