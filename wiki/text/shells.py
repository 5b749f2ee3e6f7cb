"""Shells: Markdown around words, opened where it came, went or changed while the words inside stayed.

A link, a stretch of emphasis or a tag is one word as long as both texts have it. Where it differs it is opened here
into its marks and what they hold: so words that became a link are words that stayed, and a tag is told by what changed
in it. Each mark is an edit by itself, and the marks of one shell carry one number. How words are compared is decided
in the module on word edits.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

from wiki.text.alignment import Change, Edit, append_edit, append_target, changes
from wiki.text.tidying import absorb
from wiki.text.words import cut_words, shell

_FEW = 0.34  # the share of its letters that must have stayed for a shell to be opened
_FIRST = frozenset("[!*_~<")  # the signs that shells begin with
_TRIES = 3  # how often shells whose words did not stay are closed again
_DEEPEST = 4  # shells within shells that are opened
_LEADS = re.compile(r"\][(][^()\s]*[:/#.]")  # an address leads somewhere; "(may)" does not
_tag = re.compile(r"(</?[A-Za-z][\w:-]*\s*)((?:[^\s=\"'>]+(?:=(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?\s*)*)(/?>\s*)")
_tag_name = re.compile(r"</?[A-Za-z][\w:-]*")
_some_word = re.compile(r"[^\W_]+")
_tag_part = re.compile(r"[\w:-]+=[\"']?|[^\s;\"']+;?\s*|[\"']\s*|[\s\S]")


class _Token(NamedTuple):
    """A word, or one mark of a shell: as it stands, without the white space after it, and which shell's it is."""

    text: str
    core: str
    shell: int = -1


class _Side:
    """A text with the shells opened that the other text has not."""

    def __init__(self, words: Sequence[str], whole: Collection[str]) -> None:
        self.tokens: list[_Token] = []
        self.shells: list[str] = []  # each as it stood in the text, without the white space after it
        for word in words:
            if word[0] in _FIRST:
                self._add(word, whole, 0)
            else:
                self.tokens.append(_Token(word, word.rstrip()))
        self.cores = [token.core for token in self.tokens]
        self.marks: list[list[int]] = [[] for _ in self.shells]  # where the marks of each shell are
        for place, token in enumerate(self.tokens):
            if token.shell >= 0:
                self.marks[token.shell].append(place)

    def _add(self, word: str, whole: Collection[str], depth: int) -> None:
        core = word.rstrip()
        if depth > _DEEPEST or core in whole or not may_open(core):
            self.tokens.append(_Token(word, core))
            return
        if core[0] == "<" and not core.startswith("<http"):
            self._add_tag(word, core)
            return
        opened = ("<", core[1:-1], word[len(core) - 1 :]) if core[0] == "<" else shell(word)
        if opened is None or (opened[2][0] == "]" and not _LEADS.match(opened[2])):
            self.tokens.append(_Token(word, core))
            return
        number = len(self.shells)
        self.shells.append(core)
        self.tokens.append(_Token(opened[0], opened[0], number))
        for inner in cut_words(opened[1]):
            self._add(inner, whole, depth + 1)
        ending = opened[2]
        if ending[0] == "]":
            self.tokens.append(_Token("]", "]", number))
            ending = ending[1:]
        self.tokens.append(_Token(ending, ending.rstrip(), number))

    def _add_tag(self, word: str, core: str) -> None:
        found = _tag.fullmatch(word)
        if found is None:
            self.tokens.append(_Token(word, core))
            return
        number = len(self.shells)
        self.shells.append(core)
        parts = [found[1], *_tag_part.findall(found[2]), found[3]]
        self.tokens += [_Token(part, part.rstrip(), number) for part in parts]


class _Run(NamedTuple):
    """The tokens of one side of an edit: marks that are edits by themselves, what is not, and marks again."""

    start: int
    middle: int
    behind: int
    end: int


def may_open(word: str) -> bool:
    """Whether a word may be a shell, as far as its first sign tells."""
    return word[:1] in _FIRST and len(word) > 2


def _may_stay(word: str, other: str) -> bool:
    """Whether the other text has enough of the words that a shell holds, or a tag of its name."""
    if word[0] == "<" and not word.startswith("<http"):
        name = _tag_name.match(word)
        return name is not None and name[0] in other
    words = _some_word.findall(word.rpartition("](")[0] or word)
    return sum(one in other for one in words) > _FEW * len(words)


def edit_opened(old: Sequence[str], new: Sequence[str], a: int, b: int, found: list[Edit]) -> bool:
    """Append the edits between two lists of words of which one holds shells that the other has not; False where no
    words stayed in any of them. The texts stand at a and b."""
    cores_old, cores_new = {word.rstrip() for word in old}, {word.rstrip() for word in new}
    whole = cores_old & cores_new
    shells_old, shells_new = ([*filter(may_open, cores - whole)] for cores in (cores_old, cores_new))
    if not (shells_old or shells_new):
        return False
    whole |= {word for word in shells_old if not _may_stay(word, "".join(new))}
    whole |= {word for word in shells_new if not _may_stay(word, "".join(old))}
    for _ in range(_TRIES):
        one, two = _Side(old, whole), _Side(new, whole)
        if not (one.shells or two.shells):
            return False
        edits = absorb(changes(one.cores, two.cores), one.cores, two.cores)
        unfit = _unfit(one, two, edits)
        if not unfit:
            _tell(one, two, edits, a, b, found)
            return True
        whole |= unfit
    return False


def _tell(one: _Side, two: _Side, edits: Sequence[Change], a: int, b: int, found: list[Edit]) -> None:
    """Append edits of tokens as edits of the texts they stand in."""
    old, new = "".join(token.text for token in one.tokens), "".join(token.text for token in two.tokens)
    for edit in _settle(old, new, _Teller(one, two, edits, b).tell(edits)):
        i, j, k, m = edit[:4]
        if len(edit) == 4:
            append_edit(found, a + i, a + j, b + k, b + m)
        elif old[i : i + 1] == new[k : k + 1] == "(":
            append_target(found, a + i - 1, a + i + len(old[i:j].rstrip()), b + k - 1, b + k + len(new[k:m].rstrip()))
        else:
            found.append((a + i, a + j, b + k, b + m, *edit[4:]))


def _unfit(one: _Side, two: _Side, edits: Sequence[Change]) -> set[str]:
    """The shells that are better told whole: their words did not stay, or their marks cannot be told apart."""
    unfit: set[str] = set()
    for side, at in ((one, 0), (two, 2)):
        if not side.shells:
            continue
        edited = bytearray(len(side.tokens))
        for edit in edits:
            edited[edit[at] : edit[at + 1]] = b"\1" * (edit[at + 1] - edit[at])
            run = _run(side, edit[at], edit[at + 1])
            unfit.update(side.shells[number] for number in _loose(side, run.middle, run.behind))
        for number, marks in enumerate(side.marks):
            inside = edited[marks[0] : marks[-1] + 1]
            if any(inside) and not all(inside) and not _stayed(side, marks, edited):
                unfit.add(side.shells[number])
    return unfit


def _stayed(side: _Side, marks: Sequence[int], edited: bytearray) -> bool:
    """Whether enough of the words in a shell stayed; its ends came or went together, and those of a tag stayed."""
    first, last = edited[marks[0]], edited[marks[-1]]
    if side.cores[marks[0]][:1] == "<" != side.cores[marks[0]]:
        return not (first or last)
    if side.cores[marks[-2]] == "]" and first != edited[marks[-2]]:
        return False
    sizes = [(sum(map(str.isalnum, side.cores[place])), edited[place]) for place in range(marks[0] + 1, marks[-1])]
    return sum(size for size, gone in sizes if not gone) >= _FEW * sum(size for size, _ in sizes)


def _loose(side: _Side, start: int, end: int) -> set[int]:
    """The shells of which some marks stand in a stretch, and not all."""
    if not side.shells:
        return set()
    numbers = {side.tokens[place].shell for place in range(start, end)} - {-1}
    return {number for number in numbers if side.marks[number][0] < start or side.marks[number][-1] >= end}


def _run(side: _Side, start: int, end: int) -> _Run:
    """One side of an edit, with the marks at its ends whose shells reach beyond it."""
    loose = _loose(side, start, end)
    middle, behind = start, end
    while middle < behind and side.tokens[middle].shell in loose:
        middle += 1
    while behind > middle and side.tokens[behind - 1].shell in loose:
        behind -= 1
    return _Run(start, middle, behind, end)


def _only_marks(side: _Side, run: _Run) -> bool:
    """Whether one side of an edit is marks of one shell."""
    return run.start < run.middle == run.end and len({token.shell for token in side.tokens[run.start : run.end]}) == 1


def _only_signs(side: _Side, run: _Run) -> bool:
    """Whether one side of an edit is signs that open a line or the like, and no words."""
    cores = side.cores[run.start : run.end]
    return run.start == run.middle < run.behind == run.end and not any(map(str.isalnum, "".join(cores)))


class _Teller:
    """Edits of tokens told as edits of texts."""

    def __init__(self, one: _Side, two: _Side, edits: Sequence[Change], first: int) -> None:
        self.one, self.two = one, two
        self.found: list[Edit] = []
        self.at_old = [*accumulate((len(token.text) for token in one.tokens), initial=0)]
        self.at_new = [*accumulate((len(token.text) for token in two.tokens), initial=0)]
        self.first = first
        self.twins: dict[int, int] = {}  # the new shell that has a mark of an old one
        x = y = 0
        for i, j, k, m in [*edits, (len(one.tokens),) * 2 + (len(two.tokens),) * 2] if one.shells and two.shells else ():
            for here, there in zip(one.tokens[x:i], two.tokens[y:k], strict=True):
                if here.shell >= 0 <= there.shell:
                    self.twins[here.shell] = there.shell
            x, y = j, m

    def tell(self, edits: Sequence[Change]) -> list[Edit]:
        """The edits in code points, each mark by itself."""
        x = y = 0
        for i, j, k, m in [*edits, (len(self.one.tokens),) * 2 + (len(self.two.tokens),) * 2]:
            for here, there in zip(range(x, i), range(y, k), strict=True):
                self._spaces(here, there)
            left, right = _run(self.one, i, j), _run(self.two, k, m)
            x, y = j, m
            if _only_signs(self.one, left) and _only_marks(self.two, right):
                self._add(i, j, k, m, self._number(self.two.tokens[k].shell, new=True))
                continue
            if _only_marks(self.one, left) and _only_signs(self.two, right):
                self._add(i, j, k, m, self._number(self.one.tokens[i].shell, new=False))
                continue
            self._marks(left.start, left.middle, right.start, right.middle)
            self._add(left.middle, left.behind, right.middle, right.behind)
            self._marks(left.behind, left.end, right.behind, right.end)
        return self.found

    def _add(self, i: int, j: int, k: int, m: int, number: int | None = None) -> None:
        self._put(self.at_old[i], self.at_old[j], self.at_new[k], self.at_new[m], number)

    def _put(self, i: int, j: int, k: int, m: int, number: int | None = None) -> None:
        """Put an edit behind the others; marks of one shell that touch are one."""
        if i == j and k == m:
            return
        last = self.found[-1] if self.found else ()
        if number is not None and last[1:2] == (i,) and last[3:] == (k, number):
            self.found[-1] = (last[0], j, last[2], m, number)
        else:
            self.found.append((i, j, k, m) if number is None else (i, j, k, m, number))

    def _spaces(self, x: int, y: int) -> None:
        """What differs behind a token that stayed."""
        token = self.two.tokens[y]
        if self.one.tokens[x].text != token.text:
            size = len(token.core)
            number = None if token.shell < 0 else self._number(token.shell, new=True)
            self._put(
                self.at_old[x] + size, self.at_old[x + 1], self.at_new[y] + size, self.at_new[y + 1], number
            )

    def _marks(self, i: int, j: int, k: int, m: int) -> None:
        """Marks at one place: those of one shell are one edit, and what was there is replaced by what is."""
        olds, news = [*_by_shell(self.one, i, j)], [*_by_shell(self.two, k, m)]
        if len(olds) == len(news) == 1:
            self._add(i, j, k, m, self._number(news[0][0], new=True))
            return
        for shell_, start, end in olds:
            self._add(start, end, k, k, self._number(shell_, new=False))
        for shell_, start, end in news:
            self._add(j, j, start, end, self._number(shell_, new=True))

    def _number(self, which: int, *, new: bool) -> int:
        """What the ends of a shell have in common, and no other shell has: twice the place where it begins."""
        if not new and which in self.twins:
            new, which = True, self.twins[which]
        side, at = (self.two, self.at_new) if new else (self.one, self.at_old)
        return 2 * (self.first + at[side.marks[which][0]]) + (not new)


def _by_shell(side: _Side, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Marks in a row by the shell they are of: which, and from where to where."""
    for number, marks in groupby(range(start, end), lambda place: side.tokens[place].shell):
        places = [*marks]
        yield number, places[0], places[-1] + 1


def _settle(old: str, new: str, edits: Sequence[Edit]) -> Iterator[Edit]:
    """The edits without the white space that both texts have behind those that touch: marks take none over."""
    at = 0
    while at < len(edits):
        last = at + 1
        while last < len(edits) and edits[last][0] == edits[last - 1][1] and edits[last][2] == edits[last - 1][3]:
            last += 1
        end_old, end_new = edits[last - 1][1], edits[last - 1][3]
        one, two = old[edits[at][0] : end_old], new[edits[at][2] : end_new]
        space = one[len(one.rstrip()) :]
        if space and space == two[len(two.rstrip()) :]:
            end_old, end_new = end_old - len(space), end_new - len(space)
        for edit in edits[at:last]:
            i, j, k, m = min(edit[0], end_old), min(edit[1], end_old), min(edit[2], end_new), min(edit[3], end_new)
            if i < j or k < m:
                yield (i, j, k, m) if len(edit) == 4 else (i, j, k, m, edit[4])
        at = last
