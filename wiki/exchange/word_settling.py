"""Settling a Word document: tracked changes accepted, fields shown, wrappers opened, before pandoc reads it.

Pandoc passes over elements that it does not know, with the words in them, and keeps to a table's grid even where the
grid is wrong. What is done here loses no word that Word would show.
"""

from collections import Counter

from lxml import etree

from wiki.exchange.ooxml import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Word's own limit
MAX_COLUMNS = 63
_WRAPPERS = ("customXml", "smartTag", "dir", "bdo", "rubyBase")


def settle(root: Element, found: Counter[str]) -> None:
    """Change a part's tree to what the document says now; counts insertions, deletions, fields, hidden."""
    _accept(root, found)
    _settle_fields(root, found)
    for it in list(root.iter(f"{_W}ruby")):
        bases = it.findall(f"{_W}rubyBase")
        run = it.getparent()
        parent, place = run.getparent(), run.getparent().index(run)
        parent[place + 1 : place + 1] = bases
        remove(it)
    for it in list(root.iter(*(f"{_W}{tag}" for tag in _WRAPPERS))):
        _open(it)
    for it in list(root.iter(f"{_W}vanish")):
        run = it.getparent().getparent()
        if run is not None and run.tag == f"{_W}r" and it.get(f"{_W}val") not in ("0", "false"):
            found["hidden"] += 1
            remove(run)
    for table in root.iter(f"{_W}tbl"):
        _mend_grid(table)


def remove(element: Element) -> None:
    """Take an element out, with all that is in it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _open(element: Element) -> None:
    """Put what an element holds in its place."""
    parent = element.getparent()
    if parent is not None:
        place = parent.index(element)
        parent[place : place + 1] = list(element)


def _accept(root: Element, found: Counter[str]) -> None:
    for it in list(root.iter(f"{_W}ins", f"{_W}moveTo")):
        in_mark = _in_mark(it)
        found["insertions"] += in_mark or len(it) > 0
        if in_mark:
            remove(it)
        else:
            _open(it)
    for it in list(root.iter(f"{_W}del", f"{_W}moveFrom")):
        found["deletions"] += _in_mark(it) or len(it) > 0
        owner = it.getparent()
        if owner is not None and owner.tag == f"{_W}trPr":
            remove(owner.getparent())
        elif not _in_mark(it):
            remove(it)
    # From the end, so that a paragraph whose mark is gone meets a whole one.
    for paragraph in reversed(list(root.iter(f"{_W}p"))):
        if any(paragraph.find(f"{_W}pPr/{_W}rPr/{_W}{tag}") is not None for tag in ("del", "moveFrom")):
            _join(paragraph)


def _join(paragraph: Element) -> None:
    """A paragraph whose mark was deleted goes on with the next one's words, in the next one's style."""
    following = paragraph.getnext()
    if following is None or following.tag != f"{_W}p":
        if not any(it.tag != f"{_W}pPr" for it in paragraph) and len(paragraph.getparent()) > 1:
            remove(paragraph)
        return
    properties = following.find(f"{_W}pPr")
    place = 0 if properties is None else following.index(properties) + 1
    following[place:place] = [it for it in paragraph if it.tag != f"{_W}pPr"]
    remove(paragraph)


def _in_mark(change: Element) -> bool:
    """Whether it says that a paragraph mark or a table row came or went."""
    parent = change.getparent()
    return parent is not None and parent.tag in (f"{_W}rPr", f"{_W}trPr")


def _settle_fields(root: Element, found: Counter[str]) -> None:
    """Make of every field but a link the words it last showed; the converter leaves out what it does not know."""
    for it in list(root.iter(f"{_W}fldSimple")):
        found["fields"] += _is_said(it.get(f"{_W}instr", ""))
        parent, place = it.getparent(), it.getparent().index(it)
        parent[place : place + 1] = list(it)
    open_fields: list[list[Element]] = []
    for it in list(root.iter(f"{_W}fldChar", f"{_W}instrText")):
        kind = it.get(f"{_W}fldCharType")
        if kind == "begin":
            open_fields.append([])
        if open_fields:
            open_fields[-1].append(it)
        if kind == "end" and open_fields:
            field = open_fields.pop()
            code = "".join(piece.text or "" for piece in field)
            if code.split()[:1] != ["HYPERLINK"]:
                found["fields"] += _is_said(code)
                for piece in field:
                    remove(piece)


def _is_said(code: str) -> bool:
    return code.split()[:1] not in ([], ["TOC"], ["PAGE"], ["PAGEREF"], ["HYPERLINK"])


def _mend_grid(table: Element) -> None:
    """Give a table as many columns as its rows need, and no cell more than Word has."""
    for span in table.iter(f"{_W}gridSpan", f"{_W}gridBefore", f"{_W}gridAfter"):
        span.set(f"{_W}val", str(span_of(span)))
    width = max((_row_width(row) for row in table.iterchildren(f"{_W}tr")), default=0)
    grid = table.find(f"{_W}tblGrid")
    if grid is None:
        grid = etree.Element(f"{_W}tblGrid")
        properties = table.find(f"{_W}tblPr")
        table.insert(0 if properties is None else table.index(properties) + 1, grid)
    columns = [it for it in grid.findall(f"{_W}gridCol") if (it.get(f"{_W}w") or "").isdigit()]
    if len(columns) < width <= MAX_COLUMNS:
        for it in list(grid):
            grid.remove(it)
        for _ in range(width):
            etree.SubElement(grid, f"{_W}gridCol", {f"{_W}w": "1000"})


def _row_width(row: Element) -> int:
    before = row.find(f"{_W}trPr/{_W}gridBefore")
    # Cells may stand in content controls, but those of a table in a cell are not this row's.
    spans = (cell.find(f"{_W}tcPr/{_W}gridSpan") for cell in row.iter(f"{_W}tc") if row_of(cell) is row)
    return (0 if before is None else span_of(before)) + sum(1 if span is None else span_of(span) for span in spans)


def row_of(cell: Element) -> Element:
    """The row a cell stands in."""
    return next(cell.iterancestors(f"{_W}tr"))


def span_of(element: Element) -> int:
    """How many columns an element tells of, no more than Word has; one where it is none."""
    said = element.get(f"{_W}val", "")
    return min(int(said), MAX_COLUMNS) if said.isdecimal() and len(said) < 4 else 1
