// SPDX-License-Identifier: GPL-2.0-only
/* A local variable that is set once stands for what it was set to. */
struct ops { void (*run)(int); };
struct queue { int lock; const struct ops *ops; };
struct device { struct queue *queue; struct queue own; void (*direct)(int); };
void take(void *);
struct queue *find(void);
static void fn(int n) { take(&n); }

void alias(struct device *d, void (*given)(int), int which)
{
	struct queue *q = d->queue;
	int *lock = &d->own.lock;
	void (*run)(int) = q->ops->run;
	void (*named)(int) = fn;
	struct queue *two = q, *found;

	if (which)
		two = find();
	take(q);
	take(lock);
	take(two);
	found = find();
	take(found);
	run(1);
	named(2);
	given(3);
	(*given)(4);
	d->direct(5);
	(which ? fn : given)(6);
}
