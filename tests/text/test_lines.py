"""Lines end at LF, CRLF, CR only, and a form gives every unchanged line its own ending back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.text.lines import cut_ending, dominant_ending, keep_endings, split_lines

texts = st.text(alphabet=st.sampled_from("ab \t\r\n\u2028\u2029\x0b\x0c\x85é中\U0001f600"), max_size=60)


def as_a_browser_sends(text: str) -> str:
    return re.sub(r"\r\n|\r|\n", "\r\n", text)


@given(texts)
def test_lines_joined_are_the_text_and_end_only_at_the_three_endings(text: str) -> None:
    lines = split_lines(text)
    assert "".join(lines) == text
    for line in lines:
        words, ending = cut_ending(line)
        assert words + ending == line
        assert not re.search(r"[\r\n]", words)
    assert all(cut_ending(line)[1] for line in lines[:-1])


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\x1c"])
def test_other_separators_do_not_end_a_line(character: str) -> None:
    assert split_lines(f"a{character}b\nc") == (f"a{character}b\n", "c")


def test_no_lines_in_nothing() -> None:
    assert split_lines("") == ()
    assert split_lines("\r\n\r\r\n") == ("\r\n", "\r", "\r\n")


@pytest.mark.parametrize(
    ("text", "ending"), [("", "\n"), ("a", "\n"), ("a\r\nb\r\nc\n", "\r\n"), ("a\rb\r", "\r"), ("a\r\nb\n", "\r\n")]
)
def test_dominant_ending(text: str, ending: str) -> None:
    assert dominant_ending(text) == ending


@given(texts)
def test_an_unchanged_form_gives_the_original_back(text: str) -> None:
    assert keep_endings(as_a_browser_sends(text), text) == text


@given(texts, texts)
def test_no_words_and_no_lines_are_lost_whatever_was_typed(original: str, typed: str) -> None:
    sent = as_a_browser_sends(typed)
    saved = keep_endings(sent, original)
    assert as_a_browser_sends(saved) == sent


@given(texts, st.lists(st.text("xyz", min_size=1), max_size=5))
def test_lines_put_in_front_leave_the_endings_below(original: str, first: list[str]) -> None:
    sent = "".join(line + "\r\n" for line in first) + as_a_browser_sends(original)
    assert keep_endings(sent, original).endswith(original)


def test_new_lines_take_the_dominant_ending_and_unchanged_ones_their_own() -> None:
    original = "one\r\ntwo  \nthree\r\nfour\rfive"
    sent = "zero\r\none\r\ntwo  \r\n2.5\r\nfour\r\nfive\r\nsix"
    assert keep_endings(sent, original) == "zero\r\none\r\ntwo  \n2.5\r\nfour\rfive\r\nsix"


def test_a_removed_final_ending_stays_removed_and_an_added_one_is_added() -> None:
    assert keep_endings("a\r\nb", "a\nb\n") == "a\nb"
    assert keep_endings("a\r\nb\r\n", "a\nb") == "a\nb\n"


def test_a_lone_cr_does_not_swallow_the_blank_line_that_comes_to_stand_under_it() -> None:
    saved = keep_endings("a\r\n\r\nb\r\n", "a\rx\n\nb\n")
    assert len(split_lines(saved)) == 3


def test_lines_are_aligned_by_content_where_many_repeat() -> None:
    original = "".join(f"- same\r\n- item {n}\n" for n in range(50))
    lines = split_lines(original)
    shorter = "".join(lines[20:])
    assert keep_endings(as_a_browser_sends(shorter), original) == shorter
