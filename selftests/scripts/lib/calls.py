# SPDX-License-Identifier: GPL-2.0-only
"""The calls of the sg_table helpers in a C file, by function."""
import re
from collections import Counter, namedtuple

HELPERS = """
    dma_map_sgtable dma_unmap_sgtable iommu_map_sgtable
    dma_sync_sgtable_for_cpu dma_sync_sgtable_for_device
    for_each_sgtable_sg for_each_sgtable_dma_sg
    for_each_sgtable_page for_each_sgtable_dma_page
""".split()

Call = namedtuple('Call', 'function helper args')

# "->" and "." before the name: a callback that is only called like a helper
CALL = re.compile(r'(?<![\w.])(?<!->)(%s)\s*\(' % '|'.join(HELPERS))
NOT_CODE = re.compile(r'/\*.*?\*/|//[^\n]*'
                      r'|"(?:\\.|[^"\\\n])*"'
                      r"|'(?:\\.|[^'\\\n])*'", re.S)
DIRECTIVE = re.compile(r'^[ \t]*#(?:\\.|[^\\\n])*', re.M | re.S)
DEFINE = re.compile(r'^[ \t]*#[ \t]*define[ \t]+(\w+)(?:\\.|[^\\\n])*',
                    re.M | re.S)


def strip(text):
    """Take the comments away and empty the strings."""
    return NOT_CODE.sub(lambda m: '""' if m[0][0] in '"\'' else ' ', text)


def function_name(head):
    """The name in the text before a "{" of the first level."""
    names = re.findall(r'(\w+)\s*\(', head)
    # __printf(1, 2), __attribute__((...)): only a last resort
    plain = [n for n in names if not n.startswith('__')]
    return (plain + names + ['?'])[0]


def bodies(text):
    """Yield (start, end, name) of each block of the first level."""
    depth = head = 0
    for m in re.finditer(r'[{};]', text):
        column0 = m.start() == 0 or text[m.start() - 1] == '\n'
        if depth == 0:
            if m[0] == '{':
                depth, start, whole = 1, m.end(), column0
                name = function_name(text[head:m.start()])
            head = m.end()
            continue
        # The branches of an #ifdef may open or close one brace twice.  So a
        # body that starts in the first column ends there, whatever the count.
        if m[0] == '}' and column0:
            depth = 0
        elif not whole:
            depth += {'{': 1, '}': -1, ';': 0}[m[0]]
        if depth == 0:
            yield start, m.end(), name
            head = m.end()


def spans(text):
    """Places where a call can be: macro bodies first, then functions."""
    found = [(m.end(1), m.end(), m[1]) for m in DEFINE.finditer(text)]
    code = DIRECTIVE.sub(lambda m: ' ' * len(m[0]), text)
    return found + list(bodies(code))


def arguments(text, start):
    """The text from start to the parenthesis that closes it, in one form, and
    where that ends."""
    depth = 1
    for m in re.finditer(r'[()]', text[start:]):
        depth += 1 if m[0] == '(' else -1
        if depth == 0:
            args = ' '.join(text[start:start + m.start()].split())
            args = re.sub(r' ?([^\w ]) ?', r'\1', args.replace('\\ ', ''))
            return args.replace(',', ', '), start + m.end()
    return None


def sites(text, pattern=CALL):
    """Yield (call, start, end) of what pattern finds in text that strip() has
    gone over."""
    places = spans(text)
    for m in pattern.finditer(text):
        where = [n for start, end, n in places if start <= m.start() < end]
        found = arguments(text, m.end())
        # outside of every place it is a declaration or a definition
        if where and found:
            yield Call(where[0], m[1], found[0]), m.start(), found[1]


def calls(path):
    """Count the helper calls of one file, in the order of the text."""
    text = strip(path.read_text(errors='replace'))
    return Counter(call for call, _, _ in sites(text))
