"""Changes without words: where what changed in a tag, in the fence of code, or in the words that stand for a picture,
is shown on the page.

None of these is seen itself. So what is marked is the picture, the words of a link, the first line of the code, or else
the words that a tag stands before. How marks are laid is the business of `redline.py`.
"""

import re
from collections.abc import Iterator, Sequence

from wiki.text.compare import Piece

_TAG = re.compile(r"<([A-Za-z][\w-]*)(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*>")
_FOLLOWS = re.compile(r"(?:</?(?!img\b)[A-Za-z!][^<>]*>|\s)*(<img\b[^<>]*>|[^\s<>]+)")
_PICTURE = re.compile(r"!\[[^\[\]\n]*\Z")
_FENCE = re.compile(r"[ \t>]*(?:`{3,}|~{3,})")
_CODE = re.compile(r"[^\r\n]*[\r\n]+([^\r\n]+)")
_FENCE_LINE = re.compile(r"[ \t>]*(?:`{3,}[^`\r\n]*|~{3,}[^\r\n]*)[\r\n]+")
_WORDED = frozenset(("a", "abbr", "b", "del", "em", "i", "ins", "mark", "q", "span", "strong", "sub", "sup", "u"))
_NEAR = 2_000  # characters within which a tag begins and ends, and is closed


def find_picture(text: str) -> int | None:
    """Where the picture begins whose words a text ends within; None where it ends within none's."""
    found = _PICTURE.search(text)
    return found.start() if found else None


def opens_fence(text: str) -> bool:
    """Whether a line begins as the fence of code does."""
    return _FENCE.match(text) is not None


def holds_code(text: str) -> bool:
    """Whether a text that begins with the fence of code holds some of that code, which shows what changed."""
    code = _CODE.match(text)
    return code is not None and not opens_fence(code[1])


def join_fences(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, with the fence of code that was replaced by another as one: shown both, one would stay open."""
    held: Piece | None = None
    for piece in pieces:
        if held is not None:
            if piece.kind == "inserted" and _FENCE_LINE.fullmatch(piece.new):
                yield Piece("replaced", held.old, piece.new)
                held = None
                continue
            yield held
            held = None
        if piece.kind == "deleted" and _FENCE_LINE.fullmatch(piece.old):
            held = piece
        else:
            yield piece
    if held is not None:
        yield held


def is_fence(piece: Piece) -> bool:
    """Whether a piece is the fence of code that was replaced by another."""
    return piece.kind == "replaced" and all(_FENCE_LINE.fullmatch(side) for side in piece[1:3])


def find_shown(text: str, place: int) -> tuple[int, int] | None:
    """What shows on the page that a tag or a fence changed at a place within it; None where the place is in neither."""
    line = max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1
    if opens_fence(text[line : line + _NEAR]):
        code = _CODE.match(text, line)
        return None if code is None or opens_fence(code[1]) else code.span(1)
    start = text.rfind("<", max(0, place - _NEAR), place)
    found = _TAG.match(text, start, start + _NEAR) if start >= 0 else None
    if found is None or found.end() <= place:
        return None
    name, end = found[1].lower(), found.end()
    if name == "img":
        return start, end
    if name in _WORDED:
        close = text.find(f"</{found[1]}", end, end + _NEAR)
        if close > end and text[end:close].strip():
            return end, close
    follows = _FOLLOWS.match(text, end, end + _NEAR)
    return follows.span(1) if follows else (start, end)
