"""Findings: everything that differs between two texts whose blocks are paired, in positions of both.

Here blocks without a partner are told as deleted, inserted or moved, and paired ones are looked into. What becomes of
findings is decided in the module on comparing.
"""

import re
from itertools import accumulate
from typing import Literal, NamedTuple

from wiki.text.alignment import Change, Edit
from wiki.text.edits import find_edits, split_label
from wiki.text.numerals import whole_numerals
from wiki.text.pairing import Pairing, pair_in_place

Kind = Literal["kept", "deleted", "inserted", "replaced", "moved_from", "moved_to", "renumbered"]

# One finding in positions of the two texts: kind, old start, old end, new start, new end; and the number of the move,
# -1 where there is none, or for the end of a shell -2 less what its ends share.
Finding = tuple[Kind, int, int, int, int, int]

_begins_item = re.compile(r"[ \t]*(?:#{1,6}[ \t]|[-+*][ \t]|\(?\w{1,4}[.)][ \t]|\||`{3}|~{3}|\[\^)")
_LABEL = 80  # characters within which the number that opens a line stands
_OPPOSITES = (("inserted", "deleted"), ("deleted", "inserted"))


class Laid(NamedTuple):
    """A text, the blocks of its middle, and where each begins (and the last one ends)."""

    text: str
    blocks: list[str]
    at: list[int]


def lay_out(text: str, blocks: list[str], start: int = 0) -> Laid:
    """A text with its blocks, the first of which begins at start."""
    return Laid(text, blocks, [*accumulate(map(len, blocks), initial=start)])


def find_all(one: Laid, two: Laid, pairing: Pairing) -> list[Finding]:
    """Everything that differs, in the order in which it is read."""
    found: list[Finding] = []
    groups = iter([*pairing.groups, (len(one.blocks) + 1, 0, 0, 0)])
    group = next(groups)
    ends = {(move[0], "old"): number for number, move in enumerate(pairing.moves)}
    ends.update({(move[2], "new"): number for number, move in enumerate(pairing.moves)})
    x = y = 0
    for i, j, k, m in [*pairing.gaps, (len(one.blocks),) * 2 + (len(two.blocks),) * 2]:
        if one.blocks[x:i] != two.blocks[y:k]:  # equal but for the white space that ends a block
            for here, there in zip(range(x, i), range(y, k), strict=True):
                if one.blocks[here] != two.blocks[there]:
                    _edit(one, two, (here, here + 1, there, there + 1), found)
        x, y = i, k
        while group[0] < j and group[1] <= j:
            _leave(one, two, pairing, ends, (x, group[0], y, group[2]), found)
            _edit(one, two, group, found)
            x, y = group[1], group[3]
            group = next(groups)
        _leave(one, two, pairing, ends, (x, j, y, m), found)
        x, y = j, m
    return settle_at_line_starts(one.text, two.text, found)


def find_inside(one: Laid, two: Laid, move: Change) -> list[Finding]:
    """What differs within blocks that moved, in positions of these alone."""
    i, j, k, m = move
    here = lay_out(one.text[one.at[i] : one.at[j]], one.blocks[i:j])
    there = lay_out(two.text[two.at[k] : two.at[m]], two.blocks[k:m])
    found: list[Finding] = []
    if j - i == m - k == 1:
        _edit(here, there, (0, 1, 0, 1), found)
        return found
    return find_all(here, there, pair_in_place(here.blocks, there.blocks))


def _leave(
    one: Laid, two: Laid, pairing: Pairing, ends: dict[tuple[int, str], int], gap: Change, found: list[Finding]
) -> None:
    """Append the blocks of a gap, which have no partner there: they are gone, new, or one end of a move."""
    x, i, y, k = gap
    while x < i:
        number = ends.get((x, "old"))
        last = pairing.moves[number][1] if number is not None else x + 1
        kind: Kind = "deleted" if number is None else "moved_from"
        _note(found, kind, one.at[x], one.at[last], two.at[y], two.at[y], number)
        x = last
    while y < k:
        number = ends.get((y, "new"))
        last = pairing.moves[number][3] if number is not None else y + 1
        kind = "inserted" if number is None else "moved_to"
        _note(found, kind, one.at[x], one.at[x], two.at[y], two.at[last], number)
        y = last


def _note(found: list[Finding], kind: Kind, i: int, j: int, k: int, m: int, number: int | None) -> None:
    """Append a finding; neighbours of one kind become one."""
    if number is None and found and found[-1][0] == kind and found[-1][2] == i and found[-1][4] == k:
        found[-1] = (kind, found[-1][1], j, found[-1][3], m, -1)
    else:
        found.append((kind, i, j, k, m, -1 if number is None else number))


def _edit(one: Laid, two: Laid, group: Change, found: list[Finding]) -> None:
    """Append what differs between two blocks, or two runs of them, that belong together."""
    i, j, k, m = group
    find_edited(one.text, two.text, one.at[i], one.at[j], two.at[k], two.at[m], found)


def find_edited(old: str, new: str, i: int, j: int, k: int, m: int, found: list[Finding]) -> None:
    """Append what differs between two stretches that belong together."""
    one_part, two_part = old[i:j], new[k:m]
    label = split_label(one_part, two_part) if one_part[:_LABEL] != two_part[:_LABEL] else None
    if label is not None:
        found.append(("renumbered", i + label[0], i + label[1], k + label[2], k + label[3], -1))
        i, k = i + label[1], k + label[3]
        one_part, two_part = old[i:j], new[k:m]
    edits: list[Edit] = []
    find_edits(one_part, two_part, i, k, edits)
    if not one_part.isascii():
        edits = whole_numerals(old, new, edits)
    for place, edit in enumerate(edits, 1):
        a, b, c, d = edit[:4]
        if a == b and c == d:
            continue
        while a < b and c < d and old[a] == new[c] and old[a].isspace():
            a, c = a + 1, c + 1
        if a < b and c < d and old[b - 1] == new[d - 1] and old[b - 1].isspace():
            touched = place < len(edits) and edits[place][0] == b and edits[place][2] == d and not old[a:b].isspace()
            while not touched and a < b and c < d and old[b - 1] == new[d - 1] and old[b - 1].isspace():
                b, d = b - 1, d - 1
        found.append(
            (
                "replaced" if a < b and c < d else "deleted" if a < b else "inserted",
                a,
                b,
                c,
                d,
                -1 if len(edit) == 4 else -2 - edit[4],
            )
        )


def settle_at_line_starts(old: str, new: str, findings: list[Finding]) -> list[Finding]:
    """Put together what adding or taking out a last item would mark twice: the item, and the blank lines before it.

    The blank lines belong behind the item, where they stayed.
    """
    tidy: list[Finding] = []
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
        if tidy and number == -1 and kind == tidy[-1][0] and kind in ("inserted", "deleted"):
            together = _together(old, new, tidy[-1], finding)
            if together is not None:
                tidy[-1] = together
                continue
        tidy.append(finding)
    return tidy


def _together(old: str, new: str, left: Finding, right: Finding) -> Finding | None:
    """What came, or went, at the end of a paragraph, and the paragraphs behind it, as one; None where there stands
    more between them than blank lines, which may as well stand behind both, or where an item or heading follows."""
    kind, i, j, k, _, number = left
    between = old[j : right[1]]
    if number != -1 or not between.isspace() or "\n" not in between:
        return None
    text, start, end = (new, k, right[4]) if kind == "inserted" else (old, i, right[2])
    if _begins_item.match(text, right[3] if kind == "inserted" else right[1]):
        return None
    if text[start - 1 : start] in ("", "\n", "\r") or not text.endswith(between, start, end):
        return None
    end -= len(between)
    if end <= (right[3] if kind == "inserted" else right[1]) or text[start:end].isspace():
        return None
    return (kind, i, i, k, end, -1) if kind == "inserted" else (kind, i, end, k, k, -1)
