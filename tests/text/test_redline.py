"""Redlines are shown on rendered text, are well-formed whatever changed, and each side says what its text says."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given

from benchmarks.corpora import versions
from tests.text.html_check import read, says
from tests.text.sources import sources
from wiki.text.change_list import number_changes
from wiki.text.compare import Comparison, Piece, compare_texts
from wiki.text.render import WORDS, render_list, render_redline, render_section

QUIET = {**WORDS, "inserted": "", "deleted": ""}


def red(old: str, new: str, **options: object) -> str:
    return render_redline(compare_texts(old, new), **options)


def test_words_replaced_in_a_paragraph() -> None:
    html = red("Parties *should* report.\n", "Parties *shall* report.\n", words=QUIET)
    assert says(html, without=("del",)) == "Parties shall report."
    assert says(html, without=("ins",)) == "Parties should report."
    assert "<del>" in html and "<ins>" in html and "*" not in html


def test_changes_are_announced_to_those_who_do_not_see_them() -> None:
    words = {**WORDS, "inserted": "ajouté :", "deleted": "supprimé :"}
    html = red("a b c d e f\n", "a b x d e f\n", words=words)
    assert says(html, without=()) == "a b supprimé : c ajouté : x d e f"
    assert '<span class="unseen"> ajouté : </span>' in html


def test_moved_blocks_are_linked_at_both_ends_and_their_edits_shown() -> None:
    pieces = (
        Piece("moved_from", "One two three.\n\n", "", 0),
        Piece("kept", "Stays here.\n\n", "Stays here.\n\n"),
        Piece(
            "moved_to",
            "",
            "One four three.\n\n",
            0,
            (
                Piece("kept", "One ", "One "),
                Piece("replaced", "two", "four"),
                Piece("kept", " three.\n\n", " three.\n\n"),
            ),
        ),
    )
    html = render_redline(Comparison(pieces))
    reader = read(html)
    assert {"move-0-from", "move-0-to"} == set(reader.ids)
    links = {attributes["href"] for tag, attributes in reader.tags if tag == "a"}
    assert links == {"#move-0-from", "#move-0-to"}
    assert says(html) == "One two three. Stays here. One twofour three."
    assert html.count('class="moved"') >= 2


def test_renumbering_is_no_change() -> None:
    pieces = (Piece("renumbered", "3.", "4."), Piece("kept", " Text.\n", " Text.\n"))
    html = render_redline(Comparison(pieces))
    assert "<ins>" not in html and "<del>" not in html
    assert says(html) == "4. Text."
    assert render_list(Comparison(pieces)) == ()


def test_the_number_of_a_new_paragraph_is_new_as_well() -> None:
    html = red("1. One.\n", "1. One.\n\n2. Two.\n", words=QUIET)
    assert says(html, without=("ins",)) == "1. One."
    assert says(html) == "1. One. 2. Two."


def test_unchanged_stretches_fold() -> None:
    many = "".join(f"Paragraph number {n}.\n\n" for n in range(9))
    html = red(many + "Parties should.\n", many + "Parties shall.\n")
    assert '<details class="fold"><summary><span>8 paragraphs unchanged</span></summary>' in html
    assert "details" not in red(many + "Parties should.\n", many + "Parties shall.\n", fold=False)
    assert says(html, without=("summary", "del", "span.unseen")) == says(
        render_section(many + "Parties shall.\n", language="en")
    )


def test_rows_cells_headings_and_items() -> None:
    old = "## Aims\n\n- one item here\n- two items here\n\n| a | b |\n|---|---|\n| Forest visits | 2009 |\n"
    new = old.replace("Aims", "Aims and means").replace("- two", "- another new one\n- two").replace("2009", "2010")
    html = red(old, new)
    assert says(html, without=("del", "span.unseen")) == says(render_section(new, language="en"))
    assert says(html, without=("ins", "span.unseen")) == says(render_section(old, language="en"))


@pytest.mark.parametrize("side", ["inline", "old", "new"])
@given(old=sources, new=sources)
def test_any_two_texts_are_well_formed(side: str, old: str, new: str) -> None:
    comparison = compare_texts(old, new)
    read(render_redline(comparison, side=side))
    render_list(comparison)


def test_each_side_says_what_its_text_says(corpora: Path) -> None:
    texts = [*versions(corpora / "synthetic-negotiation"), *list(versions(corpora / "fr-open-source-guide"))[-2:]]
    for old, new in pairwise(texts):
        comparison = compare_texts(old, new)
        for side, text in (("old", old), ("new", new)):
            html = render_redline(comparison, side=side, fold=False)
            assert says(html) == says(render_section(text, language="en"))
        read(render_redline(comparison))


def test_the_list_of_changes() -> None:
    old = "1. Parties should report.\n\n2. Nothing more to say here.\n"
    new = "1. Parties shall report.\n\n2. Nothing more to say here.\n\n3. A *new* paragraph.\n"
    changes = render_list(compare_texts(old, new))
    assert [(change.place, change.number, change.kind, change.old, change.new) for change in changes] == [
        (1, "1.", "replaced", "should", "shall"),
        (3, "3.", "inserted", "", "A new paragraph."),
    ]
    assert "modal" in changes[0].classes


def test_a_link_that_leads_elsewhere_is_marked_whole_and_stays_one_link() -> None:
    old = "See [the old list](https://a.example/1) today.\n"
    new = "See [the new list](https://a.example/2) today.\n"
    comparison = compare_texts(old, new)
    for side, address in (("inline", "2"), ("old", "1"), ("new", "2")):
        html = render_redline(comparison, side=side)
        assert [at["href"] for tag, at in read(html).tags if tag == "a"] == [f"https://a.example/{address}"]
        assert 'class="restyled"' in html
        assert "](" not in html
    assert [(change.old, change.new) for change in render_list(comparison)] == [
        ("old", "new"),
        ("https://a.example/1", "https://a.example/2"),
    ]


def test_a_row_that_moved_says_so_at_both_ends() -> None:
    old = "| 1 | First |\n|---|---|\n| 2 | Exchange visits of many | Kenya |\n| 3 | A clearing house | Brazil |\n"
    new = "| 1 | First |\n|---|---|\n| 2 | A clearing house | Brazil |\n| 3 | Exchange visits of many | Kenya |\n"
    html = red(old, new)
    assert html.count("moved here") == html.count("moved from here") == 1


def test_words_in_a_block_of_html_are_marked() -> None:
    old = '<aside class="quote">\n  Said somebody.\n</aside>\n'
    html = red(old, old.replace("somebody", "nobody"))
    assert "<del>" in html and says(html, without=("del", "span.unseen")) == "Said nobody."
    assert says(red(old, old.replace("somebody", "nobody"), side="old"), without=("span.unseen",)) == "Said somebody."


def test_code_that_was_replaced_does_not_run_into_the_new() -> None:
    html = red("Use `save()` here.\n", "Use `store(now)` here.\n")
    assert "`" not in html
    assert says(html, without=("del", "span.unseen")) == "Use store(now) here."


@pytest.mark.parametrize(
    ("plain", "rich"),
    [
        ("See the page now.\n", "See [the page](https://a.b/c) now.\n"),
        ("See [the page] now.\n", "See [the page](page.md) now.\n"),
        ("See the page now.\n", "See **the page** now.\n"),
    ],
)
def test_words_that_became_a_link_or_strong_are_shown_once_and_marked(plain: str, rich: str) -> None:
    for old, new in ((plain, rich), (rich, plain)):
        html = red(old, new)
        assert "<ins>" not in html and "<del>" not in html and html.count("restyled") == 1
        assert says(html, without=()) == says(render_section(new, language="en"))
        assert says(red(old, new, side="old"), without=()) == says(render_section(old, language="en"))


def test_in_code_marks_are_signs_like_any_other() -> None:
    html = red("```\nsee the page now\n```\n", "```\nsee [the page](http://a.b/c) now\n```\n", words=QUIET)
    assert says(html, without=("ins",)) == "see the page now"
    assert says(html, without=("del",)) == "see [the page](http://a.b/c) now"


def test_half_of_a_tag_in_code_is_marked_alone() -> None:
    old = '```\n<p class="a" id="b">\n```\n'
    html = red(old, old.replace('"a"', '"c"'), words=QUIET)
    assert says(html, without=("ins",)) == '<p class="a" id="b">'
    assert says(html, without=("del",)) == '<p class="c" id="b">'


@pytest.mark.parametrize(("old", "new", "shown"), [("[ ]", "[x]", "☑"), ("[x]", "[ ]", "☐")])
def test_a_box_that_was_ticked_is_one_box_and_marked(old: str, new: str, shown: str) -> None:
    html = red(f"- {old} Draw the maps.\n", f"- {new} Draw the maps.\n", words=QUIET)
    assert f"<ins>{shown}</ins>" in html and says(html, without=()) == f"{shown} Draw the maps."


def test_the_sign_of_an_item_that_became_a_number_is_shown_once() -> None:
    old = "- Seeds for all the farmers.\n- Water for all the towns.\n"
    html = red(old, "1. Seeds for all the farmers.\n2. Water for all the towns.\n", words=QUIET)
    assert "<del>" not in html and says(html) == "1. Seeds for all the farmers. 2. Water for all the towns."


def test_marks_of_one_change_have_its_number_on_every_side() -> None:
    comparison = compare_texts(
        "Seeds shall be kept.\n\nThe list is open.\n\nMaps of all wetlands are drawn anew for the neighbours.\n",
        "Maps of all wetlands are drawn anew for both neighbours.\n\nSeeds should be kept dry.\n\n"
        "The [list](https://a.example) is open.\n",
    )
    numbers = {
        side: re.findall(r'data-change="(\d+)"', render_redline(comparison, side=side, fold=False, numbered=True))
        for side in ("inline", "old", "new")
    }
    assert numbers["inline"] == ["1", "1", "1", "2", "2", "3", "4", "5"]
    assert (numbers["old"], numbers["new"]) == (["2", "4", "5"], ["1", "1", "1", "2", "3", "4"])
    assert max(number_changes(comparison.pieces)) == 5
    assert "data-change" not in render_redline(comparison)


def test_what_stands_together_is_one_change() -> None:
    pieces = (
        Piece("deleted", "One ", ""),
        Piece("kept", " ", " "),
        Piece("inserted", "", "two"),
        Piece("kept", " words ", " words "),
        Piece("inserted", "", "[", around=1),
        Piece("kept", "list", "list"),
        Piece("inserted", "", "](a)", around=1),
        Piece("renumbered", "3.", "4."),
        Piece("replaced", "x", "y"),
    )
    assert number_changes(pieces) == [1, 0, 1, 0, 2, 0, 2, 0, 3]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [("the low\\_tide mark", "the low_tide mark", "low_tide"), ("fish &amp; rice", "fish & rice", "&amp;")],
)
def test_a_sign_that_is_only_written_otherwise_is_not_struck(old: str, new: str, shown: str) -> None:
    html = render_redline(compare_texts(f"Here is {old}.\n", f"Here is {new}.\n"))
    assert f'<span class="restyled">{shown}</span>' in html
    assert "<del" not in html


def test_a_heading_that_became_words_does_not_run_into_them() -> None:
    pieces = (
        Piece("replaced", "#### Nets", "Who fishes by night\nlights a lamp."),
        Piece("kept", "\n\nX\n", "\n\nX\n"),
    )
    html = render_redline(Comparison(pieces))
    assert [part for part in html.split("\n") if "<h4" in part and "fishes" in part] == []
    assert "<h4" in html and "lamp" in html


@pytest.mark.parametrize("put", [True, False])
def test_code_that_came_or_went_whole_is_marked_once(put: bool) -> None:
    one, two = "The Parties meet.\n", "The Parties meet.\n\n```text\nbow\nstern\n```\n"
    assert "restyled" not in red(*((one, two) if put else (two, one)))
