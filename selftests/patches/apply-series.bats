#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# scripts/apply-series on trees without git and quilt, and what holds for all.
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
	snapshot tree > before
}

unchanged() {
	diff before <(snapshot "${1:-tree}")
}

# The tree is what the series was made from, plus the record.
patched() {
	diff -r -x .git -x .sgfence-applied make-series "${1:-tree}"
}

refused() {
	[ "$status" = "$1" ]
	[ -z "$output" ]
	[[ $stderr == "apply-series: "$2 ]]
}

@test "plain: three patches in, and out again bit for bit" {
	run --separate-stderr "$APPLY" tree
	[ "$status" = 0 ]
	[ -z "$stderr" ]
	[ "$output" = "applied 0001-fence-one.patch
applied 0002-fence-two.patch
applied 0003-gpu-three.patch
apply-series: v6.1: 3 applied, 0 in already (patch)" ]
	patched
	[ -f tree/.sgfence-applied ]
	[ ! -e tree/.sgfence-new ]
	run --separate-stderr "$APPLY" --unapply tree
	[ "$status" = 0 ]
	[ "$output" = "taken out 0003-gpu-three.patch
taken out 0002-fence-two.patch
taken out 0001-fence-one.patch
apply-series: v6.1: 3 taken out (patch)" ]
	unchanged
}

@test "plain: a second apply says so and changes nothing, a second unapply too" {
	"$APPLY" tree
	snapshot tree > before
	run --separate-stderr "$APPLY" tree
	[ "$status" = 0 ]
	[ "${lines[0]}" = "in already 0001-fence-one.patch" ]
	[ "${lines[3]}" = "apply-series: v6.1: 0 applied, 3 in already (patch), nothing changed" ]
	unchanged
	"$APPLY" --unapply tree
	snapshot tree > before
	run --separate-stderr "$APPLY" --unapply tree
	[ "$status" = 0 ]
	[ "$output" = "apply-series: v6.1: nothing to take out, nothing changed" ]
	unchanged
}

@test "--check: says what would happen, changes nothing" {
	run --separate-stderr "$APPLY" --check tree
	[ "$status" = 0 ]
	[ "${lines[0]}" = "would apply 0001-fence-one.patch" ]
	[ "${lines[3]}" = "apply-series: v6.1: 3 to apply, 0 in already (patch), nothing changed" ]
	unchanged
	"$APPLY" tree
	snapshot tree > before
	run --separate-stderr "$APPLY" --check --unapply tree
	[ "$status" = 0 ]
	[ "${lines[0]}" = "would take out 0003-gpu-three.patch" ]
	unchanged
}

@test "backported patches are named and left out, and unapply leaves them in" {
	patch -s -p1 -d tree < patches/v6.1/0001-fence-one.patch
	snapshot tree > before
	run --separate-stderr "$APPLY" tree
	[ "$status" = 0 ]
	[ "${lines[0]}" = "in already 0001-fence-one.patch" ]
	[ "${lines[1]}" = "applied 0002-fence-two.patch" ]
	[ "${lines[3]}" = "apply-series: v6.1: 2 applied, 1 in already (patch)" ]
	patched
	"$APPLY" --unapply tree
	unchanged
}

@test "backported: 0001 below 0002, which changed the same lines" {
	patch -s -p1 -d tree < patches/v6.1/0001-fence-one.patch
	patch -s -p1 -d tree < patches/v6.1/0002-fence-two.patch
	run --separate-stderr "$APPLY" tree
	[ "$status" = 0 ]
	[ "${lines[3]}" = "apply-series: v6.1: 1 applied, 2 in already (patch)" ]
	patched
}

@test "unapply of what others put in: refused" {
	patch -s -p1 -d tree < patches/v6.1/0003-gpu-three.patch
	snapshot tree > before
	run --separate-stderr "$APPLY" --unapply tree
	refused 1 "1 patches are in, but not by this script: 0003-gpu-three.patch; nothing changed"
	unchanged
}

@test "code that occurs twice: a patch that is in does not go into the twin" {
	rm -r patches make-series
	fake_tree make-series
	for _ in 1 2; do printf '%s\n' 'f()' '{' a b c wait d e f '}'; done > make-series/drivers/fence.c
	cp make-series/drivers/fence.c tree/drivers/
	git_tree make-series
	sed -i '6s/wait/might_wait/' make-series/drivers/fence.c
	commit make-series "fence: only the first"
	take_series make-series patches/v6.1
	run --separate-stderr "$APPLY" tree
	[ "${lines[0]}" = "applied 0001-fence-only-the-first.patch" ]
	patched
	rm tree/.sgfence-applied
	run --separate-stderr "$APPLY" tree
	[ "${lines[0]}" = "in already 0001-fence-only-the-first.patch" ]
	patched
}

@test "a conflict: patch, file and hunk; nothing changed" {
	sed -i 's/core line 26/mine/' tree/drivers/fence.c
	snapshot tree > before
	run --separate-stderr "$APPLY" tree
	refused 1 "0002-fence-two.patch neither applies nor is in: drivers/fence.c: hunk 2; nothing changed"
	unchanged
}

@test "a patch that is half in, a file that is missing: named; nothing changed" {
	sed -i 's/header line 5/header line 5 one/' tree/include/fence.h
	snapshot tree > before
	run --separate-stderr "$APPLY" tree
	refused 1 "0001-fence-one.patch neither applies nor is in: include/fence.h: hunk 1; nothing changed"
	unchanged
	rm tree/include/fence.h
	snapshot tree > before
	run --separate-stderr "$APPLY" tree
	refused 1 "0001-fence-one.patch neither applies nor is in: include/fence.h: no such file; nothing changed"
	unchanged
}

@test "a file that the series creates is there already: nothing changed" {
	mkdir tree/drivers/new
	echo mine > tree/drivers/new/new.c
	snapshot tree > before
	run --separate-stderr "$APPLY" tree
	refused 1 "0003-gpu-three.patch neither applies nor is in: drivers/new/new.c: *; nothing changed"
	unchanged
}

@test "no fuzz: context that differs is a conflict" {
	sed -i 's/gpu line 17/mine/' tree/drivers/gpu/gpu.c
	run --separate-stderr "$APPLY" tree
	refused 1 "0003-gpu-three.patch neither applies nor is in: drivers/gpu/gpu.c: hunk 1; nothing changed"
}

@test "changed since: unapply refuses, names the file, keeps the change" {
	"$APPLY" tree
	echo mine >> tree/drivers/gpu/gpu.c
	snapshot tree > before
	run --separate-stderr "$APPLY" --unapply tree
	refused 1 "changed since the series was put in: drivers/gpu/gpu.c; take the changes back first; nothing changed"
	unchanged
}

@test "changed since: more of the series is not put on top" {
	"$APPLY" tree
	echo mine >> tree/drivers/gpu/gpu.c
	snapshot tree > before
	sed -i 's/header line 2/header line 2 four/' make-series/include/fence.h
	commit make-series "fence: four"
	take_series make-series patches/v6.1
	run --separate-stderr "$APPLY" tree
	refused 1 "changed since the series was put in: drivers/gpu/gpu.c; *nothing changed"
	unchanged
}

@test "the series has grown: only the new patch goes in, unapply takes out all" {
	"$APPLY" tree
	sed -i 's/header line 2/header line 2 four/' make-series/include/fence.h
	commit make-series "fence: four"
	take_series make-series patches/v6.1
	run --separate-stderr "$APPLY" tree
	[ "$status" = 0 ]
	[ "${lines[3]}" = "applied 0004-fence-four.patch" ]
	patched
	run --separate-stderr "$APPLY" --unapply tree
	[ "${lines[4]}" = "apply-series: v6.1: 4 taken out (patch)" ]
	unchanged
}

@test "unapply does not need the patches of the series as they were" {
	"$APPLY" tree
	sed -i 's/core line 10 one/core line 10 other/' patches/v6.1/*
	run --separate-stderr "$APPLY" --unapply tree
	[ "$status" = 0 ]
	unchanged
}

@test "a file with other hard links: those keep the old text" {
	cp -al tree twin
	"$APPLY" tree
	diff before <(snapshot twin)
}

@test "modes stay" {
	chmod 600 tree/drivers/fence.c
	snapshot tree > before
	"$APPLY" tree
	[ "$(stat -c %a tree/drivers/fence.c)" = 600 ]
	"$APPLY" --unapply tree
	unchanged
}

@test "blanks in the paths of the tree, the patches and a file" {
	rm -r patches make-series
	for dir in make-series tree; do
		[ -d $dir ] || fake_tree $dir
		printf 'a\r\nb\r\nc\r\n' > "$dir/drivers/a file.c"
		echo ü > "$dir/drivers/ü.c"
	done
	git_tree make-series
	printf 'a\r\nB\r\nc\r\n' > "make-series/drivers/a file.c"
	echo ö > make-series/drivers/ü.c
	commit make-series "odd: names, and lines that end with CR LF"
	take_series make-series "the patches/v6.1"
	mv tree "my tree"
	snapshot "my tree" > before
	PATCHES=$PWD/'the patches' run --separate-stderr "$APPLY" "my tree"
	[ "$status" = 0 ]
	patched "my tree"
	PATCHES=$PWD/'the patches' run --separate-stderr "$APPLY" --unapply "my tree"
	[ "$status" = 0 ]
	unchanged "my tree"
	git_tree "my tree"
	quiet_git "my tree" config user.name A
	quiet_git "my tree" config user.email a@b
	PATCHES=$PWD/'the patches' run --separate-stderr "$APPLY" "my tree"
	[ "${lines[1]}" = "apply-series: v6.1: 1 applied, 0 in already (git am)" ]
	patched "my tree"
}

@test "a patch whose lines were made CR LF: named" {
	sed -i 's/$/\r/' patches/v6.1/0002*
	run --separate-stderr "$APPLY" tree
	refused 4 "*/0002-fence-two.patch: the lines of the patch end with CR LF; get a clean copy"
	unchanged
}

@test "a patch that points out of the tree: refused" {
	sed -i 's,drivers/fence.c,../fence.c,g' patches/v6.1/0002*
	run --separate-stderr "$APPLY" tree
	refused 4 "a patch names the file '../fence.c', which is outside of the tree"
	unchanged
}

@test "not a kernel tree, no such folder, no series for it: one line, exit 4" {
	run --separate-stderr "$APPLY" nowhere
	refused 4 "*/nowhere is not a kernel tree: Makefile: No such file or directory"
	mkdir other
	echo 'all:' > other/Makefile
	run --separate-stderr "$APPLY" other
	refused 4 "*/other is not a kernel tree: Makefile names no VERSION and PATCHLEVEL"
	fake_tree new 6 6
	snapshot new > before
	run --separate-stderr "$APPLY" new
	refused 4 "no series for Linux 6.6 in $PATCHES (there are: v6.1)"
	unchanged new
	PATCHES=$PWD/nowhere run --separate-stderr "$APPLY" tree
	refused 4 "no series for Linux 6.1 in $PWD/nowhere (there are: none)"
}

@test "the series names a patch that is not there: exit 4" {
	echo 0009-lost.patch >> patches/v6.1/series
	run --separate-stderr "$APPLY" tree
	refused 4 "*/patches/v6.1/0009-lost.patch: No such file or directory"
	unchanged
}

@test "bad usage: one line, exit 2" {
	for arguments in "" "--undo tree" "tree tree"; do
		# shellcheck disable=SC2086 # several words
		run --separate-stderr "$APPLY" $arguments
		refused 2 "*; usage: apply-series \[--unapply\] \[--check\] KDIR"
	done
	run --separate-stderr "$APPLY" ""
	refused 2 "KDIR is empty; usage: *"
	run --separate-stderr "$APPLY" --help
	[ "$status" = 0 ]
	[[ $output == *"PATCHES: the folder"* ]]
}

# Root may write anywhere; without this right it is a user like others.
as_user() {
	if [ "$(id -u)" = 0 ]; then
		setpriv --bounding-set=-dac_override,-dac_read_search --inh-caps=-dac_override,-dac_read_search "$@"
	else
		"$@"
	fi
}

@test "a tree that cannot be written or read: named; nothing changed" {
	chmod a-w tree/drivers/gpu
	snapshot tree > before
	run --separate-stderr as_user "$APPLY" tree
	refused 1 "cannot write in */tree/drivers/gpu; nothing changed"
	unchanged
	chmod u+w tree/drivers/gpu
	chmod 0 tree/drivers/gpu/gpu.c
	run --separate-stderr as_user "$APPLY" tree
	refused 1 "*/tree/drivers/gpu/gpu.c: Permission denied; nothing changed"
	chmod 0 tree/Makefile
	run --separate-stderr as_user "$APPLY" tree
	refused 4 "*/tree is not a kernel tree: Makefile: Permission denied"
}

@test "a touched file that is a symbolic link: refused" {
	mv tree/drivers/fence.c elsewhere.c
	ln -s "$PWD/elsewhere.c" tree/drivers/fence.c
	run --separate-stderr "$APPLY" tree
	refused 1 "drivers/fence.c is a symbolic link; nothing changed"
	[ -L tree/drivers/fence.c ]
}

# at_move '== N' WHAT: Python that runs WHAT at the Nth file that is moved into the tree.
at_move() {
	mkdir hooks
	cat > hooks/sitecustomize.py <<-END
	import os, signal
	_replace, _count = os.replace, [0]
	def replace(source, target):
	    if "/.sgfence-new/" in str(source):
	        _count[0] += 1
	        if _count[0] $1:
	            $2
	    _replace(source, target)
	os.replace = replace
	END
	export PYTHONPATH=$PWD/hooks
}

@test "killed between two files: the next run names what is in, unapply mends it" {
	at_move '== 3' 'os.kill(os.getpid(), signal.SIGKILL)'
	run --separate-stderr "$APPLY" tree
	[ "$status" = 137 ]
	unset PYTHONPATH
	snapshot tree > half
	run --separate-stderr "$APPLY" tree
	refused 1 "a run was cut short, and the series is half in (2 of 4 files). In: 0001-fence-one.patch, 0002-fence-two.patch. Half in: none. Not in: 0003-gpu-three.patch. --unapply takes it out; nothing changed"
	diff half <(snapshot tree)
	run --separate-stderr "$APPLY" --unapply tree
	[ "$status" = 0 ]
	unchanged
}

@test "killed while a grown series goes in: unapply takes out the old part, too" {
	"$APPLY" tree
	sed -i 's/header line 2/header line 2 four/' make-series/include/fence.h
	sed -i 's/core line 5/core line 5 four/' make-series/drivers/fence.c
	commit make-series "fence: four"
	take_series make-series patches/v6.1
	at_move '== 2' 'os.kill(os.getpid(), signal.SIGKILL)'
	run --separate-stderr "$APPLY" tree
	[ "$status" = 137 ]
	unset PYTHONPATH
	run --separate-stderr "$APPLY" tree
	refused 1 "a run was cut short, *Half in: *0004-fence-four.patch. Not in: *"
	run --separate-stderr "$APPLY" --unapply tree
	[ "$status" = 0 ]
	unchanged
}

@test "killed before the first file: the next run starts afresh" {
	at_move '== 1' 'os.kill(os.getpid(), signal.SIGKILL)'
	run --separate-stderr "$APPLY" tree
	unset PYTHONPATH
	run --separate-stderr "$APPLY" tree
	[ "$status" = 0 ]
	patched
	[ ! -e tree/.sgfence-new ]
	"$APPLY" --unapply tree
	unchanged
}

@test "killed while it takes out: unapply again" {
	"$APPLY" tree
	at_move '== 2' 'os.kill(os.getpid(), signal.SIGKILL)'
	run --separate-stderr "$APPLY" --unapply tree
	[ "$status" = 137 ]
	unset PYTHONPATH
	run --separate-stderr "$APPLY" --unapply tree
	[ "$status" = 0 ]
	unchanged
}

@test "TERM while the files are moved: the change is finished, then exit 143" {
	at_move '== 2' 'os.kill(os.getpid(), signal.SIGTERM)'
	run --separate-stderr "$APPLY" tree
	[ "$status" = 143 ]
	[ "$stderr" = "apply-series: interrupted; the change was finished first" ]
	patched
}

@test "TERM while it tries the patches: nothing changed, no scratch left" {
	mkdir bin scratch
	printf '%s\n' '#!/bin/sh' "kill -TERM \$PPID; sleep 1" > bin/patch
	chmod +x bin/patch
	TMPDIR=$PWD/scratch PATH=$PWD/bin:$PATH run --separate-stderr "$APPLY" tree
	refused 143 "interrupted; nothing changed"
	unchanged
	[ -z "$(ls scratch)" ]
}

@test "a write that fails midway: what was moved is put back" {
	at_move '== 3' 'raise OSError(28, "No space left on device", str(target))'
	run --separate-stderr "$APPLY" tree
	refused 1 "*: No space left on device; nothing changed"
	unchanged
}

@test "neither the rest nor the way back can be written: said so, unapply mends it" {
	at_move '>= 3' 'raise OSError(5, "Input/output error", str(target))'
	run --separate-stderr "$APPLY" tree
	refused 1 "*: Input/output error; some files are changed already: --unapply puts them back"
	unset PYTHONPATH
	run --separate-stderr "$APPLY" tree
	refused 1 "a run was cut short, *"
	run --separate-stderr "$APPLY" --unapply tree
	[ "$status" = 0 ]
	unchanged
}
