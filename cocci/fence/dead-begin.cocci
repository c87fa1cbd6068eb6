// SPDX-License-Identifier: GPL-2.0-only
/// A signalling section begins under a spinlock or with preemption off.
/// dma_fence_begin_signalling() does nothing where in_atomic() is true, and the
/// section stays unseen by lockdep to its end, also after the lock is dropped.
/// The section wants to begin before the lock is taken.
///
//# A lock that a caller holds is not seen, unless the function asserts it;
//# nor one that spin_trylock() took. Interrupt handlers are atomic, too, but a
//# section in code that also runs there is no mistake. rcu_read_lock() is
//# atomic only without PREEMPT_RCU, spinlocks are not with PREEMPT_RT.
//
// Confidence: High
// Copyright: (C) 2026 sgfence authors
// Options: --no-includes
// Keywords: dma_fence_begin_signalling
// Candidates: \bdma_fence_begin_signalling\s*\(
// Order: 99

virtual patch
virtual context
virtual org
virtual report

@initialize:python@
@@

import re

STANDARD = re.compile(r"^(raw_spin|spin|read|write|xa|bit_spin|mutex|rcu_read|dma_resv|ww_mutex|write_seq|up)_?(un)?lock")
UNLOCK = re.compile(r"\b\w*unlock\w*\s*\(\s*([^,()]*(?:\([^()]*\)[^,()]*)*)[,)]")
TEXTS = {}

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

def leaves(text, start):
    """Does the block, or the single statement, at start end the path?"""
    rest = text[start:]
    depth = 0
    for sign in re.finditer(r"[{}]", rest):
        depth += 1 if sign.group(0) == "{" else -1
        if depth < 0:
            return re.search(r"\b(return|goto|continue)\b[^;{}]*;\s*$", rest[:sign.start()]) is not None
    return False

def squeeze(text):
    return re.sub(r"\s+", "", text)

def held(lock, begin, what):
    """SmPL found a path from the lock to the begin. Is the lock held there for
    sure, not just if a condition that has a twin is true?"""
    text = cleaned(lock.file)[0]
    first, last = offset(lock), offset(begin)
    between = text[first:last]
    if last < first or closed(between) or conditional(text, first):
        return False
    for found in UNLOCK.finditer(between):
        at = first + found.start()
        dropped = squeeze(found.group(1))
        if re.search(r"lock\w*\(%s[,)]" % re.escape(dropped), squeeze(text[:at])) is None:
            return False
        if dropped == squeeze(what) and not (closed(text[at:last]) and leaves(text, at)):
            return False
    return True

def foreign(name):
    """Who knows what a helper of the driver drops?"""
    return re.search(r"unlock", name) is not None and not STANDARD.match(name)

marked = set()
printer = None

def place(position):
    return (position.file, position.line, position.column)

def tell(begin, what):
    """Once a place: several locks may be held."""
    if place(begin) not in marked and printer:
        printer(begin, "WARNING: fence/dead-begin: the section begins %s, where the annotation does nothing" % what)
    marked.add(place(begin))

def wrong(position):
    return place(position[0]) in marked

@initialize:python depends on org@
@@

printer = coccilib.org.print_todo

@initialize:python depends on report@
@@

printer = coccilib.report.print_report

@begins@
position a;
@@

dma_fence_begin_signalling@a()

// In a section that is open already nothing is lost.
@nested depends on begins exists@
position b;
@@

dma_fence_begin_signalling()
... when != dma_fence_end_signalling(...)
dma_fence_begin_signalling@b()

@locked depends on begins exists@
identifier l =~ "^((raw_)?spin_lock(_irq|_irqsave|_bh|_nested|_irqsave_nested|_nest_lock)?|(read|write)_lock(_irq|_irqsave|_bh)?|xa_lock(_irq|_irqsave|_bh)?|bit_spin_lock|assert_spin_locked)$";
identifier u =~ "unlock";
identifier h : script:python() { foreign(h) };
expression E;
position p, b != nested.b;
@@

l@p(E, ...)
... when != u(E, ...)
    when != h(...)
dma_fence_begin_signalling@b()

@script:python@
l << locked.l;
p << locked.p;
b << locked.b;
E << locked.E;
@@

if held(p[0], b[0], E):
    tell(b[0], "under %s()" % l if l != "assert_spin_locked" else "under a spinlock")

@pinned depends on begins exists@
identifier d =~ "^(preempt_disable(_notrace)?|get_cpu|get_cpu_ptr|get_cpu_var|local_bh_disable|rcu_read_lock_(bh|sched|sched_notrace))$";
identifier e =~ "^(preempt_enable|put_cpu|local_bh_enable|rcu_read_unlock_)|_put_cpu|_unpin";
identifier h : script:python() { foreign(h) };
position p, b != nested.b;
@@

d@p(...)
... when != e(...)
    when != h(...)
dma_fence_begin_signalling@b()

@script:python@
d << pinned.d;
p << pinned.p;
b << pinned.b;
@@

if held(p[0], b[0], ""):
    tell(b[0], "after %s()" % d)

@scoped depends on begins@
iterator name scoped_guard;
identifier g =~ "^((raw_)?spinlock|(read|write)_lock|preempt)(_irq|_irqsave|_bh|_nested|_notrace)?$";
position b != nested.b;
@@

scoped_guard(g, ...) {
<+...
dma_fence_begin_signalling@b()
...+>
}

@script:python@
b << scoped.b;
g << scoped.g;
@@

tell(b[0], "under guard(%s)" % g)

@guarded depends on begins exists@
identifier g =~ "^((raw_)?spinlock|(read|write)_lock|preempt)(_irq|_irqsave|_bh|_nested|_notrace)?$";
position p, b != nested.b;
@@

guard@p(g)(...)
...
dma_fence_begin_signalling@b()

@script:python@
p << guarded.p;
b << guarded.b;
g << guarded.g;
@@

if held(p[0], b[0], ""):
    tell(b[0], "under guard(%s)" % g)

@depends on context@
identifier f;
position p : script:python() { wrong(p) };
@@

* f@p(...)
