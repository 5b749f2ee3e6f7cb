"""The planning meeting, Montreal, 6 to 8 November 2006: the elements are put in order and frozen as the first draft."""

from datetime import date

from wiki.demo.shapes import (
    Answer,
    CloseStage,
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

STEPS: tuple[Step, ...] = (
    OpenStage(utc("2006-11-06 14:00"), "desrochers", "planning"),
    Edit(
        utc("2006-11-06 15:20"),
        "wierzba",
        "preamble",
        (
            (
                "and the exchange need not pass through a third place.",
                "and what one has learnt can go straight to the other.",
            ),
        ),
        "Plainer ending of the first paragraph",
    ),
    Comment(
        utc("2006-11-06 16:05"),
        "echavarria",
        "whose-vision",
        "vision",
        "as a matter of course",
        (
            "The room liked these words: cooperation as a habit, not as an event. Please keep them when the"
            " text is worked on."
        ),
    ),
    Edit(
        utc("2006-11-06 16:40"),
        "desrochers",
        "vision",
        (("8. Developing countries", "8. By 2015 developing countries"),),
        "A year, as several speakers asked",
    ),
    Retitle(
        utc("2006-11-06 19:10"),
        "desrochers",
        "direction",
        "III. Vision, mission and guiding principles",
        "The title says what the part holds",
    ),
    Edit(
        utc("2006-11-07 14:30"),
        "echavarria",
        "principles",
        (
            ("(c) Mutual benefit, without conditions;", "(c) Mutual benefit[, without conditions];"),
            (
                "what has come of it.",
                (
                    "what has come of it;\n\n(e) Complementarity with cooperation between North and South, for"
                    " which cooperation among developing countries is no substitute."
                ),
            ),
        ),
        "Fifth principle; the words on conditions remain open",
    ),
    Edit(
        utc("2006-11-07 16:15"),
        "wierzba",
        "technology",
        (
            after(
                "to make such technology known and available.",
                (
                    " They may do so through demonstrations, joint ventures between public institutions, and"
                    " licences on preferential terms."
                ),
            ),
        ),
        "Ways in which technology may be shared",
    ),
    Comment(
        utc("2006-11-07 17:30"),
        "yusupova",
        "two-thousand",
        "annex",
        "2,000",
        ("Where does this figure come from? The interpreters have it from the floor, the record does not."),
    ),
    Reply(
        utc("2006-11-07 18:02"),
        "wierzba",
        "two-thousand",
        (
            "From the speaker who described the regional centres: some 290 places a year for seven years. I"
            " would leave it in and ask Parties to confirm."
        ),
    ),
    Edit(
        utc("2006-11-07 19:45"),
        "desrochers",
        "marine",
        (
            (
                "Their management is a field in which developing countries lead by experience.",
                (
                    "Much of what is known about managing them was first learnt in developing countries, village by"
                    " village."
                ),
            ),
        ),
        "Says the same without a contest",
    ),
    Edit(
        utc("2006-11-08 15:00"),
        "desrochers",
        "milestones",
        (
            after(
                "| 2009 | Steering committee constituted |\n",
                "| 2009 | National focal points for South-South cooperation named |\n",
            ),
        ),
        "Milestone added in plenary",
    ),
    Answer(
        utc("2006-11-08 15:40"),
        "desrochers",
        "two-thousand",
        "noted",
        ("The figure stays as a working figure; Parties are asked in the call for contributions to confirm it."),
    ),
    Resolve(utc("2006-11-08 15:41"), "yusupova", "two-thousand"),
    Edit(
        utc("2006-11-08 19:30"),
        "echavarria",
        "review",
        (
            (
                "and decides whether to adjust it.",
                (
                    "and decides whether to adjust it. The review draws on the views of those for whom the"
                    " activities were meant."
                ),
            ),
        ),
        "Views of those concerned",
    ),
    Answer(utc("2006-11-08 20:30"), "desrochers", "whose-vision", "accepted", "The words are kept."),
    Freeze(
        utc("2006-11-08 21:15"),
        "desrochers",
        "elements",
        "Elements of a multi-year plan of action",
        "UNEP/CBD/SSC/1/2",
        date(2006, 11, 8),
        "Outcome of the planning meeting; sent to all Parties with the call for contributions.",
        "public",
    ),
    CloseStage(utc("2006-11-08 22:00"), "desrochers", "planning"),
)
