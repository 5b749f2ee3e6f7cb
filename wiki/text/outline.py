"""The outline of a document: where its sections begin, their titles and levels."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wiki.text.lines import dominant_ending, split_lines

_ATX = re.compile(r"( {0,3})(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*(\{[^{}]*\})?[ \t]*(\r\n|\n|\r|\Z)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*(?:\r\n|\n|\r|\Z)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


@dataclass(frozen=True, slots=True)
class Part:
    """One section's text."""

    text: str
    level: int
    title: str


@dataclass(frozen=True, slots=True)
class OpenBlock:
    kind: str
    line: int


def _scan(source: str) -> tuple[list[tuple[int, int, str]], OpenBlock | None]:
    lines = split_lines(source)
    heads: list[tuple[int, int, str]] = []
    fence: tuple[str, int] | None = None
    comment = 0
    begin = 0
    if lines and lines[0].lstrip("\ufeff").rstrip() == "---":
        for index in range(1, len(lines)):
            if lines[index].rstrip() in ("---", "..."):
                begin = index + 1
                break
    for index in range(begin, len(lines)):
        line = lines[index]
        found = _FENCE.match(line)
        if fence:
            if found and found[1].startswith(fence[0]) and not line.strip().strip(fence[0][0]):
                fence = None
            continue
        if comment:
            if "-->" in line:
                comment = 0
            continue
        if found:
            fence = (found[1], index + 1)
            continue
        if re.match(r" {0,3}<!--", line) and "-->" not in line:
            comment = index + 1
            continue
        atx = _ATX.fullmatch(line.removeprefix("\ufeff") if index == 0 else line)
        if atx:
            heads.append((index, len(atx[2]), (atx[3] or "").strip()))
            continue
        under = _UNDERLINE.fullmatch(line)
        if under and index > begin:
            before = lines[index - 1]
            if before.strip() and not re.match(r" {0,3}([#>|`~<]|[-*+] |\d+[.)] )| {4}|\t", before):
                if not heads or heads[-1][0] < index - 1:
                    start = index - 1
                    heads.append((start, 1 if under[1][0] == "=" else 2, before.strip()))
    block = OpenBlock("code", fence[1]) if fence else OpenBlock("comment", comment) if comment else None
    return heads, block


def split_outline(source: str) -> tuple[Part, ...]:
    """What stands before the first heading, then a part for each heading; joined they are the source."""
    lines = split_lines(source)
    heads, _ = _scan(source)
    starts = [index for index, _, _ in heads]
    parts = [Part("".join(lines[: starts[0]] if starts else lines), 0, "")]
    for (start, level, title), stop in zip(heads, [*starts[1:], len(lines)], strict=False):
        parts.append(Part("".join(lines[start:stop]), level, title))
    return tuple(parts)


def open_block(text: str) -> OpenBlock | None:
    """A code fence or comment that is opened and never closed."""
    return _scan(text)[1]


def needs_break(left: str, right: str) -> str:
    """What must follow the left text so that the right one's heading stays one."""
    if not left:
        return ""
    ending = dominant_ending(left + right)
    missing = "" if left.endswith(("\n", "\r")) else ending
    parts = split_outline(right)
    setext = len(parts) > 1 and not parts[0].text and not parts[1].text.lstrip(" ").startswith("#")
    if setext and (missing or split_lines(left)[-1].strip()):
        missing += ending
    return missing


def retitle(text: str, title: str) -> str:
    """The text with another title on its heading line."""
    parts = split_outline(text)
    return text if len(parts) < 2 else _rewrite(text, parts[1].level, title)


def set_level(text: str, level: int) -> str:
    """The text with its heading at another level."""
    parts = split_outline(text)
    return text if len(parts) < 2 else _rewrite(text, level, parts[1].title)


def _rewrite(text: str, level: int, title: str) -> str:
    lines = list(split_lines(text))
    ending = lines[0][len(lines[0].rstrip("\r\n")) :]
    if _ATX.fullmatch(lines[0]):
        return "#" * level + " " + title + ending + "".join(lines[1:])
    if level <= 2:
        under = ("=" if level == 1 else "-") * max(3, len(title))
        return title + ending + under + lines[1][len(lines[1].rstrip("\r\n")) :] + "".join(lines[2:])
    return "#" * level + " " + title + ending + "".join(lines[2:])


def nest(levels: Sequence[int]) -> tuple[int | None, ...]:
    """For each part the index of the one it stands under."""
    stack: list[int] = []
    parents: list[int | None] = []
    for index, level in enumerate(levels):
        while stack and levels[stack[-1]] >= level:
            stack.pop()
        parents.append(stack[-1] if stack else None)
        stack.append(index)
    return tuple(parents)


def match_parts(old: Sequence[Part], new: Sequence[Part]) -> tuple[int | None, ...]:
    """For each new part the old one that is the same section."""
    free = list(range(len(old)))
    found: list[int | None] = [None] * len(new)
    for test in (lambda a, b: a.text == b.text, lambda a, b: (a.title, a.level) == (b.title, b.level)):
        for index, part in enumerate(new):
            if found[index] is None:
                hit = next((at for at in free if (at == 0) == (index == 0) and test(old[at], part)), None)
                if hit is not None:
                    found[index] = hit
                    free.remove(hit)
    return tuple(found)
