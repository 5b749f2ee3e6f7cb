"""Sentences that moved within or between paragraphs are told as moves, and only those."""

from random import Random
from textwrap import wrap
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.test_compare import assert_joins
from wiki.text.change_list import render_list
from wiki.text.compare import Comparison, compare_texts
from wiki.text.redline import render_redline

FERRIES = "Ferries carry the samples across the strait at no cost."
HARVEST = "The harvest is counted by the villages themselves each year."
HERBARIUM = "A joint herbarium is founded in the first year of the plan."
MAPS = "Maps of all wetlands are drawn anew and shared with the neighbours."


def _moves(comparison: Comparison) -> list[tuple[str, str]]:
    """What moved, as it was and as it is; the pieces inside lead from the one to the other."""
    away = {piece.move: piece.old for piece in comparison.pieces if piece.kind == "moved_from"}
    here = [piece for piece in comparison.pieces if piece.kind == "moved_to"]
    assert len(away) == len(here)
    for piece in here:
        assert "".join(part.old for part in piece.inside) == away[piece.move]
        assert "".join(part.new for part in piece.inside) == piece.new
    return [(away[piece.move], piece.new) for piece in here]


@pytest.mark.parametrize(
    ("old", "new", "moved"),
    [
        (f"{FERRIES} {HARVEST} {HERBARIUM} {MAPS}\n", f"{HARVEST} {HERBARIUM} {MAPS} {FERRIES}\n", FERRIES),
        (f"{HARVEST} {HERBARIUM} {MAPS} {FERRIES}\n", f"{FERRIES} {HARVEST} {HERBARIUM} {MAPS}\n", FERRIES),
        (f"{FERRIES} {HARVEST}\n\n{HERBARIUM} {MAPS}\n", f"{HARVEST}\n\n{HERBARIUM} {FERRIES} {MAPS}\n", FERRIES),
        (
            f"{FERRIES} {HARVEST} {HERBARIUM}\n\n{MAPS}\n",
            f"{HERBARIUM}\n\n{MAPS} {FERRIES} {HARVEST}\n",
            f"{FERRIES} {HARVEST}",
        ),
        (
            "各缔约方应当每年交换山地森林的种子。秘书处保存所有种子的清单。专家组每两年开会一次并提出报告。\n",
            "秘书处保存所有种子的清单。专家组每两年开会一次并提出报告。各缔约方应当每年交换山地森林的种子。\n",
            "各缔约方应当每年交换山地森林的种子。",
        ),
    ],
)
def test_a_sentence_that_moved_is_one_move(old: str, new: str, moved: str) -> None:
    comparison = compare_texts(old, new)
    assert (comparison.old, comparison.new) == (old, new)
    assert _moves(comparison) == [(moved, moved)]
    assert not any(piece.old.strip() or piece.new.strip() for piece in comparison.pieces if piece.kind in _WORDED)
    assert [(one.kind, one.new) for one in render_list(comparison)] == [("sentence_moved", moved)]


_WORDED = ("deleted", "inserted", "replaced")


def test_what_was_edited_in_it_is_told_inside() -> None:
    long = "Ferries carry the samples of all seeds and soils across the strait at no cost to the islands."
    edited = long.replace("no cost", "low cost")
    comparison = compare_texts(f"{long} {HARVEST}\n\n{MAPS}\n", f"{HARVEST}\n\n{MAPS} {edited}\n")
    assert _moves(comparison) == [(long, edited)]
    assert [(one.kind, one.old, one.new) for one in render_list(comparison)] == [
        ("sentence_moved", "", edited),
        ("replaced", "no", "low"),
    ]


def test_what_is_said_more_than_once_may_be_said_anew() -> None:
    old = f"{FERRIES} {HARVEST}\n\n{MAPS} {FERRIES}\n\n{HERBARIUM}\n"
    new = f"{HARVEST}\n\n{MAPS} {FERRIES}\n\n{HERBARIUM} {FERRIES}\n"
    assert not _moves(compare_texts(old, new))


def test_a_few_words_are_no_sentence_that_moved() -> None:
    old, new = "It is so. The harvest is counted. We agree.\n", "We agree. It is so. The harvest is counted.\n"
    assert not _moves(compare_texts(old, new))
    assert not _moves(compare_texts(f"{FERRIES[:-1]} by {MAPS}\n", f"{MAPS[:-1]} by {FERRIES}\n"))


def test_a_sentence_with_nothing_that_stayed_between_its_places_stayed() -> None:
    old = f"{FERRIES} Nobody pays.\n\n{MAPS}\n"
    new = (
        f"{FERRIES} Goats climb on roofs everywhere, as guests have long since learned.\n\n"
        f"Owls sleep by day.\n\n{MAPS}\n"
    )
    comparison = compare_texts(old, new)
    assert not _moves(comparison)
    assert comparison.pieces[0].kind == "kept"
    assert comparison.pieces[0].new.startswith(FERRIES)


def test_both_ends_are_linked_on_the_page() -> None:
    comparison = compare_texts(f"{FERRIES} {HARVEST} *{MAPS}*\n", f"{HARVEST} *{MAPS}* {FERRIES}\n")
    html = render_redline(comparison)
    assert 'id="move-0-from" href="#move-0-to"' in html
    assert 'id="move-0-to" href="#move-0-from"' in html
    assert html.count("<p") == 1


def test_the_blank_beside_a_sentence_that_moved_parts_words_without_a_mark() -> None:
    comparison = compare_texts(f"{FERRIES} {HARVEST}\n\n{MAPS}\n", f"{HARVEST}\n\n{MAPS} {FERRIES}\n")
    html = render_redline(comparison)
    assert f"{FERRIES}</del> {HARVEST}" in html
    assert f"{MAPS} <span" in html
    assert "inserted" not in html


def test_a_row_and_an_address_are_no_sentences() -> None:
    old = f"| {FERRIES} | one |\n|---|---|\n| {HARVEST} | two |\n"
    new = f"| {HARVEST} | one |\n|---|---|\n| {FERRIES} | two |\n"
    comparison = compare_texts(old, new)
    assert (comparison.old, comparison.new) == (old, new)
    assert not any("|" in moved for moved, _ in _moves(comparison) if not moved.startswith("|"))


#: sentences, and what may stand between them
_SAID = st.lists(
    st.tuples(
        st.sampled_from([FERRIES, HARVEST, HERBARIUM, MAPS, FERRIES.lower(), "Yes.", "| a row |", "- An item."]),
        st.sampled_from([" ", "  ", "\t", "\n", "\r\n", "\n\n", "\n    \n", "\r\n    ", "\r\n    \r\n    "]),
    ),
    max_size=8,
).map(lambda said: "".join(words + space for words, space in said))


@given(_SAID, _SAID)
def test_pieces_join_whatever_stands_between_sentences(old: str, new: str) -> None:
    assert_joins(compare_texts(old, new), old, new)


def _broken(paragraphs: list[list[str]], width: int) -> str:
    return "\n\n".join("\n".join(wrap(" ".join(sentences), width)) for sentences in paragraphs) + "\n"


def test_a_sentence_is_found_however_its_lines_are_broken_by_hand() -> None:
    lost = "Each seed that is sent has a number of its own, so that none is ever counted twice where one was lost."
    old = _broken([[HERBARIUM, lost, FERRIES], [MAPS, HARVEST]], 60)
    new = _broken([[HERBARIUM, FERRIES], [MAPS, HARVEST, lost]], 60)
    assert [(one.split(), two.split()) for one, two in _moves(compare_texts(old, new))] == [(lost.split(),) * 2]


def test_a_line_that_ends_a_line_for_the_reader_is_no_broken_one() -> None:
    first = "The secretariat keeps lists of all farms and wells in the islands"
    old, new = f"{first}  \n{FERRIES}\n\n{MAPS} {HARVEST}\n", f"{first}\n\n{MAPS} {FERRIES} {HARVEST}\n"
    assert _moves(compare_texts(old, new)) == [(FERRIES, FERRIES)]


def test_a_paragraph_that_moved_is_moved_whole_however_its_lines_are_broken_by_hand() -> None:
    edited = [FERRIES, HARVEST.replace("is counted", "is weighed and counted"), HERBARIUM]
    old = _broken([[FERRIES, HARVEST, HERBARIUM], [MAPS], ["Yes."]], 60)
    new = _broken([[MAPS], ["Yes."], edited], 60)
    ((was, now),) = _moves(compare_texts(old, new))
    assert (was.split(), now.split()) == (" ".join([FERRIES, HARVEST, HERBARIUM]).split(), " ".join(edited).split())


@given(
    *(
        st.lists(st.lists(st.sampled_from([FERRIES, HARVEST, HERBARIUM, MAPS, "Yes."]), max_size=5), max_size=3)
        for _ in range(2)
    ),
    st.sampled_from([60, 66]),
    st.sampled_from([60, 72]),
)
def test_pieces_join_however_lines_are_broken(
    one: list[list[str]], two: list[list[str]], width: int, other: int
) -> None:
    old, new = _broken(one, width), _broken(two, other)
    comparison = compare_texts(old, new)
    assert_joins(comparison, old, new)
    _moves(comparison)


def test_what_was_said_twice_and_is_said_once_moves_once() -> None:
    old, new = f"{FERRIES} {FERRIES} {FERRIES} ", f"{FERRIES}\r\n{FERRIES} "
    assert_joins(compare_texts(old, new), old, new)


def test_a_sentence_that_stayed_ends_where_the_change_ends() -> None:
    seeds, deep = '"kept": "in:the:herbarium::of/both-the-countries",', " " * 16
    old = f'{deep}Maps are drawn.\r\n{deep}{seeds}\r\n{deep}{seeds}\r\n{deep}"Version": 1,'
    new = f'{deep}{seeds}\r\n{deep}Maps are drawn.\r\n\t{seeds}\r\n{deep}\r\n{deep}"Parties": []'
    assert_joins(compare_texts(old, new), old, new)


def _shuffled(count: int) -> tuple[str, str]:
    """So many sentences in paragraphs of three, and the same in another order."""
    chance = Random(7)
    words = ["".join(chance.choice("bdfgklmnprst") + chance.choice("aeiou") for _ in range(3)) for _ in range(3_000)]
    said = [" ".join(chance.choices(words, k=12)).capitalize() + "." for _ in range(count)]
    order = chance.sample(said, count)
    old, new = ("\n\n".join(" ".join(row[n : n + 3]) for n in range(0, count, 3)) for row in (said, order))
    return old, new


def test_thousands_that_moved_cost_what_they_hold() -> None:
    spent = []
    for count in (1_000, 4_000):
        old, new = _shuffled(count)
        best = float("inf")
        for _ in range(3):
            start = process_time()
            comparison = compare_texts(old, new)
            best = min(best, process_time() - start)
        assert_joins(comparison, old, new)
        assert len(_moves(comparison)) > count / 2
        spent.append(best)
    assert spent[1] < 8 * spent[0]


def test_words_after_a_sentence_that_stayed_are_not_cut_at_an_apostrophe() -> None:
    stays = (
        "Les navires sont inscrits au registre du port et, au nord, à celui des villages de la côte qui en tiennent un."
    )
    gone = "Le bureau dispose d'un mois pour délivrer le récépissé prévu par le règlement et pour attester du dépôt."
    rest = "est transmis au conseil des pêcheurs, qui a trois mois pour demander le retrait des clauses contraires."
    old = f"{stays}\n\n{gone}\n\nA compter de la remise par l'autorité du port ou, à défaut, l'accord {rest}\n"
    new = f"{stays} L'autorité du port délivre un récépissé. L'accord {rest}\n"
    pieces = compare_texts(old, new).pieces
    assert [piece for piece in pieces if piece.kind == "kept" and piece.old[:1] in "'’"] == []
