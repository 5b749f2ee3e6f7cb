"""What a comparison tells of in its list: each change once, and what only looks otherwise as such."""

import pytest

from wiki.text.change_list import render_list
from wiki.text.compare import compare_texts


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("See the page now.\n", "See [the page](https://a.b/c) now.\n", [("linked", "the page", "https://a.b/c")]),
        ("See [the page](https://a.b/c) now.\n", "See the page now.\n", [("unlinked", "https://a.b/c", "the page")]),
        ("See [the page] now.\n", "See [the page](page.md) now.\n", [("linked", "the page", "page.md")]),
        ("It is *very big* now.\n", "It is **very big** now.\n", [("restyled", "very big", "very big")]),
        (
            "See the page now.\n",
            "See [the web page](https://a.b/c) now.\n",
            [("linked", "the web page", "https://a.b/c"), ("inserted", "", "web")],
        ),
    ],
)
def test_what_came_around_words_is_told_once(old: str, new: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(one.kind, one.old, one.new) for one in render_list(compare_texts(old, new))] == expected


def test_it_is_told_inside_a_move_as_well() -> None:
    one, two = "Ferries carry the samples across the strait at no cost.", "The harvest is counted by the villages."
    changes = render_list(compare_texts(f"{one}\n\n{two}\n", f"{two}\n\n{one.replace('samples', '*samples*')}\n"))
    assert [(change.kind, change.new) for change in changes][-1] == ("restyled", "samples")


def test_a_column_is_told_by_its_words_alone() -> None:
    old = "| Aim | Year |\n|---|---|\n| Seeds | 2008 |\n"
    new = "| Aim | Who | Year |\n|---|---|---|\n| Seeds | Cuba | 2008 |\n"
    assert [(one.kind, one.new) for one in render_list(compare_texts(old, new))] == [
        ("inserted", "Who"),
        ("inserted", "Cuba"),
    ]


def test_an_item_of_a_list_within_a_list_is_told_by_its_words() -> None:
    """What is told is a stretch by itself, where the indent of such an item would be that of code."""
    lines = ["- Seeds:", "    - [Wild *rice*](seeds/rice.md) and `<seed>`", "    - barley", "- Water"]
    changes = render_list(compare_texts("\n".join([lines[0], *lines[2:]]) + "\n", "\n".join(lines) + "\n"))
    assert [(one.kind, one.new) for one in changes] == [("inserted", "Wild rice and <seed>")]
