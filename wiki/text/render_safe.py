"""Safe HTML of a source with layers laid over it: the one way that sections and redlines share.

Blocks from our own scan, marks at token edges, Markdown within each block, nh3 over the whole by an allow-list, marks
turned into tags. What is laid over a text is the business of `render.py` and `redline.py`.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from zlib import crc32

import nh3

from wiki.text.brackets import parse_marks
from wiki.text.render_inline import Layer, Words
from wiki.text.render_marks import Chunk, Marks, apply_marks, without_marks
from wiki.text.render_tree import TreeBuilder

_TAGS = (
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd details dfn div dl dt em figcaption figure h1 h2"
    " h3 h4 h5 h6 hr i img kbd li ol p pre q rp rt ruby s samp small span strong sub summary sup table tbody td tfoot"
    " th thead time tr u ul var wbr"
)
_ATTRIBUTES = {
    "*": {"dir", "lang", "id", "title"},
    "a": {"href", "name"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
    "td": {"align", "colspan", "rowspan", "headers"},
    "th": {"align", "colspan", "rowspan", "headers", "scope", "abbr"},
    "col": {"span"},
    "colgroup": {"span"},
    "q": {"cite"},
    "blockquote": {"cite"},
    "time": {"datetime"},
}


@lru_cache(maxsize=1)
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(_TAGS.split()),
        clean_content_tags={"script", "style", "template", "noscript", "textarea", "title"},
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener",
        id_prefix="u-",
        strip_comments=True,
    )


def render_chunks(
    source: str, layers: Sequence[Layer], links: Mapping[int, str] | None = None, *, uid: str = ""
) -> tuple[Chunk, ...]:
    """Safe HTML of a source with layers shown in it, one chunk for each element at the top.

    `links` are the id and address of the paragraph that begins at a place; `uid` keeps the notes of several texts on
    one page apart.
    """
    source = without_marks(source)
    marks = Marks()
    brackets, refs = parse_marks(source)
    words = Words(source, marks, brackets, refs, layers)
    uid = f"{crc32((uid + source).encode()):08x}"
    notes = _insert_notes(source, words, refs, uid)
    html = TreeBuilder(source, words, marks, links or {}, notes, uid).build()
    html = re.sub(r'href="#(?!u-)', 'href="#u-', _cleaner().clean(html))
    return apply_marks(html, marks)


def _insert_notes(source: str, words: Words, links: Sequence[tuple[int, int, int]], uid: str) -> dict[str, int]:
    """Put footnote marks and task boxes in; the number of each note by its name, in the order of their calls."""
    defined = set(re.findall(r"(?m)^[ \t>]*\[\^([^\]\s\[]{1,80})\]:", source))
    notes: dict[str, int] = {}
    for start, label, end in links:
        inner = source[start + 1 : label]
        if end != label + 1:
            continue
        if inner in (" ", "x", "X"):
            words.insert_at(start, end, "☐" if inner == " " else "☑")
        elif inner.startswith("^") and inner[1:] in defined:
            first = inner[1:] not in notes
            number = notes.setdefault(inner[1:], len(notes) + 1)
            own = f' id="fnref-{uid}-{number}"' if first else ""
            words.insert_at(
                start,
                end,
                f'<sup class="fn-ref"{own}><a href="#fn-{uid}-{number}" role="doc-noteref">{number}</a></sup>',
            )
    return notes
