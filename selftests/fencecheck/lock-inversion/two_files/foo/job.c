// SPDX-License-Identifier: GPL-2.0-only
/* Two files: a lock that they share, and two static locks of the same name. */
#include <kernel.h>

extern struct mutex foo_lock;
static DEFINE_MUTEX(lock);

static struct dma_fence *foo_run_job(struct drm_sched_job *job)
{
	/* hit: fence/lock-inversion: foo_run_job | foo_idle */
	mutex_lock(&foo_lock);
	mutex_unlock(&foo_lock);
	/* ok: fence/lock-inversion: the lock of this file is never held over a wait */
	mutex_lock(&lock);
	mutex_unlock(&lock);
	return NULL;
}

const struct drm_sched_backend_ops foo_ops = {
	.run_job = foo_run_job,
};
