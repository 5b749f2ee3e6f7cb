"""Sections: adding, retitling, moving, taking out and putting back. Each asks the right to edit."""

from sqlalchemy import func, select

from wiki.db import db, transaction
from wiki.errors import Conflict, Invalid, NotFound, SignInNeeded
from wiki.models import Draft, Person, Placement, Plan, Revision, Section
from wiki.services import access, journal, moments
from wiki.services.seams import mend_seams
from wiki.services.writing import (
    MAX_TEXT,
    check_characters,
    languages_of,
    new_section,
    newest_revision,
    place,
    write_revision,
)
from wiki.text import lines, outline
from wiki.text.order import key_between

MAX_TITLE = 500
MAX_LEVEL = 6


def find_section(actor: Person | None, plan: Plan, number: int) -> Section:
    """The section with this permanent number, wherever it stands or stood; raises NotFound.

    Those who read public drafts alone know of no section that stands in none of them. Who is not signed in may be
    somebody whose session ended: SignInNeeded is raised instead, whether there is such a section or not.
    """
    informed = access.see_plan(actor, plan).may("read_restricted")
    section = db.session.scalars(select(Section).where(Section.plan_id == plan.id, Section.number == number)).first()
    if section is None or not (informed or _was_published(plan, section)):
        if actor is None:
            raise SignInNeeded("Sign in to do this.")
        raise NotFound("There is no section %(number)s in this plan.", number=number)
    return section


def _was_published(plan: Plan, section: Section) -> bool:
    """Whether the section stands in a public draft; the newest is asked first."""
    public = select(Draft.number).where(Draft.plan_id == plan.id, Draft.distribution == "public")
    numbers = db.session.scalars(public.order_by(Draft.number.desc())).all()
    return any(item.section_id == section.id for number in numbers for item in moments.outline_at(plan, number).items)


def find_parent(actor: Person | None, section: Section) -> Section:
    """The section this one stands under now; raises NotFound where it does not stand."""
    access.require(actor, section.plan, "read_restricted")
    item = _outline(section.plan).item(section.number)
    if item.parent_id is None:
        raise NotFound("Nothing stands above the beginning of the plan.")
    return db.session.get_one(Section, item.parent_id)


def add_section(
    actor: Person, plan: Plan, *, title: str, body: str = "", parent: Section, after: Section | None = None
) -> Section:
    """Add a section under `parent`, behind its child `after`, or first where that is None.

    Its heading line is made from the title, one level below the parent's. Raises Invalid for a title of no or
    several lines, for a body with headings of its own, and at the seventh level.
    """
    title = _check_title(title)
    check_characters(body, field="body")
    if len(body) > MAX_TEXT:
        raise Invalid("A section holds at most %(limit)s characters; divide it.", field="body", limit=MAX_TEXT)
    with transaction(plan.id):
        access.require(actor, plan, "edit")
        now = _outline(plan)
        above = now.item(parent.number)
        level = _level_under(now, above)
        ending = lines.dominant_ending(moments.source_at(plan, now.moment)) or "\n"
        source = f"{'#' * level} {title}{ending}"
        if body.strip():
            typed = "".join(line.rstrip("\r\n") + ending for line in lines.split_lines(body))
            source += ending + typed
        parts = outline.split_outline(source)
        if len(parts) != 2 or parts[1].title != title:
            raise Invalid(
                "The text of a new section holds no headings of its own; add those as sections.", field="body"
            )
        section = new_section(plan)
        place(actor, plan, section, parent=parent.id, order_key=_key_behind(now, parent, after), kind="section.add")
        # Documents have a blank line between sections.
        write_revision(actor, plan, section, language=plan.language, text=source + ending, summary="")
        mend_seams(actor, plan, plan.language, before=now)
    return section


def retitle_section(actor: Person, section: Section, *, title: str, language: str = "") -> Revision:
    """Give the section another title: only its heading line is rewritten."""
    title = _check_title(title)
    with transaction(section.plan_id):
        plan = section.plan
        access.require(actor, plan, "edit")
        if section.number == 0:
            raise Invalid("What stands before the first heading has no title.", field="title")
        _outline(plan).item(section.number)
        newest = newest_revision(section, language or plan.language)
        if newest is None:
            raise NotFound("This section has no text in that language yet.")
        text = outline.retitle(newest.text.body, title)
        parts = outline.split_outline(text)
        if len(parts) != 2 or parts[0].text:
            raise Invalid("This cannot be a title.", field="title")
        if text == newest.text.body:
            return newest
        return write_revision(actor, plan, section, language=newest.language, text=text, summary="")


def move_section(actor: Person, section: Section, *, parent: Section, after: Section | None = None) -> Placement:
    """Move a section with all that is under it; where its depth changes, heading levels change in every language.

    Raises Invalid for a place under itself or below the sixth level, NotFound for a place that does not stand.
    """
    with transaction(section.plan_id):
        plan = section.plan
        access.require(actor, plan, "edit")
        if section.number == 0 or parent.plan_id != plan.id:
            raise Invalid("This section cannot be moved there.")
        now = _outline(plan)
        moving = now.subtree(section.number)
        if parent.id in {item.section_id for item in moving} or (after and after.id == section.id):
            raise Invalid("A section cannot be moved into itself.")
        above = now.item(parent.number)
        siblings = [item for item in now.children(parent.id) if item.section_id != section.id]
        same_place = now.item(section.number).parent_id == parent.id
        shift = 0 if same_place else _level_under(now, above) - moving[0].level
        placement = place(
            actor, plan, section, parent=parent.id, order_key=_key_among(siblings, after), kind="section.move"
        )
        _shift_levels(actor, plan, moving, shift)
        _mend_all(actor, plan, now)
    return placement


def remove_section(actor: Person, section: Section) -> Placement:
    """Take a section out, with all that is under it; nothing is deleted, and it can be put back."""
    with transaction(section.plan_id):
        plan = section.plan
        access.require(actor, plan, "edit")
        if section.number == 0:
            raise Invalid("The beginning of the plan cannot be taken out; empty it instead.")
        now = _outline(plan)
        item = now.item(section.number)
        placement = place(
            actor, plan, section, parent=item.parent_id, order_key=item.order_key, removed=True, kind="section.remove"
        )
        _mend_all(actor, plan, now)
    return placement


def restore_section(actor: Person, section: Section) -> Placement:
    """Put a section that was taken out back to where it stood; raises Conflict while its parent is out.

    Where its parent went up or down meanwhile it follows, headings and all, in every language.
    """
    with transaction(section.plan_id):
        plan = section.plan
        access.require(actor, plan, "edit")
        last = db.session.scalars(
            select(Placement).where(Placement.section_id == section.id).order_by(Placement.number.desc()).limit(1)
        ).one()
        if not last.removed:
            raise Conflict("This section stands in the plan.")
        now = _outline(plan)
        above = next((item for item in now.items if item.section_id == last.parent_id), None)
        if above is None:
            raise Conflict("The section it stood under is taken out; put that one back first.")
        placement = place(
            actor,
            plan,
            section,
            parent=above.section_id,
            order_key=_free_key(now.children(above.section_id), last.order_key),
            kind="section.restore",
        )
        shift = above.level - _level_then(plan, above, last.number)
        _shift_levels(actor, plan, _outline(plan).subtree(section.number), shift)
        _mend_all(actor, plan, now)
    return placement


def list_removed(actor: Person | None, plan: Plan) -> list[tuple[Section, str]]:
    """The sections that were taken out themselves, with their last titles."""
    access.require(actor, plan, "read_restricted")
    last = (
        select(func.max(Placement.number))
        .where(Placement.section_id == Section.id)
        .correlate(Section)
        .scalar_subquery()
    )
    newest = (
        select(Revision.title)
        .where(Revision.section_id == Section.id, Revision.language == plan.language)
        .order_by(Revision.number.desc())
        .limit(1)
        .correlate(Section)
        .scalar_subquery()
    )
    gone = db.session.execute(
        select(Section, newest.label("title"))
        .join(Placement, Placement.section_id == Section.id)
        .where(Section.plan_id == plan.id, Placement.number == last, Placement.removed.is_(True))
        .order_by(Section.number)
    )
    return [(row.Section, row.title or "") for row in gone]


def _outline(plan: Plan) -> moments.Outline:
    return moments.outline_at(plan, journal.head_number(plan))


def _level_then(plan: Plan, item: moments.Item, number: int) -> int:
    """The level of a section's heading just before an entry; today's where it had no text then."""
    then = select(Revision.level).where(
        Revision.section_id == item.section_id, Revision.language == plan.language, Revision.number < number
    )
    found = db.session.scalar(then.order_by(Revision.number.desc()).limit(1))
    return item.level if found is None else found


def _shift_levels(actor: Person, plan: Plan, moving: list[moments.Item], shift: int) -> None:
    """Rewrite the heading lines of what went up or down, in every language; Invalid beyond the sixth level."""
    if max(item.level for item in moving) + shift > MAX_LEVEL:
        raise Invalid("Headings go six levels deep; there they would go deeper.")
    if not shift:
        return
    for language in languages_of(plan):
        for item in moving:
            moved = db.session.get_one(Section, item.section_id)
            newest = newest_revision(moved, language)
            if newest is not None:
                text = outline.set_level(newest.text.body, newest.level + shift)
                write_revision(actor, plan, moved, language=language, text=text, summary="")


def _mend_all(actor: Person, plan: Plan, before: moments.Outline) -> None:
    for language in languages_of(plan):
        mend_seams(actor, plan, language, before=before)


def _check_title(title: str) -> str:
    title = title.strip()
    if not title or len(title) > MAX_TITLE or len(lines.split_lines(title)) != 1:
        raise Invalid(
            "Give the section a title, one line of at most %(limit)s characters.", field="title", limit=MAX_TITLE
        )
    check_characters(title, field="title")
    return title


def _level_under(now: moments.Outline, above: moments.Item) -> int:
    """The heading level under a section: that of its first child, or one below its own."""
    siblings = now.children(above.section_id)
    level = siblings[0].level if siblings else above.level + 1
    if level > MAX_LEVEL:
        raise Invalid("Headings go six levels deep; there they would go deeper.")
    return level


def _key_behind(now: moments.Outline, parent: Section, after: Section | None) -> str:
    return _key_among(now.children(parent.id), after)


def _free_key(siblings: list[moments.Item], key: str) -> str:
    """The key, or where another took it meanwhile, one right behind that one."""
    taken = [item.order_key for item in siblings]
    if key not in taken:
        return key
    behind = taken.index(key) + 1
    return key_between(key, taken[behind] if behind < len(taken) else None)


def _key_among(siblings: list[moments.Item], after: Section | None) -> str:
    if after is None:
        return key_between(None, siblings[0].order_key if siblings else None)
    for index, item in enumerate(siblings):
        if item.section_id == after.id:
            following = siblings[index + 1].order_key if index + 1 < len(siblings) else None
            return key_between(item.order_key, following)
    raise NotFound("The section it should stand behind is not there.")
