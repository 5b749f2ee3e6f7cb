"""Accounts: the first one, passwords, rights, closing."""

import threading

import pytest
from sqlalchemy import select

from tests.services import factories
from wiki.db import db, transaction
from wiki.errors import Conflict, Forbidden, Invalid
from wiki.models import EntryPayload, Invitation, JournalEntry, OutgoingMail, Person
from wiki.services import (
    closings,
    delegations,
    installations,
    invitations,
    passwords,
    people,
    persons,
    plans,
    resets,
)
from wiki.services.mails import Letter, post_mail

GOOD = "seven quiet herons"


@pytest.fixture
def administrator(app):
    return factories.person("Ines", is_administrator=True)


def test_of_two_who_claim_a_new_installation_at_once_one_becomes_its_administrator(app):
    assert installations.is_empty()
    ready, outcomes = threading.Barrier(2), []

    def claim(name):
        with app.app_context():
            ready.wait()
            try:
                installations.claim_installation(name=name, email=f"{name}@example.org", password=GOOD)
                outcomes.append("made")
            except Conflict:
                outcomes.append("refused")
            finally:
                db.session.remove()

    threads = [threading.Thread(target=claim, args=(name,)) for name in ("amina", "brook")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()
    assert sorted(outcomes) == ["made", "refused"]
    (made,) = db.session.scalars(select(Person))
    assert made.is_administrator
    assert not installations.is_unclaimed()


def test_the_command_line_has_one_person_behind_it(app):
    first, second = persons.operator(), persons.operator()
    assert first.id == second.id
    assert first.is_operator and first.email is None and not first.is_active


def test_authenticating_says_the_same_whatever_is_wrong(app, administrator):
    made = persons.create_person(administrator, name="Kofi", email="Kofi@Example.org ", password=GOOD)
    factories.person("Nobody")
    assert persons.authenticate(email=" KOFI@example.org", password=GOOD).id == made.id
    said = set()
    tries = [("kofi@example.org", "x"), ("who@example.org", GOOD), ("nobody@example.org", ""), ("", "\ud800")]
    for email, password in tries:
        with pytest.raises(Invalid) as raised:
            persons.authenticate(email=email, password=password)
        said.add((str(raised.value), raised.value.field))
    assert len(said) == 1


def test_a_password_kept_by_weaker_settings_is_kept_anew(app):
    from argon2 import PasswordHasher

    person = factories.person("Kofi", password_hash=PasswordHasher(time_cost=1, memory_cost=64).hash(GOOD))
    weak = person.password_hash
    persons.authenticate(email="kofi@example.org", password=GOOD)
    assert person.password_hash != weak
    assert persons.authenticate(email="kofi@example.org", password=GOOD).id == person.id


@pytest.mark.parametrize(
    "password",
    [
        "elevenchars",
        "x" * 12,
        "a" * 3 + "b" * 198,
        "amina.wanjiru",
        "Amina Wanjiru",
        "amina@example.org",
        "Password12345!",
        "1234567890abc",
        "abcdefghijklmnop",
        "qwertyuiop123",
    ],
)
def test_passwords_that_are_guessed_first_are_refused(password):
    with pytest.raises(Invalid) as raised:
        passwords.hash_password(password, name="Amina Wanjiru", email="amina@example.org")
    assert raised.value.field == "password"


def test_a_password_is_the_same_from_every_keyboard():
    kept = passwords.hash_password("cafe\u0301 au lait noir", name="A", email=None)
    assert passwords.check_password("caf\u00e9 au lait noir", kept)


def test_changing_and_resetting_end_other_sessions_and_a_link_works_once(app, administrator):
    person = persons.create_person(administrator, name="Kofi", email="kofi@example.org", password=GOOD)
    key = person.session_key
    with pytest.raises(Invalid) as raised:
        persons.change_password(person, current="wrong", password="nine calm otters")
    assert raised.value.field == "current_password"
    persons.change_password(person, current=GOOD, password="nine calm otters")
    assert person.session_key != key
    mark = resets.make_reset(administrator, person)
    resets.reset_password(uid=person.uid, mark=mark, password="five loud ravens")
    assert persons.authenticate(email="kofi@example.org", password="five loud ravens")
    with pytest.raises(Invalid):
        resets.reset_password(uid=person.uid, mark=mark, password="other words here")
    kinds = list(db.session.scalars(select(JournalEntry.kind).order_by(JournalEntry.number)))
    assert kinds == ["person.create", "person.password", "person.reset", "person.password"]


def test_the_last_administrator_stays(app, administrator):
    with pytest.raises(Conflict):
        persons.set_administrator(administrator, administrator, administrator=False)
    with pytest.raises(Conflict):
        closings.close_person(administrator, administrator)
    other = factories.person("Kofi")
    persons.set_administrator(administrator, other, administrator=True)
    persons.set_administrator(other, administrator, administrator=False)
    with pytest.raises(Forbidden):
        persons.allow_plans(administrator, other, may_make_plans=True)


def test_names_and_addresses_that_could_not_be_shown_or_reached_are_refused(app, administrator):
    for name in ("", "x" * 121, "two\nlines", "turned \u202ename", "private \ue000"):
        with pytest.raises(Invalid) as raised:
            persons.create_person(administrator, name=name, email="kofi@example.org")
        assert raised.value.field == "name"
    for email in ("", "kofi", "kofi@", "a b@example.org", "kofi@example.org\nBcc: x@example.org", "k@-e.org", "@b.org"):
        with pytest.raises(Invalid) as raised:
            persons.create_person(administrator, name="Kofi", email=email)
        assert raised.value.field == "email"
    persons.create_person(administrator, name="مريم", email="kofi+plan@example.org")
    with pytest.raises(Conflict):
        persons.create_person(administrator, name="Other", email="KOFI+plan@example.org")


def test_closing_takes_the_person_out_everywhere_and_keeps_what_they_did(app, administrator):
    owner, leaver = factories.person("Owner", may_make_plans=True), factories.person("Leaver")
    plan = plans.create_plan(owner, title="A plan")
    plans.grant_role(owner, plan, leaver, role="expert")
    kenya = delegations.create_delegation(administrator, kind="party", name="Kenya", code="KE")
    delegations.add_member(administrator, kenya, leaver)
    other = plans.create_plan(owner, title="Another", slug="another")
    invitations.invite_people(owner, other, pasted="Leaver <leaver@example.org>", role="expert")
    with transaction():
        post_mail("leaver@example.org", "Subject", "Words")
    with pytest.raises(Conflict):
        closings.close_person(administrator, owner)
    assert owner.closed_at is None

    closings.close_person(administrator, leaver)
    assert (leaver.email, leaver.password_hash, leaver.is_active) == (None, None, False)
    assert "Leaver" not in leaver.name
    assert {one.person.name for one in people.list_people(owner, plan)} == {"Owner"}
    assert delegations.membership_of(leaver) is None
    invitation = db.session.scalars(select(Invitation)).one()
    assert (invitation.email, invitation.name) == ("", "")
    with pytest.raises(Conflict):
        invitations.require_open(invitation)
    last = select(JournalEntry.kind).where(JournalEntry.plan_id == plan.id).order_by(JournalEntry.number.desc())
    assert db.session.scalars(last).first() == "role.end"
    told = "".join(db.session.scalars(select(EntryPayload.body)))
    assert "leaver" not in told.lower()
    with pytest.raises(Conflict):
        closings.close_person(administrator, leaver)


def test_the_list_is_searched_by_name_and_address(app, administrator):
    for name in ("Alpha", "Beta_1", "Beta2"):
        factories.person(name)
    assert {person.name for person in persons.list_persons(administrator, words="BETA")[0]} == {"Beta_1", "Beta2"}
    assert [person.name for person in persons.list_persons(administrator, words="a_1")[0]] == ["Beta_1"]
    assert persons.list_persons(administrator, page=2) == ([], 4)


def test_a_reset_is_posted_for_a_known_address_only(app):
    kofi = factories.person("Kofi")
    for email in ("kofi@example.org", "who@example.org", "not an address"):
        resets.post_reset(email=email, letter_for=lambda person: Letter("Subject", passwords.fingerprint(person)))
    (letter,) = db.session.scalars(select(OutgoingMail))
    assert letter.to == "kofi@example.org"
    assert resets.find_reset(kofi.uid, letter.body).name == "Kofi"
