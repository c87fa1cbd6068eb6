#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# Each rule alone under the kernel's own `make coccicheck`, in its four modes.
# shellcheck disable=SC2030,SC2031,SC2154 # tests are subshells; `run` sets stderr
bats_require_minimum_version 1.5.0

setup() {
	TOP=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	KERNEL=$TOP/build/linux-source-6.1
	[ -f "$KERNEL/Makefile" ] || { echo "no kernel source: make deps"; return 1; }
	unset MODE M COCCI SPFLAGS J V DEBUG_FILE C KDIR
	cd "$BATS_TEST_TMPDIR" || return
}

# The first case of a rule that has a hit, one with a fixed twin if there is any.
case_of() {
	local folder=$TOP/selftests/cocci/$1 fixed
	fixed=$(find "$folder" -name '*.fixed.c' | sort | head -n 1)
	if [ -n "$fixed" ]; then
		echo "${fixed%.fixed.c}.c"
	else
		grep -l '/\* hit: ' "$folder"/*.c | head -n 1
	fi
}

# For every rule: a folder with one case, and what the kernel's coccicheck
# prints for it in the file kernel.
each_rule() {
	local rule id case
	for rule in "$TOP"/cocci/*/*.cocci; do
		id=$(basename "$(dirname "$rule")")/$(basename "$rule" .cocci)
		case=$(case_of "$id")
		rm -rf case && mkdir case && cp "$case" case/
		make -s -C "$KERNEL" coccicheck COCCI="$rule" MODE="$1" M="$PWD/case" > kernel 2> messages ||
			{ echo "$id: exit $?"; cat messages; return 1; }
		"$2" "$id" "$case" || { echo "$id MODE=$1: not as expected"; cat kernel; return 1; }
	done
}

same_report() {
	env -u C "$TOP/scripts/coccicheck" --rules "$1" case > ours || [ $? = 1 ] || return 1
	[ -s ours ] && sed -n "s|^$PWD/case/||p" kernel | sort > theirs && sort ours | cmp - theirs
}

same_org() {
	env -u C "$TOP/scripts/coccicheck" --rules "$1" --mode org case > ours || [ $? = 1 ] || return 1
	[ -s ours ] && sed -n "s|^\(\* TODO \[\[view:\)$PWD/case/|\1|p" kernel | sort > theirs &&
		sort ours | cmp - theirs
}

marks_lines() {
	grep -q '^-[^-]' kernel
}

# A rule that only reports has no fixed file, and makes no patch.
makes_fixed() {
	local fixed=${2%.c}.fixed.c
	if [ -f "$fixed" ]; then
		sed -n '/^diff -u/,$p' kernel | patch -s "case/$(basename "$2")" && cmp "case/$(basename "$2")" "$fixed"
	else
		! grep -q '^--- ' kernel
	fi
}

@test "MODE=report prints what scripts/coccicheck prints" {
	each_rule report same_report
}

@test "MODE=org prints what scripts/coccicheck prints" {
	each_rule org same_org
}

@test "MODE=context marks lines" {
	each_rule context marks_lines
}

@test "MODE=patch makes the fixed file" {
	each_rule patch makes_fixed
}
