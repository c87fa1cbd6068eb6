// SPDX-License-Identifier: GPL-2.0-only
void g(int);

static void part(int n)
{
	g(n);
}

void not_called(void)
{
	g(2);
}
