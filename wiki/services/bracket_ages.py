"""Since when a bracket has stood: the revision of its section that it came with.

Nothing is stored: the history is searched by leaps and halves, so the work grows with the logarithm of its length, and
what was found for a revision is kept in each worker. A bracket that was lifted and put back in between may count
from either time. Nobody's rights are asked here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock

from cachetools import LRUCache
from sqlalchemy import bindparam, select

from wiki.db import db
from wiki.models import Plan, Revision, Text
from wiki.text.brackets import parse_brackets
from wiki.text.compare import compare_texts
from wiki.text.passages import Passage, carry

#: how much two ranges must share of what they take together to be the same bracket
_ALIKE = 0.3

_lock = Lock()
_kept: LRUCache[tuple[str, int, str], tuple[int, ...]] = LRUCache(200_000, getsizeof=lambda found: 1 + len(found))
_STOOD = (
    select(Revision.number, Text.body)
    .join(Text, Text.hash == Revision.text_hash)
    .where(
        Revision.section_id == bindparam("section_id"),
        Revision.language == bindparam("spoken"),
        Revision.number <= bindparam("number"),
    )
    .order_by(Revision.number.desc())
    .limit(1)
)


def stand_since(plan: Plan, section_id: int, *, language: str, number: int, text: str) -> tuple[int, ...]:
    """For each bracket of the section's revision `number`, whose text this is, the revision it came with."""
    key = (plan.uid, number, language)
    with _lock:
        found = _kept.get(key)
    if found is None:
        history = _History(section_id, language, number, text)
        found = tuple(history.first_with(index) for index in range(len(history.brackets)))
        with _lock:
            _kept[key] = found
    return found


@dataclass(slots=True)
class _History:
    section_id: int
    language: str
    number: int
    text: str
    brackets: tuple[Passage, ...] = ()
    looked_at: list[tuple[int, int, frozenset[int]]] = field(default_factory=list)  # from, to, which brackets stand

    def __post_init__(self) -> None:
        self.brackets = tuple(_ranges(self.text))

    def first_with(self, index: int) -> int:
        """The earliest revision in an unbroken row back from this one in which the bracket stands."""
        stands, without, leap = self.number, 0, 1
        while stands - leap > without:
            number, standing = self._at(stands - leap)
            if index not in standing:
                without = stands - leap
                break
            stands, leap = number, leap * 2
        while stands - without > 1:
            middle = (stands + without) // 2
            number, standing = self._at(middle)
            if index in standing:
                stands = number
            else:
                without = middle
        return stands

    def _at(self, number: int) -> tuple[int, frozenset[int]]:
        """The newest revision no later than an entry, and which of the brackets stand in it; 0 before the first."""
        for low, high, standing in self.looked_at:
            if low <= number <= high:
                return low, standing
        row = db.session.execute(
            _STOOD, {"section_id": self.section_id, "spoken": self.language, "number": number}
        ).first()
        standing = self._standing_in(row.body) if row else frozenset()
        found = row.number if row else 0
        self.looked_at.append((found, number, standing))
        return found, standing

    def _standing_in(self, older: str) -> frozenset[int]:
        were = list(_ranges(older))
        if not were:
            return frozenset()
        carried = [moved.passage for moved in carry(were, compare_texts(older, self.text))]
        pairs = sorted(
            (
                (_likeness(passage, now), old, new)
                for old, passage in enumerate(carried)
                if passage is not None
                for new, now in enumerate(self.brackets)
            ),
            reverse=True,
        )
        found: dict[int, int] = {}
        for likeness, old, new in pairs:
            if likeness >= _ALIKE and old not in found and new not in found.values():
                found[old] = new
        return frozenset(found.values())


def _ranges(text: str) -> Iterator[Passage]:
    return (Passage(item.start, item.end) for item in parse_brackets(text).brackets)


def _likeness(one: Passage, other: Passage) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (max(one.end, other.end) - min(one.start, other.start)) if shared > 0 else 0.0
