# SPDX-License-Identifier: GPL-2.0-only
"""Baseline: the findings that are known already.

A line each: path, rule, hash of the source line, message, parted by tabs and
sorted, below a line with the version. No line numbers, so that it survives
changes elsewhere in a file; equal entries stand for equal source lines.
"""
import hashlib
import re
from collections import Counter

from . import UsageError
from .lines import RULE, decode, encode

HEADER = "# sgfence baseline 1"
ENTRY = re.compile(rf"[^\t].*\t{RULE}\t[0-9a-f]{{16}}\t.+", re.A | re.S)


def entry(finding, tree):
    source = hashlib.sha256(encode(tree.line(finding.path, finding.line))).hexdigest()[:16]
    return "\t".join((finding.path, finding.rule, source, finding.message))


def parse(data, name):
    head, *lines = decode(data).removesuffix("\n").split("\n")
    if head != HEADER:
        version = re.fullmatch(r"# sgfence baseline (\S+)", head)
        raise UsageError(f"{name}: baseline version {version[1]} is unknown" if version
                         else f"{name}: not a baseline")
    for number, line in enumerate(lines, 2):
        # A second header: two baselines were merged by sort -m.
        if line != HEADER and not ENTRY.fullmatch(line):
            raise UsageError(f"{name}, line {number}: not an entry of a baseline: {line[:80]!r}")
    return Counter(line for line in lines if line != HEADER)


def write(findings, tree):
    return encode("\n".join([HEADER, *sorted(entry(f, tree) for f in findings)]) + "\n")


def split(findings, known, tree):
    """Return (new, known). An entry stands for one finding, the first."""
    left, new, old = Counter(known), [], []
    for f in findings:
        key = entry(f, tree)
        (old if left[key] > 0 else new).append(f)
        left[key] -= 1
    return new, old
