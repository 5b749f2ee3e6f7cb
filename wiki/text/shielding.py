"""Shielding: what negotiated text holds that Markdown would misread is put behind marks before rendering.

Square brackets that are not links, footnotes or code become marks, so Markdown never sees them (and is never
stalled by thousands of them); typed paragraph numbers stay what was typed. The stored text is not touched.
"""

import re

from wiki.text import marks

_SKIP = re.compile(
    r"(?P<fence>^ {0,3}(?P<f>`{3,}(?!`)|~{3,}(?!~))(?:(?<=~)[^\r\n]*|(?<=`)[^`\r\n]*)(?:\r\n|\n|\r)"
    r"(?:(?:.|\n|\r)*?(?:\r\n|\n|\r))?? {0,3}(?P=f)[`~]*[ \t]*$)"
    r"|(?P<code>(?<!`)(?P<t>`+)(?!`)[^\r\n]*?(?<!`)(?P=t)(?!`))"
    r"|(?P<definition>^ {0,3}\[[^\[\]\r\n]+\]:[ \t]*<?(?:https?:|mailto:|/|\.|#)\S*[^\r\n]*$)"
    r"|(?P<note>\[\^[^\[\]\s]+\])"
    r"|(?P<link>!?\[[^\[\]\r\n]{0,2000}\]\("
    r"(?:[^()\s]*[./#:@][^()\s]*(?:\([^()\s]*\)[^()\s]*)*|<[^<>\r\n]*>)?"
    r"(?:[ \t]+(?:\"[^\"\r\n]*\"|'[^'\r\n]*'))?\))"
    r"|(?P<reference>\[[^\[\]\r\n]{1,300}\]\[[^\[\]\r\n]{0,300}\])"
    r"|(?P<editorial>\[(?:sic|\.\.\.|…|[xX])\])",
    re.M,
)
_EDGE = re.compile(r"(?<!\\)[\[\]\uff3b\uff3d]")
_OWNERS = re.compile(
    r"[^\W\d_a-z](?:[^\W_]|[ .,&'’()-]){0,118}?[^\W_.,]\)?(?=:(?:\s|$))"
    r"|[^\W\d_a-z](?:[^\W_]|[ .,&'’()-]){0,118}?\)?:(?=\S)"
)
OPENING = "[\uff3b"


def skipped(source: str) -> list[tuple[int, int, str]]:
    """The ranges Markdown keeps to itself, with their kind: code, links, footnotes, definitions, editorial signs."""
    defined = {found[1].casefold() for found in re.finditer(r"^ {0,3}\[([^\[\]\r\n]+)\]:[ \t]*\S", source, re.M)}
    found_ranges = []
    for found in _SKIP.finditer(source):
        kind = found.lastgroup if found.lastgroup not in ("f", "t") else ("fence" if found["fence"] else "code")
        if found["fence"]:
            kind = "fence"
        elif found["code"]:
            kind = "code"
        elif found["reference"]:
            label = re.split(r"\]\[", found["reference"][1:-1])
            if (label[1] or label[0]).casefold() not in defined:
                continue
            kind = "reference"
        found_ranges.append((*found.span(), str(kind)))
    return found_ranges


def bracket_edges(source: str) -> list[tuple[int, int]]:
    """Brackets as (opening, closing) places; -1 on the side that is missing."""
    ranges = [(start, end) for start, end, _ in skipped(source)]
    pairs: list[tuple[int, int]] = []
    open_at: list[int] = []
    index = 0
    for found in _EDGE.finditer(source):
        at = found.start()
        while index < len(ranges) and ranges[index][1] <= at:
            index += 1
        if index < len(ranges) and ranges[index][0] <= at:
            continue
        if found.group() in OPENING:
            open_at.append(at)
        elif open_at:
            pairs.append((open_at.pop(), at))
        else:
            pairs.append((-1, at))
    return sorted([*pairs, *((at, -1) for at in open_at)], key=lambda pair: max(pair[0], 0) or pair[1])


def owners_end(source: str, opening: int) -> int:
    """Where the owners of a bracket end, behind their colon; the place after the bracket's edge where it has none."""
    found = _OWNERS.match(source, opening + 1, opening + 130)
    if not found:
        return opening + 1
    end = found.end()
    return end + 1 if source[end : end + 1] == ":" else end


def shield(source: str) -> list[tuple[int, int, str]]:
    """Replacements (start, end, mark) that put negotiation brackets behind marks."""
    replacements: list[tuple[int, int, str]] = []
    for opening, closing in bracket_edges(source):
        if opening >= 0:
            replacements.append((opening, opening + 1, marks.OPEN if closing >= 0 else marks.STRAY_OPEN))
            owned = owners_end(source, opening)
            if closing >= 0 and opening + 1 < owned <= closing:
                replacements.append((owned, owned, marks.OWNED))
        if closing >= 0:
            replacements.append((closing, closing + 1, marks.CLOSE if opening >= 0 else marks.STRAY_CLOSE))
    return replacements
