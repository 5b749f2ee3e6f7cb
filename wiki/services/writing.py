"""The doors to the journal for texts and placements. They ask nobody's rights and open no transaction of
their own: the use cases in revisions, sections and imports do both, and then come here to write.
"""

import hashlib
import json
import re

from sqlalchemy import Select, bindparam, exists, func, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import aliased, joinedload, undefer
from sqlalchemy.orm.attributes import set_committed_value

from wiki.db import add_row, connection, db, key_of
from wiki.errors import Invalid
from wiki.models import Delegation, Person, Placement, Plan, Revision, Section, Text
from wiki.services import biographies, indexing, journal, moments, passages
from wiki.text import brackets, outline, paragraphs
from wiki.text.compare import compare_texts
from wiki.text.order import key_between

#: the longest text of one section, in characters
MAX_TEXT = 500_000

#: what cannot be kept or shown: NUL, lone surrogates, and the private-use marks that rendering works with
REFUSED = re.compile("[\\x00\\ud800-\\udfff\\ue000-\\uf8ff\\U000f0000-\\U0010ffff]")


# What every save asks is built once: building and hashing a statement costs more than running it.
_NEWEST = (
    select(Revision)
    .where(Revision.section_id == bindparam("section_id"), Revision.language == bindparam("language"))
    .order_by(Revision.number.desc())
    .limit(1)
    .options(
        joinedload(Revision.text, innerjoin=True),
        joinedload(Revision.section, innerjoin=True),
        undefer(Revision.paragraphs),
    )
)
_KEEP = {
    "sqlite": sqlite_insert(Text.__table__).on_conflict_do_nothing(),
    "postgresql": postgresql_insert(Text.__table__).on_conflict_do_nothing(),
}


def _count_taken_out() -> Select[int]:
    """How many of a section and those above it are taken out, climbing placement by placement."""
    newer = aliased(Placement)
    newest = ~exists().where(newer.section_id == Placement.section_id, newer.number > Placement.number)
    here = select(Placement.parent_id, Placement.removed).where(Placement.section_id == bindparam("section_id"), newest)
    climb = here.cte(recursive=True)
    above = select(Placement.parent_id, Placement.removed).where(Placement.section_id == climb.c.parent_id, newest)
    climb = climb.union_all(above)
    return select(func.count()).select_from(climb).where(climb.c.removed)


def _list_languages() -> Select[str]:
    """The languages of each section, one key of the index after another: a section may have thousands of revisions."""
    first = select(func.min(Revision.language)).where(Revision.section_id == Section.id).scalar_subquery()
    begun = select(Section.id, first.label("language")).where(Section.plan_id == bindparam("plan_id"))
    step = begun.cte(recursive=True)
    following = select(func.min(Revision.language)).where(
        Revision.section_id == step.c.id, Revision.language > step.c.language
    )
    step = step.union_all(select(step.c.id, following.scalar_subquery()).where(step.c.language.is_not(None)))
    return select(step.c.language).where(step.c.language.is_not(None))


_TAKEN_OUT = _count_taken_out()
_NEWEST_AND_TAKEN_OUT = _NEWEST.add_columns(_TAKEN_OUT.scalar_subquery())
_LANGUAGES = _list_languages()


def check_characters(text: str, *, field: str = "text") -> None:
    """Raise Invalid, with its place, for a character that cannot be part of a text."""
    found = REFUSED.search(text) if "\0" in text or not text.isascii() else None
    if found:
        raise Invalid(
            "Character %(place)s (U+%(code)s) cannot be part of a text.",
            field=field,
            place=found.start() + 1,
            code=f"{ord(found.group()):04X}",
        )


def newest_revision(section: Section, language: str) -> Revision | None:
    """The newest revision of a section in a language."""
    return db.session.scalars(_NEWEST, {"section_id": key_of(section), "language": language}).first()


def newest_to_write(section: Section, language: str) -> tuple[Revision | None, bool]:
    """The newest revision of a section in a language, and whether the section stands, in one query."""
    asked = {"section_id": key_of(section), "language": language}
    row = db.session.execute(_NEWEST_AND_TAKEN_OUT, asked).first()
    return (row[0], not row[1]) if row is not None else (None, stands(section))


def write_revision(
    actor: Person,
    plan: Plan,
    section: Section,
    *,
    language: str,
    text: str,
    summary: str,
    newest: Revision | None = None,
    base: Revision | None = None,
    typed_hash: str | None = None,
    on_behalf_of: Delegation | None = None,
) -> Revision:
    """Record a text as the section's next revision, whoever may; inside a transaction only.

    `newest` is the newest revision where the caller has read it already.
    """
    newest = newest or newest_revision(section, language)
    parts = outline.split_outline(text)
    heading = parts[1] if len(parts) > 1 and not parts[0].text else None
    blocks = paragraphs.split_paragraphs(text)
    comparison = compare_texts(newest.text.body, text) if newest is not None else None
    if newest is not None and comparison is not None:
        ids = paragraphs.carry_ids(
            paragraphs.split_paragraphs(newest.text.body),
            json.loads(newest.paragraphs),
            blocks,
            comparison,
            section.paragraphs_given + 1,
        )
    else:
        ids = tuple(range(section.paragraphs_given + 1, section.paragraphs_given + 1 + len(blocks)))
    if ids and max(ids) > section.paragraphs_given:
        section.paragraphs_given = max(ids)
    text_hash = keep_text(text)
    payload = {
        "section": section.number,
        "language": language,
        "text": text_hash,
        "parent": newest.number if newest else None,
        "base": base.number if base else (newest.number if newest else None),
        "typed": typed_hash,
        "paragraphs": ids,
        "summary": summary,
    }
    entry = journal.record(
        actor,
        plan,
        "revision.save",
        f"section/{section.number}",
        payload,
        on_behalf_of=on_behalf_of,
    )
    revision = add_row(
        Revision,
        section_id=section.id,
        language=language,
        number=entry.number,
        entry_id=entry.id,
        parent_id=newest.id if newest else None,
        base_id=base.id if base else (newest.id if newest else None),
        text_hash=text_hash,
        typed_hash=typed_hash,
        title=heading.title if heading else "",
        level=heading.level if heading else 0,
        brackets_open=brackets.count_open(text),
        summary=summary,
        paragraphs=json.dumps(ids),
    )
    set_committed_value(revision, "section", section)
    if newest is not None and comparison is not None:
        passages.carry_to(revision, newest, comparison)
    biographies.write_biography(section, revision, newest, comparison, text)
    indexing.index_revision(revision, section, text, at=entry.at, blocks=blocks)
    return revision


def keep_text(text: str) -> str:
    """Store a text once, and give its SHA-256."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    writes = connection()
    writes.execute(_KEEP[writes.dialect.name], {"hash": digest, "body": text})
    return digest


def place(
    actor: Person,
    plan: Plan,
    section: Section,
    *,
    parent: int | None,
    order_key: str,
    removed: bool = False,
    kind: str = "section.place",
) -> Placement:
    """Record where a section stands from now on, whoever may; inside a transaction only. `parent` is a row id."""
    above = db.session.get(Section, parent) if parent is not None else None
    payload = {
        "section": section.number,
        "parent": above.number if above else None,
        "order_key": order_key,
        "removed": removed,
    }
    entry = journal.record(actor, plan, kind, f"section/{section.number}", payload)
    placement = add_row(
        Placement,
        section_id=section.id,
        number=entry.number,
        entry_id=entry.id,
        parent_id=parent,
        order_key=order_key,
        removed=removed,
    )
    indexing.index_placement(placement, section, at=entry.at, new=kind == "section.add")
    return placement


def stands(section: Section) -> bool:
    """Whether neither the section nor anything above it is taken out."""
    return not connection().scalar(_TAKEN_OUT, {"section_id": key_of(section)})


def new_section(plan: Plan) -> Section:
    """The next permanent number of the plan, with nothing there yet; inside a transaction only."""
    highest = db.session.scalar(select(func.max(Section.number)).where(Section.plan_id == plan.id))
    section = Section(plan_id=plan.id, number=(highest or 0) + 1)
    db.session.add(section)
    db.session.flush()
    return section


def split_off(
    actor: Person, plan: Plan, section: Section, parts: tuple[outline.Part, ...], *, language: str
) -> list[Section]:
    """Make sections of the further headings in a section's text, keeping the order of the document.

    What stood under the section and is deeper than a new heading comes to stand under that one, as it would
    if the document were read anew. Inside a transaction only.
    """
    now = moments.outline_at(plan, journal.head_number(plan), language)
    made = [new_section(plan) for _ in parts]
    subject = now.item(section.number)
    position = now.items.index(subject)
    sequence = [(item.section_id, item.level) for item in now.items]
    sequence[position + 1 : position + 1] = [(new.id, part.level) for new, part in zip(made, parts, strict=True)]
    parents = outline.nest([level for _, level in sequence])
    new_ids = {new.id for new in made}
    order: dict[int, str] = {item.section_id: item.order_key for item in now.items}
    parent_of = {item.section_id: item.parent_id for item in now.items}
    fresh = {new.id: new for new in made}
    for index, (section_id, _) in enumerate(sequence):
        above = parents[index]
        parent_id = sequence[above][0] if above is not None else None
        moved = section_id not in new_ids and index > position and parent_id in new_ids
        if section_id not in new_ids and not moved:
            continue
        earlier = [other for other, _ in sequence[:index] if parent_of.get(other) == parent_id and other in order]
        later = [
            other
            for other, _ in sequence[index + 1 :]
            if parent_of.get(other) == parent_id and other in order and other != section_id
        ]
        before = order[earlier[-1]] if earlier else None
        behind = order[later[0]] if later else None
        key = key_between(before, behind)
        order[section_id], parent_of[section_id] = key, parent_id
        subject_section = fresh.get(section_id) or db.session.get_one(Section, section_id)
        kind = "section.add" if section_id in new_ids else "section.move"
        place(actor, plan, subject_section, parent=parent_id, order_key=key, kind=kind)
    for new, part in zip(made, parts, strict=True):
        write_revision(actor, plan, new, language=language, text=part.text, summary="")
    return made


def languages_of(plan: Plan) -> list[str]:
    """The languages the plan has texts in, its own first."""
    found = db.session.scalars(_LANGUAGES, {"plan_id": plan.id}).all()
    return [plan.language, *sorted(set(found) - {plan.language})]
