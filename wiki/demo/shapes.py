"""The shapes of the demo's data: who takes part, how a plan is set up, and the dated steps of its story.

Only frozen dataclasses and the three small ways of building a replacement live here; no text of the demo does, and
nothing that plays it. Keys are the demo's own names for people, delegations, sections and comments; the services
give them their real ids.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Literal

Kind = Literal["party", "group", "observer"]
RoleName = Literal["secretariat", "chair", "expert", "party", "observer", "reader"]
Audience = Literal["private", "participants", "observers", "public"]
Disposition = Literal["accepted", "accepted in part", "noted", "not accepted", "out of scope"]
Replacement = tuple[str, str]


def utc(text: str) -> datetime:
    """An aware moment from a UTC reading such as "2006-11-06 14:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def after(anchor: str, words: str) -> Replacement:
    """Put words right behind an anchor that stays."""
    return anchor, anchor + words


def before(anchor: str, words: str) -> Replacement:
    """Put words right before an anchor that stays."""
    return anchor, words + anchor


def cut(words: str) -> Replacement:
    """Take words out."""
    return words, ""


@dataclass(frozen=True, slots=True)
class Person:
    """One account: an invented person."""

    key: str
    name: str
    email: str
    language: str


@dataclass(frozen=True, slots=True)
class Delegation:
    """A Party, a group of Parties or an observer organisation; the code is what brackets and lists may show."""

    key: str
    name: str
    kind: Kind
    code: str


@dataclass(frozen=True, slots=True)
class Membership:
    """A person in a delegation, or a Party in a group (keys either way), from a day on and perhaps until a day."""

    member: str
    of: str
    since: date
    until: date | None = None
    focal_point: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """What a person is in one plan."""

    person: str
    plan: str
    role: RoleName


@dataclass(frozen=True, slots=True)
class Stage:
    """A phase of a plan. Opens and closes are wall time in the zone ("2007-01-31 18:00"), as deadlines are.

    The four grants fill the places of the default table where it says "where the stage says".
    """

    key: str
    name: str
    opens: str
    closes: str
    zone: str
    experts_edit: bool = False
    parties_comment: bool = False
    observers_read: bool = False
    observers_comment: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """What every step has: the moment it is recorded, in UTC, and the person who acts."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Write(Act):
    """Save a section's whole text."""

    section: str
    text: str
    summary: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Edit(Act):
    """Save a section's text with some words replaced, one replacement after the other.

    Each old text occurs exactly once in the text that the replacements before it have left.
    """

    section: str
    replace: tuple[Replacement, ...]
    summary: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Translate(Act):
    """Begin a section's text in another language, under a title of its own."""

    section: str
    language: str
    title: str
    body: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class AddSection(Act):
    """Add a section under a parent, right behind a sibling, or first where there is no sibling to name."""

    key: str
    under: str
    after: str | None
    text: str
    summary: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Move(Act):
    """Place a section, with all that is under it, elsewhere; a change of depth rewrites the marks of its headings."""

    section: str
    under: str
    after: str | None
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Retitle(Act):
    """Give a section another title; only the heading line changes."""

    section: str
    title: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Remove(Act):
    """Take a section out."""

    section: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Restore(Act):
    """Put a removed section back where it stood."""

    section: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Revert(Act):
    """Save, as a new revision, the text that a section had right after a labelled step; "imported" names the first."""

    section: str
    to: str
    summary: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Renumber(Act):
    """Number headings, paragraphs and items afresh through the whole plan; spelled out as writes before playing."""

    summary: str = ""


@dataclass(frozen=True, slots=True)
class Freeze(Act):
    """Give the moment a name: a draft. The date is the document's own."""

    slug: str
    name: str
    symbol: str
    date: date
    note: str
    distribution: Literal["public", "restricted"]


@dataclass(frozen=True, slots=True)
class OpenStage(Act):
    """Open a stage."""

    stage: str


@dataclass(frozen=True, slots=True)
class CloseStage(Act):
    """Close a stage."""

    stage: str


@dataclass(frozen=True, slots=True)
class Comment(Act):
    """Remark on a passage (section and quote), on a section (no quote) or on the plan (neither)."""

    key: str
    section: str | None
    quote: str | None
    body: str
    on_behalf_of: str | None = None
    audience: Audience = "participants"


@dataclass(frozen=True, slots=True)
class Reply(Act):
    """Reply to a comment."""

    to: str
    body: str


@dataclass(frozen=True, slots=True)
class Answer(Act):
    """Give a comment its disposition and the reason; done_in is the label of the step that did it, if one did."""

    comment: str
    disposition: Disposition
    reason: str
    done_in: str = ""


@dataclass(frozen=True, slots=True)
class Resolve(Act):
    """Close the thread of a comment."""

    comment: str


@dataclass(frozen=True, slots=True)
class Adopt(Act):
    """Adopt the plan as it stands, as a document with this symbol; the text is sealed."""

    symbol: str
    date: date
    note: str = ""


Step = (
    Write | Edit | AddSection | Move | Retitle | Remove | Restore | Revert | Renumber | Freeze | OpenStage | CloseStage
) | (Translate | Comment | Reply | Answer | Resolve | Adopt)


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan: how it is set up, the Markdown document it is imported from, and its story in order."""

    slug: str
    title: str
    language: str
    made_at: datetime
    made_by: str
    document: str
    sections: tuple[str, ...]
    roles: tuple[Role, ...]
    stages: tuple[Stage, ...]
    steps: tuple[Step, ...] = field(repr=False)
