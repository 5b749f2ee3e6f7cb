"""Tables in the tree of a rendered text: which cells a row has, and where their words stand."""

import re
import xml.etree.ElementTree as etree  # a tree is built here, nothing is parsed
from itertools import pairwise

from wiki.text.block_starts import PIPE
from wiki.text.blocks import Block
from wiki.text.render_inline import Words

_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_MOST_CELLS = 20_000


def add_table(parent: etree.Element, source: str, block: Block, words: Words, mark: str) -> None:
    """Add a table to its parent; the mark goes into its first cell. What is beyond 20,000 cells is left out."""
    outer = etree.SubElement(parent, "table")
    aligns = [_alignment(source[start:end]) for start, end in _cells(source, *block.spans[1])]
    head = etree.SubElement(etree.SubElement(outer, "thead"), "tr")
    body = etree.SubElement(outer, "tbody")
    budget = _MOST_CELLS
    for number, span in enumerate(block.spans):
        if number == 1 or budget <= 0:
            continue
        row = etree.SubElement(body, "tr") if number else head
        cells = _cells(source, *span)[: len(aligns)]
        budget -= len(cells)
        for column, align in enumerate(aligns):
            cell = etree.SubElement(row, "td" if number else "th", dir="auto")
            if align:
                cell.set("align", align)
            if column < len(cells):
                cell.text = mark + words.text_of([cells[column]]).replace("\\|", "|")
                mark = ""
    if not len(body):
        outer.remove(body)


def _cells(source: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the cells of a row stand, without the blanks around their words."""
    line = source[start:end]
    code = [found.span() for found in _CODE.finditer(line)] if line.count("`") < 200 else []
    cuts = [found.start() for found in PIPE.finditer(line) if not any(low < found.start() < high for low, high in code)]
    edges = [-1, *cuts, len(line)]
    cells = [(low + 1, high) for low, high in pairwise(edges)]
    if cells and not line[slice(*cells[0])].strip() and cuts:
        cells = cells[1:]
    if len(cells) > 1 and not line[slice(*cells[-1])].strip():
        cells = cells[:-1]
    trimmed = []
    for low, high in cells:
        words = line[low:high]
        low += len(words) - len(words.lstrip(" \t"))
        trimmed.append((start + low, start + max(low, low + len(words.strip(" \t")))))
    return trimmed


def _alignment(cell: str) -> str:
    left, right = cell.startswith(":"), cell.endswith(":")
    return "center" if left and right else "right" if right else "left" if left else ""
