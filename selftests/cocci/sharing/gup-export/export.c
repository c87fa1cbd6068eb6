// SPDX-License-Identifier: GPL-2.0-only
/* Pages of a process shared with devices, and pages that are not. */
#include <linux/dma-buf.h>
#include <linux/slab.h>

struct shared {
	struct page **pages;
	unsigned int count;
	struct sg_table table;
	struct dma_buf *buf;
};

struct request {
	struct page **pages;
	struct sg_table table;
};

extern const struct dma_buf_ops shared_ops;
int pin_user_pages_fast(unsigned long start, int n, unsigned int flags, struct page **pages);
long pin_user_pages(unsigned long start, unsigned long n, unsigned int flags, struct page **pages);
int get_user_pages_fast(unsigned long start, int n, unsigned int flags, struct page **pages);
struct page **pages_of_file(int memfd);

/* As a virtual device that lends the memory of its user to another guest. */
int share_memory(struct shared *shared, unsigned long start)
{
	DEFINE_DMA_BUF_EXPORT_INFO(info);
	int n;

	/* hit: sharing/gup-export */
	n = pin_user_pages_fast(start, shared->count, 1, shared->pages);
	if (n != shared->count)
		return -EFAULT;
	info.ops = &shared_ops;
	info.priv = shared;
	shared->buf = dma_buf_export(&info);
	return IS_ERR(shared->buf) ? PTR_ERR(shared->buf) : 0;
}

int fill_in_parts(struct shared *to, unsigned long start)
{
	unsigned int done = 0;
	int n;

	while (done < to->count) {
		/* hit: sharing/gup-export */
		n = get_user_pages_fast(start, to->count - done, 1, &to->pages[done]);
		if (n < 0)
			return n;
		done += n;
	}
	return 0;
}

int fill_by_array(struct shared *to, unsigned long start)
{
	struct page **pages = kcalloc(to->count, sizeof(*pages), GFP_KERNEL);

	if (!pages)
		return -ENOMEM;
	/* hit: sharing/gup-export */
	if (pin_user_pages(start, to->count, 1, pages) < 0)
		return -EFAULT;
	to->pages = pages;
	return 0;
}

int fill_table(struct shared *to, struct page **pages, unsigned long start)
{
	/* hit: sharing/gup-export */
	if (pin_user_pages(start, to->count, 1, pages) < 0)
		return -EFAULT;
	return sg_alloc_table_from_pages(&to->table, pages, to->count, 0, PAGE_SIZE, GFP_KERNEL);
}

int fill_from_file(struct shared *to, int memfd)
{
	/* ok: sharing/gup-export: pages of a memfd */
	to->pages = pages_of_file(memfd);
	return IS_ERR(to->pages) ? PTR_ERR(to->pages) : 0;
}

/* Another use of user memory in the same file: nothing of it is exported. */
int one_transfer(struct request *req, unsigned long start, int n)
{
	/* ok: sharing/gup-export: pinned for a transfer of the driver's own */
	if (pin_user_pages_fast(start, n, 1, req->pages) != n)
		return -EFAULT;
	return sg_alloc_table_from_pages(&req->table, req->pages, n, 0, PAGE_SIZE, GFP_KERNEL);
}

int one_copy(struct page **pages, unsigned long start)
{
	/* ok: sharing/gup-export: in no object at all */
	return get_user_pages_fast(start, 1, 0, pages);
}

static struct page **pinned(unsigned long start, int n)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);

	/* todo: sharing/gup-export: kept by the caller */
	if (pages && pin_user_pages_fast(start, n, 1, pages) != n)
		return NULL;
	return pages;
}

int fill_by_function(struct shared *to, unsigned long start)
{
	to->pages = pinned(start, to->count);
	return to->pages ? 0 : -ENOMEM;
}
