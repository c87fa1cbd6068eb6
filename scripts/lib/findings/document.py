# SPDX-License-Identifier: GPL-2.0-only
"""Findings for other programs: JSON and SARIF 2.1.0."""
import hashlib
import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import quote

from . import baseline
from .lines import decode, encode

TOP = Path(__file__).resolve().parents[3]
SCHEMA = "https://raw.githubusercontent.com/oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json"


def dump(document):
    text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    # JSON is UTF-8 without exception: other bytes become U+FFFD.
    return encode(text).decode("utf-8", "replace").encode()


def as_json(result):
    return dump({
        "version": 1,
        "findings": [{
            "path": f.path, "line": f.line, "column": f.column, "end_column": f.end_column,
            "severity": f.severity, "rule": f.rule, "message": f.message,
            "witnesses": [w._asdict() for w in f.witnesses],
        } for f in result.findings],
        "not_analysed": [{"path": path, "reason": reason} for path, reason in result.lost],
    })


def sarif(result):
    rules = sorted(result.rules | {f.rule for f in result.findings})
    seen = Counter()
    return dump({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "sgfence", "rules": [describe(r) for r in rules]}},
            "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The root of the scanned tree"}}},
            "invocations": [invocation(result.lost)],
            "results": [one_result(f, rules, result.tree, seen) for f in result.findings],
        }],
    })


def describe(rule):
    """What the header of the rule's file and its page say, where they exist."""
    descriptor = {"id": rule}
    source, page = TOP / "cocci" / f"{rule}.cocci", Path("docs/rules") / f"{rule}.md"
    if source.is_file():
        said = re.findall(r"^///(.*)$", decode(source.read_bytes()), re.M)
        descriptor["fullDescription"] = {"text": " ".join(" ".join(said).split())}
    if (TOP / page).is_file():
        descriptor["helpUri"] = str(page)
    return descriptor


def invocation(lost):
    """A run that did not see every file was not a successful one."""
    notes = [{
        "level": "error",
        "message": {"text": f"not analysed: {reason}"},
        "locations": [{"physicalLocation": {"artifactLocation": artifact(path)}}],
    } for path, reason in lost]
    return {"executionSuccessful": not lost, "toolExecutionNotifications": notes}


def one_result(f, rules, tree, seen):
    # Columns of a finding count from 0, those of SARIF from 1; both end behind.
    region = {"startLine": f.line, "startColumn": f.column + 1}
    if f.end_column >= f.column:
        region["endColumn"] = f.end_column + 1
    found = {
        "ruleId": f.rule,
        "ruleIndex": rules.index(f.rule),
        "level": f.severity.lower(),
        "message": {"text": f.message},
        "locations": [{"physicalLocation": {"artifactLocation": artifact(f.path), "region": region}}],
    }
    if tree:
        found["partialFingerprints"] = {"sgfence/v1": fingerprint(f, tree, seen)}
    if f.witnesses:
        steps = [witness(w) for w in f.witnesses]
        found["relatedLocations"] = [{"id": n, **step} for n, step in enumerate(steps, 1)]
        found["codeFlows"] = [{"threadFlows": [{"locations": [{"location": s} for s in steps]}]}]
    return found


def fingerprint(f, tree, seen):
    """The baseline's key, numbered: equal lines are different results."""
    key = baseline.entry(f, tree)
    seen[key] += 1
    return f"{hashlib.sha256(encode(key)).hexdigest()[:32]}:{seen[key]}"


def witness(w):
    place = {"artifactLocation": artifact(w.path), "region": {"startLine": w.line}}
    return {"physicalLocation": place, "message": {"text": w.message}}


def artifact(path):
    return {"uri": quote(encode(path)), "uriBaseId": "SRCROOT"}
