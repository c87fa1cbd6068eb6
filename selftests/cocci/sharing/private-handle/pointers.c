// SPDX-License-Identifier: GPL-2.0-only
/* A kernel pointer, or an address of the wrong kind, in a table. */
#include <linux/dma-mapping.h>

#define ON_DEVICE	1ULL

typedef unsigned long uintptr_t;
typedef u64 resource_size_t;

struct region {
	resource_size_t start;
	u64 offset;
};

struct private_buffer {
	void *cookie_of_ours;
	struct region memory;
	struct region *window;
	u64 place;
};

phys_addr_t page_to_phys(struct page *page);

void whole_object(struct private_buffer *buf, struct sg_table *sgt)
{
	/* hit: sharing/private-handle */
	sg_dma_address(sgt->sgl) = (uintptr_t)buf;
	/* hit: sharing/private-handle */
	sgt->sgl->dma_address = (dma_addr_t)(unsigned long)buf->cookie_of_ours;
	/* hit: sharing/private-handle */
	sg_dma_address(sgt->sgl) = (unsigned long)&buf->memory;
}

void virtual_address(struct scatterlist *sg)
{
	/* hit: sharing/private-handle */
	sg_dma_address(sg) = (uintptr_t)sg_virt(sg);
}

void pointer_by_local(struct private_buffer *buf, struct scatterlist *sg)
{
	u64 value;

	value = (uintptr_t)buf;
	/* hit: sharing/private-handle */
	sg_dma_address(sg) = value;
}

void physical(struct private_buffer *buf, struct scatterlist *sg, struct page *page)
{
	/* hit: sharing/private-handle */
	sg_dma_address(sg) = sg_phys(sg);
	/* hit: sharing/private-handle */
	sg_dma_address(sg) = page_to_phys(page) + sg->offset;
	/* hit: sharing/private-handle */
	sg->dma_address = buf->window->start;
}

void in_device_memory(struct private_buffer *buf, struct scatterlist *sg, u64 base)
{
	/* hit: sharing/private-handle */
	sg_dma_address(sg) = base + buf->place;
	/* hit: sharing/private-handle */
	sg_dma_address(sg) = (dma_addr_t)buf->memory.start + buf->memory.offset;
	/* hit: sharing/private-handle */
	sg_dma_address(sg) = buf->place | ON_DEVICE;
}
