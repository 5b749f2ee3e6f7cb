"""Exports: the plan at a moment as a file, for those who may read that moment. Nothing is written to the database.

Markdown is the source itself, byte for byte. The other forms are made from it and kept in each worker by content,
bounded in bytes.
"""

import hashlib
from dataclasses import dataclass
from datetime import date as Date
from threading import BoundedSemaphore, Lock

from cachetools import LRUCache
from sqlalchemy import select

from wiki.db import db
from wiki.errors import Conflict, NotFound, TooLarge
from wiki.models import JournalEntry, Person, Plan, Revision
from wiki.presenters.exports import plan_as_data
from wiki.services import moments, renderings
from wiki.services.moments import Moment

#: format -> media type
FORMATS = {
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}

#: texts are hashed this many at a time
TEXTS = 25

#: how many bytes of made files a worker keeps
KEPT = 32_000_000

#: the longest source a word processor's file is made of, in characters; making one takes a second per 200 KB or so
MAX_CONVERTED = 4_000_000

_kept: LRUCache[tuple[str, ...], bytes] = LRUCache(KEPT, getsizeof=lambda made: 1 + len(made))
_lock = Lock()
# Each conversion is a process of its own; a worker runs two at a time, so that exports never starve saving.
_making = BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class Exported:
    """A file ready to be sent: its bytes, a safe name, its media type, and the SHA-256 of the bytes."""

    content: bytes
    filename: str
    media_type: str
    sha256: str
    moment: Moment


def export_plan(
    actor: Person | None, plan: Plan, *, moment: str | None = None, format: str = "md", language: str = ""
) -> Exported:
    """The plan at a moment, in a language, as a file of a format.

    Raises NotFound for a moment one may not read, an unknown format or a language without a text, TooLarge for a
    source that is too long to be converted, Conflict while too many exports are being made, and what
    `access.require` raises.
    """
    if format not in FORMATS:
        raise NotFound("A plan is exported as md, docx, html or json.")
    found = moments.find_moment(actor, plan, moment)
    language = language or plan.language
    outline = moments.outline_at(plan, found.number, language)
    if language != plan.language and not any(item.text_hash for item in outline.items):
        raise NotFound("There is no text in the language “%(language)s” at this moment.", language=language)
    if format == "json":
        content = _json(plan, found, outline)
    else:
        source = moments.source_at(plan, found.number, language)
        content = source.encode() if format == "md" else _converted(plan, found, source, format, outline)
    name = found.draft.slug if found.draft else str(found.number)
    suffix = "" if language == plan.language else f"-{language}"
    return Exported(
        content, f"{plan.slug}-{name}{suffix}.{format}", FORMATS[format], hashlib.sha256(content).hexdigest(), found
    )


def sha256_at(plan: Plan, moment: int, language: str) -> str:
    """SHA-256 of the plan's source at a moment, as it is exported: UTF-8, every byte as it stood."""
    found = hashlib.sha256()
    items = moments.outline_at(plan, moment, language).items
    for start in range(0, len(items), TEXTS):
        part = items[start : start + TEXTS]
        texts = moments.texts_of(part)
        for item in part:
            if item.text_hash:
                found.update(texts[item.text_hash].encode())
    return found.hexdigest()


def _json(plan: Plan, found: Moment, outline: moments.Outline) -> bytes:
    from wiki.exchange import json

    ids = [item.revision_id for item in outline.items if item.revision_id]
    rows = db.session.execute(select(Revision.id, Revision.paragraphs).where(Revision.id.in_(ids)))
    data = plan_as_data(
        plan,
        moment=found.number,
        language=outline.language,
        draft=found.draft,
        items=outline.items,
        texts=moments.texts_of(outline.items),
        paragraphs={row.id: row.paragraphs for row in rows},
    )
    return json.write_json(data).encode()


def _converted(plan: Plan, found: Moment, source: str, format: str, outline: moments.Outline) -> bytes:
    if len(source) > MAX_CONVERTED:
        raise TooLarge("This text is too long to be converted; take it as Markdown.")
    date = found.draft.date if found.draft else _day_of(plan, found.number)
    symbol = found.draft.symbol if found.draft else ""
    digest = hashlib.sha256(source.encode()).hexdigest()
    # Paragraph addresses are part of an HTML file, and depend on the section's history beside its words.
    revisions = ",".join(str(item.revision_id) for item in outline.items) if format == "html" else ""
    key = (format, digest, plan.title, symbol, outline.language, date.isoformat(), revisions)
    with _lock:
        kept = _kept.get(key)
    if kept is None:
        if not _making.acquire(timeout=20):
            raise Conflict("Too many files are being made at once. Try again in a minute.")
        try:
            if format == "docx":
                kept = _word(source, title=plan.title, subject=symbol, language=outline.language, date=date)
            else:
                kept = _page(plan, outline, symbol=symbol, date=date, digest=digest)
        finally:
            _making.release()
        with _lock:
            if len(kept) < KEPT // 2:
                _kept[key] = kept
    return kept


def _word(source: str, *, title: str, subject: str, language: str, date: Date) -> bytes:
    # Loaded when it is needed: most workers never make such a file.
    from wiki.exchange.docx import write_docx

    return write_docx(source, title=title, subject=subject, language=language, date=date)


def _page(plan: Plan, outline: moments.Outline, *, symbol: str, date: Date, digest: str) -> bytes:
    from wiki.exchange.docx import RIGHT_TO_LEFT
    from wiki.exchange.html import write_html

    language = outline.language
    html = renderings.render_items(
        outline.items, language=language, addresses={item.section_id: "" for item in outline.items}, together=True
    )
    return write_html(
        title=plan.title,
        subtitle=symbol,
        language=language,
        direction="rtl" if language.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr",
        body_html="\n".join(html[item.section_id] for item in outline.items if item.section_id in html),
        digest=digest,
        date=date.isoformat(),
    ).encode()


def _day_of(plan: Plan, number: int) -> Date:
    at = db.session.scalar(
        select(JournalEntry.at).where(JournalEntry.plan_id == plan.id, JournalEntry.number == number)
    )
    if at is None:
        raise NotFound("There is no moment %(name)s: moments are offered where an act ends.", name=number)
    return at.date()
