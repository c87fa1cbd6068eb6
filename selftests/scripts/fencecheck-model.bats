#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# The model of fencecheck: the one that comes with it, and those of users.
# shellcheck disable=SC2030,SC2031,SC2154 # tests are subshells; `run` sets stderr
bats_require_minimum_version 1.5.0

setup() {
	TOP=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	CORE=${CORE:-$TOP/build/fencecheck/fencecheck-core}
	MODEL=$TOP/scripts/fencecheck/model
	[ -x "$CORE" ] || make -s -C "$TOP/scripts/fencecheck" >&2
	mkdir -p "$BATS_TEST_TMPDIR/box/drivers/gpu/drm/foo"
	cd "$BATS_TEST_TMPDIR/box" || return
	driver 'foo_get(32, 0xcc0);'
}

# A driver whose run_job does $1.
driver() {
	printf '%s\n' 'struct drm_sched_job;' 'struct mutex { int owner; } lock;' \
		'struct drm_sched_backend_ops { void *(*run_job)(struct drm_sched_job *job); };' \
		'void *foo_get(int size, int flags);' 'void foo_take(struct mutex *lock);' \
		'int foo_wait(void *fence, long timeout);' \
		"static void *foo_run_job(struct drm_sched_job *job) { $1 return 0; }" \
		'const struct drm_sched_backend_ops foo_ops = { .run_job = foo_run_job };' \
		> drivers/gpu/drm/foo/foo.c
	printf 'root\t%s\nflags\t0\t%s\nunit\t0\tdrivers/gpu/drm/foo/foo.c\n' "$PWD" "$PWD" > units
}

# Judge the driver with the model of fencecheck and these.
judge() {
	local model words=()
	for model; do
		words+=(--model "$model")
	done
	run --separate-stderr "$CORE" --units units --cache cache --model "$MODEL" "${words[@]}"
}

# bad LINE WHAT: a model whose third line is LINE is refused for WHAT.
bad() {
	printf '# mine\nalloc foo_first # heap\n%s\n' "$1" > bad.model
	judge bad.model
	echo "for '$1': $status $stderr"
	[ "$status" = 2 ]
	[ -z "$output" ]
	[[ $stderr == *"bad.model:3: $2"* ]]
}

@test "the model of fencecheck is read: a driver that does nothing wrong is clean" {
	judge
	[ "$status" = 0 ]
	[ -z "$output$stderr" ]
}

@test "what a user's model says of a function is found" {
	echo 'alloc foo_get flags=1 # the heap of foo' > my.model
	judge my.model
	[ "$status" = 1 ]
	[[ $output == drivers/gpu/drm/foo/foo.c:7:*fence/alloc-in-section* ]]
}

@test "the flags are those of the argument that the model names" {
	driver 'foo_get(0xcc0, 0x800);'
	echo 'alloc foo_get flags=1 # the heap of foo' > my.model
	judge my.model
	[ "$status" = 0 ]
	echo 'alloc foo_get flags=0 # the heap of foo' > my.model
	judge my.model
	[ "$status" = 1 ]
}

@test "without flags it always may reclaim" {
	driver 'foo_get(0, 0);'
	echo 'alloc foo_get # the heap of foo' > my.model
	judge my.model
	[ "$status" = 1 ]
}

@test "a wait with a constant time-out of 0 only polls" {
	echo 'wait foo_wait timeout=1 # by sequence number' > my.model
	driver 'foo_wait(0, 0);'
	judge my.model
	[ "$status" = 0 ]
	driver 'foo_wait(0, 9);'
	judge my.model
	[ "$status" = 1 ]
	[[ $output == *fence/wait-in-section* ]]
}

@test "a lock that may be held over waits is named by its class" {
	driver 'foo_take(&lock);'
	echo 'lock foo_take class=dma_resv kind=ww # wraps it' > my.model
	judge my.model
	[ "$status" = 1 ]
	[[ $output == *fence/lock-in-section*dma_resv* ]]
}

@test "a later model replaces an entry of an earlier one" {
	echo 'alloc foo_get # the heap of foo' > one.model
	echo 'alloc foo_get flags=0 # takes the flags first' > two.model
	driver 'foo_get(0, 0xcc0);'
	judge one.model two.model
	[ "$status" = 0 ]
	judge two.model one.model
	[ "$status" = 1 ]
}

@test "a * covers all names that begin so, an exact name wins" {
	echo 'alloc foo_* # all helpers of foo allocate' > my.model
	judge my.model
	[ "$status" = 1 ]
	echo 'alloc foo_get flags=0 # but this one never does' >> my.model
	judge my.model
	[ "$status" = 0 ]
}

@test "the longest * wins" {
	printf '%s\n' 'alloc foo_ge* flags=0 # takes the flags first' 'alloc foo_* # helpers' > my.model
	judge my.model
	[ "$status" = 0 ]
}

@test "several names on a line, and a reason for several lines" {
	printf '%s\n' '## reason: helpers of foo' 'alloc foo_put foo_get flags=1' > my.model
	judge my.model
	[ "$status" = 1 ]
}

@test "a reason for several lines ends at the empty line" {
	printf '%s\n' '## reason: helpers of foo' 'alloc foo_put' '' 'alloc foo_get' > my.model
	judge my.model
	[ "$status" = 2 ]
	[[ $stderr == *"my.model:4: no reason"* ]]
}

@test "the kernel's renamed allocators are known by their usual names" {
	echo 'alloc foo_get flags=1 # the heap of foo' > my.model
	driver 'foo_get_noprof(32, 0xcc0);'
	sed -i 's/foo_get(int/foo_get_noprof(int/' drivers/gpu/drm/foo/foo.c
	judge my.model
	[ "$status" = 1 ]
}

@test "a bad line is named with its file and number" {
	bad 'alloc foo_get' 'no reason'
	bad 'alloc foo_get #' 'no reason'
	bad 'malloc foo_get # heap' 'malloc: no such keyword'
	bad 'alloc # heap' 'alloc without a name'
	bad 'alloc 9foo # heap' '9foo: not a name'
	bad 'alloc foo_get arg=1 # heap' 'alloc has no arg='
	bad 'alloc foo_get flags=x # heap' 'flags=x: not the index'
	bad 'alloc foo_get flags=-1 # heap' 'flags=-1: not the index'
	bad 'alloc foo_get flags=1 flags=2 # heap' 'flags= stands twice'
	bad 'alloc flags=1 foo_get # heap' 'alloc without a name'
	bad 'alloc foo_get flags=1 foo_put # heap' 'foo_put: names stand before'
	bad 'lock foo_take arg=0 # mutex' 'lock needs kind='
	bad 'lock foo_take kind=mutex # mutex' 'lock needs arg= or class='
	bad 'lock foo_take arg=0 kind=door # mutex' 'kind=door: no such kind of lock'
	bad 'lock foo_take arg=0 kind=mutex fails=often # mutex' 'fails=often'
	bad 'register foo_add kind=work # works' 'register foo_add needs function='
	bad 'register foo_add kind=play function=1 # works' 'kind=play: no such context'
	bad 'root foo_run kind=run_job # scheduler' 'foo_run: not a name for root'
	bad 'root foo_ops.run kind=jog # scheduler' 'kind=jog: no such root'
	bad 'flush foo_drain # works' 'flush needs queue= or work='
}

@test "an entry that stands twice is refused, with both lines" {
	bad 'alloc foo_first flags=1 # heap' 'alloc foo_first stands on line 2 already'
}

@test "a model that is not there" {
	judge none.model
	[ "$status" = 2 ]
	[[ $stderr == *"none.model"*"No such file"* ]]
}

@test "every word of the manual's tables is known to the reader, and every keyword is in the manual" {
	local word
	grep -o '^| `[a-z-]*' "$TOP/docs/fencecheck-model.md" | cut -d'`' -f2 | sort -u > manual
	[ "$(wc -l < manual)" -gt 20 ]
	while read -r word; do
		bad "$word # why" "$word without a name"
	done < manual
	sed 's/#.*//' "$MODEL" | awk 'NF { print $1 }' | sort -u > used
	run grep -vxFf manual used
	[ -z "$output" ]
}
