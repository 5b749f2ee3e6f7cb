"""Who may do what: the acts, the roles and the default table; and the one function that reads it.

Each cell is YES, NO or STAGE, "where the stage says". A stage keeps its own answers to its STAGE cells;
where no stage is open they are no. What stands outside stages is named at the end of the module.
"""

from collections.abc import Iterable, Mapping

YES, NO, STAGE = "yes", "no", "stage"

ROLES = ("secretariat", "chair", "expert", "party", "observer", "reader", "anonymous")

#: act -> one cell per role, in the order of ROLES
TABLE: Mapping[str, tuple[str, ...]] = {
    # read public drafts and adopted texts, and what was published about them
    "read_public": (YES, YES, YES, YES, YES, YES, YES),
    # read restricted drafts and the newest text; any moment; history
    "read_restricted": (YES, YES, YES, YES, STAGE, NO, NO),
    # comment and reply
    "comment": (YES, YES, YES, STAGE, STAGE, NO, NO),
    # edit texts; add, move, remove and restore sections; revert
    "edit": (YES, YES, STAGE, NO, NO, NO, NO),
    # give comments their disposition; close their discussion
    "answer": (YES, YES, NO, NO, NO, NO, NO),
    # freeze drafts and make them public
    "freeze": (YES, NO, NO, NO, NO, NO, NO),
    # make, change, open and close stages
    "manage_stages": (YES, NO, NO, NO, NO, NO, NO),
    # declare that the text is agreed: the chair's part of adoption
    "declare": (YES, YES, NO, NO, NO, NO, NO),
    # seal the text
    "adopt": (YES, NO, NO, NO, NO, NO, NO),
    # invite people: the secretariat all, a focal point and an observer their own delegation
    "invite": (YES, NO, NO, YES, YES, NO, NO),
    # the plan's settings, its roles, importing into it
    "manage_plan": (YES, NO, NO, NO, NO, NO, NO),
}

ACTS = tuple(TABLE)

#: the cells a stage answers for itself, as "act:role"
STAGE_CELLS = tuple(
    f"{act}:{role}" for act, cells in TABLE.items() for role, cell in zip(ROLES, cells, strict=True) if cell == STAGE
)

#: acts that change the text or what is said about it, refused once the plan is sealed
REFUSED_WHEN_SEALED = frozenset({"comment", "edit", "answer", "declare", "adopt"})

#: which remarks a role may read, by the audience their author chose; one's own are always open to oneself
AUDIENCES: Mapping[str, frozenset[str]] = {
    "secretariat": frozenset({"participants", "observers", "public"}),
    "chair": frozenset({"participants", "observers", "public"}),
    "expert": frozenset({"participants", "observers", "public"}),
    "party": frozenset({"participants", "observers", "public"}),
    "observer": frozenset({"observers", "public"}),
    "reader": frozenset({"public"}),
    "anonymous": frozenset({"public"}),
}

#: which journal entries a role may read, by the visibility of their payload
VISIBLE_ENTRIES: Mapping[str, frozenset[str]] = {
    "secretariat": frozenset({"public", "observers", "participants", "secretariat"}),
    "chair": frozenset({"public", "observers", "participants"}),
    "expert": frozenset({"public", "observers", "participants"}),
    "party": frozenset({"public", "observers", "participants"}),
    "observer": frozenset({"public", "observers"}),
    "reader": frozenset({"public"}),
    "anonymous": frozenset({"public"}),
}


def allows(stage_cells: Iterable[str], roles: Iterable[str], act: str) -> bool:
    """Whether any of these roles may do the act, given the cells ("act:role") the open stage says yes to."""
    granted = frozenset(stage_cells)
    cells = dict(zip(ROLES, TABLE[act], strict=True))
    return any(cells[role] == YES or (cells[role] == STAGE and f"{act}:{role}" in granted) for role in roles)


def depends_on_stage(roles: Iterable[str], act: str) -> bool:
    """Whether another stage could open the act to any of these roles: the difference between "closed" and "no"."""
    cells = dict(zip(ROLES, TABLE[act], strict=True))
    return any(cells[role] == STAGE for role in roles)


def sees_plan(visibility: str, roles: Iterable[str]) -> bool:
    """Whether a plan of this visibility exists at all for someone who was given these roles in it."""
    if visibility == "public":
        return True
    return bool(set(roles) - {"anonymous"}) if visibility == "participants" else "secretariat" in roles


# Outside the stages:
# - An administrator looks after people, delegations, settings and backups, and has no say over texts.
# - Plans are made by administrators and by those an administrator lets make them; the maker is its secretariat.
# - The operator, who acts through the command line, holds the machine and counts as secretariat everywhere.
# - A sealed plan refuses the acts of REFUSED_WHEN_SEALED to everyone.
