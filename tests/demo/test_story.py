"""The two stories of the demo, replayed on plain strings: every step fits its text and the person who takes it."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from wiki.demo import shapes
from wiki.demo.people import DELEGATIONS, MEMBERSHIPS
from wiki.demo.pollinators import pollinators
from wiki.demo.replay import heading_level, replay, split_sections, touched
from wiki.demo.shapes import (
    AddSection,
    Adopt,
    Answer,
    CloseStage,
    Comment,
    Edit,
    Freeze,
    Move,
    OpenStage,
    Plan,
    Remove,
    Reply,
    Resolve,
    Restore,
    Retitle,
    Revert,
    Stage,
    Step,
    Write,
)
from wiki.demo.south_south import SOUTH_SOUTH
from wiki.text.brackets import count_open

TODAY = date(2026, 11, 23)
SANDBOX = pollinators(TODAY)
BOTH = pytest.mark.parametrize("plan", [SOUTH_SOUTH, SANDBOX], ids=lambda plan: plan.slug)
TEXTING = (Write, Edit, AddSection, Revert, Retitle)
EDITING = (*TEXTING, Move, Remove, Restore)


def stages_and_steps(plan: Plan) -> Iterator[tuple[Step, Stage | None]]:
    """Each step with the stage that is open when it is taken."""
    by_key = {stage.key: stage for stage in plan.stages}
    open_stage: Stage | None = None
    for step in plan.steps:
        if isinstance(step, OpenStage):
            assert open_stage is None, step
            open_stage = by_key[step.stage]
        yield step, open_stage
        if isinstance(step, CloseStage):
            assert open_stage and open_stage.key == step.stage
            open_stage = None


def delegations_of(person: str, on: date) -> set[str]:
    """The delegations a person belongs to on a day."""
    return {
        membership.of
        for membership in MEMBERSHIPS
        if membership.member == person
        and membership.since <= on
        and (membership.until is None or on <= membership.until)
    }


def drafts(plan: Plan) -> dict[str, str]:
    """The whole text of each draft."""
    return {step.slug: state.document() for step, state in replay(plan) if isinstance(step, Freeze)}


@BOTH
def test_the_document_splits_into_the_sections_named(plan: Plan) -> None:
    sections = split_sections(plan.document)
    assert len(sections) == len(plan.sections) == len(set(plan.sections))
    assert "".join(sections) == plan.document
    assert sections[0].startswith(f"# {plan.title}\n")


@BOTH
def test_every_section_stands_one_level_below_its_parent_and_apart_from_its_neighbours(plan: Plan) -> None:
    for _, state in replay(plan):
        for key in state.order:
            text, parent = state.texts[key], state.parents[key]
            assert len(split_sections(text)) == 1
            assert heading_level(text) == (heading_level(state.texts[parent]) + 1 if parent else 1)
        assert all(state.texts[key].endswith("\n\n") for key in state.order[:-1])


@BOTH
def test_moments_ascend_in_utc(plan: Plan) -> None:
    moments = [plan.made_at, *(step.at for step in plan.steps)]
    assert all(moment.tzinfo is UTC for moment in moments)
    assert moments == sorted(moments)


@BOTH
def test_every_edit_changes_the_text_it_meets(plan: Plan) -> None:
    texts: dict[str, str] = {}
    for step, state in replay(plan):
        key = touched(step) if step else None
        if isinstance(step, TEXTING) and key:
            assert state.texts[key] != texts.get(key), step
        texts = dict(state.texts)


@BOTH
def test_every_passage_stands_once_in_its_section_when_it_is_remarked_upon(plan: Plan) -> None:
    for step, state in replay(plan):
        if isinstance(step, Comment) and step.section:
            assert step.section in state.order, step
            assert step.quote is None or state.texts[step.section].count(step.quote) == 1, step


@BOTH
def test_comments_are_answered_once_and_by_steps_that_exist(plan: Plan) -> None:
    known: set[str] = set()
    labels: set[str] = set()
    answered: Counter[str] = Counter()
    for step in plan.steps:
        match step:
            case Comment(key=key):
                assert key not in known
                known.add(key)
            case Reply(to=key) | Resolve(comment=key):
                assert key in known
            case Answer(comment=key):
                assert key in known
                assert not step.done_in or step.done_in in labels, step
                answered[key] += 1
        if label := getattr(step, "label", ""):
            assert label not in labels
            labels.add(label)
    assert set(answered.values()) <= {1}
    unanswered = known - set(answered)
    assert not unanswered if plan is SOUTH_SOUTH else len(unanswered) >= 4


@BOTH
def test_people_do_only_what_their_role_and_the_stage_allow(plan: Plan) -> None:
    roles = {role.person: role.role for role in plan.roles}
    assert roles[plan.made_by] == "secretariat"
    for step, stage in stages_and_steps(plan):
        role = roles[step.by]
        if isinstance(step, EDITING):
            assert role in ("secretariat", "chair") or (role == "expert" and stage and stage.experts_edit), step
        elif isinstance(step, Answer):
            assert role in ("secretariat", "chair"), step
        elif isinstance(step, Freeze | OpenStage | CloseStage | Adopt):
            assert role == "secretariat", step
        elif isinstance(step, Comment | Reply | Resolve):
            if role == "party":
                assert stage and stage.parties_comment, step
            elif role == "observer":
                assert stage and stage.observers_comment, step
            else:
                assert role in ("secretariat", "chair", "expert"), step


@BOTH
def test_threads_are_closed_by_who_opened_them_or_by_the_secretariat(plan: Plan) -> None:
    opened_by = {step.key: step.by for step in plan.steps if isinstance(step, Comment)}
    roles = {role.person: role.role for role in plan.roles}
    for step in plan.steps:
        if isinstance(step, Resolve):
            assert step.by == opened_by[step.comment] or roles[step.by] == "secretariat", step


@BOTH
def test_people_act_as_members_of_their_delegation_and_for_groups_it_belongs_to(plan: Plan) -> None:
    roles = {role.person: role.role for role in plan.roles}
    groups = {delegation.key for delegation in DELEGATIONS if delegation.kind == "group"}
    for step in plan.steps:
        own = delegations_of(step.by, step.at.date())
        assert own or roles[step.by] == "secretariat", step
        if isinstance(step, Comment) and step.on_behalf_of:
            assert step.on_behalf_of in groups
            assert step.on_behalf_of in {group for party in own for group in delegations_of(party, step.at.date())}, (
                step
            )


@BOTH
def test_stages_are_open_within_their_dates(plan: Plan) -> None:
    for step, stage in stages_and_steps(plan):
        if stage and not isinstance(step, CloseStage):
            local = f"{step.at.astimezone(ZoneInfo(stage.zone)):%Y-%m-%d %H:%M}"
            assert stage.opens <= local <= stage.closes, step


@BOTH
def test_drafts_differ_and_carry_a_symbol_of_their_own(plan: Plan) -> None:
    frozen = [step for step in plan.steps if isinstance(step, Freeze)]
    assert len(set(drafts(plan).values())) == len(frozen)
    assert len({step.symbol for step in frozen}) == len({step.slug for step in frozen}) == len(frozen)
    assert all(step.symbol.startswith("UNEP/CBD/") and step.note for step in frozen)
    assert {step.distribution for step in frozen} == {"public", "restricted"}


@BOTH
def test_brackets_balance_and_their_owners_are_known(plan: Plan) -> None:
    names = {delegation.name for delegation in DELEGATIONS}
    for _, state in replay(plan):
        for text in state.texts.values():
            assert text.count("[") == text.count("]")
            for owners in re.findall(r"\[([A-Z][^\]:]*): ", text):
                assert set(owners.split(", ")) <= names, owners


def test_brackets_come_in_and_are_lifted_to_none() -> None:
    curve = {slug: count_open(text) for slug, text in drafts(SOUTH_SOUTH).items()}
    assert curve == {
        "elements": 3,
        "compilation": 22,
        "working-text": 40,
        "expert-draft": 23,
        "review-one": 13,
        "group-text": 9,
        "contact-group": 3,
        "final": 0,
    }


def test_the_story_is_as_long_and_as_varied_as_a_negotiation() -> None:
    kinds = Counter(type(step).__name__ for step in SOUTH_SOUTH.steps)
    assert set(kinds) == {kind.__name__ for kind in get_args(shapes.Step)} - {"Renumber"}
    revisions = [step for step in SOUTH_SOUTH.steps if isinstance(step, TEXTING)]
    assert 100 <= len(revisions) <= 140
    assert len({step.by for step in revisions}) >= 12
    assert kinds["Comment"] >= 35 and kinds["Reply"] >= 15
    assert {step.disposition for step in SOUTH_SOUTH.steps if isinstance(step, Answer)} == set(
        get_args(shapes.Disposition)
    )
    assert {"g77", "african-group", "grulac"} <= {
        step.on_behalf_of for step in SOUTH_SOUTH.steps if isinstance(step, Comment)
    }


def test_a_passage_is_lost_an_edit_later_and_the_comment_stays_to_be_answered() -> None:
    remark = next(step for step in SOUTH_SOUTH.steps if isinstance(step, Comment) and step.key == "flood-plains")
    rewriting = next(step for step in SOUTH_SOUTH.steps if getattr(step, "label", "") == "waters-anew")
    assert isinstance(rewriting, Write) and remark.quote
    assert rewriting.section == remark.section and rewriting.at > remark.at
    assert remark.quote not in rewriting.text and "flood plains" not in rewriting.text
    assert any(isinstance(step, Answer) and step.comment == remark.key for step in SOUTH_SOUTH.steps)


def test_the_adopted_text_is_whole_numbered_and_says_nothing_twice() -> None:
    *_, (last, state) = replay(SOUTH_SOUTH)
    assert isinstance(last, CloseStage)
    text = state.document()
    assert 25_000 <= len(text.encode()) <= 45_000
    assert 30 <= len(state.order) <= 36
    assert not re.search(r"\d+ (?:bis|ter|quater|quinquies|alt)\. ", text)
    numbers = [int(number) for number in re.findall(r"^(\d+)\. ", text, re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))
    romans = re.findall(r"^## ([IVX]+)\. ", text, re.MULTILINE)
    assert romans == ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    prose = re.sub(r"^(?:#+ .*|\|.*|(?:\d+\.|\([a-z]\)) )", "", text, flags=re.MULTILINE)
    sentences = [sentence.strip() for sentence in re.split(r"(?<=[.;:])\s+", prose) if sentence.strip()]
    assert [sentence for sentence, times in Counter(sentences).items() if times > 1] == []


def test_adoption_seals_the_last_draft_but_for_the_line_that_says_so() -> None:
    adoption = next(step for step in SOUTH_SOUTH.steps if isinstance(step, Adopt))
    assert adoption.symbol not in {step.symbol for step in SOUTH_SOUTH.steps if isinstance(step, Freeze)}
    *_, last = drafts(SOUTH_SOUTH).values()
    *_, (_, state) = replay(SOUTH_SOUTH)
    lines = zip(last.splitlines(), state.document().splitlines(), strict=True)
    ((before, after),) = [pair for pair in lines if pair[0] != pair[1]]
    assert "closing plenary" in before and after.startswith("*Adopted by")
    later = SOUTH_SOUTH.steps[SOUTH_SOUTH.steps.index(adoption) + 1 :]
    assert all(isinstance(step, CloseStage) for step in later)


def test_the_sandbox_is_left_in_the_middle_of_things() -> None:
    *_, (last, state) = replay(SANDBOX)
    *_, (_, stage) = stages_and_steps(SANDBOX)
    assert last and last.at < datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)
    assert stage and stage.experts_edit and stage.parties_comment
    assert stage.opens[:10] < TODAY.isoformat() < stage.closes[:10]
    assert 8 <= len(state.order) <= 12
    assert 18 <= sum(isinstance(step, TEXTING) for step in SANDBOX.steps) <= 24
    assert count_open(state.document()) >= 8


@pytest.mark.parametrize("today", [date(2028, 2, 29), date(2027, 1, 1), date(2026, 3, 29)])
def test_the_sandbox_is_the_same_story_on_any_day(today: date) -> None:
    texts = [state.document() for _, state in replay(pollinators(today))]
    assert texts == [state.document() for _, state in replay(SANDBOX)]
    assert pollinators(today).steps[-1].at.date() < today
