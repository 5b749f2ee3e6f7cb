"""The review by the Group of 77 and China, second round, January and February 2008: renumbered and submitted."""

from datetime import date

from wiki.demo.shapes import (
    AddSection,
    Answer,
    CloseStage,
    Comment,
    Edit,
    Freeze,
    Renumber,
    Retitle,
    Step,
    after,
    utc,
)
from wiki.demo.south_south.texts import text

STEPS: tuple[Step, ...] = (
    Comment(
        utc("2008-01-15 14:00"),
        "josephs",
        "g77-second-round",
        None,
        None,
        (
            "The Group of 77 and China opens its second round. It asks the secretariat for an annex on the"
            " use of terms, and asks the owners of brackets other than those on finance to try to do"
            " without them."
        ),
        on_behalf_of="g77",
    ),
    Comment(
        utc("2008-01-18 10:30"),
        "zhou",
        "exclusive-use",
        "partners",
        "exclude any claim to exclusive use of the results",
        "With these words the bracket around the paragraph has no further purpose.",
    ),
    Comment(
        utc("2008-01-22 16:20"),
        "prado",
        "regime-twice",
        "abs",
        ("[Brazil, India: Preparation of common positions for the negotiation of an international regime.]"),
        (
            "Brazil and India have spoken. The point need not be made twice: we withdraw it here if it"
            " stays, in gentler words and without a bracket, among the objectives."
        ),
    ),
    Comment(
        utc("2008-01-24 09:40"),
        "menon",
        "farmers-rights",
        "agriculture",
        "[Farmers' rights to save, use, exchange and sell seed.]",
        (
            "Laws differ among members of the Group. Words that ask Parties to learn from one another's"
            " laws would carry everyone."
        ),
    ),
    Edit(
        utc("2008-02-04 15:00"),
        "wierzba",
        "objectives",
        (
            (
                (
                    "(f) [Brazil, India: To bring together the positions of developing countries in the negotiation"
                    " of an international regime on access to genetic resources and benefit-sharing.]"
                ),
                (
                    "(f) To help developing countries to prepare together for the negotiation of an international"
                    " regime on access to genetic resources and benefit-sharing."
                ),
            ),
        ),
        "Agreed between Brazil, India and the other members",
        "regime-once",
    ),
    Edit(
        utc("2008-02-04 15:10"),
        "wierzba",
        "abs",
        (
            (
                (
                    "that were used;\n\n(d) [Brazil, India: Preparation of common positions for the negotiation of"
                    " an international regime.]"
                ),
                ("that were used;\n\n(d) A yearly account of benefits that were promised, and of those that arrived."),
            ),
        ),
        "Item withdrawn; an account of benefits instead",
    ),
    Answer(
        utc("2008-02-04 15:20"),
        "wierzba",
        "regime-twice",
        "accepted",
        "The point is made once, among the objectives.",
        "regime-once",
    ),
    Answer(
        utc("2008-02-04 15:25"),
        "wierzba",
        "model-clauses",
        "accepted in part",
        "The proposal of January 2007 has become an objective, in words agreed with its authors.",
        "regime-once",
    ),
    Edit(
        utc("2008-02-05 14:30"),
        "yusupova",
        "agriculture",
        (
            (
                "(e) [Farmers' rights to save, use, exchange and sell seed.]",
                "(e) Study of one another's laws on the rights of farmers to save, use, exchange and sell seed.",
            ),
        ),
        "As India proposed",
        "laws-compared",
    ),
    Answer(
        utc("2008-02-05 14:40"),
        "yusupova",
        "farmers-rights",
        "accepted",
        "Taken up in the words proposed.",
        "laws-compared",
    ),
    Edit(
        utc("2008-02-06 15:00"),
        "wierzba",
        "partners",
        (
            (
                (
                    "40 quinquies. [Business and industry may support activities under rules, to be drawn up by the"
                    " steering committee, that exclude any claim to exclusive use of the results.]"
                ),
                (
                    "40 quinquies. Business and industry may support activities under rules, to be drawn up by the"
                    " steering committee, that exclude any claim to exclusive use of the results."
                ),
            ),
        ),
        "Bracket lifted",
        "business-agreed",
    ),
    Answer(utc("2008-02-06 15:10"), "wierzba", "exclusive-use", "accepted", "Lifted.", "business-agreed"),
    Edit(
        utc("2008-02-11 16:00"),
        "desrochers",
        "mandate",
        (
            (
                (
                    "which the Group of 77 will review before it is submitted to the Conference of the Parties at"
                    " its ninth meeting, to be held in Bonn in May 2008."
                ),
                (
                    "which the Group of 77 and China reviewed in two rounds, from October 2007 to February 2008,"
                    " for submission to the Conference of the Parties at its ninth meeting, to be held in Bonn in"
                    " May 2008."
                ),
            ),
            after(
                "and the exchange of information.",
                (
                    "\n\n6 bis. It is carried out together with the programmes of work that already exist. Where"
                    " one of them covers an activity, the plan adds the partners and not a second programme."
                ),
            ),
        ),
        "The review is ending; relation to the programmes of work",
    ),
    Edit(
        utc("2008-02-12 15:20"),
        "asante",
        "principles",
        (
            after(
                "is no substitute.",
                (
                    "\n\n10 bis. The partner that knows the place decides on the method. The partner that has the"
                    " method explains it until it can be done without help."
                ),
            ),
        ),
        "How partners work",
    ),
    Edit(
        utc("2008-02-13 15:00"),
        "yusupova",
        "climate",
        (
            (
                (
                    "Countries that learn how ecosystems soften such changes can warn and help those who will face"
                    " them next."
                ),
                "What one country learns this year about living with such changes, another will need in five.",
            ),
        ),
        "Shorter and plainer",
    ),
    Edit(
        utc("2008-02-14 14:10"),
        "wierzba",
        "followup",
        (
            (
                "46. What is undertaken is followed, and what is learnt is used.",
                (
                    "46. Follow-up serves those who carry out activities first, those who pay for them second, and"
                    " those who write about them last."
                ),
            ),
        ),
        "A purpose instead of a saying",
    ),
    Edit(
        utc("2008-02-18 15:20"),
        "desrochers",
        "annex",
        (
            after(
                "| One half |\n",
                ("\n50 bis. Where a Party cannot supply a figure, it says so; a blank is not counted as nought.\n\n"),
            ),
        ),
        "What a missing figure means",
    ),
    AddSection(
        utc("2008-02-18 15:30"),
        "desrochers",
        "terms",
        "plan",
        "annex",
        text("terms"),
        "Annex on the use of terms, asked for by the Group of 77 and China",
        "terms-added",
    ),
    Retitle(
        utc("2008-02-18 15:40"), "desrochers", "annex", "Annex I. Indicators of progress", "There are two annexes now"
    ),
    Answer(
        utc("2008-02-18 16:00"),
        "desrochers",
        "g77-second-round",
        "accepted",
        "The annex has been added; four brackets outside finance have been lifted by their owners.",
        "terms-added",
    ),
    Edit(
        utc("2008-02-27 19:00"),
        "desrochers",
        "plan",
        (
            (
                (
                    "*Text after the first round of review by the Group of 77 and China. Words in square brackets"
                    " are not agreed.*"
                ),
                (
                    "*Draft submitted by the Group of 77 and China to the Conference of the Parties at its ninth"
                    " meeting. Words in square brackets are not agreed.*"
                ),
            ),
        ),
        "Status of the text",
    ),
    Renumber(utc("2008-02-28 20:00"), "yusupova", "Headings, paragraphs and items numbered afresh"),
    Freeze(
        utc("2008-02-29 20:30"),
        "desrochers",
        "group-text",
        "Draft plan of action submitted by the Group of 77 and China",
        "UNEP/CBD/SSC/3/1",
        date(2008, 2, 29),
        ("For the ninth meeting of the Conference of the Parties. Numbers are new; addresses of paragraphs are not."),
        "public",
    ),
    CloseStage(utc("2008-02-29 23:00"), "desrochers", "review"),
)
