"""Links, emphasis and tags that came, went or changed around words that stayed."""

import pytest

from wiki.text.compare import compare_texts


def marks(old: str, new: str) -> list[tuple[str, str]]:
    comparison = compare_texts(old, new)
    assert (comparison.old, comparison.new) == (old, new)
    return [(p.old, p.new) for p in comparison.pieces if p.kind != "kept"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("See the page now.", "See [the page](https://a.b/c) now.", [("", "["), ("", "](https://a.b/c)")]),
        ("See [the page] now.", "See [the page](page.md) now.", [("", "(page.md)")]),
        (
            "See the page now.",
            "See [the web page](https://a.b/c) now.",
            [("", "["), ("", "web "), ("", "](https://a.b/c)")],
        ),
        (
            "See [the page](#old-page) now.",
            "See [the page: all of it](#page) now.",
            [("", ": all of it"), ("](#old-page)", "](#page)")],
        ),
        ("See [the page][page-3] now.", "See [the page](https://a.b/c) now.", [("][page-3]", "](https://a.b/c)")]),
        ("It is _a lot_ now.", "It is **a lot** now.", [("_", "**"), ("_", "**")]),
        ("It is a lot now.", "It is ***a lot*** now.", [("", "***"), ("", "***")]),
        ("#### Is it open\n", "**Is it open**\n", [("#### ", "**"), ("", "**")]),
        ("**Don't** tell him; go.", "**Don't tell him**; go.", [("**", ""), ("", "**")]),
        ("关于贡献的指南", "关于[贡献的](https://a.b/c)指南", [("", "["), ("", "](https://a.b/c)")]),
        ("看[PR 指南](https://a.b/c)，交 PR。", "看[PR指南](https://a.b/c)，交PR。", [(" ", ""), (" ", "")]),
        ("use http://a.b/c now", "use <http://a.b/c> now", [("", "<"), ("", ">")]),
        ('<aside class="quote">\n', '<aside lang="fr" class="quote">\n', [("", 'lang="fr" ')]),
        ('<td colspan="2">One</td>\n', "<td>One</td>\n", [(' colspan="2"', "")]),
        ('<p style="width: 1em">x</p>\n', '<p style="width: 2em">x</p>\n', [("1em", "2em")]),
        (
            "The time ends in March.",
            "~~The time ends in March.~~ The time ends in May.",
            [("", "~~"), ("", "~~ "), ("", "The time ends in May.")],
        ),
    ],
)
@pytest.mark.parametrize("back", [False, True])
def test_what_is_around_words_that_stayed_is_marked_alone(
    old: str, new: str, expected: list[tuple[str, str]], back: bool
) -> None:
    if back:
        assert marks(new, old) == [(two, one) for one, two in expected]
    else:
        assert marks(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("The fund [is][should be] open.", "The fund is open.", [("[is][should be]", "is")]),
        ("the Parties shall act", "the [Parties] shall act", [("", "["), ("", "]")]),
        ("See the river.", "See [another bank](https://a.b/c).", [("the river", "[another bank](https://a.b/c)")]),
        ("It is big.", "It is **small**.", [("big", "**small**")]),
    ],
)
def test_words_that_did_not_stay_and_brackets_of_governments_are_no_shells(
    old: str, new: str, expected: list[tuple[str, str]]
) -> None:
    comparison = compare_texts(old, new)
    changed = [piece for piece in comparison.pieces if piece.kind != "kept"]
    assert [(piece.old, piece.new) for piece in changed] == expected
    assert all("substance" in piece.classes and piece.around is None for piece in changed)


def test_the_two_ends_of_a_shell_carry_one_number_and_each_shell_its_own() -> None:
    old = "One book and one map. Another book and another map.\n"
    new = old.replace("one map", "[one map](https://a.b/c)").replace("another map", "*another map*")
    numbers = [piece.around for piece in compare_texts(old, new).pieces if piece.kind != "kept"]
    assert None not in numbers and numbers[0] == numbers[1] != numbers[2] == numbers[3]
    assert {piece.classes for piece in compare_texts(old, new).pieces if piece.kind != "kept"} == {("formatting",)}


def test_the_end_of_the_line_stays_behind_a_link_that_went() -> None:
    old = "* [Hold talks on the project](https://a.b/c) \n* Next.\n"
    new = "* Hold talks on the project, [like all of them](https://a.b/c)\n* Next.\n"
    words = [(taken.strip(" "), put) for taken, put in marks(old, new)]
    assert words == [("[", ""), ("](https://a.b/c)", ""), ("", ", [like all of them](https://a.b/c)")]
