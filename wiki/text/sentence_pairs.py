"""Sentences that stand elsewhere: which of those that were taken out are which of those that were put in.

Works on what differs between two texts. A sentence counts where it is long enough to be told, and stands once in each
text: what is said more than once may have been said anew. What becomes of them is told in the module on moved
sentences.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import fuzz

from wiki.text.alignment import Change
from wiki.text.likeness import FEW
from wiki.text.splits import BROKEN, STARTS_BLOCK
from wiki.text.words import cut_sentences, ends_sentence, has_unspaced, is_apart

_LETTERS = 30  # letters by which a sentence is told from others; of ideographs a third are enough
_EDITED = 2 * _LETTERS  # letters from which one that was edited is
_ALIKE = 85  # likeness out of 100 from which it is the same, edited
_MANY = 100  # sentences from which they are not each looked for in both texts
_SIGNS = " .\r。；"
_NEAR = 20  # characters within which a sentence is seen to end
SHORTEST = _LETTERS // 3

# so many letters, and what may stand between them, in words with spaces and without
_told, _edited = ([re.compile(rf"(?:[\W_]*+[^\W_]){{{n}}}") for n in (most, most // 3)] for most in (_LETTERS, _EDITED))
# quick, since the end of a line comes first
_broken = re.compile(rf"\n(?<=[^\n]{{{BROKEN}}}\n)(?<!  \n)(?<!\\\n)(?![ \t]*(?:\n|\Z|{STARTS_BLOCK}))")


class Unit(NamedTuple):
    """A sentence in what was taken out or put in: where it stands, its words, which hunk it is in, a hunk being
    findings that touch, and where that finding stands in both texts."""

    start: int
    end: int
    words: str
    hunk: int
    within: Change


Pair = tuple[Unit, Unit]


def find_pairs(old: str, new: str, spans: Sequence[Change]) -> tuple[list[Pair], list[int]]:
    """The sentences in what was taken out that are in what was put in, in the order of the old text; and which hunk
    each span is in."""
    olds = _rough(old, spans, 0)
    news = _rough(new, spans, 2) if olds else []
    same = {words for words, _ in olds}.intersection([words for words, _ in news])
    if not same and (not news or (len(spans) == 2 and spans[0][1::2] == spans[1][::2])):
        return [], []  # one paragraph for another
    likely_old, likely_new = _likely(olds, news, same)
    if not likely_old or not likely_new:
        return [], []
    old, new = _unbroken(old, 0, len(old)), _unbroken(new, 0, len(new))
    hunks = [0]
    for last, following in pairwise(spans):
        hunks.append(hunks[-1] + (last[1] != following[0] or last[3] != following[2]))
    gone = [*_units(old, ((spans[place], hunks[place]) for place in likely_old), 0)]
    came = [*_units(new, ((spans[place], hunks[place]) for place in likely_new), 2)]
    return _pairs(old, new, gone, came), hunks


def _rough(text: str, spans: Sequence[Change], side: int) -> list[tuple[str, int]]:
    """What may be a sentence in what was taken out or put in, and in which span: a first look, and a quick one."""
    found: list[tuple[str, int]] = []
    for place, span in enumerate(spans):
        start, end = span[side], span[side + 1]
        if end - start < SHORTEST or text[start] == "]":  # too short, or the address of a link
            continue
        part = text[start:end]
        if "\n" in part:
            part = _unbroken(text, start, end)
        least = _LETTERS
        if not part.isascii() and has_unspaced(part):
            least = SHORTEST
            part = part.replace("。", ". ").replace("；", ". ")
        if end - start >= least:
            sentences = part.replace("\n", ". ").split(". ")
            found += [(words.strip(" .\r"), place) for words in sentences if len(words) >= least]
    return found


def _unbroken(text: str, start: int, end: int) -> str:
    """A part of a text in which blanks stand for the ends of lines that were broken by hand."""
    low = max(0, start - BROKEN)
    part = text[low:end]
    if "\r" in part:
        part = part.replace("\r\n", " \n")
    return _broken.sub(" ", part)[start - low :]


def _likely(olds: list[tuple[str, int]], news: list[tuple[str, int]], same: set[str]) -> tuple[list[int], list[int]]:
    """The spans of which any sentence may have moved."""
    here, there = ({place for words, place in side if words in same} for side in (olds, news))
    olds, news = ([rough for rough in side if len(rough[0]) >= _EDITED] for side in (olds, news))
    if len(olds) * len(news) <= FEW:
        alike = [(x, y) for x in olds for y in news if x[1] != y[1] and fuzz.ratio(x[0], y[0], score_cutoff=_ALIKE)]
        here.update(place for (_, place), _ in alike)
        there.update(place for _, (_, place) in alike)
    return sorted(here), sorted(there)


def _units(text: str, spans: Iterable[tuple[Change, int]], side: int) -> Iterator[Unit]:
    """The sentences that can be told from others."""
    for span, hunk in spans:
        start, end = span[side], span[side + 1]
        at = start
        for sentence in cut_sentences(text[start:end]):
            first = at + len(sentence) - len(sentence.lstrip())
            last = at + len(sentence.rstrip())
            words = text[first:last]
            at += len(sentence)
            if "|" not in words and _tells(words) and _stands_alone(text, first, last):
                yield Unit(first, last, words, hunk, span)


def _tells(words: str, *, edited: bool = False) -> bool:
    """Whether words are enough to be told from others."""
    pattern = _edited if edited else _told
    return pattern[has_unspaced(words)].match(words) is not None


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a sentence begins and ends at these places."""
    before = text[max(0, start - _NEAR) : start].rstrip(" \t")
    if before and before[-1] not in "\r\n" and not ends_sentence(before):
        return False
    return _ends_line(text, end) or ends_sentence(text[max(start, end - _NEAR) : end])


def _ends_line(text: str, place: int) -> bool:
    return text[place : place + 1] in ("", "\r", "\n")


def _is_line(text: str, unit: Unit) -> bool:
    """Whether a sentence is a line of its own, of which the module on moves has judged."""
    before = text[max(0, unit.start - _NEAR) : unit.start].rstrip(" \t")
    return before[-1:] in ("", "\r", "\n") and _ends_line(text, unit.end)


def _pairs(old: str, new: str, gone: list[Unit], came: list[Unit]) -> list[Pair]:
    """Which sentence is which: the same, then, where there are few, those that are nearly the same."""
    by_words = {unit.words: unit for unit in came}
    once = _said_once(old) & _said_once(new) if len(gone) > _MANY else None
    pairs: list[Pair] = []
    for unit in gone:
        if unit.words in by_words and _is_same(old, new, unit, by_words[unit.words], once):
            pairs.append((unit, by_words.pop(unit.words)))
    olds, news = ([unit for unit in units if _tells(unit.words, edited=True)] for units in (gone, came))
    if len(olds) * len(news) > FEW:
        return pairs
    alike = [
        (fuzz.ratio(one.words, two.words, score_cutoff=_ALIKE), one, two)
        for one in olds
        for two in news
        if one.hunk != two.hunk and _between(old, one, two).strip()
    ]
    taken = {unit for pair in pairs for unit in pair}
    for worth, one, two in sorted(alike, reverse=True):
        if not worth or one in taken or two in taken or (_is_line(old, one) and _is_line(new, two)):
            continue
        if one.words not in new and two.words not in old and _are_apart(old, new, one, two):
            taken |= {one, two}
            pairs.append((one, two))
    return sorted(pairs)


def _said_once(text: str) -> set[str]:
    """The sentences that stand once in a text, roughly."""
    sentences = text.replace("。", ". ").replace("；", ". ").replace("\n", ". ").split(". ")
    return {words for words, times in Counter(words.strip(_SIGNS) for words in sentences).items() if times == 1}


def _is_same(old: str, new: str, one: Unit, two: Unit, once: set[str] | None) -> bool:
    """Whether the same words are the same sentence: they stand in one paragraph, or nowhere else in either text."""
    if not _are_apart(old, new, one, two):
        return False
    between = _between(old, one, two)
    if "\n" not in between and "\r" not in between:
        return True
    if once is not None:
        return one.words.strip(_SIGNS) in once
    return old.count(one.words) == new.count(one.words) == 1


def _between(old: str, one: Unit, two: Unit) -> str:
    """What the old text has between where one of them was taken out and the other put in."""
    (i, j), (x, y) = one.within[:2], two.within[:2]
    return old[j:x] if j <= x else old[y:i]


def _are_apart(old: str, new: str, one: Unit, two: Unit) -> bool:
    """Whether both can be taken out of their line without cutting a piece of Markdown."""
    for text, unit, (start, end) in ((old, one, one.within[:2]), (new, two, two.within[2:])):
        low = text.rfind("\n", start, unit.start) + 1 or start
        stop = text.find("\n", unit.end, end)
        if not is_apart(text[low : end if stop < 0 else stop], unit.start - low, unit.end - low):
            return False
    return True
