"""Shells: Markdown around words, opened into its marks and the words it holds.

A link, a stretch of emphasis, an address in angle brackets and a tag are shells. Nothing here knows of two texts: what
of a shell came, went or changed is told in the module on their edits.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from wiki.text.words import HELD_BLANK, cut_words, shell

FEW = 0.34  # the share of its letters that must have stayed for a shell to be opened
_FIRST = frozenset("[!*_~<")  # the signs that shells begin with
_DEEPEST = 4  # shells within shells that are opened
_LEADS = re.compile(r"\][(][^()\s]*[:/#.]")  # an address leads somewhere; "(may)" does not
# Nothing is taken back: a sign of an attribute belongs to one place only, so that no tag takes long to read.
_tag = re.compile(
    r"(</?[A-Za-z][\w:-]*+\s*+)"
    r"((?>(?:[^\s=\"'>/]|/(?!>))++(?:=(?:\"[^\"]*+\"|'[^']*+'|(?:[^\s\"'>/]|/(?!>))++))?+\s*+)*+)"
    r"(/?>\s*)"
)
_tag_name = re.compile(r"</?[A-Za-z][\w:-]*")
_tag_part = re.compile(r"[\w:-]+=[\"']?|[^\s;\"']+;?\s*|[\"']\s*|[\s\S]")
_some_word = re.compile(r"[A-Za-z0-9]+|[^\W_A-Za-z0-9]+")  # as a blank may come or go between scripts


class Side:
    """A text in words and marks: its shells opened, but for those that stay whole.

    Of each word or mark in order: how it stands in the text, the same without the white space after it, and which
    shell it is a mark of (-1 for a word).
    """

    def __init__(self, words: Sequence[str], whole: Collection[str], linked: Collection[str] = ()) -> None:
        self.linked = linked  # the words that are a link in the other text, and so may be one by reference here
        self.texts: list[str] = []
        self.of: list[int] = []
        self.shells: list[str] = []  # each as it stood in the text, without the white space after it
        for word in words:
            if word[0] in _FIRST:
                self._add(word, whole, 0)
            else:
                self.texts.append(word)
                self.of.append(-1)
        self.cores = [*map(str.rstrip, self.texts)]
        self.marks: list[list[int]] = [[] for _ in self.shells]  # where the marks of each shell are
        if self.shells:
            for place, number in enumerate(self.of):
                if number >= 0:
                    self.marks[number].append(place)

    def _put(self, text: str, number: int = -1) -> None:
        self.texts.append(text)
        self.of.append(number)

    def _add(self, word: str, whole: Collection[str], depth: int) -> None:
        core = word.rstrip()
        if depth > _DEEPEST or core in whole or not may_open(core):
            self._put(word)
            return
        if core[0] == "<" and not core.startswith("<http"):
            self._add_tag(word, core)
            return
        opened = ("<", core[1:-1], word[len(core) - 1 :]) if core[0] == "<" else shell(word)
        if opened is None or (opened[2][0] == "]" and not _leads(opened[2]) and opened[1] not in self.linked):
            self._put(word)
            return
        number = len(self.shells)
        self.shells.append(core)
        self._put(opened[0], number)
        for inner in cut_words(opened[1]):
            self._add(inner, whole, depth + 1)
        ending = opened[2]
        if ending[0] == "]":
            self._put("]", number)
            ending = ending[1:]
        self._put(ending, number)

    def _add_tag(self, word: str, core: str) -> None:
        found = _tag.fullmatch(word)
        if found is None:
            self._put(word)
            return
        for part in (found[1], *_tag_part.findall(found[2]), found[3]):
            self._put(part, len(self.shells))
        self.shells.append(core)


def _leads(ending: str) -> bool:
    return _LEADS.match(ending) is not None


def linked_words(links: Collection[str]) -> set[str]:
    """The words of those links that lead to an address."""
    opened = (shell(link) for link in links if link[0] in "[!")
    return {found[1] for found in opened if found is not None and _leads(found[2])}


def any_opens(words: Sequence[str]) -> bool:
    """Whether any of these words may be a shell: a quick look."""
    return not _FIRST.isdisjoint(map(itemgetter(0), words))


def may_open(word: str) -> bool:
    """Whether a word may be a shell, as far as its first sign tells."""
    return word[:1] in _FIRST and len(word) > 2


def may_stay(word: str, other: str) -> bool:
    """Whether the other text has enough of the words that a shell holds, or a tag of its name."""
    if word[0] == "<" and not word.startswith("<http"):
        name = _tag_name.match(word)
        return name is not None and name[0] in other
    words = _some_word.findall(word.rpartition("](")[0] or word.rpartition("][")[0] or word)
    return sum(one in other for one in words) > FEW * len(words)


def is_around(word: str) -> bool:
    """Whether a word may be emphasis around several words."""
    return word[:1] in "*_~" and word.count(" ") + word.count(HELD_BLANK) > 2


def is_tag(side: Side, number: int) -> bool:
    """Whether a shell is a tag, all of which is marks."""
    opening = side.cores[side.marks[number][0]]
    return opening[:1] == "<" != opening


class Run(NamedTuple):
    """The tokens of one side of an edit: marks that are edits by themselves, what is not, and marks again."""

    start: int
    middle: int
    behind: int
    end: int


def loose_in(side: Side, start: int, end: int) -> set[int]:
    """The shells of which some marks stand in a stretch, and not all."""
    if not side.shells:
        return set()
    numbers = {*side.of[start:end]} - {-1}
    return {number for number in numbers if side.marks[number][0] < start or side.marks[number][-1] >= end}


def run_of(side: Side, start: int, end: int) -> Run:
    """One side of an edit, with the marks at its ends whose shells reach beyond it."""
    loose = loose_in(side, start, end)
    if not loose:
        return Run(start, start, end, end)
    middle, behind = start, end
    while middle < behind and side.of[middle] in loose:
        middle += 1
    while behind > middle and side.of[behind - 1] in loose:
        behind -= 1
    return Run(start, middle, behind, end)


def by_shell(side: Side, start: int, end: int, loose: Collection[int]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Tokens in a row by the shell that they are a loose mark of, -1 for all others: which, from where to where."""
    numbers = (number if number in loose else -1 for number in side.of[start:end])
    for number, row in groupby(enumerate(numbers, start), itemgetter(1)):
        places = [place for place, _ in row]
        yield number, (places[0], places[-1] + 1)
