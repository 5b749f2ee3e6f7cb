"""What the words in a bracket say: whose it is, an option, a gap to fill, an instruction, or no bracket at all.

Small questions on strings in six languages; where brackets stand is `brackets.py`.
"""

import re

_EDITORIAL = re.compile(r"\s*(?:sic!?|\.{3,}|…|(?:\.\s){2,}\.|\[?\.\.\.\]?)\s*$", re.I)
_PLACEHOLDER = re.compile(r"[\s_\-–—/.?•*]*$|\s*(?:X{1,4}|x{2,4}|N{1,3}|n|YYYY|TBD|tbd|tbc|TBC)\s*$")
_DELETION = re.compile(
    r"\s*(?:delete[ds]?|deletion|strike out|supprimer|suppression|suprimir|eliminar"
    r"|исключить|удалить|删除|刪除|حذف|تحذف)"
    r"(?![^\W_])",
    re.I,
)
_CONJUNCTION = {"and/or", "or/and", "et/ou", "y/o", "и/или", "和/或", "و/أو", "either/or", "he/she", "s/he"}
_SLASHED = re.compile(r"[^\s/]+(?:[ \t]*/[ \t]*[^\s/]+)+$")
_SPACED_SLASH = re.compile(r"[ \t]+/[ \t]+")
# What owners are never called, though it stands before a colon with a capital.
_NO_OWNER = re.compile(
    r"(?:note|nota|remarque|option|options|alternative|alt|title|heading|placeholder|source|example|text|paragraph|see|"
    r"footnote|including|namely|chapeau|примечание|注|ملاحظة)\b",
    re.I,
)
_SMALL_WORDS = {
    "of",
    "and",
    "the",
    "on",
    "behalf",
    "de",
    "des",
    "du",
    "la",
    "le",
    "les",
    "et",
    "y",
    "del",
    "los",
    "au",
    "в",
}
_BEHALF = re.compile(
    r"^(?:also )?(?:on behalf of|for|au nom d[eu]s?|en nombre de|от имени|代表|باسم)\s*(?:the\s+)?", re.I
)
_BETWEEN = re.compile(r"\s*[,;،、，；/&]\s*")
_URLISH = re.compile(
    r"(?:[a-z][a-z0-9+.-]*:|/|#|\?|\.{1,2}/|<)|[^\s()]+\.[A-Za-z]{2,5}(?:[#?]\S*)?$|[^\s]+/[^\s]*$", re.I
)


def is_editorial(words: str) -> bool:
    """[sic], [...] and their like are an editor's, not a negotiator's."""
    return _EDITORIAL.match(words) is not None


def is_placeholder(words: str) -> bool:
    """A gap to be filled: empty, dashes, X."""
    return _PLACEHOLDER.match(words) is not None


def is_deletion(words: str) -> bool:
    """An instruction to delete, not text."""
    return _DELETION.match(words) is not None


def is_address(words: str) -> bool:
    """Whether what stands in parentheses after a bracket is where a link leads, and not its owner."""
    return _URLISH.match(words) is not None


def split_options(words: str) -> tuple[tuple[int, int], ...]:
    """The options of a slash form ("shall/should", "by 2015 / by 2020") as ranges; none where it is not one."""
    bare = words.strip()
    if not bare or bare.casefold() in _CONJUNCTION or len(bare) > 400 or "://" in bare:
        return ()
    slash = re.compile(r"/") if _SLASHED.match(bare) else _SPACED_SLASH
    if not slash.search(bare) or re.fullmatch(r"[\W\d_]+", bare):
        return ()
    ranges = []
    at = 0
    for found in [*slash.finditer(words), None]:
        start, end = at, found.start() if found else len(words)
        while start < end and words[start].isspace():
            start += 1
        while end > start and words[end - 1].isspace():
            end -= 1
        ranges.append((start, end))
        at = found.end() if found else at
    return tuple(ranges) if all(start < end for start, end in ranges) else ()


def read_owners(words: str) -> tuple[str, ...]:
    """The proponents a string names ("XA, XB, on behalf of Group XG"), or none where it is not made of names."""
    words = words.strip()
    if not words or len(words) > 200:
        return ()
    names = []
    for name in _BETWEEN.split(words):
        bare = _BEHALF.sub("", name).strip()
        if not _is_name(bare):
            return ()
        names.extend(_split_and(bare))
    return tuple(names)


def owner_prefix(words: str) -> tuple[tuple[str, ...], int]:
    """The owners named at the beginning of a bracket before a colon, and where its words begin; (), 0 without."""
    found = re.match(r"[^\[\]:：\r\n]{1,200}[:：]", words)
    if not found:
        return (), 0
    owners = read_owners(found[0][:-1])
    if not owners:
        return (), 0
    end = found.end()
    if words[end : end + 2] == "//":
        return (), 0
    return owners, end + (1 if words[end : end + 1] in (" ", "\u00a0", "\t") else 0)


def _split_and(name: str) -> list[str]:
    sides = re.split(r"\s+(?:and|et|y|и|和|و)\s+", name)
    return sides if len(sides) > 1 and all(" " not in side for side in sides) else [name]


def _is_name(name: str) -> bool:
    """Capitalised words (Latin, Cyrillic) or a few characters of a script that has no capitals."""
    if not name or len(name) > 80 or _NO_OWNER.match(name) or not re.match(r"[^\W\d_]", name):
        return False
    if re.search(r"[.!?\"“”«»()]", name.replace("St.", "St")):
        return False
    words = re.split(r"[\s'’-]+", name)
    if len(words) > 9:
        return False
    if not any(word[:1].lower() != word[:1].upper() for word in words):
        return len(name) <= 24  # Chinese, Arabic
    capitals = [word for word in words if word[:1].isupper()]
    return (
        words[0][:1].isupper()
        and all(word[:1].isupper() or word in _SMALL_WORDS or word[:1].isdigit() for word in words)
        and (len(capitals) > 1 or name.isupper() or len(words) <= 2)
    )
