// SPDX-License-Identifier: GPL-2.0-only
/// The operations of a fence name dma_fence_default_wait() as their wait. That
/// is what a fence without a wait of its own gets anyway; naming it only hides
/// which drivers really wait in a way of their own, the ones that an audit of
/// waits has to read.
///
//# A kernel before 4.19 refuses fences without a wait: its tree is left alone,
//# and so is a file that asks for the version of the kernel. A driver that is
//# built for an older kernel elsewhere cannot be told from others.
//
// Confidence: High
// Copyright: (C) 2026 sgfence authors
// Options: --no-includes
// Keywords: dma_fence_default_wait
// Candidates: \.\s*wait\s*=\s*&?\s*dma_fence_default_wait\b
// Candidates: \bstruct\s+dma_fence_ops\b
// Order: 50

virtual patch
virtual context
virtual org
virtual report

@initialize:python@
@@

import os
import re

SEEN = {}
TREES = {}

def mandatory(folder):
    """Is this a folder of a kernel that wants a wait? A rewrite works on a
    copy, which has a link named tree to the real one above it."""
    if folder not in TREES:
        above = os.path.dirname(folder)
        TREES[folder] = above != folder and mandatory(above)
        for root in (folder, os.path.join(folder, "tree")):
            core = os.path.join(root, "drivers", "dma-buf", "dma-fence.c")
            if os.path.isfile(core):
                with open(core, errors="replace") as source:
                    TREES[folder] = "!ops->wait" in source.read()
                break
    return TREES[folder]

def optional(path):
    """The wait may go: no kernel that this file is for wants it."""
    if path not in SEEN:
        with open(path, errors="replace") as source:
            text = source.read()
        folder = os.path.dirname(os.path.abspath(path))
        # The file may be a copy, with links to the files beside the real one.
        homes = {folder, os.path.dirname(os.path.realpath(path))}
        homes.update(os.path.dirname(os.path.realpath(os.path.join(folder, name)))
                     for name in os.listdir(folder) if name.endswith((".c", ".h")))
        SEEN[path] = not re.search(r"\b(LINUX_VERSION_CODE|KERNEL_VERSION)\b", text) \
            and not any(map(mandatory, homes))
    return SEEN[path]

def plain(position):
    """No condition of the preprocessor stands in the initialiser."""
    with open(position.file, errors="replace") as source:
        lines = source.read().split("\n")
    first = last = int(position.line) - 1
    while first > 0 and not re.search(r"=\s*\{", lines[first]):
        first -= 1
    while last < len(lines) - 1 and not re.match(r"\s*\}", lines[last]):
        last += 1
    return not any(re.match(r"\s*#", line) for line in lines[first:last + 1])

def removable(position):
    return optional(position[0].file) and plain(position[0])

@found@
symbol dma_fence_default_wait;
identifier ops;
position p : script:python() { removable(p) };
@@

struct dma_fence_ops ops = {
	.wait = \(dma_fence_default_wait@p\|&dma_fence_default_wait@p\),
};

@depends on patch@
symbol dma_fence_default_wait;
identifier found.ops;
position found.p;
@@

struct dma_fence_ops ops = {
-	.wait = \(dma_fence_default_wait@p\|&dma_fence_default_wait@p\),
};

@depends on context@
symbol dma_fence_default_wait;
identifier found.ops;
position found.p;
@@

struct dma_fence_ops ops = {
*	.wait = \(dma_fence_default_wait@p\|&dma_fence_default_wait@p\),
};

@script:python depends on org@
p << found.p;
@@

coccilib.org.print_todo(p[0], "WARNING: fence/default-wait: dma_fence_default_wait() is the default; drop .wait")

@script:python depends on report@
p << found.p;
@@

coccilib.report.print_report(p[0], "WARNING: fence/default-wait: dma_fence_default_wait() is the default; drop .wait")
