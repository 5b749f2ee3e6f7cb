"""A later version of a whole document, fitted to the tree of sections that stands.

Says which section continues where, which come new, which are gone, and how few placements must change for the
tree to read like the document. Knows nothing of the database: sections are named by their index in document order.
"""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from wiki.text.order import key_between
from wiki.text.outline import Part, match_parts, nest

#: order keys longer than this are not added to; the siblings are given fresh ones instead
LONGEST_KEY = 100


@dataclass(frozen=True, slots=True)
class Standing:
    """A section as it stands: its parent (an index; None for the root), its order key and its text."""

    parent: int | None
    order_key: str
    part: Part


@dataclass(frozen=True, slots=True)
class Seat:
    """The place of one part of the new version.

    `standing` is the index of the section that continues in it, `parent` the index of the new part above it.
    `placed` says that the section is new or has moved, `changed` that its text is not the one that stands.
    """

    standing: int | None
    parent: int | None
    order_key: str
    placed: bool
    changed: bool
    part: Part


@dataclass(frozen=True, slots=True)
class Succession:
    """Seats for every part in document order, and the sections that are gone.

    `removed` are the topmost of them: what stands under those is gone with them.
    """

    seats: tuple[Seat, ...]
    gone: tuple[int, ...]
    removed: tuple[int, ...]


def fit_version(
    standing: Sequence[Standing], parts: Sequence[Part], *, taken: Mapping[int, Collection[str]] | None = None
) -> Succession:
    """Fit a new version's parts to the sections that stand; the first of each is the root.

    Sections that keep their parent and their order among siblings keep their keys (the longest increasing run
    of keys stays, the others are placed between). `taken` are, by parent, the keys of sections that were taken
    out before: nothing is put on them, so that they can be put back.
    """
    continues = match_parts([section.part for section in standing], parts)
    parents = nest([part.level for part in parts])
    below: dict[int, list[int]] = {}
    for index, parent in enumerate(parents):
        if parent is not None:
            below.setdefault(parent, []).append(index)
    avoided = {parent: set(keys) for parent, keys in (taken or {}).items()}
    staying = {old for old in continues if old is not None}
    gone = tuple(index for index in range(len(standing)) if index not in staying)
    for index in gone:
        avoided.setdefault(standing[index].parent or 0, set()).add(standing[index].order_key)
    keys = {0: standing[0].order_key}
    placed: set[int] = set()
    for parent, children in below.items():
        held = [_key_held(standing, continues, parent, child) for child in children]
        above = continues[parent]
        given = _fresh_keys(held, avoided.get(above, ()) if above is not None else ())
        placed.update(child for child, old, new in zip(children, held, given, strict=True) if old != new)
        keys.update(zip(children, given, strict=True))
    seats = tuple(
        Seat(
            standing=continues[index],
            parent=parents[index],
            order_key=keys[index],
            placed=index in placed,
            changed=_text_of(standing, continues[index]) != part.text,
            part=part,
        )
        for index, part in enumerate(parts)
    )
    removed = tuple(index for index in gone if standing[index].parent in staying)
    return Succession(seats, gone, removed)


def first_misfit(levels: Sequence[int], parts: Sequence[Part]) -> int | None:
    """The index of the first part whose heading has no counterpart of its level in the tree that stands.

    Where the document ends too early it is the number of its parts; None when all fit.
    """
    for index, (level, part) in enumerate(zip(levels, parts, strict=False)):
        if level != part.level:
            return index
    return None if len(levels) == len(parts) else min(len(levels), len(parts))


def spread_keys(before: str | None, behind: str | None, count: int, avoided: Collection[str] = ()) -> list[str]:
    """So many keys in order between two, the middle one first, which keeps them short."""
    if count == 0:
        return []
    middle, first = _free_key(before, behind, avoided), count // 2
    left = spread_keys(before, middle, first, avoided)
    return [*left, middle, *spread_keys(middle, behind, count - first - 1, avoided)]


def _free_key(before: str | None, behind: str | None, avoided: Collection[str]) -> str:
    key = key_between(before, behind)
    while key in avoided:
        key = key_between(key, behind)
    return key


def _key_held(standing: Sequence[Standing], continues: Sequence[int | None], parent: int, child: int) -> str | None:
    """The key a child brings along: that of the section it continues, if that one stood under the same parent."""
    old = continues[child]
    if old is None or continues[parent] is None or standing[old].parent != continues[parent]:
        return None
    return standing[old].order_key


def _fresh_keys(held: Sequence[str | None], avoided: Collection[str]) -> list[str]:
    """Keys for siblings in their new order, keeping as many of those held as can stay."""
    kept = _longest_run(held)
    found: list[str] = []
    start = 0
    before: str | None = None
    for index in [*kept, len(held)]:
        behind = held[index] if index < len(held) else None
        found.extend(spread_keys(before, behind, index - start, avoided))
        if behind is not None:
            found.append(behind)
        before, start = behind, index + 1
    if any(len(key) > LONGEST_KEY for key in found):
        return spread_keys(None, None, len(held), avoided)
    return found


def _longest_run(held: Sequence[str | None]) -> list[int]:
    """The positions of a longest strictly increasing run (patience sorting: Fredman 1975)."""
    tails: list[str] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for index, key in enumerate(held):
        if key is None:
            continue
        pile = bisect_left(tails, key)
        before[index] = ends[pile - 1] if pile else None
        tails[pile : pile + 1] = [key]
        ends[pile : pile + 1] = [index]
    run: list[int] = []
    step = ends[-1] if ends else None
    while step is not None:
        run.append(step)
        step = before[step]
    return run[::-1]


def _text_of(standing: Sequence[Standing], index: int | None) -> str | None:
    return None if index is None else standing[index].part.text
