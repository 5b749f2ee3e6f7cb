"""Passwords: which are taken, how they are kept, and the mark by which a reset link works once.

What is stored is Argon2id's own encoding. Nothing here knows a session or a form; accounts live in persons.py.
"""

import hashlib
import secrets
import unicodedata
from functools import cache
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from wiki.errors import Invalid
from wiki.models import Person

SHORTEST, LONGEST = 12, 200

#: how passwords are kept: the library's own choice of work, which the tests lower
hasher = PasswordHasher()

#: what people type when twelve characters are asked for; compared without digits, signs and case at the ends
_WORDS = """
password passwordpassword passphrase mypassword newpassword longpassword secretpassword changeme changemenow
letmein letmeinplease letmeinnow welcome welcomewelcome iloveyou iloveyouforever administrator adminadmin
administratoradministrator qwertyuiop qwertyuiopasdf qwertyqwerty qwertyqwertyqwerty asdfghjkl asdfghjklzxcvbnm
qazwsxedc qazwsxedcrfv zxcvbnm abcdefghijkl abcdefghijklm abcdefghijklmnop correcthorsebatterystaple
trustno trustnoone sunshine sunshinesunshine football footballfootball monkeymonkey dragondragon superman
motdepasse contrasena contraseña пароль plenary plenaryplenary secretariat secretariatsecretariat delegation
unitednations biodiversity biodiversityplan southsouthcooperation planofaction
"""
_COMMON = frozenset(_WORDS.split())


def hash_password(password: str, *, name: str, email: str | None) -> str:
    """The password as it is stored, if it may be one of a person of this name and address.

    Takes a tenth of a second and 64 MiB on purpose: to be done before a transaction, not inside one.
    Compatibility forms are one (NFKC, as NIST SP 800-63B advises), so that every keyboard opens the same door.
    Raises Invalid, field "password", when it is too short, too long, the person's own name or address, or common.
    """
    plain = _stable(password)
    if len(plain) < SHORTEST:
        raise Invalid("A password has at least %(limit)s characters.", field="password", limit=SHORTEST)
    if len(plain) > LONGEST:
        raise Invalid("A password has at most %(limit)s characters.", field="password", limit=LONGEST)
    bare = _bare(plain)
    own = {_bare(word) for word in (name, email or "", (email or "").partition("@")[0]) if word}
    doubled = {word * times for word in own for times in (2, 3)}
    if bare in own | doubled:
        raise Invalid("Your name or address is not a password.", field="password")
    if bare in _COMMON or len(set(plain.casefold())) < 5 or _is_a_run(plain):
        raise Invalid("This password is among the first that are guessed. Take another.", field="password")
    return hasher.hash(plain)


def check_password(password: str, kept: str | None) -> bool:
    """Whether this is the password kept; the same work is done where none is kept."""
    nobody = _nobody()
    plain = _stable(password)[: LONGEST + 1]
    try:
        hasher.verify(kept or nobody, plain)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    """Whether the stored form was made with weaker settings than today's."""
    return hasher.check_needs_rehash(kept)


def renew_hash(password: str) -> str:
    """The stored form, made anew, of a password that was checked already."""
    return hasher.hash(_stable(password))


def fingerprint(person: Person) -> str:
    """A mark of the present password and state of the account: it changes when either does."""
    words = f"plenary reset\n{person.uid}\n{person.session_key}\n{person.password_hash or ''}"
    return hashlib.sha256(words.encode()).hexdigest()[:32]


@cache
def _nobody() -> str:
    return hasher.hash(secrets.token_hex())


def _stable(password: str) -> str:
    # A lone surrogate cannot be hashed; it comes from no keyboard.
    return unicodedata.normalize("NFKC", password).encode("utf-8", "replace").decode()


def _bare(words: str) -> str:
    letters = "".join(character for character in words.casefold() if character.isalpha())
    return letters or words.casefold()


def _is_a_run(plain: str) -> bool:
    steps = {ord(after) - ord(before) for before, after in pairwise(plain)}
    return len(steps) == 1 or plain.startswith(("1234567890", "0123456789"))
