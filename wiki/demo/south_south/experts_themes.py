"""The expert group, Montreal, 11 and 12 September 2007: the themes are filled by those who know them."""

from wiki.demo.shapes import (
    AddSection,
    Answer,
    Comment,
    Edit,
    OpenStage,
    Reply,
    Step,
    Write,
    after,
    utc,
)

CLIMATE = """### I. Biodiversity and climate change

29 bis. Rainfall that comes late, glaciers that shrink and seas that rise change what grows where. Countries that learn how ecosystems soften such changes can warn and help those who will face them next.

29 ter. [Activities under this theme do not prejudge the obligations of Parties under other conventions.]

29 quater. Useful first steps are:

(a) Study of the paths by which species may move to cooler or wetter places, and of what stands in their way;

(b) Joint projects in which forests, wetlands and reefs protect people from floods, heat and storms;

(c) [Exchange of experience with reducing emissions from deforestation;]

(d) Advice on the effects that plantations for fuel have on food, water and wildlife.

"""

WATERS = """### C. Inland waters and wetlands

18. Rivers, lakes and aquifers that are shared call for decisions that are shared. A dam, a canal or a drained marsh in one country is felt in the next, often by people who were never asked.

18 bis. Basin organizations exist in most regions of the South, and few of them employ a biologist. They are invited to include biological diversity in their mandates, their budgets and their work plans.

19. What neighbours on the same water can do together includes:

(a) Agreements between neighbouring fisheries on closed seasons, mesh sizes and the release of young fish;

(b) Joint surveys of migratory waterbirds and freshwater fish, with one calendar and one set of forms;

(c) Studies of how much water an ecosystem needs, and in which month, made before a dam is licensed and not after;

(d) The study and rewetting of peatlands, in which tropical countries have so far worked alone;

(e) Oases: exchange among date growers, well keepers and botanists on how springs and their gardens survive.

"""

STEPS: tuple[Step, ...] = (
    OpenStage(utc("2007-09-11 13:00"), "desrochers", "experts"),
    Edit(
        utc("2007-09-11 13:40"),
        "desrochers",
        "plan",
        (
            (
                "*Compilation of the contributions received by 31 January 2007. Words in square brackets are not agreed.*",
                "*Working text of the expert group. Words in square brackets are not agreed.*",
            ),
        ),
        "Status of the text",
    ),
    Comment(
        utc("2007-09-11 14:05"),
        "umana",
        "flood-plains",
        "waters",
        "flood plains that protect cities downstream",
        "Cities are not the only ones downstream. Could the item speak of people?",
    ),
    Edit(
        utc("2007-09-11 14:50"),
        "barros",
        "forests",
        (
            (
                "to compare their inventories, to use the same definitions of forest degradation and to plan the management of"
                " the shared ecosystem together.",
                "to compare their inventories and to plan the management of the shared ecosystem together. Where definitions of"
                " forest degradation differ, tables of correspondence are drawn up, so that maps meet at the border.",
            ),
            (
                "(a) Exchange visits between forest services, with community foresters among the visitors;",
                "(a) Exchange visits between forest services, with community foresters among the visitors and a written account"
                " of what each side will try at home;\n\n(a bis) Sharing of satellite images and of the training needed to read"
                " them, so that clearing is seen within days;",
            ),
            (
                "(c) Early warning of fires across borders;",
                "(c) Early warning of fires across borders, and agreements by which crews may cross them;",
            ),
        ),
        "Correspondence of definitions; satellite images; crews",
    ),
    Edit(
        utc("2007-09-11 15:30"),
        "njoroge",
        "drylands",
        (
            after(
                "The plan builds on them.",
                " Wells, salt licks and grazing reserves that elders once shared by word of mouth now need a place in the"
                " agreements between States.",
            ),
            (
                "(b) Schools in the field where pastoralists from several countries teach one another;",
                "(b) Schools in the field where pastoralists from several countries teach one another, held where the herds are"
                " and in the season when they rest;",
            ),
            (
                "(c) The study of native plants that hold moving sand and yield fodder.",
                "(c) The study of native plants that hold moving sand and yield fodder;\n\n(d) Nurseries along the desert's edge"
                " that exchange seed under one phytosanitary certificate;\n\n(e) Insurance for herds, designed and tested with"
                " those who own them.",
            ),
        ),
        "Shared institutions, nurseries, insurance",
    ),
    AddSection(
        utc("2007-09-11 16:20"),
        "quiros",
        "climate",
        "activities",
        "knowledge",
        CLIMATE,
        "New theme, agreed for discussion in the morning",
        "climate-added",
    ),
    Comment(
        utc("2007-09-11 17:45"),
        "menon",
        "climate-elsewhere",
        "climate",
        "[Exchange of experience with reducing emissions from deforestation;]",
        "This is under negotiation elsewhere and should not be settled here by the way. India asks that the item, if not the"
        " theme, be taken out.",
    ),
    Write(
        utc("2007-09-11 18:10"),
        "mansour",
        "waters",
        WATERS,
        "Section written anew with the experts on rivers, peat and oases",
        "waters-anew",
    ),
    Reply(
        utc("2007-09-11 18:25"),
        "mansour",
        "flood-plains",
        "You were right, and the item has gone in the rewriting: what it meant is now in the sentence on people who were never"
        " asked.",
    ),
    Edit(
        utc("2007-09-11 19:00"),
        "vakatawa",
        "islands",
        (
            (
                "[Fiji: Islands hold",
                "Islands hold",
            ),
            (
                "no island can afford to learn everything alone.]",
                "no island can afford to learn everything alone.",
            ),
            (
                "(c) Management from ridge to reef, in which one plan covers the slope, the village and the lagoon.",
                "(c) Management from ridge to reef, in which one plan covers the slope, the village and the lagoon;\n\n(d)"
                " [Compensation for losses caused by species that ships bring in;]\n\n(e) A shared herbarium and museum service"
                " for States that cannot keep one each.",
            ),
        ),
        "Opening agreed; herbarium; an open item on ships",
    ),
    Edit(
        utc("2007-09-11 19:30"),
        "hadiwinoto",
        "marine",
        (
            after(
                "shelter them from storms.",
                " Small-scale fishers land much of the catch that is eaten along these coasts and are seldom in the room when"
                " rules are made; Parties invite them. Since the great wave of 2004 no coastal planner needs to be told what a belt of mangroves is worth.",
            ),
            (
                "(a) Twinning of marine protected areas that face similar pressures;",
                "(a) Twinning of marine protected areas that face similar pressures, areas closed by custom among them;",
            ),
            (
                "(c) Exchange of methods for replanting mangroves with native species.",
                "(c) Exchange of methods for replanting mangroves with native species, including a plain record of failures;"
                "\n\n(d) Joint patrols and a common list of vessels that have fished unlawfully;\n\n(e) [Cooperation on genetic"
                " resources of the deep sea.]",
            ),
        ),
        "Custom, failures, vessels; the deep sea in a bracket",
        "custom-closures",
    ),
    Answer(
        utc("2007-09-11 19:45"),
        "desrochers",
        "closed-areas",
        "accepted",
        "Areas closed by custom are named in item (a).",
        "custom-closures",
    ),
    Edit(
        utc("2007-09-11 20:15"),
        "iyer",
        "agriculture",
        (
            after(
                "that no collection holds in full.",
                " The same is true of breeds: a goat that gives little milk but walks forty kilometres to water is missed only"
                " when it is gone.",
            ),
            (
                "(b) Joint evaluation of crop wild relatives for tolerance to heat and salt;",
                "(b) Joint evaluation of crop wild relatives and landraces for tolerance to heat, drought and salt, in the"
                " fields of several countries in the same season;",
            ),
            (
                "(c) Inclusion of local varieties in school meals and public purchasing.",
                "(c) Inclusion of local varieties in school meals and public purchasing;\n\n(d) A network on pollinators, with"
                " keys for their identification and rules for the use of insecticides while crops are in"
                " flower;\n\n(e) [Farmers' rights to save, use, exchange and sell seed.]\n\n23 bis. Material that is exchanged moves with the papers that national"
                " law and the relevant treaties require. A standard agreement, in plain words, is prepared for use between public"
                " institutions.",
            ),
        ),
        "Breeds, field trials, pollinators; farmers' rights still open",
    ),
    Edit(
        utc("2007-09-11 20:50"),
        "mokoena",
        "protected",
        (
            after(
                "with the people who live in and around them.",
                " Parks for peace have shown that a fence taken down can do as much for neighbours as a treaty signed.",
            ),
            (
                "(a) Peer review of the effectiveness of management, park by park;",
                "(a) Peer review of the effectiveness of management, park by park, by wardens and not by consultants;",
            ),
            (
                "and for managers of wildlife on communal land.",
                "and for managers of wildlife on communal land;\n\n(d) Models for the sharing of income from visitors with the"
                " villages at the gate;\n\n(e) Veterinary agreements for the places where wildlife and cattle drink together."
                "\n\n25 bis. Where a corridor crosses land on which people live and farm, the Parties concerned agree first on who"
                " bears the losses caused by wild animals, and on how soon they are made good.",
            ),
        ),
        "Peace parks, income, veterinary agreements",
    ),
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
                "(a) Model clauses for agreements on access, tried out first between Parties that are both providers and"
                " users;",
            ),
            (
                "(b) A roster of lawyers and scientists from developing countries who advise one another;",
                "(b) A roster of lawyers and scientists from developing countries who advise one another, in person and at"
                " short notice, while a contract is being negotiated;\n\n(b bis) Checkpoints at which research permits,"
                " exports and publications can be compared;",
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
                "under the rules that they set. What is said at such a meeting does not become public by being said there."
                " Women, who keep much of the knowledge of seeds and of medicine, speak for themselves.",
            ),
            (
                "(a) Meetings of holders of knowledge from the same biome;",
                "(a) Meetings of holders of knowledge from the same biome, on the land of one of them and in languages that"
                " they choose;",
            ),
            (
                "(c) Comparison of national laws that protect traditional knowledge.",
                "(c) Comparison of national laws that protect traditional knowledge, with advice to Parties that are drafting"
                " one;\n\n(d) Apprenticeships, so that what is known by a few old people in one valley is learnt by young ones"
                " in two.",
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
                " It sets out what is to be done together, who offers to lead, and how all can see what has been achieved.",
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
                "licences on [fair and most favourable] [mutually agreed] terms[, including for technology that is protected by"
                " intellectual property rights].",
            ),
            (
                "who holds the data, the specimens and the results.",
                "who holds the data, the specimens and the results. Duplicate specimens stay in the country of origin, and"
                " authors from that country are named.\n\n36 bis. Parties are invited to cooperate in particular in the"
                " following fields:\n\n(a) Remote sensing at scales at which a district officer can use it;\n\n(b) Keys, guides"
                " and reference sequences for the groups of organisms that matter most to farming, health and fisheries;\n\n(c)"
                " Propagation of native trees, corals and fish;\n\n(d) Stoves, dryers, presses and other small machines that"
                " lessen the demand on wild plants.",
            ),
        ),
        "Terms of licences reopened; specimens; fields of cooperation",
    ),
    Edit(
        utc("2007-09-12 16:00"),
        "njoroge",
        "capacity",
        (
            after(
                "candidates from other countries.",
                " Fees, where there are any, are the same for all of them.",
            ),
            (
                "teachers and farmers who breed.",
                "teachers and farmers who breed. At least half of the places go to women.\n\n34 bis. Capacity is developed"
                " through:\n\n(a) Courses of two to twelve weeks, with a task that the participant brings from home and takes"
                " back solved;\n\n(b) Secondment of staff between ministries, museums and parks for up to a year;\n\n(c) Pairs"
                " of universities that recognize one another's credits;\n\n(d) Grants for young researchers who work in another"
                " developing country;\n\n(e) A yearly course for negotiators, taught by those who have just left the"
                " table.\n\n34 ter. [The steering committee designates at least one centre of excellence in each subregion by"
                " 2010.]",
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
                "development banks; foundations; and payment by those who benefit from ecosystems to those who look after"
                " them.\n\n39 bis. Contributions in kind are counted. A month of a specialist's time, a laboratory lent or a"
                " course opened to neighbours is entered in the accounts of the plan at the cost of the country that gives it.",
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
        "A specialist's month costs one tenth in Lilongwe of what it costs in some other capitals. Counted in this way, the"
        " contribution of the poorest looks smallest. Count months.",
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
                "| 150 |\n| 5 | Specialist months given to another developing country | Reports of Parties | [1,200] |\n| 6 |"
                " Transboundary areas under a joint plan of management | Protected area authorities | 30 |\n| 7 | Community"
                " seed banks that exchange material across borders | Networks of farmers | 60 |\n| 8 | Share of women among"
                " persons trained | Centres of excellence | One half |\n",
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
                "supports the steering committee and helps Parties to find partners[, within the approved budget].\n\n44 bis. To"
                " this end the Executive Secretary:\n\n(a) Keeps a register of centres of excellence, of offers and of"
                " requests;\n\n(b) Brings together, once in two years, those who have done the same kind of work in different"
                " regions;\n\n(c) Prepares, with the partners, a short account of each activity that others might repeat;\n\n(d)"
                " Seeks the support of other conventions and of organizations of the United Nations system that work for"
                " South-South cooperation.",
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
        "These words are in every text because they are true of every text. We could do without them here.",
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
                "\n\n43 bis. The committee:\n\n(a) Adopts a programme of activities for two years at a time;\n\n(b) Matches"
                " offers with requests that the clearing-house could not match;\n\n(c) Proposes the centres of excellence;\n\n(d)"
                " [Decides on the use of the fund for South-South cooperation;]\n\n(e) Tells the Conference of the Parties what"
                " stands in the way.",
            ),
        ),
        "Co-chairs and tasks of the committee",
    ),
)
