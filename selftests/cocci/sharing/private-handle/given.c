// SPDX-License-Identifier: GPL-2.0-only
/* Entries filled by hand with what the DMA API gave: nothing is reported. */
#include <linux/dma-mapping.h>

#define DMA_MAPPING_ERROR	(~(dma_addr_t)0)

struct ring {
	dma_addr_t rx_dma;
	dma_addr_t parts[4];
	u64 where;
	unsigned long smem_start;
	void *ring_cookie;
};

dma_addr_t dma_map_page(struct device *dev, struct page *page, size_t offset, size_t size,
			enum dma_data_direction dir);
dma_addr_t dma_map_single(struct device *dev, void *p, size_t size, enum dma_data_direction dir);
dma_addr_t dma_map_resource(struct device *dev, phys_addr_t phys, size_t size,
			    enum dma_data_direction dir, unsigned long attrs);
void *dma_alloc_coherent(struct device *dev, size_t size, dma_addr_t *handle, gfp_t gfp);

int coherent(struct device *dev, struct scatterlist *sg, size_t size)
{
	dma_addr_t token = 0;
	void *memory = dma_alloc_coherent(dev, size, &token, GFP_KERNEL);

	if (!memory)
		return -ENOMEM;
	/* ok: sharing/private-handle: a DMA address whatever it is called */
	sg_dma_address(sg) = token;
	/* ok: sharing/private-handle: a length */
	sg_dma_len(sg) = size;
	return 0;
}

void mapped(struct device *dev, struct ring *ring, struct scatterlist *sg, struct page *page, void *p)
{
	/* ok: sharing/private-handle: a mapping */
	sg_dma_address(sg) = dma_map_page(dev, page, 0, PAGE_SIZE, DMA_TO_DEVICE);
	/* ok: sharing/private-handle: a mapping; the pointer is what is mapped */
	sg->dma_address = dma_map_single(dev, (void *)(unsigned long)p, 8, DMA_TO_DEVICE);
	/* ok: sharing/private-handle: an offset into a mapping */
	sg_dma_address(sg) = ring->rx_dma + sg->offset;
	/* ok: sharing/private-handle: an array of DMA addresses */
	sg_dma_address(sg) = ring->parts[2];
	ring->where = dma_map_resource(dev, 0x1000, PAGE_SIZE, DMA_TO_DEVICE, 0);
	/* ok: sharing/private-handle: mapped above, kept in a wider type */
	sg_dma_address(sg) = ring->where;
	/* ok: sharing/private-handle: the start of a mapped frame buffer */
	sg_dma_address(sg) = ring->smem_start;
}

void adjusted(struct scatterlist *sg, struct scatterlist *from, unsigned int head)
{
	/* ok: sharing/private-handle: copied from an entry that is mapped */
	sg_dma_address(sg) = sg_dma_address(from);
	/* ok: sharing/private-handle: moved within its mapping */
	sg_dma_address(sg) += head;
	/* ok: sharing/private-handle: aligned */
	sg_dma_address(sg) = (sg_dma_address(sg) & ~4095ULL) | head;
	/* ok: sharing/private-handle: shortened */
	sg_dma_len(sg) -= head;
}

void cleared(struct scatterlist *sg)
{
	/* ok: sharing/private-handle: no address */
	sg_dma_address(sg) = DMA_MAPPING_ERROR;
	/* ok: sharing/private-handle: no address */
	sg_dma_address(sg) = 0;
	/* ok: sharing/private-handle: no length */
	sg_dma_len(sg) = 0;
}

void one_entry(struct scatterlist *sg, dma_addr_t buf, size_t len)
{
	/* ok: sharing/private-handle: a parameter of the right type */
	sg_dma_address(sg) = buf;
	/* ok: sharing/private-handle: a length */
	sg_dma_len(sg) = len;
}

struct frame {
	u64 dma_address;
	u32 object_id;
};

void other_struct(struct frame *frame, struct ring *ring)
{
	/* ok: sharing/private-handle: no scatterlist */
	frame->dma_address = frame->object_id;
	/* ok: sharing/private-handle: no scatterlist */
	frame->dma_address = (unsigned long)ring->ring_cookie;
}

int virt_map_sg(struct scatterlist *sgl, int entries)
{
	struct scatterlist *s;
	int i;

	for_each_sg(sgl, s, entries, i)
		/* ok: sharing/private-handle: a mapping of a device made of software */
		sg_dma_address(s) = (unsigned long)sg_virt(s);
	return entries;
}
