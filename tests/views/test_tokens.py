"""Tokens on the profile's page: shown once, listed, revoked."""

import re

from tests.services import factories
from tests.views.forms import form_to
from tests.views.visitors import Visitor
from wiki.db import db
from wiki.models import Token


def test_a_token_is_made_shown_once_and_revoked(app):
    browser = Visitor(app, factories.person("Amina"))
    assert "/profile/tokens" in browser.get("/profile").text
    page = browser.get("/profile/tokens")
    made = form_to(page, "/profile/tokens").send(browser, name="Meeting database", scopes="comment", days="30")
    secret = re.search(r'value="(plenary_[\w-]{43})"', made.text)
    assert made.status_code == 200 and secret
    assert made.headers["Cache-Control"] == "no-store"
    header = {"Authorization": f"Bearer {secret[1]}"}
    assert Visitor(app).get("/api/me", headers=header).json["scopes"] == ["read", "comment"]
    listed = browser.get("/profile/tokens")
    assert "Meeting database" in listed.text and secret[1] not in listed.text
    uid = db.session.query(Token).one().uid
    ended = form_to(listed, f"/profile/tokens/{uid}/revoke").send(browser)
    assert ended.status_code == 303 and "Meeting database" not in browser.get("/profile/tokens").text
    assert Visitor(app).get("/api/me", headers=header).status_code == 401


def test_what_cannot_be_comes_back_with_what_was_typed(app):
    browser = Visitor(app, factories.person("Amina"))
    answer = browser.post("/profile/tokens", data={"name": "A" * 81, "scopes": "edit", "days": "7"})
    assert answer.status_code == 422
    assert "at most 80 characters" in answer.text and 'value="edit" checked' in answer.text and "A" * 81 in answer.text


def test_a_stranger_is_asked_to_sign_in(app):
    assert Visitor(app).get("/profile/tokens").status_code == 401
