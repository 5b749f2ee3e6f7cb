"""Rendering: from the source of a section to safe HTML, with addresses, brackets and passages shown in it.

How HTML becomes safe is `render_safe.py`; redlines are `redline.py`, reached through here. Nothing is filled in that
depends on other sections.
"""

from collections.abc import Sequence
from html import escape

from wiki.text.change_list import Change, render_list
from wiki.text.paragraphs import split_paragraphs
from wiki.text.plain import plain_words
from wiki.text.redline import WORDS, render_redline
from wiki.text.render_inline import Layer
from wiki.text.render_marks import join_chunks
from wiki.text.render_safe import render_chunks

__all__ = [
    "RENDER_VERSION",
    "WORDS",
    "Change",
    "Layer",
    "plain_words",
    "render_list",
    "render_redline",
    "render_section",
]

#: part of every cache key: another number when the same source gives other HTML
RENDER_VERSION = "8"


def render_section(
    source: str,
    *,
    language: str,
    passages: Sequence[tuple[int, int, int]] = (),
    paragraph_ids: Sequence[int] = (),
    address: str = "",
    prefix: str = "",
    layers: Sequence[Layer] = (),
) -> str:
    """Safe HTML of one section, in a div that names its language.

    `passages` are (start, end, key) in code points of the source, shown as `<mark class="passage">` also across
    emphasis, items and cells. `paragraph_ids` belong to `split_paragraphs(source)` in order: each block begins with
    a link to itself, `<a class="addr" id="{prefix}p-7" href="{address}#p-7">`, whose words are the number typed
    there, or a pilcrow. `layers` are laid over the text with tags of their own. Brackets are shown as typed, in
    spans; footnotes stand at the end. Never raises for bad text.
    """
    marked = [
        Layer(start, end, ((f'<mark class="passage" data-passage="{key}">', "</mark>"),))
        for start, end, key in passages
        if 0 <= start < end <= len(source)
    ]
    places = zip(split_paragraphs(source), paragraph_ids, strict=False)
    links = {
        place.start: f'id="{escape(prefix)}p-{number}" href="{escape(address)}#p-{number}"' for place, number in places
    }
    chunks = render_chunks(source, [*marked, *layers], links, uid=f"{address} {prefix}")
    return f'<div lang="{escape(language)}">{join_chunks(chunks)}</div>'
