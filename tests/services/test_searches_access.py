"""A search never tells of what the pages would refuse, and finds what they show: for every role, word by word.

Each paragraph and each remark holds a word of its own. What somebody may read is taken from the pages alone: every
text at every moment and draft, every revision, every discussion. Then each word is searched for.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from tests.services import factories
from tests.services.documents import document, write
from tests.views.visitors import Visitor
from wiki.db import db, transaction
from wiki.errors import Forbidden, Invalid, NotFound, SignInNeeded
from wiki.models import Comment, Delegation, Person, Plan, Text
from wiki.presenters.searches import Found
from wiki.rules import access as rules
from wiki.services import answers, comments, drafts, journal, plans, searches, sections, stages
from wiki.services.search_scopes import Filters

ROLES = (*rules.ROLES, "stranger")
AUDIENCES = ("participants", "observers", "public")


@pytest.fixture
def people(app) -> dict[str, Person | None]:
    found: dict[str, Person | None] = {"secretariat": factories.person("Secretariat", may_make_plans=True)}
    found |= {role: factories.person(role.title()) for role in ROLES if role not in ("secretariat", "anonymous")}
    return {**found, "anonymous": None}


def fill(people: dict[str, Any], visibility: str) -> Plan:
    """A plan in which everything that is said holds a word that begins with zq and tells where it stands."""
    owner = people["secretariat"]
    plan = document(
        owner,
        "# Title zqtitleone\n\nzqone.\n\n1. zqstays.\n\n## Second\n\nzqtwo.\n\n### Third zqtitlethree\n\nzqthree.\n",
        slug="plan",
        visibility="participants",
    )
    for role in ("chair", "expert", "party", "observer"):
        plans.grant_role(owner, plan, people[role], role=role)
    enter(owner, plan, "First", rules.STAGE_CELLS)
    first, second, third = (factories.section(plan, number) for number in (1, 2, 3))

    def become(title: str, words: str) -> None:
        write(owner, first, f"# Title {title}\n\n{words}.\n\n1. zqstays.\n\n")

    def freeze(name: str, distribution: str) -> None:
        drafts.freeze_draft(owner, plan, name=name, symbol=f"zqsymbol{name}", date=date(2007, 1, 31),
                            distribution=distribution)  # fmt: skip

    become("zqtitleone", "zqpublished")
    freeze("one", "public")
    become("zqtitlehidden", "zqbetween")
    become("zqtitlehidden", "zqrestricted")
    freeze("two", "restricted")
    sections.remove_section(owner, second)
    become("zqtitlelast", "zqpublished zqagain")
    freeze("three", "public")
    sections.restore_section(owner, second)
    write(owner, third, "### Third zqtitlethree\n\nzqnewest.\n")
    become("zqtitlenewest", "zqlast")
    for place, audience in enumerate(AUDIENCES):
        remark = comments.post_comment(owner, plan, body=f"Said zqremark{audience}.", audience=audience, section=first)
        comments.post_comment(owner, plan, body=f"Said zqplan{audience}.", audience=audience)
        for narrower in AUDIENCES[: place + 1]:
            comments.reply_to_comment(owner, remark, body=f"Said zqreply{audience}{narrower}.", audience=narrower)
        answers.answer_comment(owner, remark, disposition="not_accepted", reason=f"Since zqreason{audience}.")
    erased = comments.post_comment(owner, plan, body="Said zqerased.", audience="public")
    answers.erase_comment(owner, erased, reason="The law asks it.")
    for role in ("secretariat", "expert", "party", "observer"):
        comments.post_comment(people[role], plan, body=f"Said zqnote{role}.", audience="private", section=first)
    plans.change_plan(owner, plan, title=plan.title, visibility=visibility)
    return plan


def enter(owner: Person, plan: Plan, name: str, cells: Iterable[str]) -> None:
    stages.open_stage(owner, stages.create_stage(owner, plan, name=name, cells=cells), close_other=True)


def words_in(said: str) -> set[str]:
    without_tokens = re.sub(r"\"[\w.-]{60,}\"", "", said)  # signed ones may hold any letters
    return set(re.findall(r"zq[a-z]+", without_tokens))


def words_of(plan: Plan) -> set[str]:
    """Every word that was ever said in the plan, erased ones and private ones too."""
    texts = db.session.scalars(select(Text.body)).all()
    said = db.session.execute(select(Comment.body, Comment.disposition_reason)).all()
    return words_in(" ".join([*texts, *(f"{body} {reason}" for body, reason in said)])) | {"zqerased"}


def shown_to(visitor: Visitor, plan: Plan) -> set[str]:
    """The words the pages of a plan show somebody, whatever address is tried."""
    head = journal.head_number(plan)
    addresses = [f"text?at={name}" for name in (*range(1, head + 1), "now", "one", "two", "three")]
    addresses += ["text", "comments?state=all", "comments?state=mine", "sections/1", "sections/2", "sections/3"]
    addresses += [f"comments/{number}" for number in range(1, head + 1)]
    shown = []
    for address in addresses:
        answer = visitor.get(f"/plans/{plan.slug}/{address}")
        assert answer.status_code in (200, 303, 401, 403, 404), address
        shown.append(answer.get_data(as_text=True) if answer.status_code == 200 else "")
    return words_in(" ".join(shown))


def told(found: Found) -> bool:
    """Whether a search tells that there is something, by hits or by any count."""
    return bool(found.hits or found.total or any(found.counts.values()) or found.plans)


@pytest.mark.parametrize(
    ("visibility", "stage"), [("public", "all"), ("public", "none"), ("participants", "none"), ("private", "all")]
)
def test_a_word_is_found_by_those_who_may_read_it_and_by_nobody_else(app, people, visibility, stage):
    plan = fill(people, visibility)
    enter(people["secretariat"], plan, "Second", {"all": rules.STAGE_CELLS, "none": ()}[stage])
    words = words_of(plan)
    assert len(words) > 25
    wrong = []
    for role, who in people.items():
        visitor = Visitor(app, who)
        shown = shown_to(visitor, plan)
        db.session.rollback()
        for word in sorted(words):
            everywhere = searches.search(who, word)
            if told(everywhere) != (word in shown):
                wrong.append((role, word, "is told" if told(everywhere) else "is not found"))
            for hit in everywhere.hits:
                beside = " ".join(
                    [hit.title, *(piece.text for piece in hit.shown), hit.was_in.symbol if hit.was_in else ""]
                )
                if extra := words_in(beside) - shown:
                    wrong.append((role, word, "brings along", extra))
            try:
                here = searches.search(who, word, plan=plan)
                assert [hit.shown for hit in here.hits] == [hit.shown for hit in everywhere.hits]
            except NotFound:
                # Who may not know of the plan cannot even ask.
                assert not shown
                assert not told(everywhere)
        page = visitor.get("/search?words=said").get_data(as_text=True)
        if extra := words_in(page) - shown:
            wrong.append((role, "said", "brings along", extra))
    assert wrong == []


FILTERS = ({"at": "two"}, {"at": "now"}, {"at": "9"}, {"stage": "first"}, {"delegation": "KE"}, {"section": 1})


def test_no_filter_tells_what_the_pages_would_refuse(app, people):
    plan = fill(people, "public")
    with transaction():
        db.session.add(Delegation(kind="party", name="Kenya", code="KE"))
    for who in (None, people["stranger"]):
        shown = shown_to(Visitor(app, who), plan)
        hidden = sorted(words_of(plan) - shown)
        assert "zqlast" in hidden
        for asked in FILTERS:
            for word in hidden:
                # A delegation that said nothing to them is to them none at all.
                with suppress(NotFound, SignInNeeded, Forbidden, Invalid):
                    assert not told(searches.search(who, word, plan=plan, filters=Filters(**asked))), (word, asked)
            page = Visitor(app, who).get("/plans/plan/search", query_string={"words": "title said", **asked})
            assert words_in(page.get_data(as_text=True)) <= shown
