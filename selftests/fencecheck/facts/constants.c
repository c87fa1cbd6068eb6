// SPDX-License-Identifier: GPL-2.0-only
/* Conditions that are known are taken one way only; what is not evaluated is left out. */
#define ENABLED 0
void g(int);
int f(void), other(void);
void *p(void);
void stop(void) __attribute((noreturn));

int constants(int n)
{
	if (ENABLED)
		g(1);
	if (1 || f())
		g(2);
	if (!ENABLED && n)
		g(3);
	n = sizeof(f());
	typeof(f()) m = n;
	n = __builtin_constant_p(f());
	g(__builtin_choose_expr(1, f(), other()));
	g(_Generic(m, long : p(), int : f()));
	if (other() || 1)
		g(4);
	g((f(), 5));
	g(({ f(); 6; }));
	g(ENABLED && f());
	g(ENABLED ? f() : 7);
	if (m)
		stop();
	if (n)
		__builtin_unreachable();
	return m;
}
