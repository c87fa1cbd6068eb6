// SPDX-License-Identifier: GPL-2.0-only
/* Waits in callbacks of fences and in interrupt handlers. */
#include <linux/dma-fence.h>
#include <linux/dma-resv.h>
#include <linux/interrupt.h>

struct engine {
	struct dma_fence_cb cb;
	struct dma_fence *next;
	struct dma_resv *resv;
	int irq;
};

int queue_work(void (*work)(struct engine *engine), struct engine *engine);

static void job_done(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	struct engine *engine = container_of(cb, struct engine, cb);

	/* hit: fence/wait-atomic */
	dma_fence_wait(engine->next, false);
}

static void idle(struct engine *engine)
{
	/* hit: fence/wait-atomic */
	dma_resv_wait_timeout(engine->resv, DMA_RESV_USAGE_READ, false, 100);
}

static void job_idle(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	idle(container_of(cb, struct engine, cb));
}

static void wait_work(struct engine *engine)
{
	/* ok: fence/wait-atomic: a work item may sleep */
	dma_fence_wait(engine->next, false);
}

static void job_later(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	queue_work(wait_work, container_of(cb, struct engine, cb));
}

static irqreturn_t hard(int irq, void *arg)
{
	struct engine *engine = arg;

	/* hit: fence/wait-atomic */
	dma_fence_wait_timeout(engine->next, false, 1);
	return IRQ_HANDLED;
}

static irqreturn_t wake(int irq, void *arg)
{
	return IRQ_WAKE_THREAD;
}

static irqreturn_t thread(int irq, void *arg)
{
	struct engine *engine = arg;

	/* ok: fence/wait-atomic: the thread of an interrupt may sleep */
	dma_fence_wait_timeout(engine->next, false, 1);
	return IRQ_HANDLED;
}

int start(struct engine *engine, struct dma_fence *fence)
{
	int ret;

	ret = request_irq(engine->irq, hard, 0, "hard", engine);
	if (!ret)
		ret = request_threaded_irq(engine->irq, wake, thread, 0, "soft", engine);
	if (!ret)
		ret = dma_fence_add_callback(fence, &engine->cb, job_done);
	if (!ret)
		ret = dma_fence_add_callback(fence, &engine->cb, job_idle);
	if (!ret)
		ret = dma_fence_add_callback(fence, &engine->cb, job_later);
	if (ret)
		/* ok: fence/wait-atomic: it only gives the callbacks */
		dma_fence_wait(fence, false);
	return ret;
}

static bool enable(struct dma_fence *fence)
{
	/* hit: fence/wait-atomic */
	dma_fence_wait(fence, false);
	return true;
}

static long engine_wait(struct dma_fence *fence, bool intr, long timeout)
{
	/* ok: fence/wait-atomic: a wait may wait */
	return dma_fence_default_wait(fence, intr, timeout);
}

const struct dma_fence_ops engine_ops = {
	.enable_signaling = enable,
	.wait = engine_wait,
};
