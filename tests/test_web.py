"""What every answer carries, and where nobody is ever sent."""

import pytest

from tests.services import factories
from wiki.services import persons
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
