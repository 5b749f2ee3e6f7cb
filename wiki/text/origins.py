"""Origins: a stretch of a text followed backwards, to where its words stood before.

Forwards, passages are carried by `passages.py`. What is followed here are whole sentences.
"""

from collections.abc import Iterator, Sequence

from wiki.text.biography import placed, stretches
from wiki.text.compare import Comparison, Piece
from wiki.text.words import cut_sentences, label_length

Stretch = tuple[int, int]

_NEAR = 300  # characters between two parts of what stood there, beyond which they are not one place
_ENDS = (".", "!", "?", "…", "؟", "。", "！", "？", "；", "\n", "\r")


def sentences_of(text: str) -> list[Stretch]:
    """The sentences that hold any word, without the white space around them: half-open, in code points."""
    found: list[Stretch] = []
    at = 0
    opened: int | None = None  # where a number stands that belongs to what follows
    for sentence in cut_sentences(text):
        core = sentence.strip()
        if any(map(str.isalnum, core)):
            start = at + sentence.index(core) if opened is None else opened
            opened = start if "\n" not in sentence and _is_label(core) else None
            if opened is None:
                found.append((start, at + sentence.index(core) + len(core)))
        at += len(sentence)
    return found


def origin_of(comparison: Comparison, start: int, end: int) -> Stretch | None:
    """What stood in the older text where these words of the newer one stand, in whole sentences; None where nothing."""
    found = sorted(part for part in _parts(comparison.pieces, start, end) if part[0] < part[1])
    if not found:
        return None
    places: list[list[Stretch]] = []
    for part in found:
        if places and part[0] - places[-1][-1][1] <= _NEAR:
            places[-1].append(part)
        else:
            places.append([part])
    best = max(places, key=lambda parts: sum(stop - begin for begin, stop in parts))
    return widen(comparison.old, best[0][0], max(stop for _, stop in best))


def find_words(text: str, words: str) -> Stretch | None:
    """Where the words stand if they stand there once."""
    at = text.find(words)
    return (at, at + len(words)) if at >= 0 and text.find(words, at + 1) < 0 else None


def widen(text: str, start: int, end: int) -> Stretch | None:
    """The sentences that a stretch shares words with, from the first to the last."""
    touched = [
        (begin, stop)
        for begin, stop in sentences_of(text)
        if begin < end and start < stop and any(map(str.isalnum, text[max(begin, start) : min(stop, end)]))
    ]
    return (touched[0][0], touched[-1][1]) if touched else None


def _is_label(core: str) -> bool:
    number = core.lstrip("# ")
    label = label_length(number + " x") if len(number) < 12 else None
    return label is not None and label[1] > len(number)


def _parts(pieces: Sequence[Piece], start: int, end: int, at_old: int = 0, at_new: int = 0) -> Iterator[Stretch]:
    moved = {piece.move: old for piece, old, _ in placed(pieces, at_old, at_new) if piece.kind == "moved_from"}
    for piece, old, new in placed(pieces, at_old, at_new):
        stop = new + len(piece.new)
        if new > end or stop < start:
            continue
        if piece.kind == "kept":
            if new < end and start < stop:
                yield old + max(start, new) - new, old + min(end, stop) - new
        elif piece.kind == "moved_to":
            yield from _parts(piece.inside, start, end, moved[piece.move], new)
        elif piece.kind != "moved_from":
            for kept, i, j, k, m in stretches(piece):
                if kept and new + k < end and start < new + m:
                    yield old + i + max(0, start - new - k), old + i + min(m - k, end - new - k)
                elif not kept and (begin := _begin(piece.old[i:j], new + k, new + m, start, end)) is not None:
                    yield old + i + begin, old + j


def _begin(taken: str, begin: int, stop: int, start: int, end: int) -> int | None:
    """From where on words taken out stood in the stretch; whole sentences at its edge did not."""
    if start < begin < end or (begin < stop and begin < end and start < stop):
        return 0
    last = cut_sentences(taken)[-1] if begin == start and taken else ""
    return len(taken) - len(last) if last and not last.rstrip(" \t").endswith(_ENDS) else None
