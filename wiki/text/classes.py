"""Classes: what kind of change a change is, for the filter between substance and editing.

Numbers, modal strength (how binding a verb is, RFC 2119 and the drafting practice of six languages), formatting,
wording. Judged from the two texts of one change alone; lists of words are data.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from wiki.text.class_words import ARTICLES, ARTICLES_UNSPACED, MODALS, MODALS_UNSPACED, NOT_MODALS, NUMBERS
from wiki.text.words import is_target

_ideograph = re.compile(r"[\u3400-\u9fff]")
_modal_unspaced = re.compile(MODALS_UNSPACED)
_not_modal = re.compile(NOT_MODALS, re.IGNORECASE)
_word = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_figure = re.compile(r"\d+(?:[.,:/]\d+)*|[〇零一二三四五六七八九十百千万萬亿億]+(?=[年月日条條章节節款項项个個分天元])")
_group = re.compile(r"\bG-?(?:77|20|8|7)\b")  # the number of a group of countries is its name
_roman = re.compile(r"[IVXLC]+")
_opens_item = re.compile(r"[-*+]|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivxl]+)[.)]")
_numerals = re.compile(r"[〇零一二三四五六七八九十百千万萬亿億]+")
_link_target = re.compile(r"\]\((?:[^()\s]|\([^()\s]*\))*(?:\s\"[^\"]*\")?\)")
_footnote = re.compile(r"\[\^[^\]\s]{1,80}\]")
_marks = re.compile(
    r"(?m)^\s*(?:#{1,6}(?:\s+|$)|[-*+](?:\s+|$)|>\s?|\(?\d{1,3}(?:\.\d{1,3})*[.)]\s+)"
    r"|[*_`~|]+|</?[A-Za-z][^<>]*>|<!--[\s\S]*?-->|!(?=\[)|^\s*:?-{3,}:?\s*$"
)
_marked = re.compile(r"[#*+>_`~|<!\]\-\\&]|[.)]\s")
_escape = re.compile(r"\\([!-/:;=-@\\^-`{-~])")  # an escaped bracket is another bracket
_entity = re.compile(r"&(lt|gt|amp|quot|nbsp);")
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "nbsp": " "}
_sign = re.compile(r"[^\w\s\[\]]+")
_arabic_marks = re.compile("[\u064b-\u065f\u0670\u0640]")
# Spellings that differ between one English and another. Longer words only: "four" is not "for".
_SPELLINGS = (
    (re.compile(r"(?<=\w{3})(i|y)s(?=(?:e|ed|es|er|ers|ing|ation|ations|ational)$)"), r"\1z"),
    (re.compile(r"(?<=\w{3})our(?=(?:s|ed|ing|able|al|ful|ite|ites|less|hood|hoods)?$)"), "or"),
    (re.compile(r"(?<=\w{3})tre(?=s?$)"), "ter"),
    (re.compile(r"(?<=\w{4})ll(?=(?:ed|ing|er|ers)$)"), "l"),
    (re.compile(r"(?<=\w{3})ence(?=s?$)"), "ense"),
    (re.compile(r"(?<=program)me(?=s?$)"), ""),
    (re.compile(r"(?<=\w{3})ogue(?=s?$)"), "og"),
)
_LONG_WORD = 7  # letters from which two swapped, or one doubled, are a slip and no other word


def classify(old: str, new: str) -> tuple[str, ...]:
    """Name the classes of one change: substance, wording or formatting, and number or modal beside substance."""
    if len(old) + len(new) < 200:
        return _classify(old, new)
    return _weigh(old, new)


@lru_cache(maxsize=4096)
def _classify(old: str, new: str) -> tuple[str, ...]:
    return _weigh(old, new)


def _weigh(old: str, new: str) -> tuple[str, ...]:
    if "".join(old.split()) == "".join(new.split()):
        return ("formatting",)
    if opens_item(old, new) or ("](" in (old[:2], new[:2]) and is_target(old) and is_target(new)):
        return ("formatting",)
    if "---" in old + new and not (old + new).strip("|:- \t\r\n"):
        return ("formatting",)
    bare_old, bare_new = _bare(old), _bare(new)
    if bare_old == bare_new:
        return ("formatting",)
    if (not bare_old or not bare_new) and _long(bare_old + bare_new):
        return ("substance",)  # a sentence or more: its numbers and verbs are not what changed
    words_old, words_new = _words(bare_old), _words(bare_new)
    extra: list[str] = []
    if _numbers(bare_old, words_old) != _numbers(bare_new, words_new):
        extra.append("number")
    if _modals(bare_old, words_old) != _modals(bare_new, words_new):
        extra.append("modal")
    if extra or not _same_sense(bare_old, bare_new):
        return ("substance", *extra)
    return ("wording",)


def opens_item(old: str, new: str) -> bool:
    """Whether the sign or number of an item was replaced by another."""
    return _opens_item.fullmatch(old.strip()) is not None and _opens_item.fullmatch(new.strip()) is not None


def _words(text: str) -> list[str]:
    return _word.findall(text if text.isascii() else _arabic_marks.sub("", text))


def _long(text: str) -> bool:
    return len(text) > (60 if text.isascii() or not _ideograph.search(text) else 20)


def _bare(text: str) -> str:
    """What a reader sees: Markdown's marks and targets of links gone, white space gone where it does not part words."""
    if _marked.search(text):
        # "][" is left alone: between governments it parts two alternatives, and is no link by reference.
        if "](" in text:
            text = _link_target.sub("", text).replace("[", "", text.count("]("))
        if "[^" in text:
            text = _footnote.sub("[^]", text)
        if "\\" in text:
            text = _escape.sub(r"\1", text)
        text = _marks.sub("", text)
        if "&" in text:
            text = _entity.sub(lambda found: _ENTITIES[found[1]], text)
    return " ".join(text.split())


def _numbers(text: str, words: list[str]) -> list[str]:
    if not text.isascii() and _numerals.fullmatch(text):
        return [text]
    if _roman.fullmatch(text):
        return [text]
    figures = _figure.findall(_group.sub("", text))
    return figures + sorted(word.lower() for word in words if word == "May" or _root(word) in NUMBERS)


def _modals(text: str, words: list[str]) -> list[str]:
    found = sorted(_root(word) for word in words if word != "May" and _root(word) in MODALS)
    if found and (nouns := _not_modal.findall(text)):
        apart = [_root(word) for word in _words(" ".join(nouns))]
        found = [*(Counter(found) - Counter(apart)).elements()]
    if not text.isascii() and _ideograph.search(text):
        found += _modal_unspaced.findall(text)
    return found


def _root(word: str) -> str:
    """A word in small letters, without the Arabic "and" or "so" that is written together with it."""
    word = word.lower()
    return word[1:] if len(word) > 3 and word[0] in "وف" else word


def _same_sense(old: str, new: str) -> bool:
    """Only punctuation, capitals, articles or spelling differ. A negotiation bracket is never editing.

    In doubt two words are two words: "legal" and "illegal" differ by two letters only.
    """
    if old.count("[") != new.count("[") or old.count("]") != new.count("]"):
        return False
    one, two = _sense(old), _sense(new)
    if one == two:
        return True
    if len(one) != len(two):
        return "".join(one) == "".join(two)
    return all(x == y or _same_word(x, y) for x, y in zip(one, two, strict=True))


def _sense(text: str) -> list[str]:
    text = _sign.sub(" ", text.casefold())
    if not text.isascii():
        text = _arabic_marks.sub("", text).replace("ё", "е")
        if _ideograph.search(text):
            text = text.translate(dict.fromkeys(map(ord, ARTICLES_UNSPACED)))
    return [word for word in text.split() if word not in ARTICLES]


def _same_word(one: str, two: str) -> bool:
    """Whether two words are one in two spellings, or one with a slip of the pen."""
    if _plain_first(one) == _plain_first(two):
        return True
    for pattern, other in _SPELLINGS:
        one, two = pattern.sub(other, one), pattern.sub(other, two)
    if one == two:
        return True
    if min(len(one), len(two)) < _LONG_WORD:
        return False
    at = next((n for n, (x, y) in enumerate(zip(one, two, strict=False)) if x != y), min(len(one), len(two)))
    if len(one) == len(two):
        return one[at : at + 2] == two[at : at + 2][::-1] and one[at + 2 :] == two[at + 2 :]
    short, long = sorted((one, two), key=len)
    return long[at + 1 :] == short[at:] and at > 0 and long[at] == long[at - 1] and long[at] not in "s"


def _plain_first(word: str) -> str:
    """A word without an accent on its first letter, which capitals often lack."""
    return unicodedata.normalize("NFD", word[0])[0] + word[1:]
