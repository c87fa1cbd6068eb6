// SPDX-License-Identifier: GPL-2.0-only
/* Functions that are stored or only named, and results of calls that are kept. */
struct ops { void (*run)(int); };
struct work { void (*func)(int); const struct ops *ops; void *queue; };
static void fn(int n);
static const struct ops table = { .run = fn };
void take(void *), submit(struct work);
void *make(void);
void *kept;
void (*hook)(int);

static void *references(struct work *w, int n)
{
	void *queue = make();

	w->func = fn;
	w->ops = &table;
	w->queue = make();
	w->queue = queue;
	kept = make();
	hook = fn;
	take(fn);
	submit((struct work){ .func = fn, .ops = &table });
	if (w->func == fn)
		take((void *)&table);
	hook(n);
	return fn;
}

static void fn(int n)
{
	if (n)
		references((void *)0, n);
}
