"""Office Open XML packages (ECMA-376 part 2): opening what a stranger sent, and writing what was looked through.

Nothing here knows what the parts mean. A package is read into memory part by part under stated limits; no name in it
ever becomes a path, and no XML part may declare a document type, so that nothing can be expanded or fetched.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

from wiki.errors import Invalid, TooLarge

MAX_BYTES = 25_000_000
MAX_ENTRIES = 2_000
MAX_UNPACKED = 200_000_000
#: XML is held as a tree, at several times its bytes
MAX_XML = 50_000_000
#: unpacked to packed; long tables of one word reach about 100
MAX_RATIO = 200
#: below this a package may be as dense as it likes: it cannot do harm
RATIO_FROM = 5_000_000

CONTENT_TYPES = "[Content_Types].xml"
_RELATIONSHIPS = "_rels/.rels"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_STRICT = b"http://purl.oclc.org/ooxml/"
_DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E|<\0?!\0?E\0?N\0?T\0?I\0?T\0?Y", re.IGNORECASE)
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)

Element = Any  # lxml says nothing of its types


def open_package(content: bytes) -> dict[str, bytes]:
    """The parts of an uploaded Word document by name; XML parts are free of document types.

    Raises TooLarge beyond the limits, and Invalid, saying what to do, for anything that is not a .docx.
    """
    if len(content) > MAX_BYTES:
        raise TooLarge("A Word document holds at most %(limit)s bytes.", field="file", limit=MAX_BYTES)
    if content.startswith(_OLD_OFFICE):
        raise Invalid(
            "This is an old .doc file, or one locked with a password. Open it in Word and save it as .docx, unlocked.",
            field="file",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_directory(entries, len(content))
            parts = {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}
    except _DAMAGED as error:
        raise _damaged() from error
    for name, part in parts.items():
        if is_xml(name) and _DOCTYPE.search(part):
            raise Invalid(
                "The part “%(part)s” of the file declares a document type. Word never does; it is not read.",
                field="file",
                part=name[:100],
            )
    _check_kind(parts)
    return parts


def is_xml(name: str) -> bool:
    """Whether a part is XML, by its name."""
    return name.lower().endswith((".xml", ".rels"))


def parse_part(part: bytes) -> Element:
    """The tree of an XML part; nothing is expanded and nothing fetched.

    Raises Invalid where it is not well-formed, or deeper or longer than libxml2 takes.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _damaged() from error
    if root.getroottree().docinfo.doctype:
        raise _damaged()
    return root


def unpack_own(package: bytes) -> dict[str, bytes]:
    """The parts of a package that was made here: without the limits that are for strangers."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """A package of these parts, the same bytes for the same parts whenever it is written."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != CONTENT_TYPES, name)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[name])
    return made.getvalue()


def _check_directory(entries: Iterable[zipfile.ZipInfo], packed: int) -> None:
    entries = list(entries)
    if len(entries) > MAX_ENTRIES:
        raise TooLarge("The file holds more than %(limit)s parts.", field="file", limit=MAX_ENTRIES)
    unpacked = sum(entry.file_size for entry in entries)
    xml = sum(entry.file_size for entry in entries if is_xml(entry.filename))
    if unpacked > MAX_UNPACKED or xml > MAX_XML:
        raise TooLarge(
            "The file would unpack to %(size)s bytes, which is more than is read.", field="file", size=unpacked
        )
    if unpacked > RATIO_FROM and unpacked > MAX_RATIO * packed:
        raise TooLarge("The file unpacks to %(ratio)s times its size; it is not read.", field="file",
                       ratio=unpacked // packed)  # fmt: skip
    seen = set()
    for entry in entries:
        name = entry.filename
        if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
            raise Invalid("The file holds a part with the name “%(name)s”, which is not read.", field="file",
                          name=name[:100])  # fmt: skip
        if name in seen:
            raise Invalid("The file holds the part “%(name)s” twice.", field="file", name=name[:100])
        seen.add(name)
        if entry.flag_bits & 1:
            raise Invalid("Parts of the file are encrypted. Save it without a password.", field="file")


def _check_kind(parts: Mapping[str, bytes]) -> None:
    if CONTENT_TYPES not in parts or _RELATIONSHIPS not in parts:
        raise _not_word()
    kinds = {it.get("ContentType", "").lower() for it in parse_part(parts[CONTENT_TYPES]).iterchildren("{*}*")}
    if any("ms-word" in kind and "macroenabled.main" in kind for kind in kinds):
        raise Invalid("This is a document with macros (.docm). Save it as .docx and send it again.", field="file")
    if not kinds & {_WORD, _TEMPLATE}:
        raise _not_word()
    if _STRICT in parts[_RELATIONSHIPS]:
        raise Invalid("This is a “Strict Open XML” document. Save it as a plain Word document (.docx).", field="file")


def _not_word() -> Invalid:
    return Invalid("The file is not a Word document (.docx).", field="file")


def _damaged() -> Invalid:
    return Invalid("The file is not a Word document (.docx), or it is damaged.", field="file")
