"""Runs: cut, merged and spelled without a character lost."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from wiki.text.runs import Run, Source, extend_runs, mark_runs, merge_runs, read_runs, spell_runs

runs_of = st.lists(st.builds(Run, st.integers(0, 5), st.integers(1, 4)), max_size=12)


def letters(runs) -> list[int]:
    return [run.revision for run in runs for _ in range(run.length)]


@given(runs_of, st.integers(0, 60), st.integers(0, 60))
def test_a_cut_gives_the_letters_between(runs, start, end):
    assert letters(Source(runs).cut(start, end)) == letters(runs)[start:end]


@given(runs_of)
def test_merging_keeps_each_letter_and_leaves_no_neighbours_alike(runs):
    merged = merge_runs(runs)
    assert letters(merged) == letters(runs)
    for one, two in pairwise(merged):
        assert one.length or two.length
        assert not (one.length and two.length and one.revision == two.revision)


@given(runs_of, runs_of)
def test_putting_merged_runs_together_is_merging_them_all(one, two):
    joined = merge_runs(one)
    extend_runs(joined, merge_runs(two))
    assert joined == merge_runs([*merge_runs(one), *merge_runs(two)])


@given(runs_of, st.lists(st.integers(0, 60)))
def test_marks_change_no_letter(runs, places):
    assert letters(mark_runs(runs, [place for place in places if place <= len(letters(runs))], 9)) == letters(runs)


@given(runs_of)
def test_what_is_spelled_is_read_again(runs):
    assert list(read_runs(spell_runs(runs))) == runs


def test_a_seam_stands_until_something_newer_follows():
    assert merge_runs([Run(3, 1), Run(0, 2), Run(4, 1)]) == [Run(3, 1), Run(0, 2), Run(4, 1)]
    assert merge_runs([Run(3, 1), Run(0, 2), Run(4, 3)]) == [Run(3, 1), Run(4, 3)]
    assert merge_runs([Run(3, 1), Run(0, 2), Run(0, 5), Run(4, 1)]) == [Run(3, 1), Run(0, 5), Run(4, 1)]


def test_a_cut_takes_the_seam_it_begins_with_and_leaves_the_one_it_ends_at():
    runs = [Run(3, 1), Run(0, 2), Run(4, 1), Run(0, 3)]
    assert Source(runs).cut(0, 3) == [Run(3, 1)]
    assert Source(runs).cut(3, 5) == [Run(0, 2), Run(2, 1)]
    assert Source(runs).cut(3, 7) == [Run(0, 2), Run(4, 1), Run(0, 3)]
