#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# scripts/apply-series on trees that quilt keeps.
# shellcheck disable=SC2030,SC2031,SC2154 # tests are subshells; `run` sets stderr
bats_require_minimum_version 1.5.0

setup_file() {
	load series
	cd "$BATS_FILE_TMPDIR" || return
	HOME=$PWD fake_series
}

setup() {
	APPLY=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)/scripts/apply-series
	load series
	mkdir "$BATS_TEST_TMPDIR/box"
	cd "$BATS_TEST_TMPDIR/box" || return
	export HOME=$PWD GIT_CEILING_DIRECTORIES=$PWD
	cp -a "$BATS_FILE_TMPDIR"/{make-series,patches} .
	export PATCHES=$PWD/patches
	fake_tree tree
	mkdir -p tree/debian/patches
	quilt_tree new debian.patch
	quilt_tree add Makefile
	echo '# Debian' >> tree/Makefile
	quilt_tree refresh
	snapshot tree > before
}

quilt_tree() {
	(cd tree && QUILT_PATCHES=debian/patches quilt --quiltrc - "$@") > /dev/null
}

unchanged() {
	diff before <(snapshot tree)
}

patched() {
	diff -r -x .git -x .pc -x debian -x Makefile make-series tree
}

refused() {
	[ "$status" = "$1" ]
	[ -z "$output" ]
	[[ $stderr == "apply-series: "$2 ]]
}

@test "quilt: pushed on top, and out again" {
	run --separate-stderr "$APPLY" tree
	[ "$status" = 0 ]
	[ "${lines[0]}" = "applied 0001-fence-one.patch" ]
	[ "${lines[3]}" = "apply-series: v6.1: 3 applied, 0 in already (quilt)" ]
	patched
	[ "$(cat tree/.pc/applied-patches)" = "debian.patch
sgfence/0001-fence-one.patch
sgfence/0002-fence-two.patch
sgfence/0003-gpu-three.patch" ]
	[ ! -e tree/.sgfence-applied ]
	run --separate-stderr "$APPLY" tree
	[ "${lines[3]}" = "apply-series: v6.1: 0 applied, 3 in already (quilt), nothing changed" ]
	run --separate-stderr "$APPLY" --unapply tree
	[ "$status" = 0 ]
	[ "${lines[0]}" = "taken out 0003-gpu-three.patch" ]
	[ "${lines[3]}" = "apply-series: v6.1: 3 taken out (quilt)" ]
	unchanged
}

@test "quilt: no patch in the tree yet" {
	quilt_tree pop
	quilt_tree delete -r debian.patch
	run --separate-stderr "$APPLY" tree
	[ "$status" = 0 ]
	patched
	run --separate-stderr "$APPLY" --unapply tree
	[ "$status" = 0 ]
	[ ! -e tree/drivers/new ]
	diff tree/drivers/fence.c <(seq -f 'core line %g' 1 30)
}

@test "quilt: backported patches are left out" {
	quilt_tree import "$PATCHES/v6.1/0001-fence-one.patch"
	quilt_tree push
	snapshot tree > before
	run --separate-stderr "$APPLY" tree
	[ "${lines[0]}" = "in already 0001-fence-one.patch" ]
	[ "${lines[3]}" = "apply-series: v6.1: 2 applied, 1 in already (quilt)" ]
	patched
	"$APPLY" --unapply tree
	unchanged
}

@test "quilt: patches that are not pushed, or not refreshed: refused" {
	echo mine >> tree/Makefile
	snapshot tree > before
	run --separate-stderr "$APPLY" tree
	refused 1 "debian.patch has changes that are not in it yet: \`quilt refresh\` first; nothing changed"
	unchanged
	quilt_tree refresh
	quilt_tree pop
	snapshot tree > before
	run --separate-stderr "$APPLY" tree
	refused 1 "quilt patches that are not applied: debian.patch; \`quilt push -a\` first; nothing changed"
	unchanged
}

@test "quilt: half in: named; unapply takes out the rest" {
	"$APPLY" tree
	quilt_tree pop
	snapshot tree > half
	run --separate-stderr "$APPLY" tree
	refused 1 "the series is half in. In: 0001-fence-one.patch, 0002-fence-two.patch. Not in: 0003-gpu-three.patch. --unapply takes it out; nothing changed"
	diff half <(snapshot tree)
	run --separate-stderr "$APPLY" --unapply tree
	[ "$status" = 0 ]
	unchanged
}

@test "quilt: changed since, or a patch on top: unapply refuses" {
	"$APPLY" tree
	cp -a tree was
	echo mine >> tree/include/fence.h
	snapshot tree > before
	run --separate-stderr "$APPLY" --unapply tree
	refused 1 "changed since the series was put in: include/fence.h; take the changes back first; nothing changed"
	unchanged
	rm -r tree
	mv was tree
	quilt_tree new mine.patch
	quilt_tree add Makefile
	snapshot tree > before
	run --separate-stderr "$APPLY" --unapply tree
	refused 1 "quilt patches on top of the series: mine.patch; pop them first; nothing changed"
	unchanged
}

@test "quilt: a push that fails: what was pushed is taken back" {
	mkdir bin
	cat > bin/quilt <<-END
	#!/bin/sh
	case "\$*" in
	*push*) grep -qs 0001 .pc/applied-patches && { echo "no room"; exit 1; } ;;
	esac
	exec $(command -v quilt) "\$@"
	END
	chmod +x bin/quilt
	PATH=$PWD/bin:$PATH run --separate-stderr "$APPLY" tree
	refused 1 "quilt: 0002-fence-two.patch: no room; taken back, nothing changed"
	unchanged
}

@test "quilt: a conflict: nothing changed" {
	sed -i 's/core line 26/mine/' tree/drivers/fence.c
	snapshot tree > before
	run --separate-stderr "$APPLY" tree
	refused 1 "0002-fence-two.patch neither applies nor is in: drivers/fence.c: hunk 2; nothing changed"
	unchanged
}

@test "quilt: the user's settings do not matter" {
	echo QUILT_NO_DIFF_INDEX=1 > .quiltrc
	echo mine >> tree/Makefile
	run --separate-stderr "$APPLY" tree
	refused 1 "debian.patch has changes that are not in it yet: *"
	quilt_tree refresh
	QUILT_PATCHES=elsewhere run --separate-stderr "$APPLY" tree
	[ "$status" = 0 ]
	patched
	[ ! -e tree/elsewhere ]
}

@test "quilt: blanks in the path of the tree" {
	mv tree "a tree"
	run --separate-stderr "$APPLY" "a tree"
	[ "$status" = 0 ]
	run --separate-stderr "$APPLY" --unapply "a tree"
	[ "$status" = 0 ]
	mv "a tree" tree
	unchanged
}

@test "quilt: not installed: exit 4" {
	mkdir bin
	ln -s "$(command -v patch)" bin/
	python=$(python3 -c 'import sys; print(sys.executable)')
	run --separate-stderr env PATH="$PWD/bin" "$python" "$APPLY" tree
	refused 4 "quilt is missing; */tree is managed by it"
}
