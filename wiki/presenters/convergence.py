"""Convergence: how many brackets were open from draft to draft, as a small picture's coordinates."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 300, 64


@dataclass(frozen=True, slots=True)
class Station:
    """One draft on the curve; `x` and `y` are places in a picture of WIDTH by HEIGHT, y growing downwards."""

    name: str
    slug: str
    open: int
    x: float
    y: float


def curve(counts: Sequence[tuple[str, str, int]]) -> list[Station]:
    """Stations for (name, slug, open brackets), evenly apart, the most open ones highest."""
    most = max((count for _, _, count in counts), default=0) or 1
    step = (WIDTH - 24) / max(1, len(counts) - 1)
    return [
        Station(name, slug, count, round(12 + index * step, 1), round(HEIGHT - 6 - (HEIGHT - 24) * count / most, 1))
        for index, (name, slug, count) in enumerate(counts)
    ]
