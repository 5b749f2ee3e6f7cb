"""Nouns: tables, relations and small derived properties; no queries, no rules, no commits.

Text, journal entries, revisions, placements and comments are append-only: a later state is a later row.
Why the stored forms are as they are is told in docs/stored-forms.md.
"""

from wiki.models.biography import Biography, TakenOut
from wiki.models.comment import Comment, PassagePlace
from wiki.models.delegation import Delegation, Membership
from wiki.models.draft import Draft
from wiki.models.installation import Installation
from wiki.models.invitation import Invitation
from wiki.models.journal import EntryPayload, JournalEntry
from wiki.models.mail import OutgoingMail
from wiki.models.person import Person
from wiki.models.plan import Plan, Role
from wiki.models.presence import Presence
from wiki.models.revision import Autosave, Revision, Text
from wiki.models.search import SearchForm, SearchPiece, SearchRest
from wiki.models.section import Placement, Section
from wiki.models.session import EndedSession
from wiki.models.stage import Stage
from wiki.models.token import Token

__all__ = [
    "Autosave",
    "Biography",
    "Comment",
    "Delegation",
    "Draft",
    "EndedSession",
    "EntryPayload",
    "Installation",
    "Invitation",
    "JournalEntry",
    "Membership",
    "OutgoingMail",
    "PassagePlace",
    "Person",
    "Placement",
    "Plan",
    "Presence",
    "Revision",
    "Role",
    "SearchForm",
    "SearchPiece",
    "SearchRest",
    "Section",
    "Stage",
    "TakenOut",
    "Text",
    "Token",
]
