// SPDX-License-Identifier: GPL-2.0-only
/* The count crosses functions in a member of a structure. */
#include <linux/dma-mapping.h>

struct ib_device;

unsigned int ib_dma_map_sg(struct ib_device *dev, struct scatterlist *sg, int nents,
			   enum dma_data_direction dir);
void ib_dma_unmap_sg(struct ib_device *dev, struct scatterlist *sg, int nents,
		     enum dma_data_direction dir);

struct data {
	struct scatterlist *sg;
	unsigned int sg_len;
};

struct host {
	struct data *data;
	unsigned int sg_len;
	unsigned int dma_len;
	unsigned int frags;
};

struct req {
	struct scatterlist *sgl;
	int count;
	int nents;
};

struct wrap {
	struct req *req;
	int elems;
};

/* the result in a member, the list in another object */
int map_host(struct device *dev, struct host *host, struct data *data)
{
	host->dma_len = dma_map_sg(dev, data->sg, data->sg_len, DMA_TO_DEVICE);
	return host->dma_len ? 0 : -EIO;
}

void unmap_host(struct device *dev, struct host *host)
{
	/* hit: sgtable/unmap-mapped-count */
	dma_unmap_sg(dev, host->data->sg, host->dma_len, DMA_TO_DEVICE);
	host->dma_len = 0;
}

/* the same name in two structures */
int map_frags(struct device *dev, struct host *host, struct data *data)
{
	host->sg_len = dma_map_sg(dev, data->sg, data->sg_len, DMA_TO_DEVICE);
	return host->sg_len ? 0 : -EIO;
}

void unmap_frags(struct device *dev, struct host *host)
{
	struct data *data = host->data;

	/* ok: sgtable/unmap-mapped-count: sg_len of the data, which was mapped */
	dma_unmap_sg(dev, data->sg, data->sg_len, DMA_TO_DEVICE);
}

/* the result over the count that was mapped */
int prepare(struct req *req)
{
	req->nents = sg_nents(req->sgl);
	return req->nents;
}

int map_req(struct ib_device *dev, struct req *req)
{
	req->nents = ib_dma_map_sg(dev, req->sgl, req->nents, DMA_TO_DEVICE);
	return req->nents ? 0 : -EIO;
}

void unmap_req(struct ib_device *dev, struct req *req)
{
	/* hit: sgtable/unmap-mapped-count */
	ib_dma_unmap_sg(dev, req->sgl, req->nents, DMA_TO_DEVICE);
}

/* by way of locals, in both directions */
int map_wrap(struct device *dev, struct wrap *w)
{
	int n = dma_map_sg(dev, w->req->sgl, w->req->count, DMA_TO_DEVICE);

	if (!n)
		return -EIO;
	w->elems = n;
	return 0;
}

void unmap_wrap(struct device *dev, struct wrap *w)
{
	int n = w->elems;

	/* hit: sgtable/unmap-mapped-count */
	dma_unmap_sg(dev, w->req->sgl, n, DMA_TO_DEVICE);
}

void unmap_count(struct device *dev, struct wrap *w)
{
	/* ok: sgtable/unmap-mapped-count: count is what was mapped */
	dma_unmap_sg(dev, w->req->sgl, w->req->count, DMA_TO_DEVICE);
}
