"""The way in: a pasted list, a link, an account; and the people of a plan."""

import html
import re
import time
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from tests.api.programs import Program
from tests.services import factories
from tests.views.forms import form_to, forms
from tests.views.visitors import Visitor
from wiki.db import db, transaction
from wiki.models import OutgoingMail, Person
from wiki.post import invitation_link
from wiki.services import access, delegations, invitations, persons, plans
from wiki.views.passwords import ANSWERED_EVERY

GOOD = "seven quiet herons"


@pytest.fixture
def owner(app):
    return factories.person("Owner", may_make_plans=True)


@pytest.fixture
def plan(owner):
    made = plans.create_plan(owner, title="A plan of action", slug="soap", visibility="participants")
    with transaction(made.id):
        made.title = "A plan of\u2028 action"  # as one could be once; a letter has one line for it
    return made


def links(answer):
    """The links a page shows to be copied."""
    shown = re.findall(r'<input[^>]* readonly value="([^"]*)"', answer.text)
    return [urlsplit(html.unescape(link)).path for link in shown]


def test_from_a_pasted_list_to_the_plan(app, owner, plan):
    browser = Visitor(app, owner)
    page = browser.get("/plans/soap/invitations/new")
    assert "Amina Wanjiru &lt;amina@example.org&gt;" in page.text
    pasted = "Amina <amina@example.org>\r\nno address here\r\nkofi@example.org; chair"
    form = form_to(page, "/plans/soap/invitations")
    answer = form.send(browser, pasted=pasted, role="expert")
    assert answer.status_code == 422
    assert "no address here" in dict(form_to(answer, "/plans/soap/invitations").fields)["pasted"]
    assert "amina" not in dict(form_to(answer, "/plans/soap/invitations").fields)["pasted"]
    answer = form_to(answer, "/plans/soap/invitations").send(browser, pasted="zoe@example.org", role="reader")
    assert answer.location == "/plans/soap/people"
    people_page = browser.get("/plans/soap/people")
    assert len(links(people_page)) == 3
    assert db.session.scalars(select(OutgoingMail)).first() is None

    newcomer = Visitor(app)
    link = next(link for link in links(people_page) if "Your account" in newcomer.get(link).text)
    welcome = newcomer.get(link)
    refused = form_to(welcome, link).send(newcomer, name="New Name", password="short")
    assert refused.status_code == 422 and "New Name" in refused.text
    came = form_to(refused, link).send(newcomer, name="New Name", password=GOOD)
    assert came.location == "/plans/soap"
    assert "New Name" in newcomer.get("/plans/soap/people").text
    assert newcomer.get(link).status_code == 409
    assert newcomer.get("/plans/soap/invitations/new").status_code == 403


def test_letters_are_posted_where_a_mail_server_is_set(app, owner, plan):
    app.config.update(MAIL_URL="smtp://localhost", BASE_URL="https://plan.example.org")
    browser = Visitor(app, owner)
    data = {"pasted": "amina@example.org", "role": "expert"}
    assert browser.post("/plans/soap/invitations", data=data).status_code == 303
    letter = db.session.scalars(select(OutgoingMail)).one()
    (made,) = invitations.list_invitations(owner, plan)
    with app.test_request_context():
        assert invitation_link(made) in letter.body
    assert letter.subject == "Invitation: A plan of action"
    browser.post(f"/plans/soap/invitations/{made.uid}/resend")
    assert len(db.session.scalars(select(OutgoingMail)).all()) == 2
    browser.post(f"/plans/soap/invitations/{made.uid}/withdraw")
    with app.test_request_context():
        assert Visitor(app).get(urlsplit(invitation_link(made)).path).status_code == 409


def test_who_has_an_account_signs_in_on_the_way_and_comes_back(app, owner, plan):
    kofi = persons.create_person(persons.operator(), name="Kofi", email="kofi@example.org", password=GOOD)
    invitations.invite_people(owner, plan, pasted="kofi@example.org", role="expert")
    (link,) = links(Visitor(app, owner).get("/plans/soap/people"))
    browser = Visitor(app)
    asked = browser.get(link)
    assert "kofi@example.org" in asked.text and "new-password" not in asked.text
    page = browser.get("/sign-in", query_string={"next": link})
    back = form_to(page, "/sign-in").send(browser, email="kofi@example.org", password=GOOD)
    assert back.location == link
    assert form_to(browser.get(link), link).send(browser).location == "/plans/soap"
    assert access.standing(kofi, plan).given == {"expert"}


def test_a_link_that_is_not_ours_opens_nothing(app, owner, plan):
    invitations.invite_people(owner, plan, pasted="kofi@example.org", role="expert")
    (made,) = invitations.list_invitations(owner, plan)
    with app.test_request_context():
        path = urlsplit(invitation_link(made)).path
    for token in (made.uid, path[13:-1], path[13:] + "x", "é"):
        assert Visitor(app).get(f"/invitations/{token}").status_code == 404


def test_roles_are_given_and_ended_on_the_page(app, owner, plan):
    kofi = factories.person("Kofi")
    browser = Visitor(app, owner)
    answer = browser.post("/plans/soap/people", data={"email": "who@example.org", "role": "chair"})
    assert answer.status_code == 422 and "who@example.org" in answer.text
    assert browser.post("/plans/soap/people", data={"email": "kofi@example.org", "role": "chair"}).status_code == 303
    page = browser.get("/plans/soap/people")
    ends = [form.action for form in forms(page) if form.action.endswith("/end")]
    statuses = sorted(browser.post(action).status_code for action in ends)
    assert statuses == [303, 409]
    assert access.standing(kofi, plan).given == set()
    assert access.standing(owner, plan).given == {"secretariat"}


def test_pages_of_the_installation_are_for_administrators(app, owner, plan):
    administrator = factories.person("Ines", is_administrator=True)
    kenya = delegations.create_delegation(administrator, kind="party", name="Kenya", code="KE")
    pages = ["/people", "/people/new", f"/people/{owner.uid}", "/delegations", f"/delegations/{kenya.id}"]
    for path in pages:
        assert Visitor(app).get(path).status_code == 401, path
        assert Visitor(app, owner).get(path).status_code == 403, path
        assert Visitor(app, administrator).get(path).status_code == 200, path
    assert Visitor(app, administrator).get("/plans/soap/people").status_code == 404
    for path in (f"/people/{owner.uid}", f"/people/{owner.uid}/reset", f"/people/{owner.uid}/close", "/people"):
        assert Visitor(app, owner).post(path, data={"sure": "1"}).status_code == 403, path


def test_an_administrator_makes_an_account_and_hands_over_a_link_which_works_once(app):
    browser = Visitor(app, factories.person("Ines", is_administrator=True))
    answer = browser.post("/people", data={"name": "Kofi", "email": "kofi@example"[:5]})
    assert answer.status_code == 422 and 'value="Kofi"' in answer.text
    made = browser.post("/people", data={"name": "Kofi", "email": "kofi@example.org"}).location
    shown = browser.post(made + "/reset")
    (link,) = links(shown)
    assert shown.headers["Cache-Control"] == "no-store"
    visitor = Visitor(app)
    form = form_to(visitor.get(link), link)
    assert form.send(visitor, password="kofi").status_code == 422
    assert form.send(visitor, password=GOOD).status_code == 303
    assert visitor.get("/profile").status_code == 200
    assert visitor.get(link).status_code == 422
    assert form.send(Visitor(app), password="another good one").status_code == 422
    browser.post(made, data={"administrator": "1", "may_make_plans": "1"})
    assert "administrator" in browser.get("/people?words=kofi").text
    assert browser.post(made + "/close").status_code == 422
    assert browser.post(made + "/close", data={"sure": "1"}).status_code == 303
    assert db.session.scalars(select(Person).where(Person.email == "kofi@example.org")).first() is None
    assert visitor.get("/profile").status_code == 401


def test_a_forgotten_password_is_answered_alike_for_every_address(app):
    app.config.update(MAIL_URL="smtp://localhost", BASE_URL="https://plan.example.org")
    factories.person("Kofi")
    answers = {
        Visitor(app).post("/password/forgotten", data={"email": email}).text
        for email in ("kofi@example.org", "who@example.org", "", "\0")
    }
    assert len(answers) == 1
    letter = db.session.scalars(select(OutgoingMail)).one()
    (link,) = [urlsplit(word).path for word in letter.body.split() if "/password/reset/" in word]
    visitor = Visitor(app)
    assert form_to(visitor.get(link), link).send(visitor, password=GOOD).status_code == 303
    # Who asks cannot say where the link leads, and whose password was changed is told.
    assert "https://plan.example.org/password/reset/" in letter.body
    told = db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id.desc())).first()
    assert told.to == "kofi@example.org" and told.subject == "Your password for Plenary was changed"
    assert "https://plan.example.org/password/forgotten" in told.body
    changed = {"current_password": GOOD, "password": "nine calm otters"}
    assert visitor.post("/profile/password", data=changed).status_code == 303
    assert len(db.session.scalars(select(OutgoingMail)).all()) == 3


def test_a_forgotten_password_takes_as_long_for_every_address(app):
    app.config.update(MAIL_URL="smtp://localhost", BASE_URL="https://plan.example.org")
    factories.person("Kofi")
    for email in ("kofi@example.org", "who@example.org"):
        began = time.monotonic()
        Visitor(app).post("/password/forgotten", data={"email": email})
        assert time.monotonic() - began >= ANSWERED_EVERY, email


def test_where_letters_go_a_delegation_does_not_see_its_links(app, owner, plan):
    """Who sees the link of another's address could make an account in its name; the secretariat may hand links over."""
    kenya = delegations.create_delegation(persons.operator(), kind="party", name="Kenya", code="KE")
    focal = factories.member(owner, plan, "Wanjiku", "party")
    delegations.add_member(persons.operator(), kenya, focal, focal_point=True)
    browser = Visitor(app, focal)
    assert browser.post("/plans/soap/invitations", data={"pasted": "a@example.org", "role": "party"}).status_code == 303
    assert len(links(browser.get("/plans/soap/people"))) == 1
    app.config.update(MAIL_URL="smtp://localhost", BASE_URL="https://plan.example.org")
    page = browser.get("/plans/soap/people")
    assert "a@example.org" in page.text and not links(page)
    program = Program(app, focal)
    assert program.get("/plans/soap/invitations").json["invitations"][0]["link"] == ""
    assert len(links(Visitor(app, owner).get("/plans/soap/people"))) == 1
    assert (
        program.ask("POST", "/plans/soap/invitations", json={"people": "b@example.org", "role": "party"}).json[
            "outcomes"
        ][0]["invitation"]["link"]
        == ""
    )


def test_many_delegations_are_made_from_a_pasted_list(app):
    browser = Visitor(app, factories.person("Ines", is_administrator=True))
    form = form_to(browser.get("/delegations"), "/delegations/list")
    answer = form.send(browser, pasted="Kenya\tKE\r\nGhana\tKE\r\nnobody", kind="party")
    assert answer.status_code == 422 and "1 delegation was made." in answer.text
    for why in ("“Kenya” has this code already.", "A line is the name, a semicolon and the code."):
        assert why in answer.text
    again = form_to(answer, "/delegations/list")
    assert dict(again.fields)["pasted"].splitlines() == ["Ghana\tKE", "nobody"]
    assert again.send(browser, pasted="Ghana; GH", kind="party").location == "/delegations"
    assert "Ghana" in browser.get("/delegations").text
    assert form.send(browser, pasted=" ").status_code == 422
    stranger = Visitor(app, factories.person("Kofi"))
    assert stranger.post("/delegations/list", data={"pasted": "Gabon; GA", "kind": "party"}).status_code == 403


def test_delegations_on_their_pages(app):
    administrator, kofi = factories.person("Ines", is_administrator=True), factories.person("Kofi")
    browser = Visitor(app, administrator)
    for kind, name, code in (("group", "Group of 77", "G77"), ("party", "Kenya", "KE")):
        answer = browser.post("/delegations", data={"kind": kind, "name": name, "code": code})
        assert answer.status_code == 303
    kenya, group = answer.location, delegations.find_delegation_by_code("g77")
    again = browser.post("/delegations", data={"kind": "party", "name": "Other", "code": "ke"})
    assert again.status_code == 409 and 'value="Other"' in again.text
    assert browser.post(f"/delegations/{group.id}/members", data={"member": "ke"}).status_code == 303
    for member, since, status in (("who@example.org", "", 422), ("kofi@example.org", "soon", 422)):
        answer = browser.post(kenya + "/members", data={"member": member, "since": since})
        assert answer.status_code == status and member in answer.text
    data = {"member": "kofi@example.org", "since": "2006-11-06", "focal_point": "1"}
    assert browser.post(kenya + "/members", data=data).status_code == 303
    mine = delegations.membership_of(kofi)
    assert mine.focal_point
    assert browser.post(f"{kenya}/members/{mine.id}", data={"act": "end"}).status_code == 303
    assert delegations.membership_of(kofi) is None
    assert browser.post(f"/delegations/{group.id}/members/{mine.id}", data={"act": "end"}).status_code == 404
    assert browser.post(kenya, data={"name": "Kenya", "code": "[KE]"}).status_code == 422
    assert browser.get("/delegations/99999999999").status_code == 404
