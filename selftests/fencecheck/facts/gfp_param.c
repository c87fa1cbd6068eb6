// SPDX-License-Identifier: GPL-2.0-only
/* The flags of the caller, handed on. */
typedef unsigned int gfp_t;
void *kmalloc(unsigned long size, gfp_t flags);

void *with(unsigned long size, gfp_t gfp)
{
	return kmalloc(size, gfp | 0x100);
}

void *changed(unsigned long size, gfp_t gfp)
{
	gfp |= 0x100;
	return kmalloc(size, gfp);
}

void *asked(unsigned long size, gfp_t *gfp)
{
	return kmalloc(size, *gfp);
}
