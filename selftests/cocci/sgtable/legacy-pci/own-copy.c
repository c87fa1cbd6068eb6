// SPDX-License-Identifier: GPL-2.0-only
/* A driver that brings the old calls along, to build on every kernel. */
#define pci_map_sg declared_pci_map_sg
#include <linux/pci.h>
#undef pci_map_sg

static inline int pci_map_sg(struct pci_dev *pdev, struct scatterlist *sg, int n, int direction)
{
	return dma_map_sg(pdev ? &pdev->dev : NULL, sg, n, direction);
}

int submit(struct pci_dev *pdev, struct scatterlist *sg, int n)
{
	/* ok: sgtable/legacy-pci: the driver's own function */
	return pci_map_sg(pdev, sg, n, PCI_DMA_TODEVICE);
}
