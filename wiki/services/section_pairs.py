"""Which sections of two outlines belong together, in document order, and which of them moved.

Within one plan a section is known by its permanent id. Between two plans it is known by the id typed behind its title,
else by its title and words. No texts are compared here, and nobody's rights are asked.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wiki.services import moments
from wiki.services.moments import Item, Outline
from wiki.text.alignment import longest_rise
from wiki.text.outline import Part, match_parts


@dataclass(frozen=True, slots=True)
class Pair:
    """A section as it stood and as it stands; None where it does not. Only what is on both sides can have moved."""

    old: Item | None
    new: Item | None
    moved: bool = False


def pair_moments(old: Outline, new: Outline) -> list[Pair]:
    """The sections of one plan at two moments."""
    was = {item.section_id: item for item in old.items}
    pairs = _in_order(old.items, [(was.get(item.section_id), item) for item in new.items])
    return _told_moved(old.items, pairs, _stayed_by_key)


def pair_plans(old: Outline, new: Outline) -> list[Pair]:
    """The sections of two plans. What has no text in the outline's language is left out."""
    olds, news = ([item for item in outline.items if item.text_hash] for outline in (old, new))
    bodies = moments.texts_of([*olds, *news])
    found = match_parts(*([Part(bodies[i.text_hash or ""], i.level, i.title) for i in items] for items in (olds, news)))
    pairs = _in_order(olds, [(None if i is None else olds[i], item) for i, item in zip(found, news, strict=True)])
    return _told_moved(olds, pairs, lambda family: set(longest_rise([place for place, _, _ in family])))


def _in_order(old: Sequence[Item], pairs: Sequence[tuple[Item | None, Item]]) -> list[tuple[Item | None, Item | None]]:
    """The sections of both, in the new order; one that is gone follows what it used to follow."""
    standing = {before.section_id for before, _ in pairs if before is not None}
    gone_behind: dict[int | None, list[Item]] = {}
    last: int | None = None
    for item in old:
        if item.section_id in standing:
            last = item.section_id
        else:
            gone_behind.setdefault(last, []).append(item)
    ordered: list[tuple[Item | None, Item | None]] = [(gone, None) for gone in gone_behind.get(None, ())]
    for before, item in pairs:
        ordered.append((before, item))
        if before is not None:
            ordered += [(gone, None) for gone in gone_behind.get(before.section_id, ())]
    return ordered


# Siblings that stand under the same parent as before: each its place in the old order, what it was and what it is.
_Family = Sequence[tuple[int, Item, Item]]


def _told_moved(
    old: Sequence[Item], pairs: Sequence[tuple[Item | None, Item | None]], stayed: Callable[[_Family], set[int]]
) -> list[Pair]:
    """Say of each pair whether it stands under another parent, or was taken past its siblings: `stayed` tells of a
    family which of its places were not."""
    continued = {before.section_id: item.section_id for before, item in pairs if before and item}
    places = {item.section_id: place for place, item in enumerate(old)}
    families: dict[int | None, list[tuple[int, Item, Item]]] = {}
    moved: set[int] = set()
    for before, item in pairs:
        if before is None or item is None:
            continue
        above = None if before.parent_id is None else continued.get(before.parent_id)
        if (before.parent_id is None) == (item.parent_id is None) and above == item.parent_id:
            families.setdefault(item.parent_id, []).append((places[before.section_id], before, item))
        else:
            moved.add(item.section_id)
    for family in families.values():
        still = stayed(family)
        moved.update(item.section_id for index, (_, _, item) in enumerate(family) if index not in still)
    return [Pair(before, item, item is not None and item.section_id in moved) for before, item in pairs]


def _stayed_by_key(family: _Family) -> set[int]:
    """Who kept the order key stayed; the others have not moved either if they still stand between the same of those,
    in the same order. As few as explain it have moved."""
    kept = {index for index, (_, before, item) in enumerate(family) if before.order_key == item.order_key}
    fixed = [family[index][0] for index in sorted(kept)]
    gaps: dict[int, list[int]] = {}
    gap = 0
    for index, (place, _, _) in enumerate(family):
        if index in kept:
            gap += 1
        elif bisect_left(fixed, place) == gap:
            gaps.setdefault(gap, []).append(index)
    for between in gaps.values():
        kept.update(between[step] for step in longest_rise([family[index][0] for index in between]))
    return kept
