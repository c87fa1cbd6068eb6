/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * PCI for rule cases; see scatterlist.h beside it. The PCI_DMA_* constants and
 * the pci_*_sg() calls are those of kernels before 5.18.
 */
#ifndef SGFENCE_CASES_PCI_H
#define SGFENCE_CASES_PCI_H

#include <linux/dma-mapping.h>

struct device {
	int id;
};

struct pci_dev {
	struct device dev;
};

#define PCI_DMA_BIDIRECTIONAL	DMA_BIDIRECTIONAL
#define PCI_DMA_TODEVICE	DMA_TO_DEVICE
#define PCI_DMA_FROMDEVICE	DMA_FROM_DEVICE
#define PCI_DMA_NONE		DMA_NONE
#define to_pci_dev(d)		container_of(d, struct pci_dev, dev)

int pci_map_sg(struct pci_dev *pdev, struct scatterlist *sg, int nents, int direction);
void pci_unmap_sg(struct pci_dev *pdev, struct scatterlist *sg, int nents, int direction);
void pci_dma_sync_sg_for_cpu(struct pci_dev *pdev, struct scatterlist *sg, int nelems,
			     int direction);
void pci_dma_sync_sg_for_device(struct pci_dev *pdev, struct scatterlist *sg, int nelems,
				int direction);

#endif
