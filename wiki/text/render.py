"""Rendering: from the source of a section to safe HTML, with addresses, brackets and passages shown in it.

How HTML becomes safe is `render_safe.py`; redlines are `redline.py`, reached through here. Nothing is filled in that
depends on other sections.
"""

from collections.abc import Sequence
from html import escape

from wiki.text.paragraphs import split_paragraphs, typed_number
from wiki.text.plain import plain_words
from wiki.text.redline import Change, RedlineWords, render_list, render_redline
from wiki.text.render_inline import Layer
from wiki.text.render_marks import Attribute, join_chunks
from wiki.text.render_safe import render_chunks

__all__ = [
    "RENDER_VERSION",
    "Change",
    "RedlineWords",
    "plain_words",
    "render_list",
    "render_redline",
    "render_section",
]

#: part of every cache key: another number when the same source gives other HTML
RENDER_VERSION = "3"

_BLOCK_TAGS = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dt")
_OUTER_TAGS = {"table": ("table",), "code": ("pre",), "quote": ("blockquote",)}


def render_section(
    source: str,
    *,
    language: str,
    passages: Sequence[tuple[int, int, int]] = (),
    paragraph_ids: Sequence[int] = (),
    address: str = "",
    anchor: str = "p-",
) -> str:
    """Safe HTML of one section, in a div that names its language.

    `passages` are (start, end, key) in code points of the source, shown as `<mark class="passage">` also across
    emphasis, items and cells. `paragraph_ids` belong to `split_paragraphs(source)` in order: each block gets the id
    `anchor` + number and a link to `address#p-…`. Brackets are shown as typed, in spans; footnotes stand at the end.
    """
    layers = [
        Layer(start, end, ((f'<mark class="passage" data-passage="{key}">', "</mark>"),))
        for start, end, key in passages
        if 0 <= start < end <= len(source)
    ]
    identities = {}
    for place, number in zip(split_paragraphs(source), paragraph_ids, strict=False):
        typed = typed_number(source[place.start : min(place.end, place.start + 200)])
        label, name = typed or str(number), f"{anchor}{number}"
        href = escape(f"{address}#p-{number}" if address else f"#{name}")
        link = f'<a class="addr" href="{href}" aria-label="¶ {escape(label)}">¶</a>'
        if place.kind in _OUTER_TAGS:
            identities[place.start] = Attribute(_OUTER_TAGS[place.kind], f' id="{name}"', before=link)
        else:
            names = ("li",) if place.kind == "item" else _BLOCK_TAGS
            # A number that Markdown takes for words hangs like one that it takes for a list's.
            hanging = (
                "" if place.kind != "paragraph" or not typed else " item" if typed.startswith("(") else " numbered"
            )
            identities[place.start] = Attribute(names, f' id="{name}" class="para{hanging}"', inside=link)
    chunks = render_chunks(source, layers, identities, uid=f"{address}{anchor}")
    return f'<div lang="{escape(language)}">{join_chunks(chunks)}</div>'
