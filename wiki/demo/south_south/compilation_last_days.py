"""The compilation, 6 to 9 February 2007: contributions on the other themes and on means; the second draft."""

from datetime import date

from wiki.demo.shapes import Answer, Edit, Freeze, Step, after, utc

STEPS: tuple[Step, ...] = (
    Edit(
        utc("2007-02-06 14:40"),
        "wierzba",
        "agriculture",
        (
            (
                "(a) Networks of community seed banks;",
                "(a) Networks of community seed banks and fairs where farmers exchange seed;",
            ),
        ),
        "Seed fairs, from the remark of the Seedlines Network",
        "seed-fairs",
    ),
    Answer(
        utc("2007-02-06 14:50"),
        "wierzba",
        "no-collection",
        "accepted",
        "Seed fairs are now named in item (a).",
        "seed-fairs",
    ),
    Edit(
        utc("2007-02-06 15:30"),
        "wierzba",
        "abs",
        (
            (
                "(c) Joint monitoring of patent applications.",
                (
                    "(c) Joint monitoring of patent applications [India: and of the disclosure of the origin of"
                    " genetic resources and of the knowledge associated with them];\n\n(d) [Brazil, India:"
                    " Preparation of common positions for the negotiation of an international regime.]"
                ),
            ),
        ),
        "As proposed by Brazil and India",
        "regime-item",
    ),
    Answer(
        utc("2007-02-06 15:45"),
        "wierzba",
        "model-clauses-india",
        "accepted in part",
        (
            "Both points stand in the text in brackets; whether they belong in a plan of cooperation is for"
            " the experts to say."
        ),
        "regime-item",
    ),
    Edit(
        utc("2007-02-06 17:00"),
        "yusupova",
        "knowledge",
        (
            (
                "(b) Registers kept by the communities themselves;",
                (
                    "(b) Registers kept by the communities themselves[, and digital libraries that patent examiners"
                    " can search];"
                ),
            ),
        ),
        "As proposed by India, without its name at its own wish",
        "digital-libraries",
    ),
    Edit(
        utc("2007-02-07 14:10"),
        "wierzba",
        "protected",
        (
            (
                "(c) Regional courses for rangers.",
                "(c) Regional courses for rangers and for managers of wildlife on communal land.",
            ),
        ),
        "Remark of South Africa",
        "communal-land",
    ),
    Answer(
        utc("2007-02-07 14:20"),
        "wierzba",
        "wildlife",
        "accepted",
        "Managers of wildlife on communal land have been added.",
        "communal-land",
    ),
    Edit(
        utc("2007-02-07 15:30"),
        "desrochers",
        "finance",
        (
            ("contributions of Parties, in money", "[voluntary] contributions of Parties, in money"),
            (
                "40. [New and additional financial resources are to be provided.]",
                (
                    "40. [Group of 77 and China: Developed country Parties provide new and additional financial"
                    " resources for the activities under the plan.]\n\n40 alt. [European Union: Activities are"
                    " carried out within available resources.]\n\n40 bis. [African Group: A fund for South-South"
                    " cooperation on biodiversity is established, with procedures that a small institution can"
                    " follow.]"
                ),
            ),
        ),
        "Three views on finance, side by side",
        "three-views",
    ),
    Answer(
        utc("2007-02-07 15:45"),
        "desrochers",
        "eu-finance",
        "accepted in part",
        "The word stands in a bracket.",
        "three-views",
    ),
    Edit(
        utc("2007-02-08 14:00"),
        "yusupova",
        "triangular",
        (
            after(
                "at the request of the developing countries concerned",
                " [Norway: and with accounts that are open to all partners]",
            ),
        ),
        "As proposed by Norway",
        "open-accounts",
    ),
    Answer(
        utc("2007-02-08 14:10"),
        "yusupova",
        "priorities",
        "accepted",
        "The sentence stays; the line on accounts has been added in a bracket.",
        "open-accounts",
    ),
    Edit(
        utc("2007-02-08 15:20"),
        "wierzba",
        "steering",
        (
            (
                "It consists of members nominated by the regional groups",
                "It consists of [ten] [fifteen] members nominated by the regional groups",
            ),
        ),
        "Number of members",
        "ten-or-fifteen",
    ),
    Edit(
        utc("2007-02-08 16:10"),
        "wierzba",
        "capacity",
        (("negotiators and teachers.", "negotiators, teachers and farmers who breed."),),
        "Remark of the Seedlines Network",
        "farmers-who-breed",
    ),
    Answer(
        utc("2007-02-08 16:15"),
        "wierzba",
        "farmers-taxonomy",
        "accepted",
        "They are in the list now.",
        "farmers-who-breed",
    ),
    Edit(
        utc("2007-02-08 19:30"),
        "desrochers",
        "mandate",
        (
            (
                (
                    "5. Parties are invited to send their contributions on those elements and on that structure by"
                    " 31 January 2007. An expert group will meet"
                ),
                (
                    "5. Parties sent contributions on those elements and on that structure, which were due by 31"
                    " January 2007. An expert group will meet"
                ),
            ),
        ),
        "The call is over",
    ),
    Freeze(
        utc("2007-02-09 20:00"),
        "desrochers",
        "compilation",
        "Compilation of contributions on elements and structure",
        "UNEP/CBD/SSC/1/2/Rev.1",
        date(2007, 2, 9),
        "All proposals received in time, with the names of those who made them where they wished it.",
        "public",
    ),
)
