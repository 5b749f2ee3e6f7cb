"""Comparisons told on a terminal and in sentences."""

from wiki.presenters.changes import SectionChange, count_changes
from wiki.presenters.comparisons import marked_text, tell_changes
from wiki.text.compare import Comparison, compare_texts


def told(old: str, new: str) -> str:
    return marked_text(compare_texts(old, new))


def sentences(comparison: Comparison) -> list[str]:
    change = SectionChange("changed", moved=False, retitled=False, old=None, new=None, comparison=comparison)
    return [sentence % filled for sentence, filled in tell_changes(change)]


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


def test_words_that_only_look_otherwise_are_told_as_such_and_counted_once() -> None:
    old = "See the page on *water* now.\n"
    comparison = compare_texts(old, "See [the page](https://a.b/c) on **water** now.\n")
    assert sentences(comparison) == [
        "In paragraph 1, “the page” was made a link to https://a.b/c.",
        "In paragraph 1, only the look of “water” has changed.",
    ]
    assert count_changes(comparison)[2] == {"formatting": 2}
    assert sentences(compare_texts(comparison.new, old))[0] == (
        "In paragraph 1, “the page” is no link to https://a.b/c any more."
    )
