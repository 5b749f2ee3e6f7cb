"""Languages of texts: what each is called by those who speak it, and which way it is written."""

from functools import lru_cache

from babel import Locale
from babel.core import UnknownLocaleError


@lru_cache(maxsize=500)
def called(tag: str, speaker: str = "") -> str:
    """What a language is called by those who speak another ("French"), or by its own ("français", "中文 (简体)").

    The tag where nothing is known of it.
    """
    locale = _locale(tag)
    return (locale.get_display_name(speaker.replace("-", "_") or None) or tag) if locale is not None else tag


@lru_cache(maxsize=200)
def direction(tag: str) -> str:
    """ "rtl" or "ltr" where the language is known, else "auto": let the words decide."""
    locale = _locale(tag)
    return str(locale.text_direction) if locale is not None else "auto"


def _locale(tag: str) -> Locale | None:
    try:
        return Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError, TypeError):
        return None
