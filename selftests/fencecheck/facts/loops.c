// SPDX-License-Identifier: GPL-2.0-only
/* Loops of each kind; do {} while (0) is none. */
int f(int);
void g(int);

void loops(int n)
{
	int i;

	for (i = 0; i < n; i++)
		g(1);
	for (;;) {
		if (f(2))
			break;
		if (f(3))
			continue;
		g(4);
	}
	while (f(5))
		g(6);
	do {
		g(7);
	} while (f(8));
	do {
		if (f(9))
			break;
		g(10);
	} while (0);
	for (; f(11); i++)
		g(12);
	for (i = 0; f(13);)
		g(14);
	while (1)
		g(15);
	g(16);
}
