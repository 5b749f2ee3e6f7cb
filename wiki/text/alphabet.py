"""Names in the order a reader looks for them: by letters first, then by accents, then by case.

Latin letters stand as in an English, French or international list: é with e, ø with o, œ as oe. Other scripts keep
the order of their characters in Unicode, which is that of their alphabets (and, for Chinese, of radicals and strokes).
"""

import unicodedata
from functools import lru_cache

#: letters that have no decomposition, and what they are looked for under
_LIKE = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


@lru_cache(20_000)
def alphabetical(name: str) -> tuple[str, str, str]:
    """A key to sort names by; blanks, hyphens and apostrophes only part words that have the same letters so far."""
    spread = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(sign for sign in spread if not unicodedata.combining(sign)).translate(_LIKE)
    words = "".join(sign if sign.isalnum() else " " for sign in plain.replace("'", "").replace("’", ""))
    return " ".join(words.split()), spread, name.swapcase()
