// SPDX-License-Identifier: GPL-2.0-only
/* A buffer by its descriptor, which may be of any driver. */
#include <linux/dma-buf.h>

struct object {
	struct device *dev;
	u32 handle;
	struct dma_buf shared;
};

extern const struct dma_buf_ops object_ops;
int is_virtio_dma_buf(struct dma_buf *buf);
int find_uuid(struct object *obj);

/* The resource of a virtual device, looked up by the descriptor alone. */
int handle_of(int fd)
{
	struct object *obj;
	struct dma_buf *buf;
	int handle;

	buf = dma_buf_get(fd);
	if (IS_ERR(buf))
		return PTR_ERR(buf);
	/* hit: sharing/unchecked-upcast */
	obj = buf->priv;
	handle = obj->handle;
	dma_buf_put(buf);
	return handle;
}

int device_tested_first(int fd, struct device *dev)
{
	struct dma_buf *buf = dma_buf_get(fd);
	int ret = -EINVAL;

	if (IS_ERR(buf))
		return PTR_ERR(buf);
	/* hit: sharing/unchecked-upcast */
	if (((struct object *)buf->priv)->dev == dev && buf->ops == &object_ops)
		ret = 0;
	dma_buf_put(buf);
	return ret;
}

int outer(int fd)
{
	struct dma_buf *buf;
	int ret;

	buf = dma_buf_get(fd);
	if (IS_ERR(buf))
		return PTR_ERR(buf);
	/* hit: sharing/unchecked-upcast */
	ret = find_uuid(container_of(buf, struct object, shared));
	dma_buf_put(buf);
	return ret;
}

static struct object *to_object(struct dma_buf *buf)
{
	return buf->priv;
}

int by_accessor(int fd)
{
	struct dma_buf *buf;
	int ret;

	buf = dma_buf_get(fd);
	if (IS_ERR(buf))
		return PTR_ERR(buf);
	/* hit: sharing/unchecked-upcast */
	ret = find_uuid(to_object(buf));
	dma_buf_put(buf);
	return ret;
}

int tested(int fd)
{
	struct object *obj;
	struct dma_buf *buf;
	int ret = -EINVAL;

	buf = dma_buf_get(fd);
	if (IS_ERR(buf))
		return PTR_ERR(buf);
	if (buf->ops != &object_ops)
		goto out;
	/* ok: sharing/unchecked-upcast: known to be our own */
	obj = buf->priv;
	ret = find_uuid(obj);
out:
	dma_buf_put(buf);
	return ret;
}

int tested_beside(int fd, struct device *dev)
{
	struct dma_buf *buf;
	int ret = -EINVAL;

	buf = dma_buf_get(fd);
	if (IS_ERR(buf))
		return PTR_ERR(buf);
	/* ok: sharing/unchecked-upcast: the left side is the test */
	if (buf->ops == &object_ops && ((struct object *)buf->priv)->dev == dev)
		ret = 0;
	dma_buf_put(buf);
	return ret;
}

int tested_by_family(int fd)
{
	struct dma_buf *buf;
	int ret = -EINVAL;

	buf = dma_buf_get(fd);
	if (IS_ERR(buf))
		return PTR_ERR(buf);
	if (is_virtio_dma_buf(buf))
		/* ok: sharing/unchecked-upcast: every exporter of the family has it */
		ret = find_uuid(container_of(buf, struct object, shared));
	dma_buf_put(buf);
	return ret;
}

static bool is_object(struct dma_buf *buf)
{
	return buf->ops == &object_ops;
}

int tested_by_helper(int fd)
{
	struct dma_buf *buf;
	int ret = -EINVAL;

	buf = dma_buf_get(fd);
	if (IS_ERR(buf))
		return PTR_ERR(buf);
	if (!is_object(buf))
		goto out;
	/* ok: sharing/unchecked-upcast: the driver's own test */
	ret = find_uuid(buf->priv);
out:
	dma_buf_put(buf);
	return ret;
}

int same_object(int fd, struct object *obj)
{
	struct dma_buf *buf;
	int same;

	buf = dma_buf_get(fd);
	if (IS_ERR(buf))
		return PTR_ERR(buf);
	/* ok: sharing/unchecked-upcast: two pointers compared, none followed */
	same = buf->priv == obj;
	dma_buf_put(buf);
	return same;
}

static int handle_in(struct dma_buf *buf)
{
	struct object *obj = buf->priv;

	return obj->handle;
}

int in_a_helper(int fd)
{
	struct dma_buf *buf;
	int handle;

	buf = dma_buf_get(fd);
	if (IS_ERR(buf))
		return PTR_ERR(buf);
	/* todo: sharing/unchecked-upcast: the use is in another function */
	handle = handle_in(buf);
	dma_buf_put(buf);
	return handle;
}
