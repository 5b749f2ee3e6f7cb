"""How each act of the access table is attempted on pages."""

from collections.abc import Callable
from typing import Any

from tests.world import World

#: (act, endpoint, its values, what a form sends: None for a page that is read)
PAGES: list[tuple[str, str, dict[str, Any], Callable[[World], dict[str, Any]] | None]] = [
    ("read_public", "plans.show", {}, None),
    ("read_public", "texts.show", {"at": "draft-1"}, None),
    ("read_public", "sections.show", {"number": 1, "at": "draft-1"}, None),
    ("read_public", "brackets.index", {"at": "draft-1"}, None),
    ("read_public", "brackets.show", {"number": 1, "at": "draft-1"}, None),
    ("read_public", "comments.index", {}, None),
    ("read_public", "stages.index", {}, None),
    ("read_public", "drafts.index", {}, None),
    ("read_public", "journal.index", {}, None),
    ("read_public", "searches.show", {"words": "vision"}, None),
    ("read_public", "searches.show", {"words": "vision", "at": "draft-1"}, None),
    ("read_restricted", "searches.show", {"words": "vision", "at": "now"}, None),
    ("read_public", "comparisons.show", {"with": "other"}, None),
    ("read_public", "comparisons.show", {"from": "other:theirs", "to": "draft-1"}, None),
    ("read_restricted", "comparisons.show", {"from": "other:theirs", "to": "now"}, None),
    ("read_restricted", "texts.show", {"at": "now"}, None),
    ("read_restricted", "sections.show", {"number": 1, "at": "now"}, None),
    ("read_restricted", "brackets.index", {"at": "now"}, None),
    ("read_restricted", "revisions.index", {"number": 1}, None),
    ("read_restricted", "biographies.index", {}, None),
    ("read_restricted", "biographies.index", {"at": "draft-1"}, None),
    ("read_restricted", "biographies.show", {"number": 1, "at": "draft-1"}, None),
    ("comment", "comments.new", {}, None),
    ("comment", "comments.new", {"section": 1}, None),
    ("comment", "comments.create", {}, lambda w: {"body": "x", "section": "1"}),
    ("edit", "revisions.edit", {"number": 1}, None),
    ("edit", "presences.update", {"number": 1}, lambda w: {}),
    ("edit", "sections.new", {"number": 1}, None),
    ("edit", "sections.arrange", {"number": 1}, None),
    ("edit", "brackets.new", {"number": 1}, None),
    (
        "edit",
        "brackets.create",
        {"number": 1},
        lambda w: {"act": "record", "quote": "Vision two", "revision": str(w.newest())},
    ),
    (
        "edit",
        "brackets.settle",
        {"number": 1},
        lambda w: {"act": "lift", "start": str(w.bracket("[")["start"]), "revision": str(w.newest())},
    ),
    ("edit", "translations.new", {"number": 1}, None),
    ("edit", "translations.create", {"number": 1}, lambda w: {"language": f"fr-{w.next():03}", "title": "Vision"}),
    ("edit", "sections.retitle", {"number": 2}, lambda w: {"title": f"Title {w.next()}"}),
    ("freeze", "drafts.create", {}, lambda w: {"name": f"Draft {w.next() + 1}", "date": "2007-02-01"}),
    ("manage_stages", "stages.new", {}, None),
    ("manage_stages", "stages.edit", {"stage": "none"}, None),
    ("manage_stages", "stages.create", {}, lambda w: {"name": f"Stage {w.next()}"}),
    ("declare", "adoption.declare", {}, lambda w: {}),
    ("adopt", "adoption.create", {}, lambda w: {"name": "Final", "date": "2008-05-30"}),
    ("invite", "invitations.new", {}, None),
    ("manage_plan", "plans.edit", {}, None),
]
