"""Biography: for each character of a text, the revision that brought it.

Worked out revision by revision from the comparison alone: kept words keep their revision, through moves too; new words
get the new one, unless they are words taken out earlier and put back, which keep their first. Who wrote a revision,
for whom and in which stage is known elsewhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from wiki.text.alignment import changes, encode
from wiki.text.compare import Comparison, Piece
from wiki.text.words import cut_words

_CONTEXT = 24  # characters kept on each side of what was taken out, to know its place again
_SURE = 12  # characters on each side that must be the same
_UNMISTAKABLE = 200  # characters from which words put back are known again wherever they stand
_TELLING = 30  # words in a row from which a part of what was put back is known again
_REMEMBERED = 200  # stretches taken out that are looked through for parts of what was put back


@dataclass(frozen=True, slots=True)
class Run:
    """So many characters in a row, brought by one revision."""

    length: int
    revision: int


@dataclass(frozen=True, slots=True)
class Gone:
    """Words that a revision took out: what they were, who brought them, and what stood around them."""

    text: str
    runs: tuple[Run, ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """The runs of a revision, in order, and what it took out (to be handed in again with later revisions)."""

    runs: tuple[Run, ...]
    gone: tuple[Gone, ...]


def attribute(
    previous: Sequence[Run],
    comparison: Comparison,
    revision: int,
    gone: Sequence[Gone] = (),
    *,
    same_as: Sequence[Run] | None = None,
) -> Attribution:
    """Tell which revision brought each character of the newer text of a comparison.

    previous are the runs of the older text (empty for the first revision, compared with the empty text); gone is what
    earlier revisions took out, oldest first. Where an earlier revision had the very same text (a revert), same_as are
    its runs, and they hold again. The work grows with the pieces, not with the length of the history.
    """
    if comparison.pieces and all(piece.kind == "kept" for piece in comparison.pieces):
        return Attribution(tuple(previous), ())
    old, new = comparison.old, comparison.new
    source = _Source(previous)
    memory = _Memory(gone)
    runs: list[Run] = []
    taken: list[Gone] = []
    moved = {piece.move: at for piece, at, _ in _placed(comparison.pieces) if piece.kind == "moved_from"}

    def walk(pieces: Sequence[Piece], first_old: int, first_new: int) -> None:
        for piece, at_old, at_new in _placed(pieces, first_old, first_new):
            if piece.kind == "kept":
                runs.extend(source.cut(at_old, at_old + len(piece.old)))
            elif piece.kind == "moved_to":
                walk(piece.inside, moved[piece.move], at_new)
            elif piece.kind != "moved_from":
                for kept, i, j, k, m in _words(piece):
                    if kept:
                        runs.extend(source.cut(at_old + i, at_old + j))
                        continue
                    if k < m:
                        before, after = _around(new, at_new + k, at_new + m)
                        runs.extend(memory.recall(piece.new[k:m], before, after, revision))
                    if i < j:
                        before, after = _around(old, at_old + i, at_old + j)
                        out = tuple(_merged(source.cut(at_old + i, at_old + j)))
                        taken.append(Gone(piece.old[i:j], out, before, after))

    walk(comparison.pieces, 0, 0)
    return Attribution(tuple(same_as if same_as is not None else _merged(runs)), tuple(taken))


def _placed(pieces: Sequence[Piece], at_old: int = 0, at_new: int = 0) -> Iterator[tuple[Piece, int, int]]:
    for piece in pieces:
        yield piece, at_old, at_new
        at_old += len(piece.old)
        at_new += len(piece.new)


def _words(piece: Piece) -> Iterator[tuple[bool, int, int, int, int]]:
    """The stretches of a change: words that were only taken in for the reader's sake count as kept here."""
    if not piece.old or not piece.new:
        yield False, 0, len(piece.old), 0, len(piece.new)
        return
    old, new = cut_words(piece.old), cut_words(piece.new)
    at_old, at_new = [*accumulate(map(len, old), initial=0)], [*accumulate(map(len, new), initial=0)]
    done_old = done_new = 0
    cores_old, cores_new = [word.rstrip() for word in old], [word.rstrip() for word in new]
    for i, j, k, m in [*changes(*encode(cores_old, cores_new)), (len(old), len(old), len(new), len(new))]:
        for x, y in zip(range(done_old, i), range(done_new, k), strict=True):
            size = len(cores_old[x])
            yield True, at_old[x], at_old[x] + size, at_new[y], at_new[y] + size
            if old[x] == new[y]:
                yield True, at_old[x] + size, at_old[x + 1], at_new[y] + size, at_new[y + 1]
            else:
                yield False, at_old[x] + size, at_old[x + 1], at_new[y] + size, at_new[y + 1]
        if i < j or k < m:
            yield False, at_old[i], at_old[j], at_new[k], at_new[m]
        done_old, done_new = j, m


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    return text[max(0, start - _CONTEXT) : start].strip(), text[end : end + _CONTEXT].strip()


def _merged(runs: Sequence[Run]) -> list[Run]:
    merged: list[Run] = []
    for run in runs:
        if merged and merged[-1].revision == run.revision:
            merged[-1] = Run(merged[-1].length + run.length, run.revision)
        elif run.length:
            merged.append(run)
    return merged


class _Source:
    """The older text's runs, cut by position."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._runs = runs
        self._at = 0
        self._start = 0

    def cut(self, start: int, end: int) -> list[Run]:
        if start < self._start:  # a block that moved up: begin again
            self._at = self._start = 0
        found: list[Run] = []
        while start < end and self._at < len(self._runs):
            run = self._runs[self._at]
            stop = self._start + run.length
            if stop <= start:
                self._at, self._start = self._at + 1, stop
                continue
            found.append(Run(min(end, stop) - start, run.revision))
            start = min(end, stop)
        return found


class _Memory:
    """What earlier revisions took out, to know it again when it is put back."""

    def __init__(self, gone: Sequence[Gone]) -> None:
        self._gone = gone
        self._texts: dict[str, list[Gone]] = {}
        for one in gone:
            self._texts.setdefault(one.text.strip(), []).append(one)

    def recall(self, text: str, before: str, after: str, revision: int) -> list[Run]:
        """The runs of a text put in: those of the words that were taken out, else the new revision's."""
        core = text.strip()
        lead = len(text) - len(text.lstrip())
        telling = len(core) >= _UNMISTAKABLE
        for one in reversed(self._texts.get(core, ())):
            if telling or _same_place(one, before, after):
                start = len(one.text) - len(one.text.lstrip())
                inner = _Source(one.runs).cut(start, start + len(core))
                if inner:  # the white space around goes with the words next to it
                    trail = len(text) - lead - len(core)
                    return [Run(lead, inner[0].revision), *inner, Run(trail, inner[-1].revision)]
        if core and telling:
            return self._recall_parts(text, revision)
        return [Run(len(text), revision)]

    def _recall_parts(self, text: str, revision: int) -> list[Run]:
        """The same for a text of which only parts were known."""
        words = cut_words(text)
        at = [*accumulate(map(len, words), initial=0)]
        cores = [word.rstrip() for word in words]
        runs = [Run(len(word), revision) for word in words]
        known = [False] * len(words)
        rare = {core for core in cores if len(core) > 3}
        for one in reversed(self._gone[-_REMEMBERED:]):
            if len(one.text) < 16 or not any(core in one.text for core in rare):
                continue
            theirs = cut_words(one.text)
            place = [*accumulate(map(len, theirs), initial=0)]
            source = _Source(one.runs)
            done_old = done_new = 0
            found = changes(*encode([word.rstrip() for word in theirs], cores))
            for i, j, k, m in [*found, (len(theirs), len(theirs), len(words), len(words))]:
                if i - done_old >= _TELLING:
                    for x, y in zip(range(done_old, i), range(done_new, k), strict=True):
                        if not known[y]:
                            known[y] = True
                            first = source.cut(place[x], place[x] + 1)
                            runs[y] = Run(at[y + 1] - at[y], first[0].revision if first else revision)
                done_old, done_new = j, m
        return runs


def _same_place(one: Gone, before: str, after: str) -> bool:
    """Whether the same words stand around on both sides (stock phrases come back at many places)."""
    return before[-_SURE:] == one.before[-_SURE:] and after[:_SURE] == one.after[:_SURE]
