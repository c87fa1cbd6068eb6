#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# selftests/dma-fence as a drop-in kselftest: what can be shown without a boot.
bats_require_minimum_version 1.5.0

# What a kernel tree needs for `make -C tools/testing/selftests`, and our folder.
setup_file() {
	local top source name
	# The tests share the tree.
	export BATS_NO_PARALLELIZE_WITHIN_FILE=true
	top=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	source=$top/build/linux-source-${KVER:-6.1}
	export KTREE=$BATS_FILE_TMPDIR/tree
	export HERE=$KTREE/tools/testing/selftests/dma-fence
	[ -d "$source/tools/testing/selftests" ] || return 0
	mkdir -p "$KTREE/tools/testing/selftests" "$KTREE/usr"
	cp "$source/Makefile" "$KTREE"
	cp -r "$source/scripts" "$KTREE"
	cp -r "$source/tools/scripts" "$KTREE/tools"
	for name in "$source"/tools/testing/selftests/{*.*,Makefile,kselftest}; do
		cp -r "$name" "$KTREE/tools/testing/selftests"
	done
	cp -rL "$top/selftests/dma-fence" "$KTREE/tools/testing/selftests"
}

setup() {
	[ -d "$HERE" ] || skip "no kernel source: make deps"
}

selftests() {
	# The one who runs these tests may have been run by make.
	run env -u MAKEFLAGS -u MAKELEVEL -u KVER -u KDIR -u O -u OUT -u J \
		make -C "$KTREE/tools/testing/selftests" TARGETS=dma-fence "$@"
	echo "$output"
}

@test "no tree of the running kernel: the build says so and goes on" {
	selftests KDIR=/nonexistent
	[ "$status" = 0 ]
	[[ $output == *"no /nonexistent: the module is not built, and the test will skip"* ]]
	[ -x "$HERE/judge" ]
	[ ! -e "$HERE/fence-lockdep.ko" ]
}

@test "install: everything that the test needs on another machine" {
	selftests KDIR=/nonexistent install INSTALL_PATH="$BATS_TEST_TMPDIR/to"
	[ "$status" = 0 ]
	for name in judge dma-fence.sh config settings; do
		[ -f "$BATS_TEST_TMPDIR/to/dma-fence/$name" ]
	done
	grep -qx 'dma-fence:dma-fence.sh' "$BATS_TEST_TMPDIR/to/kselftest-list.txt"
}

@test "the module, for a kernel whose headers are here; clean" {
	local kdir
	kdir=$(find /lib/modules -maxdepth 2 -name build | sort | tail -n 1)
	[ -n "$kdir" ] && [ -f "$kdir/Makefile" ] || skip "no kernel headers: make deps"
	selftests KDIR="$kdir"
	[ "$status" = 0 ]
	[ -s "$HERE/fence-lockdep.ko" ]
	[ -z "$(find "$HERE/module" -name '*.o')" ]
	selftests KDIR="$kdir" clean
	[ ! -e "$HERE/fence-lockdep.ko" ]
	[ ! -e "$HERE/judge" ]
}

@test "no module, no judge: skipped with a reason" {
	selftests KDIR=/nonexistent
	run "$HERE/dma-fence.sh"
	echo "$output"
	[ "$status" = 4 ]
	[ "${lines[0]}" = "TAP version 13" ]
	[[ ${lines[1]} == "1..0 # SKIP "* ]]
	[ "${#lines[@]}" = 2 ]
	rm "$HERE/judge"
	run "$HERE/dma-fence.sh"
	[ "$status" = 4 ]
}

@test "run_tests: the kernel's runner sees a skipped test" {
	selftests KDIR=/nonexistent run_tests
	[[ $output == *"ok 1 selftests: dma-fence: dma-fence.sh # SKIP"* ]]
}

@test "dma-fence.sh is plain enough for busybox" {
	command -v busybox > /dev/null || skip "no busybox: make deps"
	run busybox ash -n "$HERE/dma-fence.sh"
	[ "$status" = 0 ]
	run busybox ash "$HERE/dma-fence.sh"
	[ "$status" = 4 ]
}
