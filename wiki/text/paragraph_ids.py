"""How paragraphs keep their ids: carried by the comparison of two revisions, through edits, moves, splits, merges."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from wiki.text.compare import Comparison, Piece

if TYPE_CHECKING:
    from wiki.text.paragraphs import Paragraph

# A stretch that two texts share: where in the old, how long, where in the new, how long, what it is worth.
_Stretch = tuple[int, int, int, int, float]
_REPLACED = 0.01  # words that stand where others stood say little, but more than nothing
_LEAST = 0.1  # of the shorter paragraph must be shared


def carry_ids(
    old: Sequence["Paragraph"], old_ids: Sequence[int], new: Sequence["Paragraph"], comparison: Comparison, next_id: int
) -> tuple[int, ...]:
    """The ids of the new paragraphs: carried where one continues, else next_id and onward in order.

    A paragraph that was split keeps its id on the part that kept more of it, two that were merged keep the first's.
    An id that finds no place is given to nothing else.
    """
    shared = _shared(old, new, comparison)
    placed = _votes(old, shared)
    taken = set(placed.values())
    for (i, j), worth in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0])):
        if j not in placed and i not in taken and worth >= _least(old[i], new[j]):
            placed[j] = i
            taken.add(i)
    ids = []
    for j in range(len(new)):
        if j in placed and placed[j] < len(old_ids):
            ids.append(old_ids[placed[j]])
        else:
            ids.append(next_id)
            next_id += 1
    return tuple(ids)


def _votes(old: Sequence["Paragraph"], shared: dict[tuple[int, int], float]) -> dict[int, int]:
    """For each new paragraph the first old one that went there for the greater part of its words."""
    best: dict[int, tuple[float, int]] = {}
    for (i, j), worth in shared.items():
        if i not in best or (worth, -j) > (best[i][0], -best[i][1]):
            best[i] = (worth, j)
    placed: dict[int, int] = {}
    for i in sorted(best):
        worth, j = best[i]
        if j not in placed and worth * 2 >= old[i].end - old[i].start:
            placed[j] = i
    return placed


def _least(one: "Paragraph", other: "Paragraph") -> float:
    return min(one.end - one.start, other.end - other.start) * _LEAST * _REPLACED


def _shared(
    old: Sequence["Paragraph"], new: Sequence["Paragraph"], comparison: Comparison
) -> dict[tuple[int, int], float]:
    """How many characters each pair of paragraphs has in common by the comparison."""
    found: dict[tuple[int, int], float] = defaultdict(float)
    old_starts = [place.start for place in old]
    new_starts = [place.start for place in new]
    for a, length_a, b, length_b, value in _stretches(comparison):
        if value < 1 or length_a != length_b:
            # Replaced or moved as a whole: it counts for the paragraphs it lies in.
            for i in _touched(old, old_starts, a, a + length_a):
                for j in _touched(new, new_starts, b, b + length_b):
                    one = min(old[i].end, a + length_a) - max(old[i].start, a)
                    other = min(new[j].end, b + length_b) - max(new[j].start, b)
                    found[i, j] += min(one, other) * value
            continue
        for i in _touched(old, old_starts, a, a + length_a):
            low, high = max(old[i].start, a) - a + b, min(old[i].end, a + length_a) - a + b
            for j in _touched(new, new_starts, low, high):
                found[i, j] += (min(new[j].end, high) - max(new[j].start, low)) * value
    return found


def _touched(places: Sequence["Paragraph"], starts: Sequence[int], low: int, high: int) -> Iterator[int]:
    index = max(bisect_right(starts, low) - 1, 0)
    while index < len(places) and places[index].start < high:
        if places[index].end > low:
            yield index
        index += 1


def _stretches(comparison: Comparison) -> Iterator[_Stretch]:
    """What the pieces, and those inside moves, have in common, in positions of both texts."""
    left: dict[int, tuple[int, Piece]] = {}
    arrived: list[tuple[int, Piece]] = []
    a = b = 0
    for piece in comparison.pieces:
        if piece.kind == "moved_from" and piece.move is not None:
            left[piece.move] = (a, piece)
        elif piece.kind == "moved_to":
            arrived.append((b, piece))
        else:
            yield from _of_piece(piece, a, b)
        a += len(piece.old)
        b += len(piece.new)
    for b, piece in arrived:
        if piece.move not in left:
            continue
        a, source = left[piece.move]
        inside = piece.inside
        if "".join(p.old for p in inside) != source.old or "".join(p.new for p in inside) != piece.new:
            yield a, len(source.old), b, len(piece.new), 1.0
            continue
        for part in inside:
            yield from _of_piece(part, a, b)
            a += len(part.old)
            b += len(part.new)


def _of_piece(piece: Piece, a: int, b: int) -> Iterator[_Stretch]:
    if piece.old and piece.new:
        value = _REPLACED if piece.kind == "replaced" else 1.0
        yield a, len(piece.old), b, len(piece.new), value
