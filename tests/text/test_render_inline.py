"""The tokens of Markdown that no mark may cut, asked for one place at a time."""

from hypothesis import given
from hypothesis import strategies as st

from wiki.text.brackets import parse_brackets
from wiki.text.render_inline import _TOKENS, Words
from wiki.text.render_marks import Marks

LINES = st.text(st.sampled_from("ab1 _*~`\\&<>;#x/\n"), max_size=60)


@given(LINES, st.integers(0, 60))
def test_the_token_around_a_place_is_the_one_that_reading_the_line_gives(source, at):
    at = min(at, len(source))
    begin = max(source.rfind("\n", 0, at), source.rfind("\r", 0, at)) + 1
    spans = [found.span() for found in _TOKENS.finditer(source, begin)]
    expected = next(((start, end) for start, end in spans if start < at < end), None)
    assert Words(source, Marks(), parse_brackets(""), (), ())._token_around(at) == expected
