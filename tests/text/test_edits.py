"""What a person would mark in a pair of paragraphs, a list, a renumbered text."""

import pytest

from wiki.text.compare import compare_texts


def marks(old: str, new: str) -> list[tuple[str, str, str]]:
    return [(p.kind, p.old, p.new) for p in compare_texts(old, new).pieces if p.kind != "kept"]


def swap(old: str, new: str) -> list[tuple[str, str, str]]:
    return [("replaced", old, new)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Each Party should report.", "Each Party shall report.", swap("should", "shall")),
        ("The State's rule.", "The States’ rule.", swap("State's", "States’")),
        ("pay 1,000.50 now", "pay 1,500.50 now", swap("1,000.50", "1,500.50")),
        ("a long-term plan", "a short-term plan", swap("long-term", "short-term")),
        ("l’accord est conclu", "l’avenant est conclu", swap("accord", "avenant")),
        ("кафе́ открыто", "кафе закрыто", swap("кафе́ открыто", "кафе закрыто")),
        ("الدَّولة تقدم", "الدول تقدم", swap("الدَّولة", "الدول")),
        ("各缔约方应提交报告。", "各缔约方必须提交报告。", swap("应", "必须")),
        ("ok 👩\u200d👩\u200d👧 end", "ok 👩\u200d👩\u200d👦 end", swap("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👦")),
        ("Report, then act.", "Report then act.", [("deleted", ",", "")]),
        ("Parties meet.", "Parties and observers meet.", [("inserted", "", "and observers ")]),
    ],
)
def test_whole_words_are_marked(old: str, new: str, expected: list[tuple[str, str, str]]) -> None:
    assert marks(old, new) == expected


def test_coincidences_between_two_replaced_phrases_are_taken_in() -> None:
    old = "Parties shall protect the red fish of a deep sea and all the reefs around it."
    assert marks(old, old.replace("red fish of a deep sea", "blue birds of a high sky")) == swap(
        "red fish of a deep sea", "blue birds of a high sky"
    )


def test_an_added_sentence_is_marked_as_a_sentence() -> None:
    old = "The Parties shall meet. The Parties shall report."
    new = "The Parties shall meet. The Parties shall vote. The Parties shall report."
    assert marks(old, new) == [("inserted", "", "The Parties shall vote. ")]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("See [the page](https://a.b/c) now.", "See [this page](https://a.b/c) now.", swap("the", "this")),
        ("See [it](https://a.b/c).", "See [it](https://a.b/d).", swap("](https://a.b/c)", "](https://a.b/d)")),
        ("It is **very big**.", "It is **quite big**.", swap("very", "quite")),
        ("It is big.", "It is *big*.", [("inserted", "", "*"), ("inserted", "", "*")]),
        ("Use `one two`.", "Use `one three`.", swap("`one two`", "`one three`")),
        ("Said.[^1]", "Said.[^2]", swap("[^1]", "[^2]")),
        ("[Parties] act", "[All Parties] act", [("inserted", "", "All ")]),
    ],
)
def test_markdown_is_never_cut_in_half(old: str, new: str, expected: list[tuple[str, str, str]]) -> None:
    assert marks(old, new) == expected


def test_renumbering_is_no_change() -> None:
    old = "1. Parties shall report.\n2. Funds are given.\n3. The plan ends.\n"
    new = "1. A new item comes first.\n2. Parties shall report.\n3. Funds are given.\n4. The plan ends.\n"
    assert marks(old, new) == [
        ("inserted", "", "1. A new item comes first.\n"),
        ("renumbered", "1. ", "2. "),
        ("renumbered", "2. ", "3. "),
        ("renumbered", "3. ", "4. "),
    ]


@pytest.mark.parametrize(("old", "new"), [("## 5 Scope\n", "## 6 Scope\n"), ("第五條 著作\n", "第六條 著作\n")])
def test_headings_are_renumbered_too(old: str, new: str) -> None:
    assert [mark[0] for mark in marks(old, new)] == ["renumbered"]


def test_a_cross_reference_is_a_change_of_number() -> None:
    (piece,) = [p for p in compare_texts("See paragraph 4.", "See paragraph 5.").pieces if p.kind != "kept"]
    assert piece.classes == ("substance", "number")


SPLIT = "The plan has two pillars. The first is training in all regions. The second is exchange of seeds among farmers."


def test_a_split_paragraph_is_not_rewritten() -> None:
    parted = SPLIT.replace("regions. The", "regions.\n\nThe")
    assert marks(SPLIT + "\n", parted + "\n") == swap(" ", "\n\n")
    assert marks(parted + "\n", SPLIT + "\n") == swap("\n\n", " ")


def test_what_was_split_off_behind_a_line_that_was_put_in_keeps_its_words() -> None:
    old = "> Farmers kept the seeds of dry years for us all. - Amina, [Seeds of the north](https://a.b/seeds)\n\nEnd.\n"
    new = old.replace(" - Amina", "\n<p>\n— Amina").replace("seeds)\n", "seeds)\n</p>\n")
    assert marks(old, new) == [*swap(" -", "\n<p>\n—"), ("inserted", "", "</p>\n")]
    assert marks(new, old) == [*swap("\n<p>\n—", " -"), ("deleted", "</p>\n", "")]


def test_lines_broken_by_hand_flow() -> None:
    old = "The Parties shall report on measures\nthey took and on funds they gave\nduring the last two years.\n"
    new = (
        "The Parties shall report each year on\nmeasures they took and on funds they\ngave during the last two years.\n"
    )
    words = [mark for mark in marks(old, new) if mark[1].strip() or mark[2].strip()]
    assert len(words) == 1
    assert words[0][2].split() == ["each", "year"]


def test_a_list_item_that_moved_keeps_its_edits_inside() -> None:
    a, b, c = (
        "- apples and pears from the north\n",
        "- seeds and tools for all farmers\n",
        "- water for dry villages in May\n",
    )
    pieces = compare_texts(a + b + c, c.replace("May", "June") + a + b).pieces
    (target,) = [p for p in pieces if p.kind == "moved_to"]
    (source,) = [p for p in pieces if p.kind == "moved_from"]
    assert (source.old, target.new, source.move) == (c, c.replace("May", "June"), target.move)
    assert [(p.old, p.new) for p in target.inside if p.kind != "kept"] == [("May", "June")]


def test_a_phrase_that_was_rewritten_is_one_mark() -> None:
    old, new = (
        "keep the seeds of rare grains in a bank of their own",
        "plant the banks of wide rivers with a belt of willows",
    )
    assert marks(
        f"Parties shall {old} and publish their books.", f"Parties shall {new} and publish their books."
    ) == swap(old, new)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Seeds and water are kept.", "Seeds, water and tools are kept.", ["-and", "+,", "+and tools"]),
        ("Heat, cold and drought harm it.", "Heat, drought and salt harm it.", ["-cold and", "+and salt"]),
        ("ne porter pas tout", "porter ne pas tout", ["-ne", "+ne"]),
    ],
)
def test_the_word_that_tells_most_stays_where_either_may(old: str, new: str, expected: list[str]) -> None:
    told = [mark for _, was, now in marks(old, new) for mark in (f"-{was.strip()}", f"+{now.strip()}")]
    assert [mark for mark in told if len(mark) > 1] == expected


def test_what_is_replaced_far_apart_is_marked_apart() -> None:
    assert len(marks("应当在五年内", "必须在三年内")) == 2
    assert len(marks("The Parties meet in Lima in May.", "The Parties meet in Rome in May.")) == 1


@pytest.mark.parametrize("blank", ["\n", "\n\n", "\n\n\n"])
def test_an_item_added_at_the_end_of_a_list_leaves_the_blank_lines_behind_it(blank: str) -> None:
    list_, item = "- One seed is kept.\n- Two maps are drawn.\n", "- Three wells are dug.\n"
    assert marks(f"{list_}{blank}# End\n", f"{list_}{item}{blank}# End\n") == [("inserted", "", item)]
    assert marks(f"{list_}{item}{blank}# End\n", f"{list_}{blank}# End\n") == [("deleted", item, "")]


def test_a_short_paragraph_split_off_keeps_its_words() -> None:
    old = "Every lake is different. Spending years on one lake means that you know one lake.\n"
    assert marks(old, old.replace(". Spending", ".\n\nSpending")) == swap(" ", "\n\n")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("[the page](a) [b](c)", "[the book](d) [b](c)", swap("[the page](a)", "[the book](d)")),
        (
            "[the first page](a), so",
            "[the first pages](b); so",
            [*swap("page", "pages"), *swap("](a)", "](b)"), *swap(",", ";")],
        ),
        ("![a map](x.png)", "![a map](y.png)", swap("](x.png)", "](y.png)")),
    ],
)
def test_the_address_of_a_link_is_an_edit_by_itself(old: str, new: str, expected: list[tuple[str, str, str]]) -> None:
    assert marks(old, new) == expected


def test_a_heading_alone_in_its_place_is_the_one_that_stood_there() -> None:
    old, new = "## Why contribute?\n\nWords.\n", "## 为什么要做贡献\n\nWords.\n"
    assert marks(old, new) == swap("Why contribute?", "为什么要做贡献")
    assert [mark[0] for mark in marks(old, new.replace("## ", "# "))] == ["deleted", "inserted"]


FULL = "The Parties shall report every two years on the measures they have"


def test_a_line_that_carries_on_a_sentence_is_compared_with_what_carried_it_on() -> None:
    old = f"{FULL}\ntaken, for example on the ponds and wells of their villages.\n\nAn end.\n"
    assert marks(old, f"{FULL}\nforgone.\n\nAn end.\n") == swap(
        "taken, for example on the ponds and wells of their villages", "forgone"
    )


def test_a_word_that_slipped_into_a_line_of_its_own_is_kept() -> None:
    old = f"{FULL} not been able to take\nyet.\n\nAn end.\n"
    words = [
        mark for mark in marks(old, old.replace(" not", "").replace("\nyet", " yet")) if (mark[1] + mark[2]).strip()
    ]
    assert words == [("deleted", "not ", "")]


def test_an_item_that_became_a_heading_with_its_words_below_keeps_them() -> None:
    old = "* **Improve the skills you have:** Whether you code or draw, there is a task for you to practise on.\n"
    new = "### Improve the skills you have\n\nWhether you code or draw, there is a task for you to practise on.\n"
    kept = [p.old for p in compare_texts(old, new).pieces if p.kind == "kept"]
    assert "Improve the skills you have" in kept


def test_three_paragraphs_that_were_joined_keep_their_words() -> None:
    old = "Wells are dug in the north.\n\nPumps are set in the south.\n\nBoth are kept by the villages.\n"
    new = "Wells are dug in the north. Pumps are set in the south and east. Both are kept by the villages.\n"
    words = [mark for mark in marks(old, new) if (mark[1] + mark[2]).strip()]
    assert words == [("inserted", "", " and east")]


def test_a_note_put_between_two_others_is_no_part_of_them() -> None:
    old = "[^1]: At prices of 2006.\n[^2]: Unless it is prolonged.\n"
    new = "[^1]: At prices of 2008.\n[^3]: By the expert group.\n[^2]: Unless it is prolonged again.\n"
    assert marks(old, new) == [
        ("replaced", "2006", "2008"),
        ("inserted", "", "[^3]: By the expert group.\n"),
        ("inserted", "", " again"),
    ]


def test_short_items_that_changed_places_are_not_taken_for_each_other() -> None:
    old = "- Plans:\n   a. keeps the maps;\n   b. answers questions.\n"
    new = "- Plans:\n   a. answers questions;\n   b. keeps the maps.\n"
    assert not any(mark[0] == "replaced" and mark[1].strip(".;") for mark in marks(old, new))


def test_a_short_item_that_grew_is_the_same_item() -> None:
    old, new = "- Seeds for all farmers.\n- Roads.\n", "1. Seeds for all farmers.\n2. Roads and bridges.\n"
    assert marks(old, new) == [("replaced", "-", "1."), ("replaced", "-", "2."), ("inserted", "", " and bridges")]


def test_a_heading_retitled_and_renumbered_beside_an_edit() -> None:
    old = "## Article 5. Financing of it\n\n1. The fund is open to all the Parties.\n"
    new = "## Article 6. The fund\n\n1. The fund shall be open to all the Parties.\n"
    assert marks(old, new) == [
        ("renumbered", "Article 5. ", "Article 6. "),
        ("replaced", "Financing of it", "The fund"),
        ("replaced", "is", "shall be"),
    ]


def test_a_date_is_one_word_and_a_short_line_ends_for_its_own_reasons() -> None:
    old, new = "TEST/EM-1/L.1\n2007-09-14\n\nA text.\n", "TEST/COP-9/L.1\n2008-05-28\n\nA text.\n"
    assert marks(old, new) == [*swap("EM-1", "COP-9"), *swap("2007-09-14", "2008-05-28")]


def test_an_addition_is_not_parted_by_a_word_that_stands_behind_it_too() -> None:
    old = "你若能够保持谈话公开，就请说明理由。\n"
    assert marks(old, old.replace("你若", "真心希望你没有为此花费太多力气。你若")) == [
        ("inserted", "", "真心希望你没有为此花费太多力气。")
    ]
    old = "Donor countries are invited to review the lists and to share them.\n"
    new = "Donor countries are invited to report first, to name a contact, to review the lists and to share them.\n"
    assert marks(old, new) == [("inserted", "", "to report first, to name a contact, ")]


def test_a_sentence_that_ends_like_the_one_before_it_is_added_whole() -> None:
    old = "A password is a memorized secret. Keys are no such thing, whoever holds them.\n"
    new = "A password is a memorized secret. The attacker might guess a memorized secret. " + old[34:]
    assert marks(old, new) == [("inserted", "", "The attacker might guess a memorized secret. ")]


def test_what_came_at_the_end_of_a_paragraph_and_the_next_paragraph_are_one() -> None:
    old = "The fund is open.\n\nThe end.\n"
    assert marks(old, "The fund is open to all Parties.\n\nIt is kept by the Secretariat.\n\nThe end.\n") == [
        ("inserted", "", " to all Parties"),
        ("inserted", "", "It is kept by the Secretariat.\n\n"),
    ]
    assert marks(old, "The fund is open. It is for all.\n\nIt is kept by the Secretariat.\n\nThe end.\n") == [
        ("inserted", "", " It is for all.\n\nIt is kept by the Secretariat.")
    ]
    assert marks(old, "The fund is open. It is for all.\n\n- An item.\n\nThe end.\n") == [
        ("inserted", "", " It is for all."),
        ("inserted", "", "- An item.\n\n"),
    ]


def test_a_link_with_brackets_among_its_words_is_opened_too() -> None:
    assert marks("See [tests in C [old]](https://a.b/).", "See [tests of C [old]](https://a.b/).") == swap("in", "of")


def test_both_parts_of_a_symbol_are_one() -> None:
    assert marks("See TEST/BM-1/2 for it.", "See TEST/COP-9/25 for it.") == swap("BM-1/2", "COP-9/25")
