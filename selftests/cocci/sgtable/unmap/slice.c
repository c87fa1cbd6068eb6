// SPDX-License-Identifier: GPL-2.0-only
/* A slice of a table: both counts and the first entry are cut, and put back. */
#include <linux/dma-mapping.h>

struct slice {
	struct sg_table sgt;
	struct scatterlist *first;
	unsigned int used;
};

int make(struct slice *s, unsigned int n)
{
	return sg_alloc_table(&s->sgt, n, GFP_KERNEL);
}

void cut(struct slice *s)
{
	s->first = s->sgt.sgl;
	s->sgt.sgl = sg_next(s->first);
	s->sgt.nents = s->used;
}

void drop(struct device *dev, struct slice *s)
{
	/* ok: sgtable/unmap: the slice, not the table, was mapped */
	dma_unmap_sg(dev, s->sgt.sgl, s->sgt.nents, DMA_BIDIRECTIONAL);
}
