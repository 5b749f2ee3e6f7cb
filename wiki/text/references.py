"""References from a text to places in the plan: what they name, and what can be named.

Anchors are compared loosely (letters and digits only, without case), because headings are made into anchors by as
many rules as there are programs; a reference is dead only when no rule could lead it anywhere.
"""

import re
from collections.abc import Iterable
from urllib.parse import unquote

from wiki.text.lines import split_lines

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_CODE = re.compile(r"(?<!`)(`++)[^\r\n]{0,2000}?(?<!`)\1(?!`)")
_INLINE = re.compile(r"\]\(\s{0,20}<?([^\s<>()]{1,2000})")
_DEFINED = re.compile(r"^ {0,3}\[[^\]\r\n]{1,500}\]:\s{0,20}<?([^\s<>]{1,2000})")
_GIVEN = re.compile(r"""(?:\{[^{}\r\n]{0,200}?#([^\s{}]{1,200})|\b(?:id|name)\s?=\s?["']([^"'\r\n]{1,200})["'])""")
_SECTION = re.compile(r"(?:^|/)sections/(\d{1,9})(?:[?#].*)?$")


def find_targets(text: str) -> tuple[str, ...]:
    """The targets of links inside the plan, in order: those that begin with `#`, and addresses of sections."""
    found: list[str] = []
    for line in _prose(text):
        for match in [*_INLINE.finditer(line), *_DEFINED.finditer(line)]:
            target = match.group(1)
            if target.startswith("#") or (_SECTION.search(target) and "://" not in target):
                found.append(target)
    return tuple(found)


def given_anchors(text: str) -> frozenset[str]:
    """The anchors an author wrote: `{#name}`, `id="name"` and `name="name"`."""
    return frozenset(loose(first or second) for line in _prose(text) for first, second in _GIVEN.findall(line))


def is_dead(target: str, *, anchors: Iterable[str], sections: Iterable[int]) -> bool:
    """Whether a target leads nowhere, given the loose anchors there are and the numbers of the standing sections."""
    standing, known = set(sections), set(anchors)
    section = _SECTION.search(target)
    if section:
        return int(section.group(1)) not in standing
    name = unquote(target.removeprefix("#"))
    if not name:
        return False
    addressed = re.fullmatch(r"s(\d{1,9})(?:-p-\d{1,9})?", name)
    if addressed and int(addressed.group(1)) in standing:
        return False
    if re.fullmatch(r"p-\d{1,9}", name):  # a paragraph of the section itself
        return False
    # Repeated headings are told apart by a number at the end; some programs leave a leading number out.
    spellings = {loose(name), loose(re.sub(r"[-_]\d+$", "", name)), loose(re.sub(r"^[\W\d_]+", "", name))}
    return not (spellings - {""}) & known


def loose(name: str) -> str:
    """A name as it is compared: letters and digits, without case."""
    return re.sub(r"[\W_]+", "", name).casefold()


def title_anchors(title: str) -> frozenset[str]:
    """What a heading may be called: its words, with and without the number before them."""
    return frozenset({loose(title), loose(re.sub(r"^[\W\d_]+", "", title))}) - {""}


def _prose(text: str) -> Iterable[str]:
    """The lines outside fenced code, with code spans emptied."""
    fence = ""
    for line in split_lines(text):
        opened = _FENCE.match(line)
        if fence:
            if opened and opened.group(1).startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            continue
        if opened:
            fence = opened.group(1)
            continue
        yield _CODE.sub("", line)
