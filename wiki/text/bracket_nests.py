"""What a bracket is, how brackets nest, and which of them are options for one place.

Where they stand in a text is read in `brackets.py`.
"""

import re
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Bracket:
    """One bracket with all that belongs to it, as half-open ranges of code points.

    `start`, `end` hold it whole, with the owner behind it in `[text](XA)`. `words_start`, `words_end` are the words in
    dispute, without marks and owners. `kind` is text, alternative (`group` is shared by options for one place, or
    `options` are the ranges within a slash form), placeholder, deletion (an instruction) or attribution (it names the
    owner of the paragraph). `parent` and `children` are places in the list of all brackets.
    """

    start: int
    end: int
    words_start: int
    words_end: int
    owners: tuple[str, ...]
    kind: str
    depth: int
    group: int | None = None
    parent: int | None = None
    children: tuple[int, ...] = ()
    options: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Brackets:
    """All brackets of a text in order of their start, and the places of those that have no partner."""

    brackets: tuple[Bracket, ...]
    unbalanced: tuple[int, ...]

    @property
    def count(self) -> int | None:
        """How many there are; None where they do not balance."""
        return None if self.unbalanced else len(self.brackets)


def nest_brackets(found: list[Bracket | None]) -> list[Bracket]:
    """Only the brackets, with parents that are brackets, children and depth."""
    places: dict[int, int] = {}
    kept: list[Bracket] = []
    parents: list[int | None] = [item.parent if item else None for item in found]
    for index, item in enumerate(found):
        if item is None:
            continue
        parent = item.parent
        while parent is not None and parent not in places:
            parent = parents[parent]
        up = places[parent] if parent is not None else None
        places[index] = len(kept)
        kept.append(replace(item, parent=up, depth=kept[up].depth + 1 if up is not None else 0))
    children: dict[int, list[int]] = {}
    for index, item in enumerate(kept):
        if item.parent is not None:
            children.setdefault(item.parent, []).append(index)
    return [replace(item, children=tuple(children.get(index, ()))) for index, item in enumerate(kept)]


def group_options(text: str, found: list[Bracket]) -> tuple[Bracket, ...]:
    """Give neighbours that are options for one place a number in common."""
    groups = 0
    last: dict[int | None, int] = {}
    for index, item in enumerate(found):
        before = last.get(item.parent)
        last[item.parent] = index
        if before is None or not {item.kind, found[before].kind} <= {"text", "alternative", "placeholder"}:
            continue
        gap = text[found[before].end : item.start]
        if len(gap) < 8 and re.fullmatch(r"[ \t\u00a0]*/?[ \t\u00a0]*", gap):
            if found[before].group is None:
                groups += 1
                found[before] = replace(found[before], kind="alternative", group=groups)
            found[index] = replace(item, kind="alternative", group=found[before].group)
    return tuple(found)
