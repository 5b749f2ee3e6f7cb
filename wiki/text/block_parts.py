"""The parts a source is scanned into: blocks, the quotes and items they stand in, and a leaf while it is open.

Data and how a leaf becomes a block; the scan that opens and closes them is `blocks.py`, through which they are reached.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Container:
    """A quote, list item or footnote definition that holds blocks.

    `marker` is what was typed ("-", "3.", ">", the footnote's name), `start` where the marker stands, `indent` how
    many columns its content needs, `number` its place among all containers of the text.
    """

    kind: str
    marker: str
    start: int
    indent: int
    number: int


@dataclass(frozen=True, slots=True)
class Block:
    """A leaf: heading, paragraph, table, code (fenced or indented), html, rule or front_matter.

    `spans` are the code point ranges of its lines without endings and without what its containers consumed; a fence
    counts its opening and closing line. `first` and `last` are line numbers, half-open. `closed` is False for a
    fence, comment or raw block that runs to the end because nothing closes it. `info` is a fence's language line, or
    the form of a heading (atx, setext), or what kind of html ("comment", "raw", "tags").
    """

    kind: str
    first: int
    last: int
    spans: tuple[tuple[int, int], ...]
    path: tuple[Container, ...] = ()
    level: int = 0
    closed: bool = True
    info: str = ""

    @property
    def start(self) -> int:
        """Where the block's own characters begin."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where they end, before the last line's ending."""
        return self.spans[-1][1]


@dataclass(slots=True)
class Leaf:
    """A leaf that is still open: what a Block needs to be, as far as it has been read."""

    kind: str
    first: int
    spans: list[tuple[int, int]]
    level: int = 0
    info: str = ""
    fence: str = ""
    indent: int = 0
    until: re.Pattern[str] | None = None
    closed: bool = True

    def close(self, source: str, after: int, path: tuple[Container, ...]) -> Block:
        """The block it became, which ends before a line; indented code leaves its last blank lines outside."""
        spans = self.spans
        if self.kind == "code":
            while not source[slice(*spans[-1])].strip(" \t"):
                spans.pop()
                after = min(after, self.first + len(spans))
        kind = "code" if self.kind == "fence" else self.kind
        info = self.info if self.kind != "fence" else f"{self.fence} {self.info}".rstrip()
        return Block(kind, self.first, after, tuple(spans), path, self.level, self.closed, info)
