// SPDX-License-Identifier: GPL-2.0-only
/// A wait for a fence that lockdep does not see. dma_fence_wait_timeout() says
/// might_sleep() and takes the lockdep map of fence waits before it sleeps; a
/// function that sleeps on a wait queue, or in a loop of its own, until a fence
/// is signalled says neither. A lock that is held here and taken on the way to
/// the signal then hangs the machine, and no lock validator warns before.
///
//# The test for a fence is known by the name of what it calls or compares. The
//# map is not exported in all kernels: a module can call dma_fence_wait() in
//# place of its own loop, or nothing at all. A wait that users of the ioctl do
//# with no lock held is reported too.
//
// Confidence: Moderate
// Copyright: (C) 2026 sgfence authors
// Options: --no-includes
// Keywords: wait_event, wait_event_timeout, wait_event_interruptible, wait_event_interruptible_timeout
// Keywords: wait_event_killable, wait_event_cmd, wait_var_event, ___wait_var_event, ___wait_event, __wait_event
// Keywords: wait_for_completion, wait_for_completion_timeout, schedule, schedule_timeout, io_schedule_timeout
// Keywords: set_current_state, __set_current_state, msleep, usleep_range, fsleep, dma_fence_default_wait, ops->wait
// Candidates: (?:dma_|sw_)fence|fence_\w*(?:signal|done|passed|completed|addr|event|queue|value)|seqno|syncpt|is_idle
// Candidates: fence|syncpt
// Candidates: \b(_*s?wait_(event|var_event)\w*|wait_for_completion\w*|(io_)?schedule(_\w*timeout\w*)?|msleep\w*|usleep_range|fsleep|_*set_current_state|dma_fence_default_wait|ops->wait)\s*\(
// Order: 99

virtual patch
virtual context
virtual org
virtual report

@initialize:python@
@@

import os
import re

marked = set()
ours = set()
printer = None
folders = {}
sources = {}

# What asks for the state of a fence: surely, and by the look of its name.
SURE = re.compile(r"\bdma_fence_\w*signal(?:ed|led)\w*\s*\(|\bDMA_FENCE_FLAG_SIGNALED_BIT\b"
                  r"|\b\w*fence_\w*?(?:signal(?:ed|led)|done|passed|completed)\w*\s*\(")
LIKELY = re.compile(r"\b\w*(?:seqno|syncpt)_\w*?(?:signal(?:ed|led)|done|passed|completed|expired)\w*\s*\("
                    r"|\bseqno\s*(?:[<>]=?|[!=]=)|(?:[<>]=?|[!=]=)\s*(?:\w+\s*(?:->|\.)\s*)*\w*seqno\b"
                    r"|\b(?:sched_entity|i915_active)_is_idle\s*\(|\bdrm_sched_entity_is_idle\s*\("
                    r"|\bwait_\w*\s*\([^()]*\bseqno\b[^()]*\)"
                    r"|\bfence_(?:addr|value)\b|^\s*\w+\s*(?:->|\.)\s*fence\s*$")
QUEUE = re.compile(r"\bfence_(?:event|queue)\b")
WORKER = re.compile(r"\bkthread_should_(?:stop|park)\b|\bkthread_freezable_should_stop\b")
SLEEP = re.compile(r"\b(?:io_)?schedule(?:_\w*timeout\w*)?\s*\(|\b(?:msleep\w*|usleep_range|fsleep)\s*\(")
TESTS = re.compile(r"(^|/)(self)?tests/[^/]*$|(^|/)(selftest_|st-)[^/]*$")
TEXT = re.compile(r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])+'", re.S)

def place(position):
    return (position.file, position.line, position.column)

def about_fences(path):
    """Sequence numbers of networks are none of ours: some source of the
    folder speaks of fences."""
    folder = os.path.dirname(path) or "."
    if folder not in folders:
        folders[folder] = False
        for name in os.listdir(folder):
            beside = os.path.join(folder, name)
            if name.endswith((".c", ".h")) and os.path.isfile(beside):
                with open(beside, errors="replace") as source:
                    if "dma_fence" in source.read():
                        folders[folder] = True
                        break
    return folders[folder]

def kind(condition):
    if WORKER.search(condition):
        return None
    if SURE.search(condition):
        return "WARNING"
    return "NOTE" if LIKELY.search(condition) else None

def tell(position, level):
    if place(position) in marked or (position.file, position.current_element) in ours:
        return
    if TESTS.search(position.file) or not about_fences(position.file):
        return
    marked.add(place(position))
    if printer:
        printer(position, "%s: fence/wait-unannotated: %s for a fence, unseen by lockdep: "
                "dma_fence_wait() says might_sleep() and takes a map"
                % (level, "sleeps" if level == "WARNING" else "seems to sleep"))

def wrong(position):
    return place(position[0]) in marked

def blank(found):
    return re.sub(r"[^\n]", " ", found.group(0))

def function(position):
    """The text of the function around a place without comments and strings,
    and where in it the place is."""
    path = position.file
    if path not in sources:
        with open(path, errors="replace") as source:
            sources[path] = TEXT.sub(blank, source.read()).split("\n")
    first, last = int(position.current_element_line), int(position.current_element_line_end)
    lines = sources[path][first - 1:last]
    at = sum(len(line) + 1 for line in lines[:int(position.line) - first]) + int(position.column)
    return "\n".join(lines), at

def closed(text, at):
    """Where the bracket at this place is closed."""
    depth, opening = 0, text[at]
    closing = {"(": ")", "{": "}"}[opening]
    for found in re.compile("[%s%s]" % (opening, closing)).finditer(text, at):
        depth += 1 if found.group(0) == opening else -1
        if not depth:
            return found.end()
    return len(text)

def loops_of(text):
    """(start, end, condition) of each loop."""
    for word in re.finditer(r"\b(while|for|do)\b\s*([({])", text):
        start = word.end() - 1
        if word.group(1) == "do":
            end = closed(text, start)
            tail = re.compile(r"\s*while\s*\(").match(text, end)
            yield start, end, text[tail.end():closed(text, tail.end() - 1)] if tail else ""
        elif word.group(2) == "(":
            head = closed(text, start)
            body = re.compile(r"\s*(\S)").match(text, head)
            if not body or body.group(1) == ";":
                continue
            end = closed(text, body.start(1)) if body.group(1) == "{" else text.find(";", head) + 1
            yield start, end, text[start + 1:head - 1]

def tests(body):
    """The conditions of the loop's own statements, and whether they leave it."""
    for found in re.finditer(r"\bif\s*\(", body):
        end = closed(body, found.end() - 1)
        yield body[found.end():end - 1], re.match(r"\s*\{?[^;{}]{0,200}(;[^;{}]{0,200})?\b(break|goto|return)\b",
                                                  body[end:end + 420])

def in_loop(position, asleep):
    """How sure it is that the loop around this place waits for a fence."""
    text, at = function(position)
    every = list(loops_of(text))
    around = [l for l in every if l[0] <= at < l[1]]
    if not around or WORKER.search(text):
        return
    start, end, condition = max(around)
    body = text[start:end]
    # The first sleep that is in no loop within this one.
    slept = [s.start() for s in SLEEP.finditer(text, start, end)
             if not any(start < l[0] <= s.start() < l[1] for l in every)]
    if bool(slept) != asleep or asleep and slept[0] < at:
        return
    levels = [kind(condition)]
    for test, leaves in tests(body):
        level = kind(test)
        levels.append(level if leaves or level == "WARNING" else None)
    level = max(filter(None, levels), default=None)
    if level:
        tell(position, level)

@initialize:python depends on org@
@@

printer = coccilib.org.print_todo

@initialize:python depends on report@
@@

printer = coccilib.report.print_report

// dma_fence_wait_timeout() calls these, with the map.
@callback@
identifier s, f;
@@

struct dma_fence_ops s = { .wait = f, };

// With their names known, spatch can parse functions that use these.

@guarded depends on callback@
iterator name scoped_guard;
statement S;
@@

scoped_guard(...) S

@exec_loop depends on callback@
iterator name drm_exec_until_all_locked;
statement S;
@@

drm_exec_until_all_locked(...) S

@powered depends on callback@
iterator name with_intel_runtime_pm, with_intel_runtime_pm_if_active, with_intel_gt_pm, intel_wedge_on_timeout;
statement S;
@@

(
with_intel_runtime_pm(...) S
|
with_intel_runtime_pm_if_active(...) S
|
with_intel_gt_pm(...) S
|
intel_wedge_on_timeout(...) S
)

@named@
identifier callback.f;
position p;
@@

f@p(...) { ... }

@script:python@
p << named.p;
f << callback.f;
@@

ours.add((p[0].file, f))

@annotated@
identifier f;
identifier a =~ "dma_fence_might_wait$";
position p;
@@

f@p(...) {
<+...
a(...)
...+>
}

@script:python@
p << annotated.p;
f << annotated.f;
@@

ours.add((p[0].file, f))

@event@
identifier w =~ "^_*s?wait_(event|var_event)";
expression Q;
expression list es;
position p;
@@

w@p(Q, es)

@script:python@
p << event.p;
q << event.Q;
es << event.es;
@@

level = kind(str(es)) or ("NOTE" if QUEUE.search(q) else None)
if level:
    tell(p[0], level)

@completion exists@
identifier w =~ "^wait_for_completion";
identifier a =~ "^dma_fence_add_callback$";
position p;
@@

a(...)
...
w@p(...)

@script:python@
p << completion.p;
@@

tell(p[0], "WARNING")

@plain@
identifier w =~ "^dma_fence_default_wait$";
position p;
@@

w@p(...)

@script:python@
p << plain.p;
@@

tell(p[0], "WARNING")

@sleep@
identifier w =~ "^((io_)?schedule(_.*timeout.*)?|msleep.*|usleep_range|fsleep)$";
position p;
@@

w@p(...)

@script:python@
p << sleep.p;
@@

in_loop(p[0], True)

// No sleep at all: a loop that spins in the state of a sleeper.
@state@
identifier w =~ "^_*set_current_state$";
position p;
@@

w@p(...)

@script:python@
p << state.p;
@@

in_loop(p[0], False)

@direct@
expression E;
position p;
@@

E->ops->wait@p(E, ...)

@script:python@
p << direct.p;
e << direct.E;
@@

if "fence" in e:
    tell(p[0], "WARNING")

// A place is the name of a call.
@depends on context@
identifier f;
position p : script:python() { wrong(p) };
@@

* f@p(...)

@depends on context@
expression E;
position p : script:python() { wrong(p) };
@@

* E->ops->wait@p(...)
