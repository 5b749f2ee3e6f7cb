"""Compare: two texts, and what a person would mark between them.

The documented entry point is compare_texts; for whole documents with headings it is compare_documents, in documents.
Here findings become one list of pieces with one guarantee, for any input: the old parts joined are the old text, the
new parts joined the new one.
"""

from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import Postfix, Prefix

from wiki.text.classes import classify
from wiki.text.findings import Finding, Kind, Laid, find_all, find_inside, lay_out
from wiki.text.pairing import Pairing, pair_blocks
from wiki.text.words import cut_blocks


class Piece(NamedTuple):
    """One stretch of a comparison. (A named tuple: there are thousands, and it is made in a third of the time.)

    old is empty for what was inserted or moved here, new for what was deleted or moved away. Both ends of a move carry
    the same number in move; inside, on its new end, are the pieces from the old block to the new one, which are no
    part of the joins.
    """

    kind: Kind
    old: str
    new: str
    move: int | None = None
    inside: tuple["Piece", ...] = ()

    @property
    def classes(self) -> tuple[str, ...]:
        """Of "substance", "wording", "formatting", "number", "modal", "move", "renumbering"; none for what is kept.

        Worked out when asked: who merges, or carries passages, never does.
        """
        if self.kind == "kept":
            return ()
        if self.kind == "renumbered":
            return ("renumbering",)
        if self.kind in ("moved_from", "moved_to"):
            return ("move",)
        return classify(self.old, self.new)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The pieces from an old text to a new one, in order; joined they give back both."""

    pieces: tuple[Piece, ...]

    @property
    def old(self) -> str:
        return "".join(piece.old for piece in self.pieces)

    @property
    def new(self) -> str:
        return "".join(piece.new for piece in self.pieces)


_STRIDE = 4096  # characters that are compared at once


def compare_texts(old: str, new: str) -> Comparison:
    """Compare two texts as a person would mark them: whole words, moves as moves, renumbering apart.

    Costs grow with what changed, beside one fast pass for the common start and end. Never raises for bad text.
    """
    if old == new:
        return Comparison((Piece("kept", old, new),) if old else ())
    start, end = _common_ends(old, new)
    one = lay_out(old, cut_blocks(old[start : len(old) - end]), start)
    two = lay_out(new, cut_blocks(new[start : len(new) - end]), start)
    return assemble(one, two, pair_blocks(one.blocks, two.blocks))


def assemble(one: Laid, two: Laid, pairing: Pairing) -> Comparison:
    """The comparison of two texts whose blocks are paired; what stands before and behind the blocks is the same."""
    inside = {
        number: _pieces(
            one.text[one.at[move[0]] : one.at[move[1]]],
            two.text[two.at[move[2]] : two.at[move[3]]],
            find_inside(one, two, move),
            {},
        )
        for number, move in enumerate(pairing.moves)
    }
    return Comparison(_pieces(one.text, two.text, find_all(one, two, pairing), inside))


def _common_ends(old: str, new: str) -> tuple[int, int]:
    """How much two texts share at their starts and ends in whole blocks."""
    start = 0
    while old[start : start + _STRIDE] == new[start : start + _STRIDE] and start < len(old):
        start += _STRIDE
    start += int(Prefix.similarity(old[start : start + _STRIDE], new[start : start + _STRIDE]))
    while start and not (
        old[start - 1] in "\r\n"
        and old[start - 1 : start + 1] != "\r\n"
        and new[start - 1 : start + 1] != "\r\n"
        and (start == len(old) or not old[start].isspace())
        and (start == len(new) or not new[start].isspace())
    ):
        start = max(old.rfind("\n", 0, start - 1), old.rfind("\r", 0, start - 1)) + 1 if start > 1 else 0
    end, least = 0, min(len(old), len(new)) - start
    while (
        end + _STRIDE < least
        and old[len(old) - end - _STRIDE : len(old) - end] == (new[len(new) - end - _STRIDE : len(new) - end])
    ):
        end += _STRIDE
    here, there = len(old) - end, len(new) - end
    end += int(Postfix.similarity(old[max(start, here - _STRIDE) : here], new[max(start, there - _STRIDE) : there]))
    end = min(end, least)
    while end:
        here = len(old) - end
        both = old[here - 1 : here], new[len(new) - end - 1 : len(new) - end]
        if all(before in ("\n", "\r", "") for before in both) and not old[here].isspace():
            break
        later = _after_line(old, here)
        end = len(old) - later
    return start, end


def _after_line(text: str, position: int) -> int:
    """Where the next line begins."""
    feed = text.find("\n", position)
    back = text.find("\r", position, feed if feed >= 0 else len(text))
    if back >= 0:
        return back + 2 if text[back : back + 2] == "\r\n" else back + 1
    return feed + 1 if feed >= 0 else len(text)


def _pieces(old: str, new: str, findings: list[Finding], inside: dict[int, tuple[Piece, ...]]) -> tuple[Piece, ...]:
    """Turn findings into pieces, with what was kept between them."""
    pieces: list[Piece] = []
    at = 0
    for kind, i, j, k, m, number in findings:
        if i > at:
            kept = old[at:i]
            pieces.append(Piece("kept", kept, kept))
        at = j
        one, two = old[i:j], new[k:m]
        if number < 0:
            pieces.append(Piece(kind, one, two))
        else:
            pieces.append(Piece(kind, one, two, number, inside[number] if kind == "moved_to" else ()))
    if at < len(old):
        pieces.append(Piece("kept", old[at:], old[at:]))
    return tuple(pieces)
