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

_sentence_end = re.compile(r"[.!?…؟。！？；][\"'”’»)\]*_」』）】]*$")


class _Unit(NamedTuple):
    """A sentence in what was taken out or put in: where it stands, its words, which hunk it is in, a hunk being
    findings that touch, and where that finding stands in the old text."""

    start: int
    end: int
    words: str
    hunk: int
    place: int


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
    plain = [finding for finding in findings if finding[5] == -1 and finding[0] != "renumbered"]
    if not (_any_long(plain, 1) and _any_long(plain, 3)):
        return findings, []
    hunks = [0]
    for one, two in pairwise(plain):
        hunks.append(hunks[-1] + (one[2] != two[1] or one[4] != two[3]))
    gone = [*_units(old, plain, hunks, 1)]
    came = [*_units(new, plain, hunks, 3)] if gone else []
    pairs = _pairs(old, new, gone, came) if came else []
    if not pairs:
        return findings, []
    stayed = _stayed(pairs)
    moved = _together(old, new, [pair for pair in pairs if pair not in stayed])
    places = [(one.start, one.end, two.start, two.end) for one, two in moved]
    kept = [_with_space(old, new, one, two) for one, two in stayed]
    touched = {unit.hunk for pair in pairs for unit in pair}
    told: list[Finding] = []
    changed = iter(zip(plain, hunks, strict=True))
    for is_plain, row in groupby(findings, lambda finding: finding[5] == -1 and finding[0] != "renumbered"):
        if not is_plain:
            told += row
            continue
        for hunk, group in groupby((next(changed) for _ in row), itemgetter(1)):
            within = [finding for finding, _ in group]
            if hunk in touched:
                _tell_apart(old, new, within, places, kept, first, told)
            else:
                told += within
    return told, places


def _any_long(findings: Iterable[Finding], side: int) -> bool:
    """Whether anything of one text is long enough to hold a sentence that can be told."""
    return any(finding[side + 1] - finding[side] >= _LETTERS // 3 for finding in findings)


def _units(text: str, findings: Sequence[Finding], hunks: Sequence[int], side: int) -> Iterator[_Unit]:
    """The sentences that can be told from others, and be taken out without cutting a piece of Markdown."""
    for finding, hunk in zip(findings, hunks, strict=True):
        start, end = finding[side], finding[side + 1]
        if end - start < _LETTERS // 3:
            continue
        part = text[start:end]
        at = 0
        for sentence in cut_sentences(part):
            words = sentence.strip()
            first = at + len(sentence) - len(sentence.lstrip())
            last = first + len(words)
            at += len(sentence)
            if "|" in words or not _tells(words) or not is_apart(part, first, last):
                continue
            if _stands_alone(text, start + first, start + last):
                yield _Unit(start + first, start + last, words, hunk, finding[1])


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
    return text[: unit.start].rstrip(" \t")[-1:] in ("", "\r", "\n") and _ends_line(text, unit.end)


def _pairs(old: str, new: str, gone: list[_Unit], came: list[_Unit]) -> list[_Pair]:
    """Which sentence is which: the same, then, where there are few, those that are nearly the same."""
    by_words = {unit.words: unit for unit in came}
    pairs = [
        (unit, by_words[unit.words])
        for unit in gone
        if unit.words in by_words and _is_same(old, new, unit, by_words[unit.words])
    ]
    olds, news = (
        [unit for unit in units if not _is_line(text, unit) and unit.words not in other and _tells(unit.words, _EDITED)]
        for units, text, other in ((gone, old, new), (came, new, old))
    )
    if len(olds) * len(news) > FEW:
        return pairs
    alike = [(fuzz.ratio(x.words, y.words, score_cutoff=_ALIKE), x, y) for x in olds for y in news if x.hunk != y.hunk]
    taken: set[_Unit] = set()
    for worth, one, two in sorted(alike, reverse=True):
        if worth and one not in taken and two not in taken:
            taken |= {one, two}
            pairs.append((one, two))
    return sorted(pairs)


def _is_same(old: str, new: str, one: _Unit, two: _Unit) -> bool:
    """Whether the same words are the same sentence: they stand in one paragraph, or nowhere else in either text."""
    between = old[min(one.place, two.place) : max(one.place, two.place)]
    if "\n" not in between and "\r" not in between:
        return True
    return old.count(one.words) == new.count(one.words) == 1


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
                    _Unit(left.start, one.end, words[0], one.hunk, left.place),
                    _Unit(right.start, two.end, words[1], two.hunk, right.place),
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
