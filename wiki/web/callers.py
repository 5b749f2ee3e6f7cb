"""Who is acting: the person of the browser's session, or of the token a program brings."""

import secrets
from datetime import timedelta

from flask import Flask, current_app, g, request, session
from flask_login import LoginManager, current_user, login_user, logout_user
from sqlalchemy import bindparam, exists, select

from wiki import clock, errors
from wiki.db import db
from wiki.models import EndedSession, Person, Token
from wiki.services import sessions, tokens
from wiki.web.problems import is_for_programs

_login = LoginManager()

#: seconds after which somebody signs in anew, however much the session was used
LONGEST = 30 * 24 * 3600

#: the person of a session that nobody signed out of
_OF_SESSION = select(Person).where(
    Person.uid == bindparam("uid"), ~exists().where(EndedSession.key == bindparam("session"))
)


def init_app(app: Flask) -> None:
    """Let Flask-Login find the person of a session."""
    _login.init_app(app, add_context_processor=False)  # pages ask for the actor, and not before they need one
    _login.user_loader(_person_of_session)


def read_bearer() -> None:
    """Take the token a request to the API brings, and note that it is used. Raises SignInNeeded."""
    find_bearer()
    found = token()
    if found is not None:
        tokens.note_use(found)


def find_bearer() -> None:
    """Find whose token the request brings; it stands in place of any session. An answer that lasts asks again.

    Raises SignInNeeded for one that is not good, or no longer.
    """
    given = request.headers.get("Authorization", "")
    if not given or not is_for_programs():
        return
    g.bearer = None  # whatever else the request carries, it speaks for nobody until its token was found
    kind, _, secret = given.partition(" ")
    found = tokens.find_bearer(secret.strip()) if kind.lower() == "bearer" else None
    if found is None:
        raise errors.SignInNeeded("This token is not known, has run out or was revoked.")
    g.bearer = (found, found.person)


def token() -> Token | None:
    """The token this request came with, if it came with one."""
    bearer: tuple[Token, Person] | None = g.get("bearer")
    return bearer[0] if bearer else None


def actor() -> Person | None:
    """Who is acting: the person signed in, or whose token it is, or None."""
    if "bearer" in g:
        return g.bearer[1] if g.bearer else None
    person = current_user._get_current_object()
    return person if person.is_authenticated else None


def forget() -> None:
    """Take the request for nobody's from here on."""
    g.bearer = None


def signed_in() -> Person:
    """The person signed in; raises SignInNeeded where there is none."""
    person = actor()
    if person is None:
        raise errors.SignInNeeded("Sign in to do this.")
    return person


def sign_in(person: Person) -> None:
    """Open a session for the person; nothing of the one before is carried over, and no cookie of it opens it again."""
    _end()
    session.clear()
    login_user(person)
    session.permanent = True
    session["key"] = secrets.token_hex(16)
    session["began"] = session["used"] = int(clock.now().timestamp())


def minutes_left(*, stay: bool = False) -> int:
    """For how many minutes more the session lasts unless it is used; with `stay` it counts as used now."""
    now = int(clock.now().timestamp())
    if stay:
        session["used"] = now
    minutes: int = current_app.config["SESSION_MINUTES"]
    unused, whole = (now - session.get(name, now) for name in ("used", "began"))
    return min(minutes - unused // 60, (LONGEST - whole) // 60)


def sign_out() -> None:
    """Close the session, also for whoever has a copy of its cookie."""
    _end()
    logout_user()
    session.clear()


def _end() -> None:
    person = actor()
    if person is not None:
        lasts: timedelta = current_app.permanent_session_lifetime
        sessions.end_session(person, session.get("key", ""), lasts=lasts)


def _person_of_session(session_id: str) -> Person | None:
    uid, _, key = session_id.partition(".")
    person = db.session.scalars(_OF_SESSION, {"uid": uid, "session": session.get("key", "")}).first()
    return person if person is not None and person.is_active and person.session_key == key else None
