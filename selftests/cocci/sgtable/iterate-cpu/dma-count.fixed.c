// SPDX-License-Identifier: GPL-2.0-only
/* Loops over nents of a table that is seen to be mapped. */
#include <linux/dma-mapping.h>

struct drm_object;
struct dma_buf_attachment;

struct buffer {
	struct sg_table *sgt;
	struct sg_table table;
	u64 pages[16];
};

void put_page(struct page *page);
int keep(struct page *page);
struct sg_table *dma_buf_map_attachment(struct dma_buf_attachment *attach,
					enum dma_data_direction dir);
struct sg_table *vb2_dma_sg_plane_desc(void *vb, unsigned int plane);

int map(struct device *dev, struct buffer *b)
{
	struct scatterlist *sg;
	int i, ret;

	ret = dma_map_sgtable(dev, &b->table, DMA_TO_DEVICE, 0);
	if (ret)
		return ret;
	/* hit: sgtable/iterate-cpu */
	for_each_sgtable_sg(&b->table, sg, i)
		b->pages[i] = sg_phys(sg);
	return 0;
}

int map_and_store(struct device *dev, struct buffer *b)
{
	struct scatterlist *sg;
	int i;

	b->sgt->nents = dma_map_sg(dev, b->sgt->sgl, b->sgt->orig_nents, DMA_TO_DEVICE);
	if (!b->sgt->nents)
		return -EIO;
	/* hit: sgtable/iterate-cpu */
	for_each_sgtable_sg(b->sgt, sg, i) {
		if (keep(sg_page(sg)))
			break;
	}
	return 0;
}

int attach(struct dma_buf_attachment *attach, struct buffer *b)
{
	struct scatterlist *sg;
	int i;

	b->sgt = dma_buf_map_attachment(attach, DMA_BIDIRECTIONAL);
	if (IS_ERR(b->sgt))
		return PTR_ERR(b->sgt);
	/* hit: sgtable/iterate-cpu */
	for_each_sgtable_sg(b->sgt, sg, i)
		b->pages[i] = sg_phys(sg) + sg->offset;
	return 0;
}

size_t plane_size(void *vb)
{
	struct sg_table *sgt = vb2_dma_sg_plane_desc(vb, 0);
	struct scatterlist *sg;
	size_t size = 0;
	int i;

	/* hit: sgtable/iterate-cpu */
	for_each_sgtable_sg(sgt, sg, i)
		size += sg->length;
	return size;
}

struct drm_object *foo_import_sg_table(struct buffer *b, struct sg_table *sgt)
{
	struct scatterlist *sg;
	int i;

	/* hit: sgtable/iterate-cpu */
	for_each_sgtable_sg(sgt, sg, i)
		b->pages[i] = sg_phys(sg);
	return NULL;
}

void unmap(struct device *dev, struct sg_table *sgt)
{
	struct scatterlist *sg;
	int i;

	dma_unmap_sgtable(dev, sgt, DMA_TO_DEVICE, 0);
	/* hit: sgtable/iterate-cpu */
	for_each_sgtable_sg(sgt, sg, i)
		put_page(sg_page(sg));
}
