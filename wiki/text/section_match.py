"""Recognising the sections of an outline in a later one, though they were moved, retitled or rewritten.

Only whole sections are paired here; what changed inside a pair is the comparison's business.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from heapq import nlargest
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

if TYPE_CHECKING:
    from wiki.text.outline import Part

# A word, or one character of the scripts that write none.
_WORD = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[^\W\u2e80-\u9fff\uf900-\ufaff]+")
_NUMBER = re.compile(r"^(?:(?:\d+[.)]?)+|[IVXLC]+[.)]|\(?[A-Za-z][.)])[ \t]+")
_TYPED_ID = re.compile(r"[^\r\n]*\{:?[^{}\r\n]*#([^\s{}]+)[^{}\r\n]*\}[ \t#]*(?:[\r\n]|$)")
_SAME = 0.5  # bodies this alike are one section, wherever they stand
_NEAR = 0.3  # enough where the title is the same as well
_REWRITTEN = 0.2  # enough where title and place are the same
_CANDIDATES = 6


class _Side:
    """One outline with what is compared of it."""

    def __init__(self, parts: Sequence["Part"], numbers: dict[str, int]) -> None:
        self.parts = parts
        self.titles = [" ".join(part.title.split()).casefold() for part in parts]
        self.bare = [_NUMBER.sub("", title) for title in self.titles]
        self.ids = [found[1] if (found := _TYPED_ID.match(part.text)) else "" for part in parts]
        self.paths: list[tuple[str, ...]] = []
        above: list[int] = []
        for index, part in enumerate(parts):
            while above and parts[above[-1]].level >= part.level:
                above.pop()
            parent = self.paths[above[-1]] if above else ()
            self.paths.append((*parent, self.bare[index]))
            above.append(index)
        self.words = [
            [numbers.setdefault(word, len(numbers)) for word in _WORD.findall(_body(part).casefold())] for part in parts
        ]


def match_parts(old: Sequence["Part"], new: Sequence["Part"]) -> tuple[int | None, ...]:
    """For each new section, the index of the old one it continues, or None for one that is new.

    The root continues the root. Then, each old section once: the same id typed behind the title; the same text; the
    same title under the same titles with some of the same words; a likeness of words (moved, retitled, renumbered); at
    last the same title in the same place though all of it was rewritten. Alike is rapidfuzz's normalised indel
    similarity over words.
    """
    numbers: dict[str, int] = {}
    pairing = _Pairing(_Side(old, numbers), _Side(new, numbers))
    if old and new and old[0].level == new[0].level == 0:
        pairing.take(0, 0)
    pairing.by_id()
    pairing.by_key(lambda side, i: side.parts[i].text, 0.0)
    pairing.by_key(lambda side, i: (side.paths[i], side.titles[i]), _REWRITTEN)
    pairing.by_key(lambda side, i: side.paths[i], _REWRITTEN)
    pairing.by_likeness()
    pairing.by_key(lambda side, i: (side.paths[i], side.titles[i]), 0.0)
    pairing.by_key(lambda side, i: side.paths[i], 0.0)
    pairing.by_title()
    return tuple(pairing.found)


class _Pairing:
    def __init__(self, old: _Side, new: _Side) -> None:
        self.old = old
        self.new = new
        self.found: list[int | None] = [None] * len(new.parts)
        self.free_old = {i for i, part in enumerate(old.parts) if part.level}
        self.free_new = {i for i, part in enumerate(new.parts) if part.level}

    def take(self, i: int, j: int) -> None:
        self.found[j] = i
        self.free_old.discard(i)
        self.free_new.discard(j)

    def alike(self, i: int, j: int) -> float:
        left, right = self.old.words[i], self.new.words[j]
        if not left or not right:
            return 1.0 if left == right else 0.0
        return float(Indel.normalized_similarity(left, right))

    def by_key(self, key: Callable[[_Side, int], Hashable], least: float) -> None:
        """Pair what has the same key; where several share it, those under the same titles, then the most alike."""
        groups: dict[Hashable, list[int]] = defaultdict(list)
        for i in sorted(self.free_old):
            groups[key(self.old, i)].append(i)
        wanted: dict[Hashable, list[int]] = defaultdict(list)
        for j in sorted(self.free_new):
            if (name := key(self.new, j)) in groups:
                wanted[name].append(j)
        for name, olds in groups.items():
            news = wanted.get(name, [])
            if len(olds) * len(news) > 400:  # a crowd of equals: in the order they stand
                scored = [(1.0, False, i, j) for i, j in zip(olds, news, strict=False)]
            else:
                scored = [(self.alike(i, j), self.old.paths[i] == self.new.paths[j], i, j) for i in olds for j in news]
            for score, _, i, j in sorted(scored, key=lambda pair: (-pair[1], -pair[0], abs(pair[2] - pair[3]))):
                short = max(len(self.old.words[i]), len(self.new.words[j])) < 5
                if i in self.free_old and j in self.free_new and (score >= least or short):
                    self.take(i, j)

    def by_id(self) -> None:
        """Pair what carries the same id (`{#id}` behind the title), where no other section of its side has it."""
        olds, news = Counter(self.old.ids), Counter(self.new.ids)
        places = {name: i for i, name in enumerate(self.old.ids) if name and olds[name] == 1}
        for j, name in enumerate(self.new.ids):
            i = places.get(name)
            if i is not None and news[name] == 1 and i in self.free_old and j in self.free_new:
                self.take(i, j)

    def by_likeness(self) -> None:
        """Pair the most alike bodies first; a shared title or parent is worth something."""
        scored = []
        for j in self.free_new:
            for i in self._candidates(j):
                score = self.alike(i, j)
                titled = bool(self.new.bare[j]) and self.old.bare[i] == self.new.bare[j]
                if score >= (_NEAR if titled else _SAME):
                    beside = self.old.paths[i][:-1] == self.new.paths[j][:-1]
                    scored.append((score + 0.2 * titled + 0.1 * beside, -abs(i - j), i, j))
        for _, _, i, j in sorted(scored, reverse=True):
            if i in self.free_old and j in self.free_new:
                self.take(i, j)

    def by_title(self) -> None:
        """What has no words of its own and moved elsewhere is known by its title, where that is not shared."""
        olds = Counter(self.old.bare[i] for i in self.free_old)
        news = {self.new.bare[j]: j for j in sorted(self.free_new, reverse=True)}
        many = Counter(self.new.bare[j] for j in self.free_new)
        for i in sorted(self.free_old):
            title = self.old.bare[i]
            j = news.get(title)
            if title and j is not None and olds[title] == many[title] == 1 and not self.old.words[i]:
                self.take(i, j)

    def _candidates(self, j: int) -> list[int]:
        """The free old sections that share most words with a new one, by an index of who uses which word."""
        if not hasattr(self, "_users"):
            self._users: dict[int, list[int]] = defaultdict(list)
            for i in self.free_old:
                for word in set(self.old.words[i]):
                    self._users[word].append(i)
        shared = [0.0] * len(self.old.parts)
        for word in set(self.new.words[j]):
            users = self._users.get(word)
            if users:
                worth = 1 / len(users)  # a rare word says more than a frequent one
                for i in users:
                    shared[i] += worth
        found = nlargest(_CANDIDATES, range(len(shared)), key=shared.__getitem__)
        return [i for i in found if shared[i]]


def _body(part: "Part") -> str:
    at = part.text.find(part.title) + len(part.title) if part.title else 0
    return part.text[at:] if part.title in part.text else part.text
