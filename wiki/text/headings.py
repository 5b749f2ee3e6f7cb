"""The heading line of a section: reading its title and rewriting title or level, and nothing else.

Where sections begin and how they nest is `outline.py`.
"""

import re
from dataclasses import dataclass

from wiki.text.blocks import Block, scan_blocks
from wiki.text.lines import cut_ending, split_lines

# An attribute list as kramdown and pandoc write it after a heading: {#id}, {: .class}, {#id .class key="x"}, {-}.
_ATTRIBUTES = re.compile(r"""\{(?:-|:?[ \t]*(?:[#.][^\s{}]+|(?<=[: \t])[\w-]+=[^{}]*)(?:[ \t]+[^{}]*)?)\}$""")
_MAX_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading taken apart. `before` (indent, #s and a gap) + `title` + `after` (id, closing #s) are its words.

    A setext heading has an `underline` as well; several lines of it are joined by spaces in `title`.
    `ending` is the line ending of the words, `rest` where the text goes on after the whole heading.
    """

    level: int
    title: str
    before: str
    after: str
    ending: str
    underline: str
    rest: int

    @property
    def setext(self) -> bool:
        """Whether it is written with an underline."""
        return bool(self.underline)


def read_heading(text: str) -> Heading | None:
    """The heading a section's text begins with; None for a root text that has none."""
    lines = []
    for line in split_lines(text):
        lines.append(line)
        if not line.strip(" \t\r\n"):
            break
    blocks = scan_blocks("".join(lines))
    if not blocks or blocks[0].kind != "heading" or blocks[0].path or blocks[0].first != 0:
        return None
    return take_apart(text, blocks[0], lines)


def take_apart(text: str, block: Block, lines: list[str] | tuple[str, ...]) -> Heading:
    """The anatomy of a heading block that begins with the first of these lines; `rest` counts from there."""
    count = block.last - block.first
    rest = sum(len(line) for line in lines[:count])
    if block.info == "setext":
        words = [cut_ending(line) for line in lines[: count - 1]]
        first = words[0][0]
        indent = first[: len(first) - len(first.lstrip(" \t"))]
        title, after = _cut_attributes(" ".join(line.strip(" \t") for line, _ in words))
        return Heading(block.level, title, indent, after, words[-1][1], lines[count - 1], rest)
    line, ending = cut_ending(lines[0])
    start = len(line) - len(line.lstrip(" \t\ufeff"))
    marks = start + block.level
    words_at = len(line) - len(line[marks:].lstrip(" \t"))
    title, after = _cut_tail(line[words_at:])
    return Heading(block.level, title, line[:words_at], after, ending, "", rest)


def retitle(text: str, title: str) -> str:
    """The section's text under another title: only the heading line is rewritten.

    Indent, ids, closing #s and the ending stay; an underlined heading stays one where the title allows it, else it
    becomes #s. White space around the title and line endings in it become single spaces. A text that begins with
    no heading comes back as it is.
    """
    heading = read_heading(text)
    if heading is None:
        return text
    title = re.sub(r"[ \t]*[\r\n]+[ \t]*", " ", title).strip(" \t")
    if heading.setext:
        words = heading.before + title + heading.after
        candidate = words + heading.ending + heading.underline
        if _reads_as(candidate, heading.level, title):
            return candidate + text[heading.rest :]
    return _atx(heading, heading.level, title) + text[heading.rest :]


def set_level(text: str, level: int) -> str:
    """The section's text with its heading at another level, 1 to 6 (beyond is cut to that): only that line changes.

    Underlined headings change their underline where the level has one. A text without a heading comes back as it is.
    """
    heading = read_heading(text)
    if heading is None:
        return text
    level = min(max(level, 1), _MAX_LEVEL)
    if level == heading.level:
        return text
    if heading.setext and level <= 2:
        mark = "=" if level == 1 else "-"
        underline = re.sub("[=-]", mark, heading.underline)
        lines = text[: heading.rest - len(heading.underline)]
        if _reads_as(lines + underline, level, heading.title):
            return lines + underline + text[heading.rest :]
    return _atx(heading, level, heading.title) + text[heading.rest :]


def _atx(heading: Heading, level: int, title: str) -> str:
    """The heading line with #s."""
    indent = re.match(r"\ufeff? {0,3}", heading.before)
    gap = re.search(r"[ \t]*$", heading.before)
    assert indent and gap
    spaces = " " if heading.setext or not gap[0] else gap[0]
    after = heading.after
    if not heading.setext and level != heading.level:
        # Closing #s that mirrored the level go on mirroring it.
        after = re.sub(rf"(?<![#\S])#{{{heading.level}}}(?=[ \t]|$)", "#" * level, after)
    marks = "#" * level
    line = indent[0] + marks + (spaces + title if title else "") + after
    if not title and after and after[0] not in " \t":
        line = indent[0] + marks + " " + after
    if not _reads_as(line, level, title):
        # The title ends in #s that would be read as closing ones: close it in so many words. Or in a backslash,
        # which makes words of what comes behind: keep a blank between, and what is read as intended.
        bare, end = indent[0] + marks + spaces + title, after.strip(" \t")
        unclosed = re.sub(r"[ \t]*#+$", "", end)
        candidates = (f"{bare} {end}", f"{bare} {marks}{after}", f"{bare} {unclosed}")
        line = next((found for found in candidates if _reads_as(found, level, title)), bare)
    unended = heading.setext and not cut_ending(heading.underline)[1]
    return line + ("" if unended else heading.ending)


def _reads_as(text: str, level: int, title: str) -> bool:
    heading = read_heading(text)
    return heading is not None and (heading.level, heading.title, heading.rest) == (level, title, len(text))


def _cut_tail(words: str) -> tuple[str, str]:
    """A title and what follows it on an ATX line: white space, one attribute list, one row of closing #s."""
    body, closed = _cut_closing(words.rstrip(" \t"))
    title, attributes = _cut_attributes(body)
    if attributes and not closed:
        title, closed = _cut_closing(title)
    return title, words[len(title) :]


def _cut_closing(words: str) -> tuple[str, bool]:
    bare = words.rstrip("#")
    if bare != words and (not bare or bare[-1] in " \t"):
        return bare.rstrip(" \t"), True
    return words, False


def _cut_attributes(words: str) -> tuple[str, str]:
    """A title and the attribute list after it, with the white space between."""
    body = words.rstrip(" \t")
    at = body.rfind("{")
    if at < 0 or (at and body[at - 1] == "\\") or not _ATTRIBUTES.match(body, at):
        return body, words[len(body) :]
    title = body[:at].rstrip(" \t")
    return title, words[len(title) :]
