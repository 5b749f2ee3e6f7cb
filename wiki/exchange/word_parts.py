"""The parts of a Word document (WordprocessingML, ECMA-376 part 1): what is in them that a text does not hold.

A document is looked through and handed on as a smaller package, with only those parts that text is read from; links to
files, pictures, macros and embedded objects do not reach the converter at all.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from lxml import etree

from wiki.errors import Invalid
from wiki.exchange.ooxml import CONTENT_TYPES, Element, is_xml, parse_part, write_package
from wiki.exchange.prose import TITLE_LEVEL
from wiki.exchange.word_columns import Columns, mark_columns
from wiki.exchange.word_numbers import Label, mark_numbers
from wiki.exchange.word_settling import remove, settle

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VML = "{urn:schemas-microsoft-com:vml}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_GRAPHIC = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = "/officeDocument"
_TITLE = "PlenaryDocumentTitle"
_READ = ("styles.xml", "footnotes.xml", "endnotes.xml")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_FRONT = ("subtitle", "author", "date", "abstract")


@dataclass(frozen=True, slots=True)
class Parts:
    """The package a converter may read; how much of what stays behind there is, by kind; and what the marks in it stand
    for: labels of paragraphs, columns of tables."""

    package: bytes
    found: Counter[str]
    labels: list[Label]
    columns: list[Columns]


def look_through(parts: Mapping[str, bytes]) -> Parts:
    """What a document holds that a text can hold, and an account of the rest.

    Kinds: images, drawings, text_boxes, comments, insertions, deletions, headers, footers, embedded, macros, contents,
    fields, hidden, numbered_headings, symbols, linked.
    Raises Invalid for a package without a main part.
    """
    main = _main_part(parts)
    folder = str(PurePosixPath(main).parent)
    found: Counter[str] = Counter()
    _count_parts(parts, found)
    names = [name for name in (main, *(f"{folder}/{it}" for it in _READ)) if name in parts]
    roots = {name: parse_part(parts[name]) for name in names}
    for name, root in roots.items():
        if not name.endswith("/styles.xml"):
            _clean(root, found)
    styles = roots.get(f"{folder}/styles.xml")
    style_names = _style_names(styles)
    texts = [root for name, root in roots.items() if not name.endswith("/styles.xml")]
    columns: list[Columns] = []
    for root in texts:
        mark_columns(root, styles, columns)
    numbering = parts.get(f"{folder}/numbering.xml")
    labels = mark_numbers(texts, parse_part(numbering) if numbering is not None else None, styles, style_names)
    _mark_title(roots[main], styles, style_names)
    found["numbered_headings"] = _numbered_headings(roots[main], styles, style_names)
    kept = {name: _bytes(root) for name, root in roots.items()}
    for name in (CONTENT_TYPES, "_rels/.rels"):
        kept[name] = parts[name]
    for name in map(_relationships_of, names):
        if name in parts:
            kept[name] = _plain_relationships(parts[name], found)
    return Parts(write_package(kept), +found, labels, columns)


def _main_part(parts: Mapping[str, bytes]) -> str:
    for it in parse_part(parts["_rels/.rels"]).iter(_RELATIONSHIP):
        target: str = it.get("Target", "").lstrip("/")
        if it.get("Type", "").endswith(_MAIN) and it.get("TargetMode") != "External" and target in parts:
            return target
    raise Invalid("The file is not a Word document (.docx), or it is damaged.", field="file")


def _relationships_of(name: str) -> str:
    path = PurePosixPath(name)
    return f"{path.parent}/_rels/{path.name}.rels"


def _bytes(root: Element) -> bytes:
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


def _count_parts(parts: Mapping[str, bytes], found: Counter[str]) -> None:
    for name, part in parts.items():
        file = PurePosixPath(name).name.lower()
        if file == "vbaproject.bin":
            found["macros"] += 1
        elif "/embeddings/" in name.lower() or "/activex/" in name.lower():
            found["embedded"] += 1
        elif re.fullmatch(r"(header|footer)\d*\.xml", file):
            root = parse_part(part)
            # A page number alone is no text: it comes with the paper.
            if re.search(r"[^\W\d_]", "".join(it.text or "" for it in root.iter(f"{_W}t"))):
                found[f"{file[:6]}s"] += 1
        elif file == "comments.xml" and is_xml(name):
            found["comments"] += sum(1 for _ in parse_part(part).iter(f"{_W}comment"))


def _plain_relationships(part: bytes, found: Counter[str]) -> bytes:
    """Only the addresses of links and the parts that are read; a relationship to a file elsewhere is dropped."""
    root = parse_part(part)
    for it in list(root.iter(_RELATIONSHIP)):
        kind = it.get("Type", "").rsplit("/", 1)[-1]
        if kind == "hyperlink" or (it.get("TargetMode") != "External" and f"{kind}.xml" in _READ):
            continue
        found["linked"] += it.get("TargetMode") == "External" and kind != "attachedTemplate"
        root.remove(it)
    return _bytes(root)


def _clean(root: Element, found: Counter[str]) -> None:
    for it in list(root.iter(_FALLBACK)):  # the same content once more, for older programs
        remove(it)
    for it in list(root.iter(f"{_W}sdt")):
        gallery = it.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
        if gallery is not None and gallery.get(f"{_W}val") == "Table of Contents":
            found["contents"] += 1
            remove(it)
    found["text_boxes"] += sum(1 for _ in root.iter(f"{_W}txbxContent"))
    found["images"] += sum(1 for _ in root.iter(_PICTURE, f"{_VML}imagedata"))
    for it in root.iter(_GRAPHIC):
        found["drawings"] += it.get("uri", "").rsplit("/", 1)[-1] in ("chart", "diagram", "chartex")
    for it in list(root.iter(f"{_W}drawing", f"{_W}pict", f"{_W}object")):
        remove(it)
    for it in list(root.iter(f"{_W}sym")):
        found["symbols"] += 1
        remove(it)
    for it in root.iter(f"{_W}t", f"{_W}delText"):
        it.text, count = _PRIVATE.subn("", it.text or "")
        found["symbols"] += count
    settle(root, found)
    # The converter takes any indented paragraph for a quotation.
    for it in list(root.iter(f"{_W}pPr")):
        for indent in it.findall(f"{_W}ind"):
            it.remove(indent)


def _style_names(styles: Element | None) -> dict[str, str]:
    if styles is None:
        return {}
    return {
        it.get(f"{_W}styleId", ""): name.get(f"{_W}val", "").lower()
        for it in styles.iter(f"{_W}style")
        if (name := it.find(f"{_W}name")) is not None
    }


def _mark_title(body: Element, styles: Element | None, names: Mapping[str, str]) -> None:
    """Keep the title and what stands around it in their places: pandoc would take them out of the text."""
    if styles is None:
        return
    titled = False
    for it in list(body.iter(f"{_W}pStyle")):
        name = names.get(it.get(f"{_W}val", ""), "")
        if name == "title":
            it.set(f"{_W}val", _TITLE)
            titled = True
        elif name in _FRONT:
            remove(it)
    if titled:
        style = etree.SubElement(styles, f"{_W}style", {f"{_W}type": "paragraph", f"{_W}styleId": _TITLE})
        etree.SubElement(style, f"{_W}name", {f"{_W}val": f"heading {TITLE_LEVEL}"})


def _numbered_headings(body: Element, styles: Element | None, names: Mapping[str, str]) -> int:
    """How many headings get a number from Word; the converter leaves it out."""
    numbered: dict[str, bool] = {}
    for style in styles.iter(f"{_W}style") if styles is not None else ():
        numbered[style.get(f"{_W}styleId", "")] = _has_number(style.find(f"{_W}pPr")) or False
    count = 0
    for properties in body.iter(f"{_W}pPr"):
        style = properties.find(f"{_W}pStyle")
        if style is None or not names.get(style.get(f"{_W}val", ""), "").startswith("heading "):
            continue
        own = _has_number(properties)
        count += numbered.get(style.get(f"{_W}val", ""), False) if own is None else own
    return count


def _has_number(properties: Element | None) -> bool | None:
    found = properties.find(f"{_W}numPr") if properties is not None else None
    if found is None:
        return None
    number = found.find(f"{_W}numId")
    return number is None or number.get(f"{_W}val") != "0"
