"""Classes: what kind of change a change is, for the filter between substance and editing.

Numbers, modal strength (how binding a verb is, RFC 2119 and the drafting practice of six languages), formatting,
wording. Judged from the two texts of one change alone; lists of words are data.
"""

import re
from functools import lru_cache

from rapidfuzz import fuzz

_MODALS = {
    # English
    *(
        "shall",
        "should",
        "may",
        "must",
        "will",
        "can",
        "could",
        "might",
        "would",
        "required",
        "recommended",
        "optional",
    ),
    *("urges", "urge", "invites", "invite", "requests", "request", "encourages", "encourage", "decides", "decide"),
    *("undertake", "undertakes", "agree", "agrees", "voluntary", "mandatory", "binding", "need", "ought"),
    # French
    *("doit", "doivent", "devra", "devront", "devrait", "devraient", "peut", "peuvent", "pourra", "pourront"),
    *("pourrait", "pourraient", "prie", "invite", "encourage", "engage", "décide", "convient", "conviennent", "faut"),
    *("obligatoire", "facultatif", "volontaire", "contraignant", "tenu", "tenue", "tenus", "tenues"),
    # Spanish
    *("debe", "deben", "deberá", "deberán", "debería", "deberían", "puede", "pueden", "podrá", "podrán", "podría"),
    *(
        "podrían",
        "insta",
        "invita",
        "alienta",
        "pide",
        "exhorta",
        "obligatorio",
        "voluntario",
        "vinculante",
        "conviene",
    ),
    # Russian
    *("должен", "должна", "должно", "должны", "следует", "может", "могут", "мог", "могли", "обязан", "обязана"),
    *("обязаны", "обязуется", "обязуются", "надлежит", "вправе", "необходимо", "призывает", "предлагает", "просит"),
    *("рекомендуется", "добровольный", "обязательный"),
    # Arabic
    *("يجب", "ينبغي", "يجوز", "يمكن", "يتعين", "يلزم", "تلتزم", "يلتزم", "يحث", "يدعو", "يشجع", "يطلب", "ملزم", "طوعي"),
    # not: what turns a duty round
    *("not", "no", "never", "pas", "jamais", "ne", "nunca", "не", "нет", "لا", "لن", "لم"),
}
# Chinese has no spaces: looked for inside the text, longer ones first.
_MODALS_UNSPACED = re.compile(
    "不应当|不應當|不得|应当|應當|必须|必須|可以|不可|不应|不應|应该|應該|需要|须|須|应|應|可|宜|得|促请|促請|邀请|邀請|鼓励|鼓勵|请|請|不"
)
_ideograph = re.compile(r"[\u3400-\u9fff]")
_word = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_figure = re.compile(r"\d+(?:[.,:/]\d+)*|[〇零一二三四五六七八九十百千万萬亿億]+(?=[年月日条條章节節款項项个個分天元])")
_numerals = re.compile(r"[〇零一二三四五六七八九十百千万萬亿億]+")
_NUMBERS = {
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "fifteen", "twenty"),
    *("thirty", "forty", "fifty", "hundred", "thousand", "million", "billion", "half", "third", "quarter", "double"),
    *("deux", "trois", "quatre", "cinq", "sept", "huit", "neuf", "dix", "vingt", "trente", "cent", "mille"),
    *("dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "veinte", "treinta", "ciento"),
    *("два", "две", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "двадцать", "сто"),
    *("اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة", "مائة"),
    *("january", "february", "march", "april", "june", "july", "august", "september", "october", "november"),
    *("december", "janvier", "février", "avril", "juin", "juillet", "août", "septembre", "octobre", "novembre"),
    *("décembre", "enero", "febrero", "abril", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre"),
    *("diciembre", "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября"),
    *("ноября", "декабря"),
}
_link_target = re.compile(r"\]\((?:[^()\s]|\([^()\s]*\))*(?:\s\"[^\"]*\")?\)")
_marks = re.compile(
    r"(?m)^\s*(?:#{1,6}\s+|[-*+]\s+|>\s?|\(?\d{1,3}(?:\.\d{1,3})*[.)]\s+)|[*_`~|]+|</?[A-Za-z][^<>]*>|!(?=\[)|^\s*:?-{3,}:?\s*$"
)
_marked = re.compile(r"[#*+>_`~|<!\]\-]|[.)]\s")
_sign = re.compile(r"[^\w\s\[\]]+")
_small = {
    *("a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "with"),
    *("le", "la", "les", "l", "d", "un", "une", "des", "du", "de", "au", "aux", "el", "los", "las", "una", "del", "al"),
    *("的", "之", "了"),
}


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
    bare_old, bare_new = _bare(old), _bare(new)
    if bare_old == bare_new:
        return ("formatting",)
    if (not bare_old or not bare_new) and _long(bare_old + bare_new):
        return ("substance",)  # a sentence or more: its numbers and verbs are not what changed
    words_old, words_new = _word.findall(bare_old.lower()), _word.findall(bare_new.lower())
    extra: list[str] = []
    if _numbers(bare_old, words_old) != _numbers(bare_new, words_new):
        extra.append("number")
    if _modals(bare_old, words_old) != _modals(bare_new, words_new):
        extra.append("modal")
    if extra or not _same_sense(bare_old, bare_new):
        return ("substance", *extra)
    return ("wording",)


def _long(text: str) -> bool:
    return len(text) > (60 if text.isascii() or not _ideograph.search(text) else 20)


def _bare(text: str) -> str:
    """What a reader sees: Markdown's marks and targets of links gone, white space gone where it does not part words."""
    if _marked.search(text):
        # "][" is left alone: between governments it parts two alternatives, and is no link by reference.
        if "](" in text:
            text = _link_target.sub("", text).replace("[", "", text.count("]("))
        text = _marks.sub("", text)
    return " ".join(text.split())


def _numbers(text: str, words: list[str]) -> list[str]:
    if not text.isascii() and _numerals.fullmatch(text):
        return [text]
    return _figure.findall(text) + sorted(word for word in words if word in _NUMBERS)


def _modals(text: str, words: list[str]) -> list[str]:
    found = sorted(word for word in words if word in _MODALS)
    if not text.isascii() and _ideograph.search(text):
        found += _MODALS_UNSPACED.findall(text)
    return found


def _same_sense(old: str, new: str) -> bool:
    """Only punctuation, case, articles or spelling differ. A negotiation bracket is never editing."""
    if old.count("[") != new.count("[") or old.count("]") != new.count("]"):
        return False
    one, two = _sense(old), _sense(new)
    if one == two:
        return True
    if len(one) != len(two):
        return "".join(one) == "".join(two)
    return all(x == y or (min(len(x), len(y)) > 3 and fuzz.ratio(x, y) >= 80) for x, y in zip(one, two, strict=True))


def _sense(text: str) -> list[str]:
    return [word for word in _sign.sub(" ", text.casefold()).split() if word not in _small]
