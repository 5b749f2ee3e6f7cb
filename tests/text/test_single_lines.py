"""Lines told without pairing any: the same as is found by pairing, and left alone where anything may have moved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.text.compare import assemble, compare_texts
from wiki.text.findings import Laid
from wiki.text.pairing import pair_gaps
from wiki.text.single_lines import find_in_lines
from wiki.text.skipping import cut_apart, find_parts

LINE = "The Parties shall report to the Conference once in two years, on point {}.\n\n"
TEXT = "".join(LINE.format(n) for n in range(40))

lines = st.sampled_from(
    [LINE.format("one"), LINE.format("two"), "short\n", "\n", "A line of some words.\r\n", "end", "  - an item\n"]
)
texts = st.lists(lines, max_size=12).map("".join)


@given(old=texts, new=texts)
def test_what_is_told_is_what_pairing_finds(old: str, new: str) -> None:
    if old == new:
        return
    parts = find_parts(old, new)
    if find_in_lines(old, new, parts) is not None:
        apart = cut_apart(old, new, parts)
        one, two = Laid(old, apart.one.raw, apart.at_old), Laid(new, apart.two.raw, apart.at_new)
        assert compare_texts(old, new) == assemble(one, two, pair_gaps(apart.one, apart.two, apart.found))


@pytest.mark.parametrize(
    "new",
    [
        TEXT.replace("point 3.", "item 3.").replace("point 8.", "item 8."),
        TEXT.replace(LINE.format(5), ""),
        TEXT.replace(LINE.format(5), LINE.format(5) + "A line that is new.\n\n").replace("point 38", "item 38"),
    ],
)
def test_lines_edited_that_came_or_that_went_are_told(new: str) -> None:
    assert find_in_lines(TEXT, new, find_parts(TEXT, new)) is not None


@pytest.mark.parametrize(
    "new",
    [
        TEXT.replace(LINE.format(2), "").replace(LINE.format(9), LINE.format(9) + LINE.format(2)),
        TEXT.replace(LINE.format(5), "Something else altogether.\n\n"),
        TEXT.replace("Conference once", "Conference. \n\nOnce"),
    ],
)
def test_what_moved_was_replaced_or_was_split_is_left_alone(new: str) -> None:
    assert find_in_lines(TEXT, new, find_parts(TEXT, new)) is None
