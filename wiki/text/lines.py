"""Lines and their endings: splitting a text, and giving a form's lines their own endings back.

A line ends at LF, CRLF or CR and nowhere else; U+2028, VT and FF are characters like any other. What a line
says (headings, lists, code) belongs in `blocks.py`, not here.
"""

import re
from collections import Counter

from rapidfuzz.distance import LCSseq

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


def split_lines(text: str) -> tuple[str, ...]:
    """The lines of a text, each with its ending; the last one may have none.

    Joined they are the text. An empty text has no lines, and a final ending opens no further line.
    """
    if "\r" in text:
        return tuple(_LINE.findall(text))
    *whole, last = text.split("\n")
    lines = [line + "\n" for line in whole]
    return (*lines, last) if last else tuple(lines)


def cut_ending(line: str) -> tuple[str, str]:
    """What a line says, and its ending ("" where there is none)."""
    if line.endswith("\r\n"):
        return line[:-2], "\r\n"
    if line.endswith(("\n", "\r")):
        return line[:-1], line[-1]
    return line, ""


def dominant_ending(text: str) -> str:
    """The ending most lines of a text have; LF where there is none, the earlier one where two are as frequent."""
    counts = Counter(re.findall(r"\r\n|\n|\r", text))
    return counts.most_common(1)[0][0] if counts else "\n"


def keep_endings(typed: str, original: str) -> str:
    """What a form sent back, each unchanged line with the ending it had in the original.

    Browsers turn every ending of a form into CRLF. Lines that are new, or had no ending before, take the
    original's dominant one; a line typed without an ending stays without. Unchanged lines are found as a longest
    common subsequence, so that lines inserted or taken out above shift nothing.
    """
    new = [cut_ending(line) for line in split_lines(typed)]
    old = [cut_ending(line) for line in split_lines(original)]
    default = dominant_ending(original)
    kept = _pair_lines([words for words, _ in old], [words for words, _ in new])
    endings = []
    for index, (_, ending) in enumerate(new):
        before = old[kept[index]][1] if index in kept else ""
        endings.append("" if not ending else before or default)
    for index in range(len(endings) - 1):
        # A lone CR before an empty line that ends in LF would read as one CRLF: two lines would become one.
        if endings[index] == "\r" and endings[index + 1] == "\n" and not new[index + 1][0]:
            endings[index] = "\r\n"
    return "".join(words + ending for (words, _), ending in zip(new, endings, strict=True))


def _pair_lines(old: list[str], new: list[str]) -> dict[int, int]:
    """For each new line that is unchanged, the index of its old line (a longest common subsequence)."""
    pairs = {}
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        pairs[head] = head
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        pairs[len(new) - 1 - tail] = len(old) - 1 - tail
        tail += 1
    numbers: dict[str, int] = {}
    left = [numbers.setdefault(line, len(numbers)) for line in old[head : len(old) - tail]]
    right = [numbers.setdefault(line, len(numbers)) for line in new[head : len(new) - tail]]
    for block in LCSseq.opcodes(left, right):
        if block.tag == "equal":
            for step in range(block.dest_end - block.dest_start):
                pairs[head + block.dest_start + step] = head + block.src_start + step
    return pairs
