"""One edit: two texts that differ in one word, in blanks, or in the address of one link, told without cutting them.

Most paragraphs that are edited are edited in one place. What is found here is what the module on word edits would find
there; whatever is less plain is left to it.
"""

from wiki.text.alignment import Edit, append_target
from wiki.text.words import cut_words, has_unspaced, is_rich, target_end

PAIRED = (("[", "]"), ("(", ")"), ("<", ">"))
REPEATED = ("`", "*", "_", "~", "**")

_OPENS = ("", "[", "]", "!", "*", "_", "~", "<", "&", "\\", "|")
_SIGNS = ".,;:!?)»”؟،؛"


def edit_one_place(old: str, new: str, shared: int, tail: int, a: int, b: int, found: list[Edit]) -> bool:
    """Append the one edit between two texts that stand at a and b and share so much at their ends; False where it is
    not plain that there is only one."""
    tail = min(tail, min(len(old), len(new)) - shared)
    if not shared and not tail:
        return False
    if (len(old) == shared + tail or len(new) == shared + tail) and _edit_space(old, new, shared, tail, a, b, found):
        return True
    return _edit_word(old, new, shared, tail, a, b, found) or _edit_target(old, new, shared, tail, a, b, found)


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


def _edit_word(old: str, new: str, shared: int, tail: int, a: int, b: int, found: list[Edit]) -> bool:
    """One word for another, with no piece of Markdown around; a sign behind it may stay."""
    start = max(old.rfind(" ", 0, shared), old.rfind("\n", 0, shared)) + 1
    stop = old.find(" ", len(old) - tail)
    if stop < 0:
        stop = max(len(old.rstrip()), len(old) - tail)
    one, two = old[start:stop], new[start : len(new) - len(old) + stop]
    stem, other = one.rstrip(_SIGNS), two.rstrip(_SIGNS)
    if stem == other or not (_is_word(stem) and _is_word(other)):
        return False
    if (is_rich(old) or is_rich(new)) and last_opened(old, start) != start:
        return False
    same = len(one) - len(stem) if one[len(stem) :] == two[len(other) :] else 0
    found.append((a + start, a + start + len(one) - same, b + start, b + start + len(two) - same))
    return True


def _edit_space(old: str, new: str, shared: int, tail: int, a: int, b: int, found: list[Edit]) -> bool:
    """Blanks beside an ideograph, where there were none or are none now, with no piece of Markdown around."""
    if not shared or not tail or old[shared - 1].isspace() or old[-tail].isspace():
        return False
    if not has_unspaced(old[shared - 1] + old[-tail]):
        return False
    if (old[shared : len(old) - tail] + new[shared : len(new) - tail]).strip(" "):
        return False
    if (is_rich(old) or is_rich(new)) and last_opened(old, shared) != shared:
        return False
    found.append((a + shared, a + len(old) - tail, b + shared, b + len(new) - tail))
    return True


def _is_word(text: str) -> bool:
    """Whether a text is one word, or one piece of code, and no link or emphasis that could be opened."""
    if text.isascii() and text.isalnum():
        return True
    if " " in text or "(" in text or "/" in text or text[:1] in _OPENS or text[-1:].isspace():
        return False
    return not has_unspaced(text) and len(cut_words(text)) == 1


def _edit_target(old: str, new: str, shared: int, tail: int, a: int, b: int, found: list[Edit]) -> bool:
    """The address of one link, whose words stayed: an edit by itself, with empty ones at its sides."""
    start = old.rfind("](", 0, shared)
    if start < 0 or old.rfind("[", 0, start) <= old.rfind("]", 0, start):
        return False
    end, other = target_end(old, start), target_end(new, start)
    if end < len(old) - tail or other < len(new) - tail or old[end:] != new[other:]:
        return False
    opening = old.rfind("[", 0, start)
    if last_opened(old, opening) != opening:
        return False
    append_target(found, a + start, a + end, b + start, b + other)
    return True
