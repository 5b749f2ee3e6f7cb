"""A plan's Markdown as pandoc's tree, ready for a Word document: typed numbers are words, nothing raw is in it.

Typed numbers mean something where a text is negotiated ("12 bis" follows 12, and 14 stays 14 when 13 goes), so that a
word processor must not count them again. Only lists that hold more than a paragraph per number become Word's own.
The tree is that of pandoc-types 1.23, read with the block structure of CommonMark.
"""

import json
import re
from typing import Any

from wiki.exchange import pandoc

Node = Any

SOURCE = "commonmark+pipe_tables+footnotes"

# Marks of our own, from the private use area that no text may hold.
_OPEN, _CLOSE, _BRACKET = "\ue000", "\ue001", "\ue002"
_MARKED = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_OURS = re.compile(f"[{_OPEN}{_CLOSE}{_BRACKET}]")
_NUMBER = re.compile(r"^([ \t>]*)([0-9]{1,9}[.)])([ \t]+)(?=[^\s#>+\-*`~<|=0-9])", re.MULTILINE)
_DEFINITION = re.compile(r"\[(?!\^)([^\[\]]+\]:)")
_ADDRESS = re.compile(r"[ \t]*(?:<[^<>\n]*>|\S*[/.:#@]\S*)[ \t]*(?:[\"'(][^\n]*)?$", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<[^<>]*>", re.DOTALL)
_SAFE_LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_FLOWING = ("Para", "Plain")


def read_source(markdown: str, *, language: str, direction: str) -> bytes:
    """Pandoc's JSON of a text; `direction` is "ltr" or "rtl". Raises what `pandoc.convert` raises."""
    masked = _OURS.sub("", markdown).removeprefix("\ufeff")
    front = _FRONT_MATTER.match(masked)
    if front:
        masked = masked[front.end() :]
    masked = _NUMBER.sub(rf"\1\2\3{_OPEN}\2{_CLOSE}", masked)
    masked = _DEFINITION.sub(_mask_definition, masked)
    made = pandoc.convert(masked.encode(), source=SOURCE, target="json").decode()
    tree = json.loads(made.replace(_BRACKET, "["))
    blocks = _blocks(_typed(tree["blocks"]))
    if front:
        blocks.insert(0, {"t": "CodeBlock", "c": [["", [], []], front[1]]})
    meta = {"lang": {"t": "MetaString", "c": language}, "dir": {"t": "MetaString", "c": direction}}
    return json.dumps({**tree, "meta": meta, "blocks": blocks}, ensure_ascii=False).encode()


def _mask_definition(found: re.Match[str]) -> str:
    # `[Developing]: country` is somebody's words; with an address behind it, it names a link.
    line = found.string[found.string.rfind("\n", 0, found.start()) + 1 : found.start()]
    if not line.strip(" ") and len(line) < 4 and _ADDRESS.match(found.string, found.end()):
        return found[0]
    return _BRACKET + found[1]


def _typed(blocks: list[Node]) -> list[Node]:
    """Numbered lists at the outer level as paragraphs that begin with the number that was typed."""
    made = []
    for block in blocks:
        if block["t"] != "OrderedList":
            made.append(block)
            continue
        (start, _, delimiter), items = block["c"]
        end = ")" if delimiter["t"] == "OneParen" else "."
        numbers = [_number_of(item) or f"{number}{end}" for number, item in enumerate(items, start)]
        counted = numbers == [f"{number}{end}" for number in range(start, start + len(items))]
        if counted and any(len(item) > 1 or (item and item[0]["t"] not in _FLOWING) for item in items):
            made.append(block)
            continue
        for number, item in zip(numbers, items, strict=True):
            words = {"t": "Str", "c": number}
            if item and item[0]["t"] in _FLOWING:
                made.append({"t": "Para", "c": [words, {"t": "Space"}, *item[0]["c"]]})
                made += item[1:]
            else:
                made += [{"t": "Para", "c": [words]}, *item]
    return made


def _number_of(item: list[Node]) -> str:
    """The number that was typed before an item, from the mark it was given."""
    node: Any = item
    while isinstance(node, list) and node and isinstance(node[0], dict) and node[0]["t"] != "Link":
        if node[0]["t"] == "Str":
            found = _MARKED.match(node[0]["c"])
            return found[1] if found else ""
        node = node[0].get("c")
    return ""


def _blocks(blocks: list[Node]) -> list[Node]:
    made = []
    for block in blocks:
        kind, content = block["t"], block.get("c")
        if kind == "RawBlock":
            words = _TAG.sub("", content[1]).strip()
            if words:
                made.append({"t": "Para", "c": [{"t": "Str", "c": _MARKED.sub("", words)}]})
            continue
        if kind in _FLOWING:
            block = {"t": kind, "c": _inlines(content)}
        elif kind == "Header":
            block = {"t": kind, "c": [content[0], ["", [], []], _inlines(content[2])]}
        elif kind == "BlockQuote":
            block = {"t": kind, "c": _blocks(content)}
        elif kind == "BulletList":
            block = {"t": kind, "c": list(map(_blocks, content))}
        elif kind == "OrderedList":
            block = {"t": kind, "c": [content[0], list(map(_blocks, content[1]))]}
        elif kind == "CodeBlock":
            block = {"t": kind, "c": [["", [], []], _MARKED.sub("", content[1])]}
        elif kind == "Table":
            block = {"t": kind, "c": _table(content)}
        made.append(block)
    return made


def _table(content: Node) -> Node:
    attributes, caption, columns, (head_attributes, head), bodies, foot = content
    width = 1 / max(len(columns), 1)
    columns = [[alignment, {"t": "ColWidth", "c": width}] for alignment, _ in columns]
    bodies = [[it[0], it[1], _rows(it[2]), _rows(it[3])] for it in bodies]
    return [attributes, caption, columns, [head_attributes, _rows(head)], bodies, [foot[0], _rows(foot[1])]]


def _rows(rows: list[Node]) -> list[Node]:
    return [[row[0], [[*cell[:4], _blocks(cell[4])] for cell in row[1]]] for row in rows]


def _inlines(inlines: list[Node]) -> list[Node]:
    made: list[Node] = []
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind == "RawInline":
            if re.match(r"<br\b", content[1], re.IGNORECASE):
                made.append({"t": "LineBreak"})
        elif kind in ("Str",):
            made.append({"t": kind, "c": _MARKED.sub("", content)})
        elif kind in ("Emph", "Strong", "Strikeout", "Superscript", "Subscript", "Underline", "SmallCaps"):
            made.append({"t": kind, "c": _inlines(content)})
        elif kind in ("Span", "Image"):
            made += _inlines(content[1])  # of an image its description: nothing is fetched
        elif kind == "Link":
            words = _inlines(content[1])
            kept = _SAFE_LINK.match(content[2][0])
            made += [{"t": kind, "c": [["", [], []], words, [content[2][0], ""]]}] if kept else words
        elif kind == "Note":
            made.append({"t": kind, "c": _blocks(content)})
        elif kind == "Code":
            made.append({"t": kind, "c": [["", [], []], _MARKED.sub("", content[1])]})
        else:
            made.append(inline)
    return made
