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
        ("II", "III", ("substance", "number")),
        ("COP-9", "COP-10", ("substance", "number")),
        ("EU", "G-77", ("substance",)),
        ("يَنبغي", "ينبغي", ("wording",)),
        ("-", "1.", ("formatting",)),
        ("", "---|", ("formatting",)),
        ("May", "June", ("substance", "number")),
        ("мае", "июне", ("substance", "number")),
        ("خمس", "عشر", ("substance", "number")),
        ("وينبغي", "ويجوز", ("substance", "modal")),
        ("doivent", "sont invitées à", ("substance", "modal")),
        ("deberán", "procurarán", ("substance", "modal")),
        ("得到", "获得", ("substance",)),
        ("[is][should be]", "is", ("substance", "modal")),
        ("二〇〇八年", "二〇一〇年", ("substance", "number")),
        ("seeds", "water", ("substance",)),
        ("", "[", ("substance",)),
        ("organisation", "organization", ("wording",)),
        ("Its", "its", ("wording",)),
        (",", ";", ("wording",)),
        ("it’s", "it's", ("wording",)),
        ("colour", "color", ("wording",)),
        ("accomodation", "accommodation", ("wording",)),
        ("Etats", "États", ("wording",)),
        ("the measures", "measures", ("wording",)),
        ("采取的措施", "采取措施", ("wording",)),
        ("#", "##", ("formatting",)),
        ("[^1]", "[^2]", ("formatting",)),
        ("](https://a.b)", "](https://a.b_(c))", ("formatting",)),
        ("][page-3]", "](https://a.b)", ("formatting",)),
        ("word", "**word**", ("formatting",)),
        ("[it](https://a.b)", "[it](https://a.c)", ("formatting",)),
        (" ", "\n\n", ("formatting",)),
        ("- ", "* ", ("formatting",)),
        ("par écrit", "à la demande du village", ("substance",)),
        ("demande aux", "prie les", ("substance", "modal")),
        ("", "a request to the harbour", ("substance",)),
        ("this is", "this will be", ("substance", "modal")),
        ("compte tenu", "en fonction", ("substance",)),
        ("est tenu de", "remet", ("substance", "modal")),
        ("doit, à la demande du village,", "peut", ("substance", "modal")),
        ("snake\\_case", "snake_case", ("formatting",)),
        ("1\\.", "1.", ("formatting",)),
        ("R&amp;D", "R&D", ("formatting",)),
        ("\\[", "[", ("wording",)),
    ],
)
def test_changes_are_classified(old: str, new: str, classes: tuple[str, ...]) -> None:
    assert classify(old, new) == classes


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("legal", "illegal"),
        ("bilateral", "unilateral"),
        ("inter-State", "intra-State"),
        ("principal", "principle"),
        ("prosecution", "persecution"),
        ("for", "four"),
        ("filed", "filled"),
        ("by", "for"),
        ("to", "by"),
        ("Party", "Parties"),
        ("público", "publicó"),
        ("ensure", "insure"),
    ],
)
def test_words_that_look_alike_are_not_taken_for_one(old: str, new: str) -> None:
    assert "substance" in classify(old, new)


def test_a_long_addition_is_substance_and_nothing_more() -> None:
    assert classify("", "Parties shall report by 31 January 2007 on all measures that they have taken. ") == (
        "substance",
    )
