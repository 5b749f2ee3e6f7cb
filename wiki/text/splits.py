"""Splits: blocks that were split from one or joined into one, and the lines of a paragraph that was broken by hand.

Works on blocks that are paired one by one; which of them belong together is decided in the module on pairing.
"""

import re

from wiki.text.alignment import Change
from wiki.text.likeness import Blocks
from wiki.text.words import label_length

_CONTAINED = 0.6  # share of a block's words found in the rest of a block it was split from
_QUOTED = 12  # characters of a block that, found letter by letter in another, were split from it
_BETWEEN = 2  # blocks on up to which what was split from a block is looked for
_JOINED = 40  # lines up to which a paragraph that was broken by hand is compared as a whole

_FULL = 16  # characters from which words may flow from a line to the next; a shorter one ends for its own reasons
BROKEN = 50  # characters from which a line was ended by hand because it was full
#: what a line begins with, behind white space, that does not carry on the one before
STARTS_BLOCK = (
    r"\[\^[^\]\s]+\]:|[-*+]\s|\(?(?:\d{1,4}[a-z]?|[A-Za-z]|[ivxlc]{2,4}|[IVXLC]{2,4})[.)]\s|#|\||>|<|```|~~~|[-=]{3}"
)

_fence = re.compile(r"[ \t>]*(?:```|~~~)")
_starts_block = re.compile(rf"\s*(?:{STARTS_BLOCK})")


def widen(one: Blocks, two: Blocks, gap: Change, groups: list[Change]) -> list[Change]:
    """The pairs of a gap with what was split from them or joined into them, and with the lines of their paragraph."""
    return _joined(one, two, _flowing(one, two, gap, _grown(one, two, gap, groups)))


def _grown(one: Blocks, two: Blocks, gap: Change, groups: list[Change]) -> list[Change]:
    """Let each pair take in the neighbours that were split from it or joined into it."""
    grown: list[Change] = []
    for place, (i, j, k, m) in enumerate(groups):
        low_old, low_new = (grown[-1][1], grown[-1][3]) if grown else (gap[0], gap[2])
        high_old, high_new = (
            (groups[place + 1][0], groups[place + 1][2]) if place + 1 < len(groups) else (gap[1], gap[3])
        )
        if (low_old, high_old) == (i, j) and (low_new, high_new) == (k, m):
            grown.append((i, j, k, m))
            continue
        while step := _reaches(two, one, m, high_new, k, i):
            m += step
        while k > low_new and _was_part(two, one, k - 1, k, i):
            k -= 1
        while m - k == 1 and (step := _reaches(one, two, j, high_old, i, k)):
            j += step
        while m - k == 1 and i > low_old and _was_part(one, two, i - 1, i, k):
            i -= 1
        grown.append((i, j, k, m))
    return grown


def _flowing(one: Blocks, two: Blocks, gap: Change, groups: list[Change]) -> list[Change]:
    """Let each pair take in the lines without a partner that stand in its paragraph, which was broken by hand."""
    wide: list[Change] = []
    for place, (i, j, k, m) in enumerate(groups):
        low_old, low_new = (wide[-1][1], wide[-1][3]) if wide else (gap[0], gap[2])
        high_old, high_new = (groups[place + 1][0], groups[place + 1][2]) if place + 1 < len(groups) else gap[1::2]
        while i > low_old and j - i < _JOINED and carries_on(one, i):
            i -= 1
        while k > low_new and m - k < _JOINED and carries_on(two, k):
            k -= 1
        while j < high_old and j - i < _JOINED and carries_on(one, j):
            j += 1
        while m < high_new and m - k < _JOINED and carries_on(two, m):
            m += 1
        wide.append((i, j, k, m))
    return wide


def carries_on(text: Blocks, place: int) -> bool:
    """Whether a line carries on the one before it, which is as long as lines are that were broken by hand."""
    before, line = text.before(place), text.cores[place]
    full = before.rstrip()
    if not line or len(full) < BROKEN or full[-1] == ">" or before.count("\n") + before.count("\r") != 1:
        return False
    return _fence.match(full) is None and _starts_block.match(line) is None and label_length(line) is None


def _reaches(here: Blocks, there: Blocks, start: int, stop: int, other: int, whole: int) -> int:
    """How many blocks on, behind few that were put in, one stands that was split from a whole; 0 where none does."""
    for step in range(1, min(_BETWEEN, stop - start) + 1):
        if _was_part(here, there, start + step - 1, other, whole):
            return step
    return 0


def _was_part(here: Blocks, there: Blocks, part: int, other: int, whole: int) -> bool:
    """Whether a block's words are those of the whole that its neighbour does not account for."""
    words = here.words(part) - here.words(other)
    if len(here.body(part)) >= _QUOTED and here.body(part) in there.body(whole):
        return here.body(part) not in here.body(other)
    rest = there.words(whole) - here.words(other)
    return len(words) > 2 and len(words & rest) >= _CONTAINED * len(words)


def _joined(one: Blocks, two: Blocks, groups: list[Change]) -> list[Change]:
    """Take the lines of one paragraph that was broken by hand as one: its words flow from line to line."""
    joined: list[Change] = []
    for group in groups:
        while (
            joined
            and _flows(one, joined[-1][0], joined[-1][1], group[0], group[1])
            and _flows(two, joined[-1][2], joined[-1][3], group[2], group[3])
            and (_continues(one, joined[-1][1], group[0]) or _continues(two, joined[-1][3], group[2]))
        ):
            last = joined.pop()
            group = (last[0], group[1], last[2], group[3])
        joined.append(group)
    return joined


def _flows(text: Blocks, start: int, end: int, next_start: int, next_end: int) -> bool:
    """Whether no blank line parts two runs of lines that stand close."""
    if next_end - start > _JOINED or next_start - end > 4 or _fence.match(text.cores[end - 1]):
        return False
    if len(text.cores[end - 1]) < _FULL and not text.cores[end].lstrip()[:1].islower() and text.cores[end][:1] != "`":
        return False
    return all(text.raw[place].count("\n") + text.raw[place].count("\r") == 1 for place in range(end - 1, next_start))


def _continues(text: Blocks, end: int, next_start: int) -> bool:
    """Whether the lines after a run only carry on its sentence."""
    lines = text.cores[end : next_start + 1]
    return all(_starts_block.match(line) is None and label_length(line) is None for line in lines)
