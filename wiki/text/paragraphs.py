"""Paragraphs: the addressable blocks of a section."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wiki.text.compare import Comparison

_BLOCK = re.compile(r"\S(?:.|(?:\r\n|\n|\r)(?![ \t]*(?:\r\n|\n|\r|\Z)))*", re.S)


@dataclass(frozen=True, slots=True)
class Paragraph:
    start: int
    end: int
    kind: str


def split_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The blocks in order."""
    found = []
    start = None
    place = 0
    for line in re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z", text):
        if line.strip():
            if start is None:
                start = place + len(line) - len(line.lstrip())
            end = place + len(line.rstrip())
        elif start is not None:
            found.append(Paragraph(start, end, "paragraph"))
            start = None
        place += len(line)
    if start is not None:
        found.append(Paragraph(start, end, "paragraph"))
    return tuple(found)


def carry_ids(
    old: Sequence[Paragraph], old_ids: Sequence[int], new: Sequence[Paragraph], comparison: Comparison, next_id: int
) -> tuple[int, ...]:
    """Ids carried over; new ones from next_id on."""
    overlap: dict[tuple[int, int], int] = {}
    a = b = 0
    for piece in comparison.pieces:
        if piece.kind == "kept":
            for i, was in enumerate(old):
                for j, now in enumerate(new):
                    low = max(was.start, a, now.start - b + a)
                    high = min(was.end, a + len(piece.old), now.end - b + a)
                    if high > low:
                        overlap[i, j] = overlap.get((i, j), 0) + high - low
        a += len(piece.old)
        b += len(piece.new)
    ids: dict[int, int] = {}
    used: set[int] = set()
    for (i, j), _ in sorted(overlap.items(), key=lambda pair: -pair[1]):
        if j not in ids and i not in used:
            ids[j] = old_ids[i]
            used.add(i)
    result = []
    for j in range(len(new)):
        if j in ids:
            result.append(ids[j])
        else:
            result.append(next_id)
            next_id += 1
    return tuple(result)
