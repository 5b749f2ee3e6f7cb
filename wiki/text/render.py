"""Rendering: from source to safe HTML, with addresses, passages and brackets. Everything sent out is sanitised."""

import re
from collections.abc import Callable, Sequence

import markdown
import nh3

from wiki.text import marks
from wiki.text.lines import split_lines
from wiki.text.paragraphs import split_paragraphs
from wiki.text.shielding import shield, skipped

#: changes whenever the same source may give other HTML; part of every cache key
RENDER_VERSION = "2"

#: a block without a blank line longer than this is shown as plain words, so that nothing can stall the renderer
MAX_BLOCK = 60_000

TAGS = {
    *(
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "code",
        "hr",
        "br",
    ),
    *(
        "em",
        "strong",
        "del",
        "ins",
        "sub",
        "sup",
        "a",
        "img",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "div",
        "span",
    ),
}
ATTRIBUTES = {
    "a": {"href", "title", "id", "class", "role"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "li": {"id"},
    "sup": {"id"},
    "div": {"class"},
    "h1": {"id"}, "h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "h5": {"id"}, "h6": {"id"},
    "th": {"align"}, "td": {"align"},
}  # fmt: skip

_LABEL = re.compile(
    r"(?:\d{1,4}(?: (?:bis|ter|quater|quinquies|alt))?[.)]|\([a-z]{1,4}(?: (?:bis|ter))?\)|\([ivx]{1,6}\))[ \t]+"
)
_TYPED = re.compile(rf"((?:\A|\n|\r))({_LABEL.pattern})")
_PREFIX = re.compile(r"[ \t]*(?:>[ \t]?)*(?:#{1,6}[ \t]+|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?|\d{1,9}[.)][ \t]+|\|[ \t]*)?")
_INDENTED = re.compile(r"(?m)^(?: {2,}|\t)(?=\S)")
_FRONT = re.compile(r"\ufeff?---[ \t]*(?:\r\n|\n|\r)(.*?(?:\r\n|\n|\r))?(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.S)

Marked = tuple[int, int, str]


def render_section(
    source: str,
    *,
    language: str,
    passages: Sequence[tuple[int, int, int]] = (),
    paragraph_ids: Sequence[int] = (),
    address: str = "",
    prefix: str = "",
) -> str:
    """Safe HTML of one section.

    Each paragraph begins with its address, a link with the id "{prefix}p-{paragraph id}"; where a number was
    typed, the number is the link. `passages` are (start, end, key) in the source. Never raises for bad text.
    """
    places = [*shield(source), *_address_marks(source, paragraph_ids), *_passage_marks(source, passages)]
    return _render(_apply(source, places), address=address, prefix=prefix)


def plain_words(source: str) -> str:
    """The words of a source without its markup, for quotes and snippets."""
    text = re.sub(r"!?\[([^\[\]]*)\]\([^()]*\)", r"\1", source)
    text = re.sub(r"(?m)^[ \t]*(?:#{1,6}[ \t]+|[-*+][ \t]+|>[ \t]?)", "", text)
    return re.sub(r"[*_`|]+|\s+", lambda found: " " if found.group().isspace() else "", text).strip()


def render_marked(
    source: str, *, say: Callable[[str, int], str] | None = None, address: str = "", prefix: str = ""
) -> str:
    """Safe HTML of a source that holds marks of its own already, such as a redline's."""
    marked = _apply(source, shield(source))
    if not _INDENTED.search(source):
        marked = _TYPED.sub(lambda found: f"{found[1]}\n{marks.NO_LIST}{found[2]}", marked)
    return _render(marked, address=address, prefix=prefix, say=say)


def _apply(source: str, places: Sequence[Marked]) -> str:
    pieces: list[str] = []
    last = 0
    for start, end, mark in sorted(places, key=lambda place: (place[0], place[1])):
        if start < last:
            continue
        pieces += [source[last:start], mark]
        last = end
    return "".join([*pieces, source[last:]])


def _address_marks(source: str, ids: Sequence[int]) -> list[Marked]:
    """A mark at the beginning of each paragraph's words; typed numbers go into it, where no list is indented."""
    if not ids:
        return []
    typed = not _INDENTED.search(source)
    found: list[Marked] = []
    for paragraph, given in zip(split_paragraphs(source), ids, strict=False):
        if paragraph.kind in ("code", "html", "rule", "front_matter"):
            continue
        if source.startswith("[^", paragraph.start):
            continue
        label = _LABEL.match(source, paragraph.start) if typed else None
        head = f"{marks.ADDRESS}{marks.digits(given)}{marks.LABEL}"
        if label and label.end() <= paragraph.end:
            # A blank line before keeps a tight list of typed numbers from running together.
            broken = "\n\n" if _follows_a_line(source, paragraph.start) else ""
            found.append((paragraph.start, label.end(), f"{broken}{head}{label.group().rstrip()}{marks.END}"))
        else:
            prefix = _PREFIX.match(source, paragraph.start)
            at = min(prefix.end() if prefix else paragraph.start, paragraph.end)
            found.append((at, at, f"{head}{marks.END}"))
    return found


def _follows_a_line(source: str, start: int) -> bool:
    before = split_lines(source[max(0, start - 2000) : start])
    return bool(before) and before[-1].endswith(("\n", "\r")) and bool(before[-1].strip())


def _passage_marks(source: str, passages: Sequence[tuple[int, int, int]]) -> list[Marked]:
    kept = skipped(source)
    found: list[Marked] = []
    for start, end, key in passages:
        for low, high, _ in kept:
            if low < start < high:
                start = low
            if low < end < high:
                end = high
        line = max(source.rfind("\n", 0, start), source.rfind("\r", 0, start)) + 1
        prefix = _PREFIX.match(source, line)
        if prefix:
            start = max(start, prefix.end())
        while end > start and source[end - 1].isspace():
            end -= 1
        if end > start:
            on, off = marks.PASSAGE_ON, marks.PASSAGE_OFF
            found.append((start, start, f"{on}{marks.digits(key)}{marks.END}"))
            found.append((end, end, f"{off}{marks.digits(key)}{marks.END}"))
    return found


def _render(marked: str, *, address: str, prefix: str, say: Callable[[str, int], str] | None = None) -> str:
    front = _FRONT.match(marks.strip(marked)) if marked.lstrip("\ufeff").startswith("---") else None
    head = ""
    if front and len(front.group()) < len(marked) + 1:
        head = f'<pre class="front-matter">{marks.escape(front.group().strip())}</pre>'
        marked = marked[len(front.group()) :] if marked.startswith(front.group()) else marked
    converter = markdown.Markdown(
        extensions=["tables", "footnotes", "fenced_code", "sane_lists", "def_list", "attr_list"],
        extension_configs={"footnotes": {"BACKLINK_TITLE": "↩"}},
        output_format="html",
    )
    raw = converter.convert(_bounded(marked.removeprefix("\ufeff")))
    clean = nh3.clean(
        raw,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow",
        generic_attribute_prefixes=set(),
    )
    clean = _own_ids(clean, prefix)

    def link(given: int, label: str) -> str:
        words = marks.escape(label) if label else "¶"
        kind = ("addr typed sub" if label.startswith("(") else "addr typed") if label else "addr"
        return f'<a class="{kind}" id="{prefix}p-{given}" href="{marks.escape(address)}#p-{given}">{words}</a> '

    return head + marks.paint(clean, address=link, say=say or _silent)


def _silent(kind: str, move: int) -> str:
    return ""


def _bounded(source: str) -> str:
    """The source with overlong blocks indented away from Markdown's reach."""
    source = re.sub("`{40,}", lambda found: marks.TICK * len(found.group()), source)
    if len(source) <= MAX_BLOCK:
        return source
    blocks = re.split(r"((?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r))", source)
    return "".join(
        block if len(block) <= MAX_BLOCK else re.sub(r"([\\`*_{}\[\]<>!&#])", r"\\\1", block) for block in blocks
    )


def _own_ids(html: str, prefix: str) -> str:
    """Authors' ids and the links to them get a prefix of their own, so that they never meet the page's."""

    def mend(found: re.Match[str]) -> str:
        name, value = found[1], found[2]
        if name == "href":
            return found[0] if re.match(r"p-\d", value) else f'href="#{prefix}u-{value}"'
        return f'id="{prefix}u-{value}"'

    return re.sub(r'\b(id|href)="(?:(?<=id=")|#)([^"]*)"', mend, html)
