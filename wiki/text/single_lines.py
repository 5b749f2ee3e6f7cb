"""Single lines: what differs between two texts that part in single lines here and there, told without pairing any.

Most steps between two drafts are of this kind: lines that were edited where they stand, and either lines that came or
lines that went. Where anything may have moved, been split or joined, it is left to the modules on pairing.
"""

from collections.abc import Iterable

from wiki.text.alignment import Change
from wiki.text.findings import Finding, find_edited, settle_at_line_starts
from wiki.text.likeness import Blocks
from wiki.text.pairing import UNMISTAKABLE, ends_alike, is_edit
from wiki.text.words import block_end, cut_blocks


def find_in_lines(old: str, new: str, parts: list[Change]) -> list[Finding] | None:
    """Everything that differs where two texts part; None where it is not plain which lines belong together."""
    came = gone = False
    for i, j, k, m in parts:
        if i == j:
            came = True
        elif k == m:
            gone = True
        elif not (_is_line(old, i, j) and _is_line(new, k, m)):
            return None
    if (came and gone) or (len(parts) > 1 and _stands_elsewhere(old, new, parts)):
        return None
    found: list[Finding] = []
    for i, j, k, m in parts:
        if i == j:
            found.append(("inserted", i, j, k, m, -1))
        elif k == m:
            found.append(("deleted", i, j, k, m, -1))
        else:
            one, two = old[i:j], new[k:m]
            if not (ends_alike(one.rstrip(), two.rstrip()) or _is_edit(one, two)):
                return None
            find_edited(old, new, i, j, k, m, found)
    return settle_at_line_starts(old, new, found) if len(found) > 1 else found


def _is_line(text: str, start: int, end: int) -> bool:
    return text.find("\n", start, end - 1) < 0 > text.find("\r", start, end - 1) or block_end(text, start, end) == end


def _is_edit(old: str, new: str) -> bool:
    one, two = Blocks([old]), Blocks([new])
    return one.cores == two.cores or is_edit(one, two, 0, 0, frozenset())


def _stands_elsewhere(old: str, new: str, parts: list[Change]) -> bool:
    """Whether a line that is long enough to be told stands in both texts, and yet not at the same place."""
    olds = {core for i, j, _, _ in parts for core in _cores(old, i, j)}
    news = {core for _, _, k, m in parts for core in _cores(new, k, m)}
    return any(len(core) >= UNMISTAKABLE for core in olds & news)


def _cores(text: str, start: int, end: int) -> Iterable[str]:
    """The lines of a part without the white space that ends them."""
    part = text[start:end].rstrip()
    return (part,) if "\n" not in part and "\r" not in part else map(str.rstrip, cut_blocks(part))
