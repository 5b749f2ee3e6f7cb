"""The catalogs: they hold all that is said and nothing else, whole, with the same places, well set."""

import ast
import re
from pathlib import Path

import pytest

from wiki import errors, speech
from wiki.cli.catalogs import SAID, catalogs, collect, read_catalog

WIKI = Path(speech.__file__).parent
PLACE = re.compile(r"%\(\w+\)s|%d")


@pytest.fixture(scope="module")
def said():
    return {(message.context, message.id) for message in collect() if message.id}


@pytest.fixture(params=list(catalogs()))
def catalog(request):
    return read_catalog(request.param, catalogs()[request.param])


def messages(catalog):
    return [message for message in catalog if message.id]


def forms(words) -> tuple[str, ...]:
    return tuple(words) if isinstance(words, tuple | list) else (words,)


def test_there_is_french():
    assert speech.LANGUAGES == ("en", "fr")


def test_a_catalog_has_every_sentence_and_no_other(catalog, said):
    # To mend it: plenary catalogs, then translate what is empty.
    held = {(message.context, message.id) for message in messages(catalog)}
    assert sorted(map(str, said - held)) == []
    assert sorted(map(str, held - said)) == []


def test_every_sentence_is_translated(catalog):
    lacking = [message.id for message in messages(catalog) if not all(forms(message.string)) or message.fuzzy]
    assert lacking == []


def test_translations_keep_the_places_of_their_sentences(catalog):
    wrong = [
        message.id
        for message in messages(catalog)
        for words in forms(message.string)
        if set(PLACE.findall(words)) != set(PLACE.findall(forms(message.id)[-1]))
    ]
    assert wrong == []


#: a colon, question mark or quotation mark without the blank before it that does not break; a straight apostrophe
ILL_SET = re.compile(r"[ \w][;:?!»](?= |$)| [;:?!»]|«(?!\u00a0)|[a-z]'[a-zàéèêh]")
#: where Markdown or Babel has the say: examples in brackets, patterns of dates
NOT_SET = re.compile(r"\[[^\]]*\]")


def test_french_is_set_as_french_is():
    wrong = [
        words
        for message in messages(read_catalog("fr", catalogs()["fr"]))
        for words in forms(message.string)
        if ILL_SET.search(NOT_SET.sub("", PLACE.sub("x", words))) and "pattern" not in (message.context or "")
    ]
    assert wrong == []


def test_what_is_said_below_is_collected(said):
    ids = {one for _, words in said for one in forms(words)}
    assert "There is no such plan." in ids  # an error
    assert "took section %(section)s out." in ids  # a marked sentence
    assert "A new password for Plenary" in ids  # a letter's subject
    assert ("stage", "closed") in said  # a template's word with its context


def test_every_error_is_written_so_that_it_is_collected():
    raised = {name for name in SAID if hasattr(errors, name)}
    passed_on = {"line.problem", "error.message", "clash"}  # marked where they are written
    wrong = []
    for path in WIKI.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            name = getattr(call.func, "id", "") if isinstance(call, ast.Call) else ""
            if name in raised - {"EditConflict", "SplitsSection", "TypedElsewhere"}:
                first = call.args[0] if call.args else None
                if not isinstance(first, ast.Constant) and (first is None or ast.unparse(first) not in passed_on):
                    wrong.append(f"{path.name}:{call.lineno}")
    assert wrong == []
