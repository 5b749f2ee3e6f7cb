"""A small negotiation told by calls of the API: what the description shows as examples is recorded from it.

`python -m tests.api.story` records anew; a test plays it and holds the record against what comes back.
"""

import json
import re
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask

from wiki.api.examples import PATH
from wiki.db import db
from wiki.models import Person
from wiki.models.token import SCOPES
from wiki.services import persons, tokens

DOCUMENT = (
    "# Vision\n\nThe Parties help each other. They share [what they learn].\n\n"
    "# Objectives\n\n1. Five pilot projects by 2010.\n\n2. A fund.\n"
)
OTHER = "# Vision\n\nThe Parties help each other at sea.\n\n# Objectives\n\n1. Five pilot projects by 2010.\n"
VISION = "# Vision\n\nThe Parties shall help each other. They share [what they learn].\n\n"
SETTLED = {"base": "$first", "theirs": "$second", "mine": VISION.replace("shall", "should"),
           "picks": [{"take": "mine"}]}  # fmt: skip
P = {"slug": "south-south"}
S1, S2 = {**P, "number": 1}, {**P, "number": 2}


@dataclass(frozen=True)
class Call:
    """One call: the operation, the places of its rule, its body, its words behind the question mark, its headers.

    A word that begins with $ stands for what an earlier answer gave under that name, kept by `keep` (name: field).
    """

    operation: str
    path: dict[str, Any] = field(default_factory=dict)
    body: Any = None
    query: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    keep: dict[str, str] = field(default_factory=dict)
    by: str = "token"


STORY = [
    Call("profile_show"),
    Call("profile_update", body={"timezone": "Africa/Nairobi"}),
    Call("profile_csrf", by="session"),
    Call("tokens_create", body={"name": "Meeting database", "scopes": ["comment"], "days": 30}, by="session",
         keep={"token": "uid"}),
    Call("tokens_index"),
    Call("tokens_revoke", {"uid": "$token"}),
    Call("delegations_create", body={"kind": "party", "name": "Kenya", "code": "KE"}, keep={"kenya": "number"}),
    Call("delegations_update", {"number": "$kenya"}, {"name": "Republic of Kenya"}),
    Call("delegations_index"),
    Call("persons_create", body={"name": "Wanjiru Njoroge", "email": "w.njoroge@ke.example.org"},
         keep={"wanjiru": "uid"}),
    Call("persons_index", query={"words": "wanjiru"}),
    Call("persons_show", {"uid": "$wanjiru"}),
    Call("persons_update", {"uid": "$wanjiru"}, {"may_make_plans": True}),
    Call("persons_reset", {"uid": "$wanjiru"}),
    Call("delegations_add", {"number": "$kenya"},
         {"member": "w.njoroge@ke.example.org", "since": "2006-11-06"}, keep={"member": "number"}),
    Call("delegations_change", {"number": "$kenya", "membership": "$member"}, {"focal_point": True}),
    Call("delegations_show", {"number": "$kenya"}),
    Call("imports_preview_plan", body={"document": DOCUMENT}),
    Call("imports_create", body={"document": DOCUMENT, "title": "South-South cooperation", "slug": "south-south",
                                 "visibility": "public", "draft": "First draft", "date": "2006-11-08"}),
    Call("plans_create", body={"title": "A side paper"}),
    Call("plans_index"),
    Call("plans_show", P),
    Call("plans_update", P, {"title": "South-South cooperation on biodiversity"}),
    Call("plans_waiting", P),
    Call("plans_convergence", P),
    Call("sections_index", P),
    Call("sections_show", S1),
    Call("sections_create", P, {"title": "Financing", "body": "A fund.", "after": 2}, keep={"added": "number"}),
    Call("sections_retitle", {**P, "number": "$added"}, {"title": "Means"}),
    Call("sections_move", {**P, "number": "$added"}, {"parent": 0, "after": 1}),
    Call("sections_remove", {**P, "number": "$added"}),
    Call("sections_removed", P),
    Call("sections_restore", {**P, "number": "$added"}),
    Call("texts_show", S1, keep={"first": "revision"}),
    Call("texts_whole", P, query={"at": "first-draft"}),
    Call("autosaves_keep", S1, {"text": "# Vision\n\nThe Par"}, headers={"If-Match": '"$first"'}),
    Call("autosaves_show", S1),
    Call("autosaves_discard", S1),
    Call("texts_preview", S1, {"text": VISION}, headers={"If-Match": '"$first"'}),
    Call("texts_save", S1, {"text": VISION, "summary": "shall"}, headers={"If-Match": '"$first"'},
         keep={"second": "revision.number"}),
    Call("texts_preview_settling", S1, SETTLED),
    Call("texts_settle", S1, SETTLED),
    Call("revisions_index", S1, query={"limit": 2}),
    Call("revisions_show", {**S1, "revision": "$second"}),
    Call("revisions_revert", {**S1, "revision": "$second"}, {}, keep={"third": "revision.number"}),
    Call("comparisons_between", S1, query={"from": "$first", "to": "$second"}),
    Call("biographies_show", S1),
    Call("biographies_tell", {**S1, "revision": "$second"}, query={"start": 12, "end": 20}),
    Call("presences_update", S1),
    Call("presences_end", S1),
    Call("translations_create", S1, {"language": "fr", "title": "Vision", "body": "Les Parties s’entraident."}),
    Call("brackets_index", P),
    Call("brackets_show", S1, keep={"bracket": "sections.0.brackets.0.start"}),
    Call("brackets_preview", S1, {"act": "lift", "start": "$bracket"}, headers={"If-Match": '"$third"'}),
    Call("brackets_settle", S1, {"act": "lift", "start": "$bracket"}, headers={"If-Match": '"$third"'}),
    Call("texts_show", S2, keep={"objectives": "revision"}),
    Call("brackets_preview_putting", S2, {"quote": "A fund", "owners": "KE"}, headers={"If-Match": '"$objectives"'}),
    Call("brackets_put", S2, {"quote": "A fund", "owners": "KE"}, headers={"If-Match": '"$objectives"'},
         keep={"bracketed": "revision.number"}),
    Call("brackets_show", S2, keep={"bracket": "sections.0.brackets.0.start"}),
    Call("brackets_settle", S2, {"act": "drop", "start": "$bracket"}, headers={"If-Match": '"$bracketed"'}),
    Call("stages_create", P, {"name": "Expert group", "opens": "2007-09-10T09:00", "closes": "2007-09-14T18:00",
                              "zone": "America/Montreal", "cells": ["edit:expert"]}),
    Call("stages_index", P),
    Call("stages_show", {**P, "stage": "expert-group"}),
    Call("stages_update", {**P, "stage": "expert-group"}, {"note": "In Montreal."}),
    Call("stages_extend", {**P, "stage": "expert-group"}, {"closes": "2007-09-15T18:00", "reason": "A day more."}),
    Call("stages_open", {**P, "stage": "expert-group"}, {}),
    Call("stages_close", {**P, "stage": "expert-group"}),
    Call("stages_create", P, {"name": "Spare"}),
    Call("stages_cancel", {**P, "stage": "spare"}),
    Call("comments_create", P, {"section": 2, "quote": "Five pilot projects", "body": "Why five?",
                                "audience": "public"}, keep={"remark": "number"}),
    Call("comments_index", P, query={"section": 2}),
    Call("comments_reply_to", {**P, "number": "$remark"}, {"body": "One for each region."}),
    Call("comments_show", {**P, "number": "$remark"}),
    Call("comments_answer", {**P, "number": "$remark"}, {"disposition": "noted"}),
    Call("comments_resolve", {**P, "number": "$remark"}),
    Call("comments_reopen", {**P, "number": "$remark"}),
    Call("comments_create", P, {"body": "To be asked.", "audience": "private"}, keep={"note": "key"}),
    Call("comments_publish", {**P, "key": "$note"}, {"audience": "participants"}, keep={"said": "number"}),
    Call("comments_erase", {**P, "number": "$said"}, {"reason": "Asked for by its author."}),
    Call("comments_create", P, {"body": "To be thrown away.", "audience": "private"}, keep={"note": "key"}),
    Call("comments_discard", {**P, "key": "$note"}),
    Call("people_grant", P, {"email": "w.njoroge@ke.example.org", "role": "expert"}, keep={"role": "number"}),
    Call("people_index", P),
    Call("people_end", {**P, "number": "$role"}),
    Call("invitations_create", P, {"people": "Tomasz <tomasz@example.org>\nnobody", "role": "expert"},
         keep={"invitation": "outcomes.0.invitation.uid", "link": "outcomes.0.invitation.link"}),
    Call("invitations_index", P),
    Call("invitations_resend", {**P, "uid": "$invitation"}),
    Call("invitations_show", {"token": "$link"}),
    Call("invitations_accept", {"token": "$link"}, {"name": "Tomasz Wierzba", "password": "a long way to Montreal"},
         by="nobody"),
    Call("invitations_create", P, {"people": "kofi@example.org", "role": "expert"},
         keep={"invitation": "outcomes.0.invitation.uid"}),
    Call("invitations_withdraw", {**P, "uid": "$invitation"}),
    Call("imports_preview", P, {"document": DOCUMENT.replace("Five", "Six")}),
    Call("imports_update", P, {"document": DOCUMENT.replace("Five", "Six").replace("[", "").replace("]", "")}),
    Call("drafts_create", P, {"name": "Second draft", "symbol": "UNEP/CBD/SSC/1/2", "date": "2007-09-14"}),
    Call("drafts_index", P),
    Call("drafts_show", {**P, "draft": "second-draft"}),
    Call("drafts_publish", {**P, "draft": "second-draft"}),
    Call("searches_index", query={"words": "fund"}),
    Call("searches_show", P, query={"words": "cooperate"}),
    Call("searches_place", P, query={"words": "UNEP/CBD/SSC/1/2"}),
    Call("comparisons_show", P, query={"from": "first-draft", "to": "second-draft"}),
    Call("imports_create", body={"document": OTHER, "title": "Marine plan", "slug": "marine-plan"}),
    Call("comparisons_show", P, query={"from": "marine-plan:now", "to": "second-draft"}),
    Call("exports_md", {**P, "moment": "second-draft"}),
    Call("exports_docx", {**P, "moment": "second-draft"}),
    Call("exports_html", {**P, "moment": "second-draft"}),
    Call("exports_json", {**P, "moment": "second-draft"}),
    Call("journal_index", P, query={"after": 0, "limit": 2}),
    Call("journal_stream", P, query={"after": 2}),
    Call("journal_show", {**P, "number": 1}),
    Call("journal_moments", P, query={"limit": 2}),
    Call("journal_proof", P),
    Call("journal_installation", query={"limit": 1}),
    Call("journal_installation_proof"),
    Call("feeds_plan", P, query={"limit": 5}),
    Call("feeds_section", S1),
    Call("feeds_delegation", {"number": "$kenya"}),
    Call("adoption_show", P),
    Call("adoption_declare", P),
    Call("adoption_create", P, {"name": "Adopted text", "date": "2008-05-30"}),
    Call("adoption_check", P, b"# Another text\n"),
    Call("delegations_end", {"number": "$kenya", "membership": "$member"}),
    Call("persons_close", {"uid": "$wanjiru"}),
    Call("profile_change_password", body={"current": "a long way to Montreal", "password": "a long way to Bonn now"},
         by="session"),
    Call("profile_end_sessions", by="session"),
]  # fmt: skip


def play(app: Flask) -> list[dict[str, Any]]:
    """Make every call, and tell each with its answer."""
    owner = persons.create_person(
        persons.operator(), name="Amina Diallo", email="amina@example.org", password="a long way to Montreal",
        is_administrator=True, may_make_plans=True,
    )  # fmt: skip
    _, secret = tokens.make_token(owner, name="Examples", scopes=SCOPES)
    described = _operations(app)
    kept: dict[str, Any] = {}
    return [_told(app, owner, secret, call, described, kept) for call in STORY]


def _operations(app: Flask) -> dict[str, tuple[str, str]]:
    """Method and path by operation."""
    with app.app_context():
        told = app.test_client().get("/api/openapi.json").json
    return {
        operation["operationId"]: (method, path)
        for path, place in told["paths"].items()
        for method, operation in place.items()
        if method != "parameters"
    }


def _told(
    app: Flask, owner: Person, secret: str, call: Call, described: dict[str, tuple[str, str]], kept: dict[str, Any]
) -> dict[str, Any]:
    method, path = described[call.operation]
    places, body, query, headers = (_filled(one, kept) for one in (call.path, call.body, call.query, call.headers))
    sent = dict(headers) | ({"Authorization": f"Bearer {secret}"} if call.by == "token" else {})
    db.session.rollback()
    db.session.expire_all()
    with app.app_context():
        client = app.test_client(use_cookies=call.by == "session")
        if call.by == "session":
            with client.session_transaction() as session:
                session["_user_id"], session["_fresh"] = owner.get_id(), True
        content: Any = {"data": body, "content_type": "application/octet-stream"} if isinstance(body, bytes) else {}
        if isinstance(body, dict):
            content = {"json": body}
        answer = client.open(path.format(**places), method=method.upper(), query_string=query, headers=sent, **content)
    assert 200 <= answer.status_code < 300, (call, answer.status_code, answer.text)
    for name, where in call.keep.items():
        found: Any = answer.json
        for step in where.split("."):
            found = found[int(step) if isinstance(found, list) else step]
        kept[name] = found.rpartition("/")[2] if name == "link" else found
    return {
        "operation": call.operation,
        "path": places,
        "query": query,
        "headers": headers,
        "body": body.decode() if isinstance(body, bytes) else body,
        "status": answer.status_code,
        "answer": answer.json if answer.is_json else None,
    }


def _filled(told: Any, kept: dict[str, Any]) -> Any:
    if isinstance(told, dict):
        return {name: _filled(one, kept) for name, one in told.items()}
    if isinstance(told, list):
        return [_filled(one, kept) for one in told]
    if isinstance(told, str) and "$" in told:
        whole = re.fullmatch(r"\$(\w+)", told)
        return kept[whole[1]] if whole else re.sub(r"\$(\w+)", lambda found: str(kept[found[1]]), told)
    return told


def record() -> None:
    """Play the story in an installation of its own, and write what comes back beside the API."""
    from wiki.app import create_app, upgrade_database

    with tempfile.TemporaryDirectory() as folder:
        settings = {"WTF_CSRF_ENABLED": False, "RATELIMIT_ENABLED": False, "STREAM_SECONDS": 0}
        app = create_app({"INSTANCE": folder, **settings})
        upgrade_database(app)
        with app.app_context():
            told = play(app)
    Path(PATH).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    record()
