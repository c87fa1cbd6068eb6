// SPDX-License-Identifier: GPL-2.0-only
/* Members that hold the mapped count for a time, or beside another count. */
#include <linux/dma-mapping.h>

struct xfer {
	struct scatterlist *sgl;
	int nents;
	int mapped;
	int used;
	int left;
};

int run(struct device *dev, struct xfer *x, int n);

/* both counts are kept */
int map_both(struct device *dev, struct xfer *x)
{
	x->mapped = dma_map_sg(dev, x->sgl, x->nents, DMA_TO_DEVICE);
	return x->mapped ? run(dev, x, x->mapped) : -EIO;
}

void unmap_both(struct device *dev, struct xfer *x)
{
	if (x->mapped)
		/* ok: sgtable/unmap-mapped-count: the result only says that it is mapped */
		dma_unmap_sg(dev, x->sgl, x->nents, DMA_TO_DEVICE);
}

/* the member gets the other count as soon as the device has started */
int map_and_restore(struct device *dev, struct xfer *x, int n)
{
	x->used = dma_map_sg(dev, x->sgl, n, DMA_TO_DEVICE);
	if (!x->used)
		return -EIO;
	run(dev, x, x->used);
	x->used = n;
	return 0;
}

void unmap_restored(struct device *dev, struct xfer *x)
{
	/* ok: sgtable/unmap-mapped-count: used is the count given to the map by now */
	dma_unmap_sg(dev, x->sgl, x->used, DMA_TO_DEVICE);
}

/* a way without DMA sets the same member to the CPU count */
int map_or_copy(struct device *dev, struct xfer *x, bool dma)
{
	if (dma) {
		x->left = dma_map_sg(dev, x->sgl, x->nents, DMA_TO_DEVICE);
		if (x->left)
			return 0;
	}
	x->left = x->nents;
	return 0;
}

void unmap_left(struct device *dev, struct xfer *x)
{
	/* todo: sgtable/unmap-mapped-count: a map that failed sets the other count too */
	dma_unmap_sg(dev, x->sgl, x->left, DMA_TO_DEVICE);
}
