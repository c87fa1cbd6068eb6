// SPDX-License-Identifier: GPL-2.0-only
/* Drivers on top of drm/sched: a mock of one, without a GPU. */
#include <linux/completion.h>
#include <linux/dma-resv.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#include "fence-lockdep.h"

#if IS_ENABLED(CONFIG_DRM_SCHED)

#include <drm/gpu_scheduler.h>

struct mock {
	struct drm_gpu_scheduler sched;
	struct drm_sched_entity entity;
	struct drm_sched_job job;
};

static struct mock gpu, other;
static struct fl_fence hw_fence;
static struct dma_resv resv;

static DEFINE_MUTEX(ctx_lock);
static DEFINE_MUTEX(job_lock);
static DEFINE_MUTEX(reset_lock);

static DECLARE_COMPLETION(running);
static DECLARE_COMPLETION(freed);

static void reset(struct drm_sched_job *job);

/* What the row has its driver do in the callbacks. */
static void (*in_run_job)(void);
static void (*in_free_job)(void);
static void (*in_timedout_job)(struct drm_sched_job *job) = reset;

static struct dma_fence *mock_run_job(struct drm_sched_job *job)
{
	if (in_run_job)
		in_run_job();
	complete(&running);
	return dma_fence_get(&hw_fence.base);
}

static enum drm_gpu_sched_stat mock_timedout_job(struct drm_sched_job *job)
{
	in_timedout_job(job);
	return DRM_GPU_SCHED_STAT_NOMINAL;
}

static void mock_free_job(struct drm_sched_job *job)
{
	if (in_free_job)
		in_free_job();
	drm_sched_job_cleanup(job);
	complete(&freed);
}

#define MOCK_CALLBACKS \
	.run_job = mock_run_job, \
	.timedout_job = mock_timedout_job, \
	.free_job = mock_free_job

static const struct drm_sched_backend_ops annotated_ops = {
	MOCK_CALLBACKS,
#ifdef HAVE_SCHED_ANNOTATION
	.annotate_signalling = true,
	.annotate_timeout = true,
#endif
};

static const struct drm_sched_backend_ops plain_ops = {
	MOCK_CALLBACKS,
};

/* The backend of another driver. */
static const struct drm_sched_backend_ops other_ops = {
	MOCK_CALLBACKS,
};

#ifdef HAVE_SCHED_WORKQUEUE

static void set_run_queues(struct drm_sched_init_args *args)
{
	args->num_rqs = DRM_SCHED_PRIORITY_COUNT;
}

static int job_init(struct mock *mock)
{
	return drm_sched_job_init(&mock->job, &mock->entity, 1, NULL, 0);
}

static void start(struct drm_gpu_scheduler *sched)
{
	drm_sched_start(sched);
}

#else

static void set_run_queues(struct drm_sched_init_args *args)
{
}

static int job_init(struct mock *mock)
{
	return drm_sched_job_init(&mock->job, &mock->entity, NULL);
}

static void start(struct drm_gpu_scheduler *sched)
{
	drm_sched_start(sched, true);
}

#endif

/* The hardware has lost its job: the scheduler gives it up. */
static void reset(struct drm_sched_job *job)
{
	drm_sched_stop(job->sched, job);
	start(job->sched);
}

static int mock_init(struct mock *mock, const struct drm_sched_backend_ops *ops,
		     long timeout)
{
	struct drm_gpu_scheduler *sched = &mock->sched;
	struct drm_sched_init_args args = {
		.ops = ops,
		.credit_limit = 1,
		.timeout = timeout,
		.name = "fl-sched",
	};
	int ret;

	set_run_queues(&args);
	ret = drm_sched_init(sched, &args);
	if (ret)
		return ret;
	ret = drm_sched_entity_init(&mock->entity, DRM_SCHED_PRIORITY_NORMAL,
				    &sched, 1, NULL);
	if (ret)
		drm_sched_fini(sched);
	return ret;
}

static void mock_fini(struct mock *mock)
{
	drm_sched_entity_destroy(&mock->entity);
	drm_sched_fini(&mock->sched);
}

/* One job, from its submission until the scheduler has freed it. */
static void run_job(struct mock *mock, bool hangs)
{
	fl_fence_init(&hw_fence);
	if (job_init(mock))
		return;
	drm_sched_job_arm(&mock->job);
	drm_sched_entity_push_job(&mock->job);

	wait_for_completion(&running);
	if (!hangs)
		dma_fence_signal(&hw_fence.base);
	wait_for_completion(&freed);
}

static void good_job(const struct drm_sched_backend_ops *ops)
{
	if (mock_init(&gpu, ops, MAX_SCHEDULE_TIMEOUT))
		return;
	run_job(&gpu, false);
	mock_fini(&gpu);
}

static void hanging_job(void)
{
	if (mock_init(&gpu, &annotated_ops, HZ / 10))
		return;
	run_job(&gpu, true);
	mock_fini(&gpu);
}

static void wait_under(struct mutex *lock)
{
	mutex_lock(lock);
	fl_wait();
	mutex_unlock(lock);
}

static void allocate(void)
{
	kfree(kmalloc(16, GFP_KERNEL));
}

static void allocate_nowait(void)
{
	kfree(kmalloc(16, GFP_NOWAIT));
}

ROW(sched_run_job_kmalloc)
{
	in_run_job = allocate;
	good_job(&annotated_ops);
}

ROW(sched_run_job_kmalloc_ok)
{
	in_run_job = allocate_nowait;
	good_job(&annotated_ops);
}

/* No driver is checked that did not ask for it. */
ROW(sched_opt_out_kmalloc)
{
	in_run_job = allocate;
	good_job(&plain_ops);
}

ROW(sched_opt_out_kmalloc_ok)
{
	in_run_job = allocate_nowait;
	good_job(&plain_ops);
}

static void take_resv_lock(void)
{
	dma_resv_lock(&resv, NULL);
	dma_resv_unlock(&resv);
}

static void try_resv_lock(void)
{
	if (dma_resv_trylock(&resv))
		dma_resv_unlock(&resv);
}

ROW(sched_run_job_resv_lock)
{
	dma_resv_init(&resv);
	in_run_job = take_resv_lock;
	good_job(&annotated_ops);
	dma_resv_fini(&resv);
}

ROW(sched_run_job_resv_lock_ok)
{
	dma_resv_init(&resv);
	in_run_job = try_resv_lock;
	good_job(&annotated_ops);
	dma_resv_fini(&resv);
}

static void take_job_lock(void)
{
	mutex_lock(&job_lock);
	mutex_unlock(&job_lock);
}

static void release_fn(struct work_struct *work)
{
	take_job_lock();
}

static DECLARE_WORK(release_work, release_fn);

static void release_later(void)
{
	schedule_work(&release_work);
}

ROW(sched_free_job_lock)
{
	wait_under(&job_lock);
	in_free_job = take_job_lock;
	good_job(&annotated_ops);
}

ROW(sched_free_job_lock_ok)
{
	wait_under(&job_lock);
	in_free_job = release_later;
	good_job(&annotated_ops);
	flush_work(&release_work);
}

static void reset_after_lock(struct drm_sched_job *job)
{
	mutex_lock(&reset_lock);
	mutex_unlock(&reset_lock);
	reset(job);
}

ROW(sched_timedout_wait_lock)
{
	wait_under(&reset_lock);
	in_timedout_job = reset_after_lock;
	hanging_job();
}

ROW(sched_timedout_wait_lock_ok)
{
	fl_wait();
	in_timedout_job = reset_after_lock;
	hanging_job();
}

/* Too late, but it has drm_sched_stop() wait for the callback of the fence. */
static void signal_late(void)
{
	dma_fence_signal(&hw_fence.base);
}

static void stop_under_lock(struct drm_sched_job *job)
{
	signal_late();
	mutex_lock(&reset_lock);
	reset(job);
	mutex_unlock(&reset_lock);
}

static void stop_before_lock(struct drm_sched_job *job)
{
	signal_late();
	drm_sched_stop(job->sched, job);
	mutex_lock(&reset_lock);
	mutex_unlock(&reset_lock);
	start(job->sched);
}

ROW(sched_timedout_stop)
{
	in_timedout_job = stop_under_lock;
	hanging_job();
}

ROW(sched_timedout_stop_ok)
{
	in_timedout_job = stop_before_lock;
	hanging_job();
}

static void section_takes_ctx_lock(void)
{
	bool cookie = dma_fence_begin_signalling();

	mutex_lock(&ctx_lock);
	mutex_unlock(&ctx_lock);
	dma_fence_end_signalling(cookie);
}

static void flush_entity(void)
{
	drm_sched_entity_flush(&gpu.entity, MAX_SCHEDULE_TIMEOUT);
}

ROW(sched_flush_under_lock)
{
	if (mock_init(&gpu, &annotated_ops, MAX_SCHEDULE_TIMEOUT))
		return;
	section_takes_ctx_lock();
	mutex_lock(&ctx_lock);
	flush_entity();
	mutex_unlock(&ctx_lock);
	mock_fini(&gpu);
}

ROW(sched_flush_under_lock_ok)
{
	if (mock_init(&gpu, &annotated_ops, MAX_SCHEDULE_TIMEOUT))
		return;
	section_takes_ctx_lock();
	flush_entity();
	mutex_lock(&ctx_lock);
	mutex_unlock(&ctx_lock);
	mock_fini(&gpu);
}

ROW(sched_kill_under_lock)
{
	if (mock_init(&gpu, &annotated_ops, MAX_SCHEDULE_TIMEOUT))
		return;
	section_takes_ctx_lock();
	mutex_lock(&ctx_lock);
	drm_sched_entity_fini(&gpu.entity);
	mutex_unlock(&ctx_lock);
	drm_sched_fini(&gpu.sched);
}

ROW(sched_kill_under_lock_ok)
{
	if (mock_init(&gpu, &annotated_ops, MAX_SCHEDULE_TIMEOUT))
		return;
	section_takes_ctx_lock();
	drm_sched_entity_fini(&gpu.entity);
	mutex_lock(&ctx_lock);
	mutex_unlock(&ctx_lock);
	drm_sched_fini(&gpu.sched);
}

/*
 * The jobs of the first scheduler take job_lock, the second goes away under
 * it or not. Nothing here is part of signalling.
 */
static void fini_after_job(struct mock *second, bool under_lock)
{
	in_run_job = take_job_lock;
	run_job(&gpu, false);
	drm_sched_entity_destroy(&second->entity);
	if (under_lock)
		mutex_lock(&job_lock);
	drm_sched_fini(&second->sched);
	if (under_lock)
		mutex_unlock(&job_lock);
}

static void fini_itself(bool under_lock)
{
	if (mock_init(&gpu, &plain_ops, MAX_SCHEDULE_TIMEOUT))
		return;
	fini_after_job(&gpu, under_lock);
}

static void fini_other(bool under_lock)
{
	if (mock_init(&gpu, &plain_ops, MAX_SCHEDULE_TIMEOUT))
		return;
	if (!mock_init(&other, &other_ops, MAX_SCHEDULE_TIMEOUT))
		fini_after_job(&other, under_lock);
	mock_fini(&gpu);
}

ROW(sched_fini_under_lock)
{
	fini_itself(true);
}

ROW(sched_fini_under_lock_ok)
{
	fini_itself(false);
}

ROW(sched_two_schedulers)
{
	fini_other(true);
}

ROW(sched_two_schedulers_ok)
{
	fini_other(false);
}

#else

#define NO_SCHED(name) \
	ROW(name) { fl_skip("no drm/sched in this kernel"); } \
	ROW(name##_ok) { fl_skip("no drm/sched in this kernel"); }

NO_SCHED(sched_run_job_kmalloc)
NO_SCHED(sched_opt_out_kmalloc)
NO_SCHED(sched_run_job_resv_lock)
NO_SCHED(sched_free_job_lock)
NO_SCHED(sched_timedout_wait_lock)
NO_SCHED(sched_timedout_stop)
NO_SCHED(sched_flush_under_lock)
NO_SCHED(sched_kill_under_lock)
NO_SCHED(sched_fini_under_lock)
NO_SCHED(sched_two_schedulers)

#endif
