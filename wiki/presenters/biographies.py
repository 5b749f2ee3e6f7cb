"""Biographies as plain data: by whose hands a text is, as colours and letters over it; and the story of a sentence.

Whose words they are was told when they were saved (services/biographies.py); here it is only shown.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from wiki.text.origins import Stretch, sentences_of
from wiki.text.render import Layer
from wiki.text.runs import Run, Source

#: how many colours there are; hands beyond them take the same again with another underline
COLOURS = 8

#: by what hands are told apart
WAYS = ("delegation", "stage", "author")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who acted in one journal entry, for whom and when. Names are empty where there is none."""

    number: int
    at: datetime
    person_id: int | None = None
    person: str = ""
    delegation: str = ""
    on_behalf_of: str = ""
    stage: str = ""

    def name(self, way: str) -> str:
        """Whose words these are: of the delegation spoken for, or of the stage, or of the author."""
        if way == "stage":
            return self.stage
        return self.person if way == "author" else self.on_behalf_of or self.delegation

    def key(self, way: str) -> object:
        """By what two voices are the same; two people may bear one name."""
        return (self.person_id, self.person) if way == "author" else self.name(way)


@dataclass(frozen=True, slots=True)
class Hand:
    """One line of the legend: a letter, the name ("" for none), the share of the letters in per cent, the colour."""

    letter: str
    name: str
    share: int
    colour: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a source, whether it begins a line, and whose words its parts are."""

    start: int
    end: int
    opens: bool
    parts: tuple[tuple[int, int, int], ...]  # start, end, revision


@dataclass(frozen=True, slots=True)
class Told:
    """The sentences of one revision, and how many letters each revision brought."""

    sentences: tuple[Sentence, ...]
    letters: Mapping[int, int]


def tell_sentences(text: str, runs: Sequence[Run]) -> Told:
    """Cut a source into its sentences, and these by who brought their words."""
    source = Source(runs)
    letters: Counter[int] = Counter()
    sentences = []
    for start, end in sentences_of(text):
        parts, at = [], start
        for run in source.cut(start, end):
            if run.length:
                letters[run.revision] += sum(map(str.isalnum, text[at : at + run.length]))
                parts.append((at, at + run.length, run.revision))
                at += run.length
        opens = start == 0 or text[:start].rstrip(" \t")[-1:] in "\r\n"
        sentences.append(Sentence(start, end, opens, tuple(parts)))
    return Told(tuple(sentences), letters)


def tell_hands(letters: Mapping[int, int], voices: Mapping[int, Voice], way: str) -> tuple[list[Hand], dict[int, Hand]]:
    """The legend, greatest share first, and which of its lines each revision belongs to."""
    whole = sum(letters.values()) or 1
    counts: Counter[object] = Counter()
    names: dict[object, str] = {}
    for number, count in letters.items():
        key = voices[number].key(way)
        counts[key] += count
        names[key] = voices[number].name(way)
    hands = {
        key: Hand(_letter(place), names[key], round(100 * count / whole), _colour(place))
        for place, (key, count) in enumerate(sorted(counts.items(), key=lambda one: (-one[1], names[one[0]])))
    }
    return list(hands.values()), {number: hands[voices[number].key(way)] for number in letters}


def lay_hands(told: Told, hands: Mapping[int, Hand], address: str) -> list[Layer]:
    """What is laid over the text: each sentence leads to its story; each part has its hand's colour, and the letter
    where another hand begins and at the start of a line."""
    layers: list[Layer] = []
    last: Hand | None = None
    for sentence in told.sentences:
        link = f'<a class="tale" href="{escape(address)}?start={sentence.start}&amp;end={sentence.end}">'
        layers.append(Layer(sentence.start, sentence.end, ((link, "</a>"),)))
        last = None if sentence.opens else last
        for start, end, hand in _parts(sentence, hands):
            sign = f'<sup class="hand">{hand.letter}</sup>' if hand != last else ""
            layers.append(Layer(start, end, ((f'<span class="by {hand.colour}">', "</span>"),), sign))
            last = hand
    return layers


def _parts(sentence: Sentence, hands: Mapping[int, Hand]) -> list[tuple[int, int, Hand]]:
    parts: list[tuple[int, int, Hand]] = []
    for start, end, number in sentence.parts:
        hand = hands.get(number)
        if hand is not None and parts and parts[-1][2] == hand and parts[-1][1] == start:
            parts[-1] = (parts[-1][0], end, hand)
        elif hand is not None:
            parts.append((start, end, hand))
    return parts


def _letter(place: int) -> str:
    """A to Z, then AA to AZ and so on."""
    return (_letter(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def _colour(place: int) -> str:
    return f"by-{place % COLOURS + 1} line-{place // COLOURS % 3 + 1}"


@dataclass(frozen=True, slots=True)
class Turn:
    """One revision in the story of a sentence, without the names of those who acted.

    `kind` is "written", "changed", "taken_out", "put_back" or "carried" (from another section, in the same act);
    `old` and `new` are what stood there before and after, `before` is the number of the revision before.
    """

    kind: str
    section: int
    number: int
    before: int | None
    old: str
    new: str
    summary: str


@dataclass(frozen=True, slots=True)
class Step:
    """A turn of the story with who did it, and in which drafts it stood as it came to stand."""

    turn: Turn
    voice: Voice
    drafts: tuple[str, ...]
    redline: str


@dataclass(frozen=True, slots=True)
class Story:
    """What became of a sentence, newest first. `rest` is where an older part begins: section, revision, stretch."""

    words: str
    steps: tuple[Step, ...]
    rest: tuple[int, int, Stretch] | None
