"""Moved sentences: words told as taken out here and put in there that are one sentence, moved.

Works on findings; lines that moved as a whole are found before, in the module on moves, and which sentences are the
same in that on pairs of sentences. One with nothing that stayed between its two places did not move: it stayed, and
what is around it was written anew.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from wiki.text.alignment import Change, longest_rise
from wiki.text.findings import Finding, find_edited
from wiki.text.likeness import Blocks, likeness
from wiki.text.sentence_pairs import SHORTEST, Pair, Unit, find_pairs
from wiki.text.words import block_end

_SIMILAR = 0.5  # likeness from which what stands behind a sentence that stayed is compared by words
_STAYED = -2

_Cut = tuple[int, int, int]  # where a part begins and ends, and the number of the move, or _STAYED


class _Part(NamedTuple):
    """A part of one text's share of a finding: which finding, and the number of the move if it is one; -1 for what
    was taken out or put in, and _STAYED for what did neither."""

    start: int
    end: int
    finding: int
    number: int


def tell_moved(old: str, new: str, findings: list[Finding], first: int) -> tuple[list[Finding], list[Change]]:
    """The findings with moved sentences told as moves, numbered from first on; and from where to where each went."""
    came = gone = False
    for _, i, j, k, m, _ in findings:
        gone = gone or j - i >= SHORTEST
        came = came or m - k >= SHORTEST
    if len(findings) < 2 or not (came and gone):
        return findings, []
    plain = [finding for finding in findings if finding[5] == -1 and finding[0] != "renumbered"]
    pairs, hunks = find_pairs(old, new, [finding[1:5] for finding in plain])
    if not pairs:
        return findings, []
    stayed = _stayed(pairs)
    moved = _together(old, new, sorted({*pairs}.difference(stayed)))
    leaving: defaultdict[int, list[_Cut]] = defaultdict(list)
    arriving: defaultdict[int, list[_Cut]] = defaultdict(list)
    for number, (one, two) in enumerate(moved, first):
        leaving[one.hunk].append((one.start, one.end, number))
        arriving[two.hunk].append((two.start, two.end, number))
    staying: defaultdict[int, list[Change]] = defaultdict(list)
    for one, two in stayed:
        staying[one.hunk].append(_with_space(old, new, one, two))
    touched = leaving.keys() | arriving.keys() | staying.keys()
    told: list[Finding] = []
    numbered, known = iter(hunks), {*plain}
    for hunk, row in groupby(findings, lambda finding: next(numbered) if finding in known else -1):
        if hunk in touched:
            _tell_apart(old, new, [*row], (leaving[hunk], arriving[hunk], staying[hunk]), told)
        else:
            told += row
    return told, [(one.start, one.end, two.start, two.end) for one, two in moved]


def _stayed(pairs: list[Pair]) -> list[Pair]:
    """The sentences with nothing that stayed between their two places, as many as are in order."""
    here = [(one, two) for one, two in pairs if one.hunk == two.hunk]
    return [here[place] for place in longest_rise([two.start for _, two in here])] if here else []


def _with_space(old: str, new: str, one: Unit, two: Unit) -> Change:
    """Where a sentence stayed, with the white space behind it as far as it is the same."""
    end, other = one.end, two.end
    while end < len(old) and other < len(new) and old[end] == new[other] and old[end].isspace():
        end, other = end + 1, other + 1
    return one.start, end, two.start, other


def _within(hunk: Sequence[Finding], stayed: Change) -> Change:
    """A sentence that stayed without the white space that stands behind the hunk."""
    start, end, other, stop = stayed
    over = max(end - hunk[-1][2], stop - hunk[-1][4], 0)
    return start, end - over, other, stop - over


def _together(old: str, new: str, pairs: list[Pair]) -> list[Pair]:
    """The same with neighbours that stayed neighbours as one."""
    joined: list[Pair] = []
    for one, two in pairs:
        if joined and joined[-1][0].hunk == one.hunk and joined[-1][1].hunk == two.hunk:
            left, right = joined[-1]
            here, there = old[left.end : one.start], new[right.end : two.start]
            if here.isspace() and there.isspace() and (here == there or here.count("\n") < 2 > there.count("\n")):
                words = (old[left.start : one.end], new[right.start : two.end])
                joined[-1] = (
                    Unit(left.start, one.end, words[0], one.hunk, left.within),
                    Unit(right.start, two.end, words[1], two.hunk, right.within),
                )
                continue
        joined.append((one, two))
    return joined


def _tell_apart(
    old: str,
    new: str,
    hunk: Sequence[Finding],
    cuts: tuple[list[_Cut], list[_Cut], list[Change]],
    told: list[Finding],
) -> None:
    """Append a hunk in parts: what stayed after all, what moved away, what moved here, and the rest."""
    leaving, arriving, staying = cuts
    stayed = [_within(hunk, change) for change in staying]
    spans = [finding[1:5] for finding in hunk]
    olds = [*_parts(spans, 0, [*leaving, *((i, j, _STAYED) for i, j, _, _ in stayed)])]
    news = [*_parts(spans, 2, [*arriving, *((k, m, _STAYED) for _, _, k, m in stayed)])]
    at_old, at_new = hunk[0][1], hunk[0][3]
    x = y = 0
    for start, end, other, stop in [*stayed, (hunk[-1][2], hunk[-1][2], hunk[-1][4], hunk[-1][4])]:
        p, q = x, y
        while p < len(olds) and olds[p].start < start:
            p += 1
        while q < len(news) and news[q].start < other:
            q += 1
        left = [part for part in olds[x:p] if part.number != _STAYED]
        right = [part for part in news[y:q] if part.number != _STAYED]
        if left and right and at_old > hunk[0][1]:
            _tell_line(old, new, left, right, told)
            at_old, at_new = left[0].start, right[0].start
        by_finding: defaultdict[int, tuple[list[_Part], list[_Part]]] = defaultdict(lambda: ([], []))
        for side, parts in enumerate((left, right)):
            for part in parts:
                by_finding[part.finding][side].append(part)
        for finding in sorted(by_finding):
            at_old, at_new = _tell_parts(old, new, *by_finding[finding], at_old, at_new, told)
        if old[start:end] != new[other:stop]:
            find_edited(old, new, start, end, other, stop, told)  # its lines are broken elsewhere
        at_old, at_new, x, y = end, stop, p, q


def _tell_line(old: str, new: str, left: list[_Part], right: list[_Part], told: list[Finding]) -> None:
    """Append what differs behind a sentence that stayed, in its line, and leave it out of the parts."""
    one, two = left[0], right[0]
    if one.number == two.number == -1 and one.finding != two.finding:
        end, other = block_end(old, one.start, one.end), block_end(new, two.start, two.end)
        if likeness(Blocks([old[one.start : end]]), Blocks([new[two.start : other]]), 0, 0) < _SIMILAR:
            return
        find_edited(old, new, one.start, end, two.start, other, told)
        left[0], right[0] = one._replace(start=end), two._replace(start=other)


def _parts(spans: Sequence[Change], side: int, cuts: list[_Cut]) -> Iterator[_Part]:
    """One text's share of a hunk, cut where something moved or stayed."""
    cuts.sort()
    done = 0
    for number, span in enumerate(spans):
        start, end = span[side], span[side + 1]
        while done < len(cuts) and cuts[done][1] <= start:
            done += 1
        at = done
        while at < len(cuts) and start < end and cuts[at][0] < end:
            low, high, move = cuts[at]
            at += 1
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
