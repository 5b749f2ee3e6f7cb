"""Numerals: numbers written in ideographs, of which each sign is a word, are told whole where they changed."""

from wiki.text.alignment import Edit

_NUMERALS = frozenset("〇零一二三四五六七八九十百千万萬亿億")


def whole_numerals(old: str, new: str, edits: list[Edit]) -> list[Edit]:
    """The edits, those of a part of a number widened to all of it; the same ones where there is none."""
    for edit in edits:
        if old[edit[0] - 1 : edit[0]] in _NUMERALS or old[edit[1] : edit[1] + 1] in _NUMERALS:
            break
    else:
        return edits
    whole: list[Edit] = []
    for edit, stop in zip(edits, [*(edit[0] for edit in edits[1:]), len(old)], strict=True):
        if len(edit) == 5:
            whole.append(edit)
            continue
        i, j, k, m = edit
        start = whole[-1][1] if whole else 0
        if _cuts_left(old, new, edit):
            while i > start and old[i - 1] in _NUMERALS:
                i, k = i - 1, k - 1
        if _cuts_right(old, new, edit):
            while j < stop and old[j] in _NUMERALS:
                j, m = j + 1, m + 1
        if whole and len(whole[-1]) == 4 and whole[-1][1] == i and whole[-1][3] == k:
            last = whole.pop()
            i, k = last[0], last[2]
        whole.append((i, j, k, m))
    return whole


def _cuts_left(old: str, new: str, edit: Edit) -> bool:
    """Whether an edit begins within a number: its signs stand on both sides of where it begins."""
    i, j, k, m = edit[:4]
    return i > 0 and old[i - 1] in _NUMERALS and ((i < j and old[i] in _NUMERALS) or (k < m and new[k] in _NUMERALS))


def _cuts_right(old: str, new: str, edit: Edit) -> bool:
    """The same for where it ends."""
    i, j, k, m = edit[:4]
    return (
        j < len(old)
        and old[j] in _NUMERALS
        and ((i < j and old[j - 1] in _NUMERALS) or (k < m and new[m - 1] in _NUMERALS))
    )
