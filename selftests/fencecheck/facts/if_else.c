// SPDX-License-Identifier: GPL-2.0-only
/* Both ways are kept; a block that does nothing is not. */
int f(void);
void g(int), h(void);

int choose(int n, int *at)
{
	if (n > *at)
		g(1);
	else
		g(2);
	if (n)
		*at = n;
	h();
	if (f())
		return 1;
	h();
	return 0;
}
