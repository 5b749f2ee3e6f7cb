"""Merge: two texts that grew from one base become one, or the places where they cannot.

The documented entry point is merge_texts. A clash is data with both texts and their base, never a mark in the text;
nothing that anyone typed is in neither. Three-way merging after Khanna, Kunal and Pierce (2007), on the edits that
the comparison finds, so that a paragraph moved by one and edited by the other combines.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from wiki.text.compare import Comparison
from wiki.text.relocate import settle_moves
from wiki.text.words import cut_sentences, ends_sentence

Source = Literal["base", "mine", "theirs", "both"]


@dataclass(frozen=True, slots=True)
class Agreed:
    """Text that goes into the merge, and whose it is."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Clash:
    """A place where both changed the same words, or added at the same point, differently."""

    base: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge as a list of pieces in order; clean where no piece is a clash."""

    pieces: tuple[Agreed | Clash, ...]

    @property
    def clashes(self) -> tuple[Clash, ...]:
        return tuple(piece for piece in self.pieces if isinstance(piece, Clash))

    @property
    def clean(self) -> bool:
        return not self.clashes

    @property
    def text(self) -> str | None:
        """The merged text; None when there is a clash."""
        texts = [piece.text for piece in self.pieces if isinstance(piece, Agreed)]
        return "".join(texts) if len(texts) == len(self.pieces) else None


@dataclass(frozen=True, slots=True)
class _Hunk:
    """Base words from start to end become text. Widened to sentences it may bring new ones: `fore` before all it keeps,
    or for all one can tell; `aft` likewise behind; `inside`, if behind, before the end of the line it stands in."""

    start: int
    end: int
    text: str
    fore: bool = False
    aft: bool = False
    inside: bool = False


def merge_texts(base: str, mine: str, theirs: str, *, by: Literal["sentence", "word"] = "sentence") -> Merge:
    """Combine what both changed in a base text.

    By sentence, edits in different sentences combine and the same sentence edited twice is a clash; by word, edits of
    different words combine. The same edit on both sides is one. Additions at the very same point are a clash.
    Swapping mine and theirs swaps the sources and the sides of the clashes and changes nothing else.
    """
    if mine == theirs:
        return _whole(mine, "base" if mine == base else "both")
    if mine == base:
        return _whole(theirs, "theirs")
    if theirs == base:
        return _whole(mine, "mine")
    settled = settle_moves(base, mine, theirs)
    bare_mine, bare_theirs = _hunks(settled.to_mine), _hunks(settled.to_theirs)
    hunks_mine = _with_shells(settled.base, bare_mine, settled.to_mine, None if by == "sentence" else bare_theirs)
    hunks_theirs = _with_shells(settled.base, bare_theirs, settled.to_theirs, None if by == "sentence" else bare_mine)
    if by == "sentence":
        ends = [*accumulate(map(len, cut_sentences(settled.base)), initial=0)]
        hunks_mine = _widen(settled.base, hunks_mine, ends)
        hunks_theirs = _widen(settled.base, hunks_theirs, ends)
    return Merge(tuple(_weave(settled.base, hunks_mine, hunks_theirs, by == "word", settled.contested)))


def _whole(text: str, source: Source) -> Merge:
    return Merge((Agreed(text, source),) if text else ())


def _hunks(comparison: Comparison) -> list[_Hunk]:
    """The edits of one side in places of the base; those at one point become one."""
    found: list[_Hunk] = []
    at = 0
    for piece in comparison.pieces:
        if piece.kind != "kept":
            hunk = _Hunk(at, at + len(piece.old), piece.new)
            if found and found[-1].end == hunk.start:
                hunk = _Hunk(found[-1].start, hunk.end, found.pop().text + hunk.text)
            found.append(hunk)
        at += len(piece.old)
    return found


def _with_shells(base: str, hunks: list[_Hunk], comparison: Comparison, others: Sequence[_Hunk] | None) -> list[_Hunk]:
    """The edits, with all from the first mark of a link or an emphasis to its last as one: what is put around words
    is not put half. Where the others are given only if one of them touches a mark."""
    spans: dict[int, tuple[int, int]] = {}
    at = 0
    for piece in comparison.pieces:
        if piece.around is not None:
            spans[piece.around] = (spans.get(piece.around, (at, at))[0], at + len(piece.old))
        at += len(piece.old)
    whole = sorted(span for span in spans.values() if others is None or any(_touched(others, mark) for mark in span))
    joined: list[_Hunk] = []
    at = 0
    for start, end in whole:
        first = at
        while first < len(hunks) and hunks[first].end < start:
            first += 1
        joined += hunks[at:first]
        at = first
        while at < len(hunks) and hunks[at].start <= end:
            at += 1
        if first < at:
            low, high = hunks[first].start, hunks[at - 1].end
            joined.append(_Hunk(low, high, _apply(base, hunks[first:at], low, high)))
    return joined + hunks[at:]


def _touched(hunks: Sequence[_Hunk], place: int) -> bool:
    """Whether any of these edits, which stand in order, reaches or touches a place."""
    at = bisect_right(hunks, place, key=lambda hunk: hunk.start)
    return at > 0 and hunks[at - 1].end >= place


def _widen(base: str, hunks: Sequence[_Hunk], ends: list[int]) -> list[_Hunk]:
    """Let each edit take the whole sentences it touches; whole sentences added between two stay an addition."""
    wide: list[_Hunk] = []
    for hunk in hunks:
        start, end = hunk.start, hunk.end
        if start == end and ends[bisect_left(ends, start)] == start and _ends_sentence(hunk.text):
            pass
        else:
            start = ends[max(0, bisect_right(ends, start) - 1)]
            if hunk.end == len(base) and hunk.start == hunk.end and len(ends) > 1:
                start = ends[-2]
            end = ends[min(len(ends) - 1, bisect_left(ends, max(hunk.end, start + 1)))]
        text = base[start : hunk.start] + hunk.text + base[hunk.end : end]
        if wide and (wide[-1].end > start or (start == end == wide[-1].end)):
            last = wide.pop()
            text = last.text[: len(last.text) - (last.end - start)] + text if last.end > start else last.text + text
            if last.end > start:
                text = _join(base, last, hunk, end)
            start = last.start
        wide.append(_Hunk(start, end, text))
    return [_told(base, hunk, ends) for hunk in wide]


def _told(base: str, hunk: _Hunk, ends: list[int]) -> _Hunk:
    """The edit, with where it brings new sentences. What begins with the sentence that stood first adds none before
    it, what ends with the one that stood last none behind it."""
    if hunk.start == hunk.end:
        return _Hunk(hunk.start, hunk.end, hunk.text, True, True)
    first, last = bisect_left(ends, hunk.start), bisect_left(ends, hunk.end)
    if len(cut_sentences(hunk.text)) <= last - first:
        return hunk
    begins = base[hunk.start : ends[first + 1]].rstrip()
    stops = base[ends[last - 1] : hunk.end]
    tail = stops[len(stops.rstrip()) :]
    core, was = hunk.text.rstrip(), base[hunk.start : hunk.end].rstrip()
    inside = "\n" in tail and hunk.text[len(core) :] == tail and core.count("\n") == was.count("\n")
    return _Hunk(
        hunk.start, hunk.end, hunk.text, not hunk.text.startswith(begins), not core.endswith(stops.rstrip()), inside
    )


def _join(base: str, last: _Hunk, hunk: _Hunk, end: int) -> str:
    """Two edits in one sentence: the wide one before, cut where the next begins, then the next and the rest."""
    return last.text[: len(last.text) - (last.end - hunk.start)] + hunk.text + base[hunk.end : end]


def _ends_sentence(text: str) -> bool:
    core = text.rstrip()
    return text[len(core) :].strip(" \t") != "" or ends_sentence(core) or not core


def _weave(
    base: str, mine: list[_Hunk], theirs: list[_Hunk], strict: bool, contested: tuple[tuple[int, int], ...]
) -> list[Agreed | Clash]:
    """Put both sides' edits in order; edits that meet become one place, which is agreed or a clash."""
    pieces: list[Agreed | Clash] = []
    at = x = y = 0

    def agree(text: str, source: Source) -> None:
        last = pieces[-1] if pieces else None
        if not text:
            return
        if isinstance(last, Agreed) and last.source == source:
            pieces[-1] = Agreed(last.text + text, source)
        else:
            pieces.append(Agreed(text, source))

    while x < len(mine) or y < len(theirs):
        first_mine, first_theirs = x, y
        if y >= len(theirs) or (x < len(mine) and (mine[x].start, mine[x].end) <= (theirs[y].start, theirs[y].end)):
            start, end = mine[x].start, mine[x].end
            x += 1
        else:
            start, end = theirs[y].start, theirs[y].end
            y += 1
        grew = True
        while grew:
            grew = False
            while x < len(mine) and any(_meet(mine[x], other, strict) for other in theirs[first_theirs:y]):
                end, x, grew = max(end, mine[x].end), x + 1, True
            while y < len(theirs) and any(_meet(theirs[y], other, strict) for other in mine[first_mine:x]):
                end, y, grew = max(end, theirs[y].end), y + 1, True
        agree(base[at:start], "base")
        at = end
        was = base[start:end]
        one = _apply(base, mine[first_mine:x], start, end)
        two = _apply(base, theirs[first_theirs:y], start, end)
        if first_theirs == y:
            agree(one, "mine")
        elif first_mine == x:
            agree(two, "theirs")
        elif one == two and not _takes_out(base, one, start, end, contested):
            agree(one, "both")
        else:
            pieces.append(Clash(was, one, two))
    agree(base[at:], "base")
    return pieces


def _takes_out(base: str, text: str, start: int, end: int, contested: Sequence[tuple[int, int]]) -> bool:
    """Whether a block that each side put elsewhere stood here and does no more: taking it out is not agreed."""
    return any(low < end and start < high and base[low:high].strip() not in text for low, high in contested)


def _meet(one: _Hunk, two: _Hunk, strict: bool) -> bool:
    """Whether two edits touch the same words or add at the same point."""
    if one.start < two.end and two.start < one.end:
        return True
    if one.start == one.end and two.start == two.end:
        return one.start == two.start
    if one.start == one.end and two.start < one.start < two.end:
        return True
    if two.start == two.end and one.start < two.start < one.end:
        return True
    if two.end == one.start:
        one, two = two, one
    if one.end == two.start:
        return strict or (one.aft and two.fore and not one.inside)
    return False


def _apply(base: str, hunks: list[_Hunk], start: int, end: int) -> str:
    parts: list[str] = []
    at = start
    for hunk in hunks:
        parts += (base[at : hunk.start], hunk.text)
        at = hunk.end
    parts.append(base[at:end])
    return "".join(parts)
