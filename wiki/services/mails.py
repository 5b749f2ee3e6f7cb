"""The outbox: letters are posted inside the act they tell of, and sent afterwards, again and again until they go.

How a letter travels is the caller's affair (wiki/post.py); what it says is a page's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from wiki import clock
from wiki.db import db, transaction
from wiki.errors import Invalid
from wiki.models import OutgoingMail
from wiki.services.persons import check_address

MOST_ATTEMPTS = 10
MAX_SUBJECT, MAX_BODY = 300, 100_000


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says, in plain text."""

    subject: str
    body: str


def post_mail(to: str, subject: str, body: str) -> OutgoingMail:
    """Put a letter in the outbox; to be called inside a transaction, so that it goes if the act was done.

    Raises Invalid for an address or subject that could carry a header of its own.
    """
    if not db.session.info.get("writing"):
        raise RuntimeError("A letter can be posted inside a transaction only.")
    if not subject.strip() or len(subject) > MAX_SUBJECT or any(ord(sign) < 32 or ord(sign) == 127 for sign in subject):
        raise Invalid("A mail's subject is one line of at most %(limit)s characters.", limit=MAX_SUBJECT)
    if len(body) > MAX_BODY or "\0" in body:
        raise Invalid("A mail has at most %(limit)s characters.", limit=MAX_BODY)
    now = clock.now()
    if to != to.strip():
        raise Invalid("“%(email)s” is not an e-mail address.", field="email", email=to.strip()[:80])
    letter = OutgoingMail(to=check_address(to), subject=subject, body=body, created_at=now, next_at=now)
    db.session.add(letter)
    return letter


def send_waiting(send: Callable[[str, str, str], None], *, limit: int = 100) -> int:
    """Send what is due by `send(to, subject, body)`; returns how many went.

    A letter is claimed before it is sent, with the time of its next try, so that two workers do not both send
    it and a crash only delays it. Links in letters open doors: a body is blanked once it went or was given up.
    `send` says by an OSError (which smtplib's errors are) or ValueError that it did not work.
    """
    sent = 0
    for _ in range(limit):
        claimed = _claim()
        if claimed is None:
            break
        number, to, subject, body = claimed
        error = ""
        try:
            send(to, subject, body)
        except (OSError, ValueError) as problem:
            error = f"{type(problem).__name__}: {problem}"[:500]
        with transaction():
            letter = db.session.get(OutgoingMail, number)
            if letter is not None:
                letter.error = error
                if not error:
                    letter.sent_at = clock.now()
                if not error or letter.attempts >= MOST_ATTEMPTS:
                    letter.body = ""
        sent += not error
    return sent


def _claim() -> tuple[int, str, str, str] | None:
    now = clock.now()
    due = (
        select(OutgoingMail)
        .where(OutgoingMail.sent_at.is_(None), OutgoingMail.attempts < MOST_ATTEMPTS, OutgoingMail.next_at <= now)
        .order_by(OutgoingMail.next_at, OutgoingMail.id)
        .limit(1)
    )
    # Looked for without the write lock first: an idle worker must not stand in the way of those who write.
    waiting = db.session.scalar(due.with_only_columns(OutgoingMail.id))
    db.session.rollback()
    if waiting is None:
        return None
    with transaction():
        letter = db.session.scalars(due).first()
        if letter is None:
            return None
        letter.attempts += 1
        # 1, 4, 16, 64 minutes, then every six hours: two days in all
        letter.next_at = now + timedelta(minutes=min(4 ** (letter.attempts - 1), 360))
        return letter.id, letter.to, letter.subject, letter.body
