"""Word edits: two short texts compared word by word, as a person would mark them.

Whole words, no confetti, Markdown never cut in half. Where words have spaces the texts are cut there first, and only
what differs is cut finely. What is worth comparing at all is decided in the module on edits.
"""

import re
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import NamedTuple

from rapidfuzz import fuzz

from wiki.text.alignment import Change, Edit, append_edit, append_target, changes
from wiki.text.shell_edits import edit_opened
from wiki.text.shells import is_around
from wiki.text.tidying import absorb
from wiki.text.words import cut_chunks, cut_words, has_unspaced, is_rich, is_target, only_unspaced, shell

_SIGNS = ".,;:!?)»”؟،؛"
_SAME_LINK = 60  # likeness out of 100 of its words from which a link that leads elsewhere is the same link
_other_space = re.compile(r"[^\S ]")
_and_space = (1).__add__


class _Cut(NamedTuple):
    """A text cut into words: each without the white space after it, where each begins, and where the last ends; and
    each with its white space, unless that is one blank behind each word but the last."""

    text: str
    cores: Sequence[str]
    at: Sequence[int]
    whole: Sequence[str] = ()

    def words(self, start: int, end: int) -> str:
        """So many words as they stand in the text."""
        return self.text[self.at[start] : self.at[end]]


def edit_words(old: str, new: str, a: int, b: int, found: list[Edit]) -> None:
    """Append the words that differ between two texts that stand at a and b."""
    if has_unspaced(old) or has_unspaced(new):
        _edit_finely(old, new, a, b, found)
    elif is_rich(old) or is_rich(new) or _other_space.search(old) or _other_space.search(new):
        chunks_old, chunks_new = cut_chunks(old), cut_chunks(new)
        if not _edit_around(old, new, chunks_old, chunks_new, a, b, found):
            _mark(_join(old, chunks_old), _join(new, chunks_new), a, b, found, _edit_finely)
    else:
        _mark(_split(old), _split(new), a, b, found, _edit_finely)


def _edit_around(
    old: str, new: str, chunks_old: list[str], chunks_new: list[str], a: int, b: int, found: list[Edit]
) -> bool:
    """Append the edits of texts of which one has long emphasis that the other has not; False where none has.

    Its words are looked at first, lest they be taken for those of a sentence that is like them.
    """
    one, two = ({chunk.rstrip() for chunk in chunks if is_around(chunk)} for chunks in (chunks_old, chunks_new))
    if one == two:
        return False
    return edit_opened(cut_words(old), cut_words(new), a, b, found)


def _edit_finely(old: str, new: str, a: int, b: int, found: list[Edit]) -> None:
    if only_unspaced(old) and only_unspaced(new):
        one, two = _Cut(old, old, range(len(old) + 1), old), _Cut(new, new, range(len(new) + 1), new)
    else:
        words_old, words_new = cut_words(old), cut_words(new)
        if edit_opened(words_old, words_new, a, b, found):
            return
        one, two = _join(old, words_old), _join(new, words_new)
    _mark(one, two, a, b, found, None)


def _split(text: str) -> _Cut:
    """Words with single spaces between them."""
    cores = text.split(" ")
    at = [*accumulate(map(_and_space, map(len, cores)), initial=0)]
    at[-1] -= 1
    return _Cut(text, cores, at)


def _join(text: str, words: list[str]) -> _Cut:
    return _Cut(text, [*map(str.rstrip, words)], [*accumulate(map(len, words), initial=0)], words)


def _mark(
    one: _Cut,
    two: _Cut,
    a: int,
    b: int,
    found: list[Edit],
    closer: Callable[[str, str, int, int, list[Edit]], None] | None,
) -> None:
    """Append the edits between two lists of words; closer looks again into what replaces what."""
    edits = absorb(changes(one.cores, two.cores), one.cores, two.cores)
    at_old, at_new = one.at, two.at
    done_old = done_new = 0
    for i, j, k, m in [*edits, (len(one.cores),) * 2 + (len(two.cores),) * 2]:
        if one.words(done_old, i) != two.words(done_new, k):
            _mark_spaces(one, two, range(done_old, i), done_new, a, b, found)
        if i == j or k == m:
            append_edit(found, a + at_old[i], a + at_old[j], b + at_new[k], b + at_new[m])
        elif closer is None:
            _replace(one, two, (i, j, k, m), a, b, found)
        elif (same := _common_sign(one, two, (i, j, k, m))) is not None:
            append_edit(found, a + at_old[i], a + at_old[j] - same, b + at_new[k], b + at_new[m] - same)
        else:
            closer(one.words(i, j), two.words(k, m), a + at_old[i], b + at_new[k], found)
        done_old, done_new = j, m


def _mark_spaces(one: _Cut, two: _Cut, here: range, there: int, a: int, b: int, found: list[Edit]) -> None:
    """Append the white space that differs behind words that are the same."""
    behind = range(there, there + len(here))
    if one.whole and two.whole:
        olds, news = one.whole[here.start : here.stop], two.whole[behind.start : behind.stop]
        places = [(x, y) for x, y, old, new in zip(here, behind, olds, news, strict=True) if old != new]
    else:
        places = [(x, y) for x, y in zip(here, behind, strict=True) if one.words(x, x + 1) != two.words(y, y + 1)]
    for x, y in places:
        core = len(one.cores[x]) if one.cores[x] == two.cores[y] else 0
        append_edit(found, a + one.at[x] + core, a + one.at[x + 1], b + two.at[y] + core, b + two.at[y + 1])


def _common_sign(one: _Cut, two: _Cut, edit: Change) -> int | None:
    """For words of letters alone that replace each other, how much of their end stays: a sign, or white space.

    None where the words hold more than letters, so that something within may be the same.
    """
    i, j, k, m = edit
    lefts, rights = one.cores[i : j - 1], two.cores[k : m - 1]
    stem_old, stem_new = one.cores[j - 1].rstrip(_SIGNS), two.cores[m - 1].rstrip(_SIGNS)
    if not (
        stem_old.isalpha() and stem_new.isalpha() and all(map(str.isalpha, lefts)) and all(map(str.isalpha, rights))
    ):
        return None
    if stem_old == stem_new or stem_old in rights or stem_new in lefts:
        return None
    end_old, end_new = one.words(j - 1, j)[len(stem_old) :], two.words(m - 1, m)[len(stem_new) :]
    if end_old == end_new:
        return len(end_old)
    return _common_space(end_old, end_new)


def _common_space(old: str, new: str) -> int:
    """How much white space both texts end with, where it is the same."""
    space = old[len(old.rstrip()) :]
    return len(space) if space == new[len(new.rstrip()) :] else 0


def _replace(one: _Cut, two: _Cut, edit: Change, a: int, b: int, found: list[Edit]) -> None:
    """Append what replaces what: whole, but for a piece of Markdown on both sides that differs only inside."""
    i, j, k, m = edit
    first_old, first_new = one.words(i, i + 1), two.words(k, k + 1)
    last_old, last_new = one.words(j - 1, j), two.words(m - 1, m)
    start_old, end_old, start_new, end_new = a + one.at[i], a + one.at[j], b + two.at[k], b + two.at[m]
    if _same_shell(first_old, first_new):
        _open_shell(first_old, first_new, start_old, start_new, found)
        append_edit(found, start_old + len(first_old), end_old, start_new + len(first_new), end_new)
    elif _same_shell(last_old, last_new):
        append_edit(found, start_old, end_old - len(last_old), start_new, end_new - len(last_new))
        _open_shell(last_old, last_new, end_old - len(last_old), end_new - len(last_new), found)
    else:
        same = _common_space(last_old, last_new)
        append_edit(found, start_old, end_old - same, start_new, end_new - same)


def _same_shell(old: str, new: str) -> bool:
    """Whether two pieces of Markdown have the same marks around them; a link may lead elsewhere if its words stay."""
    one, two = shell(old), shell(new)
    if one is None or two is None or one[0] != two[0]:
        return False
    if one[2].rstrip() == two[2].rstrip():
        return True
    targets = is_target(one[2]) and is_target(two[2])
    return targets and (one[1] == two[1] or fuzz.ratio(one[1], two[1]) >= _SAME_LINK)


def _open_shell(old: str, new: str, a: int, b: int, found: list[Edit]) -> None:
    """Append the edits inside two pieces of Markdown that have the same marks around them."""
    one, two = shell(old), shell(new)
    assert one is not None and two is not None
    a, b = a + len(one[0]), b + len(two[0])
    edit_words(one[1], two[1], a, b, found)
    a, b = a + len(one[1]), b + len(two[1])
    end_old, end_new = one[2].rstrip(), two[2].rstrip()
    if end_old != end_new:
        append_target(found, a, a + len(end_old), b, b + len(end_new))
    if one[2][len(end_old) :] != two[2][len(end_new) :]:
        append_edit(found, a + len(end_old), a + len(one[2]), b + len(end_new), b + len(two[2]))
