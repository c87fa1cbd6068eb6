// SPDX-License-Identifier: GPL-2.0-only
/* A heap that makes buffers out of memory for one device. */
#include <linux/dma-buf.h>
#include <linux/slab.h>

struct buffer {
	struct device *dev;
	void *vaddr;
	dma_addr_t addr;
	size_t size;
	struct sg_table table;
	struct dma_buf *shared;
	struct buffer *next;
};

extern const struct dma_buf_ops buffer_ops;
void *dma_alloc_coherent(struct device *dev, size_t size, dma_addr_t *addr, gfp_t gfp);
void dma_free_coherent(struct device *dev, size_t size, void *cpu, dma_addr_t addr);
void *dma_alloc_attrs(struct device *dev, size_t size, dma_addr_t *addr, gfp_t gfp,
		      unsigned long attrs);
int dma_get_sgtable(struct device *dev, struct sg_table *sgt, void *cpu, dma_addr_t addr,
		    size_t size);
void buffer_list_add(struct buffer *buf);

/* As in the first posting of a heap for device memory: nothing is looked at. */
struct dma_buf *allocate(struct device *dev, size_t size)
{
	DEFINE_DMA_BUF_EXPORT_INFO(info);
	struct dma_buf *shared;
	struct buffer *buf;

	/* hit: sharing/heap-leaks */
	buf = kzalloc(sizeof(*buf), GFP_KERNEL);
	if (!buf)
		return ERR_PTR(-ENOMEM);
	/* hit: sharing/heap-leaks */
	buf->vaddr = dma_alloc_attrs(dev, size, &buf->addr, GFP_KERNEL, 0);
	/* hit: sharing/heap-leaks */
	dma_get_sgtable(dev, &buf->table, buf->vaddr, buf->addr, size);
	info.ops = &buffer_ops;
	info.size = size;
	info.priv = buf;
	shared = dma_buf_export(&info);
	if (IS_ERR(shared))
		return shared;
	return shared;
}

int result_forgotten(struct buffer *buf)
{
	int ret;

	/* hit: sharing/heap-leaks */
	ret = dma_get_sgtable(buf->dev, &buf->table, buf->vaddr, buf->addr, buf->size);
	ret = dma_map_sgtable(buf->dev, &buf->table, DMA_TO_DEVICE, 0);
	return ret;
}

int leaked_by_goto(struct device *dev, struct buffer **out)
{
	DEFINE_DMA_BUF_EXPORT_INFO(info);
	struct buffer *buf;
	int ret;

	/* hit: sharing/heap-leaks */
	buf = kzalloc(sizeof(*buf), GFP_KERNEL);
	if (!buf)
		return -ENOMEM;
	info.priv = buf;
	buf->shared = dma_buf_export(&info);
	if (IS_ERR(buf->shared)) {
		ret = -EINVAL;
		goto out;
	}
	*out = buf;
	return 0;
out:
	return ret;
}

struct dma_buf *right(struct device *dev, size_t size)
{
	DEFINE_DMA_BUF_EXPORT_INFO(info);
	struct dma_buf *shared;
	struct buffer *buf;
	int ret;

	/* ok: sharing/heap-leaks: freed behind a label */
	buf = kzalloc(sizeof(*buf), GFP_KERNEL);
	if (!buf)
		return ERR_PTR(-ENOMEM);
	/* ok: sharing/heap-leaks: tested, and freed behind a label */
	buf->vaddr = dma_alloc_coherent(dev, size, &buf->addr, GFP_KERNEL);
	if (!buf->vaddr) {
		ret = -ENOMEM;
		goto free_buf;
	}
	/* ok: sharing/heap-leaks: tested */
	ret = dma_get_sgtable(dev, &buf->table, buf->vaddr, buf->addr, size);
	if (ret < 0)
		goto free_memory;
	info.priv = buf;
	shared = dma_buf_export(&info);
	if (IS_ERR(shared)) {
		ret = PTR_ERR(shared);
		goto free_table;
	}
	return shared;
free_table:
	sg_free_table(&buf->table);
free_memory:
	dma_free_coherent(dev, size, buf->vaddr, buf->addr);
free_buf:
	kfree(buf);
	return ERR_PTR(ret);
}

/* A list of all buffers, from which they are freed later. */
struct dma_buf *owned(struct buffer *head, size_t size)
{
	DEFINE_DMA_BUF_EXPORT_INFO(info);
	struct dma_buf *shared;
	struct buffer *buf;

	/* ok: sharing/heap-leaks: the list owns it */
	buf = kzalloc(sizeof(*buf), GFP_KERNEL);
	if (!buf)
		return ERR_PTR(-ENOMEM);
	head->next = buf;
	info.priv = buf;
	shared = dma_buf_export(&info);
	if (IS_ERR(shared))
		return shared;
	return shared;
}

struct dma_buf *owned_by_call(size_t size)
{
	DEFINE_DMA_BUF_EXPORT_INFO(info);
	struct dma_buf *shared;
	struct buffer *buf;

	/* ok: sharing/heap-leaks: a function has put it on a list */
	buf = kzalloc(sizeof(*buf), GFP_KERNEL);
	if (!buf)
		return ERR_PTR(-ENOMEM);
	buffer_list_add(buf);
	info.priv = buf;
	shared = dma_buf_export(&info);
	if (IS_ERR(shared))
		return shared;
	return shared;
}

int returned_to_caller(struct buffer *buf)
{
	/* ok: sharing/heap-leaks: the caller tests it */
	return dma_get_sgtable(buf->dev, &buf->table, buf->vaddr, buf->addr, buf->size);
}

static struct buffer *make(void)
{
	return kzalloc(sizeof(struct buffer), GFP_KERNEL);
}

struct dma_buf *made_elsewhere(size_t size)
{
	DEFINE_DMA_BUF_EXPORT_INFO(info);
	struct dma_buf *shared;
	struct buffer *buf;

	/* todo: sharing/heap-leaks: what a function of the driver allocates */
	buf = make();
	if (!buf)
		return ERR_PTR(-ENOMEM);
	info.priv = buf;
	shared = dma_buf_export(&info);
	if (IS_ERR(shared))
		return shared;
	return shared;
}
