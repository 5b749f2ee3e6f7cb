"""Moves: blocks that stand elsewhere in the new text, with or without edits inside.

Works on what pairing left over: equal blocks first, then similar ones; neighbours that move together are one move.
"""

from collections import defaultdict
from collections.abc import Sequence

from wiki.text.alignment import Change
from wiki.text.likeness import Blocks, candidates, likenesses

_MOVED = 0.6  # shared words from which two blocks at different places are one block, moved
_TELLING = 5  # words that an edited block must share to count as moved
_MOVABLE = 24  # characters from which a block alone can count as moved
_SAMPLE = 60  # characters of a line in which they are looked for first
_LETTERS = 8  # letters among them: a line of signs is like any other


def _movable(text: Blocks, place: int) -> bool:
    core = text.cores[place]
    if len(text.body(place)) >= _MOVABLE:
        return sum(map(str.isalnum, core[:_SAMPLE])) >= _LETTERS or sum(map(str.isalnum, core)) >= _LETTERS
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
        y = target[x]
        if moves and moves[-1][1] == x and moves[-1][3] == y:
            moves[-1] = (moves[-1][0], x + 1, moves[-1][2], y + 1)
        else:
            moves.append((x, x + 1, y, y + 1))
    return sorted([*moves, *known])
