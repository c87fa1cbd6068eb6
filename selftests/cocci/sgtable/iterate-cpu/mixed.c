// SPDX-License-Identifier: GPL-2.0-only
/* Bodies that use both sides of an entry. */
#include <linux/dma-mapping.h>

void write_entry(phys_addr_t phys, unsigned int len);
void dump(void *virt, unsigned int len);
void free_coherent(void *virt, dma_addr_t addr);

int make(struct sg_table *sgt)
{
	return sg_alloc_table(sgt, 16, GFP_KERNEL);
}

int fill_page_table(struct device *dev, struct sg_table *sgt)
{
	struct scatterlist *sg;
	int i, ret = dma_map_sgtable(dev, sgt, DMA_TO_DEVICE, 0);

	if (ret)
		return ret;
	/* hit: sgtable/iterate-cpu */
	for_each_sg(sgt->sgl, sg, sgt->nents, i)
		write_entry(sg_phys(sg), sg_dma_len(sg));
	/* hit: sgtable/iterate-cpu */
	for_each_sg(sgt->sgl, sg, sgt->orig_nents, i) {
		dma_addr_t addr = sg_dma_address(sg);

		write_entry(addr, sg->length);
	}
	return 0;
}

void choose(struct device *dev, struct sg_table *sgt, bool iommu)
{
	struct scatterlist *sg;
	int i;

	if (iommu)
		dma_map_sgtable(dev, sgt, DMA_TO_DEVICE, 0);
	/* ok: sgtable/iterate-cpu: one side or the other */
	for_each_sg(sgt->sgl, sg, sgt->nents, i)
		write_entry(iommu ? sg_dma_address(sg) : sg_phys(sg), PAGE_SIZE);
}

void free_own(struct sg_table *sgt)
{
	struct scatterlist *sg;
	int i;

	/* ok: sgtable/iterate-cpu: not seen to be mapped, both sides may be the driver's own */
	for_each_sg(sgt->sgl, sg, sgt->nents, i)
		free_coherent(sg_virt(sg), sg_dma_address(sg));
}
