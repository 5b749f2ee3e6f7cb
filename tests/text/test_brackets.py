"""Brackets are structure: found, owned, nested, lifted and chosen; links, notes and code are left alone."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.corpora import versions
from tests.text.sources import folders, sources
from wiki.text.brackets import choose, clean_view, count_open, drop, lift, parse_brackets


def test_every_case_of_the_corpus_is_counted_right(corpora: Path) -> None:
    cases = json.loads((corpora / "synthetic-negotiation" / "bracket-cases.json").read_text("utf-8"))
    found = {case["name"]: parse_brackets(case["text"]).count for case in cases}
    assert found == {case["name"]: case["brackets"] for case in cases}
    assert len(found) == 32


@pytest.mark.parametrize(
    ("text", "kinds", "owners"),
    [
        ("[a]", ["text"], [()]),
        ("[shall][should]", ["alternative"] * 2, [(), ()]),
        ("[shall] / [should]", ["alternative"] * 2, [(), ()]),
        ("[shall/should]", ["alternative"], [()]),
        ("[and/or]", ["text"], [()]),
        ("[2009][2010]", ["alternative"] * 2, [(), ()]),
        ("[ ] and [--/--] and [X]", ["placeholder"] * 3, [()] * 3),
        ('[EU: delete "x"]', ["deletion"], [("EU",)]),
        ("[a](XA, XB)", ["text"], [("XA", "XB")]),
        ("[Group of 77 and China: a]", ["text"], [("Group of 77 and China",)]),
        ("[Norway and Iceland, on behalf of the EU: a]", ["text"], [("Norway", "Iceland", "EU")]),
        ("[Note: see annex]", ["text"], [()]),
        ("[the Fund: a]", ["text"], [()]),
        ("[中国：文字]", ["text"], [("中国",)]),
        ("2 alt. [African Group] Text.", ["attribution"], [("African Group",)]),
        ("3 bis. [Text.]", ["text"], [()]),
        ("[a](see below)", ["text"], [()]),
        ("[b] [Developing]: country", ["alternative"] * 2, [(), ()]),
        ("[Developing]: country", ["text"], [()]),
        ("<div>\n[a]\n</div>", ["text"], [()]),
    ],
)
def test_kinds_and_owners(text: str, kinds: list[str], owners: list[tuple[str, ...]]) -> None:
    found = parse_brackets(text)
    assert found.unbalanced == ()
    assert [item.kind for item in found.brackets] == kinds
    assert [item.owners for item in found.brackets] == owners


@pytest.mark.parametrize(
    "text",
    [
        "[a](http://b.example/[c])",
        "![a](b.png)",
        "[a](#section)",
        "[a](doc/annex.md 'title')",
        "[name]\n\n[name]: http://a.example",
        "[a b][]\n\n[A B]: <http://a.example>",
        "[^note] x\n\n[^note]: words",
        "- [ ] task\n- [x] done\n1. [X] done",
        "```\n[a]\n```",
        "    [a]",
        "``a ` [b] ``",
        "<!-- [a] -->",
        '<a title="[b]">c</a>',
        "---\na: [b]\n---\n",
        "word [sic] and […] and [. . .]",
        r"\[a\]",
        "<pre>\n[a]\n</pre>",
    ],
)
def test_what_is_no_bracket(text: str) -> None:
    assert parse_brackets(text).count == 0


def test_nesting_over_paragraphs_with_owners_and_places() -> None:
    text = "[XA: First [one][two].\n\n5. Second.] rest"
    outer, one, two = parse_brackets(text).brackets
    assert text[outer.start : outer.end] == "[XA: First [one][two].\n\n5. Second.]"
    assert text[outer.words_start : outer.words_end] == "First [one][two].\n\n5. Second."
    assert (outer.depth, outer.parent, outer.children) == (0, None, (1, 2))
    assert (one.depth, one.parent, one.group, two.group) == (1, 0, 1, 1)


def test_a_bracket_in_a_links_text_stays() -> None:
    (item,) = parse_brackets("See [the [revised] report](http://a.example).").brackets
    assert (item.depth, item.parent) == (0, None)


def test_unbalanced_marks_are_reported_and_the_others_still_found() -> None:
    found = parse_brackets("a] b [c [d] e")
    assert found.unbalanced == (1, 5)
    assert found.count is None
    assert len(found.brackets) == 1
    assert count_open("a] b [c [d] e") == 3


@given(st.one_of(sources, st.text("[]()ab:/, \n`\\!^［］X-*", max_size=40)))
def test_brackets_are_well_formed_for_any_text(text: str) -> None:
    found = parse_brackets(text)
    assert [item.start for item in found.brackets] == sorted({item.start for item in found.brackets})
    assert all(text[at] in "[]［］" for at in found.unbalanced)
    for index, item in enumerate(found.brackets):
        assert 0 <= item.start < item.words_start <= item.words_end < item.end <= len(text)
        assert text[item.start] in "[［" and text[item.words_end] in "]］"
        assert all(found.brackets[child].parent == index for child in item.children)
        if item.parent is not None:
            assert found.brackets[item.parent].words_start <= item.start
            assert item.end <= found.brackets[item.parent].words_end
    assert count_open(text) == len(found.brackets) + len(found.unbalanced)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Parties [will] cooperate.", "Parties will cooperate."),
        ("Parties [shall] [should] cooperate.", "Parties shall / should cooperate."),
        ("Forests [XA: , including islands];", "Forests, including islands;"),
        ("[Mobilize [new and additional][voluntary] resources]", "Mobilize new and additional / voluntary resources"),
        ('Text, [XB: delete "x"], more', "Text, more"),
        ("2 alt. [XA] Text.", "2 alt. Text."),
        ("[text](XA) more", "text more"),
        ("[4. First.\n\n5. Second.]\n", "4. First.\n\n5. Second.\n"),
        ("See [a](http://b.example).", "See [a](http://b.example)."),
    ],
)
def test_the_clean_view(text: str, clean: str) -> None:
    assert clean_view(text) == clean


@pytest.mark.parametrize(
    ("text", "lifted", "dropped"),
    [
        ("Parties [will] cooperate.", "Parties will cooperate.", "Parties cooperate."),
        ("Forests[, including islands];", "Forests, including islands;", "Forests;"),
        ("Forests [, including islands] ;", "Forests, including islands ;", "Forests ;"),
        ("a, [b], c", "a, b, c", "a, c"),
        ("[First, ]second", "First, second", "second"),
        ("[Indeed], yes", "Indeed, yes", "yes"),
        ("One.\n\n[Two.]\n\nThree.\n", "One.\n\nTwo.\n\nThree.\n", "One.\n\nThree.\n"),
        ("One.\n\n[Two.]\n", "One.\n\nTwo.\n", "One.\n"),
        ("[One.]\r\n\r\nTwo.", "One.\r\n\r\nTwo.", "Two."),
        ("到[2010年]，结束", "到2010年，结束", "到，结束"),
        ("Les Parties [devraient] ; oui", "Les Parties devraient ; oui", "Les Parties ; oui"),
        ("(x [, y])", "(x, y)", "(x)"),
        ("a [[b] c] d", "a [b] c d", "a d"),
    ],
)
def test_lifting_and_dropping_leave_clean_text(text: str, lifted: str, dropped: str) -> None:
    item = parse_brackets(text).brackets[0]
    assert lift(text, item) == lifted
    assert drop(text, item) == dropped


def test_choosing_one_of_several() -> None:
    text = "[By 2015] [By 2020], Parties [shall][should][XA: will] report."
    found = parse_brackets(text).brackets
    assert choose(text, found[1]) == "By 2020, Parties [shall][should][XA: will] report."
    assert choose(text, found[4]) == "[By 2015] [By 2020], Parties will report."
    slash = "Parties [shall/should] report."
    assert choose(slash, parse_brackets(slash).brackets[0], 1) == "Parties should report."
    assert choose("a [b] c", parse_brackets("a [b] c").brackets[0]) == "a b c"


@given(st.text("[]ab,. \n", max_size=30))
def test_views_keep_every_word_that_is_lifted(text: str) -> None:
    found = parse_brackets(text)
    letters = [char for char in text if char in "ab"]
    if all(item.kind != "deletion" for item in found.brackets):
        assert [char for char in clean_view(text) if char in "ab"] == letters
    for item in found.brackets:
        assert [char for char in lift(text, item) if char in "ab"] == letters
        left = text[: item.start] + text[item.end :]
        assert [char for char in drop(text, item) if char in "ab"] == [char for char in left if char in "ab"]


@pytest.mark.parametrize(
    "text",
    ["[" * 20_000, "[a](" * 5_000, "[ " * 5_000 + "]" * 5_000, "]" * 20_000, "[XA: " * 5_000, "`a ``b [" * 5_000],
)
def test_hostile_texts_come_to_an_end(text: str) -> None:
    assert count_open(text) <= text.count("[") + text.count("]")


def test_the_stages_of_a_negotiation(corpora: Path) -> None:
    counts = [count_open(text) for text in versions(corpora / "synthetic-negotiation")]
    assert counts[-1] == 0
    assert max(counts) > 10


def test_documents_that_were_never_negotiated_have_next_to_none(corpora: Path) -> None:
    for folder in folders(corpora):
        if folder.name.endswith("open-source-guide"):
            assert count_open(next(versions(folder))) <= 3, folder.name
