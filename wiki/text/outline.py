"""The outline of a text: its sections, each the exact source from its heading line to the next heading.

Sections are cut, nested and recognised again here; what a heading line says is `headings.py`, which blocks a source
has is `blocks.py`. Joined, the parts of a text are the text: nothing is normalised.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from wiki.text.blocks import scan_blocks
from wiki.text.headings import read_heading, retitle, set_level, take_apart
from wiki.text.lines import dominant_ending, split_lines
from wiki.text.section_match import match_parts

__all__ = [
    "OpenBlock",
    "Part",
    "match_parts",
    "needs_break",
    "nest",
    "open_block",
    "opens_front_matter",
    "retitle",
    "set_level",
    "split_outline",
]

_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Part:
    """One section's exact text. `level` is 1 to 6, or 0 for what stands before the first heading.

    `title` is the heading's Markdown without #s, underline and attribute list.
    """

    text: str
    level: int
    title: str


@dataclass(frozen=True, slots=True)
class OpenBlock:
    """A block that is opened and never closed, so that it would swallow what follows: its kind and line (from 1)."""

    kind: str
    line: int


@lru_cache(maxsize=16)  # a save asks of a text, and of the one before it, more than once
def split_outline(source: str) -> tuple[Part, ...]:
    """The sections of a source in document order; the first part is what stands before the first heading.

    That root part has level 0 and may be empty; it holds front matter and a byte order mark. Headings inside code,
    comments, raw HTML, quotes and lists are text. Joined, the parts' texts are the source.
    """
    lines = split_lines(source)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    cuts = []
    for block in scan_blocks(source):
        if block.kind == "heading" and not block.path:
            heading = take_apart(source, block, lines[block.first : block.last])
            at = starts[block.first]
            cuts.append((at + 1 if at == 0 and source.startswith(_BOM) else at, block.level, heading.title))
    ends = [at for at, _, _ in cuts[1:]] + [len(source)]
    parts = [Part(source[: cuts[0][0]] if cuts else source, 0, "")]
    parts += [Part(source[at:end], level, title) for (at, level, title), end in zip(cuts, ends, strict=bool(cuts))]
    return tuple(parts)


def nest(levels: Sequence[int]) -> tuple[int | None, ...]:
    """For each heading level in document order, the index of its parent: the nearest one before that is smaller.

    A root part has level 0. Levels may be skipped; what has nothing above it has no parent.
    """
    parents: list[int | None] = []
    above: list[int] = []
    for index, level in enumerate(levels):
        while above and levels[above[-1]] >= level:
            above.pop()
        parents.append(above[-1] if above else None)
        above.append(index)
    return tuple(parents)


def open_block(text: str) -> OpenBlock | None:
    """The fence, comment or raw HTML block of a section that nothing closes, which would swallow the next heading.

    One inside a quote or list ends with it and does no harm.
    """
    for block in scan_blocks(text):
        if not block.closed and not block.path:
            kind = "fence" if block.kind == "code" else block.info
            return OpenBlock(kind, block.first + 1)
    return None


def opens_front_matter(text: str) -> bool:
    """Whether a document's beginning opens front matter that it does not close, so that a later "---" would."""
    first, *following = split_lines(text[:2000]) or ("",)
    if first.removeprefix(_BOM).rstrip() != "---" or not following or not following[0].strip():
        return False
    return not any(line.rstrip() in ("---", "...") for line in split_lines(text)[1:])


def needs_break(left: str, right: str) -> str:
    """What must be appended to one section's text so that the next one's heading stays a heading: endings or nothing.

    An open block (see `open_block`) cannot be mended by line endings; then only a line of its own is given.
    """
    if not left.removeprefix(_BOM):
        return ""
    heading = read_heading(right)
    if heading is None:
        return ""
    ending = dominant_ending(left) if left.rstrip("\r\n") != left else dominant_ending(left + right)
    line = right[: heading.rest]
    for gap in ("", ending, ending * 2):
        last = split_outline(left + gap + line)[-1]
        if last.text == line and last.level == heading.level:
            return gap
    return "" if left.endswith(("\n", "\r")) else ending
