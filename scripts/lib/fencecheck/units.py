# SPDX-License-Identifier: GPL-2.0-only
"""The unit list that the core reads: what is parsed, and with which flags."""
import hashlib
import os
from pathlib import Path

from cocci import UsageError

from . import generated, kbuild, place as places, shim
from .flags import Kernel, compile_commands


class Units:
    """The files of a place, what drivers there share, and their flags."""

    def __init__(self, place, build, work, jobs, libraries=(), database=None):
        """@build: folder for what stays, @work: for what does not, @libraries:
        [absolute paths] of shared code, @database: a compile_commands.json."""
        self.place = place
        self.lost = {}
        everything = place._replace(wanted=sorted({*place.wanted, *libraries}))
        self.makefiles = kbuild.Makefiles(everything, work, jobs)
        self.makefiles.run()
        self.units = dict(self.makefiles.units)
        self.ignored = self._unnamed()
        self._refuse()
        self.commands = compile_commands(database) if database else {}
        self.kernel = Kernel(place, self._made(build))

    def _unnamed(self):
        """Files that no Makefile names are left out, unless there is none, or
        they were asked for. Returns what is left out."""
        rest = [p for p in self.makefiles.rest() if self.place.holds(p)]
        parts = kbuild.included([*self.units, *rest]) if rest else ()
        left_out = []
        for path in rest:
            if path in self.place.wanted or not (path.name in parts or self.makefiles.has_makefile(path)):
                self.units[path] = self.makefiles.unnamed(path)
            elif path.name not in parts:
                left_out.append(path)
        for name, why in self.makefiles.trouble.items():
            self.lost[self.name(name)] = f"cannot be evaluated: {why}"
        if not self.units and not self.lost:
            below = self.place.wanted[0]
            raise UsageError(f"no Makefile names the C files below {below}" if rest else f"no C source below {below}")
        return left_out

    def name(self, path):
        """As in findings: relative to the scanned tree if it lies there."""
        return os.path.relpath(path, self.place.root) if places.below(path, self.place.root) else str(path)

    def _refuse(self):
        """What cannot be given to the core, or not be read by it."""
        for path in list(self.units):
            why = ""
            if any(c in str(path) for c in "\t\n"):
                why = "its name has a tab or a newline"
            else:
                try:
                    path.open("rb").close()
                except OSError as error:
                    why = f"cannot be read: {error.strerror}"
            if why:
                del self.units[path]
                self.lost[self.name(path).replace("\t", "?").replace("\n", "?")] = why

    def _made(self, build):
        """The folder with what a build of the kernel would generate."""
        place = self.place
        # Another stand-in for drivers elsewhere: its symbols change what all files see.
        folders = [w.parent if w.is_file() else w for w in place.wanted] if not place.external else []
        more = sorted({f for f in (os.path.relpath(f, place.source) for f in folders)
                       if not f.startswith(tuple(f"{d}/" for d in shim.DRIVERS)) and f not in shim.DRIVERS})
        version = shim.version((place.source / "Makefile").read_text(errors="replace"))
        key = "\n".join(map(str, (place.source, place.objects, version, *more))) + "\n"
        made = Path(build) / f"shim-{hashlib.sha256(os.fsencode(key)).hexdigest()[:16]}"
        shim.write(made, {"made-for": key} | ({} if place.objects else shim.files(place.source, more)))
        contents, why = generated.files(place.source, {u.folder for u in self.units.values()}, made)
        shim.write(made, contents)
        self.lost.update(why)
        return made

    def scanned(self):
        """The files that were asked for, without those of libraries, sorted."""
        return sorted(self.name(p) for p in self.units if self.place.holds(p))

    def text(self):
        """The unit list."""
        root = str(self.place.root)
        directory = str(self.place.objects or self.kernel.made)
        sets, lines = {}, []
        for path, unit in sorted(self.units.items()):
            where, args = self.commands.get(path) or (directory, self.kernel.of(unit))
            fields = "\t".join((where, *args))
            if "\n" in fields or "\t" in root + where or any("\t" in a for a in args):
                raise UsageError(f"{path}: its flags or its folder have a tab or a newline")
            lines.append(f"unit\t{sets.setdefault(fields, len(sets))}\t{self.name(path)}\n")
        return f"root\t{root}\n" + "".join(f"flags\t{n}\t{fields}\n" for fields, n in sets.items()) + "".join(lines)


def libraries(models, place):
    """Absolute paths of the code that drivers share, as the models list it."""
    names = []
    for model in models:
        for line in model.read_text(errors="replace").splitlines() if model.is_file() else ():
            words = line.partition("#")[0].split()
            names += words[1:] if words[:1] == ["library"] else ()
    found = []
    for name in names:
        path = place.source / name.removesuffix("/*")
        if name.endswith("/*"):
            found += sorted(path.glob("*.c"))
        elif path.is_file() or any(places.c_files(path)):
            found.append(path)
    return found
