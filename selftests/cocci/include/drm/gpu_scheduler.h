/* SPDX-License-Identifier: GPL-2.0-only */
/* The GPU scheduler for rule cases. */
#ifndef SGFENCE_CASES_GPU_SCHEDULER_H
#define SGFENCE_CASES_GPU_SCHEDULER_H

#include <linux/dma-fence.h>

struct drm_sched_job {
	int id;
};

struct drm_sched_backend_ops {
	struct dma_fence *(*run_job)(struct drm_sched_job *job);
	void (*free_job)(struct drm_sched_job *job);
};

#endif
