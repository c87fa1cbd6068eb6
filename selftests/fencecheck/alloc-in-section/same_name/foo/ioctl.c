// SPDX-License-Identifier: GPL-2.0-only
/* Two files have a static function of the same name. */
#include <kernel.h>

static void *prepare(void)
{
	/* ok: fence/alloc-in-section: the one that the ioctl calls */
	return kzalloc(64, GFP_KERNEL);
}

void *foo_ioctl(void)
{
	return prepare();
}
