"""Edits: the words that differ between two texts that are known to belong together.

Here a pair of paragraphs becomes marks as a person would make them: whole words, no confetti, Markdown never cut
in half, tables cell by cell. Which paragraphs belong together is decided in the module on pairing; positions are
code points.
"""

import re
from collections.abc import Callable
from itertools import accumulate

from rapidfuzz import fuzz
from rapidfuzz.distance import Postfix, Prefix

from wiki.text.alignment import Change, changes
from wiki.text.tidying import absorb
from wiki.text.words import cut_chunks, cut_sentences, cut_words, has_unspaced, is_rich, is_target, label_length, shell

_SENTENCE = 600  # characters within which a sentence is expected to begin
_LONG = 4000  # characters from which a pair is first compared by sentences
_SAME_LINK = 60  # likeness out of 100 of its words from which a link that leads elsewhere is the same link
_cell = re.compile(r"(?:\\.|[^|\\]|\\$)*\|?")
_other_space = re.compile(r"[^\S ]")
_SIGNS = ".,;:!?)»”؟،؛"
_TRIES = 4  # how often a common end is shortened to leave a piece of Markdown
_PAIRED = (("[", "]"), ("(", ")"), ("<", ">"))
_REPEATED = ("`", "*", "_", "~", "**")


def find_edits(old: str, new: str, a: int, b: int, found: list[Change]) -> None:
    """Append where two paired texts differ; a and b are where they stand.

    Edits come in order and do not touch, but for the address of a link, which is an edit by itself with empty ones at
    its sides.
    """
    if old == new:
        return
    if not old or not new:
        _append(found, a, a + len(old), b, b + len(new))
        return
    if old.lstrip()[:1] == "|" == new.lstrip()[:1]:
        _rows(old, new, a, b, found)
        return
    start, end = _common_ends(old, new)
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    a, b = a + start, b + start
    if not old or not new:
        _append(found, a, a + len(old), b, b + len(new))
    elif len(old) > _LONG or len(new) > _LONG:
        _by_sentences(old, new, a, b, found)
    else:
        _by_words(old, new, a, b, found)


def split_label(old: str, new: str) -> tuple[int, int, int, int] | None:
    """Where both lines open with a number and only the number differs there; None where it is no renumbering."""
    here, there = label_length(old), label_length(new)
    if here is None or there is None or old[: here[0]] != new[: there[0]]:
        return None
    if old[here[0] : here[1]] == new[there[0] : there[1]]:
        return None
    return (*here, *there)


def _append(found: list[Change], i: int, j: int, k: int, m: int) -> None:
    if i == j and k == m:
        return
    if found and found[-1][1] == i and found[-1][3] == k:
        found[-1] = (found[-1][0], j, found[-1][2], m)
    else:
        found.append((i, j, k, m))


def _common_ends(old: str, new: str) -> tuple[int, int]:
    """How much two texts share: at the start whole sentences, so that what is added can slide; then words."""
    shared = Prefix.similarity(old, new)
    rich = is_rich(old) or is_rich(new)
    unspaced = has_unspaced(old) or has_unspaced(new)
    start = max(old.rfind(". ", 0, shared) + 2, old.rfind("。", 0, shared) + 1 if unspaced else 0)
    if start == 1:
        start = 0 if shared < _SENTENCE else old.rfind(" ", 0, shared) + 1
    if rich and start:
        start = _out_of_marks(old, start)
    size = min(Postfix.similarity(old, new), min(len(old), len(new)) - start)
    if unspaced and size and has_unspaced(old[-size]):
        end = size
    else:
        space = old.find(" ", len(old) - size) if size else -1
        end = len(old) - space - 1 if space >= 0 else 0
    if rich and end:
        end = _behind_marks(old, end)
    return start, end


def _out_of_marks(text: str, start: int) -> int:
    """A place at or before start that no piece of Markdown reaches over, as far as its marks tell."""
    for _ in range(_TRIES):
        opened = start
        for opening, closing in _PAIRED:
            if text.count(opening, 0, start) > text.count(closing, 0, start):
                opened = min(opened, text.rfind(opening, 0, start))
        for mark in _REPEATED:
            if text.count(mark, 0, start) % 2:
                opened = min(opened, text.rfind(mark, 0, start))
        if opened == start:
            return start
        start = text.rfind(" ", 0, opened) + 1
        if not start:
            return 0
    return 0


def _behind_marks(text: str, end: int) -> int:
    """The same for a common end: how much of it stands behind all Markdown that begins before."""
    for _ in range(_TRIES):
        start = len(text) - end
        closed = -1
        for opening, closing in _PAIRED:
            if text.count(closing, start) > text.count(opening, start):
                closed = max(closed, text.find(closing, start))
        for mark in _REPEATED:
            if text.count(mark, start) % 2:
                closed = max(closed, text.find(mark, start))
        if closed < 0:
            return end
        space = text.find(" ", closed)
        if space < 0:
            return 0
        end = len(text) - space - 1
    return 0


def _rows(old: str, new: str, a: int, b: int, found: list[Change]) -> None:
    """A table row against a table row: cells against cells."""
    cells_old, cells_new = [c for c in _cell.findall(old) if c], [c for c in _cell.findall(new) if c]
    if len(cells_old) == len(cells_new):
        pairs = [(i, i + 1, i, i + 1) for i in range(len(cells_old)) if cells_old[i] != cells_new[i]]
    else:
        pairs = changes([c.strip() for c in cells_old], [c.strip() for c in cells_new])
    at_old, at_new = [0, *accumulate(map(len, cells_old))], [0, *accumulate(map(len, cells_new))]
    done_old = done_new = 0
    for i, j, k, m in [*pairs, (len(cells_old), len(cells_old), len(cells_new), len(cells_new))]:
        for x, y in zip(range(done_old, i), range(done_new, k), strict=True):
            if cells_old[x] != cells_new[y]:
                _by_words(cells_old[x], cells_new[y], a + at_old[x], b + at_new[y], found)
        same = min(j - i, m - k)
        for x in range(same):
            _by_words(cells_old[i + x], cells_new[k + x], a + at_old[i + x], b + at_new[k + x], found)
        _append(found, a + at_old[i + same], a + at_old[j], b + at_new[k + same], b + at_new[m])
        done_old, done_new = j, m


def _by_sentences(old: str, new: str, a: int, b: int, found: list[Change]) -> None:
    """Long texts: equal sentences first, words only between them."""
    one, two = cut_sentences(old), cut_sentences(new)
    at_old, at_new = [0, *accumulate(map(len, one))], [0, *accumulate(map(len, two))]
    for i, j, k, m in changes(one, two):
        _by_words(old[at_old[i] : at_old[j]], new[at_new[k] : at_new[m]], a + at_old[i], b + at_new[k], found)


def _by_words(old: str, new: str, a: int, b: int, found: list[Change]) -> None:
    """Two texts word by word: where words have spaces, cut there first, so that only what differs is cut finely."""
    if has_unspaced(old) or has_unspaced(new):
        _finely(old, new, a, b, found)
    else:
        simple = not (is_rich(old) or is_rich(new) or _other_space.search(old) or _other_space.search(new))
        cut = _split if simple else cut_chunks
        _mark(cut(old), cut(new), a, b, found, _finely)


def _split(text: str) -> list[str]:
    """What cut_chunks does, where there are spaces only and no Markdown."""
    chunks = [core + " " for core in text.split(" ")]
    chunks[-1] = chunks[-1][:-1]
    return chunks


def _finely(old: str, new: str, a: int, b: int, found: list[Change]) -> None:
    _mark(cut_words(old), cut_words(new), a, b, found, None)


def _mark(
    words_old: list[str],
    words_new: list[str],
    a: int,
    b: int,
    found: list[Change],
    closer: Callable[[str, str, int, int, list[Change]], None] | None,
) -> None:
    """Append the edits between two lists of words; closer looks again into what replaces what."""
    cores_old, cores_new = [word.rstrip() for word in words_old], [word.rstrip() for word in words_new]
    edits = absorb(changes(cores_old, cores_new), cores_old, cores_new)
    at_old, at_new = [*accumulate(map(len, words_old), initial=a)], [*accumulate(map(len, words_new), initial=b)]
    done_old = done_new = 0
    for i, j, k, m in [*edits, (len(words_old), len(words_old), len(words_new), len(words_new))]:
        if words_old[done_old:i] != words_new[done_new:k]:
            for x, y in zip(range(done_old, i), range(done_new, k), strict=True):
                if words_old[x] != words_new[y]:  # only the white space after the word differs
                    core = len(cores_old[x]) if cores_old[x] == cores_new[y] else 0
                    _append(found, at_old[x] + core, at_old[x + 1], at_new[y] + core, at_new[y + 1])
        if i == j or k == m:
            _append(found, at_old[i], at_old[j], at_new[k], at_new[m])
        elif closer is None:
            _replace(words_old[i:j], words_new[k:m], at_old[i], at_new[k], found)
        elif (
            all(map(str.isalpha, cores_old[i : j - 1]))
            and all(map(str.isalpha, cores_new[k : m - 1]))
            and (stem_old := cores_old[j - 1].rstrip(_SIGNS)).isalpha()
            and (stem_new := cores_new[m - 1].rstrip(_SIGNS)).isalpha()
            and stem_old not in (*cores_new[k : m - 1], stem_new)
            and stem_new not in cores_old[i : j - 1]
        ):
            # Letters, and a sign at the end: nothing else within is the same.
            same = len(words_old[j - 1]) - len(stem_old)
            if words_old[j - 1][-same:] != words_new[m - 1][len(stem_new) :]:
                space = words_old[j - 1][len(cores_old[j - 1]) :]
                same = len(space) if space == words_new[m - 1][len(cores_new[m - 1]) :] else 0
            _append(found, at_old[i], at_old[j] - same, at_new[k], at_new[m] - same)
        else:
            closer("".join(words_old[i:j]), "".join(words_new[k:m]), at_old[i], at_new[k], found)
        done_old, done_new = j, m


def _replace(old: list[str], new: list[str], a: int, b: int, found: list[Change]) -> None:
    """Append what replaces what: whole, but for a piece of Markdown on both sides that differs only inside."""
    if _same_shell(old[0], new[0]):
        _open_shell(old[0], new[0], a, b, found)
        _append(found, a + len(old[0]), a + len("".join(old)), b + len(new[0]), b + len("".join(new)))
    elif _same_shell(old[-1], new[-1]):
        last_old, last_new = len("".join(old[:-1])), len("".join(new[:-1]))
        _append(found, a, a + last_old, b, b + last_new)
        _open_shell(old[-1], new[-1], a + last_old, b + last_new, found)
    else:
        space = old[-1][len(old[-1].rstrip()) :]
        same = len(space) if space == new[-1][len(new[-1].rstrip()) :] else 0
        _append(found, a, a + len("".join(old)) - same, b, b + len("".join(new)) - same)


def _same_shell(old: str, new: str) -> bool:
    """Whether two pieces of Markdown have the same marks around them; a link may lead elsewhere if its words stay."""
    one, two = shell(old), shell(new)
    if one is None or two is None or one[0] != two[0]:
        return False
    if one[2].rstrip() == two[2].rstrip():
        return True
    targets = is_target(one[2]) and is_target(two[2])
    return targets and (one[1] == two[1] or fuzz.ratio(one[1], two[1]) >= _SAME_LINK)


def _open_shell(old: str, new: str, a: int, b: int, found: list[Change]) -> None:
    """Append the edits inside two pieces of Markdown that have the same marks around them."""
    one, two = shell(old), shell(new)
    assert one is not None and two is not None
    a, b = a + len(one[0]), b + len(two[0])
    _by_words(one[1], two[1], a, b, found)
    a, b = a + len(one[1]), b + len(two[1])
    end_old, end_new = one[2].rstrip(), two[2].rstrip()
    if end_old != end_new:
        # The address is an edit by itself: joined to its neighbours it would leave half a link.
        found += [(a, a, b, b), (a, a + len(end_old), b, b + len(end_new))]
        found.append((a + len(end_old), a + len(end_old), b + len(end_new), b + len(end_new)))
    if one[2][len(end_old) :] != two[2][len(end_new) :]:
        _append(found, a + len(end_old), a + len(one[2]), b + len(end_new), b + len(two[2]))
