#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Provokes the deadlocks of dma-fence signalling on the running kernel, and
# asks the judge what lockdep said. Lockdep reports once a boot, and the canary
# that proves it alive is a report, too: one scenario a boot.
#   SCENARIO='glob'  those rows (default: all but those that hang)
#   FROM=name        start at this row
#   HANGS=1          also rows that hang for good; the machine wants a reset then
#   TIMEOUT=seconds  for one row (default 60)
# Output: KTAP. Exit: 0 passed, 1 failed, 4 skipped.

here=$(cd "$(dirname "$0")" && pwd)
judge=$here/judge
module=$here/fence-lockdep.ko
timeout=${TIMEOUT:-60}
skip=4
unset log stuck last why failed ran old

skip_all() {
	echo "1..0 # SKIP $*"
	exit $skip
}

lockdep_on() {
	grep -q '^ debug_locks: *1$' /proc/lockdep_stats
}

refuse() {
	[ "$(id -u)" = 0 ] || skip_all "must be run as root"
	[ -x "$judge" ] || skip_all "no judge: run make"
	[ -f "$module" ] || skip_all "no fence-lockdep.ko: built without a tree of this kernel?"
	[ -r /proc/lockdep_stats ] || skip_all "this kernel has no lockdep (CONFIG_PROVE_LOCKING)"
	lockdep_on || skip_all "lockdep is off already (an earlier report?); reboot"
	! grep -q '^fence_lockdep ' /proc/modules || skip_all "fence-lockdep is loaded already"
}

# Name, classes, outcome; first without the series, then with it.
table() {
	for series in 0 1; do
		"$judge" --list --kernel "$(uname -r)" --series $series
	done
}

# busted is wrong on purpose: it runs when it is named.
chosen() {
	case $1 in
	"$SCENARIO") return 0 ;;
	busted) return 1 ;;
	esac
	# shellcheck disable=SC2254 # a glob is what is wanted
	case $1 in
	${SCENARIO:-*}) ;;
	*) return 1 ;;
	esac
	case " $hanging " in
	*" $1 "*) [ -n "$HANGS" ] ;;
	esac
}

rows() {
	all=$(table)
	hanging=$(echo "$all" | awk -F '\t' '$3 == "hangs" { printf "%s ", $1 }')
	from=${FROM:-}
	for row in $(echo "$all" | awk -F '\t' '!seen[$1]++ { print $1 }'); do
		[ "$row" != "$from" ] || from=
		[ -n "$from" ] || ! chosen "$row" || echo "$row"
	done
}

# What the kernel says from here on.
mark() {
	mark="dma-fence.sh: $1 $$"
	echo "$mark" > /dev/kmsg
}

since_mark() {
	dmesg | sed "1,/$mark/d"
}

# insmod returns when the scenario is done, or never.
load() {
	insmod "$module" scenario="$1" > "$log.err" 2>&1 &
	loader=$!
	seconds=0
	while kill -0 $loader 2> /dev/null && [ $seconds -lt "$timeout" ]; do
		! since_mark | grep -q 'INFO: task fl-.* blocked for more than' || break
		sleep 1
		seconds=$((seconds + 1))
	done
	if kill -0 $loader 2> /dev/null; then
		stuck=$1
		return
	fi
	wait $loader || sed 's/^/# /' "$log.err"
	! grep -q '^fence_lockdep ' /proc/modules || rmmod fence_lockdep || stuck=$1
}

# Is there any use in going on in this boot?
can_go_on() {
	if [ -n "$stuck" ]; then
		why="$stuck is still there; reboot to go on"
	elif ! lockdep_on; then
		why="lockdep is off after $last; reboot to go on"
	fi
	[ -z "$why" ] || echo "# after a reboot, FROM=$1 goes on"
	[ -z "$why" ]
}

hung_task_timeout() {
	old=$(cat /proc/sys/kernel/hung_task_timeout_secs 2> /dev/null) || return
	echo "$1" > /proc/sys/kernel/hung_task_timeout_secs
}

# A configuration that cannot run a row is no failure of that row.
verdict() {
	cannot=$(sed -n "s/.*fence-lockdep: skipped $1: //p" "$log")
	if [ -n "$cannot" ]; then
		echo "ok $2 $1 # SKIP $cannot"
		return
	fi
	"$judge" --scenario "$1" --number "$2" "$log" > "$log.out" || failed=1
	cat "$log.out"
	grep -q '# SKIP' "$log.out" || ran=1
}

run() {
	if [ -n "$why" ] || ! can_go_on "$1"; then
		echo "ok $2 $1 # SKIP $why"
		return
	fi
	mark "$1"
	load "$1"
	last=$1
	since_mark > "$log"
	verdict "$1" "$2"
}

main() {
	echo "TAP version 13"
	refuse
	names=$(rows)
	[ -n "$names" ] || skip_all "no such scenario"
	log=$(mktemp) || exit 1
	trap 'rm -f "$log" "$log.err" "$log.out"' EXIT
	# shellcheck disable=SC2086 # a list of words
	set -- $names
	echo "1..$#"
	if [ -n "$HANGS" ]; then
		hung_task_timeout 10
	fi
	number=0
	for row; do
		number=$((number + 1))
		run "$row" $number
	done
	[ -z "$old" ] || hung_task_timeout "$old"
	[ -z "$failed" ] || exit 1
	[ -n "$ran" ] || exit $skip
}

main
