#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# scripts/apply-series on trees that git keeps.
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
	export HOME=$PWD GIT_CEILING_DIRECTORIES=$PWD GIT_CONFIG_NOSYSTEM=1
	git config --global user.name "A User"
	git config --global user.email user@example.org
	cp -a "$BATS_FILE_TMPDIR"/{make-series,patches} .
	export PATCHES=$PWD/patches
	fake_tree tree
	git_tree tree
	snapshot tree > before
}

unchanged() {
	diff before <(snapshot tree)
	[ ! -e tree/.git/rebase-apply ]
}

patched() {
	diff -r -x .git make-series "${1:-tree}"
}

refused() {
	[ "$status" = "$1" ]
	[ -z "$output" ]
	[[ $stderr == "apply-series: "$2 ]]
}

subjects() {
	git -C "${1:-tree}" log --format=%s | tr '\n' ','
}

@test "git: three commits with the mail's author, and out again" {
	run --separate-stderr "$APPLY" tree
	[ "$status" = 0 ]
	[ -z "$stderr" ]
	[ "${lines[0]}" = "applied 0001-fence-one.patch" ]
	[ "${lines[3]}" = "apply-series: v6.1: 3 applied, 0 in already (git am)" ]
	patched
	[ "$(subjects)" = "gpu: three,fence: two,fence: one,base," ]
	[ "$(git -C tree log -1 --format='%an %cn')" = "A A User" ]
	[ -z "$(git -C tree status --porcelain)" ]
	run --separate-stderr "$APPLY" --unapply tree
	[ "$status" = 0 ]
	[[ ${lines[0]} == "taken out "*" gpu: three" ]]
	[ "${lines[3]}" = "apply-series: v6.1: 3 taken out (git am)" ]
	unchanged
	[ -z "$(git -C tree for-each-ref refs/sgfence)" ]
}

@test "git: a second apply says so and changes nothing; --check never does" {
	run --separate-stderr "$APPLY" --check tree
	[ "${lines[3]}" = "apply-series: v6.1: 3 to apply, 0 in already (git am), nothing changed" ]
	unchanged
	"$APPLY" tree
	snapshot tree > before
	run --separate-stderr "$APPLY" tree
	[ "$status" = 0 ]
	[ "${lines[3]}" = "apply-series: v6.1: 0 applied, 3 in already (git am), nothing changed" ]
	unchanged
	run --separate-stderr "$APPLY" --check --unapply tree
	[[ ${lines[3]} == *"3 to take out (git am), nothing changed" ]]
	unchanged
}

@test "git: backported patches are left out, and stay when the rest is taken out" {
	git -C tree am -q "$PATCHES/v6.1/0001-fence-one.patch" "$PATCHES/v6.1/0002-fence-two.patch"
	snapshot tree > before
	run --separate-stderr "$APPLY" tree
	[ "${lines[3]}" = "apply-series: v6.1: 1 applied, 2 in already (git am)" ]
	patched
	run --separate-stderr "$APPLY" --unapply tree
	[ "${lines[1]}" = "apply-series: v6.1: 1 taken out (git am)" ]
	unchanged
}

@test "git: a touched file or the index is dirty: refused" {
	echo mine >> tree/drivers/gpu/gpu.c
	snapshot tree > before
	run --separate-stderr "$APPLY" tree
	refused 1 "changes that are not committed: drivers/gpu/gpu.c; nothing changed"
	unchanged
	git -C tree checkout -q .
	echo mine >> tree/Makefile
	git -C tree add Makefile
	snapshot tree > before
	run --separate-stderr "$APPLY" tree
	refused 1 "the index has changes that are not committed; nothing changed"
	unchanged
}

@test "git: changes in other files do not matter, and stay" {
	echo "# mine" >> tree/Makefile
	echo notes > tree/notes
	"$APPLY" tree
	[ "$(subjects)" = "gpu: three,fence: two,fence: one,base," ]
	"$APPLY" --unapply tree
	grep -q '# mine' tree/Makefile
	[ -f tree/notes ]
}

@test "git: a conflict: nothing changed" {
	sed -i 's/core line 26/mine/' tree/drivers/fence.c
	commit tree mine
	snapshot tree > before
	run --separate-stderr "$APPLY" tree
	refused 1 "0002-fence-two.patch neither applies nor is in: drivers/fence.c: hunk 2; nothing changed"
	unchanged
}

@test "git: an am that somebody began: refused, says where it stopped" {
	sed -i 's/core line 26/mine/' tree/drivers/fence.c
	commit tree mine
	git -C tree am -q "$PATCHES"/v6.1/*.patch > am.log 2>&1 || true
	run --separate-stderr "$APPLY" tree
	refused 1 "a git am or rebase is under way (stopped at patch 2 of 3); finish it, or take it back (\`git status\` says how); nothing changed"
	run --separate-stderr "$APPLY" --unapply tree
	[ "$status" = 1 ]
	git -C tree am --abort
}

@test "git: nobody said who they are: said before anything is touched" {
	git config --global --unset user.name
	git config --global --unset user.email
	git config --global user.useConfigOnly true
	run --separate-stderr "$APPLY" tree
	refused 1 "git does not know who you are: set user.name and user.email with \`git config\`; nothing changed"
	unchanged
}

# at_two COMMAND: git am runs it when it comes to the second patch.
at_two() {
	printf '%s\n' '#!/bin/sh' "! grep -q two .git/rebase-apply/final-commit || $1" > tree/.git/hooks/applypatch-msg
	chmod +x tree/.git/hooks/applypatch-msg
}

@test "git: am fails midway: taken back, said why" {
	at_two "{ echo no two here; exit 1; }"
	run --separate-stderr "$APPLY" tree
	refused 1 "git am failed: no two here; taken back with \`git am --abort\`, nothing changed"
	unchanged
}

@test "git: interrupted, am too: taken back" {
	at_two "kill -INT \$PPID"
	run --separate-stderr "$APPLY" tree
	refused 1 "git am failed: *; taken back with \`git am --abort\`, nothing changed"
	unchanged
}

@test "git: TERM while git am runs: it is finished, recorded, then exit 143" {
	at_two "kill -TERM \$(cut -d ' ' -f 4 /proc/\$PPID/stat)"
	run --separate-stderr "$APPLY" tree
	[ "$status" = 143 ]
	[ "$stderr" = "apply-series: interrupted; the change was finished first" ]
	patched
	"$APPLY" --unapply tree
	unchanged
}

@test "git: the user's settings do not change what the patches say" {
	sed -i 's/header line 2$/header line 2  /' make-series/include/fence.h
	commit make-series "fence: blanks at the end of a line"
	take_series make-series patches/v6.1
	git -C tree config apply.whitespace fix
	git -C tree config am.threeWay true
	git -C tree config mailinfo.scissors true
	"$APPLY" tree
	patched
}

@test "git: commits on top: unapply refuses" {
	"$APPLY" tree
	echo mine > tree/mine
	commit tree mine
	snapshot tree > before
	run --separate-stderr "$APPLY" --unapply tree
	refused 1 "commits on top of the series: 1 after *; move them away or use git revert; nothing changed"
	unchanged
}

@test "git: changed since: unapply refuses, keeps the change" {
	"$APPLY" tree
	echo mine >> tree/include/fence.h
	snapshot tree > before
	run --separate-stderr "$APPLY" --unapply tree
	refused 1 "changes that are not committed: include/fence.h; nothing changed"
	unchanged
}

@test "git: another branch, and back: each is taken out where it was put in" {
	git -C tree checkout -q -b one
	"$APPLY" tree
	git -C tree checkout -q main
	run --separate-stderr "$APPLY" --unapply tree
	[ "$output" = "apply-series: v6.1: nothing to take out, nothing changed" ]
	unchanged
	git -C tree checkout -q one
	"$APPLY" --unapply tree
	unchanged
}

@test "git: commits that the user made of the series: unapply leaves them" {
	git -C tree am -q "$PATCHES"/v6.1/*.patch
	snapshot tree > before
	run --separate-stderr "$APPLY" --unapply tree
	refused 1 "3 patches are in, but not by this script: *"
	unchanged
}

@test "git: the series has grown: unapply takes out all of it" {
	"$APPLY" tree
	sed -i 's/header line 2/header line 2 four/' make-series/include/fence.h
	commit make-series "fence: four"
	take_series make-series patches/v6.1
	run --separate-stderr "$APPLY" tree
	[ "${lines[4]}" = "apply-series: v6.1: 1 applied, 3 in already (git am)" ]
	run --separate-stderr "$APPLY" --unapply tree
	[ "${lines[4]}" = "apply-series: v6.1: 4 taken out (git am)" ]
	unchanged
}

@test "git: the tree is a folder of a larger repository" {
	mkdir -p big
	fake_tree "big/the kernel"
	git_tree big
	run --separate-stderr "$APPLY" "big/the kernel"
	[ "$status" = 0 ]
	patched "big/the kernel"
	[ "$(subjects big)" = "gpu: three,fence: two,fence: one,base," ]
	run --separate-stderr "$APPLY" --unapply "big/the kernel"
	[ "$status" = 0 ]
	[ "$(subjects big)" = "base," ]
}

@test "git: a repository above that ignores the tree does not count" {
	mkdir -p project/build
	echo build > project/.gitignore
	fake_tree project/build/linux
	git_tree project
	run --separate-stderr "$APPLY" project/build/linux
	[ "$status" = 0 ]
	[ "${lines[3]}" = "apply-series: v6.1: 3 applied, 0 in already (patch)" ]
	[ "$(subjects project)" = "base," ]
	run --separate-stderr "$APPLY" --unapply project/build/linux
	[ "${lines[3]}" = "apply-series: v6.1: 3 taken out (patch)" ]
}

@test "git: some of the touched files are not git's: refused" {
	quiet_git tree rm --cached include/fence.h
	quiet_git tree commit -m "without one"
	snapshot tree > before
	run --separate-stderr "$APPLY" tree
	refused 1 "git tracks some of the touched files, but not include/fence.h; nothing changed"
	unchanged
}

@test "git: GIT_DIR of a hook that runs us does not mislead" {
	git init -q elsewhere
	GIT_DIR=$PWD/elsewhere/.git run --separate-stderr "$APPLY" tree
	[ "$status" = 0 ]
	patched
	[ "$(subjects)" = "gpu: three,fence: two,fence: one,base," ]
}

@test "git: not installed, but the tree is git's: exit 4" {
	mkdir bin
	ln -s "$(command -v patch)" bin/
	python=$(python3 -c 'import sys; print(sys.executable)')
	run --separate-stderr env PATH="$PWD/bin" "$python" "$APPLY" tree
	refused 4 "git is missing, and */tree is a git tree"
	unchanged
}
