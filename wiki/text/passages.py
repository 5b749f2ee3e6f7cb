"""Passages: ranges of words carried through comparisons, and quotes found again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from wiki.text.compare import Comparison


@dataclass(frozen=True, slots=True)
class Passage:
    """A half-open range of code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Carried:
    """Where a passage went."""

    passage: Passage | None
    state: Literal["exact", "edited", "moved", "lost"]


def carry(passages: Sequence[Passage], comparison: Comparison) -> tuple[Carried, ...]:
    """Each passage's place in the new text."""
    spans: list[tuple[int, int, int]] = []
    old = new = 0
    for piece in comparison.pieces:
        if piece.kind == "kept":
            spans.append((old, old + len(piece.old), new - old))
        old += len(piece.old)
        new += len(piece.new)
    return tuple(_carry(passage, spans) for passage in passages)


def _carry(passage: Passage, spans: list[tuple[int, int, int]]) -> Carried:
    left = [
        (max(start, passage.start) + shift, min(end, passage.end) + shift)
        for start, end, shift in spans
        if start < passage.end and end > passage.start
    ]
    kept = sum(end - start for start, end in left)
    if not left or kept < (passage.end - passage.start) / 3:
        return Carried(None, "lost")
    there = Passage(left[0][0], left[-1][1])
    exact = len(left) == 1 and kept == passage.end - passage.start
    return Carried(there, "exact" if exact else "edited")


def find_quote(text: str, quote: str, *, prefix: str = "", suffix: str = "", near: int | None = None) -> Passage | None:
    """The quote found again in the source; None rather than a wrong place."""
    words = re.findall(r"\w+|[^\w\s]", quote)
    if not words:
        return None
    pattern = r"[\s*_`]*".join(re.escape(word) for word in words)
    found = [Passage(*match.span()) for match in re.finditer(pattern, text)]
    if len(found) > 1:
        scored = sorted(found, key=lambda place: -_context(text, place, prefix, suffix))
        if _context(text, scored[0], prefix, suffix) == _context(text, scored[1], prefix, suffix):
            return min(found, key=lambda place: abs(place.start - near)) if near is not None else None
        return scored[0]
    return found[0] if found else None


def _context(text: str, place: Passage, prefix: str, suffix: str) -> int:
    before, after = text[: place.start].split()[-8:], text[place.end :].split()[:8]
    score = 0
    for ours, theirs in zip(reversed(before), reversed(prefix.split()), strict=False):
        if ours != theirs:
            break
        score += 1
    for ours, theirs in zip(after, suffix.split(), strict=False):
        if ours != theirs:
            break
        score += 1
    return score
