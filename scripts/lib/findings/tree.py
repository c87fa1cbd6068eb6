# SPDX-License-Identifier: GPL-2.0-only
"""The scanned tree: the text of its files, and suppressions in it."""
import os
import re
from typing import NamedTuple

from . import MissingError
from .lines import RULE, Finding, decode, encode

COMMENT = re.compile(r"/\*+\s*sgfence-ok:(?P<block>.*?)\*/|//\s*sgfence-ok:(?P<line>[^\n]*)", re.S)
CONTENT = re.compile(rf"\s*({RULE})\s*(?::(.*))?", re.A | re.S)


class Suppression(NamedTuple):
    rule: str
    has_reason: bool
    first: int
    last: int
    column: int
    end_column: int

    def covers(self, findings):
        """The findings on its own line, or else those on the next: a comment
        behind one statement must not hide the statement below."""
        same = [f for f in findings if f.rule == self.rule]
        here = [f for f in same if self.first <= f.line <= self.last]
        return here or [f for f in same if f.line == self.last + 1]


class Tree:
    """Files below root; one that cannot be read is empty and is `missing`."""

    def __init__(self, root):
        if not os.path.isdir(root):
            raise MissingError(f"{root}: no such directory")
        self.root = root
        self.missing = set()
        self._lines = {}

    def _read(self, path):
        try:
            with open(os.path.join(os.fsencode(self.root), encode(path)), "rb") as source:
                return source.read()
        except (OSError, ValueError):
            self.missing.add(path)
            return b""

    def has(self, path):
        return os.path.exists(os.path.join(os.fsencode(self.root), encode(path)))

    def line(self, path, number):
        """One source line without the blanks around it."""
        if path not in self._lines:
            self._lines[path] = decode(self._read(path)).split("\n")
        lines = self._lines[path]
        return lines[number - 1].strip() if number <= len(lines) else ""

    def suppressions(self, path):
        data = self._read(path)
        # Few files hold one; the others need no decoding.
        if b"sgfence-ok:" not in data:
            return
        text = decode(data)
        for comment in COMMENT.finditer(text):
            content = CONTENT.match(comment["block"] or comment["line"] or "")
            if content:
                yield suppression(text, comment, content)


def suppression(text, comment, content):
    start = comment.start()
    first = text.count("\n", 0, start) + 1
    # Columns are counted in bytes, as spatch and clang do.
    column = len(encode(text[text.rfind("\n", 0, start) + 1:start]))
    end_column = column + len(encode(comment[0].split("\n")[0]))
    has_reason = bool((content[2] or "").strip(" \t\r\n*"))
    return Suppression(content[1], has_reason, first, first + comment[0].count("\n"), column, end_column)


def suppress(findings, tree, files, rules):
    """Return (kept, suppressed). A suppression that does nothing is itself a
    finding, but only where that can be known: in `files`, for `rules`."""
    by_path = {}
    for f in findings:
        by_path.setdefault(f.path, []).append(f)
    hidden, said = set(), []
    for path in sorted(files | by_path.keys()):
        for s in tree.suppressions(path):
            covered = s.covers(by_path.get(path, ())) if s.has_reason else ()
            hidden.update(covered)
            if not covered and path in files and s.rule in rules:
                said.append(complaint(path, s))
    kept = [f for f in findings if f not in hidden]
    return sorted({*kept, *said}), sorted(hidden)


def complaint(path, s):
    severity, message = "NOTE", f"unused: no {s.rule} on this line or the next"
    if not s.has_reason:
        severity, message = "WARNING", f"does not count without a reason; write sgfence-ok: {s.rule}: why"
    return Finding(path, s.first, s.column, "sgfence/suppression", s.end_column, severity, message)
