"""The installation: whether it is new, and its first administrator."""

from sqlalchemy import select

from wiki.db import db, transaction
from wiki.errors import Conflict, Invalid
from wiki.models import Person, Plan
from wiki.services.passwords import hash_password
from wiki.services.persons import add_person, check_address, check_name


def is_unclaimed() -> bool:
    """Whether nobody can sign in yet: there is no person with a password."""
    return db.session.scalar(select(Person.id).where(Person.password_hash.is_not(None)).limit(1)) is None


def is_empty() -> bool:
    """Whether nothing is here yet, neither a person who can sign in nor a plan."""
    return is_unclaimed() and db.session.scalar(select(Plan.id).limit(1)) is None


def claim_installation(*, name: str, email: str, password: str) -> Person:
    """Make the first administrator, who needs nobody's leave.

    Of two who try at once the second is refused. Raises Conflict once a person with a password exists, and
    Invalid as `create_person` does.
    """
    if not password:
        raise Invalid("Choose a password.", field="password")
    _require_unclaimed()
    kept = hash_password(password, name=check_name(name), email=check_address(email))
    with transaction():
        _require_unclaimed()
        return add_person(None, name=name, email=email, password_hash=kept, is_administrator=True)


def _require_unclaimed() -> None:
    if not is_unclaimed():
        raise Conflict("This installation has its first administrator already. Sign in.")
