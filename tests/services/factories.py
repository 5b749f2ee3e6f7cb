"""People and plans for tests, made through the services wherever there is one."""

from wiki import clock
from wiki.db import db, transaction
from wiki.models import Person, Plan, Section
from wiki.rules.access import ROLES
from wiki.services import plans, sections


def person(name: str = "Amina", **more) -> Person:
    """A person with an address made of the name."""
    with transaction():
        made = Person(name=name, email=f"{name.lower()}@example.org", created_at=clock.now(), **more)
        db.session.add(made)
    return made


def plan(owner: Person, *titles: str, slug: str = "plan", visibility: str = "public") -> Plan:
    """A plan with a section for each title."""
    made = plans.create_plan(owner, title="A plan", slug=slug, visibility=visibility)
    above = root(made)
    after = None
    for title in titles:
        after = sections.add_section(
            owner, made, title=title, body=f"{title} one. {title} two.\n\n{title} three.", parent=above, after=after
        )
    return made


def root(plan: Plan) -> Section:
    """The plan's root section."""
    return section(plan, 0)


def section(plan: Plan, number: int) -> Section:
    """A section by its permanent number."""
    return db.session.query(Section).filter_by(plan_id=plan.id, number=number).one()


def member(owner: Person, plan: Plan, name: str, role: str, **more) -> Person:
    """A person who has a role in the plan."""
    made = person(name, **more)
    plans.grant_role(owner, plan, made, role=role)
    return made


def everyone(owner: Person, plan: Plan) -> dict[str, Person | None]:
    """One person for each role, named after it; the owner is the secretariat, and a reader has no role in the plan."""
    others = [role for role in ROLES if role not in ("secretariat", "reader", "anonymous")]
    made: dict[str, Person | None] = {"secretariat": owner, "reader": person("Reader")}
    made |= {role: member(owner, plan, role.title(), role) for role in others}
    return {**made, "anonymous": None}
