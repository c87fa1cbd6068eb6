# SPDX-License-Identifier: GPL-2.0-only
"""What a boot has shown: by the judge, and by the channel."""
import errno
import re
import subprocess
from typing import NamedTuple

OK, NOT_OK, INCOMPLETE = 0, 1, 3
RESULT = re.compile(r"^(?:not )?ok \d+ (?:- )?\S+(?: # (?P<note>.*))?$")
REPORT = re.compile(r"\] (?:-*\[ cut here|(?:WARNING|BUG|Kernel panic|Oops)\b.*|INFO: (?:possible|trying|task)\b.*)")


class Verdict(NamedTuple):
    """code is OK, NOT_OK or INCOMPLETE; seen is the outcome, as far as it is known."""
    name: str
    code: int
    want: str
    seen: str
    notes: list
    skip: str
    seconds: float


def seen_by(notes, code, want):
    """The judge says `expected X, got Y: title` of what it did not expect."""
    for note in notes:
        got = re.search(r"expected .*, got ([a-z]+)", note)
        if got:
            return got.group(1)
    if code == OK:
        return want
    if any(re.match(r"task fl-\S* hung", note) for note in notes):
        return "hangs"
    return "?"


def of_scenario(judge, row, kver, series, console, boot):
    """Ask the judge; then the runner's own doubts, which never improve a verdict."""
    done = subprocess.run([str(judge), "--scenario", row.name, "--kernel", kver, "--series", str(series), str(console)],
                          capture_output=True, text=True, errors="replace", check=False)
    lines = done.stdout.splitlines()
    result = RESULT.match(lines[-1]) if lines else None
    notes = [line.removeprefix("# ") for line in lines if line.startswith("#")]
    note = (result and result["note"]) or ""
    code = done.returncode
    if result is None or code not in (OK, NOT_OK, INCOMPLETE):
        notes.append(f"the judge failed: exit {code} {done.stderr.strip()}")
        code = INCOMPLETE
    if note.startswith("SKIP"):
        return Verdict(row.name, OK, row.want(series), "skipped", notes, note[4:].strip(), boot.seconds)
    doubts = doubts_of(boot, row.want(series), code)
    if doubts:
        code = INCOMPLETE
    elif note:
        notes.append(note)
    return Verdict(row.name, code, row.want(series), seen_by(notes, code, row.want(series)), doubts + notes, "",
                   boot.seconds)


def doubts_of(boot, want, code):
    if boot.late:
        return [boot.late]
    if boot.channel[:2] != ["boot", "lockdep on"]:
        return [f"channel: '{', '.join(boot.channel[:2])}' instead of 'boot, lockdep on'"]
    if code == OK and want != "hangs" and boot.channel[-1] != "done":
        return [f"channel: ends with '{boot.channel[-1]}', not with 'done'"]
    return []


def reports_in(console):
    """Anything that a kernel says when it is not well. An RCU stall notice is
    no such thing: under emulation it only means slow."""
    return [match.group(0)[2:] for match in REPORT.finditer(console.read_text(errors="replace"))]


def of_module(name, console, boot):
    """Somebody else's test module: it loads, and lockdep has nothing to say."""
    notes = [boot.late] if boot.late else []
    code = INCOMPLETE if notes or boot.channel[:2] != ["boot", "lockdep on"] else OK
    if code == OK:
        notes = reports_in(console)
        if boot.channel[2:] != ["insmod rc=0", "lockdep on", "done"]:
            notes.append(f"channel: '{', '.join(boot.channel[2:])}'")
        code = NOT_OK if notes else OK
    return Verdict(name, code, "passes", "passes" if code == OK else "?", notes, "", boot.seconds)


def of_refusal(name, console, boot):
    """On a kernel without lockdep the module says so and does not load."""
    said = "fence-lockdep: lockdep is not in this kernel" in console.read_text(errors="replace")
    notes = [boot.late] if boot.late else []
    code = INCOMPLETE if notes else OK
    if code == OK and not said:
        notes.append("no line 'fence-lockdep: lockdep is not in this kernel'")
    if code == OK and boot.channel != ["boot", "lockdep none", f"insmod rc={errno.EOPNOTSUPP}", "lockdep none", "done"]:
        notes.append(f"channel: '{', '.join(boot.channel)}'")
    if notes:
        code = code or NOT_OK
    return Verdict(name, code, "refuses", "refuses" if code == OK else "?", notes, "", boot.seconds)
