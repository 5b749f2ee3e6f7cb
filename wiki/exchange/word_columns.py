"""How the columns of a Word document's tables are set: by the alignment of the paragraphs in their cells.

The converter knows nothing of it. So a table with a column that stands in the middle or at the far side is given a
mark in its first cell, in characters that no text may hold, which prose.py finds again behind the converter.
"""

import re
from collections.abc import Iterator

from lxml import etree

from wiki.exchange.ooxml import Element
from wiki.exchange.word_settling import MAX_COLUMNS, row_of, span_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: what stands in the first cell of a table: the place of its columns in the list of all
MARK = re.compile("\ue002([0-9]{1,7})\ue003")
_SIDES = {"center": "center", "right": "right", "end": "right"}
_HOPS = 20

#: for each column "center", "right" or nothing
Columns = tuple[str, ...]


def mark_columns(root: Element, styles: Element | None, placed: list[Columns]) -> None:
    """Mark the tables whose columns say that they are aligned, and add to `placed` how. A column says so where every
    paragraph with words in it does; the first row, if there are others, may have a way of its own."""
    of_style = _sides_of_styles(styles)
    for table in root.iter(f"{_W}tbl"):
        if next(table.iterancestors(f"{_W}tbl"), None) is not None:
            continue
        columns = _columns_of(table, of_style)
        first = next(table.iter(f"{_W}p"), None)
        if any(columns) and first is not None:
            properties = first.find(f"{_W}pPr")
            run = etree.Element(f"{_W}r")
            etree.SubElement(run, f"{_W}t").text = f"\ue002{len(placed)}\ue003"
            first.insert(0 if properties is None else first.index(properties) + 1, run)
            placed.append(columns)


def _columns_of(table: Element, of_style: dict[str, str]) -> Columns:
    rows = list(table.iterchildren(f"{_W}tr"))
    found: list[set[str]] = [set() for _ in range(MAX_COLUMNS)]
    for row in rows[1:] or rows:
        for column, width, cell in _cells_of(row):
            if width == 1 and column < MAX_COLUMNS:
                found[column].update(_sides_of(cell, of_style))
    return tuple(sides.pop() if len(sides) == 1 else "" for sides in found)


def _cells_of(row: Element) -> Iterator[tuple[int, int, Element]]:
    before = row.find(f"{_W}trPr/{_W}gridBefore")
    column = 0 if before is None else span_of(before)
    for cell in row.iter(f"{_W}tc"):
        if row_of(cell) is row:
            said = cell.find(f"{_W}tcPr/{_W}gridSpan")
            width = 1 if said is None else span_of(said)
            yield column, width, cell
            column += width


def _sides_of(cell: Element, of_style: dict[str, str]) -> Iterator[str]:
    for paragraph in cell.iterchildren(f"{_W}p"):
        if not any((it.text or "").strip() for it in paragraph.iter(f"{_W}t")):
            continue
        properties = paragraph.find(f"{_W}pPr")
        own = properties.find(f"{_W}jc") if properties is not None else None
        style = properties.find(f"{_W}pStyle") if properties is not None else None
        said = own.get(f"{_W}val", "") if own is not None else ""
        said = said or (of_style.get(style.get(f"{_W}val", ""), "") if style is not None else "")
        side = _SIDES.get(said, "")
        # From right to left, the far side is the left one, of which a table in Markdown knows nothing.
        turned = properties is not None and properties.find(f"{_W}bidi") is not None
        yield "" if turned and side == "right" else side


def _sides_of_styles(styles: Element | None) -> dict[str, str]:
    said: dict[str, tuple[str, str]] = {}
    for it in styles.iterchildren(f"{_W}style") if styles is not None else ():
        side, base = it.find(f"{_W}pPr/{_W}jc"), it.find(f"{_W}basedOn")
        said[it.get(f"{_W}styleId", "")] = (
            side.get(f"{_W}val", "") if side is not None else "",
            base.get(f"{_W}val", "") if base is not None else "",
        )
    made = {}
    for style in said:
        at, side = style, ""
        for _ in range(_HOPS):
            if side or at not in said:
                break
            side, at = said[at]
        made[style] = side
    return made
