// SPDX-License-Identifier: GPL-2.0-only
/* The legacy calls, on tables and on plain scatterlists. */
#include <linux/pci.h>

struct host {
	struct pci_dev *pdev;
	struct scatterlist sg[8];
	struct sg_table sgt;
	struct device *dev;
	int dir;
};

int submit(struct host *h, int n, bool write)
{
	/* hit: sgtable/legacy-pci */
	n = dma_map_sg(&h->pdev->dev, h->sg, n,
		       write ? DMA_TO_DEVICE : DMA_FROM_DEVICE);
	h->dir = DMA_BIDIRECTIONAL;
	/* hit: sgtable/legacy-pci */
	if (!dma_map_sg(&h->pdev->dev, h->sgt.sgl, h->sgt.orig_nents, h->dir))
		return -EIO;
	return n;
}

void finish(struct host *h, struct pci_dev **list, void *raw, int n)
{
	/* hit: sgtable/legacy-pci */
	dma_unmap_sg(&h->pdev->dev, h->sg, n, DMA_BIDIRECTIONAL);
	/* hit: sgtable/legacy-pci */
	dma_unmap_sg(h->dev, h->sg, n, DMA_NONE);
	/* hit: sgtable/legacy-pci */
	dma_unmap_sg(&((struct pci_dev *)raw)->dev, h->sg, n, DMA_TO_DEVICE);
	/* hit: sgtable/legacy-pci */
	dma_unmap_sg(&(*list)->dev, h->sg, n, DMA_TO_DEVICE);
	/* hit: sgtable/legacy-pci */
	dma_unmap_sg(NULL, h->sg, n, DMA_TO_DEVICE);
}

void peek(struct host *h)
{
	/* hit: sgtable/legacy-pci */
	dma_sync_sg_for_cpu(&h->pdev->dev, h->sg, 8, DMA_FROM_DEVICE);
	/* hit: sgtable/legacy-pci */
	dma_sync_sg_for_device(&h->pdev->dev, h->sg, 8, DMA_FROM_DEVICE);
}
