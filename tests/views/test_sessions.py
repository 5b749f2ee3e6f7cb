"""Signing in and out: sessions, rate limits, and forms that are kept over it."""

from datetime import timedelta

import pytest

from tests.services import factories
from tests.views.forms import form_to, forms
from tests.views.visitors import Visitor
from wiki import clock
from wiki.app import create_app
from wiki.db import db
from wiki.models import EndedSession
from wiki.services import passwords, persons, plans

GOOD = "seven quiet herons"
# one hash for all tests here, since each costs a tenth of a second
HASH = passwords.hash_password(GOOD, name="Kofi", email="kofi@example.org")
KNOWN = {"email": "kofi@example.org", "password": GOOD}
WORDS = "Line one, “quoted” <b>&amp; so on\r\n\r\n  أهلا, 你好\r\n"


@pytest.fixture
def kofi(app):
    return factories.person("Kofi", password_hash=HASH, is_administrator=True)


@pytest.fixture
def visitor(app):
    return Visitor(app)


@pytest.fixture
def strict(app, kofi):
    """The application as it is served: forged forms and too many tries are refused."""
    app.config.update(WTF_CSRF_ENABLED=True)
    return app


def test_signing_in_and_out(visitor, kofi):
    page = visitor.get("/sign-in?next=/profile")
    answer = form_to(page, "/sign-in").send(visitor, email="Kofi@example.org", password="wrong")
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text and "Kofi@example.org" in answer.text and "wrong" not in answer.text
    answer = form_to(answer, "/sign-in").send(visitor, email="kofi@example.org", password=GOOD)
    assert (answer.status_code, answer.location) == (303, "/profile")
    assert visitor.get("/profile").status_code == 200
    assert visitor.get("/sign-in?next=/profile").location == "/profile"
    # The browser forgets the pages it was shown: on a machine that others use, its way back leads nowhere.
    assert visitor.post("/sign-out").headers["Clear-Site-Data"] == '"cache"'
    assert visitor.get("/profile").status_code == 401


@pytest.mark.parametrize(
    "target",
    [
        "https://example.net/",
        "//example.net",
        "/\\example.net",
        "javascript:alert(1)",
        "\\\\example.net",
        "/\t/example.net",
    ],
)
def test_signing_in_leads_nowhere_else(visitor, kofi, target):
    data = {"email": "kofi@example.org", "password": GOOD, "target": target}
    assert visitor.post("/sign-in", data=data).location == "/"
    assert visitor.get("/sign-in", query_string={"next": target}).location == "/"
    visitor.post("/sign-out")
    page = visitor.post("/sign-in", data={**data, "resend": "1", "kept-text": "words"})
    assert forms(page)[-1].action == "/"


def test_nothing_of_the_session_before_is_carried_over(visitor, kofi):
    with visitor.client.session_transaction() as session:
        session["planted"] = "by somebody else"
    visitor.post("/sign-in", data={"email": "kofi@example.org", "password": GOOD})
    with visitor.client.session_transaction() as session:
        assert "planted" not in session
        assert session["_user_id"] == kofi.get_id()


def test_a_session_ends_when_it_is_not_used_and_lasts_while_it_is(app, visitor, kofi):
    app.config["SESSION_MINUTES"] = 30
    visitor.post("/sign-in", data={"email": "kofi@example.org", "password": GOOD})
    start = clock.now()
    for minutes, status in ((20, 200), (49, 200), (78, 200), (110, 401), (111, 401)):
        with clock.standing_at(start + timedelta(minutes=minutes)):
            assert visitor.get("/profile").status_code == status, minutes
    with Visitor(app, kofi).get("/static/css/plenary.css") as static:
        assert "Set-Cookie" not in static.headers


def test_nobody_stays_signed_in_for_more_than_thirty_days(app, visitor, kofi):
    visitor.post("/sign-in", data=KNOWN)
    start = clock.now()
    for half_days in range(1, 62):
        with clock.standing_at(start + timedelta(hours=12 * half_days - half_days / 20)):
            status = visitor.get("/profile").status_code
            assert status == (200 if clock.now() - start <= timedelta(days=30) else 401), half_days
    assert status == 401


def test_another_password_ends_the_sessions_elsewhere(app, kofi):
    here, there = Visitor(app, kofi), Visitor(app, kofi)
    data = {"current_password": GOOD, "password": "nine calm otters"}
    assert here.post("/profile/password", data=data).status_code == 303
    assert here.get("/profile").status_code == 200
    assert there.get("/profile").status_code == 401
    assert here.post("/profile/sessions").headers["Clear-Site-Data"] == '"cache"'
    assert here.get("/profile").status_code == 401


@pytest.fixture
def limited(database, tmp_path):
    """The application with its limits on, which the others have switched off."""
    settings = {"SQLALCHEMY_DATABASE_URI": database, "INSTANCE": str(tmp_path), "TESTING": True}
    app = create_app({**settings, "WTF_CSRF_ENABLED": False, "RATELIMIT_ENABLED": True})
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def test_a_copied_cookie_opens_nothing_after_signing_out(app, visitor, kofi):
    elsewhere = Visitor(app)
    for one in (visitor, elsewhere):
        one.post("/sign-in", data=KNOWN)
    copied = visitor.client.get_cookie("plenary").value
    thief = Visitor(app)
    thief.client.set_cookie("plenary", copied)
    assert thief.get("/profile").status_code == 200
    visitor.post("/sign-out")
    assert thief.get("/profile").status_code == 401
    api = app.test_client()
    api.set_cookie("plenary", copied)
    assert api.get("/api/me").status_code == 401
    # The person's other browser goes on, and so does whoever signs in again in this one.
    assert elsewhere.get("/profile").status_code == 200
    visitor.post("/sign-in", data=KNOWN)
    assert visitor.get("/profile").status_code == 200 and thief.get("/profile").status_code == 401
    # Signing in anew ends the session that was open in that browser.
    copied = visitor.client.get_cookie("plenary").value
    visitor.post("/sign-in", data=KNOWN)
    thief.client.set_cookie("plenary", copied)
    assert thief.get("/profile").status_code == 401 and visitor.get("/profile").status_code == 200
    assert db.session.query(EndedSession).count() == 2
    # What nobody's cookie could open any more is forgotten with the next one that ends.
    with clock.standing_at(clock.now() + timedelta(days=2)):
        elsewhere.post("/sign-in", data=KNOWN)
        elsewhere.post("/sign-out")
        assert db.session.query(EndedSession).count() == 1


def test_a_session_from_before_sessions_had_names_ends_with_all_others(app, visitor, kofi):
    elsewhere = Visitor(app, kofi)
    with visitor.client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = kofi.get_id(), True
    assert visitor.get("/profile").status_code == elsewhere.get("/profile").status_code == 200
    visitor.post("/sign-out")
    assert elsewhere.get("/profile").status_code == 401


def test_too_many_tries_are_told_when_to_come_back_and_lose_nothing(limited):
    factories.person("Kofi", password_hash=HASH)
    visitor = Visitor(limited)
    wrong = {"email": "kofi@example.org", "password": "wrong", "resend": "1", "kept-text": WORDS, "target": "/x"}
    right = {**wrong, "password": GOOD}
    assert [visitor.post("/sign-in", data=wrong).status_code for _ in range(11)] == [422] * 10 + [429]
    answer = visitor.post("/sign-in", data=right)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert ("kept-text", WORDS) in forms(answer)[-1].fields
    # Another machine is not hindered until the account itself has had its twenty.
    second, third = {"REMOTE_ADDR": "192.0.2.7"}, {"REMOTE_ADDR": "192.0.2.8"}
    statuses = [visitor.post("/sign-in", data=wrong, environ_base=second).status_code for _ in range(10)]
    assert statuses == [422] * 10
    answer = visitor.post("/sign-in", data=right, environ_base=third)
    assert answer.status_code == 429 and int(answer.headers["Retry-After"]) > 60
    assert visitor.post("/sign-in", data={"email": "a@example.org"}, environ_base=third).status_code == 422


def test_present_passwords_are_not_guessed_by_who_finds_an_open_browser(limited):
    kofi = factories.person("Kofi", password_hash=HASH)
    visitor, api = Visitor(limited, kofi), limited.test_client()
    wrong = {"current_password": "wrong", "password": "nine calm otters"}
    elsewhere = [{"REMOTE_ADDR": f"192.0.2.{number}"} for number in range(6)]
    statuses = [visitor.post("/profile/password", data=wrong, environ_base=line).status_code for line in elsewhere]
    assert statuses == [422] * 6
    # Pages and programs count together, wherever they are.
    with api.session_transaction() as session:
        session["_user_id"], session["_fresh"] = kofi.get_id(), True
    guess = {"current": "wrong", "password": "nine calm otters"}
    assert [api.post("/api/me/password", json=guess).status_code for _ in range(5)] == [422] * 4 + [429]
    right = {"current_password": GOOD, "password": "nine calm otters"}
    assert visitor.post("/profile/password", data=right, environ_base=elsewhere[0]).status_code == 429


def test_addresses_of_one_line_count_as_one(limited):
    lines = [{"REMOTE_ADDR": f"2001:db8:7:9::{number:x}"} for number in range(1, 13)]
    tries = {"email": "", "password": "wrong"}
    statuses = [Visitor(limited).post("/sign-in", data=tries, environ_base=line).status_code for line in lines]
    assert statuses == [422] * 10 + [429] * 2
    another = {"REMOTE_ADDR": "2001:db8:7:a::1"}
    assert Visitor(limited).post("/sign-in", data=tries, environ_base=another).status_code == 422


def test_tries_that_did_not_work_are_in_the_servers_log_without_what_was_typed(limited, caplog):
    factories.person("Kofi", password_hash=HASH)
    for typed in ("kofi@example.org", GOOD):
        Visitor(limited).post("/sign-in", data={"email": typed, "password": "wrong"})
    Visitor(limited).post("/sign-in", data=KNOWN)
    said = [record.getMessage() for record in caplog.records]
    assert len(said) == 2 and all("sign-in refused" in one and "from line 127.0.0.1" in one for one in said)
    assert GOOD not in caplog.text and "kofi@" not in caplog.text
    assert said[0] != said[1]


def test_what_was_typed_survives_an_ended_session(strict, kofi):
    plan = plans.create_plan(kofi, title="A plan")
    visitor = Visitor(strict)
    asked = visitor.post(
        f"/plans/{plan.slug}/people?from=here", data={"email": WORDS, "role": "chair", "csrf_token": "old"}
    )
    assert asked.status_code == 401
    # A wrong password, and a sign-in page that has itself grown old, carry it on.
    form = form_to(asked, "/sign-in")
    wrong = form.send(visitor, email="kofi@example.org", password="wrong")
    assert wrong.status_code == 422
    stale = form_to(wrong, "/sign-in").send(visitor, email="kofi@example.org", password=GOOD, csrf_token="old")
    assert stale.status_code == 401
    offered = form_to(stale, "/sign-in").send(visitor, email="kofi@example.org", password=GOOD)
    assert offered.status_code == 200
    kept = forms(offered)[-1]
    assert (kept.action, kept.method) == (f"/plans/{plan.slug}/people?from=here", "post")
    assert [pair for pair in kept.fields if pair[0] != "csrf_token"] == [("email", WORDS), ("role", "chair")]
    arrived = kept.send(visitor)
    assert arrived.status_code == 422
    assert "No account has this address" in arrived.text


def test_a_stale_form_of_somebody_signed_in_is_offered_again_at_once(strict, kofi):
    visitor = Visitor(strict, kofi)
    offered = visitor.post("/profile", data={"name": "Kofi Asante", "csrf_token": "old"})
    assert offered.status_code == 401
    assert forms(offered)[-1].action == "/profile"
    assert forms(offered)[-1].send(visitor).status_code == 303
    assert db.session.get_one(persons.Person, kofi.id, populate_existing=True).name == "Kofi Asante"


def test_passwords_are_never_kept(strict, kofi):
    visitor = Visitor(strict, kofi)
    offered = visitor.post("/profile/password", data={"current_password": GOOD, "password": "nine calm otters"})
    assert offered.status_code == 401
    assert GOOD not in offered.text and "otters" not in offered.text


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://example.net"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_what_another_site_sent_is_not_offered(strict, kofi, headers):
    answer = Visitor(strict, kofi).post("/profile", data={"name": "Mallory"}, headers=headers)
    assert answer.status_code == 400
    assert "Mallory" not in answer.text


def test_signing_out_twice_is_no_error(strict, kofi):
    assert Visitor(strict).post("/sign-out").status_code == 303
