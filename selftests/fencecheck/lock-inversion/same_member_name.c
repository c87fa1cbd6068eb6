// SPDX-License-Identifier: GPL-2.0-only
/* Locks of different structures have the same name. */
#include <kernel.h>

struct foo_vm {
	struct mutex lock;
};

struct foo_queue {
	struct mutex lock;
};

struct foo {
	struct foo_vm vm;
	struct foo_queue queue;
	struct dma_fence *fence;
};

void foo_idle(struct foo *foo)
{
	mutex_lock(&foo->vm.lock);
	dma_fence_wait(foo->fence, false);
	mutex_unlock(&foo->vm.lock);
}

void foo_signal(struct foo *foo, struct foo_vm *vm)
{
	bool cookie = dma_fence_begin_signalling();

	/* ok: fence/lock-inversion: the lock of a queue, not of a vm */
	mutex_lock(&foo->queue.lock);
	mutex_unlock(&foo->queue.lock);
	/* hit: fence/lock-inversion: foo_signal | foo_idle */
	mutex_lock(&vm->lock);
	mutex_unlock(&vm->lock);
	dma_fence_end_signalling(cookie);
}
