// SPDX-License-Identifier: GPL-2.0-only
/* Until it is mapped, nents of a table is its CPU count. */
#include <linux/dma-mapping.h>

struct data_buffer {
	struct sg_table table;
};

struct message {
	struct scatterlist *sgl;
	unsigned int nents;
};

int write_image(struct sg_table *sgt, void *buf, size_t len)
{
	struct sg_mapping_iter miter;

	/* ok: sgtable/cpu-count: nothing here maps it */
	sg_miter_start(&miter, sgt->sgl, sgt->nents, 0);
	sg_miter_stop(&miter);
	/* ok: sgtable/cpu-count: nothing here maps it */
	return sg_copy_to_buffer(sgt->sgl, sgt->nents, buf, len);
}

int command(struct data_buffer *sdb, void *buf, size_t len)
{
	/* ok: sgtable/cpu-count: a table that is never mapped may have nents below orig_nents */
	return sg_copy_from_buffer(sdb->table.sgl, sdb->table.nents, buf, len);
}

int message(struct message *msg, void *buf, size_t len)
{
	/* ok: sgtable/cpu-count: no table, a count of its own */
	return sg_copy_from_buffer(msg->sgl, msg->nents, buf, len);
}

int fill_then_map(struct device *dev, struct sg_table *upload, void *buf, size_t len)
{
	/* ok: sgtable/cpu-count: the map comes later */
	sg_copy_from_buffer(upload->sgl, upload->nents, buf, len);
	return dma_map_sgtable(dev, upload, DMA_TO_DEVICE, 0);
}

int map_drops_the_count(struct device *dev, struct sg_table *st, void *buf, size_t len)
{
	if (!dma_map_sg(dev, st->sgl, st->nents, DMA_TO_DEVICE))
		return -EIO;
	/* ok: sgtable/cpu-count: nents did not change */
	return sg_copy_to_buffer(st->sgl, st->nents, buf, len);
}

int allocated_again(struct device *dev, struct sg_table *bounce, void *buf, size_t len)
{
	int ret = dma_map_sgtable(dev, bounce, DMA_TO_DEVICE, 0);

	if (ret)
		return ret;
	dma_unmap_sgtable(dev, bounce, DMA_TO_DEVICE, 0);
	sg_free_table(bounce);
	ret = sg_alloc_table(bounce, 4, GFP_KERNEL);
	if (ret)
		return ret;
	/* ok: sgtable/cpu-count: a new table, not mapped yet */
	return sg_copy_to_buffer(bounce->sgl, bounce->nents, buf, len);
}
