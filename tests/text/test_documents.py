"""Comparing whole documents section by section: the guarantee, and sections that moved."""

import pytest
from hypothesis import given, settings

from benchmarks.corpora import versions
from tests.text.sources import sources
from tests.text.test_compare import CORPORA, FOLDERS, assert_joins, show
from wiki.text.documents import compare_documents

FORESTS = "## Forests\n\nParties exchange seeds of rare trees each year.\n\nA roster of foresters is kept.\n\n"
FUNDS = "## Funds\n\nThe plan is financed by voluntary gifts of States.\n\nAccounts are published every May.\n\n"
WATERS = "## Waters\n\nShared rivers are surveyed by joint teams in spring.\n\nMaps are open to all.\n\n"


@given(sources, sources)
@settings(max_examples=300, deadline=None)
def test_pieces_join_to_both_documents(old: str, new: str) -> None:
    assert_joins(compare_documents(old, new), old, new)


@pytest.mark.parametrize("folder", FOLDERS)
def test_pieces_join_on_every_corpus(folder: str) -> None:
    texts = list(versions(CORPORA / folder))
    step = max(1, len(texts) // 6)
    for old, new in zip(texts[::step], [*texts[step::step], texts[0]], strict=False):
        assert_joins(compare_documents(old, new), old, new)


def test_a_section_that_stands_elsewhere_is_one_move_with_its_edits_inside() -> None:
    new = FUNDS + WATERS + FORESTS.replace("each year", "every two years").replace("## F", "## 3. F")
    pieces = compare_documents(FORESTS + FUNDS + WATERS, new).pieces
    moved = [piece for piece in pieces if piece.kind != "kept"]
    assert [piece.kind for piece in moved] == ["moved_from", "moved_to"]
    assert [(piece.old, piece.new) for piece in moved[1].inside if piece.kind != "kept"] == [
        ("", "3. "),
        ("each year", "every two years"),
    ]


def test_neighbouring_sections_that_move_together_are_one_move() -> None:
    long = WATERS + "The basins are drained by nobody without the consent of those who live there. " * 3 + "\n\n"
    pieces = compare_documents(FORESTS + FUNDS + long, long + FORESTS + FUNDS).pieces
    assert [piece.kind for piece in pieces] == ["moved_from", "kept", "moved_to"]


def test_the_smaller_section_is_the_one_that_moved() -> None:
    long = FUNDS.replace("gifts", "gifts, loans and grants of all kinds that are in order")
    pieces = compare_documents(FORESTS + long, long + FORESTS).pieces
    assert [piece.old or piece.new for piece in pieces if piece.kind != "kept"] == [FORESTS, FORESTS]


def test_a_paragraph_may_move_from_one_section_to_another() -> None:
    roster = "A roster of foresters is kept.\n\n"
    got = compare_documents(FORESTS + WATERS, FORESTS.replace(roster, "") + WATERS + roster)
    assert show(got) == [("moved_from", roster, ""), ("moved_to", "", roster)]


def test_a_paragraph_is_not_mistaken_for_its_like_in_another_section() -> None:
    said = "Each Party reports to the Executive Secretary on {} once in two years.\n\n"
    old = "## Seas\n\n" + said.format("seas") + "## Lakes\n\n" + said.format("lakes")
    new = "## Seas\n\nNothing is left here.\n\n## Lakes\n\n" + said.format("lakes and ponds")
    assert ("inserted", "", "and ponds ") in show(compare_documents(old, new))


def test_a_heading_put_into_a_text_takes_nothing_away() -> None:
    said = [
        f"Paragraph {name} speaks of the {name} basin and of those who live there.\n\n"
        for name in ("Oti", "Ruhr", "Po")
    ]
    old = "## Basins\n\n" + "".join(said)
    new = "## Basins\n\n" + said[0] + "## More basins\n\n" + said[1].replace("live", "fish") + said[2]
    assert show(compare_documents(old, new)) == [("inserted", "", "## More basins\n\n"), ("replaced", "live", "fish")]
