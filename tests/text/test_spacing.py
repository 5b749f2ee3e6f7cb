"""White space that says nothing is shown without a mark, and white space that says something is marked."""

import pytest

from tests.text.test_redline import red


def test_blank_lines_beside_a_move_are_no_change_to_be_seen() -> None:
    one, two = "Ferries carry samples across the strait at no cost.", "The harvest is counted by the villages."
    assert "¶" not in red(f"{one}\n\n{two}\n", f"{two}\n\n{one}\n")
    assert "¶" in red(f"{one} {two}\n", f"{one}\n\n{two}\n")


def test_an_ending_of_the_last_line_says_nothing() -> None:
    one, two = "The Parties meet each year.", "They report on what they did."
    for old, new in ((one, f"{one}\n"), (f"{one}\n\n", one), (f"{two}\n\n- {one}", f"{two}\n\n- {one}\n\n")):
        for before, after in ((old, new), (new, old)):
            html = red(before, after)
            assert "¶" not in html and "<ins" not in html and "<del" not in html


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("### Nets", "They are dried by day."),
        ("### Nets", "```text\nbow\n```"),
        ("They are dried by day:", "```text\nbow\n```"),
        ("They are dried by day:", "- on the quay\n- in the yard"),
        ("- on the quay", "- in the yard"),
        ("They are dried by day.", "> So it was told."),
    ],
)
def test_a_blank_line_beside_what_is_a_block_anyway_says_nothing(above: str, below: str) -> None:
    for old, new in (
        (f"{above}\n{below}\n", f"{above}\n\n{below}\n"),
        (f"{above}\n\n{below}\n", f"{above}\n{below}\n"),
    ):
        assert "¶" not in red(old, new)


def test_a_blank_line_in_code_and_between_words_is_marked() -> None:
    assert "¶" in red("```text\nbow\n> stern\n```\n", "```text\nbow\n\n> stern\n```\n")
    assert "¶" in red(
        "They are dried by day.\nThey are mended by night.\n", "They are dried by day.\n\nThey are mended by night.\n"
    )


def test_a_line_broken_elsewhere_is_not_marked() -> None:
    old = "The Parties meet each year\nand report on what they did.\n"
    html = red(old, "The Parties meet each\nyear and report on what they did.\n")
    assert "<ins>" not in html and "<del>" not in html and "¶" not in html
    code = f"```\n{old}```\n"
    assert "¶" in red(code, "```\nThe Parties meet each\nyear and report on what they did.\n```\n")


def test_a_blank_line_before_an_item_that_became_a_heading_is_no_change_to_be_seen() -> None:
    old = "Words of a paragraph that stays.\n* **Improve the skills you have**\n"
    html = red(old, "Words of a paragraph that stays.\n\n### Improve the skills you have\n")
    assert "¶" not in html
