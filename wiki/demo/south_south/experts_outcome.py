"""The expert group, 12 to 14 September 2007: the working text is frozen, the structure settled, brackets are lifted.

New sections and rewritten ones stand in experts_words.py.
"""

from datetime import date

from wiki.demo.shapes import (
    AddSection,
    Answer,
    CloseStage,
    Comment,
    Edit,
    Freeze,
    Move,
    Remove,
    Reply,
    Resolve,
    Restore,
    Retitle,
    Revert,
    Step,
    Write,
    after,
    cut,
    utc,
)
from wiki.demo.south_south.experts_words import FOCAL, MILESTONES, MONITORING, OBJECTIVES, PARTNERS, TRIANGULAR

STEPS: tuple[Step, ...] = (
    Freeze(
        utc("2007-09-12 21:45"),
        "desrochers",
        "working-text",
        "Working text of the expert group",
        "UNEP/CBD/SSC/2/L.1",
        date(2007, 9, 12),
        "State of the text at the end of the second day; for the members of the group only.",
        "restricted",
    ),
    Remove(utc("2007-09-13 13:10"), "echavarria", "climate", "Not agreed as a theme; taken out pending consultations"),
    Comment(
        utc("2007-09-13 13:35"),
        "naivalu",
        "climate-back",
        "activities",
        None,
        "For an island the theme that went out this morning is the first one, not the last. Fiji asks that it come back, without"
        " the item on deforestation if need be.",
    ),
    Reply(
        utc("2007-09-13 13:50"),
        "menon",
        "climate-back",
        "India's concern was with that item alone. We have no difficulty with the rest.",
    ),
    Write(
        utc("2007-09-13 14:00"),
        "iyer",
        "objectives",
        OBJECTIVES,
        "Six objectives drawn together into four",
    ),
    Comment(
        utc("2007-09-13 14:20"),
        "prado",
        "regime-gone",
        "objectives",
        "To build capacity and to mobilize resources",
        "In this version the objective on the international regime has disappeared, and it was never discussed. Brazil cannot"
        " agree to lose a bracket in this way.",
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
                "29 ter. [Activities under this theme do not prejudge the obligations of Parties under other conventions.]",
                "29 ter. Activities under this theme do not prejudge the obligations of Parties under other conventions.",
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
    Retitle(utc("2007-09-13 15:50"), "wierzba", "activities", "V. Activities by theme", "The areas have become themes"),
    Edit(
        utc("2007-09-13 16:00"),
        "wierzba",
        "activities",
        (
            (
                "13. The activities below are indicative. Each Party",
                "13. The activities below are indicative and are set out by ecosystem first, and by subject afterwards. Each"
                " Party",
            ),
            after(
                "those to which it can contribute.",
                "\n\n13 bis. An activity belongs to the plan where at least two developing countries carry it out together,"
                " where its results are open to others, and where it is entered in the register that the Executive Secretary"
                " keeps.",
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
        TRIANGULAR,
        "Worked out after the move; open accounts agreed with Norway",
        "triangular-moved",
    ),
    AddSection(
        utc("2007-09-13 17:30"),
        "desrochers",
        "focal",
        "institutions",
        "steering",
        FOCAL,
        "Section on focal points, as the Group of 77 and China had suggested",
        "focal-added",
    ),
    Answer(
        utc("2007-09-13 17:40"),
        "desrochers",
        "g77-structure",
        "accepted",
        "Triangular cooperation has moved to the means of implementation, and focal points have a section.",
        "focal-added",
    ),
    AddSection(
        utc("2007-09-13 18:10"),
        "mokoena",
        "partners",
        "means",
        "triangular",
        PARTNERS,
        "Section on communities, organizations and business",
    ),
    Edit(
        utc("2007-09-13 18:30"),
        "echavarria",
        "steering",
        (
            (
                "It consists of [ten] [fifteen] members nominated by the regional groups, with due regard to balance between"
                " women and men.",
                "It consists of eleven members: two from each of the five regions of the United Nations, nominated by the"
                " regional groups with due regard to balance between women and men, and one chosen by indigenous and local"
                " communities.",
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
                "(d) [Group of Latin American and Caribbean Countries: Payment for the services that forests render, with frank"
                " accounts of what has failed.]",
                "(d) Payment for the services that forests render, with frank accounts of what has failed.\n\n15 bis. Mountain"
                " Parties have a further interest in common: what is done on the slopes decides the water of people who never see"
                " them. They are invited to bring the towns below into their plans and to ask them for a contribution.",
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
                "(a bis) [Senegal: Mapping and legal protection of the routes along which herds move between countries;]",
                "(a bis) Mapping of the routes along which herds move between countries, and their protection in law;",
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
                "(d) Common rules for the cleaning of hulls and the discharge of ballast water in the ports of small States;",
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
    Edit(
        utc("2007-09-14 13:20"),
        "mansour",
        "preamble",
        (
            cut(
                "3. The loss of species and ecosystems falls first on those who depend on them from day to day: farmers,"
                " herders, fishers, and indigenous and local communities. A plan that speaks of development must therefore begin"
                " with them.\n\n"
            ),
            (
                "1. Biological diversity is richest",
                "1. The loss of species and ecosystems falls first on those who depend on them from day to day: farmers,"
                " herders, fishers, and indigenous and local communities. A plan that speaks of development must therefore begin"
                " with them.\n\n2. Biological diversity is richest",
            ),
            (
                "2. Cooperation among developing countries complements",
                "3. Cooperation among developing countries complements",
            ),
        ),
        "People first: the third paragraph becomes the first",
    ),
    Edit(
        utc("2007-09-14 13:40"),
        "quiros",
        "abs",
        (
            (
                "26. [Developing countries hold most genetic resources and have gained little from their use.]",
                "26. Most genetic resources are found in developing countries, which have had too small a share in the benefits"
                " of their use.",
            ),
        ),
        "Agreed in other words",
    ),
    Edit(
        utc("2007-09-14 14:00"),
        "lin",
        "technology",
        (("[fair and most favourable] [mutually agreed] terms", "fair and mutually agreed terms"),),
        "One pair of alternatives settled",
    ),
    Edit(
        utc("2007-09-14 14:20"),
        "njoroge",
        "finance",
        (
            (
                "A month of a specialist's time, a laboratory lent or a course opened to neighbours is entered in the accounts"
                " of the plan at the cost of the country that gives it.",
                "A specialist's time is entered in the accounts of the plan in months, a laboratory in days of use and a course"
                " in places, so that the work of a poor country counts as much as that of a rich one.",
            ),
        ),
        "Counted in months and not in money, as the African Group asked",
        "months-not-money",
    ),
    Answer(
        utc("2007-09-14 14:30"),
        "desrochers",
        "in-kind-value",
        "accepted",
        "Contributions in kind are now counted in months, days and places.",
        "months-not-money",
    ),
    Edit(
        utc("2007-09-14 14:50"),
        "hadiwinoto",
        "annex",
        (("| [2,000] [3,000] |", "| 2,400 |"), ("| [500] |", "| 400 |")),
        "Two targets agreed",
    ),
    Write(utc("2007-09-14 15:20"), "mokoena", "milestones", MILESTONES, "Milestones for each year, with who leads"),
    Write(
        utc("2007-09-14 16:00"), "mokoena", "monitoring", MONITORING, "Short reports, peer exchange, a table of lessons"
    ),
    Edit(
        utc("2007-09-14 16:20"),
        "desrochers",
        "capacity",
        (
            (
                "34 ter. [The steering committee designates at least one centre of excellence in each subregion by 2010.]",
                "34 ter. On the proposal of the Parties concerned, the steering committee designates at least one centre of"
                " excellence in each subregion by the end of 2010.",
            ),
        ),
        "Agreed",
    ),
    Edit(
        utc("2007-09-14 16:40"),
        "wierzba",
        "information",
        (
            after(
                "National clearing-houses are linked with it.",
                " A page for each activity names a person who answers, and a page that nobody has answered for a year is taken"
                " down.",
            ),
            after(
                "in the languages of those who are to use it.",
                " Parties that share a language share the work of translation, and the host of a course provides its papers in"
                " the languages of those who attend.",
            ),
        ),
        "Who answers, who translates",
        "who-translates",
    ),
    Answer(
        utc("2007-09-14 16:50"),
        "wierzba",
        "languages",
        "accepted in part",
        "The text now says who does the work; it does not speak of means, which are dealt with under finance.",
        "who-translates",
    ),
    Answer(
        utc("2007-09-14 16:55"),
        "desrochers",
        "flood-plains",
        "noted",
        "The words are no longer there; the new opening of the section speaks of people.",
        "waters-anew",
    ),
    Edit(
        utc("2007-09-14 17:30"),
        "desrochers",
        "mandate",
        (
            (
                "An expert group will meet in September 2007 to prepare a draft, which the Group of 77 will then review before"
                " it is submitted",
                "An expert group met in September 2007 and prepared a draft, which the Group of 77 will review before it is"
                " submitted",
            ),
        ),
        "The group has met",
    ),
    Edit(
        utc("2007-09-14 18:00"),
        "desrochers",
        "plan",
        (
            (
                "*Working text of the expert group. Words in square brackets are not agreed.*",
                "*Draft prepared by the expert group, for review by the Group of 77 and China. Words in square brackets are not"
                " agreed.*",
            ),
        ),
        "Status of the text",
    ),
    Freeze(
        utc("2007-09-14 21:30"),
        "desrochers",
        "expert-draft",
        "Draft plan of action prepared by the expert group",
        "UNEP/CBD/SSC/2/2",
        date(2007, 9, 14),
        "Outcome of the expert group; what is still in brackets goes to the Group of 77 and China.",
        "public",
    ),
    CloseStage(utc("2007-09-14 22:00"), "desrochers", "experts"),
)
