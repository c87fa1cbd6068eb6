#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# scripts/fencecheck/fencecheck as its users meet it.
# shellcheck disable=SC2030,SC2031,SC2154 # tests are subshells; `run` sets stderr
# shellcheck disable=SC2016 # variables of make stay as they are
bats_require_minimum_version 1.5.0

setup() {
	TOP=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	CHECK=$TOP/scripts/fencecheck/fencecheck
	unset M KVER J V FORMAT OUT BASELINE DIFF KOBJ FENCECHECK_DIR
	mkdir -p "$BATS_TEST_TMPDIR/box"
	cd "$BATS_TEST_TMPDIR/box" || return
	kernel kernel
	export KDIR=$PWD/kernel
}

teardown() {
	remove_shims "$BATS_TEST_TMPDIR"
}

# The stand-ins for the headers of trees below that folder, which the tests made.
remove_shims() {
	local shim
	for shim in "$TOP"/build/fencecheck/shim-*; do
		grep -qs "$1" "$shim/made-for" && rm -rf "$shim"
	done
	return 0
}

# A kernel tree as small as it gets.
kernel() {
	mkdir -p "$1/drivers/gpu/drm" "$1/arch/x86" "$1/scripts"
	touch "$1/Kbuild" "$1/MAINTAINERS" "$1/arch/x86/Kconfig"
	printf '%s\n' 'VERSION = 6' 'PATCHLEVEL = 1' 'SUBLEVEL = 7' > "$1/Makefile"
	echo 'src := $(obj)' > "$1/scripts/Makefile.build"
}

# driver NAME FILE...: a folder below drivers/gpu/drm; its Makefile is stdin
driver() {
	local folder=$KDIR/drivers/gpu/drm/$1 name
	mkdir -p "$folder"
	cat > "$folder/Makefile"
	echo "obj-\$(CONFIG_DRM_${1^^}) += $1/" >> "$KDIR/drivers/gpu/drm/Makefile"
	shift
	for name; do
		mkdir -p "$(dirname "$folder/$name")"
		echo 'int x;' > "$folder/$name"
	done
}

# units [OPTION...]: the list that the core would get, in the file `units`
units() {
	run --separate-stderr "$CHECK" --units-only units "$@"
}

files() {
	sed -n 's/^unit\t[0-9]*\t//p' units
}

# flags FILE: one a line
flags() {
	local set
	set=$(awk -F '\t' -v file="$1" '$1 == "unit" && $3 == file { print $2 }' units)
	awk -F '\t' -v set="$set" '$1 == "flags" && $2 == set' units | tr '\t' '\n' | tail -n +4
}

# The folder with generated headers that the flags name.
shim() {
	sed -n 's,.*-I\([^\t]*/shim-[0-9a-f]*\)/include\t.*,\1,p' units | head -n 1
}

one_line() {
	[ "$status" = "$1" ]
	[ -z "$output" ]
	[ "$(printf '%s\n' "$stderr" | wc -l)" = 1 ]
	[[ $stderr == "fencecheck: "*"$2"* ]]
}

# As `!`, which alone does not fail a test.
not() {
	! "$@"
}

# What functions of the kernel the sources of the tests call.
declarations() {
	printf '%s\n' 'typedef _Bool bool; bool dma_fence_begin_signalling(void);' \
		'void dma_fence_end_signalling(bool cookie);' 'void *__kmalloc(unsigned long size, unsigned int flags);' \
		'void dma_fence_signal(void *fence);'
}

# A file with an allocation in a signalling section, on line 8.
guilty() {
	{
		declarations
		printf '%s\n' 'void finish(void *fence)' '{' '	bool cookie = dma_fence_begin_signalling();' \
			'	__kmalloc(64, 0xcc0);' '	dma_fence_signal(fence);' '	dma_fence_end_signalling(cookie);' '}'
	} > "$1"
}

# What to build

@test "files of all configurations are taken, each once" {
	driver foo a.c b.c c.c d.c test.c lone.c <<-'END'
		foo-y := a.o
		foo-$(CONFIG_FOO_B) += b.o
		ifdef CONFIG_FOO_C
		foo-objs += c.o
		else
		foo-y += d.o
		endif
		obj-$(CONFIG_DRM_FOO) += foo.o
		obj-$(CONFIG_FOO_KUNIT_TEST) += test.o
	END
	units -M drivers/gpu/drm/foo
	[ "$status" = 0 ]
	[ "$(files | sed 's,.*/,,' | tr '\n' ' ')" = "a.c b.c c.c d.c test.c " ]
}

@test "a Makefile that asks for 'm' or 'not y'" {
	driver foo a.c b.c <<-'END'
		ifeq ($(CONFIG_DRM_FOO),m)
		obj-m += a.o
		endif
		ifneq ($(CONFIG_DRM_FOO),y)
		obj-y += b.o
		endif
	END
	units -M drivers/gpu/drm/foo
	[ "$(files | wc -l)" = 2 ]
}

@test "a file that no Makefile names is left out, and named if asked" {
	driver foo a.c part.c lone.c <<< 'obj-y += a.o'
	echo '#include "part.c"' > "$KDIR/drivers/gpu/drm/foo/a.c"
	V=1 units -M drivers/gpu/drm/foo
	[ "$(files)" = drivers/gpu/drm/foo/a.c ]
	[ "$stderr" = "fencecheck: no Makefile names drivers/gpu/drm/foo/lone.c: left out" ]
}

@test "a file that no Makefile names is taken if it is asked for" {
	driver foo a.c lone.c <<< 'obj-y += a.o'
	units "$KDIR/drivers/gpu/drm/foo/lone.c"
	[ "$status" = 0 ]
	[ "$(files)" = drivers/gpu/drm/foo/lone.c ]
}

@test "subfolders: obj-y += sub/, ../ and a Makefile elsewhere" {
	driver foo/core a.c ../common/b.c ../sub/c.c <<-'END'
		obj-m += foo.o sub/
		foo-y := a.o ../common/b.o
		include $(srctree)/$(src)/../common/list
	END
	echo 'obj-m += c.o' > "$KDIR/drivers/gpu/drm/foo/core/Makefile.sub"
	mkdir "$KDIR/drivers/gpu/drm/foo/core/sub"
	echo 'obj-m += c.o' > "$KDIR/drivers/gpu/drm/foo/core/sub/Makefile"
	echo 'int x;' > "$KDIR/drivers/gpu/drm/foo/core/sub/c.c"
	echo 'foo-y += ../common/d.o' > "$KDIR/drivers/gpu/drm/foo/common/list"
	echo 'int x;' > "$KDIR/drivers/gpu/drm/foo/common/d.c"
	units -M drivers/gpu/drm/foo
	[ "$(files | sed 's,.*/foo/,,' | tr '\n' ' ')" = "common/b.c common/d.c core/a.c core/sub/c.c " ]
	units -M drivers/gpu/drm/foo/common
	[ "$(files | sed 's,.*/foo/,,' | tr '\n' ' ')" = "common/b.c common/d.c " ]
}

@test "several folders and files in M=" {
	driver foo a.c <<< 'obj-y += a.o'
	driver bar b.c c.c <<< 'obj-y += b.o c.o'
	M="drivers/gpu/drm/foo drivers/gpu/drm/bar/c.c" units
	[ "$(files | sed 's,.*/,,' | tr '\n' ' ')" = "c.c a.c " ]
}

@test "without M: drivers/gpu/drm and drivers/dma-buf" {
	driver foo a.c <<< 'obj-y += a.o'
	mkdir -p "$KDIR/drivers/dma-buf" "$KDIR/drivers/net"
	for folder in dma-buf net; do
		echo 'obj-y := b.o' > "$KDIR/drivers/$folder/Makefile"
		echo 'int x;' > "$KDIR/drivers/$folder/b.c"
	done
	units
	[ "$(files | tr '\n' ' ')" = "drivers/dma-buf/b.c drivers/gpu/drm/foo/a.c " ]
}

@test "a Makefile that make refuses: named as not analysed" {
	driver foo a.c <<-'END'
		obj-y += a.o
		$(error broken on purpose)
	END
	units -M drivers/gpu/drm/foo
	[ "$status" = 3 ]
	[[ $stderr == "not analysed: drivers/gpu/drm/foo/Makefile: cannot be evaluated: "*"broken on purpose"* ]]
}

# Flags

@test "flags of the Makefile: include paths, macros, one object, inherited" {
	driver foo a.c b.c inc/x.h sub/c.c <<-'END'
		subdir-ccflags-y := -DINHERITED
		ccflags-y := -I$(srctree)/$(src)/inc -I $(src)/inc -DTEXT='"a b"' -Wextra -fno-such-flag -mno-sse
		CFLAGS_b.o := -DONLY_B
		CFLAGS_REMOVE_b.o := -DINHERITED
		obj-y += a.o b.o sub/
	END
	echo 'obj-y += c.o' > "$KDIR/drivers/gpu/drm/foo/sub/Makefile"
	units -M drivers/gpu/drm/foo
	flags drivers/gpu/drm/foo/a.c > a
	flags drivers/gpu/drm/foo/b.c > b
	flags drivers/gpu/drm/foo/sub/c.c > c
	grep -qx -- -DINHERITED a
	grep -qx -- '-DTEXT="a b"' a
	grep -qx -- "-I$KDIR/drivers/gpu/drm/foo/inc" a
	not grep -qE -- '-Wextra|-fno-such-flag|-mno-sse|ONLY_B' a
	grep -qx -- -DONLY_B b
	not grep -q INHERITED b
	grep -qx -- -DINHERITED c
	not grep -q TEXT c
	grep -qx -- '-DKBUILD_MODNAME="c"' c
}

@test "\$(src) of kernels since 6.10" {
	echo 'src := $(if $(VPATH),$(VPATH)/)$(obj)' > "$KDIR/scripts/Makefile.build"
	driver foo a.c inc/x.h list <<-'END'
		ccflags-y := -I$(src)/inc
		include $(src)/list
	END
	echo 'obj-y += a.o' > "$KDIR/drivers/gpu/drm/foo/list"
	units -M drivers/gpu/drm/foo
	[ "$status" = 0 ]
	flags drivers/gpu/drm/foo/a.c | grep -qx -- "-I$KDIR/drivers/gpu/drm/foo/inc"
}

@test "a tree that was never configured: every driver is on, with its numbers" {
	driver foo a.c <<< 'obj-y += a.o'
	printf '%s\n' 'config DRM_FOO' '	tristate "Foo"' '	depends on NOTHING' 'config DRM_FOO_DEPTH' '	int "Depth"' \
		'	default 12' 'config DRM_FOO_NAME' '	string' > "$KDIR/drivers/gpu/drm/foo/Kconfig"
	printf '%s\n' 'config X86' '	def_bool y' '	select ARCH_WANTS_THIS' '	select ARCH_OR_NOT if SPARC' \
		> "$KDIR/arch/x86/Kconfig"
	units -M drivers/gpu/drm/foo
	config=$(shim)/include/generated/autoconf.h
	for line in DRM_FOO\ 1 DRM_FOO_DEPTH\ 12 'DRM_FOO_NAME ""' SMP\ 1 ARCH_WANTS_THIS\ 1; do
		grep -qx "#define CONFIG_$line" "$config"
	done
	not grep -qE 'ARCH_OR_NOT|LOCKDEP|KASAN' "$config"
	grep -qx '#define UTS_RELEASE "6.1.7"' "$(shim)/include/generated/utsrelease.h"
}

@test "a configured tree: its own headers, and nothing of ours" {
	driver foo a.c <<< 'obj-y += a.o'
	mkdir -p objects/include/generated
	touch objects/include/generated/autoconf.h
	for form in --objects=objects --kdir=made; do
		mkdir -p made/include/generated
		echo "include $KDIR/Makefile" > made/Makefile
		touch made/include/generated/autoconf.h
		units -M drivers/gpu/drm/foo "$form"
		[ "$status" = 0 ]
		flags drivers/gpu/drm/foo/a.c > a
		grep -qxE -- "-I$PWD/(objects|made)/include" a
		! grep -q shim- a
	done
	KOBJ=objects units -M drivers/gpu/drm/foo
	flags drivers/gpu/drm/foo/a.c | grep -qx -- "-I$PWD/objects/include"
}

@test "compile_commands.json: its flags, without those of gcc alone" {
	driver foo a.c b.c <<< 'obj-y += a.o b.o'
	cat > "$KDIR/compile_commands.json" <<-END
		[ { "directory": "$KDIR", "file": "drivers/gpu/drm/foo/a.c",
		    "command": "gcc -DDATABASE='\"x\"' -Iinc -fconserve-stack -mrecord-mcount -c -o a.o drivers/gpu/drm/foo/a.c" } ]
	END
	units -M drivers/gpu/drm/foo
	[ "$status" = 0 ]
	[ "$(flags drivers/gpu/drm/foo/a.c | tail -n 2 | tr '\n' ' ')" = '-DDATABASE="x" -Iinc ' ]
	flags drivers/gpu/drm/foo/b.c | grep -qx -- '-DKBUILD_MODNAME="b"'
}

@test "generated headers: radeon's registers, workarounds of xe, without a compiler" {
	driver radeon r100.c <<< 'obj-y += r100.o'
	mkdir "$KDIR/drivers/gpu/drm/radeon/reg_srcs"
	printf '%s\n' 'r100 0x3294' '0x1434 SRC_Y_X' > "$KDIR/drivers/gpu/drm/radeon/reg_srcs/r100"
	driver xe xe_wa.c <<< 'obj-y += xe_wa.o'
	printf '%s\n' '# a comment' '22012773006	VERSION(1)' '	PLATFORM(DG2)' '1409600907	VERSION(2)' \
		> "$KDIR/drivers/gpu/drm/xe/xe_wa_oob.rules"
	units
	grep -q 'r100_reg_safe_bm\[102\]' "$(shim)/drivers/gpu/drm/radeon/r100_reg_safe.h"
	grep -q 'XE_WA_OOB_1409600907 = 1,' "$(shim)/drivers/gpu/drm/xe/generated/xe_wa_oob.h"
	grep -q '_XE_WA_OOB_COUNT = 2' "$(shim)/drivers/gpu/drm/xe/generated/xe_wa_oob.h"
	grep -q 'VERSION(1), OR, PLATFORM(DG2)' "$(shim)/drivers/gpu/drm/xe/generated/xe_wa_oob.c"
	flags drivers/gpu/drm/radeon/r100.c | grep -qx -- "-I$(shim)/drivers/gpu/drm/radeon"
}

@test "a generator of the driver that fails: named as not analysed" {
	driver msm a.c <<< 'obj-y += a.o # generated/a2xx.xml.h'
	mkdir -p "$KDIR/drivers/gpu/drm/msm/registers/adreno"
	touch "$KDIR/drivers/gpu/drm/msm/registers/adreno/a2xx.xml"
	echo 'raise SystemExit("no luck")' > "$KDIR/drivers/gpu/drm/msm/registers/gen_header.py"
	units -M drivers/gpu/drm/msm
	[ "$status" = 3 ]
	[[ $stderr == "not analysed: drivers/gpu/drm/msm/registers/gen_header.py: "*"no luck" ]]
}

@test "a module outside of the kernel: its Makefile, its folder is the root" {
	mkdir -p mod/inc
	printf '%s\n' 'ifneq ($(KERNELRELEASE),)' 'obj-m := mod.o' 'mod-y := a.o' 'ccflags-y := -I$(src)/inc' 'else' \
		'default: ; $(MAKE) -C $(KDIR) M=$$PWD' 'endif' > mod/Makefile
	echo 'int x;' | tee mod/a.c > mod/lone.c
	units mod
	[ "$status" = 0 ]
	[ "$(head -n 1 units)" = "root	$PWD/mod" ]
	[ "$(files)" = a.c ]
	flags a.c > a
	grep -qx -- "-I$PWD/mod/inc" a
	grep -qx -- -DMODULE a
	grep -qx -- "-I$KDIR/include" a
}

@test "C files without any Makefile: all, but those that others include" {
	mkdir try
	echo '#include "two.c"' > try/one.c
	echo 'int x;' > try/two.c
	units try
	[ "$(files)" = one.c ]
}

@test "two runs write the same list" {
	driver foo a.c b.c <<< 'obj-y += a.o b.o'
	units -M drivers/gpu/drm/foo
	mv units before
	units -M drivers/gpu/drm/foo
	cmp before units
}

@test "the code that drivers share comes along, unless --alone" {
	driver foo a.c <<< 'obj-y += a.o'
	mkdir "$KDIR/drivers/dma-buf"
	echo 'obj-y := b.o' > "$KDIR/drivers/dma-buf/Makefile"
	echo 'int x;' > "$KDIR/drivers/dma-buf/b.c"
	units -M drivers/gpu/drm/foo
	[ "$(files | tr '\n' ' ')" = "drivers/dma-buf/b.c drivers/gpu/drm/foo/a.c " ]
	units --alone -M drivers/gpu/drm/foo
	[ "$(files)" = drivers/gpu/drm/foo/a.c ]
}

# Bad input

@test "bad input: one clear line, exit 2" {
	mkdir empty
	echo 'int x;' | tee a.cpp > a.h
	run --separate-stderr "$CHECK" nowhere
	one_line 2 "no such file or directory: nowhere"
	M=drivers/gpu/nowhere run --separate-stderr "$CHECK"
	one_line 2 "no such file or directory: drivers/gpu/nowhere"
	run --separate-stderr "$CHECK" empty
	one_line 2 "no C source below"
	run --separate-stderr "$CHECK" a.cpp
	one_line 2 "is C++; only C is analysed"
	run --separate-stderr "$CHECK" a.h
	one_line 2 "is not a C source file"
	run --separate-stderr "$CHECK" --objects empty
	one_line 2 "not a configured kernel"
	FORMAT=yaml run --separate-stderr "$CHECK"
	one_line 2 "unknown format 'yaml'; one of report, json, sarif, html"
	run --separate-stderr "$CHECK" --min-confidence high
	one_line 2 "unknown min confidence 'high'; one of direct, put, reset"
	run --separate-stderr "$CHECK" --model nowhere
	one_line 2 "no such model: nowhere"
	J=0 run --separate-stderr "$CHECK"
	one_line 2 "'0' is not a positive number"
	run --separate-stderr "$CHECK" --frob
	one_line 2 "unrecognized arguments: --frob"
	run --separate-stderr "$CHECK" --why f --facts
	one_line 2 "exclude one another"
	run --separate-stderr "$CHECK" --kbuild empty
	one_line 2 "nothing was recorded in empty"
	run --separate-stderr "$CHECK" --kbuild empty -M drivers/gpu
	one_line 2 "no PATH and no M="
}

@test "the tree is missing: one clear line, exit 4" {
	mkdir empty
	KDIR=nowhere run --separate-stderr "$CHECK"
	one_line 4 "no kernel tree at nowhere"
	KDIR=empty run --separate-stderr "$CHECK"
	one_line 4 "it has no Makefile"
}

@test "a PATH in another kernel tree than KDIR" {
	kernel other
	mkdir other/drivers/foo
	echo 'int x;' > other/drivers/foo/a.c
	run --separate-stderr "$CHECK" other/drivers/foo
	one_line 2 "give KDIR=$PWD/other"
}

@test "a broken compile_commands.json" {
	driver foo a.c <<< 'obj-y += a.o'
	for text in '{' '{"a": 1}' '[1]' '[{"file": "a.c"}]' '[{"file": "a.c", "directory": "/", "arguments": [1]}]'; do
		printf '%s' "$text" > broken.json
		units -M drivers/gpu/drm/foo --compile-commands broken.json
		one_line 2 "broken.json is not a compile_commands.json"
	done
	units -M drivers/gpu/drm/foo --compile-commands nowhere.json
	one_line 2 "cannot read nowhere.json"
}

@test "C++ in a folder is no business of ours" {
	driver foo a.c b.cpp <<< 'obj-y += a.o'
	units -M drivers/gpu/drm/foo
	[ "$status" = 0 ]
	[ "$(files)" = drivers/gpu/drm/foo/a.c ]
}

@test "a file that cannot be read: not analysed, exit 3" {
	driver foo a.c <<< 'obj-y += a.o gone.o'
	ln -s nowhere "$KDIR/drivers/gpu/drm/foo/gone.c"
	units -M drivers/gpu/drm/foo
	[ "$status" = 3 ]
	[ "$stderr" = "not analysed: drivers/gpu/drm/foo/gone.c: cannot be read: No such file or directory" ]
	[ "$(files)" = drivers/gpu/drm/foo/a.c ]
}

@test "a name with a tab or a newline: not analysed, exit 3" {
	mkdir try
	touch $'try/a\tb.c' $'try/a\nb.c' try/c.c
	units try
	[ "$status" = 3 ]
	[ "$(printf '%s\n' "$stderr" | grep -c 'not analysed: a?b.c: its name has a tab or a newline')" = 1 ]
	[ "$(files)" = c.c ]
}

@test "names with spaces, quotes and bytes that are no UTF-8" {
	mkdir try
	touch 'try/a b.c' "try/it's.c" $'try/\xff.c'
	units try
	[ "$status" = 0 ]
	[ "$(files | wc -l)" = 3 ]
}

@test "--explain: the page of a rule as plain text; unknown: the list" {
	run --separate-stderr "$CHECK" --explain fence/unbalanced
	[ "$status" = 0 ]
	[ "${lines[0]}" = "fence/unbalanced" ]
	[[ $output != *'**'* ]]
	[[ $output == *dma_fence_end_signalling* ]]
	for rule in fence/none ../../README; do
		run --separate-stderr "$CHECK" --explain "$rule"
		one_line 2 "unknown rule '$rule'; the rules are fence/"
	done
}

# With the core

need_core() {
	ls /usr/lib/llvm-*/include/clang-c/Index.h > /dev/null 2>&1 || skip "libclang-dev is missing: make deps"
}

@test "a finding: its line, a witness, the summary, exit 1" {
	need_core
	driver foo a.c <<< 'obj-y += a.o'
	guilty "$KDIR/drivers/gpu/drm/foo/a.c"
	run --separate-stderr "$CHECK" -M drivers/gpu/drm/foo
	[ "$status" = 1 ]
	[[ ${lines[0]} == drivers/gpu/drm/foo/a.c:8:*": ERROR: fence/alloc-in-section: "* ]]
	[[ ${lines[1]} == "    drivers/gpu/drm/foo/a.c:"* ]]
	[[ $stderr == "fencecheck: 1 file looked at, 0 not analysed, 1 error, 0 warnings, 0 notes, "*" seconds" ]]
}

@test "nothing to find: no output, exit 0" {
	need_core
	driver foo a.c <<< 'obj-y += a.o'
	run --separate-stderr "$CHECK" -M drivers/gpu/drm/foo
	[ "$status" = 0 ]
	[ -z "$output" ]
	[[ $stderr == "fencecheck: 1 file looked at, 0 not analysed, 0 errors, "* ]]
}

@test "a file that does not parse: its findings, its name, exit 3" {
	need_core
	driver foo a.c <<< 'obj-y += a.o'
	guilty "$KDIR/drivers/gpu/drm/foo/a.c"
	echo '#include "nowhere.h"' >> "$KDIR/drivers/gpu/drm/foo/a.c"
	run --separate-stderr "$CHECK" -M drivers/gpu/drm/foo
	[ "$status" = 3 ]
	[[ ${lines[0]} == *fence/alloc-in-section* ]]
	[[ $stderr == *"not analysed: drivers/gpu/drm/foo/a.c: "*nowhere.h*"1 not analysed, 1 error"* ]]
}

@test "a finding in a module outside of the kernel" {
	need_core
	mkdir mod
	echo 'obj-m := a.o' > mod/Makefile
	guilty mod/a.c
	run --separate-stderr "$CHECK" mod
	[ "$status" = 1 ]
	[[ ${lines[0]} == a.c:8:*": ERROR: fence/alloc-in-section: "* ]]
}

@test "a suppression with a reason counts; an unused one of coccicheck's is not reported" {
	need_core
	driver foo a.c <<< 'obj-y += a.o'
	guilty "$KDIR/drivers/gpu/drm/foo/a.c"
	sed -i -e '8s,$, /* sgfence-ok: fence/alloc-in-section: boot only */,' \
		-e '1s,$, /* sgfence-ok: fence/unbalanced: not here */,' "$KDIR/drivers/gpu/drm/foo/a.c"
	run --separate-stderr "$CHECK" -M drivers/gpu/drm/foo
	[ "$status" = 0 ]
	[ -z "$output" ]
	[[ $stderr == *"0 errors, 0 warnings, 0 notes, 1 suppressed, "* ]]
}

@test "JSON, SARIF and HTML, into a file" {
	need_core
	driver foo a.c <<< 'obj-y += a.o'
	guilty "$KDIR/drivers/gpu/drm/foo/a.c"
	for format in json sarif html; do
		FORMAT=$format OUT=result.$format M=drivers/gpu/drm/foo run --separate-stderr "$CHECK"
		[ "$status" = 1 ]
		[ -z "$output" ]
		grep -q fence/alloc-in-section "result.$format"
	done
	jq -e .version result.sarif > /dev/null
}

@test "a baseline and a diff hide what is old" {
	need_core
	driver foo a.c <<< 'obj-y += a.o'
	guilty "$KDIR/drivers/gpu/drm/foo/a.c"
	"$CHECK" -M drivers/gpu/drm/foo > found || true
	"$TOP/scripts/findings" --root "$KDIR" --write-baseline old found > /dev/null || true
	run --separate-stderr "$CHECK" -M drivers/gpu/drm/foo --baseline old
	[ "$status" = 0 ]
	[[ $stderr == *"1 in the baseline"* ]]
	printf '%s\n' '--- a/drivers/gpu/drm/foo/a.c' '+++ b/drivers/gpu/drm/foo/a.c' '@@ -1 +1 @@' '-x' '+y' > new.diff
	run --separate-stderr "$CHECK" -M drivers/gpu/drm/foo --diff new.diff
	[ "$status" = 0 ]
}

@test "another model; --why and --facts answer on stdout" {
	need_core
	driver foo a.c <<< 'obj-y += a.o'
	guilty "$KDIR/drivers/gpu/drm/foo/a.c"
	sed -i s/__kmalloc/foo_alloc/ "$KDIR/drivers/gpu/drm/foo/a.c"
	run --separate-stderr "$CHECK" -M drivers/gpu/drm/foo
	[ "$status" = 0 ]
	echo 'alloc foo_alloc flags=1 # reads the flags as kmalloc() does' > our.model
	run --separate-stderr "$CHECK" -M drivers/gpu/drm/foo --model our.model
	[ "$status" = 1 ]
	[[ ${lines[0]} == *foo_alloc* ]]
	run --separate-stderr "$CHECK" -M drivers/gpu/drm/foo --facts
	[[ $output == *"=foo_alloc"* ]]
	run --separate-stderr "$CHECK" -M drivers/gpu/drm/foo --why finish
	[ "$status" = 0 ]
	run --separate-stderr "$CHECK" -M drivers/gpu/drm/foo --why nobody
	[ "$status" = 2 ]
	[[ $stderr == *nobody* ]]
}

@test "the core cannot be built: one line, exit 4" {
	mkdir copy
	cp -r "$TOP/scripts" copy/scripts
	echo '#error "cannot build me"' > copy/scripts/fencecheck/arena.c
	driver foo a.c <<< 'obj-y += a.o'
	run --separate-stderr copy/scripts/fencecheck/fencecheck -M drivers/gpu/drm/foo
	one_line 4 "cannot build the core: "
	run --separate-stderr copy/scripts/fencecheck/check -DX "$KDIR/drivers/gpu/drm/foo/a.c"
	one_line 4 "cannot build the core: "
}

@test "nothing is left behind in build/fencecheck" {
	need_core
	driver foo a.c <<< 'obj-y += a.o'
	"$CHECK" -M drivers/gpu/drm/foo &
	pid=$!
	wait "$pid"
	run ls "$TOP/build/fencecheck"
	[[ $output == *cache* ]]
	[[ $output != *run-$pid-* ]]
}

# kbuild

@test "make C=2 CHECK=: records and never fails; --kbuild judges" {
	need_core
	export FENCECHECK_DIR=$PWD/recorded
	driver foo a.c b.c <<< 'obj-y += a.o'
	guilty "$KDIR/drivers/gpu/drm/foo/a.c"
	echo '#include "nowhere.h"' > "$KDIR/drivers/gpu/drm/foo/b.c"
	cd "$KDIR"
	run --separate-stderr "$TOP/scripts/fencecheck/check" -D__linux__ -Wbitwise --arch=x86 -DX=1 -I include \
		-fconserve-stack drivers/gpu/drm/foo/a.c
	[ "$status" = 0 ]
	[ -z "$output$stderr" ]
	run --separate-stderr "$TOP/scripts/fencecheck/check" -DX=1 drivers/gpu/drm/foo/b.c
	[ "$status" = 0 ]
	[[ $stderr == "fencecheck: not analysed: drivers/gpu/drm/foo/b.c: "*nowhere.h* ]]
	run --separate-stderr "$CHECK" --kbuild "$FENCECHECK_DIR"
	[ "$status" = 3 ]
	[[ ${lines[0]} == drivers/gpu/drm/foo/a.c:8:*fence/alloc-in-section* ]]
	rm drivers/gpu/drm/foo/b.c
	run --separate-stderr "$CHECK" --kbuild "$FENCECHECK_DIR"
	[ "$status" = 3 ]
	[[ $stderr == *"not analysed: drivers/gpu/drm/foo/b.c: was compiled, but is gone"* ]]
}

@test "make -j C=2 CHECK= with the headers of Debian's kernel" {
	headers=(/usr/src/linux-headers-6.1.*-amd64)
	[ -d "${headers[0]}" ] || skip "no headers of kernel 6.1: make deps"
	need_core
	export FENCECHECK_DIR=$PWD/recorded
	mkdir mod
	printf '%s\n' 'obj-m := mod.o' 'mod-y := one.o two.o' > mod/Makefile
	printf '%s\n' '#include <linux/module.h>' '#include <linux/slab.h>' '#include <linux/dma-fence.h>' \
		'void one(struct dma_fence *f);' 'void one(struct dma_fence *f)' '{' \
		'	bool cookie = dma_fence_begin_signalling();' '' '	kfree(kmalloc(64, GFP_KERNEL));' \
		'	dma_fence_signal(f);' '	dma_fence_end_signalling(cookie);' '}' 'MODULE_LICENSE("GPL");' > mod/one.c
	echo 'int two;' > mod/two.c
	unset KDIR
	make -s -j4 -C "${headers[0]}" M="$PWD/mod" C=2 CHECK="$TOP/scripts/fencecheck/check" KBUILD_MODPOST_WARN=1 modules
	run --separate-stderr "$CHECK" --kbuild "$FENCECHECK_DIR"
	[[ ${lines[0]} == one.c:9:*": ERROR: fence/alloc-in-section: "* ]]
	[[ $stderr == "fencecheck: "[23]" files looked at, 0 not analysed, 1 error, "* ]]
}

# The real thing

@test "lima of the Debian tree, never configured: all of it parses" {
	[ -f "$TOP/build/linux-source-6.1/Makefile" ] || skip "no kernel source: make deps"
	need_core
	unset KDIR
	M=drivers/gpu/drm/lima run --separate-stderr "$CHECK" --alone
	[[ $status = [01] ]]
	[[ $stderr == *"fencecheck: 15 files looked at, 0 not analysed, "* ]]
}

@test "a list of lima with the headers that Debian configured" {
	headers=(/usr/src/linux-headers-6.1.*-amd64)
	[ -f "$TOP/build/linux-source-6.1/Makefile" ] && [ -d "${headers[0]}" ] || skip "no kernel source: make deps"
	unset KDIR
	KOBJ=${headers[0]} M=drivers/gpu/drm/lima units --alone
	[ "$status" = 0 ]
	[ "$(files | wc -l)" = 15 ]
	flags drivers/gpu/drm/lima/lima_sched.c | grep -qx -- "-I${headers[0]}/include"
}

@test "make fencecheck, coccicheck and check are targets that do something" {
	run -0 make -C "$TOP" -n fencecheck
	[[ $output == *scripts/fencecheck/fencecheck* ]]
	run -0 make -C "$TOP" -n coccicheck
	[[ $output == *scripts/coccicheck* ]]
	run -0 make -C "$TOP" -n check
	[[ $output == *selftests/run* ]]
}

@test "make fencecheck fails on bad usage, not on findings" {
	run -2 make -s -C "$TOP" fencecheck M=no/such/folder
	[[ $output == *no/such/folder* ]]
}

@test "of the code that drivers share only what was asked for is reported" {
	mkdir -p kernel/drivers/dma-buf
	for name in one two; do
		sed "s/foo/$name/g" > "kernel/drivers/dma-buf/$name.c" <<-'END'
		void *kmalloc(unsigned long size, unsigned int flags);
		_Bool dma_fence_begin_signalling(void);
		void dma_fence_end_signalling(_Bool cookie);
		void foo(void)
		{
			_Bool cookie = dma_fence_begin_signalling();
			kmalloc(1, 0xcc0);
			dma_fence_end_signalling(cookie);
		}
		END
	done
	echo 'obj-y += one.o two.o' > kernel/drivers/dma-buf/Makefile
	run -1 --separate-stderr "$CHECK" -M drivers/dma-buf
	[[ $output == *one.c:* && $output == *two.c:* ]]
	run -1 --separate-stderr "$CHECK" -M drivers/dma-buf/two.c
	[[ $output != *one.c:* && $output == *two.c:* ]]
}
