"""What every answer carries, and where nobody is ever sent."""

import time

import pytest

from tests.services import factories
from wiki.services import journal, persons
from wiki.web import local_path


@pytest.mark.parametrize("address", ["/plans/plan", "/plans/none", "/sign-in", "/static/css/plenary.css", "/%ff"])
def test_every_answer_says_what_a_browser_may_do_with_it(app, client, address):
    factories.plan(factories.person("Amina", may_make_plans=True))
    app.config["SESSION_COOKIE_SECURE"] = True
    with client.get(address) as answer:
        headers = answer.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Strict-Transport-Security"].startswith("max-age=")
    assert "no-cache" in headers["Cache-Control"] or "static" in address


def test_the_session_cookie_is_out_of_reach_of_scripts_and_of_other_sites(app, client):
    app.config["SESSION_COOKIE_SECURE"] = True
    person = persons.create_person(
        persons.operator(), name="Amina", email="amina@example.org", password="a long way to Montreal"
    )
    form = {"email": person.email, "password": "a long way to Montreal"}
    answer = client.post("/sign-in", data=form, base_url="https://localhost")
    cookie = answer.headers["Set-Cookie"]
    assert answer.status_code == 303
    assert all(flag in cookie for flag in ("HttpOnly", "Secure", "SameSite=Lax", "Path=/"))


AWAY = (
    *(
        "//e.example",
        "///e.example",
        "https://e.example/",
        "http:/plans",
        "/\\e.example",
        "\\\\e.example",
        "e",
        "",
        None,
    ),
    *("/\t/e.example", "/ /e.example", "/a\r\nX: y", "javascript:alert(1)"),
)


@pytest.mark.parametrize("target", AWAY)
def test_nobody_is_led_away(target):
    assert local_path(target, otherwise="/home") == "/home"


def test_a_form_of_millions_of_fields_is_turned_away_before_it_is_taken_apart(app, client):
    began = time.process_time()
    answer = client.post("/sign-in", data=b"a&" * 3_900_000, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413 and time.process_time() - began < 1
    assert client.post("/sign-in", data={f"kept-{number}": "x" for number in range(4_000)}).status_code == 422


def test_every_form_proves_that_it_is_our_own(app, client):
    """Nothing is done by a form without the session's token, whatever it is for; the choice of a language alone sets
    but a cookie."""
    person = factories.person("Amina", is_administrator=True)
    plan = factories.plan(person, "Vision")
    app.config["WTF_CSRF_ENABLED"] = True
    places = {"slug": plan.slug, "number": 1, "revision": 3, "moment": "now"}
    head = journal.head_number(plan)
    asked = 0
    for rule in app.url_map.iter_rules():
        if "POST" not in (rule.methods or ()) or rule.rule.startswith("/api/") or rule.endpoint == "speech.choose":
            continue
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = person.get_id(), True
        _, path = rule.build({name: places.get(name, 1) for name in rule.arguments}, append_unknown=False)
        answer = client.post(path, data={"body": "x", "title": "x", "password": "x"})
        # Somebody signed in already goes on from the sign-in page; everything else is offered again.
        assert answer.status_code == (303 if rule.endpoint == "sessions.create" else 401), rule
        answer = client.post(path, data={"body": "x"}, headers={"Origin": "https://e.example"})
        assert answer.status_code == 400, rule
        asked += 1
    assert asked > 60 and journal.head_number(plan) == head
