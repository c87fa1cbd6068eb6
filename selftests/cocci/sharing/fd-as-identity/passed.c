// SPDX-License-Identifier: GPL-2.0-only
/* File descriptors that only pass through: nothing is reported. */
#include <linux/dma-buf.h>

#define INVALID_FD	(-1)

struct sync_file;
struct xarray;

int get_unused_fd_flags(unsigned int flags);
int xa_alloc(struct xarray *xa, u32 *id, void *entry, gfp_t gfp);

struct export_args {
	u32 handle;
	int fd;
	int fence_fd;
};

struct mapping {
	struct mapping *next;
	struct dma_buf *buf;
	int fd;
	u32 id;
};

struct listener {
	int event_fd;
	int fd;
};

int export_ioctl(struct dma_buf *dmabuf, struct export_args *args)
{
	int fd;

	/* ok: sharing/fd-as-identity: a value that asks for none */
	if (args->fd == -1)
		return 0;
	/* ok: sharing/fd-as-identity: a value that asks for none */
	if (args->fd != INVALID_FD)
		return -EINVAL;
	fd = dma_buf_fd(dmabuf, 0);
	if (fd < 0)
		return fd;
	/* ok: sharing/fd-as-identity: the answer of an ioctl */
	args->fd = fd;
	return 0;
}

int fence_ioctl(struct export_args *args)
{
	int fd;

	fd = get_unused_fd_flags(0);
	if (fd < 0)
		return fd;
	/* ok: sharing/fd-as-identity: a fence goes out */
	args->fence_fd = fd;
	return 0;
}

int import_ioctl(struct mapping *mapping, struct export_args *args)
{
	/* ok: sharing/fd-as-identity: read once */
	mapping->buf = dma_buf_get(args->fd);
	if (IS_ERR(mapping->buf))
		return PTR_ERR(mapping->buf);
	return 0;
}

int attach(struct mapping *mapping, int fd)
{
	mapping->fd = fd;
	mapping->buf = dma_buf_get(fd);
	if (IS_ERR(mapping->buf))
		return PTR_ERR(mapping->buf);
	return 0;
}

struct mapping *find(struct mapping *maps, int fd)
{
	struct mapping *map;
	struct dma_buf *buf;

	buf = dma_buf_get(fd);
	if (IS_ERR(buf))
		return NULL;
	for (map = maps; map; map = map->next) {
		/* ok: sharing/fd-as-identity: the struct dma_buf decides */
		if (map->fd != fd || map->buf != buf)
			continue;
		break;
	}
	dma_buf_put(buf);
	return map;
}

struct mapping *find_buffer(struct mapping *maps, int fd)
{
	struct mapping *map;
	struct dma_buf *buf;

	buf = dma_buf_get(fd);
	if (IS_ERR(buf))
		return NULL;
	for (map = maps; map; map = map->next)
		/* ok: sharing/fd-as-identity: the right comparison */
		if (map->buf == buf)
			break;
	dma_buf_put(buf);
	return map;
}

int import_with_id(struct xarray *ids, struct mapping *mapping, int fd)
{
	mapping->buf = dma_buf_get(fd);
	if (IS_ERR(mapping->buf))
		return PTR_ERR(mapping->buf);
	/* ok: sharing/fd-as-identity: an id of its own */
	return xa_alloc(ids, &mapping->id, mapping, GFP_KERNEL);
}

bool is_listener(struct listener *listener, int fd)
{
	/* ok: sharing/fd-as-identity: not of a buffer */
	if (listener->event_fd == fd)
		return true;
	/* ok: sharing/fd-as-identity: the same name in another struct */
	return listener->fd == fd;
}
