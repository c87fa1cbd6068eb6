# SPDX-License-Identifier: GPL-2.0-only
"""Headers that the build of a driver makes, made here without compiling."""
import re
import subprocess
import sys
from pathlib import Path


def radeon(folder):
    """Tables of registers that are safe for users. mkregtable, a C program,
    fills them; for parsing their names and sizes are enough."""
    for path in sorted((folder / "reg_srcs").glob("*")):
        name, last = path.read_text().split()[:2]
        yield f"{path.name}_reg_safe.h", f"static const unsigned {name}_reg_safe_bm[{int(last, 16) // 128 + 1}];\n"


def xe(folder):
    """Numbers of workarounds, in the order of their rules."""
    for path in sorted(folder.glob("xe_*.rules")):
        stem = path.stem
        rules, entries = path.read_text(), []
        for line in rules.splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            if line[0].isspace():
                entries[-1][1].append(line.strip())
            else:
                name, _, rule = line.replace("\t", " ").partition(" ")
                entries.append((name, [rule.strip()]))
        prefix = stem.upper()
        yield f"generated/{stem}.h", "enum {\n" + "".join(f"\t{prefix}_{name} = {n},\n" for n, (name, _) in
                                                          enumerate(entries)) + \
            f"\t_{prefix}_COUNT = {len(entries)}\n}};\n"
        yield f"generated/{stem}.c", "".join(f'{{ XE_RTP_NAME("{name}"), XE_RTP_RULES({", OR, ".join(rule)}) }},\n'
                                             for name, rule in entries)


def msm(folder):
    """Headers of registers; the driver's own script writes them."""
    script = folder / "registers" / "gen_header.py"
    validate = ["--no-validate"] if "--no-validate" in script.read_text() else []
    named = set(re.findall(r"\bgenerated/(\w+\.xml)\.h\b", (folder / "Makefile").read_text(errors="replace")))
    for path in sorted(p for p in folder.glob("registers/*/*.xml") if p.name in named):
        run = subprocess.run([sys.executable, "-B", str(script), *validate, "--rnn", str(folder / "registers"), "--xml",
                              str(path), "c-defines"], capture_output=True, text=True, check=False)
        if run.returncode == 0:
            yield f"generated/{path.stem}.xml.h", run.stdout
        else:
            raise ValueError(f"{script.name} fails: {(run.stderr.splitlines() or ['no message'])[-1]}")


# Folder: (what it needs, what makes the headers of it).
MAKERS = {"drivers/gpu/drm/radeon": ("reg_srcs", radeon), "drivers/gpu/drm/xe": ("xe_wa_oob.rules", xe),
          "drivers/gpu/drm/msm": ("registers/gen_header.py", msm)}


def files(source, folders, made):
    """({relative path: text}, {what was not made: reason}) for the folders of
    Makefiles that are scanned. What is in @made and not old is left as it is."""
    found, lost = {}, {}
    for name, (needs, maker) in MAKERS.items():
        folder = source / name
        if folder not in folders or not (folder / needs).exists():
            continue
        sources = [folder / "Makefile", *(folder / Path(needs).parts[0]).rglob("*"), folder / needs]
        stamp = f"{max(p.stat().st_mtime_ns for p in sources)} {len(sources)}\n"
        if (made / name / "stamp").is_file() and (made / name / "stamp").read_text() == stamp:
            continue
        try:
            found.update((f"{name}/{path}", text) for path, text in maker(folder))
            found[f"{name}/stamp"] = stamp
        except (ValueError, IndexError, OSError) as why:
            lost[f"{name}/{needs}"] = f"its headers cannot be generated: {why}"
    return found, lost
