// SPDX-License-Identifier: GPL-2.0-only
/* A virtual device passes the id of a resource to an importer in its table. */
#include <linux/dma-mapping.h>

struct host_object {
	u32 hw_res_handle;
	int dmabuf_fd;
	u32 ctx_id;
	size_t size;
};

struct sg_table *export_by_id(struct host_object *bo, struct sg_table *sgt)
{
	/* hit: sharing/private-handle */
	sg_dma_address(sgt->sgl) = bo->hw_res_handle;
	/* ok: sharing/private-handle: the length of the object */
	sg_dma_len(sgt->sgl) = bo->size;
	return sgt;
}

void export_shifted(struct host_object *bo, struct scatterlist *sg)
{
	/* hit: sharing/private-handle */
	sg->dma_address = (dma_addr_t)bo->ctx_id << PAGE_SHIFT;
	/* hit: sharing/private-handle */
	sg_dma_len(sg) = bo->dmabuf_fd;
}

void export_by_local(struct host_object *bo, struct scatterlist *sg)
{
	dma_addr_t addr;

	addr = bo->hw_res_handle;
	/* hit: sharing/private-handle */
	sg_dma_address(sg) = addr;
}

void put_entry(struct scatterlist *sg, dma_addr_t handle)
{
	/* todo: sharing/private-handle: an id behind a parameter of the right type */
	sg_dma_address(sg) = handle;
}

void export_by_parameter(struct host_object *bo, struct scatterlist *sg)
{
	put_entry(sg, bo->hw_res_handle);
}
