"""How a written Word document looks: A4, a serif, black headings, ruled tables, the page's number at its foot.

Made from pandoc's own reference document when it is first needed, and kept; nothing here is about one plan's words
but `dress`, which gives a finished document its properties.
"""

import datetime
from functools import cache

from lxml import etree

from wiki.exchange import pandoc
from wiki.exchange.ooxml import CONTENT_TYPES, Element, parse_part, unpack_own, write_package

SERIF = "Times New Roman"
#: used where the serif is missing
ALTERNATIVE = "Source Serif 4"
EAST_ASIAN = "SimSun"

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_W = f"{{{_MAIN}}}"
#: half points, by level
_HEADINGS = {1: 32, 2: 28, 3: 24, 4: 22, 5: 22, 6: 22, 7: 22, 8: 22, 9: 22}
_HEADER, _FOOTER = "header9.xml", "footer9.xml"


@cache
def reference_document() -> bytes:
    """The .docx that gives every written document its styles and paper."""
    parts = unpack_own(pandoc.default_reference())
    parts["word/styles.xml"] = _xml(_restyle(parse_part(parts["word/styles.xml"])))
    parts["word/fontTable.xml"] = _xml(_name_fonts(parse_part(parts["word/fontTable.xml"])))
    parts["word/document.xml"] = _xml(_lay_out(parse_part(parts["word/document.xml"])))
    for kind, name in (("header", _HEADER), ("footer", _FOOTER)):
        parts[f"word/{name}"] = _margin(kind, "")
        types = parse_part(parts[CONTENT_TYPES])
        etree.SubElement(
            types,
            f"{{{types.nsmap[None]}}}Override",
            {"PartName": f"/word/{name}", "ContentType": f"{_TYPES}.{kind}+xml"},
        )
        parts[CONTENT_TYPES] = _xml(types)
        rels = parse_part(parts["word/_rels/document.xml.rels"])
        etree.SubElement(
            rels,
            f"{{{rels.nsmap[None]}}}Relationship",
            {"Id": f"rId{kind}", "Type": f"{_OFFICE}/{kind}", "Target": name},
        )
        parts["word/_rels/document.xml.rels"] = _xml(rels)
    return write_package(parts)


def dress(document: bytes, *, title: str, subject: str, language: str, date: datetime.date | None) -> bytes:
    """A document with its properties, and its subject and date above every page; the same bytes for the same words."""
    parts = unpack_own(document)
    core = parse_part(parts["docProps/core.xml"])
    for it in list(core):
        core.remove(it)
    for name, words in (("title", title), ("subject", subject), ("language", language)):
        etree.SubElement(core, f"{_DC}{name}").text = _printable(words)
    if date:
        for name in ("created", "modified"):
            at = etree.SubElement(core, f"{_TERMS}{name}")
            at.set("{http://www.w3.org/2001/XMLSchema-instance}type", "dcterms:W3CDTF")
            at.text = f"{date.isoformat()}T00:00:00Z"
    parts["docProps/core.xml"] = _xml(core)
    above = "  ·  ".join(it for it in (_printable(subject), date.isoformat() if date else "") if it)
    for name in list(parts):
        if name.endswith(_HEADER):
            parts[name] = _margin("header", above)
    return write_package(parts)


def _restyle(styles: Element) -> Element:
    default = styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")
    _set_font(default)
    for size in default.iter(f"{_W}sz", f"{_W}szCs"):
        size.set(f"{_W}val", "22")
    for style in styles.iter(f"{_W}style"):
        identity = style.get(f"{_W}styleId", "")
        if identity not in ("VerbatimChar", "SourceCode"):
            for fonts in list(style.iter(f"{_W}rFonts")):
                fonts.getparent().remove(fonts)
        if identity != "Hyperlink":
            for color in list(style.iter(f"{_W}color")):
                color.getparent().remove(color)
        level = next((it for it in _HEADINGS if identity in (f"Heading{it}", f"Heading{it}Char")), 0)
        if level:
            _set_heading(style, _HEADINGS[level])
        elif identity == "BodyText":
            _child(_child(style, "pPr"), "spacing", before="0", after="140", line="264", lineRule="auto")
        elif identity == "Table":
            _rule_table(style)
    return styles


def _set_heading(style: Element, size: int) -> None:
    properties = _child(style, "rPr")
    for it in list(properties):
        properties.remove(it)
    # In the order the schema asks for.
    for tag in ("b", "bCs"):
        etree.SubElement(properties, f"{_W}{tag}")
    for tag in ("sz", "szCs"):
        etree.SubElement(properties, f"{_W}{tag}", {f"{_W}val": str(size)})


def _rule_table(style: Element) -> None:
    properties = _child(style, "tblPr")
    for it in properties.findall(f"{_W}tblBorders"):
        properties.remove(it)
    borders = etree.Element(f"{_W}tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _child(borders, side, val="single", sz="4", space="0", color="808080")
    margins = properties.find(f"{_W}tblCellMar")
    properties.insert(len(properties) if margins is None else properties.index(margins), borders)


def _name_fonts(table: Element) -> Element:
    for font in table.findall(f"{_W}font"):
        if font.get(f"{_W}name") == SERIF:
            table.remove(font)
    font = etree.SubElement(table, f"{_W}font", {f"{_W}name": SERIF})
    _child(font, "altName", val=ALTERNATIVE)
    _child(font, "family", val="roman")
    return table


def _lay_out(document: Element) -> Element:
    section = document.find(f"{_W}body/{_W}sectPr")
    for it in list(section):
        section.remove(it)
    for kind in ("header", "footer"):
        reference = _child(section, f"{kind}Reference", type="default")
        reference.set(f"{{{_OFFICE}}}id", f"rId{kind}")
    _child(section, "pgSz", w="11906", h="16838")
    _child(
        section, "pgMar", top="1417", right="1417", bottom="1417", left="1417", header="709", footer="709", gutter="0"
    )
    return document


def _margin(kind: str, words: str) -> bytes:
    root = etree.Element(f"{_W}{'hdr' if kind == 'header' else 'ftr'}", nsmap={"w": _MAIN})
    paragraph = etree.SubElement(root, f"{_W}p")
    _child(_child(paragraph, "pPr"), "jc", val="right" if kind == "header" else "center")
    if kind == "footer":
        paragraph = _child(paragraph, "fldSimple", instr=" PAGE ")
        words = "1"
    run = etree.SubElement(paragraph, f"{_W}r")
    _child(_child(run, "rPr"), "sz", val="18")
    etree.SubElement(run, f"{_W}t").text = words
    return _xml(root)


def _set_font(properties: Element) -> None:
    for it in properties.findall(f"{_W}rFonts"):
        properties.remove(it)
    fonts = etree.Element(f"{_W}rFonts")
    for name, font in (("ascii", SERIF), ("eastAsia", EAST_ASIAN), ("hAnsi", SERIF), ("cs", SERIF)):
        fonts.set(f"{_W}{name}", font)
    properties.insert(0, fonts)


def _child(parent: Element, tag: str, **attributes: str) -> Element:
    found = parent.find(f"{_W}{tag}")
    if found is None:
        found = etree.SubElement(parent, f"{_W}{tag}")
    for name, value in attributes.items():
        found.set(f"{_W}{name}", value)
    return found


def _printable(words: str) -> str:
    """Words without the control characters that XML 1.0 has no way to write."""
    return "".join(it for it in words if it >= " " and it not in "\ufffe\uffff" and not "\ud800" <= it <= "\udfff")


def _xml(root: Element) -> bytes:
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made
