"""Moves: blocks that stand elsewhere in the new text, with or without edits inside.

Works on what pairing left over: equal blocks first, then similar ones; neighbours that move together are one move.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from wiki.text.alignment import Change
from wiki.text.likeness import Blocks, candidates, likenesses
from wiki.text.splits import carries_on
from wiki.text.words import ends_sentence

_MOVED = 0.6  # shared words from which two blocks at different places are one block, moved
_TELLING = 5  # words that an edited block must share to count as moved
_MOVABLE = 24  # characters from which a block alone can count as moved

_says = re.compile(r"(?:[\W_]*+[^\W_]){8}")  # a line of signs is like any other


def _movable(text: Blocks, place: int) -> bool:
    core = text.cores[place]
    if len(text.body(place)) >= _MOVABLE:
        return _says.match(core) is not None
    return core[:1] == "|" and any(letter.isalnum() for letter in core)


def _telling(one: Blocks, two: Blocks, x: int, y: int) -> bool:
    """Whether what two blocks share is enough to say that one became the other; rows are told by their first cell."""
    row = one.cores[x][:1] == "|" == two.cores[y][:1]
    return row or len(one.features(x) & two.features(y)) >= _TELLING


def find_moves(
    one: Blocks, two: Blocks, gaps: list[Change], groups: list[Change], known: Sequence[Change] = ()
) -> list[Change]:
    """Pair what is left over at different places: equal blocks, then similar ones; neighbours join.

    Runs of blocks that are known to have moved are among the moves as they are.
    """
    paired_old = {x for i, j, _, _ in [*groups, *known] for x in range(i, j)}
    paired_new = {y for _, _, k, m in [*groups, *known] for y in range(k, m)}
    left_old = [x for i, j, _, _ in gaps for x in range(i, j) if x not in paired_old]
    left_new = [y for _, _, k, m in gaps for y in range(k, m) if y not in paired_new]
    if not left_old or not left_new:
        return sorted(known)
    target: dict[int, int] = {}
    taken: set[int] = set()
    by_body: defaultdict[str, list[int]] = defaultdict(list)
    for y in left_new:
        by_body[two.body(y)].append(y)
    for x in left_old:
        if _movable(one, x):
            same = by_body.get(one.body(x))
            if same:
                target[x] = same.pop(0)
                taken.add(target[x])
    olds = [x for x in left_old if x not in target and _movable(one, x)]
    news = [y for y in left_new if y not in taken and _movable(two, y)]
    scored = [
        (like, x, y)
        for x, ys in candidates(one, two, olds, news)
        for y, like in zip(ys, likenesses(one, two, x, ys), strict=True)
        if like >= _MOVED and _telling(one, two, x, y)
    ]
    for _, x, y in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if x not in target and y not in taken:
            target[x] = y
            taken.add(y)
    # Short lines beside one that moved, such as its heading, moved with it.
    free_old, free_new = set(left_old) - set(target), set(left_new) - taken
    for step in (1, -1):
        for x, y in list(target.items()):
            while x + step in free_old and y + step in free_new and one.body(x + step) == two.body(y + step):
                x, y = x + step, y + step
                target[x] = y
                free_old.discard(x)
                free_new.discard(y)
    moves: list[Change] = []
    for x in sorted(target):
        _append(moves, (x, x + 1, target[x], target[x] + 1))
    whole: list[Change] = []
    for move in moves:
        _append(whole, _whole_lines(one, two, move, free_old, free_new))
    broken = [move for move in whole if _is_broken_off(one, *move[:2]) and _is_broken_off(two, *move[2:])]
    return sorted([*(move for move in whole if move not in broken), *known])


def _append(moves: list[Change], move: Change) -> None:
    """Append a move; with the one it touches on both sides it becomes one."""
    if moves and moves[-1][1] == move[0] and moves[-1][3] == move[2]:
        move = (moves[-1][0], move[1], moves.pop()[2], move[3])
    moves.append(move)


def _is_broken_off(text: Blocks, start: int, end: int) -> bool:
    """Whether a move is one line out of the middle of a sentence, which may stand in one line again by chance."""
    if end - start > 1:
        return False
    if start and carries_on(text, start) and not ends_sentence(text.before(start).rstrip()):
        return True
    return end < len(text.raw) and carries_on(text, end) and not ends_sentence(text.cores[start])


def _whole_lines(one: Blocks, two: Blocks, move: Change, free_old: set[int], free_new: set[int]) -> Change:
    """A move with the lines without a partner of its paragraph, which was broken by hand, where most of these moved
    along: words flow from line to line."""
    i, j, k, m = move
    while i - 1 in free_old and carries_on(one, i):
        i -= 1
    while j in free_old and carries_on(one, j):
        j += 1
    while k - 1 in free_new and carries_on(two, k):
        k -= 1
    while m in free_new and carries_on(two, m):
        m += 1
    if (i, j, k, m) == move:
        return move
    here, there = set().union(*map(one.features, range(i, j))), set().union(*map(two.features, range(k, m)))
    if 2 * len(here & there) < _MOVED * (len(here) + len(there)):
        return move
    free_old.difference_update(range(i, j))
    free_new.difference_update(range(k, m))
    return i, j, k, m
