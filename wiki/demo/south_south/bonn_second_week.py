"""The Conference of the Parties, Bonn, 26 to 30 May 2008: the last brackets go, and the plan is adopted."""

from datetime import date

from wiki.demo.shapes import (
    Adopt,
    Answer,
    CloseStage,
    Comment,
    Edit,
    Freeze,
    Reply,
    Resolve,
    Step,
    after,
    cut,
    utc,
)
from wiki.demo.south_south import courtesy

STEPS: tuple[Step, ...] = (
    Edit(
        utc("2008-05-26 10:00"),
        "asante",
        "finance",
        (
            (
                "[voluntary] contributions of Parties, in money and in kind;",
                ("contributions of Parties, in money and in kind, which among developing countries are voluntary;"),
            ),
            (
                (
                    "[African Group: A fund for South-South cooperation on biodiversity is established, with"
                    " procedures that a small institution can follow.]"
                ),
                (
                    "A window for South-South cooperation on biodiversity is opened in the voluntary trust funds of"
                    " the Convention. Its procedures are such that a small institution can follow them: an"
                    " application of five pages, an answer within ninety days and one report at the end."
                    " Applications that were refused are listed with the reason, so that the next ones may be"
                    " better."
                ),
            ),
        ),
        "A window instead of a fund; what is voluntary, and among whom",
        "window-opened",
    ),
    Answer(
        utc("2008-05-26 10:15"),
        "desrochers",
        "african-fund",
        "accepted in part",
        (
            "The bracket has become a window with simple procedures, on which the African Group and Norway"
            " agreed. The words remarked upon in January 2007 have given way to it."
        ),
        "window-opened",
    ),
    Answer(utc("2008-05-26 10:20"), "desrochers", "window", "accepted", "The window is in the text.", "window-opened"),
    Edit(
        utc("2008-05-26 13:30"),
        "asante",
        "steering",
        (
            (
                "(d) [Decides on the use of the fund for South-South cooperation;]",
                "(d) Advises on the use of the window for South-South cooperation and reads every refusal;",
            ),
        ),
        "Follows from the window",
    ),
    Edit(
        utc("2008-05-26 14:10"),
        "wierzba",
        "annex",
        (
            after(
                "| 8 | Share of women among persons trained | Centres of excellence | One half |\n",
                (
                    "| 9 | Applications to the window answered within ninety days | Executive Secretary | Nine in"
                    " ten |\n"
                ),
            ),
        ),
        "An indicator for the window",
    ),
    Edit(
        utc("2008-05-27 17:00"),
        "desrochers",
        "plan",
        (
            (
                (
                    "*Draft submitted by the Group of 77 and China to the Conference of the Parties at its ninth"
                    " meeting. Words in square brackets are not agreed.*"
                ),
                (
                    "*Text of the contact group of the Conference of the Parties at its ninth meeting. Words in"
                    " square brackets are not agreed.*"
                ),
            ),
        ),
        "Status of the text",
    ),
    Freeze(
        utc("2008-05-27 18:30"),
        "desrochers",
        "contact-group",
        "Text of the contact group",
        "UNEP/CBD/SSC/3/1/Rev.1",
        date(2008, 5, 27),
        "Three brackets are left, all of them on finance; for delegations only.",
        "restricted",
    ),
    Comment(
        utc("2008-05-28 07:15"),
        "oldenkamp",
        "alternative-falls",
        "finance",
        "[European Union: Activities are carried out within available resources.]",
        (
            "The position of the Union is for its presidency to give. As host, Germany can say that the"
            " alternative falls if developed country Parties are invited to provide, in keeping with"
            " commitments that exist."
        ),
    ),
    Reply(
        utc("2008-05-28 11:40"),
        "josephs",
        "alternative-falls",
        (
            "If 'new and additional' stands, the Group can work with 'invited'. It asks for the same two"
            " words in the objectives, free of brackets."
        ),
    ),
    Reply(
        utc("2008-05-28 16:05"),
        "oldenkamp",
        "alternative-falls",
        "The presidency has confirmed. Thank you for the coffee.",
    ),
    Edit(
        utc("2008-05-29 08:30"),
        "asante",
        "finance",
        (
            (
                (
                    "[Group of 77 and China: Developed country Parties provide new and additional financial"
                    " resources for the activities under the plan.]"
                ),
                (
                    "Developed country Parties are invited, in keeping with their commitments under the Convention,"
                    " to provide new and additional financial resources for the activities under the plan. Other"
                    " Parties in a position to do so are encouraged to contribute as well."
                ),
            ),
            cut("55 alt. [European Union: Activities are carried out within available resources.]\n\n"),
        ),
        "Agreed between the Group of 77 and China and the European Union",
        "finance-agreed",
    ),
    Edit(
        utc("2008-05-29 08:35"),
        "asante",
        "objectives",
        (("[new and additional] financial resources", "new and additional financial resources"),),
        "The last bracket",
    ),
    Answer(
        utc("2008-05-29 08:50"),
        "asante",
        "heart-of-it",
        "accepted in part",
        "The adjectives stand, the verb has changed.",
        "finance-agreed",
    ),
    Answer(
        utc("2008-05-29 08:55"),
        "asante",
        "alternative-falls",
        "accepted",
        "The alternative has fallen.",
        "finance-agreed",
    ),
    Resolve(utc("2008-05-29 09:20"), "josephs", "heart-of-it"),
    Resolve(utc("2008-05-29 09:25"), "oldenkamp", "alternative-falls"),
    Edit(
        utc("2008-05-29 13:40"),
        "wierzba",
        "mandate",
        (
            (
                (
                    "to February 2008, for submission to the Conference of the Parties at its ninth meeting, to be"
                    " held in Bonn in May 2008."
                ),
                (
                    "to February 2008. The Conference of the Parties considered it at its ninth meeting, held in"
                    " Bonn in May 2008."
                ),
            ),
        ),
        "Brought up to date",
    ),
    Edit(
        utc("2008-05-30 12:10"),
        "desrochers",
        "plan",
        (
            (
                (
                    "*Text of the contact group of the Conference of the Parties at its ninth meeting. Words in"
                    " square brackets are not agreed.*"
                ),
                "*Text put before the closing plenary of the Conference of the Parties at its ninth meeting.*",
            ),
        ),
        "Status of the text",
    ),
    Freeze(
        utc("2008-05-30 12:20"),
        "desrochers",
        "final",
        "Draft decision put before the closing plenary",
        "UNEP/CBD/SSC/3/L.2",
        date(2008, 5, 30),
        "All that was agreed in the contact group, without brackets.",
        "public",
    ),
    Edit(
        utc("2008-05-30 12:30"),
        "desrochers",
        "plan",
        (
            (
                "*Text put before the closing plenary of the Conference of the Parties at its ninth meeting.*",
                "*Adopted by the Conference of the Parties at its ninth meeting, Bonn, 30 May 2008.*",
            ),
        ),
        "Status of the text, once it is adopted",
    ),
    *courtesy.STEPS,
    Adopt(
        utc("2008-05-30 15:10"),
        "desrochers",
        "UNEP/CBD/SSC/3/2",
        date(2008, 5, 30),
        "Adopted by consensus in the closing plenary; no Party wished to place a reservation on record.",
    ),
    CloseStage(utc("2008-05-30 16:30"), "desrochers", "cop-9"),
)
