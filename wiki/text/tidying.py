"""Tidying: from the fewest marks to those a person would make.

Small coincidences between two replaced phrases are taken in, and what could stand at several places slides to where
a sentence or clause begins. Works on words and their places; what differs is found in the module on edits.
"""

import re
from collections.abc import Sequence

from wiki.text.alignment import Change
from wiki.text.words import has_unspaced

_no_word = re.compile(r"\W*")
_CLOSES_SENTENCE = frozenset(".!?。！？؟；;:：…")
_CLOSES_CLAUSE = frozenset(",，、،)]")


def absorb(edits: list[Change], old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """Take in the small coincidences between two replaced phrases, and slide lone edits to where a clause begins.

    The places are words. What is taken in are a few short words or signs that stand between two larger edits.
    """
    tidy: list[Change] = []
    for edit in edits:
        while tidy and _coincidence(tidy[-1], edit, old):
            last = tidy.pop()
            edit = (last[0], edit[1], last[2], edit[3])
        tidy.append(edit)
    for place, (i, j, k, m) in enumerate(tidy):
        if i == j or k == m:
            low = tidy[place - 1][1] if place else 0
            high = tidy[place + 1][0] if place + 1 < len(tidy) else len(old)
            step = _slide(new, k, m, i - low, high - i) if i == j else _slide(old, i, j, i - low, high - j)
            tidy[place] = (i + step, j + step, k + step, m + step)
    return tidy


def _coincidence(left: Change, right: Change, old: Sequence[str]) -> bool:
    """Whether the few words between two edits stand there by chance only, such as an article or a comma."""
    if left[0] == left[1] and right[0] == right[1]:
        return False  # two additions: the words between are the text that was there
    if left[2] == left[3] and right[2] == right[3]:
        return False
    between = old[left[1] : right[0]]
    if len(between) == 1 and len(between[0]) == 1 and has_unspaced(between[0]):
        return True
    if len(between) > 3:
        return False
    letters = sum(len(word) for word in between if not _no_word.fullmatch(word))
    smaller = min(max(left[1] - left[0], left[3] - left[2]), max(right[1] - right[0], right[3] - right[2]))
    if letters == 0:
        return len(between) == 1 and smaller > 1
    return smaller > 1 and letters <= 3 * (smaller - 1)


def _slide(words: Sequence[str], start: int, end: int, left: int, right: int) -> int:
    """How far to shift a run of words that could stand at several places: to the start of a sentence or clause."""
    back = 0
    while back < left and words[start - 1 - back] == words[end - 1 - back]:
        back += 1
    forth = 0
    while forth < right and end + forth < len(words) and words[start + forth] == words[end + forth]:
        forth += 1
    if not back and not forth:
        return 0
    return max(range(-back, forth + 1), key=lambda step: (_opening(words, start + step, end + step), -abs(step)))


def _opening(words: Sequence[str], start: int, end: int) -> int:
    if start == 0:
        return 3
    worth = 0
    before, last = words[start - 1][-1:], words[end - 1][-1:]
    if before in _CLOSES_SENTENCE:
        worth += 2
    elif before in _CLOSES_CLAUSE:
        worth += 1
    if last in _CLOSES_SENTENCE and before in _CLOSES_SENTENCE:
        worth += 2
    if words[start] in _CLOSES_CLAUSE and last not in _CLOSES_CLAUSE:
        worth += 1
    if words[start] in "([“«（" and last in ")]”»）":
        worth += 3
    return worth
