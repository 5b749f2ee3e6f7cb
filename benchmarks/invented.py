"""Invented drafts: a long text in the manner of a plan of action, and a later draft of it, both from a seed.

15 % of the sentences are edited (words replaced, added, taken out, a clause added, a sentence rewritten), some
paragraphs are added and taken out, and a few are moved. Words and sentences are made up here.
"""

import random
from dataclasses import dataclass

_WHO = [
    "Parties",
    "the Secretariat",
    "regional centres",
    "each delegation",
    "the working group",
    "donor countries",
    "lead agencies",
]
_WHO += [
    "national focal points",
    "the advisory council",
    "coastal communities",
    "partner institutes",
    "the steering group",
]
_MUST = ["shall", "should", "may", "are invited to", "are encouraged to", "will", "must"]
_DO = [
    "exchange",
    "strengthen",
    "review",
    "publish",
    "coordinate",
    "establish",
    "restore",
    "map",
    "finance",
    "translate",
    "monitor",
    "promote",
    "test",
]
_KIND = [
    "joint",
    "regional",
    "open",
    "low-cost",
    "traditional",
    "long-term",
    "voluntary",
    "triangular",
    "community",
    "technical",
    "shared",
    "annual",
]
WHAT = [
    "seed banks",
    "training courses",
    "wetland inventories",
    "early warnings",
    "herbaria",
    "fishery data",
    "model laws",
    "study tours",
]
WHAT += [
    "research grants",
    "field stations",
    "soil surveys",
    "water rights",
    "forest maps",
    "museum loans",
    "expert rosters",
]
WHERE = [
    "in the South",
    "among island States",
    "in dry lands",
    "along shared rivers",
    "in mountain regions",
    "at the national level",
]
_WHEN = [
    "before the next meeting",
    "every two years",
    "by 2010",
    "within eighteen months",
    "as early as possible",
    "each year",
]
_WHY = ["so that costs are shared", "in line with national priorities", "taking into account local knowledge"]
_WHY += ["subject to available funds", "without delay", "for the benefit of women and young people", "as a first step"]


@dataclass(frozen=True, slots=True)
class Drafts:
    """A text and its later draft; moved is how many paragraphs stand elsewhere."""

    old: str
    new: str
    moved: int


def invent(size: int, seed: int = 9, edited: float = 0.15, changes: int | None = None) -> Drafts:
    """Invent a draft of about size characters and its next version; another seed for changes gives another next one."""
    chance = random.Random(seed)
    sections: list[list[list[str]]] = []
    length = 0
    while length < size:
        section = [[make_sentence(chance) for _ in range(chance.randint(2, 6))] for _ in range(chance.randint(4, 9))]
        sections.append(section)
        length += sum(len(sentence) + 1 for paragraph in section for sentence in paragraph) + 8 * len(section)
    old = _render([[list(paragraph) for paragraph in section] for section in sections])
    if changes is not None:
        chance = random.Random(changes)
    changed = [
        [[edit_sentence(s, chance) if chance.random() < edited else s for s in p] for p in sec] for sec in sections
    ]
    moved = 0
    for section in changed:
        if chance.random() < 0.15:
            section.pop(chance.randrange(len(section)))
        if chance.random() < 0.15:
            section.insert(chance.randrange(len(section)), [make_sentence(chance) for _ in range(3)])
    for _ in range(max(1, len(changed) // 10)):
        paragraph = chance.choice(changed).pop(0)
        target = chance.choice(changed)
        target.insert(len(target) // 2, paragraph)
        moved += 1
    return Drafts(old, _render(changed), moved)


def make_sentence(chance: random.Random) -> str:
    """A sentence of a resolution."""
    words = [chance.choice(_WHO), chance.choice(_MUST), chance.choice(_DO), chance.choice(_KIND), chance.choice(WHAT)]
    if chance.random() < 0.5:
        words += ["and", chance.choice(_DO), chance.choice(_KIND), chance.choice(WHAT)]
    words += [chance.choice(WHERE), chance.choice(_WHEN)]
    if chance.random() < 0.6:
        words[-1] += ","
        words.append(chance.choice(_WHY))
    text = " ".join(words)
    return f"{text[0].upper()}{text[1:]}."


def edit_sentence(sentence: str, chance: random.Random) -> str:
    """The sentence with words replaced, put in or taken out, or another one."""
    kind = chance.random()
    if kind < 0.1:
        return make_sentence(chance)
    words = sentence.split(" ")
    for _ in range(chance.choice((1, 1, 2))):
        place = chance.randrange(1, len(words) - 1)
        if kind < 0.55:
            words[place] = chance.choice((*_KIND, *_DO, *_MUST[:3]))
        elif kind < 0.75:
            words.insert(place, chance.choice(_KIND))
        elif kind < 0.9:
            del words[place]
        else:
            words[place:place] = [chance.choice(_WHY) + ","]
    return " ".join(words)


def _render(sections: list[list[list[str]]]) -> str:
    parts: list[str] = []
    for number, section in enumerate(sections, 1):
        parts.append(f"## Part {number}\n\n")
        parts.extend(f"{' '.join(paragraph)}\n\n" for paragraph in section)
    return "".join(parts)
