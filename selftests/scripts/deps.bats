#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# scripts/deps, as far as it can be tried without installing anything.
# shellcheck disable=SC2030,SC2031,SC2154 # tests are subshells; `run` sets stderr
bats_require_minimum_version 1.5.0

setup() {
	DEPS=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)/scripts/deps
	unset KVER OS_RELEASE
}

@test "doctor: every tool with its version, and the kernel" {
	run --separate-stderr "$DEPS" --doctor
	[ "$status" = 0 ]
	for tool in spatch parallel python3 gcc bats shellcheck; do
		grep -Eq "^$tool +[0-9][0-9.]* " <<< "$output"
	done
	grep -q '^kernel  *build/linux-source-6.1$' <<< "$output"
}

@test "doctor: what is missing, and what that switches off, exit 4" {
	# As if nothing but the shell's own tools were installed.
	cd "$BATS_TEST_TMPDIR" && mkdir bin
	for tool in bash cat dirname grep head sed tr; do
		ln -s "$(command -v $tool)" bin/
	done
	run --separate-stderr env PATH="$PWD/bin" bash "$DEPS" --doctor
	[ "$status" = 4 ]
	[[ $output == *"spatch       MISSING        Debian package coccinelle; without it: no make coccicheck"* ]]
}

@test "bad input: one line, exit 2" {
	run --separate-stderr "$DEPS" --all
	[ "$status" = 2 ]
	[ "$stderr" = "deps: unknown option '--all'; usage: scripts/deps [--doctor]" ]
	KVER=5.10 run --separate-stderr "$DEPS"
	[ "$status" = 2 ]
	[ "$stderr" = "deps: unknown KVER '5.10'; 6.1 or 6.12" ]
}

@test "another system: the list of tools, exit 4" {
	echo ID=other > "$BATS_TEST_TMPDIR/os-release"
	OS_RELEASE=$BATS_TEST_TMPDIR/os-release run --separate-stderr "$DEPS"
	[ "$status" = 4 ]
	[ -z "$output" ]
	[[ $stderr == *"this is not Debian"* ]]
	grep -q '^  spatch  *1.1.1$' <<< "$stderr"
}
