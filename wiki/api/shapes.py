"""Shapes that several nouns share, and what all shapes have in common."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext
from marshmallow import RAISE, Schema, ValidationError, fields, validate

MAX_PAGE = 200

#: no control characters, line breaks, marks that turn words around, private use
_SIGN = r"[^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ue000-\uf8ff]"
_SEEN = _SIGN.replace("[^", r"[^\s", 1)
_LINE = f"^{_SIGN}*{_SEEN}{_SIGN}*$"
_ANY_LINE = f"^{_SIGN}*$"
NO_CURSOR = lazy_gettext("Send a cursor as an answer gave it.")
NO_TAG = lazy_gettext("This is a language tag, like “en” or “zh-Hans”.")
_NO_ADDRESS = lazy_gettext("This is to be an e-mail address.")
LANGUAGE_TAG = "[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}"


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
        words: str = super()._deserialize(value, attr, data, **more)
        if any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in words):
            raise ValidationError("Not a valid string.")
        return words


def one_of(choices: Iterable[str]) -> validate.OneOf:
    """One of a few words."""
    return validate.OneOf(tuple(choices), error=lazy_gettext("Choose one of: {choices}."))


class YesNo(fields.Boolean):
    """True or false, and nothing that only looks like it."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


def line(most: int, **more: Any) -> Words:
    """One line that says something, of so many characters at most."""
    told = lazy_gettext("This is one line of one to %(limit)s characters.", limit=most)
    return Words(
        required=True, validate=[validate.Length(1, most, error=told), validate.Regexp(_LINE, error=told)], **more
    )


def changed_line(most: int) -> Words:
    """The same where it may be left out, to stay as it is."""
    told = lazy_gettext("This is one line of one to %(limit)s characters.", limit=most)
    return Words(validate=[validate.Length(1, most, error=told), validate.Regexp(_LINE, error=told)])


def remark(most: int) -> Words:
    """A text that says something, of as many lines as one likes."""
    told = lazy_gettext("This is a text that says something, of at most %(limit)s characters.", limit=most)
    return Words(required=True, validate=validate.Regexp(r"\S", error=told), metadata={"maxLength": most})


def short(most: int) -> Words:
    """A line that may be empty."""
    told = lazy_gettext("This is one line of at most %(limit)s characters.", limit=most)
    return Words(
        load_default="", validate=[validate.Length(max=most, error=told), validate.Regexp(_ANY_LINE, error=told)]
    )


def tag(*, empty: bool) -> Words:
    """A language tag; where it may be empty, that is the plan's own language."""
    return Words(
        load_default="" if empty else "en",
        validate=validate.Regexp(rf"^(?:{LANGUAGE_TAG})?$" if empty else rf"^{LANGUAGE_TAG}$", error=NO_TAG),
    )


def slug() -> Words:
    """A short name for addresses, or none."""
    told = lazy_gettext("The short name is of small letters, digits and hyphens, sixty at most.")
    return Words(load_default="", validate=validate.Regexp(r"^(?:[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?)?$", error=told))


def address() -> Words:
    """An e-mail address."""
    label = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    pattern = rf"^[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,64}}@{label}(?:\.{label})*$"
    return Words(required=True, validate=validate.Regexp(pattern, error=_NO_ADDRESS))


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

    cursor = fields.String(validate=validate.Regexp(r"^[0-9]{1,9}$", error=NO_CURSOR))
    limit = fields.Integer(
        load_default=50,
        validate=validate.Range(1, MAX_PAGE, error=lazy_gettext("Ask for 1 to %(limit)s at once.", limit=MAX_PAGE)),
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
