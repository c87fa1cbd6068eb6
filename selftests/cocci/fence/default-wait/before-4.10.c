// SPDX-License-Identifier: GPL-2.0-only
/* The types before 4.10, where the wait was mandatory. */
#include <linux/types.h>

struct fence {
	int error;
};

struct fence_ops {
	const char *(*get_driver_name)(struct fence *fence);
	bool (*enable_signaling)(struct fence *fence);
	signed long (*wait)(struct fence *fence, bool intr, signed long timeout);
};

signed long fence_default_wait(struct fence *fence, bool intr, signed long timeout);

const struct fence_ops demo_ops = {
	/* ok: fence/default-wait: a fence without a wait is a bug there */
	.wait = fence_default_wait,
};
