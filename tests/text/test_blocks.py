"""Blocks are found as CommonMark finds them, and together they hold every character that is not white."""

import pytest
from hypothesis import given

from tests.text.sources import sources
from wiki.text.block_starts import count_cells
from wiki.text.blocks import scan_blocks


def kinds(source: str) -> list[tuple[str, int, int]]:
    return [(block.kind, block.first, block.last) for block in scan_blocks(source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", []),
        ("\n \n", []),
        ("a\nb\n\nc", [("paragraph", 0, 2), ("paragraph", 3, 4)]),
        ("# a\nb", [("heading", 0, 1), ("paragraph", 1, 2)]),
        ("####### seven", [("paragraph", 0, 1)]),
        ("#no", [("paragraph", 0, 1)]),
        ("    # code", [("code", 0, 1)]),
        ("\t# code\n\n\tmore\n\n", [("code", 0, 3)]),
        ("a\n    # lazy", [("paragraph", 0, 2)]),
        ("a\nb\n---\nc", [("heading", 0, 3), ("paragraph", 3, 4)]),
        ("a\n\n---\nc", [("paragraph", 0, 1), ("rule", 2, 3), ("paragraph", 3, 4)]),
        ("- a\n---", [("paragraph", 0, 1), ("rule", 1, 2)]),
        ("> a\n===", [("paragraph", 0, 2)]),
        ("* * *\n_ _ _", [("rule", 0, 1), ("rule", 1, 2)]),
        ("```\n# a\n```\n# b", [("code", 0, 3), ("heading", 3, 4)]),
        ("````\n```\n# a\n`````\n# b", [("code", 0, 4), ("heading", 4, 5)]),
        ("~~~ `x`\n# a\n~~~", [("code", 0, 3)]),
        ("``` a`b\n# c", [("paragraph", 0, 1), ("heading", 1, 2)]),
        ("```\n# a", [("code", 0, 2)]),
        ("<!-- a\n\n# b\n-->\n# c", [("html", 0, 4), ("heading", 4, 5)]),
        ("<!-- a --> b\n# c", [("html", 0, 1), ("heading", 1, 2)]),
        ("<pre>\n# a\n\n# b\n</pre>\n# c", [("html", 0, 5), ("heading", 5, 6)]),
        ("<div>\n# a\n\n# b", [("html", 0, 2), ("heading", 3, 4)]),
        ("a <div>\n# b", [("paragraph", 0, 1), ("heading", 1, 2)]),
        ("a\n<span>\n# b", [("paragraph", 0, 2), ("heading", 2, 3)]),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n\nc", [("table", 0, 3), ("paragraph", 4, 5)]),
        ("x\na | b\n--- | ---\n# c", [("paragraph", 0, 1), ("table", 1, 3), ("heading", 3, 4)]),
        ("a | b\n--- | --- | ---", [("paragraph", 0, 2)]),
        ("a\n2. b", [("paragraph", 0, 2)]),
        ("a\n1. b\n7. c", [("paragraph", 0, 1), ("paragraph", 1, 2), ("paragraph", 2, 3)]),
        ("---\na: b\n---\n# c", [("front_matter", 0, 3), ("heading", 3, 4)]),
        ("---\n\na\n\n---\n", [("rule", 0, 1), ("paragraph", 2, 3), ("rule", 4, 5)]),
        ("[a]: http://b\n---\nc", [("paragraph", 0, 1), ("rule", 1, 2), ("paragraph", 2, 3)]),
        ("[a]: country\n---\nc", [("heading", 0, 2), ("paragraph", 2, 3)]),
        ("\ufeff# a", [("heading", 0, 1)]),
        ("a\n\ufeff# b", [("paragraph", 0, 2)]),
    ],
)
def test_kinds_and_lines(source: str, expected: list[tuple[str, int, int]]) -> None:
    assert kinds(source) == expected
    for ending in ("\r\n", "\r"):
        assert kinds(source.replace("\n", ending)) == expected


def test_containers_are_known_and_their_marks_taken_off() -> None:
    source = "3. a\n\n   # h\n\n   - > q\nlazy\n\n[^n]: note\n\n    more\n"
    found = [
        (block.kind, source[block.start : block.end], [box.marker for box in block.path])
        for block in scan_blocks(source)
    ]
    assert found == [
        ("paragraph", "a", ["3."]),
        ("heading", "# h", ["3."]),
        ("paragraph", "q\nlazy", ["3.", "-", ">"]),
        ("paragraph", "note", ["n"]),
        ("paragraph", "more", ["n"]),
    ]


@given(sources)
def test_nothing_but_white_and_marks_stands_outside_the_blocks(source: str) -> None:
    covered = [False] * len(source)
    before = 0
    for block in scan_blocks(source):
        assert block.start >= before
        before = block.end
        for start, end in block.spans:
            assert 0 <= start <= end <= len(source)
            assert "\n" not in source[start:end] and "\r" not in source[start:end]
            covered[start:end] = [True] * (end - start)
    outside = "".join(char for char, inside in zip(source, covered, strict=True) if not inside)
    assert not set(outside) - set(" \t\r\n>-.120[^]:#`~")


def test_hostile_nesting_is_read_as_text_and_quickly() -> None:
    source = ">" * 20_000 + " a\n" + "- " * 20_000 + "b\n"
    assert all(len(block.path) <= 24 for block in scan_blocks(source))


@pytest.mark.parametrize(
    ("row", "cells"),
    [("a", 1), ("a|b", 2), ("| a | b |", 2), (r"| a \| b |", 1), ("|", 1), (r"a | b \|", 2), ("||", 1)],
)
def test_cells_are_counted_by_unescaped_pipes(row: str, cells: int) -> None:
    assert count_cells(row) == cells
