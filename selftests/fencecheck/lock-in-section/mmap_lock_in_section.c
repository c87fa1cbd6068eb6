// SPDX-License-Identifier: GPL-2.0-only
/* Page faults wait for fences under the mmap lock. */
#include <kernel.h>

static void foo_fault_in(struct mm_struct *mm)
{
	/* hit: fence/lock-in-section: foo_userptr > foo_fault_in */
	mmap_read_lock(mm);
	mmap_read_unlock(mm);
}

void foo_userptr(struct mm_struct *mm)
{
	bool cookie = dma_fence_begin_signalling();

	foo_fault_in(mm);
	dma_fence_end_signalling(cookie);
}

void bar_userptr(struct mm_struct *mm)
{
	bool cookie;

	/* ok: fence/lock-in-section: before the section */
	mmap_read_lock(mm);
	cookie = dma_fence_begin_signalling();
	/* ok: fence/lock-in-section: goes on without it */
	if (mmap_read_trylock(mm))
		mmap_read_unlock(mm);
	dma_fence_end_signalling(cookie);
	mmap_read_unlock(mm);
}
