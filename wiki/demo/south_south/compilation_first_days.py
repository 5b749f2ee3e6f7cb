"""The compilation, 1 to 5 February 2007: contributions on the aims and on four themes are written into the text.

Brackets carry the names of those who proposed the words, where they wished it.
"""

from wiki.demo.shapes import AddSection, Answer, Edit, Step, utc
from wiki.demo.south_south.texts import text

STEPS: tuple[Step, ...] = (
    Edit(
        utc("2007-02-01 14:30"),
        "wierzba",
        "plan",
        (
            (
                "*Elements identified by the planning meeting, for the consideration of Parties.*",
                (
                    "*Compilation of the contributions received by 31 January 2007. Words in square brackets are"
                    " not agreed.*"
                ),
            ),
        ),
        "Status of the text",
    ),
    Edit(
        utc("2007-02-01 15:10"),
        "wierzba",
        "preamble",
        (
            (
                (
                    "It does not replace any commitment that Parties have accepted under the Convention on"
                    " Biological Diversity."
                ),
                (
                    "It does not replace any commitment [Group of 77 and China: on financial resources and on the"
                    " transfer of technology] that Parties have accepted under the Convention on Biological"
                    " Diversity[, in accordance with the principle of common but differentiated responsibilities]."
                ),
            ),
        ),
        "As proposed by the Group of 77 and China",
        "commitments-named",
    ),
    Answer(
        utc("2007-02-01 15:20"),
        "wierzba",
        "g77-principle",
        "accepted in part",
        (
            "Written into the text in two brackets, one of which bears the name of the Group, for the"
            " expert group to consider."
        ),
        "commitments-named",
    ),
    Edit(
        utc("2007-02-01 16:45"),
        "yusupova",
        "vision",
        (("8. By 2015 developing countries", "8. [By 2015] [By 2020] developing countries"),),
        "Two years were proposed",
    ),
    Edit(
        utc("2007-02-02 14:20"),
        "wierzba",
        "principles",
        (
            (
                "(c) Mutual benefit[, without conditions];",
                "(c) Mutual benefit[, without conditions] [European Union: , with due accountability];",
            ),
        ),
        "Both views on conditions",
    ),
    Edit(
        utc("2007-02-02 15:00"),
        "desrochers",
        "objectives",
        (
            ("(d) To mobilize financial resources", "(d) To mobilize [new and additional] financial resources"),
            (
                ("(e) To make the voice of developing countries heard in the scientific bodies of the Convention."),
                (
                    "(e) To make the voice of developing countries heard in the scientific bodies of the"
                    " Convention;\n\n(f) [Brazil, India: To bring together the positions of developing countries in"
                    " the negotiation of an international regime on access to genetic resources and"
                    " benefit-sharing.]"
                ),
            ),
        ),
        "Objectives on finance and on the regime",
        "six-objectives",
    ),
    Edit(
        utc("2007-02-02 16:30"),
        "wierzba",
        "forests",
        (
            (
                "(c) Early warning of fires across borders.",
                (
                    "(c) Early warning of fires across borders;\n\n(d) [Group of Latin American and Caribbean"
                    " Countries: Payment for the services that forests render, with frank accounts of what has"
                    " failed.]"
                ),
            ),
        ),
        "As proposed by GRULAC",
        "forest-services",
    ),
    Answer(
        utc("2007-02-02 16:40"),
        "wierzba",
        "grulac-services",
        "accepted",
        "Added as item (d), in a bracket that bears the name of the regional group.",
        "forest-services",
    ),
    Edit(
        utc("2007-02-05 14:15"),
        "yusupova",
        "drylands",
        (
            (
                "(a) Joint seasonal assessments of rangeland in transboundary areas;",
                (
                    "(a) Joint seasonal assessments of rangeland in transboundary areas;\n\n(a bis) [Senegal:"
                    " Mapping and legal protection of the routes along which herds move between countries;]"
                ),
            ),
        ),
        "As proposed by Senegal",
        "herd-routes",
    ),
    Answer(
        utc("2007-02-05 14:30"),
        "yusupova",
        "transhumance",
        "accepted",
        (
            "Les termes proposés figurent dans le texte, entre crochets, au nom du Sénégal. (The words"
            " stand in the text, in a bracket in the name of Senegal.)"
        ),
        "herd-routes",
    ),
    AddSection(
        utc("2007-02-05 15:40"),
        "desrochers",
        "islands",
        "activities",
        "marine",
        text("islands"),
        "New theme, words sent by Fiji",
        "islands-added",
    ),
    Answer(
        utc("2007-02-05 15:50"),
        "desrochers",
        "islands-missing",
        "accepted",
        ("A theme has been added; its opening paragraph stands in a bracket until the expert group has seen it."),
        "islands-added",
    ),
)
