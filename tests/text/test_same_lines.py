"""Lines that were edited where they stand, and links within them, are the same ones."""

from wiki.text.compare import compare_texts


def marks(old: str, new: str) -> list[tuple[str, str, str]]:
    return [(p.kind, p.old, p.new) for p in compare_texts(old, new).pieces if p.kind != "kept"]


def test_a_short_line_alone_in_its_place_is_known_by_its_letters() -> None:
    old, new = (
        "1. Parties should [report][inform] yearly.\n2. Yes.\n",
        "1. Parties shall report yearly to all.\n2. Yes.\n",
    )
    assert marks(old, new)[0] == ("replaced", "should [report][inform]", "shall report")


def test_a_link_of_which_words_and_address_changed_is_not_cut() -> None:
    old = "See [the map](https://a.b/1) and [the list](https://a.b/3) now.\n"
    new = "See [the new map](https://a.b/2) and [the list](https://a.b/4) now.\n"
    assert marks(old, new) == [
        ("inserted", "", "new "),
        ("replaced", "](https://a.b/1)", "](https://a.b/2)"),
        ("replaced", "](https://a.b/3)", "](https://a.b/4)"),
    ]
