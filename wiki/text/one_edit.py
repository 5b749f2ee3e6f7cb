"""One edit: two texts that differ in a few words in one place, or in the address of one link, told without cutting
them.

Most paragraphs that are edited are edited in one place. What is found here is what the module on word edits would find
there; whatever is less plain is left to it.
"""

from wiki.text.alignment import Edit, append_target
from wiki.text.word_edits import edit_hunk, edit_words
from wiki.text.words import cut_words, has_unspaced, is_apart, only_unspaced, piece_at, shell, target_end

PAIRED = (("[", "]"), ("(", ")"), ("<", ">"))
REPEATED = ("`", "*", "_", "~", "**")

_SURE = 20  # characters in a row from which two texts are taken to be the same again
_WORDS = 3  # words behind which this is looked for
_STEPS = sorted(((i, j) for i in range(_WORDS + 1) for j in range(_WORDS + 1) if i or j), key=lambda s: (sum(s), s))

_FEW = 600  # characters in one place up to which they are looked at here

_OPENS = ("", "[", "]", "!", "*", "_", "~", "<", "&", "\\", "|")
_SIGNS = ".,;:!?)»”؟،؛"


def edit_one_place(
    old: str, new: str, shared: int, tail: int, a: int, b: int, found: list[Edit], *, rich: bool, unspaced: bool
) -> bool:
    """Append the one edit between two texts that stand at a and b and share so much at their ends; False where it is
    not plain that there is only one. They may be rich in Markdown, and hold characters of a script without spaces."""
    tail = min(tail, min(len(old), len(new)) - shared)
    if not shared and not tail:
        return False
    if len(old) == shared + tail or len(new) == shared + tail:
        if unspaced:
            if _edit_space(old, new, shared, tail, a, b, found, rich=rich):
                return True
        elif _edit_run(old, new, shared, tail, a, b, found, rich=rich):
            return True
    if unspaced and _edit_unspaced(old, new, shared, tail, a, b, found, rich=rich):
        return True
    if rich:
        target = old.rfind("](", 0, shared)
        if target >= 0 and _edit_target(old, new, target, tail, a, b, found):
            return True
    if _edit_words(old, new, shared, tail, a, b, found, rich=rich, unspaced=unspaced):
        return True
    return rich and _edit_piece(old, new, shared, tail, a, b, found)


def edit_first_place(
    old: str, new: str, shared: int, a: int, b: int, found: list[Edit], *, rich: bool
) -> tuple[int, int] | None:
    """Append the first edit between two texts of so common a start, and say where in each they are the same again.

    None where they are not the same soon and for long enough, or where it is not plain what the edit is.
    """
    start = max(old.rfind(" ", 0, shared), old.rfind("\n", 0, shared)) + 1
    olds, news = _word_starts(old, start, shared), _word_starts(new, start, shared)
    for i, j in _STEPS:
        if i < len(olds) and j < len(news) and olds[i][1] == news[j][1]:
            break
    else:
        return None
    end, other = olds[i][0], news[j][0]
    if rich and not (is_apart(old, start, end) and is_apart(new, start, other) and _ends_alike(old, new, end, other)):
        return None
    one, two = old[start:end], new[start:other]
    lefts, rights = one.split(), two.split()
    if lefts and rights:
        if set(lefts).isdisjoint(rights):
            edit_hunk(one, two, lefts, rights, a + start, b + start, found)
        else:
            edit_words(one, two, a + start, b + start, found)
        return end, other
    if not (lefts or rights) or _stands_beside(lefts or rights, old, start, end):
        return None
    found.append((a + start, a + end, b + start, b + other))
    return end, other


def _ends_alike(old: str, new: str, end: int, other: int) -> bool:
    """Whether the piece of Markdown that two places lie in, if any, is the same from there on to its end."""
    piece = piece_at(old, end)
    return piece is None or piece[0] >= end or new.startswith(old[end : piece[1]], other)


def _word_starts(text: str, start: int, shared: int) -> list[tuple[int, str]]:
    """Where the first few words begin, each with so much text that it does not stand elsewhere by chance."""
    places = [(start, text[start : start + _SURE])]
    place = shared
    for _ in range(_WORDS):
        place = text.find(" ", place) + 1
        if not 0 < place <= len(text) - _SURE:
            break
        places.append((place, text[place : place + _SURE]))
    return places


def last_opened(text: str, start: int) -> int:
    """Where a piece of Markdown that is open at start may begin, as far as its marks tell; start where none is."""
    opened = start
    low = text.find("*") + 1 if text.lstrip()[:2] == "* " else 0  # a list marker opens nothing
    for opening, closing in PAIRED:
        if text.count(opening, 0, start) > text.count(closing, 0, start):
            opened = min(opened, text.rfind(opening, 0, start))
    for mark in REPEATED:
        if text.count(mark, low, start) % 2:
            opened = min(opened, text.rfind(mark, low, start))
    return opened


def _edit_run(old: str, new: str, shared: int, tail: int, a: int, b: int, found: list[Edit], *, rich: bool) -> bool:
    """Whole words that came or went, where no others like them stand beside, with no piece of Markdown around."""
    text, start = (new, shared) if len(old) == shared + tail else (old, shared)
    end = len(text) - tail
    space = text.rfind(" ", 0, start) + 1
    if space < start and text[space:start] == text[end - start + space : end]:
        start, end = space, end - start + space
    words = text[start:end].split()
    if not words:
        around = text[start - 1 : start].strip() and text[end : end + 1].strip()
        if not around and (not rich or is_apart(text, start, end)):
            _append_run(text is new, start, end, a, b, found)
            return True
        return False
    if not (_parted(text, start, end) and _parted(text, end, start)):
        return False
    if text[start - 1 : start].isalnum() and text[end : end + 1].isalnum():
        return False  # it came in the middle of a word
    if _stands_beside(words, text, start, end):
        return False
    if rich and not is_apart(text, start, end):
        return False
    _append_run(text is new, start, end, a, b, found)
    return True


def _append_run(came: bool, start: int, end: int, a: int, b: int, found: list[Edit]) -> None:
    if came:
        found.append((a + start, a + start, b + start, b + end))
    else:
        found.append((a + start, a + end, b + start, b + start))


def _parted(text: str, place: int, other: int) -> bool:
    """Whether words are parted at a place: by white space, or by a sign that does not stand at the other place too."""
    if place in (0, len(text)):
        return True
    last, first = text[place - 1], text[place]
    if last.isspace() or first.isspace():
        return True
    if first not in _SIGNS or first == last or first == text[other : other + 1] or last == text[other - 1 : other]:
        return False
    behind = text[place + 1 : place + 2]
    return behind in _SIGNS or behind.isspace()


def _edit_words(
    old: str, new: str, shared: int, tail: int, a: int, b: int, found: list[Edit], *, rich: bool, unspaced: bool
) -> bool:
    """Some words for others, none of which are the same, with no piece of Markdown around; a sign behind may stay."""
    start = max(old.rfind(" ", 0, shared), old.rfind("\n", 0, shared)) + 1
    stop = old.find(" ", len(old) - tail)
    if stop < 0:
        stop = max(len(old.rstrip()), len(old) - tail)
    other_stop = len(new) - len(old) + stop
    one, two = old[start:stop], new[start:other_stop]
    stem, other = one.rstrip(_SIGNS), two.rstrip(_SIGNS)
    lefts: list[str] = []
    rights: list[str] = []
    words = stem != other and _is_word(stem) and _is_word(other)
    if stem == other:
        if not stem or not set(one[len(stem) :]).isdisjoint(two[len(stem) :]):
            return False
    elif not words:
        if unspaced or len(one) + len(two) > _FEW:
            return False
        lefts, rights = one.split(), two.split()
        if not set(lefts).isdisjoint(rights):
            return False
    if rich and not (is_apart(old, start, stop) and is_apart(new, start, other_stop)):
        return False
    if words or stem == other:
        first = 0 if words else len(stem)
        same = len(one) - len(stem) if words and one[len(stem) :] == two[len(other) :] else 0
        found.append((a + start + first, a + stop - same, b + start + first, b + other_stop - same))
    elif lefts and rights:
        edit_hunk(one, two, lefts, rights, a + start, b + start, found)
    elif _stands_beside(lefts or rights, old, start, stop):
        return False
    else:
        found.append((a + start, a + stop, b + start, b + other_stop))
    return True


def _stands_beside(words: list[str], text: str, start: int, end: int) -> bool:
    """Whether some words may as well stand elsewhere, because the same stand at one side of a place."""
    return bool(words) and (
        text[:start].rstrip().endswith(words[-1]) or text[end : end + _FEW].lstrip().startswith(words[0])
    )


def _edit_piece(old: str, new: str, shared: int, tail: int, a: int, b: int, found: list[Edit]) -> bool:
    """What differs within one piece of Markdown alone: within its words, or else in the piece as a whole."""
    one, two = piece_at(old, shared), piece_at(new, shared)
    if (
        one is None
        or two is None
        or one[0] != two[0]
        or len(old) - one[1] > tail
        or len(old) - one[1] != len(new) - two[1]
    ):
        return False
    start, end, other = one[0], one[1], two[1]
    opened, same = shell(old[start:end]), shell(new[start:other])
    if opened and same and opened[0] == same[0] and opened[2] == same[2]:
        first, last = start + len(opened[0]), end - len(opened[2])
        if first <= shared and len(old) - last <= tail:
            edit_words(opened[1], same[1], a + first, b + first, found)
            return True
    edit_hunk(old[start:end], new[start:other], [old[start:end]], [new[start:other]], a + start, b + start, found)
    return True


def _edit_space(old: str, new: str, shared: int, tail: int, a: int, b: int, found: list[Edit], *, rich: bool) -> bool:
    """Blanks beside an ideograph, where there were none or are none now, with no piece of Markdown around."""
    if not shared or not tail or old[shared - 1].isspace() or old[-tail].isspace():
        return False
    if not has_unspaced(old[shared - 1] + old[-tail]):
        return False
    if (old[shared : len(old) - tail] + new[shared : len(new) - tail]).strip(" "):
        return False
    if rich and last_opened(old, shared) != shared:
        return False
    found.append((a + shared, a + len(old) - tail, b + shared, b + len(new) - tail))
    return True


def _edit_unspaced(
    old: str, new: str, shared: int, tail: int, a: int, b: int, found: list[Edit], *, rich: bool
) -> bool:
    """Characters that are each a word, none of which are the same or stand beside, with no piece of Markdown around."""
    end, other = len(old) - tail, len(new) - tail
    one, two = old[shared:end], new[shared:other]
    last, first = old[shared - 1 : shared], old[end : end + 1]
    if not set(one).isdisjoint(two) or not only_unspaced(one + two if first.isascii() else one + two + first):
        return False
    if not (one and two) and (last + first).isalnum() and not (has_unspaced(last) or has_unspaced(first)):
        return False  # it came in the middle of a word
    if (last and last in (one[-1:], two[-1:])) or (first and first in (one[:1], two[:1])):
        return False
    if rich and not (is_apart(old, shared, end) and is_apart(new, shared, other)):
        return False
    found.append((a + shared, a + end, b + shared, b + other))
    return True


def _is_word(text: str) -> bool:
    """Whether a text is one word, or one piece of code, and no link or emphasis that could be opened."""
    if text.isalnum():
        return not has_unspaced(text)
    if " " in text or "(" in text or "/" in text or text[:1] in _OPENS or text[-1:].isspace():
        return False
    return not has_unspaced(text) and len(cut_words(text)) == 1


def _edit_target(old: str, new: str, start: int, tail: int, a: int, b: int, found: list[Edit]) -> bool:
    """The address of one link, whose words stayed: an edit by itself, with empty ones at its sides."""
    if old.rfind("[", 0, start) <= old.rfind("]", 0, start):
        return False
    end, other = target_end(old, start), target_end(new, start)
    if end < len(old) - tail or other < len(new) - tail or old[end:] != new[other:]:
        return False
    opening = old.rfind("[", 0, start)
    if last_opened(old, opening) != opening:
        return False
    append_target(found, a + start, a + end, b + start, b + other)
    return True
