"""What may be done with a bracket, and what the text reads like afterwards; brackets put round words."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wiki.text.bracket_acts import enclose, open_acts, owners_of, settle
from wiki.text.brackets import Bracket, clean_view, count_open, drop, lift, parse_brackets
from wiki.text.paragraphs import split_paragraphs

#: what no text that was clean reads like afterwards
UNCLEAN = re.compile(r"  | [,;.:]|,[,.;:]|[;:]\.|\( | \)|\(,|\(\)|^[ ,;]| $", re.M)

words = st.sampled_from(["they", "will", "cooperate", "report", "by", "2015", "water"])
marks = st.sampled_from(["", "", "", ",", ";", ":"])


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """One or two clean sentences, perhaps with a part in parentheses."""
    said = []
    for _ in range(draw(st.integers(1, 2))):
        drawn = draw(st.lists(st.tuples(words, marks), min_size=2, max_size=6))
        body = " ".join(word + mark for word, mark in drawn[:-1]) + f" {drawn[-1][0]}"
        said.append(f"{body} (water, {drawn[0][0]})." if draw(st.booleans()) else f"{body}.")
    return " ".join(said)


@st.composite
def bracketed(draw: st.DrawFn) -> tuple[str, str]:
    """A clean text of some paragraphs, and the same with one bracket in it that cuts no word."""
    text = "\n\n".join(draw(st.lists(sentences(), min_size=1, max_size=3))) + "\n"
    edges = [at for at in range(len(text)) if not (at and text[at - 1].isalnum() and text[at].isalnum())]
    start, end = sorted((draw(st.sampled_from(edges)), draw(st.sampled_from(edges))))
    if not text[start:end].strip(" ,;:.\n"):
        start, end = 0, text.index(" ")
    owners = draw(st.sampled_from(["", "XA: ", "XA, XB: "]))
    return text, f"{text[:start]}[{owners}{text[start:end]}]{text[end:]}"


def only_bracket(typed: str) -> Bracket:
    """The bracket; "[they]: water." at the head of a paragraph is where a link leads, and none."""
    found = parse_brackets(typed).brackets
    assume(found)
    assert len(found) == 1
    return found[0]


@given(bracketed())
def test_a_bracket_lifted_leaves_the_text_it_was_put_into(texts: tuple[str, str]) -> None:
    text, typed = texts
    item = only_bracket(typed)
    if item.kind == "text" and typed[item.words_start : item.words_end].strip() in text:
        assert re.sub(r"\s", "", lift(typed, item)) == re.sub(r"\s", "", text)
        assert not re.search(r"  | [,;.]", lift(typed, item))


@given(bracketed())
def test_a_bracket_dropped_leaves_clean_text(texts: tuple[str, str]) -> None:
    _, typed = texts
    item = only_bracket(typed)
    left = drop(typed, item)
    words_in = re.compile(r"\w+").findall
    assert words_in(left) == words_in(typed[: item.start]) + words_in(typed[item.end :])
    if "(" not in typed[item.start : item.end] and ")" not in typed[item.start : item.end]:
        assert not UNCLEAN.search(left), left


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        ("Parties report: [by 2015].", "Parties report."),
        ("Parties ([by 2015] or later) report.", "Parties (or later) report."),
        ("Parties ([by 2015]) report.", "Parties report."),
        ("Parties ([by 2015]).", "Parties."),
        ("One [two.]", "One"),
        ("到（[2010年]）结束", "到结束"),
    ],
)
def test_what_is_left_around_dropped_words(text: str, dropped: str) -> None:
    assert settle(text, text.index("["), "drop") == dropped


def test_the_last_line_keeps_its_ending_when_that_stands_inside_the_bracket() -> None:
    assert settle("One.\n\n[Two.\r\n]", 6, "lift") == "One.\n\nTwo.\r\n"


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("[a]", ("lift", "drop")),
        ("[shall][should]", ("choose", "drop")),
        ("[shall/should]", ("choose", "drop")),
        ("[ ]", ("drop",)),
        ("[XA: delete this]", ("drop",)),
        ("2 alt. [African Group] Text.", ("lift",)),
    ],
)
def test_each_kind_has_its_acts(text: str, acts: tuple[str, ...]) -> None:
    item = parse_brackets(text).brackets[0]
    assert open_acts(item) == acts
    for act in ("lift", "drop", "choose", "burn"):
        assert (settle(text, item.start, act) is not None) == (act in acts)


def test_choosing_among_brackets_and_within_one() -> None:
    text = "Parties [XA: shall][XB: should] report [by 2015/by 2020]."
    found = parse_brackets("Parties [shall][should]").brackets
    assert len(found) == 2
    assert settle(text, text.index("[XB"), "choose") == "Parties should report [by 2015/by 2020]."
    slash = "Parties [shall / should] report."
    assert settle(slash, 8, "choose", 1) == "Parties should report."
    assert settle(slash, 8, "choose", 2) is None and settle(slash, 8, "choose", -1) is None
    assert settle(slash, 9, "choose") is None and settle(slash, -1, "drop") is None


TEXT = (
    "## I. Vision\n\n4. Parties will report by 2015, with `code x`, [a link](http://a.example) and [XA: old words].\n\n"
    "- item one\n- item two\n\n| a | b |\n|---|---|\n| cell c | cell d |\n\nLast one.\n"
)


@pytest.mark.parametrize(
    ("passage", "comes"),
    [
        ("will report", "[KE: will report]"),
        ("ll repo", "[KE: will report]"),
        (" will report ", " [KE: will report] "),
        ("4. Parties will report by 2015", "4. [KE: Parties will report by 2015],"),
        ("## I. Vision", "## I. [KE: Vision]\n"),
        ("- item one", "- [KE: item one]\n"),
        ("old words", "[XA: [KE: old words]]"),
        ("[XA: old words]", "[KE: [XA: old words]]"),
        ("[a link](http://a.example)", "[KE: [a link](http://a.example)]"),
        ("cell c", "| [KE: cell c] |"),
        ("Last one.\n", "[KE: Last one.]\n"),
        ("item two\n\n| a | b |\n|---|---|\n| cell c | cell d |\n\nLast", None),
        ("code x", None),
        ("](http", None),
        ("words].", None),
        ("cell c | cell d", None),
        ("\n\n", None),
    ],
)
def test_brackets_put_round_words(passage: str, comes: str | None) -> None:
    start = TEXT.index(passage)
    made = enclose(TEXT, start, start + len(passage), ("KE",))
    if comes is None:
        assert made is None
    else:
        assert made is not None and comes in made[0]
        assert made[0][made[1]] == "["


def test_chinese_is_bracketed_character_by_character() -> None:
    assert enclose("缔约方应合作。", 3, 4) == ("缔约方[应]合作。", 3)


def test_a_bracket_may_reach_over_paragraphs() -> None:
    made = enclose(TEXT, TEXT.index("will"), TEXT.index("item one") + 4)
    assert made is not None and made[0].count("[") == TEXT.count("[") + 1


@given(st.text("ab [](),.`*|#-\n", max_size=40), st.integers(0, 40), st.integers(0, 40), st.booleans())
def test_what_is_enclosed_can_be_lifted_again(text: str, start: int, end: int, owned: bool) -> None:
    made = enclose(text, min(start, len(text)), min(end, len(text)), ("XA", "XB") if owned else ())
    if made is None:
        return
    assert count_open(made[0]) == count_open(text) + 1
    assert [block.kind for block in split_paragraphs(made[0])] == [block.kind for block in split_paragraphs(text)]
    lifted = settle(made[0], made[1], "lift")
    if lifted is not None:
        assert re.sub(r"[\s,]", "", lifted) == re.sub(r"[\s,]", "", text)
    assert clean_view(made[0]).count("b") >= clean_view(text).count("b")


def test_owners_are_names_that_a_bracket_would_be_read_to_have() -> None:
    assert owners_of("KE, African Group") == ("KE", "African Group")
    assert owners_of("  ") == ()
    assert owners_of("Norway and Iceland") == ("Norway", "Iceland")
    for wrong in ("the fund", "a]b", "KE: x", "Note", "123"):
        assert owners_of(wrong) is None, wrong
