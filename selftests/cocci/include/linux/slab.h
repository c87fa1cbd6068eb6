/* SPDX-License-Identifier: GPL-2.0-only */
/* Allocations for rule cases. */
#ifndef SGFENCE_CASES_SLAB_H
#define SGFENCE_CASES_SLAB_H

#include <linux/types.h>

#define __GFP_ZERO		0x100u
#define __GFP_NOFAIL		0x8000u
#define __GFP_DIRECT_RECLAIM	0x400u
#define GFP_NOWAIT		0x800u
#define GFP_ATOMIC		0x820u
#define GFP_NOIO		0xc00u
#define GFP_NOFS		0xc40u
#define GFP_USER		0x100cc0u

struct kmem_cache;
struct page;

void *kmalloc(size_t size, gfp_t flags);
void *kzalloc(size_t size, gfp_t flags);
void *kcalloc(size_t n, size_t size, gfp_t flags);
void *kvmalloc(size_t size, gfp_t flags);
void *kmem_cache_alloc(struct kmem_cache *cache, gfp_t flags);
char *kstrdup(const char *s, gfp_t flags);
struct page *alloc_page(gfp_t flags);
void *vmalloc(unsigned long size);
void *vmap(struct page **pages, unsigned int count, unsigned long flags, unsigned long prot);
void kfree(const void *p);
void might_alloc(gfp_t flags);
unsigned int memalloc_noreclaim_save(void);
void memalloc_noreclaim_restore(unsigned int flags);
unsigned int memalloc_nofs_save(void);
void memalloc_nofs_restore(unsigned int flags);

#endif
