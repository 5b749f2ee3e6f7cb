"""Paragraphs broken by hand: lines that only carry on the ones before them.

Here it is told which lines of one text are one paragraph. What becomes of such lines between two texts is decided in
the modules on pairing and on moves.
"""

import re
from collections.abc import Iterable

from wiki.text.likeness import Blocks
from wiki.text.words import label_length

BROKEN = 50  # characters from which a line was ended by hand because it was full
#: what a line begins with, behind white space, that does not carry on the one before
STARTS_BLOCK = (
    r"\[\^[^\]\s]+\]:|[-*+]\s|\(?(?:\d{1,4}[a-z]?|[A-Za-z]|[ivxlc]{2,4}|[IVXLC]{2,4})[.)]\s|#|\||>|<|```|~~~|[-=]{3}"
)
_LONGEST = 40  # lines of a paragraph that are taken as one

_fence = re.compile(r"[ \t>]*(?:```|~~~)")
_starts_block = re.compile(rf"\s*(?:{STARTS_BLOCK})")
_worded = re.compile(r"\s*[\w\"'“‘«(\[*_`<]")
_ends_sentence = re.compile(r"[.!?…:;。！？；][\"'”’»)\]*_`]*$")


def is_fence(line: str) -> bool:
    """Whether a line opens or closes a block of code."""
    return _fence.match(line) is not None


def begins_block(line: str) -> bool:
    """Whether a line begins a block of its own: an item, a heading, a row, a quote, code, or what has a number."""
    return _starts_block.match(line) is not None or label_length(line) is not None


def carries_on(text: Blocks, place: int) -> bool:
    """Whether a line carries on the one before it, which is as long as lines are that were broken by hand."""
    before = text.before(place)
    full, line = before.rstrip(), text.cores[place]
    if before.count("\n") + before.count("\r") != 1 or not line or len(full) < BROKEN or full[-1] == ">":
        return False
    return not is_fence(full) and not begins_block(line)


def paragraphs(text: Blocks, places: Iterable[int]) -> list[range]:
    """Places of lines in order, those of one paragraph of words together."""
    found: list[range] = []
    last = -1
    for place in places:
        if (
            place == last
            and len(text.cores[place - 1]) >= BROKEN
            and len(found[-1]) < _LONGEST
            and _worded.match(text.cores[place])
            and carries_on(text, place)
        ):
            found[-1] = range(found[-1].start, place + 1)
        else:
            found.append(range(place, place + 1))
        last = place + 1
    return found


def is_sentence(text: Blocks, place: int) -> bool:
    """Whether a line within a paragraph begins and ends where sentences do."""
    before = text.before(place).rstrip() if place else ""
    return _ends_sentence.search(text.cores[place]) is not None and _ends_sentence.search(before) is not None
