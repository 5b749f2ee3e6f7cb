"""A later version fitted to the tree that stands."""

from hypothesis import given
from hypothesis import strategies as st

from wiki.text.outline import nest, split_outline
from wiki.text.succession import Seat, Standing, Succession, first_misfit, fit_version, spread_keys

FIRST = "Preamble.\n\n# One\n\nFirst words.\n\n## One A\n\nA words.\n\n## One B\n\nB words.\n\n# Two\n\nSecond words.\n"


def standing_of(source: str) -> list[Standing]:
    parts = split_outline(source)
    parents = nest([part.level for part in parts])
    return [
        Standing(parent, key, part)
        for parent, key, part in zip(parents, spread_keys(None, None, len(parts)), parts, strict=True)
    ]


def after(standing: list[Standing], fitted: Succession) -> list[Standing]:
    return [Standing(seat.parent, seat.order_key, seat.part) for seat in fitted.seats]


def written(fitted: Succession) -> list[Seat]:
    return [seat for seat in fitted.seats if seat.placed or seat.changed]


def fit(source: str) -> Succession:
    return fit_version(standing_of(FIRST), split_outline(source))


def test_the_same_document_changes_nothing():
    fitted = fit(FIRST)
    assert written(fitted) == []
    assert fitted.gone == ()


def test_an_edit_touches_only_its_section():
    (seat,) = written(fit(FIRST.replace("B words", "Better words")))
    assert (seat.standing, seat.placed, seat.changed) == (3, False, True)


def test_a_retitled_section_stays_itself():
    (seat,) = written(fit(FIRST.replace("# Two", "# The second")))
    assert (seat.standing, seat.placed, seat.changed) == (4, False, True)


def test_a_moved_section_is_placed_and_its_siblings_are_not():
    a, b = "## One A\n\nA words.\n\n", "## One B\n\nB words.\n\n"
    fitted = fit(FIRST.replace(a + b, b + a))
    (seat,) = written(fitted)
    assert seat.placed
    assert not seat.changed


def test_a_section_that_goes_takes_only_itself_out_when_what_was_below_stays():
    fitted = fit(FIRST.replace("# One\n\nFirst words.\n\n", ""))
    assert fitted.removed == (1,)
    assert all(seat.parent == 0 for seat in fitted.seats[1:])


def test_what_stands_below_a_vanished_section_goes_with_it():
    fitted = fit("Preamble.\n\n# Two\n\nSecond words.\n")
    assert (fitted.gone, fitted.removed) == ((1, 2, 3), (1,))


def test_a_new_section_never_takes_the_place_of_one_that_was_taken_out():
    standing = standing_of("# A\n\n# B\n\n# C\n")
    fitted = fit_version(standing, split_outline("# A\n\nwholly other\n\n# New thing\n\nnothing alike\n\n# C\n"))
    keys = [seat.order_key for seat in fitted.seats[1:]]
    assert keys == sorted(keys)
    assert standing[2].order_key not in {seat.order_key for seat in fitted.seats if seat.standing is None}


def test_the_first_heading_of_another_level_is_the_misfit():
    levels = [part.level for part in split_outline(FIRST)]
    assert first_misfit(levels, split_outline(FIRST)) is None
    assert first_misfit(levels, split_outline(FIRST.replace("## One B", "### Un B"))) == 3
    assert first_misfit(levels, split_outline("Avant.\n\n# Un\n")) == 2
    assert first_misfit(levels, split_outline(FIRST + "\n# Trois\n")) == 5


def test_a_thousand_sections_in_one_gap_have_short_keys():
    keys = spread_keys("a", "b", 1000)
    assert keys == sorted(set(keys))
    assert max(map(len, keys)) < 12


headings = st.lists(
    st.tuples(st.integers(1, 4), st.sampled_from(["Aims", "Means", "Finance", "Annex", "Review"]), st.integers(0, 3)),
    max_size=12,
)


def written_out(sections: list[tuple[int, str, int]]) -> str:
    return "".join(f"{'#' * level} {title}\n\n{'Words of it. ' * count}\n\n" for level, title, count in sections)


@given(headings, headings)
def test_the_fitted_tree_reads_like_the_new_version(old: list[tuple[int, str, int]], new: list[tuple[int, str, int]]):
    standing, parts = standing_of(written_out(old)), split_outline(written_out(new))
    fitted = fit_version(standing, parts)
    tree = after(standing, fitted)
    below: dict[int | None, list[tuple[str, int]]] = {}
    for index, section in enumerate(tree):
        below.setdefault(section.parent, []).append((section.order_key, index))

    def walk(index: int) -> list[int]:
        return [index, *(step for _, child in sorted(below.get(index, [])) for step in walk(child))]

    assert walk(0) == list(range(len(parts)))
    for children in below.values():
        assert len({key for key, _ in children}) == len(children)
    kept = [seat.standing for seat in fitted.seats if seat.standing is not None]
    assert sorted([*kept, *fitted.gone]) == list(range(len(standing)))
