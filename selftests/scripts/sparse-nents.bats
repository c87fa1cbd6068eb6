#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# scripts/sparse-nents: a module built against the headers of Debian's kernel.
# shellcheck disable=SC2030,SC2031,SC2154 # tests are subshells; `run` sets stderr
bats_require_minimum_version 1.5.0

setup() {
	TOP=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	NENTS=$TOP/scripts/sparse-nents
	unset M J KVER FORMAT OUT BASELINE
	headers=(/usr/src/linux-headers-6.1.*-amd64)
	export KDIR=${headers[0]}
	mkdir "$BATS_TEST_TMPDIR/box"
	cd "$BATS_TEST_TMPDIR/box" || return
}

need_headers() {
	[ -d "$KDIR" ] || skip "no headers of kernel 6.1: make deps"
}

# module NAME < SOURCE: a module of one file, with the headers it needs
module() {
	mkdir -p drv
	echo "obj-m += $1.o" >> drv/Makefile
	{
		printf '%s\n' '#include <linux/module.h>' '#include <linux/dma-mapping.h>' \
			'#include <linux/dmaengine.h>' '#include <linux/scatterlist.h>' 'MODULE_LICENSE("GPL");'
		cat
	} > "drv/$1.c"
}

# What only types show: the count behind a macro, in a copy, in an int helper.
misuse() {
	module one <<-'END'
	#define PAGES_OF(t)	((t)->nents)
	struct buffer {
		struct sg_table table;
		int pages;
	};
	static size_t fill(struct scatterlist *sgl, int count, void *from, size_t len)
	{
		return sg_copy_from_buffer(sgl, count, from, len);
	}
	int by_macro(struct device *dev, struct sg_table *t);
	int by_macro(struct device *dev, struct sg_table *t)
	{
		int n = PAGES_OF(t);

		dma_unmap_sg(dev, t->sgl, n, DMA_TO_DEVICE);
		return 0;
	}
	void by_copy(struct buffer *b, struct sg_table *t);
	void by_copy(struct buffer *b, struct sg_table *t)
	{
		struct sg_table mine = *t;

		b->pages = mine.nents;
	}
	size_t by_helper(struct sg_table *t, void *from, size_t len);
	size_t by_helper(struct sg_table *t, void *from, size_t len)
	{
		return fill(t->sgl, t->nents, from, len);
	}
	END
}

# found LINE-TEXT...: the findings are on these lines of drv/one.c, in order
found() {
	local text number want=()
	for text; do
		number=$(grep -nF -- "$text" drv/one.c | cut -d: -f1)
		want+=("$number")
	done
	[ "$(sed -n 's/^one\.c:\([0-9]*\):.* WARNING: sgtable\/nents-as-int: .*/\1/p' <<< "$output")" = \
		"$(printf '%s\n' "${want[@]}")" ]
}

@test "the DMA count behind a macro, in a copy, through an int helper: found" {
	need_headers
	misuse
	run --separate-stderr "$NENTS" drv
	[ "$status" = 1 ]
	found 'n = PAGES_OF(t)' 'b->pages = mine' 'return fill('
	[[ $stderr == *"1 of 1 C files checked, 0 not analysed, 3 findings"* ]]
}

@test "the Coccinelle rules see none of these" {
	misuse
	unset KDIR RULES MODE COCCI
	run --separate-stderr "$TOP/scripts/coccicheck" --rules sgtable drv/one.c
	[ "$status" = 0 ]
	[ -z "$output" ]
}

@test "legal twins stay silent" {
	need_headers
	module one <<-'END'
	#define PAGES_OF(t)	((t)->orig_nents)
	struct buffer {
		struct sg_table table;
		int pages;
	};
	static size_t fill(struct scatterlist *sgl, int count, void *from, size_t len)
	{
		return sg_copy_from_buffer(sgl, count, from, len);
	}
	size_t all(struct device *dev, struct buffer *b, struct sg_table *t, void *from, size_t len);
	size_t all(struct device *dev, struct buffer *b, struct sg_table *t, void *from, size_t len)
	{
		struct sg_table mine = *t;
		int n = PAGES_OF(t);

		b->table = mine;
		b->pages = mine.orig_nents;
		dma_unmap_sg(dev, t->sgl, n, DMA_TO_DEVICE);
		return fill(t->sgl, t->orig_nents, from, len);
	}
	struct dma_async_tx_descriptor *device(struct dma_chan *chan, struct sg_table *t, u64 *out);
	struct dma_async_tx_descriptor *device(struct dma_chan *chan, struct sg_table *t, u64 *out)
	{
		struct sg_dma_page_iter iter;
		struct scatterlist *sg;
		int i;

		for_each_sgtable_dma_sg(t, sg, i)
			*out++ = sg_dma_address(sg);
		for_each_sg(t->sgl, sg, t->nents, i)
			*out++ = sg_dma_address(sg);
		for_each_sgtable_dma_page(t, &iter, 0)
			*out++ = sg_page_iter_dma_address(&iter);
		for_each_sg_dma_page(t->sgl, &iter, t->nents, 0)
			*out++ = sg_page_iter_dma_address(&iter);
		if (!t->nents)
			return NULL;
		return dmaengine_prep_slave_sg(chan, t->sgl, t->nents, DMA_MEM_TO_DEV, 0);
	}
	END
	run --separate-stderr "$NENTS" drv
	echo "$output$stderr"
	[ "$status" = 0 ]
	[ -z "$output" ]
	[[ $stderr == *"1 of 1 C files checked, 0 not analysed, 0 findings"* ]]
}

@test "a loop over pages, arithmetic and a cast: found; kernel 6.12, too" {
	need_headers
	module one <<-'END'
	int pages(struct sg_table *t);
	int pages(struct sg_table *t)
	{
		struct sg_page_iter iter;
		int bytes = t->nents * 8;
		int n = (int)t->nents;

		for_each_sg_page(t->sgl, &iter, t->nents, 0)
			n += sg_page_iter_page(&iter) != NULL;
		return n + bytes;
	}
	END
	places=('int bytes =' 'int n = (int)' 'for_each_sg_page(')
	run --separate-stderr "$NENTS" drv
	[ "$status" = 1 ]
	found "${places[@]}"
	headers=(/usr/src/linux-headers-6.12.*-amd64)
	[ -d "${headers[0]}" ] || skip "no headers of kernel 6.12"
	run --separate-stderr "$NENTS" --kdir "${headers[0]}" drv
	[ "$status" = 1 ]
	found "${places[@]}"
}

@test "known noise and counts set by hand: left out and counted, --noise shows them" {
	need_headers
	module one <<-'END'
	int one_segment(struct device *dev, struct sg_table *t);
	int one_segment(struct device *dev, struct sg_table *t)
	{
		t->nents = dma_map_sg(dev, t->sgl, t->orig_nents, DMA_TO_DEVICE);
		t->nents++;
		if (t->nents != 1)
			return -EINVAL;
		return 0;
	}
	END
	run --separate-stderr "$NENTS" drv
	[ "$status" = 0 ]
	[[ $stderr == *"left out: 1 known noise, 2 counts set by hand"* ]]
	run --separate-stderr "$NENTS" --noise drv
	[ "$status" = 1 ]
	[ "$(grep -c 'NOTE: sgtable/nents-as-int: .*(noise: ' <<< "$output")" = 3 ]
}

@test "a suppression with a reason holds" {
	need_headers
	module one <<-'END'
	int count(struct sg_table *t);
	int count(struct sg_table *t)
	{
		/* sgfence-ok: sgtable/nents-as-int: the device wants its segments */
		return t->nents;
	}
	END
	run --separate-stderr "$NENTS" drv
	[ "$status" = 0 ]
	[[ $stderr == *"0 findings, 1 suppressed"* ]]
}

@test "files that were not checked are named, exit 3" {
	need_headers
	module one <<-'END'
	int count(struct sg_table *t);
	int count(struct sg_table *t)
	{
		return t->nents;
	}
	END
	module broken <<< 'int f(struct sg_table *t) { return t->nents +; }'
	mkdir drv/sub
	echo 'int g(struct sg_table *t) { return t->nents; }' > drv/sub/unused.c
	run --separate-stderr "$NENTS" drv
	[ "$status" = 3 ]
	found 'return t->nents'
	[[ $stderr == *"not analysed: broken.c: does not compile"* ]]
	[[ $stderr == *"not analysed: sub/unused.c: "* ]]
}

@test "a file that is part of another is checked there" {
	need_headers
	module one <<< '#include "inner.c"'
	printf '%s\n' 'static int __maybe_unused inner(struct sg_table *t)' '{' '	return t->nents;' '}' > drv/inner.c
	run --separate-stderr "$NENTS" drv
	[ "$status" = 1 ]
	[[ $output == inner.c:3:* ]]
	[[ $stderr == *"2 of 2 C files checked, 0 not analysed"* ]]
}

@test "files without the count are left alone; --all checks them" {
	need_headers
	module one <<< 'int f(void); int f(void) { return 1; }'
	run --separate-stderr "$NENTS" drv
	[ "$status" = 0 ]
	[[ $stderr == *"0 of 1 C files checked"* ]]
	run --separate-stderr "$NENTS" --all drv
	[ "$status" = 0 ]
	[[ $stderr == *"1 of 1 C files checked"* ]]
}

@test "wrong usage: one line, exit 2; no tree, or one that is not known: exit 4" {
	run --separate-stderr "$NENTS"
	[ "$status" = 2 ]
	[ "${#stderr_lines[@]}" = 1 ]
	run "$NENTS" --no-such-option drv
	[ "$status" = 2 ]
	mkdir -p drv tree/include/linux tree/include/config
	echo 'int x;' > drv/one.c
	run "$NENTS" --kdir "$PWD/none" drv
	[ "$status" = 4 ]
	touch tree/Makefile tree/include/config/auto.conf drv/Makefile
	printf '%s\n' 'struct sg_table {' '	int count;' '};' > tree/include/linux/scatterlist.h
	run "$NENTS" --kdir tree drv
	[ "$status" = 4 ]
	[[ $output == *"scatterlist.h: sg_table.nents is not written as in the kernels known here"* ]]
	need_headers
	run "$NENTS" drv/one.c no-such-place
	[ "$status" = 2 ]
}
