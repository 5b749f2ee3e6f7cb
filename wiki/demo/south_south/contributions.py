"""Contributions of Parties, 27 November 2006 to 31 January 2007: what they said about the elements.

The remarks are here; how the secretariat wrote them into the text stands in compilation.py.
"""

from wiki.demo.shapes import CloseStage, Comment, OpenStage, Reply, Step, utc

STEPS: tuple[Step, ...] = (
    OpenStage(utc("2006-11-27 14:00"), "desrochers", "contributions"),
    Comment(
        utc("2006-12-11 10:20"),
        "menon",
        "registers",
        "knowledge",
        "Registers kept by the communities themselves",
        (
            "India has had good results with documentation in digital form that patent examiners can"
            " search. We propose to add such libraries beside the registers; the two serve different ends"
            " and neither replaces the other."
        ),
    ),
    Comment(
        utc("2006-12-13 18:45"),
        "huanca",
        "no-collection",
        "agriculture",
        "varieties that no collection holds in full",
        (
            "Our members are glad to read this. The list that follows should then name the farmers' own"
            " seed fairs, where most of the exchange happens, and should not begin and end with banks."
        ),
        audience="public",
    ),
    Comment(
        utc("2006-12-14 09:30"),
        "solheim",
        "priorities",
        "triangular",
        "the partners from the South decide on priorities",
        (
            "Norway supports this sentence as it stands. A line on open accounts for triangular activities"
            " would help those of us who must answer to an auditor."
        ),
    ),
    Comment(
        utc("2006-12-19 22:10"),
        "naivalu",
        "islands-missing",
        "activities",
        None,
        (
            "Islands are absent from the list of programme areas. Small island States share problems with"
            " one another that they share with no continent. Fiji asks for a theme of its own and will send"
            " words."
        ),
    ),
    Reply(
        utc("2006-12-20 15:00"),
        "desrochers",
        "islands-missing",
        ("Thank you. Words received before 31 January will be placed between the marine theme and agriculture."),
    ),
    Comment(
        utc("2007-01-09 13:15"),
        "prado",
        "model-clauses",
        "abs",
        "Model clauses for agreements on access",
        (
            "Model clauses are useful only where a regime stands behind them. Brazil proposes a further"
            " item on common positions for the negotiation of an international regime."
        ),
    ),
    Comment(
        utc("2007-01-10 07:40"),
        "menon",
        "model-clauses-india",
        "abs",
        "Joint monitoring of patent applications",
        (
            "India supports Brazil's item on the international regime, and asks that monitoring extend to"
            " the disclosure of origin of the resources and of the knowledge used."
        ),
    ),
    Comment(
        utc("2007-01-11 08:05"),
        "zhou",
        "without-conditions",
        "principles",
        "[, without conditions]",
        (
            "The words should stay and the bracket should go. Cooperation among developing countries has"
            " never carried conditions."
        ),
    ),
    Reply(
        utc("2007-01-12 16:30"),
        "oldenkamp",
        "without-conditions",
        (
            "We understand the intention. Could it be made clear that reporting on the use of funds is not"
            " a condition in this sense?"
        ),
    ),
    Comment(
        utc("2007-01-15 17:20"),
        "umana",
        "grulac-services",
        "forests",
        "A common set of field methods for the restoration of degraded slopes",
        (
            "The region asks that payment for the services of forests be added: several of our countries"
            " have run such schemes for ten years and can say what they would do otherwise."
        ),
        on_behalf_of="grulac",
    ),
    Comment(
        utc("2007-01-17 11:00"),
        "diallo",
        "transhumance",
        "drylands",
        "Joint seasonal assessments of rangeland in transboundary areas",
        (
            "Les évaluations n'ont de sens que si les couloirs de transhumance restent ouverts. Le Sénégal"
            " propose d'ajouter la cartographie et la protection de ces couloirs. (Assessments make sense"
            " only where the routes of herds remain open; we propose to add their mapping and protection.)"
        ),
    ),
    Comment(
        utc("2007-01-18 12:30"),
        "nyirongo",
        "african-fund",
        "finance",
        "[New and additional financial resources are to be provided.]",
        (
            "The African Group cannot accept that finance is the only part of the text without a subject."
            " Who provides, to whom and through what? We propose a fund for South-South cooperation on"
            " biodiversity, with simple procedures."
        ),
        on_behalf_of="african-group",
    ),
    Reply(
        utc("2007-01-19 09:50"),
        "oldenkamp",
        "african-fund",
        (
            "The European Union would find it difficult to agree to a fund before the existing mechanisms"
            " have been asked what they can do."
        ),
    ),
    Reply(
        utc("2007-01-22 14:10"),
        "nyirongo",
        "african-fund",
        ("They have been asked for fourteen years. We are ready to discuss the form of the fund, not the need for it."),
    ),
    Comment(
        utc("2007-01-22 15:45"),
        "mabuza",
        "wildlife",
        "protected",
        "Regional courses for rangers",
        (
            "Rangers, yes; and also those who manage wildlife on communal land outside parks, who are more"
            " numerous and less well trained."
        ),
    ),
    Comment(
        utc("2007-01-23 17:05"),
        "ruel",
        "closed-areas",
        "marine",
        "Twinning of marine protected areas that face similar pressures",
        ("Please count areas closed by custom among them. In many atolls these are the only ones that are respected."),
        audience="public",
    ),
    Comment(
        utc("2007-01-24 10:30"),
        "oldenkamp",
        "eu-finance",
        "finance",
        "contributions of Parties, in money and in kind",
        (
            "The European Union asks for the word 'voluntary' before 'contributions', in keeping with the"
            " nature of the plan."
        ),
        on_behalf_of="eu",
    ),
    Comment(
        utc("2007-01-25 08:20"),
        "zhou",
        "languages",
        "information",
        "in the languages of those who are to use it",
        (
            "China would welcome a sentence on who pays for translation. The principle is good; without"
            " means it will remain one."
        ),
    ),
    Comment(
        utc("2007-01-26 12:00"),
        "qureshi",
        "g77-principle",
        "preamble",
        "It does not replace any commitment",
        (
            "The Group attaches the highest importance to this sentence. It should speak of commitments on"
            " financial resources and technology by name, and recall common but differentiated"
            " responsibilities."
        ),
        on_behalf_of="g77",
    ),
    Reply(
        utc("2007-01-26 16:40"),
        "solheim",
        "g77-principle",
        (
            "The commitments are those of the Convention, and nobody wishes to hide them. Naming two of"
            " several may weaken the others; could the text say 'any commitment' and stop there?"
        ),
    ),
    Comment(
        utc("2007-01-29 15:30"),
        "qureshi",
        "g77-structure",
        None,
        None,
        (
            "The structure is sound. The Group suggests that triangular cooperation be treated among the"
            " means of implementation, since it is a means, and that national focal points be given a"
            " section."
        ),
        on_behalf_of="g77",
    ),
    Comment(
        utc("2007-01-30 13:40"),
        "prado",
        "committee",
        "steering",
        "members nominated by the regional groups",
        (
            "How many? A committee of more than fifteen does not steer. Brazil suggests two for each"
            " region, and one for the holders of traditional knowledge."
        ),
    ),
    Comment(
        utc("2007-01-31 21:30"),
        "huanca",
        "farmers-taxonomy",
        "capacity",
        "taxonomists, managers of collections, park staff, negotiators and teachers",
        "Farmers who breed are missing from this list.",
        audience="public",
    ),
    CloseStage(utc("2007-01-31 23:05"), "desrochers", "contributions"),
)
