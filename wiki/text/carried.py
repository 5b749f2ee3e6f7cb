"""Carried: what sections lost in one act, found by the rows of words that another section was given in it.

An act may take a thousand stretches out and put a thousand in. They are never held against one another one by one: what
was taken out is found by rows of its words, so that the work grows with the words of the act alone. How much of a
stretch found is known again is decided in recall.py.
"""

from collections.abc import Iterable, Iterator, Sequence

from wiki.text.runs import Run
from wiki.text.words import cut_words

#: so many words in a row must be the same
ROW = 6
#: a stock phrase that many lost is told by the first so many of them
_FIRST = 50
#: what is shorter than so many characters is no such row
_SHORT = 16

#: words that were taken out, and who brought them
Lost = tuple[str, tuple[Run, ...]]


class Carried:
    """What the sections of one language lost while an act is written."""

    def __init__(self) -> None:
        self._lost: list[tuple[int, Lost]] = []
        self._with: dict[int, list[int]] = {}
        self._indexed = 0

    def note(self, section: int, lost: Iterable[Lost]) -> None:
        """Remember what a section lost; what it lost in two places at once comes twice and is kept once."""
        for one in lost:
            if len(one[0]) >= _SHORT and (not self._lost or self._lost[-1] != (section, one)):
                self._lost.append((section, one))

    def sharing(self, section: int, words: Sequence[str]) -> Iterator[tuple[Lost, Sequence[int]]]:
        """What other sections lost that shares a row with these words, the first lost first; and where the rows
        begin among the words. Words are cut by `cut_words`, without the white space at their ends."""
        if not self._lost:
            return
        self._index()
        found: dict[int, list[int]] = {}
        for at, row in enumerate(_rows(words)):
            for place in self._with.get(row, ()):
                if self._lost[place][0] != section:
                    found.setdefault(place, []).append(at)
        for place in sorted(found):
            yield self._lost[place][1], found[place]

    def _index(self) -> None:
        """Take up what was noted since: acts that write one section never ask."""
        for place in range(self._indexed, len(self._lost)):
            words = [word.rstrip() for word in cut_words(self._lost[place][1][0])]
            for row in set(_rows(words)):
                places = self._with.setdefault(row, [])
                if len(places) < _FIRST:
                    places.append(place)
        self._indexed = len(self._lost)


def _rows(words: Sequence[str]) -> Iterator[int]:
    """Each row of words, from the first to the last, as a number; that of two rows is the same by chance at most."""
    return map(hash, zip(*(words[first:] for first in range(ROW)), strict=False))
