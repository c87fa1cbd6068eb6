// SPDX-License-Identifier: GPL-2.0-only
/* A section flushes work of a kthread that takes a lock held over a wait: lockdep is blind. */
#include <kernel.h>

struct foo {
	struct kthread_work work;
	struct kthread_work wait_work;
	struct kthread_work signal_work;
	struct mutex lock;
	struct dma_fence *fence;
};

static void foo_work(struct kthread_work *work)
{
	struct foo *foo = container_of(work, struct foo, work);

	mutex_lock(&foo->lock);
	mutex_unlock(&foo->lock);
}

static void foo_wait_work(struct kthread_work *work)
{
	dma_fence_wait(container_of(work, struct foo, wait_work)->fence, false);
}

static void foo_signal_work(struct kthread_work *work)
{
	dma_fence_signal(container_of(work, struct foo, signal_work)->fence);
}

void foo_idle(struct foo *foo)
{
	mutex_lock(&foo->lock);
	dma_fence_wait(foo->fence, false);
	mutex_unlock(&foo->lock);
}

void foo_signal(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	/* hit: fence/flush-in-section: foo_signal | foo_work | foo_idle */
	kthread_flush_work(&foo->work);
	/* hit: fence/flush-in-section: foo_signal | foo_wait_work */
	kthread_cancel_work_sync(&foo->wait_work);
	/* ok: fence/flush-in-section: this work only signals */
	kthread_flush_work(&foo->signal_work);
	dma_fence_end_signalling(cookie);
	/* ok: fence/flush-in-section: outside of the section */
	kthread_flush_work(&foo->work);
}

void foo_init(struct foo *foo)
{
	kthread_init_work(&foo->work, foo_work);
	kthread_init_work(&foo->wait_work, foo_wait_work);
	kthread_init_work(&foo->signal_work, foo_signal_work);
}
