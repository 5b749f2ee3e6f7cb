"""Which revision brought each word: through edits, moves, reverts and restorations."""

import json
import lzma
import re
import tarfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wiki.text.biography import attribute
from wiki.text.compare import Comparison, Piece, compare_texts
from wiki.text.recall import Gone, Remembered
from wiki.text.runs import Run

CORPORA = Path(__file__).parents[2] / ".." / "shared" / "corpora"
HISTORY = CORPORA / "synthetic-truth" / "history.tar.xz"


def spell(text: str, runs: Sequence[Run]) -> list[tuple[str, int]]:
    """The words with their revisions, seams left out."""
    found: list[tuple[str, int]] = []
    at = 0
    for run in runs:
        words = text[at : at + run.length]
        if found and found[-1][1] == run.revision:
            found[-1] = (found[-1][0] + words, run.revision)
        elif run.length:
            found.append((words, run.revision))
        at += run.length
    assert at == len(text)
    return found


def live(*texts: str) -> list[tuple[str, int]]:
    runs: tuple[Run, ...] = ()
    gone: list[Gone] = []
    old = ""
    for number, text in enumerate(texts, 1):
        told = attribute(runs, compare_texts(old, text), number, Remembered(gone))
        runs, old = told.runs, text
        gone += told.gone
    return spell(old, runs)


def test_new_words_belong_to_their_revision() -> None:
    assert live("Parties shall report.", "Parties shall now report.") == [
        ("Parties shall ", 1),
        ("now ", 2),
        ("report.", 1),
    ]


def test_words_that_move_keep_their_revision() -> None:
    a = "The first paragraph speaks of money and of how it is found.\n\n"
    b = "The second paragraph speaks of people and what they learn.\n\n"
    c = "The third paragraph speaks of seeds, soil, water and air.\n\n"
    moved = c.replace("air", "wind")
    assert live(a + b + c, a + b + c + "End.\n", moved + a + b + "End.\n") == [
        ("The third paragraph speaks of seeds, soil, water and ", 1),
        ("wind", 3),
        (".\n\n" + a + b, 1),
        ("End.\n", 2),
    ]


def test_words_taken_out_and_put_back_keep_their_first_revision() -> None:
    full = "Each Party shall report every two years on the measures it took."
    assert live(full, "Each Party shall report on the measures it took.", full) == [(full, 1)]


def test_words_put_back_are_known_again_by_one_side_alone() -> None:
    first = "Parties shall report annually on the progress they made."
    told = live(first, first.replace("annually ", ""), "Each of them should report annually on the progress they made.")
    assert [(words.strip(), by) for words, by in told][1:] == [("report annually on the progress they made.", 1)]
    told = live(
        first, first.replace("annually ", ""), "Parties shall report annually on whatever they did in the year."
    )
    assert told[0] == ("Parties shall report annually on ", 1)


@pytest.mark.parametrize(
    ("full", "word", "longer", "told"),
    [
        ("Parties shall urgently adopt measures.", "urgently ", "now urgently ", ["now "]),
        ("Parties shall urgently adopt measures.", "urgently ", "urgently and fully ", ["and fully "]),
        ("Parties shall urgently adopt measures.", "urgently ", "now urgently and fully ", ["now ", "and fully "]),
        ("Parties shall urgently adopt measures.", "urgently ", "insurgently ", ["insurgently "]),
        ("各缔约方应当在五年内绘制并公布山地森林图，并每年交换。", "并公布", "完成并公布", ["完成"]),
    ],
)
def test_a_word_put_back_in_a_longer_phrase_keeps_its_first_revision(
    full: str, word: str, longer: str, told: list[str]
) -> None:
    found = live(full, full.replace(word, ""), full.replace(word, longer))
    assert [words for words, number in found if number == 3] == told


def test_a_word_that_stood_elsewhere_is_new_in_a_longer_phrase() -> None:
    first = "Parties shall urgently adopt measures. Donors give funds to all."
    told = live(
        first, first.replace("urgently ", ""), first.replace("urgently ", "").replace("give", "now urgently give")
    )
    assert ("now urgently ", 3) in told


def test_a_sentence_put_back_elsewhere_keeps_its_first_revision() -> None:
    sentence = "The Executive Secretary shall invite all of them to the next meeting in time. "
    others = "One stands at the start of it all. ", "Two stands in the midst of it all. ", "Three ends it."
    told = live(sentence + "".join(others), "".join(others), others[0] + others[1] + sentence + "Four now ends it.")
    assert (sentence, 1) in told or any(sentence.strip() in words and number == 1 for words, number in told)


def test_a_stock_phrase_put_elsewhere_is_new() -> None:
    first = "Parties act as soon as possible. Donors give funds."
    assert live(first, "Parties act. Donors give funds.", "Parties act. Donors give funds as soon as possible.")[
        -2
    ] == (
        " as soon as possible",
        3,
    )


def test_a_revert_gives_back_the_earlier_runs() -> None:
    runs = (Run(5, 1), Run(4, 2))
    told = attribute((Run(3, 3),), compare_texts("xyz", "some text"), 4, same_as=runs)
    assert spell("some text", told.runs) == [("some ", 1), ("text", 2)]
    assert told.gone[0].text == "xyz"


@given(
    st.lists(st.lists(st.sampled_from(["a ", "b ", "The c. ", "\n\n", "- d\n"]), max_size=12).map("".join), max_size=6)
)
@settings(max_examples=150, deadline=None)
def test_every_character_is_told(texts: list[str]) -> None:
    told = live(*texts)
    assert all(1 <= revision <= len(texts) for _, revision in told)


@pytest.mark.skipif(not HISTORY.exists(), reason="the corpora are not beside this checkout")
def test_a_thousand_revisions_with_known_origins() -> None:
    texts: dict[int, str] = {}
    origins: dict[int, list[list[int]]] = {}
    with lzma.open(HISTORY) as packed, tarfile.open(fileobj=packed, mode="r|") as archive:
        for member in archive:
            file = archive.extractfile(member)
            assert file is not None
            content = file.read().decode("utf-8")
            if member.name.endswith("origins.jsonl"):
                origins = {o["revision"]: o["runs"] for o in map(json.loads, content.splitlines())}
            else:
                texts[int(member.name.rsplit("/", 1)[-1][1:5])] = content
    runs: tuple[Run, ...] = ()
    gone: list[Gone] = []
    seen: dict[str, tuple[Run, ...]] = {}
    old, right, total = "", 0, 0
    for number in sorted(texts):
        text = texts[number]
        told = attribute(runs, compare_texts(old, text), number, Remembered(gone), same_as=seen.get(text))
        runs, old, seen[text] = told.runs, text, told.runs
        gone += told.gone
        if number in origins:
            by_letter = [run.revision for run in runs for _ in range(run.length)]
            truth = [revision for count, revision in origins[number] for _ in range(count)]
            for word, revision in zip(re.finditer(r"\S+", text), truth, strict=True):
                right += Counter(by_letter[word.start() : word.end()]).most_common(1)[0][0] == revision
            total += len(truth)
    assert right >= 0.995 * total


def test_where_words_were_only_taken_out_a_seam_stays() -> None:
    runs = attribute((), compare_texts("", "Parties shall now report."), 1).runs
    told = attribute(runs, compare_texts("Parties shall now report.", "Parties shall report."), 2)
    assert told.runs == (Run(14, 1), Run(0, 2), Run(7, 1))


def test_another_number_before_a_paragraph_is_no_change_of_words() -> None:
    old = "1. One stands here.\n\n2. Two stands there.\n"
    new = "1. New words stand first.\n\n2. One stands here.\n\n3. Two stands there.\n"
    assert live(old, new)[-1] == ("2. One stands here.\n\n3. Two stands there.\n", 1)


def test_words_another_section_lost_in_the_act_keep_their_revision() -> None:
    lost = ("Words that were written a long time ago by others.", (Run(51, 3),))
    text = "## Here\n\nWords that were written a long time ago by others.\n"
    told = attribute((), Comparison((Piece("inserted", "", text),)), 9, Remembered(carried=(lost,)))
    assert spell(text, told.runs) == [("## Here\n\n", 9), (text[9:], 3)]


def test_each_sentence_put_back_tells_of_it() -> None:
    runs, gone = attribute((), compare_texts("", "A b. C d. E f."), 1).runs, []
    out = attribute(runs, compare_texts("A b. C d. E f.", "A b."), 2)
    gone += out.gone
    back = attribute(out.runs, compare_texts("A b.", "A b. C d. E f."), 3, Remembered(gone))
    assert [run for run in back.runs if not run.length and run.revision == 3] != []
    assert spell("A b. C d. E f.", back.runs) == [("A b. C d. E f.", 1)]
