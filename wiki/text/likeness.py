"""Likeness: the lines of a text with what is known of each, and how like two of them are.

A block is a line with the blank lines after it: a paragraph, a list item, a table row, or one line of a paragraph
that was broken by hand. Which blocks belong together is decided in the modules on pairing and on moves.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain

from rapidfuzz import fuzz

from wiki.text.words import has_unspaced, label_length

_SAMPLE = 400  # characters by which blocks of few words are compared letter by letter
_FEW = 64  # pairs of blocks up to which each is looked at
_RARE = 6  # blocks that may share a word for it to lead from one to another

_words = re.compile(r"\w{4,}")
_clause = re.compile(r"[.,;:。，；：、]\s*")
_short_words = re.compile(r"\w+")


class Blocks:
    """The blocks of one text with what is known of them, worked out when asked."""

    def __init__(self, blocks: list[str]) -> None:
        self.raw = blocks
        self.cores = [block.rstrip() for block in blocks]
        self._bodies: dict[int, str] = {}
        self._features: dict[int, frozenset[str]] = {}
        self._clues: dict[int, frozenset[str]] = {}

    def body(self, place: int) -> str:
        body = self._bodies.get(place)
        if body is None:
            core = self.cores[place]
            label = label_length(core)
            body = core if label is None else core[: label[0]] + core[label[1] :]
            self._bodies[place] = body
        return body

    def features(self, place: int) -> frozenset[str]:
        found = self._features.get(place)
        if found is None:
            body = self.body(place)
            if has_unspaced(body):
                found = frozenset(map(str.__add__, body, body[1:]))
            else:
                found = frozenset(_words.findall(body))
                if len(found) < 4:
                    found = frozenset(_short_words.findall(body))
            self._features[place] = found
        return found

    def clues(self, place: int) -> frozenset[str]:
        """What may lead from a block to its like: its words, and its clauses where its words are common ones."""
        found = self._clues.get(place)
        if found is None:
            found = self._clues[place] = self.features(place).union(_clause.split(self.body(place)))
        return found


def likeness(one: Blocks, two: Blocks, x: int, y: int) -> float:
    if one.cores[x][:1] == "|" == two.cores[y][:1]:
        return _rows_alike(one.cores[x], two.cores[y])
    here, there = one.features(x), two.features(y)
    if len(here) < 4 or len(there) < 4:
        return fuzz.ratio(one.body(x)[:_SAMPLE], two.body(y)[:_SAMPLE]) / 140
    return 2 * len(here & there) / (len(here) + len(there))


def _rows_alike(old: str, new: str) -> float:
    """Two rows of a table: those with the same first cell are the same row, whatever else changed."""
    cells_old, cells_new = ([cell.strip() for cell in row.strip("| ").split("|")] for row in (old, new))
    same = len(set(cells_old) & set(cells_new) - {""}) / max(len(set(cells_old)), len(set(cells_new)))
    if cells_old[0] == cells_new[0] and len(cells_old[0]) > 1:
        return 0.6 + 0.4 * same
    return max(same, fuzz.ratio(old[:_SAMPLE], new[:_SAMPLE]) / 140)


def candidates(one: Blocks, two: Blocks, olds: Iterable[int], news: Iterable[int]) -> Iterable[tuple[int, list[int]]]:
    """For each old block the new ones worth a look: all where they are few, else those that share its rare words."""
    olds, news = list(olds), list(news)
    if len(olds) * len(news) <= _FEW:
        for x in olds:
            yield x, news
        return
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for y in news:
        for feature in two.clues(y):
            holders[feature].append(y)
    rare = {feature: ys for feature, ys in holders.items() if len(ys) <= _RARE}
    for x in olds:
        shared = one.clues(x) & rare.keys()
        if shared:
            votes = Counter(chain.from_iterable(map(rare.__getitem__, shared)))
            yield x, list(votes) if len(votes) <= 4 else [y for y, _ in votes.most_common(4)]
