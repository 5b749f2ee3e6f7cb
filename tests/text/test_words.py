"""Cutting a text into words, sentences and blocks."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.text.words import cut_blocks, cut_chunks, cut_sentences, cut_words, label_length

anything = st.text(st.characters(exclude_categories=["Cs"]))


@given(anything)
def test_whatever_is_cut_joins_again(text: str) -> None:
    assert "".join(cut_words(text)) == text
    assert "".join(cut_sentences(text)) == text
    assert "".join(cut_blocks(text)) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("l’État partie", ["l’", "État ", "partie"]),
        ("par l'", ["par ", "l'"]),
        ("qu’il convient", ["qu’", "il ", "convient"]),
        ("Party's long-term aim", ["Party's ", "long-term ", "aim"]),
        ("1,234.50 or 12\u00a0500 or 5%", ["1,234.50 ", "or ", "12\u00a0500 ", "or ", "5%"]),
        ("缔约方应 report", ["缔", "约", "方", "应 ", "report"]),
        ("e\u0301te\u0301 fini", ["e\u0301te\u0301 ", "fini"]),
        ("يُقَدِّمُ الطرف", ["يُقَدِّمُ ", "الطرف"]),
        ("🇫🇷🇧🇷 👍🏽", ["🇫🇷", "🇧🇷 ", "👍🏽"]),
        ("a [b c](d) e[^1] **f g** `h i`", ["a ", "[b c](d) ", "e", "[^1] ", "**f g** ", "`h i`"]),
        ("[XA: words] or", ["[", "XA", ": ", "words", "] ", "or"]),
        ("https://a.b/c?d=e, yes", ["https://a.b/c?d=e", ", ", "yes"]),
    ],
)
def test_words_of_six_languages_and_markdown(text: str, words: list[str]) -> None:
    assert cut_words(text) == words


def test_combining_marks_stay_with_their_letter() -> None:
    marks = [chr(c) for c in range(0x300, 0x700) if unicodedata.category(chr(c)) == "Mn"]
    assert [mark for mark in marks if cut_words(f"a{mark}b") != [f"a{mark}b"]] == []


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("1.2 One is here. Two is. ", ["1.2 One is here. ", "Two is. "]),
        ("1. First. Second.", ["1. First. ", "Second."]),
        ("See para. 5 of Art. 3. Next.", ["See para. 5 of Art. 3. ", "Next."]),
        ("By 2029. Then.", ["By 2029. ", "Then."]),
        ("第一句。第二句。", ["第一句。", "第二句。"]),
        ("هل نعم؟ نعم.", ["هل نعم؟ ", "نعم."]),
        ("no end\nnext\r\n\r\nlast", ["no end\n", "next\r\n\r\n", "last"]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert cut_sentences(text) == sentences


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("1. Text", "1. "),
        ("1.2.3 Text", "1.2.3 "),
        ("(a) text", "(a) "),
        ("iv) text", "iv) "),
        ("## 5 Scope", "5 "),
        ("Article 7 bis. Text", "Article 7 bis. "),
        ("第十二條之一 本法", "第十二條之一 "),
        ("1.5 million people", None),
        ("2008 was a year", None),
        ("1.", None),
    ],
)
def test_numbers_that_open_a_line(line: str, label: str | None) -> None:
    found = label_length(line)
    assert (found and line[found[0] : found[1]]) == label


@given(
    st.text(st.characters(exclude_categories=["Cs"]))
    | st.lists(st.sampled_from(["a ", "[x y](z w) ", "**b c**", "`d e`", "\n", " ", "f", "<g h>"])).map("".join)
)
def test_chunks_join_and_are_cut_at_white_space_outside_markdown(text: str) -> None:
    chunks = cut_chunks(text)
    assert "".join(chunks) == text
    assert all(chunk[-1].isspace() for chunk in chunks[:-1])


def test_chunks_keep_markdown_whole() -> None:
    assert cut_chunks("See [the page](a b), **very big** `x y` *") == [
        "See ",
        "[the ",
        "page](a ",
        "b), ",
        "**very big** ",
        "`x y` ",
        "*",
    ]
    assert cut_chunks("See [the page](a) now") == ["See ", "[the page](a) ", "now"]
