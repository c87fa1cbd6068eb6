#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# scripts/coccicheck as its users meet it.
# shellcheck disable=SC2030,SC2031,SC2154 # tests are subshells; `run` sets stderr
bats_require_minimum_version 1.5.0

setup() {
	TOP=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	CHECK=$TOP/scripts/coccicheck
	export RULES=sgtable/unmap
	unset MODE M COCCI SPFLAGS J V DEBUG_FILE C KDIR FORMAT OUT BASELINE DIFF
	# Not the test's own folder: bats keeps files there.
	mkdir -p "$BATS_TEST_TMPDIR/box/drv"
	cd "$BATS_TEST_TMPDIR/box" || return
	driver drv/one.c
}

# A driver with one wrong unmap, on line 7.
driver() {
	printf '%s\n' 'int make(struct sg_table *sgt)' '{' '	return sg_alloc_table(sgt, 4, GFP_KERNEL);' '}' \
		'void put(struct device *dev, struct sg_table *sgt)' '{' \
		'	dma_unmap_sg(dev, sgt->sgl, sgt->nents, DMA_TO_DEVICE);' '}' > "$1"
}

# A rule that reports each call of foo(), and that never ends with a file
# called slow.c and kills spatch in one called crash.c.
special_rule() {
	cat > special.cocci <<-'END'
	// Options: --no-includes
	virtual report
	@initialize:python@
	@@
	import os, time
	@r@
	position p;
	@@
	foo@p(...)
	@script:python@
	p << r.p;
	@@
	if p[0].file.endswith("slow.c"):
	    time.sleep(300)
	if p[0].file.endswith("crash.c"):
	    os._exit(9)
	coccilib.report.print_report(p[0], "NOTE: test/special: foo")
	END
	unset RULES
	export COCCI=$PWD/special.cocci
}

calls_foo() {
	local name
	for name; do
		echo 'void f(void) { foo(); }' > "$name"
	done
}

@test "a finding: its line, the summary, exit 1" {
	run --separate-stderr "$CHECK" drv
	[ "$status" = 1 ]
	[ "$output" = "one.c:7:1-13: WARNING: sgtable/unmap: unmapped with nents, which a mapping changes; use dma_unmap_sgtable()" ]
	[[ $stderr == "coccicheck: 1 rule, 1 file looked at, 0 not analysed, 0 errors, 1 warning, 0 notes, "*" seconds" ]]
}

@test "nothing to find: no output, exit 0" {
	echo 'int x;' > drv/one.c
	run --separate-stderr "$CHECK" drv
	[ "$status" = 0 ]
	[ -z "$output" ]
}

@test "a single file is enough" {
	run --separate-stderr "$CHECK" drv/one.c
	[ "$status" = 1 ]
	[[ $output == one.c:7:* ]]
}

@test "a header is analysed too" {
	mv drv/one.c drv/one.h
	run --separate-stderr "$CHECK" drv
	[[ $output == one.h:7:* ]]
}

@test "names are relative to the git repository" {
	git init -q .
	run --separate-stderr "$CHECK" drv
	[[ $output == drv/one.c:7:* ]]
}

@test "M= is looked for in KDIR first" {
	mkdir -p kernel/drivers/foo foo
	touch kernel/Kbuild kernel/MAINTAINERS
	driver kernel/drivers/foo/two.c
	KDIR=kernel M=drivers/foo run --separate-stderr "$CHECK"
	[ "$status" = 1 ]
	[[ $output == drivers/foo/two.c:7:* ]]
}

@test "a whole kernel tree: drivers, sound, net, samples and arch" {
	mkdir -p kernel/drivers kernel/net kernel/lib
	touch kernel/Kbuild kernel/MAINTAINERS
	driver kernel/drivers/a.c
	driver kernel/net/b.c
	driver kernel/lib/c.c
	run --separate-stderr "$CHECK" --kdir kernel
	[ "${#lines[@]}" = 2 ]
	[[ ${lines[0]} == drivers/a.c:* ]]
	[[ ${lines[1]} == net/b.c:* ]]
}

one_line() {
	[ "$status" = "$1" ]
	[ -z "$output" ]
	[ "$(printf '%s\n' "$stderr" | wc -l)" = 1 ]
	[[ $stderr == "coccicheck: "*"$2"* ]]
}

@test "bad input: one clear line, exit 2" {
	run --separate-stderr "$CHECK" nowhere
	one_line 2 "no such file or directory: nowhere"
	run --separate-stderr "$CHECK" --rules sgtable/nonsense drv
	one_line 2 "unknown rule 'sgtable/nonsense'"
	run --separate-stderr "$CHECK" --mode fix drv
	one_line 2 "unknown mode 'fix'"
	run --separate-stderr "$CHECK" --no-such-option drv
	one_line 2 "--no-such-option"
	run --separate-stderr "$CHECK" --jobs many drv
	one_line 2 "'many' is not a positive number"
	run --separate-stderr "$CHECK" --cocci none.cocci drv
	one_line 2 "cannot read the rule none.cocci"
	run --separate-stderr "$CHECK" --format nonsense drv
	one_line 2 "nonsense"
	mkdir empty
	run --separate-stderr "$CHECK" empty
	one_line 2 "no C source below"
	run --separate-stderr "$CHECK" --in-place drv
	one_line 2 "--in-place goes with MODE=patch"
}

@test "pedantic rules run on request: by id or with +pedantic" {
	run --separate-stderr env -u RULES "$CHECK" --list-rules
	[[ $output == *"sgtable/count-argument "*"reports, pedantic"* ]]
	rules=$output
	for family in "" sgtable; do
		total=$(grep -c "^${family}" <<< "$rules")
		pedantic=$(grep -c "^${family}.*pedantic" <<< "$rules")
		RULES=$family run --separate-stderr "$CHECK" drv
		[[ $stderr == "coccicheck: $((total - pedantic)) rules, "* ]]
		RULES=${family:+$family,}+pedantic run --separate-stderr "$CHECK" drv
		[[ $stderr == "coccicheck: $total rules, "* ]]
	done
	RULES=sgtable/count-argument run --separate-stderr "$CHECK" drv
	[[ $stderr == "coccicheck: 1 rule, "* ]]
}

@test "no spatch, no kernel tree: exit 4" {
	mkdir bin
	ln -s "$(python3 -c 'import sys; print(sys.executable)')" bin/python3
	run --separate-stderr env PATH="$PWD/bin" python3 "$CHECK" drv
	one_line 4 "spatch is missing"
	run --separate-stderr "$CHECK" --kdir "$PWD/nowhere"
	one_line 4 "no kernel tree"
}

@test "an unparsable function with a word of the rule: named, exit 3, the rest reported" {
	printf 'void g(void) { dma_unmap_sg(dev, sgt->sgl, sgt->nents, D); if ( }\n' > drv/broken.c
	run --separate-stderr "$CHECK" drv
	[ "$status" = 3 ]
	[[ $output == one.c:7:* ]]
	[[ $stderr == *"not analysed: broken.c: sgtable/unmap: spatch cannot parse the code around line 1"* ]]
	[[ $stderr == *", 1 not analysed,"* ]]
}

@test "an unparsable function without such a word does not matter" {
	printf 'void g(void) { if ( }\n\n' > drv/broken.c
	cat drv/one.c >> drv/broken.c
	run --separate-stderr "$CHECK" drv
	[ "$status" = 1 ]
	[ "${#lines[@]}" = 2 ]
}

@test "a file that cannot be read: named, exit 3" {
	ln -s nowhere drv/dangling.c
	run --separate-stderr "$CHECK" drv
	[ "$status" = 3 ]
	[[ $output == one.c:7:* ]]
	[[ $stderr == *"not analysed: dangling.c: cannot be read"* ]]
}

@test "a time-out loses one file, not its batch" {
	special_rule
	calls_foo drv/a.c drv/b.c drv/slow.c drv/z.c
	run --separate-stderr "$CHECK" --timeout 3 --jobs 1 drv
	[ "$status" = 3 ]
	[ "${#lines[@]}" = 3 ]
	[[ $stderr == *"not analysed: slow.c: "*"/special: time-out after 3 s"* ]]
	[[ $stderr == *", 1 not analysed,"* ]]
}

@test "a crash of spatch loses one file, not its batch" {
	special_rule
	calls_foo drv/a.c drv/crash.c drv/z.c
	run --separate-stderr "$CHECK" --jobs 1 drv
	[ "$status" = 3 ]
	[ "${#lines[@]}" = 2 ]
	[[ $stderr == *"not analysed: crash.c: "*"/special: spatch failed (exit 9)"* ]]
}

# In a session of its own: a job in the background ignores SIGINT.
interrupted_by() {
	python3 - "$CHECK" "$1" <<-'END'
	import signal, subprocess, sys, time
	signal.signal(signal.SIGINT, signal.default_int_handler)
	run = subprocess.Popen([sys.argv[1], "--jobs", "2", "drv"], stdout=open("out", "w"),
	                       stderr=open("err", "w"), start_new_session=True)
	time.sleep(6)
	run.send_signal(getattr(signal, sys.argv[2]))
	open("code", "w").write(str(run.wait(20)))
	END
	[ "$(cat code)" = 3 ]
	grep -q 'INTERRUPTED' err
	grep -q 'not analysed: slow.c: .*interrupted' err
	[ -z "$(pgrep -f "cocci-file $COCCI")" ]
}

@test "an interrupt: children end, what is there is printed and marked" {
	special_rule
	calls_foo drv/slow.c
	for i in $(seq 200); do
		calls_foo "drv/f$i.c"
	done
	interrupted_by SIGINT
	grep -q 'NOTE: test/special: foo' out
}

@test "a TERM is an interrupt" {
	special_rule
	calls_foo drv/slow.c
	interrupted_by SIGTERM
}

@test "files of one batch are not one program" {
	cat > pair.cocci <<-'END'
	virtual report
	@bar@
	@@
	bar(...)
	@foo depends on bar@
	position p;
	@@
	foo@p(...)
	@script:python@
	p << foo.p;
	@@
	coccilib.report.print_report(p[0], "NOTE: test/pair: both")
	END
	echo 'void f(void) { bar(); }' > drv/a.c
	echo 'void f(void) { foo(); }' > drv/b.c
	echo 'void f(void) { foo(); bar(); }' > drv/c.c
	run --separate-stderr env -u RULES "$CHECK" --jobs 1 --cocci pair.cocci drv
	[ "${#lines[@]}" = 1 ]
	[[ $output == c.c:1:* ]]
}

@test "names with blanks and other signs: report and patch" {
	mkdir "drv/a b"
	driver "drv/a b/x \$y'z.c"
	run --separate-stderr "$CHECK" drv
	[ "$status" = 1 ]
	[[ ${lines[0]} == "a b/x \$y'z.c:7:1-13: "* ]]
	"$CHECK" --mode patch drv > new.patch
	cp -r drv other
	(cd drv && git apply ../new.patch)
	(cd other && patch -s -p1 < ../new.patch)
	grep -q 'dma_unmap_sgtable(dev, sgt, DMA_TO_DEVICE, 0);' "drv/a b/x \$y'z.c"
	diff -r drv other
}

@test "the root of the tree may have a blank in its name" {
	mv drv "my drv"
	run --separate-stderr "$CHECK" "my drv"
	[[ $output == one.c:7:* ]]
	"$CHECK" --mode patch "my drv" > new.patch
	(cd "my drv" && git apply ../new.patch)
	grep -q dma_unmap_sgtable "my drv/one.c"
}

@test "MODE=patch: one patch, exit 0, nothing left for a second run" {
	driver drv/two.c
	"$CHECK" --mode patch drv > new.patch
	[ "$(grep -c '^+++ b/' new.patch)" = 2 ]
	grep -q 'nents' drv/one.c
	(cd drv && patch -s -p1 < ../new.patch)
	run --separate-stderr "$CHECK" --mode patch drv
	[ "$status" = 0 ]
	[ -z "$output" ]
}

@test "MODE=patch: rules are applied one after the other to one file" {
	sed -i '7i\	dma_sync_sg_for_cpu(dev, sgt->sgl, sgt->orig_nents, DMA_TO_DEVICE);' drv/one.c
	"$CHECK" --rules sgtable/unmap,sgtable/sync --mode patch drv > new.patch
	[ "$(grep -c '^+++ b/' new.patch)" = 1 ]
	(cd drv && git apply ../new.patch)
	grep -q 'dma_sync_sgtable_for_cpu(dev, sgt, DMA_TO_DEVICE);' drv/one.c
	grep -q 'dma_unmap_sgtable(dev, sgt, DMA_TO_DEVICE, 0);' drv/one.c
}

@test "--in-place edits; a dirty git tree only with --force" {
	git init -q .
	run --separate-stderr "$CHECK" --mode patch --in-place drv
	one_line 2 "uncommitted changes"
	grep -q 'sgt->nents' drv/one.c
	git add drv
	git -c user.name=t -c user.email=t@example.org commit -qm x
	chmod 640 drv/one.c
	run --separate-stderr "$CHECK" --mode patch --in-place drv
	[ "$status" = 0 ]
	[ -z "$output" ]
	grep -q dma_unmap_sgtable drv/one.c
	[ "$(stat -c %a drv/one.c)" = 640 ]
	driver drv/one.c
	echo '// dirty' >> drv/one.c
	run --separate-stderr "$CHECK" --mode patch --in-place --force drv
	[ "$status" = 0 ]
	grep -q dma_unmap_sgtable drv/one.c
}

@test "MODE=patch for a report-only rule: exit 2; a tree without the helpers: a word" {
	special_rule
	run --separate-stderr "$CHECK" --mode patch drv
	one_line 2 "reports only"
	unset COCCI
	mkdir -p kernel/drivers kernel/include/linux
	touch kernel/Kbuild kernel/MAINTAINERS
	echo 'int dma_map_sg();' > kernel/include/linux/dma-mapping.h
	driver kernel/drivers/a.c
	run --separate-stderr "$CHECK" --kdir kernel --mode patch
	[ "$status" = 0 ]
	[[ $stderr == *"no dma_map_sgtable()"* ]]
}

@test "MODE=context and MODE=org mark the place" {
	run --separate-stderr "$CHECK" --mode context drv
	[ "$status" = 1 ]
	[ "${lines[0]}" = "--- a/one.c" ]
	[[ $output == *"-	dma_unmap_sg(dev, sgt->sgl, sgt->nents, DMA_TO_DEVICE);"* ]]
	run --separate-stderr "$CHECK" --mode org drv
	[ "$status" = 1 ]
	[[ $output == "* TODO [[view:one.c::"*"linb=7::"* ]]
}

@test "two runs are byte-identical, with one process and with several" {
	for i in $(seq 12); do
		driver "drv/d$i.c"
	done
	for mode in report patch context org; do
		for jobs in 1 4; do
			run --separate-stderr "$CHECK" --mode $mode --jobs $jobs drv
			printf '%s\n' "$output" > $mode.$jobs
			[ "$status" = "$([ $mode = patch ] && echo 0 || echo 1)" ]
		done
		[ "$(wc -l < $mode.1)" -ge 12 ]
		cmp $mode.1 $mode.4
	done
}

@test "a .cocciconfig of the tree does not change what is done" {
	printf '[spatch]\n\toptions = --use-gitgrep\n\toptions = --timeout 200\n' > drv/.cocciconfig
	run --separate-stderr "$CHECK" drv
	[ "$status" = 1 ]
	[[ $output == one.c:7:* ]]
}

@test "the variables of the kernel's coccicheck" {
	MODE=org V=1 J=1 SPFLAGS=--no-loops run --separate-stderr "$CHECK" drv
	[[ $output == "* TODO"* ]]
	[[ $stderr == *"spatch-batch"*"--no-loops"* ]]
	DEBUG_FILE=dbg run --separate-stderr "$CHECK" drv
	grep -q HANDLING dbg
	DEBUG_FILE=dbg run --separate-stderr "$CHECK" drv
	one_line 2 "dbg exists"
}

@test "make C=2 CHECK=scripts/coccicheck passes flags and then the file" {
	C=2 run --separate-stderr "$CHECK" -D__linux__ -nostdinc -Wbitwise drv/one.c
	[ "$status" = 0 ]
	[[ $output == one.c:7:* ]]
}

@test "OUT= is written at once; one that cannot be written is exit 2" {
	OUT=result run --separate-stderr "$CHECK" drv
	[ "$status" = 1 ]
	[ -z "$output" ]
	grep -q '^one.c:7:' result
	OUT=none/result run --separate-stderr "$CHECK" drv
	[ "$status" = 2 ]
	MODE=patch OUT=none/result run --separate-stderr "$CHECK" drv
	[ "$status" = 2 ]
}

@test "FORMAT=json names what was not analysed" {
	printf 'void g(void) { dma_unmap_sg(dev, sgt->sgl, sgt->nents, D); if ( }\n' > drv/broken.c
	FORMAT=json run --separate-stderr "$CHECK" drv
	[ "$status" = 3 ]
	[ "$(jq -r '.findings[0].path' <<< "$output")" = one.c ]
	[ "$(jq -r '.not_analysed | length' <<< "$output")" = 1 ]
}

@test "a finding that is suppressed with a reason does not count" {
	sed -i '7i\	/* sgfence-ok: sgtable/unmap: mapped with nents, never stored */' drv/one.c
	run --separate-stderr "$CHECK" drv
	[ "$status" = 0 ]
	[ -z "$output" ]
	[[ $stderr == *"1 suppressed"* ]]
}

@test "make coccicheck prints findings and fails only with STRICT" {
	run --separate-stderr make -s -C "$TOP" coccicheck M="$PWD/drv" KDIR=/nowhere
	[ "$status" = 0 ]
	[[ $output == one.c:7:* ]]
	run --separate-stderr make -s -C "$TOP" coccicheck M="$PWD/drv" STRICT=1
	[ "$status" != 0 ]
	run --separate-stderr make -s -C "$TOP" coccicheck M=nowhere
	[ "$status" != 0 ]
}
