/* SPDX-License-Identifier: GPL-2.0-only */
/* Basic types and macros for rule cases; see scatterlist.h beside it. */
#ifndef SGFENCE_CASES_TYPES_H
#define SGFENCE_CASES_TYPES_H

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef unsigned long size_t;
typedef long ssize_t;
typedef long off_t;
typedef _Bool bool;
typedef u64 dma_addr_t;
typedef u64 phys_addr_t;
typedef unsigned int gfp_t;

#define NULL			((void *)0)
#define true			1
#define false			0
#define unlikely(x)		(x)
#define likely(x)		(x)
#define WARN_ON(x)		(!!(x))
#define GFP_KERNEL		0xcc0u
#define PAGE_SHIFT		12
#define PAGE_SIZE		(1UL << PAGE_SHIFT)
#define ENOMEM			12
#define EIO			5
#define EFAULT			14
#define EINVAL			22
#define ERR_PTR(e)		((void *)(long)(e))
#define PTR_ERR(p)		((long)(p))
#define IS_ERR(p)		((unsigned long)(p) >= (unsigned long)-4095)
#define container_of(p, type, member) \
	((type *)((char *)(p) - __builtin_offsetof(type, member)))

#endif
