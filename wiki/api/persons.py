"""The accounts of the installation, for administrators."""

from typing import Any

from flask import Response
from flask_babel import lazy_gettext
from marshmallow import fields, validate

from wiki.api.operations import Noun, reply
from wiki.api.profile import PersonTold
from wiki.api.shapes import NO_CURSOR, Asked, Given, Told, YesNo, address, line
from wiki.models import Person
from wiki.post import reset_link
from wiki.presenters.resources_of_people import person_as_resource
from wiki.services import closings, delegations, persons, resets
from wiki.web import signed_in

noun = Noun("persons", __name__, "The accounts of the installation, for administrators.")


class PersonsTold(Told):
    """A page of accounts by name, fifty at most, and how many there are in all."""

    persons = fields.List(fields.Nested(PersonTold))
    count = fields.Integer()
    next = fields.String(allow_none=True)


class PersonsAsked(Asked):
    """Words to look for in names and addresses."""

    words = fields.String(
        load_default="", validate=validate.Length(max=200, error=lazy_gettext("At most 200 characters."))
    )
    cursor = fields.String(
        load_default="1",
        validate=validate.Regexp(r"^[1-9][0-9]{0,6}$", error=NO_CURSOR),
    )


class PersonGiven(Given):
    """An account to be made, whose owner chooses a password by a link."""

    name = line(120)
    email = address()
    may_make_plans = YesNo(load_default=False)


class PersonChanged(Given):
    """What an account may do; what is left out stays."""

    administrator = YesNo()
    may_make_plans = YesNo()


class LinkTold(Told):
    """A link by which somebody takes a new password; shown this once."""

    link = fields.String()


def _told(person: Person) -> dict[str, Any]:
    return person_as_resource(person, delegations.membership_of(person))


@noun.act("GET", "/persons", asked=PersonsAsked, gives=PersonsTold)
def index(asked: dict[str, str]) -> Response:
    """List the accounts"""
    page = int(asked["cursor"])
    found, count = persons.list_persons(signed_in(), words=asked["words"], page=page)
    more = str(page + 1) if page * persons.PAGE < count else None
    return reply({"persons": [_told(one) for one in found], "count": count, "next": more}, more=more)


@noun.act("POST", "/persons", scope="manage", given=PersonGiven, gives=PersonTold, status=201)
def create(given: dict[str, Any]) -> Response:
    """Make an account"""
    made = persons.create_person(signed_in(), **given)
    return reply(_told(made), location=f"/persons/{made.uid}")


@noun.act("GET", "/persons/<uid>", gives=PersonTold)
def show(uid: str) -> dict[str, Any]:
    """See an account"""
    return _told(persons.find_person(signed_in(), uid))


@noun.act("PATCH", "/persons/<uid>", scope="manage", given=PersonChanged, gives=PersonTold, reads="persons.show")
def update(given: dict[str, bool], uid: str) -> dict[str, Any]:
    """Say whether somebody administers and makes plans"""
    person = persons.find_person(signed_in(), uid)
    if "may_make_plans" in given:
        persons.allow_plans(signed_in(), person, may_make_plans=given["may_make_plans"])
    if "administrator" in given:
        persons.set_administrator(signed_in(), person, administrator=given["administrator"])
    return _told(person)


@noun.act("POST", "/persons/<uid>/reset", scope="manage", gives=LinkTold, reads="persons.show")
def reset(uid: str) -> Response:
    """Make a link by which somebody takes a new password"""
    person = persons.find_person(signed_in(), uid)
    mark = resets.make_reset(signed_in(), person)
    return reply({"link": reset_link(person, mark)}, headers={"Cache-Control": "no-store"})


@noun.act("POST", "/persons/<uid>/close", scope="manage", reads="persons.show")
def close(uid: str) -> None:
    """Close an account for good: name and address are taken out, what its owner did stays"""
    closings.close_person(signed_in(), persons.find_person(signed_in(), uid))
