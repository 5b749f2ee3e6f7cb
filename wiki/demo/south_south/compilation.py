"""How the secretariat wrote the contributions into the text in February 2007: brackets with the names of their owners."""

from datetime import date

from wiki.demo.shapes import AddSection, Answer, Edit, Freeze, Reply, Resolve, Step, after, utc

ISLANDS = """### D bis. Islands

21 bis. [Fiji: Islands hold a share of the world's species, and of its extinctions, far beyond their share of its land. Each has few specialists, and no island can afford to learn everything alone.]

21 ter. Island States may set up together:

(a) A pool of specialists who travel between island States to control invasive species and to check cargo before it leaves port;

(b) Rearing and return to the wild of plants, birds and reptiles that survive on one island only;

(c) Management from ridge to reef, in which one plan covers the slope, the village and the lagoon.

"""

STEPS: tuple[Step, ...] = (
    Edit(
        utc("2007-02-01 14:30"),
        "wierzba",
        "plan",
        (
            (
                "*Elements identified by the planning meeting, for the consideration of Parties.*",
                "*Compilation of the contributions received by 31 January 2007. Words in square brackets are not agreed.*",
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
                "It does not replace any commitment that Parties have accepted under the Convention on Biological Diversity.",
                "It does not replace any commitment [Group of 77 and China: on financial resources and on the transfer of"
                " technology] that Parties have accepted under the Convention on Biological Diversity[, in accordance with the"
                " principle of common but differentiated responsibilities].",
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
        "Written into the text in two brackets, one of which bears the name of the Group, for the expert group to consider.",
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
                "(e) To make the voice of developing countries heard in the scientific bodies of the Convention.",
                "(e) To make the voice of developing countries heard in the scientific bodies of the Convention;\n\n"
                "(f) [Brazil, India: To bring together the positions of developing countries in the negotiation of an"
                " international regime on access to genetic resources and benefit-sharing.]",
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
                "(c) Early warning of fires across borders;\n\n(d) [Group of Latin American and Caribbean Countries: Payment"
                " for the services that forests render, with frank accounts of what has failed.]",
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
                "(a) Joint seasonal assessments of rangeland in transboundary areas;\n\n(a bis) [Senegal: Mapping and legal"
                " protection of the routes along which herds move between countries;]",
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
        "Les termes proposés figurent dans le texte, entre crochets, au nom du Sénégal. (The words stand in the text, in a"
        " bracket in the name of Senegal.)",
        "herd-routes",
    ),
    AddSection(
        utc("2007-02-05 15:40"),
        "desrochers",
        "islands",
        "activities",
        "marine",
        ISLANDS,
        "New theme, words sent by Fiji",
        "islands-added",
    ),
    Answer(
        utc("2007-02-05 15:50"),
        "desrochers",
        "islands-missing",
        "accepted",
        "A theme has been added; its opening paragraph stands in a bracket until the expert group has seen it.",
        "islands-added",
    ),
    Reply(
        utc("2007-02-05 23:30"),
        "naivalu",
        "islands-missing",
        "Vinaka. We can live with the bracket for a few months.",
    ),
    Resolve(utc("2007-02-06 14:00"), "desrochers", "islands-missing"),
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
                "(c) Joint monitoring of patent applications [India: and of the disclosure of the origin of genetic resources"
                " and of the knowledge associated with them];\n\n(d) [Brazil, India: Preparation of common positions for the"
                " negotiation of an international regime.]",
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
        "Both points stand in the text in brackets; whether they belong in a plan of cooperation is for the experts to say.",
        "regime-item",
    ),
    Edit(
        utc("2007-02-06 17:00"),
        "yusupova",
        "knowledge",
        (
            (
                "(b) Registers kept by the communities themselves;",
                "(b) Registers kept by the communities themselves[, and digital libraries that patent examiners can search];",
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
                "40. [Group of 77 and China: Developed country Parties provide new and additional financial resources for the"
                " activities under the plan.]\n\n40 alt. [European Union: Activities are carried out within available"
                " resources.]\n\n40 bis. [African Group: A fund for South-South cooperation on biodiversity is established,"
                " with procedures that a small institution can follow.]",
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
                "5. Parties are invited to send their contributions on those elements and on that structure by 31 January 2007."
                " An expert group will meet",
                "5. Parties sent contributions on those elements and on that structure, which were due by 31 January 2007. An"
                " expert group will meet",
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
