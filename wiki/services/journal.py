"""The journal: appending entries, reading them, and proving that none was changed.

An entry's digest is SHA-256 over the canonical JSON of [format, digest before, plan uid, number, act, kind,
subject, at, person uid, delegation uid, on-behalf-of uid, payload hash]; the payload hash is SHA-256 over the
salt, a line feed and the payload's own bytes. The chain begins with the uid of the plan (or installation).
Canonical JSON is that of `canonical`: keys sorted, no spaces, UTF-8, nothing escaped that need not be.
"""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, insert, select

from wiki import clock
from wiki.db import connection, db
from wiki.models import Delegation, EntryPayload, Installation, JournalEntry, Person, Plan
from wiki.services import access

FORMAT = 1

_NEWEST = select(JournalEntry.number, JournalEntry.digest).order_by(JournalEntry.number.desc()).limit(1)
_HEAD = _NEWEST.where(JournalEntry.plan_id == bindparam("plan_id"))
_HEAD_OF_INSTALLATION = _NEWEST.where(JournalEntry.plan_id.is_(None))


_ENTER = insert(JournalEntry.__table__)
_SAY = insert(EntryPayload.__table__)
_DELEGATION = access.DELEGATION.with_only_columns(Delegation.id, Delegation.uid)


@dataclass(frozen=True, slots=True)
class Recorded:
    """An entry that was just written: its row id, its number and when."""

    id: int
    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Said:
    """What the digest of an entry is over, beside the uids of those who acted."""

    number: int
    act: int
    kind: str
    subject: str
    at: datetime
    payload_hash: str


def canonical(content: Any) -> str:
    """The one spelling of a payload: what is stored is what was hashed."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def head_number(plan: Plan | None) -> int:
    """The newest entry's number; 0 when nothing has happened yet."""
    plan_id = plan.id if plan else None
    acts: dict[int | None, _Act] = db.session.info.get("act", {})
    if plan_id in acts:
        return acts[plan_id].last
    head = _head(plan_id)
    return head.number if head else 0


def act_notes(plan_id: int) -> dict[str, Any]:
    """What services note for themselves while the act is written; it is forgotten with it."""
    acts: dict[int | None, _Act] = db.session.info["act"]
    return acts[plan_id].notes


def _head(plan_id: int | None) -> Row[int, str] | None:
    if plan_id is None:
        return connection().execute(_HEAD_OF_INSTALLATION).first()
    return connection().execute(_HEAD, {"plan_id": plan_id}).first()


def record(
    actor: Person | None,
    plan: Plan | None,
    kind: str,
    subject: str,
    payload: dict[str, Any],
    *,
    visibility: str = "participants",
    delegation: Delegation | None = None,
    on_behalf_of: Delegation | None = None,
) -> Recorded:
    """Append the next entry; to be called inside a transaction, whose entries for a plan are one act.

    The delegation is the actor's own of today unless another is named.
    """
    session = db.session
    if session.new or session.dirty or session.deleted:
        session.flush()
    act = _act(plan)
    writes = connection()
    speaker: Row[int, str] | Delegation | None = delegation
    if actor is not None and delegation is None:
        if actor.id not in act.delegations:
            asked = {"person_id": actor.id, "today": clock.now().date()}
            act.delegations[actor.id] = writes.execute(_DELEGATION, asked).first()
        speaker = act.delegations[actor.id]
    body, salt = canonical(payload), secrets.token_hex(16)
    said = Said(act.last + 1, act.first, kind, subject, clock.now(), payload_hash(salt, body))
    new_digest = digest(
        said,
        before=act.digest,
        chain=act.chain,
        person=actor.uid if actor else None,
        delegation=speaker.uid if speaker else None,
        on_behalf_of=on_behalf_of.uid if on_behalf_of else None,
    )
    made = writes.execute(
        _ENTER,
        {
            "plan_id": plan.id if plan else None,
            "number": said.number,
            "act": said.act,
            "kind": kind,
            "subject": subject,
            "at": said.at,
            "person_id": actor.id if actor else None,
            "delegation_id": speaker.id if speaker else None,
            "on_behalf_of_id": on_behalf_of.id if on_behalf_of else None,
            "payload_hash": said.payload_hash,
            "digest": new_digest,
        },
    )
    key = made.inserted_primary_key
    assert key is not None
    entry_id: int = key[0]
    writes.execute(_SAY, {"entry_id": entry_id, "format": FORMAT, "visibility": visibility, "salt": salt, "body": body})
    act.last, act.digest = said.number, new_digest
    return Recorded(entry_id, said.number, said.at)


def _act(plan: Plan | None) -> "_Act":
    """The act being written for this plan in the open transaction, begun at the journal's head."""
    session = db.session
    if not session.info.get("writing"):
        raise RuntimeError("An entry can be recorded inside a transaction only.")
    plan_id = plan.id if plan else None
    acts: dict[int | None, _Act] = session.info.setdefault("act", {})
    if plan_id not in acts:
        last = _head(plan_id)
        chain = plan.uid if plan else session.scalars(select(Installation.uid)).one()
        number, before = (last.number, last.digest) if last else (0, first_digest(chain))
        acts[plan_id] = _Act(chain=chain, first=number + 1, last=number, digest=before)
    return acts[plan_id]


@dataclass
class _Act:
    """What a transaction remembers of one journal while it writes to it; the lock keeps others out."""

    chain: str
    first: int
    last: int
    digest: str
    delegations: dict[int, Row[int, str] | None] = field(default_factory=dict)
    notes: dict[str, Any] = field(default_factory=dict)


def payload_hash(salt: str, body: str) -> str:
    """SHA-256 of the salted payload, hexadecimal."""
    return hashlib.sha256(f"{salt}\n{body}".encode()).hexdigest()


def first_digest(chain: str) -> str:
    """What stands before entry 1 of the chain with this uid."""
    return hashlib.sha256(f"plenary journal {FORMAT}\n{chain}".encode()).hexdigest()


def digest(
    entry: Said | JournalEntry,
    *,
    before: str,
    chain: str,
    person: str | None,
    delegation: str | None,
    on_behalf_of: str | None,
) -> str:
    """The digest of an entry, given the one before it and the uids of those who acted."""
    at = entry.at.isoformat(timespec="microseconds")
    fields = [FORMAT, before, chain, entry.number, entry.act, entry.kind, entry.subject, at]
    return hashlib.sha256(
        canonical([*fields, person, delegation, on_behalf_of, entry.payload_hash]).encode()
    ).hexdigest()
