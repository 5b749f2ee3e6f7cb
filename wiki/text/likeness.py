"""Likeness: the lines of a text with what is known of each, and how like two of them are.

A block is a line with the blank lines after it: a paragraph, a list item, a table row, or one line of a paragraph
that was broken by hand. Which blocks belong together is decided in the modules on pairing and on moves.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from wiki.text.words import has_unspaced, label_length

_NEAR = 1_000  # characters within which the line before is looked for
_WITHIN = 0.5  # how like two blocks of few words are if one has all of the other's
_SAMPLE = 400  # characters by which blocks of few words are compared letter by letter
FEW = 64  # pairs of blocks up to which each is looked at
_CHOICES = 4  # blocks looked at closely for one

_target = re.compile(r"\]\([^()\s]*\)")
_SIGNS = '-+*_#.,:;!?()[]>~`"“”«»'

_clause = re.compile(r"[.,;:。，；：、]\s*")


class Blocks:
    """The blocks of one text with what is known of them, worked out when asked."""

    def __init__(self, blocks: list[str]) -> None:
        self.raw = blocks
        self.cores = [*map(str.rstrip, blocks)]
        self.shared: dict[int, tuple[str, int]] = {}  # where an empty block for what both texts share ends
        self._bodies: dict[int, str] = {}
        self._wide: dict[int, bool] = {}
        self._features: dict[int, frozenset[str]] = {}
        self._words: dict[int, frozenset[str]] = {}
        self._clues: dict[int, list[str]] = {}

    def add(self, blocks: list[str]) -> None:
        """Add the blocks that follow."""
        self.raw += blocks
        self.cores += map(str.rstrip, blocks)

    def body(self, place: int) -> str:
        body = self._bodies.get(place)
        if body is None:
            core = self.cores[place]
            label = label_length(core)
            body = core if label is None else core[: label[0]] + core[label[1] :]
            self._bodies[place] = body
        return body

    def is_wide(self, place: int) -> bool:
        """Whether a block holds characters of a script without spaces between words."""
        wide = self._wide.get(place)
        if wide is None:
            wide = self._wide[place] = has_unspaced(self.body(place))
        return wide

    def features(self, place: int) -> frozenset[str]:
        """The words of a block, or pairs of letters where words have no spaces: by them blocks are alike."""
        found = self._features.get(place)
        if found is None:
            body = self.body(place)
            found = frozenset(map(str.__add__, body, body[1:]) if self.is_wide(place) else body.split())
            self._features[place] = found
        return found

    def words(self, place: int) -> frozenset[str]:
        """The same without the signs around them, which change when a line is broken or set otherwise."""
        found = self._words.get(place)
        if found is None:
            found = self._words[place] = frozenset(word.strip(_SIGNS) for word in self.features(place)) - {""}
        return found

    def before(self, place: int) -> str:
        """What stands before a block, as far as it is known: its neighbour, or the end of what is shared."""
        if self.raw[place - 1] or place - 1 not in self.shared:
            return self.raw[place - 1]
        text, end = self.shared[place - 1]
        near = text[max(0, end - _NEAR) : end]
        start = len(near.rstrip("\r\n"))
        return near[max(near.rfind("\n", 0, start), near.rfind("\r", 0, start)) + 1 :]

    def clues(self, place: int) -> list[str]:
        """What may lead from a block to its like: its words and, where those are common ones, its clauses."""
        found = self._clues.get(place)
        if found is None:
            body = self.body(place)
            found = self._clues[place] = _clause.split(body)
            found += body if self.is_wide(place) else body.split()
        return found


def likeness(one: Blocks, two: Blocks, x: int, y: int) -> float:
    return likenesses(one, two, x, (y,))[0]


def likenesses(one: Blocks, two: Blocks, x: int, ys: Iterable[int]) -> list[float]:
    """How like a block is to each of some others, from 0 to 1 or a little above."""
    row = one.cores[x][:1] == "|"
    wide = one.is_wide(x)
    found: list[float] = []
    for y in ys:
        if row and two.cores[y][:1] == "|":
            found.append(_rows_alike(one, two, x, y))
        elif wide and two.is_wide(y):
            found.append(_letters_alike(one.body(x), two.body(y)))
        elif len(here := one.features(x)) < 4 or len(there := two.features(y)) < 4:
            found.append(_few_alike(one, two, x, y))
        else:
            found.append(2 * len(here & there) / (len(here) + len(there)))
    return found


def _letters_alike(old: str, new: str) -> float:
    """Two blocks of words without spaces: letters of unlike texts fall into one order by chance, up to a quarter."""
    if "](" in old or "](" in new:
        old, new = _target.sub("", old), _target.sub("", new)
    return float(Indel.normalized_similarity(old, new)) * 4 / 3 - 1 / 3


def _few_alike(one: Blocks, two: Blocks, x: int, y: int) -> float:
    """Two blocks of few words: letter by letter, or as those of which one has all of the other's."""
    old, new = one.body(x).lstrip(), two.body(y).lstrip()  # how far they are indented says nothing
    like = fuzz.ratio(old[:_SAMPLE], new[:_SAMPLE])
    if "](" in old or "](" in new:
        like = max(like, fuzz.ratio(_target.sub("]", old)[:_SAMPLE], _target.sub("]", new)[:_SAMPLE]))
    if (old[:1] == "#") != (new[:1] == "#"):
        return like / 140  # a line that holds the word of a heading is no heading
    if like < _WITHIN * 140 and (shorter := min(one.words(x), two.words(y), key=len)):
        return _WITHIN if shorter <= one.words(x) & two.words(y) else like / 140
    return like / 140


def _rows_alike(one: Blocks, two: Blocks, x: int, y: int) -> float:
    """Two rows of a table: those with the same first cell are the same row, whatever else changed; a bare number there
    says where a row stands, and not which it is."""
    old, new = one.cores[x], two.cores[y]
    cells_old, cells_new = ([cell.strip() for cell in row.strip("| ").split("|")] for row in (old, new))
    if cells_old[0].isdigit() and cells_new[0].isdigit() and len(cells_old) > 1 < len(cells_new):
        here, there = (set(" ".join(cells[1:]).split()) for cells in (cells_old, cells_new))
        if len(here) > 2 < len(there):
            return 2 * len(here & there) / (len(here) + len(there))
    same = len(set(cells_old) & set(cells_new) - {""}) / max(len(set(cells_old)), len(set(cells_new)))
    if cells_old[0] == cells_new[0] and len(cells_old[0]) > 1:
        return 0.6 + 0.4 * same
    return max(same, fuzz.ratio(old[:_SAMPLE], new[:_SAMPLE]) / 140)


def candidates(one: Blocks, two: Blocks, olds: Iterable[int], news: Iterable[int]) -> Iterable[tuple[int, list[int]]]:
    """For each old block the new ones worth a look: all where they are few, else those that share its rare words."""
    olds, news = list(olds), list(news)
    if len(olds) * len(news) <= FEW:
        for x in olds:
            yield x, news
        return
    turned = len(news) < len(olds)
    few, many = (news, olds) if turned else (olds, news)
    pairs = _leads(*((two, few, one, many) if turned else (one, few, two, many)))
    chosen: defaultdict[int, list[int]] = defaultdict(list)
    for pair, _ in Counter(pairs).most_common():
        x, y = pair[::-1] if turned else pair
        if len(chosen[x]) < _CHOICES:
            chosen[x].append(y)
    for x in sorted(chosen):
        yield x, chosen[x]


def _leads(one: Blocks, few: list[int], two: Blocks, many: list[int]) -> Iterable[tuple[int, int]]:
    """The two blocks that hold a clue, for each that one block alone holds on either side. The few are indexed."""
    once: set[str] = set()
    several: set[str] = set()
    for place in few:
        clues = set(one.clues(place))
        several |= once & clues
        once |= clues
    telling = once - several
    holders: dict[str, int] = {}
    for place in few:
        holders.update(dict.fromkeys(telling.intersection(one.clues(place)), place))
    once, several = set(), set()
    shared = [(place, told) for place in many if (told := telling.intersection(two.clues(place)))]
    for _, told in shared:
        several |= once & told
        once |= told
    return [(holders[clue], place) for place, told in shared for clue in told - several]
