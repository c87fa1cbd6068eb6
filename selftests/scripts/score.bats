#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# score: tiny trees of one file each, with a known result.

# shellcheck disable=SC2154 # stderr is set by run
bats_require_minimum_version 1.5.0

setup() {
	score=$BATS_TEST_DIRNAME/score
	cd "$BATS_TEST_TMPDIR" || return
	mkdir -p before/d after/d got/d
	# The open-coded form, the series' form; each test writes got/d/a.c
	put before 'dma_map_sg(dev, t->sgl, t->nents, dir)'
	put after 'dma_map_sgtable(dev, t, dir, 0)'
	put got 'dma_map_sgtable(dev, t, dir, 0)'
}

# put TREE STATEMENT...: one file with one function that holds the statements
put() {
	local tree=$1
	shift
	{
		echo 'static int buf_map(struct device *dev, struct sg_table *t)'
		echo '{'
		printf '\t%s;\n' "$@"
		echo '}'
	} > "$tree/d/a.c"
}

counts() {
	[ "${lines[0]}" = "d/a.c: $1" ]
}

total() {
	[ "${lines[-1]}" = "$1" ]
}

# fake_repo CODE [COMMAND]: score beside a coccicheck that exits with CODE
fake_repo() {
	mkdir -p repo/selftests/scripts repo/scripts
	cp -r "$score" "$BATS_TEST_DIRNAME/lib" repo/selftests/scripts/
	printf '#!/bin/sh\necho "$@" > "%s/called"\n%s\nexit %s\n' \
		"$PWD" "${2-}" "$1" > repo/scripts/coccicheck
	chmod +x repo/scripts/coccicheck
}

@test "the same call is reproduced" {
	run -0 "$score" before after got
	counts 'introduced 1, reproduced 1, near 0, missed 0, extra 0'
	total 'reproduced 1 of 1 (100.0 %), near 0, missed 0, extra 0'
	[ "${#lines[@]}" -eq 2 ]
}

@test "line breaks, blanks and comments in a call do not matter" {
	put got $'dma_map_sgtable (dev , t,\n\t\t/* ) */ dir,   0 )'
	run -0 "$score" before after got
	total 'reproduced 1 of 1 (100.0 %), near 0, missed 0, extra 0'
}

@test "a call with parentheses in its arguments is read to its end" {
	put after 'dma_unmap_sgtable(to_dev(a(b)), &t, (int)dir, 0)'
	put got 'dma_unmap_sgtable(to_dev(a(b)), &t, (int)dir, 1)'
	run -0 "$score" before after got
	[[ $output == *'near: buf_map: dma_unmap_sgtable(to_dev(a(b)), &t, (int)dir, 0)'* ]]
	[[ $output == *'got: dma_unmap_sgtable(to_dev(a(b)), &t, (int)dir, 1)'* ]]
}

@test "other arguments are near, and both calls are printed" {
	put got 'dma_map_sgtable(dev, t, dir, attrs)'
	run -0 "$score" before after got
	counts 'introduced 1, reproduced 0, near 1, missed 0, extra 0'
	[ "${lines[1]}" = '    near: buf_map: dma_map_sgtable(dev, t, dir, 0)' ]
	[ "${lines[2]}" = '        got: dma_map_sgtable(dev, t, dir, attrs)' ]
	total 'reproduced 0 of 1 (0.0 %), near 1, missed 0, extra 0'
}

@test "an unchanged file is missed" {
	cp before/d/a.c got/d/a.c
	run -0 "$score" before after got
	counts 'introduced 1, reproduced 0, near 0, missed 1, extra 0'
	[ "${lines[1]}" = '    missed: buf_map: dma_map_sgtable(dev, t, dir, 0)' ]
	total 'reproduced 0 of 1 (0.0 %), near 0, missed 1, extra 0'
}

@test "a call that only GOT introduces is extra" {
	put got 'dma_map_sgtable(dev, t, dir, 0)' 'for_each_sgtable_sg(t, s, i) f(s)'
	run -0 "$score" before after got
	counts 'introduced 1, reproduced 1, near 0, missed 0, extra 1'
	[ "${lines[1]}" = '    extra: buf_map: for_each_sgtable_sg(t, s, i)' ]
}

@test "the wrong helper is missed and extra, not near" {
	put got 'dma_unmap_sgtable(dev, t, dir, 0)'
	run -0 "$score" before after got
	counts 'introduced 1, reproduced 0, near 0, missed 1, extra 1'
}

@test "the same call in another function is missed and extra" {
	sed 's/buf_map/buf_unmap/' after/d/a.c > got/d/a.c
	run -0 "$score" before after got
	counts 'introduced 1, reproduced 0, near 0, missed 1, extra 1'
	[[ $output == *'missed: buf_map:'*'extra: buf_unmap:'* ]]
}

@test "the function is found behind an #ifdef that opens a brace twice" {
	for tree in after got; do
		{
			printf 'int f(int x)\n{\n#ifdef A\n\tif (x) {\n#else\n'
			printf '\tif (!x) {\n#endif\n\t}\n\treturn x;\n}\n\n'
			cat $tree/d/a.c
		} > new && mv new $tree/d/a.c
	done
	sed -i 's/, 0)/, 1)/' got/d/a.c
	run -0 "$score" before after got
	[[ $output == *'near: buf_map:'* ]]
}

@test "a call is found behind an #ifdef that closes a brace twice" {
	put after $'if (x) {\n#ifdef A\n\t}\n#else\n\t}\n#endif\n\t' \
		'dma_map_sgtable(dev, t, dir, 0)'
	cp after/d/a.c got/d/a.c
	run -0 "$score" before after got
	counts 'introduced 1, reproduced 1, near 0, missed 0, extra 0'
}

@test "an attribute is not taken for the function" {
	sed -i '1s/.*/static __printf(1, 2) int buf_map(struct sg_table *t) __must_hold(l)/' \
		after/d/a.c got/d/a.c
	sed -i 's/, 0)/, 1)/' got/d/a.c
	run -0 "$score" before after got
	[[ $output == *'near: buf_map:'* ]]
}

@test "two equal calls count twice" {
	put after 'dma_map_sgtable(dev, t, dir, 0)' 'dma_map_sgtable(dev, t, dir, 0)'
	run -0 "$score" before after got
	counts 'introduced 2, reproduced 1, near 0, missed 1, extra 0'
}

@test "a call that BEFORE already has is not introduced" {
	cp after/d/a.c before/d/a.c
	run -0 "$score" before after got
	[ "$output" = 'reproduced 0 of 0 (0.0 %), near 0, missed 0, extra 0' ]
}

@test "a call in a comment or a string is not counted" {
	put got '/* dma_map_sgtable(dev, t, dir, 0) */' \
		'p("dma_map_sgtable(dev, t, dir, 0)")' \
		'// dma_map_sgtable(dev, t, dir, 0)'
	run -0 "$score" before after got
	counts 'introduced 1, reproduced 0, near 0, missed 1, extra 0'
}

@test "a definition, a declaration, a callback and a longer name are not calls" {
	{
		echo 'int dma_map_sgtable(struct device *d, struct sg_table *t);'
		echo '#define for_each_sgtable_sg(t, s, i) for (;;)'
		printf 'static int dma_unmap_sgtable(int a)\n{\n\treturn a;\n}\n'
		printf 'int f(void)\n{\n\treturn my_dma_map_sgtable(1);\n}\n'
		printf 'int g(void)\n{\n\treturn o->dma_map_sgtable(1);\n}\n'
	} >> got/d/a.c
	run -0 "$score" before after got
	counts 'introduced 1, reproduced 1, near 0, missed 0, extra 0'
}

@test "a call in a macro counts under the macro's name" {
	printf '#define MAP(t) \\\n\tdma_map_sgtable(dev, t, \\\n\t\tdir, 0)\n' >> got/d/a.c
	run -0 "$score" before after got
	[ "${lines[1]}" = '    extra: MAP: dma_map_sgtable(dev, t, dir, 0)' ]
}

@test "a missing directory is named in one line, exit 2" {
	run -2 --separate-stderr "$score" before after nowhere
	[ "$output" = '' ]
	[ "$stderr" = 'score: nowhere: no such directory' ]
	run -2 "$score" nowhere after got
	run -2 "$score" before nowhere
}

@test "a file that one tree lacks is named, exit 2" {
	rm got/d/a.c
	run -2 "$score" before after got
	[[ $output == *'d/a.c: not in both before and got'* ]]
}

@test "no argument and a bad percentage are usage errors, exit 2" {
	run -2 "$score"
	run -2 "$score" --min 101 before after got
	run -2 "$score" --min many before after got
}

@test "--min: exit 1 below the percentage, 0 at it" {
	put after 'dma_map_sgtable(dev, t, dir, 0)' 'dma_unmap_sgtable(dev, t, dir, 0)'
	run -0 "$score" --min 50 before after got
	run -1 "$score" --min 50.1 before after got
	total 'reproduced 1 of 2 (50.0 %), near 0, missed 1, extra 0'
	run -0 "$score" before after got
}

@test "--min: a near call does not count" {
	put got 'dma_map_sgtable(dev, t, dir, 1)'
	run -1 "$score" --min 1 before after got
}

@test "--min: an empty yardstick does not pass" {
	run -1 "$score" --min 1 before before before
}

@test "without GOT a copy is rewritten and BEFORE is left alone" {
	cp before/d/a.c was
	fake_repo 1 "cp '$PWD/after/d/a.c' \"\$5/d/a.c\"; echo findings"
	run -0 --separate-stderr repo/selftests/scripts/score before after
	total 'reproduced 1 of 1 (100.0 %), near 0, missed 0, extra 0'
	[[ $output != *findings* ]]
	cmp was before/d/a.c
	read -r args < called
	[[ $args == '--mode patch --in-place --force '* ]]
	[ ! -e "${args##* }" ]
}

@test "coccicheck: 3 is told, 2 and 4 are passed on" {
	fake_repo 3
	run -0 repo/selftests/scripts/score before after
	[[ $output == *'did not analyse everything'* ]]
	fake_repo 2
	run -2 repo/selftests/scripts/score before after
	fake_repo 4
	run -4 repo/selftests/scripts/score before after
	[[ $output != *reproduced* ]]
}

@test "coccicheck: missing or ended by a signal is exit 4" {
	fake_repo 0 'kill -9 $$'
	run -4 repo/selftests/scripts/score before after
	rm repo/scripts/coccicheck
	run -4 --separate-stderr repo/selftests/scripts/score before after
	[[ $stderr == 'score: '*coccicheck*'No such file'* ]]
}
