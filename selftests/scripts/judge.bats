#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# selftests/dma-fence/judge over recorded console logs, and over the same logs
# with something wrong put in. selftests/dma-fence/logs/README.md says where
# the logs come from.
# shellcheck disable=SC2016 # a dollar in a sed program
bats_require_minimum_version 1.5.0

setup_file() {
	export TOP LOGS
	TOP=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	LOGS=$TOP/selftests/dma-fence/logs
	cc -std=c11 -O2 -Wall -Wextra -Wpedantic -Werror -DTABLE="\"$LOGS/table.h\"" \
		-o "$BATS_FILE_TMPDIR/judge" "$TOP/selftests/dma-fence/judge.c" "$TOP/selftests/dma-fence/log.c"
}

setup() {
	JUDGE=$BATS_FILE_TMPDIR/judge
	LOG=$BATS_TEST_TMPDIR/log
	REPORT='possible circular locking dependency detected'
}

# judge EXIT SCENARIO [LOG]: run it, and hold on to what it says.
judge() {
	local wanted=$1
	run "$JUDGE" --scenario "$2" "${3:-$LOG}"
	echo "exit $status, wanted $wanted: $output"
	[ "$status" = "$wanted" ]
}

says() {
	grep -qF -- "$1" <<< "$output"
}

# edit LOG SED-PROGRAM...
edit() {
	local from=$LOGS/$1
	shift
	sed "$@" "$from" > "$LOG"
}

# A report of a sleeper as it was recorded; it leaves lockdep on.
sleeper() {
	sed -n '/BUG: sleeping/,/<\/TASK>/p' "$LOGS/sleeping-6.12.log"
}

# insert LOG PATTERN: the sleeper's report after the line of that pattern.
insert() {
	sleeper > "$BATS_TEST_TMPDIR/sleeper"
	[ -s "$BATS_TEST_TMPDIR/sleeper" ]
	edit "$1" "/$2/r $BATS_TEST_TMPDIR/sleeper"
}

@test "recorded: every log, its verdict" {
	judge 0 wait_under_lock "$LOGS/splat-6.12.log"
	[ "$output" = "ok 1 wait_under_lock # circular: dma_fence_map, lock_a" ]
	judge 0 wait_under_lock "$LOGS/splat-6.1.log"
	[ "$output" = "ok 1 wait_under_lock # circular: dma_fence_map, lock_a" ]
	judge 0 wait_under_lock_ok "$LOGS/silent-6.12.log"
	[ "$output" = "ok 1 wait_under_lock_ok # silent" ]
	judge 0 wait_under_spinlock "$LOGS/sleeping-6.12.log"
	[ "$output" = "ok 1 wait_under_spinlock # sleeping: spin" ]
	judge 0 leak_in_work "$LOGS/leaked-6.1.log"
	[ "$output" = "ok 1 leak_in_work # leaked: dma_fence_map" ]
	judge 0 leak_in_work "$LOGS/leaked-6.12.log"
	[ "$output" = "ok 1 leak_in_work # leaked: dma_fence_map" ]
	judge 0 hang_wait_under_lock "$LOGS/hang-6.12.log"
	[ "$output" = "ok 1 hang_wait_under_lock # hangs: fl-hang_wait_un" ]
	judge 0 hang_annotated_lock "$LOGS/hang-seen-6.12.log"
	[ "$output" = "ok 1 hang_annotated_lock # hangs: fl-hang_annotat" ]
}

@test "recorded: busted fails, on purpose" {
	judge 1 busted "$LOGS/busted-6.12.log"
	[ "${lines[0]}" = "# expected circular, got silent" ]
	[ "${lines[1]}" = "not ok 1 busted" ]
}

@test "recorded: a panic inside the scenario" {
	judge 1 wait_under_spinlock "$LOGS/panic-6.12.log"
	says "# Kernel panic - not syncing: panic_on_taint set ..."
	says "not ok 1 wait_under_spinlock"
}

@test "refused: a kernel without lockdep, and (recorded) lockdep off already" {
	edit splat-6.12.log '/lockdep: kernel/,/lockdep: end/c [    2.2] fence-lockdep: lockdep is not in this kernel'
	judge 3 wait_under_lock
	says "# the module refused: lockdep is not in this kernel"
	judge 3 wait_under_lock "$LOGS/off-already-6.12.log"
	says "# the module refused: lockdep is off already"
}

@test "a report of another scenario, of another type, of other classes" {
	judge 3 wait_under_lock "$LOGS/silent-6.12.log"
	says "has 'begin wait_under_lock_ok' where it should not"
	edit splat-6.12.log 's/possible circular locking dependency/possible recursive locking/'
	judge 1 wait_under_lock
	says "expected circular, got recursive"
	edit splat-6.12.log 's/\<wait_under_lock\>/other_class/'
	judge 1 other_class
	says "# the report does not name (lock_b)"
}

@test "classes: whole names only, with key number and subclass" {
	edit splat-6.12.log 's/(lock_a)/(lock_ab)/'
	judge 1 wait_under_lock
	edit splat-6.12.log 's/(lock_a)/(block_a)/'
	judge 1 wait_under_lock
	edit splat-6.12.log 's|(lock_a)|(lock_a#2/1)|'
	judge 0 wait_under_lock
}

@test "classes: a stack frame or a lock that is merely held names nothing" {
	edit splat-6.12.log 's/(lock_a)/(lock_x)/; s/section_takes+/lock_a+/'
	judge 1 wait_under_lock
	edit splat-6.12.log -e 's/(lock_a)/(lock_x)/' -e 's/#0: \(.*\)(dma_fence_map)/#0: \1(lock_a)/'
	grep -q '#0: .*(lock_a)' "$LOG"
	judge 1 wait_under_lock
	says "# the report does not name (lock_a)"
}

@test "a report before begin, after end, in or after the canary" {
	insert silent-6.12.log 'Run .init as init'
	judge 1 wait_under_lock_ok
	says "a report before the scenario began: BUG: sleeping"
	insert silent-6.12.log 'fence-lockdep: end'
	judge 1 wait_under_lock_ok
	says "a report after the scenario ended: BUG: sleeping"
	insert silent-6.12.log 'canary begin'
	judge 1 wait_under_lock_ok
	says "a report in the canary: BUG: sleeping"
	insert silent-6.12.log 'canary end'
	judge 1 wait_under_lock_ok
	says "a report after the canary: BUG: sleeping"
	insert splat-6.12.log 'fence-lockdep: end'
	judge 1 wait_under_lock
	says "a report after the scenario ended"
}

@test "a second report inside" {
	insert splat-6.12.log 'begin wait_under_lock'
	judge 1 wait_under_lock
	says "expected circular, got sleeping"
	insert sleeping-6.12.log '<\/TASK>'
	judge 1 wait_under_spinlock
	insert silent-6.12.log 'begin wait_under_lock_ok'
	judge 1 wait_under_lock_ok
	says "expected silent, got sleeping"
}

@test "reports that no row expects" {
	local line
	for line in 'WARNING: CPU: 0 PID: 1 at mm/slub.c:1 f+0x1/0x2' 'WARNING: suspicious RCU usage' \
		'BUG: KASAN: use-after-free in f' 'kernel BUG at mm/slub.c:1!' 'Oops: 0002 [#1] SMP' \
		'BUG: MAX_LOCKDEP_CHAINS too low!' 'WARNING: Nested lock was not taken'; do
		edit silent-6.12.log "/begin wait_under/a [    2.0] $line"
		judge 1 wait_under_lock_ok
		says "got "
	done
}

@test "types: every form of a report" {
	local line want
	while IFS='|' read -r want line; do
		edit splat-6.12.log "s/WARNING: $REPORT/$line/"
		run "$JUDGE" --scenario wait_under_lock "$LOG"
		echo "$line: $output"
		says "expected circular, got $want: "
	done <<-'END'
	recursive|WARNING: possible recursive locking detected
	inconsistent|WARNING: inconsistent lock state
	inconsistent|WARNING: possible irq lock inversion dependency detected
	inconsistent|WARNING: HARDIRQ-safe -> HARDIRQ-unsafe lock order detected
	sleeping|BUG: sleeping function called from invalid context at f.c:1
	sleeping|[ BUG: Invalid wait context ]
	sleeping|BUG: scheduling while atomic: fl-x\/1\/0x2
	unbalanced|WARNING: bad unlock balance detected!
	leaked|WARNING: fl-x\/31 still has locks held!
	leaked|WARNING: held lock freed!
	leaked|WARNING: lock held when returning to user space!
	leaked|BUG: workqueue leaked lock or atomic: kworker\/0:0\/0x1\/8
	leaked|BUG: workqueue leaked atomic, lock or RCU: kworker\/0:0[8]
	warned|WARNING: CPU: 0 PID: 1 at f.c:1 f+0x1\/0x2
	other|WARNING: suspicious RCU usage
	END
	edit splat-6.12.log "s/WARNING: $REPORT/WARNING: suspicious RCU usage\nf.c:1 Illegal context switch in RCU read-side critical section!/"
	judge 3 wait_under_lock
	says "got sleeping"
}

@test "lockdep must be proved alive: the canary" {
	edit silent-6.12.log '/canary/,$d'
	judge 3 wait_under_lock_ok
	says "the canary did not run"
	edit silent-6.12.log '/canary begin/q'
	judge 3 wait_under_lock_ok
	says "the canary did not end"
	edit silent-6.12.log "/$REPORT/d"
	judge 3 wait_under_lock_ok
	says "lockdep did not report the canary"
	edit silent-6.12.log 's/(fence_lockdep_canary/(somebody_else/'
	judge 3 wait_under_lock_ok
	edit silent-6.12.log 's/canary end lockdep=off/canary end lockdep=on/'
	judge 3 wait_under_lock_ok
	edit sleeping-6.12.log '/canary/,$d'
	judge 3 wait_under_spinlock
}

@test "lockdep off without a report, on after one" {
	edit splat-6.12.log "/$REPORT/d"
	judge 3 wait_under_lock
	says "lockdep is off, and no report says why"
	edit silent-6.12.log 's/end wait_under_lock_ok lockdep=on/end wait_under_lock_ok lockdep=off/; /canary/,$d'
	judge 3 wait_under_lock_ok
	edit splat-6.12.log 's/lockdep=off/lockdep=on/'
	judge 3 wait_under_lock
	says "lockdep is on after a report that turns it off"
}

@test "truncated: in the boot, in the report, in the last line" {
	edit splat-6.12.log '/Run .init/q'
	judge 3 wait_under_lock
	says "the log has no 'begin wait_under_lock'"
	edit splat-6.12.log '/but task is already holding/q'
	judge 3 wait_under_lock
	says "the log ends before the scenario does"
	edit splat-6.12.log 's/lockdep=off/lockdep=o/; /lockdep=o/q'
	judge 3 wait_under_lock
	: > "$LOG"
	judge 3 wait_under_lock
}

@test "hangs: not expected; expected, but it ended; expected, but another task" {
	edit hang-6.12.log 's/begin hang_wait_under_lock/begin wait_under_lock/'
	judge 1 wait_under_lock
	says "task fl-hang_wait_un hung"
	edit silent-6.12.log 's/wait_under_lock_ok/hang_wait_under_lock/'
	judge 1 hang_wait_under_lock
	says "expected a hung task fl-..., but the scenario ended"
	edit hang-6.12.log 's,INFO: task fl-,INFO: task kw-,'
	judge 1 hang_wait_under_lock
	edit hang-6.12.log '/INFO: task/,$d'
	judge 3 hang_wait_under_lock
	says "the log ends before the scenario does"
}

@test "hangs: a report that is not expected, one that is missing" {
	insert hang-6.12.log 'begin hang_wait_under_lock'
	judge 1 hang_wait_under_lock
	edit hang-6.12.log 's/begin hang_wait_under_lock/begin hang_annotated_lock/'
	judge 1 hang_annotated_lock
	says "expected a report, got silent"
}

@test "console forms: CR, levels, callers, lines of another cpu, no time stamps" {
	edit splat-6.12.log 's/$/\r/'
	judge 0 wait_under_lock
	edit splat-6.12.log 's/^\[ *\([0-9.]*\)\]/<4>[    \1][  T123]/'
	judge 0 wait_under_lock
	edit splat-6.12.log 's/^\(\[[^]]*\]\) /\1 [    C1] /'
	judge 0 wait_under_lock
	edit splat-6.12.log 's/^\[[^]]*\] //'
	judge 0 wait_under_lock
	edit splat-6.12.log -n 'p; 0~3s/.*/[    2.5] random: crng (lock_b) init done/p'
	judge 0 wait_under_lock
	judge 3 wait_under_lock_ok
}

@test "a guest that started again, a log of another kernel, too many reports" {
	edit splat-6.12.log '/fence-lockdep: begin/p'
	judge 3 wait_under_lock
	run "$JUDGE" --scenario wait_under_lock --kernel 6.1 --series 0 "$LOGS/splat-6.12.log"
	[ "$status" = 3 ]
	says "the log is of kernel 6.12.117 series 0, not of 6.1 series 0"
	run "$JUDGE" --scenario wait_under_lock --kernel 6.12 --series 1 "$LOGS/splat-6.12.log"
	[ "$status" = 3 ]
	edit silent-6.12.log "s/.*Run .init.*/$(printf 'BUG: x\\n%.0s' {1..40})/"
	judge 3 wait_under_lock_ok
	says "more than 32 reports"
}

@test "skipped: by the table, without a log; by the module" {
	run "$JUDGE" --scenario not_here --kernel 6.1 --series 0 "$BATS_TEST_TMPDIR/none"
	[ "$status" = 0 ]
	[ "$output" = "ok 1 not_here # SKIP not for kernel 6.1 series 0" ]
	edit silent-6.12.log '/end wait_under/i [    2.0] fence-lockdep: skipped wait_under_lock_ok: no DRM'
	judge 3 wait_under_lock_ok
	says "the module skipped it: no DRM"
}

@test "list: what is expected where; the number of the line" {
	run "$JUDGE" --list --kernel 6.1.192 --series 0
	grep -qx $'other_kernel\ta, b\tsilent' <<< "$output"
	grep -qx $'not_here\t\tskipped' <<< "$output"
	run "$JUDGE" --list --kernel 6.12.117 --series 0
	grep -qx $'other_kernel\ta, b\tcircular' <<< "$output"
	run "$JUDGE" --list --kernel 7.0 --series 1
	grep -qx $'not_here\t\tsilent' <<< "$output"
	run "$JUDGE" --number 7 --scenario wait_under_lock "$LOGS/splat-6.12.log"
	[ "$output" = "ok 7 wait_under_lock # circular: dma_fence_map, lock_a" ]
}

@test "usage: exit 2, and nothing on stdout" {
	local args
	for args in "" "--scenario" "--scenario x $LOGS/splat-6.12.log" "--scenario busted" "--list" \
		"--scenario busted /none" "--series 2 --list" "--bogus 1" "--number 0 --list" \
		"--scenario busted $LOGS/splat-6.12.log more"; do
		# shellcheck disable=SC2086 # words
		run --separate-stderr "$JUDGE" $args
		echo "$args: $status $output"
		[ "$status" = 2 ]
		[ -z "$output" ]
	done
}
