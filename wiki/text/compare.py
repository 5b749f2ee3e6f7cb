"""Compare: two texts, and what a person would mark between them.

The documented entry point is compare_texts. Here the findings of pairing and edits become one list of pieces with
one guarantee, for any input: the old parts joined are the old text, the new parts joined the new one.
"""

from dataclasses import dataclass
from itertools import accumulate
from typing import Literal, NamedTuple

from rapidfuzz.distance import Postfix, Prefix

from wiki.text.alignment import Change
from wiki.text.classes import classify
from wiki.text.edits import find_edits, split_label
from wiki.text.pairing import Pairing, pair_blocks
from wiki.text.words import cut_blocks

Kind = Literal["kept", "deleted", "inserted", "replaced", "moved_from", "moved_to", "renumbered"]


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


_OPPOSITES = (("inserted", "deleted"), ("deleted", "inserted"))

# One finding in positions of the two texts: kind, old start, old end, new start, new end, number of the move.
_Finding = tuple[Kind, int, int, int, int, int]


def compare_texts(old: str, new: str) -> Comparison:
    """Compare two texts as a person would mark them: whole words, moves as moves, renumbering apart.

    Costs grow with what changed, beside one fast pass for the common start and end. Never raises for bad text.
    """
    if old == new:
        return Comparison((Piece("kept", old, new),) if old else ())
    start, end = _common_ends(old, new)
    inner_old, inner_new = old[start : len(old) - end], new[start : len(new) - end]
    blocks_old, blocks_new = cut_blocks(inner_old), cut_blocks(inner_new)
    at_old = [*accumulate(map(len, blocks_old), initial=start)]
    at_new = [*accumulate(map(len, blocks_new), initial=start)]
    pairing = pair_blocks(blocks_old, blocks_new)
    findings = _at_line_starts(old, new, _findings(old, new, blocks_old, blocks_new, at_old, at_new, pairing))
    inside = {number: _inside(old, new, at_old, at_new, move) for number, move in enumerate(pairing.moves)}
    return Comparison(_pieces(old, new, findings, inside))


def _common_ends(old: str, new: str) -> tuple[int, int]:
    """How much two texts share at their starts and ends in whole blocks."""
    start = Prefix.similarity(old, new)
    while start and not (
        old[start - 1] in "\r\n"
        and old[start - 1 : start + 1] != "\r\n"
        and new[start - 1 : start + 1] != "\r\n"
        and (start == len(old) or not old[start].isspace())
        and (start == len(new) or not new[start].isspace())
    ):
        start = max(old.rfind("\n", 0, start - 1), old.rfind("\r", 0, start - 1)) + 1 if start > 1 else 0
    end = min(Postfix.similarity(old, new), min(len(old), len(new)) - start)
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


def _findings(
    old: str,
    new: str,
    blocks_old: list[str],
    blocks_new: list[str],
    at_old: list[int],
    at_new: list[int],
    pairing: Pairing,
) -> list[_Finding]:
    """Everything that differs, in the order in which it is read."""
    found: list[_Finding] = []
    from_here = {move[0]: number for number, move in enumerate(pairing.moves)}
    to_here = {move[2]: number for number, move in enumerate(pairing.moves)}
    groups = iter([*pairing.groups, (len(blocks_old) + 1, 0, 0, 0)])
    group = next(groups)
    done_old = done_new = 0

    def leave(i: int, k: int) -> None:
        """Blocks without a partner up to block i of the old text and block k of the new one."""
        x, y = done_old, done_new
        while x < i:
            number = from_here.get(x)
            last = pairing.moves[number][1] if number is not None else x + 1
            _note(
                found,
                "deleted" if number is None else "moved_from",
                at_old[x],
                at_old[last],
                at_new[y],
                at_new[y],
                number,
            )
            x = last
        while y < k:
            number = to_here.get(y)
            last = pairing.moves[number][3] if number is not None else y + 1
            _note(
                found,
                "inserted" if number is None else "moved_to",
                at_old[x],
                at_old[x],
                at_new[y],
                at_new[last],
                number,
            )
            y = last

    for i, j, k, m in [*pairing.gaps, (len(blocks_old),) * 2 + (len(blocks_new),) * 2]:
        if blocks_old[done_old:i] != blocks_new[done_new:k]:  # equal but for the white space that ends a block
            for x, y in zip(range(done_old, i), range(done_new, k), strict=True):
                if blocks_old[x] != blocks_new[y]:
                    _edit(old, new, at_old[x], at_old[x + 1], at_new[y], at_new[y + 1], found)
        done_old, done_new = i, k
        while group[0] < j and group[1] <= j:
            leave(group[0], group[2])
            _edit(old, new, at_old[group[0]], at_old[group[1]], at_new[group[2]], at_new[group[3]], found)
            done_old, done_new = group[1], group[3]
            group = next(groups)
        leave(j, m)
        done_old, done_new = j, m
    return found


def _note(found: list[_Finding], kind: Kind, i: int, j: int, k: int, m: int, number: int | None) -> None:
    """Append a finding; neighbours of one kind become one."""
    if number is None and found and found[-1][0] == kind and found[-1][2] == i and found[-1][4] == k:
        found[-1] = (kind, found[-1][1], j, found[-1][3], m, -1)
    else:
        found.append((kind, i, j, k, m, -1 if number is None else number))


def _edit(old: str, new: str, i: int, j: int, k: int, m: int, found: list[_Finding]) -> None:
    """Append what differs between two blocks that belong together."""
    one, two = old[i:j], new[k:m]
    edits: list[Change] = []
    label = split_label(one, two)
    if label is not None:
        found.append(("renumbered", i + label[0], i + label[1], k + label[2], k + label[3], -1))
        one, two, i, k = one[label[1] :], two[label[3] :], i + label[1], k + label[3]
    find_edits(one, two, i, k, edits)
    for a, b, c, d in edits:
        if a == b and c == d:
            continue
        while a < b and c < d and old[b - 1] == new[d - 1] and old[b - 1].isspace():
            b, d = b - 1, d - 1
        while a < b and c < d and old[a] == new[c] and old[a].isspace():
            a, c = a + 1, c + 1
        found.append(("replaced" if a < b and c < d else "deleted" if a < b else "inserted", a, b, c, d, -1))


def _at_line_starts(old: str, new: str, findings: list[_Finding]) -> list[_Finding]:
    """Put together what adding or taking out a last item would mark twice: the item, and the blank lines before it.

    The blank lines belong behind the item, where they stayed.
    """
    tidy: list[_Finding] = []
    for finding in findings:
        kind, i, j, k, m, number = finding
        if tidy and number < 0 and (kind, tidy[-1][0]) in _OPPOSITES:
            _, a, b, c, d, _ = tidy[-1]
            blank, between = (old[a:i], old[b:i]) if kind == "inserted" else (new[c:k], new[d:k])
            rest = blank[len(between) :]
            text = new[k:m] if kind == "inserted" else old[i:j]
            if blank.isspace() and blank.startswith(between) and text.endswith(rest) and len(text) > len(rest):
                at_old, at_new = a + len(between), c + len(between)
                size = len(text) - len(rest)
                if kind == "inserted":
                    tidy[-1] = (kind, at_old, at_old, k, k + size, -1)
                else:
                    tidy[-1] = (kind, i, i + size, at_new, at_new, -1)
                continue
        tidy.append(finding)
    return tidy


def _inside(old: str, new: str, at_old: list[int], at_new: list[int], move: Change) -> tuple[Piece, ...]:
    """The edits within a block that moved."""
    one, two = old[at_old[move[0]] : at_old[move[1]]], new[at_new[move[2]] : at_new[move[3]]]
    found: list[_Finding] = []
    if move[1] - move[0] == move[3] - move[2]:
        for x, y in zip(range(move[0], move[1]), range(move[2], move[3]), strict=True):
            _edit(old, new, at_old[x], at_old[x + 1], at_new[y], at_new[y + 1], found)
    first_old, first_new = at_old[move[0]], at_new[move[2]]
    return _pieces(
        one,
        two,
        [(kind, a - first_old, b - first_old, c - first_new, d - first_new, n) for kind, a, b, c, d, n in found],
        {},
    )


def _pieces(old: str, new: str, findings: list[_Finding], inside: dict[int, tuple[Piece, ...]]) -> tuple[Piece, ...]:
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
