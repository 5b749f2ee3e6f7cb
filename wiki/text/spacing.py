"""White space in a comparison: which changes of it say nothing to a reader, and are shown without a mark."""

import re
from collections.abc import Iterator, Sequence

from wiki.text.block_starts import ATX, SETEXT, interrupts
from wiki.text.compare import Piece

_FENCE = re.compile(r"(?m)^[ \t>]*(?:```|~~~)")
_ENDING = re.compile(r"[\r\n]")


def find_code(pieces: Sequence[Piece]) -> Iterator[bool]:
    """Of each piece, whether it begins in code between fences, where marks are signs like any other."""
    fenced = False
    for piece in pieces:
        yield fenced
        fenced ^= len(_FENCE.findall(piece.new)) % 2 == 1


def find_spacing(pieces: Sequence[Piece], before: str = "") -> Iterator[bool]:
    """Of each piece, whether it is a change of white space that says nothing; in code, where a line ends matters."""
    beside = zip([None, *pieces], pieces, [*pieces[1:], None], find_code(pieces), strict=False)
    for last, piece, following, code in beside:
        if _is_beside_move(last, piece, following):
            yield True
        elif code:
            yield is_spacing(before, piece, following) and not _is_rewrap(before, piece, following)
        else:
            yield is_spacing(before, piece, following) or _is_beside_block(before, piece, following)
        before = piece.new or piece.old


def is_spacing(before: str, piece: Piece, following: Piece | None) -> bool:
    """Whether a change is of white space that says nothing: blank lines where one block has ended and another stands,
    goes or comes (what follows is marked), what ends the text, or a line of a paragraph that is broken elsewhere.

    Blank lines that part or join the words of a text are worth a mark.
    """
    if _is_rewrap(before, piece, following) or (following is None and not (piece.old + piece.new).strip()):
        return True
    if piece.kind not in ("inserted", "deleted") or (piece.old or piece.new).strip() or before[-1:] not in "\r\n":
        return False
    if following is None or following.kind in ("moved_from", "moved_to", "inserted", "deleted"):
        return True
    return following.kind == "replaced" and begins_block(f"{following.new} ")


def _is_beside_move(last: Piece | None, piece: Piece, following: Piece | None) -> bool:
    """Whether a blank came or went with a sentence that moved."""
    if piece.kind not in ("inserted", "deleted") or (piece.old or piece.new).strip(" "):
        return False
    return any(side is not None and side.move is not None for side in (last, following))


def _is_beside_block(before: str, piece: Piece, following: Piece | None) -> bool:
    """Whether blank lines came or went behind a heading, or before a block that begins by its own sign."""
    blank = piece.old or piece.new
    if piece.kind not in ("inserted", "deleted") or blank.strip() or before[-1:] not in ("\n", "\r"):
        return False
    if _ENDING.search(blank) is None:
        return False  # how far an item is in says where it belongs
    above = before.rstrip("\r\n")
    if ATX.match(above[max(above.rfind("\n"), above.rfind("\r")) + 1 :].lstrip(" ")):
        return True
    if following is None or following.kind != "kept":
        return False
    below = following.new.partition("\n")[0].strip(" \t\r")
    return bool(below) and SETEXT.match(below) is None and interrupts(below, lazy=False)


def _is_rewrap(before: str, piece: Piece, following: Piece | None) -> bool:
    """Whether only the place changed where a line of a paragraph was broken by hand, which is read as a blank."""
    if piece.kind not in ("inserted", "deleted", "replaced") or (piece.old + piece.new).strip():
        return False
    if any(len(_ENDING.findall(part.replace("\r\n", "\n"))) > 1 or part.startswith("  ") for part in piece[1:3]):
        return False
    after = (following.new or following.old) if following else ""
    apart = before[-1:].isspace() or after[:1].isspace() or bool(piece.old and piece.new)
    return apart and before[-1:] not in "\r\n" and not begins_block(after.lstrip(" \t")) and after[:1] not in ("|", "")


def begins_block(text: str) -> bool:
    """Whether a heading, an item, a quote or code begins there."""
    return re.match(r"[ \t]{0,3}(?:#{1,6}[ \t]|>|[-+*][ \t]|\d+[.)][ \t]|```|~~~)", text) is not None
