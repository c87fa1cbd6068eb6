# SPDX-License-Identifier: GPL-2.0-only
# What the tests of scripts/findings share.
# shellcheck shell=bash disable=SC2034 # variables are for the tests

setup() {
	findings=$BATS_TEST_DIRNAME/../../scripts/findings
	export GIT_CONFIG_GLOBAL=/dev/null
	cd "$BATS_TEST_TMPDIR" || return
	mkdir -p tree/d
	printf '%s\n' 'int f(void)' '{' 'unmap(a);' 'map(b);' 'unmap(c);' '}' > tree/d/a.c
	on 5 3 > in
}

# line NUMBER [SEVERITY] [RULE] [MESSAGE] [PATH]: one finding
line() {
	echo "${5-d/a.c}:$1:1-6: ${2-ERROR}: ${3-sgtable/unmap}: ${4-wrong count}"
}

# on NUMBER...: findings on these lines
on() {
	local number
	for number; do line "$number"; done
}

# put NUMBER TEXT: replace a line of the source
put() {
	awk -v n="$1" -v text="$2" 'NR == n { $0 = text } 1' tree/d/a.c > new
	mv new tree/d/a.c
}

# repo: the tree as the first commit
repo() {
	git -C tree init -q
	git -C tree config user.name Nobody
	git -C tree config user.email nobody@example.org
	commit
}

commit() {
	git -C tree add -A
	git -C tree commit -q -m change
}

sarif() {
	jq -e "$1" < out.sarif
}

# --- reading and writing lines
