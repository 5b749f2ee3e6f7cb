"""Feeds: what they tell, page by page and in whose language, and that they tell nobody what the pages would not."""

import re
from datetime import UTC, date, datetime

import pytest
from lxml import etree
from sqlalchemy import bindparam, event, text

from tests.api.programs import Program
from tests.services import factories
from tests.views.visitors import Visitor
from wiki.db import UTCDateTime, db, transaction
from wiki.rules import access as rules
from wiki.services import answers, comments, delegations, drafts, feeds, persons, plans, revisions, sections, stages

#: a stage in which everyone may comment and outsiders may not read on
REMARKS = [cell for cell in rules.STAGE_CELLS if cell.startswith("comment:")]
A = "{http://www.w3.org/2005/Atom}"


def read(answer):
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(answer.data)


def titles(feed) -> list[str]:
    return [one.findtext(f"{A}title") for one in feed.iter(f"{A}entry")]


def link(feed, rel: str) -> str | None:
    return next((one.get("href") for one in feed.findall(f"{A}link") if one.get("rel") == rel), None)


@pytest.fixture
def world(app):
    """A public plan with a public draft, words nobody outside may read after it, and remarks to every audience."""
    owner = factories.person("Owner", may_make_plans=True, is_administrator=True)
    plan = factories.plan(owner, "Vision", "Mission")
    people = factories.everyone(owner, plan)
    stages.open_stage(owner, stages.create_stage(owner, plan, name="Open", cells=REMARKS))
    kenya = delegations.create_delegation(owner, kind="party", name="Kenya", code="KE")
    delegations.add_member(owner, kenya, people["party"])
    drafts.freeze_draft(owner, plan, name="Draft 1", date=date(2007, 1, 31), distribution="public")
    first = factories.section(plan, 1)
    newest = revisions.newest_revision(first, "en")
    revisions.save_revision(
        owner, first, text=newest.text.body + "zqnew.\n\n", based_on=newest.number, summary="zqsummary"
    )
    for audience in ("public", "observers", "participants"):
        comments.post_comment(people["party"], plan, body=f"zq{audience}", section=first, audience=audience)
    comments.post_comment(people["party"], plan, body="zqprivate", section=first, audience="private")
    erased = comments.post_comment(owner, plan, body="zqerased", section=first, audience="public")
    answers.erase_comment(owner, erased, reason="The law asks it.")
    sections.add_section(owner, plan, title="Zqlater", parent=factories.root(plan))
    return plan, people, kenya


def test_a_feed_tells_what_the_record_tells_each_reader(app, world):
    _, people, kenya = world
    counts = {}
    for role, person in people.items():
        program = Program(app, person)
        entries = program.get("/plans/plan/journal?after=0&limit=200").json["entries"]
        open_ones = [one for one in reversed(entries) if not one["withheld"]]
        feed = read(program.get("/plans/plan/feed.atom?limit=200"))
        said = [re.sub(r"^.*?: ", "", title) for title in titles(feed)]
        assert len(said) == len(open_ones)
        for title, one in zip(said, open_ones, strict=True):
            assert title.endswith(one["told"]) and title.startswith(one["by"]["person"]), role
        counts[role] = len(said)
        beside = read(program.get("/plans/plan/sections/1/feed.atom?limit=200"))
        about = [one for one in open_ones if one["subject"] == "section/1" or (one["subject"] or "").startswith("comm")]
        assert len(titles(beside)) == len(about), role
        if role in ("secretariat", "party", "reader", "anonymous", "observer"):
            theirs = [one for one in open_ones if one["by"]["delegation"] == "Kenya"]
            assert len(titles(read(program.get(f"/delegations/{kenya.id}/feed.atom")))) == len(theirs) > 0, role
    assert counts["anonymous"] < counts["observer"] < counts["expert"] < counts["secretariat"] or (
        counts["expert"] == counts["secretariat"] > counts["observer"] > counts["anonymous"]
    )


MARKS = {
    "zqnew": (),
    "zqsummary": ("secretariat", "chair", "expert", "party"),
    "zqparticipants": ("secretariat", "chair", "expert", "party"),
    "zqlater": ("secretariat", "chair", "expert", "party"),
    "zqobservers": ("secretariat", "chair", "expert", "party", "observer"),
    "zqpublic": (*rules.ROLES, "reader", "anonymous"),
    "zqprivate": (),
    "zqerased": (),
}


def test_no_feed_shows_words_its_reader_may_not_read(app, world):
    _, people, kenya = world
    newest = len(Program(app, people["secretariat"]).get("/plans/plan/sections").json["sections"]) - 1
    for role, person in people.items():
        program = Program(app, person)
        answered = [
            program.get(f"{address}?limit=200")
            for address in (
                "/plans/plan/feed.atom",
                "/plans/plan/sections/1/feed.atom",
                f"/plans/plan/sections/{newest}/feed.atom",
                f"/delegations/{kenya.id}/feed.atom",
            )
        ]
        told = " ".join(answer.text for answer in answered).casefold()
        for mark, roles in MARKS.items():
            assert (mark in told) <= (role in roles), (role, mark)
        assert "zqpublic" in told
        # A section that outsiders cannot open on the pages has no feed for them either.
        page = Visitor(app, person).get(f"/plans/plan/sections/{newest}").status_code
        assert (answered[2].status_code == 200) == (page == 200), role


def test_a_plan_that_is_not_ones_own_has_no_feeds(app, world):
    owner, stranger = world[1]["secretariat"], factories.person("Stranger")
    hidden = factories.plan(owner, "Zqhidden", slug="hidden", visibility="private")
    uganda = delegations.create_delegation(owner, kind="party", name="Uganda", code="UG")
    member = factories.person("Member")
    delegations.add_member(owner, uganda, member)
    plans.grant_role(owner, hidden, member, role="secretariat")
    comments.post_comment(member, hidden, body="zqhidden", audience="public")
    address = f"/delegations/{uganda.id}/feed.atom"
    for person in (stranger, None, world[1]["expert"]):
        program = Program(app, person)
        for refused in ("/plans/hidden/feed.atom", "/plans/hidden/sections/1/feed.atom", address):
            assert program.get(refused).status_code == 404, refused
        assert program.get("/delegations/999/feed.atom").json["detail"] == program.get(address).json["detail"]
    assert titles(read(Program(app, member).get(address))) == ["Member (Uganda) commented on the plan."]
    assert titles(read(Program(app, owner).get(address))) == ["Member (Uganda) commented on the plan."]
    # Whoever looks after delegations may read of one that does nothing yet, and so may its members.
    quiet = delegations.create_delegation(owner, kind="party", name="Quiet", code="QU")
    feed = read(Program(app, owner).get(f"/delegations/{quiet.id}/feed.atom"))
    assert titles(feed) == [] and feed.findtext(f"{A}updated") > "2020"
    # An administrator has no say over plans, and reads of none that is not theirs.
    other = factories.person("Administrator", is_administrator=True)
    assert titles(read(Program(app, other).get(address))) == []


@pytest.mark.parametrize("which", ["plan", "section", "delegation"])
def test_pages_of_a_feed_join_without_gap_or_repeat(app, world, which):
    _, people, kenya = world
    address = {
        "plan": "/plans/plan/feed.atom",
        "section": "/plans/plan/sections/1/feed.atom",
        "delegation": f"/delegations/{kenya.id}/feed.atom",
    }[which]
    program = Program(app, people["secretariat"])
    whole = [one.findtext(f"{A}id") for one in read(program.get(f"{address}?limit=200")).iter(f"{A}entry")]
    assert len(whole) == len(set(whole)) > 2
    walked, following = [], f"{address}?limit=2"
    while following:
        answer = program.get(following)
        feed = read(answer)
        walked += [one.findtext(f"{A}id") for one in feed.iter(f"{A}entry")]
        assert link(feed, "self") == f"http://localhost/api{following}"
        further = link(feed, "next")
        assert (answer.headers.get("Link") or "") == (f'<{further}>; rel="next"' if further else "")
        following = further and further.removeprefix("http://localhost/api")
    assert walked == whole
    for odd in ("x", "-1", "plan/x", "none/1", "plan/999999"):
        status = program.get(f"{address}?cursor={odd}").status_code
        assert status == 422, odd


def test_an_entry_of_two_feeds_is_the_same_entry(app, world):
    program = Program(app, world[1]["secretariat"])
    whole = {one.findtext(f"{A}id") for one in read(program.get("/plans/plan/feed.atom?limit=200")).iter(f"{A}entry")}
    for address in ("/plans/plan/sections/1/feed.atom", f"/delegations/{world[2].id}/feed.atom"):
        assert {one.findtext(f"{A}id") for one in read(program.get(address)).iter(f"{A}entry")} < whole


def test_a_feed_has_a_mark_and_speaks_the_readers_language(app, world):
    program = Program(app, None)
    answer = program.get("/plans/plan/feed.atom")
    mark = answer.headers["ETag"]
    assert program.get("/plans/plan/feed.atom", headers={"If-None-Match": mark}).status_code == 304
    comments.post_comment(world[1]["party"], world[0], body="More.", audience="public")
    assert program.get("/plans/plan/feed.atom", headers={"If-None-Match": mark}).status_code == 200
    french = program.get("/plans/plan/feed.atom", headers={"Accept-Language": "fr"})
    assert french.headers["Content-Language"] == "fr"
    assert titles(read(french))[0] == "Party (Kenya) a formulé un commentaire sur le plan."


def test_every_link_of_a_feed_leads_to_a_page_its_reader_may_open(app, world):
    for role in ("secretariat", "observer", "anonymous"):
        person = world[1][role]
        visitor, opened = Visitor(app, person), 0
        for address in ("/plans/plan/feed.atom", "/plans/plan/sections/1/feed.atom"):
            for one in read(Program(app, person).get(f"{address}?limit=200")).iter(f"{A}link"):
                where = one.get("href").removeprefix("http://localhost")
                if one.get("type") == "text/html":
                    assert visitor.get(where.partition("#")[0]).status_code == 200, (role, where)
                    opened += 1
        assert opened > 4


def test_pages_name_their_feeds(app, world):
    visitor = Visitor(app, world[1]["secretariat"])

    def named(address: str) -> list[str]:
        page = visitor.get(address).text
        return re.findall(r'<link rel="alternate" type="application/atom\+xml"[^>]* href="([^"]+)"', page)

    db.session.rollback()
    assert named("/plans/plan") == ["/api/plans/plan/feed.atom"]
    assert named("/plans/plan/sections/1") == ["/api/plans/plan/feed.atom", "/api/plans/plan/sections/1/feed.atom"]
    assert named(f"/delegations/{world[2].id}") == [f"/api/delegations/{world[2].id}/feed.atom"]
    assert named("/delegations") == []
    for address in named("/plans/plan/sections/1"):
        assert visitor.get(address).status_code == 200


def test_a_delegations_feed_reads_no_more_than_it_tells(app):
    owner = factories.person("Owner", may_make_plans=True)
    plan = factories.plan(owner, "Vision")
    party = delegations.create_delegation(persons.operator(), kind="party", name="Kenya", code="KE")
    with transaction(plan.id):
        filled = (
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) "
            "INSERT INTO journal_entry (plan_id, number, act, kind, subject, at, person_id, delegation_id, "
            "on_behalf_of_id, payload_hash, digest) SELECT :plan, 1000 + n.i, 1000 + n.i, 'comment.post', 'plan', :at, "
            ":person, CASE WHEN n.i % 2 = 0 THEN :party END, CASE WHEN n.i % 3 = 0 THEN :party END, '', '' FROM n"
        )
        told = {"plan": plan.id, "person": owner.id, "party": party.id, "at": datetime(2008, 5, 30, 10, tzinfo=UTC)}
        db.session.execute(text(filled).bindparams(bindparam("at", type_=UTCDateTime())), told)
        db.session.execute(text("INSERT INTO entry_payload (entry_id, format, visibility, salt, body) "
                                "SELECT id, 1, 'public', '', '{}' FROM journal_entry WHERE number > 1000"))  # fmt: skip
        for table in ("journal_entry", "entry_payload"):
            db.session.execute(text(f"ANALYZE {table}"))
    lines = []

    def note(connection, _cursor, statement, parameters, *_):
        if "UNION ALL" in statement:
            lite = connection.dialect.name == "sqlite"
            rows = connection.connection.cursor()
            rows.execute(("EXPLAIN QUERY PLAN " if lite else "EXPLAIN ") + statement, parameters)
            lines.extend(row[3] if lite else row[0] for row in rows.fetchall())

    event.listen(db.engine, "before_cursor_execute", note)
    _, happened = feeds.follow_delegation(owner, party.id, limit=20)
    event.remove(db.engine, "before_cursor_execute", note)
    assert len(happened.entries) == 20 and happened.further
    told = "\n".join(lines)
    for index in ("ix_journal_entry_delegation_id", "ix_journal_entry_on_behalf_of_id"):
        assert index in told
    assert not re.search(r"SCAN (journal_entry|entry_payload)|Seq Scan on (journal_entry|entry_payload)", told), told
    # The second page goes on where the first ended, over entries of one moment.
    _, further = feeds.follow_delegation(owner, party.id, before=happened.further, limit=20)
    numbers = [entry.number for page in (happened, further) for _, entry in page.entries]
    assert len(set(numbers)) == 40 and numbers == sorted(numbers, reverse=True)
