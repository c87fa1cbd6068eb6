// SPDX-License-Identifier: GPL-2.0-only
/* Memory in a signalling section: reclaim may wait for fences. */
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#include "fence-lockdep.h"

static DEFINE_MUTEX(notifier_lock);
static DEFINE_MUTEX(shrinker_lock);
static DEFINE_MUTEX(opp_lock);
static DEFINE_MUTEX(qos_lock);

static void allocate(gfp_t gfp)
{
	kfree(kmalloc(16, gfp));
}

static void allocate_in_section(gfp_t gfp)
{
	bool cookie = dma_fence_begin_signalling();

	allocate(gfp);
	dma_fence_end_signalling(cookie);
}

static void section_takes(struct mutex *lock)
{
	bool cookie = dma_fence_begin_signalling();

	mutex_lock(lock);
	mutex_unlock(lock);
	dma_fence_end_signalling(cookie);
}

ROW(kmalloc_in_section)
{
	allocate_in_section(GFP_KERNEL);
}

ROW(kmalloc_in_section_ok)
{
	allocate(GFP_KERNEL);
	allocate_in_section(GFP_NOWAIT);
	allocate_in_section(GFP_ATOMIC);
}

ROW(nofs_in_section)
{
	allocate_in_section(GFP_NOFS);
}

/* This scope never reclaims, whatever the flags of the allocation say. */
ROW(nofs_in_section_ok)
{
	unsigned int flags = memalloc_noreclaim_save();

	allocate_in_section(GFP_KERNEL);
	memalloc_noreclaim_restore(flags);
}

ROW(vmap_in_section)
{
	struct page *page = alloc_page(GFP_KERNEL);
	bool cookie;

	if (!page)
		return;
	cookie = dma_fence_begin_signalling();
	vunmap(vmap(&page, 1, VM_MAP, PAGE_KERNEL));
	dma_fence_end_signalling(cookie);
	__free_page(page);
}

ROW(vmap_in_section_ok)
{
	struct page *page = alloc_page(GFP_KERNEL);
	bool cookie;
	u8 *address;

	if (!page)
		return;
	address = vmap(&page, 1, VM_MAP, PAGE_KERNEL);
	cookie = dma_fence_begin_signalling();
	if (address)
		*address = 0;
	dma_fence_end_signalling(cookie);
	vunmap(address);
	__free_page(page);
}

/* A snapshot of the hardware for devcoredump, taken by the time-out handler. */
ROW(coredump_in_section)
{
	bool cookie = dma_fence_begin_signalling();

	vfree(vzalloc(PAGE_SIZE));
	dma_fence_end_signalling(cookie);
}

ROW(coredump_in_section_ok)
{
	allocate_in_section(GFP_NOWAIT | __GFP_NOWARN);
}

ROW(mmap_lock_in_section)
{
	bool cookie = dma_fence_begin_signalling();

	mmap_read_lock(fl_mm);
	mmap_read_unlock(fl_mm);
	dma_fence_end_signalling(cookie);
}

ROW(mmap_lock_in_section_ok)
{
	bool cookie;

	mmap_read_lock(fl_mm);
	cookie = dma_fence_begin_signalling();
	dma_fence_end_signalling(cookie);
	mmap_read_unlock(fl_mm);
}

ROW(i_mmap_in_section)
{
	static struct address_space mapping;
	bool cookie;

	address_space_init_once(&mapping);
	cookie = dma_fence_begin_signalling();
	i_mmap_lock_write(&mapping);
	i_mmap_unlock_write(&mapping);
	dma_fence_end_signalling(cookie);
}

ROW(i_mmap_in_section_ok)
{
	static struct address_space mapping;
	bool cookie;

	address_space_init_once(&mapping);
	i_mmap_lock_write(&mapping);
	i_mmap_unlock_write(&mapping);
	cookie = dma_fence_begin_signalling();
	dma_fence_end_signalling(cookie);
}

/* No annotation needed: reclaim itself calls the notifier. */
ROW(kmalloc_under_notifier_lock)
{
	mutex_lock(&notifier_lock);
	allocate(GFP_KERNEL);
	mutex_unlock(&notifier_lock);

	fs_reclaim_acquire(GFP_KERNEL);
	mutex_lock(&notifier_lock);
	mutex_unlock(&notifier_lock);
	fs_reclaim_release(GFP_KERNEL);
}

ROW(kmalloc_under_notifier_lock_ok)
{
	allocate(GFP_KERNEL);
	mutex_lock(&notifier_lock);
	mutex_unlock(&notifier_lock);

	fs_reclaim_acquire(GFP_KERNEL);
	mutex_lock(&notifier_lock);
	mutex_unlock(&notifier_lock);
	fs_reclaim_release(GFP_KERNEL);
}

ROW(shrinker_lock_in_section)
{
	mutex_lock(&shrinker_lock);
	allocate(GFP_KERNEL);
	mutex_unlock(&shrinker_lock);

	section_takes(&shrinker_lock);
}

/* A shrinker may wait for fences, and share a lock that never allocates. */
ROW(shrinker_lock_in_section_ok)
{
	fs_reclaim_acquire(GFP_KERNEL);
	mutex_lock(&shrinker_lock);
	mutex_unlock(&shrinker_lock);
	fl_wait();
	fs_reclaim_release(GFP_KERNEL);

	section_takes(&shrinker_lock);
}

/* Two locks deep, as in clk, regulator, interconnect and PM QoS. */
ROW(power_lock_in_section)
{
	mutex_lock(&opp_lock);
	mutex_lock(&qos_lock);
	mutex_unlock(&qos_lock);
	mutex_unlock(&opp_lock);

	mutex_lock(&qos_lock);
	allocate(GFP_KERNEL);
	mutex_unlock(&qos_lock);

	section_takes(&opp_lock);
}

ROW(power_lock_in_section_ok)
{
	bool cookie;

	mutex_lock(&opp_lock);
	mutex_lock(&qos_lock);
	allocate(GFP_KERNEL);
	mutex_unlock(&qos_lock);
	mutex_unlock(&opp_lock);

	cookie = dma_fence_begin_signalling();
	dma_fence_end_signalling(cookie);
}
