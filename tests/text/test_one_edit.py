"""One edit told without cutting: the same as is found word by word."""

import pytest

from wiki.text.alignment import Change
from wiki.text.edits import find_edits
from wiki.text.one_edit import edit_one_place
from wiki.text.word_edits import edit_words
from wiki.text.words import has_unspaced, is_rich

PAIRS = [
    ("The Parties shall report.", "The Parties should report."),
    ("They meet in Montreal, in May.", "They meet in Bonn, in May."),
    ("By 2010. They all report.", "By 2012. They all report."),
    ("* A [word](http://a.org/x) here.\n", "* A [word](http://b.org/y) here.\n"),
    ("Стороны должны сообщать.", "Стороны могут сообщать."),
    ("A **bold word here** stays.", "A **bold sign here** stays."),
    ("See [the first page](http://a.org) now.", "See [the last page](http://a.org) now."),
    ("They shall report, each year.", "They shall report to all, each year."),
    ("One `code word here` stays.", "One `code sign here` stays."),
    ("两年一次报告。", "三年一次报告。"),
    ("两年报告。", "两年一次报告。"),
    ("Two words.", "Two [words](a)."),
    ("A word.", "A wo, rd."),
    ("Parties shall report each year.", "Parties that can and wish to report each year."),
]


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_it_is_the_edit_that_is_found_word_by_word(old: str, new: str) -> None:
    direct: list[Change] = []
    slow: list[Change] = []
    find_edits(old, new, 0, 0, direct)
    edit_words(old, new, 0, 0, slow)
    assert [edit for edit in direct if edit[:1] != edit[1:2]] == [edit for edit in slow if edit[:1] != edit[1:2]]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("两年一次报告。好", "两年一次报告。三年一次报告。好"),
        ("处一千元罚金。", "除处二百元罚金。"),
        ("Read and read.", "Read and read and read."),
        ("600.\n\n\nThe", "511\n\nThe"),
    ],
)
def test_what_is_less_plain_is_left_alone(old: str, new: str) -> None:
    shared = next(n for n, (x, y) in enumerate(zip(old, new, strict=False)) if x != y)
    tail = next(n for n, (x, y) in enumerate(zip(old[::-1], new[::-1], strict=False)) if x != y)
    found: list[Change] = []
    assert not edit_one_place(old, new, shared, tail, 0, 0, found, rich=is_rich(old), unspaced=has_unspaced(old))
    assert found == []
