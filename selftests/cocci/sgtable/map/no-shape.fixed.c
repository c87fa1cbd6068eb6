// SPDX-License-Identifier: GPL-2.0-only
/* Results whose way cannot be followed, but for the first: found and left. */
#include <linux/dma-mapping.h>

struct req {
	struct sg_table *sgt;
	struct sg_table table;
	struct sg_table tables[4];
	unsigned int mapped;
};

#define min(a, b)	((a) < (b) ? (a) : (b))

int start(struct req *req, int segments);
void note(int *count);
void put_req(struct req *req);
struct sg_table *next_table(struct req *req);
extern int total;
int total;

int followed(struct device *dev, struct req *req)
{
	/* hit: sgtable/map */
	if (dma_map_sgtable(dev, req->sgt, DMA_TO_DEVICE, 0))
		return -EIO;
	return start(req, req->sgt->nents);
}

int returned(struct device *dev, struct sg_table *sgt)
{
	/* hit: sgtable/map: left: no known shape */
	return dma_map_sg(dev, sgt->sgl, sgt->orig_nents, DMA_TO_DEVICE);
}

int returned_later(struct device *dev, struct sg_table *sgt)
{
	int n;

	/* hit: sgtable/map: left: no known shape */
	n = dma_map_sg(dev, sgt->sgl, sgt->orig_nents, DMA_TO_DEVICE);
	if (!n)
		return -EIO;
	return n;
}

int negated(struct device *dev, struct sg_table *sgt)
{
	/* hit: sgtable/map: left: no known shape */
	return !dma_map_sg(dev, sgt->sgl, sgt->orig_nents, DMA_TO_DEVICE);
}

int passed_on(struct device *dev, struct req *req, struct sg_table *sgt)
{
	/* hit: sgtable/map: left: no known shape */
	return start(req, dma_map_sg(dev, sgt->sgl, sgt->orig_nents, DMA_TO_DEVICE));
}

int compared(struct device *dev, struct sg_table *sgt)
{
	/* hit: sgtable/map: left: no known shape */
	if (dma_map_sg(dev, sgt->sgl, sgt->orig_nents, DMA_TO_DEVICE) != 1)
		return -EIO;
	return 0;
}

int in_member(struct device *dev, struct req *req)
{
	/* hit: sgtable/map: left: no known shape */
	req->mapped = dma_map_sg(dev, req->sgt->sgl, req->sgt->orig_nents, DMA_TO_DEVICE);
	if (!req->mapped)
		return -EIO;
	return 0;
}

int in_global(struct device *dev, struct sg_table *sgt)
{
	/* hit: sgtable/map: left: no known shape */
	total = dma_map_sg(dev, sgt->sgl, sgt->orig_nents, DMA_TO_DEVICE);
	if (!total)
		return -EIO;
	return 0;
}

int through_pointer(struct device *dev, struct sg_table *sgt)
{
	int n;

	/* hit: sgtable/map: left: no known shape */
	n = dma_map_sg(dev, sgt->sgl, sgt->orig_nents, DMA_TO_DEVICE);
	if (!n)
		return -EIO;
	note(&n);
	return 0;
}

int other_value(struct device *dev, struct req *req, int direct)
{
	int n = 1;

	if (!direct) {
		/* hit: sgtable/map: left: no known shape */
		n = dma_map_sg(dev, req->sgt->sgl, req->sgt->orig_nents, DMA_TO_DEVICE);
		if (!n)
			return -EIO;
	}
	return start(req, n);
}

int other_table(struct device *dev, struct req *req, int second)
{
	int n;

	if (second) {
		/* hit: sgtable/map: left: no known shape */
		n = dma_map_sg(dev, req->table.sgl, req->table.orig_nents, DMA_TO_DEVICE);
		if (!n)
			return -EIO;
	} else {
		/* hit: sgtable/map: left: no known shape */
		n = dma_map_sg(dev, req->sgt->sgl, req->sgt->orig_nents, DMA_TO_DEVICE);
		if (!n)
			return -EIO;
	}
	return start(req, n);
}

int capped(struct device *dev, struct req *req, int max)
{
	int n;

	/* hit: sgtable/map: left: no known shape */
	n = dma_map_sg(dev, req->sgt->sgl, req->sgt->orig_nents, DMA_TO_DEVICE);
	if (!n)
		return -EIO;
	return start(req, min(n, max));
}

int released(struct device *dev, struct req *req)
{
	int n;

	/* hit: sgtable/map: left: no known shape */
	n = dma_map_sg(dev, req->sgt->sgl, req->sgt->orig_nents, DMA_TO_DEVICE);
	if (!n)
		return -EIO;
	put_req(req);
	return start(NULL, n);
}

int moved(struct device *dev, struct req *req, struct sg_table *sgt)
{
	int n;

	/* hit: sgtable/map: left: no known shape */
	n = dma_map_sg(dev, sgt->sgl, sgt->orig_nents, DMA_TO_DEVICE);
	if (!n)
		return -EIO;
	sgt = req->sgt;
	sgt->sgl->length = 0;
	return start(req, n);
}

int one_of_many(struct device *dev, struct req *req)
{
	int i = 0, n;

	/* hit: sgtable/map: left: no known shape */
	n = dma_map_sg(dev, req->tables[i].sgl, req->tables[i].orig_nents, DMA_TO_DEVICE);
	if (!n)
		return -EIO;
	for (i = 0; i < n; i++)
		start(req, i);
	return 0;
}

int after_failure(struct device *dev, struct req *req)
{
	int n;

	/* hit: sgtable/map: left: no known shape */
	n = dma_map_sg(dev, req->sgt->sgl, req->sgt->orig_nents, DMA_TO_DEVICE);
	if (!n)
		goto out;
	return 0;
out:
	return start(req, n);
}

int no_failure(struct device *dev, struct req *req)
{
	int n;

	/* hit: sgtable/map: left: no known shape */
	n = dma_map_sg(dev, req->sgt->sgl, req->sgt->orig_nents, DMA_TO_DEVICE);
	if (!n)
		req->mapped = 0;
	return start(req, n);
}

int in_failure(struct device *dev, struct req *req)
{
	int n;

	/* hit: sgtable/map: left: no known shape */
	n = dma_map_sg(dev, req->sgt->sgl, req->sgt->orig_nents, DMA_TO_DEVICE);
	if (!n) {
		start(req, n);
		return -EIO;
	}
	return 0;
}

int lost_entries(struct device *dev, struct sg_table *sgt)
{
	int n;

	/* hit: sgtable/map: left: no known shape */
	n = dma_map_sg(dev, sgt->sgl, sgt->orig_nents, DMA_TO_DEVICE);
	if (n != sgt->orig_nents)
		return -EIO;
	return 0;
}

int from_call(struct device *dev, struct req *req)
{
	/* hit: sgtable/map: left: no known shape */
	if (!dma_map_sg(dev, next_table(req)->sgl, next_table(req)->orig_nents, DMA_TO_DEVICE))
		return -EIO;
	return 0;
}
