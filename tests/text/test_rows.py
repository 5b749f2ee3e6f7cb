"""What a person would mark in a table."""

from tests.text.test_edits import marks, swap
from wiki.text.compare import compare_texts


def test_tables_are_compared_cell_by_cell() -> None:
    old = "| Aim | Year |\n|---|---|\n| Seeds | 2008 |\n| Water | 2009 |\n"
    assert marks(old, old.replace("2008", "2010")) == swap("2008", "2010")
    assert marks(old, "| Aim | Who | Year |\n|---|---|---|\n| Seeds | India | 2008 |\n| Water | Cuba | 2009 |\n") == [
        ("inserted", "", " Who |"),
        ("inserted", "", "---|"),
        ("inserted", "", " India |"),
        ("inserted", "", " Cuba |"),
    ]


def test_a_backslash_at_the_end_of_a_row_is_no_letter_of_the_next() -> None:
    for old, new in (("|", "|\\\n\n"), ("| a |\\\r\n\r\n", "| b |\\"), ("| a \\| b |", "| a \\| c |\\")):
        comparison = compare_texts(old, new)
        assert (comparison.old, comparison.new) == (old, new)


def test_a_swapped_row_with_an_edit_is_a_move() -> None:
    old = "| Aim | Who |\n|---|---|\n| Seeds | India |\n| Water | Cuba |\n| Soils | Kenya |\n"
    new = "| Aim | Who |\n|---|---|\n| Soils | Kenya and Mali |\n| Seeds | India |\n| Water | Cuba |\n"
    pieces = compare_texts(old, new).pieces
    (target,) = [p for p in pieces if p.kind == "moved_to"]
    assert [(p.kind, p.new) for p in target.inside if p.kind != "kept"] == [("inserted", "and Mali ")]


def test_the_cell_of_a_new_column_is_the_one_that_is_like_none() -> None:
    old = "| Aim | Year |\n|---|---|\n| Seeds | 2008 |\n"
    assert marks(old, "| Aim | Who | Year |\n|---|---|---|\n| Seeds | Cuba | 2018 |\n")[-2:] == [
        ("inserted", "", " Cuba |"),
        ("replaced", "2008", "2018"),
    ]
