"""Forms that are refused: a full sentence beside the field, which is marked and has the focus; what was typed is there.

The pages are looked at as a visitor without scripts sees them. What each form takes is tested with its own noun.
"""

import base64
import re
from dataclasses import dataclass
from datetime import date

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.services import factories
from tests.views.visitors import Visitor
from wiki.services import comments, delegations, drafts, revisions, stages

SECTION = "/plans/plan/sections/1"

#: where a form goes, the field that is wrong, what is typed into it, what else is typed, and the answer's status
REFUSED: list[tuple[str, str, str, dict[str, str], int]] = [
    ("/plans/new", "title", "", {"slug": "kept"}, 422),
    ("/plans/new", "title", "a\x1b[2Jb", {"slug": "kept"}, 422),
    ("/plans/new", "title", "a\u202eb", {"slug": "kept"}, 422),
    ("/plans/new", "title", "x" * 301, {"slug": "kept"}, 422),
    ("/plans/new", "slug", "plan", {"title": "Kept"}, 409),
    ("/plans/new", "slug", "No Slug", {"title": "Kept"}, 422),
    ("/plans/new", "language", "english please", {"title": "Kept"}, 422),
    ("/plans/plan/settings", "title", "", {}, 422),
    ("/plans/plan/settings", "title", "a\x08b", {}, 422),
    ("/plans/plan/drafts", "name", "", {"date": "2007-01-31", "note": "Kept."}, 422),
    ("/plans/plan/drafts", "name", "Frozen", {"date": "2007-01-31", "note": "Kept."}, 409),
    ("/plans/plan/drafts", "name", "a\ue000b", {"date": "2007-01-31", "note": "Kept."}, 422),
    ("/plans/plan/drafts", "symbol", "a\x07b", {"name": "Kept", "date": "2007-01-31"}, 422),
    ("/plans/plan/drafts", "date", "2007-02-30", {"name": "Kept"}, 422),
    ("/plans/plan/drafts", "note", "a\ue000b", {"name": "Kept", "date": "2007-01-31"}, 422),
    ("/plans/plan/drafts", "note", "x" * 4001, {"name": "Kept", "date": "2007-01-31"}, 422),
    ("/plans/plan/drafts", "moment", "soon", {"name": "Kept", "date": "2007-01-31"}, 422),
    ("/plans/plan/drafts", "moment", "999999999", {"name": "Kept", "date": "2007-01-31"}, 404),
    ("/plans/plan/stages/new", "name", "", {"note": "Kept."}, 422),
    ("/plans/plan/stages/new", "name", "a\x1bb", {"note": "Kept."}, 422),
    ("/plans/plan/stages/new", "note", "a\ue000b", {"name": "Kept"}, 422),
    ("/plans/plan/stages/new", "closes", "2007-02-30T18:00", {"name": "Kept"}, 422),
    ("/plans/plan/stages/new", "zone", "Europe/Atlantis", {"name": "Kept"}, 422),
    ("/plans/plan/stages/new", "position", "first", {"name": "Kept"}, 422),
    ("/plans/plan/stages/new", "position", "9" * 30, {"name": "Kept"}, 422),
    ("/plans/plan/stages/spare/extend", "closes", "2007-02-30T18:00", {"reason": "Kept."}, 422),
    (f"{SECTION}/add", "title", "", {"body": "Kept."}, 422),
    (f"{SECTION}/add", "title", "a\ue000b", {"body": "Kept."}, 422),
    (f"{SECTION}/add", "body", "a\ue000b", {"title": "Kept"}, 422),
    (f"{SECTION}/title", "title", "", {}, 422),
    (f"{SECTION}/title", "title", "a\ue000b", {}, 422),
    (f"{SECTION}/edit", "text", "No heading.", {"summary": "Kept", "based_on": "BASE"}, 422),
    (f"{SECTION}/edit", "text", "# Vision\n\na\ue000b", {"summary": "Kept", "based_on": "BASE"}, 422),
    (f"{SECTION}/edit", "summary", "x" * 501, {"text": "# Vision\n\nKept.\n", "based_on": "BASE"}, 422),
    (f"{SECTION}/translation", "language", "en", {"title": "Gardé", "body": "Gardé."}, 422),
    (f"{SECTION}/translation", "title", "", {"language": "fr", "body": "Gardé."}, 422),
    (f"{SECTION}/translation", "summary", "x" * 501, {"language": "fr", "title": "Gardé"}, 422),
    (f"{SECTION}/brackets/new", "quote", "nowhere", {"owners": "KE", "revision": "BASE"}, 422),
    (f"{SECTION}/brackets/new", "owners", "lower case", {"quote": "Vision two", "revision": "BASE"}, 422),
    (
        f"{SECTION}/brackets/new",
        "summary",
        "x" * 501,
        {"quote": "Vision two", "owners": "KE", "revision": "BASE", "act": "record"},
        422,
    ),
    (f"{SECTION}/brackets/settle", "summary", "x" * 501, {"act": "lift", "start": "START", "revision": "BASE"}, 422),
    ("/plans/plan/comments/new", "body", "", {"section": "1", "quote": "Vision one"}, 422),
    ("/plans/plan/comments/new", "body", "x" * 20_001, {"section": "1", "quote": "Vision one"}, 413),
    ("/plans/plan/comments/new", "quote", "a\ue000b", {"section": "1", "body": "Kept."}, 422),
    ("/plans/plan/comments/REMARK/reply", "body", " ", {}, 422),
    ("/plans/plan/comments/REMARK/answer", "reason", "", {"disposition": "not_accepted"}, 422),
    ("/plans/plan/comments/REMARK/answer", "revision", "²", {"disposition": "accepted", "reason": "Kept."}, 422),
    ("/plans/plan/comments/REMARK/erase", "reason", "", {}, 422),
    ("/plans/plan/people", "email", "nobody@example.org", {}, 422),
    ("/plans/plan/invitations", "pasted", "", {}, 422),
    ("/plans/plan/invitations", "delegation", "9" * 30, {"pasted": "kept@example.org"}, 422),
    ("/profile", "name", "", {}, 422),
    ("/profile/password", "current_password", "wrong", {"password": "a long enough password"}, 422),
    ("/profile/tokens", "name", "a\x1bb", {"scopes": "edit"}, 422),
    ("/people", "email", "not an address", {"name": "Kept"}, 422),
    ("/people", "email", "amina@example.org", {"name": "Kept"}, 409),
    ("/people", "name", "a\nb", {"email": "kept@example.org"}, 422),
    ("/delegations", "name", "", {"kind": "party", "code": "XK"}, 422),
    ("/delegations", "name", "Kenya", {"kind": "party", "code": "XK"}, 409),
    ("/delegations", "code", "KE", {"kind": "party", "name": "Kept"}, 409),
    ("/delegations", "code", "no code", {"kind": "party", "name": "Kept"}, 422),
    ("/delegations/DELEGATION/members", "member", "nobody@example.org", {"since": "2007-01-31"}, 422),
    ("/delegations/DELEGATION/members", "since", "2007-02-30", {"member": "amina@example.org"}, 422),
]


@dataclass
class World:
    """An administrator who looks after a plan, as a visitor; words that stand for numbers of what the plan holds."""

    visitor: Visitor
    numbers: dict[str, int]

    def fill(self, words: str) -> str:
        for name, number in self.numbers.items():
            words = re.sub(rf"\b{name}\b", str(number), words)
        return words

    def post(self, address: str, **typed: str) -> TestResponse:
        return self.visitor.post(self.fill(address), data={name: self.fill(words) for name, words in typed.items()})


@pytest.fixture
def world(app: Flask) -> World:
    owner = factories.person("Amina", may_make_plans=True, is_administrator=True)
    plan = factories.plan(owner, "Vision", "Mission")
    vision = factories.section(plan, 1)
    newest = revisions.newest_revision(vision, "en")
    text = newest.text.body.replace("Vision one", "[KE: Vision one]")
    base = revisions.save_revision(owner, vision, text=text, based_on=newest.number).revision
    remark = comments.post_comment(owner, plan, body="Why?", section=vision, audience="participants")
    stages.create_stage(owner, plan, name="Spare", closes="2027-01-31T18:00")
    drafts.freeze_draft(owner, plan, name="Frozen", date=date(2007, 1, 31))
    kenya = delegations.create_delegation(owner, kind="party", name="Kenya", code="KE")
    assert remark.number
    known = {"BASE": base.number, "START": text.index("["), "REMARK": remark.number, "DELEGATION": kenya.id}
    return World(Visitor(app, owner), known)


def _tag(answer: TestResponse, name: str) -> str:
    """The control of this name that is marked as wrong."""
    found = re.findall(rf'<(?:input|textarea|select)[^>]*\bname="{name}"[^>]*aria-invalid="true"[^>]*>', answer.text)
    assert len(found) == 1, (name, found)
    return found[0]


def test_each_says_what_is_wrong_beside_the_field_and_gives_back_what_was_typed(world: World):
    for address, field, typed, others, status in REFUSED:
        case = (address, field, typed[:40])
        answer = world.post(address, **others, **{field: typed})
        assert answer.status_code == status, case
        control = _tag(answer, field)
        assert re.findall(r"\bautofocus\b", answer.text) == ["autofocus"] and "autofocus" in control, case
        described = re.search(r'aria-describedby="([^"]*)"', control)
        assert described, case
        place = re.escape(described[1].split()[-1])
        said = re.findall(rf'<span class="error" id="{place}">([^<]+)</span>', answer.text)
        assert len(said) == 1 and re.fullmatch(r"[A-Z“].*[.]", said[0]), (*case, said)
        for name, words in {**others, field: typed.strip()}.items():
            if name not in ("based_on", "act") and "password" not in name:
                assert _stands(answer, name, world.fill(words)), (*case, name)


def _stands(answer: TestResponse, name: str, words: str) -> bool:
    """Whether a form of the page has these words in its field; a choice that is none cannot stand."""
    if re.search(rf'<select[^>]*\bname="{name}"', answer.text) and f'value="{words}"' not in answer.text:
        return True
    escaped = re.escape(words.replace("&", "&amp;").replace("<", "&lt;"))
    return bool(
        re.search(rf'<textarea[^>]*\bname="{name}"[^>]*>\n?\s*{escaped}\s*</textarea>', answer.text)
        or re.search(rf'<input[^>]*\bname="{name}"[^>]*\bvalue="\s*{escaped}\s*"', answer.text)
        or re.search(rf'<option[^>]*value="{escaped}"[^>]*selected', answer.text)
        or re.search(rf"<option[^>]*selected[^>]*>{escaped}<", answer.text)
        or (words == "" and re.search(rf'<(?:input|textarea)[^>]*\bname="{name}"', answer.text))
    )


def test_what_belongs_to_no_field_is_said_at_the_head_and_has_the_focus(world: World):
    """An answer without its disposition is wrong as a group; a bracket that is gone, as a whole."""
    group = world.post("/plans/plan/comments/REMARK/answer", reason="Kept.")
    assert group.status_code == 422 and "Kept." in group.text
    assert '<span class="error" id="disposition-error" role="alert" tabindex="-1" autofocus>' in group.text
    whole = world.post(f"{SECTION}/brackets/settle", act="lift", start="0", revision="BASE")
    assert whole.status_code == 409
    assert '<p class="error" role="alert" tabindex="-1" autofocus>There is no such bracket' in whole.text


@pytest.mark.parametrize("to", ["", "behind:²", "behind:" + "9" * 5000, "nowhere", "behind:-1"])
def test_a_place_that_is_none_is_refused_and_nothing_moves(world: World, to: str):
    assert world.post(f"{SECTION}/move", to=to).status_code in (404, 422)
    text = world.visitor.get("/plans/plan/text").text
    assert text.index("Vision one") < text.index("Mission one")


def test_a_title_from_a_document_is_one_line_whatever_its_heading_holds(world: World):
    document = "# A\x1b[2J\u202e plan\n\nWords.\n".encode()
    carried = base64.b64encode(document).decode()
    preview = world.post("/plans/new", document=carried)
    assert preview.status_code == 200 and 'name="title" type="text" value="A [2J plan"' in preview.text
    made = world.post("/plans/new", document=carried, title="A [2J plan", slug="odd", record="1")
    assert made.status_code == 303
    assert world.visitor.get("/plans/odd/export/now.md").data == document
