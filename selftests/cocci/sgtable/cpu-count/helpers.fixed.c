// SPDX-License-Identifier: GPL-2.0-only
/* Helpers that copy from or to the pages of a table. */
#include <linux/dma-mapping.h>

struct vb2_buffer;
struct usb_sg_request;
struct usb_device;

struct sg_table *vb2_dma_sg_plane_desc(struct vb2_buffer *vb, unsigned int plane);
int usb_sg_init(struct usb_sg_request *io, struct usb_device *dev, unsigned int pipe,
		unsigned int period, struct scatterlist *sg, int nents, size_t length,
		gfp_t mem_flags);

struct frame {
	struct sg_table *sgt;
	struct sg_table table;
};

void fill_header(struct vb2_buffer *vb, const void *head, size_t len)
{
	struct sg_table *sgt = vb2_dma_sg_plane_desc(vb, 0);

	/* hit: sgtable/cpu-count */
	sg_copy_from_buffer(sgt->sgl, sgt->orig_nents, head, len);
}

int receive(struct usb_sg_request *io, struct usb_device *dev, struct vb2_buffer *vb)
{
	struct sg_table *sgt;

	sgt = vb2_dma_sg_plane_desc(vb, 0);
	/* hit: sgtable/cpu-count */
	return usb_sg_init(io, dev, 1, 0, sgt->sgl, sgt->orig_nents, 4096, 0);
}

int map_then_clear(struct device *dev, struct frame *f)
{
	int ret = dma_map_sgtable(dev, f->sgt, DMA_TO_DEVICE, 0);

	if (ret)
		return ret;
	/* hit: sgtable/cpu-count */
	sg_zero_buffer(f->sgt->sgl, f->sgt->orig_nents, 64, 0);
	return 0;
}

int embedded(struct device *dev, struct frame *f, void *buf)
{
	struct sg_mapping_iter miter;

	if (dma_map_sgtable(dev, &f->table, DMA_FROM_DEVICE, 0))
		return -EIO;
	dma_unmap_sgtable(dev, &f->table, DMA_FROM_DEVICE, 0);
	/* hit: sgtable/cpu-count */
	sg_miter_start(&miter, f->table.sgl, f->table.orig_nents, 0);
	sg_miter_stop(&miter);
	return 0;
}

int by_local(struct device *dev, struct scatterlist *sgl, int nents, void *buf)
{
	int count = dma_map_sg(dev, sgl, nents, DMA_FROM_DEVICE);

	if (!count)
		return -EIO;
	dma_unmap_sg(dev, sgl, nents, DMA_FROM_DEVICE);
	/* hit: sgtable/cpu-count: left: a local holds the count */
	sg_copy_to_buffer(sgl, count, buf, 64);
	/* ok: sgtable/cpu-count: the count given to the map */
	sg_copy_to_buffer(sgl, nents, buf, 64);
	return 0;
}

int by_copy(struct device *dev, struct sg_table *st, void *buf)
{
	int n, ret;

	ret = dma_map_sgtable(dev, st, DMA_FROM_DEVICE, 0);
	if (ret)
		return ret;
	n = st->nents;
	/* hit: sgtable/cpu-count: left: a local holds the count */
	return sg_pcopy_to_buffer(st->sgl, n, buf, 64, 0);
}
