// SPDX-License-Identifier: GPL-2.0-only
/* A mutex is held over the cancel of a work item that takes it. */
#include <kernel.h>

struct foo {
	struct work_struct work;
	struct work_struct other_work;
	struct mutex lock;
	struct mutex other_lock;
};

static void foo_update(struct foo *foo)
{
	mutex_lock(&foo->lock);
	hw_kick(foo);
	mutex_unlock(&foo->lock);
}

static void foo_work(struct work_struct *work)
{
	foo_update(container_of(work, struct foo, work));
}

static void foo_other_work(struct work_struct *work)
{
	struct foo *foo = container_of(work, struct foo, other_work);

	if (!mutex_trylock(&foo->lock))
		return;
	mutex_unlock(&foo->lock);
}

static void foo_stop(struct foo *foo)
{
	/* hit: fence/flush-in-section: foo_fini > foo_stop | foo_work > foo_update */
	cancel_work_sync(&foo->work);
}

void foo_fini(struct foo *foo)
{
	mutex_lock(&foo->lock);
	foo_stop(foo);
	/* ok: fence/flush-in-section: this work only tries the mutex */
	cancel_work_sync(&foo->other_work);
	mutex_unlock(&foo->lock);
	/* ok: fence/flush-in-section: without the mutex */
	cancel_work_sync(&foo->work);
	mutex_lock(&foo->other_lock);
	/* ok: fence/flush-in-section: under another mutex */
	cancel_work_sync(&foo->work);
	mutex_unlock(&foo->other_lock);
}

void foo_init(struct foo *foo)
{
	INIT_WORK(&foo->work, foo_work);
	INIT_WORK(&foo->other_work, foo_other_work);
}
