"""The page of examples shows what the code does, and what each of them is about."""

import re

import pytest

from benchmarks.examples import EXAMPLES, PAGE, Example, block, show_ours
from wiki.text.documents import compare_documents


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.rule[:30] for example in EXAMPLES])
def test_the_page_shows_what_is_marked(example: Example) -> None:
    page = PAGE.read_text(encoding="utf-8")
    section = page.split(f". {example.rule}\n", 1)[1].split("\n## ", 1)[0]
    assert section.startswith(f"\nPlenary:\n\n{block(example, show_ours(example))}\n")
    comparison = compare_documents(example.old, example.new)
    assert (comparison.old, comparison.new) == (example.old, example.new)


def test_the_six_languages_and_no_peer_is_missing() -> None:
    assert {example.language for example in EXAMPLES} == {"en", "fr", "es", "zh", "ar", "ru"}
    page = PAGE.read_text(encoding="utf-8")
    assert len(re.findall("^Plenary:|^wikidiff2:|^git --word-diff:", page, re.M)) == 3 * len(EXAMPLES)
    assert "absent" not in page
