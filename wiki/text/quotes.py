"""Quotes: what a reader saw, found again in the Markdown source.

Both sides are folded to what is read (letters, figures and signs without Markdown's marks; white space and
typographic variants folded), keeping for each folded character its place in the source.
"""

import re
from bisect import bisect_left

from diff_match_patch import diff_match_patch
from rapidfuzz import fuzz

_NEAR_ENOUGH = 80.0  # likeness out of 100 from which an edited quote counts as found
_CONTEXT = 40

# What is not rendered: targets of links, tags and comments, marks at the start of lines, table rules, emphasis.
_unread = re.compile(
    r"<!--[\s\S]{0,2000}?-->|</?[A-Za-z][^<>]{0,400}>"
    r"|(?<=\])\([^()\s]{0,1000}(?:[ ]\"[^\"\n]{0,200}\")?\)|(?<=\])\[[^\[\]\n]{1,80}\]|\[\^[^\]\s]{1,80}\]:?"
    r"|^[ \t]*(?:>[ \t]?)*(?:#{1,6}[ \t]+|[-*+][ \t]+)?|[ \t]+#+[ \t]*$|^[ \t]*\|?(?:[ \t]*:?-{3,}:?[ \t]*\|?)+$"
    r"|\\(?=[!-/:-@\[-`{-~])|[*`~|\u00ad\u200b-\u200f\u2060\ufeff]+|(?<!\w)_+|_+(?!\w)|!(?=\[)",
    re.MULTILINE,
)
_FOLD = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛`´ʼ′", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": ".",
    }
)


def locate_quote(text: str, quote: str, prefix: str, suffix: str, near: int | None) -> tuple[int, int] | None:
    """The range of the source that shows the quote, or None."""
    folded, places = _fold(text)
    wanted = _fold(quote)[0]
    if not wanted:
        return None
    before, after = _fold(prefix)[0][-_CONTEXT:], _fold(suffix)[0][:_CONTEXT]
    spots = _exact(folded, wanted)
    if spots:
        best = _choose(folded, spots, before, after, places, near)
        return None if best is None else (places[best[0]], places[best[1] - 1] + 1)
    spot = _alike(folded, wanted) or _close_by(folded, wanted, places, near)
    return None if spot is None else (places[spot[0]], places[spot[1] - 1] + 1)


def _fold(text: str) -> tuple[str, list[int]]:
    """The characters that are read, without white space, and where each stands."""
    letters: list[str] = []
    places: list[int] = []
    at = 0
    for start, end in [*(m.span() for m in _unread.finditer(text)), (len(text), len(text))]:
        for place in range(at, start):
            letter = text[place]
            if not letter.isspace() and letter not in "[]":
                letters.append(letter)
                places.append(place)
        at = end
    return "".join(letters).translate(_FOLD), places


def _exact(folded: str, wanted: str) -> list[tuple[int, int]]:
    spots: list[tuple[int, int]] = []
    at = folded.find(wanted)
    while at >= 0:
        spots.append((at, at + len(wanted)))
        at = folded.find(wanted, at + 1)
    return spots


def _choose(
    folded: str, spots: list[tuple[int, int]], before: str, after: str, places: list[int], near: int | None
) -> tuple[int, int] | None:
    """The spot with the likest surroundings, then the nearest; None when two are as good."""
    if len(spots) == 1:
        return spots[0]
    scored: list[tuple[float, int, tuple[int, int]]] = []
    for start, end in spots:
        likeness = 0.0
        if before:
            likeness += fuzz.ratio(folded[max(0, start - len(before)) : start], before)
        if after:
            likeness += fuzz.ratio(folded[end : end + len(after)], after)
        distance = abs(places[start] - near) if near is not None else 0
        scored.append((round(likeness), -distance, (start, end)))
    scored.sort(reverse=True)
    return None if scored[0][:2] == scored[1][:2] else scored[0][2]


def _close_by(folded: str, wanted: str, places: list[int], near: int | None) -> tuple[int, int] | None:
    """Where a short edited quote stands, close to where it is said to be: what is short is like too much elsewhere.

    diff-match-patch's Bitap search (Wu and Manber 1992) weighs likeness against distance; its patterns are at most
    32 characters long.
    """
    engine = diff_match_patch()
    if near is None or not 4 <= len(wanted) <= engine.Match_MaxBits:
        return None
    engine.Match_Threshold, engine.Match_Distance = 0.25, 400
    at = engine.match_main(folded, wanted, bisect_left(places, near))
    if at < 0:
        return None
    found = fuzz.partial_ratio_alignment(wanted, folded[at : at + len(wanted) + 4], score_cutoff=_NEAR_ENOUGH)
    return None if found is None else (at + found.dest_start, at + found.dest_end)


def _alike(folded: str, wanted: str) -> tuple[int, int] | None:
    """Where an edited quote stands, when one place is like it and no other is."""
    if len(wanted) < 12:
        return None
    found = fuzz.partial_ratio_alignment(wanted, folded, score_cutoff=_NEAR_ENOUGH)
    if found is None or found.dest_end <= found.dest_start:
        return None
    return found.dest_start, found.dest_end
