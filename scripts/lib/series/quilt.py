# SPDX-License-Identifier: GPL-2.0-only
"""A tree that quilt manages already: the patches become quilt's, as sgfence/NAME."""
from . import Stop, need, need_writable, run, some
from .record import Record, image, remove_empty

PREFIX = "sgfence/"


def find(kdir):
    if (kdir / ".pc").is_dir() or (kdir / "debian/patches").is_dir():
        return Quilt(kdir)
    return None


class Quilt:
    how = "quilt"

    def __init__(self, kdir):
        need("quilt", f"{kdir} is managed by it")
        self.kdir = kdir
        self.folder = self.patches_folder()
        self.record = Record.load(kdir / ".pc" / ".sgfence-applied")

    def patches_folder(self):
        """Where quilt itself would look, without the user's settings."""
        noted = self.kdir / ".pc" / ".quilt_patches"
        if noted.is_file():
            return noted.read_text().strip()
        return "debian/patches" if (self.kdir / "debian/patches").is_dir() else "patches"

    def quilt(self, *command):
        return run("quilt", "--quiltrc", "-", *command, cwd=self.kdir, QUILT_PATCHES=self.folder)

    def names(self, which):
        done = self.quilt(which)
        return [] if done.returncode else done.stdout.split("\n")[:-1]

    def ours(self, which="applied"):
        return [name.removeprefix(PREFIX) for name in self.names(which) if name.startswith(PREFIX)]

    def check_whole(self, _patches):
        wanted, there = self.ours("series"), self.ours()
        if wanted != there:
            raise Stop(1, f"the series is half in. In: {some(there) or 'none'}. Not in: "
                       f"{some(name for name in wanted if name not in there)}. "
                       "--unapply takes it out; nothing changed")

    def check_ready(self, files):
        series, there = self.names("series"), self.names("applied")
        if series != there:
            raise Stop(1, f"quilt patches that are not applied: {some(series[len(there):])}; "
                       "`quilt push -a` first; nothing changed")
        self.check_refreshed(there)
        need_writable(self.kdir, [*files, self.folder + "/x", ".pc/x"])

    def check_refreshed(self, there):
        if there and self.quilt("diff", "-z").stdout.startswith("Index:"):
            raise Stop(1, f"{there[-1]} has changes that are not in it yet: `quilt refresh` first; nothing changed")

    def apply(self, missing, plan, series):
        record = self.record if self.record and self.ours() else Record(self.kdir / ".pc/.sgfence-applied", series)
        for name in dict.fromkeys(name for item in missing for name in item.files):
            record.add(name, image(self.kdir / name), image(plan.result / name))
        record.patches += [item.name for item in missing]
        put_in = []
        for item in missing:
            put_in.append(item.name)
            done = self.quilt("import", "-P", PREFIX + item.name, str(item.path))
            if done.returncode == 0:
                done = self.quilt("push", "-q", "--fuzz=0")
            if done.returncode:
                self.delete(put_in, record)
                raise Stop(1, f"quilt: {item.name}: {done.stdout.strip().splitlines()[-1]}; taken back, nothing changed")
        record.save()

    def delete(self, names, record):
        """quilt leaves the folders that it made."""
        for name in reversed(names):
            if PREFIX + name in self.names("series"):
                done = self.quilt("delete", "-r", PREFIX + name)
                if done.returncode:
                    raise Stop(1, f"quilt cannot take {name} out: {done.stdout.strip().splitlines()[-1]}; "
                               "those after it are out")
        created = [name for name, entry in record.files.items() if not entry["before"]] if record else []
        for name in (f"{self.folder}/{PREFIX}x", f".pc/{PREFIX}x", *created):
            remove_empty(self.kdir, name)

    def applied(self):
        return self.ours("series")

    def check_removable(self):
        there = self.names("applied")
        ours = self.ours()
        if ours and there[-1].removeprefix(PREFIX) != ours[-1]:
            raise Stop(1, f"quilt patches on top of the series: {there[-1]}; pop them first; nothing changed")
        if self.record and ours == self.record.patches:
            states = self.record.states(self.kdir)
            if changed := [name for name, state in states.items() if state != "after"]:
                raise Stop(1, f"changed since the series was put in: {some(changed)}; take the changes back first; "
                           "nothing changed")
        else:
            self.check_refreshed(ours)

    def unapply(self):
        self.delete(self.ours("series"), self.record)
        (self.kdir / ".pc" / ".sgfence-applied").unlink(missing_ok=True)
