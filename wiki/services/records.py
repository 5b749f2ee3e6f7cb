"""The record: reading the journal as far as one may, and proving that nothing in it was changed.

Nothing is written here; appending is in services/journal.py.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Integer, bindparam, select
from sqlalchemy.orm import aliased, joinedload

from wiki.db import db
from wiki.errors import Forbidden, NotFound, SignInNeeded
from wiki.models import Delegation, EntryPayload, Installation, JournalEntry, Person, Plan
from wiki.presenters.journal import RecordedEntry, as_recorded
from wiki.sentences import SentenceId
from wiki.services import access, journal, proofs, threads
from wiki.services.namings import names_in
from wiki.services.proving import Fault

#: how many entries are held in memory at once while the chain is walked
BATCH = 500
MAX_LIMIT = 500


_LISTED = (
    select(JournalEntry)
    .limit(bindparam("limit", type_=Integer))
    .options(
        joinedload(JournalEntry.person),
        joinedload(JournalEntry.delegation),
        joinedload(JournalEntry.on_behalf_of),
        joinedload(JournalEntry.payload),
    )
)
_ENTRIES = _LISTED.where(JournalEntry.plan_id == bindparam("plan_id"))
_ENTRIES_OF_INSTALLATION = _LISTED.where(JournalEntry.plan_id.is_(None))


@dataclass(frozen=True, slots=True)
class Verification:
    """What a proof came to: how many entries were walked, and the first that does not hold, with the reason.

    `why` is a sentence id with the places of `parameters`. Entries whose payload was erased by a recorded act are
    counted apart and are no fault. `digest` is that of the last entry, for those who keep it elsewhere.
    """

    ok: bool
    entries: int
    first_bad: int | None
    why: str
    erased: int
    digest: str = ""


def list_entries(
    actor: Person | None,
    plan: Plan | None,
    *,
    before: int | None = None,
    after: int | None = None,
    limit: int = 50,
    kinds: Collection[str] = (),
) -> list[RecordedEntry]:
    """The record, newest first, older than entry `before`; or, with `after`, what came after that entry, oldest first.

    What the actor may not read is withheld: number, time and digest remain. With `kinds`, withheld entries are left
    out, since their kind is withheld as well.

    Raises NotFound, and for the installation's own journal (plan None) Forbidden to all but administrators.
    """
    if plan is None:
        visible = _visible_installation(actor)
    else:
        visible = access.see_plan(actor, plan).visible_entries
    query = _ENTRIES if plan else _ENTRIES_OF_INSTALLATION
    query = query.order_by(JournalEntry.number if after is not None else JournalEntry.number.desc())
    if after is not None:
        query = query.where(JournalEntry.number > after)
    if before is not None:
        query = query.where(JournalEntry.number < before)
    if kinds:
        query = query.join(EntryPayload).where(JournalEntry.kind.in_(kinds), EntryPayload.visibility.in_(visible))
    asked = {"plan_id": plan.id if plan else None, "limit": max(1, min(limit, MAX_LIMIT))}
    found = db.session.scalars(query, asked).all()
    names = names_in(entry for entry in found if entry.payload.visibility in visible)
    told = [as_recorded(entry, withheld=entry.payload.visibility not in visible, names=names) for entry in found]
    return told if plan is None else _without_hidden_quotes(actor, plan, told)


def _without_hidden_quotes(actor: Person | None, plan: Plan, told: list[RecordedEntry]) -> list[RecordedEntry]:
    """A remark is told to all whom its author meant; the words it quotes, to those who may read them."""
    quoting = {entry.number for entry in told if (entry.content or {}).get("quote")}
    if not quoting or access.standing(actor, plan).may("read_restricted"):
        return told
    hidden = quoting - threads.quotable(plan, quoting)
    return [
        replace(entry, content={**(entry.content or {}), "quote": ""}) if entry.number in hidden else entry
        for entry in told
    ]


def find_entry(actor: Person | None, plan: Plan, number: int) -> RecordedEntry:
    """Entry `number` of the plan's record; raises NotFound."""
    if number < 1:
        raise NotFound("The record has no entry %(number)s.", number=number)
    found = list_entries(actor, plan, before=number + 1, limit=1)
    if not found or found[0].number != number:
        raise NotFound("The record has no entry %(number)s.", number=number)
    return found[0]


def prove_record(actor: Person | None, plan: Plan | None) -> Verification:
    """`verify_plan`, for those who may know of the plan (of the installation's journal: administrators)."""
    if plan is None:
        _visible_installation(actor)
    else:
        access.see_plan(actor, plan)
    return verify_plan(plan)


def verify_plan(plan: Plan | None) -> Verification:
    """Walk the whole chain, recompute every digest, and hold texts, placements and drafts against their entries.

    Asks nobody's rights. Memory does not grow with the history: entries and texts are read in batches. A fault
    that changes a row beside the journal is named by the entry that made the row. With plan None it is the
    installation's own journal.
    """
    _begin_proof()
    walked, erased, digest = 0, 0, ""
    faults: list[Fault] = []
    for number, row, why in _walk_chain(plan):
        if why:
            faults.append((number, why))
        else:
            walked, digest = number, row.digest
            erased += row.body is None
    if plan is not None:
        faults.extend(proofs.faults_beside(plan))
    if not faults:
        return Verification(True, walked, None, "", erased, digest)
    first, why = min(faults, key=lambda found: found[0])
    return Verification(False, walked, first, why, erased, digest)


def _begin_proof() -> None:
    """One snapshot for the whole proof, so that what is saved meanwhile is not taken for a fault.

    A transaction under way is its own: a backup that is put back is proved before it is kept.
    """
    if db.session.info.get("writing"):
        return
    db.session.rollback()
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def _walk_chain(plan: Plan | None) -> Iterator[tuple[int, Any, str]]:
    """Each number with its entry and what is wrong with it; ends after the first fault."""
    chain = plan.uid if plan else db.session.scalars(select(Installation.uid)).one()
    before, number, act = journal.first_digest(chain), 0, 0
    while True:
        rows: Sequence[Any] = db.session.execute(_entries(plan, number)).all()
        for row in rows:
            if row.number != number + 1:
                yield number + 1, None, SentenceId("This entry is missing.")
                return
            why = _why_not(row, before, chain, act) or _why_not_erased(plan, row)
            yield row.number, row, why
            if why:
                return
            before, number, act = row.digest, row.number, row.act
        if len(rows) < BATCH:
            return


def _entries(plan: Plan | None, after: int) -> Any:
    acting, on_behalf_of = aliased(Delegation), aliased(Delegation)
    return (
        select(
            JournalEntry.id,
            JournalEntry.number,
            JournalEntry.act,
            JournalEntry.kind,
            JournalEntry.subject,
            JournalEntry.at,
            JournalEntry.payload_hash,
            JournalEntry.digest,
            Person.uid.label("person"),
            acting.uid.label("delegation"),
            on_behalf_of.uid.label("on_behalf_of"),
            EntryPayload.entry_id,
            EntryPayload.salt,
            EntryPayload.body,
            EntryPayload.erased_number,
        )
        .select_from(JournalEntry)
        .join(EntryPayload, EntryPayload.entry_id == JournalEntry.id, isouter=True)
        .join(Person, Person.id == JournalEntry.person_id, isouter=True)
        .join(acting, acting.id == JournalEntry.delegation_id, isouter=True)
        .join(on_behalf_of, on_behalf_of.id == JournalEntry.on_behalf_of_id, isouter=True)
        .where(JournalEntry.plan_id == (plan.id if plan else None), JournalEntry.number > after)
        .order_by(JournalEntry.number)
        .limit(BATCH)
    )


def _why_not(row: Any, before: str, chain: str, act: int) -> str:
    """Why an entry does not hold; empty when it does."""
    if row.digest != journal.digest(
        row, before=before, chain=chain, person=row.person, delegation=row.delegation, on_behalf_of=row.on_behalf_of
    ):
        return SentenceId("Its digest is not that of what it says and of the entry before it.")
    if row.act not in (row.number, act):
        return SentenceId("It does not belong to the act it names.")
    if row.entry_id is None:
        return SentenceId("What it says is missing.")
    if row.body is None:
        return ""
    if row.payload_hash != journal.payload_hash(row.salt, row.body):
        return SentenceId("What it says is not what was recorded.")
    return ""


def _why_not_erased(plan: Plan | None, row: Any) -> str:
    """What was taken away must name a later entry that tells of the erasing."""
    if row.body is not None:
        return ""
    kind = db.session.scalar(
        select(JournalEntry.kind).where(
            JournalEntry.plan_id == (plan.id if plan else None), JournalEntry.number == row.erased_number
        )
    )
    recorded = kind is not None and kind.endswith(".erase") and row.erased_number > row.number
    return "" if recorded else SentenceId("What it says was taken away without a recorded act.")


def _visible_installation(actor: Person | None) -> frozenset[str]:
    if actor is None:
        raise SignInNeeded("Sign in to do this.")
    if not (actor.is_administrator or actor.is_operator):
        raise Forbidden("The installation's own record is for its administrators.")
    return frozenset({"public", "observers", "participants", "secretariat"})
