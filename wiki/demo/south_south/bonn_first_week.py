"""The Conference of the Parties at its ninth meeting, Bonn, 19 to 23 May 2008: the contact group begins."""

from wiki.demo.shapes import (
    Answer,
    Comment,
    Edit,
    OpenStage,
    Reply,
    Step,
    cut,
    utc,
)

STEPS: tuple[Step, ...] = (
    OpenStage(utc("2008-05-19 08:00"), "desrochers", "cop-9"),
    Comment(
        utc("2008-05-19 13:20"),
        "josephs",
        "heart-of-it",
        "finance",
        (
            "[Group of 77 and China: Developed country Parties provide new and additional financial"
            " resources for the activities under the plan.]"
        ),
        (
            "For the Group this paragraph is the heart of the matter. It is ready to look at the verb, not"
            " at the adjectives."
        ),
        on_behalf_of="g77",
    ),
    Comment(
        utc("2008-05-19 15:45"),
        "solheim",
        "window",
        "finance",
        "A fund for South-South cooperation on biodiversity is established",
        (
            "A new fund needs a board, a host and years. A window in a trust fund that exists could take"
            " applications next spring. Norway would put money into it."
        ),
    ),
    Reply(
        utc("2008-05-20 07:30"),
        "nyirongo",
        "window",
        (
            "We said we would discuss the form. If the procedures are those that the bracket asks for, the"
            " African Group can take a window."
        ),
    ),
    Comment(
        utc("2008-05-20 09:10"),
        "ruel",
        "mining",
        "marine",
        "Joint expeditions to describe the life of the deep sea",
        "We ask that expeditions be preceded by a halt to prospecting for minerals on the sea floor.",
        audience="public",
    ),
    Comment(
        utc("2008-05-20 10:30"),
        "huanca",
        "study-or-respect",
        "agriculture",
        "Study of one another's laws on the rights of farmers",
        "The right was in the text in September; now only its study is. We ask for the earlier words.",
        audience="public",
    ),
    Comment(
        utc("2008-05-20 14:00"),
        "prado",
        "protected-technology",
        "technology",
        "[, including for technology that is protected by intellectual property rights]",
        ("Brazil needs to see that such technology is not left out by silence. It does not need the word 'including'."),
    ),
    Reply(
        utc("2008-05-20 16:15"),
        "oldenkamp",
        "protected-technology",
        "And Germany needs to see that the rights are respected. Both can stand in one phrase.",
    ),
    Edit(
        utc("2008-05-21 13:00"),
        "asante",
        "preamble",
        (
            (
                "[, in accordance with the principle of common but differentiated responsibilities].",
                (
                    ", and it is carried out in accordance with the principle of common but differentiated"
                    " responsibilities."
                ),
            ),
        ),
        "Agreed in the contact group",
    ),
    Edit(
        utc("2008-05-22 09:30"),
        "asante",
        "technology",
        (
            (
                "terms[, including for technology that is protected by intellectual property rights].",
                (
                    "terms. Technology that is protected by intellectual property rights is shared in the same"
                    " ways, with respect for those rights."
                ),
            ),
        ),
        "One phrase for both concerns",
        "rights-respected",
    ),
    Answer(
        utc("2008-05-22 09:45"),
        "desrochers",
        "protected-technology",
        "accepted",
        "Such technology is named, and so is respect for the rights in it.",
        "rights-respected",
    ),
    Edit(
        utc("2008-05-22 14:20"),
        "desrochers",
        "executive",
        (cut("[, within the approved budget]"),),
        "Lifted: the budget has its own decision",
        "budget-cut",
    ),
    Answer(
        utc("2008-05-22 14:30"),
        "desrochers",
        "budget-words",
        "accepted",
        "The words have been taken out; the decision on the budget says it for all programmes.",
        "budget-cut",
    ),
    Answer(
        utc("2008-05-23 08:30"),
        "desrochers",
        "mining",
        "out of scope",
        "Minerals on the sea floor are dealt with by another body. The plan takes no position.",
    ),
    Answer(
        utc("2008-05-23 08:40"),
        "desrochers",
        "study-or-respect",
        "not accepted",
        (
            "The words were weighed in two rounds; Parties whose laws differ could agree on learning from"
            " one another only."
        ),
    ),
    Reply(
        utc("2008-05-23 12:15"), "huanca", "study-or-respect", "We take note, with regret, and will send our own study."
    ),
)
