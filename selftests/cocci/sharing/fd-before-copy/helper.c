// SPDX-License-Identifier: GPL-2.0-only
/* A descriptor that functions of the same file make visible. */
#include <linux/dma-buf.h>
#include <linux/file.h>
#include <linux/uaccess.h>

struct request {
	u32 count;
	int fd;
};

struct message {
	struct file *file;
	int fd;
};

static int show_buffer(struct dma_buf *buf, int fd)
{
	/* ok: sharing/fd-before-copy: the caller is at fault, and is named */
	fd_install(fd, buf->file);
	return 0;
}

static int show_pages(struct request *req, struct dma_buf *buf)
{
	req->fd = get_unused_fd_flags(O_CLOEXEC);
	if (req->fd < 0)
		return req->fd;
	return show_buffer(buf, req->fd);
}

/* As grants of another guest made into a buffer. */
long from_grants(struct request __user *u, struct dma_buf *buf)
{
	struct request req;
	long ret;

	if (copy_from_user(&req, u, sizeof(req)))
		return -EFAULT;
	/* hit: sharing/fd-before-copy */
	ret = show_pages(&req, buf);
	if (ret)
		goto out;
	if (copy_to_user(u, &req, sizeof(req)) != 0)
		ret = -EFAULT;
out:
	return ret;
}

/* As a checkpoint of all buffers of a process. */
int all_buffers(struct request __user *u, struct request *req, struct dma_buf **bufs, int n)
{
	int i, ret;

	for (i = 0; i < n; i++) {
		/* hit: sharing/fd-before-copy */
		ret = show_pages(&req[i], bufs[i]);
		if (ret)
			return ret;
	}
	ret = copy_to_user(u, req, n * sizeof(*req));
	if (ret)
		return -EFAULT;
	return 0;
}

/* One copy for all commands of a device. */
long ioctl(unsigned int cmd, struct request __user *u, struct dma_buf *buf)
{
	struct request req = { .count = cmd };
	long ret = 0;

	switch (cmd) {
	case 1:
		/* ok: sharing/fd-before-copy: a command, its argument copied for it */
		ret = show_pages(&req, buf);
		break;
	case 2:
		req.fd = -1;
		break;
	default:
		ret = -EINVAL;
	}
	if (copy_to_user(u, &req, sizeof(req)))
		ret = -EFAULT;
	return ret;
}

static int receive_files(struct message *msg)
{
	fd_install(msg->fd, msg->file);
	return 0;
}

/* What it handed over is the sender's, not a buffer of this device. */
int read_message(u32 __user *where, struct message *msg)
{
	int ret;

	/* ok: sharing/fd-before-copy: no buffer and no fence */
	ret = receive_files(msg);
	if (ret)
		return ret;
	if (put_user(1, where))
		return -EFAULT;
	return 0;
}
