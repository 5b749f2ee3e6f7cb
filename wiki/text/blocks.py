"""The blocks of a Markdown source: which lines are headings, paragraphs, code, tables, in which quote or item.

One scan serves the outline, the addresses of paragraphs, brackets and rendering, so that they never disagree on
what is a heading and what is code. It follows the block structure of CommonMark 0.31 (section 4 and 5, appendix A)
with the tables of GFM, footnote definitions and YAML front matter. Nothing here looks inside a line of text:
emphasis and links belong to rendering. Positions are code points of the source.
"""

from functools import lru_cache

from wiki.text.block_parts import Block, Container, Leaf
from wiki.text.block_starts import (
    ATX,
    DELIMITER_ROW,
    FENCE,
    FOOTNOTE,
    RULE,
    SETEXT,
    count_cells,
    front_matter_end,
    html_start,
    interrupts,
    is_reference,
    list_marker,
    may_interrupt,
)
from wiki.text.columns import Cursor
from wiki.text.lines import cut_ending, split_lines

__all__ = ["MAX_DEPTH", "Block", "Container", "scan_blocks"]

MAX_DEPTH = 24  # containers deeper than this are read as text, so that hostile nesting stays cheap


@lru_cache(maxsize=4)  # outline, paragraphs, brackets and rendering ask about the same text one after another
def scan_blocks(source: str) -> tuple[Block, ...]:
    """Every block of a source in order; bad Markdown is text, never an error."""
    return tuple(_Scan(source).run())


class _Scan:
    def __init__(self, source: str) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.stack: list[Container] = []
        self.leaf: Leaf | None = None
        self.lines = [cut_ending(line) for line in split_lines(source)]
        self.line = ""
        self.number = 0  # of the line
        self.begin = 0  # where the line begins in the source
        self.at = Cursor("")
        self.containers = 0

    def run(self) -> list[Block]:
        if after := front_matter_end(self.lines):
            spans = [self._pass(*self.lines[number]) for number in range(after)]
            self.blocks.append(Block("front_matter", 0, after, tuple(spans)))
        while self.number < len(self.lines):
            words, ending = self.lines[self.number]
            if self.stack or not self._read_plain_line(words):
                self.line = words
                self.at = Cursor(words, 1 if self.number == 0 and words.startswith("\ufeff") else 0)
                self._read_line()
            self._pass(words, ending)
        self._close_leaf(self.number)
        return self.blocks

    def _pass(self, words: str, ending: str) -> tuple[int, int]:
        """Go on to the next line; where the words of this one stand."""
        begin = self.begin
        self.begin += len(words) + len(ending)
        self.number += 1
        return begin, begin + len(words)

    def _read_plain_line(self, words: str) -> bool:
        """Read what most lines outside quotes and lists are, at little cost: text that begins with a letter, which
        opens nothing and closes nothing, or an empty line. False where it is something else."""
        leaf = self.leaf
        if leaf is not None and leaf.kind != "paragraph":
            return False
        if not words:
            self._close_leaf(self.number)
            return True
        if not words[0].isalpha():
            return False
        if leaf is None:
            self.leaf = leaf = Leaf("paragraph", self.number, [])
        leaf.spans.append((self.begin, self.begin + len(words)))
        return True

    def _read_line(self) -> None:
        matched = self._match_containers()
        leaf = self.leaf
        whole = matched == len(self.stack)
        if whole and leaf and self._continue_leaf(leaf):
            return
        blank = self.at.indent()[0] == len(self.line)
        paragraph = leaf is not None and leaf.kind == "paragraph"
        if blank:
            self._drop_containers(matched)
            leaf = self.leaf
            if leaf and leaf.kind in ("paragraph", "table", "html"):
                self._close_leaf(self.number)
            elif leaf and leaf.kind == "code":
                self._add_span(leaf)
            return
        if not whole:
            at, width = self.at.indent()
            if paragraph and leaf and (width > 3 or not interrupts(self.line[at:], lazy=True)):
                self.at.pos = at
                self._add_span(leaf)  # a lazy continuation
                return
            self._drop_containers(matched)
        self._open_blocks()

    def _match_containers(self) -> int:
        for index, container in enumerate(self.stack):
            at, width = self.at.indent()
            if container.kind == "quote":
                if width > 3 or at == len(self.line) or self.line[at] != ">":
                    return index
                self.at.advance_to(at + 1, width + 1)
                if self.line[at + 1 : at + 2] in (" ", "\t"):
                    self.at.consume(1)
            elif at == len(self.line):
                # An item that began with an empty line ends at a second one.
                if self.leaf is None and not self._has_content(container):
                    return index
                self.at.pos = at
            elif width >= container.indent:
                self.at.consume(container.indent)
            else:
                return index
        return len(self.stack)

    def _has_content(self, container: Container) -> bool:
        inside = bool(self.blocks) and container in self.blocks[-1].path
        return inside or self.stack[-1] is not container

    def _continue_leaf(self, leaf: Leaf) -> bool:
        """Whether the open fence, raw block or indented code takes this line."""
        at, width = self.at.indent()
        if leaf.kind == "fence":
            mark = self.line[at:].rstrip(" \t")
            if width < 4 and mark and set(mark) == {leaf.fence[0]} and len(mark) >= len(leaf.fence):
                leaf.closed = True
                self._add_span(leaf)
                self._close_leaf(self.number + 1)
                return True
            self.at.consume(min(width, leaf.indent))
            self._add_span(leaf)
            return True
        if leaf.kind == "html":
            if leaf.until is None and at == len(self.line):
                return False
            self._add_span(leaf)
            if leaf.until is not None and leaf.until.search(self.line, self.at.pos):
                leaf.closed = True
                self._close_leaf(self.number + 1)
            return True
        if leaf.kind == "code" and width >= 4 and at < len(self.line):
            self.at.consume(4)
            self._add_span(leaf)
            return True
        return False

    def _open_blocks(self) -> None:
        """Open the containers this line begins, then its leaf."""
        fresh = False  # whether this line opened a container, so that no paragraph is continued
        while True:
            at, width = self.at.indent()
            if at == len(self.line):
                return
            leaf = None if fresh else self.leaf
            paragraph = leaf if leaf and leaf.kind == "paragraph" else None
            if width > 3:
                if paragraph:
                    self.at.advance_to(at, width)
                    self._add_span(paragraph)
                else:
                    self.at.consume(4)
                    self._start_leaf(Leaf("code", self.number, []))
                return
            rest = self.line[at:]
            deep = len(self.stack) >= MAX_DEPTH
            if rest[0] == ">" and not deep:
                self.at.advance_to(at + 1, width + 1)
                if rest[1:2] in (" ", "\t"):
                    self.at.consume(1)
                self._push("quote", ">", at, 0)
                fresh = True
                continue
            if self._open_leaf(rest, at, width, paragraph):
                return
            note = FOOTNOTE.match(rest)
            if note and not deep:
                self.at.advance_to(at + note.end(), width + note.end())
                self.at.consume(self.at.indent()[1])
                self._push("footnote", note[1], at, 4)
                fresh = True
                continue
            marker = list_marker(rest)
            if marker and not deep and (not paragraph or may_interrupt(rest, marker)):
                self._open_item(marker, at, width)
                fresh = True
                continue
            self._open_text(paragraph, rest, at, width)
            return

    def _open_item(self, marker: str, at: int, width: int) -> None:
        self.at.advance_to(at + len(marker), width + len(marker))
        after, gap = self.at.indent()
        if after == len(self.line) or gap > 4:
            taken = min(gap, 1)
            indent = width + len(marker) + 1
        else:
            taken = gap
            indent = width + len(marker) + gap
        self.at.consume(taken)
        self._push("item", marker, at, indent)

    def _open_leaf(self, rest: str, at: int, width: int, paragraph: Leaf | None) -> bool:
        """Open what is recognised by its first line; False where this is text or an item."""
        if found := ATX.match(rest):
            self.at.advance_to(at, width)
            self._start_leaf(Leaf("heading", self.number, [], level=len(found[1]), info="atx"))
            self._close_leaf(self.number + 1)
            return True
        if found := FENCE.match(rest):
            self.at.advance_to(at, width)
            info = rest[len(found[0]) :].strip(" \t")
            self._start_leaf(Leaf("fence", self.number, [], info=info, fence=found[0], indent=width, closed=False))
            return True
        if html := html_start(rest, interrupting=paragraph is not None):
            info, until = html
            self._start_leaf(Leaf("html", self.number, [], info=info, until=until, closed=until is None))
            if self.leaf and until and until.search(rest, 4 if info == "comment" else 2):
                self.leaf.closed = True
                self._close_leaf(self.number + 1)
            return True
        if paragraph and (found := SETEXT.match(rest)) and not self._only_references(paragraph):
            paragraph.kind, paragraph.info = "heading", "setext"
            paragraph.level = 1 if rest[0] == "=" else 2
            self.at.advance_to(at, width)
            self._add_span(paragraph)
            self._close_leaf(self.number + 1)
            return True
        if RULE.match(rest):
            self.at.advance_to(at, width)
            self._start_leaf(Leaf("rule", self.number, []))
            self._close_leaf(self.number + 1)
            return True
        return False

    def _open_text(self, paragraph: Leaf | None, rest: str, at: int, width: int) -> None:
        self.at.advance_to(at, width)
        leaf = self.leaf
        if leaf and leaf.kind == "table" and not paragraph:
            self._add_span(leaf)
            return
        if not paragraph:
            self._start_leaf(Leaf("paragraph", self.number, []))
            return
        above = self.source[slice(*paragraph.spans[-1])]
        if "|" in rest and DELIMITER_ROW.match(rest) and count_cells(above) == count_cells(rest):
            span = paragraph.spans.pop()
            if paragraph.spans:
                self._close_leaf(self.number - 1)
            self.leaf = Leaf("table", self.number - 1, [span])
            self._add_span(self.leaf)
            return
        self._add_span(paragraph)

    def _only_references(self, paragraph: Leaf) -> bool:
        return all(is_reference(words) for words, _ in self.lines[paragraph.first : self.number])

    def _push(self, kind: str, marker: str, at: int, indent: int) -> None:
        self._close_leaf(self.number)
        self.containers += 1
        self.stack.append(Container(kind, marker, self.begin + at, indent, self.containers))

    def _drop_containers(self, keep: int) -> None:
        if keep < len(self.stack):
            self._close_leaf(self.number)
            del self.stack[keep:]

    def _start_leaf(self, leaf: Leaf) -> None:
        self._close_leaf(self.number)
        self.leaf = leaf
        self._add_span(leaf)

    def _add_span(self, leaf: Leaf) -> None:
        leaf.spans.append((self.begin + self.at.pos, self.begin + len(self.line)))

    def _close_leaf(self, after: int) -> None:
        leaf = self.leaf
        if leaf is None:
            return
        self.leaf = None
        self.blocks.append(leaf.close(self.source, after, tuple(self.stack)))
