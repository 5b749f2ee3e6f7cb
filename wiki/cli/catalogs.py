"""The verb for developers and translators: what is said anywhere goes into every catalog, to be translated there.

Sentences are collected from templates, from calls of gettext and its kind, from `SentenceId`, and from errors, whose
first words are sentences by their nature. What the command line alone says stays English and is not collected.
"""

import ast
import inspect
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from wiki import errors
from wiki.config import ROOT
from wiki.speech import CATALOGS

#: calls whose words are said to somebody, and how many of their first arguments are words
SAID = {"gettext": 1, "lazy_gettext": 1, "_": 1, "pgettext": 2, "ngettext": 2, "npgettext": 3, "SentenceId": 1} | {
    name: 1 for name, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, errors.WikiError)
}
#: as Babel asks for them: which arguments are a context, one, and many
KEYWORDS: dict[str, Any] = dict.fromkeys(SAID) | {
    "pgettext": ((1, "c"), 2),
    "ngettext": (1, 2),
    "npgettext": ((1, "c"), 2, 3),
}
#: rooms where nothing is said to somebody who reads pages
SILENT = ("cli", "demo")


def said_in_python(
    source: IO[bytes], keywords: Any, comment_tags: Any, options: Any
) -> Iterator[tuple[int, str, Any, list[str]]]:
    """What a module says, in the form Babel's extraction asks for."""
    for call in ast.walk(ast.parse(source.read())):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "id", None) or getattr(call.func, "attr", "")
        words = tuple(
            argument.value
            for argument in call.args[: SAID.get(name, 0)]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        )
        if words and len(words) == SAID[name]:
            yield call.lineno, name, words[0] if len(words) == 1 else words, []


def collect() -> Catalog:
    """Everything the pages and mails can say."""
    found = Catalog(fuzzy=False)
    modules = [path for path in (ROOT / "wiki").rglob("*.py") if path.relative_to(ROOT).parts[1] not in SILENT]
    templates = [path for path in (ROOT / "templates").rglob("*.*") if path.suffix in (".html", ".txt")]
    for path in sorted([*modules, *templates]):
        method: Any = said_in_python if path.suffix == ".py" else "jinja2.ext:babel_extract"
        with path.open("rb") as source:
            for _line, words, _comments, context in extract(method, source, keywords=KEYWORDS):
                found.add(words, locations=[(path.relative_to(ROOT).as_posix(), 1)], context=context)
    return found


def catalogs() -> dict[str, Path]:
    """The catalogs there are, by the name of their folder."""
    return {path.parts[-3]: path for path in sorted(CATALOGS.glob("*/LC_MESSAGES/messages.po"))}


def read_catalog(name: str, path: Path) -> Catalog:
    with path.open("rb") as source:
        return read_po(source, locale=name)


def write_catalog(catalog: Catalog, path: Path) -> None:
    """By message and without line numbers, so that what two people add can be merged."""
    written = BytesIO()
    write_po(
        written, catalog, width=118, sort_output=True, omit_header=True, ignore_obsolete=True, include_lineno=False
    )
    head = (
        f'msgid ""\nmsgstr ""\n"Language: {catalog.locale_identifier}\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(head.encode() + written.getvalue())


@click.command("catalogs")
@click.argument("languages", nargs=-1)
def catalogs_(languages: tuple[str, ...]) -> None:
    """Bring every catalog up to date with what the pages say, and tell what each still lacks.

    A LANGUAGE that has no catalog yet gets one (es, ru, ar, zh_Hans). For developers, in a checkout.

    \b
    plenary catalogs
    plenary catalogs es
    """
    said = collect()
    known = catalogs()
    for name in languages:
        known.setdefault(name, CATALOGS / name / "LC_MESSAGES" / "messages.po")
    for name, path in sorted(known.items()):
        catalog = read_catalog(name, path) if path.exists() else Catalog(locale=name)
        catalog.update(said, no_fuzzy_matching=True)
        write_catalog(catalog, path)
        lacking = [message for message in catalog if message.id and not _is_translated(message)]
        click.echo(f"{name}: {len(catalog)} sentences, {len(lacking)} of them not translated yet.")


def _is_translated(message: Any) -> bool:
    words = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(words) and not message.fuzzy


VERBS = [catalogs_]
