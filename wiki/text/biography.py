"""Biography: for each character of a text, the revision that brought it.

Worked out revision by revision from the comparison alone: kept words keep their revision, through moves too; new words
get the new one, unless they are words taken out earlier and put back, which keep their first. Where words were only
taken out a seam stays behind, so that the story of a place can be followed from change to change. Who wrote a revision,
for whom and in which stage is known elsewhere; how what was taken out is remembered is the business of the caller.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from wiki.text.alignment import changes, encode
from wiki.text.compare import Comparison, Piece
from wiki.text.recall import Gone, Memory, Put, Recall, Remembered, forget, put_in
from wiki.text.runs import Run, Source, extend_runs, mark_runs, merge_runs
from wiki.text.words import cut_sentences, cut_words


@dataclass(frozen=True, slots=True)
class Attribution:
    """The runs of a revision, in order, and what it took out (to be remembered for later revisions)."""

    runs: tuple[Run, ...]
    gone: tuple[Gone, ...]


def attribute(
    previous: Sequence[Run],
    comparison: Comparison,
    revision: int,
    memory: Memory | None = None,
    *,
    same_as: Sequence[Run] | None = None,
) -> Attribution:
    """Tell which revision brought each character of the newer text of a comparison.

    previous are the runs of the older text (empty for the first revision, compared with the empty text). Where an
    earlier revision had the very same text (a revert), same_as are its runs, and they hold again. Revisions are
    numbers that grow. The work grows with the pieces and runs, not with the length of the history.
    """
    if comparison.pieces and all(piece.kind == "kept" for piece in comparison.pieces):
        return Attribution(tuple(previous), ())
    teller = _Teller(previous, comparison, revision)
    teller.walk(comparison.pieces, 0, 0)
    if same_as is None:
        runs = teller.runs(memory or Remembered())
    else:
        runs = merge_runs(mark_runs(same_as, teller.changed, revision))
    return Attribution(tuple(runs), tuple(teller.gone))


class _Teller:
    """One walk over a comparison."""

    def __init__(self, previous: Sequence[Run], comparison: Comparison, revision: int) -> None:
        self.old, self.new = comparison.old, comparison.new
        self.revision = revision
        self.source = Source(previous)
        self.gone: list[Gone] = []
        self.changed: list[int] = []  # places in the new text where it differs from the old one
        self._told: list[list[Run] | Put] = []
        self._moved = {piece.move: at for piece, at, _ in placed(comparison.pieces) if piece.kind == "moved_from"}

    def walk(self, pieces: Sequence[Piece], first_old: int, first_new: int) -> None:
        for piece, at_old, at_new in placed(pieces, first_old, first_new):
            if piece.kind == "kept":
                self._told.append(self.source.cut(at_old, at_old + len(piece.old)))
            elif piece.kind == "moved_to":
                self.walk(piece.inside, self._moved[piece.move], at_new)
            elif piece.kind == "renumbered":
                was = self.source.cut(at_old, at_old + len(piece.old))
                if piece.new:
                    self._told.append([Run(len(piece.new), was[-1].revision if was else self.revision)])
            elif piece.kind != "moved_from":
                for kept, i, j, k, m in stretches(piece):
                    if kept:
                        self._told.append(self.source.cut(at_old + i, at_old + j))
                    else:
                        self._change(at_old + i, at_old + j, at_new + k, at_new + m)

    def _change(self, i: int, j: int, k: int, m: int) -> None:
        taken = self.old[i:j].strip()
        if k < m:
            self._told.append(put_in(self.new, k, m))
        elif taken:
            self._told.append([Run(0, self.revision)])
        if taken or self.new[k:m].strip():
            self.changed += _openings(self.new[k:m], k)
        if taken:
            out = tuple(merge_runs(run for run in self.source.cut(i, j) if run.length))
            self.gone += forget(self.old, i, j, out)

    def runs(self, memory: Memory) -> list[Run]:
        """The runs of the new text, once the memory was asked about everything that was put in."""
        puts = [one for one in self._told if isinstance(one, Put) and one.keys[0].words]
        recall = Recall(memory, puts, self.revision) if puts else None
        runs: list[Run] = []
        for one in self._told:
            if isinstance(one, list):
                extend_runs(runs, one)
            elif recall is None or not one.keys[0].words:
                # White space goes with the word before it.
                last = next((run.revision for run in reversed(runs) if run.length), self.revision)
                extend_runs(runs, [Run(len(one.text), last)])
            else:
                back = recall(one)
                again = any(run.revision != self.revision for run in back)
                marked = mark_runs(back, _openings(one.text), self.revision) if again else back
                extend_runs(runs, merge_runs(marked))
        return runs


def _openings(text: str, at: int = 0) -> list[int]:
    """Where its sentences begin: what is put back is marked at each, so that each can tell of it."""
    return [*accumulate(map(len, cut_sentences(text)[:-1]), initial=at)]


def placed(pieces: Sequence[Piece], at_old: int = 0, at_new: int = 0) -> Iterator[tuple[Piece, int, int]]:
    """Each piece with its places in the two texts."""
    for piece in pieces:
        yield piece, at_old, at_new
        at_old += len(piece.old)
        at_new += len(piece.new)


def stretches(piece: Piece) -> Iterator[tuple[bool, int, int, int, int]]:
    """The stretches of a change, whether each is kept, and their ends in the piece's two texts: words that were only
    taken in for the reader's sake count as kept here."""
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
