"""Passages: a range of words carried from one text to the next, and a quote found again.

The documented entry points are carry and find_quote. A passage follows its words: through edits around it, edits
inside it and moves. What cannot be placed is lost and says so; nothing here guesses.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from wiki.text.compare import Comparison, Piece
from wiki.text.quotes import locate_quote

State = Literal["exact", "edited", "moved", "lost"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A range of a text: half-open, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Carried:
    """Where a passage stands afterwards. passage is None when it is lost; what moved may also have been edited."""

    passage: Passage | None
    state: State


@dataclass(frozen=True, slots=True)
class _Stretch:
    """One piece of old text and where it went; kept: letter by letter. moved: elsewhere."""

    start: int
    end: int
    new_start: int
    new_end: int
    kept: bool
    moved: bool


def carry(passages: Sequence[Passage], comparison: Comparison) -> tuple[Carried, ...]:
    """Carry passages of the old text into the new one. Costs one walk over the pieces and a search per passage."""
    stretches = _stretches(comparison.pieces)
    starts = [stretch.start for stretch in stretches]
    return tuple(_carry(passage, stretches, starts) for passage in passages)


def find_quote(text: str, quote: str, *, prefix: str = "", suffix: str = "", near: int | None = None) -> Passage | None:
    """Find a quote as a reader saw it in the Markdown source it was rendered from, edited outside or not.

    Marks, white space and typographic variants are folded on both sides. prefix and suffix are what stood around the
    quote; near is where it stood. None rather than a wrong place.
    """
    found = locate_quote(text, quote, prefix, suffix, near)
    return None if found is None else Passage(*found)


def _stretches(pieces: Sequence[Piece]) -> list[_Stretch]:
    """The old text in order, each stretch with its place in the new one."""
    targets: dict[int, tuple[int, tuple[Piece, ...]]] = {}
    at_new = 0
    for piece in pieces:
        if piece.kind == "moved_to" and piece.move is not None:
            targets[piece.move] = (at_new, piece.inside)
        at_new += len(piece.new)
    found: list[_Stretch] = []
    at_old = at_new = 0
    for piece in pieces:
        if piece.kind == "moved_from" and piece.move in targets:
            place, inside = targets[piece.move]
            old_place = at_old
            for inner in inside:
                if inner.old:
                    found.append(_stretch(inner, old_place, place, True))
                old_place += len(inner.old)
                place += len(inner.new)
        elif piece.old:
            found.append(_stretch(piece, at_old, at_new, False))
        at_old += len(piece.old)
        at_new += len(piece.new)
    return found


def _stretch(piece: Piece, at_old: int, at_new: int, moved: bool) -> _Stretch:
    return _Stretch(at_old, at_old + len(piece.old), at_new, at_new + len(piece.new), piece.kind == "kept", moved)


def _carry(passage: Passage, stretches: list[_Stretch], starts: list[int]) -> Carried:
    first = max(0, bisect_right(starts, passage.start) - 1)
    low = high = -1
    survived = 0
    moved = False
    whole = True
    for place in range(first, len(stretches)):
        stretch = stretches[place]
        if stretch.start >= passage.end and not (stretch.start == passage.start == passage.end):
            break
        start, end = max(passage.start, stretch.start), min(passage.end, stretch.end)
        if start >= end and passage.start != passage.end:
            continue
        if not stretch.kept:
            whole = False
            continue
        if low >= 0 and stretch.moved != moved:
            # Parted: part of the words moved, part did not. Stay with the greater part.
            whole = False
            if end - start <= survived:
                continue
            low, survived = -1, 0
        moved = stretch.moved
        to_start, to_end = stretch.new_start + start - stretch.start, stretch.new_start + end - stretch.start
        if low < 0 or to_start < high:
            low = to_start
        whole = whole and (high < 0 or high == to_start)
        high = to_end
        survived += end - start
    if low < 0:
        return Carried(None, "lost")
    return Carried(Passage(low, high), "moved" if moved else "exact" if whole else "edited")
