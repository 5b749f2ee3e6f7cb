"""Signing in by a token or a session, and what neither opens."""

from datetime import timedelta

import pytest

from tests.api.programs import Program
from tests.services import factories
from tests.views.visitors import Visitor
from wiki import clock
from wiki.db import db, transaction
from wiki.models import Token
from wiki.services import closings, persons, plans, tokens


@pytest.fixture
def amina(app):
    return factories.person("Amina", may_make_plans=True)


def test_a_token_says_who_is_acting(app, amina):
    answer = Program(app, amina, scopes=("read", "comment")).get("/me")
    assert answer.status_code == 200
    assert (answer.json["name"], answer.json["scopes"]) == ("Amina", ["read", "comment"])


def test_reading_is_open_without_one_where_the_pages_are(app, amina):
    factories.plan(amina, "Vision")
    assert [plan["slug"] for plan in Program(app).get("/plans").json["plans"]] == ["plan"]
    answer = Program(app).get("/me")
    assert answer.status_code == 401 and answer.headers["WWW-Authenticate"] == 'Bearer realm="Plenary"'


@pytest.mark.parametrize("given", ["Bearer plenary_nobody", "Bearer", "Basic YTpi", "plenary_x", "Bearer \u00e9"])
def test_a_token_that_is_none_is_refused_even_where_none_is_needed(app, amina, given):
    program = Program(app)
    program.headers["Authorization"] = given
    answer = program.get("/plans")
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]
    assert answer.json["type"].endswith("#sign-in-needed")


def test_a_bad_token_is_not_mended_by_a_session(app, amina):
    browser = Visitor(app, amina)
    assert browser.get("/api/me").status_code == 200
    assert browser.get("/api/me", headers={"Authorization": "Bearer plenary_x"}).status_code == 401


@pytest.mark.parametrize("end", ["revoked", "run out", "closed"])
def test_a_token_ends(app, amina, end):
    program = Program(app, amina)
    token = db.session.query(Token).one()
    if end == "revoked":
        tokens.revoke_token(amina, token)
    elif end == "run out":
        with transaction():
            token.expires_at = clock.now() - timedelta(seconds=1)
    else:
        closings.close_person(persons.operator(), amina)
        assert db.session.query(Token).one().revoked_at is not None
    assert program.get("/me").status_code == 401


def test_scopes_narrow_and_never_widen(app, amina):
    plan = factories.plan(amina, "Vision")
    reading = Program(app, amina, scopes=("read",))
    answer = reading.ask("PATCH", "/plans/plan", json={"title": "Other"})
    assert answer.status_code == 403 and answer.json["type"].endswith("#scope-missing")
    assert 'scope="manage"' in answer.headers["WWW-Authenticate"]
    assert reading.get("/plans/plan").status_code == 200
    stranger = Program(app, factories.person("Stranger"))
    assert stranger.ask("PATCH", "/plans/plan", json={"title": "Other"}).status_code == 403
    assert plans.find_plan(amina, plan.slug).title == "A plan"


def test_a_token_makes_no_tokens_and_no_passwords(app, amina):
    program = Program(app, amina)
    for method, address, body in (
        ("POST", "/me/tokens", {"name": "x", "scopes": ["read"]}),
        ("POST", "/me/password", {"current": "x", "password": "y"}),
        ("GET", "/csrf", None),
    ):
        assert program.ask(method, address, json=body).status_code == 403


def test_the_last_use_is_told_and_written_once_an_hour(app, amina):
    program = Program(app, amina)
    told = program.get("/me/tokens").json["tokens"][0]
    assert told["last_used_at"] is not None and "secret" not in told
    with transaction():
        db.session.query(Token).one().last_used_at = earlier = clock.now() - timedelta(minutes=50)
    program.get("/me")
    assert db.session.query(Token).one().last_used_at == earlier
    with transaction():
        db.session.query(Token).one().last_used_at = clock.now() - timedelta(minutes=70)
    program.get("/me")
    assert clock.now() - db.session.query(Token).one().last_used_at < timedelta(minutes=5)


def test_the_secret_is_kept_nowhere(app, amina):
    program = Program(app, amina)
    secret = program.headers["Authorization"].removeprefix("Bearer ")
    kept = db.session.query(Token).one()
    assert secret not in (kept.hash, kept.hint, kept.name) and len(kept.hash) == 64
    assert secret.startswith(kept.hint) and len(kept.hint) < len(secret) - 36


def test_a_session_writes_with_its_own_token_alone(app, amina):
    factories.plan(amina)
    app.config["WTF_CSRF_ENABLED"] = True
    browser = Visitor(app, amina)
    bare = browser.client.patch("/api/plans/plan", json={"title": "Other"})
    assert bare.status_code == 403 and bare.json["type"].endswith("#csrf")
    csrf = browser.client.get("/api/csrf")
    header = {"X-CSRFToken": csrf.json["csrf_token"]}
    assert csrf.headers["Cache-Control"] == "no-store"
    assert browser.client.patch("/api/plans/plan", json={"title": "Other"}, headers=header).status_code == 200
    # A token is sent on purpose, never by a browser on its own, so it needs none.
    assert Program(app, amina).ask("PATCH", "/plans/plan", json={"title": "Third"}).status_code == 200


def test_making_and_revoking_in_a_session(app, amina):
    browser = Visitor(app, amina)
    made = browser.post("/api/me/tokens", json={"name": "Database", "scopes": ["edit"], "days": 7})
    assert made.status_code == 201 and made.json["scopes"] == ["read", "edit"]
    program = Program(app)
    program.headers["Authorization"] = f"Bearer {made.json['secret']}"
    assert program.get("/me").status_code == 200
    browser.client.delete(f"/api/me/tokens/{made.json['uid']}")
    assert program.get("/me").status_code == 401
    other = Program(app, factories.person("Other"))
    mine = browser.post("/api/me/tokens", json={"name": "x", "scopes": ["read"]}).json["uid"]
    assert other.ask("DELETE", f"/me/tokens/{mine}").status_code == 404


@pytest.mark.parametrize(
    ("field", "body"),
    [
        ("name", {"name": " ", "scopes": ["read"]}),
        ("name", {"scopes": ["read"]}),
        ("scopes.0", {"name": "x", "scopes": ["everything"]}),
        ("scopes", {"name": "x", "scopes": []}),
        ("days", {"name": "x", "scopes": ["read"], "days": 1000}),
        ("colour", {"name": "x", "scopes": ["read"], "colour": "red"}),
    ],
)
def test_what_cannot_be_is_told_at_its_field(app, amina, field, body):
    answer = Visitor(app, amina).post("/api/me/tokens", json=body)
    assert answer.status_code == 422 and list(answer.json["errors"]) == [field]
