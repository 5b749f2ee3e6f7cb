"""Shell edits: Markdown and tags opened where they differ, so that words that became a link are words that stayed.

A shell is one word as long as both texts have it. Where it came, went or changed its words are compared as words; each
of its marks is an edit by itself, and the marks of one shell carry one number. A tag is told by what changed in it.
What a shell is stands in the module on shells, how words are compared otherwise in that on word edits.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from rapidfuzz.distance import Postfix

from wiki.text.alignment import Change, Edit, append_edit, append_target, changes
from wiki.text.shells import (
    FEW,
    Run,
    Side,
    any_opens,
    by_shell,
    is_tag,
    linked_words,
    loose_in,
    may_open,
    may_stay,
    run_of,
)
from wiki.text.tidying import absorb

_SIGNS = frozenset("#*_~=+->|")  # of Markdown, and no reader's
_ADDRESSED = ("(", "[")  # what the end of a link begins with: its address, or where that stands
_TRIES = 3  # how often shells whose words did not stay are closed again


def edit_opened(old: Sequence[str], new: Sequence[str], a: int, b: int, found: list[Edit]) -> bool:
    """Append the edits between two lists of words of which one holds shells that the other has not; False where no
    words stayed in any of them. The texts stand at a and b."""
    if not (any_opens(old) or any_opens(new)):
        return False
    cores_old, cores_new = {word.rstrip() for word in old}, {word.rstrip() for word in new}
    whole = cores_old & cores_new
    shells_old, shells_new = ([*filter(may_open, cores - whole)] for cores in (cores_old, cores_new))
    if not (shells_old or shells_new):
        return False
    text_old, text_new = "".join(old), "".join(new)
    whole |= {word for word in shells_old if not may_stay(word, text_new)}
    whole |= {word for word in shells_new if not may_stay(word, text_old)}
    if whole.issuperset(shells_old) and whole.issuperset(shells_new):
        return False
    linked_old, linked_new = linked_words(shells_old), linked_words(shells_new)
    for _ in range(_TRIES):
        one, two = Side(old, whole, linked_new), Side(new, whole, linked_old)
        if not (one.shells or two.shells):
            return False
        edits = absorb(changes(one.cores, two.cores), one.cores, two.cores)
        unfit = _unfit(one, two, edits)
        if not unfit:
            _tell(one, two, edits, a, b, found)
            return True
        whole |= unfit
    return False


def _unfit(one: Side, two: Side, edits: Sequence[Change]) -> set[str]:
    """The shells that are better told whole: their words did not stay, or their marks cannot be told apart."""
    unfit: set[str] = set()
    for side, at in ((one, 0), (two, 2)):
        if not side.shells:
            continue
        edited = bytearray(len(side.texts))
        for edit in edits:
            edited[edit[at] : edit[at + 1]] = b"\1" * (edit[at + 1] - edit[at])
            if edit[0] < edit[1] and edit[2] < edit[3]:
                run = run_of(side, edit[at], edit[at + 1])
                unfit.update(side.shells[number] for number in loose_in(side, run.middle, run.behind))
        for number, marks in enumerate(side.marks):
            inside = edited[marks[0] : marks[-1] + 1]
            if any(inside) and not all(inside) and not _stayed(side, number, edited):
                unfit.add(side.shells[number])
    return unfit


def _stayed(side: Side, number: int, edited: bytearray) -> bool:
    """Whether enough of the words in a shell stayed; its ends came or went together, and those of a tag stayed."""
    marks = side.marks[number]
    first, last = edited[marks[0]], edited[marks[-1]]
    if is_tag(side, number):
        return not (first or last)
    if side.cores[marks[-2]] == "]" and first != edited[marks[-2]]:
        return False
    sizes = [(sum(map(str.isalnum, side.cores[place])), edited[place]) for place in range(marks[0] + 1, marks[-1])]
    return sum(size for size, gone in sizes if not gone) >= FEW * sum(size for size, _ in sizes)


def _tell(one: Side, two: Side, edits: Sequence[Change], a: int, b: int, found: list[Edit]) -> None:
    """Append edits of tokens as edits of the texts they stand in."""
    old, new = "".join(one.texts), "".join(two.texts)
    for edit in _settle(old, new, _Teller(one, two, edits, (a, b)).tell()):
        i, j, k, m = edit[:4]
        if len(edit) == 4:
            append_edit(found, a + i, a + j, b + k, b + m)
        elif old[i : i + 1] in _ADDRESSED and new[k : k + 1] in _ADDRESSED and new[k - 1 : k] == "]":
            end_old, end_new = i + len(old[i:j].rstrip()), k + len(new[k:m].rstrip())
            append_target(found, a + i - 1, a + end_old, b + k - 1, b + end_new)
            append_edit(found, a + end_old, a + j, b + end_new, b + m)
        else:
            found.append((a + i, a + j, b + k, b + m, *edit[4:]))


def _only_marks(side: Side, run: Run) -> bool:
    """Whether one side of an edit is marks of one shell."""
    return run.start < run.middle == run.end and len({*side.of[run.start : run.end]}) == 1


def _only_signs(side: Side, run: Run) -> bool:
    """Whether one side of an edit is signs of Markdown, such as those that open a heading."""
    cores = side.cores[run.start : run.end]
    return run.start == run.middle < run.behind == run.end and _SIGNS.issuperset("".join(cores))


class _Teller:
    """Edits of tokens told as edits of texts."""

    def __init__(self, one: Side, two: Side, edits: Sequence[Change], firsts: tuple[int, int]) -> None:
        self.one, self.two = one, two
        self.found: list[Edit] = []
        self.at_old = [*accumulate(map(len, one.texts), initial=0)]
        self.at_new = [*accumulate(map(len, two.texts), initial=0)]
        self.firsts = firsts
        self.twins: dict[int, int] = {}  # the new shell that has a mark of an old one
        self.edits = [*edits, (len(one.texts),) * 2 + (len(two.texts),) * 2]
        x = y = 0
        for i, j, k, m in self.edits if one.shells and two.shells else ():
            for here, there in zip(one.of[x:i], two.of[y:k], strict=True):
                if here >= 0 <= there:
                    self.twins[here] = there
            x, y = j, m

    def tell(self) -> list[Edit]:
        """The edits in code points, each mark by itself."""
        x = y = 0
        for i, j, k, m in self.edits:
            if self.one.texts[x:i] != self.two.texts[y:k]:
                for here, there in zip(range(x, i), range(y, k), strict=True):
                    self._spaces(here, there)
            x, y = j, m
            if i == j or k == m:
                self._in_order(i, j, k, m)
                continue
            left, right = run_of(self.one, i, j), run_of(self.two, k, m)
            if _only_signs(self.one, left) and _only_marks(self.two, right):
                self._add(i, j, k, m, self._number(self.two.of[k], new=True))
                continue
            if _only_marks(self.one, left) and _only_signs(self.two, right):
                self._add(i, j, k, m, self._number(self.one.of[i], new=False))
                continue
            self._marks(left.start, left.middle, right.start, right.middle)
            self._add(left.middle, left.behind, right.middle, right.behind)
            self._marks(left.behind, left.end, right.behind, right.end)
        return self.found

    def _in_order(self, i: int, j: int, k: int, m: int) -> None:
        """What only one side has: words, and marks by themselves wherever they stand."""
        side, start, end = (self.two, k, m) if i == j else (self.one, i, j)
        loose = loose_in(side, start, end)
        for number, places in by_shell(side, start, end, loose):
            here = (i, j, *places) if i == j else (*places, k, m)
            self._add(*here, None if number < 0 else self._number(number, new=i == j))

    def _add(self, i: int, j: int, k: int, m: int, number: int | None = None) -> None:
        self._put(self.at_old[i], self.at_old[j], self.at_new[k], self.at_new[m], number)

    def _put(self, i: int, j: int, k: int, m: int, number: int | None = None) -> None:
        """Put an edit behind the others; marks of one shell that touch are one."""
        if i == j and k == m:
            return
        last = self.found[-1] if self.found else None
        if number is None:
            self.found.append((i, j, k, m))
        elif last is not None and len(last) == 5 and last[1] == i and last[3:] == (k, number):
            self.found[-1] = (last[0], j, last[2], m, number)
        else:
            self.found.append((i, j, k, m, number))

    def _spaces(self, x: int, y: int) -> None:
        """What differs behind a token that stayed."""
        if self.one.texts[x] != self.two.texts[y]:
            size, which = len(self.two.cores[y]), self.two.of[y]
            number = None if which < 0 else self._number(which, new=True)
            self._put(self.at_old[x] + size, self.at_old[x + 1], self.at_new[y] + size, self.at_new[y + 1], number)

    def _marks(self, i: int, j: int, k: int, m: int) -> None:
        """Marks at one place: those of one shell are one edit, and what was there is replaced by what is."""
        olds = [*by_shell(self.one, i, j, loose_in(self.one, i, j))]
        news = [*by_shell(self.two, k, m, loose_in(self.two, k, m))]
        if len(olds) == len(news) == 1:
            self._add(i, j, k, m, self._number(news[0][0], new=True))
            return
        for number, (start, end) in olds:
            self._add(start, end, k, k, self._number(number, new=False))
        for number, (start, end) in news:
            self._add(j, j, start, end, self._number(number, new=True))

    def _number(self, which: int, *, new: bool) -> int:
        """What the ends of a shell have in common, and no other shell has: twice the place where it begins."""
        if not new and which in self.twins:
            new, which = True, self.twins[which]
        side, at = (self.two, self.at_new) if new else (self.one, self.at_old)
        return 2 * (self.firsts[new] + at[side.marks[which][0]]) + (not new)


def _settle(old: str, new: str, edits: Sequence[Edit]) -> Iterator[Edit]:
    """The edits without the white space that both texts have behind those that touch: marks take none over."""
    at = 0
    while at < len(edits):
        last = at + 1
        while last < len(edits) and edits[last][0] == edits[last - 1][1] and edits[last][2] == edits[last - 1][3]:
            last += 1
        end_old, end_new = edits[last - 1][1], edits[last - 1][3]
        one, two = old[edits[at][0] : end_old], new[edits[at][2] : end_new]
        size = int(Postfix.similarity(one[len(one.rstrip()) :], two[len(two.rstrip()) :]))
        end_old, end_new = end_old - size, end_new - size
        for edit in edits[at:last]:
            i, j, k, m = min(edit[0], end_old), min(edit[1], end_old), min(edit[2], end_new), min(edit[3], end_new)
            if i < j or k < m:
                yield (i, j, k, m) if len(edit) == 4 else (i, j, k, m, edit[4])
        at = last
