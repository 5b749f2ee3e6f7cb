"""Shapes that several nouns share, and what all shapes have in common."""

from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate

MAX_PAGE = 200


class Told(Schema):
    """What an answer holds: every field, always."""

    class Meta:
        unknown = RAISE

    def on_bind_field(self, field_name: str, field_obj: fields.Field[Any]) -> None:
        field_obj.required = field_obj.metadata.get("always", True)


class Given(Schema):
    """What a body may hold, and nothing else."""

    class Meta:
        unknown = RAISE


class Asked(Schema):
    """What stands behind the question mark."""


class Words(fields.String):
    """A text a person wrote; NUL and halves of characters are no text."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> str:
        words = super()._deserialize(value, attr, data, **more)
        if words is not None and any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in words):
            raise ValidationError("Not a valid string.")
        return words  # type: ignore[no-any-return]


class Problem(Schema):
    """A problem, as RFC 9457 has it. `errors` are told by field; further members by kind, as the page tells."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    instance = fields.String(required=True)
    errors = fields.Dict(keys=fields.String(), values=fields.List(fields.String()))


class Piece(Told):
    """A stretch of a comparison: all `old` joined are the old text, all `new` the new one."""

    kind = fields.String()
    old = fields.String()
    new = fields.String()
    classes = fields.List(fields.String(), metadata={"always": False})
    move = fields.Integer(metadata={"always": False})
    inside = fields.List(fields.Nested(lambda: Piece()), metadata={"always": False})


class Paged(Asked):
    """A page of a longer list: `cursor` is what the answer before named as `next`."""

    cursor = fields.String(validate=validate.Regexp(r"^[0-9]{1,9}$", error="Send a cursor as an answer gave it."))
    limit = fields.Integer(
        load_default=50,
        validate=validate.Range(1, MAX_PAGE, error=f"Ask for 1 to {MAX_PAGE} at once."),
    )


#: the largest number a row may have; what is larger is nobody's
MOST = 2**31 - 1


class Who(Told):
    """Who acted, for which delegation, on behalf of whom, as they were then."""

    person = fields.String()
    delegation = fields.String(allow_none=True)
    on_behalf_of = fields.String(allow_none=True)


def language_of(asked: dict[str, Any], otherwise: str) -> str:
    """The language an address asks for, or the plan's."""
    return asked.get("language") or otherwise


def cursor_of(asked: dict[str, Any]) -> int | None:
    """Behind which entry a page begins."""
    return int(asked["cursor"]) if "cursor" in asked else None


LANGUAGE = {"description": "A language tag; the plan's own language where none is named."}
AT = {"description": "A moment: a draft's short name, the number of an entry, or “now”."}
