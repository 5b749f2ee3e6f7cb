"""The list of changes: a comparison told as plain data, one entry for each change, from which a page writes sentences.

How changes are shown on the text itself is `redline.py`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wiki.text.compare import Comparison, Piece
from wiki.text.paragraphs import split_paragraphs, typed_number
from wiki.text.plain import plain_words
from wiki.text.words import is_target

_WORDLESS = re.compile(r"!\[\]\(([^()\s]+)|<img\b[^<>]*?\bsrc=[\"']?([^\s\"'<>]+)")
_INDENT = re.compile(r"(?m)^[ \t]{2,}(?=\S)")
_LINE_ENDS = ("", "\r", "\n")
_LINK_PARTS = 40  # the last pieces before an address, within which its words began


@dataclass(frozen=True, slots=True)
class Change:
    """One change told in plain data, from which a page writes a sentence.

    `place` counts the paragraphs of the new text from 1 (of the old one for what was deleted or moved away), `number`
    is the number typed there. `kind` is the piece's kind; `old` and `new` are words without markup. For a sentence that
    moved, and no paragraph, it is "sentence_moved". For words that stayed, and only look otherwise, it is "restyled";
    for those that became a link "linked", with its address as `new`, and for those that are none any more "unlinked",
    with its address as `old`: the words are the other one.
    """

    place: int
    number: str | None
    kind: str
    old: str
    new: str
    classes: tuple[str, ...]
    move: int | None


def render_list(comparison: Comparison) -> tuple[Change, ...]:
    """The changes of a comparison in the order in which they are read; what is kept, renumbered or white is none."""
    return tuple(_changes(comparison))


def number_changes(pieces: Iterable[Piece]) -> list[int]:
    """Which change each piece belongs to, from 1; 0 for what is kept or only renumbered.

    Pieces with nothing but white space between them are one change, and so are those around the same words.
    """
    numbers: list[int] = []
    of_marks: dict[int, int] = {}
    last = current = 0
    for piece in pieces:
        if piece.kind in ("kept", "renumbered"):
            current = 0 if piece.new.strip() else current
            numbers.append(0)
            continue
        if piece.around in of_marks:
            current = of_marks[piece.around]
        elif not current:
            last = current = last + 1
        if piece.around is not None:
            of_marks[piece.around] = current
        numbers.append(current)
    return numbers


def leads_elsewhere(piece: Piece) -> bool:
    """Whether a piece is the address of a link, and the words of the link stand before it."""
    return piece.kind == "replaced" and is_target(piece.old) and is_target(piece.new)


def _changes(comparison: Comparison) -> Iterator[Change]:
    sides = []
    for text in (comparison.old, comparison.new):
        places = split_paragraphs(text)
        sides.append((text, [place.start for place in places], places))
    ends = _ends(comparison.pieces)
    a = b = 0
    for at, piece in enumerate(comparison.pieces):
        text, starts, places = sides[1] if piece.new else sides[0]
        here = b if piece.new else a
        first = here + len(piece.new or piece.old) - len((piece.new or piece.old).lstrip())
        index = max(0, bisect_right(starts, first) - 1)
        number = typed_number(text[places[index].start : places[index].end]) if places else None
        if piece.kind == "moved_to":
            kind = piece.kind if _is_whole(text, b, b + len(piece.new)) else "sentence_moved"
            yield Change(index + 1, number, kind, "", _words(piece.new), piece.classes, piece.move)
            within = _ends(piece.inside)
            for place in range(len(piece.inside)):
                yield from _told(piece.inside, place, within, index, number, piece.move)
        else:
            yield from _told(comparison.pieces, at, ends, index, number, piece.move)
        a += len(piece.old)
        b += len(piece.new)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch is whole lines of a text."""
    if text[max(0, start - 1) : start] not in _LINE_ENDS:
        return False
    return text[end - 1] in _LINE_ENDS or text[end : end + 1] in _LINE_ENDS


def _ends(pieces: Sequence[Piece]) -> Mapping[int, tuple[int, int]]:
    """Where the first and the last mark of each number stand."""
    ends: dict[int, tuple[int, int]] = {}
    for at, piece in enumerate(pieces):
        if piece.around is not None:
            ends[piece.around] = (ends.get(piece.around, (at, at))[0], at)
    return ends


def _told(
    pieces: Sequence[Piece],
    at: int,
    ends: Mapping[int, tuple[int, int]],
    index: int,
    number: str | None,
    move: int | None,
) -> Iterator[Change]:
    piece = pieces[at]
    if piece.kind in ("kept", "renumbered", "moved_from") or not (piece.old.strip() or piece.new.strip()):
        return
    kind: str = piece.kind
    if piece.around is not None:
        first, last = ends[piece.around]
        if at != first:
            return
        kind, old, new = _of_marks(pieces, first, last)
    elif leads_elsewhere(piece):
        old, new = piece.old.strip()[2:-1], piece.new.strip()[2:-1]
    else:
        old, new = (_words(text).strip("| ") or _picture(text) for text in (piece.old, piece.new))
        if not any(map(str.isalnum, old + new)) and "formatting" in piece.classes:
            return  # signs that nobody hears
        if old == new and "formatting" in piece.classes:
            kind = "restyled"
    yield Change(index + 1, number, kind, old, new, piece.classes, move)


def _words(text: str) -> str:
    """The words of a stretch. An item's place in a list is not seen there: its indent would pass for that of code."""
    return plain_words(text if "```" in text or "~~~" in text else _INDENT.sub("", text))


def _picture(text: str) -> str:
    """Which picture stands in a text without words; "" where there is none."""
    found = _WORDLESS.search(text)
    return found[1] or found[2] if found else ""


def _of_marks(pieces: Sequence[Piece], first: int, last: int) -> tuple[str, str, str]:
    """What came or went around words that stayed: kind, old, new."""
    piece = pieces[first]
    if first < last:
        words = plain_words("".join(other.new for other in pieces[first + 1 : last]))
    elif (piece.old or piece.new).startswith("("):
        before = "".join(other.new for other in pieces[max(0, first - _LINK_PARTS) : first])
        words = plain_words(before[before.rfind("[") + 1 : -1])
    else:
        return piece.kind, piece.old.strip(), piece.new.strip()  # in a tag
    led, leads = _address(pieces[last].old), _address(pieces[last].new)
    if bool(led) == bool(leads):
        return "restyled", words, words
    return ("linked", words, leads) if leads else ("unlinked", led, words)


def _address(text: str) -> str:
    """Where a mark that ends a link leads; "" where it ends none."""
    target = text.strip().removeprefix("]")
    return target[1:-1].split(" ")[0] if target.startswith("(") else ""
