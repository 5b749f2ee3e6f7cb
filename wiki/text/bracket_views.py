"""Texts without some of their brackets: all lifted to read cleanly, one lifted, one option chosen, one dropped.

What is left reads as if typed so: no doubled space, no space before a comma, no comma after a comma, no empty
paragraph. Where brackets stand is `brackets.py`.
"""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wiki.text.bracket_nests import Bracket

_ENDINGS = re.compile(r"(?:[ \t]*(?:\r\n|\n|\r))+")
_COMMAS = ",،，、;؛；"
_CLOSING = _COMMAS + ".:!?)]。：！？）］。"
_OPENING = "([（［"
_STOPS = ".!?。！？"


def clean_text(text: str, brackets: Sequence["Bracket"]) -> str:
    """The text with every bracket lifted; options for one place are joined by a slash, instructions left out."""
    cuts: list[tuple[int, int, str]] = []
    following: dict[int, int] = {}  # where the next option begins, by where one begins
    last: dict[int, Bracket] = {}
    for item in brackets:
        if item.group is not None:
            if item.group in last:
                following[last[item.group].start] = item.start
            last[item.group] = item
    gone = 0
    others = set(following.values())
    for item in brackets:
        if item.start < gone:
            continue
        if item.kind in ("deletion", "attribution"):
            cuts.append((item.start, item.end, ""))
            gone = item.end
            continue
        cuts.append((item.start, item.words_start, " / " if item.start in others else ""))
        cuts.append((item.words_end, following.get(item.start, item.end), ""))
    return _without(text, sorted(cuts))


def lift(text: str, bracket: "Bracket") -> str:
    """The text with this bracket's words agreed: its marks and owners go. An instruction to delete goes whole."""
    if bracket.kind in ("deletion", "attribution"):
        return drop(text, bracket)
    lifted = _without(text, [(bracket.start, bracket.words_start, ""), (bracket.words_end, bracket.end, "")])
    if bracket.end == len(text):
        # The last line's ending may stand inside the bracket, and it is part of what is kept.
        words = text[bracket.words_start : bracket.words_end]
        lifted += words[len(words.rstrip("\r\n")) :]
    return lifted


def drop(text: str, bracket: "Bracket") -> str:
    """The text without this bracket and its words, nor the parentheses that would be left around nothing."""
    before, after = text[: bracket.start].rstrip(" \t"), text[bracket.end :].lstrip(" \t")
    if (before[-1:], after[:1]) in (("(", ")"), ("（", "）")):
        return _without(text, [(len(before) - 1, len(text) - len(after) + 1, "")])
    return _without(text, [(bracket.start, bracket.end, _gap(text, bracket))])


def _gap(text: str, bracket: "Bracket") -> str:
    """The white space that has to stay where a bracket held all there was between the words around it."""
    before, after = text[: bracket.start][-1:], text[bracket.end : bracket.end + 1]
    if not before or not after or before.isspace() or after.isspace() or after in _CLOSING:
        return ""
    inside, words = text[bracket.start + 1 : bracket.words_end], text[bracket.words_start : bracket.words_end]
    lead, trail = inside[: len(inside) - len(inside.lstrip())], inside[len(inside.rstrip()) :]
    if lead and trail:
        return trail if "\n" in trail else lead
    if before.isalnum() and after.isalnum() and not (words[:1].isalnum() and words[-1:].isalnum()):
        return lead or trail or (" " if re.search(r"\s", inside) else "")
    return ""


def choose_one(text: str, bracket: "Bracket", group: Iterable["Bracket"], option: int) -> str:
    """The text with this bracket's words, or one option of its slash form, in the place of its whole group."""
    start, end = bracket.words_start, bracket.words_end
    if bracket.options:
        start, end = bracket.options[min(max(option, 0), len(bracket.options) - 1)]
    first = min([bracket.start, *(item.start for item in group)])
    last = max([bracket.end, *(item.end for item in group)])
    return _without(text, [(first, start, ""), (end, last, "")])


def _without(text: str, cuts: Iterable[tuple[int, int, str]]) -> str:
    """The text with ranges cut out (or replaced) and the seams smoothed."""
    pieces: list[str] = []
    at = 0
    for start, end, instead in cuts:
        _append(pieces, text[at:start], seam=bool(pieces))
        if instead:
            pieces.append(instead)
        elif not pieces:
            pieces.append("")
        at = end
    _append(pieces, text[at:], seam=True)
    result = "".join(pieces)
    if not result.strip():
        return ""
    tail = text[len(text.rstrip("\r\n")) :]
    return result.rstrip(" \t\r\n" if at == len(text.rstrip("\r\n")) else "\r\n") + tail


def _append(pieces: list[str], words: str, *, seam: bool) -> None:
    if not seam or not words or not pieces:
        pieces.append(words)
        return
    while len(pieces) > 1 and not pieces[-1]:
        pieces.pop()
    left = pieces[-1]
    if left.endswith((" ", "\t")) and words.startswith((" ", "\t")):
        left = left.rstrip(" \t")
    if words[:1] in ("\r", "\n"):
        left = left.rstrip(" \t")
        if not left or _blank_above(left):
            # Nothing is left of the paragraph: the endings after it go too.
            words = _ENDINGS.sub("", words, count=1)
    elif not left or left.endswith(("\n", "\r")) or left[-1] in _OPENING:
        words = words.lstrip(" \t")
        if words[:1] and words[0] in _COMMAS:
            words = words[1:].lstrip(" \t")
    elif words[0] in _CLOSING:
        left = left.rstrip(" \t")
        if left[-1:] and (left[-1] in _COMMAS or (left[-1] in ":：" and words[0] in _STOPS)):
            left = left[:-1]
    pieces[-1] = left
    pieces.append(words)


def _blank_above(left: str) -> bool:
    return re.search(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)\Z", left) is not None
