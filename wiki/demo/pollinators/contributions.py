"""The sandbox's contributions of Parties: what they said, and how the secretariat wrote it into the text."""

from collections.abc import Callable
from datetime import datetime

from wiki.demo.shapes import Answer, CloseStage, Comment, Edit, Freeze, OpenStage, Reply, Resolve, Step


def steps(ago: Callable[[int, str], datetime]) -> tuple[Step, ...]:
    """The steps, dated by a function of days back and time of day."""
    return (
        OpenStage(ago(140, "06:00"), "yusupova", "contributions"),
        Comment(
            ago(118, "09:20"),
            "diallo",
            "acacia",
            "keeping",
            "Strips of native plants are left or sown along fields, wells and tracks",
            (
                "Nommer les arbres aussi : un acacia en fleur nourrit plus d'insectes qu'un hectare de bandes"
                " semées. (Name trees as well: one acacia in flower feeds more insects than a hectare of sown"
                " strips.)"
            ),
        ),
        Comment(
            ago(102, "12:05"),
            "mabuza",
            "four-times",
            "knowing",
            "four times a year",
            ("In a desert with one rain this is three walks for nothing. Could the number follow the flowering?"),
        ),
        Reply(
            ago(101, "08:15"),
            "zhou",
            "four-times",
            "China counts six times, but starts when the first shrub opens. We could describe the method.",
        ),
        Comment(
            ago(88, "15:40"),
            "prado",
            "who-pays",
            "means",
            "those who wish to support them",
            "Wishing is not a source of funds. Brazil asks for a reference to the financial mechanism.",
            on_behalf_of="grulac",
        ),
        Comment(
            ago(75, "17:10"),
            "huanca",
            "stingless",
            "bringing-back",
            "Native bees are bred and released only where they lived before",
            (
                "Stingless bees are kept in many villages outside their old range and do no harm there. Please"
                " do not forbid it by accident."
            ),
            audience="public",
        ),
        CloseStage(ago(60, "15:05"), "yusupova", "contributions"),
        Edit(
            ago(58, "09:00"),
            "wierzba",
            "programme",
            (
                (
                    "*Elements for the consideration of Parties.*",
                    "*Elements with the contributions of Parties. Words in square brackets are not agreed.*",
                ),
            ),
            "Status of the text",
        ),
        Edit(
            ago(58, "09:25"),
            "wierzba",
            "knowing",
            (
                (
                    "are counted four times a year.",
                    "are counted [four times a year] [South Africa, China: when plants flower].",
                ),
            ),
            "Two ways of setting the time",
            "two-ways",
        ),
        Edit(
            ago(57, "10:10"),
            "yusupova",
            "keeping",
            (
                (
                    "so that something is in flower in every month in which anything can be.",
                    (
                        "so that something is in flower in every month in which anything can be; trees that flower in"
                        " the dry season are spared when land is cleared."
                    ),
                ),
            ),
            "Trees, from the contribution of Senegal",
            "trees-spared",
        ),
        Answer(ago(57, "10:20"), "yusupova", "acacia", "accepted", "Flowering trees are named.", "trees-spared"),
        Resolve(ago(56, "08:00"), "yusupova", "acacia"),
        Edit(
            ago(56, "11:30"),
            "wierzba",
            "means",
            (
                (
                    "by those who wish to support them.",
                    "by those who wish to support them[ and by the financial mechanism of the Convention].",
                ),
            ),
            "Financial mechanism, in a bracket",
            "mechanism",
        ),
        Edit(
            ago(55, "09:40"),
            "yusupova",
            "aim",
            (("for a first period of six years.", "for a first period of [six] [ten] years."),),
            "Two periods were proposed",
        ),
        Freeze(
            ago(54, "14:00"),
            "yusupova",
            "contributions",
            "Elements with contributions of Parties",
            "UNEP/CBD/PD/1/2",
            ago(54, "14:00").date(),
            "Base text of the expert group.",
            "public",
        ),
    )
