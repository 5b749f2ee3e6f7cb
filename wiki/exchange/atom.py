"""Feeds: plain data into Atom documents (RFC 4287). What is told, to whom and in which words is decided above."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from lxml import etree

MEDIA_TYPE = "application/atom+xml"

_ATOM = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
#: signs that XML 1.0 has no way to write
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Element = Any  # lxml says nothing of its types


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: a name that never changes, a title, when, who, where it can be read, and its words, if it has any."""

    id: str
    title: str
    at: datetime
    author: str
    link: str
    category: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, newest entry first. `own` is its address, `page` what it tells of, `further` where its older entries
    are; an empty one has none. `began` is when it was last changed while it has no entries."""

    id: str
    title: str
    language: str
    own: str
    page: str
    further: str
    began: datetime
    entries: tuple[FeedEntry, ...]


def write_feed(feed: Feed) -> bytes:
    """The document, in UTF-8."""
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    root.set(_LANGUAGE, feed.language)
    _put(root, "id", feed.id)
    _put(root, "title", feed.title)
    _put(root, "updated", _instant(feed.entries[0].at if feed.entries else feed.began))
    _put(root, "generator", "Plenary")
    _link(root, "self", feed.own, MEDIA_TYPE)
    for name, address, kind in (("alternate", feed.page, "text/html"), ("next", feed.further, MEDIA_TYPE)):
        if address:
            _link(root, name, address, kind)
    for entry in feed.entries:
        _put_entry(root, entry)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written


def _put_entry(root: Element, entry: FeedEntry) -> None:
    element = etree.SubElement(root, f"{{{_ATOM}}}entry")
    _put(element, "id", entry.id)
    _put(element, "title", entry.title)
    _put(element, "updated", _instant(entry.at))
    _put(element, "published", _instant(entry.at))
    _put(etree.SubElement(element, f"{{{_ATOM}}}author"), "name", entry.author)
    _link(element, "alternate", entry.link, "text/html")
    etree.SubElement(element, f"{{{_ATOM}}}category").set("term", entry.category)
    if entry.words:
        _put(element, "content", entry.words).set("type", "text")


def _put(parent: Element, name: str, words: str) -> Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}")
    element.text = _UNWRITABLE.sub("\ufffd", words)
    return element


def _link(parent: Element, name: str, address: str, kind: str) -> None:
    element = etree.SubElement(parent, f"{{{_ATOM}}}link")
    for key, value in (("rel", name), ("type", kind), ("href", address)):
        element.set(key, value)


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
