#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# findings: a tree of one file with six lines, and findings made by hand.
#
# shellcheck disable=SC2154 # stderr is set by run

bats_require_minimum_version 1.5.0

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

@test "json: every member of a finding, and files not analysed" {
	{
		line 3
		echo '    d/a.c:1: f(): "here"'
		line 5 NOTE
	} > in
	echo 'd/b.c: parse error' > lost
	run -3 "$findings" --format json --not-analysed lost in
	[ "$(jq -c . <<< "$output")" = "$(
		jq -c . << 'END'
{"version":1,"findings":[
 {"path":"d/a.c","line":3,"column":1,"end_column":6,"severity":"ERROR","rule":"sgtable/unmap",
  "message":"wrong count","witnesses":[{"path":"d/a.c","line":1,"message":"f(): \"here\""}]},
 {"path":"d/a.c","line":5,"column":1,"end_column":6,"severity":"NOTE","rule":"sgtable/unmap",
  "message":"wrong count","witnesses":[]}],
 "not_analysed":[{"path":"d/b.c","reason":"parse error"}]}
END
	)" ]
	run -0 "$findings" --format json /dev/null
	[ "$(jq -c . <<< "$output")" = '{"version":1,"findings":[],"not_analysed":[]}' ]
}

@test "json, sarif and html are UTF-8 whatever the input" {
	printf 'd/\xe9.c:1:1-6: ERROR: sgtable/unmap: caf\xe9 caf\xc3\xa9\n' > in
	for format in json sarif html; do
		"$findings" --format "$format" in > out || [ $? -eq 1 ]
		iconv -f UTF-8 -t UTF-8 out > /dev/null
		grep -q 'caf'$'\xef\xbf\xbd'' café' out
	done
	"$findings" --format sarif in > out.sarif || [ $? -eq 1 ]
	sarif '.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri == "d/%E9.c"'
}

@test "sarif: results" {
	{
		line 3
		line 4 WARNING sgtable/map
		line 5 NOTE fence/wait
	} > in
	run -1 "$findings" --format sarif --out out.sarif in
	sarif '.version == "2.1.0" and (."\u0024schema" | endswith("sarif-schema-2.1.0.json"))'
	sarif '.runs | length == 1'
	sarif '.runs[0].tool.driver.name == "sgfence"'
	sarif '[.runs[0].results[].level] == ["error", "warning", "note"]'
	sarif '[.runs[0].results[].ruleId] == ["sgtable/unmap", "sgtable/map", "fence/wait"]'
	sarif '.runs[0] | [.tool.driver.rules[.results[].ruleIndex].id] == [.results[].ruleId]'
	sarif '.runs[0].results[0].message.text == "wrong count"'
	sarif '.runs[0].results[0].locations[0].physicalLocation == {
		artifactLocation: {uri: "d/a.c", uriBaseId: "SRCROOT"},
		region: {startLine: 3, startColumn: 2, endColumn: 7}}'
	sarif '.runs[0].originalUriBaseIds | has("SRCROOT")'
	sarif '.runs[0].invocations == [{executionSuccessful: true, toolExecutionNotifications: []}]'
}

@test "sarif: paths are URIs" {
	line 3 ERROR sgtable/unmap x 'd/a b: 100%.c' > in
	run -1 "$findings" --format sarif --out out.sarif in
	sarif '.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri == "d/a%20b%3A%20100%25.c"'
}

@test "sarif: what a rule's file and page say; rules that found nothing" {
	run -0 "$findings" --format sarif --rules sgtable/unmap,sgtable/none --out out.sarif /dev/null
	sarif '[.runs[0].tool.driver.rules[].id] == ["sgtable/none", "sgtable/unmap"]'
	sarif '.runs[0].tool.driver.rules[0] == {id: "sgtable/none"}'
	sarif '.runs[0].tool.driver.rules[1] | .helpUri == "docs/rules/sgtable/unmap.md"
		and (.fullDescription.text | test("^[^/ ].*dma_unmap_sgtable.*[.]$"))'
}

@test "sarif: witnesses are related locations and a code flow" {
	{
		line 3
		echo '    d/a.c:1: f(): first'
		echo '    d/b.c:2: g(): second'
		line 5
	} > in
	run -1 "$findings" --format sarif --out out.sarif in
	sarif '.runs[0].results[0].relatedLocations == [
		{id: 1, physicalLocation: {artifactLocation: {uri: "d/a.c", uriBaseId: "SRCROOT"}, region: {startLine: 1}},
		 message: {text: "f(): first"}},
		{id: 2, physicalLocation: {artifactLocation: {uri: "d/b.c", uriBaseId: "SRCROOT"}, region: {startLine: 2}},
		 message: {text: "g(): second"}}]'
	sarif '[.runs[0].results[0].codeFlows[0].threadFlows[0].locations[].location.message.text]
		== ["f(): first", "g(): second"]'
	sarif '.runs[0].results[1] | has("relatedLocations") or has("codeFlows") | not'
}

@test "sarif: fingerprints survive a moved line and differ between equal lines" {
	put 5 'unmap(a);'
	run -1 "$findings" --format sarif --root tree --out before in
	sed -i '1i /* new */' tree/d/a.c
	on 4 6 > in
	run -1 "$findings" --format sarif --root tree --out after in
	prints='[.runs[0].results[].partialFingerprints["sgfence/v1"]]'
	[ "$(jq "$prints" before)" = "$(jq "$prints" after)" ]
	jq -e "$prints | (map(type) | unique) == [\"string\"] and (unique | length) == 2" after
}

@test "sarif: files not analysed are notifications of a failed run" {
	echo 'd/b c.c: parse error' > lost
	run -3 "$findings" --format sarif --not-analysed lost --out out.sarif /dev/null
	sarif '.runs[0].invocations[0].executionSuccessful == false'
	sarif '.runs[0].invocations[0].toolExecutionNotifications == [{
		level: "error", message: {text: "not analysed: parse error"},
		locations: [{physicalLocation: {artifactLocation: {uri: "d/b%20c.c", uriBaseId: "SRCROOT"}}}]}]'
}

@test "html: everything from outside is escaped" {
	put 3 'if (a < b && c) "<script>";'
	mkdir 'tree/<i>'
	{
		line 3 ERROR sgtable/unmap '<script>alert("x")</script> & more'
		echo '    <i>/a.c:1: <b>f()</b>'
	} > in
	echo '<u>.c: <s>' > lost
	run -3 "$findings" --format html --root tree --not-analysed lost in
	[[ $output == *'&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; more'* ]]
	[[ $output == *'if (a &lt; b &amp;&amp; c) &quot;&lt;script&gt;&quot;;'* ]]
	[[ $output == *'&lt;i&gt;/a.c:1</code>: &lt;b&gt;f()&lt;/b&gt;'* ]]
	[[ $output == *'&lt;u&gt;.c</code>: &lt;s&gt;'* ]]
	[[ $output != *'<script'* && $output != *'<i>'* && $output != *'<b>f'* && $output != *'<u>'* && $output != *'<s>'* ]]
}

@test "html: grouped by file, counts by rule, source lines only with --root" {
	line 4 WARNING sgtable/map >> in
	line 1 NOTE sgtable/map x d/b.c >> in
	run -1 --separate-stderr "$findings" --format html in
	[ "$(grep -c '^<h2>' <<< "$output")" -eq 2 ]
	[[ $output == *'<h2>d/a.c</h2>'*'<h2>d/b.c</h2>'* ]]
	[[ $output == *'>sgtable/map: 2<'*'>sgtable/unmap: 2<'* ]]
	[[ $output == *'<p>2 errors, 1 warnings, 1 notes</p>'* ]]
	[[ $output != *'<pre>'* && $output != *'Not analysed'* ]]
	run -1 --separate-stderr "$findings" --format html --root tree in
	[[ $output == *'<pre>unmap(a);</pre>'*'<pre>map(b);</pre>'* ]]
}

@test "html: each rule has a box, and the box a style and findings" {
	line 4 WARNING sgtable/map >> in
	run -1 "$findings" --format html in
	[[ $output == *'#r0:not(:checked) ~ main .r0 { display: none }'* ]]
	[[ $output == *'id="r0" checked><label for="r0">sgtable/map: 1<'* ]]
	[ "$(grep -c '<article class="r0 WARNING">' <<< "$output")" -eq 1 ]
	[ "$(grep -c '<article class="r1 ERROR">' <<< "$output")" -eq 2 ]
}

@test "html: one well-formed page without anything from elsewhere" {
	{
		line 3
		echo '    d/a.c:1: f(): x'
	} > in
	echo 'd/b.c: parse error' > lost
	run -3 "$findings" --format html --root tree --not-analysed lost in
	[[ $output != *'src='* && $output != *'href='* && $output != *'url('* ]]
	echo "$output" > out.html
	python3 - << 'END'
import html.parser
class Check(html.parser.HTMLParser):
    inside = []
    def handle_starttag(self, tag, attrs):
        if tag not in ("meta", "input"):
            self.inside.append(tag)
    def handle_endtag(self, tag):
        assert self.inside.pop() == tag, tag
check = Check()
check.feed(open("out.html").read())
assert not check.inside
END
}

# --- output files

@test "two runs write the same bytes, whatever the order of input" {
	for n in 3 4 5; do
		line $n
		line $n NOTE fence/wait
		line $n ERROR sgtable/unmap x 'd/b c.c'
	done > in
	printf '%s\n' 'd/z.c: b' 'd/y.c: a' > lost
	for format in report json sarif html; do
		PYTHONHASHSEED=1 "$findings" --root tree --rules a/1,a/2,a/3,a/4,a/5 --format $format --not-analysed lost \
			--write-baseline b1 in > one || [ $? -eq 3 ]
		tac in > ni
		tac lost > tsol
		PYTHONHASHSEED=2 "$findings" --root tree --rules a/1,a/2,a/3,a/4,a/5 --format $format --not-analysed tsol \
			--write-baseline b2 ni > two || [ $? -eq 3 ]
		[ -s one ]
		cmp one two
		cmp b1 b2
	done
}

@test "--out: the file, and nothing on standard output" {
	echo old > out
	ln out reader
	run -1 "$findings" --out out in
	[ "$output" = '' ]
	# Who has the old file open must not see it change.
	[ "$(cat reader)" = old ]
	[ "$(cat out)" = "$(on 3 5)" ]
	umask 027
	run -1 "$findings" --out private in
	[ "$(stat -c %a private)" = 640 ]
}

@test "--out: a directory that cannot be written is one line, exit 2" {
	for out in /proc/out nowhere/out in/out; do
		run -2 --separate-stderr "$findings" --out "$out" in
		[[ $stderr == "findings: cannot write $out: "* ]]
		[ "${#stderr_lines[@]}" -eq 1 ]
		[ "$output" = '' ]
	done
}

@test "--out: when writing fails half-way, the old file stays and nothing else" {
	mkdir out
	echo old > out/file
	on {1..2000} > in
	run -2 bash -c "ulimit -f 1; '$findings' --out out/file in"
	[ "$output" = 'findings: cannot write out/file: File too large' ]
	[ "$(cat out/file)" = old ]
	[ "$(ls out)" = file ]
}

@test "--out: a link is followed, a device is not replaced" {
	echo old > target
	ln -s target link
	run -1 "$findings" --out link in
	[ -L link ]
	[ "$(cat target)" = "$(on 3 5)" ]
	mkfifo pipe
	timeout 20 cat pipe > copy &
	run -1 "$findings" --out pipe in
	wait $!
	[ -p pipe ]
	cmp target copy
}

@test "a full standard output is an error, not a clean run" {
	run -2 bash -c "'$findings' in > /dev/full"
	[ "$output" = 'findings: cannot write standard output: No space left on device' ]
}

@test "findings works from another folder and through a link" {
	ln -s "$(realpath "$findings")" link
	run -1 "$PWD/link" in
	[ "$output" = "$(on 3 5)" ]
}

@test "--help says the exit codes" {
	run -0 "$findings" --help
	[[ $output == *'usage: findings'*'3  incomplete'* ]]
}
