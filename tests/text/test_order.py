"""There is always room for another key, and keys stay short."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.text.order import key_between

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
keys = st.text(DIGITS, max_size=6).flatmap(lambda head: st.sampled_from(DIGITS[1:]).map(lambda last: head + last))


@given(st.one_of(st.none(), keys), st.one_of(st.none(), keys))
def test_a_key_fits_between_any_two(one: str | None, other: str | None) -> None:
    if one is not None and other is not None:
        if one == other:
            return
        one, other = sorted((one, other))
    key = key_between(one, other)
    assert one is None or one < key
    assert other is None or key < other
    assert key[-1] != "0" and key.isascii()
    assert len(key) <= max(len(one or ""), len(other or "")) + 1


@given(st.lists(st.integers(0, 1_000_000), max_size=60))
def test_inserting_anywhere_any_number_of_times(places: list[int]) -> None:
    held: list[str] = []
    for place in places:
        at = place % (len(held) + 1)
        held.insert(at, key_between(held[at - 1] if at else None, held[at] if at < len(held) else None))
    assert held == sorted(set(held))


def test_a_list_that_grows_at_its_ends_grows_slowly_in_length() -> None:
    last = first = key_between(None, None)
    for _ in range(300):
        last, first = key_between(last, None), key_between(None, first)
    assert len(last) <= 11
    assert len(first) <= 11


@pytest.mark.parametrize(("before", "after"), [("b", "a"), ("a", "a"), ("", None), (None, "a0"), ("a-", None)])
def test_what_is_no_order_is_refused(before: str | None, after: str | None) -> None:
    with pytest.raises(ValueError):
        key_between(before, after)
