# SPDX-License-Identifier: GPL-2.0-only
"""A tree without git and quilt: the files are replaced, and a record is kept."""
from . import HalfDone, Stop, need_writable, some
from .record import Record, image, put

RECORD = ".sgfence-applied"


class Plain:
    how = "patch"

    def __init__(self, kdir):
        self.kdir = kdir
        self.record = Record.load(kdir / RECORD)
        self.states = self.record.states(kdir) if self.record else {}

    def in_state(self, *wanted):
        return [name for name, state in self.states.items() if state in wanted]

    def check_whole(self, patches):
        """Files of more than one of our states: a run was cut short."""
        if len({*self.states.values()} - {"other"}) < 2:
            return
        done = set(self.in_state("after"))
        yes, no, half = [], [], []
        for item in patches:
            if item.name in self.record.patches:
                mine = set(item.files) & set(self.states)
                (yes if mine <= done else half if mine & done else no).append(item.name)
        raise Stop(1, f"a run was cut short, and the series is half in ({len(done)} of {len(self.states)} files). "
                   f"In: {some(yes) or 'none'}. Half in: {some(half) or 'none'}. Not in: {some(no) or 'none'}. "
                   "--unapply takes it out; nothing changed")

    def check_ready(self, files):
        changed = self.in_state("other")
        if changed:
            raise Stop(1, f"changed since the series was put in: {some(changed)}; take the changes back, or remove "
                       f"{RECORD} if this is another tree now; nothing changed")
        need_writable(self.kdir, files)

    def apply(self, missing, plan, series):
        fresh = not self.in_state("after", "between")
        record = Record(self.kdir / RECORD, series) if fresh else self.record
        changes = {}
        for name in dict.fromkeys(name for item in missing for name in item.files):
            before, after = image(self.kdir / name), image(plan.result / name)
            if before != after:
                changes[name] = after
                record.add(name, before, after)
        record.patches += [item.name for item in missing]
        old = image(record.path)
        record.save()
        try:
            put(self.kdir, changes)
        except HalfDone:
            raise
        except Stop:
            put(self.kdir, {RECORD: old})
            raise

    def applied(self):
        return self.record.patches if self.in_state("after", "between", "other") else []

    def check_removable(self):
        changed = self.in_state("other")
        if changed:
            raise Stop(1, f"changed since the series was put in: {some(changed)}; take the changes back first; "
                       "nothing changed")
        need_writable(self.kdir, self.states)

    def unapply(self):
        put(self.kdir, {name: self.record.before(name) for name in self.in_state("after", "between")})
        self.record.path.unlink()
