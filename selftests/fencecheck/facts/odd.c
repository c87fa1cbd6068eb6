// SPDX-License-Identifier: GPL-2.0-only
/* Code that is odd but legal: K&R, nothing, a jump into a loop, local labels, asm goto. */
int f(int);
void g(int);

int old(a, b)
	int a;
	char *b;
{
	return b ? f(a) : 0;
}

void empty(void)
{
}

void odd(int n)
{
	void *target = &&in;

	switch (n) {
		g(0);
	case 1:
		do {
			g(1);
	case 2:
			g(2);
		} while (f(3));
	}
	if (n == 3)
		goto in;
	for (;;) {
		g(4);
in:
		if (f(5))
			return;
		({ __label__ out; if (f(6)) goto out; g(7); out:; });
		asm goto("" : : : : bad);
		goto *target;
	}
bad:
	g(8);
}
