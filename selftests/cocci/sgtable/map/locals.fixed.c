// SPDX-License-Identifier: GPL-2.0-only
/* The result of the mapping in a local variable. */
#include <linux/dma-mapping.h>

struct dma_chan {
	struct device *dev;
};

struct req {
	struct sg_table *sgt;
	struct sg_table table;
	unsigned int count;
};

void *dmaengine_prep_slave_sg(struct dma_chan *chan, struct scatterlist *sgl,
			      unsigned int sg_len, int dir);
int start(struct req *req, unsigned int segments);
void stop(struct req *req);

int only_checked(struct device *dev, struct sg_table *unused, struct req *req)
{
	/* hit: sgtable/map */
	if (dma_map_sgtable(dev, req->sgt, DMA_TO_DEVICE, 0))
		return -ENOMEM;
	return start(req, 0);
}

int other_errno(struct device *dev, struct req *req)
{
	int ret;

	/* hit: sgtable/map */
	if (dma_map_sgtable(dev, &req->table, DMA_TO_DEVICE, 0)) {
		ret = -EFAULT;
		goto out;
	}
	return start(req, req->table.nents);
out:
	stop(req);
	return ret;
}

int own_errno(struct device *dev, struct req *req)
{
	int err;

	/* hit: sgtable/map */
	err = dma_map_sgtable(dev, req->sgt, DMA_TO_DEVICE, 0);
	if (err)
		goto out;
	return 0;
out:
	stop(req);
	return err;
}

int own_errno_and_more(struct device *dev, struct req *req)
{
	int err;

	/* hit: sgtable/map */
	err = dma_map_sgtable(dev, req->sgt, DMA_TO_DEVICE, 0);
	if (err) {
		stop(req);
		goto out;
	}
	if (req->sgt->nents > 1) {
		err = -EINVAL;
		goto out;
	}
	return 0;
out:
	return err;
}

int inline_declared(struct device *dev, struct sg_table *unused, struct req *req)
{
	if (dma_map_sgtable(dev, req->sgt, DMA_TO_DEVICE, 0))
		return -EINVAL;
	req->count = req->sgt->nents;
	return 0;
}

int in_condition(struct device *dev, struct req *req)
{
	/* hit: sgtable/map */
	if (dma_map_sgtable(dev, req->sgt, DMA_TO_DEVICE, 0))
		return -ENOMEM;
	return start(req, req->sgt->nents);
}

int stored_later(struct device *dev, struct req *req)
{
	/* hit: sgtable/map */
	if (dma_map_sgtable(dev, &req->table, DMA_TO_DEVICE, 0))
		return -ENOMEM;
	return 0;
}

void *as_dma_count(struct dma_chan *chan, struct req *req)
{
	/* hit: sgtable/map */
	if (dma_map_sgtable(chan->dev, req->sgt, DMA_TO_DEVICE, 0))
		return ERR_PTR(-ENOMEM);
	return dmaengine_prep_slave_sg(chan, req->sgt->sgl,
				       req->sgt->nents, 1);
}

dma_addr_t in_loop(struct device *dev, struct req *req)
{
	struct scatterlist *sg;
	dma_addr_t sum = 0;
	int i;

	/* hit: sgtable/map */
	if (dma_map_sgtable(dev, req->sgt, DMA_TO_DEVICE, 0))
		return 0;
	for_each_sg(req->sgt->sgl, sg, req->sgt->nents, i)
		sum += sg_dma_address(sg);
	return sum;
}

int fill(struct sg_table *sgt)
{
	return sg_alloc_table(sgt, 4, GFP_KERNEL);
}
