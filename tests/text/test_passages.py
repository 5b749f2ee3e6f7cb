"""Passages carried through a comparison, and quotes found again."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wiki.text.compare import compare_texts
from wiki.text.passages import Carried, Passage, carry, find_quote

TRUTH = Path(__file__).parents[2] / ".." / "shared" / "corpora" / "synthetic-truth" / "passages.json"


def follow(old: str, new: str, words: str) -> tuple[str, str | None]:
    start = old.index(words)
    (got,) = carry([Passage(start, start + len(words))], compare_texts(old, new))
    return got.state, got.passage and new[got.passage.start : got.passage.end]


def test_untouched_words_stay_exact() -> None:
    assert follow("One two. Three four.", "Zero one two and. Three four.", "Three four") == ("exact", "Three four")


def test_words_edited_inside_keep_what_is_left() -> None:
    assert follow("Parties shall report each year.", "Parties shall now report.", "shall report each year") == (
        "edited",
        "shall now report",
    )


def test_deleted_words_are_lost() -> None:
    assert follow("Keep this. Drop these words. Keep that.", "Keep this. Keep that.", "these words") == ("lost", None)


def test_moved_words_are_followed() -> None:
    a = "The first paragraph speaks of money and of how it is found.\n\n"
    b = "The second paragraph speaks of people and what they learn.\n\n"
    c = "The third paragraph speaks of seeds, soil, water and air.\n\n"
    assert follow(a + b + c, c.replace("soil", "soils") + a + b, "water and air") == ("moved", "water and air")


@given(st.text("ab \n", max_size=60), st.text("ab \n", max_size=60), st.data())
@settings(max_examples=200, deadline=None)
def test_exact_means_the_same_words(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    (got,) = carry([Passage(start, end)], compare_texts(old, new))
    if got.passage is None:
        assert got == Carried(None, "lost")
    else:
        assert 0 <= got.passage.start <= got.passage.end <= len(new)
        if got.state == "exact":
            assert new[got.passage.start : got.passage.end] == old[start:end]


@pytest.mark.skipif(not TRUTH.exists(), reason="the corpora are not beside this checkout")
@pytest.mark.parametrize("which", [0, 1])
def test_passages_with_known_places(which: int) -> None:
    case = json.loads(TRUTH.read_text(encoding="utf-8"))[which]
    got = carry([Passage(p["start"], p["end"]) for p in case["passages"]], compare_texts(case["old"], case["new"]))
    count: Counter[tuple[str, bool]] = Counter()
    for passage, carried in zip(case["passages"], got, strict=True):
        place, truth = carried.passage, passage["truth"]
        if truth is None or place is None:
            right = truth is None and place is None
        elif passage["kind"] == "edited":
            overlap = min(place.end, truth[1]) - max(place.start, truth[0])
            right = 2 * overlap >= max(place.end - place.start, truth[1] - truth[0])
        else:
            right = [place.start, place.end] == truth
        count[passage["kind"], right] += 1
    assert count["intact", False] == 0
    assert count["edited", False] <= 0.02 * (count["edited", True] + count["edited", False])
    assert count["deleted", False] <= 0.02 * (count["deleted", True] + count["deleted", False])


SOURCE = (
    "## 2. **Aims** of the plan\n\nThe plan’s *main* aim is “to [share](https://x.y/z) experience”\n"
    "among countries.[^1]\n\n| Aim | Year |\n|---|---|\n| Seeds | 2008 |\n\nThe plan's other aim is unlike it.\n"
)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("Aims of the plan", "Aims** of the plan"),
        ("The plan's main aim is \"to share experience\" among countries.",
         "The plan’s *main* aim is “to [share](https://x.y/z) experience”\namong countries."),
        ("Seeds", "Seeds"),
        ("share experience", "share](https://x.y/z) experience"),
    ],
)  # fmt: skip
def test_a_quote_as_rendered_is_found_in_the_source(quote: str, found: str) -> None:
    place = find_quote(SOURCE, quote)
    assert place is not None
    assert SOURCE[place.start : place.end] == found


def test_a_repeated_quote_needs_its_surroundings() -> None:
    assert find_quote(SOURCE, "aim is") is None
    second = SOURCE.rindex("aim is")
    assert find_quote(SOURCE, "aim is", prefix="The plan's other ") == Passage(second, second + 6)
    assert find_quote(SOURCE, "aim is", near=len(SOURCE)) == Passage(second, second + 6)


def test_an_edited_quote_is_found_and_a_strange_one_is_not() -> None:
    text = "Parties report every four years on the measures taken. Donors are invited to provide new funds."
    place = find_quote(text, "Parties shall report every four years on measures taken")
    assert place is not None
    assert place.start == 0
    assert find_quote(text, "The Executive Secretary prepares a synthesis of all views") is None


def test_a_short_edited_quote_is_found_near_its_place() -> None:
    text = "1. Parties will open their collections.\n\n2. Nodes hold joint courses once a year.\n"
    place = find_quote(text, "joint coarse", near=text.index("Nodes"))
    assert place is not None and text[place.start : place.end] == "joint course"
    assert find_quote(text, "joint coarse") is None
    assert find_quote(text, "merry horse", near=text.index("Nodes")) is None
