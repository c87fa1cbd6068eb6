// SPDX-License-Identifier: GPL-2.0-only
/*
 * The table of a message is filled by its sender in another file, by hand
 * and without orig_nents: only nents is known to be right.
 */
#include <linux/dma-mapping.h>

struct message {
	struct sg_table sgt;
};

int send(struct device *dev, struct message *msg)
{
	int err;

	/* ok: sgtable/map: orig_nents may be 0 */
	err = dma_map_sg(dev, msg->sgt.sgl, msg->sgt.nents, DMA_TO_DEVICE);
	if (!err)
		return -ENOMEM;
	return 0;
}
