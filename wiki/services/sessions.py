"""Closing one browser's session, so that no copy of its cookie opens it again. Nothing of it is in any journal.

Ending all sessions of a person is services/persons.py's: there the key that every one of them carries is changed.
"""

from datetime import timedelta

from sqlalchemy import delete

from wiki import clock
from wiki.db import db, transaction
from wiki.models import EndedSession, Person
from wiki.services import persons


def end_session(actor: Person, key: str, *, lasts: timedelta) -> None:
    """Close the session of this name; its cookies would have lasted for so long.

    One that was opened before sessions had names is closed with all others of its person.
    """
    if not key:
        persons.end_sessions(actor)
        return
    now = clock.now()
    with transaction():
        db.session.execute(delete(EndedSession).where(EndedSession.until < now))
        known = db.session.query(EndedSession.id).filter_by(key=key).first()
        if known is None:
            db.session.add(EndedSession(key=key, until=now + lasts))
