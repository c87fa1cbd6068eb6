// SPDX-License-Identifier: GPL-2.0-only
/// A signalling section stays open on a path, or is ended where it is not open.
/// An open section makes lockdep report every lock that is taken later, and a
/// bug when the work item ends; a second end is a bad unlock balance, and the
/// end of an outer section inside an inner one closes both unseen.
///
//# Only cookies in local variables that no other code gets to see are looked
//# at: a section that spans functions is not reported. Where an end, or the
//# begin, stands under a condition that may have a twin elsewhere, nothing is
//# said about the paths around it.
//
// Confidence: High
// Copyright: (C) 2026 sgfence authors
// Options: --no-includes
// Keywords: dma_fence_begin_signalling, dma_fence_end_signalling
// Candidates: \bdma_fence_(begin|end)_signalling\s*\(
// Order: 99

virtual patch
virtual context
virtual org
virtual report

@initialize:python@
@@

import re

TEXTS = {}
LEAVES = r"\b(return|goto|break|continue)\b\s*(\w*)"

def cleaned(path):
    """The text with comments and strings blanked, and where lines start."""
    if path not in TEXTS:
        with open(path, errors="replace") as source:
            text = source.read()
        # A comment, a string, a character: \x22 and \x27 are the quotes.
        text = re.sub(r"/[*].*?[*]/|/{2}[^\n]*|\x22(?:\\.|[^\x22\\\n])*\x22|\x27(?:\\.|[^\x27\\\n])+\x27",
                      lambda m: re.sub(r"[^\n]", " ", m.group(0)), text, flags=re.S)
        starts = [0]
        for line in text.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        TEXTS[path] = (text, starts)
    return TEXTS[path]

def offset(position):
    return cleaned(position.file)[1][int(position.line) - 1] + int(position.column)

def closed(between):
    """Does a block that was open at the start of this text end in it?"""
    depth = 0
    for sign in re.findall(r"[{}]", between):
        depth += 1 if sign == "{" else -1
        if depth < 0:
            return True
    return False

def conditional(text, start):
    """Is the statement at start the whole body of an if or a loop?"""
    before = re.split(r"[;{}]", text[max(0, start - 400):start])[-1]
    return re.search(r"\)\s*(\w+\s*=\s*)?$|\belse\b|\b(if|for|while)\b", before) is not None

def rest_of_block(text, start):
    """From start to the brace that closes the block around it."""
    depth = 0
    for sign in re.finditer(r"[{}]", text[start:]):
        depth += 1 if sign.group(0) == "{" else -1
        if depth < 0:
            return text[start:start + sign.start()]
    return text[start:]

def top(text):
    """Without the blocks in it."""
    while True:
        less = re.sub(r"\{[^{}]*\}", ";", text)
        if less == text:
            return text
        text = less

def blocks(text, start, body):
    """The blocks around start, from the inner to the outer: where each opens,
    and the word that opens it: if, for, do..."""
    depth = 0
    for at in range(start - 1, body, -1):
        depth += {"}": 1, "{": -1}.get(text[at], 0)
        if depth < 0:
            depth = 0
            before = text[:at].rstrip()
            if before.endswith(")"):
                level = 0
                for opens in range(len(before) - 1, body, -1):
                    level += {")": 1, "(": -1}.get(text[opens], 0)
                    if not level:
                        break
                before = text[:opens].rstrip()
            yield at, re.search(r"\w*$", before).group(0)

class Section:
    """What the text of the function says about one cookie of it."""

    def __init__(self, position, cookie):
        self.text = text = cleaned(position.file)[0]
        self.here = here = offset(position)
        self.body = text.find("{", text.rfind("\n}", 0, here) + 2)
        self.end = text.find("\n}", here)
        self.code = code = text[self.body:self.end]
        self.local = 0 <= self.body < here < self.end and "&%s" % cookie not in re.sub(r"&\s+", "&", code) \
            and re.search(r"[;{}]\s*(bool|int|_Bool)\s[^;{}]*\b(?<!\*)%s\b" % cookie, code) is not None
        find = lambda what: [self.body + m.end() for m in re.finditer(what, code)]
        self.begins = find(r"\b%s\s*=\s*(?=dma_fence_begin_signalling\b)" % cookie)
        self.ends = find(r"\b(?=dma_fence_end_signalling\s*\(\s*%s\s*\))" % cookie)
        self.preset = re.search(r"\b%s\s*=(?!=)(?!\s*dma_fence_begin_signalling\b)" % cookie, code) is not None
        self.declared = re.search(r"\b(bool|int|_Bool)\s+%s\s*=" % cookie, code) is not None

    def within(self, start, at):
        """Does at follow start in its block, or in one inside of that?"""
        return start <= at and not closed(self.text[start:at])

    def level(self, start, at):
        """... in the very same block, and under no condition?"""
        between = self.text[start:at]
        return self.within(start, at) and between.count("{") == between.count("}") \
            and not conditional(self.text, at)

    def jump(self, at):
        """The jump by which a path that passes here leaves the block."""
        found = re.search(LEAVES, top(rest_of_block(self.text, at)))
        return found and not conditional(self.text, at) and found

    def leaves(self, at):
        """... if it does not come back to paths on which the section is open
        still: that looks like one half of a pair of conditions."""
        found = self.jump(at)
        if not found or found.group(1) == "return":
            return bool(found)
        if found.group(1) == "goto":
            label = re.search(r"[;{}]\s*%s\s*:(?!:)" % found.group(2), self.code)
            where = self.body + label.end() if label else 0
            return where < at or not any(end > where for end in self.ends)
        for opens, word in blocks(self.text, at, self.body):
            if word == "switch" and found.group(1) == "break":
                return False
            if word not in ("switch", "if", "else", ""):
                closes = opens + 1 + len(rest_of_block(self.text, opens + 1))
                if found.group(1) == "break":
                    return not any(end > closes for end in self.ends)
                return any(opens < begin < closes for begin in self.begins)
        return False

    def simple(self, end):
        """An end that is not one half of a pair of conditions."""
        return any(self.level(begin, end) for begin in self.begins) or self.level(self.body + 1, end) \
            or self.leaves(end) or not conditional(self.text, end) and any(
                self.level(end, begin) for begin in self.begins)

    def certain(self):
        return self.local and all(map(self.simple, self.ends)) \
            and not any(conditional(self.text, begin) for begin in self.begins)

    def own(self, begin):
        """All ends of the section that begins here are in its block."""
        return all(end < begin or self.within(begin, end)
                   or any(begin < other and self.within(other, end) for other in self.begins)
                   for end in self.ends)

    def label(self, start, at):
        return re.search(r"[;{}]\s*(?!default\b)\w+\s*:(?!:)", self.text[start:at]) is not None

def stays_open(begin, leave, cookie):
    """Where to report that this exit leaves the section open: 1 at the exit, 2
    at the begin. 0 if it is not so for sure."""
    section = Section(begin, cookie)
    # The brace that ends the function passes for a return.
    leave = leave if leave and section.text[offset(leave)] == "r" else None
    at = offset(leave) if leave else section.end
    if not section.certain():
        return 0
    if section.within(section.here, at):
        return 1 if leave and section.ends else 2
    return 2 if section.own(section.here) else 0

def starts_again(first, second, cookie):
    section = Section(first, cookie)
    one, two = section.here, offset(second)
    if not section.certain():
        return False
    return section.own(one) if one == two else one < two and section.within(one, two)

def never_begun(end, cookie):
    section = Section(end, cookie)
    if not section.local or section.preset or section.declared:
        return False
    if not section.begins:
        return not conditional(section.text, section.here)
    if all(begin > section.here for begin in section.begins):
        # Nor can a jump backwards have come by one.
        return section.level(section.body + 1, section.here) and not section.label(section.body, section.here)
    return any(section.level(begin, section.here) and not conditional(section.text, begin)
               for begin in section.begins)

def ends_twice(first, second, cookie):
    section = Section(first, cookie)
    one, two = section.here, offset(second)
    if not section.local or conditional(section.text, one):
        return False
    if (first.file, section.body, cookie) in overwritten:
        return False
    if one == two:
        word = next((word for opens, word in blocks(section.text, one, section.body)), "")
        return re.search(r"^(for|while)$|for_each", word) is not None \
            and not section.jump(one) and not any(section.level(begin, one) for begin in section.begins)
    if section.within(one, two) and not section.label(one, two):
        return not any(one < begin < two for begin in section.begins)
    if not (section.jump(one) or section.level(one, two)) or not section.level(section.body + 1, two):
        return False
    # The way from the label to the second end has no other exit.
    last = re.split(r"[;{}]\s*\w+\s*:(?!:)", section.text[section.body:two])[-1]
    return re.search(LEAVES, last) is None

def ends_outer(begin, end, outer, inner):
    """The outer cookie is given back first, and something follows before the
    inner one is."""
    one, two = Section(end, outer), Section(begin, inner)
    follows = re.match(r"[^;]*;\s*dma_fence_end_signalling\s*\(\s*%s\s*\)" % inner, one.text[one.here:])
    return one.local and two.certain() and bool(two.ends) and not follows \
        and not conditional(one.text, one.here) and two.within(two.here, one.here)

overwritten = set()
marked = set()
printer = None

def place(position):
    return (position.file, position.line, position.column)

def tell(position, text):
    """Once a place: there may be several paths."""
    if place(position) not in marked and printer:
        printer(position, "ERROR: fence/unbalanced: " + text)
    marked.add(place(position))

def tell_open(begin, leave, cookie):
    where = stays_open(begin, leave, cookie)
    if where == 1:
        tell(leave, "leaves with the signalling section open, without dma_fence_end_signalling(%s)" % cookie)
    elif where == 2 and place(begin) not in marked:
        tell(begin, "on some path this section is never ended by dma_fence_end_signalling(%s)" % cookie)

def wrong(position):
    return place(position[0]) in marked

@initialize:python depends on org@
@@

printer = coccilib.org.print_todo

@initialize:python depends on report@
@@

printer = coccilib.report.print_report

@any_section@
identifier s =~ "^dma_fence_(begin|end)_signalling$";
position a;
@@

s@a(...)

// Known to be followed by a block, the functions that use it can be read.
@scope depends on any_section@
iterator name scoped_guard;
statement S;
@@

scoped_guard(...) S

@dropped depends on any_section@
position b;
@@

dma_fence_begin_signalling@b();

@script:python@
b << dropped.b;
@@

tell(b[0], "the cookie is dropped: nothing can end this section as it began")

@leak depends on any_section exists@
identifier c;
expression E;
type T;
position b, r;
@@

(
c = dma_fence_begin_signalling@b();
|
T c = dma_fence_begin_signalling@b();
)
... when != c
(
return@r;
|
return@r E;
)

@script:python@
c << leak.c;
b << leak.b;
r << leak.r;
E << leak.E = "";
@@

if not re.search(r"\b%s\b" % c, E):
    tell_open(b[0], r[0], c)

@again depends on any_section exists@
identifier c;
type T;
position b1, b2;
@@

(
c = dma_fence_begin_signalling@b1();
|
T c = dma_fence_begin_signalling@b1();
)
... when != c
c = dma_fence_begin_signalling@b2();

@script:python@
c << again.c;
b1 << again.b1;
b2 << again.b2;
@@

if starts_again(b1[0], b2[0], c):
    if place(b1[0]) == place(b2[0]):
        tell_open(b1[0], None, c)
    else:
        overwritten.add((b2[0].file, Section(b2[0], c).body, c))
        tell(b2[0], "overwrites %s, the cookie of a section that is open and is now never ended" % c)

@unbegun depends on any_section exists@
identifier f, c;
position e;
@@

f(...) {
... when != c
dma_fence_end_signalling@e(c);
... when any
}

@script:python@
c << unbegun.c;
e << unbegun.e;
@@

if never_begun(e[0], c):
    tell(e[0], "reached on a path on which no section began; %s is not set" % c)

@twice depends on any_section exists@
identifier c;
position e1, e2;
@@

dma_fence_end_signalling@e1(c);
... when != c
dma_fence_end_signalling@e2(c);

@script:python@
c << twice.c;
e1 << twice.e1;
e2 << twice.e2;
@@

if ends_twice(e1[0], e2[0], c):
    tell(e2[0], "ends the section a second time: %s was given back before" % c)

@outer depends on any_section exists@
identifier o, i;
type T, U;
position b, e;
@@

(
o = dma_fence_begin_signalling();
|
T o = dma_fence_begin_signalling();
)
... when != o
(
i = dma_fence_begin_signalling@b();
|
U i = dma_fence_begin_signalling@b();
)
... when != i
    when != o
dma_fence_end_signalling@e(o);

@script:python@
o << outer.o;
i << outer.i;
b << outer.b;
e << outer.e;
@@

if o != i and ends_outer(b[0], e[0], o, i):
    tell(e[0], "ends the outer section with %s while the inner one, %s, is open" % (o, i))

// A place is the name of a call, or a return.
@depends on context@
identifier f;
position p : script:python() { wrong(p) };
@@

* f@p(...)

@depends on context@
expression E;
position p : script:python() { wrong(p) };
@@

* return@p E;

@depends on context@
position p : script:python() { wrong(p) };
@@

* return@p;
