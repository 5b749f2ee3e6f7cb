"""The tree of a rendered text: paragraphs, lists, code and notes, made from its blocks; tables are `render_tables.py`.

The blocks are our own scan's, so that what is a heading here is one in the outline; within a block Markdown reads
emphasis, links and code. Sanitising and marks come afterwards, in `render.py`.
"""

import re
import threading
import xml.etree.ElementTree as etree  # a tree is built here, nothing is parsed
from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise

import markdown
from markdown.util import AtomicString

from wiki.text.block_starts import is_reference
from wiki.text.blocks import Block, Container, scan_blocks
from wiki.text.headings import take_apart
from wiki.text.paragraphs import typed_number
from wiki.text.render_inline import Words
from wiki.text.render_marks import Attribute, Insert, Marks
from wiki.text.render_tables import add_table

_ATTRIBUTE_LINE = re.compile(r"\{:[^{}]*\}[ \t]*$")
_DEFINITION = re.compile(r":[ \t]+(?=\S)")
_WHOLE_TAG = re.compile(r"<[A-Za-z/!][^<>\r\n]{0,1000}>")
_OPEN_TAG = re.compile(r"<[A-Za-z/!]")
_OWN_ID = re.compile(r"\{:?[^{}]*#([A-Za-z][\w:.-]{0,80})[^{}]*\}")


_kept = threading.local()


def _reader() -> markdown.Markdown:
    """Markdown's own reader with nothing of the last text in it. One a thread: to make it is a fifth of the work."""
    reader: markdown.Markdown | None = getattr(_kept, "reader", None)
    if reader is None:
        reader = _kept.reader = markdown.Markdown()
    return reader.reset()


class TreeBuilder:
    """Builds the HTML tree of one text; `links` are id and address of the paragraph that begins at a place."""

    def __init__(
        self,
        source: str,
        words: Words,
        marks: Marks,
        links: Mapping[int, str],
        notes: Mapping[str, int],
        uid: str,
    ) -> None:
        self.source = source
        self.words = words
        self.marks = marks
        self.links = links
        self.plain: set[int] = set()
        self.notes = notes
        self.uid = uid
        self.root = etree.Element("div")
        self.note_items: dict[str, etree.Element] = {}
        self.stack: list[tuple[Container, etree.Element]] = []
        self.markdown = _reader()
        self.last: Block | None = None
        self.loose: set[etree.Element] = set()
        self.begun: set[int] = set()

    def build(self) -> str:
        """HTML of the whole text, still with marks and not yet safe."""
        blocks = scan_blocks(self.source)
        self.plain = _plain_items(blocks)
        for block in blocks:
            if block.kind == "paragraph":
                self._note_references(block)
        for block in blocks:
            parent = self._enter(block)
            self._add(parent, block)
            self.last = block
        self._tighten()
        self._add_notes()
        for processor in (self.markdown.treeprocessors["inline"], self.markdown.treeprocessors["unescape"]):
            processor.run(self.root)
        html = self.markdown.serializer(self.root)
        for post in self.markdown.postprocessors:
            html = post.run(html)
        return html[len("<div>") : -len("</div>")] if html.startswith("<div>") else ""

    # -- containers ---------------------------------------------------------------------------------------------

    def _enter(self, block: Block) -> etree.Element:
        """The element the block belongs into, with lists, items and quotes opened as they are needed."""
        path = () if block.path and block.path[0].number in self.plain else block.path
        keep = 0
        while keep < min(len(self.stack), len(path)) and self.stack[keep][0].number == path[keep].number:
            keep += 1
        gap = self.last is not None and block.first > self.last.last
        del self.stack[keep:]
        for container in path[keep:]:
            parent = self.stack[-1][1] if self.stack else self.root
            if container.kind == "quote":
                element = etree.SubElement(parent, "blockquote", dir="auto")
            elif container.kind == "footnote":
                element = self.note_items.setdefault(container.marker, etree.Element("li", dir="auto"))
            else:
                element = self._item(parent, container, gap)
            self.stack.append((container, element))
        parent = self.stack[-1][1] if self.stack else self.root
        if gap and keep == len(path) and keep and path[-1].kind == "item":
            self.loose.add(parent)
        return parent

    def _item(self, parent: etree.Element, container: Container, gap: bool) -> etree.Element:
        number = container.marker[:-1]
        style = container.marker[-1]
        within = parent[-1] if len(parent) else None
        fits = within is not None and within.tag in ("ol", "ul") and within.get("data-style") == style
        if within is None or not fits:
            within = etree.SubElement(parent, "ol" if number else "ul", {"data-style": style})
            if number and int(number) != 1:
                within.set("start", str(int(number)))
            within.set("data-next", number or "0")
        elif gap:
            self.loose.add(within[-1])
        item = etree.SubElement(within, "li", dir="auto")
        if number:
            if number != within.get("data-next") and int(number) != int(within.get("data-next") or 0):
                item.set("value", str(int(number)))
            within.set("data-next", str(int(number) + 1))
        return item

    def _tighten(self) -> None:
        """Items with no blank line among them hold their words without a paragraph."""
        for element in [*self.root.iter("ol"), *self.root.iter("ul")]:
            for name in ("data-style", "data-next"):
                element.attrib.pop(name, None)
            if any(item in self.loose for item in element):
                continue
            for item in element:
                if len(item) and item[0].tag == "p":
                    first = item[0]
                    item.text = first.text
                    item.remove(first)

    # -- leaves -------------------------------------------------------------------------------------------------

    def _add(self, parent: etree.Element, block: Block) -> None:
        start = min([block.start, *(box.start for box in block.path if box.number not in self.begun)])
        self.begun.update(box.number for box in block.path)
        link = self.links.get(start)
        pilcrow = f'<a class="addr" {link}>¶</a>' if link else ""
        mark = self.marks.mark(Insert(pilcrow + " ")) if link else ""
        before = self.marks.mark(Attribute(("pre", "table"), "", before=pilcrow)) if link else ""
        if block.kind == "front_matter":
            place = self.marks.mark(Attribute(("pre",), ' class="front-matter"'))
            words = self.words.text_of(block.spans, code=True).replace("\ufeff", "", 1)
            etree.SubElement(parent, "pre", dir="auto").text = AtomicString(before + place + words)
        elif block.kind == "heading":
            self._add_heading(parent, block, mark)
        elif block.kind == "paragraph":
            self._add_paragraph(parent, block, mark, link)
        elif block.kind == "table":
            add_table(parent, self.source, block, self.words, before)
        elif block.kind == "code":
            fenced = bool(block.info)
            spans = block.spans[1 : -1 if block.closed and len(block.spans) > 1 else None] if fenced else block.spans
            outer = etree.SubElement(parent, "pre", dir="auto")
            text = self.words.text_of(spans, code=True) if spans else ""
            etree.SubElement(outer, "code").text = AtomicString(before + text + "\n")
        elif block.kind == "rule":
            self._add_rule(parent, block)
        elif block.kind == "html" and block.info != "comment":
            raw = "\n".join(self.source[start:end] for start, end in block.spans)
            if not _OPEN_TAG.search(_WHOLE_TAG.sub("", raw)):  # in a tag that goes over lines no mark may stand
                raw = self.words.text_of(block.spans, code=True)
            etree.SubElement(parent, "p").text = self.markdown.htmlStash.store(raw)

    def _add_rule(self, parent: etree.Element, block: Block) -> None:
        shown = self.words.shown_at(block.start, "")
        if not shown:
            etree.SubElement(parent, "hr")
            return
        outer = etree.SubElement(parent, "div")
        outer.text = shown[:1]
        etree.SubElement(outer, "hr").tail = shown[1:]

    def _add_heading(self, parent: etree.Element, block: Block, mark: str) -> None:
        heading = take_apart(self.source, block, [self.source[start:end] for start, end in block.spans])
        if block.info == "setext":
            spans = list(block.spans[:-1])
            last = spans[-1]
            tail = len(heading.after.rstrip(" \t")) if heading.after.strip() else 0
            if tail:
                words = self.source[last[0] : last[1]].rstrip(" \t")
                spans[-1] = (last[0], last[0] + len(words) - tail)
        else:
            begin = block.start + block.level
            begin += len(self.source[begin : block.end]) - len(self.source[begin : block.end].lstrip(" \t"))
            spans = [(begin, begin + len(heading.title))]
        element = etree.SubElement(parent, f"h{block.level}", dir="auto")
        own = _OWN_ID.search(heading.after)
        target = self.marks.mark(Attribute((element.tag,), "", before=f'<a id="u-{own[1]}"></a>')) if own else ""
        element.text = mark + target + self.words.text_of(spans)

    def _add_paragraph(self, parent: etree.Element, block: Block, mark: str, link: str | None) -> None:
        spans = [span for span in block.spans if not self._hidden(self.source[slice(*span)])]
        if not spans:
            return
        start, end = spans[0]
        label = block.path[0].marker if block.path and block.path[0].number in self.plain else None
        if label is None and link and parent is self.root:
            label = typed_number(self.source[start : min(end, start + 80)])
            if label and self.source.startswith(label, start):
                words = self.source[start + len(label) : end]
                spans[0] = (end - len(words.lstrip(" \t\u00a0")), end)
            else:
                label = None
        if label and link:
            kind = "addr typed sub" if label[0] in "(（" else "addr typed"
            mark = self.marks.mark(Insert(f'<a class="{kind}" {link}>{escape(label)}</a> '))
        elif label:
            mark = self.words.shown_at(block.path[0].start, label) + " "
        definitions = [n for n, (start, end) in enumerate(spans) if n and _DEFINITION.match(self.source, start, end)]
        if not definitions:
            element = etree.SubElement(parent, "p", dir="auto")
            element.text = mark + self.words.text_of(spans)
            return
        outer = etree.SubElement(parent, "dl")
        cuts = [0, *definitions, len(spans)]
        for number, (low, high) in enumerate(pairwise(cuts)):
            part = spans[low:high]
            if number:
                marker = _DEFINITION.match(self.source, *part[0])
                part[0] = (marker.end() if marker else part[0][0], part[0][1])
                etree.SubElement(outer, "dd", dir="auto").text = self.words.text_of(part)
            else:
                for span in part:
                    etree.SubElement(outer, "dt", dir="auto").text = mark + self.words.text_of([span])
                    mark = ""

    def _hidden(self, line: str) -> bool:
        return bool(_ATTRIBUTE_LINE.match(line)) or is_reference(line)

    def _note_references(self, block: Block) -> None:
        for start, end in block.spans:
            line = self.source[start:end]
            if line.startswith("[") and is_reference(line):
                name, rest = line[1:].split("]:", 1)
                address, _, title = rest.strip().partition(" ")
                self.markdown.references[" ".join(name.split()).casefold()] = (
                    address.strip("<>"),
                    title.strip(" \"'()"),
                )

    def _add_notes(self) -> None:
        """The notes at the end, in the order in which they are called."""
        called = sorted(self.note_items, key=lambda name: self.notes.get(name, 1 << 30))
        if not called:
            return
        outer = etree.SubElement(etree.SubElement(self.root, "div"), "ol")
        for place, name in enumerate(called):
            item = self.note_items[name]
            number = self.notes.get(name, len(self.notes) + place + 1)
            back = f' <a class="fn-back" href="#fnref-{self.uid}-{number}" aria-label="↩ {number}">↩</a>'
            mark = self.marks.mark(Attribute(("li",), f' id="fn-{self.uid}-{number}" class="fn"'))
            last = item[-1] if len(item) and item[-1].tag == "p" else etree.SubElement(item, "p")
            first = item[0]
            if first.tag == "p":
                first.text = mark + (first.text or "")
            if name in self.notes:
                last.text = (last.text or "") + self._insert(back)
            outer.append(item)

    def _insert(self, html: str) -> str:
        return self.marks.mark(Insert(html))


def _plain_items(blocks: Sequence[Block]) -> set[int]:
    """The numbered items that are one paragraph each, list by list: they are shown as paragraphs, numbered as typed."""
    plain: set[int] = set()
    run: list[Block] = []
    for block in [*blocks, None]:
        ordered = block is not None and bool(block.path) and _is_ordered(block.path[0])
        if run and not (ordered and block and block.path[0].marker[-1] == run[-1].path[0].marker[-1]):
            numbers = {item.path[0].number for item in run}
            if len(numbers) == len(run) and all(len(item.path) == 1 and item.kind == "paragraph" for item in run):
                plain |= numbers
            run = []
        if ordered and block:
            run.append(block)
    return plain


def _is_ordered(container: Container) -> bool:
    return container.kind == "item" and container.marker[0].isdigit()
