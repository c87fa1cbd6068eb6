// SPDX-License-Identifier: GPL-2.0-only
/* A work item waits for itself. */
#include <kernel.h>

struct foo {
	struct work_struct work;
	struct work_struct reset_work;
};

static void foo_stop(struct foo *foo)
{
	/* hit: fence/flush-in-section: foo_work > foo_stop | foo_work */
	cancel_work_sync(&foo->work);
}

static void foo_work(struct work_struct *work)
{
	struct foo *foo = container_of(work, struct foo, work);

	if (hw_busy(foo))
		foo_stop(foo);
}

static void foo_reset_work(struct work_struct *work)
{
	struct foo *foo = container_of(work, struct foo, reset_work);

	/* ok: fence/flush-in-section: another work item */
	flush_work(&foo->work);
	/* ok: fence/flush-in-section: does not wait */
	cancel_work(&foo->reset_work);
}

void foo_init(struct foo *foo)
{
	INIT_WORK(&foo->work, foo_work);
	INIT_WORK(&foo->reset_work, foo_reset_work);
}
