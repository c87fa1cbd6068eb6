// SPDX-License-Identifier: GPL-2.0-only
/* Functions of headers are followed where they are used, those of the kernel's core are not. */
#include "include/linux/not-followed.h"
#include "include/linux/dma-followed.h"
#include "static_inline.h"

struct ops { void (*run)(int); };
static const struct ops ops = { .run = stored };

const struct ops *headers(int n)
{
	used(n);
	known_by_name(n);
	followed(n);
	return &ops;
}
