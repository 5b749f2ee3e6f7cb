"""One's own tokens: listing, making, revoking."""

from typing import Any

from flask import Response
from flask_babel import lazy_gettext
from marshmallow import fields, validate

from wiki.api.operations import SESSION, Noun, reply
from wiki.api.shapes import Given, Told, Words, line, one_of
from wiki.models.token import SCOPES
from wiki.presenters.resources_of_people import token_as_resource
from wiki.services import tokens
from wiki.web import signed_in

noun = Noun("tokens", __name__, "Tokens, by which programs act for a person.")


class TokenTold(Told):
    """A token, without its secret."""

    uid = fields.String()
    name = fields.String()
    hint = fields.String()
    scopes = fields.List(fields.String(validate=one_of(SCOPES)))
    created_at = fields.String()
    expires_at = fields.String()
    last_used_at = fields.String(allow_none=True)


class TokensTold(Told):
    """One's tokens that were not revoked, newest first."""

    tokens = fields.List(fields.Nested(TokenTold))


class TokenMade(TokenTold):
    """A new token with its secret, which is shown this once."""

    secret = fields.String()


class TokenGiven(Given):
    """A token to be made."""

    name = line(80)
    scopes = fields.List(
        Words(validate=one_of(SCOPES)),
        required=True,
        validate=validate.Length(1, error=lazy_gettext("Choose what the token is for.")),
    )
    days = fields.Integer(
        strict=True,
        load_default=90,
        validate=validate.Range(1, 366, error=lazy_gettext("A token is good for one day to 366 days.")),
    )


@noun.act("GET", "/me/tokens", gives=TokensTold)
def index() -> dict[str, Any]:
    """List one's tokens"""
    return {"tokens": [token_as_resource(one) for one in tokens.list_tokens(signed_in())]}


@noun.act("POST", "/me/tokens", scope=SESSION, given=TokenGiven, gives=TokenMade, status=201)
def create(given: dict[str, Any]) -> Response:
    """Make a token; only somebody signed in at the pages can"""
    made, secret = tokens.make_token(signed_in(), **given)
    return reply({**token_as_resource(made), "secret": secret}, headers={"Cache-Control": "no-store"})


@noun.act("DELETE", "/me/tokens/<uid>", scope="manage", reads="tokens.index")
def revoke(uid: str) -> None:
    """Revoke a token"""
    tokens.revoke_token(signed_in(), tokens.find_token(signed_in(), uid))
