#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# scripts/findings: reading, suppression, baseline, changed lines.
# shellcheck disable=SC2030,SC2031,SC2154 # tests are subshells; lib/findings.bash and run set these
bats_require_minimum_version 1.5.0

load lib/findings.bash


@test "lines are sorted, duplicates removed, witnesses stay with their finding" {
	{
		line 3 NOTE fence/b
		line 3 NOTE fence/a
		echo $'\t'd/a.c:4: 'f(): second'
		echo '  d/a.c:1: f(): first'
		line 20
		line 5
		line 5
		line 9 ERROR sgtable/unmap 'wrong count' a.c
	} > in
	run -1 --separate-stderr "$findings" < in
	[ "$output" = "$(
		line 9 ERROR sgtable/unmap 'wrong count' a.c
		line 3 NOTE fence/a
		echo '    d/a.c:4: f(): second'
		echo '    d/a.c:1: f(): first'
		line 3 NOTE fence/b
		line 5
		line 20
	)" ]
	[ "$stderr" = '' ]
}

@test "no findings: no output, exit 0" {
	run -0 "$findings" --summary /dev/null
	[ "$output" = '0 errors, 0 warnings, 0 notes' ]
}

@test "several files and standard input are read together" {
	line 7 > in2
	run -1 "$findings" in2 - in < <(line 6)
	[ "$output" = "$(on 3 5 6 7)" ]
}

@test "equal findings with other witnesses are both kept" {
	{
		line 3
		echo '    d/a.c:1: x'
		line 3
		echo '    d/a.c:2: y'
	} > in
	run -1 "$findings" in
	[ "${#lines[@]}" -eq 4 ]
}

@test "./ before a path does not make another path" {
	line 3 ERROR sgtable/unmap 'wrong count' ./d/a.c >> in
	run -1 "$findings" in
	[ "$output" = "$(on 3 5)" ]
}

@test "paths with blanks and colons, messages with colons" {
	{
		line 1 ERROR sgtable/unmap 'use a: b:1:2-3: ERROR: x' 'd/a b: c:7.c'
		echo '    d/a b: c:7.c:4: f(): g'
	} > in
	run -1 "$findings" in
	[ "$output" = "$(cat in)" ]
	run -1 "$findings" --format json in
	[ "$(jq -r '.findings[0] | .path, .message, .witnesses[0].path' <<< "$output")" = \
		$'d/a b: c:7.c\nuse a: b:1:2-3: ERROR: x\n''d/a b: c:7.c' ]
}

@test "a form feed or a byte that is no UTF-8 does not break a line" {
	printf 'd/\xe9.c:1:1-6: ERROR: sgtable/unmap: caf\xe9 \f \xe2\x80\xa8.\n' > in
	"$findings" in > out || [ $? -eq 1 ]
	cmp in out
}

@test "another line on input: its number, exit 2, nothing written" {
	echo old > out
	for bad in 'make: *** [all] Error 2' '' 'd/a.c:3: ERROR: sgtable/unmap: no column' \
		'd/a.c:3:1-2: FATAL: sgtable/unmap: x' 'd/a.c:3:1-2: ERROR: unmap: x' \
		'd/a.c:0:1-2: ERROR: sgtable/unmap: x' '    no witness'; do
		{
			line 3
			echo "$bad"
			line 5
		} > in
		run -2 --separate-stderr "$findings" --out out --counts-file counts in
		[[ $stderr == "findings: in, line 2: neither a finding nor a witness: "* ]]
		[ "${#stderr_lines[@]}" -eq 1 ]
		[ "$output" = '' ]
		[ "$(cat out)" = old ]
		[ ! -e counts ]
	done
}

@test "a witness before any finding: exit 2" {
	run -2 "$findings" <<< '    d/a.c:1: f(): x'
	[[ $output == 'findings: standard input, line 1: a witness without a finding: '* ]]
}

@test "missing files and wrong options are one line each, exit 2" {
	for args in nowhere '--format org in' '--severity bad in' '--root' '--roo tree in' '--nothing' \
		'--baseline b in' '--write-baseline b in' '--files-from in in' '--diff a..b in' \
		'--diff - -' '--root tree --baseline nowhere in' '--not-analysed nowhere in' \
		'--diff nowhere in'; do
		# shellcheck disable=SC2086 # several words
		run -2 --separate-stderr "$findings" $args < in
		[ "${#stderr_lines[@]}" -eq 1 ]
		[[ $stderr == 'findings: '* ]]
		[ "$output" = '' ]
	done
}

@test "a missing tree: exit 4" {
	run -4 "$findings" --root nowhere in
	[ "$output" = 'findings: nowhere: no such directory' ]
}

@test "findings that are not in the tree are told" {
	line 3 ERROR sgtable/unmap x gone.c >> in
	run -1 --separate-stderr "$findings" --root tree in
	[ "$stderr" = 'findings: 1 files with findings are not in tree, first: gone.c' ]
}

# --- counts, severity, incomplete runs

@test "--severity is the lowest to keep" {
	{
		line 1 NOTE
		line 2 WARNING
		line 3
	} > in
	run -1 "$findings" in
	[ "${#lines[@]}" -eq 3 ]
	run -1 "$findings" --severity warning in
	[ "$output" = "$(
		line 2 WARNING
		line 3
	)" ]
	run -1 "$findings" --severity error in
	[ "$output" = "$(line 3)" ]
	run -0 "$findings" --severity error <<< "$(line 1 NOTE)"
	[ "$output" = '' ]
}

@test "--summary and --counts-file" {
	{
		line 1 NOTE
		line 2 WARNING
		line 3
		line 5
	} > in
	run -1 --separate-stderr "$findings" --summary --counts-file counts in
	[ "$stderr" = '2 errors, 1 warnings, 1 notes' ]
	[ "$(cat counts)" = 'errors=2 warnings=1 notes=1 suppressed=0 baseline=0' ]
	put 3 'unmap(a); /* sgfence-ok: sgtable/unmap: counts are equal here */'
	line 5 | "$findings" --root tree --write-baseline b > /dev/null || [ $? -eq 1 ]
	run -1 --separate-stderr "$findings" --root tree --baseline b --summary --counts-file counts in
	[ "$stderr" = '0 errors, 1 warnings, 1 notes, 1 suppressed, 1 in the baseline' ]
	[ "$(cat counts)" = 'errors=0 warnings=1 notes=1 suppressed=1 baseline=1' ]
}

@test "--not-analysed: exit 3, with and without findings" {
	echo 'd/b: c.c: parse error' > lost
	run -3 "$findings" --not-analysed lost in
	[ "$output" = "$(on 3 5)" ]
	run -3 "$findings" --not-analysed lost /dev/null
	run -1 "$findings" --not-analysed /dev/null in
}

@test "a line without a reason in --not-analysed: exit 2" {
	printf '%s\n' 'd/b.c: parse error' d/c.c > lost
	run -2 "$findings" --not-analysed lost in
	[ "$output" = "findings: lost, line 2: not \`path: reason\`: 'd/c.c'" ]
}

# --- suppression

@test "a comment on the line or on the line above suppresses" {
	put 2 '{ /* sgfence-ok: sgtable/unmap: counts are equal here */'
	put 5 'unmap(c); // sgfence-ok: sgtable/unmap: and here'
	run -0 --separate-stderr "$findings" --root tree --summary in
	[ "$output" = '' ]
	[ "$stderr" = '0 errors, 0 warnings, 0 notes, 2 suppressed' ]
}

@test "a comment of several lines counts from its last" {
	put 1 '/* sgfence-ok: sgtable/unmap: a reason'
	put 2 ' * that is long */'
	run -1 "$findings" --root tree in
	[ "$output" = "$(line 5)" ]
}

@test "a comment behind a statement does not hide the one below" {
	put 3 'unmap(a); /* sgfence-ok: sgtable/unmap: counts are equal here */'
	on 3 4 > in
	run -1 "$findings" --root tree in
	[ "$output" = "$(line 4)" ]
}

@test "a suppression is for its rule only" {
	put 2 '/* sgfence-ok: sgtable/unmap: counts are equal here */'
	line 3 WARNING sgtable/map >> in
	run -1 "$findings" --root tree in
	[ "$output" = "$(
		line 3 WARNING sgtable/map
		line 5
	)" ]
}

@test "without --root nothing is suppressed" {
	put 2 '/* sgfence-ok: sgtable/unmap: counts are equal here */'
	run -1 "$findings" in
	[ "$output" = "$(on 3 5)" ]
}

@test "a suppression without a reason does not count and is reported" {
	for comment in '/* sgfence-ok: sgtable/unmap */' '/* sgfence-ok: sgtable/unmap:  */' \
		'// sgfence-ok: sgtable/unmap:' '/* sgfence-ok: sgtable/unmap equal */'; do
		put 2 "$comment"
		run -1 "$findings" --root tree in
		[ "${lines[0]}" = "d/a.c:2:0-${#comment}: WARNING: sgfence/suppression: does not count without a reason; write sgfence-ok: sgtable/unmap: why" ]
		[ "${lines[1]}" = "$(line 3)" ]
		[ "${#lines[@]}" -eq 3 ]
	done
}

@test "an unused suppression is reported, with columns in bytes" {
	put 1 $'\t/* \xc3\xa9 */ /* sgfence-ok: sgtable/unmap: gone */'
	run -1 "$findings" --root tree in
	[ "${lines[0]}" = 'd/a.c:1:10-47: NOTE: sgfence/suppression: unused: no sgtable/unmap on this line or the next' ]
	[ "${#lines[@]}" -eq 3 ]
}

@test "unused is said of rules that were run and of files that were looked at" {
	put 1 '/* sgfence-ok: fence/wait: gone */'
	run -1 "$findings" --root tree in
	[[ $output != *unused* ]]
	run -1 "$findings" --root tree --rules sgtable/unmap,fence/wait in
	[[ $output == *'unused: no fence/wait'* ]]
	echo ./d/a.c > files
	run -1 "$findings" --root tree --rules fence/wait --files-from files /dev/null
	[[ $output == *'unused: no fence/wait'* ]]
	run -0 "$findings" --root tree --rules sgtable/unmap --files-from files /dev/null
	run -0 "$findings" --root tree --rules fence/wait /dev/null
	echo 'd/b.c' > files
	run -1 "$findings" --root tree --rules fence/wait --files-from files in
	[[ $output != *unused* ]]
}

@test "unused is not said of a file that was not analysed" {
	put 1 '/* sgfence-ok: sgtable/unmap: gone */'
	echo 'd/a.c: time-out' > lost
	run -3 "$findings" --root tree --not-analysed lost in
	[[ $output != *unused* ]]
}

@test "a source that is no UTF-8 can hold a suppression" {
	put 2 $'{ // \xff\n/* sgfence-ok: sgtable/unmap: caf\xe9 */'
	line 4 > in
	run -0 "$findings" --root tree in
}

# --- baseline

@test "a baseline drops what it lists, after lines moved and were indented" {
	run -1 "$findings" --root tree --write-baseline b in
	[ "$output" = "$(on 3 5)" ]
	[ "$(head -n 1 b)" = '# sgfence baseline 1' ]
	[ "$(wc -l < b)" -eq 3 ]
	sed -i 's/^unmap/\t  &/; 1i /* new */' tree/d/a.c
	on 4 6 > in
	run -0 --separate-stderr "$findings" --root tree --baseline b --summary in
	[ "$stderr" = '0 errors, 0 warnings, 0 notes, 2 in the baseline' ]
}

@test "another path, rule, message or source line is new" {
	line 3 > in
	run -1 "$findings" --root tree --write-baseline b in
	cp tree/d/a.c tree/d/b.c
	for new in "$(line 3 ERROR sgtable/unmap 'wrong count' d/b.c)" "$(line 3 ERROR sgtable/map)" \
		"$(line 3 ERROR sgtable/unmap other)" "$(line 4)"; do
		run -1 "$findings" --root tree --baseline b <<< "$new"
		[ "$output" = "$new" ]
	done
	run -0 "$findings" --root tree --baseline b in
}

@test "of three equal lines two are in the baseline" {
	put 5 'unmap(a);'
	run -1 "$findings" --root tree --write-baseline b in
	put 4 'unmap(a);'
	line 4 >> in
	run -1 "$findings" --root tree --baseline b in
	[ "$output" = "$(line 5)" ]
}

@test "of two equal lines the changed one is new" {
	line 5 > in
	put 5 'unmap(a);'
	put 3 ''
	repo
	run -1 "$findings" --root tree --write-baseline b in
	put 3 'unmap(a);'
	commit
	line 3 >> in
	run -1 "$findings" --root tree --baseline b --diff HEAD~..HEAD in
	[ "$output" = "$(line 3)" ]
}

@test "--write-baseline lists known findings again and drops old ones" {
	run -1 "$findings" --root tree --write-baseline b in
	line 3 > in
	run -0 "$findings" --root tree --baseline b --write-baseline b in
	[ "$(wc -l < b)" -eq 2 ]
}

@test "suppressed findings are not in a baseline" {
	put 2 '/* sgfence-ok: sgtable/unmap: counts are equal here */'
	run -1 "$findings" --root tree --write-baseline b in
	[ "$(wc -l < b)" -eq 2 ]
}

@test "merged baselines can be read" {
	run -1 "$findings" --root tree --write-baseline b < <(line 3)
	run -1 "$findings" --root tree --write-baseline c < <(line 5)
	LC_ALL=C sort -m b c > merged
	run -0 "$findings" --root tree --baseline merged in
}

@test "an unknown version, a damaged or another file: one line, exit 2" {
	echo '# sgfence baseline 2' > b
	run -2 "$findings" --root tree --baseline b in
	[ "$output" = 'findings: b: baseline version 2 is unknown' ]
	: > b
	run -2 "$findings" --root tree --baseline b in
	[ "$output" = 'findings: b: not a baseline' ]
	printf '# sgfence baseline 1\n<<<<<<< ours\n' > b
	run -2 "$findings" --root tree --baseline b in
	[ "$output" = "findings: b, line 2: not an entry of a baseline: '<<<<<<< ours'" ]
}

# --- changed lines

@test "--diff: only findings on lines that a git range changes" {
	repo
	put 5 'unmap(d);'
	commit
	run -1 "$findings" --root tree --diff HEAD~..HEAD --summary in
	[ "$output" = "$(line 5)"$'\n1 errors, 0 warnings, 0 notes' ]
}

@test "--diff: the user's git configuration does not matter" {
	mv tree/d tree/b
	repo
	sed -i '5s/c/d/' tree/b/a.c
	commit
	git -C tree config diff.noprefix true
	git -C tree config diff.external false
	git -C tree config color.ui always
	run -1 "$findings" --root tree --diff HEAD~..HEAD < <(sed 's,^d/,b/,' in)
	[ "$output" = "$(line 5 ERROR sgtable/unmap 'wrong count' b/a.c)" ]
}

@test "--diff: a range in a folder of the repository" {
	repo
	put 5 'unmap(d);'
	commit
	sed -i 's,^d/,,' in
	run -1 "$findings" --root tree/d --diff HEAD~..HEAD in
	[ "$output" = "$(line 5 ERROR sgtable/unmap 'wrong count' a.c)" ]
}

@test "--diff: a finding counts when a witness is changed" {
	repo
	put 1 'int g(void)'
	commit
	{
		line 3
		echo '    d/a.c:1: f(): here'
		line 5
		echo '    d/a.c:4: f(): here'
	} > in
	run -1 "$findings" --root tree --diff HEAD~..HEAD in
	[ "${lines[0]}" = "$(line 3)" ]
	[ "${#lines[@]}" -eq 2 ]
}

@test "--diff: files and standard input, of git, diff and format-patch" {
	cp -r tree old
	repo
	put 5 'unmap(d);'
	commit
	git -C tree diff HEAD~ > git.diff
	git -C tree format-patch -q -1 --stdout > mail.diff
	diff -ur --exclude=.git old tree > gnu.diff || [ $? -eq 1 ]
	(cd old && diff -u d/a.c ../tree/d/a.c) | sed 's,^+++ ../tree/,+++ ,' > bare.diff
	for file in git.diff mail.diff gnu.diff bare.diff; do
		run -1 --separate-stderr "$findings" --root tree --diff "$file" in
		[ "$output" = "$(line 5)" ]
		[ "$stderr" = '' ]
		run -1 "$findings" --diff - in < "$file"
		[ "$output" = "$(line 5)" ]
	done
}

@test "--diff: names with blanks, quotes and other bytes" {
	name=$'d/a "\xe9 b.c'
	mv tree/d/a.c "tree/$name"
	repo
	sed -i '5s/c/d/' "tree/$name"
	commit
	sed -i "s,d/a.c,$name," in
	run -1 "$findings" --root tree --diff HEAD~..HEAD in
	[ "$output" = "$(line 5 ERROR sgtable/unmap 'wrong count' "$name")" ]
}

@test "--diff: removed lines, removed files and renames change no line" {
	cp tree/d/a.c tree/d/b.c
	cp tree/d/a.c tree/d/c.c
	line 3 ERROR sgtable/unmap 'wrong count' d/e.c >> in
	repo
	sed -i 4d tree/d/a.c
	rm tree/d/b.c
	mv tree/d/c.c tree/d/e.c
	commit
	git -C tree config diff.renames false
	run -0 "$findings" --root tree --diff HEAD~..HEAD in
	[ "$output" = '' ]
	git -C tree diff -M HEAD~ > git.diff
	run -0 "$findings" --root tree --diff git.diff in
}

@test "--diff: text in a hunk that looks like a header is not one" {
	printf '%s\n' '--- a/d/a.c' '+++ b/d/a.c' '@@ -2 +2,2 @@' '--- x' '+++ b/d/b.c' '+x' \
		'@@ -4,0 +5 @@' '+y' > some.diff
	run -1 "$findings" --diff some.diff in
	[ "$output" = "$(on 3 5)" ]
}

@test "--diff: an empty diff changes nothing" {
	run -0 "$findings" --diff /dev/null in
	[ "$output" = '' ]
}

@test "--diff: what is no whole unified diff, and a bad range: exit 2" {
	repo
	echo text > some.diff
	run -2 "$findings" --diff some.diff in
	[ "$output" = 'findings: --diff some.diff: not a unified diff' ]
	printf '%s\n' '--- a/d/a.c' '+++ b/d/a.c' '@@ -1,3 +1,3 @@' ' a' > some.diff
	run -2 "$findings" --diff some.diff in
	[ "$output" = 'findings: --diff some.diff: a hunk is damaged or cut off' ]
	printf '%s\n' '--- a/d/a.c' '+++ b/d/a.c' '@@@ -1 -1 +1 @@@' '++a' > some.diff
	run -2 "$findings" --diff some.diff in
	[ "$output" = 'findings: --diff some.diff: a combined diff; take the diff to one parent' ]
	run -2 "$findings" --root tree --diff HEAD..nowhere in
	[[ $output == 'findings: --diff HEAD..nowhere: fatal: bad revision '* ]]
	rm -r tree/.git
	run -2 env GIT_CEILING_DIRECTORIES="$PWD" "$findings" --root tree --diff a..b in
	[[ $output == 'findings: --diff a..b: fatal: not a git repository'* ]]
}

@test "--diff: a range cannot be an option of git" {
	repo
	run -2 "$findings" --root tree --diff=--output=x..y in
	[ ! -e 'tree/x..y' ]
}

@test "--diff: no git is exit 4" {
	python=$(python3 -c 'import sys; print(sys.executable)')
	run -4 env PATH=/nonexistent "$python" "$findings" --root tree --diff a..b in
	[ "$output" = 'findings: git is not installed' ]
}

@test "--diff: a diff of other files is told" {
	printf '%s\n' '--- a/x.c' '+++ b/x.c' '@@ -3 +3 @@' '-a' '+b' > some.diff
	run -0 --separate-stderr "$findings" --root tree --diff some.diff in
	[ "$stderr" = 'findings: --diff some.diff: none of its files is in tree' ]
}

# --- formats

@test "of a shared rule nobody is told that its suppression is unused" {
	mkdir -p "$BATS_TEST_TMPDIR/s/d"
	printf '/* sgfence-ok: fence/unbalanced: for the other tool */\nint a;\n/* sgfence-ok: fence/wait: old */\nint b;\n' > "$BATS_TEST_TMPDIR/s/d/a.c"
	echo d/a.c > "$BATS_TEST_TMPDIR/s/files"
	run -1 "$findings" --root "$BATS_TEST_TMPDIR/s" --files-from "$BATS_TEST_TMPDIR/s/files" \
		--rules fence/unbalanced,fence/wait --shared fence/unbalanced /dev/null
	[[ $output == *'unused: no fence/wait'* ]]
	[[ $output != *fence/unbalanced* ]]
}
