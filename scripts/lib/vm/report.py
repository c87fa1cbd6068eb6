# SPDX-License-Identifier: GPL-2.0-only
"""Verdicts on paper: KTAP version 1, JUnit XML, the table at the end."""
import xml.etree.ElementTree as ET

from vm.verdict import INCOMPLETE, OK


def ktap_result(number, verdict, indent="    "):
    """The diagnostics belong above the result line."""
    skip = f" # SKIP {verdict.skip}" if verdict.skip else ""
    good = "ok" if verdict.code == OK else "not ok"
    lines = [f"{indent}# {note}" for note in verdict.notes]
    return [*lines, f"{indent}{good} {number} {verdict.name}{skip}"]


def ktap_head(name, count):
    return ["    KTAP version 1", f"    # Subtest: {name}", f"    1..{count}"]


def ktap_end(number, name, verdicts):
    good = all(v.code == OK for v in verdicts)
    return [f"{'ok' if good else 'not ok'} {number} {name}"]


def ktap_alone(name, verdicts):
    """The file of one variant, whole in itself."""
    lines = ["KTAP version 1", "1..1", *ktap_head(name, len(verdicts))]
    for number, verdict in enumerate(verdicts, 1):
        lines += ktap_result(number, verdict)
    return "\n".join([*lines, *ktap_end(1, name, verdicts)]) + "\n"


def clean(text):
    """XML has no place for control characters."""
    return "".join(c if c.isprintable() else " " for c in text)


def junit(name, verdicts, consoles):
    """failure: the verdict is wrong; error: there is no verdict to trust."""
    suite = ET.Element("testsuite", name=name, tests=str(len(verdicts)),
                       failures=str(sum(v.code not in (OK, INCOMPLETE) for v in verdicts)),
                       errors=str(sum(v.code == INCOMPLETE for v in verdicts)),
                       skipped=str(sum(bool(v.skip) for v in verdicts)),
                       time=f"{sum(v.seconds for v in verdicts):.1f}")
    for verdict in verdicts:
        case = ET.SubElement(suite, "testcase", classname=name, name=verdict.name, time=f"{verdict.seconds:.1f}")
        notes = clean("; ".join(verdict.notes))
        if verdict.skip:
            ET.SubElement(case, "skipped", message=clean(verdict.skip))
        elif verdict.code == INCOMPLETE:
            ET.SubElement(case, "error", message=notes)
        elif verdict.code != OK:
            ET.SubElement(case, "failure", message=notes)
        ET.SubElement(case, "system-out").text = str(consoles / f"{verdict.name}.console")
    root = ET.Element("testsuites")
    root.append(suite)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def tsv(verdicts):
    words = {OK: "ok", INCOMPLETE: "incomplete"}
    return "".join(f"{v.name}\t{v.want}\t{v.seen}\t{words.get(v.code, 'not ok')}\t{v.seconds:.1f}\n" for v in verdicts)


def table(results):
    """results: variant -> verdicts, all of the same rows in the same order."""
    variants = list(results)
    head = ["scenario", *variants, "expected", "as expected"]
    body = []
    for columns in zip(*results.values()):
        wants = list(dict.fromkeys(v.want for v in columns))
        good = all(v.code == OK for v in columns)
        body.append([columns[0].name, *(v.seen for v in columns), " -> ".join(wants), "yes" if good else "NO"])
    widths = [max(len(line[n]) for line in [head, *body]) for n in range(len(head))]
    return ["  ".join(word.ljust(width) for word, width in zip(line, widths)).rstrip() for line in [head, *body]]
