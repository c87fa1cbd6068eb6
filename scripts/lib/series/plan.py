# SPDX-License-Identifier: GPL-2.0-only
"""What is in a series, what of it is in a tree, and whether the rest applies.

Everything is tried in a scratch copy of the touched files; the tree is only read."""
import codecs
import os
import re
import shutil
from pathlib import Path
from typing import NamedTuple

from . import Stop, need, run

NAME = re.compile(rb'^(?:--- |\+\+\+ |rename from |rename to )(.*)$')


class Patch(NamedTuple):
    name: str
    path: Path
    files: tuple


class Attempt(NamedTuple):
    good: bool
    offset: int
    why: str


class Plan(NamedTuple):
    """inside: names that are in; missing: patches to put in; problem: why
    they cannot be, or None; result: the scratch copy with all of them in."""
    inside: set
    missing: list
    problem: str | None
    result: Path


def read(folder):
    """The patches that the file `series` names, in its order."""
    patches = []
    for line in text(folder / "series").decode(errors="replace").splitlines():
        name = line.split("#")[0].strip()
        if name:
            content = text(folder / name)
            if re.search(rb"^diff --git .*\r$", content, re.M):
                raise Stop(4, f"{folder / name}: the lines of the patch end with CR LF; get a clean copy")
            files = touched(content)
            if not files:
                raise Stop(4, f"{folder / name}: no diff in it")
            patches.append(Patch(name, folder / name, files))
    if not patches:
        raise Stop(4, f"{folder / 'series'}: names no patch")
    return patches


def text(path):
    try:
        return path.read_bytes()
    except OSError as why:
        raise Stop(4, f"{path}: {why.strerror}") from None


def touched(content):
    """The files that a patch in git's form names, from the headers of its diffs."""
    files, header = {}, False
    for line in content.split(b"\n"):
        if line.startswith(b"diff --git "):
            header = True
        elif line.startswith(b"@@ "):
            header = False
        elif header and (found := NAME.match(line)):
            name = plain_name(found.group(1).split(b"\t")[0], stripped=not line.startswith(b"rename"))
            if name != "/dev/null":
                files[name] = True
    return tuple(files)


def plain_name(name, stripped):
    """Without git's quotes and the a/ or b/ in front."""
    if name.startswith(b'"'):
        name = codecs.escape_decode(name[1:-1])[0]
    if stripped and name != b"/dev/null":
        name = name.partition(b"/")[2]
    if name != b"/dev/null" and (name.startswith(b"/") or b".." in name.split(b"/") or not name):
        raise Stop(4, f"a patch names the file '{os.fsdecode(name)}', which is outside of the tree")
    return os.fsdecode(name)


def copy(kdir, files, where):
    for name in files:
        source, target = kdir / name, where / name
        if source.is_symlink():
            raise Stop(1, f"{name} is a symbolic link; nothing changed")
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                shutil.copy2(source, target)
            except OSError as why:
                raise Stop(1, f"{source}: {why.strerror}; nothing changed") from None
    where.mkdir(parents=True, exist_ok=True)


def patch(where, item, *options):
    """No fuzz, as in git: context that differs wants a person to look at."""
    return run("patch", "-p1", "--force", "--fuzz=0", "--binary", "--get=0", "--no-backup-if-mismatch",
               "--reject-file=-", "--input", str(item.path), *options, cwd=where)


def attempt(where, item, *options):
    """Whether the patch would go in, how far off, and what stands against it."""
    done = patch(where, item, "--dry-run", *options)
    offset = sum(abs(int(n)) for n in re.findall(r"\(offset (-?\d+) line", done.stdout))
    return Attempt(done.returncode == 0, offset, failures(done.stdout))


def failures(said):
    """`file: hunk 1, 3; other: is missing` from what patch prints."""
    bad, name = {}, None
    for line in said.splitlines():
        if found := re.match(r"(?:checking|patching) file (.*?)(?: \(.*)?$", line):
            name = found.group(1).strip("'")
        elif found := re.match(r"Hunk #(\d+) FAILED", line):
            bad.setdefault(name, []).append(f"hunk {found.group(1)}")
        elif found := re.match(r"\|\+\+\+ b/([^\t]*)", line):
            bad[found.group(1)] = ["no such file"]
    return "; ".join(f"{name}: {', '.join(what)}" for name, what in bad.items()) or said.strip().replace("\n", "; ")


def is_in(where, item):
    """Code that occurs twice can match both ways: the place that is nearer to
    the one in the patch decides."""
    back = attempt(where, item, "--reverse")
    if not back.good:
        return False
    forward = attempt(where, item)
    return not forward.good or back.offset < forward.offset


def inside(kdir, patches, work):
    """The names of those that are in: from the last to the first, each is looked
    for below those that came after it."""
    files, found = all_files(patches), set()
    copy(kdir, files, work)
    for item in reversed(patches):
        if is_in(work, item):
            patch(work, item, "--reverse")
            found.add(item.name)
    return found


def all_files(patches):
    return list(dict.fromkeys(name for item in patches for name in item.files))


def make(kdir, patches, work):
    """The Plan for a tree; work is an empty folder."""
    need("patch", "it is needed to try the series")
    there = inside(kdir, patches, work / "in")
    missing = [item for item in patches if item.name not in there]
    result = work / "result"
    copy(kdir, all_files(patches), result)
    for item in missing:
        tried = attempt(result, item)
        if not tried.good:
            return Plan(there, missing, f"{item.name} neither applies nor is in: {tried.why}; nothing changed", result)
        patch(result, item)
    return Plan(there, missing, None, result)
