"""What kind of change a change is."""

import pytest

from wiki.text.classes import classify


@pytest.mark.parametrize(
    ("old", "new", "classes"),
    [
        ("should", "shall", ("substance", "modal")),
        ("devrait", "doit", ("substance", "modal")),
        ("debería", "deberá", ("substance", "modal")),
        ("следует", "должны", ("substance", "modal")),
        ("ينبغي", "يجب", ("substance", "modal")),
        ("应", "可以", ("substance", "modal")),
        ("", "not ", ("substance", "modal")),
        ("2008", "2010", ("substance", "number")),
        ("three", "four", ("substance", "number")),
        ("二〇〇八年", "二〇一〇年", ("substance", "number")),
        ("seeds", "water", ("substance",)),
        ("", "[", ("substance",)),
        ("organisation", "organization", ("wording",)),
        ("Its", "its", ("wording",)),
        (",", ";", ("wording",)),
        ("it’s", "it's", ("wording",)),
        ("word", "**word**", ("formatting",)),
        ("[it](https://a.b)", "[it](https://a.c)", ("formatting",)),
        (" ", "\n\n", ("formatting",)),
        ("- ", "* ", ("formatting",)),
    ],
)
def test_changes_are_classified(old: str, new: str, classes: tuple[str, ...]) -> None:
    assert classify(old, new) == classes


def test_a_long_addition_is_substance_and_nothing_more() -> None:
    assert classify("", "Parties shall report by 31 January 2007 on all measures that they have taken. ") == (
        "substance",
    )
