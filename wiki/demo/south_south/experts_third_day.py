"""The expert group, 13 September 2007, at first: a theme and two objectives that had gone from the text come back."""

from wiki.demo.shapes import (
    Answer,
    Comment,
    Edit,
    Remove,
    Reply,
    Resolve,
    Restore,
    Revert,
    Step,
    Write,
    cut,
    utc,
)
from wiki.demo.south_south.texts import text

STEPS: tuple[Step, ...] = (
    Remove(utc("2007-09-13 13:10"), "echavarria", "climate", "Not agreed as a theme; taken out pending consultations"),
    Comment(
        utc("2007-09-13 13:35"),
        "naivalu",
        "climate-back",
        "activities",
        None,
        (
            "For an island the theme that went out this morning is the first one, not the last. Fiji asks"
            " that it come back, without the item on deforestation if need be."
        ),
    ),
    Reply(
        utc("2007-09-13 13:50"),
        "menon",
        "climate-back",
        "India's concern was with that item alone. We have no difficulty with the rest.",
    ),
    Write(utc("2007-09-13 14:00"), "iyer", "objectives", text("objectives"), "Six objectives drawn together into four"),
    Comment(
        utc("2007-09-13 14:20"),
        "prado",
        "regime-gone",
        "objectives",
        "To build capacity and to mobilize resources",
        (
            "In this version the objective on the international regime has disappeared, and it was never"
            " discussed. Brazil cannot agree to lose a bracket in this way."
        ),
    ),
    Revert(
        utc("2007-09-13 14:45"),
        "echavarria",
        "objectives",
        "six-objectives",
        "Back to the six objectives: the shorter list was not agreed in the room",
        "objectives-back",
    ),
    Answer(
        utc("2007-09-13 14:50"),
        "echavarria",
        "regime-gone",
        "accepted",
        "The earlier text has been put back, with its brackets and their owners.",
        "objectives-back",
    ),
    Resolve(utc("2007-09-13 15:05"), "prado", "regime-gone"),
    Restore(
        utc("2007-09-13 15:20"), "echavarria", "climate", "Consultations over: the theme returns, one item does not"
    ),
    Edit(
        utc("2007-09-13 15:30"),
        "quiros",
        "climate",
        (
            cut("(c) [Exchange of experience with reducing emissions from deforestation;]\n\n"),
            ("(d) Advice on the effects", "(c) Advice on the effects"),
            (
                (
                    "29 ter. [Activities under this theme do not prejudge the obligations of Parties under other"
                    " conventions.]"
                ),
                (
                    "29 ter. Activities under this theme do not prejudge the obligations of Parties under other"
                    " conventions."
                ),
            ),
        ),
        "One item out, one bracket lifted",
        "climate-without-item",
    ),
    Answer(
        utc("2007-09-13 15:40"),
        "desrochers",
        "climate-elsewhere",
        "accepted",
        "The item has been taken out; the theme stays.",
        "climate-without-item",
    ),
    Answer(
        utc("2007-09-13 15:42"),
        "desrochers",
        "climate-back",
        "accepted",
        "The theme is back in its place.",
        "climate-without-item",
    ),
)
