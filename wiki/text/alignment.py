"""Alignment: the longest common subsequence of two sequences, within bounds of time and memory.

rapidfuzz's bit-parallel algorithm (Hyyrö 2004) does the work, on the hashes of things. Its table takes one bit for
each pair of places, so long sequences are first cut at what is unique on both sides (patience). Nothing here knows
what the things are. Two things whose hashes agree by chance would be aligned: callers look at what they keep.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

from rapidfuzz.distance import LCSseq, Postfix, Prefix

_TABLE = 1 << 27  # pairs of places whose table is kept at once: 16 MB

_FEW_LETTERS = "".join(map(chr, range(0x100, 0xD800)))

Change = tuple[int, int, int, int]  # old start, old end, new start, new end, in places of the two sequences
#: a change that stays by itself may carry a number
Edit = Change | tuple[int, int, int, int, int]


def changes(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Change]:
    """Where two sequences differ, in order, none touching the next; a fewest of things marked."""
    if len(old) * len(new) > _TABLE:
        one, two = encode(old, new)
        return _long_changes(one, two)
    found: list[Change] = []
    _collect(old, new, 0, 0, found)
    return found


def encode(old: Sequence[Hashable], new: Sequence[Hashable]) -> tuple[str, str]:
    """Give equal things the same character: two sequences as strings (surrogates are left out)."""
    things = dict.fromkeys(old)
    things.update(dict.fromkeys(new))
    table = dict(zip(things, _letters(len(things)), strict=False))
    get = table.__getitem__
    return "".join(map(get, old)), "".join(map(get, new))


def _letters(count: int) -> str:
    """At least count different characters."""
    if count <= len(_FEW_LETTERS):
        return _FEW_LETTERS
    return _FEW_LETTERS + "".join(map(chr, range(0xE000, 0xE000 + count - len(_FEW_LETTERS))))


def _long_changes(old: str, new: str) -> list[Change]:
    """The same for encoded sequences, whatever their length."""
    start = Prefix.similarity(old, new)
    if start == len(old) == len(new):
        return []
    end = min(Postfix.similarity(old, new), min(len(old), len(new)) - start)
    inner_old, inner_new = old[start : len(old) - end], new[start : len(new) - end]
    found: list[Change] = []
    if len(inner_old) * len(inner_new) <= _TABLE:
        _collect(inner_old, inner_new, start, start, found)
    else:
        _split(inner_old, inner_new, start, start, found)
    return found


def _collect(old: Sequence[Hashable], new: Sequence[Hashable], a: int, b: int, found: list[Change]) -> None:
    """Append the changes between two short sequences that stand at places a and b."""
    opcodes: Any = LCSseq.opcodes(old, new).as_list()  # tuples of a tag and four places, declared as something else
    done_old = done_new = 0
    for tag, i, j, k, m in opcodes:
        if tag == "equal":
            if done_old < i or done_new < k:
                found.append((a + done_old, a + i, b + done_new, b + k))
            done_old, done_new = j, m
    if done_old < len(old) or done_new < len(new):
        found.append((a + done_old, a + len(old), b + done_new, b + len(new)))


def _split(old: str, new: str, a: int, b: int, found: list[Change]) -> None:
    """The same for long sequences: cut at runs that are unique on both sides, from single things to pairs."""
    for width in (1, 2, 3):
        anchors = _unique_anchors(old, new, width)
        if anchors:
            break
    else:
        # Nothing in common that is rare: compare half by half in step, which stays small and is never wrong.
        anchors = [(len(old) // 2, len(new) // 2)]
    at_old = at_new = 0
    for i, j in [*anchors, (len(old), len(new))]:
        _align(old[at_old:i], new[at_new:j], a + at_old, b + at_new, found)
        at_old, at_new = i, j


def _align(old: str, new: str, a: int, b: int, found: list[Change]) -> None:
    for i, j, k, m in _long_changes(old, new):
        _append(found, (a + i, a + j, b + k, b + m))


def _append(found: list[Change], change: Change) -> None:
    if found and found[-1][1] == change[0] and found[-1][3] == change[2]:
        found[-1] = (found[-1][0], change[1], found[-1][2], change[3])
    elif change[0] < change[1] or change[2] < change[3]:
        found.append(change)


def append_edit(found: list[Edit], i: int, j: int, k: int, m: int) -> None:
    """Append an edit, if it is one; with the one it touches it becomes one, unless that carries a number."""
    if i == j and k == m:
        return
    if found and found[-1][1] == i and found[-1][3] == k and len(found[-1]) == 4:
        found[-1] = (found[-1][0], j, found[-1][2], m)
    else:
        found.append((i, j, k, m))


def append_target(found: list[Edit], i: int, j: int, k: int, m: int) -> None:
    """Append the address of a link that leads elsewhere, which is an edit by itself, with empty ones at its sides:
    joined to its neighbours it would leave half a link."""
    found += [(i, i, k, k), (i, j, k, m), (j, j, m, m)]


def _unique_anchors(old: str, new: str, width: int) -> list[tuple[int, int]]:
    """Places of runs that stand once in each sequence, in the longest order that both agree on."""
    runs_old = [old[i : i + width] for i in range(len(old) - width + 1)]
    runs_new = [new[i : i + width] for i in range(len(new) - width + 1)]
    count_old, count_new = Counter(runs_old), Counter(runs_new)
    where = {run: i for i, run in enumerate(runs_old) if count_old[run] == 1 and count_new.get(run) == 1}
    pairs = [(where[run], j) for j, run in enumerate(runs_new) if run in where]
    return [pairs[k] for k in longest_rise([i for i, _ in pairs])] if pairs else []


def longest_rise(values: Sequence[int]) -> list[int]:
    """Places of a longest strictly rising subsequence, by patience sorting."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        pile = bisect_left(tops, value)
        before.append(piles[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(value)
            piles.append(place)
        else:
            tops[pile] = value
            piles[pile] = place
    rise: list[int] = []
    place = piles[-1] if piles else -1
    while place >= 0:
        rise.append(place)
        place = before[place]
    return rise[::-1]


def heaviest_rise(columns: Iterable[Sequence[tuple[int, float]]], size: int) -> list[tuple[int, int]]:
    """Of columns of (value below size, worth), at most one each, the strictly rising values of the greatest worth.

    As (place of the column, value). Dynamic programming over a tree of best sums (Fenwick 1994).
    """
    tree: dict[int, tuple[float, int]] = {}
    kept: list[tuple[int, int, int]] = []  # column, value, place of the one before
    for column, choices in enumerate(columns):
        added: list[tuple[int, float, int]] = []
        for value, worth in choices:
            total, before = _best_below(tree, value)
            kept.append((column, value, before))
            added.append((value + 1, total + worth, len(kept) - 1))
        for rank, total, place in added:
            while rank <= size:
                if rank not in tree or tree[rank][0] < total:
                    tree[rank] = (total, place)
                rank += rank & -rank
    rise: list[tuple[int, int]] = []
    place = _best_below(tree, size)[1]
    while place >= 0:
        column, value, place = kept[place]
        rise.append((column, value))
    return rise[::-1]


def _best_below(tree: dict[int, tuple[float, int]], rank: int) -> tuple[float, int]:
    best = (0.0, -1)
    while rank > 0:
        here = tree.get(rank)
        if here is not None and here[0] > best[0]:
            best = here
        rank -= rank & -rank
    return best
