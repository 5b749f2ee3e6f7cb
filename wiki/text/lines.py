"""Lines, which end at LF, CRLF and CR only."""

import re
from collections import Counter

from rapidfuzz.distance import LCSseq

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")


def split_lines(text: str) -> tuple[str, ...]:
    """The lines with their endings."""
    return tuple(_LINE.findall(text))


def dominant_ending(text: str) -> str:
    """The most frequent line ending; LF where there is none."""
    found = Counter(re.findall(r"\r\n|\n|\r", text))
    return max(found, key=lambda ending: found[ending]) if found else "\n"


def keep_endings(typed: str, original: str) -> str:
    """What a form sent back, with each unchanged line's own ending, and the usual one on new lines."""
    old, new = split_lines(original), split_lines(typed)
    bare_old, bare_new = [line.rstrip("\r\n") for line in old], [line.rstrip("\r\n") for line in new]
    ending = dominant_ending(original)
    result = [bare + (ending if line != bare else "") for bare, line in zip(bare_new, new, strict=True)]
    numbers: dict[str, int] = {}
    coded = [[numbers.setdefault(line, len(numbers)) for line in side] for side in (bare_old, bare_new)]
    for step in LCSseq.opcodes(*coded):
        if step.tag == "equal":
            for at, to in zip(range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True):
                if (old[at] != bare_old[at]) == (new[to] != bare_new[to]):
                    result[to] = old[at]
    return "".join(result)
