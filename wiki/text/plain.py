"""The plain words of a source: what a reader sees, without Markdown, for quotes, snippets and titles."""

import re
from html import unescape
from itertools import count

from wiki.text.blocks import Block, scan_blocks

_INLINE = (
    (re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>", re.S), ""),
    (re.compile(r"!\[([^\[\]]*)\]\([^()\s]*(?:[ \t]+[^()]*)?\)"), r"\1"),
    # An address leads somewhere; "(may)" does not.
    (re.compile(r"\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*){0,3})\]\([^()\s]*[:/#.][^()\s]*(?:[ \t]+[^()]*)?\)"), r"\1"),
    (re.compile(r"\[\^[^\[\]\s]+\]"), ""),
    (re.compile(r"<((?:https?|mailto):[^<>\s]+)>"), r"\1"),
    (re.compile(r"(?<!\\)(\*{1,3})(?=\S)([^*]+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w\\])(_{1,3})(?=\S)([^_]+?)(?<=\S)\1(?!\w)"), r"\2"),
)
_CODE = re.compile(r"(?<!\\)`+([^`]+)`+")
_HELD = re.compile("\ue000(\\d{1,6})\ue001")  # what stands for a stretch of code, whose signs are no Markdown
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_HEADING = re.compile(r"[ \t]*#{1,6}(?:[ \t]+|$)|(?:[ \t]+#+)?[ \t]*(?:\{[:#.][^{}]*\})?[ \t]*$")


def plain_words(source: str) -> str:
    """The words of a source on one line; negotiation brackets stay. Code and tables give their words too."""
    said = []
    for block in scan_blocks(source):
        if block.kind in ("front_matter", "rule") or (block.kind == "html" and block.info != "tags"):
            continue
        said.append(_plain(block, source))
    return " ".join(" ".join(said).split())


def _plain(block: Block, source: str) -> str:
    lines = [source[start:end] for start, end in block.spans]
    if block.kind == "code":
        if block.info:
            lines = lines[1 : -1 if block.closed and len(lines) > 1 else None]
        return " ".join(lines)
    if block.kind == "heading":
        lines = [_HEADING.sub("", line) for line in (lines[:-1] if block.info == "setext" else lines)]
    if block.kind == "table":
        lines = [re.sub(r"(?<!\\)\|", " ", line) for line in (lines[0], *lines[2:])]
    text = " ".join(lines)
    codes: list[str] = []
    if "`" in text and "\ue000" not in text:
        codes = _CODE.findall(text)
        numbers = count()
        text = _CODE.sub(lambda _: f"\ue000{next(numbers)}\ue001", text)
    for pattern, words in _INLINE:
        text = pattern.sub(words, text)
    text = unescape(_ESCAPE.sub(r"\1", text))
    return _HELD.sub(lambda held: "".join(codes[int(held[1]) : int(held[1]) + 1]), text) if codes else text
