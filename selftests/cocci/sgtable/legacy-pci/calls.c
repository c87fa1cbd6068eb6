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
	n = pci_map_sg(h->pdev, h->sg, n, write ? PCI_DMA_TODEVICE : PCI_DMA_FROMDEVICE);
	h->dir = PCI_DMA_BIDIRECTIONAL;
	/* hit: sgtable/legacy-pci */
	if (!pci_map_sg(h->pdev, h->sgt.sgl, h->sgt.orig_nents, h->dir))
		return -EIO;
	return n;
}

void finish(struct host *h, struct pci_dev **list, void *raw, int n)
{
	/* hit: sgtable/legacy-pci */
	pci_unmap_sg(h->pdev, h->sg, n, PCI_DMA_BIDIRECTIONAL);
	/* hit: sgtable/legacy-pci */
	pci_unmap_sg(to_pci_dev(h->dev), h->sg, n, PCI_DMA_NONE);
	/* hit: sgtable/legacy-pci */
	pci_unmap_sg((struct pci_dev *)raw, h->sg, n, PCI_DMA_TODEVICE);
	/* hit: sgtable/legacy-pci */
	pci_unmap_sg(*list, h->sg, n, PCI_DMA_TODEVICE);
	/* hit: sgtable/legacy-pci */
	pci_unmap_sg(NULL, h->sg, n, PCI_DMA_TODEVICE);
}

void peek(struct host *h)
{
	/* hit: sgtable/legacy-pci */
	pci_dma_sync_sg_for_cpu(h->pdev, h->sg, 8, PCI_DMA_FROMDEVICE);
	/* hit: sgtable/legacy-pci */
	pci_dma_sync_sg_for_device(h->pdev, h->sg, 8,
				   PCI_DMA_FROMDEVICE);
}
