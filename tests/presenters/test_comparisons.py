"""Comparisons told on a terminal."""

from wiki.presenters.comparisons import marked_text
from wiki.text.compare import compare_texts


def told(old: str, new: str) -> str:
    return marked_text(compare_texts(old, new))


def test_marks_stand_on_the_lines_they_are_about() -> None:
    old = "Before.\n\nGoes away.\n\nStays.\n"
    assert told(old, "Before.\n\nComes in for all of us.\n\nStays.\n") == (
        "Before.\n\n[-Goes away.-]\n\n{+Comes in for all of us.+}\n\nStays."
    )
    assert told("* one\n* three\n", "* one\n* two\n* three\n") == "* one\n{+* two+}\n* three"


def test_one_line_that_says_something_is_shown_on_either_side() -> None:
    lines = [f"Paragraph {n}.\n\n" for n in range(9)]
    assert told("".join(lines), "".join(lines).replace("aph 4.", "aph four.")) == (
        "Paragraph 3.\n\nParagraph [-4-]{+four+}.\n\nParagraph 5."
    )


def test_a_line_broken_elsewhere_is_no_change_and_a_new_paragraph_is() -> None:
    old = "The Parties meet each year\nand report on what they did.\n"
    assert told(old, "The Parties meet each\nyear and report on what they did.\n") == ""
    assert "{+¶+}" in told("One stays. Two stays.\n", "One stays.\n\nTwo stays.\n")
