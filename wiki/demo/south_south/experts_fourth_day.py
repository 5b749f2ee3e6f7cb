"""The expert group, 14 September 2007: last agreements, milestones and monitoring; the draft for the review."""

from datetime import date

from wiki.demo.shapes import (
    Answer,
    CloseStage,
    Edit,
    Freeze,
    Step,
    Write,
    after,
    cut,
    utc,
)
from wiki.demo.south_south.texts import text

STEPS: tuple[Step, ...] = (
    Edit(
        utc("2007-09-14 13:20"),
        "mansour",
        "preamble",
        (
            cut(
                "3. The loss of species and ecosystems falls first on those who depend on them from day to day:"
                " farmers, herders, fishers, and indigenous and local communities. A plan that speaks of"
                " development must therefore begin with them.\n\n"
            ),
            (
                "1. Biological diversity is richest",
                (
                    "1. The loss of species and ecosystems falls first on those who depend on them from day to day:"
                    " farmers, herders, fishers, and indigenous and local communities. A plan that speaks of"
                    " development must therefore begin with them.\n\n2. Biological diversity is richest"
                ),
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
                (
                    "26. Most genetic resources are found in developing countries, which have had too small a share"
                    " in the benefits of their use."
                ),
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
                (
                    "A month of a specialist's time, a laboratory lent or a course opened to neighbours is entered"
                    " in the accounts of the plan at the cost of the country that gives it."
                ),
                (
                    "A specialist's time is entered in the accounts of the plan in months, a laboratory in days of"
                    " use and a course in places, so that the work of a poor country counts as much as that of a"
                    " rich one."
                ),
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
    Write(
        utc("2007-09-14 15:20"), "mokoena", "milestones", text("milestones"), "Milestones for each year, with who leads"
    ),
    Write(
        utc("2007-09-14 16:00"),
        "mokoena",
        "monitoring",
        text("monitoring"),
        "Short reports, peer exchange, a table of lessons",
    ),
    Edit(
        utc("2007-09-14 16:20"),
        "desrochers",
        "capacity",
        (
            (
                (
                    "34 ter. [The steering committee designates at least one centre of excellence in each subregion"
                    " by 2010.]"
                ),
                (
                    "34 ter. On the proposal of the Parties concerned, the steering committee designates at least"
                    " one centre of excellence in each subregion by the end of 2010."
                ),
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
                (
                    " A page for each activity names a person who answers, and a page that nobody has answered for"
                    " a year is taken down."
                ),
            ),
            after(
                "in the languages of those who are to use it.",
                (
                    " Parties that share a language share the work of translation, and the host of a course"
                    " provides its papers in the languages of those who attend."
                ),
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
        ("The text now says who does the work; it does not speak of means, which are dealt with under finance."),
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
                (
                    "An expert group will meet in September 2007 to prepare a draft, which the Group of 77 will"
                    " then review before it is submitted"
                ),
                (
                    "An expert group met in September 2007 and prepared a draft, which the Group of 77 will review"
                    " before it is submitted"
                ),
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
                (
                    "*Draft prepared by the expert group, for review by the Group of 77 and China. Words in square"
                    " brackets are not agreed.*"
                ),
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
