"""Convergence: how many brackets and comments were open from draft to draft, as a small picture's coordinates."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 300, 72


@dataclass(frozen=True, slots=True)
class Station:
    """One draft in a picture of WIDTH by HEIGHT: `x` grows from the first to the last, `brackets_y` and `comments_y`
    grow downwards from the most there ever were to none."""

    name: str
    slug: str
    brackets: int
    comments: int
    x: float
    brackets_y: float
    comments_y: float


def curve(counts: Sequence[tuple[str, str, int, int]]) -> list[Station]:
    """Stations for (name, slug, open brackets, open comments), evenly apart, both on one scale."""
    most = max((max(brackets, comments) for _, _, brackets, comments in counts), default=0) or 1
    step = (WIDTH - 24) / max(1, len(counts) - 1)

    def height(count: int) -> float:
        return round(HEIGHT - 8 - (HEIGHT - 24) * count / most, 1)

    return [
        Station(name, slug, brackets, comments, round(12 + index * step, 1), height(brackets), height(comments))
        for index, (name, slug, brackets, comments) in enumerate(counts)
    ]
