"""Pairing: which blocks of two texts belong together.

Equal blocks first (longest common subsequence), then blocks that differ in their number only, then similar ones in
order, then what was split or joined, and last what moved. Works on blocks and their places; words are compared
elsewhere.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Postfix, Prefix

from wiki.text.alignment import Change, changes, encode
from wiki.text.words import has_unspaced, label_length

_SIMILAR = 0.4  # shared words from which two blocks at the same place are one block, edited
_MOVED = 0.6  # and from which two blocks at different places are one block, moved
_CONTAINED = 0.6  # share of a block's words found in the rest of a block it was split from
_FEW = 64  # pairs of blocks up to which each is looked at
_MOVABLE = 24  # characters from which a block alone can count as moved

_words = re.compile(r"\w{4,}")
_short_words = re.compile(r"\w+")


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


class _Blocks:
    """The blocks of one text with what is known of them, worked out when asked."""

    def __init__(self, blocks: list[str]) -> None:
        self.cores = [block.rstrip() for block in blocks]
        self._bodies: dict[int, str] = {}
        self._features: dict[int, frozenset[str]] = {}

    def body(self, place: int) -> str:
        body = self._bodies.get(place)
        if body is None:
            core = self.cores[place]
            label = label_length(core)
            body = core if label is None else core[: label[0]] + core[label[1] :]
            self._bodies[place] = body
        return body

    def features(self, place: int) -> frozenset[str]:
        found = self._features.get(place)
        if found is None:
            body = self.body(place)
            if has_unspaced(body):
                found = frozenset(body[i : i + 2] for i in range(len(body) - 1))
            else:
                found = frozenset(_words.findall(body))
                if len(found) < 4:
                    found = frozenset(_short_words.findall(body))
            self._features[place] = found
        return found


def pair_blocks(old: list[str], new: list[str]) -> Pairing:
    """Pair the blocks of two texts."""
    one, two = _Blocks(old), _Blocks(new)
    gaps = changes(*encode(one.cores, two.cores))
    groups: list[Change] = []
    for gap in gaps:
        if gap[0] < gap[1] and gap[2] < gap[3]:
            _pair_gap(one, two, gap, groups)
    return Pairing(gaps, groups, _moves(one, two, gaps, groups))


def _pair_gap(one: _Blocks, two: _Blocks, gap: Change, groups: list[Change]) -> None:
    i, j, k, m = gap
    first = len(groups)
    while i < j and k < m and _ends_alike(one.cores[i], two.cores[k]):
        groups.append((i, i + 1, k, k + 1))
        i, k = i + 1, k + 1
    last: list[Change] = []
    while i < j and k < m and _ends_alike(one.cores[j - 1], two.cores[m - 1]):
        j, m = j - 1, m - 1
        last.append((j, j + 1, m, m + 1))
    if i < j and k < m:
        bodies = encode([one.body(x) for x in range(i, j)], [two.body(y) for y in range(k, m)])
        at_old, at_new = i, k
        for c in [*changes(*bodies), (j - i, j - i, m - k, m - k)]:
            groups.extend(
                (x, x + 1, y, y + 1) for x, y in zip(range(at_old, i + c[0]), range(at_new, k + c[2]), strict=True)
            )
            groups.extend(_similar(one, two, range(i + c[0], i + c[1]), range(k + c[2], k + c[3])))
            at_old, at_new = i + c[1], k + c[3]
    groups.extend(reversed(last))
    groups[first:] = _grown(one, two, gap, groups[first:])


def _ends_alike(old: str, new: str) -> bool:
    """Two long lines that share most of their start and end are one line, edited."""
    size = max(len(old), len(new))
    if size < 40:
        return False
    shared = Prefix.similarity(old, new) + Postfix.similarity(old, new)
    return 2 * min(shared, size) >= size


def _likeness(one: _Blocks, two: _Blocks, x: int, y: int) -> float:
    here, there = one.features(x), two.features(y)
    if len(here) < 4 or len(there) < 4:
        return fuzz.ratio(one.body(x), two.body(y)) / 140
    return 2 * len(here & there) / (len(here) + len(there))


def _similar(one: _Blocks, two: _Blocks, olds: range, news: range) -> list[Change]:
    """Pair similar blocks in order, so that the sum of their likeness is the greatest (dynamic programming)."""
    if not olds or not news:
        return []
    best: list[tuple[float, int]] = []  # for each rank: the best sum that ends there
    tree: dict[int, tuple[float, int]] = {}
    kept: list[tuple[int, int, int]] = []  # old, new, place of the one before
    size = len(news) + 1
    for x, ys in _candidates(one, two, olds, news):
        added: list[tuple[int, float, int]] = []
        for y in ys:
            worth = _likeness(one, two, x, y)
            if worth < _SIMILAR:
                continue
            total, before = _best_below(tree, y - news.start)
            kept.append((x, y, before))
            added.append((y - news.start + 1, total + worth, len(kept) - 1))
        for rank, total, place in added:
            while rank <= size:
                if rank not in tree or tree[rank][0] < total:
                    tree[rank] = (total, place)
                rank += rank & -rank
    best.append(_best_below(tree, size - 1))
    found: list[Change] = []
    place = best[0][1]
    while place >= 0:
        x, y, place = kept[place]
        found.append((x, x + 1, y, y + 1))
    return found[::-1]


def _best_below(tree: dict[int, tuple[float, int]], rank: int) -> tuple[float, int]:
    best = (0.0, -1)
    while rank > 0:
        here = tree.get(rank)
        if here is not None and here[0] > best[0]:
            best = here
        rank -= rank & -rank
    return best


def _candidates(
    one: _Blocks, two: _Blocks, olds: Iterable[int], news: Iterable[int]
) -> Iterable[tuple[int, list[int]]]:
    """For each old block the new ones worth a look: all where they are few, else those that share its rare words."""
    olds, news = list(olds), list(news)
    if len(olds) * len(news) <= _FEW:
        for x in olds:
            yield x, news
        return
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for y in news:
        for feature in two.features(y):
            holders[feature].append(y)
    common = max(4, len(news) // 8)
    for x in olds:
        votes: Counter[int] = Counter()
        for feature in one.features(x):
            ys = holders.get(feature)
            if ys is not None and len(ys) <= common:
                votes.update(ys)
        yield x, [y for y, _ in votes.most_common(6)]


def _grown(one: _Blocks, two: _Blocks, gap: Change, groups: list[Change]) -> list[Change]:
    """Let each pair take in the neighbours that were split from it or joined into it."""
    grown: list[Change] = []
    for place, (i, j, k, m) in enumerate(groups):
        low_old, low_new = (grown[-1][1], grown[-1][3]) if grown else (gap[0], gap[2])
        high_old, high_new = (
            (groups[place + 1][0], groups[place + 1][2]) if place + 1 < len(groups) else (gap[1], gap[3])
        )
        if (low_old, high_old) == (i, j) and (low_new, high_new) == (k, m):
            grown.append((i, j, k, m))
            continue
        while m < high_new and _was_part(two, one, m, k, i):
            m += 1
        while k > low_new and _was_part(two, one, k - 1, k, i):
            k -= 1
        while m - k == 1 and j < high_old and _was_part(one, two, j, i, k):
            j += 1
        while m - k == 1 and i > low_old and _was_part(one, two, i - 1, i, k):
            i -= 1
        grown.append((i, j, k, m))
    return grown


def _was_part(here: _Blocks, there: _Blocks, part: int, other: int, whole: int) -> bool:
    """Whether a block's words are those of the whole that its neighbour does not account for."""
    words = here.features(part)
    if len(words) < 3:
        return False
    rest = there.features(whole) - here.features(other)
    return len(words & rest) >= _CONTAINED * len(words)


def _moves(one: _Blocks, two: _Blocks, gaps: list[Change], groups: list[Change]) -> list[Change]:
    """Pair what is left over at different places: equal blocks, then similar ones; neighbours join."""
    paired_old = {x for i, j, _, _ in groups for x in range(i, j)}
    paired_new = {y for _, _, k, m in groups for y in range(k, m)}
    left_old = [x for i, j, _, _ in gaps for x in range(i, j) if x not in paired_old]
    left_new = [y for _, _, k, m in gaps for y in range(k, m) if y not in paired_new]
    if not left_old or not left_new:
        return []
    target: dict[int, int] = {}
    taken: set[int] = set()
    by_body: defaultdict[str, list[int]] = defaultdict(list)
    for y in left_new:
        by_body[two.body(y)].append(y)
    for x in left_old:
        if len(one.body(x)) >= _MOVABLE:
            same = by_body.get(one.body(x))
            if same:
                target[x] = same.pop(0)
                taken.add(target[x])
    olds = [x for x in left_old if x not in target and len(one.body(x)) >= _MOVABLE]
    news = [y for y in left_new if y not in taken and len(two.body(y)) >= _MOVABLE]
    scored = [
        (likeness, x, y)
        for x, ys in _candidates(one, two, olds, news)
        for y in ys
        if (likeness := _likeness(one, two, x, y)) >= _MOVED
    ]
    for _, x, y in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if x not in target and y not in taken:
            target[x] = y
            taken.add(y)
    # A short line between two that moved together moved with them.
    free_old, free_new = set(left_old) - set(target), set(left_new) - taken
    for x in left_old:
        y = target.get(x, -1)
        while y >= 0 and x + 1 in free_old and y + 1 in free_new and one.body(x + 1) == two.body(y + 1):
            x, y = x + 1, y + 1
            target[x] = y
            free_old.discard(x)
            free_new.discard(y)
    moves: list[Change] = []
    for x in sorted(target):
        y = target[x]
        if moves and moves[-1][1] == x and moves[-1][3] == y:
            moves[-1] = (moves[-1][0], x + 1, moves[-1][2], y + 1)
        else:
            moves.append((x, x + 1, y, y + 1))
    return moves
