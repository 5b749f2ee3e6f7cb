"""Word edits: two short texts compared word by word, as a person would mark them.

Whole words, no confetti, Markdown never cut in half. Where words have spaces the texts are cut there first, and only
what differs is cut finely. What is worth comparing at all is decided in the module on edits.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from wiki.text.alignment import Edit, append_edit, append_target, changes
from wiki.text.shell_edits import edit_opened
from wiki.text.shells import is_around
from wiki.text.tidying import absorb
from wiki.text.words import cut_chunks, cut_words, has_unspaced, hold_together, is_rich, is_target, only_unspaced, shell

_SIGNS = ".,;:!?)»”؟،؛"
_SAME_LINK = 60  # likeness out of 100 of its words from which a link that leads elsewhere is the same link
_opens_around = re.compile(r"[*_~](?<!\S.)")  # what may open emphasis: no word stands right before it


class _Cut(NamedTuple):
    """A text cut into words: each without the white space after it, how long each is, and how much white space stands
    behind each but the last. Where that is not the same everywhere it is none, and whole has each word with its own.
    """

    text: str
    cores: Sequence[str]
    sizes: list[int]
    gap: int
    whole: Sequence[str] = ()


def edit_words(old: str, new: str, a: int, b: int, found: list[Edit]) -> None:
    """Append the words that differ between two texts that stand at a and b."""
    if has_unspaced(old) or has_unspaced(new):
        _edit_finely(old, new, a, b, found)
        return
    one = _split(old)
    two = _split(new) if one else None
    if one is None or two is None:
        one, two = _join(old, cut_chunks(old)), _join(new, cut_chunks(new))
    if not _edit_around(one, two, a, b, found):
        _mark(one, two, a, b, found, finely=False)


def _edit_around(one: _Cut, two: _Cut, a: int, b: int, found: list[Edit]) -> bool:
    """Append the edits of texts of which one has long emphasis that the other has not; False where none has.

    Its words are looked at first, lest they be taken for those of a sentence that is like them.
    """
    if not (_opens_around.search(one.text) or _opens_around.search(two.text)):
        return False
    here, there = ({core for core in cut.cores if is_around(core)} for cut in (one, two))
    if here == there:
        return False
    return edit_opened(cut_words(one.text), cut_words(two.text), a, b, found)


def _edit_finely(old: str, new: str, a: int, b: int, found: list[Edit]) -> None:
    if only_unspaced(old) and only_unspaced(new):
        one, two = _Cut(old, old, [1] * len(old), 0, old), _Cut(new, new, [1] * len(new), 0, new)
    else:
        words_old, words_new = cut_words(old), cut_words(new)
        if edit_opened(words_old, words_new, a, b, found) or _edit_plainly(words_old, words_new, a, b, found):
            return
        one, two = _join(old, words_old), _join(new, words_new)
    _mark(one, two, a, b, found, finely=True)


def _edit_plainly(old: list[str], new: list[str], a: int, b: int, found: list[Edit]) -> bool:
    """Append the one edit between two lists of few words; False where it is not plain that there is only one."""
    start, least = 0, min(len(old), len(new))
    while start < least and old[start] == new[start]:
        start += 1
    end = 0
    while end < least - start and old[-1 - end] == new[-1 - end]:
        end += 1
    lefts, rights = old[start : len(old) - end], new[start : len(new) - end]
    if not lefts or not rights:
        return False
    cores_old, cores_new = [*map(str.rstrip, lefts)], [*map(str.rstrip, rights)]
    first = cores_old[0] == cores_new[0]
    if not set(cores_old[first:]).isdisjoint(cores_new[first:]) or len(cores_old) + len(cores_new) == first:
        return False
    size = sum(map(len, old[:start]))
    a, b = a + size, b + size
    if first:
        core = len(cores_old[0])
        append_edit(found, a + core, a + len(lefts[0]), b + core, b + len(rights[0]))
        a, b = a + len(lefts[0]), b + len(rights[0])
        del lefts[0], rights[0]
        if not lefts or not rights:
            append_edit(found, a, a + sum(map(len, lefts)), b, b + sum(map(len, rights)))
            return True
    _replace(lefts, rights, a, b, found)
    return True


def _split(text: str) -> _Cut | None:
    """Words with one character of white space between them; None where there is more between some."""
    held = hold_together(text) if is_rich(text) else text
    if not held:
        return None
    cores = held.split()
    sizes = [*map(len, cores)]
    lead = len(text) - len(text.lstrip()) if text[0].isspace() else 0
    trail = len(text) - len(text.rstrip()) if text[-1].isspace() else 0
    if not cores or lead + sum(sizes) + len(sizes) - 1 + trail != len(text):
        return None
    if lead:
        cores.insert(0, "")
        sizes.insert(0, lead - 1)
    return _Cut(text, cores, sizes, 1)


def _join(text: str, words: list[str]) -> _Cut:
    return _Cut(text, [*map(str.rstrip, words)], [*map(len, words)], 0, words)


def _mark(one: _Cut, two: _Cut, a: int, b: int, found: list[Edit], *, finely: bool) -> None:
    """Append the edits between two lists of words; what replaces what is looked into again, unless it is cut finely."""
    old, cores_old, sizes_old, gap_old, _ = one
    new, cores_new, sizes_new, gap_new, _ = two
    edits = absorb(changes(cores_old, cores_new), cores_old, cores_new)
    end_old, end_new = len(cores_old), len(cores_new)
    done_old = done_new = at_old = at_new = 0
    for i, j, k, m in [*edits, (end_old, end_old, end_new, end_new)]:
        x = at_old + sum(sizes_old[done_old:i]) + gap_old * (i - done_old) if i < end_old else len(old)
        u = at_new + sum(sizes_new[done_new:k]) + gap_new * (k - done_new) if k < end_new else len(new)
        if old[at_old:x] != new[at_new:u]:
            same = range(done_old, i)
            _mark_spaces(one, two, same, done_new, old[at_old:x], new[at_new:u], a + at_old, b + at_new, found)
        y = x + sum(sizes_old[i:j]) + gap_old * (j - i) if j < end_old else len(old)
        v = u + sum(sizes_new[k:m]) + gap_new * (m - k) if m < end_new else len(new)
        if i == j or k == m:
            append_edit(found, a + x, a + y, b + u, b + v)
        elif finely:
            _replace(one.whole[i:j], two.whole[k:m], a + x, b + u, found)
        else:
            edit_hunk(old[x:y], new[u:v], cores_old[i:j], cores_new[k:m], a + x, b + u, found)
        done_old, done_new, at_old, at_new = j, m, y, v


def _mark_spaces(
    one: _Cut, two: _Cut, here: range, there: int, old: str, new: str, a: int, b: int, found: list[Edit]
) -> None:
    """Append the white space that differs behind words that are the same, in the stretches that stand at a and b."""
    p = q = 0
    for x in here:
        y = there + x - here.start
        last = x + 1 == here.stop
        next_p = len(old) if last else p + one.sizes[x] + one.gap
        next_q = len(new) if last else q + two.sizes[y] + two.gap
        if old[p:next_p] != new[q:next_q]:
            core = len(one.cores[x]) if one.cores[x] == two.cores[y] else 0
            append_edit(found, a + p + core, a + next_p, b + q + core, b + next_q)
        p, q = next_p, next_q


def edit_hunk(
    old: str, new: str, lefts: Sequence[str], rights: Sequence[str], a: int, b: int, found: list[Edit]
) -> None:
    """Append what differs between some words and those that replace them, given also without their white space."""
    same = _common_sign(old, new, lefts, rights)
    if same is None:
        _edit_finely(old, new, a, b, found)
    else:
        append_edit(found, a, a + len(old) - same, b, b + len(new) - same)


def _common_sign(old: str, new: str, lefts: Sequence[str], rights: Sequence[str]) -> int | None:
    """For words of letters alone that replace each other, how much of their end stays: a sign, or white space.

    None where the words hold more than letters, so that something within may be the same.
    """
    stem_old, stem_new = lefts[-1].rstrip(_SIGNS), rights[-1].rstrip(_SIGNS)
    if stem_old == stem_new or not (stem_old.isalnum() and stem_new.isalnum()):
        return None
    if len(lefts) > 1 or len(rights) > 1:
        if not ("".join(lefts[:-1]) + stem_old).isalnum() or not ("".join(rights[:-1]) + stem_new).isalnum():
            return None
        if stem_old in rights or stem_new in lefts:
            return None
    end_old = old[len(old.rstrip()) - len(lefts[-1]) + len(stem_old) :]
    end_new = new[len(new.rstrip()) - len(rights[-1]) + len(stem_new) :]
    if end_old == end_new:
        return len(end_old)
    return _common_space(end_old, end_new)


def _common_space(old: str, new: str) -> int:
    """How much white space both texts end with, where it is the same."""
    space = old[len(old.rstrip()) :]
    return len(space) if space == new[len(new.rstrip()) :] else 0


def _replace(old: Sequence[str], new: Sequence[str], a: int, b: int, found: list[Edit]) -> None:
    """Append what replaces what: whole, but for a piece of Markdown on both sides that differs only inside."""
    end_old, end_new = a + sum(map(len, old)), b + sum(map(len, new))
    last_old, last_new = old[-1], new[-1]
    if _same_shell(old[0], new[0]):
        _open_shell(old[0], new[0], a, b, found)
        append_edit(found, a + len(old[0]), end_old, b + len(new[0]), end_new)
    elif _same_shell(last_old, last_new):
        append_edit(found, a, end_old - len(last_old), b, end_new - len(last_new))
        _open_shell(last_old, last_new, end_old - len(last_old), end_new - len(last_new), found)
    else:
        same = _common_space(last_old, last_new)
        append_edit(found, a, end_old - same, b, end_new - same)


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
