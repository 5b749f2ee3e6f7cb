"""The words of the index: both databases find what the text room finds, whatever is typed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from wiki.db import db, transaction
from wiki.services import search_stores
from wiki.text.finding import holds, read_query

PIECES = [
    (1, "The Parties share national activities; each activity is a party's own.", "en"),
    (2, "Des décisions prises à l'unanimité par les États.", "fr"),
    (3, "Для целей сотрудничества Сторон; ёлка.", "ru"),
    (4, "والأنشطةُ الوطنية للتعاون", "ar"),
    (5, "为了保护环境，各缔约方应当合作。环保", "zh-Hans"),
    (6, "Las acciones de cooperación técnica", "es"),
    (7, "AND OR NOT NEAR(a b) words:x -y ^z* {w} = & | ! <-> '' \\ %_", "en"),
    (8, "保" * 200 + "护", "zh"),
]


@pytest.fixture
def kept(app):
    with transaction():
        search_stores.keep_words(PIECES)


def found(typed: str, language: str = "") -> set[int]:
    matching = search_stores.matching(read_query(typed, language=language))
    return set() if matching is None else set(db.session.scalars(select(matching.c.id)))


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("activity", {1}),
        ("PARTY", {1}),
        ("decision", {2}),
        ("unanimite", {2}),
        ("État", {2}),
        ("сотрудничество", {3}),
        ("елка", {3}),
        ("أنشطة", {4}),
        ("تعاون", {4}),
        ("境", {5}),
        ("境各", {5}),
        ("护环", {5}),
        ("环保", {5}),
        ("保护", {5, 8}),
        ("accion", {6}),
        ("cooperacion tecnica", {6}),
        ('"cooperación técnica"', {6}),
        ('"activities share"', set()),
        ('"national activities" -unanimity', {1}),
        ("party -activity", set()),
        ("near", {7}),
        ("words:x", {7}),
        ("be", set()),
    ],
)
def test_words_are_found_in_their_forms(kept, typed, ids):
    assert found(typed) == ids


def test_with_a_language_stems_are_of_it_alone(kept):
    assert found("decisions", "fr") == {2}
    assert found("decision", "ru") == set()


def test_what_is_dropped_is_found_no_more(kept):
    with transaction():
        search_stores.drop_words([PIECES[0]])
    assert found("activity") == set()
    assert found("décision") == {2}
    with transaction():
        search_stores.drop_all_words()
        search_stores.settle_words()
    assert found("décision") == set()


WORDS = ["the", "party", "Décision", "prises", "环", "保", "护环", "сторона", "الأنشطة", "own", "par", "zq", "7"]
SIGNS = st.text(alphabet="\"“”«»-−*()^:{}+'\\%_;|&!<>=~?#@\0 \n\t", max_size=4)
TYPED = st.lists(
    st.one_of(st.sampled_from([*WORDS, "AND", "OR", "NOT", "NEAR/2"]), SIGNS, st.text(max_size=5)), max_size=9
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TYPED.map(" ".join) | TYPED.map("".join))
def test_whatever_is_typed_is_harmless_and_both_find_what_the_text_room_finds(kept, typed):
    query = read_query(typed)
    expected = {key for key, body, language in PIECES if holds(body, query, language=language)}
    assert found(typed) == expected
