"""Sentences followed backwards: what stood there before."""

from hypothesis import given
from hypothesis import strategies as st

from wiki.text.compare import compare_texts
from wiki.text.origins import find_words, origin_of, sentences_of, widen

OLD = (
    "# Reports\n\nOne comes first. However, Parties shall report each year. Last of all.\n\n"
    "A paragraph about seeds and soil and water and air and of how they hold together.\n\n"
    "Another about money, where it comes from and to whom it goes in the end.\n"
)


def before(new: str, words: str, old: str = OLD) -> str | None:
    start = new.index(words)
    found = origin_of(compare_texts(old, new), start, start + len(words))
    return None if found is None else old[slice(*found)]


def test_sentences_are_without_white_space_and_with_their_number():
    text = "## IV. Aims\n\n13. The plan.  It lasts.\n\n---\n\n- (a) To do;\n| a | b |\n|---|---|\n"
    assert [text[a:b] for a, b in sentences_of(text)] == [
        "## IV. Aims",
        "13. The plan.",
        "It lasts.",
        "- (a) To do;",
        "| a | b |",
    ]


def test_an_edited_sentence_leads_to_what_it_was():
    new = OLD.replace("However, Parties shall report each", "Parties should report each second")
    assert before(new, "Parties should report each second year.") == "However, Parties shall report each year."
    assert before(new, "Last of all.") == "Last of all."
    assert before(new, "One comes first.") == "One comes first."


def test_a_sentence_taken_out_before_another_is_not_part_of_it():
    new = OLD.replace("One comes first. ", "")
    assert before(new, "However, Parties shall report each year.") == "However, Parties shall report each year."


def test_a_moved_sentence_leads_to_where_it_stood():
    parts = OLD.split("\n\n")
    new = "\n\n".join([parts[0], parts[2].replace("air", "wind"), parts[1], parts[3]])
    assert before(new, parts[2].replace("air", "wind")) == parts[2]
    assert before(new, "Last of all.") == "Last of all."


def test_a_new_sentence_leads_nowhere():
    assert before(OLD + "\nQuite other words stand here now.\n", "Quite other words stand here now.") is None


def test_words_are_found_only_where_they_stand_once():
    assert find_words("a b c", "b") == (2, 3)
    assert find_words("a b b", "b") is None
    assert find_words("a", "b") is None


def test_a_stretch_is_widened_to_whole_sentences():
    start = OLD.index("shall")
    found = widen(OLD, start, start + 5)
    assert found is not None
    assert OLD[slice(*found)] == "However, Parties shall report each year."
    assert widen(OLD, len(OLD), len(OLD) + 10) is None
    assert widen(OLD, 5, 5) is None


texts = st.lists(st.sampled_from(["One two. ", "Three four five. ", "Six. ", "\n\n", "- item\n"]), max_size=10)


@given(texts.map("".join), texts.map("".join))
def test_an_origin_is_always_of_whole_sentences(old: str, new: str):
    comparison = compare_texts(old, new)
    ends = sentences_of(old)
    for start, end in sentences_of(new):
        found = origin_of(comparison, start, end)
        if found is not None:
            assert found[0] in {begin for begin, _ in ends}
            assert found[1] in {stop for _, stop in ends}
