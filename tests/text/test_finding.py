"""Finding: what is read out of what people type, and how a hit is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.text.finding import MAX_SHOWN, Target, bare_number, find_ranges, holds, mark_found, read_query, read_target
from wiki.text.folding import cut_folded

TYPED = st.text() | st.text(alphabet="\"“”«»-−*()^:{}+AND OR NOT NEAR'\\%_;|&!<>=\0ab é保نص1", max_size=60)


def marked(text: str, typed: str, language: str = "en") -> list[str]:
    return [piece.text for piece in mark_found(text, read_query(typed), language=language) if piece.marked]


def test_words_phrases_and_what_is_left_out():
    query = read_query('Activities "Capacity  building" -trade -"foreign aid" South-South')
    assert [term.words for term in query.wanted] == [("activities",), ("capacity", "building"), ("south", "south")]
    assert {"activities", "en=activ"} <= query.wanted[0].forms
    assert not query.wanted[1].forms
    assert [term.words for term in query.unwanted] == [("trade",), ("foreign", "aid")]
    assert read_query("“one two” «three four»").wanted == read_query('"one two" "three four"').wanted
    assert read_query('"never closed').wanted[0].words == ("never", "closed")
    assert read_query("环境").wanted[0].words == ("环", "境")
    assert not read_query('- -- "" …').wanted


@given(TYPED)
def test_nothing_that_is_typed_raises(typed: str):
    query = read_query(typed)
    for term in (*query.wanted, *query.unwanted):
        assert term.words
        assert all(word.isalnum() for word in term.words)
    read_target(typed)
    assert "".join(piece.text for piece in mark_found(typed, query, language="en")).strip(" …") in typed


@given(st.lists(st.sampled_from(["the", "Parties", "décisions", "保", "护", "12", "نص", "¶"]), max_size=12), st.data())
def test_a_run_of_words_is_found_as_a_phrase(words: list[str], data: st.DataObject):
    text = " ".join(words)
    start = data.draw(st.integers(0, len(words)))
    end = data.draw(st.integers(start, len(words)))
    phrase = " ".join(words[start:end])
    if cut_folded(phrase):
        assert holds(text, read_query(f'"{phrase}"'), language="en")
        assert find_ranges(text, read_query(f'"{phrase}"'), language="en")


def test_words_are_marked_in_every_form_and_phrases_as_they_are():
    text = "Now national activities begin. Every Activity is national; capacity building and building capacity."
    assert marked(text, "activity") == ["activities"]
    assert [text[start:end] for start, end in find_ranges(text, read_query("activity"), language="en")] == [
        "activities", "Activity",
    ]  # fmt: skip
    assert marked(text, "activity national capacity") == ["Activity", "national", "capacity", "capacity"]
    assert marked("This is an activity. Many activities of the activity group.", "activities activity") == [
        "activities", "activity",
    ]  # fmt: skip
    assert marked(text, '"building capacity"') == ["building capacity"]
    assert marked("Des décisions prises.", "decision", "fr") == ["décisions"]
    assert marked("为了保护环境，各方合作。", "护环") == ["护环"]


def test_the_sentence_with_most_of_it_is_shown():
    text = "Funds are short. The funds for training of trainers come late. Nothing more is said of it."
    shown = "".join(piece.text for piece in mark_found(text, read_query("training funds"), language="en"))
    assert shown == "… The funds for training of trainers come late. …"
    assert "".join(piece.text for piece in mark_found("3 bis. Funds. End.", read_query("funds"), language="en")) == (
        "3 bis. Funds. End."
    )
    long = "word " * 300 + "needle " + "word " * 300
    pieces = mark_found(long, read_query("needle"), language="en")
    assert [piece.text for piece in pieces if piece.marked] == ["needle"]
    assert len("".join(piece.text for piece in pieces)) < MAX_SHOWN + 60
    assert "".join(piece.text for piece in mark_found("None of it.", read_query("zq"), language="en")) == "None of it."


def test_a_text_holds_all_that_is_wanted_and_nothing_unwanted():
    text = "The Parties share what they learned."
    assert holds(text, read_query("party learn"), language="en")
    assert not holds(text, read_query("party -learned"), language="en")
    assert not holds(text, read_query("party trade"), language="en")
    assert not holds(text, read_query("-trade"), language="en")


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("¶12", Target("paragraph", "12", True)),
        ("go to paragraph 12", Target("paragraph", "12", True)),
        ("Par. 3 bis.", Target("paragraph", "3 bis", True)),
        ("paragraphe 1.2", Target("paragraph", "1.2", True)),
        ("пункт 4", Target("paragraph", "4", True)),
        ("الفقرة ١٢", Target("paragraph", "12", True)),
        ("第 7 段", Target("paragraph", "7", True)),
        ("para (a)", Target("paragraph", "a", True)),
        ("UNEP/CBD/SSC/1/2/Rev.1", Target("symbol", "UNEP/CBD/SSC/1/2/Rev.1", False)),
        ("go to symbol X", Target("symbol", "X", True)),
        ("paragraph on funds", None),
        ("par exemple", None),
        ("and/or the Parties", None),
        ("", None),
    ],
)
def test_places_are_told_from_words(typed: str, target: Target | None):
    assert read_target(typed) == target


def test_numbers_are_looked_up_bare():
    assert [bare_number(typed) for typed in ("12.", "(a)", "3 BIS.", "1.2.", "IV.", "（二）")] == [
        "12", "a", "3 bis", "1.2", "iv", "二",
    ]  # fmt: skip
