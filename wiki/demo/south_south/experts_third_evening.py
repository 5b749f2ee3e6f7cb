"""The expert group, 13 September 2007, towards evening: the structure is settled, half of the brackets are lifted."""

from wiki.demo.shapes import (
    AddSection,
    Answer,
    Edit,
    Move,
    Retitle,
    Step,
    Write,
    after,
    utc,
)
from wiki.demo.south_south.texts import text

STEPS: tuple[Step, ...] = (
    Retitle(utc("2007-09-13 15:50"), "wierzba", "activities", "V. Activities by theme", "The areas have become themes"),
    Edit(
        utc("2007-09-13 16:00"),
        "wierzba",
        "activities",
        (
            (
                "13. The activities below are indicative. Each Party",
                (
                    "13. The activities below are indicative and are set out by ecosystem first, and by subject"
                    " afterwards. Each Party"
                ),
            ),
            after(
                "those to which it can contribute.",
                (
                    "\n\n13 bis. An activity belongs to the plan where at least two developing countries carry it"
                    " out together, where its results are open to others, and where it is entered in the register"
                    " that the Executive Secretary keeps."
                ),
            ),
        ),
        "What counts as an activity under the plan",
    ),
    Move(
        utc("2007-09-13 16:30"),
        "wierzba",
        "triangular",
        "means",
        "finance",
        "Placed among the means of implementation, as the Group of 77 and China had suggested",
    ),
    Write(
        utc("2007-09-13 16:50"),
        "njoroge",
        "triangular",
        text("triangular"),
        "Worked out after the move; open accounts agreed with Norway",
        "triangular-moved",
    ),
    AddSection(
        utc("2007-09-13 17:30"),
        "desrochers",
        "focal",
        "institutions",
        "steering",
        text("focal"),
        "Section on focal points, as the Group of 77 and China had suggested",
        "focal-added",
    ),
    Answer(
        utc("2007-09-13 17:40"),
        "desrochers",
        "g77-structure",
        "accepted",
        ("Triangular cooperation has moved to the means of implementation, and focal points have a section."),
        "focal-added",
    ),
    AddSection(
        utc("2007-09-13 18:10"),
        "mokoena",
        "partners",
        "means",
        "triangular",
        text("partners"),
        "Section on communities, organizations and business",
    ),
    Edit(
        utc("2007-09-13 18:30"),
        "echavarria",
        "steering",
        (
            (
                (
                    "It consists of [ten] [fifteen] members nominated by the regional groups, with due regard to"
                    " balance between women and men."
                ),
                (
                    "It consists of eleven members: two from each of the five regions of the United Nations,"
                    " nominated by the regional groups with due regard to balance between women and men, and one"
                    " chosen by indigenous and local communities."
                ),
            ),
        ),
        "Eleven members agreed",
        "eleven-members",
    ),
    Answer(
        utc("2007-09-13 18:40"),
        "echavarria",
        "committee",
        "accepted",
        "Two for each region and one for the communities, as suggested.",
        "eleven-members",
    ),
    Edit(
        utc("2007-09-13 19:00"),
        "lin",
        "principles",
        (
            (
                "(c) Mutual benefit[, without conditions] [European Union: , with due accountability];",
                "(c) Mutual benefit, without conditions other than honest accounts of how means were used;",
            ),
        ),
        "Both brackets lifted by words proposed by China",
        "honest-accounts",
    ),
    Answer(
        utc("2007-09-13 19:10"),
        "echavarria",
        "without-conditions",
        "accepted",
        "Agreed in words that meet the concern of the European Union as well.",
        "honest-accounts",
    ),
    Edit(
        utc("2007-09-13 19:20"),
        "barros",
        "forests",
        (
            (
                (
                    "(d) [Group of Latin American and Caribbean Countries: Payment for the services that forests"
                    " render, with frank accounts of what has failed.]"
                ),
                (
                    "(d) Payment for the services that forests render, with frank accounts of what has failed."
                    "\n\n15 bis. Mountain Parties have a further interest in common: what is done on the slopes"
                    " decides the water of people who never see them. They are invited to bring the towns below"
                    " into their plans and to ask them for a contribution."
                ),
            ),
        ),
        "Agreed; a paragraph on mountains and the towns below",
    ),
    Edit(
        utc("2007-09-13 19:25"),
        "njoroge",
        "drylands",
        (
            (
                (
                    "(a bis) [Senegal: Mapping and legal protection of the routes along which herds move between"
                    " countries;]"
                ),
                (
                    "(a bis) Mapping of the routes along which herds move between countries, and their protection"
                    " in law;"
                ),
            ),
        ),
        "Agreed",
    ),
    Edit(
        utc("2007-09-13 19:40"),
        "vakatawa",
        "islands",
        (
            (
                "(d) [Compensation for losses caused by species that ships bring in;]",
                (
                    "(d) Common rules for the cleaning of hulls and the discharge of ballast water in the ports of"
                    " small States;"
                ),
            ),
        ),
        "Prevention instead of compensation",
    ),
    Edit(
        utc("2007-09-13 20:00"),
        "iyer",
        "knowledge",
        (
            (
                "[, and digital libraries that patent examiners can search];",
                " and, where the communities so decide, digital libraries that patent examiners can search;",
            ),
        ),
        "Agreed with the consent of communities written in",
        "libraries-by-consent",
    ),
    Answer(
        utc("2007-09-13 20:10"),
        "wierzba",
        "registers",
        "accepted",
        "Digital libraries are in the text, subject to the decision of the communities.",
        "libraries-by-consent",
    ),
)
