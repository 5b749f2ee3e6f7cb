"""Paragraphs: the addressable blocks of a section, and the numbers typed in front of them.

What a block is comes from `blocks.py`; how a paragraph keeps its permanent id from revision to revision is
`paragraph_ids.py`, reached through here. Ids are kept beside the text and never in it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from wiki.text.blocks import Block, Container, scan_blocks
from wiki.text.paragraph_ids import carry_ids

__all__ = ["Paragraph", "carry_ids", "split_paragraphs", "typed_number"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One addressable block: a half-open range of code points without the white space around it.

    `kind` is heading, paragraph, item, table, code, quote, html, rule or front_matter. Every list item is one, from
    its marker on, without the items inside it; further blocks of an item are their own. A quote is one whole.
    """

    start: int
    end: int
    kind: str


@lru_cache(maxsize=16)  # a save asks of a text, and of the one before it, more than once
def split_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The addressable blocks of a text in order; nothing but white space and empty markers lies between them."""
    found: list[Paragraph] = []
    quote: Container | None = None
    begun: set[int] = set()
    for block in scan_blocks(text):
        start, kind = _beginning(block, begun)
        begun.update(box.number for box in block.path)
        end = _trim(text, start, block.end)
        outer = next((box for box in block.path if box.kind == "quote"), None)
        if outer and outer is quote:
            found[-1] = Paragraph(found[-1].start, max(found[-1].end, end), found[-1].kind)
        elif end > start:
            found.append(Paragraph(start, end, kind))
            quote = outer
    return tuple(found)


def _beginning(block: Block, begun: set[int]) -> tuple[int, str]:
    """Where a block's paragraph begins (at the marker of what it is the first block of), and its kind."""
    fresh = [box for box in block.path if box.number not in begun]
    kind = block.kind
    if any(box.kind == "quote" for box in block.path):
        kind = "quote"
    elif any(box.kind == "item" for box in fresh) and kind in ("paragraph", "heading"):
        kind = "item"
    return min([block.start, *(box.start for box in fresh)]), kind


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " \t":
        end -= 1
    return end


_ORDINAL = "bis|ter|quater|quinquies|sexies|septies|octies|alt|alternative"
_NUMERAL = "一二三四五六七八九十百零〇"
_TYPED = re.compile(
    rf"""
    (?: \#{{1,6}}[ \t]+ | [-+*>][ \t]+ | [\[［*_] )*             # what may stand before: marks, an open bracket
    (?P<number>
        第[{_NUMERAL}\d]{{1,6}}[条條章节節款编編]
      | [（(](?:\d{{1,4}}|[a-zA-Z]{{1,2}}|[ivx]{{1,5}}|[{_NUMERAL}]{{1,4}}|[а-я])(?:[ ]?(?:{_ORDINAL}))?[)）]
      | \d{{1,3}}(?:\.\d{{1,3}})+(?:[ ](?:{_ORDINAL}))?(?:\.(?=[\s*_]|$)|(?=[ \t]+[^a-zа-я]))
      | \d{{1,4}}(?:[ ]?(?:{_ORDINAL}))(?:[ ]\d)?[.)]?(?=[\s*_]|$)
      | (?:\d{{1,4}}|[IVXLC]{{1,7}}|[ivx]{{1,5}}|[A-Za-z]|([a-z])(?P=double))[.)](?=[\s*_]|$)
      | [{_NUMERAL}]{{1,4}}、
    )""".replace("([a-z])(?P=double)", "(?P<double>[a-z])(?P=double)"),
    re.VERBOSE,
)


def typed_number(text: str) -> str | None:
    """The number a paragraph carries as typed ("12.", "(a)", "3 bis.", "IV.", "第三条"), without what surrounds it."""
    found = _TYPED.match(text)
    return found["number"] if found else None
