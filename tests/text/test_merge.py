"""Merging two texts that grew from one base: the laws, and the cases whose answer is known."""

import json
from collections import Counter
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wiki.text.merge import Agreed, Clash, Merge, merge_texts

TRUTH = Path(__file__).parents[2] / ".." / "shared" / "corpora" / "synthetic-truth" / "triples.jsonl"
By = Literal["sentence", "word"]
BYS: list[By] = ["sentence", "word"]

sentences = [
    "The Parties shall report. ",
    "Funds may be provided by donors. ",
    "Regional centres exchange experience",
    "缔约方应提交报告。",
    "Article 5 applies. ",
    "and ",
    "\n\n",
    "- item one\n",
    "1.2 A long paragraph about the transfer of technology among countries of the South.\n\n",
    "1.3 Another long paragraph which deals with seeds, soils and the water they need.\n\n",
]
texts = st.lists(st.sampled_from(sentences), max_size=12).map("".join)
words = st.text(st.sampled_from("ab .\n"), max_size=24)


def swapped(merge: Merge) -> Merge:
    sides = {"base": "base", "both": "both", "mine": "theirs", "theirs": "mine"}
    return Merge(
        tuple(
            Clash(p.base, p.theirs, p.mine) if isinstance(p, Clash) else Agreed(p.text, sides[p.source])
            for p in merge.pieces
        )
    )


@pytest.mark.parametrize("by", BYS)
@given(base=st.one_of(texts, words), mine=st.one_of(texts, words), theirs=st.one_of(texts, words))
@settings(max_examples=150, deadline=None)
def test_swapping_the_sides_swaps_nothing_else(by: By, base: str, mine: str, theirs: str) -> None:
    one, two = merge_texts(base, mine, theirs, by=by), merge_texts(base, theirs, mine, by=by)
    assert one.text == two.text
    assert one == swapped(two)


@pytest.mark.parametrize("by", BYS)
@given(base=texts, mine=texts)
@settings(max_examples=60, deadline=None)
def test_an_unchanged_side_gives_the_other(by: By, base: str, mine: str) -> None:
    assert merge_texts(base, mine, base, by=by).text == mine
    assert merge_texts(base, base, mine, by=by).text == mine
    assert merge_texts(base, mine, mine, by=by).text == mine


@pytest.mark.parametrize("by", BYS)
@given(base=texts, mine=texts, theirs=texts, place=st.integers(0, 300), other=st.integers(0, 300))
@settings(max_examples=150, deadline=None)
def test_nothing_typed_is_lost(by: By, base: str, mine: str, theirs: str, place: int, other: int) -> None:
    mine = mine[:place] + " minetyped " + mine[place:]
    theirs = theirs[:other] + " theirstyped " + theirs[other:]
    merge = merge_texts(base, mine, theirs, by=by)
    shown = "".join(p.text if isinstance(p, Agreed) else p.mine + p.theirs for p in merge.pieces)
    assert "minetyped" in shown
    assert "theirstyped" in shown


def test_edits_in_different_sentences_combine() -> None:
    merge = merge_texts("One is here. Two is here. ", "One was here. Two is here. ", "One is here. Two was here. ")
    assert merge.text == "One was here. Two was here. "
    assert {p.source for p in merge.pieces if isinstance(p, Agreed)} == {"mine", "theirs"}


def test_the_same_sentence_edited_twice_is_a_clash() -> None:
    merge = merge_texts(
        "Keep. Parties shall act now. End.", "Keep. Parties should act now. End.", "Keep. Parties shall act. End."
    )
    assert merge.text is None
    assert merge.clashes == (Clash("Parties shall act now. ", "Parties should act now. ", "Parties shall act. "),)


def test_by_word_different_words_of_a_sentence_combine() -> None:
    merge = merge_texts("Parties shall act now.", "Parties should act now.", "Parties shall act soon.", by="word")
    assert merge.text == "Parties should act soon."


def test_additions_at_one_point_are_a_clash() -> None:
    merge = merge_texts("One. Three. ", "One. Two. Three. ", "One. Second. Three. ")
    assert merge.clashes == (Clash("", "Two. ", "Second. "),)


SPOT = [
    # Each at the end of a paragraph or item of its own, or of one and the beginning of the next.
    ("One.\n\nTwo.\n\n", "One. More.\n\nTwo.\n\n", "One.\n\nTwo. Also.\n\n", "One. More.\n\nTwo. Also.\n\n"),
    ("- One.\n- Two.\n", "- One. More.\n- Two.\n", "- One.\n- Two. Also.\n", "- One. More.\n- Two. Also.\n"),
    ("One.\n\nTwo.\n", "One. More.\n\nTwo.\n", "One.\n\nFirst. Two.\n", "One. More.\n\nFirst. Two.\n"),
    # A paragraph of its own beside one that grows.
    ("One.\n\nTwo.\n", "One.\n\nNew.\n\nTwo.\n", "One. More.\n\nTwo.\n", "One. More.\n\nNew.\n\nTwo.\n"),
    ("One.\n\nTwo.\n", "One.\n\nNew.\n\nTwo.\n", "One.\n\nTwo. More.\n", "One.\n\nNew.\n\nTwo. More.\n"),
    # Where nobody can tell which comes first.
    ("One.\n\nTwo.\n", "One.\n\nNew.\n\nTwo.\n", "One.\n\nOther.\n\nTwo.\n", None),
    ("One.\n\nTwo.\n", "One.\n\nNew.\n\nTwo.\n", "One here.\n\nOther.\n\nTwo.\n", None),
    ("One.\n\nTwo.\n", "One. More.\n\nTwo.\n", "One. Also.\n\nTwo.\n", None),
]


@pytest.mark.parametrize(("base", "mine", "theirs", "merged"), SPOT)
def test_additions_beside_each_other_combine_where_their_order_is_plain(
    base: str, mine: str, theirs: str, merged: str | None
) -> None:
    assert merge_texts(base, mine, theirs).text == merge_texts(base, theirs, mine).text == merged


def test_a_paragraph_moved_here_and_edited_there_combines() -> None:
    first = "The first paragraph speaks of money and of how it is found.\n\n"
    second = "The second paragraph speaks of people and what they learn.\n\n"
    third = "The third paragraph speaks of seeds, soil, water and air.\n\n"
    merge = merge_texts(first + second + third, third + first + second, first + second + third.replace("air", "wind"))
    assert merge.text == third.replace("air", "wind") + first + second


def test_a_paragraph_moved_to_two_places_is_a_clash() -> None:
    a, b, c, d = (
        f"The {n} paragraph speaks of {n} things and of what {n} people do.\n\n" for n in ("one", "two", "six", "ten")
    )
    assert merge_texts(a + b + c + d, b + c + a + d, b + c + d + a).text is None


@pytest.mark.skipif(not TRUTH.exists(), reason="the corpora are not beside this checkout")
@pytest.mark.parametrize(("by", "right", "flagged"), [("word", 170, 30), ("sentence", 115, 85)])
def test_cases_with_known_answers(by: By, right: int, flagged: int) -> None:
    count: Counter[str] = Counter()
    for line in TRUTH.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        got = merge_texts(case["base"], case["mine"], case["theirs"], by=by).text
        count["flagged" if got is None else "right" if got == case["merged"] else "wrong"] += 1
    assert count == {"right": right, "flagged": flagged}


NAMES = ["up", "down", "in", "out", "over", "under"]
THINGS = ["water", "soil", "seed", "forest", "river", "fish", "expert", "fund"]
acts = st.tuples(st.sampled_from(["move", "edit", "drop"]), st.integers(0, 5), st.integers(0, 5))


def paragraph(name: str) -> str:
    return " ".join(name + thing for thing in THINGS).capitalize() + "."


def changed(tag: str, acts: list[tuple[str, int, int]]) -> str:
    paragraphs = [paragraph(name).split(" ") for name in NAMES]
    for number, (act, place, other) in enumerate(acts):
        place = min(place, len(paragraphs) - 1)
        if act == "edit":
            paragraphs[place].insert(other, f"{tag}{number}")
        else:
            taken = paragraphs.pop(place)
            if act == "move":
                paragraphs.insert(min(other, len(paragraphs)), taken)
    return "\n\n".join(" ".join(words) for words in paragraphs) + "\n"


@pytest.mark.parametrize("by", BYS)
@given(mine=st.lists(acts, max_size=3), theirs=st.lists(acts, max_size=3))
@settings(max_examples=150, deadline=None)
def test_moves_edits_and_deletions_neither_lose_nor_double(by: By, mine: list, theirs: list) -> None:
    base, one, two = changed("", []), changed("mine", mine), changed("theirs", theirs)
    merge = merge_texts(base, one, two, by=by)
    assert merge == swapped(merge_texts(base, two, one, by=by))
    shown = "".join(p.text if isinstance(p, Agreed) else p.mine + p.theirs for p in merge.pieces)
    for text, tag in ((one, "mine"), (two, "theirs")):
        assert [word for word in text.split() if word.startswith(tag) and word not in shown] == []
    if merge.text is not None:
        for name in NAMES:
            kept = [name.capitalize() + "water" in text for text in (one, two)]
            assert merge.text.count(f"{name}expert") <= 1
            if all(kept):
                assert merge.text.count(f"{name}expert") == 1


def test_a_paragraph_that_both_moved_to_one_place_does_not_stand_twice() -> None:
    up, down, across, out, under = (
        f"{word} water soil seed forest river.\n\n" for word in ("Up", "Do", "In", "Ou", "Un")
    )
    base = up + down + across + out + under
    mine, theirs = up + under + out, up + under + down + across + out
    for one, two in ((mine, theirs), (theirs, mine)):
        merge = merge_texts(base, one, two)
        assert merge.text is None or merge.text.count(under) == 1


def test_the_last_paragraph_moved_to_two_places_is_a_clash() -> None:
    up, down, over, under = (f"{word} water soil seed forest river.\n\n" for word in ("Up", "Down", "Over", "Under"))
    merge = merge_texts(up + down + over + under, under + up + down + over, up + under + down + over)
    assert merge.text is None


def test_a_link_put_around_words_that_the_other_edits_inside_combines_by_word() -> None:
    base = "See the old page on water. It is dry.\n"
    mine = base.replace("the old page", "[the old page](https://a.b/c)")
    merged = merge_texts(base, mine, base.replace("old", "new"), by="word")
    assert merged.text == base.replace("the old page", "[the new page](https://a.b/c)")
    assert not merge_texts(base, mine, base.replace("old", "new"), by="sentence").clean


@pytest.mark.parametrize("theirs", ["See water. It is dry.\n", "See the old paper in water. It is dry.\n"])
def test_a_link_is_never_put_half(theirs: str) -> None:
    base = "See the old page on water. It is dry.\n"
    mine = base.replace("the old page", "[the old page](https://a.b/c)")
    (clash,) = merge_texts(base, mine, theirs, by="word").clashes
    assert clash.mine.startswith("[the old page](https://a.b/c)")
