"""Runs: a text told as stretches in a row, each brought by one revision; merging, cutting and spelling them.

Whose words they are is decided in `biography.py`; here nothing knows of texts.
"""

import json
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple


class Run(NamedTuple):
    """So many characters in a row, brought by one revision. Of no length: the newest revision that took words out
    there."""

    length: int
    revision: int


def spell_runs(runs: Iterable[Run]) -> str:
    """Runs as they are stored: lengths and revisions by turns, as a JSON list."""
    return json.dumps([number for run in runs for number in run], separators=(",", ":"))


def read_runs(spelled: str) -> tuple[Run, ...]:
    """The runs of what `spell_runs` wrote."""
    numbers = json.loads(spelled)
    return tuple(map(Run, numbers[::2], numbers[1::2]))


def merge_runs(runs: Iterable[Run]) -> list[Run]:
    """The same in as few runs as may be: a seam is left out where what follows is as new or newer."""
    merged: list[Run] = []
    for run in runs:
        if merged and not merged[-1].length and run.revision >= merged[-1].revision:
            merged.pop()
        elif merged and not merged[-1].length and not run.length:
            continue
        if merged and merged[-1].revision == run.revision and bool(merged[-1].length) == bool(run.length):
            merged[-1] = Run(merged[-1].length + run.length, run.revision)
        else:
            merged.append(run)
    return merged


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
        self._starts = [0, *accumulate(run.length for run in runs)]
        self.length = self._starts.pop() if runs else 0

    def cut(self, start: int, end: int) -> list[Run]:
        at = bisect_left(self._starts, start)
        if at == len(self._starts) or self._starts[at] > start:
            at -= 1
        found: list[Run] = []
        for place in range(max(at, 0), len(self._runs)):
            run, begin = self._runs[place], self._starts[place]
            stop = begin + run.length
            if begin >= end and not (begin == end == self.length and not run.length):
                break
            if begin >= start and stop <= end:
                found.append(run)
            elif stop > start:
                found.append(Run(min(end, stop) - max(start, begin), run.revision))
        return found
