# SPDX-License-Identifier: GPL-2.0-only
"""What was put into a tree that has no git: KDIR/.sgfence-applied (JSON).

It holds the touched files as they were, so that they come back bit for bit,
and the sums of what they became, so that a later change of the user is seen."""
import base64
import hashlib
import json
import os
import shutil
import zlib
from pathlib import Path
from typing import NamedTuple

from . import HalfDone, Stop

STAGE = ".sgfence-new"


class Image(NamedTuple):
    """A file; None stands for one that does not exist."""
    data: bytes
    mode: int


class Record:
    def __init__(self, path, series=None, patches=(), files=None):
        self.path, self.series, self.patches, self.files = path, series, list(patches), files or {}

    @classmethod
    def load(cls, path):
        """None if there is none."""
        try:
            found = json.loads(path.read_text())
            return cls(path, found["series"], found["patches"], found["files"])
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError):
            raise Stop(1, f"{path} cannot be read; nothing changed") from None

    def add(self, name, before, after):
        """Of a file that is in the record already, the oldest state counts; the
        newer one is noted in case this run is cut short."""
        old = self.files[name]["before"] if name in self.files else packed(before)
        self.files[name] = {"before": old, "between": summed(before), "after": summed(after)}

    def save(self):
        staged = self.path.with_name(self.path.name + ".new")
        with open(staged, "w", encoding="utf-8") as out:
            json.dump({"series": self.series, "patches": self.patches, "files": self.files}, out, indent=1)
            out.flush()
            os.fsync(out.fileno())
        os.replace(staged, self.path)

    def states(self, kdir):
        """Each file is in state after, before, between, or other: changed by somebody else."""
        found = {}
        for name, entry in self.files.items():
            now = summed(image(kdir / name))
            before = entry["before"] and {k: entry["before"][k] for k in ("sha256", "mode")}
            known = {"after": entry["after"], "before": before, "between": entry["between"]}
            found[name] = next((state for state, what in known.items() if what == now), "other")
        return found

    def before(self, name):
        entry = self.files[name]["before"]
        return entry and Image(zlib.decompress(base64.b64decode(entry["data"])), entry["mode"])


def image(path):
    try:
        return Image(path.read_bytes(), path.stat().st_mode & 0o7777)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as why:
        raise Stop(1, f"{path}: {why.strerror}; nothing changed") from None


def summed(what):
    return what and {"sha256": hashlib.sha256(what.data).hexdigest(), "mode": what.mode}


def packed(what):
    return what and summed(what) | {"data": base64.b64encode(zlib.compress(what.data)).decode()}


def put(kdir, changes):
    """Give files new images: all written aside first, then moved into place one
    by one. What is in place already is put back if a later one fails."""
    stage, done = kdir / STAGE, {}
    shutil.rmtree(stage, ignore_errors=True)
    try:
        for number, what in enumerate(changes.values()):
            if what:
                write(stage / str(number), what)
        for number, (name, what) in enumerate(changes.items()):
            done[name] = image(kdir / name)
            move(kdir, name, what and stage / str(number))
    except OSError as why:
        put_back(kdir, done, stage, why)
        raise Stop(1, f"{why.filename}: {why.strerror}; nothing changed") from None
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def put_back(kdir, old, stage, why):
    try:
        for number, (name, what) in enumerate(old.items()):
            if what != image(kdir / name):
                if what:
                    write(stage / f"old{number}", what)
                move(kdir, name, what and stage / f"old{number}")
    except OSError:
        raise HalfDone(1, f"{why.filename}: {why.strerror}; some files are changed already: "
                       "--unapply puts them back") from None


def write(path, what):
    path.parent.mkdir(exist_ok=True)
    with open(path, "wb") as out:
        out.write(what.data)
        out.flush()
        os.fsync(out.fileno())
    path.chmod(what.mode)


def move(kdir, name, source):
    """By renaming, never by writing into the file: it may have other hard links."""
    target = kdir / name
    if source:
        target.parent.mkdir(parents=True, exist_ok=True)
        like = (target if target.exists() else target.parent).stat()
        if os.geteuid() == 0:
            os.chown(source, like.st_uid, like.st_gid)
        os.replace(source, target)
        return
    target.unlink(missing_ok=True)
    remove_empty(kdir, name)


def remove_empty(kdir, name):
    """The folders of a file that is gone, as far as nothing else is in them."""
    for folder in Path(name).parents:
        try:
            (kdir / folder).rmdir()
        except OSError:
            return
