"""The expert group, Montreal, 11 September 2007: the ecosystem themes are filled by those who know them."""

from wiki.demo.shapes import AddSection, Answer, Comment, Edit, OpenStage, Reply, Resolve, Step, Write, after, utc
from wiki.demo.south_south.texts import text

STEPS: tuple[Step, ...] = (
    OpenStage(utc("2007-09-11 13:00"), "desrochers", "experts"),
    Edit(
        utc("2007-09-11 13:40"),
        "desrochers",
        "plan",
        (
            (
                (
                    "*Compilation of the contributions received by 31 January 2007. Words in square brackets are"
                    " not agreed.*"
                ),
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
                (
                    "to compare their inventories, to use the same definitions of forest degradation and to plan"
                    " the management of the shared ecosystem together."
                ),
                (
                    "to compare their inventories and to plan the management of the shared ecosystem together."
                    " Where definitions of forest degradation differ, tables of correspondence are drawn up, so"
                    " that maps meet at the border."
                ),
            ),
            (
                "(a) Exchange visits between forest services, with community foresters among the visitors;",
                (
                    "(a) Exchange visits between forest services, with community foresters among the visitors and a"
                    " written account of what each side will try at home;\n\n(a bis) Sharing of satellite images"
                    " and of the training needed to read them, so that clearing is seen within days;"
                ),
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
                (
                    " Wells, salt licks and grazing reserves that elders once shared by word of mouth now need a"
                    " place in the agreements between States."
                ),
            ),
            (
                "(b) Schools in the field where pastoralists from several countries teach one another;",
                (
                    "(b) Schools in the field where pastoralists from several countries teach one another, held"
                    " where the herds are and in the season when they rest;"
                ),
            ),
            (
                "(c) The study of native plants that hold moving sand and yield fodder.",
                (
                    "(c) The study of native plants that hold moving sand and yield fodder;\n\n(d) Nurseries along"
                    " the desert's edge that exchange seed under one phytosanitary certificate;\n\n(e) Insurance"
                    " for herds, designed and tested with those who own them."
                ),
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
        text("climate"),
        "New theme, agreed for discussion in the morning",
        "climate-added",
    ),
    Comment(
        utc("2007-09-11 17:45"),
        "menon",
        "climate-elsewhere",
        "climate",
        "[Exchange of experience with reducing emissions from deforestation;]",
        (
            "This is under negotiation elsewhere and should not be settled here by the way. India asks that"
            " the item, if not the theme, be taken out."
        ),
    ),
    Write(
        utc("2007-09-11 18:10"),
        "mansour",
        "waters",
        text("waters"),
        "Section written anew with the experts on rivers, peat and oases",
        "waters-anew",
    ),
    Reply(
        utc("2007-09-11 18:25"),
        "mansour",
        "flood-plains",
        (
            "You were right, and the item has gone in the rewriting: what it meant is now in the sentence"
            " on people who were never asked."
        ),
    ),
    Edit(
        utc("2007-09-11 19:00"),
        "vakatawa",
        "islands",
        (
            ("[Fiji: Islands hold", "Islands hold"),
            ("no island can afford to learn everything alone.]", "no island can afford to learn everything alone."),
            (
                ("(c) Management from ridge to reef, in which one plan covers the slope, the village and the lagoon."),
                (
                    "(c) Management from ridge to reef, in which one plan covers the slope, the village and the"
                    " lagoon;\n\n(d) [Compensation for losses caused by species that ships bring in;]\n\n(e) A"
                    " shared herbarium and museum service for States that cannot keep one each."
                ),
            ),
        ),
        "Opening agreed; herbarium; an open item on ships",
    ),
    Reply(
        utc("2007-09-11 19:10"),
        "naivalu",
        "islands-missing",
        "Vinaka to the experts: the bracket around the opening went today. Seven months was not too long.",
    ),
    Resolve(utc("2007-09-11 19:12"), "naivalu", "islands-missing"),
    Edit(
        utc("2007-09-11 19:30"),
        "hadiwinoto",
        "marine",
        (
            after(
                "was first learnt in developing countries, village by village.",
                (
                    " Small-scale fishers land much of the catch that is eaten along these coasts and are seldom in"
                    " the room when rules are made; Parties invite them. Since the great wave of 2004 no coastal"
                    " planner needs to be told what a belt of mangroves is worth."
                ),
            ),
            (
                "(a) Twinning of marine protected areas that face similar pressures;",
                (
                    "(a) Twinning of marine protected areas that face similar pressures, areas closed by custom"
                    " among them;"
                ),
            ),
            (
                "(c) Exchange of methods for replanting mangroves with native species.",
                (
                    "(c) Exchange of methods for replanting mangroves with native species, including a plain record"
                    " of failures;\n\n(d) Joint patrols and a common list of vessels that have fished unlawfully;"
                    "\n\n(e) [Cooperation on genetic resources of the deep sea.]"
                ),
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
                (
                    " The same is true of breeds: a goat that gives little milk but walks forty kilometres to water"
                    " is missed only when it is gone."
                ),
            ),
            (
                "(b) Joint evaluation of crop wild relatives for tolerance to heat and salt;",
                (
                    "(b) Joint evaluation of crop wild relatives and landraces for tolerance to heat, drought and"
                    " salt, in the fields of several countries in the same season;"
                ),
            ),
            (
                "(c) Inclusion of local varieties in school meals and public purchasing.",
                (
                    "(c) Inclusion of local varieties in school meals and public purchasing;\n\n(d) A network on"
                    " pollinators, with keys for their identification and rules for the use of insecticides while"
                    " crops are in flower;\n\n(e) [Farmers' rights to save, use, exchange and sell seed.]\n\n23"
                    " bis. Material that is exchanged moves with the papers that national law and the relevant"
                    " treaties require. A standard agreement, in plain words, is prepared for use between public"
                    " institutions."
                ),
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
                (
                    " Parks for peace have shown that a fence taken down can do as much for neighbours as a treaty"
                    " signed."
                ),
            ),
            (
                "(a) Peer review of the effectiveness of management, park by park;",
                (
                    "(a) Peer review of the effectiveness of management, park by park, by wardens and not by"
                    " consultants;"
                ),
            ),
            (
                "and for managers of wildlife on communal land.",
                (
                    "and for managers of wildlife on communal land;\n\n(d) Models for the sharing of income from"
                    " visitors with the villages at the gate;\n\n(e) Veterinary agreements for the places where"
                    " wildlife and cattle drink together.\n\n25 bis. Where a corridor crosses land on which people"
                    " live and farm, the Parties concerned agree first on who bears the losses caused by wild"
                    " animals, and on how soon they are made good."
                ),
            ),
        ),
        "Peace parks, income, veterinary agreements",
    ),
)
