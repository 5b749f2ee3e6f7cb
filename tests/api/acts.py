"""How each act of the access table is attempted by programs, and which operations are no acts of the table, and why.

An address stands behind /api/plans/plan; a body is made for the plan's world when it is sent.
"""

from collections.abc import Callable
from typing import Any

Body = Callable[[Any], dict[str, Any]] | None

#: (act, method, address or how the world says it, body, If-Match)
ACTS: list[tuple[str, str, str | Callable[[Any], str], Body]] = [
    ("read_public", "GET", "", None),
    ("read_public", "GET", "/text?at=draft-1", None),
    ("read_public", "GET", "/sections?at=draft-1", None),
    ("read_public", "GET", "/sections/1?at=draft-1", None),
    ("read_public", "GET", "/sections/1/text?at=draft-1", None),
    ("read_public", "GET", "/comments", None),
    ("read_public", "GET", lambda w: f"/comments/{w.remark.number}", None),
    ("read_public", "GET", "/stages", None),
    ("read_public", "GET", "/stages/none", None),
    ("read_public", "GET", "/drafts", None),
    ("read_public", "GET", "/drafts/draft-1", None),
    ("read_public", "GET", "/journal", None),
    ("read_public", "GET", "/journal?after=0", None),
    ("read_public", "GET", "/journal/1", None),
    ("read_public", "GET", "/moments", None),
    ("read_public", "GET", "/proof", None),
    ("read_public", "GET", "/export/draft-1.md", None),
    ("read_public", "GET", "/comparison?from=draft-1&to=draft-1", None),
    ("read_restricted", "GET", "/text?at=now", None),
    ("read_restricted", "GET", "/sections?at=now", None),
    ("read_restricted", "GET", "/sections/1?at=now", None),
    ("read_restricted", "GET", lambda w: f"/sections/1/text?at={w.head()}", None),
    ("read_restricted", "GET", "/sections/removed", None),
    ("read_restricted", "GET", "/sections/1/revisions", None),
    ("read_restricted", "GET", lambda w: f"/sections/1/revisions/{w.newest()}", None),
    ("read_restricted", "GET", "/sections/1/comparison", None),
    ("read_restricted", "GET", "/comparison?from=draft-1&to=now", None),
    ("read_restricted", "GET", "/export/now.md", None),
    ("read_restricted", "GET", "/adoption", None),
    ("read_restricted", "POST", "/sections/1/text/preview", lambda w: {"text": "# V\n\n"}),
    ("read_restricted", "PUT", "/sections/1/typing", lambda w: {"text": "# V\n\n"}),
    ("comment", "POST", "/comments", lambda w: {"body": "x"}),
    ("comment", "POST", "/comments", lambda w: {"body": "x", "section": 1}),
    ("comment", "POST", lambda w: f"/comments/{w.remark.number}/replies", lambda w: {"body": "x"}),
    ("edit", "PUT", "/sections/1/text", lambda w: {"text": "# V\n\n"}),
    ("edit", "POST", "/sections/1/text/settle", lambda w: {
        "base": w.newest(), "theirs": w.newest(), "mine": "# V\n\n", "picks": []}),
    ("edit", "POST", lambda w: f"/sections/1/revisions/{w.newest()}/revert", lambda w: {}),
    ("edit", "POST", "/sections", lambda w: {"title": "New"}),
    ("edit", "PATCH", "/sections/1", lambda w: {"title": "Other"}),
    ("edit", "POST", "/sections/2/move", lambda w: {"parent": 1}),
    ("edit", "POST", "/sections/2/restore", None),
    ("edit", "DELETE", "/sections/2", None),
    ("answer", "PUT", lambda w: f"/comments/{w.remark.number}/answer", lambda w: {"disposition": "noted"}),
    ("answer", "POST", lambda w: f"/comments/{w.remark.number}/resolve", None),
    ("answer", "POST", lambda w: f"/comments/{w.remark.number}/reopen", None),
    ("freeze", "POST", "/drafts", lambda w: {"name": "Two", "date": "2007-02-01"}),
    ("freeze", "POST", "/drafts/draft-1/publish", None),
    ("manage_stages", "POST", "/stages", lambda w: {"name": "Another"}),
    ("manage_stages", "PATCH", "/stages/spare", lambda w: {"note": "x"}),
    ("manage_stages", "POST", "/stages/spare/extend", lambda w: {"closes": "2036-01-01T12:00"}),
    ("manage_stages", "POST", "/stages/spare/open", lambda w: {"close_other": True}),
    ("manage_stages", "POST", "/stages/spare/close", None),
    ("manage_stages", "POST", "/stages/spare/cancel", None),
    ("declare", "POST", "/adoption/declare", None),
    ("adopt", "POST", "/adoption", lambda w: {"name": "Final", "date": "2008-05-30"}),
    ("invite", "GET", "/invitations", None),
    ("invite", "POST", "/invitations", lambda w: {"people": "new@example.org", "role": w.role_to_give()}),
    ("manage_plan", "PATCH", "", lambda w: {"title": "T"}),
    ("manage_plan", "POST", "/people", lambda w: {"email": "reader@example.org", "role": "expert"}),
    ("manage_plan", "DELETE", lambda w: f"/people/roles/{w.role_of_chair()}", None),
    ("manage_plan", "POST", "/imports", lambda w: {"markdown": "# V\n\nText.\n"}),
    ("manage_plan", "POST", "/imports/preview", lambda w: {"markdown": "# V\n\nText.\n"}),
    ("manage_plan", "POST", lambda w: f"/comments/{w.remark.number}/erase", lambda w: {"reason": "x"}),
]  # fmt: skip

#: operation -> why the table has no row for it
OTHERWISE = {
    "texts_typing": "what one has typed is one's own",
    "texts_discard": "what one has typed is one's own",
    "comments_publish": "a private note is its author's, who needs the right to comment",
    "comments_discard": "a private note is its author's",
    "people_index": "for whoever takes part",
    "invitations_resend": "an invitation is looked after by the secretariat and by the delegation it leads to",
    "invitations_withdraw": "an invitation is looked after by the secretariat and by the delegation it leads to",
    "adoption_check": "there is nothing to hold a file against before adoption",
}
