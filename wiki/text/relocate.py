"""Relocation: a paragraph that one side moved is moved in the other texts too, before they are merged.

After that its edits stand at the same place on all sides, and an ordinary three-way merge combines them. A move that
the other side's own changes contradict is left as it is: words taken out here, put in there.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from wiki.text.compare import Comparison, compare_texts


@dataclass(frozen=True, slots=True)
class Settled:
    """A base in the order both sides want, and the comparisons from it. contested: ranges that one side
    moved and the other took out, rewrote or moved elsewhere."""

    base: str
    to_mine: Comparison
    to_theirs: Comparison
    contested: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Move:
    start: int
    end: int
    target: int  # where in the base it goes


def settle_moves(base: str, mine: str, theirs: str) -> Settled:
    """Carry out each side's moves in the base and in the other side's text."""
    to_mine, to_theirs = compare_texts(base, mine), compare_texts(base, theirs)
    moves_mine, moves_theirs = _moves(to_mine), _moves(to_theirs)
    if not moves_mine and not moves_theirs:
        return Settled(base, to_mine, to_theirs, ())
    shared = _shared(moves_mine, moves_theirs)
    free_mine = _free(moves_mine, moves_theirs, to_theirs, shared)
    free_theirs = _free(moves_theirs, moves_mine, to_mine, shared)
    order = _order(base, [*shared, *free_mine, *free_theirs])
    settled_moves = {*shared, *free_mine, *free_theirs}
    contested = [(move.start, move.end) for move in (*moves_mine, *moves_theirs) if move not in settled_moves]
    settled = "".join(base[i:j] for i, j in order)
    mine_done = "".join(_range(base, to_mine, i, j) for i, j in _order(base, free_theirs)) if free_theirs else mine
    theirs_done = "".join(_range(base, to_theirs, i, j) for i, j in _order(base, free_mine)) if free_mine else theirs
    return Settled(
        settled, compare_texts(settled, mine_done), compare_texts(settled, theirs_done), _places(order, contested)
    )


def _moves(comparison: Comparison) -> list[_Move]:
    """The moves of a comparison in the order in which they arrive."""
    sources: dict[int | None, tuple[int, int]] = {}
    targets: list[tuple[int | None, int]] = []
    at = 0
    for piece in comparison.pieces:
        if piece.kind == "moved_from":
            sources[piece.move] = (at, at + len(piece.old))
        elif piece.kind == "moved_to":
            targets.append((piece.move, at))
        at += len(piece.old)
    return [_Move(*sources[number], target) for number, target in targets]


def _shared(mine: list[_Move], theirs: list[_Move]) -> list[_Move]:
    """The moves that both made, to the same place and in the same order there."""
    both = [move for move in mine if move in theirs]
    ordered = [move for move in theirs if move in mine]
    agreed = {
        move.target
        for move in both
        if [m for m in both if m.target == move.target] == [m for m in ordered if m.target == move.target]
    }
    return [move for move in both if move.target in agreed]


def _edits(comparison: Comparison) -> Iterator[tuple[int, int, str]]:
    at = 0
    for piece in comparison.pieces:
        if piece.kind != "kept":
            yield at, at + len(piece.old), piece.new
        at += len(piece.old)


def _free(moves: list[_Move], others: list[_Move], to_other: Comparison, shared: list[_Move]) -> list[_Move]:
    """The moves that nothing on the other side contradicts."""
    free: list[_Move] = []
    for move in moves:
        if move in shared:
            continue
        clear = all(
            not (start < move.start < end or start < move.end < end)  # an edit over the edge of the block
            and not (start < move.target < end)  # or over the place it goes to
            and not (start == end == move.target)  # or an addition at that very place
            and not (start <= move.start and move.end <= end)  # or the block was deleted or rewritten
            for start, end, _ in _edits(to_other)
        )
        apart = all(
            (other.end <= move.start or move.end <= other.start)
            and not other.start <= move.target <= other.end
            and not move.start <= other.target <= move.end
            and other.target != move.target
            for other in others
        )
        if clear and apart:
            free.append(move)
    return free


def _order(base: str, moves: list[_Move]) -> list[tuple[int, int]]:
    """The ranges of the base in the order in which they stand once the moves are carried out."""
    cuts = sorted({0, len(base), *(m.start for m in moves), *(m.end for m in moves), *(m.target for m in moves)})
    away = {move.start: move for move in moves}
    arriving: dict[int, list[_Move]] = {}
    for move in moves:
        arriving.setdefault(move.target, []).append(move)
    order: list[tuple[int, int]] = []
    skip = 0
    for i, j in zip(cuts, [*cuts[1:], len(base)], strict=True):
        order.extend((move.start, move.end) for move in arriving.get(i, ()))
        if i in away:
            skip = away[i].end
        if i >= skip and i < j:
            order.append((i, j))
    return order


def _range(base: str, comparison: Comparison, start: int, end: int) -> str:
    """What one side made of a range of the base. An addition at its edge belongs to the text before the range."""
    parts: list[str] = []
    at = start
    for i, j, new in _edits(comparison):
        if i == j and not (start < i < end or (i == end and i > start) or (i == 0 == start)):
            continue
        if i < start or j > end or (i < j and i >= end):
            continue
        parts += (base[at:i], new)
        at = j
    parts.append(base[at:end])
    return "".join(parts)


def _places(order: list[tuple[int, int]], ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Ranges of the base where they stand in the new order."""
    found: set[tuple[int, int]] = set()
    at = 0
    for i, j in order:
        for start, end in ranges:
            low, high = max(i, start), min(j, end)
            if low < high:
                found.add((at + low - i, at + high - i))
        at += j - i
    return tuple(sorted(found))
