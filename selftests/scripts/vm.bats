#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# scripts/vm without a kernel: scripts/kernel-tree is a stub and QEMU is
# lib/stand-in-qemu, which plays guests that real ones rarely are. The table,
# the judge and the runner are the real ones; make selftest boots real kernels.
# shellcheck disable=SC2030,SC2031,SC2154 # tests are subshells; `run` sets stderr
bats_require_minimum_version 1.5.0

setup_file() {
	local repo top=$BATS_FILE_TMPDIR/top
	repo=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	mkdir -p "$top/scripts" "$top/selftests" "$top/bin"
	cp -r "$repo/scripts/vm" "$repo/scripts/lib" "$top/scripts/"
	ln -s "$repo/kernel" "$top/kernel"
	ln -s "$repo/selftests/dma-fence" "$top/selftests/dma-fence"
	ln -s "$BATS_TEST_DIRNAME/lib/stand-in-qemu" "$top/bin/qemu-system-x86_64"
	stub_kernel_tree > "$top/scripts/kernel-tree"
	chmod +x "$top/scripts/kernel-tree"
	# Compiles table and judge once for all tests.
	PATH=$top/bin:$PATH "$top/scripts/vm" --accel tcg --scenario busted --out "$BATS_FILE_TMPDIR/out" || true
}

stub_kernel_tree() {
	cat <<-'END'
	#!/usr/bin/env bash
	case $* in *"--series none"*) text=__dma_fence_might_wait ;; *) text=dma_fence_might_wait ;; esac
	image=$(mktemp -d "$BATS_TEST_TMPDIR/image.XXXX")
	mkdir -p "$image/modules" "$image/source/include/linux"
	touch "$image/vmlinux" "$image/modules/fence-lockdep.ko"
	echo "$text" > "$image/source/include/linux/dma-fence.h"
	[ -z "$BUILD_FAILS" ] || exit 4
	echo "$image"
	END
}

setup() {
	TOP=$BATS_FILE_TMPDIR/top
	OUT=$BATS_TEST_TMPDIR/out
	PATH=$TOP/bin:$PATH
	KUNIT=$BATS_TEST_DIRNAME/../../build/linux-source-6.1/tools/testing/kunit/kunit.py
	unset KVER SCENARIO ACCEL PATCHED J GUEST SERIES
	export OUT PATH
}

# vm GLOB [OPTION...]
vm() {
	run --separate-stderr "$TOP/scripts/vm" --accel tcg --patched 0 --scenario "$@"
}

@test "KTAP on stdout, the table on stderr, everything kept" {
	vm 'wait_under_lock wait_under_lock_ok'
	[ "$status" = 0 ]
	[ "${lines[0]}" = "KTAP version 1" ]
	[[ $output == *"    ok 1 wait_under_lock"$'\n'*"    ok 2 wait_under_lock_ok"$'\n'"ok 1 fence-lockdep-6.1-base" ]]
	grep -Eq '^wait_under_lock +circular +circular +yes$' <<< "$stderr"
	grep -q '^2 passed, 0 failed$' <<< "$stderr"
	cd "$OUT/6.1-base"
	grep -q ' qemu-system-x86_64 .*scenario=wait_under_lock_ok' wait_under_lock_ok.qemu
	grep -qx 'lockdep on' wait_under_lock.channel
	grep -q 'begin wait_under_lock$' wait_under_lock.console
	grep -q '<testcase .*name="wait_under_lock_ok"' junit.xml
	diff <(tail -n 9 results.ktap) <(tail -n 9 <<< "$output")
}

@test "kunit.py takes it, good and bad" {
	vm 'wait_under_lock wait_under_lock_ok'
	python3 "$KUNIT" parse <<< "$output" | grep -q 'Ran 2 tests: passed: 2'
	vm 'wait_under_lock busted'
	[ "$status" = 1 ]
	run python3 "$KUNIT" parse <<< "$output"
	[ "$status" = 1 ]
	[[ $output == *"passed: 1, failed: 1"* ]]
}

@test "both variants in one table; a wrong one is not as expected" {
	run --separate-stderr "$TOP/scripts/vm" --accel tcg --scenario wait_under_lock_ok
	# The guest says series 0 under the patched kernel, too.
	[ "$status" = 3 ]
	grep -q '^scenario  *base  *patched  *expected  *as expected$' <<< "$stderr"
	grep -Eq '^wait_under_lock_ok +silent +[a-z?]+ +silent +NO$' <<< "$stderr"
	[[ $output == *"ok 1 fence-lockdep-6.1-base"*"not ok 2 fence-lockdep-6.1-patched"* ]]
}

@test "busted: runs when named, and is not ok" {
	vm 'busted'
	[ "$status" = 1 ]
	[[ $output == *"not ok 1 busted"* ]]
	vm '*usted'
	[ "$status" = 2 ]
}

@test "a glob that matches nothing, and other bad input: one line, exit 2" {
	vm 'no_such_*'
	[ "$status" = 2 ]
	[ "$stderr" = "vm: no scenario matches 'no_such_*'" ]
	[ -z "$output" ]
	KVER=5.10 run --separate-stderr "$TOP/scripts/vm"
	[ "$status" = 2 ]
	[ "$stderr" = "vm: KVER=5.10: one of 6.1, 6.12" ]
	J=0 vm wait_under_lock
	[ "$status" = 2 ]
	PATCHED=yes run --separate-stderr "$TOP/scripts/vm"
	[ "$status" = 2 ]
	vm wait_under_lock --what
	[ "$status" = 2 ]
}

@test "a guest that does not boot, or not end: incomplete, never a hang of the runner" {
	GUEST=no-boot vm wait_under_lock --boot-timeout 1
	[ "$status" = 3 ]
	[[ $output == *"# did not boot in 1 s"*"not ok 1 wait_under_lock"* ]]
	GUEST=stuck vm wait_under_lock --scenario-timeout 1
	[ "$status" = 3 ]
	[[ $output == *"# did not end in 1 s"* ]]
	grep -q '<error message="did not end in 1 s' "$OUT/6.1-base/junit.xml"
}

@test "the total time: what did not come to its turn is named" {
	GUEST=stuck vm 'wait_under_lock*' --total-timeout 1 --jobs 1
	[ "$status" = 3 ]
	[[ $output == *"stopped: the total time is over"*"not booted: the total time is over"* ]]
}

@test "a panic is not ok; lockdep off, or a channel cut short, is incomplete" {
	GUEST=panic vm wait_under_lock_ok
	[ "$status" = 1 ]
	[[ $output == *"panic"*"not ok 1 wait_under_lock_ok"* ]]
	GUEST=off vm wait_under_lock_ok
	[ "$status" = 3 ]
	GUEST="cut" vm wait_under_lock_ok
	[ "$status" = 3 ]
	[[ $output == *"# channel: ends with 'lockdep off', not with 'done'"* ]]
}

@test "QEMU's own error is shown" {
	GUEST=error vm wait_under_lock_ok
	[ "$status" = 3 ]
	[[ $output == *"# QEMU: qemu: no such machine"* ]]
}

@test "KVM that hangs: TCG after ten seconds, and it says so" {
	[ -w /dev/kvm ] || skip "no /dev/kvm, so nothing is probed"
	GUEST=kvm-hangs run --separate-stderr "$TOP/scripts/vm" --patched 0 --scenario wait_under_lock_ok
	[ "$status" = 0 ]
	[[ $stderr == *"vm: using TCG; KVM: did not boot in 10 s"* ]]
	grep -q ' -accel tcg ' "$OUT/6.1-base/wait_under_lock_ok.qemu"
}

@test "TERM ends the runner and its guests" {
	GUEST=stuck "$TOP/scripts/vm" --accel tcg --patched 0 --scenario wait_under_lock 3>&- &
	runner=$!
	until grep -qs boot "$OUT/6.1-base/wait_under_lock.channel"; do sleep 0.1; done
	kill "$runner"
	code=0
	wait "$runner" || code=$?
	[ "$code" = 143 ]
	run ! pgrep -f "path=$OUT/6.1-base/wait_under_lock.channel"
}

@test "a build that fails: exit 4" {
	BUILD_FAILS=1 vm wait_under_lock_ok
	[ "$status" = 4 ]
	[[ $stderr == *"vm: no kernel 6.1 none lockdep" ]]
}
