// SPDX-License-Identifier: GPL-2.0-only
/* What a branch depends on: a parameter, a call, or nothing that is known. */
int f(void), status(void);
void *make(void);
static inline _Bool IS_ERR(const void *p) { return (unsigned long)p > -4096ul; }
#define unlikely(x) __builtin_expect(!!(x), 0)
void yes(int);

void conditions(_Bool wait, void *p, int changed)
{
	void *made;
	int ret;

	if (wait)
		yes(1);
	if (!wait)
		yes(2);
	if (p == (void *)0)
		yes(3);
	if (p != (void *)0)
		yes(4);
	changed++;
	if (changed)
		yes(5);
	ret = f();
	if (ret < 0)
		yes(6);
	if (unlikely(ret == 0))
		yes(7);
	made = make();
	if (IS_ERR(made))
		yes(8);
	if ((ret = status()))
		yes(9);
	if (ret > 3)
		yes(10);
}
