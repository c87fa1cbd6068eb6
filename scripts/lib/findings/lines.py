# SPDX-License-Identifier: GPL-2.0-only
"""The finding line: read it, write it.

All text is UTF-8 in which other bytes are kept as they are (surrogateescape),
and a line ends at "\\n" only: C sources hold form feeds and worse.
"""
import re
from typing import NamedTuple

from . import UsageError

SEVERITIES = ("ERROR", "WARNING", "NOTE")
RULE = r"[\w.-]+/[\w.-]+"
# The shortest path that leaves a whole finding line behind it: a path may hold
# colons and blanks.
FINDING = re.compile(rf"(\S.*?):([1-9]\d*):(\d+)-(\d+): (ERROR|WARNING|NOTE): ({RULE}): (.+)", re.A | re.S)
WITNESS = re.compile(r"[ \t]+(\S.*?):([1-9]\d*): (.+)", re.A | re.S)


class Witness(NamedTuple):
    path: str
    line: int
    message: str


class Finding(NamedTuple):
    """The order of the members is the order of sorted findings."""
    path: str
    line: int
    column: int
    rule: str
    end_column: int
    severity: str
    message: str
    witnesses: tuple = ()


def decode(data):
    return data.decode("utf-8", "surrogateescape")


def encode(text):
    return text.encode("utf-8", "surrogateescape")


def relative(path):
    """spatch and find write "./" before a path or not, as they were called."""
    return path.removeprefix("./")


def parse(text, name):
    """The findings of one input; name is what to call it in an error."""
    found = []
    for number, line in enumerate(text.removesuffix("\n").split("\n") if text else [], 1):
        head, below = FINDING.fullmatch(line), WITNESS.fullmatch(line)
        if head:
            path, at, column, end, severity, rule, message = head.groups()
            found.append(Finding(relative(path), int(at), int(column), rule, int(end), severity, message))
        elif below and found:
            path, at, message = below.groups()
            witness = Witness(relative(path), int(at), message)
            found[-1] = found[-1]._replace(witnesses=(*found[-1].witnesses, witness))
        else:
            what = "a witness without a finding" if below else "neither a finding nor a witness"
            raise UsageError(f"{name}, line {number}: {what}: {line[:80]!r}")
    return found


def parse_lost(text, name):
    """[(path, reason)] from lines `path: reason`."""
    lost = set()
    for number, line in enumerate(text.split("\n"), 1):
        path, colon, reason = line.partition(": ")
        if line and not (path and colon and reason):
            raise UsageError(f"{name}, line {number}: not `path: reason`: {line[:80]!r}")
        if line:
            lost.add((relative(path), reason))
    return sorted(lost)


def report(result):
    """The finding lines themselves."""
    out = []
    for f in result.findings:
        out.append(f"{f.path}:{f.line}:{f.column}-{f.end_column}: {f.severity}: {f.rule}: {f.message}\n")
        out += [f"    {w.path}:{w.line}: {w.message}\n" for w in f.witnesses]
    return encode("".join(out))
