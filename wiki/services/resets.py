"""A way back for who forgot the password: marks for links that work once, and the letter that brings one.

The links themselves, signed and good for two hours, are made by wiki/post.py.
"""

import secrets
from collections.abc import Callable

from sqlalchemy import select

from wiki.db import db, transaction
from wiki.errors import Conflict, Invalid
from wiki.models import Person
from wiki.services import journal
from wiki.services.mails import Letter, post_mail
from wiki.services.passwords import fingerprint, hash_password
from wiki.services.persons import find_person_by_address, require_administrator, take_password


def post_reset(*, email: str, letter_for: Callable[[Person], Letter]) -> None:
    """Post a link to whoever has this address; does nothing, and says nothing, where nobody has."""
    person = find_person_by_address(email)
    if person is None or person.email is None:
        return
    with transaction():
        letter = letter_for(person)
        post_mail(person.email, letter.subject, letter.body)


def make_reset(actor: Person, person: Person) -> str:
    """The mark for a reset link that an administrator hands over; recorded, since whoever has the link is let in."""
    with transaction():
        require_administrator(actor)
        if not person.is_active:
            raise Conflict("This account is closed.")
        journal.record(actor, None, "person.reset", f"person/{person.uid}", {}, visibility="secretariat")
        return fingerprint(person)


def find_reset(uid: str, mark: str) -> Person:
    """The person a reset link is for; raises Invalid where it was used, or the password changed otherwise."""
    person = db.session.scalars(select(Person).where(Person.uid == uid)).first()
    if person is None or not person.is_active or not secrets.compare_digest(fingerprint(person), mark):
        raise Invalid("This link was used already, or the password was changed since. Ask for another.")
    return person


def reset_password(*, uid: str, mark: str, password: str, tell: Callable[[Person], None] | None = None) -> Person:
    """Take a new password by a reset link, which works once; open sessions end. `tell` posts a letter about it.
    Raises Invalid."""
    person = find_reset(uid, mark)
    kept = hash_password(password, name=person.name, email=person.email)
    with transaction():
        person = find_reset(uid, mark)
        take_password(person, kept, tell)
    return person
