"""Lists of people as they are pasted: from a mail's address field, a spreadsheet or by hand. Reading them, no more.

What a line means for a plan (does the delegation exist, may the role be given) is for services/invitations.py.
"""

import re
from dataclasses import dataclass

from wiki.sentences import SentenceId

ROLES = ("secretariat", "chair", "expert", "party", "observer", "reader")

_ADDRESSED = re.compile(r"(?P<name>[^<>;\t]*)<\s*(?P<email>[^<>\s]+)\s*>\s*[,;]?")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: where it stood, as it was, and what it says; `problem` is a sentence id where it cannot be read.

    `role` and `code` are empty where the line leaves them to the default.
    """

    number: int
    source: str
    name: str = ""
    email: str = ""
    role: str = ""
    code: str = ""
    focal_point: bool = False
    problem: str = ""


def read_invitations(pasted: str) -> list[Line]:
    """The lines of a pasted list that hold anything, numbered from 1 as pasted.

    A line is `email`, `Name <email>`, or fields between semicolons or tabs: name; email; role; delegation code
    (the name may be left out). "focal point" as a role is a Party's focal point.
    """
    lines = enumerate(re.split(r"\r\n|\n|\r", pasted.removeprefix("\ufeff")), 1)
    return [_read(number, source) for number, source in lines if source.strip()]


def _read(number: int, source: str) -> Line:
    if source.count("@") > 1 and not _ADDRESSED.fullmatch(source.strip()):
        return Line(number, source, problem=SentenceId("Put one person on each line."))
    if "@" not in source:
        return Line(number, source, problem=SentenceId("There is no e-mail address in this line."))
    addressed = _ADDRESSED.fullmatch(source.strip())
    if addressed:
        return Line(number, source, name=_unquoted(addressed["name"]), email=addressed["email"])
    fields = [field.strip() for field in re.split(r"[;\t]", source.strip())]
    if "@" in fields[0]:
        fields.insert(0, "")
    if len(fields) < 2 or "@" not in fields[1]:
        return Line(number, source, problem=SentenceId("The e-mail address has to stand second, behind the name."))
    name, email, role, code, *rest = [*fields, "", ""] if len(fields) < 4 else fields
    if any(rest):
        return Line(
            number, source, problem=SentenceId("A line has four fields at most: name; e-mail; role; delegation.")
        )
    within = _ADDRESSED.fullmatch(email)
    if within:
        name, email = name or _unquoted(within["name"]), within["email"]
    role = role.casefold()
    focal_point = role in ("focal point", "focal-point")
    role = "party" if focal_point else role
    if role and role not in ROLES:
        return Line(
            number,
            source,
            problem=SentenceId("The third field is a role: secretariat, chair, expert, party and so on."),
        )
    return Line(
        number, source, name=_unquoted(name), email=email.rstrip(","), role=role, code=code, focal_point=focal_point
    )


def _unquoted(name: str) -> str:
    return name.strip().strip("\"'“”").strip()
