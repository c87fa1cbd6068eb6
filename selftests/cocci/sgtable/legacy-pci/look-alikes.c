// SPDX-License-Identifier: GPL-2.0-only
/* The DMA interface itself, and other uses of the directions. */
#include <linux/pci.h>

int alpha_pci_map_sg(struct pci_dev *pdev, struct scatterlist *sg, int n, int direction);

int submit(struct pci_dev *pdev, struct scatterlist *sg, int n)
{
	/* ok: sgtable/legacy-pci: not one of the removed calls */
	n = alpha_pci_map_sg(pdev, sg, n, PCI_DMA_TODEVICE);
	/* ok: sgtable/legacy-pci: the DMA interface */
	return dma_map_sg(&pdev->dev, sg, n, DMA_TO_DEVICE);
}
