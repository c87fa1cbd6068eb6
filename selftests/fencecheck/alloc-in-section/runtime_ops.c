// SPDX-License-Identifier: GPL-2.0-only
/* Functions that are stored at run time, in a structure of structures. */
#include <kernel.h>

struct foo_ops {
	int (*map)(void *hw);
	int (*unmap)(void *hw);
};

struct foo {
	struct {
		struct foo_ops vm;
		int (*reset)(void *hw);
	} ops;
	const struct foo_ops *table;
};

struct foo_job {
	struct drm_sched_job base;
	struct foo *foo;
};

static int foo_map(void *hw)
{
	/* hit: fence/alloc-in-section: foo_run_job > foo_map */
	return kmalloc(16, GFP_KERNEL) ? 0 : -ENOMEM;
}

static int foo_unmap(void *hw)
{
	/* ok: fence/alloc-in-section: run_job does not call it */
	return kmalloc(16, GFP_KERNEL) ? 0 : -ENOMEM;
}

static int foo_reset(void *hw)
{
	/* hit: fence/alloc-in-section: foo_run_job > foo_reset */
	return kmalloc(16, GFP_KERNEL) ? 0 : -ENOMEM;
}

static struct dma_fence *foo_run_job(struct drm_sched_job *base)
{
	struct foo *foo = container_of(base, struct foo_job, base)->foo;

	if (foo->ops.vm.map(foo))
		foo->ops.reset(foo);
	return NULL;
}

void foo_init(struct foo *foo, bool has_reset)
{
	foo->ops.vm.map = foo_map;
	foo->ops.vm.unmap = foo_unmap;
	if (has_reset)
		foo->ops.reset = foo_reset;
}

static const struct drm_sched_backend_ops foo_ops = {
	.run_job = foo_run_job,
};
