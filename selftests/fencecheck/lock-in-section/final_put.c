// SPDX-License-Identifier: GPL-2.0-only
/* The final put of an object takes its reservation lock. */
#include <kernel.h>

struct foo_vm {
	struct kref refcount;
	struct dma_resv *resv;
};

struct foo_job {
	struct drm_sched_job base;
	struct foo_vm *vm;
};

static void foo_vm_release(struct kref *kref)
{
	struct foo_vm *vm = container_of(kref, struct foo_vm, refcount);

	/* hit[put]: fence/lock-in-section: foo_run_job > foo_vm_release */
	dma_resv_lock(vm->resv, NULL);
	dma_resv_unlock(vm->resv);
	kfree(vm);
}

static struct dma_fence *foo_run_job(struct drm_sched_job *base)
{
	struct foo_job *job = container_of(base, struct foo_job, base);

	kref_put(&job->vm->refcount, foo_vm_release);
	return NULL;
}

void foo_ioctl_destroy(struct foo_vm *vm)
{
	/* ok: fence/lock-in-section: an ioctl may sleep for as long as it likes */
	kref_put(&vm->refcount, foo_vm_release);
}

static const struct drm_sched_backend_ops foo_ops = { .run_job = foo_run_job };
