"""The record in words: what an entry says, as a sentence a page or the command line can translate and fill."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wiki.models import JournalEntry
from wiki.sentences import SentenceId

#: kind -> sentence id; its places are filled from the payload and from `section`, `draft` and the like.
#: A kind that is not here is told by `OTHERWISE`, so that an entry is never left out of the record.
SENTENCES: dict[str, str] = {
    "plan.create": SentenceId("made the plan “%(title)s”."),
    "plan.change": SentenceId("changed the plan's settings."),
    "plan.import": SentenceId("imported a document."),
    "plan.declare": SentenceId("declared the text of moment %(moment)s agreed."),
    "plan.adopt": SentenceId("adopted the text of moment %(moment)s; the plan is sealed."),
    "role.grant": SentenceId("gave a person the role “%(role)s”."),
    "role.end": SentenceId("took the role “%(role)s” back."),
    "revision.save": SentenceId("saved the text of section %(section)s (%(language)s)."),
    "bracket.lift": SentenceId("lifted a bracket in section %(section)s (%(language)s)."),
    "bracket.drop": SentenceId("dropped a bracket with its words from section %(section)s (%(language)s)."),
    "bracket.choose": SentenceId("chose one of several alternatives in section %(section)s (%(language)s)."),
    "bracket.put": SentenceId("put words of section %(section)s (%(language)s) in brackets."),
    "section.place": SentenceId("placed section %(section)s."),
    "section.add": SentenceId("added section %(section)s."),
    "section.move": SentenceId("moved section %(section)s."),
    "section.remove": SentenceId("took section %(section)s out."),
    "section.restore": SentenceId("put section %(section)s back."),
    "draft.freeze": SentenceId("froze moment %(moment)s as “%(name)s”."),
    "draft.publish": SentenceId("made the draft “%(draft)s” public."),
    "comment.post": SentenceId("commented."),
    "comment.reply": SentenceId("replied to comment %(reply_to)s."),
    "comment.resolve": SentenceId("closed the discussion of comment %(comment)s."),
    "comment.reopen": SentenceId("opened the discussion of comment %(comment)s again."),
    "comment.answer": SentenceId("answered comment %(comment)s."),
    "comment.erase": SentenceId("erased the words of comment %(comment)s."),
    "invitation.send": SentenceId("invited somebody as “%(role)s”."),
    "invitation.resend": SentenceId("sent an invitation again."),
    "invitation.withdraw": SentenceId("took an invitation back."),
    "invitation.accept": SentenceId("accepted an invitation as “%(role)s”."),
    "person.create": SentenceId("made an account."),
    "person.change": SentenceId("changed what an account may do."),
    "person.rename": SentenceId("changed a name."),
    "person.password": SentenceId("set a password."),
    "person.reset": SentenceId("asked for a new password."),
    "person.close": SentenceId("closed an account."),
    "token.make": SentenceId("made a token for programs."),
    "token.revoke": SentenceId("revoked a token."),
    "delegation.create": SentenceId("made the delegation “%(name)s”."),
    "delegation.change": SentenceId("changed the delegation “%(name)s”."),
    "membership.start": SentenceId("began a membership."),
    "membership.change": SentenceId("changed a membership."),
    "membership.end": SentenceId("ended a membership."),
    "stage.create": SentenceId("made the stage “%(name)s”."),
    "stage.change": SentenceId("changed the stage “%(name)s”."),
    "stage.open": SentenceId("opened the stage “%(name)s”."),
    "stage.close": SentenceId("closed the stage “%(name)s”."),
    "stage.extend": SentenceId("extended the deadline of the stage “%(name)s” to %(to)s."),
    "stage.cancel": SentenceId("cancelled the planned stage “%(name)s”."),
}
#: role -> what it is called
ROLES: dict[str, str] = {
    "secretariat": SentenceId("secretariat"),
    "chair": SentenceId("chair"),
    "expert": SentenceId("expert"),
    "party": SentenceId("Party"),
    "observer": SentenceId("observer"),
    "reader": SentenceId("reader"),
}
OTHERWISE = SentenceId("recorded “%(kind)s”.")


@dataclass(frozen=True, slots=True)
class RecordedEntry:
    """One entry as somebody may see it. A withheld one has number, act, time and digest, and nothing else.

    `sentence` is a sentence id that begins after the name of who acted; `parameters` fill its places.
    `subject` is what it happened to, as a noun and an id ("section", "12"). `content` is the payload; None when it
    is withheld or erased.
    """

    number: int
    act: int
    at: datetime
    digest: str
    withheld: bool
    kind: str = ""
    subject: tuple[str, str] = ("", "")
    person: str = ""
    delegation: str = ""
    on_behalf_of: str = ""
    sentence: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    content: dict[str, Any] | None = None
    erased_number: int | None = None


def fold_withheld(entries: Sequence[RecordedEntry]) -> list[list[RecordedEntry]]:
    """The entries in their order, each by itself, but those withheld one after the other together."""
    found: list[list[RecordedEntry]] = []
    for entry in entries:
        if entry.withheld and found and found[-1][-1].withheld:
            found[-1].append(entry)
        else:
            found.append([entry])
    return found


def as_recorded(entry: JournalEntry, *, withheld: bool) -> RecordedEntry:
    """The entry in words, or as little of it as may be shown."""
    if withheld:
        return RecordedEntry(entry.number, entry.act, entry.at, entry.digest, True)
    content = payload_of(entry)
    noun, _, name = entry.subject.partition("/")
    sentence, parameters = tell(entry.kind, entry.subject, content)
    return RecordedEntry(
        number=entry.number,
        act=entry.act,
        at=entry.at,
        digest=entry.digest,
        withheld=False,
        kind=entry.kind,
        subject=(noun, name),
        person=entry.person.name if entry.person else "",
        delegation=entry.delegation.name if entry.delegation else "",
        on_behalf_of=entry.on_behalf_of.name if entry.on_behalf_of else "",
        sentence=sentence,
        parameters=parameters,
        content=content,
        erased_number=entry.payload.erased_number,
    )


def tell(kind: str, subject: str, content: dict[str, Any] | None) -> tuple[str, dict[str, Any]]:
    """The sentence for an entry, with what fills it; a place that cannot be filled makes it the plain one."""
    noun, _, name = subject.partition("/")
    parameters = {**(content or {}), noun: name, "kind": kind}
    role = parameters.get("role")
    if isinstance(role, str):
        parameters["role"] = ROLES.get(role, role)
    if kind == "stage.extend" and content:
        parameters["to"] = _time_of(content.get("to"))
    sentence = SENTENCES.get(kind, OTHERWISE)
    try:
        sentence % parameters
    except (KeyError, TypeError, ValueError):
        sentence = OTHERWISE
    return sentence, parameters


def _time_of(written: Any) -> Any:
    """A deadline as a time of the clocks of its place; what is none stays as it is."""
    try:
        return datetime.fromisoformat(written)
    except (TypeError, ValueError):
        return written


def as_line(entry: RecordedEntry) -> str:
    """The entry as a line of plain text, in English, for the command line."""
    when = f"{entry.at:%Y-%m-%d %H:%M}"
    if entry.withheld:
        return f"{entry.number}  {when}  (withheld)"
    who = entry.person or "Plenary"
    if entry.on_behalf_of:
        who += f", on behalf of {entry.on_behalf_of},"
    return f"{entry.number}  {when}  {who} {entry.sentence % entry.parameters}"


def payload_of(entry: JournalEntry) -> dict[str, Any] | None:
    """What an entry says; None once it is erased."""
    body = entry.payload.body
    if body is None:
        return None
    try:
        found = json.loads(body)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
