"""What moved: paragraphs that were broken by hand move as such."""

from wiki.text.compare import Piece, compare_texts

STAYS = "The harvest of every village is weighed at the quay before the ferry leaves, and the weight is read out twice."
OTHER = "Seeds that nobody has asked for by the end of the season are given to the schools of the northern islands."
LONG = (
    "If the weight that was read out does not match the register of the island, the clerk stops the shipment and "
    "tells the ministry, which answers within a week."
)
BROKEN = (
    "If the weight that was read out does not match the register of the\n"
    "island, the clerk stops the shipment and tells the ministry, which\n"
    "answers within a week.\n"
)


def moves(old: str, new: str) -> list[Piece]:
    return [piece for piece in compare_texts(old, new).pieces if piece.kind == "moved_to"]


def worded(pieces: tuple[Piece, ...]) -> list[tuple[str, str]]:
    return [(piece.old, piece.new) for piece in pieces if piece.kind != "kept" and (piece.old + piece.new).strip()]


def test_a_paragraph_that_moved_and_was_broken_by_hand_is_one_move() -> None:
    (move,) = moves(f"{LONG}\n\n{STAYS}\n\n{OTHER}\n", f"{STAYS}\n\n{OTHER}\n\n{BROKEN}")
    assert move.new == BROKEN and worded(move.inside) == []


def test_one_that_was_broken_at_other_places_keeps_its_edits_inside() -> None:
    other = BROKEN.replace("\n", " ").replace("the clerk", "the clerk on duty\n").replace("duty\n ", "duty\n")
    (move,) = moves(f"{BROKEN}\n{STAYS}\n\n{OTHER}\n", f"{STAYS}\n\n{OTHER}\n\n{other.strip()}\n")
    assert move.new == f"{other.strip()}\n" and [new.strip() for _, new in worded(move.inside)] == ["on duty"]


def test_items_that_moved_and_were_broken_by_hand_are_whole_items() -> None:
    item = "* " + BROKEN.replace("\n", "\n  ").rstrip() + "\n"
    (move,) = moves(f"Rules:\n\n* {LONG}\n\n{STAYS}\n\n{OTHER}\n", f"{STAYS}\n\n{OTHER}\n\nRules:\n\n{item}")
    assert move.new == f"Rules:\n\n{item}" and worded(move.inside) == []


def test_a_line_out_of_the_middle_of_a_sentence_did_not_move() -> None:
    old = (
        "Nobody may board without a card that the office of the harbour gives\n"
        "to everybody who has paid the fee for the use of the northern landing\n"
        "before the first of May.\n"
    )
    new = (
        "The northern islands have had a bell for ferries since the old times\n"
        "to everybody who has paid the fee for the use of the northern landing\n"
        "and to nobody else it is rung, as long as the water stands high there.\n"
    )
    assert moves(f"{old}\n{STAYS}\n\n{OTHER}\n", f"{STAYS}\n\n{OTHER}\n\n{new}") == []


def test_a_paragraph_that_became_two_items_at_another_place_is_one_move() -> None:
    old = (
        "* Nets - Tools for the small boats that fish by night, unlike the\n  lines, tools put here belong to nobody.\n"
    )
    new = "* Nets - Tools for the small boats that fish by night.\n* Tools put here belong to nobody.\n"
    (move,) = moves(f"{old}* {STAYS}\n* {OTHER}\n", f"* {STAYS}\n* {OTHER}\n{new}")
    assert move.new == new
