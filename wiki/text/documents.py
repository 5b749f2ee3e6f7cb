"""Documents: two whole texts with headings, compared section by section.

The documented entry point is compare_documents. Sections are matched by what is typed as their id, else by title and
words; so a chapter that was taken elsewhere is told as one move, and paragraphs are not mistaken for those of another
chapter that look like them.
"""

from collections.abc import Sequence
from itertools import accumulate

from wiki.text.compare import Comparison, Piece, assemble, compare_texts
from wiki.text.findings import Laid, lay_out
from wiki.text.outline import Part, split_outline
from wiki.text.pairing import pair_within
from wiki.text.section_match import match_parts
from wiki.text.words import cut_blocks

_MOVE = 40  # characters that following a move to its other end is worth


def compare_documents(old: str, new: str) -> Comparison:
    """Compare two documents whose sections may have been moved, retitled and rewritten.

    The same pieces with the same guarantee as compare_texts gives; a section that stands elsewhere is one move with
    its edits inside. Where sections mislead (a new heading in the midst of a text makes two of one), the texts are
    compared without them. Never raises for bad text.
    """
    parts_old, parts_new = split_outline(old), split_outline(new)
    if old == new or len(parts_old) == 1 or len(parts_new) == 1:
        return compare_texts(old, new)
    one, edges_old = _lay_out(parts_old)
    two, edges_new = _lay_out(parts_new)
    sections = [
        (edges_old[i], edges_old[i + 1], edges_new[k], edges_new[k + 1])
        for k, i in enumerate(match_parts(parts_old, parts_new))
        if i is not None and edges_old[i] < edges_old[i + 1] and edges_new[k] < edges_new[k + 1]
    ]
    by_sections = assemble(one, two, pair_within(one.blocks, two.blocks, sections))
    straight = compare_texts(old, new)
    return straight if _marked(straight.pieces) < _marked(by_sections.pieces) else by_sections


def _marked(pieces: Sequence[Piece]) -> float:
    """How much a reader has to look at: every change, and half of what only moved."""
    marked = 0.0
    for piece in pieces:
        if piece.kind == "moved_to":
            marked += _MOVE + len(piece.new) / 2 + _marked(piece.inside)
        elif piece.kind not in ("kept", "moved_from", "renumbered"):
            marked += len(piece.old) + len(piece.new)
    return marked


def _lay_out(parts: Sequence[Part]) -> tuple[Laid, list[int]]:
    """A document with its blocks, and which block each section begins with (and the count of all)."""
    blocks = [cut_blocks(part.text) for part in parts]
    laid = lay_out("".join(part.text for part in parts), [block for section in blocks for block in section])
    return laid, [*accumulate(map(len, blocks), initial=0)]
