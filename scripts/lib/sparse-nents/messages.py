# SPDX-License-Identifier: GPL-2.0-only
"""What sparse says, as findings; and which of them are known noise."""
import fnmatch
import os
import re
from pathlib import Path
from typing import NamedTuple

from overlay import TYPE

RULE = "sgtable/nents-as-int"
LINE = re.compile(r"(.+?):(\d+):(\d+): (warning|error|  )\s*:?\s*(.*)")
STORE = "nents is written here, not read"
BY_HAND = "the DMA count of a table is set by hand"


class Message(NamedTuple):
    """The order of the members is the order of sorted findings."""
    path: str
    line: int
    column: int
    text: str
    noise: str = ""


class Log:
    """One run of sparse, as scripts/lib/sparse-nents/check wrote it down."""

    def __init__(self, path):
        lines = Path(path).read_text(errors="surrogateescape").split("\n")
        self.cwd, self.source = lines[0], lines[1] if len(lines) > 1 else ""
        self.messages, self.error = [], ""
        parts, code = [], None
        for line in lines[2:]:
            code = line.removeprefix("exit ") if line.startswith("exit ") else code
            found = LINE.fullmatch(line)
            if not found:
                continue
            path, at, column, kind, text = found.groups()
            if kind == "error" and not self.error:
                self.error = f"sparse, line {at} of {os.path.basename(path)}: {text}"
            if kind.strip():
                # Columns of sparse start at 1, those of findings at 0.
                parts.append([self.absolute(path), int(at), max(int(column) - 1, 0), text])
            elif parts:
                parts[-1].append(text)
        if code != "0" and not self.error:
            self.error = f"sparse ended with {code}" if code else "sparse did not end"
        self.messages = [m for m in map(message, parts) if m]

    def absolute(self, path):
        return os.path.realpath(os.path.join(self.cwd, path))


def message(part):
    """A Message, or None: this warning is not about the count."""
    path, line, column, text, *more = part
    if not any(TYPE in t for t in (text, *more)):
        return None
    where = (path, line, column)
    expected = next((t.removeprefix("expected ") for t in more if t.startswith("expected ")), "")
    if TYPE in expected or text.startswith("bad assignment"):
        return Message(*where, BY_HAND, STORE)
    argument = re.match(r"incorrect type in argument (\d+)", text)
    if argument:
        return Message(*where, f"the DMA count of a table is passed as argument {argument.group(1)}, a plain "
                       f"'{plain(expected)}': right only if the callee walks DMA addresses")
    into = re.match(r"incorrect type in (\w+)", text)
    if into:
        what = {"return": "returned", "initializer": "kept", "assignment": "kept"}.get(into.group(1), "used")
        return Message(*where, f"the DMA count of a table is {what} as a plain '{plain(expected)}': "
                       "what counts pages wants orig_nents")
    if text.startswith("cast from"):
        return Message(*where, "the DMA count of a table is cast to a plain number: what counts pages wants orig_nents")
    return Message(*where, "the DMA count of a table is compared or calculated with: what counts pages wants "
                   "orig_nents")


def plain(text):
    """A type as sparse writes it, without what it knows of the value."""
    return re.sub(r"\s*\[[^]]*\]\s*", " ", text).strip() or "int"


class Sources:
    """The text that a message points at."""

    def __init__(self):
        self.texts = {}

    def lines(self, path):
        if path not in self.texts:
            try:
                self.texts[path] = Path(path).read_text(errors="surrogateescape").split("\n")
            except OSError:
                self.texts[path] = []
        return self.texts[path]

    def at(self, m):
        """The line from the place on."""
        lines = self.lines(m.path)
        return lines[m.line - 1][m.column:] if m.line <= len(lines) else ""

    def end_column(self, m):
        """Where the word at the place ends; for sparse a->b is at the arrow."""
        return m.column + len(re.match(r"(->|\.)?\s*\w+|.?", self.at(m)).group(0) or ".")

    def statement(self, m):
        """The statement around the place, on one line."""
        lines, first, last = self.lines(m.path), m.line - 1, m.line - 1
        while first > 0 and m.line - first < 8 and not re.search(r"([;{}:]|\*/|^#.*)\s*$", lines[first - 1]):
            first -= 1
        while last + 1 < len(lines) and last - m.line < 8 and not re.search(r"[;{}]\s*$", lines[last]):
            last += 1
        return " ".join(" ".join(lines[first:last + 1]).split())


def noise_list(path):
    """[(glob, regular expression, why)]"""
    entries = []
    for line in Path(path).read_text().splitlines():
        if line and not line.startswith("#"):
            # A regular expression may hold bars: the blanks count.
            where, pattern, why = line.split(" | ")
            entries.append((where.strip(), re.compile(pattern.strip()), why.strip()))
    return entries


def judge(m, relative, entries, sources):
    """The message with the reason why it is noise, if it is."""
    if m.noise:
        return m
    if sources.at(m).startswith(("++", "--")):
        return m._replace(text=BY_HAND, noise=STORE)
    text = sources.statement(m)
    for where, pattern, why in entries:
        if fnmatch.fnmatchcase(relative, where) and pattern.search(text):
            return m._replace(noise=why)
    return m
