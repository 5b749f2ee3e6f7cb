"""Folding: one spelling for what people write in many ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.text.folding import MAX_PIECE, MAX_TIMES, OVERLAP, cut_folded, cut_pieces, fold_word, keys_of, stems_of


def folded(text: str) -> list[str]:
    return [word.folded for word in cut_folded(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Élève", "eleve"),
        ("E\u0301le\u0300ve", "élève"),
        ("STRASSE", "straße"),
        ("œuvre", "OEUVRE"),
        ("ёлка", "елка"),
        ("İstanbul", "istanbul"),
        ("أَنْشِطَةٌ", "انشطة"),
        ("مســؤول", "مسؤول"),
        ("على", "علي"),
        ("٢٠٠٧", "2007"),
        ("ＣＢＤ", "cbd"),
    ],
)
def test_one_word_has_one_spelling(one: str, other: str):
    assert folded(one) == folded(other)
    assert len(folded(one)) == 1


@pytest.mark.parametrize(("one", "other"), [("мой", "мои"), ("plan", "plane"), ("保", "护"), ("12", "21")])
def test_other_words_stay_others(one: str, other: str):
    assert folded(one) != folded(other)


def test_words_are_cut_where_people_see_them():
    assert folded("l'État (South-South), UNEP/CBD/SSC/1; 3.5%") == [
        "l", "etat", "south", "south", "unep", "cbd", "ssc", "1", "3", "5",
    ]  # fmt: skip
    assert folded("第12条规定") == ["第", "12", "条", "规", "定"]
    assert folded("__ ** -- … ￼ 🌍") == []


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "activities", "activity"),
        ("en-GB", "cooperating", "cooperated"),
        ("fr", "décisions", "décision"),
        ("fr", "activités", "activite"),
        ("es", "acciones", "acción"),
        ("ru", "сотрудничества", "сотрудничество"),
        ("ar", "والأنشطة", "أنشطة"),
    ],
)
def test_forms_of_a_word_share_a_stem(language: str, one: str, other: str):
    assert stems_of(one, language) & stems_of(other, language)


def test_languages_without_stems_have_none_and_numbers_neither():
    assert stems_of("保", "zh") == stems_of("planos", "pt") == stems_of("2007", "en") == frozenset()
    assert stems_of("décisions", "ru") == {"decisions"}


@given(st.text())
def test_folding_again_changes_nothing_and_ranges_are_of_the_text(text: str):
    end = 0
    for word in cut_folded(text):
        assert end <= word.start < word.end
        end = word.end
        assert text[word.start : word.end] == word.written
        assert word.folded.isalnum()
        assert fold_word(word.folded) == word.folded
        assert all(key.replace("=", "").isalnum() for key in keys_of(word, "fr"))


def test_long_texts_are_cut_at_sentences_and_endless_ones_overlap():
    sentence = "The Parties meet. "
    pieces = cut_pieces(sentence * 1_000)
    assert "".join(pieces) == sentence * 1_000
    assert all(len(piece) <= MAX_PIECE and piece.endswith(sentence) for piece in pieces)
    endless = "".join(chr(0x4E00 + number % 5_000) for number in range(9_000))
    pieces = cut_pieces(endless)
    assert all(len(piece) <= MAX_PIECE for piece in pieces)
    assert all(any(endless[place : place + 50] in piece for piece in pieces) for place in range(0, 8_950, 7))


def test_no_piece_holds_one_word_more_often_than_both_databases_can_keep():
    for text in ("保" * 1_999, "a " * 990, "保" * 700 + "护" * 900):
        pieces = cut_pieces(text)
        assert all(piece.count(text[0]) <= MAX_TIMES for piece in pieces)
        assert any(text[690:705] in piece for piece in pieces)


@given(st.text(max_size=OVERLAP // 2), st.integers(1, 300))
def test_no_word_is_lost_in_pieces(text: str, times: int):
    whole = f"{text} " * times
    assert {word.folded for piece in cut_pieces(whole) for word in cut_folded(piece)} >= {
        word.folded for word in cut_folded(text)
    }
