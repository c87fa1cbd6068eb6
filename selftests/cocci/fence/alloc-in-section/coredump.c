// SPDX-License-Identifier: GPL-2.0-only
/* A time-out handler that captures a core dump before it signals. */
#include <linux/dma-fence.h>
#include <linux/dma-resv.h>
#include <linux/slab.h>

struct device;

struct gpu {
	struct device *dev;
	struct dma_resv *resv;
	struct dma_fence *fence;
	void (*capture)(struct gpu *gpu);
	void *dump;
	void *regs;
};

void dev_coredumpv(struct device *dev, void *data, size_t datalen, gfp_t gfp);
void *devm_kzalloc(struct device *dev, size_t size, gfp_t gfp);
void read_regs(void *to);

static void *room_for_regs(struct gpu *gpu)
{
	/* hit: fence/alloc-in-section */
	return devm_kzalloc(gpu->dev, 64, GFP_KERNEL);
}

static void capture_regs(struct gpu *gpu)
{
	gpu->regs = room_for_regs(gpu);
	if (gpu->regs)
		read_regs(gpu->regs);
	/* ok: fence/alloc-in-section: a dump that fails is no harm, and nothing waits */
	gpu->dump = kmalloc(64, GFP_NOWAIT);
}

static void capture_all(struct gpu *gpu)
{
	/* todo: fence/alloc-in-section: called over a pointer */
	gpu->dump = kmalloc(64, GFP_KERNEL);
}

void setup(struct gpu *gpu)
{
	gpu->capture = capture_all;
	/* ok: fence/alloc-in-section: before there is any job */
	gpu->regs = devm_kzalloc(gpu->dev, 64, GFP_KERNEL);
}

void timed_out(struct gpu *gpu)
{
	bool cookie;

	cookie = dma_fence_begin_signalling();
	capture_regs(gpu);
	gpu->capture(gpu);
	/* hit: fence/alloc-in-section */
	dev_coredumpv(gpu->dev, gpu->dump, 64, GFP_KERNEL);
	/* hit: fence/alloc-in-section */
	if (!dma_resv_reserve_fences(gpu->resv, 1))
		dma_fence_signal(gpu->fence);
	dma_fence_end_signalling(cookie);
	/* ok: fence/alloc-in-section: after the section */
	dev_coredumpv(gpu->dev, gpu->regs, 64, GFP_KERNEL);
}

/* Only the worker comes here, and it is in no section. */
void dump_later(struct gpu *gpu)
{
	/* ok: fence/alloc-in-section: a worker outside of any section */
	dev_coredumpv(gpu->dev, gpu->dump, 64, GFP_KERNEL);
}
