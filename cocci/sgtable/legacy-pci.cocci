// SPDX-License-Identifier: GPL-2.0-only
/// pci_map_sg(), pci_unmap_sg() and pci_dma_sync_sg_for_cpu() and _device()
/// were thin copies of the DMA interface for a struct pci_dev. Linux 5.18
/// removed them and the PCI_DMA_* directions; the calls of dma_map_sg() and
/// its kin take &pdev->dev and DMA_*. This holds for plain scatterlists as
/// well as for those of a struct sg_table.
///
//# A device pointer that may be NULL at run time: the old calls passed on a
//# NULL device, &pdev->dev is not NULL. Only a literal NULL is recognised.
//# The directions are replaced in all of a file that has one of the calls.
//# A file that defines one of the calls itself is left alone.
//
// Confidence: High
// Copyright: (C) 2026 sgfence authors
// Options: --no-includes
// Keywords: pci_map_sg, pci_unmap_sg, pci_dma_sync_sg_for_cpu, pci_dma_sync_sg_for_device, PCI_DMA_TODEVICE
// Candidates: \bpci_((un)?map_sg|dma_sync_sg_for_(cpu|device))\s*\(
// Order: 10

virtual patch
virtual context
virtual org
virtual report

// A driver that brings the calls along for newer kernels.
@compat@
identifier f = {pci_map_sg, pci_unmap_sg, pci_dma_sync_sg_for_cpu, pci_dma_sync_sg_for_device};
@@

f(...) { ... }

@macro@
identifier f = {pci_map_sg, pci_unmap_sg, pci_dma_sync_sg_for_cpu, pci_dma_sync_sg_for_device};
identifier list is;
expression E;
@@

#define f(is) E

@old depends on !compat && !macro@
position p;
@@

\(pci_map_sg@p\|pci_unmap_sg@p\|pci_dma_sync_sg_for_cpu@p\|pci_dma_sync_sg_for_device@p\)(...)

@show depends on context && old@
@@

* \(pci_map_sg\|pci_unmap_sg\|pci_dma_sync_sg_for_cpu\|pci_dma_sync_sg_for_device\)(...)

@direction depends on patch && old@
@@

(
- PCI_DMA_BIDIRECTIONAL
+ DMA_BIDIRECTIONAL
|
- PCI_DMA_TODEVICE
+ DMA_TO_DEVICE
|
- PCI_DMA_FROMDEVICE
+ DMA_FROM_DEVICE
|
- PCI_DMA_NONE
+ DMA_NONE
)

@fix depends on patch && old@
expression D, P, L, N, X;
@@

(
- pci_map_sg(NULL, L, N, X)
+ dma_map_sg(NULL, L, N, X)
|
- pci_unmap_sg(NULL, L, N, X)
+ dma_unmap_sg(NULL, L, N, X)
|
- pci_dma_sync_sg_for_cpu(NULL, L, N, X)
+ dma_sync_sg_for_cpu(NULL, L, N, X)
|
- pci_dma_sync_sg_for_device(NULL, L, N, X)
+ dma_sync_sg_for_device(NULL, L, N, X)
|
- pci_map_sg(to_pci_dev(D), L, N, X)
+ dma_map_sg(D, L, N, X)
|
- pci_unmap_sg(to_pci_dev(D), L, N, X)
+ dma_unmap_sg(D, L, N, X)
|
- pci_dma_sync_sg_for_cpu(to_pci_dev(D), L, N, X)
+ dma_sync_sg_for_cpu(D, L, N, X)
|
- pci_dma_sync_sg_for_device(to_pci_dev(D), L, N, X)
+ dma_sync_sg_for_device(D, L, N, X)
|
- pci_map_sg(P, L, N, X)
+ dma_map_sg(&P->dev, L, N, X)
|
- pci_unmap_sg(P, L, N, X)
+ dma_unmap_sg(&P->dev, L, N, X)
|
- pci_dma_sync_sg_for_cpu(P, L, N, X)
+ dma_sync_sg_for_cpu(&P->dev, L, N, X)
|
- pci_dma_sync_sg_for_device(P, L, N, X)
+ dma_sync_sg_for_device(&P->dev, L, N, X)
)

@script:python depends on org@
p << old.p;
@@

coccilib.org.print_todo(p[0], "WARNING: sgtable/legacy-pci: removed in 5.18; use the call of the DMA interface")

@script:python depends on report@
p << old.p;
@@

coccilib.report.print_report(p[0], "WARNING: sgtable/legacy-pci: removed in 5.18; use the call of the DMA interface")
