# SPDX-License-Identifier: GPL-2.0-only
"""Findings for people: one HTML page that needs nothing else."""
import re
from collections import Counter
from html import escape
from itertools import groupby

from .lines import encode

STYLE = """
:root { color-scheme: light dark }
body { font: 15px/1.45 sans-serif; max-width: 70em; margin: 1em auto; padding: 0 1em }
h2 { font: bold 1em monospace; border-bottom: 1px solid; margin-top: 2em }
label { margin-right: 1.5em }
pre { margin: .2em 0 .2em 1em; padding: .2em .6em; background: #8882; overflow-x: auto }
article { margin: .8em 0 }
ol { margin: .3em 0; padding-left: 2.5em }
.ERROR b { color: #d33 } .WARNING b { color: #b70 } .NOTE b { color: #47c }
.lost { border: 2px solid #d33; padding: 0 1em }
"""


def text(value):
    """Escaped; bytes that are no UTF-8 and control characters show as such."""
    clean = encode(value).decode("utf-8", "replace")
    return escape(re.sub("[\x00-\x08\x0b-\x1f\x7f]", "\N{REPLACEMENT CHARACTER}", clean))


def html(result):
    counts = Counter(f.rule for f in result.findings)
    numbers = {rule: n for n, rule in enumerate(sorted(counts))}
    out = ['<!DOCTYPE html>', '<html lang="en">', '<head>', '<meta charset="utf-8">',
           '<meta name="viewport" content="width=device-width">',
           '<title>sgfence findings</title>', f'<style>{STYLE}']
    # A box switches the findings of its rule off, by style alone.
    out += [f'#r{n}:not(:checked) ~ main .r{n} {{ display: none }}' for n in numbers.values()]
    out += ['</style>', '</head>', '<body>', '<h1>sgfence findings</h1>', f'<p>{text(result.summary)}</p>']
    out += not_analysed(result.lost)
    for rule, n in numbers.items():
        out.append(f'<input type="checkbox" id="r{n}" checked>'
                   f'<label for="r{n}">{text(rule)}: {counts[rule]}</label>')
    out.append('<main>')
    for path, group in groupby(result.findings, key=lambda f: f.path):
        out += [f'<h2>{text(path)}</h2>', *(article(f, numbers[f.rule], result.tree) for f in group)]
    out += ['</main>', '</body>', '</html>', '']
    return '\n'.join(out).encode()


def not_analysed(lost):
    if not lost:
        return []
    items = [f'<li><code>{text(path)}</code>: {text(reason)}</li>' for path, reason in lost]
    return ['<section class="lost">', f'<h2>Not analysed: {len(lost)}</h2>', '<ul>', *items, '</ul>', '</section>']


def article(f, number, tree):
    steps = ''.join(f'<li><code>{text(w.path)}:{w.line}</code>: {text(w.message)}{excerpt(w, tree)}</li>\n'
                    for w in f.witnesses)
    return (f'<article class="r{number} {f.severity}">{f.line}:{f.column}-{f.end_column} '
            f'<b>{f.severity}</b> {text(f.rule)}: {text(f.message)}{excerpt(f, tree)}'
            + (f'\n<ol>\n{steps}</ol>' if steps else '') + '</article>')


def excerpt(place, tree):
    source = tree.line(place.path, place.line) if tree else ''
    return f'\n<pre>{text(source)}</pre>' if source else ''
