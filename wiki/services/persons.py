"""Persons: accounts, from the first day to the closing; who administers them.

Roles in plans are in people.py and plans.py, delegations in delegations.py, passwords themselves in passwords.py.
"""

import re
import secrets
from collections.abc import Callable
from datetime import timedelta
from zoneinfo import available_timezones

from sqlalchemy import func, or_, select

from wiki import clock
from wiki.db import db, transaction
from wiki.errors import Conflict, Forbidden, Invalid, NotFound, SignInNeeded
from wiki.models import Person
from wiki.services import journal
from wiki.services.passwords import check_password, hash_password, is_outdated, renew_hash
from wiki.text.alphabet import alphabetical
from wiki.text.lines import is_one_line

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
ADDRESS = re.compile(rf"[a-z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,64}}@{_LABEL}(?:\.{_LABEL})*")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
MAX_NAME, MAX_ADDRESS = 120, 254
#: signing in again within this time is coming back, not a visit of its own
SAME_VISIT = timedelta(hours=1)
PAGE = 50


def require_administrator(actor: Person | None) -> None:
    """Let pass who administers the installation: administrators and the operator."""
    if actor is None:
        raise SignInNeeded("Sign in to do this.")
    if not (actor.is_operator or (actor.is_administrator and actor.closed_at is None)):
        raise Forbidden("This is for administrators.")


def operator() -> Person:
    """The one person behind the command line, made on first use; it has no address and cannot sign in."""
    behind = select(Person).where(Person.is_operator)
    found = db.session.scalars(behind).first()
    if found is None:
        with transaction():
            found = db.session.scalars(behind).first()
            if found is None:
                found = Person(name="Command line", is_operator=True, created_at=clock.now())
                db.session.add(found)
                db.session.flush()
                journal.record(found, None, "person.create", f"person/{found.uid}", {}, visibility="secretariat")
    return found


def create_person(
    actor: Person | None,
    *,
    name: str,
    email: str,
    password: str = "",
    may_make_plans: bool = False,
    is_administrator: bool = False,
) -> Person:
    """Make an account. Without a password, the person chooses one through a reset link.

    Raises Forbidden, Invalid for a name, address or password that cannot be, Conflict for an address that is taken.
    """
    require_administrator(actor)
    kept = hash_password(password, name=name, email=email) if password else None
    with transaction():
        require_administrator(actor)
        return add_person(
            actor,
            name=name,
            email=email,
            password_hash=kept,
            may_make_plans=may_make_plans,
            is_administrator=is_administrator,
        )


def add_person(
    actor: Person | None,
    *,
    name: str,
    email: str,
    password_hash: str | None = None,
    may_make_plans: bool = False,
    is_administrator: bool = False,
) -> Person:
    """One step of acts that have asked for the right: a new account, made by itself where actor is None."""
    made = Person(
        name=check_name(name),
        email=check_address(email),
        password_hash=password_hash,
        may_make_plans=may_make_plans,
        is_administrator=is_administrator,
        created_at=clock.now(),
    )
    if db.session.scalar(select(Person.id).where(Person.email == made.email)):
        raise Conflict("There is an account with this address already.", field="email")
    db.session.add(made)
    db.session.flush()
    payload = {"administrator": is_administrator, "may_make_plans": may_make_plans}
    journal.record(actor or made, None, "person.create", f"person/{made.uid}", payload, visibility="secretariat")
    return made


def authenticate(*, email: str, password: str) -> Person:
    """The person with this address and password; the same work and the same answer whichever is wrong.

    A password kept with weaker settings than today's is kept anew, and the time is noted, for what is news to the
    person. Raises Invalid.
    """
    person = find_person_by_address(email)
    kept = person.password_hash if person is not None and person.is_active else None
    if not check_password(password, kept) or person is None or kept is None:
        raise Invalid("The address or the password is not right.", field="password")
    if is_outdated(kept):
        renewed = renew_hash(password)
        with transaction():
            if person.password_hash == kept:
                person.password_hash = renewed
    note_visit(person)
    return person


def note_visit(person: Person) -> None:
    """Keep when the person signed in, and when they did before, for what is news to them; no matter of the record."""
    now = clock.now()
    with transaction():
        if person.signed_in_at is None or now - person.signed_in_at > SAME_VISIT:
            person.signed_in_before_at = person.signed_in_at
        person.signed_in_at = now


def change_password(
    actor: Person, *, current: str, password: str, tell: Callable[[Person], None] | None = None
) -> Person:
    """Take another password; other open sessions end. `tell` posts a letter about it, in the same act.

    Raises Invalid (fields current_password, password).
    """
    if not check_password(current, actor.password_hash):
        raise Invalid("This is not your present password.", field="current_password")
    kept = hash_password(password, name=actor.name, email=actor.email)
    with transaction():
        take_password(actor, kept, tell)
    return actor


def take_password(person: Person, kept: str, tell: Callable[[Person], None] | None) -> None:
    """One step of acts that have proved who it is: another password as it is stored; open sessions end."""
    person.password_hash, person.session_key = kept, secrets.token_hex(16)
    journal.record(person, None, "person.password", f"person/{person.uid}", {}, visibility="secretariat")
    if tell is not None:
        tell(person)


def end_sessions(actor: Person) -> Person:
    """Sign the person out everywhere."""
    with transaction():
        actor.session_key = secrets.token_hex(16)
    return actor


def change_profile(actor: Person, *, name: str, language: str = "", timezone: str = "") -> Person:
    """Change one's own name, language and time zone; an empty choice leaves it to the browser. Raises Invalid."""
    name = check_name(name)
    if language and not LANGUAGE.fullmatch(language):
        raise Invalid("“%(language)s” is not a language.", field="language", language=language)
    if timezone and timezone not in available_timezones():
        raise Invalid("“%(timezone)s” is not a time zone.", field="timezone", timezone=timezone)
    with transaction():
        renamed = actor.name != name
        actor.name, actor.language, actor.timezone = name, language or None, timezone or None
        if renamed:
            journal.record(actor, None, "person.rename", f"person/{actor.uid}", {}, visibility="secretariat")
    return actor


def set_administrator(actor: Person, person: Person, *, administrator: bool) -> None:
    """Make somebody an administrator, or no longer. Raises Forbidden, and Conflict for the last one."""
    with transaction():
        require_administrator(actor)
        _require_open(person)
        if person.is_administrator == administrator:
            return
        if not administrator:
            require_another_administrator(person)
        person.is_administrator = administrator
        payload = {"administrator": administrator}
        journal.record(actor, None, "person.change", f"person/{person.uid}", payload, visibility="secretariat")


def allow_plans(actor: Person, person: Person, *, may_make_plans: bool) -> None:
    """Let somebody make plans, or no longer. Raises Forbidden."""
    with transaction():
        require_administrator(actor)
        _require_open(person)
        if person.may_make_plans == may_make_plans:
            return
        person.may_make_plans = may_make_plans
        payload = {"may_make_plans": may_make_plans}
        journal.record(actor, None, "person.change", f"person/{person.uid}", payload, visibility="secretariat")


def require_another_administrator(person: Person) -> None:
    """Raise Conflict when nobody else could administer the installation by its pages."""
    others = select(func.count()).select_from(Person)
    others = others.where(Person.is_administrator, Person.closed_at.is_(None), Person.id != person.id)
    if person.is_administrator and not db.session.scalar(others):
        raise Conflict("The installation needs at least one administrator.")


def _require_open(person: Person) -> None:
    if not person.is_active:
        raise Conflict("This account is closed.")


def find_person(actor: Person, uid: str) -> Person:
    """A person by uid, for administrators; raises NotFound."""
    require_administrator(actor)
    person = db.session.scalars(select(Person).where(Person.uid == uid, Person.is_operator.is_(False))).first()
    if person is None:
        raise NotFound("There is no such person.")
    return person


def find_person_by_address(email: str) -> Person | None:
    """The open account with this address, if there is one; asks nobody's rights."""
    address = email.strip().lower()[:MAX_ADDRESS]
    if "\0" in address:
        return None
    return db.session.scalars(select(Person).where(Person.email == address, Person.closed_at.is_(None))).first()


def list_persons(actor: Person, *, words: str = "", page: int = 1) -> tuple[list[Person], int]:
    """A page of fifty persons by name, and how many there are in all; `words` are looked for in name and address."""
    require_administrator(actor)
    chosen = select(Person).where(Person.is_operator.is_(False))
    if words := words.replace("\0", "").strip():
        chosen = chosen.where(
            or_(Person.name.icontains(words, autoescape=True), Person.email.icontains(words.lower(), autoescape=True))
        )
    # Databases sort names by their own lights; all of them are sorted here, and the page is looked up.
    names = db.session.execute(chosen.with_only_columns(Person.id, Person.name, Person.closed_at)).all()
    ordered = sorted(names, key=lambda row: (row.closed_at is not None, alphabetical(row.name), row.id))
    first = (max(page, 1) - 1) * PAGE
    wanted = [row.id for row in ordered[first : first + PAGE]]
    found = {person.id: person for person in db.session.scalars(select(Person).where(Person.id.in_(wanted)))}
    return [found[number] for number in wanted], len(names)


def check_name(name: str) -> str:
    """A person's name as it is stored: one line of visible characters. Raises Invalid, field "name"."""
    name = name.strip()
    if not name or len(name) > MAX_NAME:
        raise Invalid("A name has one to %(limit)s characters.", field="name", limit=MAX_NAME)
    if not is_one_line(name):
        raise Invalid("A name is one line of letters.", field="name")
    return name


def check_address(email: str) -> str:
    """An e-mail address as it is stored, in lower case. Raises Invalid, field "email"."""
    address = email.strip().lower()
    if len(address) > MAX_ADDRESS or not ADDRESS.fullmatch(address):
        raise Invalid("“%(email)s” is not an e-mail address.", field="email", email=email.strip()[:80])
    return address
