#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# scripts/kernel-tree with a stand-in for the kernel: a folder whose Makefile
# knows the targets and "compiles" by copying. What is shown here is which
# patches are taken, what is kept, and how it fails; make selftest builds the
# real kernels.
# shellcheck disable=SC2030,SC2031,SC2154 # tests are subshells; `run` sets stderr
bats_require_minimum_version 1.5.0

setup() {
	TOP=$BATS_TEST_TMPDIR
	SOURCE=$TOP/build/linux-source-6.1
	KERNEL_TREE=$TOP/scripts/kernel-tree
	unset KVER CC HOSTCC
	mkdir -p "$TOP/scripts" "$TOP/kernel/configs" "$TOP/patches/v6.1" "$SOURCE/scripts/kconfig"
	cp "$BATS_TEST_DIRNAME/../../scripts/kernel-tree" "$TOP/scripts/"
	printf 'CONFIG_A=y\n# CONFIG_B is not set\n' > "$TOP/kernel/configs/lockdep.config"
	echo '# CONFIG_A is not set' > "$TOP/kernel/configs/nolockdep.config"
	stand_in
	series
}

stand_in() {
	cat > "$SOURCE/Makefile" <<'END'
tinyconfig:
	mkdir $(O)/tools && pwd > $(O)/tools/.tool.cmd
	echo CONFIG_64BIT=y > $(O)/.config
olddefconfig:
	test -z "$(DROP)" || sed -i '/$(DROP)/d' $(O)/.config
	test -z "$(ADD)" || echo $(ADD)=y >> $(O)/.config
vmlinux: code.c
	echo compiled >> $(O)/compiled
	cp code.c $(O)/vmlinux
	! grep -q broken code.c
modules: vmlinux
	echo module > $(O)/some.ko
END
	printf 'one\ntwo\nthree\nfour\nfive\nsix\nseven\n8\nnine\n' > "$SOURCE/code.c"
	printf '#!/bin/sh\nshift 2\ncat "$@" >> .config\n' > "$SOURCE/scripts/kconfig/merge_config.sh"
	chmod +x "$SOURCE/scripts/kconfig/merge_config.sh"
}

# patch_line NUMBER WORD: a patch that appends the number to that line.
patch_line() {
	local file=$TOP/patches/v6.1/$1-change.patch
	mkdir "$TOP/a" "$TOP/b"
	cp "$SOURCE/code.c" "$TOP/a/"
	sed "s/^$2\$/$2 $1/" "$SOURCE/code.c" > "$TOP/b/code.c"
	(cd "$TOP" && diff -U0 a/code.c b/code.c > "$file") || true
	rm -r "$TOP/a" "$TOP/b"
}

series() {
	patch_line 0001 one
	patch_line 0002 three
	patch_line 0003 five
	patch_line 0004 seven
	cat > "$TOP/patches/v6.1/series" <<-END
	# a comment
	0001-change.patch
	0002-change.patch
	0003-change.patch # needs: 0002
	0004-change.patch # needs: 0001, 0003
	END
}

numbers() { grep -o '00..' "$1/vmlinux" | xargs; }

@test "the image: its path is the only output, the source stays as it was" {
	before=$(find "$SOURCE" -type f -exec sha256sum {} + | sort)
	run --separate-stderr "$KERNEL_TREE" --series full build
	[ "$status" = 0 ]
	[ "$output" = "$TOP/build/kernels/6.1/lockdep-full" ]
	[ "$(numbers "$output")" = "0001 0002 0003 0004" ]
	[ -f "$output/modules/some.ko" ]
	grep -qx 'CONFIG_A=y' "$output/config"
	[ "$(wc -l < "$output/series")" = 4 ]
	[ "$(find "$SOURCE" -type f -exec sha256sum {} + | sort)" = "$before" ]
}

@test "a second run builds nothing; another patch, fragment or source does" {
	"$KERNEL_TREE" build
	run --separate-stderr "$KERNEL_TREE" build
	[ "$status" = 0 ]
	[ "$output" = "$TOP/build/kernels/6.1/lockdep-base" ]
	[[ $stderr != *building* ]]
	echo 'CONFIG_C=y' >> "$TOP/kernel/configs/lockdep.config"
	run --separate-stderr "$KERNEL_TREE" build
	[[ $stderr == *"lockdep-base: building"* ]]
	echo ten >> "$SOURCE/code.c"
	run --separate-stderr "$KERNEL_TREE" build
	[[ $stderr == *"lockdep-base: building"* ]]
	"$KERNEL_TREE" --series 0001 build
	sed -i 's/+one 0001/+one 0009/' "$TOP/patches/v6.1/0001-change.patch"
	run --separate-stderr "$KERNEL_TREE" --series 0001 build
	[[ $stderr == *"lockdep-with-0001: building"* && $stderr != *lockdep-base:\ building* ]]
	[ "$(numbers "$output")" = 0009 ]
}

@test "a part of the series: what a patch needs comes along, what needs it falls" {
	run --separate-stderr "$KERNEL_TREE" --series 0003 build
	[ "$(numbers "$output")" = "0002 0003" ]
	run --separate-stderr "$KERNEL_TREE" --series -0002 build
	[ "${output##*/}" = lockdep-without-0002 ]
	[ "$(numbers "$output")" = 0001 ]
	run --separate-stderr "$KERNEL_TREE" --series -0004 build
	[ "$(numbers "$output")" = "0001 0002 0003" ]
}

@test "patched objects start from those of the unpatched kernel" {
	run --separate-stderr "$KERNEL_TREE" --series 0001 build
	[ "$status" = 0 ]
	[ "$(wc -l < "$TOP/build/kernels/6.1/lockdep-base/source/obj/compiled")" = 1 ]
	[ "$(wc -l < "$output/source/obj/compiled")" = 2 ]
	# Whole paths are those of the copy.
	[ "$(cat "$output/source/obj/tools/.tool.cmd")" = "$output/source" ]
}

@test "nolockdep: the second fragment has the last word" {
	DROP=CONFIG_A=y run --separate-stderr "$KERNEL_TREE" --config nolockdep build
	[ "$status" = 0 ]
	[ "${output##*/}" = nolockdep-base ]
}

@test "a lost option, and one that came back, stop the build by name" {
	DROP=CONFIG_A run --separate-stderr "$KERNEL_TREE" build
	[ "$status" = 4 ]
	[[ $stderr == *"6.1 lockdep-base: the kernel did not take: CONFIG_A" ]]
	ADD=CONFIG_B run --separate-stderr "$KERNEL_TREE" build
	[ "$status" = 4 ]
	[[ $stderr == *"the kernel did not take: CONFIG_B" ]]
}

@test "failing steps: one line that names the log, exit 4, and no stale image" {
	sed -i 's/+five 0003/+five broken/' "$TOP/patches/v6.1/0003-change.patch"
	run --separate-stderr "$KERNEL_TREE" --series full build
	[ "$status" = 4 ]
	[ -z "$output" ]
	[[ ${stderr##*$'\n'} == *"6.1 lockdep-full: make vmlinux modules failed, see build/kernels/6.1/lockdep-full/log/build.log" ]]
	[ -f "$TOP/build/kernels/6.1/lockdep-full/log/build.log" ]
	run --separate-stderr "$KERNEL_TREE" --series full build
	[ "$status" = 4 ]
	sed -i 's/-one/-wrong/' "$TOP/patches/v6.1/0001-change.patch"
	run --separate-stderr "$KERNEL_TREE" --series full build
	[ "$status" = 4 ]
	[[ $stderr == *"a patch failed, see build/kernels/6.1/lockdep-full/log/patch.log" ]]
}

@test "two at a time: one builds, one waits" {
	"$KERNEL_TREE" build 2> "$TOP/first" &
	first=$!
	"$KERNEL_TREE" build 2> "$TOP/second"
	wait "$first"
	[ "$(cat "$TOP/first" "$TOP/second" | grep -c ': building')" = 1 ]
}

@test "bad input: one line, exit 2; no source: exit 4" {
	run --separate-stderr "$KERNEL_TREE" --kver 5.10 build
	[ "$status" = 2 ]
	[ "$stderr" = "kernel-tree: unknown kernel '5.10'; 6.1 or 6.12" ]
	run --separate-stderr "$KERNEL_TREE" --series 0009 build
	[ "$status" = 2 ]
	[ "$stderr" = "kernel-tree: no patch 0009 in patches/v6.1" ]
	run --separate-stderr "$KERNEL_TREE" --series some build
	[ "$status" = 2 ]
	run --separate-stderr "$KERNEL_TREE"
	[ "$status" = 2 ]
	run --separate-stderr "$KERNEL_TREE" --kver 6.12 build
	[ "$status" = 4 ]
	[ "$stderr" = "kernel-tree: build/linux-source-6.12 is missing: make deps KVER=6.12" ]
}
