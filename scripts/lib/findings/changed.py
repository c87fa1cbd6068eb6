# SPDX-License-Identifier: GPL-2.0-only
"""Which lines a unified diff adds or changes."""
import re
import subprocess

from . import MissingError, UsageError
from .lines import decode, encode

HUNK = re.compile(r"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
ESCAPES = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r"}


def unquote(name):
    """git quotes a name with unusual bytes as C does, and GNU diff puts the
    time behind a tab."""
    name = name.split("\t")[0]
    if not name.startswith('"'):
        return name

    def byte(escape):
        octal = re.fullmatch(rb"[0-3][0-7]{2}", escape[1])
        return bytes([int(octal[0], 8)]) if octal else ESCAPES.get(escape[1], escape[1])
    return decode(re.sub(rb"\\([0-3][0-7]{2}|.)", byte, encode(name[1:-1]), flags=re.S))


def targets(header):
    """The paths that a "+++" line may mean, with or without a folder (b/ or
    another) before the path."""
    name = unquote(header)
    if name == "/dev/null":
        return []
    below = name.partition("/")[2]
    return [below] if name.startswith("b/") or not below else [name, below]


def added(lines, hunk):
    """Numbers of the "+" lines of one hunk, which is taken from lines."""
    old, line, new = int(hunk[1] or 1), int(hunk[2]), int(hunk[3] or 1)
    while old > 0 or new > 0:
        mark = next(lines, "end")[:1]
        if mark == "\\":
            continue
        # Mailers strip the blank of an empty context line.
        if mark not in ("+", "-", " ", "") or (mark == "+" and not new) or (mark == "-" and not old):
            raise UsageError("a hunk is damaged or cut off")
        if mark == "+":
            yield line
        old -= mark != "+"
        new -= mark != "-"
        line += mark != "-"


def parse(text):
    """{path: numbers of the added or changed lines}"""
    changed, paths, before, is_diff = {}, [], "", not text.strip()
    lines = iter(text.split("\n"))
    for line in lines:
        hunk = HUNK.match(line)
        if line.startswith("@@@"):
            raise UsageError("a combined diff; take the diff to one parent")
        if line.startswith("+++ ") and before.startswith("--- "):
            paths = targets(line[4:])
        elif hunk:
            numbers = set(added(lines, hunk))
            for path in paths:
                changed.setdefault(path, set()).update(numbers)
        # A rename or a change of mode has no hunk.
        is_diff |= bool(hunk) or line.startswith("diff --git ")
        before = line
    if not is_diff:
        raise UsageError("not a unified diff")
    return changed


def git(root, *arguments):
    try:
        run = subprocess.run(["git", "-C", root, *arguments], capture_output=True, check=False)
    except FileNotFoundError as why:
        raise MissingError("git is not installed") from why
    if run.returncode:
        raise UsageError(decode(run.stderr).strip().split("\n")[0])
    return decode(run.stdout)


def git_diff(root, revisions):
    """The diff of a range, with paths relative to root whatever the user's
    configuration says."""
    # Outside of a repository git diff would compare two files.
    git(root, "rev-parse", "--git-dir")
    return git(root, "diff", "--unified=0", "--relative", "--find-renames", "--no-color", "--no-ext-diff",
               "--no-textconv", "--src-prefix=a/", "--dst-prefix=b/", "--end-of-options", revisions, "--")


def touches(finding, changed):
    places = [finding, *finding.witnesses]
    return any(p.line in changed.get(p.path, ()) for p in places)
