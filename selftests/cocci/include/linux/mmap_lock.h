/* SPDX-License-Identifier: GPL-2.0-only */
/* The lock of an address space, and pinned pages, for rule cases. */
#ifndef SGFENCE_CASES_MMAP_LOCK_H
#define SGFENCE_CASES_MMAP_LOCK_H

#include <linux/types.h>

struct mm_struct;
struct page;

void mmap_read_lock(struct mm_struct *mm);
bool mmap_read_trylock(struct mm_struct *mm);
void mmap_read_unlock(struct mm_struct *mm);
int pin_user_pages_fast(unsigned long start, int nr_pages, unsigned int gup_flags,
			struct page **pages);

#endif
