"""Laying a later version of a whole document over the tree that stands. Like writing.py this asks nobody's
rights and opens no transaction of its own: the import does both, and then comes here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from wiki.db import db
from wiki.errors import Invalid
from wiki.models import Person, Placement, Plan, Section
from wiki.services import journal, moments
from wiki.services.seams import mend_seams
from wiki.services.writing import languages_of, new_section, newest_revision, place, write_revision
from wiki.text import outline
from wiki.text.succession import Standing, Succession, first_misfit, fit_version


@dataclass(frozen=True, slots=True)
class Tree:
    """The plan as it stands, by index in document order, in one language.

    `told` says which sections have a text in that language; those without are there with an empty one. `taken`
    are, by parent, the order keys of sections that were taken out.
    """

    language: str
    items: tuple[moments.Item, ...]
    sections: tuple[Standing, ...]
    told: tuple[bool, ...]
    taken: dict[int, set[str]]


@dataclass(frozen=True, slots=True)
class Tally:
    """What was written, in sections; a moved one may be changed as well."""

    added: int = 0
    changed: int = 0
    moved: int = 0
    removed: int = 0
    unchanged: int = 0


def read_tree(plan: Plan, language: str) -> Tree:
    """The tree that stands, with its texts in a language; five queries, however long the plan is."""
    own = moments.outline_at(plan, journal.head_number(plan))
    there = own if language == plan.language else moments.outline_at(plan, own.moment, language)
    texts = moments.texts_of(there.items)
    index_of = {item.section_id: index for index, item in enumerate(own.items)}
    sections = tuple(
        Standing(
            parent=index_of[item.parent_id] if item.parent_id is not None else None,
            order_key=item.order_key,
            part=outline.Part(level=item.level, title=item.title, text=texts[said.text_hash] if said.text_hash else ""),
        )
        for item, said in zip(own.items, there.items, strict=True)
    )
    taken: dict[int, set[str]] = {}
    removed = select(Placement.parent_id, Placement.order_key).join(Section, Section.id == Placement.section_id)
    for parent_id, order_key in db.session.execute(
        removed.where(Section.plan_id == plan.id, Placement.removed.is_(True))
    ):
        if parent_id in index_of:
            taken.setdefault(index_of[parent_id], set()).add(order_key)
    return Tree(language, own.items, sections, tuple(item.text_hash is not None for item in there.items), taken)


def fit_tree(tree: Tree, parts: Sequence[outline.Part]) -> Succession:
    """How a later version in the plan's own language fits the tree."""
    return fit_version(tree.sections, parts, taken=tree.taken)


def require_fit(tree: Tree, parts: Sequence[outline.Part]) -> None:
    """Raise Invalid, naming the first heading that does not fit, unless every part has a section of its level."""
    index = first_misfit([section.part.level for section in tree.sections], parts)
    if index is None:
        return
    if index >= len(parts):
        raise Invalid(
            "This does not fit the plan: the document ends before a heading for “%(title)s”.",
            field="file",
            title=tree.sections[index].part.title,
        )
    if index >= len(tree.sections):
        raise Invalid(
            "This does not fit the plan: there is no section for the heading “%(heading)s”.",
            field="file",
            heading=parts[index].title,
        )
    raise Invalid(
        "This does not fit the plan: the heading “%(heading)s” is of level %(level)s where “%(title)s” stands, "
        "of level %(standing)s.",
        field="file",
        heading=parts[index].title,
        level=parts[index].level,
        title=tree.sections[index].part.title,
        standing=tree.sections[index].part.level,
    )


def lay_translation(actor: Person, plan: Plan, tree: Tree, parts: Sequence[outline.Part]) -> Tally:
    """Write a whole text in another language section by section; raises Invalid where it does not fit."""
    require_fit(tree, parts)
    rows = _rows(plan)
    added = changed = 0
    for item, standing, part, told in zip(tree.items, tree.sections, parts, tree.told, strict=True):
        if told and standing.part.text == part.text:
            continue
        write_revision(actor, plan, rows[item.section_id], language=tree.language, text=part.text, summary="")
        added, changed = added + (not told), changed + told
    return Tally(added=added, changed=changed, unchanged=len(parts) - added - changed)


def lay_version(actor: Person, plan: Plan, tree: Tree, parts: Sequence[outline.Part]) -> Tally:
    """Write what a later version changes: placements first to last, texts, and what is gone.

    Where a section's level changes its heading lines in other languages follow.
    """
    fitted = fit_tree(tree, parts)
    others = {other: moments.outline_at(plan, journal.head_number(plan), other) for other in languages_of(plan)[1:]}
    rows = _rows(plan)
    made: list[Section] = []
    for seat in fitted.seats:
        fresh = seat.standing is None
        section = new_section(plan) if seat.standing is None else rows[tree.items[seat.standing].section_id]
        made.append(section)
        if seat.placed:
            parent = made[seat.parent].id if seat.parent is not None else None
            kind = "section.add" if fresh else "section.move"
            place(actor, plan, section, parent=parent, order_key=seat.order_key, kind=kind)
        if seat.changed:
            write_revision(actor, plan, section, language=plan.language, text=seat.part.text, summary="")
    for index in fitted.removed:
        item = tree.items[index]
        place(
            actor,
            plan,
            rows[item.section_id],
            parent=item.parent_id,
            order_key=item.order_key,
            removed=True,
            kind="section.remove",
        )
    for other, before in others.items():
        _follow_levels(actor, plan, tree, fitted, made, other)
        mend_seams(actor, plan, other, before=before)
    seats = fitted.seats
    return Tally(
        added=sum(seat.standing is None for seat in seats),
        changed=sum(seat.standing is not None and seat.changed for seat in seats),
        moved=sum(seat.standing is not None and seat.placed for seat in seats),
        removed=len(fitted.gone),
        unchanged=sum(not seat.placed and not seat.changed for seat in seats),
    )


def _follow_levels(
    actor: Person, plan: Plan, tree: Tree, fitted: Succession, made: Sequence[Section], language: str
) -> None:
    for seat, section in zip(fitted.seats, made, strict=True):
        if seat.standing is None or tree.sections[seat.standing].part.level == seat.part.level:
            continue
        newest = newest_revision(section, language)
        if newest is not None and newest.level != seat.part.level:
            text = outline.set_level(newest.text.body, seat.part.level)
            write_revision(actor, plan, section, language=language, text=text, summary="")


def _rows(plan: Plan) -> dict[int, Section]:
    return {section.id: section for section in db.session.scalars(select(Section).where(Section.plan_id == plan.id))}
