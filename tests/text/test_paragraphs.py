"""Paragraphs cover what a section says, and their ids live through edits, moves, splits and merges."""

import re
from pathlib import Path

import pytest
from hypothesis import given

from benchmarks.corpora import versions
from tests.text.sources import folders, sources
from wiki.text.compare import Comparison, Piece, compare_texts
from wiki.text.paragraphs import carry_ids, split_paragraphs, typed_number


def cut(source: str) -> list[tuple[str, str]]:
    return [(place.kind, source[place.start : place.end]) for place in split_paragraphs(source)]


def test_the_kinds_of_blocks() -> None:
    source = (
        "---\na: b\n---\n# Title #\n\nOne  \ntwo\t\n\n- item\n  more\n\n  second block\n  - inner\n3. three\n\n"
        "> quoted\n> # all\n\n> other\n\n| a |\n|---|\n| 1 |\n\n"
        "```\ncode\n```\n\n<div>\nx\n</div>\n\n***\n\n[^1]: note\n"
    )
    assert cut(source) == [
        ("front_matter", "---\na: b\n---"),
        ("heading", "# Title #"),
        ("paragraph", "One  \ntwo"),
        ("item", "- item\n  more"),
        ("paragraph", "second block"),
        ("item", "- inner"),
        ("item", "3. three"),
        ("quote", "> quoted\n> # all"),
        ("quote", "> other"),
        ("table", "| a |\n|---|\n| 1 |"),
        ("code", "```\ncode\n```"),
        ("html", "<div>\nx\n</div>"),
        ("rule", "***"),
        ("paragraph", "[^1]: note"),
    ]


def test_items_within_items_and_lines_with_cr() -> None:
    assert cut("- - a\r\n  - b\r\n\r\n-\r\n") == [("item", "- - a"), ("item", "- b")]
    assert cut("\ufeffa\rb\r\rc") == [("paragraph", "a\rb"), ("paragraph", "c")]
    assert cut("") == []


def covered(source: str) -> None:
    at = 0
    outside = []
    for place in split_paragraphs(source):
        assert at <= place.start < place.end <= len(source)
        outside.append(source[at : place.start])
        at = place.end
    outside.append(source[at:])
    assert not re.sub(r"[ \t\r\n>\ufeff]|[-*+]|\d+[.)]", "", "".join(outside))


@given(sources)
def test_paragraphs_are_in_order_and_leave_out_only_white_and_empty_markers(source: str) -> None:
    covered(source)


def test_every_corpus_is_covered(corpora: Path) -> None:
    for folder in folders(corpora):
        for number, source in enumerate(versions(folder)):
            if number % 10 == 0:
                covered(source)


def carried(old: str, new: str, comparison: Comparison | None = None) -> dict[str, int]:
    """The new paragraphs' texts and ids; the old ones have 1, 2, 3 and so on, new ids begin at 100."""
    places = split_paragraphs(old)
    after = split_paragraphs(new)
    ids = carry_ids(places, range(1, len(places) + 1), after, comparison or compare_texts(old, new), 100)
    assert len(set(ids)) == len(ids) == len(after)
    return {new[place.start : place.end]: number for place, number in zip(after, ids, strict=True)}


A = "1. Parties should exchange experience in the management of forests."
B = "2. The Executive Secretary reports on progress to each meeting."
C = "3. Regional centres keep collections for their neighbours."


def test_unchanged_edited_and_inserted() -> None:
    edited = B.replace("progress", "the progress made")
    assert carried(f"{A}\n\n{B}\n", f"{A}\n\nNew words here.\n\n{edited}\n") == {
        A: 1,
        "New words here.": 100,
        edited: 2,
    }


def test_taken_out_ids_are_not_given_again() -> None:
    assert carried(f"{A}\n\n{B}\n\n{C}\n", f"{A}\n\n{C}\n\nSomething else.\n") == {A: 1, C: 3, "Something else.": 100}


def test_renumbered_paragraphs_keep_their_ids() -> None:
    old = f"{A}\n\n{B}\n\n{C}\n"
    new = f"1. First of all.\n\n2{A[1:]}\n\n3{B[1:]}\n\n4{C[1:]}\n"
    assert list(carried(old, new).values()) == [100, 1, 2, 3]


def test_moved_paragraphs_keep_their_ids_also_with_edits_inside() -> None:
    edited = A.replace("should", "shall")
    assert carried(f"{A}\n\n{B}\n\n{C}\n", f"{B}\n\n{C}\n\n{edited}\n") == {B: 2, C: 3, edited: 1}


def test_a_move_told_by_its_two_ends_alone_carries_the_id() -> None:
    a, b, gap = A + "\n\n", B + "\n\n", C + "\n\n"
    pieces = (
        Piece("moved_from", a, "", 7),
        Piece("kept", gap, gap),
        Piece("moved_to", "", b, 7),
    )
    assert carried(a + gap, gap + b, Comparison(pieces)) == {C: 2, B: 1}


def test_a_split_paragraph_keeps_its_id_on_the_greater_part() -> None:
    head, tail = "Parties report.", "They do so on the basis of indicators, every two years, in their own languages."
    found = carried(f"{head} {tail}\n", f"{head}\n\n{tail}\n")
    assert found == {head: 100, tail: 1}


def test_merged_paragraphs_keep_the_id_of_the_first() -> None:
    head, tail = "Parties report.", "They do so on the basis of indicators, every two years, in their own languages."
    pieces = (Piece("kept", head, head), Piece("replaced", "\n\n", " "), Piece("kept", tail, tail))
    assert carried(f"{head}\n\n{tail}", f"{head} {tail}", Comparison(pieces)) == {f"{head} {tail}": 1}


def test_rewritten_in_place_keeps_the_id() -> None:
    pieces = (Piece("kept", A + "\n\n", A + "\n\n"), Piece("replaced", B, C))
    assert carried(f"{A}\n\n{B}", f"{A}\n\n{C}", Comparison(pieces)) == {A: 1, C: 2}


@given(sources, sources)
def test_ids_are_unique_old_or_next(old: str, new: str) -> None:
    places, after = split_paragraphs(old), split_paragraphs(new)
    given_ids = [n * 3 + 1 for n in range(len(places))]
    ids = carry_ids(places, given_ids, after, compare_texts(old, new), 1000)
    fresh = [number for number in ids if number not in given_ids]
    assert len(set(ids)) == len(ids) == len(after)
    assert fresh == list(range(1000, 1000 + len(fresh)))
    assert carry_ids(places, given_ids, places, compare_texts(old, old), 1000) == tuple(given_ids)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12. Parties", "12."),
        ("(a) Promote", "(a)"),
        ("3 bis. The", "3 bis."),
        ("2 alt. [XA] Text.", "2 alt."),
        ("IV. Means", "IV."),
        ("[4. The plan", "4."),
        ("**7.** Seven", "7."),
        ("## 1.2.3 Title", "1.2.3"),
        ("- (iv) inner", "(iv)"),
        ("第三条 缔约方", "第三条"),
        ("（一）加强", "（一）"),
        ("一、总则", "一、"),
        ("١٢. نص", "١٢."),
        ("(б) текст", "(б)"),
        ("3.5 million", None),
        ("2006 was", None),
        ("No. 5", None),
        ("I think", None),
        ("(Bonn) was", None),
        ("", None),
    ],
)
def test_typed_numbers(text: str, number: str | None) -> None:
    assert typed_number(text) == number
