"""Where sections stand while an act is written: read once, kept along, as a walk over all placements would tell."""

from hypothesis import given
from hypothesis import strategies as st

from tests.services.documents import document
from tests.statements import noted
from wiki.services import imports, journal, moments
from wiki.services.standings import Standings

PLACED = st.lists(st.tuples(st.integers(1, 8), st.integers(0, 8), st.booleans()), max_size=30)


def above_of(at: dict[int, tuple[int | None, bool]], section: int) -> list[int]:
    found: list[int] = []
    here: int | None = section
    while here is not None:
        found.append(here)
        here = at[here][0]
    return found


@given(PLACED)
def test_it_tells_what_all_placements_tell(placed):
    at: dict[int, tuple[int | None, bool]] = {0: (None, False)}
    known = Standings([(0, None, False)])
    for section, parent, removed in placed:
        if parent not in at or section in above_of(at, parent):
            continue  # nothing stands under itself
        assert known.stands(section) == (
            None if section not in at else not any(at[one][1] for one in above_of(at, section))
        )
        at[section] = parent, removed
        known.put(section, parent, removed)
    for section in at:
        along = [
            other
            for other in at
            if section in (line := above_of(at, other)) and not any(at[one][1] for one in line[: line.index(section)])
        ]
        assert known.go_along(section) == sorted(along)


def test_an_import_asks_once_where_all_sections_stand(owner):
    """However many sections it moves and takes out: each look at all of them would cost what the plan is long."""
    parts = [f"## Part {n}\n\nWhat part {n} says is said nowhere else, {n}.\n\n" for n in range(40)]
    plan = document(owner, "# A\n\n" + "".join(parts))
    moved = parts[::-3] + parts[1::3]
    with noted() as asked:
        imports.import_document(owner, slug=plan.slug, source="# A\n\n" + "".join(moved))
    said = [statement for statement, _ in asked]
    assert sum("placement" in one and "EXISTS" in one for one in said) == 1
    assert sum("INSERT INTO placement" in one for one in said) >= 20
    assert moments.source_at(plan, journal.head_number(plan)) == "# A\n\n" + "".join(moved)
