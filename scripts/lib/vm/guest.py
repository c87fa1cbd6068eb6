# SPDX-License-Identifier: GPL-2.0-only
"""A guest: its initramfs, its command line, its life and death."""
import os
import shlex
import shutil
import subprocess
import threading
import time
from pathlib import Path
from typing import NamedTuple

from vm import MissingError

QEMU = "qemu-system-x86_64"
# Firmware, timers and two serial ports: all that a guest without PCI needs.
MACHINE = "microvm,acpi=off,pit=on,pic=on,rtc=on,isa-serial=on"
APPEND = "console=ttyS0,115200 panic=-1 reboot=t tsc=reliable lpj=4000000 noapictimer"

running = set()
lock = threading.Lock()


class Limits(NamedTuple):
    """Seconds: until user space, from there to the end, for everything."""
    boot: float
    scenario: float
    deadline: float


class Boot(NamedTuple):
    """One life of a guest; late says which limit ended it, if one did."""
    seconds: float
    late: str
    channel: list


def check_tools():
    for tool in (QEMU, "timeout"):
        if not shutil.which(tool):
            raise MissingError(f"{tool} is missing: make deps")


def cpio_entry(number, name, mode, data=b""):
    fields = (number, mode, 0, 0, 1, 0, len(data), 0, 0, 0, 0, len(name) + 1, 0)
    head = ("070701" + "".join(f"{f:08X}" for f in fields) + name + "\0").encode()
    return head + b"\0" * (-len(head) % 4) + data + b"\0" * (-len(data) % 4)


def initramfs(path, init, modules):
    """/init and the modules, in the kernel's "newc" form."""
    entries = [("dev", 0o40755, b""), ("proc", 0o40755, b""), ("init", 0o100755, init.read_bytes())]
    entries += [(module.name, 0o100644, module.read_bytes()) for module in modules if module.is_file()]
    entries.append(("TRAILER!!!", 0, b""))
    path.write_bytes(b"".join(cpio_entry(n, *e) for n, e in enumerate(entries, 1)))
    return path


def command(vmlinux, initrd, accel, files, limit, cpus=1, **parameters):
    """The exact command line; parameters reach /init as its environment."""
    append = " ".join([APPEND, *(f"{k}={v}" for k, v in parameters.items() if v)])
    return ["timeout", "-k", "5", f"{limit:.0f}", QEMU, "-machine", MACHINE, "-accel", accel,
            "-cpu", "host" if accel == "kvm" else "qemu64", "-smp", str(cpus), "-m", "256", "-nodefaults", "-no-user-config",
            "-display", "none", "-no-reboot", "-serial", f"file:{files}.console",
            "-chardev", f"file,id=channel,path={files}.channel", "-device", "isa-serial,index=1,chardev=channel",
            "-kernel", str(vmlinux), "-initrd", str(initrd), "-append", append]


def boot(words, files, limits):
    """Run a guest to its end, or end it; either is a result."""
    console, channel = Path(f"{files}.console"), Path(f"{files}.channel")
    for path in (console, channel):
        path.write_bytes(b"")
    Path(f"{files}.qemu").write_text(shlex.join(words) + "\n")
    start = time.monotonic()
    if start >= limits.deadline:
        return Boot(0, "not booted: the total time is over", [])
    with Path(f"{files}.stderr").open("w") as errors:
        process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=errors, stderr=errors, start_new_session=True)
    with lock:
        running.add(process)
    try:
        late = watch(process, channel, start, limits)
    finally:
        end(process)
    # What QEMU itself had to say (a bad option, no KVM).
    errors = Path(f"{files}.stderr").read_text().strip()
    if not errors:
        Path(f"{files}.stderr").unlink()
    lines = channel.read_text(errors="replace").splitlines()
    if not late and not console.stat().st_size:
        late = f"QEMU: {errors.splitlines()[0]}" if errors else "QEMU ended without output"
    return Boot(time.monotonic() - start, late, [line for line in lines if line])


def watch(process, channel, start, limits):
    user_space = None
    while True:
        try:
            process.wait(0.05)
            return ""
        except subprocess.TimeoutExpired:
            now = time.monotonic()
        if user_space is None and channel.stat().st_size:
            user_space = now
        if now >= limits.deadline:
            return "stopped: the total time is over"
        if user_space is None and now - start > limits.boot:
            return f"did not boot in {limits.boot:.0f} s"
        if user_space is not None and now - user_space > limits.scenario:
            return f"did not end in {limits.scenario:.0f} s"


def end(process):
    """timeout hands the signal on, and kills what ignores it."""
    if process.poll() is None:
        process.terminate()
        process.wait()
    with lock:
        running.discard(process)


def end_all():
    with lock:
        for process in running:
            process.terminate()


def probe_kvm(vmlinux, initrd, files):
    """"" if this very kernel boots under KVM in ten seconds, or why not."""
    if not os.access("/dev/kvm", os.R_OK | os.W_OK):
        return "no /dev/kvm"
    limits = Limits(10, 10, time.monotonic() + 30)
    result = boot(command(vmlinux, initrd, "kvm", files, 30), files, limits)
    if result.late:
        return result.late
    return "" if result.channel[-1:] == ["done"] else "the guest did not come up"
