"""Compare: two texts, and what a person would mark between them.

The documented entry point is compare_texts; for whole documents with headings it is compare_documents, in documents.
Here findings become one list of pieces with one guarantee, for any input: the old parts joined are the old text, the
new parts joined the new one.
"""

from dataclasses import dataclass
from typing import NamedTuple

from wiki.text.classes import classify
from wiki.text.findings import Finding, Kind, Laid, find_all, find_edited, find_inside
from wiki.text.moved_sentences import tell_moved
from wiki.text.pairing import Pairing, pair_gaps
from wiki.text.single_lines import find_in_lines
from wiki.text.skipping import cut_apart, find_parts


class Piece(NamedTuple):
    """One stretch of a comparison. (A named tuple: there are thousands, and it is made in a third of the time.)

    old is empty for what was inserted or moved here, new for what was deleted or moved away. Both ends of a move carry
    the same number in move; inside, on its new end, are the pieces from the old block to the new one, which are no
    part of the joins. Marks of Markdown around words that stayed are pieces by themselves, and both ends of a link or
    an emphasis carry the same number in around.
    """

    kind: Kind
    old: str
    new: str
    move: int | None = None
    inside: tuple["Piece", ...] = ()
    around: int | None = None

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
        if self.around is not None:
            return ("formatting",)
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


def compare_texts(old: str, new: str) -> Comparison:
    """Compare two texts as a person would mark them: whole words, moves as moves, renumbering apart.

    Costs grow with what changed, beside one fast pass over what did not. Never raises for bad text.
    """
    if old == new:
        return Comparison((Piece("kept", old, new),) if old else ())
    parts = find_parts(old, new)
    findings = find_in_lines(old, new, parts)
    if findings is not None:
        return Comparison(_tell(old, new, findings, {}))
    apart = cut_apart(old, new, parts)
    one, two = Laid(old, apart.one.raw, apart.at_old), Laid(new, apart.two.raw, apart.at_new)
    return assemble(one, two, pair_gaps(apart.one, apart.two, apart.found))


def assemble(one: Laid, two: Laid, pairing: Pairing) -> Comparison:
    """The comparison of two texts whose blocks are paired."""
    inside = {
        number: _pieces(
            one.text[one.at[move[0]] : one.at[move[1]]],
            two.text[two.at[move[2]] : two.at[move[3]]],
            find_inside(one, two, move),
            {},
        )
        for number, move in enumerate(pairing.moves)
    }
    return Comparison(_tell(one.text, two.text, find_all(one, two, pairing), inside))


def _tell(old: str, new: str, findings: list[Finding], inside: dict[int, tuple[Piece, ...]]) -> tuple[Piece, ...]:
    """Findings as pieces, with sentences that moved told as moves; inside is what changed in the lines that moved."""
    findings, moved = tell_moved(old, new, findings, len(inside))
    for i, j, k, m in moved:
        edits: list[Finding] = []
        find_edited(old[i:j], new[k:m], 0, j - i, 0, m - k, edits)
        inside[len(inside)] = _pieces(old[i:j], new[k:m], edits, {})
    return _pieces(old, new, findings, inside)


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
        if number == -1:
            pieces.append(Piece(kind, one, two))
        elif number < 0:
            pieces.append(Piece(kind, one, two, around=-2 - number))
        else:
            pieces.append(Piece(kind, one, two, number, inside[number] if kind == "moved_to" else ()))
    if at < len(old):
        pieces.append(Piece("kept", old[at:], old[at:]))
    return tuple(pieces)
