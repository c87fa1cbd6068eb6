// SPDX-License-Identifier: GPL-2.0-only
/* A DMA count becomes a number among others. */
#include <linux/dma-mapping.h>

struct vb2_buffer;
struct dma_chan;

struct sg_table *vb2_dma_sg_plane_desc(struct vb2_buffer *vb, unsigned int plane);
int map_own_mmu(struct scatterlist *sgl, int nents, u64 *iova);
void program(struct scatterlist *sgl, unsigned int count);
void reserve(int n);
void use_page(struct page *page);
void *dmaengine_prep_slave_sg(struct dma_chan *chan, struct scatterlist *sgl, unsigned int len,
			      int dir, unsigned long flags);
void dev_dbg(struct device *dev, const char *text, int n);

static void walk(struct scatterlist *sgl, int count)
{
	struct scatterlist *sg;
	int i;

	for_each_sg(sgl, sg, count, i) {
		use_page(sg_page(sg));
	}
}

int buffer(struct vb2_buffer *vb, u64 *iova)
{
	struct sg_table *sg = vb2_dma_sg_plane_desc(vb, 0);

	/* hit: sgtable/count-argument */
	return map_own_mmu(sg->sgl, sg->nents, iova);
}

int local(struct device *dev, struct dma_chan *chan, struct scatterlist *sgl, int nents)
{
	int n = dma_map_sg(dev, sgl, nents, DMA_TO_DEVICE);

	if (!n)
		return -EIO;
	/* ok: sgtable/count-argument: a message */
	dev_dbg(dev, "%d entries\n", n);
	/* hit: sgtable/count-argument */
	program(sgl, n);
	/* ok: sgtable/count-argument: without the list there are no pages to look at */
	reserve(n);
	/* ok: sgtable/count-argument: a DMA engine takes this count */
	dmaengine_prep_slave_sg(chan, sgl, n, 1, 0);
	/* ok: sgtable/count-argument: the CPU count */
	walk(sgl, nents);
	return 0;
}

int table(struct device *dev, struct sg_table *sgt)
{
	/* ok: sgtable/count-argument: not mapped yet */
	walk(sgt->sgl, sgt->nents);
	if (dma_map_sgtable(dev, sgt, DMA_TO_DEVICE, 0))
		return -EIO;
	/* hit: sgtable/count-argument */
	walk(sgt->sgl, sgt->nents);
	/* ok: sgtable/count-argument: sgtable/cpu-count finds this one */
	sg_zero_buffer(sgt->sgl, sgt->nents, 64, 0);
	return 0;
}
