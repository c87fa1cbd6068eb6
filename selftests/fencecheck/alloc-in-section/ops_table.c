// SPDX-License-Identifier: GPL-2.0-only
/* A call through a table of tables of functions reaches an allocation. */
#include <kernel.h>

struct foo_fence_ops {
	struct dma_fence *(*create)(void);
	void (*emit)(void *hw);
};

struct foo_asic {
	struct foo_fence_ops fence;
	int (*init)(void);
};

static struct dma_fence *foo_create(void)
{
	/* hit: fence/alloc-in-section: foo_run_job > foo_create */
	return kzalloc(sizeof(struct dma_fence), GFP_KERNEL);
}

static void foo_emit(void *hw)
{
	hw_kick(hw);
}

static int foo_asic_init(void)
{
	/* ok: fence/alloc-in-section: called when the device is probed */
	return kzalloc(64, GFP_KERNEL) ? 0 : -ENOMEM;
}

static const struct foo_asic foo_asics[] = {
	{
		.fence = {
			.create = foo_create,
			.emit = foo_emit,
		},
		.init = foo_asic_init,
	},
};

static const struct foo_asic *asic = &foo_asics[0];

int foo_probe(void)
{
	return asic->init();
}

static struct dma_fence *foo_run_job(struct drm_sched_job *job)
{
	asic->fence.emit(job);
	return asic->fence.create();
}

static const struct drm_sched_backend_ops foo_ops = {
	.run_job = foo_run_job,
};
