// SPDX-License-Identifier: GPL-2.0-only
/* Buffers are found again by the file descriptor that once named them. */
#include <linux/dma-buf.h>

struct xarray;

void *xa_store(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp);

struct imported {
	struct imported *next;
	struct dma_buf *dmabuf;
	int fd;
	u64 device_addr;
};

struct exported {
	struct exported *next;
	struct dma_buf *dmabuf;
	int user_fd;
};

struct owner {
	struct imported *imports;
	struct exported *exports;
	struct xarray *by_fd;
};

int import_buffer(struct owner *owner, struct imported *obj, int fd)
{
	struct dma_buf *dmabuf;

	dmabuf = dma_buf_get(fd);
	if (IS_ERR(dmabuf))
		return PTR_ERR(dmabuf);
	obj->dmabuf = dmabuf;
	/* ok: sharing/fd-as-identity: reported where it is looked up */
	obj->fd = fd;
	obj->next = owner->imports;
	owner->imports = obj;
	return 0;
}

struct imported *find_import(struct owner *owner, int fd)
{
	struct imported *obj;

	for (obj = owner->imports; obj; obj = obj->next) {
		/* hit: sharing/fd-as-identity */
		if (obj->fd == fd)
			return obj;
	}
	return NULL;
}

struct unmap_args {
	int fd;
	u64 device_addr;
};

struct imported *find_by_args(struct owner *owner, struct unmap_args *args)
{
	struct imported *obj;

	for (obj = owner->imports; obj; obj = obj->next) {
		/* hit: sharing/fd-as-identity */
		if (args->fd != obj->fd)
			continue;
		return obj;
	}
	return NULL;
}

int export_buffer(struct owner *owner, struct exported *obj)
{
	int ret;

	ret = dma_buf_fd(obj->dmabuf, 0);
	if (ret < 0)
		return ret;
	obj->user_fd = ret;
	obj->next = owner->exports;
	owner->exports = obj;
	return ret;
}

struct exported *find_export(struct owner *owner, int fd)
{
	struct exported *obj;

	for (obj = owner->exports; obj; obj = obj->next)
		/* hit: sharing/fd-as-identity */
		if (obj->user_fd == fd)
			return obj;
	return NULL;
}

int import_with_key(struct owner *owner, struct imported *obj, int fd)
{
	obj->dmabuf = dma_buf_get(fd);
	if (IS_ERR(obj->dmabuf))
		return PTR_ERR(obj->dmabuf);
	/* hit: sharing/fd-as-identity */
	xa_store(owner->by_fd, fd, obj, GFP_KERNEL);
	return 0;
}

bool is_buffer(struct imported *obj, int fd)
{
	int known = obj->fd;

	/* todo: sharing/fd-as-identity: copied out of the object first */
	return known == fd;
}
