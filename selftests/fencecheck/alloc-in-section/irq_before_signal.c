// SPDX-License-Identifier: GPL-2.0-only
/* An interrupt thread, and a timer, allocate before they signal. */
#include <kernel.h>

struct foo {
	struct timer_list timer;
	struct timer_list late_timer;
	struct dma_fence *fence;
	void *record;
};

static irqreturn_t foo_irq(int irq, void *data)
{
	/* ok: fence/alloc-in-section: allowed in an interrupt */
	((struct foo *)data)->record = kmalloc(16, GFP_ATOMIC);
	return IRQ_WAKE_THREAD;
}

static irqreturn_t foo_irq_thread(int irq, void *data)
{
	struct foo *foo = data;

	/* hit: fence/alloc-in-section: foo_irq_thread */
	foo->record = kmalloc(16, GFP_KERNEL);
	dma_fence_signal(foo->fence);
	return IRQ_HANDLED;
}

static irqreturn_t foo_late_thread(int irq, void *data)
{
	struct foo *foo = data;

	dma_fence_signal(foo->fence);
	/* ok: fence/alloc-in-section: the fence has signalled */
	foo->record = kmalloc(16, GFP_KERNEL);
	return IRQ_HANDLED;
}

static void foo_timer(struct timer_list *timer)
{
	struct foo *foo = container_of(timer, struct foo, timer);

	/* hit: fence/alloc-in-section: foo_timer */
	foo->record = kmalloc(16, GFP_KERNEL);
	dma_fence_signal(foo->fence);
}

static void foo_late_timer(struct timer_list *timer)
{
	struct foo *foo = container_of(timer, struct foo, late_timer);

	/* ok: fence/alloc-in-section: allowed in a timer */
	foo->record = kmalloc(16, GFP_ATOMIC);
	dma_fence_signal(foo->fence);
}

int foo_init(struct foo *foo)
{
	int ret;

	timer_setup(&foo->timer, foo_timer, 0);
	timer_setup(&foo->late_timer, foo_late_timer, 0);
	ret = request_threaded_irq(1, foo_irq, foo_irq_thread, 0, "foo", foo);
	if (ret)
		return ret;
	return request_threaded_irq(2, NULL, foo_late_thread, 0, "foo", foo);
}
