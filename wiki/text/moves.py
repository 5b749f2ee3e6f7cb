"""Moves: blocks that stand elsewhere in the new text, with or without edits inside.

Works on what pairing left over: equal blocks first, then similar ones; neighbours that move together are one move.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from wiki.text.alignment import Change
from wiki.text.hand_broken import is_sentence, paragraphs
from wiki.text.likeness import Blocks, candidates, likenesses

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

    The lines of a paragraph that was broken by hand move together, however they are broken at the new place. Runs of
    blocks that are known to have moved are among the moves as they are.
    """
    paired_old = {x for i, j, _, _ in [*groups, *known] for x in range(i, j)}
    paired_new = {y for _, _, k, m in [*groups, *known] for y in range(k, m)}
    left_old = [x for i, j, _, _ in gaps for x in range(i, j) if x not in paired_old]
    left_new = [y for _, _, k, m in gaps for y in range(k, m) if y not in paired_new]
    if not left_old or not left_new:
        return sorted(known)
    olds, news = paragraphs(one, left_old), paragraphs(two, left_new)
    if len(olds) == len(left_old) and len(news) == len(left_new):
        moves = [(x, x + 1, y, y + 1) for x, y in _targets(one, two, left_old, left_new).items()]
    else:
        moves = _broken_by_hand(one, two, olds, news)
    return sorted([*_with_neighbours(one, two, moves, {*left_old}, {*left_new}), *known])


def _broken_by_hand(one: Blocks, two: Blocks, olds: list[range], news: list[range]) -> list[Change]:
    """The moves of paragraphs; then those of lines of paragraphs that did not move as a whole."""
    whole_old, whole_new = one.joined(olds), two.joined(news)
    targets = _targets(whole_old, whole_new, range(len(olds)), range(len(news)))
    moves = [(olds[x].start, olds[x].stop, news[y].start, news[y].stop) for x, y in targets.items()]
    # One line out of the middle of a sentence is no more than words that happen to stand in one line again.
    taken = {*targets.values()}
    here = _sentences(one, (run for place, run in enumerate(olds) if place not in targets))
    there = _sentences(two, (run for place, run in enumerate(news) if place not in taken)) if here else []
    if there:
        moves += [(x, x + 1, y, y + 1) for x, y in _targets(one, two, here, there).items()]
    return moves


def _sentences(text: Blocks, runs: Iterable[range]) -> list[int]:
    """The lines of paragraphs broken by hand that could move by themselves."""
    return [place for run in runs if len(run) > 1 for place in run if is_sentence(text, place)]


def _targets(one: Blocks, two: Blocks, here: Iterable[int], there: Iterable[int]) -> dict[int, int]:
    """Which of the new blocks each of the old ones became: equal ones first, then similar ones."""
    target: dict[int, int] = {}
    taken: set[int] = set()
    by_body: defaultdict[str, list[int]] = defaultdict(list)
    for y in there:
        by_body[two.body(y)].append(y)
    for x in here:
        if _movable(one, x):
            same = by_body.get(one.body(x))
            if same:
                target[x] = same.pop(0)
                taken.add(target[x])
    olds = [x for x in here if x not in target and _movable(one, x)]
    news = [y for y in there if y not in taken and _movable(two, y)]
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
    return target


def _with_parts(one: Blocks, two: Blocks, move: Change, free_old: set[int], free_new: set[int]) -> Change:
    """A paragraph broken by hand that became one block, or was one, with the blocks beside that were part of it."""
    i, j, k, m = move
    if m - k == 1:
        whole = frozenset().union(*map(one.words, range(i, j))) - two.words(k)
        while k - 1 in free_new and _is_part(two.words(k - 1), whole):
            k -= 1
        while m in free_new and _is_part(two.words(m), whole):
            m += 1
        free_new.difference_update(range(k, m))
    else:
        whole = frozenset().union(*map(two.words, range(k, m))) - one.words(i)
        while i - 1 in free_old and _is_part(one.words(i - 1), whole):
            i -= 1
        while j in free_old and _is_part(one.words(j), whole):
            j += 1
        free_old.difference_update(range(i, j))
    return i, j, k, m


def _is_part(words: frozenset[str], whole: frozenset[str]) -> bool:
    """Whether most words of a block are among those of another."""
    return len(words) > 2 and len(words & whole) >= _MOVED * len(words)


def _with_neighbours(
    one: Blocks, two: Blocks, moves: list[Change], free_old: set[int], free_new: set[int]
) -> list[Change]:
    """Moves with the short lines beside them, such as a heading, that moved with them; neighbours as one."""
    for i, j, k, m in moves:
        free_old.difference_update(range(i, j))
        free_new.difference_update(range(k, m))
    for place, (i, j, k, m) in enumerate(moves):
        if (j - i == 1) != (m - k == 1):
            moves[place] = i, j, k, m = _with_parts(one, two, (i, j, k, m), free_old, free_new)
        while j in free_old and m in free_new and one.body(j) == two.body(m):
            free_old.discard(j)
            free_new.discard(m)
            j, m = j + 1, m + 1
        moves[place] = (i, j, k, m)
    for place, (i, j, k, m) in enumerate(moves):
        while i - 1 in free_old and k - 1 in free_new and one.body(i - 1) == two.body(k - 1):
            i, k = i - 1, k - 1
            free_old.discard(i)
            free_new.discard(k)
        moves[place] = (i, j, k, m)
    joined: list[Change] = []
    for i, j, k, m in sorted(moves):
        if joined and joined[-1][1] == i and joined[-1][3] == k:
            joined[-1] = (joined[-1][0], j, joined[-1][2], m)
        else:
            joined.append((i, j, k, m))
    return joined
