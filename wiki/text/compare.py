"""Comparing two texts: what was kept, deleted and inserted, as plain data. Nothing is rendered here."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import LCSseq

Kind = Literal["kept", "deleted", "inserted", "replaced", "moved_from", "moved_to", "renumbered"]

_BLOCK = re.compile(r".*?(?:\r\n|\n|\r|\Z)", re.S)
_WORD = re.compile(r"\w+|\s+|[^\w\s]", re.S)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the comparison; `old` joined over all pieces is the old text, `new` the new one."""

    kind: Kind
    old: str
    new: str
    classes: tuple[str, ...] = ()
    move: int | None = None
    inside: tuple["Piece", ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts laid beside each other."""

    pieces: tuple[Piece, ...]

    @property
    def old(self) -> str:
        return "".join(piece.old for piece in self.pieces)

    @property
    def new(self) -> str:
        return "".join(piece.new for piece in self.pieces)


def compare_texts(old: str, new: str) -> Comparison:
    """What changed from the old text to the new one, by lines first and by words inside those that changed."""
    pieces: list[Piece] = []
    for before, after in _aligned(_BLOCK.findall(old), _BLOCK.findall(new)):
        if before == after:
            pieces.append(Piece("kept", before, after))
            continue
        for was, now in _aligned(_WORD.findall(before), _WORD.findall(after)):
            if was == now:
                pieces.append(Piece("kept", was, now))
            elif was and now:
                pieces.append(Piece("replaced", was, now, ("substance",)))
            else:
                pieces.append(Piece("deleted" if was else "inserted", was, now, ("substance",)))
    return Comparison(tuple(piece for piece in pieces if piece.old or piece.new))


def _aligned(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]]:
    """Equal and unequal runs of two sequences in turn, joined; by their longest common subsequence."""
    return [
        ("".join(old[step.src_start : step.src_end]), "".join(new[step.dest_start : step.dest_end]))
        for step in _steps(old, new)
    ]


def _steps(old: Sequence[str], new: Sequence[str]):  # type: ignore[no-untyped-def]
    numbers: dict[str, int] = {}
    coded = [[numbers.setdefault(token, len(numbers)) for token in side] for side in (old, new)]
    return LCSseq.opcodes(*coded)
