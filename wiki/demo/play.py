"""Plays the demo's story through the services, with the clock set to each step; alone in knowing both sides."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from itertools import groupby

from wiki import clock
from wiki.db import transaction
from wiki.demo import shapes as story
from wiki.demo.people import ADMINISTRATOR, DELEGATIONS, ENTERED, MEMBERSHIPS, PERSONS
from wiki.demo.pollinators import pollinators
from wiki.demo.replay import IMPORTED, edited
from wiki.demo.south_south import SOUTH_SOUTH
from wiki.models import Comment, Delegation, Person, Plan, Revision, Section, Stage
from wiki.services import (
    adoption,
    answers,
    comments,
    delegations,
    drafts,
    imports,
    installations,
    persons,
    plans,
    revisions,
    sections,
    stages,
    translations,
)
from wiki.services.writing import newest_revision

#: how long ago those who can sign in were last here
LAST_VISIT = timedelta(days=12)
#: who can sign in, one or two for each role; the others' accounts wait for their password
SIGN_IN = (
    "cabral",
    "desrochers",
    "wierzba",
    "echavarria",
    "njoroge",
    "barros",
    "menon",
    "diallo",
    "huanca",
    "whitmore",
)

#: who may make plans, because they are of the secretariat
MAKERS = ("desrochers", "wierzba", "yusupova")

CELLS = {
    "experts_edit": "edit:expert",
    "parties_comment": "comment:party",
    "observers_read": "read_restricted:observer",
    "observers_comment": "comment:observer",
}


@dataclass
class _Cast:
    """What the story's keys became."""

    people: dict[str, Person] = field(default_factory=dict)
    delegations: dict[str, Delegation] = field(default_factory=dict)
    sections: dict[str, Section] = field(default_factory=dict)
    stages: dict[str, Stage] = field(default_factory=dict)
    comments: dict[str, Comment] = field(default_factory=dict)
    labels: dict[tuple[str, str], Revision] = field(default_factory=dict)


def play_demo(*, password: str) -> list[Person]:
    """Set up the demo's people and play its plans into an empty installation; those of SIGN_IN get the password.

    Returns the people who can sign in, the administrator first. Raises Conflict where the installation is not empty.
    """
    cast = _Cast()
    with clock.standing_at(datetime.combine(ENTERED, time(9), UTC)), transaction():
        _set_up_people(cast, password)
    for plan in (SOUTH_SOUTH, pollinators(clock.now().date())):
        _play_plan(cast, plan)
    # They were here a while ago, so that there is news for whoever signs in.
    with clock.standing_at(clock.now() - LAST_VISIT), transaction():
        for key in SIGN_IN:
            persons.note_visit(cast.people[key])
    return [cast.people[key] for key in SIGN_IN]


def _set_up_people(cast: _Cast, password: str) -> None:
    first = installations.claim_installation(name=ADMINISTRATOR.name, email=ADMINISTRATOR.email, password=password)
    cast.people[ADMINISTRATOR.key] = first
    for person in PERSONS:
        if person.key != ADMINISTRATOR.key:
            cast.people[person.key] = persons.create_person(
                first,
                name=person.name,
                email=person.email,
                password=password if person.key in SIGN_IN else "",
                may_make_plans=person.key in MAKERS,
            )
    for delegation in DELEGATIONS:
        cast.delegations[delegation.key] = delegations.create_delegation(
            first, kind=delegation.kind, name=delegation.name, code=delegation.code
        )
    for membership in MEMBERSHIPS:
        delegations.add_member(
            first,
            cast.delegations[membership.of],
            cast.people.get(membership.member) or cast.delegations[membership.member],
            since=membership.since,
            until=membership.until,
            focal_point=membership.focal_point,
        )


def _play_plan(cast: _Cast, told: story.Plan) -> None:
    maker = cast.people[told.made_by]
    with clock.standing_at(told.made_at):
        plan = imports.import_document(
            maker, slug=told.slug, source=told.document, title=told.title, language=told.language, visibility="public"
        ).plan
    with clock.standing_at(told.made_at), transaction(plan.id):
        for role in told.roles:
            plans.grant_role(maker, plan, cast.people[role.person], role=role.role)
        for planned in told.stages:
            cast.stages[planned.key] = stages.create_stage(
                maker,
                plan,
                name=planned.name,
                opens=planned.opens.replace(" ", "T"),
                closes=planned.closes.replace(" ", "T"),
                zone=planned.zone,
                cells=[cell for grant, cell in CELLS.items() if getattr(planned, grant)],
            )
    for number, key in enumerate(told.sections, start=1):
        cast.sections[key] = sections.find_section(maker, plan, number)
        cast.labels[key, IMPORTED] = _newest(cast.sections[key])
    # What was done at one moment, as a renumbering of the whole text, is one act.
    for at, steps in groupby(told.steps, key=lambda step: step.at):
        with clock.standing_at(at), transaction(plan.id):
            for step in steps:
                _play_step(cast, plan, step)


def _play_step(cast: _Cast, plan: Plan, step: story.Step) -> None:
    by = cast.people[step.by]
    match step:
        case story.Write():
            _save(cast, by, step, step.text)
        case story.Edit():
            _save(cast, by, step, edited(_newest(cast.sections[step.section]).text.body, step.replace))
        case story.Translate():
            translations.begin_translation(
                by,
                cast.sections[step.section],
                language=step.language,
                title=step.title,
                body=step.body,
                summary=step.summary,
            )
        case story.Revert():
            saved = revisions.revert_section(
                by, cast.sections[step.section], to=cast.labels[step.section, step.to], summary=step.summary
            )
            cast.labels[step.section, step.label] = saved.revision
        case story.AddSection():
            heading, _, body = step.text.partition("\n")
            made = sections.add_section(
                by,
                plan,
                title=heading.lstrip("#").strip(),
                body=body.strip("\n"),
                parent=cast.sections[step.under],
                after=cast.sections[step.after] if step.after else None,
            )
            cast.sections[step.key] = made
            cast.labels[step.key, step.label] = _newest(made)
        case story.Retitle():
            sections.retitle_section(by, cast.sections[step.section], title=step.title)
        case story.Move():
            after = cast.sections[step.after] if step.after else None
            sections.move_section(by, cast.sections[step.section], parent=cast.sections[step.under], after=after)
        case story.Remove():
            sections.remove_section(by, cast.sections[step.section])
        case story.Restore():
            sections.restore_section(by, cast.sections[step.section])
        case _:
            _play_process(cast, plan, by, step)


def _play_process(cast: _Cast, plan: Plan, by: Person, step: story.Step) -> None:
    match step:
        case story.Freeze():
            drafts.freeze_draft(
                by,
                plan,
                name=step.name,
                symbol=step.symbol,
                date=step.date,
                note=step.note,
                distribution=step.distribution,
                slug=step.slug,
            )
        case story.OpenStage():
            stages.open_stage(by, cast.stages[step.stage])
        case story.CloseStage():
            stages.close_stage(by, cast.stages[step.stage])
        case story.Comment():
            cast.comments[step.key] = comments.post_comment(
                by,
                plan,
                body=step.body,
                section=cast.sections[step.section] if step.section else None,
                quote=step.quote or "",
                audience=step.audience,
                on_behalf_of=cast.delegations[step.on_behalf_of] if step.on_behalf_of else None,
            )
        case story.Reply():
            comments.reply_to_comment(by, cast.comments[step.to], body=step.body)
        case story.Answer():
            about = cast.comments[step.comment]
            done = next((kept for (_, label), kept in cast.labels.items() if label and label == step.done_in), None)
            answers.answer_comment(
                by, about, disposition=step.disposition.replace(" ", "_"), reason=step.reason, revision=done
            )
        case story.Resolve():
            answers.resolve_comment(by, cast.comments[step.comment])
        case story.Adopt():
            chair = next(role.person for role in plans.current_roles(plan) if role.role == "chair")
            adoption.declare_adoption(chair, plan)
            adoption.adopt_plan(by, plan, name="Adopted text", symbol=step.symbol, date=step.date, note=step.note)


def _save(cast: _Cast, by: Person, step: story.Write | story.Edit, text: str) -> None:
    section = cast.sections[step.section]
    newest = _newest(section)
    saved = revisions.save_revision(by, section, text=text, based_on=newest.number, summary=step.summary)
    cast.labels[step.section, step.label] = saved.revision


def _newest(section: Section) -> Revision:
    newest = newest_revision(section, section.plan.language)
    assert newest is not None, section.number
    return newest
