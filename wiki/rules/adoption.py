"""What stands in the way of adoption: facts in, obstacles out. Who may adopt is in rules/access.py.

An obstacle names one thing, so that each can be linked to and dealt with; none is ever weighed against another.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from wiki.sentences import SentenceId

Kind = Literal["bracket", "comment", "reference", "text", "declaration"]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing in the way: a sentence id with what fills it, and the section or comment it is about, if any."""

    kind: Kind
    message: str
    parameters: dict[str, Any] = field(default_factory=dict)
    section: int | None = None
    comment: int | None = None

    def __str__(self) -> str:
        return self.message % self.parameters if self.parameters else self.message


@dataclass(frozen=True, slots=True)
class StandingText:
    """What adoption asks about a section that stands, in one language."""

    number: int
    title: str
    language: str
    brackets_open: int
    dead_links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenComment:
    """A remark that has neither an answer nor been closed; `section` is None for one on the whole plan."""

    id: int
    number: int
    section: int | None


def find_obstacles(texts: Iterable[StandingText], comments: Iterable[OpenComment]) -> list[Obstacle]:
    """Everything in the way of adopting these texts, in document order, then the comments."""
    texts = list(texts)
    found: list[Obstacle] = []
    if not texts:
        found.append(Obstacle("text", SentenceId("The plan has no text yet.")))
    for text in texts:
        title = text.title or "…"
        if text.brackets_open:
            found.append(
                Obstacle(
                    "bracket",
                    SentenceId("“%(title)s” (%(language)s): open brackets: %(count)s."),
                    {
                        "section": text.number,
                        "title": title,
                        "language": text.language,
                        "count": text.brackets_open,
                    },
                    section=text.number,
                )
            )
        found.extend(
            Obstacle(
                "reference",
                SentenceId("“%(title)s” (%(language)s): the reference “%(target)s” leads nowhere."),
                {"section": text.number, "title": title, "language": text.language, "target": target},
                section=text.number,
            )
            for target in text.dead_links
        )
    found.extend(
        Obstacle(
            "comment",
            SentenceId("Comment %(number)s has no answer."),
            {"number": comment.number},
            section=comment.section,
            comment=comment.id,
        )
        for comment in comments
    )
    return found


def check_declaration(*, has_chair: bool, declared: int | None, text_changed: int) -> Obstacle | None:
    """The chair's part: where a plan has a chair, the text must have been declared agreed after its last change.

    `declared` is the number of the newest declaration, `text_changed` of the newest change to any text or place.
    """
    if not has_chair:
        return None
    if declared is None:
        return Obstacle("declaration", SentenceId("The chair has not declared the text agreed yet."))
    if declared < text_changed:
        return Obstacle(
            "declaration", SentenceId("The text has changed since it was declared agreed; it is to be declared again.")
        )
    return None
