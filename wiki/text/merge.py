"""Three-way merging. A clash is data with the three texts; no mark is ever put into a text."""

import re
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import LCSseq

_SENTENCE = re.compile(r".*?(?:[.;:!?。；！？؟]+[\"”’)\]]*(?=\s|[^\x00-\u2fff])|\r\n|\n|\r|\Z)\s*?", re.S)
_WORD = re.compile(r"\w+|\s+|[^\w\s]", re.S)


@dataclass(frozen=True, slots=True)
class Agreed:
    """A stretch that stands, and whose it is."""

    text: str
    source: Literal["base", "mine", "theirs", "both"]


@dataclass(frozen=True, slots=True)
class Clash:
    """A stretch both sides changed differently."""

    base: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged text as agreed stretches and clashes, in order."""

    pieces: tuple[Agreed | Clash, ...]

    @property
    def clashes(self) -> tuple[Clash, ...]:
        return tuple(piece for piece in self.pieces if isinstance(piece, Clash))

    @property
    def clean(self) -> bool:
        return not self.clashes

    @property
    def text(self) -> str | None:
        if not self.clean:
            return None
        return "".join(piece.text for piece in self.pieces if isinstance(piece, Agreed))


def merge_texts(base: str, mine: str, theirs: str, *, by: Literal["sentence", "word"] = "sentence") -> Merge:
    """Combine two texts that were made from one base."""
    unit = _SENTENCE if by == "sentence" else _WORD
    sides = [unit.findall(text) for text in (base, mine, theirs)]
    b, m, t = sides
    to_mine, to_theirs = _matches(b, m), _matches(b, t)
    pieces: list[Agreed | Clash] = []
    i = j = k = 0
    stable = [index for index in range(len(b)) if index in to_mine and index in to_theirs]
    for index in [*stable, None]:
        stop_b, stop_m, stop_t = (
            (len(b), len(m), len(t)) if index is None else (index, to_mine[index], to_theirs[index])
        )
        was, my, their = "".join(b[i:stop_b]), "".join(m[j:stop_m]), "".join(t[k:stop_t])
        if my == their:
            if my or was:
                pieces.append(Agreed(my, "base" if my == was else "both"))
        elif my == was:
            pieces.append(Agreed(their, "theirs"))
        elif their == was:
            pieces.append(Agreed(my, "mine"))
        else:
            pieces.append(Clash(was, my, their))
        if index is not None:
            pieces.append(Agreed(b[index], "base"))
            i, j, k = index + 1, stop_m + 1, stop_t + 1
    return Merge(tuple(pieces))


def _matches(base: list[str], side: list[str]) -> dict[int, int]:
    numbers: dict[str, int] = {}
    coded = [[numbers.setdefault(token, len(numbers)) for token in tokens] for tokens in (base, side)]
    found: dict[int, int] = {}
    for step in LCSseq.opcodes(*coded):
        if step.tag == "equal":
            found.update(zip(range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True))
    return found
