"""Sections are cut at real headings only, and joined they are the source."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.corpora import versions
from tests.text.sources import folders, sources
from wiki.text.outline import OpenBlock, needs_break, nest, open_block, split_outline


def outline(source: str) -> list[tuple[int, str]]:
    return [(part.level, part.title) for part in split_outline(source)[1:]]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", []),
        ("text only", []),
        ("# A\n## B\n#### D\n# A\n", [(1, "A"), (2, "B"), (4, "D"), (1, "A")]),
        ("Set\n===\nunder\n---\n", [(1, "Set"), (2, "under")]),
        ("---\ntitle: # no\n---\n# yes\n", [(1, "yes")]),
        ("```\n# no\n```\n~~~~\n# no\n~~~\n~~~~\n# yes", [(1, "yes")]),
        ("<!--\n# no\n-->\n<style>\n# no\n\n# no\n</style>\n# yes", [(1, "yes")]),
        ("> # no\n\n- # no\n\n  # no\n\n1. a\n\n   ## no\n\n## yes", [(2, "yes")]),
        ("| a |\n|---|\n\n---\n\n# yes", [(1, "yes")]),
        ("#\n\n##  ##\n", [(1, ""), (2, "")]),
        ("# 第一条 ##\r\n## المادة {#two}\r# Статья", [(1, "第一条"), (2, "المادة"), (1, "Статья")]),
    ],
)
def test_titles_and_levels(source: str, expected: list[tuple[int, str]]) -> None:
    assert outline(source) == expected


def test_a_byte_order_mark_belongs_to_the_root() -> None:
    parts = split_outline("\ufeff# A\ntext")
    assert [part.text for part in parts] == ["\ufeff", "# A\ntext"]
    assert needs_break(parts[0].text, parts[1].text) == ""


def check(source: str, known: set[str]) -> None:
    parts = split_outline(source)
    assert "".join(part.text for part in parts) == source
    assert parts[0].level == 0
    for part in parts[1:]:
        if part.text in known:
            continue
        known.add(part.text)
        alone = split_outline(part.text)
        assert [(found.text, found.level, found.title) for found in alone] == [
            ("", 0, ""),
            (part.text, part.level, part.title),
        ]


@given(sources)
def test_any_source_is_its_parts_and_each_part_alone_is_itself(source: str) -> None:
    check(source, set())


def test_every_version_of_every_corpus(corpora: Path) -> None:
    count = 0
    known: set[str] = set()
    for folder in folders(corpora):
        for source in versions(folder):
            check(source, known)
            count += 1
    assert count > 300


@given(st.lists(st.integers(1, 6), max_size=12))
def test_parents_stand_before_and_above_their_children(levels: list[int]) -> None:
    levels = [0, *levels]
    parents = nest(levels)
    assert parents[0] is None
    for index, parent in enumerate(parents[1:], 1):
        assert parent is not None and parent < index
        assert levels[parent] < levels[index]
        assert all(levels[between] >= levels[index] for between in range(parent + 1, index))


def test_nesting_without_a_root() -> None:
    assert nest([]) == ()
    assert nest([2, 3, 1, 2]) == (None, 0, None, 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# a\n\n```py\n# b", OpenBlock("fence", 3)),
        ("# a\n<!-- b\n\nc", OpenBlock("comment", 2)),
        ("<script>\n\na", OpenBlock("raw", 1)),
        ("```\na\n```\n", None),
        ("<div>\na", None),
        ("- ```\n  a", None),
        ("> <!-- a", None),
    ],
)
def test_what_would_swallow_the_next_section_is_named(text: str, expected: OpenBlock | None) -> None:
    assert open_block(text) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("", "# b", ""),
        ("a", "# b", "\n"),
        ("a\r\nb", "# b\n", "\r\n"),
        ("a\n", "# b\n", ""),
        ("a\n", "b\n===\n", "\n"),
        ("a", "b\n===\n", "\n\n"),
        ("# a\n", "b\n===\n", ""),
        ("- a\n", "b\n---\n", "\n"),
        ("a\n\n", "b\n---\n", ""),
        ("<div>\n", "# b", "\n"),
        ("| a |\n|---|\n", "b\n===\n", "\n"),
        ("```\n", "# b", ""),
        ("a", "no heading", ""),
    ],
)
def test_breaks(left: str, right: str, expected: str) -> None:
    assert needs_break(left, right) == expected


@given(sources, sources)
def test_with_its_break_the_next_heading_stays_a_heading(left: str, right: str) -> None:
    parts = split_outline(right)
    # An indented heading may belong to a list item before it whatever is put between; saving refuses that.
    if len(parts) < 2 or open_block(left) or parts[1].text.startswith(" "):
        return
    left = split_outline(left)[-1].text
    joined = left + needs_break(left, parts[1].text) + parts[1].text
    last = split_outline(joined)[-1]
    assert (last.text, last.level, last.title) == (parts[1].text, parts[1].level, parts[1].title)
