"""Brackets: words not agreed, found as structure in the text as typed.

Here is where they stand. How they nest and which are options for one place is `bracket_nests.py`, what their words say
`bracket_words.py`; texts with a bracket lifted or chosen are `bracket_views.py`, reached through here. Links,
footnotes, task boxes, code, [sic] and [...] are none. Bad text is data: what does not balance is reported by place.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wiki.text.block_starts import is_reference
from wiki.text.blocks import scan_blocks
from wiki.text.bracket_nests import Bracket, Brackets, group_options, nest_brackets
from wiki.text.bracket_views import choose_one, clean_text, drop, lift
from wiki.text.bracket_words import (
    is_address,
    is_deletion,
    is_editorial,
    is_placeholder,
    owner_prefix,
    read_owners,
    split_options,
)

__all__ = ["Bracket", "Brackets", "choose", "clean_view", "count_open", "drop", "lift", "parse_brackets"]

_TOKEN = re.compile(r"\\[!-/:-@\[-`{-~]|`+|[\[\]［］]|<!--|<(?=[A-Za-z/])")
_TAG = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]*:[^<>\s]*|/?[A-Za-z][^<>]*)>")
_NUMBERED = re.compile(r"[\s>*_]*(?:\d+|\([a-z]+\))?\.?\s*(?:alt|bis|ter|quater|alternative)\b[\s.:*_0-9]*$", re.I)
_TASK = re.compile(r"(?:[-+*]|\d+[.)])[ \t]+$")
_TITLE = re.compile(r"""[ \t]+["'(][^"']*["')]?[ \t]*$""")
_SUFFIX = re.compile(r"\(([^()\[\]\r\n]{1,200})\)")
_PARENTHESIS = re.compile(r"[()\r\n]")
_HEAD = 500  # how much of a bracket's words is looked at
_REACH = 2000  # how far a link's address may reach; what is longer is text


def parse_brackets(text: str) -> Brackets:
    """The brackets of a text. One may reach over paragraphs; full-width ones count alike."""
    return _Parse(text).run() if _has_brackets(text) else Brackets((), ())


def parse_marks(text: str) -> tuple[Brackets, tuple[tuple[int, int, int], ...]]:
    """The brackets, and what only looks like one (links, footnote marks, task boxes): "[", its "]", where it ends."""
    parse = _Parse(text)
    return (parse.run(), tuple(sorted(parse.links))) if _has_brackets(text) else (Brackets((), ()), ())


def count_open(text: str) -> int:
    """How many brackets are open, those without a partner included: nothing is agreed while this is not nought."""
    found = parse_brackets(text)
    return len(found.brackets) + len(found.unbalanced)


def clean_view(text: str) -> str:
    """The text as it reads without brackets: words kept, owners and instructions out, options joined by a slash."""
    return clean_text(text, parse_brackets(text).brackets)


def choose(text: str, bracket: Bracket, option: int = 0) -> str:
    """The text with this bracket's words in the place of all options of its group; `option` counts in a slash form."""
    group = [
        item for item in parse_brackets(text).brackets if bracket.group is not None and item.group == bracket.group
    ]
    return choose_one(text, bracket, group, option)


def _has_brackets(text: str) -> bool:
    return any(mark in text for mark in "[]［］")


@dataclass(slots=True)
class _Open:
    at: int
    index: int
    leaf: int  # where its block begins
    parent: int | None


class _Parse:
    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Bracket | None] = []
        self.open: list[_Open] = []
        self.stray: list[int] = []
        self.names: set[str] = set()
        self.escaped = 0  # \\[ before which no partner was met
        self.links: list[tuple[int, int, int]] = []

    def run(self) -> Brackets:
        leaves = list(self._leaves())
        for start, end in leaves:
            self._note_references(start, end)
        for start, end in leaves:
            self._read_leaf(start, end)
        self.stray += [item.at for item in self.open]
        return Brackets(group_options(self.text, nest_brackets(self.found)), tuple(sorted(self.stray)))

    def _leaves(self) -> Iterator[tuple[int, int]]:
        for block in scan_blocks(self.text):
            if block.kind in ("paragraph", "heading", "table") or (block.kind == "html" and block.info == "tags"):
                yield min([block.start, *(box.start for box in block.path if box.kind == "footnote")]), block.end

    def _note_references(self, start: int, end: int) -> None:
        if self.text.startswith("[", start) or "\n[" in self.text[start:end] or "\r[" in self.text[start:end]:
            for line in re.split(r"\r\n|\n|\r", self.text[start:end]):
                if is_reference(line):
                    self.names.add(_name(line.lstrip()[1 : line.lstrip().index("]:")]))

    def _read_leaf(self, start: int, end: int) -> None:
        at = start
        missing: set[int] = set()  # lengths of backtick runs that have no partner in this block
        while found := _TOKEN.search(self.text, at, end):
            mark, at = found[0], found.end()
            if mark[0] == "\\":
                self.escaped = max(0, self.escaped + (mark == "\\[") - (mark == "\\]"))
            elif mark[0] == "`":
                if len(mark) not in missing:
                    close = _same_run(self.text, at, end, len(mark))
                    if close:
                        at = close
                    else:
                        missing.add(len(mark))
            elif mark == "<!--":
                close = self.text.find("-->", at, end)
                at = close + 3 if close >= 0 else at
            elif mark == "<":
                tag = _TAG.match(self.text, found.start(), min(end, found.start() + _REACH))
                at = tag.end() if tag else at
            elif mark in "[［":
                index = len(self.found)
                self.found.append(None)
                self.open.append(_Open(found.start(), index, start, self.open[-1].index if self.open else None))
            elif mark in "]］":
                at = self._close(found.start(), start, end)

    def _close(self, at: int, leaf: int, end: int) -> int:
        """Close the innermost bracket; where reading goes on (after a link's address)."""
        if not self.open:
            if self.escaped:
                self.escaped -= 1
            else:
                self.stray.append(at)
            return at + 1
        opened = self.open.pop()
        # What is asked of the words is answered by their beginning: deep nesting must not cost its square.
        words = self.text[opened.at + 1 : min(at, opened.at + 1 + _HEAD)]
        whole = at - opened.at - 1 <= _HEAD
        after = at + 1
        if self.text[opened.at] == "[" and self.text[at] == "]" and (link := self._link_end(opened, words, at, end)):
            self.links.append((opened.at, at, link))
            return link
        if whole and is_editorial(words):
            return after
        owners: tuple[str, ...] = ()
        suffix = _SUFFIX.match(self.text, after, end)
        if suffix and (owners := read_owners(suffix[1])):
            after = suffix.end()
        prefix, skip = owner_prefix(words)
        owners = prefix + owners
        begin = opened.at + 1 + skip
        nested = opened.index < len(self.found) - 1
        kind, options = self._kind(opened, words[skip:], begin, after, end) if whole and not nested else ("text", ())
        if kind == "attribution":
            owners = read_owners(words)
        self.found[opened.index] = Bracket(
            opened.at, after, begin, at, owners, kind, len(self.open), None, opened.parent, (), options
        )
        return after

    def _kind(
        self, opened: _Open, words: str, begin: int, after: int, end: int
    ) -> tuple[str, tuple[tuple[int, int], ...]]:
        if (
            opened.at - opened.leaf < 60
            and _NUMBERED.match(self.text[opened.leaf : opened.at])
            and read_owners(words)
            and self.text[after : min(end, after + 20)].strip()[:1] not in ("", "[")
        ):
            return "attribution", ()
        if is_deletion(words):
            return "deletion", ()
        if is_placeholder(words):
            return "placeholder", ()
        options = tuple((begin + low, begin + high) for low, high in split_options(words))
        return ("alternative" if options else "text"), options

    def _link_end(self, opened: _Open, words: str, at: int, end: int) -> int:
        """Where the link, footnote or task box ends that these marks are; 0 where they are a bracket."""
        text, after = self.text, at + 1
        following = text[after : after + 1] if after < end else ""
        if words.startswith("^") and len(words) > 1 and not re.search(r"\s", words):
            return after
        if words in (" ", "x", "X") and following in (" ", "\t"):
            line = max(text.rfind("\n", 0, opened.at), text.rfind("\r", 0, opened.at)) + 1
            if opened.at - line < 40 and _TASK.search(text, line, opened.at):
                return after
        if following == "(":
            close = _closing_parenthesis(text, after, min(end, after + _REACH))
            if close and is_address(_TITLE.sub("", text[after + 1 : close]).strip()):
                return close + 1
        if following == "[":
            close = text.find("]", after, min(end, after + 200))
            label = text[after + 1 : close] if close > 0 else None
            if label is not None and "[" not in label:
                if _name(label or words) in self.names:
                    return close + 1
                if re.fullmatch(r"\d{1,3}", label) and " " in words.strip() and re.search(r"[^\W\d_]", words):
                    return close + 1
        return after if _name(words) in self.names else 0


def _closing_parenthesis(text: str, at: int, end: int) -> int:
    depth = 0
    for found in _PARENTHESIS.finditer(text, at, end):
        if found[0] == "(":
            depth += 1
            if depth > 8:
                return 0
        elif found[0] == ")":
            depth -= 1
            if not depth:
                return found.start()
        else:
            return 0
    return 0


def _same_run(text: str, at: int, end: int, length: int) -> int:
    """The end of the next run of as many backticks; 0 where there is none."""
    for found in re.compile("`+").finditer(text, at, end):
        if len(found[0]) == length:
            return found.end()
    return 0


def _name(label: str) -> str:
    return " ".join(label.split()).casefold()
