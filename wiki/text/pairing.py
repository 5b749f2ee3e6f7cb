"""Pairing: which blocks of two texts belong together.

Equal blocks first (longest common subsequence), then blocks that differ in their number only, then similar ones in
order, then what was split or joined, and last what moved. Words are compared elsewhere.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Postfix, Prefix

from wiki.text.alignment import Change, changes, heaviest_rise
from wiki.text.likeness import FEW, Blocks, candidates, likeness, likenesses
from wiki.text.moves import find_moves
from wiki.text.splits import carries_on, widen

_SIMILAR = 0.3  # shared words from which two blocks at the same place are one block, edited
_SHORT, _MOST = 200, 60  # characters of a line that is known by so many hundredths of its letters, alone in its place
UNMISTAKABLE = 40  # characters from which equal blocks are the same block wherever they stand

_heading = re.compile(r"#{1,6}[ \t]")
_key = re.compile(r"[\w-]{2,40}: ")  # what a line of front matter, or a note, is called


@dataclass(frozen=True, slots=True)
class Pairing:
    """How the blocks of two texts belong together.

    groups: in order on both sides, (old start, old end, new start, new end) in places of blocks, each one block that
    was edited, split or joined. moves: the same for runs of blocks that moved. What is in neither and not equal was
    deleted or inserted. gaps: where the texts differ at all; groups lie inside.
    """

    gaps: list[Change]
    groups: list[Change]
    moves: list[Change]


def pair_in_place(old: list[str], new: list[str]) -> Pairing:
    """Pair the blocks of two texts without moves: what stands elsewhere was taken out and put in."""
    one, two = Blocks(old), Blocks(new)
    return _pair_gaps(one, two, changes(one.cores, two.cores), [], moves=False)


def pair_gaps(one: Blocks, two: Blocks, gaps: list[Change]) -> Pairing:
    """Pair the blocks of two texts of which it is known where they differ."""
    return _pair_gaps(one, two, gaps, [], moves=True)


def pair_within(old: list[str], new: list[str], sections: Sequence[Change]) -> Pairing:
    """Pair the blocks of two documents whose sections are known to belong together, in the order of the new one.

    Blocks are paired within their section; as many of the old words as can be stay where they are, and the sections
    that do not are moved as a whole. What has no partner then may still have moved from one section to another.
    """
    one, two = Blocks(old), Blocks(new)
    columns = ([(i, 1.0 + sum(map(len, old[i:j])))] for i, j, _, _ in sections)
    stay = {column for column, _ in heaviest_rise(columns, len(old) + 1)}
    gaps: list[Change] = []
    moved: list[Change] = []
    x = y = 0
    for place, (i, j, k, m) in enumerate([*sections, (len(old), len(old), len(new), len(new))]):
        if place < len(sections) and place not in stay:
            if moved and moved[-1][1] == i and moved[-1][3] == k:
                moved[-1] = (moved[-1][0], j, moved[-1][2], m)
            else:
                moved.append((i, j, k, m))
            continue
        if x < i or y < k:
            gaps.append((x, i, y, k))
        gaps += [(i + a, i + b, k + c, k + d) for a, b, c, d in changes(one.cores[i:j], two.cores[k:m])]
        x, y = j, m
    return _pair_gaps(one, two, gaps, moved, moves=True)


def _pair_gaps(one: Blocks, two: Blocks, gaps: list[Change], moved: list[Change], *, moves: bool) -> Pairing:
    groups: list[Change] = []
    elsewhere = _elsewhere(one, two, gaps) if moves and len(gaps) > 1 else set()
    for gap in gaps:
        if gap[0] < gap[1] and gap[2] < gap[3] and not any(_overlap(gap, move) for move in moved):
            _pair_gap(one, two, gap, elsewhere, groups)
    if not moves or (groups == gaps and not moved):
        return Pairing(gaps, groups, [])
    return Pairing(gaps, groups, find_moves(one, two, gaps, groups, moved))


def _overlap(one: Change, two: Change) -> bool:
    """Whether two pairs of ranges share a place on either side."""
    return (one[0] < two[1] and two[0] < one[1]) or (one[2] < two[3] and two[2] < one[3])


def _elsewhere(one: Blocks, two: Blocks, gaps: list[Change]) -> set[str]:
    """Blocks that stand unchanged in both texts and yet not in order: they moved, and are no other block's edit."""
    olds = {core for i, j, _, _ in gaps for core in one.cores[i:j]}
    news = {core for _, _, k, m in gaps for core in two.cores[k:m]}
    return {core for core in olds & news if len(core) >= UNMISTAKABLE}


def _pair_gap(one: Blocks, two: Blocks, gap: Change, elsewhere: set[str], groups: list[Change]) -> None:
    i, j, k, m = gap
    if j - i == m - k == 1:
        if is_edit(one, two, i, k, elsewhere) or _same_place(one, two, i, k):
            groups.append(gap)
        return
    first = len(groups)
    while i < j and k < m and ends_alike(one.cores[i], two.cores[k], elsewhere):
        groups.append((i, i + 1, k, k + 1))
        i, k = i + 1, k + 1
    last: list[Change] = []
    while i < j and k < m and ends_alike(one.cores[j - 1], two.cores[m - 1], elsewhere):
        j, m = j - 1, m - 1
        last.append((j, j + 1, m, m + 1))
    if i < j and k < m:
        bodies = [one.body(x) for x in range(i, j)], [two.body(y) for y in range(k, m)]
        at_old, at_new = i, k
        for c in [*changes(*bodies), (j - i, j - i, m - k, m - k)]:
            groups.extend(
                (x, x + 1, y, y + 1) for x, y in zip(range(at_old, i + c[0]), range(at_new, k + c[2]), strict=True)
            )
            groups.extend(_similar(one, two, range(i + c[0], i + c[1]), range(k + c[2], k + c[3]), elsewhere))
            at_old, at_new = i + c[1], k + c[3]
    groups.extend(reversed(last))
    groups[first:] = _between(one, two, gap, groups[first:])
    groups[first:] = widen(one, two, gap, groups[first:])


def is_edit(one: Blocks, two: Blocks, x: int, y: int, elsewhere: Set[str]) -> bool:
    """Whether the one block that stands at a place in the new text is the one that stood there, edited."""
    old, new = one.cores[x], two.cores[y]
    if ends_alike(old, new, elsewhere) or one.body(x) == two.body(y):
        return True
    return old not in elsewhere and new not in elsewhere and likeness(one, two, x, y) >= _SIMILAR


def _same_place(one: Blocks, two: Blocks, x: int, y: int) -> bool:
    """Whether what stands alone at one place is the same thing: a heading of one level, whatever it says, a line of
    one key, a short line with most of its letters, or a line that carries on one sentence."""
    old, new = one.cores[x], two.cores[y]
    if opening := _heading.match(old):
        return new.startswith(opening[0])
    if (key := _key.match(old)) and new.startswith(key[0]):
        return True
    if max(len(old), len(new)) <= _SHORT and fuzz.ratio(old, new) >= _MOST:
        return True
    return x > 0 < y and carries_on(one, x) and carries_on(two, y)


def ends_alike(old: str, new: str, elsewhere: Set[str] = frozenset()) -> bool:
    """Two long lines that share most of their start and end are one line, edited."""
    size = max(len(old), len(new))
    if size < 40 or old in elsewhere or new in elsewhere:
        return False
    shared = Prefix.similarity(old, new) + Postfix.similarity(old, new)
    return 2 * min(shared, size) >= size


def _similar(one: Blocks, two: Blocks, olds: range, news: range, elsewhere: set[str]) -> Iterator[Change]:
    """Pair similar blocks in order: first those that rare words lead to each other, then the few between these."""
    if not olds or not news:
        return
    i, k = olds.start, news.start
    few = len(olds) * len(news) <= FEW
    pairs = _best_pairs(one, two, olds, news, elsewhere)
    for pair in [*pairs, (olds.stop, olds.stop, news.stop, news.stop)]:
        if not few and 0 < (pair[0] - i) * (pair[2] - k) <= FEW:
            yield from _best_pairs(one, two, range(i, pair[0]), range(k, pair[2]), elsewhere)
        if pair[0] < pair[1]:
            yield pair
        i, k = pair[1], pair[3]


def _best_pairs(one: Blocks, two: Blocks, olds: range, news: range, elsewhere: set[str]) -> list[Change]:
    """Similar blocks in an order in which the sum of their likeness is the greatest (dynamic programming)."""
    here = [x for x in olds if one.cores[x] not in elsewhere]
    there = [y for y in news if two.cores[y] not in elsewhere]
    if not here or not there:
        return []
    looked_at: list[int] = []

    def columns() -> Iterator[list[tuple[int, float]]]:
        for x, ys in candidates(one, two, here, there):
            looked_at.append(x)
            scored = zip(ys, likenesses(one, two, x, ys), strict=True)
            yield [(y - news.start, worth) for y, worth in scored if worth >= _SIMILAR]

    rise = heaviest_rise(columns(), len(news) + 1)
    return [
        (looked_at[column], looked_at[column] + 1, news.start + rank, news.start + rank + 1) for column, rank in rise
    ]


def _between(one: Blocks, two: Blocks, gap: Change, groups: list[Change]) -> list[Change]:
    """The pairs, and the single blocks that stand alone between the same two pairs and are the same thing."""
    found: list[Change] = []
    i, k = gap[0], gap[2]
    for pair in [*groups, (gap[1], gap[1], gap[3], gap[3])]:
        if pair[0] - i == pair[2] - k == 1 and _same_place(one, two, i, k):
            found.append((i, i + 1, k, k + 1))
        if pair[0] < pair[1]:
            found.append(pair)
        i, k = pair[1], pair[3]
    return found
