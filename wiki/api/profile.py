"""Oneself: the account that acts, its settings, what it has typed and not saved."""

from typing import Any

from flask import Response
from flask_wtf.csrf import generate_csrf
from marshmallow import fields, validate

from wiki.api.operations import SESSION, Noun, reply
from wiki.api.shapes import LANGUAGE_TAG, NO_TAG, Given, Told, Words, changed_line
from wiki.post import post_password_changed
from wiki.presenters.resources import instant
from wiki.presenters.resources_of_people import person_as_resource
from wiki.services import autosaves, delegations, persons
from wiki.web import callers, sign_in, signed_in
from wiki.web.limits import password_tries

noun = Noun("profile", __name__, "Oneself, and one's sessions.")


class DelegationTold(Told):
    """A Party, a group of Parties, or an observer organisation."""

    number = fields.Integer()
    uid = fields.String()
    kind = fields.String()
    name = fields.String()
    code = fields.String()


class PersonTold(Told):
    """An account."""

    uid = fields.String()
    name = fields.String()
    email = fields.String(allow_none=True)
    administrator = fields.Boolean()
    may_make_plans = fields.Boolean()
    language = fields.String(allow_none=True)
    timezone = fields.String(allow_none=True)
    created_at = fields.String()
    closed_at = fields.String(allow_none=True)
    delegation = fields.Nested(DelegationTold, allow_none=True)
    focal_point = fields.Boolean()


class TypedTold(Told):
    """Something typed and not saved."""

    plan = fields.String()
    section = fields.Integer()
    language = fields.String()
    at = fields.String()


class Me(PersonTold):
    """Oneself; `scopes` are those of the token, null in a session."""

    scopes = fields.List(fields.String(), allow_none=True)
    typing = fields.List(fields.Nested(TypedTold))


class ProfileGiven(Given):
    """What of oneself shall change; what is left out stays. An empty language or time zone leaves it to the browser."""

    name = changed_line(120)
    language = Words(validate=validate.Regexp(rf"^(?:{LANGUAGE_TAG})?$", error=NO_TAG))
    timezone = Words()


class PasswordGiven(Given):
    """Another password."""

    current = Words(required=True)
    password = Words(required=True)


class CsrfTold(Told):
    """What the header X-CSRFToken holds when a session writes."""

    csrf_token = fields.String()


def _me() -> dict[str, Any]:
    person, token = signed_in(), callers.token()
    return {
        **person_as_resource(person, delegations.membership_of(person)),
        "scopes": list(token.scope_names) if token else None,
        "typing": [
            {
                "plan": kept.section.plan.slug,
                "section": kept.section.number,
                "language": kept.language,
                "at": instant(kept.at),
            }
            for kept in autosaves.list_typing(person)
        ],
    }


@noun.act("GET", "/me", gives=Me)
def show() -> dict[str, Any]:
    """Who one is"""
    return _me()


@noun.act("PATCH", "/me", scope="manage", given=ProfileGiven, gives=Me, reads="profile.show")
def update(given: dict[str, str]) -> dict[str, Any]:
    """Change one's name, language or time zone"""
    person = signed_in()
    persons.change_profile(
        person,
        name=given.get("name", person.name),
        language=given.get("language", person.language or ""),
        timezone=given.get("timezone", person.timezone or ""),
    )
    return _me()


@noun.act("GET", "/csrf", scope=SESSION, gives=CsrfTold)
def csrf() -> Response:
    """What a session's writing requests have to carry"""
    signed_in()
    return reply({"csrf_token": generate_csrf()}, headers={"Cache-Control": "no-store"})


@noun.act("POST", "/me/password", scope=SESSION, given=PasswordGiven)
@password_tries
def change_password(given: dict[str, str]) -> None:
    """Take another password; every other session ends"""
    sign_in(
        persons.change_password(
            signed_in(), current=given["current"], password=given["password"], tell=post_password_changed
        )
    )


@noun.act("POST", "/me/sessions/end", scope=SESSION)
def end_sessions() -> None:
    """Sign out everywhere, here too"""
    persons.end_sessions(signed_in())
