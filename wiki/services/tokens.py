"""Personal tokens: making, listing and revoking them, and finding whose a presented one is.

A token stands for its person with the scopes it was made for; it never opens what its person may not do.
"""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.orm import joinedload

from wiki import clock
from wiki.db import db, transaction
from wiki.errors import Conflict, Forbidden, Invalid, NotFound
from wiki.models import Person, Token
from wiki.models.token import SCOPES
from wiki.services import journal
from wiki.text.lines import is_one_line

PREFIX = "plenary_"
MAX_NAME = 80
MAX_DAYS = 366
#: tokens of one person that are good at the same time
MOST = 40
#: how coarsely the last use is told
USE_TOLD_EVERY = timedelta(hours=1)

_BY_HASH = select(Token).where(Token.hash == bindparam("hash")).options(joinedload(Token.person))


def make_token(
    actor: Person, *, name: str, scopes: Iterable[str], days: int = 90, person: Person | None = None
) -> tuple[Token, str]:
    """Make a token for oneself, good for so many days, and give it with its secret, which is shown this once.

    The operator may make one for anybody. Raises Invalid, Forbidden, and Conflict for too many.
    """
    name, person = name.strip(), person or actor
    chosen = set(scopes)
    if not name or len(name) > MAX_NAME or not is_one_line(name):
        raise Invalid("Name it in one line of at most %(limit)s characters.", field="name", limit=MAX_NAME)
    if not chosen or chosen - set(SCOPES):
        raise Invalid("Choose what the token is for.", field="scopes")
    if not 1 <= days <= MAX_DAYS:
        raise Invalid("A token is good for one day to %(limit)s days.", field="days", limit=MAX_DAYS)
    if person.id != actor.id and not actor.is_operator:
        raise Forbidden("People make tokens for themselves alone.")
    secret = PREFIX + secrets.token_urlsafe(32)
    with transaction():
        if not person.is_active:
            raise Conflict("This account is closed.")
        if sum(one.expires_at > clock.now() for one in _tokens_of(person)) >= MOST:
            raise Conflict("You have %(limit)s tokens. Revoke one that is not used any more.", limit=MOST)
        now = clock.now()
        made = Token(
            person_id=person.id,
            name=name,
            hint=secret[: len(PREFIX) + 4],
            hash=_hash(secret),
            scopes=" ".join(scope for scope in SCOPES if scope == "read" or scope in chosen),
            created_at=now,
            expires_at=now + timedelta(days=days),
        )
        db.session.add(made)
        db.session.flush()
        said = {"scopes": made.scopes.split(), "expires_at": made.expires_at.isoformat()}
        journal.record(actor, None, "token.make", f"token/{made.uid}", said, visibility="secretariat")
    return made, secret


def revoke_token(actor: Person, token: Token) -> None:
    """Take a token of one's own back for good. Raises NotFound for somebody else's, Conflict for one revoked."""
    with transaction():
        if token.person_id != actor.id:
            raise NotFound("There is no such token.")
        if token.revoked_at is not None:
            raise Conflict("This token is revoked already.")
        token.revoked_at = clock.now()
        journal.record(actor, None, "token.revoke", f"token/{token.uid}", {}, visibility="secretariat")


def list_tokens(actor: Person) -> list[Token]:
    """One's own tokens that were not revoked, newest first; those that have run out too."""
    return _tokens_of(actor)


def find_token(actor: Person, uid: str) -> Token:
    """A token of one's own; raises NotFound."""
    found = db.session.scalars(select(Token).where(Token.uid == uid, Token.person_id == actor.id)).first()
    if found is None:
        raise NotFound("There is no such token.")
    return found


def find_bearer(secret: str) -> Token | None:
    """The token with this secret, with its person, while it is good: not run out, not revoked, its person active."""
    if not secret.startswith(PREFIX) or len(secret) > 100:
        return None
    found = db.session.scalars(_BY_HASH, {"hash": _hash(secret)}).first()
    if found is None or found.revoked_at is not None or found.expires_at <= clock.now():
        return None
    return found if found.person.is_active else None


def note_use(token: Token) -> None:
    """Write down that a token is used, once an hour at most, so that reading stays reading."""
    now = clock.now()
    if token.last_used_at is not None and now - token.last_used_at < USE_TOLD_EVERY:
        return
    with transaction():
        # Whoever comes first writes; the row is not read again, so that a reader is never a writer for long.
        db.session.execute(
            update(Token)
            .where(Token.id == token.id, or_(Token.last_used_at.is_(None), Token.last_used_at < now - USE_TOLD_EVERY))
            .values(last_used_at=now)
        )


def revoke_all(person: Person) -> None:
    """One step of closing an account, which is recorded: none of its tokens is good any more."""
    db.session.execute(
        update(Token).where(Token.person_id == person.id, Token.revoked_at.is_(None)).values(revoked_at=clock.now())
    )


def _tokens_of(person: Person) -> list[Token]:
    rows = select(Token).where(Token.person_id == person.id, Token.revoked_at.is_(None))
    return list(db.session.scalars(rows.order_by(Token.id.desc())))


def _hash(secret: str) -> str:
    # The secret is random, so a fast digest is enough: there is nothing to guess.
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
