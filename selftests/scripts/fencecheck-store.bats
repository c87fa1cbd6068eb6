#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# The cache of fencecheck, the processes that fill it, and the readers of what it
# holds. Most tests use an extractor that needs no libclang: fencecheck/collect.c.
# shellcheck disable=SC2030,SC2031,SC2154 # tests are subshells; `run` sets stderr
bats_require_minimum_version 1.5.0

setup_file() {
	local top
	top=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	cd "$BATS_FILE_TMPDIR" || return
	build "$top" collector 11111111111111111111111111111111
	build "$top" collector-new 22222222222222222222222222222222
	cc -std=gnu11 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -DREPLAY -Icollector.d \
		-o replay "$top"/scripts/fencecheck/{fuzz-facts,arena,facts,store,hash}.c
}

# The program $2, as an analyser of version $3. Two seconds a unit, not 120.
build() {
	local source=$1/scripts/fencecheck
	mkdir "$2.d"
	echo "#define FC_TOOL_VERSION \"$3\"" > "$2.d/version.h"
	cc -std=gnu11 -g -Wall -Wextra -Werror -DFC_TIME_LIMIT=2 -I"$2.d" -I"$source" -o "$2" \
		"$1/selftests/fencecheck/collect.c" "$source"/{arena,hash,jobs,store,units}.c
}

setup() {
	TOP=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	PATH=$BATS_FILE_TMPDIR:$PATH
	mkdir "$BATS_TEST_TMPDIR/box"
	cd "$BATS_TEST_TMPDIR/box" || return
	echo 'from one.h' > one.h
	printf '%s\n' one 'include one.h' > one.c
	echo two > two.c
	units one.c two.c
}

# The unit list `units` of these files; FLAG is an argument of all.
units() {
	printf 'root\t%s\nflags\t0\t%s\t-Ix\t%s\n' "$PWD" "$PWD" "${FLAG:--DA}" > units
	printf 'unit\t0\t%s\n' "$@" >> units
	settle
}

# A file that is as young as a run is not kept, since the run may have raced it.
settle() {
	sleep 0.05
}

collect() {
	settle
	run --separate-stderr collector units cache "$@"
}

# A run has just filled the cache.
filled() {
	collect
	[ "$status" = 0 ]
	[ "${lines[0]}" = "one.c extracted: [-Ix] [-DA] one from one.h " ]
	[ "${lines[1]}" = "two.c extracted: [-Ix] [-DA] two " ]
	[ -z "$stderr" ]
}

# The cache file of a unit that says $1.
cache_file() {
	grep -l "$1" cache/*
}

@test "a second run takes everything from the cache, with the same facts" {
	filled
	collect
	[ "$status" = 0 ]
	[ "${lines[0]}" = "one.c cached: [-Ix] [-DA] one from one.h " ]
	[ "${lines[1]}" = "two.c cached: [-Ix] [-DA] two " ]
	[ -z "$stderr" ]
}

@test "a changed file is read again, the other is not" {
	filled
	echo 2 > two.c
	collect
	[[ ${lines[0]} == "one.c cached:"* ]]
	[ "${lines[1]}" = "two.c extracted: [-Ix] [-DA] 2 " ]
	collect
	[ "${lines[1]}" = "two.c cached: [-Ix] [-DA] 2 " ]
}

@test "a changed header, even of the same length and age" {
	filled
	touch -r one.h age
	echo 'FROM one.h' > one.h
	touch -r age one.h
	collect
	[ "${lines[0]}" = "one.c extracted: [-Ix] [-DA] one FROM one.h " ]
	[[ ${lines[1]} == "two.c cached:"* ]]
}

@test "a file that only looks new is not read again" {
	filled
	touch one.c one.h two.c
	collect
	[[ ${lines[0]} == "one.c cached:"* ]]
	[[ ${lines[1]} == "two.c cached:"* ]]
}

@test "changed flags" {
	filled
	FLAG=-DB units one.c two.c
	collect
	[ "${lines[1]}" = "two.c extracted: [-Ix] [-DB] two " ]
	units one.c two.c
	collect
	[ "${lines[1]}" = "two.c cached: [-Ix] [-DA] two " ]
}

@test "flags that are the same only when joined" {
	filled
	sed -i 's/-Ix\t-DA/-Ix-DA/' units
	collect
	[ "${lines[1]}" = "two.c extracted: [-Ix-DA] two " ]
}

@test "another working directory, another root" {
	filled
	mkdir other
	echo 'from other' > other/one.h
	sed -i "s:^flags.*$PWD:&/other:" units
	collect
	[ "${lines[0]}" = "one.c extracted: [-Ix] [-DA] one from other " ]
	mkdir third
	cp one.c two.c third
	sed -i "s:^root.*:&/third:" units
	collect
	[[ ${lines[0]} == "one.c extracted:"* ]]
}

@test "another analyser makes its own facts, in place of the old ones" {
	filled
	settle
	run collector-new units cache
	[[ ${lines[0]} == "one.c extracted:"* ]]
	run collector-new units cache
	[[ ${lines[0]} == "one.c cached:"* ]]
	[ "$(find cache -type f | wc -l)" = 2 ]
}

@test "a link that names another file" {
	ln -s two.c link.c
	units link.c
	collect
	collect
	[ "${lines[0]}" = "link.c cached: [-Ix] [-DA] two " ]
	echo four > four.c
	ln -sf four.c link.c
	collect
	[ "${lines[0]}" = "link.c extracted: [-Ix] [-DA] four " ]
}

@test "a header that was removed, and that comes back" {
	filled
	rm one.h
	collect
	[ "${lines[0]}" = "one.c extracted: (a file was not found) [-Ix] [-DA] one " ]
	collect
	[ "${lines[0]}" = "one.c extracted: (a file was not found) [-Ix] [-DA] one " ]
	echo back > one.h
	collect
	[ "${lines[0]}" = "one.c extracted: [-Ix] [-DA] one back " ]
}

@test "a file that is edited while it is read is not kept" {
	echo 'edit one.h' >> one.c
	collect
	[ "${lines[0]}" = "one.c extracted: [-Ix] [-DA] one from one.h " ]
	sed -i '/edit/d' one.c
	collect
	[ "${lines[0]}" = "one.c extracted: [-Ix] [-DA] one from one.h edited " ]
	collect
	[[ ${lines[0]} == "one.c cached:"* ]]
	# Back to what the first run began with.
	echo 'edit one.h' >> one.c
	echo 'from one.h' > one.h
	collect
	echo 'from one.h' > one.h
	collect
	[[ ${lines[0]} == "one.c extracted:"* ]]
}

@test "a cache file that was cut anywhere is as none" {
	local file size
	filled
	file=$(cache_file 'one from')
	size=$(stat -c %s "$file")
	for ((at = 0; at < size; at += 9)); do
		truncate -s $at "$file"
		run --separate-stderr collector units cache
		[ "${lines[0]}" = "one.c extracted: [-Ix] [-DA] one from one.h " ]
		[ -z "$stderr" ]
		[ "$(stat -c %s "$file")" = "$size" ]
	done
}

@test "a cache file with a wrong byte anywhere is as none" {
	local file size
	filled
	file=$(cache_file 'one from')
	size=$(stat -c %s "$file")
	for ((at = 0; at < size; at += 7)); do
		printf '\377' | dd of="$file" bs=1 seek=$at conv=notrunc status=none
		run --separate-stderr collector units cache
		[ "${lines[0]}" = "one.c extracted: [-Ix] [-DA] one from one.h " ]
		[ -z "$stderr" ]
	done
	echo more >> "$file"
	run collector units cache
	[[ ${lines[0]} == "one.c extracted:"* ]]
	run collector units cache
	[[ ${lines[0]} == "one.c cached:"* ]]
}

@test "the cache file of another unit is as none" {
	filled
	cp "$(cache_file 'one from')" "$(cache_file ' two')"
	collect
	[ "${lines[1]}" = "two.c extracted: [-Ix] [-DA] two " ]
}

@test "a cache that cannot be written: said once, the results are right" {
	run --separate-stderr collector units /sys/kernel/fencecheck
	[ "$status" = 0 ]
	[ "${lines[0]}" = "one.c extracted: [-Ix] [-DA] one from one.h " ]
	[ "${lines[1]}" = "two.c extracted: [-Ix] [-DA] two " ]
	[[ $stderr == "fencecheck: /sys/kernel/fencecheck: "*": nothing is kept for the next run" ]]
	[ "${#stderr_lines[@]}" = 1 ]
}

@test "a cache that can only be read is used" {
	filled
	chmod a-w cache
	if [ "$(id -u)" = 0 ]; then
		chmod a+rx "$BATS_RUN_TMPDIR" "$BATS_TEST_TMPDIR"
		as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
		"${as[@]}" test -r cache || skip "cannot be another user here"
	fi
	echo 2 > two.c
	settle
	run --separate-stderr "${as[@]}" "$BATS_FILE_TMPDIR/collector" units cache
	[[ ${lines[0]} == "one.c cached:"* ]]
	[[ ${lines[1]} == "two.c extracted:"* ]]
	[ "$stderr" = "fencecheck: cache: Permission denied: nothing is kept for the next run" ]
}

@test "without a cache" {
	run --separate-stderr collector units -
	[ "$status" = 0 ]
	[[ ${lines[1]} == "two.c extracted:"* ]]
	[ -z "$stderr" ]
}

@test "a crash loses one file" {
	echo crash > crash.c
	echo exit > exit.c
	units one.c crash.c exit.c two.c
	collect
	[ "$status" = 3 ]
	[[ ${lines[0]} == "one.c extracted:"* ]]
	[ "${lines[1]}" = "crash.c lost: (libclang crashed (signal 11)) " ]
	[ "${lines[2]}" = "exit.c lost: (the extraction ended with code 5) " ]
	[[ ${lines[3]} == "two.c extracted:"* ]]
	collect
	[ "$status" = 3 ]
	[[ ${lines[0]} == "one.c cached:"* ]]
	[[ ${lines[1]} == "crash.c lost:"* ]]
}

@test "a file that takes too long is lost, alone" {
	echo hang > hang.c
	units one.c hang.c two.c
	collect 1
	[ "$status" = 3 ]
	[[ ${lines[0]} == "one.c extracted:"* ]]
	[ "${lines[1]}" = "hang.c lost: (took longer than 2 s) " ]
	[[ ${lines[2]} == "two.c extracted:"* ]]
}

@test "a file that is not there is lost" {
	units one.c none.c
	collect
	[ "$status" = 3 ]
	[ "${lines[1]}" = "none.c lost: (cannot be read) " ]
}

@test "facts that are larger than a pipe, from more files than processes" {
	local names=()
	for i in {1..9}; do
		printf '%s\n' "$i" pages > "$i.c"
		names+=("$i.c")
	done
	units "${names[@]}"
	collect 3
	[ "$status" = 0 ]
	[ "${#lines[@]}" = 9 ]
	collect 3
	[[ $output != *extracted* ]]
	# 6.9 MB of numbers each, in the order of the list.
	[ "$(find cache -size +6800000c | wc -l)" = 9 ]
}

@test "a signal ends the run: 128 + signal, no process and no file left" {
	local names=(one.c) child
	echo hang > hang.c
	for i in {1..5}; do
		names+=(hang.c)
	done
	units "${names[@]}"
	for signal in 15:TERM 2:INT 1:HUP; do
		run timeout --preserve-status -s "${signal#*:}" 0.5 collector "$PWD/units" cache
		[ "$status" = $((128 + ${signal%:*})) ]
		[ -z "$output" ]
		child=$(pgrep -f "^collector $PWD/units" || true)
		[ -z "$child" ]
		[ "$(find cache -type f | wc -l)" = 1 ]
	done
}

@test "two runs at once do no harm" {
	for i in {1..20}; do
		echo "$i" > "$i.c"
	done
	units {1..20}.c
	settle
	collector units cache > first &
	run collector units cache
	wait
	[ "$status" = 0 ]
	diff <(cut -d: -f2 first) <(printf '%s\n' "${lines[@]}" | cut -d: -f2)
	collect
	[[ $output != *extracted* ]]
	[ "$(find cache -type f | wc -l)" = 20 ]
}

@test "what a killed run left is removed after an hour" {
	mkdir cache
	touch -d '2 hours ago' cache/tmp-1-abc
	touch cache/tmp-2-def
	filled
	[ ! -e cache/tmp-1-abc ]
	[ -e cache/tmp-2-def ]
}

@test "progress goes to a terminal only" {
	settle
	run script -qec "collector units cache" /dev/null
	[[ $output == *"fencecheck: 2 of 2 files"* ]]
}

@test "a unit list that is not right: its line" {
	wrong() {
		printf '%b' "$1" > units
		run collector units cache
		[ "$status" = 2 ]
		[ "$output" = "$2" ] || { echo "$output"; return 1; }
	}
	wrong '' 'units:0: no root line'
	wrong 'root\t/r\nroot\t/r\n' 'units:2: a second root'
	wrong 'root\tr\n' 'units:1: root wants one absolute path'
	wrong 'flags\t0\t/\nunit\t0\ta.c\n' 'units:2: root comes first'
	wrong 'root\t/r\nflags\t1\t/\n' 'units:2: flag sets are numbered from 0, in order, and have a directory'
	wrong 'root\t/r\nflags\t0\tx\n' 'units:2: the directory of a flag set is absolute'
	wrong 'root\t/r\nflags\t0\t/\nunit\t1\ta.c\n' 'units:3: no such flag set before this unit'
	wrong 'root\t/r\nflags\t0\t/\nunit\t-1\ta.c\n' 'units:3: no such flag set before this unit'
	wrong 'root\t/r\nflags\t0\t/\nunit\t0\n' 'units:3: unit wants a flag set and a path'
	wrong 'root\t/r\nfoo\tx\n' 'units:2: not a root, flags or unit line'
	wrong 'root\t/r' 'units:1: the last line has no end'
	wrong 'root\t/r\n\0000\n' 'units:0: a NUL byte'
	run collector none cache
	[ "$output" = "none: No such file or directory" ]
}

@test "valgrind finds nothing, with and without processes" {
	local check="valgrind -q --error-exitcode=9 --child-silent-after-fork=yes"
	settle
	run $check "$BATS_FILE_TMPDIR/collector" units cache
	[ "$status" = 0 ]
	run $check --leak-check=full "$BATS_FILE_TMPDIR/collector" units cache
	[ "$status" = 0 ]
	[[ ${lines[0]} == "one.c cached:"* ]]
	[ "${#lines[@]}" = 2 ]
}

# The reader of facts.

# Is a function with these lines in its block 0 valid?
body() {
	printf 'F\tf\ta.c\t1\t2\nB\t0\n%b\ne\n' "$1" > facts
	replay facts
}

@test "facts that are right" {
	printf '%b\n' 'v\tops@d/x.c\td/x.c\t12' 'i\tsched_ops.run_job\tstart@d/x.c\t13' > facts
	run replay facts
	[ "$output" = "facts: facts" ]
	for lines in 'x\t1\t1' 'u' 'c\t1\t2\t3\t=g@a b.c\nx\t1\t1' 'c\t1\t2\t3\t.s.m\t-\t%0\ti:-3\nx\t1\t1' \
		'c\t1\t2\t3\t%1\t%1|3264\tf:g\tm:s.a.b\tv:g@x\tl:x\nb\tc0\t0\t0' 'w\t0' 'j\t0' \
		'c\t1\t2\t3\t?\na\t0\tm:s.m\na\t0\tv:g\nr\t1\tg\t-\nr\t1\tg\ts.m\nn\t1\t2\t3\tr\tnents\nu' \
		'b\t-\t0\t1\nB\t1\nb\t%0\t0\t1' 'c\t1\t2\t3\t=g\ti:-9223372036854775808\nu'; do
		run body "$lines"
		[ "$output" = "facts: facts" ] || { echo "$lines: $output"; false; }
	done
}

@test "facts that are wrong" {
	while read -r lines why; do
		run body "$lines"
		[ "$output" = "facts: no facts: $why" ] || { echo "$lines: $output"; false; }
	done <<-'END'
	x\t1 too few fields
	x\t1\t1\t1 too many fields
	u\t too many fields
	x\t1\t not a number
	x\t1\t01 not a number
	x\t1\t-1 number out of range
	x\t1\t2147483648 number out of range
	x\t1\t1\nx\t1\t1 unknown record, or not allowed here
	c\t1\t1\t1\t=g unknown record, or not allowed here
	j\t1 no such block
	b\t-\t0\t1 no such block
	b\t-\t0 wrong number of targets
	b\t%2\t0\t0 no such parameter
	b\tc0\t0\t0 no such call
	b\tx\t0\t0 unknown condition
	w wrong number of targets
	a\t0\tm:s.m\nu no such call
	c\t1\t1\t1\t?\na\t0\tl:x\nu not a place
	c\t1\t1\t1\tg\nu unknown callee
	c\t1\t1\t1\t??\nu unknown callee
	c\t1\t1\t1\t=1g\nu not a symbol
	c\t1\t1\t1\t=g@\nu not a symbol
	c\t1\t1\t1\t=g-h\nu not a symbol
	c\t1\t1\t1\t.s\nu not a member
	c\t1\t1\t1\t.s.\nu not a member
	c\t1\t1\t1\t%2\nu no such parameter
	c\t1\t1\t1\t=g\t%2|4\nu no such parameter
	c\t1\t1\t1\t=g\tl:\nu not a name
	c\t1\t1\t1\t=g\tq:x\nu unknown argument
	c\t1\t1\t1\t=g\t\nu unknown argument
	c\t1\t1\t1\t=g\ti:9223372036854775808\nu number out of range
	n\t1\t1\t1\tx\tnents\nu a count is read or written
	n\t1\t1\t1\tr\tlength\nu unknown count
	u\nB\t2\nu blocks are not numbered in order
	u\nB\t1 unknown record, or not allowed here
	u\ne unknown record, or not allowed here
	z\nu unknown record, or not allowed here
	\nu unknown record, or not allowed here
	END
	for text in 'F\tf\ta.c\t1\t0\ne\n:a function without a block' 'F\tf\ta.c\t1\t0\nB\t0\nu\n:the last function has no end' \
		'i\ts.m\tf\t1\n:an initialiser outside of a variable' 'u:the last line has no end' \
		'v\tf\t\t1\n:not a path' 'B\t0\n:unknown record, or not allowed here'; do
		printf '%b' "${text%%:*}" > facts
		run replay facts
		[ "$output" = "facts: no facts: ${text#*:}" ] || { echo "$text: $output"; false; }
	done
}

@test "cache files and damaged ones under the sanitizers" {
	local file
	filled
	file=$(cache_file 'one from')
	run replay "$file"
	[[ $output == *", cache file" ]]
	for ((at = 0; at < $(stat -c %s "$file"); at += 7)); do
		cp "$file" "damaged-$at"
		printf '\377' | dd of="damaged-$at" bs=1 seek=$at conv=notrunc status=none
	done
	run replay damaged-*
	[ "$status" = 0 ]
	[[ $output != *"cache file"* ]]
}

@test "libclang is missing: one line that says so" {
	run make -s -C "$TOP/scripts/fencecheck" BUILD="$PWD/build" LIBCLANG=/none
	[ "$status" != 0 ]
	[ "${lines[0]}" = "fencecheck: libclang-dev is missing: make deps" ]
}

# The whole program.

core() {
	mkdir -p "$TOP/build/fencecheck"
	flock "$TOP/build/fencecheck/lock" make -s -C "$TOP/scripts/fencecheck"
	settle
	run --separate-stderr "$@" "$TOP/build/fencecheck/fencecheck-core" --units units --cache cache --facts
}

@test "libclang crashes: that file is named, the others are analysed, exit 3" {
	{
		echo 'int f(int x) { return'
		printf -- '- %.0s' {1..100000}
		echo 'x; }'
	} > one.c
	echo 'void g(void); void two(void) { g(); }' > two.c
	units one.c two.c
	core
	[ "$status" = 3 ]
	[ "$stderr" = "one.c: libclang crashed (signal 11)" ]
	[[ $output == *"F"$'\t'"two"$'\t'"two.c"* ]]
	[[ $output != *$'\tone.c\t'* ]]
}

@test "a changed header changes the facts, a header that was not found and comes is seen" {
	echo '#define CALL first' > one.h
	printf '%s\n' '#include "one.h"' 'void first(void); void second(void);' 'void f(void) { CALL(); }' > one.c
	units one.c
	core
	[ "$status" = 0 ]
	[[ $output == *=first* ]]
	core
	[[ $output == *=first* ]]
	echo '#define CALL second' > one.h
	core
	[[ $output == *=second* ]]
	mv one.h away.h
	core
	[ "$status" = 3 ]
	[[ $stderr == "one.c: one.c:1:"*"one.h"* ]]
	mv away.h one.h
	core
	[ "$status" = 0 ]
	[[ $output == *=second* ]]
}

@test "valgrind finds nothing in the whole program" {
	echo 'void g(void); void two(void) { g(); }' > two.c
	units two.c
	core valgrind -q --error-exitcode=9
	[ "$status" = 0 ]
	core valgrind -q --error-exitcode=9 --leak-check=full
	[ "$status" = 0 ]
	[[ $output == *"F"$'\t'"two"$'\t'"two.c"* ]]
}
