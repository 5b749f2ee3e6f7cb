"""Edits: the words that differ between two texts that are known to belong together.

Here what two paragraphs share at their ends is left out, tables are taken cell by cell and long texts sentence by
sentence; the words are compared in word_edits. Which paragraphs belong together is decided in the module on pairing;
positions are code points.
"""

import re
from itertools import accumulate

from rapidfuzz import fuzz
from rapidfuzz.distance import Postfix, Prefix

from wiki.text.alignment import Edit, append_edit, changes, heaviest_rise
from wiki.text.one_edit import PAIRED, REPEATED, edit_first_place, edit_one_place, last_opened
from wiki.text.word_edits import edit_words
from wiki.text.words import cut_sentences, has_unspaced, is_rich, label_length

_SENTENCE = 600  # characters within which a sentence is expected to begin
_CLAUSE = 120  # characters up to which what is shared at an end is looked at again
_LONG = 4000  # characters from which a pair is first compared by sentences
_TRIES = 4  # how often a common end is shortened to leave a piece of Markdown
_cell = re.compile(r"(?:\\[\s\S]|[^|\\]|\\\Z)*+\|?")


def find_edits(old: str, new: str, a: int, b: int, found: list[Edit]) -> None:
    """Append where two paired texts differ; a and b are where they stand.

    Edits come in order and do not touch, but for the address of a link, which is an edit by itself with empty ones at
    its sides.
    """
    if old == new:
        return
    if not old or not new:
        append_edit(found, a, a + len(old), b, b + len(new))
        return
    if old.lstrip()[:1] == "|" == new.lstrip()[:1]:
        _rows(old, new, a, b, found)
        return
    end_old, end_new = len(old.rstrip()), len(new.rstrip())
    if end_old and end_new and old[end_old:] != new[end_new:]:
        least = min(end_old, end_new)
        if old[:least] == new[:least] and old[least : least + 1].isspace() and new[least : least + 1].isspace():
            append_edit(found, a + least, a + len(old), b + least, b + len(new))  # what came or went at the end
            return
        find_edits(old[:end_old], new[:end_new], a, b, found)
        append_edit(found, a + end_old, a + len(old), b + end_new, b + len(new))
        return
    shared, tail = int(Prefix.similarity(old, new)), int(Postfix.similarity(old, new))
    rich, unspaced = is_rich(old) or is_rich(new), has_unspaced(old) or has_unspaced(new)
    while not edit_one_place(old, new, shared, tail, a, b, found, rich=rich, unspaced=unspaced):
        if unspaced or len(old) + len(new) > _LONG:
            break
        behind = edit_first_place(old, new, shared, a, b, found, rich=rich)
        if behind is None:
            break
        old, new, a, b = old[behind[0] :], new[behind[1] :], a + behind[0], b + behind[1]
        shared = int(Prefix.similarity(old, new))
        tail = min(tail, len(old), len(new))
    else:
        return
    start, end = _common_ends(old, new, shared, tail, rich=rich, unspaced=unspaced)
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    a, b = a + start, b + start
    if not old or not new:
        append_edit(found, a, a + len(old), b, b + len(new))
    elif len(old) > _LONG or len(new) > _LONG:
        _by_sentences(old, new, a, b, found)
    else:
        edit_words(old, new, a, b, found)


def split_label(old: str, new: str) -> tuple[int, int, int, int] | None:
    """Where both lines open with a number and only the number differs there; None where it is no renumbering."""
    here = label_length(old)
    there = label_length(new) if here else None
    if here is None or there is None or old[: here[0]] != new[: there[0]]:
        return None
    if old[here[0] : here[1]] == new[there[0] : there[1]]:
        return None
    return (*here, *there)


def _common_ends(old: str, new: str, shared: int, tail: int, *, rich: bool, unspaced: bool) -> tuple[int, int]:
    """How much two texts share: at the start whole sentences, so that what is added can slide; then words.

    shared and tail are how many characters they share there.
    """
    start = max(old.rfind(". ", 0, shared) + 2, old.rfind("。", 0, shared) + 1 if unspaced else 0)
    if start == 1:
        start = 0 if shared < _SENTENCE else old.rfind(" ", 0, shared) + 1
    if rich and start:
        start = _out_of_marks(old, start)
    size = min(tail, min(len(old), len(new)) - start)
    if unspaced and size and has_unspaced(old[-size]):
        end = size
    else:
        space = old.find(" ", len(old) - size) if size else -1
        end = len(old) - space - 1 if space >= 0 else 0
    if end and shared + tail >= min(len(old), len(new)):
        end = _behind_sentence(old, end, least=_CLAUSE if unspaced else 0)
    if rich and end:
        end = _behind_marks(old, end)
    return start, end


def _behind_sentence(text: str, end: int, *, least: int) -> int:
    """How much of a common end stands behind its first sentence, so that what was added can slide over that; of an
    end with no more than so many characters, and no end of a sentence, nothing."""
    start = len(text) - end
    stops = [place + len(stop) for stop in (". ", "。") if (place := text.find(stop, start, start + _SENTENCE)) >= 0]
    return len(text) - min(stops) if stops else end if end > least else 0


def _out_of_marks(text: str, start: int) -> int:
    """A place at or before start that no piece of Markdown reaches over, as far as its marks tell."""
    for _ in range(_TRIES):
        opened = last_opened(text, start)
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
        for opening, closing in PAIRED:
            if text.count(closing, start) > text.count(opening, start):
                closed = max(closed, text.find(closing, start))
        for mark in REPEATED:
            if text.count(mark, start) % 2:
                closed = max(closed, text.find(mark, start))
        if closed < 0:
            return end
        space = text.find(" ", closed)
        if space < 0:
            return 0
        end = len(text) - space - 1
    return 0


def _rows(old: str, new: str, a: int, b: int, found: list[Edit]) -> None:
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
                edit_words(cells_old[x], cells_new[y], a + at_old[x], b + at_new[y], found)
        low, high = i, k
        alike = [[(y - k, 1.0 + fuzz.ratio(cells_old[x], cells_new[y])) for y in range(k, m)] for x in range(i, j)]
        for x, rank in [*heaviest_rise(alike, m - k), (j - i, m - k)]:
            append_edit(found, a + at_old[low], a + at_old[i + x], b + at_new[high], b + at_new[k + rank])
            if x < j - i:
                edit_words(cells_old[i + x], cells_new[k + rank], a + at_old[i + x], b + at_new[k + rank], found)
            low, high = min(i + x + 1, j), min(k + rank + 1, m)
        done_old, done_new = j, m


def _by_sentences(old: str, new: str, a: int, b: int, found: list[Edit]) -> None:
    """Long texts: equal sentences first, words only between them."""
    one, two = cut_sentences(old), cut_sentences(new)
    at_old, at_new = [0, *accumulate(map(len, one))], [0, *accumulate(map(len, two))]
    for i, j, k, m in changes(one, two):
        edit_words(old[at_old[i] : at_old[j]], new[at_new[k] : at_new[m]], a + at_old[i], b + at_new[k], found)
