// SPDX-License-Identifier: GPL-2.0-only
/* Locks in run_job and in what it calls. */
#include <drm/gpu_scheduler.h>
#include <linux/dma-resv.h>
#include <linux/mmap_lock.h>

struct gem {
	struct dma_resv *resv;
	int pins;
};

struct job {
	struct drm_sched_job base;
	struct gem *bo;
	struct mm_struct *mm;
	struct dma_fence *hw;
};

struct copy_ops {
	struct dma_fence *(*run_job)(struct drm_sched_job *job);
};

struct drm_gem_object;

int msm_gem_lock(struct drm_gem_object *obj);
int queue_work(void (*work)(struct gem *bo), struct gem *bo);

static void unpin(struct gem *bo)
{
	/* hit: fence/lock-in-section */
	dma_resv_lock(bo->resv, NULL);
	bo->pins--;
	dma_resv_unlock(bo->resv);
}

static void evict(struct gem *bo)
{
	unpin(bo);
}

/* Buffers are unpinned when the job starts: the submit ioctl holds the same lock and waits. */
static struct dma_fence *ring_run(struct drm_sched_job *sched_job)
{
	struct job *job = container_of(sched_job, struct job, base);

	/* hit: fence/lock-in-section */
	dma_resv_lock(job->bo->resv, NULL);
	job->bo->pins--;
	dma_resv_unlock(job->bo->resv);
	/* hit: fence/lock-in-section */
	msm_gem_lock((struct drm_gem_object *)job->bo);
	evict(job->bo);
	return job->hw;
}

static void ring_free(struct drm_sched_job *sched_job)
{
	struct job *job = container_of(sched_job, struct job, base);

	/* ok: fence/lock-in-section: free_job comes after the fence */
	dma_resv_lock(job->bo->resv, NULL);
	job->bo->pins--;
	dma_resv_unlock(job->bo->resv);
}

static const struct drm_sched_backend_ops ring_ops = {
	.run_job = ring_run,
	.free_job = ring_free,
};

static void unpin_later(struct gem *bo)
{
	/* ok: fence/lock-in-section: a work item, nobody waits for it */
	dma_resv_lock(bo->resv, NULL);
	bo->pins--;
	dma_resv_unlock(bo->resv);
}

static struct dma_fence *lazy_run(struct drm_sched_job *sched_job)
{
	struct job *job = container_of(sched_job, struct job, base);

	/* ok: fence/lock-in-section: it does not wait */
	if (dma_resv_trylock(job->bo->resv)) {
		job->bo->pins--;
		dma_resv_unlock(job->bo->resv);
	} else {
		queue_work(unpin_later, job->bo);
	}
	return job->hw;
}

static const struct drm_sched_backend_ops lazy_ops = {
	.free_job = ring_free,
	.run_job = lazy_run,
};

static struct dma_fence *copy_run(struct drm_sched_job *sched_job)
{
	struct job *job = container_of(sched_job, struct job, base);

	/* ok: fence/lock-in-section: not an op of the scheduler */
	mmap_read_lock(job->mm);
	mmap_read_unlock(job->mm);
	return job->hw;
}

static const struct copy_ops copy_ops = {
	.run_job = copy_run,
};

const void *all_ops[] = { &ring_ops, &lazy_ops, &copy_ops };
