"""The sandbox's expert group until its first draft: the text that the contributions made is worked through."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from wiki.demo.shapes import (
    AddSection,
    Answer,
    Comment,
    Edit,
    Freeze,
    OpenStage,
    Reply,
    Retitle,
    Revert,
    Step,
    after,
)


def steps(ago: Callable[[int, str], datetime]) -> tuple[Step, ...]:
    """The steps, dated by a function of days back and time of day."""
    return (
        OpenStage(ago(20, "06:00"), "yusupova", "experts"),
        Edit(
            ago(20, "07:10"),
            "njoroge",
            "why",
            (
                after(
                    "live for months on what a few days give.",
                    " When the rain shifts by three weeks, the flower and its visitor may miss each other.",
                ),
            ),
            "Why timing matters",
        ),
        Edit(
            ago(19, "08:30"),
            "iyer",
            "knowing",
            (
                after(
                    "train one para-taxonomist for each country.",
                    (
                        " Photographs are kept with the specimens, and names in local languages with the Latin ones."
                        "\n\n10 bis. Schools may adopt a walk. Their counts are marked as such and are used."
                    ),
                ),
            ),
            "Local names; schools",
        ),
        Edit(
            ago(18, "09:15"),
            "mansour",
            "keeping",
            (
                (
                    "and set times of day at which spraying is not permitted.",
                    (
                        "and set times of day at which spraying is not permitted[, beginning with seed dressings that"
                        " persist in the soil]."
                    ),
                ),
            ),
            "Seed dressings, open",
            "dressings",
        ),
        Comment(
            ago(17, "13:00"),
            "menon",
            "dressings-differ",
            "keeping",
            "seed dressings that persist in the soil",
            (
                "Dressings are not sprayed, so a time of day does nothing for them. Either they have a sentence"
                " of their own, or they go."
            ),
        ),
        Reply(
            ago(16, "07:45"),
            "mansour",
            "dressings-differ",
            "A sentence of their own would be right. I will try one, unless somebody here is faster.",
        ),
        AddSection(
            ago(15, "10:00"),
            "quiros",
            "beekeepers",
            "elements",
            "bringing-back",
            Path(__file__).with_name("beekeepers.md").read_text(encoding="utf-8"),
            "Fourth element, agreed for discussion",
        ),
        Edit(
            ago(15, "10:20"),
            "quiros",
            "elements",
            (("The work has three elements,", "The work has four elements,"),),
            "Four now",
        ),
        Comment(
            ago(14, "16:30"),
            "huanca",
            "three-kilometres",
            "beekeepers",
            "[, of at least three kilometres]",
            (
                "In our valleys three kilometres is the next village. A distance should be set by those who"
                " know the slope."
            ),
            audience="public",
        ),
        Edit(
            ago(14, "17:40"),
            "njoroge",
            "aim",
            (
                (
                    "Pests, and insects that visit flowers only to eat them, are outside its scope.",
                    "Pests are outside its scope; birds and bats are within it wherever they pollinate.",
                ),
            ),
            "Scope stated by what is in, not only by what is out",
        ),
        Edit(
            ago(13, "08:00"),
            "lin",
            "knowing",
            (
                (
                    "[four times a year] [South Africa, China: when plants flower].",
                    "[at least four times a year] [South Africa, China: three times while plants are in flower].",
                ),
            ),
            "Both alternatives made precise",
        ),
        Retitle(ago(12, "09:00"), "echavarria", "bringing-back", "4.3 Restoring", "One word, as in the other elements"),
        Edit(
            ago(11, "07:30"),
            "njoroge",
            "bringing-back",
            (
                (
                    "only where they lived before, from stock of the same region.",
                    (
                        "only where they lived before or have been kept by custom, from stock of the same region[, and"
                        " after a check for parasites]."
                    ),
                ),
            ),
            "Custom; parasites still open",
            "kept-by-custom",
        ),
        Answer(
            ago(11, "07:50"),
            "yusupova",
            "stingless",
            "accepted",
            "Bees that have been kept by custom are now allowed for.",
            "kept-by-custom",
        ),
        Edit(
            ago(10, "08:20"),
            "iyer",
            "principles",
            (
                (
                    "(b) Those who keep bees, herd or farm take part from the first meeting;",
                    "(b) Those who keep bees, herd or farm are consulted;",
                ),
            ),
            "Shorter",
        ),
        Comment(
            ago(10, "11:00"),
            "prado",
            "consulted",
            "principles",
            "are consulted",
            "To be consulted is not to take part. The earlier words were better.",
        ),
        Revert(ago(10, "13:30"), "echavarria", "principles", "imported", "Earlier words restored", "taking-part"),
        Answer(ago(10, "13:35"), "echavarria", "consulted", "accepted", "The earlier words are back.", "taking-part"),
        Edit(
            ago(9, "14:10"),
            "lin",
            "timetable",
            (
                ("| 4 | Times for spraying", "| [3] [4] | Times for spraying"),
                after("| Counts |\n", "| 6 | Calendar of flowering in use among beekeepers | [20] associations |\n"),
            ),
            "Earlier, perhaps; an indicator for the fourth element",
        ),
        Freeze(
            ago(8, "15:00"),
            "yusupova",
            "first-reading",
            "Text after the first reading of the expert group",
            "UNEP/CBD/PD/EG/1/L.1",
            ago(8, "15:00").date(),
            "For the members of the group.",
            "restricted",
        ),
    )
