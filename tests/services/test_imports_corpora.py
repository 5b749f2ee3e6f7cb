"""Real documents through their real versions: imported one after another as drafts, each comes back byte for byte."""

from pathlib import Path

import pytest
from flask import Flask

from benchmarks.corpora import versions
from wiki.services import drafts, exports, imports, persons, records
from wiki.text.outline import split_outline

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.mark.parametrize(
    ("name", "language", "every"),
    [
        ("en-nist-sp800-63b", "en", 1),
        ("en-lightning-bolt02", "en", 60),
        ("zh-hans-open-source-guide", "zh-Hans", 2),
        ("zh-tw-copyright-act", "zh-Hant", 4),
        ("ar-open-source-guide", "ar", 1),
        ("ar-free-courses", "ar", 3),
        ("ru-open-source-guide", "ru", 1),
        ("fr-open-source-guide", "fr", 2),
        ("es-open-source-guide", "es", 2),
    ],
)
def test_every_version_comes_back(app: Flask, corpora: Path, name: str, language: str, every: int):
    actor, sources = persons.operator(), list(versions(corpora / name))[::every]
    assert sources
    kept = 0
    for number, source in enumerate(sources):
        done = imports.import_document(actor, slug="plan", source=source, language=language, draft=f"Version {number}")
        kept += done.tally.unchanged
    plan = done.plan
    for number, draft in enumerate(drafts.list_drafts(actor, plan)):
        assert exports.export_plan(actor, plan, moment=draft.slug).content == sources[number].encode()
    assert records.verify_plan(plan).ok
    # Later versions of a document are not the document anew, unless it has no headings.
    assert kept > 0 or len(split_outline(sources[0])) == 1
