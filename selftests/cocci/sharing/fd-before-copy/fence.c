// SPDX-License-Identifier: GPL-2.0-only
/* The descriptor of a fence. */
#include <linux/file.h>
#include <linux/sync_file.h>
#include <linux/uaccess.h>

struct submit {
	u64 seqno;
	int fence_fd;
};

int fence_visible(struct submit __user *argp, struct dma_fence *fence)
{
	struct submit args = { .seqno = 1 };
	struct sync_file *sync;
	int err;

	args.fence_fd = get_unused_fd_flags(O_CLOEXEC);
	if (args.fence_fd < 0)
		return args.fence_fd;
	sync = sync_file_create(fence);
	if (!sync) {
		err = -ENOMEM;
		goto err_fd;
	}
	/* hit: sharing/fd-before-copy */
	fd_install(args.fence_fd, sync->file);
	if (copy_to_user(argp, &args, sizeof(args))) {
		err = -EFAULT;
		goto err_fd;
	}
	return 0;
err_fd:
	put_unused_fd(args.fence_fd);
	return err;
}

int fence_last(struct submit __user *argp, struct dma_fence *fence)
{
	struct submit args = { .seqno = 1 };
	struct sync_file *sync;
	int err;

	args.fence_fd = get_unused_fd_flags(O_CLOEXEC);
	if (args.fence_fd < 0)
		return args.fence_fd;
	sync = sync_file_create(fence);
	if (!sync) {
		err = -ENOMEM;
		goto err_fd;
	}
	if (copy_to_user(argp, &args, sizeof(args))) {
		err = -EFAULT;
		goto err_file;
	}
	/* ok: sharing/fd-before-copy: nothing can fail any more */
	fd_install(args.fence_fd, sync->file);
	return 0;
err_file:
	fput(sync->file);
err_fd:
	put_unused_fd(args.fence_fd);
	return err;
}
