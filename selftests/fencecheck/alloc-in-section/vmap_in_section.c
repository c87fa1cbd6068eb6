// SPDX-License-Identifier: GPL-2.0-only
/* A job of the CPU maps its buffer when it runs. */
#include <kernel.h>

struct foo_job {
	struct drm_sched_job base;
	struct page **pages;
	void *address;
};

static struct dma_fence *foo_run_job(struct drm_sched_job *base)
{
	struct foo_job *job = container_of(base, struct foo_job, base);
	/* hit: fence/alloc-in-section: foo_run_job */
	void *address = vmap(job->pages, 1, VM_MAP, PAGE_KERNEL);

	hw_kick(address);
	vunmap(address);
	return NULL;
}

int bar_submit(struct foo_job *job)
{
	/* ok: fence/alloc-in-section: mapped when the job is submitted */
	job->address = vmap(job->pages, 1, VM_MAP, PAGE_KERNEL);
	return job->address ? 0 : -ENOMEM;
}

static struct dma_fence *bar_run_job(struct drm_sched_job *base)
{
	hw_kick(container_of(base, struct foo_job, base)->address);
	return NULL;
}

static const struct drm_sched_backend_ops foo_ops = { .run_job = foo_run_job };
static const struct drm_sched_backend_ops bar_ops = { .run_job = bar_run_job };
