"""The languages the pages speak: catalogs, whose turn it is, and how sentences, dates and numbers are said in each.

English stands in the code; every other language is a catalog in wiki/translations and is found by being there. The
languages of the plans' own texts are no affair of this module.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale, support
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, Response, current_app, g, has_request_context, request
from flask_babel import (
    Babel,
    Domain,
    force_locale,
    format_date,
    format_datetime,
    format_decimal,
    get_locale,
    get_timezone,
    get_translations,
    gettext,
    pgettext,
    refresh,
    to_user_timezone,
)
from markupsafe import Markup
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from wiki.errors import Invalid
from wiki.models import Person
from wiki.sentences import SentenceId
from wiki.text.redline import WORDS

CATALOGS = Path(__file__).parent / "translations"

#: the tags of the languages the pages speak; English, which needs no catalog, comes first
LANGUAGES = ("en", *sorted(path.parts[-3].replace("_", "-") for path in CATALOGS.glob("*/LC_MESSAGES/messages.po")))

#: where a browser keeps the choice of somebody who is signed out
COOKIE = "plenary-language"

#: places of sentences that hold an amount, to be written as the language writes numbers; all others hold names
QUANTITIES = frozenset({"num", "count", "limit", "size", "length", "inserted", "deleted"})


@cache
def catalog_of(language: str) -> support.NullTranslations:
    """The catalog of a language, read from its .po once in each worker; so a fresh checkout needs no step for it."""
    path = CATALOGS / language.replace("-", "_") / "LC_MESSAGES" / "messages.po"
    if not path.is_file():
        return support.NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language.replace("-", "_")))
    compiled.seek(0)
    return support.Translations(compiled)


class _Catalogs(Domain):
    def get_translations(self) -> support.NullTranslations:
        return catalog_of(language_of_page())


class _Speech(Babel):
    """Flask-Babel, with catalogs of our own reading."""

    domain_instance = _Catalogs()


def init_app(app: Flask, reader: Callable[[], Person | None]) -> None:
    """Let views and templates speak the language, and tell the time, of whoever `reader` says is reading."""

    def language() -> str:
        return language_for(reader()).replace("-", "_") if has_request_context() else "en"

    def timezone() -> str | None:
        person = reader() if has_request_context() else None
        return person.timezone if person is not None else None

    _Speech().init_app(app, locale_selector=language, timezone_selector=timezone)
    jinja = app.jinja_env
    jinja.install_gettext_callables(
        lambda words: _translations().ugettext(words),
        lambda one, many, count: _translations().ungettext(one, many, count),
        newstyle=True,
        pgettext=lambda context, words: _translations().upgettext(context, words),
    )
    jinja.globals["_"] = _say_in_template
    jinja.globals["ngettext"] = _say_count_in_template
    jinja.globals["direction_of_page"] = lambda: get_locale().text_direction
    jinja.globals["language_of_page"] = language_of_page
    jinja.globals["zone_of_page"] = lambda: str(get_timezone())
    jinja.globals["languages_of_pages"] = languages_by_name
    jinja.filters["date"] = say_date
    jinja.filters["moment"] = say_moment
    jinja.filters["number"] = format_decimal
    jinja.filters["told"] = say_sentence


def language_for(person: Person | None) -> str:
    """The language somebody reads: as their profile says, else the choice their browser kept, else as it asks."""
    if person is not None and person.language in LANGUAGES:
        return person.language
    return language_of_browser()


def language_of_browser() -> str:
    """The language of a request by somebody signed out: chosen at a page's foot, else as the browser asks."""
    chosen = request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    return _best_of(request.headers.get("Accept-Language", "")[:200])


@lru_cache(2000)
def _best_of(asked: str) -> str:
    spoken = {tag.partition("-")[0]: tag for tag in LANGUAGES}
    for tag, quality in parse_accept_header(asked, LanguageAccept):
        if quality > 0 and (primary := tag.lower().partition("-")[0]) in spoken:
            return spoken[primary]
    return LANGUAGES[0]


def language_of_page() -> str:
    """The tag of the language being spoken."""
    return str(get_locale() or LANGUAGES[0]).replace("_", "-")


def languages_by_name() -> list[tuple[str, str]]:
    """The languages of the pages, each with the name it has for itself."""
    return [(tag, _own_name(tag)) for tag in LANGUAGES]


@cache
def _own_name(tag: str) -> str:
    name = Locale.parse(tag, sep="-").get_display_name(tag.replace("-", "_")) or tag
    return name[:1].upper() + name[1:]


@contextmanager
def speaking(language: str | None) -> Iterator[None]:
    """Another language than the page's while the block lasts, for what somebody else will read; None leaves it."""
    if language not in LANGUAGES:
        yield
        return
    kept = g.pop("translations", None)
    with force_locale(language.replace("-", "_")):
        yield
    g.translations = kept


def forget_choice() -> None:
    """Let the rest of this request be spoken as a choice made just now asks."""
    g.pop("translations", None)
    refresh()


def keep_choice(answer: Response, language: str) -> Response:
    """Let the browser keep a choice of language for a year."""
    answer.set_cookie(
        COOKIE,
        language,
        max_age=365 * 24 * 3600,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )
    return answer


def check_language(language: str) -> None:
    """Raise Invalid for a language the pages do not speak."""
    if language not in LANGUAGES:
        raise Invalid("The pages do not speak this language.", field="language")


def say_sentence(message: str, parameters: Mapping[str, Any] | None = None) -> str:
    """A sentence that was written below, in the reader's language, with amounts, dates and marked words as well."""
    if not parameters:
        return gettext(message)
    return gettext(message) % {name: _say_value(name, value) for name, value in parameters.items()}


def _say_value(name: str, value: Any) -> Any:
    if type(value) is str:
        return value
    if isinstance(value, SentenceId):
        return gettext(value)
    if isinstance(value, datetime):
        return say_moment(value, rebase=value.tzinfo is not None)
    if isinstance(value, date):
        return say_date(value)
    if name in QUANTITIES and isinstance(value, int) and abs(value) >= 1000:
        return format_decimal(value)
    return value


def redline_words() -> dict[str, str]:
    """What a redline says besides the text, in the reader's language."""
    return {name: gettext(said) for name, said in WORDS.items()} | {"language": language_of_page()}


def say_date(day: date) -> str:
    """A date in full, by the pattern the catalog gives; many languages write the first of a month in its own way."""
    if isinstance(day, datetime):
        day = to_user_timezone(day).date()
    if day.day == 1:
        pattern = pgettext("pattern of a date that is the first of its month", "d MMMM y")
    else:
        pattern = pgettext("pattern of a date", "d MMMM y")
    return format_date(day, pattern)


def say_moment(at: datetime, *, rebase: bool = True) -> str:
    """A date and time: as the reader's clocks show it or, without `rebase`, as those of its own zone do."""
    shown = to_user_timezone(at) if rebase else at
    if shown.day == 1:
        pattern = pgettext("pattern of a date with its time, the first of its month", "d MMM y, HH:mm")
    else:
        pattern = pgettext("pattern of a date with its time", "d MMM y, HH:mm")
    return format_datetime(shown, pattern, rebase=False)


def _translations() -> support.NullTranslations:
    """The catalog of this request's language; looked up once, since a page asks for some hundred sentences."""
    found: support.NullTranslations | None = g.get("translations")
    if found is None:
        found = g.translations = get_translations()
    return found


def _say_in_template(words: str, /, **values: object) -> Markup:
    """What `_()` means in templates: as Jinja's own does it, without its three calls on the way."""
    said = Markup(_translations().ugettext(words))  # noqa: S704 - sentences are ours; values are escaped
    if "%" not in said:
        return said
    return said % {name: _say_value(name, value) for name, value in values.items()}


def _say_count_in_template(one: str, many: str, num: int, /, **values: object) -> Markup:
    """What `ngettext()` means in templates; `num` is written as the language writes numbers."""
    said = Markup(_translations().ungettext(one, many, num))  # noqa: S704 - as above
    return said % {name: _say_value(name, value) for name, value in {"num": num, **values}.items()}
