"""Comparing two texts: the guarantee first, then what a person would mark."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.corpora import versions
from wiki.text.compare import Comparison, Piece, compare_texts

CORPORA = Path(__file__).parents[2] / ".." / "shared" / "corpora"

SCRAPS = "a |the |Parties |shall |word|1. |1.2 The |(a) |- |# |. |é|缔约方|应|。|ال|دَ"
MARKS = "**|*|_|`|[|]|](|)|[^1]|<b>|<!--|-->|\\|&amp;"
ENDS = [
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    " ",
    "\t",
    "\u2028",
    "\x85",
    "\x00",
    "|",
    "| x ",
    "|\n",
    "\\",
    "e\u0301",
    "👩\u200d👩\u200d👧",
    "🇫🇷",
]
LINES = [
    "The Parties shall report every two years on the measures they have taken.\n\n",
    "A second paragraph speaks of financing and of capacity in some detail.\n\n",
    "第二条 缔约方应提交报告。\n",
    "https://x.y/z",
]
scraps = st.sampled_from([*SCRAPS.split("|"), *MARKS.split("|"), *ENDS, *LINES])
texts = st.one_of(st.text(st.characters(exclude_categories=["Cs"])), st.lists(scraps, max_size=40).map("".join))


def assert_joins(comparison: Comparison, old: str, new: str) -> None:
    assert comparison.old == old
    assert comparison.new == new
    sources = {piece.move: piece.old for piece in comparison.pieces if piece.kind == "moved_from"}
    for piece in comparison.pieces:
        if piece.kind == "kept":
            assert piece.old == piece.new
        else:
            assert piece.classes
        assert piece.old or piece.new
        if piece.kind == "moved_to":
            assert "".join(inner.old for inner in piece.inside) == sources.pop(piece.move)
            assert "".join(inner.new for inner in piece.inside) == piece.new
    assert not sources


def show(comparison: Comparison) -> list[tuple[str, str, str]]:
    return [(piece.kind, piece.old, piece.new) for piece in comparison.pieces if piece.kind != "kept"]


@given(texts, texts)
@settings(max_examples=400, deadline=None)
def test_pieces_join_to_both_texts(old: str, new: str) -> None:
    assert_joins(compare_texts(old, new), old, new)


@given(
    st.lists(
        st.sampled_from(["One two three four five six.", "- item about water\n", "| a | b |\n", "1. x\n\n", "\n\n"])
    ),
    st.randoms(use_true_random=False),
)
@settings(max_examples=200, deadline=None)
def test_shuffled_blocks_join_to_both_texts(blocks: list[str], chance) -> None:
    shuffled = list(blocks)
    chance.shuffle(shuffled)
    old, new = "".join(blocks), "".join(shuffled)
    assert_joins(compare_texts(old, new), old, new)


# The edit stream's texts are stored by content, not as versions; test_biography walks them.
FOLDERS = sorted(p.parent.name for p in CORPORA.glob("*/meta.json") if "edit-stream" not in p.parent.name)


@pytest.mark.parametrize("folder", FOLDERS)
def test_pieces_join_on_every_corpus(folder: str) -> None:
    previous = first = None
    for count, text in enumerate(versions(CORPORA / folder)):
        if previous is not None and count % 4 in (0, 1):
            assert_joins(compare_texts(previous, text), previous, text)
        first = first or text
        previous = text
    assert first is not None and previous is not None
    assert_joins(compare_texts(first, previous), first, previous)


def test_equal_texts_are_one_kept_piece() -> None:
    assert compare_texts("same", "same").pieces == (Piece("kept", "same", "same"),)
    assert compare_texts("", "").pieces == ()


def test_one_word_is_marked_alone() -> None:
    got = compare_texts("Each Party should report.\n", "Each Party shall report.\n")
    assert got.pieces == (
        Piece("kept", "Each Party ", "Each Party "),
        Piece("replaced", "should", "shall"),
        Piece("kept", " report.\n", " report.\n"),
    )
    assert got.pieces[1].classes == ("substance", "modal")


def test_choosing_between_alternatives_is_substance() -> None:
    (change,) = [
        piece for piece in compare_texts("Parties [is][should be] here.", "Parties is here.").pieces if piece.classes
    ]
    assert "substance" in change.classes


def test_a_short_heading_moves_with_its_paragraph() -> None:
    seeds, soils = (
        "## Seeds\n\nSeeds are kept dry and cold in two places at least.\n\n",
        ("## Soils\n\nSoils are sampled on a grid of ten paces, and held by both sides.\n\n"),
    )
    kinds = sorted(piece.kind for piece in compare_texts(seeds + soils, soils + seeds).pieces)
    assert kinds == ["kept", "moved_from", "moved_to"]


def test_a_heading_is_no_line_that_holds_its_word() -> None:
    lines = (
        "How the boats go out to the reef.\nAt night (formerly global-nets) only the old ones go,\nand by day all.\n"
    )
    old = "Words stay.\n\n#### `global-nets`\n\n* One: no\n"
    new = f"Words stay.\n\n#### `set-of-boats`\n\n* One: big\n\n{lines}\n#### `legacy-lamps`\n\n* One: no\n"
    assert not any(piece.old[:1] == "#" and piece.new[:3] == "How" for piece in compare_texts(old, new).pieces)
    assert all("#" not in piece.old or "formerly" not in piece.new for piece in compare_texts(old, new).pieces)


def test_a_line_of_front_matter_keeps_its_key() -> None:
    old = "---\ntitle: Nets\nsummary: Everything that is said about hemp and its price at the quay.\nsort: 3\n---\n"
    new = old.replace(
        "Everything that is said about hemp and its price at the quay", "How lamps burn when no wind blows"
    )
    changed = [piece for piece in compare_texts(old, new).pieces if piece.kind != "kept"]
    assert changed and all("summary:" not in piece.old + piece.new for piece in changed)
