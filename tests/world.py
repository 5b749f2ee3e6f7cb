"""The world in which the acts of the access table are tried: one plan, and one person for each role.

How acts are attempted stands in services/acts.py, views/acts.py and api/acts.py; what is expected in test_access_table.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.services import factories
from wiki import clock
from wiki.db import db, transaction
from wiki.models import Comment, Delegation, Membership, Person, Plan, Role, Section
from wiki.rules import access as rules
from wiki.services import comments, drafts, journal, revisions, stages


@dataclass
class World:
    """A public plan with a public draft, a restricted text after it, a comment to answer, one person per role; and
    another plan, all of it public, to be compared with."""

    plan: Plan
    other: Plan
    people: dict[str, Person | None]
    first: Section
    second: Section
    remark: Comment
    count: int = field(default=0)
    acting: Person | None = None

    def next(self) -> int:
        """A number not used before, for names."""
        self.count += 1
        return self.count

    def newest(self) -> int:
        revision = revisions.newest_revision(self.first, "en")
        assert revision is not None
        return revision.number

    def head(self) -> int:
        """The newest moment."""
        return journal.head_number(self.plan)

    def role_to_give(self) -> str:
        """What whoever acts may invite others as: observers observers, everyone else Parties."""
        return "observer" if self.acting is not None and self.acting is self.people["observer"] else "party"

    def role_of_chair(self) -> int:
        """The chair's role, as addresses name it."""
        return db.session.query(Role).filter_by(plan_id=self.plan.id, role="chair").one().id

    def stage(self, slug: str) -> Any:
        """A stage by its name in addresses."""
        return stages.find_stage(self.people["secretariat"], self.plan, slug)

    def bracket(self, mark: str) -> dict[str, int]:
        """Where the first section's text has a bracket that begins so, and in which revision."""
        newest = revisions.newest_revision(self.first, "en")
        assert newest is not None
        return {"start": newest.text.body.find(mark), "based_on": newest.number}


def make_world() -> World:
    """A world of its own in an empty database."""
    owner = factories.person("Secretariat", may_make_plans=True)
    plan = factories.plan(owner, "Vision", "Mission")
    people = factories.everyone(owner, plan)
    with transaction():
        for role, kind in (("party", "party"), ("observer", "observer")):
            delegation = Delegation(kind=kind, name=kind.title(), code=kind.upper())
            db.session.add(delegation)
            db.session.flush()
            db.session.add(
                Membership(
                    delegation_id=delegation.id, person_id=people[role].id, focal_point=True, since=clock.now().date()
                )
            )
    drafts.freeze_draft(owner, plan, name="Draft 1", date=date(2007, 1, 31), distribution="public")
    first, second = factories.section(plan, 1), factories.section(plan, 2)
    newest = revisions.newest_revision(first, "en")
    revisions.save_revision(
        owner, first, text=newest.text.body + "More [words] are [shall/should].\n\n", based_on=newest.number
    )
    remark = comments.post_comment(owner, plan, body="Answer me.", section=first, audience="public")
    comments.post_comment(owner, plan, body="Stays open, so that nobody adopts.", audience="public")
    for name, cells in (("All", rules.STAGE_CELLS), ("None", ()), ("Spare", ())):
        stages.create_stage(owner, plan, name=name, cells=cells)
    other = factories.plan(owner, "Vision", slug="other")
    drafts.freeze_draft(owner, other, name="Theirs", date=date(2007, 1, 31), distribution="public")
    return World(plan, other, people, first, second, remark)
