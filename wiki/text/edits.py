"""Edits: the words that differ between two texts that are known to belong together.

Here a pair of paragraphs becomes marks as a person would make them: whole words, no confetti, Markdown never cut
in half, tables cell by cell. Which paragraphs belong together is decided in the module on pairing; positions are
code points.
"""

import re
from collections.abc import Callable
from itertools import accumulate

from rapidfuzz.distance import Postfix, Prefix

from wiki.text.alignment import Change, changes, encode
from wiki.text.words import cut_sentences, cut_words, has_unspaced, is_rich, label_length, shell

_SENTENCE = 600  # characters within which a sentence is expected to begin
_LONG = 4000  # characters from which a pair is first compared by sentences
_cell = re.compile(r"(?:\\.|[^|\\]|\\$)*\|?")
_no_word = re.compile(r"\W*")
_CLOSES_SENTENCE = frozenset(".!?。！？；;:：…")
_CLOSES_CLAUSE = frozenset(",，、、،)]")


def find_edits(old: str, new: str, a: int, b: int, found: list[Change]) -> None:
    """Append where two paired texts differ; a and b are where they stand. Edits come in order and do not touch."""
    if old == new:
        return
    if not old or not new:
        _append(found, a, a + len(old), b, b + len(new))
        return
    if old.lstrip()[:1] == "|" == new.lstrip()[:1]:
        _rows(old, new, a, b, found)
        return
    plain = not (is_rich(old) or is_rich(new) or has_unspaced(old) or has_unspaced(new))
    if plain:
        start, end = _common_ends(old, new)
        old, new = old[start : len(old) - end], new[start : len(new) - end]
        a, b = a + start, b + start
        if not old or not new:
            _append(found, a, a + len(old), b, b + len(new))
            return
    if len(old) > _LONG or len(new) > _LONG:
        _by_sentences(old, new, a, b, found)
    elif plain and "\n" not in old[:-1].rstrip():
        _coarsely(old, new, a, b, found)
    else:
        _finely(old, new, a, b, found)


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
    """How much two plain texts share: at the start whole sentences, so that what is added can slide; then words."""
    shared = Prefix.similarity(old, new)
    start = old.rfind(". ", 0, shared) + 2
    if start == 1:
        start = 0 if shared < _SENTENCE else old.rfind(" ", 0, shared) + 1
    end = min(Postfix.similarity(old, new), min(len(old), len(new)) - start)
    space = old.find(" ", len(old) - end)
    return start, len(old) - space - 1 if space >= 0 else 0


def _rows(old: str, new: str, a: int, b: int, found: list[Change]) -> None:
    """A table row against a table row: cells against cells."""
    cells_old, cells_new = [c for c in _cell.findall(old) if c], [c for c in _cell.findall(new) if c]
    if len(cells_old) == len(cells_new):
        pairs = [(i, i + 1, i, i + 1) for i in range(len(cells_old)) if cells_old[i] != cells_new[i]]
    else:
        pairs = changes(*encode([c.strip() for c in cells_old], [c.strip() for c in cells_new]))
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
    for i, j, k, m in changes(*encode(one, two)):
        _by_words(old[at_old[i] : at_old[j]], new[at_new[k] : at_new[m]], a + at_old[i], b + at_new[k], found)


def _by_words(old: str, new: str, a: int, b: int, found: list[Change]) -> None:
    """Two texts word by word: plain ones cut at their spaces first, so that only what differs is cut finely."""
    if is_rich(old) or is_rich(new) or has_unspaced(old) or has_unspaced(new):
        _finely(old, new, a, b, found)
    else:
        _coarsely(old, new, a, b, found)


def _coarsely(old: str, new: str, a: int, b: int, found: list[Change]) -> None:
    cores_old, cores_new = old.split(" "), new.split(" ")
    words_old, words_new = [w + " " for w in cores_old], [w + " " for w in cores_new]
    words_old[-1], words_new[-1] = cores_old[-1], cores_new[-1]
    _mark(words_old, words_new, cores_old, cores_new, a, b, found, _finely)


def _finely(old: str, new: str, a: int, b: int, found: list[Change]) -> None:
    words_old, words_new = cut_words(old), cut_words(new)
    cores_old, cores_new = [w.rstrip() for w in words_old], [w.rstrip() for w in words_new]
    _mark(words_old, words_new, cores_old, cores_new, a, b, found, None)


def _mark(
    words_old: list[str],
    words_new: list[str],
    cores_old: list[str],
    cores_new: list[str],
    a: int,
    b: int,
    found: list[Change],
    closer: Callable[[str, str, int, int, list[Change]], None] | None,
) -> None:
    """Append the edits between two lists of words; closer looks again into what replaces what."""
    edits = absorb(changes(*encode(cores_old, cores_new)), cores_old, cores_new)
    at_old, at_new = [*accumulate(map(len, words_old), initial=a)], [*accumulate(map(len, words_new), initial=b)]
    done_old = done_new = 0
    for i, j, k, m in [*edits, (len(words_old), len(words_old), len(words_new), len(words_new))]:
        if words_old[done_old:i] != words_new[done_new:k]:
            for x, y in zip(range(done_old, i), range(done_new, k), strict=True):
                if words_old[x] != words_new[y]:  # only the white space after the word differs
                    core = len(cores_old[x])
                    _append(found, at_old[x] + core, at_old[x + 1], at_new[y] + core, at_new[y + 1])
        if i < j and k < m:
            if closer is not None:
                closer("".join(words_old[i:j]), "".join(words_new[k:m]), at_old[i], at_new[k], found)
            else:
                _replace(words_old[i:j], words_new[k:m], at_old[i], at_new[k], found)
        else:
            _append(found, at_old[i], at_old[j], at_new[k], at_new[m])
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
    one, two = shell(old), shell(new)
    return one is not None and two is not None and one[0] == two[0] and one[2].rstrip() == two[2].rstrip()


def _open_shell(old: str, new: str, a: int, b: int, found: list[Change]) -> None:
    """Append the edits inside two pieces of Markdown that have the same marks around them."""
    one, two = shell(old), shell(new)
    assert one is not None and two is not None
    _by_words(one[1], two[1], a + len(one[0]), b + len(two[0]), found)
    space_old, space_new = len(one[2].rstrip()) - len(one[2]), len(two[2].rstrip()) - len(two[2])
    if space_old != space_new or old[len(old) + space_old :] != new[len(new) + space_new :]:
        _append(found, a + len(old) + space_old, a + len(old), b + len(new) + space_new, b + len(new))


def absorb(edits: list[Change], old: list[str], new: list[str]) -> list[Change]:
    """Take in the small coincidences between two replaced phrases, and slide lone edits to where a clause begins.

    The places are words. What is taken in are a few short words or signs that stand between two larger edits.
    """
    tidy: list[Change] = []
    for edit in edits:
        while tidy and _coincidence(tidy[-1], edit, old):
            last = tidy.pop()
            edit = (last[0], edit[1], last[2], edit[3])
        tidy.append(edit)
    for place, (i, j, k, m) in enumerate(tidy):
        if i == j or k == m:
            low = tidy[place - 1][1] if place else 0
            high = tidy[place + 1][0] if place + 1 < len(tidy) else len(old)
            step = _slide(new, k, m, i - low, high - i) if i == j else _slide(old, i, j, i - low, high - j)
            tidy[place] = (i + step, j + step, k + step, m + step)
    return tidy


def _coincidence(left: Change, right: Change, old: list[str]) -> bool:
    """Whether the few words between two edits stand there by chance only, such as an article or a comma."""
    if left[0] == left[1] and right[0] == right[1]:
        return False  # two additions: the words between are the text that was there
    if left[2] == left[3] and right[2] == right[3]:
        return False
    between = old[left[1] : right[0]]
    if len(between) == 1 and len(between[0]) == 1 and has_unspaced(between[0]):
        return True
    if len(between) > 3:
        return False
    letters = sum(len(word) for word in between if not _no_word.fullmatch(word))
    smaller = min(max(left[1] - left[0], left[3] - left[2]), max(right[1] - right[0], right[3] - right[2]))
    if letters == 0:
        return len(between) == 1 and smaller > 1
    return smaller > 1 and letters <= 3 * (smaller - 1)


def _slide(words: list[str], start: int, end: int, left: int, right: int) -> int:
    """How far to shift a run of words that could stand at several places: to the start of a sentence or clause."""
    back = 0
    while back < left and words[start - 1 - back] == words[end - 1 - back]:
        back += 1
    forth = 0
    while forth < right and end + forth < len(words) and words[start + forth] == words[end + forth]:
        forth += 1
    if not back and not forth:
        return 0
    return max(range(-back, forth + 1), key=lambda step: (_opening(words, start + step, end + step), -abs(step)))


def _opening(words: list[str], start: int, end: int) -> int:
    if start == 0:
        return 3
    worth = 0
    before, last = words[start - 1][-1:], words[end - 1][-1:]
    if before in _CLOSES_SENTENCE:
        worth += 2
    elif before in _CLOSES_CLAUSE:
        worth += 1
    if last in _CLOSES_SENTENCE and before in _CLOSES_SENTENCE:
        worth += 2
    if words[start] in _CLOSES_CLAUSE and last not in _CLOSES_CLAUSE:
        worth += 1
    if words[start] in "([“«（" and last in ")]”»）":
        worth += 3
    return worth
