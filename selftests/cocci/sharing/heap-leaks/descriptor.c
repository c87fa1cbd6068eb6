// SPDX-License-Identifier: GPL-2.0-only
/* A reference that no descriptor has taken over. */
#include <linux/dma-buf.h>

struct object {
	struct dma_buf *shared;
};

struct dma_buf *object_export(struct object *obj, int flags);
void object_close(struct dma_buf *shared);

int lost(struct object *obj)
{
	struct dma_buf *shared;
	int fd;

	shared = object_export(obj, 0);
	if (IS_ERR(shared))
		return PTR_ERR(shared);
	/* hit: sharing/heap-leaks */
	fd = dma_buf_fd(shared, 0);
	if (fd < 0)
		return fd;
	return fd;
}

int lost_behind_label(struct object *obj, int *out)
{
	struct dma_buf *shared;
	int fd, ret = 0;

	shared = object_export(obj, 0);
	if (IS_ERR(shared))
		return PTR_ERR(shared);
	/* hit: sharing/heap-leaks */
	fd = dma_buf_fd(shared, 0);
	if (fd < 0) {
		ret = fd;
		goto out;
	}
	*out = fd;
out:
	return ret;
}

int lost_at_once(struct object *obj)
{
	struct dma_buf *shared = object_export(obj, 0);

	if (IS_ERR(shared))
		return PTR_ERR(shared);
	/* hit: sharing/heap-leaks */
	return dma_buf_fd(shared, 0);
}

int right(struct object *obj)
{
	struct dma_buf *shared;
	int fd;

	shared = object_export(obj, 0);
	if (IS_ERR(shared))
		return PTR_ERR(shared);
	/* ok: sharing/heap-leaks: put on failure */
	fd = dma_buf_fd(shared, 0);
	if (fd < 0)
		dma_buf_put(shared);
	return fd;
}

int right_behind_label(struct object *obj)
{
	struct dma_buf *shared;
	int fd;

	shared = object_export(obj, 0);
	if (IS_ERR(shared))
		return PTR_ERR(shared);
	/* ok: sharing/heap-leaks: put behind a label */
	fd = dma_buf_fd(shared, 0);
	if (fd < 0)
		goto err_put;
	return fd;
err_put:
	dma_buf_put(shared);
	return fd;
}

int closed_by_driver(struct object *obj)
{
	struct dma_buf *shared;
	int fd;

	shared = object_export(obj, 0);
	if (IS_ERR(shared))
		return PTR_ERR(shared);
	/* ok: sharing/heap-leaks: the driver's own way to put it */
	fd = dma_buf_fd(shared, 0);
	if (fd < 0) {
		object_close(shared);
		return fd;
	}
	return fd;
}

int borrowed(struct dma_buf *shared)
{
	/* ok: sharing/heap-leaks: the caller's reference */
	int fd = dma_buf_fd(shared, 0);

	if (fd < 0)
		return fd;
	return fd;
}

int in_a_struct(struct object *obj)
{
	int fd;

	obj->shared = object_export(obj, 0);
	if (IS_ERR(obj->shared))
		return PTR_ERR(obj->shared);
	/* todo: sharing/heap-leaks: kept in a struct, which may own it */
	fd = dma_buf_fd(obj->shared, 0);
	if (fd < 0)
		return fd;
	return fd;
}
