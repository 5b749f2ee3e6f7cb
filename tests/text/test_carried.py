"""What other sections lost in an act is found by rows of words: all that shares one, nothing else, and in order."""

from hypothesis import given
from hypothesis import strategies as st

from wiki.text.carried import ROW, Carried
from wiki.text.runs import Run
from wiki.text.words import cut_words

WORDS = st.lists(st.sampled_from(["alpha", "beta", "gamma", "of", "the"]), min_size=1, max_size=16)


def cores(text: str) -> list[str]:
    return [word.rstrip() for word in cut_words(text)]


def rows(text: str) -> list[tuple[str, ...]]:
    words = cores(text)
    return [tuple(words[at : at + ROW]) for at in range(len(words) - ROW + 1)]


@given(st.lists(st.tuples(st.integers(1, 3), WORDS), max_size=12), st.integers(1, 3), WORDS)
def test_all_that_shares_a_row_is_found_and_nothing_else(noted, section, words):
    carried, kept = Carried(), []
    for number, (who, said) in enumerate(noted):
        lost = (" ".join(said), (Run(len(" ".join(said)), number),))
        carried.note(who, [lost, lost])  # it comes twice, by either side
        kept.append((who, lost))
        carried.sharing(section, ["in", "between"])
    text = " ".join(words)
    found = list(carried.sharing(section, cores(text)))
    wanted = []
    for who, lost in kept:
        theirs = set(rows(lost[0]))
        places = [at for at, row in enumerate(rows(text)) if row in theirs]
        if who != section and len(lost[0]) >= 16 and places:
            wanted.append((lost, places))
    assert found == wanted


def test_a_stretch_is_found_among_a_thousand():
    """What shares nothing with them costs no more than its own words, and a stock phrase no more than a few of them."""
    carried = Carried()
    lost = [f"In {n} and {n} only {n} stood, and each of the Parties shall report." for n in range(1000)]
    carried.note(1, [(one, (Run(len(one), 1),)) for one in lost])
    seven = cores("In 7 and 7 only 7 stood.")
    assert [one[0] for one, _ in carried.sharing(2, seven)] == [lost[7]]
    assert list(carried.sharing(1, seven)) == []
    assert list(carried.sharing(2, cores("Nothing of this was ever lost by any section of the plan."))) == []
    stock = [one[0] for one, _ in carried.sharing(2, cores("It says that each of the Parties shall report."))]
    assert stock == lost[: len(stock)]
    assert 0 < len(stock) <= 50
