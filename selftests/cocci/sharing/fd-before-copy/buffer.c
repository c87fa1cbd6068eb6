// SPDX-License-Identifier: GPL-2.0-only
/* The descriptor of a buffer and the copy that tells its number. */
#include <linux/dma-buf.h>
#include <linux/file.h>
#include <linux/uaccess.h>

struct request {
	u32 size;
	int fd;
};

struct dma_buf *export_bytes(u32 size);
void log_failure(const char *what);

/* As the allocation ioctl of a coprocessor: the leak is known, and left. */
int alloc_and_tell(struct request __user *argp)
{
	struct request req;
	struct dma_buf *buf;

	if (copy_from_user(&req, argp, sizeof(req)))
		return -EFAULT;
	buf = export_bytes(req.size);
	if (IS_ERR(buf))
		return PTR_ERR(buf);
	/* hit: sharing/fd-before-copy */
	req.fd = dma_buf_fd(buf, O_CLOEXEC);
	if (req.fd < 0) {
		dma_buf_put(buf);
		return req.fd;
	}
	if (copy_to_user(argp, &req, sizeof(req)))
		return -EFAULT;
	return 0;
}

/* The reference belongs to the descriptor, which may be closed by now. */
int put_again(struct request __user *argp, struct dma_buf *buf)
{
	struct request req = { .size = buf->size };
	int ret = 0;

	/* hit: sharing/fd-before-copy */
	req.fd = dma_buf_fd(buf, O_CLOEXEC);
	if (req.fd < 0)
		return req.fd;
	if (copy_to_user(argp, &req, sizeof(req))) {
		ret = -EFAULT;
		goto err_put;
	}
	return 0;
err_put:
	dma_buf_put(buf);
	return ret;
}

int last_statement(int __user *where, struct dma_buf *buf)
{
	/* hit: sharing/fd-before-copy */
	int fd = dma_buf_fd(buf, O_CLOEXEC);

	if (fd < 0)
		return fd;
	return put_user(fd, where);
}

int result_kept(int __user *where, struct dma_buf *buf)
{
	int fd, err;

	/* hit: sharing/fd-before-copy */
	fd = dma_buf_fd(buf, O_CLOEXEC);
	if (fd < 0)
		return fd;
	err = put_user(fd, where);
	if (err)
		return err;
	return 0;
}

int reserved_first(struct request __user *argp, struct dma_buf *buf)
{
	struct request req = { .size = buf->size };

	/* ok: sharing/fd-before-copy: a number alone shows nothing */
	req.fd = get_unused_fd_flags(O_CLOEXEC);
	if (req.fd < 0)
		return req.fd;
	if (copy_to_user(argp, &req, sizeof(req))) {
		put_unused_fd(req.fd);
		return -EFAULT;
	}
	/* ok: sharing/fd-before-copy: the last step, which cannot fail */
	fd_install(req.fd, buf->file);
	return 0;
}

int told_by_the_core(struct request *req, struct dma_buf *buf)
{
	/* ok: sharing/fd-before-copy: who calls all ioctls copies the argument */
	req->fd = dma_buf_fd(buf, O_CLOEXEC);
	return req->fd < 0 ? req->fd : 0;
}

int only_a_hint(u64 __user *stamp, struct dma_buf *buf)
{
	int fd;

	/* ok: sharing/fd-before-copy: the failed copy is no failure */
	fd = dma_buf_fd(buf, O_CLOEXEC);
	if (fd < 0)
		return fd;
	if (put_user(0, stamp))
		log_failure("time stamp");
	return fd;
}

int success_all_the_same(u64 __user *stamp, struct dma_buf *buf, int *out)
{
	/* ok: sharing/fd-before-copy: the failed copy is a success */
	*out = dma_buf_fd(buf, O_CLOEXEC);
	if (*out < 0)
		return *out;
	if (put_user(0, stamp)) {
		log_failure("time stamp");
		return 0;
	}
	return 0;
}

int one_or_the_other(struct request __user *argp, struct dma_buf *buf, bool ask)
{
	struct request req = { .size = buf->size };

	if (ask) {
		if (copy_to_user(argp, &req, sizeof(req)))
			return -EFAULT;
		return 0;
	}
	/* ok: sharing/fd-before-copy: the copy is on another path */
	return dma_buf_fd(buf, O_CLOEXEC);
}

static int tell(struct request __user *argp, struct request *req)
{
	return copy_to_user(argp, req, sizeof(*req)) ? -EFAULT : 0;
}

int copied_by_a_helper(struct request __user *argp, struct dma_buf *buf)
{
	struct request req = { .size = buf->size };

	/* todo: sharing/fd-before-copy: the copy is in another function */
	req.fd = dma_buf_fd(buf, O_CLOEXEC);
	if (req.fd < 0)
		return req.fd;
	return tell(argp, &req);
}
