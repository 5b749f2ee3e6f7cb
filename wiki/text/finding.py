"""Finding: reading what somebody typed to look for, and showing where it stands in a text.

A query is words and phrases, wanted or not; nothing that is typed is wrong. Stores are asked with it (services), and
`mark_found` finds the same words again in a text, to be marked. The spelling of words is `folding.py`'s.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wiki.text.folding import cut_folded, keys_of, mark_stem, stemmed_languages, stems_of
from wiki.text.words import cut_sentences

#: what is read of a query: more characters, or more terms, are left alone
MAX_QUERY = 400
MAX_TERMS = 24

#: how much of a text a hit shows, and the least it leaves out at either end, in characters
MAX_SHOWN = 320
MIN_LEFT_OUT = 16

_QUOTES = re.compile("[\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02\u300c\u300d\u300e\u300f]")
_TERM = re.compile(r'([-\u2212\uff0d]?)(?:"([^"]*)(?:"|$)|([^\s"]+))')

_TARGET_PARAGRAPH = re.compile(
    r"(?:(?:go\s+to|aller\s+à|ir\s+a|перейти\s+к)\s+)?"
    r"(?:paragraphs?|paragraphe|párrafo|parrafo|paras?\.?|par\.?|п(?:ункт|араграф)(?:у|а)?\.?|الفقرة|فقرة|¶+|§)\s*"
    r"(?P<number>\(?\d{1,4}[\w.]{0,12}(?:\s(?:bis|ter|quater|alt))?\)?|\([^\W_]{1,4}\))\.?",
    re.IGNORECASE,
)
_CHINESE_PARAGRAPH = re.compile(r"(?:转到|轉到)?\s*第\s*(?P<number>\d{1,4})\s*段")
_TARGET_SYMBOL = re.compile(
    r"(?:(?:(?:go\s+to\s+)?symbol|(?:aller\s+à\s+la\s+)?cote)\s+)(?P<named>\S.{0,79})|(?P<bare>[A-Za-z0-9][\w.-]*(?:/[\w.()-]+)+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for: words that stand behind each other, or one word in any of its `forms`."""

    words: tuple[str, ...]
    forms: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked for: every wanted term, and none of the unwanted."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """A place somebody asks to be taken to: a "paragraph" by its typed number, a "symbol" of a draft.

    `said` tells that they asked for it in words, so that they must be told where there is none.
    """

    kind: str
    name: str
    said: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A stretch of what a hit shows, and whether it is what was looked for."""

    text: str
    marked: bool


def read_query(typed: str, *, language: str = "") -> Query:
    """Read words, "phrases" and -exclusions; with a language, stems are those of that language alone.

    A word is looked for in all its forms. Quotation marks ask for the very words, and so does what is several words
    in one, such as a symbol, a hyphenated word or a Chinese phrase.
    """
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for minus, phrase, word in _TERM.findall(_QUOTES.sub('"', typed[:MAX_QUERY]))[:MAX_TERMS]:
        words = cut_folded(phrase or word)
        if not words:
            continue
        folded = tuple(found.folded for found in words)
        if phrase or len(folded) > 1:
            term = Term(folded)
        else:
            term = Term(folded, _forms(words[0].written, folded[0], language))
        (unwanted if minus else wanted).append(term)
    return Query(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted)))


def _forms(written: str, folded: str, language: str) -> frozenset[str]:
    forms = {folded}
    for spoken in (language,) if language else stemmed_languages(folded):
        forms |= {mark_stem(spoken, stem) for stem in stems_of(written, spoken)}
    return frozenset(forms)


def read_target(typed: str) -> Target | None:
    """Where somebody asks to be taken, where what they typed says so."""
    typed = " ".join(typed.split())
    found = _TARGET_PARAGRAPH.fullmatch(typed) or _CHINESE_PARAGRAPH.fullmatch(typed)
    if found:
        return Target("paragraph", bare_number(found["number"]), True)
    found = _TARGET_SYMBOL.fullmatch(typed)
    if found:
        return Target("symbol", found["named"] or found["bare"], bool(found["named"]))
    return None


def bare_number(number: str) -> str:
    """A paragraph's number as it is looked up: "(a)" and "12." without brackets and full stop, "3 BIS." as "3 bis",
    its digits as plain ones."""
    plain = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in number.casefold())
    return " ".join(plain.strip(" ()（）[].、:").split())


def find_ranges(text: str, query: Query, *, language: str) -> list[tuple[int, int]]:
    """Where the wanted terms stand in a text, in order and without overlap."""
    words = cut_folded(text)
    ranges = []
    for term in query.wanted:
        length = len(term.words)
        if term.forms:
            ranges += [(word.start, word.end) for word in words if keys_of(word, language) & term.forms]
            continue
        for index in range(len(words) - length + 1):
            if words[index].folded == term.words[0] and all(
                words[index + ahead].folded == term.words[ahead] for ahead in range(1, length)
            ):
                ranges.append((words[index].start, words[index + length - 1].end))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def holds(text: str, query: Query, *, language: str) -> bool:
    """Whether every wanted term stands in a text and no unwanted one does; never, where nothing is wanted."""
    if not query.wanted:
        return False
    wanted = all(find_ranges(text, Query((term,)), language=language) for term in query.wanted)
    return wanted and not find_ranges(text, Query(query.unwanted), language=language)


def mark_found(text: str, query: Query, *, language: str) -> tuple[Shown, ...]:
    """The sentence of a text that holds most of what was looked for, the words marked; shortened where it is long.

    Where nothing of it stands in the text its beginning is shown.
    """
    ranges = find_ranges(text, query, language=language)
    start, end = _sentence(text, ranges)
    # A few words more are shown rather than left out: the number that opens a paragraph, a last short sentence.
    start, end = 0 if start < MIN_LEFT_OUT else start, len(text) if end > len(text) - MIN_LEFT_OUT else end
    first = next((begin for begin, _ in ranges if begin >= start), start)
    if end - start > MAX_SHOWN:
        start = max(start, _word_edge(text, first - MAX_SHOWN // 3)) if first - start > MAX_SHOWN // 3 else start
        end = min(end, _word_edge(text, start + MAX_SHOWN))
    shown = [Shown("… ", False)] if start > 0 else []
    place = start
    for begin, stop in ranges:
        if begin >= start and stop <= end:
            shown += [Shown(text[place:begin], False), Shown(text[begin:stop], True)]
            place = stop
    shown.append(Shown(text[place:end].rstrip(), False))
    if text[end:].strip():
        shown.append(Shown(" …", False))
    return tuple(piece for piece in shown if piece.text)


def _sentence(text: str, ranges: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The sentence with most different words that were found; with a phrase over its end, the next one as well."""
    best, place = (0, 0), 0
    most = -1
    for sentence in cut_sentences(text):
        end = place + len(sentence)
        found = {text[begin:stop].casefold() for begin, stop in ranges if place <= begin < end}
        if len(found) > most:
            reach = max((stop for begin, stop in ranges if place <= begin < end), default=end)
            best, most = (place, max(end, reach)), len(found)
        place = end
    return best


def _word_edge(text: str, place: int) -> int:
    """The end of the word the place stands in, or the place itself where no space is near."""
    space = text.find(" ", place, place + 40)
    return space + 1 if space >= 0 else place
