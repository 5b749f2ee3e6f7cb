"""Rewriting a heading line changes its title or level and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.text.headings import read_heading, retitle, set_level

titles = st.text(alphabet=st.sampled_from("ab #{}\\`*-=>1.[]|é中\u2028"), max_size=12)
headings = st.one_of(
    st.builds(
        lambda indent, level, title, after: f"{indent}{'#' * level} {title}{after}",
        st.sampled_from(("", " ", "   ")),
        st.integers(1, 6),
        st.sampled_from(("Title", "", "3. Title [of] it", "C #")),
        st.sampled_from(("", " ##", " {#id}", " ## {: .c #id}", " {#id} ##", "  ")),
    ),
    st.builds(
        lambda title, mark, count: f"{title}\n{mark * count}",
        st.sampled_from(("Title", "Two\nlines", "Title {#id}")),
        st.sampled_from("=-"),
        st.integers(1, 5),
    ),
)


@pytest.mark.parametrize(
    ("text", "level", "title"),
    [
        ("# a", 1, "a"),
        ("   ##\ta\t##\t\n", 2, "a"),
        ("## C # ##", 2, "C #"),
        ("# #", 1, ""),
        ("###", 3, ""),
        ("# a {#id}\r\nx", 1, "a"),
        ("# a ## {: #id .c}", 1, "a"),
        ("# a {.c} #", 1, "a"),
        ("# a {-}", 1, "a"),
        ("# a {x}", 1, "a {x}"),
        (r"# a \{#x}", 1, r"a \{#x}"),
        ("a\n  b {#id}\n--\n", 2, "a b"),
    ],
)
def test_reading(text: str, level: int, title: str) -> None:
    heading = read_heading(text)
    assert heading and (heading.level, heading.title) == (level, title)


@pytest.mark.parametrize("text", ["", "a", "\n# a", "- # a", "#a", "    # a", "```\n# a\n```"])
def test_no_heading_no_change(text: str) -> None:
    assert read_heading(text) is None
    assert retitle(text, "new") == text
    assert set_level(text, 3) == text


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("  ## Old ## {#id}\r\nbody\n", "New", "  ## New ## {#id}\r\nbody\n"),
        ("#\tOld  \nbody", "New", "#\tNew  \nbody"),
        ("##", "New", "## New"),
        ("## Old", " two\r\n lines ", "## two lines"),
        ("## Old\n", "C #", "## C # ##\n"),
        ("## Old {#id}\n", "", "## {#id}\n"),
        ("Old\r\n---\r\nbody", "New", "New\r\n---\r\nbody"),
        ("Old\nlines\r\n===\nbody", "New", "New\r\n===\nbody"),
        ("Old {#id}\n===", "New", "New {#id}\n==="),
        ("Old\n---\nbody", "- item", "## - item\nbody"),
        ("Old\n===\nbody", "", "#\nbody"),
    ],
)
def test_retitling(text: str, title: str, expected: str) -> None:
    assert retitle(text, title) == expected


@pytest.mark.parametrize(
    ("text", "level", "expected"),
    [
        ("# a\r\nb", 3, "### a\r\nb"),
        (" ## a ## {#id}\nb", 4, " #### a #### {#id}\nb"),
        ("## a #\nb", 4, "#### a #\nb"),
        ("a\n===\nb", 2, "a\n---\nb"),
        ("a\r\n-\r\nb", 1, "a\r\n=\r\nb"),
        ("a {#id}\n===\r\nb", 3, "### a {#id}\nb"),
        ("a\nb\n---", 5, "##### a b"),
        ("# a", 9, "###### a"),
        ("## a", 0, "# a"),
        ("##\n", 1, "#\n"),
    ],
)
def test_changing_the_level(text: str, level: int, expected: str) -> None:
    assert set_level(text, level) == expected


@given(headings, titles, st.sampled_from(("", "\n", "\r\n", "\r")), st.sampled_from(("", "body {#x}\r\n\n# next\n")))
def test_a_new_title_is_read_back_and_all_else_stays(heading: str, title: str, ending: str, body: str) -> None:
    if body and not ending:
        ending = "\n"
    text = heading + ending + body
    before = read_heading(text)
    assert before is not None
    after = read_heading(renamed := retitle(text, title))
    assert after is not None and after.level == before.level
    assert renamed[after.rest :] == body
    if "{" not in title:
        assert after.title == title.strip(" \t")
        assert ("#id}" in heading) == ("#id}" in renamed[: after.rest])


@given(headings, st.integers(1, 6), st.sampled_from(("\n", "\r\n", "\r")))
def test_a_new_level_is_read_back_and_there_and_back_keeps_the_words(heading: str, level: int, ending: str) -> None:
    text = heading + ending + "body"
    before = read_heading(text)
    after = read_heading(changed := set_level(text, level))
    assert before and after
    assert (after.level, after.title, changed[after.rest :]) == (level, before.title, "body")
    if not before.setext:
        assert set_level(set_level(text, before.level), before.level) == text


def test_closing_marks_are_not_read_into_a_title_that_ends_in_a_backslash() -> None:
    assert read_heading(retitle("# Old {#id} ##\nwords\n", "\\")).title == "\\"
