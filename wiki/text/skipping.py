"""Skipping: two texts cut into blocks only where they differ; what they share stays in one piece, whatever its length.

Most steps between two drafts change a few lines of many. So the texts are walked side by side: what is the same is
passed thousands of characters at a time, and where they part a few lines are looked at to find where they meet again.
Where they do not meet soon, the rest is cut whole and aligned as sequences of blocks.
"""

import re
from itertools import accumulate
from sys import getsizeof
from typing import NamedTuple

from rapidfuzz.distance import Postfix, Prefix

from wiki.text.alignment import Change, changes
from wiki.text.likeness import Blocks
from wiki.text.words import block_end, cut_blocks

_FIRST, _STRIDE = 512, 8192  # characters compared at once: behind a change, and else
_SURE = 120  # characters in a row from which two texts are taken to have met again
_TELLING = 24  # characters of a line by which a place is looked for
_TRUSTED = 1_000  # characters from which they did not meet by chance
_NEAR = 1_500  # characters within which they are expected to meet

_SAMPLE = 1024  # characters by which a text is judged
_HEAD = 100  # bytes of a string beside its characters, or a little more

_Place = tuple[int, int]  # in the old and in the new text

_BLANKS = " \t\r\n"

_blank = re.compile(r"[ \t]*+[\r\n]")


class Apart(NamedTuple):
    """Two texts cut into blocks, where each block begins (and the last one ends), and where the two rows differ.

    What the texts share is one empty block whatever its length, and begins at the same block of both.
    """

    one: Blocks
    two: Blocks
    at_old: list[int]
    at_new: list[int]
    found: list[Change]


def find_parts(old: str, new: str) -> list[Change]:
    """Where two texts part and where they meet again, in whole blocks of both and in positions of the texts."""
    end = _common_end(old, new)
    stop_old, stop_new = len(old) - end, len(new) - end
    parts: list[Change] = []
    by_lines = True  # whether each part so far is one line for another
    at_old, at_new = _common_start(old, new, 0, 0, stop_old, stop_new)
    while at_old != stop_old or at_new != stop_new:
        next_old, next_new = block_end(old, at_old, stop_old), block_end(new, at_new, stop_new)
        by_lines = by_lines and at_old < next_old and at_new < next_new
        if not _go_on(old, new, next_old, next_new, stop_old, stop_new):
            by_lines = False
            next_old, next_new = _meet(old, new, at_old, at_new, next_old, next_new, stop_old, stop_new)
        if next_old == stop_old and next_new == stop_new and not by_lines:
            # They do not meet soon. What stood close before may have met by chance: it is looked at along with it.
            while parts and at_old - parts[-1][1] < _TRUSTED:
                at_old, _, at_new, _ = parts.pop()
        parts.append((at_old, next_old, at_new, next_new))
        at_old, at_new = _common_start(old, new, next_old, next_new, stop_old, stop_new)
    return parts


def cut_apart(old: str, new: str, parts: list[Change]) -> Apart:
    """Cut two texts where they differ. Blocks outside the changes differ at most in the white space that ends them."""
    apart = Apart(Blocks([]), Blocks([]), [0], [0], [])
    done_old = done_new = 0
    for i, j, k, m in parts:
        if done_old < i:
            _add_same(apart, old, i, k)
        _add_apart(apart, old[i:j], new[k:m])
        done_old, done_new = j, m
    if done_old < len(old) or done_new < len(new):
        _add_same(apart, old, len(old), len(new))
    return apart


def _add_same(apart: Apart, old: str, end_old: int, end_new: int) -> None:
    for blocks in (apart.one, apart.two):
        blocks.shared[len(blocks.raw)] = old, end_old
        blocks.raw.append("")
        blocks.cores.append("")
    apart.at_old.append(end_old)
    apart.at_new.append(end_new)


def _add_apart(apart: Apart, old: str, new: str) -> None:
    a, b = len(apart.one.raw), len(apart.two.raw)
    here, there = cut_blocks(old), cut_blocks(new)
    apart.one.add(here)
    apart.two.add(there)
    for at, blocks in ((apart.at_old, here), (apart.at_new, there)):
        at += [*accumulate(map(len, blocks), initial=at.pop())]
    if len(here) == len(there) == 1:
        if apart.one.cores[a] != apart.two.cores[b]:
            apart.found.append((a, a + 1, b, b + 1))
        return
    found = changes(apart.one.cores[a:], apart.two.cores[b:])
    apart.found.extend((a + i, a + j, b + k, b + m) for i, j, k, m in found)


def _common_start(old: str, new: str, at_old: int, at_new: int, stop_old: int, stop_new: int) -> _Place:
    """Where two texts that are the same from a place on part, in whole blocks."""
    same, step, most = 0, _FIRST, min(stop_old - at_old, stop_new - at_new)
    if not (at_old or at_new or _copies_fast(old)):
        same = int(Prefix.similarity(old, new))  # wide characters cost more to copy than to count
        if same < most:
            most = same
        same = most
    while same < most:
        size = step if step < most - same else most - same
        here, part = at_old + same, new[at_new + same : at_new + same + size]
        if not old.startswith(part, here):
            same += int(Prefix.similarity(old[here : here + size], part))
            break
        same += size
        step = _STRIDE
    here, there = at_old + same, at_new + same
    if here == stop_old and there == stop_new:
        return here, there
    # Nearly always the line in which they part begins behind one that is not blank.
    start = old.rfind("\n", at_old, here) + 1
    if at_old < start < here and old[start] not in _BLANKS and old.find("\r", start, here) < 0:
        return start, at_new + start - at_old
    while same and not (_begins_block(old, at_old + same, stop_old) and _begins_block(new, at_new + same, stop_new)):
        last = at_old + same - 1
        same = max(old.rfind("\n", at_old, last), old.rfind("\r", at_old, last), at_old - 1) + 1 - at_old
    return at_old + same, at_new + same


def _copies_fast(text: str) -> bool:
    """Whether parts of a text are copied faster than characters are counted: those that need no narrower form."""
    width = (getsizeof(text) - _HEAD) // (len(text) or 1)
    middle = len(text) // 2
    return width < 2 or (width == 2 and not text[middle : middle + _SAMPLE].isascii())


def _common_end(old: str, new: str) -> int:
    """How much two texts share at their ends in whole blocks."""
    same, most = 0, min(len(old), len(new))
    if not _copies_fast(old):
        most = same = int(Postfix.similarity(old, new))
    while same < most:
        size = _STRIDE if most - same > _STRIDE else most - same
        here, there = len(old) - same, len(new) - same
        part = new[there - size : there]
        if not old.endswith(part, 0, here):
            same += int(Postfix.similarity(old[here - size : here], part))
            break
        same += size
    here = len(old) - same
    if same < len(new) and here and old[here - 1] not in "\r\n":
        start = old.find("\n", here) + 1
        if 0 < start < len(old) and old[start] not in _BLANKS and old.find("\r", here, start - 2) < 0:
            return len(old) - start
    while same and not (_begins_block(old, len(old) - same) and _begins_block(new, len(new) - same)):
        same = len(old) - _after_line(old, len(old) - same)
    return same


def _begins_block(text: str, place: int, stop: int | None = None) -> bool:
    """Whether a line begins there, and no blank one, which would belong to the block before; so does what ends."""
    if place == 0 or place == len(text) or place == stop:
        return place == 0 or place == stop or text[place - 1] in "\r\n"
    return text[place - 1] in "\r\n" and text[place - 1 : place + 1] != "\r\n" and not _blank.match(text, place)


def _after_line(text: str, place: int) -> int:
    """Where the next line begins."""
    feed = text.find("\n", place)
    back = text.find("\r", place, feed if feed >= 0 else len(text))
    if back >= 0:
        return back + 2 if text[back : back + 2] == "\r\n" else back + 1
    return feed + 1 if feed >= 0 else len(text)


def _meet(
    old: str, new: str, at_old: int, at_new: int, next_old: int, next_new: int, stop_old: int, stop_new: int
) -> _Place:
    """Where two texts that part at a place, and still do behind the next block of each, are the same again; where they
    stop, if that is not soon."""
    met: list[tuple[int, int, int]] = []
    there = _find_block(old, at_old, next_old, new, next_new, stop_new)
    if there >= 0:
        met.append((there - at_new, at_old, there))
    here = _find_block(new, at_new, next_new, old, next_old, stop_old)
    if here >= 0:
        met.append((here - at_old, here, at_new))
    there = _find_block(old, next_old, block_end(old, next_old, stop_old), new, next_new, stop_new)
    if there >= 0:
        met.append((there - at_new, next_old, there))
    here = _find_block(new, next_new, block_end(new, next_new, stop_new), old, next_old, stop_old)
    if here >= 0:
        met.append((here - at_old, here, next_new))
    for _, here, there in sorted(met):
        if _go_on(old, new, here, there, stop_old, stop_new):
            return here, there
    return stop_old, stop_new


def _find_block(here: str, start: int, end: int, there: str, low: int, stop: int) -> int:
    """Where a block of one text that is long enough to be told begins in the other; -1 where it does not soon."""
    if end - start < _TELLING:
        return -1
    found = there.find(here[start:end], low, min(stop, low + _NEAR))
    return found if found >= 0 and _begins_block(there, found) else -1


def _go_on(old: str, new: str, here: int, there: int, stop_old: int, stop_new: int) -> bool:
    """Whether two texts are the same from two places on for long enough, or to their ends."""
    if here == stop_old or there == stop_new:
        return here == stop_old and there == stop_new
    part = new[there : min(there + _SURE, stop_new)]
    if len(part) < _SURE and stop_old - here != len(part):
        return False
    return old.startswith(part, here)
