// SPDX-License-Identifier: GPL-2.0-only
/* A file that sets nents of a table by hand decides what nents means. */
#include <linux/dma-mapping.h>

struct msg {
	struct sg_table sgt;
};

void fill(struct msg *msg, unsigned int used)
{
	msg->sgt.nents = used;
}

int map(struct device *dev, struct msg *msg)
{
	int err;

	/* ok: sgtable/map: fewer entries than orig_nents, on purpose */
	err = dma_map_sg(dev, msg->sgt.sgl, msg->sgt.nents, DMA_TO_DEVICE);
	if (!err)
		return -EIO;
	return 0;
}
