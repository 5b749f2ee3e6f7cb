"""What the beginning of a line can open: headings, fences, raw HTML, list markers, tables; and a source: front matter.

Patterns and small questions only, after CommonMark 0.31 and GFM's tables. The scan that knows which quote or item a
line stands in is `blocks.py`.
"""

import re
from collections.abc import Sequence

ATX = re.compile(r"(#{1,6})(?:[ \t]+|$)")
SETEXT = re.compile(r"(=+|-+)[ \t]*$")
RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$")
FENCE = re.compile(r"(`{3,})(?=[^`]*$)|(~{3,})")
_BULLET = re.compile(r"([-+*])(?=[ \t]|$)")
_ORDERED = re.compile(r"([0-9]{1,9})([.)])(?=[ \t]|$)")
FOOTNOTE = re.compile(r"\[\^([^\]\s\[]{1,80})\]:")
_REFERENCE = re.compile(r"[ \t]{0,3}\[(?!\^)(?:[^\[\]\\]|\\.)+\]:[ \t]*(?:<[^<>]*>|\S*[/.:#@]\S*)[ \t]*(?:[\"'(].*)?$")
DELIMITER_ROW = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
PIPE = re.compile(r"(?<!\\)\|")
_ENTITY_TAGS = (
    "address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt"
    " fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link"
    " main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead"
    " title tr track ul"
).replace(" ", "|")
_ATTRIBUTE = r"""\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?"""
# What opens a raw HTML block, and what closes it; None is a blank line (CommonMark 4.6, in its order).
_HTML = (
    (
        re.compile(r"<(?:script|pre|style|textarea)(?:[\s>]|$)", re.I),
        re.compile(r"</(?:script|pre|style|textarea)>", re.I),
    ),
    (re.compile(r"<!--"), re.compile(r"-->")),
    (re.compile(r"<\?"), re.compile(r"\?>")),
    (re.compile(r"<![A-Za-z]"), re.compile(r">")),
    (re.compile(r"<!\[CDATA\["), re.compile(r"\]\]>")),
    (re.compile(rf"</?(?:{_ENTITY_TAGS})(?:\s|/?>|$)", re.I), None),
    (re.compile(rf"(?:<[A-Za-z][\w-]*(?:{_ATTRIBUTE})*\s*/?>|</[A-Za-z][\w-]*\s*>)\s*$"), None),
)
_COMMENT = 1
_ALONE = 6  # the last kind must not interrupt a paragraph


def front_matter_end(lines: Sequence[tuple[str, str]]) -> int:
    """The number of the line after YAML front matter, given words and ending of each line; 0 where there is none."""
    if len(lines) < 2 or lines[0][0].removeprefix("\ufeff").rstrip(" \t") != "---" or not lines[1][0].strip():
        return 0
    closes = (number for number, (words, _) in enumerate(lines) if number and words.rstrip(" \t") in ("---", "..."))
    return next(closes, -1) + 1


def html_start(rest: str, *, interrupting: bool) -> tuple[str, re.Pattern[str] | None] | None:
    """Whether a raw HTML block begins: its kind ("comment", "raw", "tags") and what closes it (None: a blank line)."""
    if rest[0] != "<":
        return None
    for kind, (start, until) in enumerate(_HTML):
        if start.match(rest) and not (kind == _ALONE and interrupting):
            return ("comment" if kind == _COMMENT else "tags" if until is None else "raw"), until
    return None


def list_marker(rest: str) -> str | None:
    """The list marker a line begins with: "-", "+", "*", "12." or "12)"."""
    found = _BULLET.match(rest) or _ORDERED.match(rest)
    return found[0] if found else None


def may_interrupt(rest: str, marker: str) -> bool:
    """Whether an item may begin right under a paragraph: not an empty one, and not one that counts from elsewhere."""
    return bool(rest[len(marker) :].strip(" \t")) and (not marker[0].isdigit() or int(marker[:-1]) == 1)


def interrupts(rest: str, *, lazy: bool) -> bool:
    """Whether something other than more text begins here, under an open paragraph (left outside when lazy)."""
    if rest[0] == ">" or any(start.match(rest) for start in (ATX, FENCE, RULE, FOOTNOTE)):
        return True
    if html_start(rest, interrupting=True):
        return True
    marker = list_marker(rest)
    return marker is not None and (lazy or may_interrupt(rest, marker))


def count_cells(row: str) -> int:
    """How many cells a table row has by its unescaped pipes."""
    row = row.strip(" \t")
    outer = row.startswith("|") + (len(row) > 1 and row.endswith("|") and not row.endswith("\\|"))
    return len(PIPE.findall(row)) + 1 - outer


def is_reference(line: str) -> bool:
    """Whether the whole line is a link's definition, `[name]: address "title"`, with something like an address."""
    return _REFERENCE.match(line) is not None
