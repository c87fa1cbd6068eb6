// SPDX-License-Identifier: GPL-2.0-only
/* A function is passed down, and called where it arrives. */
#include <kernel.h>

typedef int (*foo_visit_t)(void *hw);

static int foo_each(void *hw, foo_visit_t visit)
{
	return visit(hw);
}

static int foo_each_vm(void *hw, foo_visit_t visit)
{
	return foo_each(hw, visit);
}

static int foo_visit_alloc(void *hw)
{
	/* hit: fence/alloc-in-section: foo_run_job > foo_each_vm > foo_each > foo_visit_alloc */
	return kmalloc(16, GFP_KERNEL) ? 0 : -ENOMEM;
}

static int foo_visit_ioctl(void *hw)
{
	/* ok: fence/alloc-in-section: the ioctl passes it, not run_job */
	return kmalloc(16, GFP_KERNEL) ? 0 : -ENOMEM;
}

static struct dma_fence *foo_run_job(struct drm_sched_job *job)
{
	foo_each_vm(job, foo_visit_alloc);
	return NULL;
}

int foo_ioctl(void *hw)
{
	return foo_each_vm(hw, foo_visit_ioctl);
}

static const struct drm_sched_backend_ops foo_ops = {
	.run_job = foo_run_job,
};
