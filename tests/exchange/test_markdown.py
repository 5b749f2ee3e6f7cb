"""Markdown files: what is read is what was sent, and what cannot be read is refused with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.errors import Invalid, TooLarge
from wiki.exchange import markdown
from wiki.exchange.markdown import read_markdown


@given(st.text(st.characters(exclude_categories=("Cs", "Co"), exclude_characters="\0")))
def test_bytes_come_back(source: str) -> None:
    assert read_markdown(source.encode()).encode() == source.encode()


def test_a_byte_order_mark_and_mixed_line_ends_are_kept() -> None:
    content = b"\xef\xbb\xbf# A\r\nb\rc\n\xe2\x80\xa8d  \n"
    assert read_markdown(content).encode() == content


@pytest.mark.parametrize(
    ("content", "position"),
    [
        (b"\xc3\xa9t\xe9", 3),
        ("é\0".encode(), 2),
        ("中\ue000".encode(), 3),
        ("a\U000f0001".encode(), 1),
        ("ab\uf8ff".encode(), 2),
        ("# Plan".encode("utf-16"), 0),
        (b"ab\xed\xa0\x80", 2),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_byte(content: bytes, position: int) -> None:
    with pytest.raises(Invalid) as refused:
        read_markdown(content)
    assert refused.value.parameters["position"] == position
    assert f"byte {position}" in str(refused.value)
    assert refused.value.field == "file"


def test_a_file_beyond_the_limit_is_refused() -> None:
    assert read_markdown(b"a" * markdown.MAX_BYTES)
    with pytest.raises(TooLarge, match="10000000 bytes"):
        read_markdown(b"a" * (markdown.MAX_BYTES + 1))
