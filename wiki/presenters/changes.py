"""The shapes of a comparison: what became of each section of a plan, and how much; filled by services/comparisons.py.

How they are told in words, text and JSON is in presenters/comparisons.py.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from wiki.sentences import SentenceId
from wiki.text.compare import Comparison, Piece
from wiki.text.render import plain_words
from wiki.text.words import label_length

Status = Literal["added", "removed", "changed", "unchanged"]

#: classes of change that leave what is said as it is; everything else is substance
EDITORIAL = frozenset({"wording", "formatting", "move", "renumbering"})

#: class of change -> how it is called
NAMES: dict[str, str] = {
    "substance": SentenceId("substance"),
    "wording": SentenceId("wording"),
    "formatting": SentenceId("formatting"),
    "number": SentenceId("number or date"),
    "modal": SentenceId("modal strength"),
    "move": SentenceId("move"),
    "renumbering": SentenceId("renumbering"),
}


_TAG = re.compile(r"<[A-Za-z/][^<>]{0,300}>")


@dataclass(frozen=True, slots=True)
class Side:
    """A section as it stands at one of the two moments. `parent` is the title it stands under, "" at the top;
    titles are in plain words, so that a title set in italics is not another title."""

    number: int
    title: str
    level: int
    parent: str
    revision: int | None
    text_hash: str | None
    brackets_open: int


@dataclass(frozen=True, slots=True)
class SectionChange:
    """What became of one section between two moments.

    `status` is about its text and its standing; a section may be moved or retitled besides. `comparison` is None
    where both texts are the same. Counts are of characters, and of changes by class.
    """

    status: Status
    moved: bool
    retitled: bool
    old: Side | None
    new: Side | None
    comparison: Comparison | None = None
    inserted: int = 0
    deleted: int = 0
    classes: dict[str, int] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """Its number where it stands; where it does not, the one it had."""
        side = self.new or self.old
        return side.number if side else 0

    @property
    def anchor(self) -> str:
        """What it is called within a page; between two plans one number may belong to two sections."""
        return f"c{self.number}" if self.new else f"c{self.number}-gone"

    @property
    def title(self) -> str:
        side = self.new or self.old
        return side.title if side else ""

    @property
    def differs(self) -> bool:
        """Whether anything at all became of it."""
        return self.status != "unchanged" or self.moved

    @property
    def amount(self) -> int:
        """How much changed: characters inserted and deleted."""
        return self.inserted + self.deleted

    @property
    def substantial(self) -> bool:
        """Whether the change says something else, or says it in another place of the plan."""
        return any(name not in EDITORIAL for name in self.classes)


@dataclass(frozen=True, slots=True)
class PlanComparison:
    """Two moments of a plan laid beside each other, in document order; removed sections stand where they stood."""

    sections: tuple[SectionChange, ...]
    language: str

    @property
    def changed(self) -> tuple[SectionChange, ...]:
        return tuple(section for section in self.sections if section.differs)

    @property
    def inserted(self) -> int:
        return sum(section.inserted for section in self.sections)

    @property
    def deleted(self) -> int:
        return sum(section.deleted for section in self.sections)

    @property
    def most(self) -> int:
        """The largest amount of any section, for bars to be measured against; at least 1."""
        return max((section.amount for section in self.sections), default=0) or 1

    @property
    def classes(self) -> dict[str, int]:
        found: Counter[str] = Counter()
        for section in self.sections:
            found.update(section.classes)
        return dict(sorted(found.items()))

    @property
    def brackets(self) -> tuple[int, int]:
        """How many brackets are open on either side."""
        old = sum(section.old.brackets_open for section in self.sections if section.old)
        return old, sum(section.new.brackets_open for section in self.sections if section.new)

    def count(self, what: str) -> int:
        """How many sections were added, removed, changed, unchanged, moved or retitled."""
        if what in ("moved", "retitled"):
            return sum(bool(getattr(section, what)) for section in self.sections)
        return sum(section.status == what for section in self.sections)


@lru_cache(maxsize=8_192)  # every page with an outline asks of all its titles
def plain_title(title: str) -> str:
    """A title without its markup, tags included: what is heard when it is read out, with the number typed before it."""
    return plain_words("# " + _TAG.sub("", title))


def is_retitled(old: str, new: str) -> bool:
    """Whether two titles, in plain words, say something else; another number before them is none."""
    return _unnumbered(old) != _unnumbered(new)


def _unnumbered(title: str) -> str:
    label = label_length(title)
    return title if label is None else title[label[1] :]


def count_changes(comparison: Comparison) -> tuple[int, int, dict[str, int]]:
    """Characters inserted, characters deleted, and how many changes there are of each class.

    Text that moved is neither inserted nor deleted; the edits inside it are. Renumbering counts as a change of its
    class, with no characters; both ends of a link or an emphasis are one change.
    """
    inserted = deleted = 0
    classes: Counter[str] = Counter()
    begun: int | None = None
    for piece in changes_in(comparison.pieces):
        if piece.around is None or piece.around != begun:
            classes.update(piece.classes)
            begun = piece.around
        if piece.kind not in ("moved_from", "moved_to", "renumbered"):
            inserted += len(piece.new)
            deleted += len(piece.old)
    return inserted, deleted, dict(classes)


def changes_in(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The changes in order; a move once, where it went, followed by what was changed inside."""
    for piece in pieces:
        if piece.kind in ("kept", "moved_from"):
            continue
        yield piece
        yield from changes_in(piece.inside)


def substance_of(comparison: Comparison) -> Comparison:
    """The comparison with editorial changes taken as done, for reading what was changed in substance.

    Its old side is no longer the old text: there, editorial changes show as the new text has them.
    """
    kept: list[Piece] = []
    for piece in comparison.pieces:
        if piece.kind == "moved_to" and piece.inside:
            kept.extend(_settled(part) for part in piece.inside)
        elif piece.kind != "moved_from":
            kept.append(_settled(piece))
    return Comparison(tuple(kept))


def _settled(piece: Piece) -> Piece:
    if piece.kind == "kept" or is_substance(piece):
        return piece
    return Piece("kept", piece.new, piece.new)


def is_substance(piece: Piece) -> bool:
    """Whether a change says something else."""
    return any(name not in EDITORIAL for name in piece.classes)
