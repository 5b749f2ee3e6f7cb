"""The review by the Group of 77 and China, first round, October to December 2007."""

from datetime import date

from wiki.demo.shapes import (
    Answer,
    Comment,
    Edit,
    Freeze,
    OpenStage,
    Reply,
    Resolve,
    Retitle,
    Step,
    after,
    utc,
)
from wiki.demo.south_south.texts import text

STEPS: tuple[Step, ...] = (
    OpenStage(utc("2007-10-15 13:00"), "desrochers", "review"),
    Comment(
        utc("2007-10-17 15:10"),
        "zhou",
        "two-horizons",
        "mission",
        "from 2009 to [2015] [2020]",
        (
            "The two years answer two questions. A programme of seven years can be planned; a vision needs"
            " longer. China proposes 2015 here and 2020 in the vision."
        ),
    ),
    Comment(
        utc("2007-10-19 14:30"),
        "qureshi",
        "own-bracket",
        "preamble",
        "[Group of 77 and China: on financial resources and on the transfer of technology]",
        (
            "These are the Group's own words and the Group has confirmed them. They need no bracket for its"
            " members; partners in Bonn may say what they wish."
        ),
        on_behalf_of="g77",
    ),
    Comment(
        utc("2007-10-22 16:00"),
        "umana",
        "deep-sea",
        "marine",
        "[Cooperation on genetic resources of the deep sea.]",
        (
            "Countries of our region are on both sides of this one. Could it be about knowing what lives"
            " there, and leave aside whose it is?"
        ),
        on_behalf_of="grulac",
    ),
    Comment(
        utc("2007-10-25 13:20"),
        "diallo",
        "results",
        "objectives",
        None,
        (
            "Les objectifs disent ce que l'on veut faire, non ce que l'on veut avoir obtenu. Quelques"
            " résultats attendus, peu nombreux et vérifiables, aideraient nos ministères des finances. (The"
            " objectives say what we want to do, not what we want to have achieved: a few results that can"
            " be checked would help our ministries of finance.)"
        ),
        on_behalf_of="african-group",
    ),
    Reply(
        utc("2007-10-26 18:05"),
        "umana",
        "results",
        "Costa Rica would support five at most, each of which a journalist could check.",
    ),
    Comment(
        utc("2007-10-30 09:15"),
        "menon",
        "disclosure",
        "abs",
        ("[India: and of the disclosure of the origin of genetic resources and of the knowledge associated with them]"),
        ("India can take shorter words, provided that the origin of both the resource and the knowledge is there."),
    ),
    Comment(
        utc("2007-11-05 12:40"),
        "mabuza",
        "months-target",
        "annex",
        "[1,200]",
        (
            "Over seven years this is little more than one month a year for each member of the Group. It"
            " can be done; we would lift the bracket."
        ),
    ),
    Reply(utc("2007-11-06 08:10"), "nyirongo", "months-target", "Agreed, now that months are counted and not money."),
    Edit(
        utc("2007-11-12 15:00"),
        "wierzba",
        "vision",
        (("[By 2015] [By 2020] developing countries", "By 2020 developing countries"),),
        "Longer horizon for the vision",
        "horizon-vision",
    ),
    Edit(
        utc("2007-11-12 15:10"),
        "wierzba",
        "mission",
        (("from 2009 to [2015] [2020],", "from 2009 to 2015,"),),
        "Shorter horizon for the plan",
        "horizon-plan",
    ),
    Answer(
        utc("2007-11-12 15:20"),
        "wierzba",
        "two-horizons",
        "accepted",
        "No Party objected to the two years within the time set.",
        "horizon-plan",
    ),
    Resolve(utc("2007-11-13 09:00"), "zhou", "two-horizons"),
    Edit(
        utc("2007-11-14 14:30"),
        "desrochers",
        "preamble",
        (
            (
                (
                    "any commitment [Group of 77 and China: on financial resources and on the transfer of"
                    " technology] that Parties"
                ),
                "any commitment on financial resources and on the transfer of technology that Parties",
            ),
        ),
        "The Group's own words, confirmed",
        "own-words",
    ),
    Answer(
        utc("2007-11-14 14:40"), "desrochers", "own-bracket", "accepted", "The bracket has been lifted.", "own-words"
    ),
    Edit(
        utc("2007-11-15 16:00"),
        "yusupova",
        "marine",
        (
            (
                "(e) [Cooperation on genetic resources of the deep sea.]",
                (
                    "(e) Joint expeditions to describe the life of the deep sea, without prejudice to questions of"
                    " ownership."
                ),
            ),
        ),
        "As GRULAC proposed: knowledge, without prejudice",
        "deep-sea-described",
    ),
    Answer(
        utc("2007-11-15 16:10"),
        "yusupova",
        "deep-sea",
        "accepted",
        "The item now speaks of describing life in the deep sea only.",
        "deep-sea-described",
    ),
    Edit(
        utc("2007-11-19 15:40"),
        "desrochers",
        "objectives",
        (
            (
                "an international regime on access to genetic resources and benefit-sharing.]",
                "an international regime on access to genetic resources and benefit-sharing.]" + text("results"),
            ),
        ),
        "Expected results, five of them",
        "five-results",
    ),
    Retitle(
        utc("2007-11-19 15:50"),
        "desrochers",
        "objectives",
        "IV. Objectives and expected results",
        "The title follows the text",
    ),
    Answer(
        utc("2007-11-19 16:00"),
        "desrochers",
        "results",
        "accepted",
        "Cinq résultats attendus ont été ajoutés. (Five expected results have been added.)",
        "five-results",
    ),
    Edit(
        utc("2007-11-21 14:20"),
        "wierzba",
        "abs",
        (
            (
                (
                    "(c) Joint monitoring of patent applications [India: and of the disclosure of the origin of"
                    " genetic resources and of the knowledge associated with them];"
                ),
                (
                    "(c) Joint monitoring of patent applications, and of what they say on the origin of the"
                    " resources and of the knowledge that were used;"
                ),
            ),
        ),
        "India's point in shorter words",
        "origin-of-both",
    ),
    Answer(utc("2007-11-21 14:30"), "wierzba", "disclosure", "accepted", "Both origins are named.", "origin-of-both"),
    Edit(
        utc("2007-11-26 15:00"),
        "asante",
        "review",
        (
            ("at its [eleventh] [twelfth] meeting", "at its eleventh meeting, when half the period has passed,"),
            after(
                "for whom the activities were meant.",
                (
                    " It is prepared by four reviewers from four regions, none of whom has had a part in the"
                    " steering committee.\n\n49 bis. In the last year of the plan the Conference of the Parties"
                    " considers a second period, on the evidence of the first."
                ),
            ),
        ),
        "Meeting settled; who reviews; the second period",
    ),
    Edit(
        utc("2007-11-27 15:30"), "yusupova", "annex", (("| [1,200] |", "| 1,200 |"),), "Target agreed", "months-agreed"
    ),
    Answer(
        utc("2007-11-27 15:40"),
        "yusupova",
        "months-target",
        "accepted",
        "The bracket has been lifted.",
        "months-agreed",
    ),
    Edit(
        utc("2007-12-13 19:00"),
        "desrochers",
        "plan",
        (
            (
                (
                    "*Draft prepared by the expert group, for review by the Group of 77 and China. Words in square"
                    " brackets are not agreed.*"
                ),
                (
                    "*Text after the first round of review by the Group of 77 and China. Words in square brackets"
                    " are not agreed.*"
                ),
            ),
        ),
        "Status of the text",
    ),
    Freeze(
        utc("2007-12-14 20:00"),
        "desrochers",
        "review-one",
        "Text after the first round of review",
        "UNEP/CBD/SSC/3/L.1",
        date(2007, 12, 14),
        "For members of the Group; not yet shown to others.",
        "restricted",
    ),
)
