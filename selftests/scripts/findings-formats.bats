#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# scripts/findings: json, sarif, html, and writing them.
# shellcheck disable=SC2030,SC2031,SC2154 # tests are subshells; lib/findings.bash and run set these
bats_require_minimum_version 1.5.0

load lib/findings.bash


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
