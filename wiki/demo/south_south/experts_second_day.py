"""The expert group, 12 September 2007: subjects, means and indicators; most brackets stand on this evening."""

from datetime import date

from wiki.demo.shapes import Comment, Edit, Freeze, Step, after, utc

STEPS: tuple[Step, ...] = (
    Edit(
        utc("2007-09-12 13:20"),
        "barros",
        "abs",
        (
            (
                "26. Developing countries hold most genetic resources and have gained little from their use.",
                "26. [Developing countries hold most genetic resources and have gained little from their use.]",
            ),
            (
                "(a) Model clauses for agreements on access;",
                (
                    "(a) Model clauses for agreements on access, tried out first between Parties that are both"
                    " providers and users;"
                ),
            ),
            (
                "(b) A roster of lawyers and scientists from developing countries who advise one another;",
                (
                    "(b) A roster of lawyers and scientists from developing countries who advise one another, in"
                    " person and at short notice, while a contract is being negotiated;\n\n(b bis) Checkpoints at"
                    " which research permits, exports and publications can be compared;"
                ),
            ),
        ),
        "Model clauses between equals, advice on call, checkpoints",
        "abs-worked",
    ),
    Edit(
        utc("2007-09-12 13:50"),
        "iyer",
        "knowledge",
        (
            (
                "under the rules that they set.",
                (
                    "under the rules that they set. What is said at such a meeting does not become public by being"
                    " said there. Women, who keep much of the knowledge of seeds and of medicine, speak for"
                    " themselves."
                ),
            ),
            (
                "(a) Meetings of holders of knowledge from the same biome;",
                (
                    "(a) Meetings of holders of knowledge from the same biome, on the land of one of them and in"
                    " languages that they choose;"
                ),
            ),
            (
                "(c) Comparison of national laws that protect traditional knowledge.",
                (
                    "(c) Comparison of national laws that protect traditional knowledge, with advice to Parties"
                    " that are drafting one;\n\n(d) Apprenticeships, so that what is known by a few old people in"
                    " one valley is learnt by young ones in two."
                ),
            ),
        ),
        "Women, languages, apprenticeships",
    ),
    Edit(
        utc("2007-09-12 14:30"),
        "lin",
        "mission",
        (
            ("from 2009 to 2015,", "from 2009 to [2015] [2020],"),
            after(
                "means for carrying out the Convention.",
                (
                    " It sets out what is to be done together, who offers to lead, and how all can see what has"
                    " been achieved."
                ),
            ),
        ),
        "Two end years, as in the vision; what the plan sets out",
    ),
    Edit(
        utc("2007-09-12 15:10"),
        "lin",
        "technology",
        (
            (
                "licences on preferential terms.",
                (
                    "licences on [fair and most favourable] [mutually agreed] terms[, including for technology that"
                    " is protected by intellectual property rights]."
                ),
            ),
            (
                "who holds the data, the specimens and the results.",
                (
                    "who holds the data, the specimens and the results. Duplicate specimens stay in the country of"
                    " origin, and authors from that country are named.\n\n36 bis. Parties are invited to cooperate"
                    " in particular in the following fields:\n\n(a) Remote sensing at scales at which a district"
                    " officer can use it;\n\n(b) Keys, guides and reference sequences for the groups of organisms"
                    " that matter most to farming, health and fisheries;\n\n(c) Propagation of native trees, corals"
                    " and fish;\n\n(d) Stoves, dryers, presses and other small machines that lessen the demand on"
                    " wild plants."
                ),
            ),
        ),
        "Terms of licences reopened; specimens; fields of cooperation",
    ),
    Edit(
        utc("2007-09-12 16:00"),
        "njoroge",
        "capacity",
        (
            after("candidates from other countries.", " Fees, where there are any, are the same for all of them."),
            (
                "teachers and farmers who breed.",
                (
                    "teachers and farmers who breed. At least half of the places go to women.\n\n34 bis. Capacity"
                    " is developed through:\n\n(a) Courses of two to twelve weeks, with a task that the participant"
                    " brings from home and takes back solved;\n\n(b) Secondment of staff between ministries,"
                    " museums and parks for up to a year;\n\n(c) Pairs of universities that recognize one another's"
                    " credits;\n\n(d) Grants for young researchers who work in another developing country;\n\n(e) A"
                    " yearly course for negotiators, taught by those who have just left the table.\n\n34 ter. [The"
                    " steering committee designates at least one centre of excellence in each subregion by 2010.]"
                ),
            ),
        ),
        "Forms of capacity development; centres in each subregion",
    ),
    Edit(
        utc("2007-09-12 17:20"),
        "quiros",
        "finance",
        (
            (
                "development banks; and foundations.",
                (
                    "development banks; foundations; and payment by those who benefit from ecosystems to those who"
                    " look after them.\n\n39 bis. Contributions in kind are counted. A month of a specialist's"
                    " time, a laboratory lent or a course opened to neighbours is entered in the accounts of the"
                    " plan at the cost of the country that gives it."
                ),
            ),
        ),
        "Payment for services; contributions in kind counted",
        "in-kind",
    ),
    Comment(
        utc("2007-09-12 18:00"),
        "nyirongo",
        "in-kind-value",
        "finance",
        "at the cost of the country that gives it",
        (
            "A specialist's month costs one tenth in Lilongwe of what it costs in some other capitals."
            " Counted in this way, the contribution of the poorest looks smallest. Count months."
        ),
        on_behalf_of="african-group",
    ),
    Edit(
        utc("2007-09-12 18:30"),
        "mokoena",
        "annex",
        (
            ("| 2,000 |", "| [2,000] [3,000] |"),
            ("| To be determined |", "| [500] |"),
            (
                "| 150 |\n",
                (
                    "| 150 |\n| 5 | Specialist months given to another developing country | Reports of Parties |"
                    " [1,200] |\n| 6 | Transboundary areas under a joint plan of management | Protected area"
                    " authorities | 30 |\n| 7 | Community seed banks that exchange material across borders |"
                    " Networks of farmers | 60 |\n| 8 | Share of women among persons trained | Centres of"
                    " excellence | One half |\n"
                ),
            ),
        ),
        "Indicators 5 to 8; targets in brackets",
        "months-counted",
    ),
    Edit(
        utc("2007-09-12 19:10"),
        "lin",
        "review",
        (("at its [eleventh] meeting", "at its [eleventh] [twelfth] meeting"),),
        "Another meeting proposed",
    ),
    Edit(
        utc("2007-09-12 19:40"),
        "desrochers",
        "executive",
        (
            (
                "supports the steering committee and helps Parties to find partners.",
                (
                    "supports the steering committee and helps Parties to find partners[, within the approved"
                    " budget].\n\n44 bis. To this end the Executive Secretary:\n\n(a) Keeps a register of centres"
                    " of excellence, of offers and of requests;\n\n(b) Brings together, once in two years, those"
                    " who have done the same kind of work in different regions;\n\n(c) Prepares, with the partners,"
                    " a short account of each activity that others might repeat;\n\n(d) Seeks the support of other"
                    " conventions and of organizations of the United Nations system that work for South-South"
                    " cooperation."
                ),
            ),
        ),
        "Tasks of the Executive Secretary",
    ),
    Comment(
        utc("2007-09-12 20:05"),
        "solheim",
        "budget-words",
        "executive",
        "[, within the approved budget]",
        ("These words are in every text because they are true of every text. We could do without them here."),
    ),
    Edit(
        utc("2007-09-12 20:20"),
        "hadiwinoto",
        "steering",
        (
            (
                "The committee meets once a year",
                "The committee chooses two co-chairs from different regions for two years. It meets once a year",
            ),
            after(
                "on the margins of other meetings.",
                (
                    "\n\n43 bis. The committee:\n\n(a) Adopts a programme of activities for two years at a time;"
                    "\n\n(b) Matches offers with requests that the clearing-house could not match;\n\n(c) Proposes"
                    " the centres of excellence;\n\n(d) [Decides on the use of the fund for South-South"
                    " cooperation;]\n\n(e) Tells the Conference of the Parties what stands in the way."
                ),
            ),
        ),
        "Co-chairs and tasks of the committee",
    ),
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
)
