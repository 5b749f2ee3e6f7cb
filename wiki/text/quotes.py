"""Quotes: what a reader saw, found again in the Markdown source.

Both sides are folded to what is read (letters, figures and signs without Markdown's marks; white space and
typographic variants folded), keeping for each folded character its place in the source.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from diff_match_patch import diff_match_patch
from rapidfuzz import fuzz

_NEAR_ENOUGH = 80.0  # likeness out of 100 from which an edited quote counts as found
_CONTEXT = 40

# What is not rendered: targets of links, tags and comments, marks at the start of lines, table rules, emphasis.
_unread = re.compile(
    r"<!--[\s\S]{0,600}?-->|</?[A-Za-z][^<>]{0,400}>"
    r"|(?<=\])\([^()\s]{0,1000}(?:[ ]\"[^\"\n]{0,200}\")?\)|(?<=\])\[[^\[\]\n]{1,80}\]|\[\^[^\]\s]{1,80}\]:?"
    r"|^[ \t]*(?:>[ \t]?)*(?:#{1,6}[ \t]+|[-*+][ \t]+)?|[ \t]+#+[ \t]*$"
    r"|^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)*\|?$"
    r"|[\r\n]+|[^\S\r\n]+|[\[\]]+|\\(?=[!-/:-@\[-`{-~])|[*`~|\u00ad\u200b-\u200f\u2060\ufeff]+|(?<!\w)_+|_+(?!\w)|!(?=\[)",
    re.MULTILINE,
)
_space = re.compile(r"\s+")
_FOLD = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛`´ʼ′", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": ".",
    }
)


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text as it is read, and for each run of it where it starts in the folded text and in the source."""

    text: str
    starts: tuple[int, ...]
    places: tuple[int, ...]

    def place(self, position: int) -> int:
        """Where a folded character stands in the source."""
        run = bisect_right(self.starts, position) - 1
        return self.places[run] + position - self.starts[run]


def locate_quote(text: str, quote: str, prefix: str, suffix: str, near: int | None) -> tuple[int, int] | None:
    """The range of the source that shows the quote, or None."""
    for rendered in (True, False):  # as it is read; else with its marks, where they were not understood as such
        folded, wanted = _fold(text, rendered), _fold(quote, rendered).text
        if not wanted:
            return None
        before, after = _fold(prefix, rendered).text[-_CONTEXT:], _fold(suffix, rendered).text[:_CONTEXT]
        spots = _exact(folded.text, wanted)
        if spots:
            return _choose(folded, spots, before, after, near)
    folded = _fold(text, True)
    wanted = _fold(quote, True).text
    spot = _alike(folded.text, wanted) or _close_by(folded, wanted, near)
    return None if spot is None else _source(folded, spot)


def _source(folded: _Folded, spot: tuple[int, int]) -> tuple[int, int]:
    return folded.place(spot[0]), folded.place(spot[1] - 1) + 1


@lru_cache(maxsize=16)  # many quotes are looked for in one text
def _fold(text: str, rendered: bool) -> _Folded:
    """The characters that are read, without white space, and where they stand."""
    runs: list[str] = []
    starts: list[int] = []
    places: list[int] = []
    at = length = 0
    pattern = _unread if rendered else _space
    for start, end in [*(m.span() for m in pattern.finditer(text)), (len(text), len(text))]:
        if at < start:
            runs.append(text[at:start])
            starts.append(length)
            places.append(at)
            length += start - at
        at = end
    return _Folded("".join(runs).translate(_FOLD), tuple(starts), tuple(places))


def _exact(folded: str, wanted: str) -> list[tuple[int, int]]:
    spots: list[tuple[int, int]] = []
    at = folded.find(wanted)
    while at >= 0:
        spots.append((at, at + len(wanted)))
        at = folded.find(wanted, at + 1)
    return spots


def _choose(
    folded: _Folded, spots: list[tuple[int, int]], before: str, after: str, near: int | None
) -> tuple[int, int] | None:
    """The spot with the likest surroundings, then the nearest; None when two are as good."""
    if len(spots) == 1:
        return _source(folded, spots[0])
    scored: list[tuple[int, int, tuple[int, int]]] = []
    for start, end in spots:
        likeness = 0.0
        if before:
            likeness += fuzz.ratio(folded.text[max(0, start - len(before)) : start], before)
        if after:
            likeness += fuzz.ratio(folded.text[end : end + len(after)], after)
        distance = abs(folded.place(start) - near) if near is not None else 0
        scored.append((round(likeness), -distance, (start, end)))
    scored.sort(reverse=True)
    return None if scored[0][:2] == scored[1][:2] else _source(folded, scored[0][2])


def _close_by(folded: _Folded, wanted: str, near: int | None) -> tuple[int, int] | None:
    """Where a short edited quote stands, close to where it is said to be: what is short is like too much elsewhere.

    diff-match-patch's Bitap search (Wu and Manber 1992) weighs likeness against distance; its patterns are at most
    32 characters long.
    """
    engine = diff_match_patch()
    if near is None or not 4 <= len(wanted) <= engine.Match_MaxBits:
        return None
    engine.Match_Threshold, engine.Match_Distance = 0.25, 400
    run = max(0, bisect_right(folded.places, near) - 1)
    at = engine.match_main(folded.text, wanted, folded.starts[run] + near - folded.places[run])
    if at < 0:
        return None
    found = fuzz.partial_ratio_alignment(wanted, folded.text[at : at + len(wanted) + 4], score_cutoff=_NEAR_ENOUGH)
    return None if found is None else (at + found.dest_start, at + found.dest_end)


def _alike(folded: str, wanted: str) -> tuple[int, int] | None:
    """Where an edited quote stands, when one place is like it and no other is."""
    if len(wanted) < 12:
        return None
    found = fuzz.partial_ratio_alignment(wanted, folded, score_cutoff=_NEAR_ENOUGH)
    if found is None or found.dest_end <= found.dest_start:
        return None
    return found.dest_start, found.dest_end
