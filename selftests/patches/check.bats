#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# selftests/patches/check must find what is wrong with a series.
# shellcheck disable=SC2030,SC2031,SC2154 # tests are subshells; `run` sets stderr
bats_require_minimum_version 1.5.0

setup() {
	TOP=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	CHECK=$TOP/selftests/patches/check
	load series
	mkdir "$BATS_TEST_TMPDIR/box"
	cd "$BATS_TEST_TMPDIR/box" || return
	unset KVER
	export HOME=$PWD GIT_CEILING_DIRECTORIES=$PWD PATCHES=$PWD/patches KDIR=$PWD/source
	source_tree source
	cp -a source work
	git_tree work
	sed -i 's/return 1/return 2/' work/drivers/one.c
	mail "drm/one: return 2" "Scenario: none (a test)"
	sed -i 's/return 2/return 3/' work/drivers/one.c
	mail "drm/one: return 3" "Scenario: wait_under_lock"
	take_series work patches/v6.1
	printf '%s\n' 0001-drm-one-return-2.patch '0002-drm-one-return-3.patch # needs: 0001' > patches/v6.1/series
}

# What checkpatch takes for a kernel tree, with its own scripts.
source_tree() {
	mkdir -p "$1"/{Documentation,arch,include,drivers,fs,init,ipc,kernel,lib}
	touch "$1"/{COPYING,CREDITS,Kbuild,MAINTAINERS,README}
	printf '%s\n' 'VERSION = 6' 'PATCHLEVEL = 1' > "$1/Makefile"
	ln -s "$TOP/build/linux-source-6.1/scripts" "$1/scripts"
	printf '%s\n' '// SPDX-License-Identifier: GPL-2.0' 'int one(void)' '{' '	return 1;' '}' > "$1/drivers/one.c"
}

mail() {
	quiet_git work commit -a -m "$1" -m "The old value was wrong, because the hardware counts from one." \
		-m "$2
Signed-off-by: A <a@b>"
}

# finds CHECK PROBLEM: that check fails, and only that one.
finds() {
	run --separate-stderr "$CHECK"
	[ "$status" = 1 ]
	[ "$(grep '^not ok' <<< "$output")" = "not ok - $1" ]
	grep -qF -- "$2" <<< "$output"
	grep -q ' passed, 1 failed$' <<< "$output"
}

@test "check: a good series" {
	run --separate-stderr "$CHECK"
	[ "$status" = 0 ]
	[ -z "$stderr" ]
	[ "${lines[-1]}" = "17 passed, 0 failed" ]
}

@test "check: a patch that is not in the series, and one that is only there" {
	cp patches/v6.1/0001* patches/v6.1/0003-more.patch
	finds "v6.1: series and files" "0003-more.patch: not in the series"
	rm patches/v6.1/0003-more.patch
	echo 0004-lost.patch >> patches/v6.1/series
	finds "v6.1: series and files" "0004-lost.patch: no such file"
}

@test "check: order and needs" {
	sed -i 's/needs: 0001/needs: 0007/' patches/v6.1/series
	finds "v6.1: series and files" "0002-drm-one-return-3.patch: needs 0007, which is not before it"
	sed -i 's/needs: 0007/wants 0001/' patches/v6.1/series
	finds "v6.1: series and files" "the comment is not"
	printf '%s\n' 0002-drm-one-return-3.patch 0001-drm-one-return-2.patch > patches/v6.1/series
	finds "v6.1: series and files" "0001-drm-one-return-2.patch: not in the order of the numbers"
}

@test "check: trailers" {
	sed -i 's/^Scenario: wait_under_lock/Scenario: wait_on_moon/' patches/v6.1/0002*
	finds "0002-drm-one-return-3.patch: mail" "Scenario: wait_on_moon: neither in kernel/fence-lockdep/scenarios.h nor"
	sed -i 's/^Scenario: wait_on_moon/Scenario: none/' patches/v6.1/0002*
	finds "0002-drm-one-return-3.patch: mail" "Scenario: none: neither"
	sed -i '/^Scenario: none/d' patches/v6.1/0002*
	finds "0002-drm-one-return-3.patch: mail" "no Scenario trailer"
}

@test "check: subject, long lines" {
	sed -i 's/^Subject: .*/Subject: [PATCH] three/; s/^The old value/The old value, which was made up by somebody who never saw the hardware,/' patches/v6.1/0002*
	run --separate-stderr "$CHECK"
	[ "$status" = 1 ]
	grep -qF "Subject is not \`[PATCH] area: what\`" <<< "$output"
	grep -qF "longer than 75 columns: The old value, which" <<< "$output"
}

@test "check: checkpatch" {
	sed -i 's/^+	return 3;/+	return (3);/' patches/v6.1/0002*
	finds "0002-drm-one-return-3.patch: checkpatch --strict" "RETURN_PARENTHESES"
}

@test "check: a patch that does not apply" {
	sed -i 's/^-	return 2;/-	return 9;/' patches/v6.1/0002*
	run --separate-stderr "$CHECK"
	[ "$status" = 1 ]
	grep -q '^ok - 0001-drm-one-return-2.patch: git am' <<< "$output"
	grep -q '^not ok - 0002-drm-one-return-3.patch: git am' <<< "$output"
	grep -q '^not ok - apply-series, without git$' <<< "$output"
	grep -q 'neither applies nor is in: drivers/one.c: hunk 1' <<< "$output"
}

@test "check: usage, no source" {
	run --separate-stderr "$CHECK" all
	[ "$status" = 2 ]
	KVER=5.10 run --separate-stderr "$CHECK"
	[ "$status" = 2 ]
	KDIR=$PWD/nowhere run --separate-stderr "$CHECK"
	[ "$status" = 4 ]
	[ "$stderr" = "check: $PWD/nowhere/Makefile is missing" ]
}
