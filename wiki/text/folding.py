"""Folding: how words are brought to one spelling, so that they are found however they are written.

Here live the cutting of a text into words for searching, the spelling they are compared by (no case, no accents, no
Arabic vowel signs, digits and wide forms as plain ones) and their stems. Characters of scripts without spaces are words
of their own, so that any run of them is a phrase. Nothing here knows what is looked for: that is `finding.py`.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from wiki.text.words import cut_sentences

#: the number of the form words are kept in: to be raised with every change here that spells a word otherwise
FORM = 2
#: the longest piece that is searched as one, in characters, and how much of a sentence that is longer is in two
MAX_PIECE = 2_000
OVERLAP = 100
#: how often one word may stand in a piece: PostgreSQL keeps no more than 256 of its places
MAX_TIMES = 250
#: the longest word that is told from others; what is longer counts by its beginning
MAX_WORD = 60

# Scripts written without spaces: ideographs, kana, bopomofo, radicals, and their wide and compatible forms.
_UNSPACED = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303b\u3040-\u312f\u31a0-\u31bf\u31f0-\u31ff"
_UNSPACED += "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"


def _marks() -> str:
    """Marks that belong to the letter before them, and joiners within words, as ranges for a pattern."""
    inside = {0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF}
    spans: list[list[int]] = []
    for code in (*range(0x0300, 0x20000), *range(0xE0100, 0xE01F0)):
        if code in inside or unicodedata.category(chr(code))[0] == "M":
            if spans and spans[-1][1] == code - 1:
                spans[-1][1] = code
            else:
                spans.append([code, code])
    return "\u00ad" + "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in spans)


_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}](?:[^\W_{_UNSPACED}]|[{_marks()}])*")

# Letters that no decomposition brings to the one they are searched by.
_LIKE = {
    "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "ŋ": "n", "þ": "th", "ð": "d",
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": "",
}  # fmt: skip
# A letter of its own, not an и with something above it.
_KEPT = frozenset("йЙ")

# "and", "by", "as", "for" and the article, written as one with the word behind them.
_CLITICS = re.compile(r"^[وف]?(?:[بك]?ال|لل)(?=\w{3})")

_STEMMERS = {"en": "english", "fr": "french", "es": "spanish", "ru": "russian", "ar": "arabic"}
#: languages whose words have stems, by the first letter of a word they may stand behind
_SCRIPTS: tuple[tuple[Callable[[str], bool], tuple[str, ...]], ...] = (
    (lambda letter: "a" <= letter <= "z", ("en", "fr", "es")),
    (lambda letter: "а" <= letter <= "я", ("ru",)),
    (lambda letter: "\u0620" <= letter <= "\u064a", ("ar",)),
)


class Word(NamedTuple):
    """One word of a text: its range of code points, as it stands there, and as it is compared."""

    start: int
    end: int
    written: str
    folded: str


def cut_folded(text: str) -> list[Word]:
    """The words of a text in order, without what stands between them."""
    return [
        Word(found.start(), found.end(), found[0], folded)
        for found in _WORD.finditer(text)
        if (folded := fold_word(found[0]))
    ]


@lru_cache(65_536)
def fold_word(word: str) -> str:
    """The spelling a word is compared by; empty where nothing of it is a letter or a digit."""
    return "".join(_fold_letter(letter) for letter in unicodedata.normalize("NFC", word))[:MAX_WORD]


@lru_cache(8_192)
def _fold_letter(letter: str) -> str:
    if letter in _KEPT:
        return "й"
    folded = []
    for part in unicodedata.normalize("NFKD", letter.casefold()).casefold():
        digit = unicodedata.digit(part, None)
        if digit is not None:
            folded.append(str(digit))
        elif unicodedata.category(part)[0] != "M":
            like = _LIKE.get(part, part)
            folded.append(like if like.isalnum() else "")
    return "".join(folded)


@lru_cache(65_536)
def stems_of(word: str, language: str) -> frozenset[str]:
    """What a word is cut down to in a language, folded: from its own spelling, and from the folded one.

    Both, so that who types no accents finds the word in its other forms as well. Empty where the language has
    no stems.
    """
    name = _STEMMERS.get(language.partition("-")[0].lower())
    folded = fold_word(word)
    if name is None or folded.isdigit():
        return frozenset()
    forms = {unicodedata.normalize("NFC", word).casefold()[:MAX_WORD], folded}
    forms |= {_CLITICS.sub("", form) for form in forms if name == "arabic"}
    # A stemmer keeps state while it works, so that each word has one of its own.
    return frozenset(fold_word(snowballstemmer.stemmer(name).stemWord(form)) for form in forms) - {""}


def stemmed_languages(folded: str) -> tuple[str, ...]:
    """The languages a folded word may be of, as far as its first letter tells."""
    return next((languages for fits, languages in _SCRIPTS if fits(folded[:1])), ())


def mark_stem(language: str, stem: str) -> str:
    """How a stem is written among words, so that it is never taken for one."""
    return f"{language.partition('-')[0].lower()}={stem}"


def keys_of(word: Word, language: str) -> frozenset[str]:
    """Everything a word is found by: itself folded, and its stems in its language."""
    return _keys_of(word.written, word.folded, language)


@lru_cache(65_536)
def _keys_of(written: str, folded: str, language: str) -> frozenset[str]:
    return frozenset({folded, *(mark_stem(language, stem) for stem in stems_of(written, language))})


def spell_keys(text: str, language: str) -> tuple[list[str], list[str]]:
    """Everything the words of a text are found by: each of them folded, in order, and their stems, each once."""
    words = _WORD.findall(text)
    stems = {key for word in set(words) for key in _stem_keys(word, language)}
    return [folded for word in words if (folded := fold_word(word))], sorted(stems)


@lru_cache(65_536)
def _stem_keys(word: str, language: str) -> tuple[str, ...]:
    return tuple(mark_stem(language, stem) for stem in stems_of(word, language)) if fold_word(word) else ()


def cut_pieces(text: str) -> list[str]:
    """A text in pieces searched each as one: whole sentences, and of a very long one stretches that overlap."""
    if len(text) <= MAX_PIECE:
        return _halved(text) if text else []
    pieces = [""]
    for sentence in cut_sentences(text):
        if len(pieces[-1]) + len(sentence) > MAX_PIECE:
            pieces.append("")
        while len(sentence) > MAX_PIECE:
            pieces[-1:] = [sentence[:MAX_PIECE], ""]
            sentence = sentence[MAX_PIECE - OVERLAP :]
        pieces[-1] += sentence
    return [part for piece in pieces if piece.strip() for part in _halved(piece)]


def _halved(piece: str) -> list[str]:
    """The piece, or halves of it that overlap where one word stands in it too often."""
    if len(piece) > MAX_TIMES and _most_times(piece) > MAX_TIMES:
        middle = len(piece) // 2
        return [*_halved(piece[: middle + OVERLAP]), *_halved(piece[middle:])]
    return [piece]


def _most_times(piece: str) -> int:
    """How often the most frequent word of a piece stands in it; of a piece of few words, how many it has."""
    words = _WORD.findall(piece)
    return len(words) if len(words) <= MAX_TIMES else max(Counter(map(fold_word, words)).values())
