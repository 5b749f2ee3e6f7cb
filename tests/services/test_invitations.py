"""Invitations: who may send which, what becomes of a pasted list, and coming."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.services import factories
from wiki import clock
from wiki.db import db
from wiki.errors import Conflict, Forbidden, Invalid, NotFound, SignInNeeded, WikiError
from wiki.models import EntryPayload, JournalEntry, OutgoingMail, Person
from wiki.services import access, arrivals, closings, delegations, invitations, people, persons, plans
from wiki.services.mails import Letter

GOOD = "seven quiet herons"


@pytest.fixture
def administrator(app):
    return factories.person("Ines", is_administrator=True)


@pytest.fixture
def owner(app):
    return factories.person("Owner", may_make_plans=True)


@pytest.fixture
def plan(owner):
    return plans.create_plan(owner, title="A plan", visibility="participants")


@pytest.fixture
def kenya(administrator):
    return delegations.create_delegation(administrator, kind="party", name="Kenya", code="KE")


def invite(actor, plan, pasted, role="expert", **more):
    return invitations.invite_people(actor, plan, pasted=pasted, role=role, **more)


def one(actor, plan, pasted, role="expert", **more):
    (outcome,) = invite(actor, plan, pasted, role, **more)
    assert outcome.state == "invited", outcome
    return outcome.invitation


def test_a_pasted_list_is_answered_line_by_line_and_one_bad_line_stops_no_other(owner, plan, kenya):
    plans.grant_role(owner, plan, factories.person("There"), role="expert")
    pasted = (
        "a@example.org|not a line|B <b@example.org>|There@example.org|A@example.org|"
        "C; c@example.org; focal point; ke|D; d@example.org; party; ZZ|e@bad..org"
    ).replace("|", "\n")
    found = invite(owner, plan, pasted, letter_for=lambda invitation: Letter("Come", invitation.uid))
    states = [outcome.state for outcome in found]
    assert states == ["invited", "refused", "invited", "there", "waiting", "invited", "refused", "refused"]
    assert all(outcome.error for outcome in found if outcome.state == "refused")
    waiting = invitations.list_invitations(owner, plan)
    assert {(made.email, made.role, made.focal_point, made.delegation) for made in waiting} == {
        ("a@example.org", "expert", False, None),
        ("b@example.org", "expert", False, None),
        ("c@example.org", "party", True, kenya),
    }
    letters = {letter.to: letter.body for letter in db.session.scalars(select(OutgoingMail))}
    assert letters == {made.email: made.uid for made in waiting}
    kinds = list(db.session.scalars(select(JournalEntry.kind).where(JournalEntry.plan_id == plan.id)))
    assert kinds.count("invitation.send") == 3
    assert "example.org" not in "".join(db.session.scalars(select(EntryPayload.body)))
    for pasted in (" \n ", "x@example.org\n" * 501):
        with pytest.raises(Invalid):
            invite(owner, plan, pasted)


def test_a_new_person_comes_by_the_link_with_role_and_membership(owner, plan, kenya):
    invitation = one(owner, plan, "c@example.org; focal point; KE")
    for name, password, field in (("C", "", "password"), ("C", "short", "password"), ("", GOOD, "name")):
        with pytest.raises(Invalid) as raised:
            arrivals.accept_invitation(None, invitation, name=name, password=password)
        assert raised.value.field == field
    came = arrivals.accept_invitation(None, invitation, name="Chiru", password=GOOD)
    assert persons.authenticate(email="c@example.org", password=GOOD) == came
    assert access.standing(came, plan).given == {"party"}
    assert delegations.membership_of(came).focal_point
    with pytest.raises(Conflict):
        arrivals.accept_invitation(None, invitation, name="Again", password=GOOD)
    # The focal point now invites into the own delegation, and nothing else.
    assert one(came, plan, "d@example.org", "party").delegation == kenya
    (outcome,) = invite(came, plan, "d2@example.org; focal point; KE", "party")
    assert outcome.state == "refused"
    with pytest.raises(Invalid):
        invite(came, plan, "e@example.org", "expert")
    assert {made.email for made in invitations.list_invitations(came, plan)} == {"d@example.org"}


def test_who_has_an_account_signs_in_and_confirms(owner, plan, kenya):
    kofi = factories.person("Kofi")
    invitation = one(owner, plan, "kofi@example.org; party; KE")
    with pytest.raises(Conflict):
        arrivals.accept_invitation(None, invitation, name="Kofi", password=GOOD)
    assert arrivals.accept_invitation(kofi, invitation).id == kofi.id
    assert access.delegation_of(kofi) == kenya
    assert db.session.scalar(select(Person.id).where(Person.name == "Kofi")) == kofi.id


def test_who_is_in_another_delegation_is_told_and_nothing_happens(owner, plan, kenya, administrator):
    ghana = delegations.create_delegation(administrator, kind="party", name="Ghana", code="GH")
    kofi = factories.person("Kofi")
    delegations.add_member(administrator, ghana, kofi)
    invitation = one(owner, plan, "kofi@example.org", "party", delegation=kenya)
    with pytest.raises(Conflict):
        arrivals.accept_invitation(kofi, invitation)
    assert access.standing(kofi, plan).given == set()
    assert invitation.accepted_at is None


def test_a_link_ends_by_time_by_withdrawal_and_with_the_right_of_whoever_sent_it(owner, plan):
    old = one(owner, plan, "old@example.org")
    with clock.standing_at(clock.now() + timedelta(days=31)):
        with pytest.raises(Conflict):
            arrivals.accept_invitation(None, old, name="Old", password=GOOD)
        invitations.resend_invitation(owner, old)
        assert arrivals.accept_invitation(None, old, name="Old", password=GOOD).name == "Old"
    taken = one(owner, plan, "taken@example.org")
    invitations.withdraw_invitation(owner, taken)
    for act in (invitations.withdraw_invitation, invitations.resend_invitation):
        with pytest.raises(Conflict):
            act(owner, taken)
    with pytest.raises(Conflict):
        arrivals.accept_invitation(None, taken, name="Taken", password=GOOD)

    second = factories.person("Second")
    role = plans.grant_role(owner, plan, second, role="secretariat")
    orphan = one(second, plan, "orphan@example.org", "secretariat")
    plans.end_role(owner, plan, role)
    with pytest.raises(Conflict):
        arrivals.accept_invitation(None, orphan, name="Orphan", password=GOOD)
    assert {one.person.name for one in people.list_people(owner, plan)} == {"Owner"}


def test_who_came_by_invitation_leaves_when_closed(owner, plan, administrator):
    invitation = one(owner, plan, "kofi@example.org")
    came = arrivals.accept_invitation(None, invitation, name="Kofi", password=GOOD)
    closings.close_person(administrator, came)
    assert access.standing(came, plan).given == set()


#: what each may do: (invite as expert, invite into the own delegation, see people, give and end roles, administer)
MAY = {
    "secretariat": "invite own people roles",
    "chair": "people",
    "expert": "people",
    "focal point": "own people",
    "party": "people",
    "observer": "own people",
    "reader": "people",
    "stranger": "",
    "anonymous": "",
    "administrator": "administer",
    "operator": "invite own people roles administer",
}


def test_each_act_as_each_role(app, owner, plan, kenya, administrator):
    society = delegations.create_delegation(administrator, kind="observer", name="A society", code="SOC")
    cast = {"administrator": administrator, "operator": persons.operator(), "anonymous": None}
    for who in ("secretariat", "chair", "expert", "focal point", "party", "observer", "reader", "stranger"):
        cast[who] = factories.person(who.replace(" ", "-"))
        if who != "stranger":
            plans.grant_role(owner, plan, cast[who], role="party" if who == "focal point" else who)
    for who, delegation in (("focal point", kenya), ("party", kenya), ("observer", society)):
        delegations.add_member(administrator, delegation, cast[who], focal_point=who == "focal point")
    target = factories.person("target")

    def acts(who, actor):
        own = ("observer", society) if who == "observer" else ("party", kenya)
        return {
            "invite": [lambda: taken(invite(actor, plan, f"{who.replace(' ', '')}1@example.org", "expert"))],
            "own": [
                lambda: taken(invite(actor, plan, f"{who.replace(' ', '')}2@example.org", own[0], delegation=own[1]))
            ],
            "people": [lambda: people.list_people(actor, plan)],
            "roles": [
                lambda: plans.end_role(
                    actor, plan, people.grant_role_by_address(actor, plan, email="target@example.org", role="chair")
                )
            ],
            "administer": [
                lambda: persons.list_persons(actor),
                lambda: persons.create_person(actor, name="New", email=f"new-{who.replace(' ', '')}@example.org"),
                lambda: persons.set_administrator(actor, target, administrator=False),
                lambda: persons.allow_plans(actor, target, may_make_plans=True),
                lambda: delegations.create_delegation(actor, kind="party", name=f"Land of {who}", code=who[:5]),
                lambda: delegations.change_delegation(actor, kenya, name="Kenya", code="KE"),
                lambda: closings.close_person(actor, factories.person(f"closing-{who.replace(' ', '')}")),
            ],
        }

    def taken(outcomes):
        assert [outcome.state for outcome in outcomes] == ["invited"]

    for who, actor in cast.items():
        for act, calls in acts(who, actor).items():
            for number, call in enumerate(calls):
                where = (who, act, number)
                if act in MAY[who].split():
                    call()
                    continue
                with pytest.raises((Forbidden, NotFound, SignInNeeded, Invalid)) as raised:
                    call()
                # The focal point and the observer are told that the role is not theirs to give.
                assert not isinstance(raised.value, Invalid) or (raised.value.field == "role"), where
                assert isinstance(raised.value, WikiError)
