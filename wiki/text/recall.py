"""Recall: what revisions took out of a text, and how it is known again when it is put back.

Where it is kept is the business of the caller, who gives a Memory.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import NamedTuple, Protocol

from wiki.text.alignment import changes, encode
from wiki.text.carried import ROW, Carried, Lost
from wiki.text.runs import Run, Source
from wiki.text.words import cut_words, has_unspaced

_SURE = 12  # characters on a side that must be the same
_WORD, _UNSPACED = 4, 2  # characters of words for which one side is enough, and of those written without spaces
_LONG = 400  # characters of words put in from which none among them is looked for
_MOST = 200  # keys that are asked for at most for words that stand among others
_FEW, _MANY = 7, 24  # words put in of which all that stand in a row may be known, and of which those at the ends may
_UNMISTAKABLE = 200  # characters from which words put back are known again wherever they stand
_TELLING = 30  # words in a row from which a part of what was put back is known again
_WORTH = 60  # characters from which words are known again, whole, elsewhere in the section that lost them

#: stretches taken out that are looked through for parts of what was put back
REMEMBERED = 200


class Key(NamedTuple):
    """By what words taken out are known again: the words themselves, and unless they are unmistakable also what stood
    before or behind them (stock phrases come back at many places). A side that is None does not matter."""

    words: str
    around: tuple[str | None, str | None] | None


@dataclass(frozen=True, slots=True)
class Gone:
    """Words that a revision took out: what they were, who brought them, and by what they are known again."""

    text: str
    runs: tuple[Run, ...]
    key: Key


class Memory(Protocol):
    """What earlier revisions took out; asked only where something was put in."""

    def find(self, keys: Collection[Key]) -> Mapping[Key, Gone]:
        """What was taken out last of those known by these keys; without what stood around, anywhere in the plan."""

    def recent(self) -> Sequence[Gone]:
        """What was taken out of this section last, newest first, no more than REMEMBERED."""

    def carried(self, words: Sequence[str]) -> Iterable[tuple[Lost, Sequence[int]]]:
        """What other sections lost in the same act and shares a row of ROW with these words, and where the rows begin
        among them."""


class Remembered:
    """A memory of what it is told, oldest first; what it is told as carried another section lost."""

    def __init__(self, gone: Sequence[Gone] = (), carried: Sequence[Lost] = ()) -> None:
        self._gone, self._carried = gone, Carried()
        self._carried.note(0, carried)

    def find(self, keys: Collection[Key]) -> Mapping[Key, Gone]:
        return {one.key: one for one in self._gone if one.key in keys}

    def recent(self) -> Sequence[Gone]:
        return self._gone[-REMEMBERED:][::-1]

    def carried(self, words: Sequence[str]) -> Iterable[tuple[Lost, Sequence[int]]]:
        return self._carried.sharing(1, words)


class Put(NamedTuple):
    """Words that were put in, by what they are known again; and the words among them that may be known again by what
    stands beside them all, each with the place where it begins."""

    text: str
    keys: tuple[Key, ...]
    among: tuple[tuple[int, Key], ...]


def put_in(text: str, start: int, end: int) -> Put:
    """A stretch that was put in."""
    return Put(text[start:end], keys_of(text, start, end), tuple(_among(text, start, end)))


def _among(text: str, start: int, end: int) -> Iterator[tuple[int, Key]]:
    """Of few words all that stand in a row, of many those at the ends: by either side of the whole, longest first."""
    if end - start > _LONG:
        return
    cores = [(at, at + len(word.rstrip())) for at, word in _words(text[start:end])]
    if not 1 < len(cores) <= _MANY:
        return
    before, behind = _sides(text, start, end)
    last = len(cores) - 1
    for size in range(last, 0, -1):
        for first in range(len(cores) - size + 1):
            words = text[start + cores[first][0] : start + cores[first + size - 1][1]]
            if len(words) < (_UNSPACED if has_unspaced(words) else _WORD) or len(words) >= _UNMISTAKABLE:
                continue
            if len(before) == _SURE and (first == 0 or last < _FEW):
                yield cores[first][0], Key(words, (before, None))
            if len(behind) == _SURE and (first + size - 1 == last or last < _FEW):
                yield cores[first][0], Key(words, (None, behind))


def _words(text: str) -> Iterator[tuple[int, str]]:
    """Its words, and where each begins; what opens it white is none."""
    at = 0
    for word in cut_words(text):
        if not word.isspace():
            yield at, word
        at += len(word)


def _sides(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands close before and behind a stretch."""
    return text[max(0, start - 2 * _SURE) : start].strip()[-_SURE:], text[end : end + 2 * _SURE].strip()[:_SURE]


def keys_of(text: str, start: int, end: int) -> tuple[Key, ...]:
    """By what the words of a stretch are known again, whichever is met; the surest first."""
    words = text[start:end].strip()
    if len(words) >= _UNMISTAKABLE:
        return (Key(words, None),)
    before, after = _sides(text, start, end)
    keys = [Key(words, (before, after))]
    if len(words) >= (_UNSPACED if has_unspaced(words) else _WORD):
        keys += [Key(words, (before, None))] if len(before) == _SURE else []
        keys += [Key(words, (None, after))] if len(after) == _SURE else []
    return tuple(keys)


def forget(text: str, start: int, end: int, runs: tuple[Run, ...]) -> list[Gone]:
    """A stretch that is taken out, as it is remembered: by each side alone where that is enough, else by both."""
    keys = keys_of(text, start, end)
    return [Gone(text[start:end], runs, key) for key in keys[1:] or keys]


class Recall:
    """Knowing again what was taken out when it is put back."""

    def __init__(self, memory: Memory, puts: Sequence[Put], revision: int) -> None:
        self._revision = revision
        self._memory = memory
        whole = {key for put in puts for key in put.keys}
        among = islice((key for put in puts for _, key in put.among), _MOST)
        self._found = memory.find(whole.union(among))

    def __call__(self, put: Put) -> list[Run]:
        """The runs of a text put in: those of the words that were taken out, else the new revision's."""
        text, keys = put.text, put.keys
        core = keys[0].words
        one = next((self._found[key] for key in keys if key in self._found), None)
        if one is not None and one.runs:
            start = len(one.text) - len(one.text.lstrip())
            inner = [run for run in Source(one.runs).cut(start, start + len(core)) if run.length]
            lead = len(text) - len(text.lstrip())
            # The white space around goes with the words next to it.
            around = Run(lead, inner[0].revision), *inner, Run(len(text) - lead - len(core), inner[-1].revision)
            return [run for run in around if run.length]
        worth = len(core) >= _WORTH
        among = [(at, self._found[key]) for at, key in put.among if key in self._found]
        parts = _Parts(text, self._revision)
        for at, one in among:
            parts.know(at, one)
        for lost, rows in self._memory.carried(parts.cores):
            if not parts.know_all(rows):
                parts.look_through(*lost, ROW)
        if worth:
            seen: set[str] = set()  # a stretch that is remembered by either side comes twice
            for one in self._memory.recent():
                if len(one.text) >= _WORTH and one.text not in seen:
                    seen.add(one.text)
                    parts.look_through(one.text, one.runs, _TELLING, whole=True)
        return parts.runs


class _Parts:
    """A text put in of which parts are known."""

    def __init__(self, text: str, revision: int) -> None:
        self._revision = revision
        words = cut_words(text)
        self._lengths = [*map(len, words)]
        self.cores = [word.rstrip() for word in words]
        self._known = [False] * len(words)
        self._rare = {core for core in self.cores if len(core) > 3}
        self.runs = [Run(length, revision) for length in self._lengths]

    def know(self, start: int, one: Gone) -> None:
        """Give the words that stand from a place on the revisions they had."""
        core = one.text.strip()
        source, at = Source(one.runs), one.text.index(core) - start
        ends = [*accumulate(self._lengths)]
        for place in range(bisect_right(ends, start), bisect_left(ends, start + len(core)) + 1):
            first = source.cut(max(start, ends[place] - self._lengths[place]) + at, ends[place] + at)
            if first and not self._known[place]:
                self._known[place] = True
                self.runs[place] = Run(self._lengths[place], first[0].revision)

    def know_all(self, rows: Sequence[int]) -> bool:
        """Whether all words of rows of ROW that begin there are known already."""
        return all(all(self._known[at : at + ROW]) for at in rows)

    def look_through(self, lost: str, runs: Sequence[Run], least: int, *, whole: bool = False) -> None:
        """Give the words that stand there in rows of at least so many the revisions they had; or all of the words on
        either side."""
        if len(lost) < 16 or not any(core in lost for core in self._rare):
            return
        theirs = cut_words(lost)
        if whole:
            least = min(least, len(theirs), len(self.cores))
        place = [*accumulate(map(len, theirs), initial=0)]
        source = Source(runs)
        done_old = done_new = 0
        found = changes(*encode([word.rstrip() for word in theirs], self.cores))
        for i, j, k, m in [*found, (len(theirs), len(theirs), len(self.cores), len(self.cores))]:
            if i - done_old >= least:
                for x, y in zip(range(done_old, i), range(done_new, k), strict=True):
                    first = None if self._known[y] else source.cut(place[x], place[x] + 1)
                    if first:
                        self._known[y] = True
                        self.runs[y] = Run(self._lengths[y], first[-1].revision)
            done_old, done_new = j, m
