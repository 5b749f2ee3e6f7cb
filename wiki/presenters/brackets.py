"""Brackets as plain data: what stands open in a section, where, whose it is and since when; found by the service."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wiki.models import Draft
from wiki.sentences import SentenceId
from wiki.text.bracket_acts import open_acts
from wiki.text.brackets import Bracket, parse_brackets
from wiki.text.paragraphs import Paragraph, split_paragraphs, typed_number
from wiki.text.plain import plain_words

#: how much of a bracket's words is shown in a list, and how much around a mark without a partner
_SHOWN = 300
_AROUND = 40

#: kind of bracket -> how it is called
KINDS: dict[str, str] = {
    "text": SentenceId("words not agreed"),
    "alternative": SentenceId("alternatives"),
    "placeholder": SentenceId("to be filled in"),
    "deletion": SentenceId("instruction to delete"),
    "attribution": SentenceId("name of who proposed the paragraph"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """The paragraph something stands in: its permanent id and the number typed in front of it; None without one."""

    paragraph: int | None
    number: str | None


@dataclass(frozen=True, slots=True)
class Since:
    """The revision a bracket came with: its number, when and by whom; and the first draft that has it, if one does."""

    number: int
    at: datetime | None = None
    person: str = ""
    draft: Draft | None = None


@dataclass(frozen=True, slots=True)
class OpenBracket:
    """One bracket of a text. `start` is where it begins in the source, and what an act names it by.

    `options` are what an alternative offers: its own words, or those of a slash form. `among` says which of how many
    brackets for one place it is. `acts` are open to it.
    """

    start: int
    end: int
    kind: str
    depth: int
    owners: tuple[str, ...]
    words: str
    options: tuple[str, ...]
    among: tuple[int, int] | None
    acts: tuple[str, ...]
    place: Place
    since: Since | None = None


@dataclass(frozen=True, slots=True)
class Stray:
    """A mark without a partner, with the words before and after it."""

    at: int
    mark: str
    before: str
    after: str
    place: Place


@dataclass(frozen=True, slots=True)
class SectionBrackets:
    """What stands open in one section, in the order of the text."""

    number: int
    title: str
    revision: int
    brackets: tuple[OpenBracket, ...]
    strays: tuple[Stray, ...]

    @property
    def count(self) -> int:
        """How many are open, as sections and plans count them."""
        return len(self.brackets) + len(self.strays)


def read_section(text: str, *, number: int, title: str, revision: int, paragraph_ids: Sequence[int]) -> SectionBrackets:
    """What stands open in a section's text; how long it has stood is not in the text, and filled in by others."""
    found = parse_brackets(text)
    blocks = split_paragraphs(text)
    groups: dict[int, list[int]] = {}
    for item in found.brackets:
        if item.group is not None:
            groups.setdefault(item.group, []).append(item.start)

    def place(at: int) -> Place:
        return _place(text, at, blocks, paragraph_ids)

    return SectionBrackets(
        number,
        title,
        revision,
        tuple(_open(text, item, groups, place(item.start)) for item in found.brackets),
        tuple(
            Stray(
                at,
                text[at],
                _one_line(text[max(0, at - _AROUND) : at]),
                _one_line(text[at + 1 : at + 1 + _AROUND]),
                place(at),
            )
            for at in found.unbalanced
        ),
    )


def _open(text: str, item: Bracket, groups: dict[int, list[int]], place: Place) -> OpenBracket:
    members = groups.get(item.group, []) if item.group is not None else []
    words = _shortened(plain_words(text[item.words_start : item.words_end]))
    options = tuple(text[start:end] for start, end in item.options)
    if item.kind == "alternative" and not options:
        options = (words,)
    return OpenBracket(
        item.start,
        item.end,
        item.kind,
        item.depth,
        item.owners,
        words,
        options,
        (members.index(item.start) + 1, len(members)) if members else None,
        open_acts(item),
        place,
    )


def _place(text: str, at: int, blocks: Sequence[Paragraph], ids: Sequence[int]) -> Place:
    for block, paragraph in zip(blocks, ids, strict=False):
        if block.start <= at < block.end:
            return Place(paragraph, typed_number(text[block.start : block.end]))
    return Place(None, None)


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _shortened(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rsplit(' ', 1)[0]} …"
