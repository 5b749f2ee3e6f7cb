"""Tidying: from the fewest marks to those a person would make.

Small coincidences between two replaced phrases are taken in, and what could stand at several places slides to where
a sentence or clause begins. Works on words and their places; what differs is found in the module on edits.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from wiki.text.alignment import Change
from wiki.text.words import has_unspaced

_LARGE = 3  # ideographs replaced, beside which a single one that stayed stands there by chance
_REWRITTEN = 3  # replacements close to each other that make a rewritten phrase
_LOOKED_AT = 12  # words of both texts up to which two edits are told anew
_SMALL_WORDS, _SMALL_LETTERS = 2, 4  # what may stand between them

_no_word = re.compile(r"\W*")
_CLOSES_SENTENCE = frozenset(".!?。！？؟；;:：…")
_CLOSES_REFERENCE = frozenset("条條款項项")
_CLOSES_CLAUSE = frozenset(",，、،)]")


def absorb(edits: list[Change], old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """Take in the small coincidences between two replaced phrases, and slide lone edits to where a clause begins.

    The places are words. What is taken in are a few short words or signs that stand between two larger edits.
    """
    tidy: list[Change] = edits[:1]
    for edit in edits[1:]:
        if tidy and edit[0] - tidy[-1][1] <= _SMALL_WORDS:
            told = _telling(tidy[-1], edit, old, new)
            if told:
                tidy[-1:] = told[:-1]
                edit = told[-1]
        while tidy:
            if _coincidence(tidy[-1], edit, old):
                last = tidy.pop()
                edit = (last[0], edit[1], last[2], edit[3])
            elif (slid := _slid_together(tidy[-1], edit, old, new)) is not None:
                tidy.pop()
                edit = slid
            else:
                break
        tidy.append(edit)
    if len(tidy) >= _REWRITTEN:
        tidy = _take_in_rewritten(tidy, old)
    for place, (i, j, k, m) in enumerate(tidy):
        if i == j or k == m:
            low = tidy[place - 1][1] if place else 0
            high = tidy[place + 1][0] if place + 1 < len(tidy) else len(old)
            step = _slide(new, k, m, i - low, high - i) if i == j else _slide(old, i, j, i - low, high - j)
            tidy[place] = (i + step, j + step, k + step, m + step)
    return tidy


def _telling(left: Change, right: Change, old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """Two edits told anew around the word that tells most, where the few words between them tell less; as many words
    stay either way. Empty where they are best as they are."""
    here, there = old[left[0] : right[1]], new[left[2] : right[3]]
    if len(here) + len(there) > _LOOKED_AT:
        return []
    between = old[left[1] : right[0]]
    best = max(set(here).intersection(there).difference(between), key=lambda word: (len(word), word), default="")
    if len(between) != 1 or not 1 < _letters(between) + 1 < _letters([best]):
        return []
    i, k = left[0] + here.index(best), left[2] + there.index(best)
    return [
        edit
        for edit in ((left[0], i, left[2], k), (i + 1, right[1], k + 1, right[3]))
        if edit[0] < edit[1] or edit[2] < edit[3]
    ]


def _coincidence(left: Change, right: Change, old: Sequence[str]) -> bool:
    """Whether the few words between two edits stand there by chance only, such as an article or a comma."""
    if right[0] - left[1] > 3:
        return False
    if left[0] == left[1] and right[0] == right[1]:
        return False  # two additions: the words between are the text that was there
    if left[2] == left[3] and right[2] == right[3]:
        return False
    between = old[left[1] : right[0]]
    letters = _letters(between)
    sizes = [max(edit[1] - edit[0], edit[3] - edit[2]) for edit in (left, right)]
    smaller = min(sizes)
    if letters == 0:
        return len(between) == 1 and (smaller > 1 or (between[0] == "/" and _both_replace(left, right)))
    if has_unspaced(between[0]):
        return letters == 1 and (not _both_replace(left, right) or smaller > 1 or max(sizes) > _LARGE)
    if smaller > 1:
        return letters <= 3 * (smaller - 1)
    return _both_replace(left, right) and len(between) == 1 and letters <= 3 and max(sizes) > _LARGE


def _slid_together(left: Change, right: Change, old: Sequence[str], new: Sequence[str]) -> Change | None:
    """Two additions, or two deletions, as one, where the words between may as well stand before or behind both."""
    if left[0] == left[1] and right[0] == right[1]:
        one = _slid(left[2:], right[2:], new)
        return None if one is None else (left[0] + one[0] - left[2],) * 2 + one
    if left[2] == left[3] and right[2] == right[3]:
        one = _slid(left[:2], right[:2], old)
        return None if one is None else one + (left[2] + one[0] - left[0],) * 2
    return None


def _slid(left: tuple[int, int], right: tuple[int, int], words: Sequence[str]) -> tuple[int, int] | None:
    """Where two runs of words, slid together, stand as one; None where the words between keep them apart."""
    size = right[0] - left[1]
    between = words[left[1] : right[0]]
    if size <= right[1] - right[0] and words[right[1] - size : right[1]] == between:
        return left[0], right[1] - size
    if size <= left[1] - left[0] and words[left[0] : left[0] + size] == between:
        return left[0] + size, right[1]
    return None


def _both_replace(left: Change, right: Change) -> bool:
    return left[0] < left[1] and left[2] < left[3] and right[0] < right[1] and right[2] < right[3]


def _take_in_rewritten(edits: list[Change], old: Sequence[str]) -> list[Change]:
    """Make one of three or more replacements with nothing between them but small words: the phrase was rewritten."""
    tidy: list[Change] = []
    run: list[Change] = []
    for edit in [*edits, None]:
        replaces = edit is not None and edit[0] < edit[1] and edit[2] < edit[3]
        if edit is not None and replaces and (not run or _is_small(old[run[-1][1] : edit[0]])):
            run.append(edit)
            continue
        kept = sum(_letters(old[one[1] : two[0]]) for one, two in pairwise(run))
        if len(run) >= _REWRITTEN and 3 * kept <= sum(_letters(old[i:j]) for i, j, _, _ in run):
            run = [(run[0][0], run[-1][1], run[0][2], run[-1][3])]
        tidy += run
        run = []
        if edit is not None:
            (run if replaces else tidy).append(edit)
    return tidy


def _is_small(words: Sequence[str]) -> bool:
    """Whether words between two edits are so few and short that they may be there by chance."""
    return len(words) <= _SMALL_WORDS and _letters(words) <= _SMALL_LETTERS


def _letters(words: Sequence[str]) -> int:
    return sum(len(word) for word in words if not _no_word.fullmatch(word))


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
    if before == last and last in _CLOSES_REFERENCE:
        worth += 1
    if words[start] in _CLOSES_CLAUSE and last not in _CLOSES_CLAUSE:
        worth += 1
    if words[start] in "([“«（" and last in ")]”»）":
        worth += 3
    return worth
