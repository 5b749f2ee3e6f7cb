"""Runs: a text told as stretches in a row, each brought by one revision; merging, cutting and spelling them.

Whose words they are is decided in `biography.py`; here nothing knows of texts.
"""

import json
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import accumulate, chain
from operator import itemgetter
from typing import NamedTuple


class Run(NamedTuple):
    """So many characters in a row, brought by one revision. Of no length: the newest revision that took words out
    there."""

    length: int
    revision: int


# Every save reads a text's runs: this makes them three times as fast as calling Run does.
_run = partial(tuple.__new__, Run)


def spell_runs(runs: Iterable[Run]) -> str:
    """Runs as they are stored: lengths and revisions by turns, as a JSON list."""
    return json.dumps([*chain.from_iterable(runs)], separators=(",", ":"))


def read_runs(spelled: str) -> tuple[Run, ...]:
    """The runs of what `spell_runs` wrote."""
    numbers = json.loads(spelled)
    return tuple(map(_run, zip(numbers[::2], numbers[1::2], strict=True)))


def merge_runs(runs: Iterable[Run]) -> list[Run]:
    """The same in as few runs as may be: a seam is left out where what follows is as new or newer."""
    merged: list[Run] = []
    for run in runs:
        _append(merged, run)
    return merged


def extend_runs(merged: list[Run], more: Sequence[Run]) -> None:
    """Put runs that are merged already behind others that are: only where they meet is there anything to do."""
    for run in more[:3]:
        _append(merged, run)
    merged += more[3:]


def _append(merged: list[Run], run: Run) -> None:
    if merged:
        last = merged[-1]
        if not last.length:
            if run.revision >= last.revision:
                merged.pop()
            elif not run.length:
                return
        if merged and merged[-1].revision == run.revision and bool(merged[-1].length) == bool(run.length):
            merged[-1] = Run(merged[-1].length + run.length, run.revision)
            return
    merged.append(run)


def mark_runs(runs: Sequence[Run], places: Sequence[int], revision: int) -> list[Run]:
    """The runs with a seam of the revision at each of these places."""
    source = Source(runs)
    marked: list[Run] = []
    at = 0
    for place in sorted(set(places)):
        marked += source.cut(at, place)
        marked.append(Run(0, revision))
        at = place
    return marked + source.cut(at, source.length)


class Source:
    """The older text's runs, cut by position; a seam goes with what follows it."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._runs = runs
        self._starts = [*accumulate(map(itemgetter(0), runs), initial=0)]
        self.length = self._starts.pop()

    def cut(self, start: int, end: int) -> list[Run]:
        if start >= end:
            return []
        first = bisect_left(self._starts, start)
        last = len(self._runs) if end >= self.length else bisect_left(self._starts, end, first)
        found = [*self._runs[first:last]]
        if first and (first == len(self._starts) or self._starts[first] > start):
            run = self._runs[first - 1]
            within = self._starts[first - 1] + run.length - start
            if within > 0:
                found.insert(0, Run(within, run.revision))
        beyond = self._starts[last - 1] + self._runs[last - 1].length - end if last else 0
        if found and beyond > 0:
            found[-1] = Run(found[-1].length - beyond, found[-1].revision)
        return found
