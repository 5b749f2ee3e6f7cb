"""Moved sentences: words told as taken out here and put in there that are one sentence, moved.

Works on findings; lines that moved as a whole are found before, in the module on moves. A sentence counts where it is
long enough to be told, and stands once in each text: what is said more than once may have been said anew. One with
nothing that stayed between its two places did not move: it stayed, and what is around it was written anew.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from rapidfuzz import fuzz

from wiki.text.alignment import Change, longest_rise
from wiki.text.findings import Finding, find_edited
from wiki.text.likeness import FEW, Blocks, likeness
from wiki.text.words import block_end, cut_sentences, has_unspaced, is_apart

_LETTERS = 30  # letters by which a sentence is told from others; of ideographs a third are enough
_EDITED = 2 * _LETTERS  # letters from which one that was edited is
_ALIKE = 85  # likeness out of 100 from which it is the same, edited
_SIMILAR = 0.5  # likeness from which what stands behind a sentence that stayed is compared by words
_NEAR = 20  # characters within which a sentence is seen to end
_STAYED = -2

_rough_sentence = re.compile(r"[^.!?…؟。！？；\s][^.!?…؟。！？；\r\n]{9,}")
_sentence_end = re.compile(r"[.!?…؟。！？；][\"'”’»)\]*_」』）】]*$")


class _Unit(NamedTuple):
    """A sentence in what was taken out or put in: where it stands, its words, which hunk it is in, a hunk being
    findings that touch, and which finding."""

    start: int
    end: int
    words: str
    hunk: int
    finding: Finding


class _Part(NamedTuple):
    """A part of one text's share of a finding: which finding, and the number of the move if it is one; -1 for what
    was taken out or put in, and _STAYED for what did neither."""

    start: int
    end: int
    finding: int
    number: int


_Pair = tuple[_Unit, _Unit]


def tell_moved(old: str, new: str, findings: list[Finding], first: int) -> tuple[list[Finding], list[Change]]:
    """The findings with moved sentences told as moves, numbered from first on; and from where to where each went."""
    if len(findings) < 2:
        return findings, []
    plain = [finding for finding in findings if finding[5] == -1 and finding[0] != "renumbered"]
    olds = _rough(old, plain, 1)
    likely_old, likely_new = _likely(olds, _rough(new, plain, 3)) if olds else ([], [])
    if not likely_old or not likely_new:
        return findings, []
    hunks = [0]
    for one, two in pairwise(plain):
        hunks.append(hunks[-1] + (one[2] != two[1] or one[4] != two[3]))
    gone = [*_units(old, ((plain[place], hunks[place]) for place in likely_old), 1)]
    came = [*_units(new, ((plain[place], hunks[place]) for place in likely_new), 3)] if gone else []
    pairs = _pairs(old, new, gone, came) if came else []
    if not pairs:
        return findings, []
    stayed = _stayed(pairs)
    moved = _together(old, new, [pair for pair in pairs if pair not in stayed])
    places = [(one.start, one.end, two.start, two.end) for one, two in moved]
    kept = [_with_space(old, new, one, two) for one, two in stayed]
    touched = {unit.hunk for pair in pairs for unit in pair}
    told: list[Finding] = []
    numbered, known = iter(hunks), {*plain}
    for hunk, row in groupby(findings, lambda finding: next(numbered) if finding in known else -1):
        if hunk in touched:
            _tell_apart(old, new, [*row], places, kept, first, told)
        else:
            told += row
    return told, places


def _rough(text: str, findings: Sequence[Finding], side: int) -> list[tuple[str, int]]:
    """What may be a sentence in what was taken out or put in, and in which finding: a first look, and a quick one."""
    found: list[tuple[str, int]] = []
    for place, finding in enumerate(findings):
        start, end = finding[side], finding[side + 1]
        if end - start < _LETTERS // 3 or text[start] == "]":  # too short, or the address of a link
            continue
        part = text[start:end]
        if end - start >= _LETTERS or not part.isascii():
            found += [(words, place) for words in _rough_sentence.findall(part)]
    return found


def _likely(olds: list[tuple[str, int]], news: list[tuple[str, int]]) -> tuple[list[int], list[int]]:
    """The findings of which any sentence may have moved."""
    if not olds or not news:
        return [], []
    same = {words for words, _ in olds} & {words for words, _ in news}
    here, there = ({place for words, place in side if words in same} for side in (olds, news))
    olds, news = ([rough for rough in side if len(rough[0]) >= _EDITED] for side in (olds, news))
    if len(olds) * len(news) <= FEW:
        alike = [(x, y) for x in olds for y in news if x[1] != y[1] and fuzz.ratio(x[0], y[0], score_cutoff=_ALIKE)]
        here.update(place for (_, place), _ in alike)
        there.update(place for _, (_, place) in alike)
    return sorted(here), sorted(there)


def _units(text: str, findings: Iterable[tuple[Finding, int]], side: int) -> Iterator[_Unit]:
    """The sentences that can be told from others."""
    for finding, hunk in findings:
        start, end = finding[side], finding[side + 1]
        at = start
        for sentence in cut_sentences(text[start:end]):
            words = sentence.strip()
            first = at + len(sentence) - len(sentence.lstrip())
            last = first + len(words)
            at += len(sentence)
            if "|" not in words and _tells(words) and _stands_alone(text, first, last):
                yield _Unit(first, last, words, hunk, finding)


def _tells(words: str, least: int = _LETTERS) -> bool:
    """Whether words are enough to be told from others."""
    letters = sum(map(str.isalnum, words))
    return letters >= least or (3 * letters >= least and has_unspaced(words))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a sentence begins and ends at these places."""
    before = text[max(0, start - _NEAR) : start].rstrip(" \t")
    if before and before[-1] not in "\r\n" and not _sentence_end.search(before):
        return False
    return _ends_line(text, end) or _sentence_end.search(text[max(start, end - _NEAR) : end]) is not None


def _ends_line(text: str, place: int) -> bool:
    return text[place : place + 1] in ("", "\r", "\n")


def _is_line(text: str, unit: _Unit) -> bool:
    """Whether a sentence is a line of its own, of which the module on moves has judged."""
    before = text[max(0, unit.start - _NEAR) : unit.start].rstrip(" \t")
    return before[-1:] in ("", "\r", "\n") and _ends_line(text, unit.end)


def _pairs(old: str, new: str, gone: list[_Unit], came: list[_Unit]) -> list[_Pair]:
    """Which sentence is which: the same, then, where there are few, those that are nearly the same."""
    by_words = {unit.words: unit for unit in came}
    pairs = [
        (unit, by_words[unit.words])
        for unit in gone
        if unit.words in by_words and _is_same(old, new, unit, by_words[unit.words])
    ]
    olds, news = ([unit for unit in units if _tells(unit.words, _EDITED)] for units in (gone, came))
    if len(olds) * len(news) > FEW:
        return pairs
    alike = [(fuzz.ratio(x.words, y.words, score_cutoff=_ALIKE), x, y) for x in olds for y in news if x.hunk != y.hunk]
    taken = {unit for pair in pairs for unit in pair}
    for worth, one, two in sorted(alike, reverse=True):
        if not worth or one in taken or two in taken or (_is_line(old, one) and _is_line(new, two)):
            continue
        if one.words not in new and two.words not in old and _are_apart(old, new, one, two):
            taken |= {one, two}
            pairs.append((one, two))
    return sorted(pairs)


def _is_same(old: str, new: str, one: _Unit, two: _Unit) -> bool:
    """Whether the same words are the same sentence: they stand in one paragraph, or nowhere else in either text."""
    if not _are_apart(old, new, one, two):
        return False
    between = old[min(one.start, two.finding[1]) : max(one.start, two.finding[1])]
    if "\n" not in between and "\r" not in between:
        return True
    return old.count(one.words) == new.count(one.words) == 1


def _are_apart(old: str, new: str, one: _Unit, two: _Unit) -> bool:
    """Whether both can be taken out without cutting a piece of Markdown."""
    return all(
        is_apart(text[start:end], unit.start - start, unit.end - start)
        for text, unit, (start, end) in ((old, one, one.finding[1:3]), (new, two, two.finding[3:5]))
    )


def _stayed(pairs: list[_Pair]) -> list[_Pair]:
    """The sentences with nothing that stayed between their two places, as many as are in order."""
    here = [(one, two) for one, two in pairs if one.hunk == two.hunk]
    return [here[place] for place in longest_rise([two.start for _, two in here])] if here else []


def _with_space(old: str, new: str, one: _Unit, two: _Unit) -> Change:
    """Where a sentence stayed, with the white space behind it as far as it is the same."""
    end, other = one.end, two.end
    while end < len(old) and other < len(new) and old[end] == new[other] and old[end].isspace():
        end, other = end + 1, other + 1
    return one.start, end, two.start, other


def _together(old: str, new: str, pairs: list[_Pair]) -> list[_Pair]:
    """The same with neighbours that stayed neighbours as one."""
    joined: list[_Pair] = []
    for one, two in pairs:
        if joined and joined[-1][0].hunk == one.hunk and joined[-1][1].hunk == two.hunk:
            left, right = joined[-1]
            between = old[left.end : one.start]
            if between.isspace() and right.end < two.start and new[right.end : two.start] == between:
                words = (old[left.start : one.end], new[right.start : two.end])
                joined[-1] = (
                    _Unit(left.start, one.end, words[0], one.hunk, left.finding),
                    _Unit(right.start, two.end, words[1], two.hunk, right.finding),
                )
                continue
        joined.append((one, two))
    return joined


def _tell_apart(
    old: str,
    new: str,
    hunk: Sequence[Finding],
    places: Sequence[Change],
    kept: Sequence[Change],
    first: int,
    told: list[Finding],
) -> None:
    """Append a hunk in parts: what stayed after all, what moved away, what moved here, and the rest."""
    stayed = [change for change in kept if hunk[0][1] <= change[0] < hunk[-1][2]]
    olds = [*_parts(hunk, 1, places, stayed, first)]
    news = [*_parts(hunk, 3, places, stayed, first)]
    at_old, at_new = hunk[0][1], hunk[0][3]
    for start, end, other, stop in [*stayed, (hunk[-1][2], hunk[-1][2], hunk[-1][4], hunk[-1][4])]:
        left = [part for part in olds if at_old <= part.start < start and part.number != _STAYED]
        right = [part for part in news if at_new <= part.start < other and part.number != _STAYED]
        if left and right and at_old > hunk[0][1]:
            _tell_line(old, new, left, right, told)
            at_old, at_new = left[0].start, right[0].start
        for finding in sorted({part.finding for part in (*left, *right)}):
            here = [part for part in left if part.finding == finding]
            there = [part for part in right if part.finding == finding]
            at_old, at_new = _tell_parts(old, new, here, there, at_old, at_new, told)
        at_old, at_new = end, stop


def _tell_line(old: str, new: str, left: list[_Part], right: list[_Part], told: list[Finding]) -> None:
    """Append what differs behind a sentence that stayed, in its line, and leave it out of the parts."""
    one, two = left[0], right[0]
    if one.number == two.number == -1 and one.finding != two.finding:
        end, other = block_end(old, one.start, one.end), block_end(new, two.start, two.end)
        if likeness(Blocks([old[one.start : end]]), Blocks([new[two.start : other]]), 0, 0) < _SIMILAR:
            return
        find_edited(old, new, one.start, end, two.start, other, told)
        left[0], right[0] = one._replace(start=end), two._replace(start=other)


def _parts(
    hunk: Sequence[Finding], side: int, places: Sequence[Change], stayed: Sequence[Change], first: int
) -> Iterator[_Part]:
    """One text's share of a hunk, cut where something moved or stayed."""
    cuts = sorted(
        [(place[side - 1], place[side], number) for number, place in enumerate(places, first)]
        + [(place[side - 1], place[side], _STAYED) for place in stayed]
    )
    for number, finding in enumerate(hunk):
        start, end = finding[side], finding[side + 1]
        for low, high, move in cuts:
            if start < end and low < end and high > start:
                if start < low:
                    yield _Part(start, low, number, -1)
                yield _Part(max(start, low), min(high, end), number, move)
                start = min(high, end)
        if start < end:
            yield _Part(start, end, number, -1)


def _tell_parts(
    old: str, new: str, olds: list[_Part], news: list[_Part], at_old: int, at_new: int, told: list[Finding]
) -> tuple[int, int]:
    """Append the parts of one finding; the longest rest of one text is compared with that of the other."""
    x, y = _longest_rest(old, olds), _longest_rest(new, news)
    if x is None or y is None:
        return _append(olds, news, at_old, at_new, told)
    at_old, at_new = _append(olds[:x], news[:y], at_old, at_new, told)
    find_edited(old, new, at_old, olds[x].end, at_new, news[y].end, told)
    return _append(olds[x + 1 :], news[y + 1 :], olds[x].end, news[y].end, told)


def _append(
    olds: Sequence[_Part], news: Sequence[_Part], at_old: int, at_new: int, told: list[Finding]
) -> tuple[int, int]:
    for start, end, _, number in olds:
        if start == end:
            continue
        told.append(("deleted" if number < 0 else "moved_from", start, end, at_new, at_new, number))
        at_old = end
    for start, end, _, number in news:
        if start == end:
            continue
        told.append(("inserted" if number < 0 else "moved_to", at_old, at_old, start, end, number))
        at_new = end
    return at_old, at_new


def _longest_rest(text: str, parts: Sequence[_Part]) -> int | None:
    """Which part that did not move is the longest; None where none says anything."""
    rests = [
        (part.end - part.start, place)
        for place, part in enumerate(parts)
        if part.number < 0 and text[part.start : part.end].strip()
    ]
    return max(rests)[1] if rests else None
