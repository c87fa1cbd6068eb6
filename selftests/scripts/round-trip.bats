#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# round-trip: a tiny kernel tree of one driver, with a known result.

# shellcheck disable=SC2154 # stderr is set by run
bats_require_minimum_version 1.5.0

setup() {
	TOP=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	trip=$BATS_TEST_DIRNAME/round-trip
	unset KDIR KVER J
	mkdir -p "$BATS_TEST_TMPDIR/box/kernel/drivers/d"
	cd "$BATS_TEST_TMPDIR/box" || return
	driver 'dma_unmap_sgtable(dev, sgt, dir, 0)'
}

# driver STATEMENT...: a driver that makes a table, and one function with these
driver() {
	{
		printf 'int make(struct sg_table *sgt)\n{\n'
		printf '\treturn sg_alloc_table(sgt, 4, GFP_KERNEL);\n}\n\n'
		printf 'int use(struct device *dev, struct sg_table *sgt, struct tt *tt, int dir)\n{\n'
		printf '\t%s;\n' "$@"
		printf '}\n'
	} > kernel/drivers/d/a.c
}

# fake_repo COMMAND [CODE]: round-trip beside a coccicheck that only does that,
# in the copy of the driver, and exits with CODE
fake_repo() {
	mkdir -p repo/selftests/scripts repo/scripts repo/cocci/sgtable
	cp -r "$trip" "$BATS_TEST_DIRNAME/lib" repo/selftests/scripts/
	cp -r "$TOP/selftests/round-trip" repo/selftests/
	cp -r "$TOP/selftests/real-tree" repo/selftests/
	cp "$TOP/cocci/sgtable/unmap.cocci" repo/cocci/sgtable/
	# shellcheck disable=SC2016 # for the script
	printf '#!/bin/sh\nfor file; do :; done\n%s\nexit %s\n' "$1" "${2-0}" > repo/scripts/coccicheck
	chmod +x repo/scripts/coccicheck
	trip=$PWD/repo/selftests/scripts/round-trip
}

@test "a call that comes back is restored, and the tree stays as it was" {
	cp kernel/drivers/d/a.c was
	run -0 --separate-stderr "$trip" --kdir kernel --min 100 unmap-nents
	[ "${lines[0]}" = 'unmap-nents: 1 of 1 calls restored (100.0 %)' ]
	[ "${lines[1]}" = 'round trip: 1 of 1 calls restored (100.0 %), files 1, left alone on purpose 0' ]
	cmp was kernel/drivers/d/a.c
}

@test "a call that does not come back is named: exit 1 with --min 100" {
	driver 'dma_unmap_sgtable(dev, sgt, dir, 0)' 'dma_unmap_sgtable(dev, tt->odd, dir, 0)'
	run -1 --separate-stderr "$trip" --kdir kernel --min 100 unmap-nents
	[ "${lines[0]}" = 'unmap-nents: 1 of 2 calls restored (50.0 %)' ]
	[ "${lines[1]}" = '    missed: drivers/d/a.c: use: dma_unmap_sgtable(dev, tt->odd, dir, 0)' ]
	[ "${lines[2]}" = '        now: dma_unmap_sg(dev, tt->odd->sgl, tt->odd->nents, dir)' ]
	run -0 "$trip" --kdir kernel --min 50 unmap-nents
}

@test "where a neighbour sets nents by hand, nents is left alone, orig_nents is not" {
	echo 'void f(struct sg_table *sgt) { sgt->nents = 1; }' > kernel/drivers/d/b.c
	run -0 --separate-stderr "$trip" --kdir kernel --min 100 unmap-nents unmap-orig-nents
	[ "${lines[0]}" = 'unmap-nents: 0 of 0 calls restored (0.0 %), 1 left alone on purpose' ]
	[ "${lines[1]}" = '    left alone: drivers/d/a.c (1)' ]
	[ "${lines[2]}" = 'unmap-orig-nents: 1 of 1 calls restored (100.0 %)' ]
}

@test "an error code that is tested as a count is not restored" {
	driver 'if (dma_map_sgtable(dev, sgt, dir, 0)) return -EIO' 'return 0'
	# shellcheck disable=SC2016 # for the script
	fake_repo 'sed -i "s/dma_map_sg(.*, dir)/dma_map_sgtable(dev, sgt, dir, 0)/" "$file"'
	run -1 --separate-stderr "$trip" --kdir kernel map-tested-nents
	[ "${lines[0]}" = 'map-tested-nents: 0 of 1 calls restored (0.0 %)' ]
	[ "${lines[2]}" = '        now: dma_map_sgtable(dev, sgt, dir, 0) as a count' ]
	driver 'int r' 'r = dma_map_sgtable(dev, sgt, dir, 0)' 'if (r) return r' 'return 0'
	run -1 --separate-stderr "$trip" --kdir kernel map-zero-nents
	[ "${lines[0]}" = 'map-zero-nents: 0 of 1 calls restored (0.0 %)' ]
	[ "${lines[2]}" = '        now: dma_map_sgtable(dev, sgt, dir, 0) as a count' ]
}

@test "the result of dma_map_sg() in a variable is open-coded and restored" {
	driver 'int r' 'r = dma_map_sgtable(dev, sgt, dir, 0)' 'if (r) return r' 'return 0'
	# shellcheck disable=SC2016 # for the script
	fake_repo 'grep -q "r == 0" "$file" && sed -i "s/dma_map_sg(.*, dir)/dma_map_sgtable(dev, sgt, dir, 0)/; s/r == 0/r/" "$file"'
	run -0 --separate-stderr "$trip" --kdir kernel map-zero-nents
	[ "${lines[0]}" = 'map-zero-nents: 1 of 1 calls restored (100.0 %)' ]
}

@test "a rewrite that changes more than the call fails" {
	# shellcheck disable=SC2016 # for the script
	fake_repo 'sed -i "s/dma_unmap_sg(.*, dir)/dma_unmap_sgtable(dev, sgt, dir, 0); return 1/" "$file"'
	run -1 --separate-stderr "$trip" --kdir kernel unmap-nents
	[ "${lines[0]}" = 'unmap-nents: 1 of 1 calls restored (100.0 %)' ]
	[ "${lines[1]}" = '    other text changed: drivers/d/a.c' ]
}

@test "coccicheck that has not analysed everything: exit 3, with the figures" {
	# shellcheck disable=SC2016 # for the script
	fake_repo ':' 3
	run -3 --separate-stderr "$trip" --kdir kernel unmap-nents
	[[ ${lines[0]} == 'unmap-nents: 0 of 1 calls '* ]]
}

@test "a tree without helpers does not pass" {
	driver 'return 0'
	run -1 --separate-stderr "$trip" --kdir kernel
	[[ ${lines[-1]} == 'round trip: 0 of 0 calls restored '* ]]
}

@test "bad usage is exit 2, no tree is exit 4" {
	run -2 --separate-stderr "$trip" --kdir kernel nonsense
	[[ $stderr == 'round-trip: unknown shape nonsense; one of '*unmap-nents* ]]
	run -2 "$trip" --kdir kernel --min 101
	run -2 "$trip" --kdir kernel --min many
	run -2 "$trip" --kdir kernel --keep kernel
	run -4 --separate-stderr "$trip" --kdir nowhere
	[[ $stderr == 'round-trip: nowhere: no kernel tree'* ]]
	mkdir empty
	run -4 "$trip" --kdir empty
}
