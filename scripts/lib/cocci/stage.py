# SPDX-License-Identifier: GPL-2.0-only
"""A copy of the candidate files, for rules that rewrite and for names that
spatch cannot take (it hands them to a shell without quotes)."""
import os
import re
import shutil
import subprocess
from pathlib import Path

INCLUDE = re.compile(rb'^[ \t]*#[ \t]*include[ \t]*"([^"]+)"', re.M)


def encode(name):
    """A path that a shell takes unquoted: other bytes become =XX."""
    return re.sub(rb"[^A-Za-z0-9_./+-]", lambda m: b"=%02X" % m.group(0)[0],
                  os.fsencode(name)).decode()


def decode(name):
    return os.fsdecode(re.sub(rb"=([0-9A-F]{2})", lambda m: bytes([int(m.group(1), 16)]),
                              os.fsencode(name)))


def odd(name):
    return encode(name) != name


class Stage:
    """Copies of files of `root` below `folder`, under encoded names."""

    def __init__(self, root, folder):
        self.root, self.folder = Path(root), Path(folder)

    def add(self, names):
        """Copy the files. Beside them go links to what a rule may look at:
        the other sources of the folder, and local headers for their types."""
        for name in names:
            target = self._target(name)
            # Not copystat: a read-only source must stay editable in the copy.
            shutil.copyfile(self.root / name, target)
        for folder in {os.path.dirname(name) for name in names}:
            for beside in os.listdir(self.root / folder):
                if beside.endswith((".c", ".h")):
                    self._link(os.path.join(folder, beside))
        for name in names:
            for header in INCLUDE.findall((self.root / name).read_bytes()):
                self._link(os.path.normpath(os.path.join(os.path.dirname(name), os.fsdecode(header))))

    def _target(self, name):
        target = self.folder / encode(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        return target

    def _link(self, name):
        if not name.startswith("..") and (self.root / name).is_file():
            target = self._target(name)
            if not os.path.lexists(target):
                target.symlink_to(self.root / name)

    def changed(self, names):
        return [n for n in names if (self.folder / encode(n)).read_bytes() != (self.root / n).read_bytes()]

    def tidy(self, name):
        """spatch pads continuation lines with blanks; the kernel uses tabs."""
        before = set((self.root / name).read_bytes().split(b"\n"))
        path = self.folder / encode(name)
        lines = path.read_bytes().split(b"\n")
        path.write_bytes(b"\n".join(line if line in before else _tabs(line) for line in lines))

    def diff(self, name):
        """The unified diff of one file, as `git apply` and `patch -p1` take it."""
        run = subprocess.run(["diff", "-u", "-p", "--label", _quote(f"a/{name}"), "--label", _quote(f"b/{name}"),
                              "--", str(self.root / name), str(self.folder / encode(name))],
                             capture_output=True, check=False)
        return run.stdout

    def write_back(self, name):
        """Replace the file in the tree at once; its mode stays."""
        target = self.root / name
        new = target.with_name(target.name + ".sgfence-new")
        shutil.copyfile(self.folder / encode(name), new)
        shutil.copymode(target, new)
        os.replace(new, target)


def _tabs(line):
    blank = re.match(rb"^(\t+) {8,}", line)
    if not blank:
        return line
    rest = line[blank.end():]
    column = 8 * len(blank.group(1)) + (blank.end() - len(blank.group(1)))
    return b"\t" * (column // 8) + b" " * (column % 8) + rest


def _quote(name):
    """git and patch read a C-quoted name where the plain one is ambiguous,
    and a name with a blank up to a tab."""
    if not re.search(r'[\x00-\x1f"\\\x7f]', name):
        return name + ("\t" if " " in name else "")
    return '"' + re.sub(r'[\x00-\x1f"\\\x7f]', lambda m: f"\\{ord(m.group(0)):03o}", name) + '"'
