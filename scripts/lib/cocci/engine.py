# SPDX-License-Identifier: GPL-2.0-only
"""Run spatch: one process a rule and batch of files, by GNU parallel.

The files of a batch are separate file groups, so that they never become one
program. A batch that fails or runs out of time is run again file by file:
only the guilty file is lost, and it is named.

spatch starts in a folder of ours, with a HOME of ours, and sees the tree
through a link: a .cocciconfig of the tree or of the user (the kernel's asks
for git grep) would change what it does, and odd names break it.
"""
import itertools
import os
import re
import shlex
import signal
import subprocess
import time
from pathlib import Path

WORKER = Path(__file__).resolve().parent / "spatch-batch"
# Bytes of source a batch: start-up is paid seldom, and a time-out loses little.
BATCH_BYTES = 3_000_000
BATCH_FILES = 150
# Skipped: a file without the words that the rule cannot do without.
HANDLED = re.compile(r"^(?:HANDLING|Skipping): (.+?) *$")
PARSE_ERROR = re.compile(r'^ = File "(.+)", line (\d+), ')
FAILURE = re.compile(r"^(?:EXN|Fatal error|exn while in timeout)\b.*|^.*Impossible: How can diff be null.*")


class Batch:
    """Files of one rule for one spatch process, and what came of them."""

    def __init__(self, rule, files, out):
        self.rule, self.files, self.out = rule, files, Path(out)
        self.code, self.seconds = None, 0.0

    def read(self, suffix):
        try:
            return Path(f"{self.out}.{suffix}").read_bytes().decode(errors="surrogateescape")
        except FileNotFoundError:
            return ""


class Engine:
    """Runs rules over files below `root`, which is the folder or link
    `work`/`prefix`. `lost` maps a file to the reasons for which some rule has
    not, or not wholly, analysed it."""

    numbers = itertools.count(1)

    def __init__(self, work, prefix, mode, options):
        self.work, self.prefix, self.mode = Path(work), prefix, mode
        self.root = self.work / prefix
        self.jobs, self.timeout = options.jobs, options.timeout
        self.spflags, self.verbose = options.spflags, options.verbose
        self.log, self.progress = options.log, options.progress
        self.lost, self.interrupted = {}, False

    def run(self, work_list, extra=()):
        """work_list: [(rule, files)]. Returns the batches that succeeded."""
        total = sum(self._size(files) for _, files in work_list)
        limit = min(BATCH_BYTES, total // (8 * self.jobs))
        batches = [b for rule, files in work_list for b in self._cut(rule, files, limit)]
        # The largest first: a big file that starts last holds up the end.
        batches.sort(key=lambda b: -self._size(b.files))
        self._parallel(batches, extra)
        done, again = self._sort_out(batches)
        if again and not self.interrupted:
            self._parallel(again, extra)
            alone, failed = self._sort_out(again)
            done += alone
            for batch in failed:
                self._lose(batch.files[0], batch.rule, self._reason(batch))
        for batch in done:
            self._partly_parsed(batch)
        return done

    def _size(self, files):
        return sum(os.stat(self.root / f).st_size for f in files)

    def _cut(self, rule, files, limit):
        """Batches of similar cost: some for every core, to share the work."""
        sized = sorted(((self._size([f]), f) for f in files), reverse=True)
        batch, size = [], 0
        for bytes_, name in sized:
            if batch and (size + bytes_ > limit or len(batch) >= BATCH_FILES):
                yield self._batch(rule, batch)
                batch, size = [], 0
            batch.append(name)
            size += bytes_
        if batch:
            yield self._batch(rule, batch)

    def _batch(self, rule, files):
        return Batch(rule, files, self.work / f"batch{next(self.numbers):05d}")

    def _command(self, batch, extra):
        groups = Path(f"{batch.out}.groups")
        groups.write_text("\n\n".join(f"{self.prefix}/{f}" for f in batch.files) + "\n")
        quiet = [] if self.mode in ("patch", "context") else ["--no-show-diff"]
        return [str(WORKER), str(groups), str(batch.out), "-D", self.mode, "--cocci-file",
                str(batch.rule.path), *batch.rule.options, "--parse-error-msg", "--verbose-parsing",
                *quiet, *extra, *self.spflags]

    def _parallel(self, batches, extra):
        """Run the batches; each gets its exit code from parallel's log."""
        if not batches or self.interrupted:
            return
        joblog = self.work / "joblog"
        joblog.unlink(missing_ok=True)
        lines = "".join(shlex.join(self._command(b, extra)) + "\n" for b in batches)
        if self.verbose:
            self.log(lines.rstrip())
        # --termseq: on an interrupt the children end at once, by KILL if need be.
        process = subprocess.Popen(
            ["parallel", "--no-notice", "--will-cite", "--jobs", str(self.jobs), "--joblog", str(joblog),
             "--timeout", str(self.timeout), "--termseq", "TERM,200,KILL,50"],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=self.work,
            env=self._environment(), start_new_session=True)
        process.stdin.write(lines.encode(errors="surrogateescape"))
        process.stdin.close()
        self._wait(process, joblog, batches)
        self._read_log(joblog, batches)

    def _environment(self):
        # The system's python3 is the one that spatch was built for; a
        # wrapper in front of it costs more than spatch's own start.
        return {**os.environ, "LC_ALL": "C", "SHELL": "/bin/sh", "HOME": str(self.work),
                "PATH": "/usr/bin:" + os.environ.get("PATH", "")}

    def _wait(self, process, joblog, batches):
        try:
            while True:
                try:
                    process.wait(0.2)
                    return
                except subprocess.TimeoutExpired:
                    self.progress(self._finished(joblog, batches))
        except KeyboardInterrupt:
            self.interrupted = True
            # The first TERM lets running jobs end, the second ends them.
            for _ in range(2):
                process.send_signal(signal.SIGTERM)
                time.sleep(0.1)
            process.wait()
        finally:
            process.stderr.close()

    @staticmethod
    def _log_rows(joblog):
        """(sequence number, exit code, signal, seconds) of finished jobs."""
        try:
            rows = joblog.read_text(errors="replace").splitlines()[1:]
        except FileNotFoundError:
            return
        for row in rows:
            field = row.split("\t")
            if len(field) >= 8:
                yield int(field[0]), int(field[6]), int(field[7]), float(field[3])

    def _finished(self, joblog, batches):
        return [batches[row[0] - 1] for row in self._log_rows(joblog)]

    def _read_log(self, joblog, batches):
        for number, code, killed_by, seconds in self._log_rows(joblog):
            batch = batches[number - 1]
            batch.code, batch.seconds = (code or -killed_by), seconds

    def _sort_out(self, batches):
        """Split batches into those whose every file was handled, and single-
        file batches to try again. What an interrupt cut off is lost."""
        done, again = [], []
        for batch in batches:
            if batch.code is None and self.interrupted:
                for name in batch.files:
                    self._lose(name, batch.rule, "interrupted")
            elif self._whole(batch):
                done.append(batch)
            elif len(batch.files) == 1:
                again.append(batch)
            else:
                again += [self._batch(batch.rule, [name]) for name in batch.files]
        return done, again

    def _whole(self, batch):
        messages = batch.read("err").splitlines()
        handled = {m.group(1) for m in map(HANDLED.match, messages) if m}
        return (batch.code == 0 and handled >= {f"{self.prefix}/{f}" for f in batch.files}
                and not any(map(FAILURE.match, messages)))

    def _reason(self, batch):
        if batch.seconds >= self.timeout and batch.code != 0:
            return f"time-out after {self.timeout} s"
        said = [m for m in batch.read("err").splitlines() if FAILURE.match(m) or "rror:" in m]
        return f"spatch failed (exit {batch.code})" + (f": {said[-1][:120]}" if said else "")

    def text(self, batch):
        """A batch's results, with names relative to the root."""
        return re.sub(rf"(?m)^(--- |\+\+\+ |\* TODO \[\[view:|){self.prefix}/", r"\1", batch.read("out"))

    def _lose(self, name, rule, reason):
        reasons = self.lost.setdefault(name, [])
        if (entry := f"{rule.id}: {reason}") not in reasons:
            reasons.append(entry)

    def _partly_parsed(self, batch):
        """A function that spatch gave up on counts as not analysed if it holds
        a word that the rule needs; spatch prints the text that it skipped."""
        words = re.compile("|".join(rf"\b{re.escape(w)}\b" for w in batch.rule.keywords) or "(?!)")
        name = line = None
        for message in batch.read("err").splitlines():
            if found := PARSE_ERROR.match(message):
                name, line = found.group(1).removeprefix(f"{self.prefix}/"), found.group(2)
            elif name in batch.files and message.startswith(("bad: ", "BAD:!!!!! ")) and words.search(message):
                self._lose(name, batch.rule, f"spatch cannot parse the code around line {line}")
