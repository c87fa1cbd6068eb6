// SPDX-License-Identifier: GPL-2.0-only
/* The result of a trylock decides, directly or through a variable. */
struct mutex { int n; };
struct device { struct mutex lock; };
int mutex_trylock(struct mutex *);
void mutex_unlock(struct mutex *);
void work(void);

int trylock(struct device *d)
{
	int locked;

	if (!mutex_trylock(&d->lock))
		return 0;
	work();
	mutex_unlock(&d->lock);
	locked = mutex_trylock(&d->lock);
	work();
	if (locked)
		mutex_unlock(&d->lock);
	return 1;
}
