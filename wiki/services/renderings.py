"""Renderings: safe HTML of texts, kept in each worker by content, bounded in bytes.

Keys hold everything the result depends on: the text's hash, the renderer's version, language, paragraph ids,
passages and address. So nothing here ever has to be thrown away because something changed.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from cachetools import LRUCache
from sqlalchemy import select

from wiki.db import db
from wiki.models import Revision, Text
from wiki.services.moments import Item
from wiki.text.brackets import clean_view
from wiki.text.compare import compare_texts
from wiki.text.paragraphs import carry_ids, split_paragraphs
from wiki.text.passages import Passage, carry
from wiki.text.redline import WORDS
from wiki.text.render import RENDER_VERSION, render_redline, render_section

#: how much rendered HTML a worker keeps, in characters
KEPT = 64_000_000

Mark = tuple[int, int, int]

_HEADING = re.compile(r"<h([1-6])(?=[\s>])")


@dataclass(frozen=True, slots=True)
class _Source:
    text: str
    paragraph_ids: Sequence[int]
    marks: tuple[Mark, ...]


_lock = Lock()
_kept: LRUCache[tuple[object, ...], str] = LRUCache(KEPT, getsizeof=len)
_remarks: LRUCache[tuple[str, str, str], str] = LRUCache(KEPT // 8, getsizeof=len)


def render_items(
    items: Sequence[Item],
    *,
    language: str,
    addresses: dict[int, str],
    marks: dict[int, tuple[Mark, ...]] | None = None,
    together: bool = False,
    clean: bool = False,
) -> dict[int, str]:
    """HTML of these sections by section id; two queries for those not rendered yet, none for the others.

    `addresses` are what paragraph links begin with, `marks` the passages (start, end, key) to be shown. On a page that
    holds many sections `together`, ids begin with the section's number. `clean` shows them as they would read without
    their brackets, paragraphs and passages keeping their names.
    """
    marks = marks or {}
    keys = {
        item.section_id: (
            item.revision_id, item.text_hash, RENDER_VERSION, language, addresses[item.section_id],
            marks.get(item.section_id, ()), together, clean and item.brackets_open > 0,
        )
        for item in items
        if item.text_hash
    }  # fmt: skip
    with _lock:
        found = {section_id: _kept[key] for section_id, key in keys.items() if key in _kept}
    missing = [item for item in items if item.section_id in keys and item.section_id not in found]
    if missing:
        numbers = {item.section_id: item.number for item in missing}
        rows = db.session.execute(
            select(Revision.section_id, Revision.paragraphs, Text.body)
            .join(Text, Text.hash == Revision.text_hash)
            .where(Revision.id.in_([item.revision_id for item in missing]))
        )
        for row in rows:
            source = _Source(row.body, json.loads(row.paragraphs), marks.get(row.section_id, ()))
            if clean:
                source = _without_brackets(source)
            html = render_section(
                source.text,
                language=language,
                passages=source.marks,
                paragraph_ids=source.paragraph_ids,
                address=addresses[row.section_id],
                prefix=f"s{numbers[row.section_id]}-" if together else "",
            )
            key = keys[row.section_id]
            if len(html) <= KEPT // 4:
                with _lock:
                    _kept[key] = html
            found[row.section_id] = html
    return found


def _without_brackets(source: _Source) -> _Source:
    text = clean_view(source.text)
    if text == source.text:
        return source
    comparison = compare_texts(source.text, text)
    ids = carry_ids(
        split_paragraphs(source.text),
        source.paragraph_ids,
        split_paragraphs(text),
        comparison,
        max(source.paragraph_ids, default=0) + 1,
    )
    carried = carry([Passage(start, end) for start, end, _ in source.marks], comparison)
    return _Source(
        text,
        ids,
        tuple(
            (moved.passage.start, moved.passage.end, mark[2])
            for mark, moved in zip(source.marks, carried, strict=True)
            if moved.passage is not None
        ),
    )


def render_proposal(old: str, new: str, *, words: Mapping[str, str] = WORDS) -> str:
    """Safe HTML of the redline from a text to one that is only proposed; `words` are what it says besides."""
    return render_redline(compare_texts(old, new), fold=True, words=words)


def render_preview(text: str, *, language: str, by_line: bool = False, under: int = 0) -> str:
    """HTML of a text that stands by itself, such as one that is not saved yet; with `by_line` the address of each block
    is the number of its line. On a page its headings are told as those `under` one of that level; they look as ever.
    """
    lines = [text.count("\n", 0, place.start) + 1 for place in split_paragraphs(text)] if by_line else []
    html = render_section(text, language=language, paragraph_ids=lines, prefix="line-" if by_line else "")
    return _set_under(html, under) if under else html


def _set_under(html: str, level: int) -> str:
    above = min(map(int, _HEADING.findall(html)), default=1) - 1 - level
    return _HEADING.sub(lambda found: f'{found[0]} aria-level="{int(found[1]) - above}"', html)


def render_remark(body: str, *, language: str) -> str:
    """HTML of what somebody wrote about a text: the same Markdown, without addresses."""
    key = (hashlib.sha256(body.encode()).hexdigest(), RENDER_VERSION, language)
    with _lock:
        kept = _remarks.get(key)
    if kept is None:
        kept = render_section(body, language=language)
        if len(kept) <= KEPT // 32:
            with _lock:
                _remarks[key] = kept
    return kept
