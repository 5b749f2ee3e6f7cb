"""A plan's Markdown as pandoc's tree, ready for a Word document: typed numbers are words, nothing raw is in it.

Typed numbers mean something where a text is negotiated ("12 bis" follows 12, and 14 stays 14 when 13 goes), so that a
word processor must not count them again. Only lists that hold more than a paragraph per number become Word's own.
The tree is that of pandoc-types 1.23, read with the block structure of CommonMark.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from html import unescape
from itertools import groupby
from typing import Any

from wiki.exchange import pandoc

Node = Any

SOURCE = "commonmark+pipe_tables+footnotes+east_asian_line_breaks"

# Marks of our own, from the private use area that no text may hold.
_OPEN, _CLOSE, _BRACKET = "\ue000", "\ue001", "\ue002"
_FORMS = 0xE010  # and what follows; all of Unicode's changing characters fit
_MARKED = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE} ?")
# Those, and the control characters that XML 1.0 has no way to write.
_UNWRITTEN = re.compile("[\ue000-\uf8ff\0-\x08\x0e-\x1f\x7f\ufffe\uffff]")
# Not where something else begins behind the number: a heading, a quote, another list, code, a table, HTML, a rule.
_NUMBER = re.compile(
    r"^([ \t>]*)([0-9]{1,9}[.)])([ \t]+)(?![ \t#>|<~]|[-+*](?:[ \t]|$)|`{3}|(?:[-*_][ \t]?){3,}$|\r?$)", re.MULTILINE
)
_DEFINITION = re.compile(r"\[(?!\^)([^\[\]]+\]:)([^\r\n]*)")
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_LINE_TAG = re.compile(r"</?(?:p|div|li|tr|br|h[1-6])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?:script|style)\b.*?(?:</(?:script|style)>|\Z)|<[^<>]*>", re.DOTALL | re.IGNORECASE
)
_SAFE_LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_FLOWING = ("Para", "Plain")


def read_source(markdown: str, *, language: str, direction: str) -> bytes:
    """Pandoc's JSON of a text; `direction` is "ltr" or "rtl". Raises what `pandoc.convert` raises."""
    masked = re.sub("[\v\f]", " ", _UNWRITTEN.sub("", markdown)).removeprefix("\ufeff")
    masked = masked.replace("\r\n", "\n").replace("\r", "\n")  # pandoc knows no line that ends at a CR alone
    front = _FRONT_MATTER.match(masked)
    if front:
        masked = masked[front.end() :]
    masked, unmasked = _mask_forms(masked)
    masked = _NUMBER.sub(rf"\1\2\3{_OPEN}\2{_CLOSE} ", masked)
    masked = _DEFINITION.sub(_mask_definition, masked)
    made = pandoc.convert(masked.encode(), source=SOURCE, target="json").decode()
    tree = json.loads(made.replace(_BRACKET, "[").translate(unmasked))
    blocks = _blocks(_typed(tree["blocks"]))
    if front:
        blocks.insert(0, {"t": "CodeBlock", "c": [["", [], []], front[1]]})
    meta = {"lang": {"t": "MetaString", "c": language}, "dir": {"t": "MetaString", "c": direction}}
    return json.dumps({**tree, "meta": meta, "blocks": blocks}, ensure_ascii=False).encode()


def _mask_forms(text: str) -> tuple[str, dict[int, str]]:
    """Stand-ins for characters that pandoc's reader would compose or put in another order, and the way back.

    It makes Unicode's form C of what it reads (UAX 15), which changes names in Arabic, Chinese and decomposed Latin.
    """
    if unicodedata.is_normalized("NFC", text):
        return text, {}
    changing = sorted(
        it
        for it in set(text)
        if unicodedata.category(it)[0] == "M" or "\u1160" <= it <= "\u11ff" or not unicodedata.is_normalized("NFC", it)
    )
    masks = dict(zip(map(ord, changing), map(chr, range(_FORMS, 0xF900)), strict=False))
    return text.translate(masks), {ord(mask): chr(it) for it, mask in masks.items()}


def _mask_definition(found: re.Match[str]) -> str:
    # `[Developing]: country` is somebody's words; with an address behind it, it names a link.
    line = found.string[found.string.rfind("\n", 0, found.start()) + 1 : found.start()]
    words = found[2].split(maxsplit=1)
    if not line.strip(" ") and len(line) < 4 and words and any(it in words[0] for it in "/.:#@"):
        return found[0]
    return f"{_BRACKET}{found[1]}{found[2]}"


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
                made.append({"t": "Para", "c": [words, {"t": "Space"}, *_inlines(item[0]["c"])]})
                made += item[1:]
            else:
                made += [{"t": "Para", "c": [words]}, *item]
    return made


def _number_of(item: list[Node]) -> str:
    """The number that was typed before an item, from the mark it was given."""
    node: Any = item
    while isinstance(node, list) and node and isinstance(node[0], dict) and node[0]["t"] in (*_FLOWING, "Str"):
        if node[0]["t"] == "Str":
            found = _MARKED.match(node[0]["c"])
            return found[1] if found else ""
        node = node[0]["c"]
    return ""


def _blocks(blocks: list[Node]) -> list[Node]:
    made: list[Node] = []
    for block in blocks:
        kind, content = block["t"], block.get("c")
        if kind == "RawBlock":
            made += _words_of(content[1])
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


def _words_of(html: str) -> list[Node]:
    """The words in a block of HTML, a paragraph for each of its lines."""
    words = unescape(_TAG.sub("", _LINE_TAG.sub("\n", _MARKED.sub("", html))))
    return [
        {"t": "Para", "c": [{"t": "Str", "c": " ".join(line.split())}]} for line in words.split("\n") if line.strip()
    ]


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
            elif content[1].lower() in ("</sup>", "</sub>"):
                _raise(made, content[1].lower())
            elif content[1].lower().startswith(("<sup", "<sub")):
                made.append({"t": "Open", "c": content[1][1:4].lower()})
        elif kind == "Str":
            if words := _MARKED.sub("", content):
                made.append({"t": kind, "c": words})
        elif kind == "Space" and not made:
            continue  # behind a number that was taken out
        elif kind in ("Emph", "Strong", "Strikeout", "Superscript", "Subscript", "Underline", "SmallCaps"):
            made.append({"t": kind, "c": _inlines(content)})
        elif kind in ("Span", "Image"):
            made += _inlines(content[1])  # of an image its description: nothing is fetched
        elif kind == "Link":
            label = _inlines(content[1])
            kept = _SAFE_LINK.match(content[2][0])
            made += [{"t": kind, "c": [["", [], []], label, [content[2][0], ""]]}] if kept else label
        elif kind == "Note":
            made.append({"t": kind, "c": _blocks(content)})
        elif kind == "Code":
            made.append({"t": kind, "c": [["", [], []], _MARKED.sub("", content[1])]})
        else:
            made.append(inline)
    return _joined(it for it in made if it["t"] != "Open")


def _joined(inlines: Iterable[Node]) -> list[Node]:
    """The same with words that follow one another as one: a tree of single words is read four times as slowly."""
    made: list[Node] = []
    for words, run in groupby(inlines, key=lambda it: it["t"] in ("Str", "Space")):
        if words:
            made.append({"t": "Str", "c": "".join(it.get("c", " ") for it in run)})
        else:
            made += run
    return made


def _raise(made: list[Node], tag: str) -> None:
    """Make what stands behind the opening tag, if there is one, raised or lowered."""
    for place in range(len(made) - 1, max(-1, len(made) - 200), -1):
        if made[place] == {"t": "Open", "c": tag[2:5]}:
            made[place:] = [{"t": "Superscript" if tag == "</sup>" else "Subscript", "c": made[place + 1 :]}]
            return
