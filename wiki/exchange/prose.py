"""Prose: pandoc's tree of a document, as Markdown that people write by hand.

Brackets stand as they are, numbers are typed, tables are pipe tables, headings begin with #, a paragraph is one line.
What has no such form becomes its words, and is counted. The tree is that of pandoc-types 1.23.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Any

from wiki.errors import TooLarge
from wiki.exchange.prose_lists import is_known, write_list
from wiki.exchange.word_columns import MARK as COLUMNS_MARK
from wiki.exchange.word_columns import Columns
from wiki.exchange.word_numbers import BULLET, MARK, Label

Node = Any

#: the level by which a document's own title is told from its headings, where it has one
TITLE_LEVEL = 9

#: rows times columns of one table
MAX_PLACES = 1_000_000

_SUPERSCRIPT = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_SUBSCRIPT = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_PUNCTUATION = r"!-/:-@\[-`{-~"
_SPECIAL = re.compile(
    rf"\\(?=[{_PUNCTUATION}])|`|(?<=\])\(|\[(?=\^)|<(?=[A-Za-z/!?])|&(?=#?\w+;)|\*(?!$)|(?<!^)\*|(?<!\w)_|_(?!\w)"
)
_ESCAPED = {"<": "&lt;", "&": "&amp;"}
_LINE_START = re.compile(r"^(?:#{1,6}(?=\s|$)|>|[+*](?=\s|$)|(?:[-=]\s?){2,}$|~~~)", re.MULTILINE)
_BLANKS = " \t\n"
_RULES = {"": "---", "center": ":---:", "right": "---:"}
_LINKED = re.compile(r"(?:https?://|mailto:)[^\s<>]+", re.IGNORECASE)


def write_prose(
    blocks: list[Node], *, labels: Sequence[Label] = (), columns: Sequence[Columns] = ()
) -> tuple[str, Counter[str]]:
    """The blocks as Markdown, and how often something became less than it was, by kind.

    `labels` and `columns` are what the marks in the words stand for (word_numbers, word_columns).
    Kinds: numbered, flat, struck, underlined, raised, formulas, merged_cells, nested, links. Footnotes stand at the end
    of the section that calls them, numbered through the document.
    Raises TooLarge for a table with more than a million places.
    """
    titled = any(it["t"] == "Header" and it["c"][0] >= TITLE_LEVEL for it in blocks)
    writer = _Writer(titled=titled, labels=labels, columns=columns)
    parts: list[str] = []
    beginnings = [place for place, block in enumerate(blocks) if block["t"] == "Header"]
    for start, end in pairwise([0, *beginnings, len(blocks)]):
        parts += [*writer.blocks(blocks[start:end]), *writer.take_notes()]
    whole = "".join(f"{part}\n\n" for part in parts)[:-1]
    # A mark that stood where no label can, as in code, is its words.
    whole = MARK.sub(lambda found: f"{labels[int(found[1])].text} " if int(found[1]) < len(labels) else "", whole)
    return COLUMNS_MARK.sub("", whole), writer.lost


class _Writer:
    def __init__(self, *, titled: bool, labels: Sequence[Label], columns: Sequence[Columns]) -> None:
        self.titled, self.labels, self.columns = titled, labels, columns
        self.lost: Counter[str] = Counter()
        self.notes: list[str] = []
        self.count = 0

    def take_notes(self) -> list[str]:
        notes, self.notes = self.notes, []
        return notes

    # Blocks: each becomes the parts that blank lines stand between.

    def blocks(self, blocks: list[Node]) -> list[str]:
        parts: list[str] = []
        for labelled, run in groupby(map(self.labelled, blocks), key=lambda it: it[0] is not None):
            if not labelled:
                parts += [part for _, block in run for part in self.block(block)]
                continue
            made = ((label, " ".join(self.paragraph(block["c"]))) for label, block in run if label is not None)
            items = [(label, text) for label, text in made if text or label.text not in (BULLET, "")]
            written, flat = write_list(items)
            self.lost["numbered"] += sum(label.text not in (BULLET, "") for label, _ in items)
            self.lost["flat"] += flat
            parts += written
        return parts

    def labelled(self, block: Node) -> tuple[Label | None, Node]:
        """A paragraph's label, escaped where it is no list's to Markdown, and the paragraph without its mark."""
        inlines = block["c"] if block["t"] in ("Para", "Plain") else []
        found = MARK.match(inlines[0]["c"]) if inlines and inlines[0]["t"] == "Str" else None
        if found is None or int(found[1]) >= len(self.labels):
            return None, block
        rest = inlines[0]["c"][found.end() :]
        label = self.labels[int(found[1])]
        if not is_known(label):
            label = Label(_escape_start(_escape(label.text)), label.level)
        return label, {"t": "Para", "c": [*([{"t": "Str", "c": rest}] if rest else []), *inlines[1:]]}

    def block(self, block: Node) -> list[str]:
        kind, content = block["t"], block.get("c")
        if kind in ("Para", "Plain"):
            return self.paragraph(content)
        if kind == "Header":
            return self.heading(content[0], content[2])
        if kind == "BlockQuote":
            return ["\n".join(f"> {line}".rstrip(" ") for line in "\n\n".join(self.blocks(content)).split("\n"))]
        if kind == "CodeBlock":
            fence = "`" * max(3, 1 + max(map(len, re.findall("`+", content[1])), default=0))
            return [f"{fence}\n{content[1]}\n{fence}"]
        if kind == "HorizontalRule":
            return ["---"]
        if kind == "Table":
            return self.table(content)
        if kind == "LineBlock":
            return ["  \n".join(self.inlines(line) for line in content)]
        if kind == "DefinitionList":
            return [
                part
                for term, meanings in content
                for part in [*self.paragraph(term), *(it for meaning in meanings for it in self.blocks(meaning))]
            ]
        if kind == "Div":
            return self.blocks(content[1])
        if kind == "Figure":
            return self.blocks([*content[2], *content[1][1]])
        return []

    def paragraph(self, inlines: list[Node]) -> list[str]:
        text = self.inlines(inlines).strip(_BLANKS)
        text = "  \n".join(line for it in text.split("\n") if (line := it.strip(_BLANKS)))
        return [_escape_start(text)] if text else []

    def heading(self, level: int, inlines: list[Node]) -> list[str]:
        while len(inlines) == 1 and inlines[0]["t"] in ("Strong", "Emph"):
            inlines = inlines[0]["c"]
        text = " ".join(line for it in self.inlines(inlines).split("\n") if (line := it.strip(_BLANKS)))
        if text.endswith("#"):
            text = text[:-1] + "\\#"
        level = 1 if level >= TITLE_LEVEL else level + self.titled
        return [f"{'#' * min(level, 6)} {text}"] if text else []

    def table(self, content: Node) -> list[str]:
        _, (_, caption), columns, (_, head), bodies, (_, foot) = content
        rows = [*head, *(row for body in bodies for row in [*body[2], *body[3]]), *foot]
        width = _width(rows, columns)
        grid = self.grid(rows, width)
        if not grid:
            return []
        aligned: Columns = ()
        marked = COLUMNS_MARK.search(grid[0][0])
        if marked and int(marked[1]) < len(self.columns):
            aligned = self.columns[int(marked[1])]
            grid[0][0] = grid[0][0].replace(marked[0], "").strip(_BLANKS)
        lines = [f"| {' | '.join(row)} |" for row in grid]
        rules = [_RULES[aligned[x]] if x < len(aligned) else _RULES[""] for x in range(width)]
        lines.insert(1, f"| {' | '.join(rules)} |")
        return [*self.blocks(caption), "\n".join(lines)]

    def grid(self, rows: list[Node], width: int) -> list[list[str]]:
        taken: dict[tuple[int, int], str] = {}
        for y, (_, cells) in enumerate(rows):
            x = 0
            for _, _, height, span, blocks in cells:
                while (y, x) in taken:
                    x += 1
                if height > 1 or span > 1:
                    self.lost["merged_cells"] += 1
                for dy in range(min(height, len(rows) - y)):
                    for dx in range(min(span, width - x)):
                        taken[y + dy, x + dx] = ""
                if x < width:
                    taken[y, x] = self.cell(blocks)
                x += span
        return [[taken.get((y, x), "") for x in range(width)] for y in range(len(rows))]

    def cell(self, blocks: list[Node]) -> str:
        lines: list[str] = []
        for block in blocks:
            if block["t"] == "Table":
                self.lost["nested"] += 1
                _, _, columns, (_, head), bodies, _ = block["c"]
                rows = [*head, *(row for body in bodies for row in [*body[2], *body[3]])]
                lines += [cell for row in self.grid(rows, _width(rows, columns)) for cell in row]
            else:
                parts = [line.strip(_BLANKS) for part in self.blocks([block]) for line in part.split("\n")]
                lines += [line.replace("|", "\\|") for line in parts]
        return "<br>".join(line for line in lines if line)

    # Inlines

    def inlines(self, inlines: list[Node]) -> str:
        return "".join(map(self.inline, inlines))

    def inline(self, inline: Node) -> str:
        kind, content = inline["t"], inline.get("c")
        if kind == "Str":
            return _escape(content)
        if kind in ("Space", "SoftBreak"):
            return " "
        if kind == "LineBreak":
            return "\n"
        if kind in ("Emph", "Strong"):
            return _around(self.inlines(content), "*" if kind == "Emph" else "**")
        if kind in ("Superscript", "Subscript"):
            return self.raised(content, _SUPERSCRIPT if kind == "Superscript" else _SUBSCRIPT)
        if kind in ("Underline", "Strikeout"):
            self.lost["underlined" if kind == "Underline" else "struck"] += 1
            return self.inlines(content)
        if kind == "SmallCaps":
            return self.inlines(content)
        if kind == "Quoted":
            single = content[0]["t"] == "SingleQuote"
            return f"{'‘' if single else '“'}{self.inlines(content[1])}{'’' if single else '”'}"
        if kind == "Code":
            fence = "`" * (1 + max(map(len, re.findall("`+", content[1])), default=0))
            return f"{fence}{content[1]}{fence}"
        if kind == "Math":
            self.lost["formulas"] += 1
            return f"`{content[1]}`"
        if kind == "Link":
            return self.link(content[1], content[2][0])
        if kind == "Note":
            return self.note(content)
        if kind in ("Span", "Cite"):
            return self.inlines(content[1])
        return ""

    def raised(self, content: list[Node], table: dict[int, int]) -> str:
        text = self.inlines(content)
        if all(ord(character) in table for character in text):
            return text.translate(table)
        self.lost["raised"] += 1
        return text

    def link(self, inlines: list[Node], address: str) -> str:
        text = self.inlines(inlines)
        if not _LINKED.fullmatch(address):
            self.lost["links"] += not address.startswith("#")
            return text
        if text == address:
            return f"<{address}>"
        if not text.strip(_BLANKS):
            return ""
        text = text.replace("[", "\\[").replace("]", "\\]").replace("\n", " ")
        return f"[{text}]({address.replace('(', '%28').replace(')', '%29')})"

    def note(self, blocks: list[Node]) -> str:
        self.count += 1
        number = self.count
        # Kept free first: a note may hold another note.
        place = len(self.notes)
        self.notes.append("")
        self.notes[place] = f"[^{number}]: {_indent(chr(10).join(_spaced(self.blocks(blocks))))}"
        return f"[^{number}]"


def _width(rows: list[Node], columns: list[Node]) -> int:
    # A damaged grid may tell of fewer columns than there are cells; no cell is lost for that.
    width: int = max(len(columns), *(sum(cell[3] for cell in cells) for _, cells in rows), 1)
    if width * len(rows) > MAX_PLACES:
        raise TooLarge("A table of the document is too large to be read.", field="file")
    return width


def _spaced(parts: list[str]) -> list[str]:
    return [line for index, part in enumerate(parts) for line in ([part] if not index else ["", part])]


def _indent(text: str) -> str:
    """Every line after the first four columns in, where Markdown takes it for the same item."""
    return re.sub(r"\n(?!\n|$)", "\n    ", text)


def _around(text: str, mark: str) -> str:
    """Marked text; blanks at its edges stay outside, where the mark would not be one."""
    inner = text.strip(_BLANKS)
    if not inner:
        return text
    before, after = text[: text.index(inner)], text[text.index(inner) + len(inner) :]
    return f"{before}{mark}{inner}{mark}{after}"


def _escape(words: str) -> str:
    return _SPECIAL.sub(lambda found: _ESCAPED.get(found[0], "\\" + found[0]), words)


def _escape_start(text: str) -> str:
    return _LINE_START.sub(lambda found: ("&#126;" if found[0][0] == "~" else "\\" + found[0][0]) + found[0][1:], text)
