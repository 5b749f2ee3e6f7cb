"""The sandbox's expert group in its last week: open brackets and comments without answers are left to play with."""

from collections.abc import Callable
from datetime import datetime

from wiki.demo.shapes import (
    Comment,
    Edit,
    Reply,
    Step,
    Translate,
    after,
)


def steps(ago: Callable[[int, str], datetime]) -> tuple[Step, ...]:
    """The steps, dated by a function of days back and time of day."""
    return (
        Edit(
            ago(7, "09:30"),
            "mansour",
            "means",
            (
                (
                    "17. A small office in one of the participating countries keeps the data and answers questions.",
                    (
                        "17. [Egypt, Kenya: A small office in one of the participating countries] [India: The"
                        " secretariat of the Convention] keeps the data and answers questions."
                    ),
                ),
            ),
            "Two places for the office",
            "two-places",
        ),
        Edit(
            ago(7, "13:15"),
            "mansour",
            "keeping",
            (
                after(
                    "in which nothing else does.",
                    " Date gardens, where water is led every morning, are good places to begin.",
                ),
            ),
            "Where to begin",
        ),
        Edit(
            ago(6, "10:40"),
            "quiros",
            "why",
            (
                (
                    "Melon, date, sesame, cowpea, almond and most fodder legumes",
                    "Melon, sesame, almond and most fodder legumes",
                ),
            ),
            "Dates are pollinated by hand and by wind, cowpea mostly by itself",
            "shorter-list",
        ),
        Comment(
            ago(5, "11:15"),
            "diallo",
            "niebe",
            "why",
            "Melon, sesame, almond and most fodder legumes",
            (
                "Le niébé donne plus avec des abeilles que sans elles : nos essais le montrent. (Cowpea yields"
                " more with bees than without: our trials show it.)"
            ),
            on_behalf_of="african-group",
        ),
        Comment(
            ago(4, "08:50"),
            "solheim",
            "office-cost",
            "means",
            "keeps the data and answers questions",
            "What would the office cost in a year? An order of magnitude would help us to say yes.",
        ),
        Translate(
            ago(3, "09:40"),
            "yusupova",
            "aim",
            "fr",
            "2. But et champ d’application",
            (
                "4. Le programme aide les Parties qui ont des terres arides et subhumides à connaître leurs"
                " pollinisateurs, à enrayer le déclin de ceux qui déclinent et à les faire revenir là où ils ont"
                " disparu.\n\n"
                "5. Il porte sur les pollinisateurs sauvages et d’élevage, dans les exploitations, sur les parcours et"
                " dans les aires protégées, pour une première période de [six] [dix] ans.\n\n"
                "6. Les ravageurs n’en relèvent pas\u00a0; les oiseaux et les chauves-souris en relèvent partout où ils"
                " pollinisent.\n"
            ),
            "Courtesy translation of the aim, for the French-speaking members of the group",
        ),
        Comment(
            ago(2, "12:30"),
            "mabuza",
            "half-the-walks",
            "timetable",
            "Numbers stable or rising on half of the walks",
            "Six years is short for insects whose numbers swing tenfold with the rain. How would we know?",
        ),
        Reply(
            ago(1, "07:20"),
            "lin",
            "half-the-walks",
            (
                "By comparing wet years with wet years. It needs ten years, which is one more reason for the"
                " second bracket in the aim."
            ),
        ),
    )
