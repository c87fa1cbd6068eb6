// SPDX-License-Identifier: GPL-2.0-only
/// A fence that is only a completion. A dma_fence is a promise to other
/// drivers and to userspace, with rules for whoever signals it: no allocation,
/// no lock that a waiter may hold, an end in bounded time. A driver that makes
/// fences, waits for them itself and never hands one out (reservation object,
/// sync_file, syncobj, scheduler) takes on the rules for nothing; a completion
/// or a wait queue does the same without them.
///
//# The whole folder of the driver is read for words that hand a fence out. A
//# driver that hands out others than its own fences stays silent, and so does
//# one whose fence goes to another driver through an exported function.
//
// Confidence: Moderate
// Copyright: (C) 2026 sgfence authors
// Options: --no-includes
// Keywords: dma_fence_init, dma_fence_init64
// Candidates: \bdma_fence_init(64)?\s*\(
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
printer = None
known = {}

OUT = re.compile(r"\b(?:dma_resv_(?:add|replace)_\w*fences?\w*|reservation_object_add_\w+_fence|sync_file_create"
                 r"|drm_syncobj_\w+|drm_sched_\w+|amd_sched_\w+|dma_fence_chain_(?:init|alloc)\w*|dma_fence_array_create"
                 r"|dma_buf_\w+|ttm_eu_fence_buffer_objects|ttm_bo_move_accel_cleanup|drm_atomic_\w+"
                 r"|drm_crtc_create_fence|drm_writeback_get_out_fence|\w*out_fence\w*)\b"
                 r"|\bEXPORT_SYMBOL\w*\s*\(\s*\w*fence\w*")
WAIT = re.compile(r"\bdma_fence_(?:wait\w*|is_signaled\w*|default_wait)\s*\(")
CORE = re.compile(r"(^|/)(self)?tests/[^/]*$|(^|/)(selftest_|st-)[^/]*$|(^|/)dma-buf/[^/]*$")
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"", re.S)
# Folders that hold drivers, one a folder.
CLASSES = {"drivers", "gpu", "drm", "accel", "misc", "media", "platform", "pci", "usb", "iio", "char", "staging",
           "dma", "net", "ethernet", "wireless", "hw", "crypto", "sound", "soc", "firmware", "virt"}

def sources(folder, below):
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(folders) if below else []
        for name in sorted(names):
            path = os.path.join(where, name)
            if name.endswith((".c", ".h")) and os.path.isfile(path):
                with open(path, errors="replace") as source:
                    yield source.read()

def driver(folder):
    """The topmost folder of the driver; the folder itself if no class of
    drivers is above it."""
    at = folder
    while os.path.basename(os.path.dirname(at)) not in CLASSES:
        if not os.path.dirname(at) or os.path.dirname(at) == at:
            return folder
        at = os.path.dirname(at)
    return at if os.path.basename(at) not in CLASSES else folder

def has(word, text):
    return word.search(text) and word.search(COMMENT.sub(" ", text))

def kept(folder):
    """Are fences waited for, and does none leave the driver?"""
    if folder not in known:
        top = driver(folder)
        near = list(sources(folder, False))
        known[folder] = (not any(has(OUT, text) for text in near)
                         and not any(has(OUT, text) for text in sources(top, True))
                         and any(has(WAIT, text) for text in near + list(sources(top, True))))
    return known[folder]

def tell(position):
    if CORE.search(position.file) or not kept(os.path.dirname(position.file)):
        return
    marked.add((position.file, position.line, position.column))
    if printer:
        printer(position, "NOTE: fence/as-completion: this driver waits for its fences and hands none out: "
                "a completion or a wait queue would do")

def wrong(position):
    return (position[0].file, position[0].line, position[0].column) in marked

@initialize:python depends on org@
@@

printer = coccilib.org.print_todo

@initialize:python depends on report@
@@

printer = coccilib.report.print_report

@made@
identifier i =~ "^dma_fence_init(64)?$";
position p;
@@

i@p(...)

// With their names known, spatch can parse functions that use these.

@guarded depends on made@
iterator name scoped_guard;
statement S;
@@

scoped_guard(...) S

@exec_loop depends on made@
iterator name drm_exec_until_all_locked;
statement S;
@@

drm_exec_until_all_locked(...) S

@script:python@
p << made.p;
@@

tell(p[0])

@depends on context@
identifier f;
position p : script:python() { wrong(p) };
@@

* f@p(...)
