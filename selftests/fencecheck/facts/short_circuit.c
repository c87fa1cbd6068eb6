// SPDX-License-Identifier: GPL-2.0-only
/* && and || and ?: are branches, also where only their value is used. */
int f(void), g(void), h(void);
void yes(void);

int short_circuit(int a, int b)
{
	int x;

	if (a && !f())
		yes();
	if (f() || (g() && b))
		yes();
	x = f() && g();
	x += a ? f() : g();
	x += f() ?: h();
	if (a ? f() : !b)
		yes();
	return x;
}
