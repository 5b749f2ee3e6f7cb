"""Namings: what those are called whom entries of the record name by uid alone. Asks nobody's rights.

An entry keeps uids, so that a name can be changed and an account pseudonymised; whoever may read it may read whom it
is about.
"""

from collections.abc import Iterable

from sqlalchemy import BindParameter, bindparam, func, select, union_all

from wiki.db import connection
from wiki.models import Delegation, Invitation, JournalEntry, Person
from wiki.presenters.journal import uids_in

_uids: BindParameter[list[str]] = bindparam("uids", expanding=True)
# Who came is called as they are called now; of who was invited by address alone there is no other name.
_invited = func.coalesce(Person.name, func.nullif(Invitation.name, ""), func.nullif(Invitation.email, ""))
_NAMES = union_all(
    select(Person.uid, Person.name).where(Person.uid.in_(_uids)),
    select(Delegation.uid, Delegation.name).where(Delegation.uid.in_(_uids)),
    select(Invitation.uid, _invited)
    .outerjoin(Person, Person.id == Invitation.accepted_by_id)
    .where(Invitation.uid.in_(_uids)),
)


def names_in(entries: Iterable[JournalEntry]) -> dict[str, str]:
    """The names of people, delegations and who was invited that these entries are about, by uid; one query at most."""
    uids = {uid for entry in entries for uid in uids_in(entry)}
    if not uids:
        return {}
    return {row[0]: row[1] for row in connection().execute(_NAMES, {"uids": sorted(uids)}) if row[1]}
