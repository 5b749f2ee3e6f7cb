"""Aligning two sequences: what is found the same is in order on both sides, whatever they hold."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from wiki.text import alignment
from wiki.text.alignment import changes, heaviest_rise

things = st.lists(st.sampled_from(["a", "bb", "ccc", "", " ", "中", "d d"]), max_size=30)


def kept(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """What stands outside the changes, on either side."""
    here, there = list(old), list(new)
    for i, j, k, m in reversed(changes(old, new)):
        del here[i:j], there[k:m]
    return here, there


@given(things, things)
def test_what_is_not_changed_is_the_same(old: list[str], new: list[str]) -> None:
    here, there = kept(old, new)
    assert here == there


@given(things, things)
def test_changes_are_in_order_and_do_not_touch(old: list[str], new: list[str]) -> None:
    found = changes(old, new)
    assert all(i < j or k < m for i, j, k, m in found)
    assert all(one[1] < two[0] and one[3] < two[2] for one, two in pairwise(found))


def test_long_sequences_are_cut_at_what_is_rare(monkeypatch) -> None:
    monkeypatch.setattr(alignment, "_TABLE", 50)
    old = [str(n) for n in range(200)]
    new = [*old[:40], "x", *old[40:120], *old[130:], "y"]
    here, there = kept(old, new)
    assert here == there == [*old[:120], *old[130:]]


def test_the_heaviest_rise_is_the_one_that_weighs_most_not_the_longest() -> None:
    assert heaviest_rise([[(2, 9.0)], [(0, 1.0)], [(1, 1.0)]], 3) == [(0, 2)]
    assert heaviest_rise([[(0, 1.0), (2, 3.0)], [(1, 1.5), (2, 1.0)]], 3) == [(0, 2)]
    assert heaviest_rise([[(0, 1.0)], [(0, 5.0), (1, 1.0)]], 2) == [(1, 0)]
    assert heaviest_rise([], 0) == []
