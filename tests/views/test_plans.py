"""The list of plans and a plan's home: where each stands, what comes next, what happened lately."""

import re
from datetime import date

from tests.services import factories
from tests.services.documents import document
from tests.views.visitors import Visitor
from wiki.services import comments, drafts, imports, invitations, revisions, sections, stages, translations

ROWS = "# One\n\nA.\n\n# Two\n\nB.\n\n# Three\n\nC.\n"


def words(answer):
    """What a page says, without its tags' line breaks."""
    return " ".join(answer.text.split())


def test_the_list_says_where_each_plan_stands_and_who_one_is_there(app, owner):
    plan = factories.plan(owner, "Vision")
    stage = stages.create_stage(
        owner, plan, name="Comments of Parties", closes="2007-01-31T18:00", zone="America/Toronto"
    )
    stages.open_stage(owner, stage)
    page = words(Visitor(app, owner).get("/"))
    assert "<b>Comments of Parties</b>" in page and "31 Jan 2007, 18:00" in page and "(America/Toronto)" in page
    assert '<span class="chip me">Secretariat</span>' in page
    outside = words(Visitor(app).get("/"))
    assert "<b>Comments of Parties</b>" in outside and "chip me" not in outside


def test_who_may_make_the_first_plan_is_told_so(app, owner):
    app.extensions["plenary_begun"] = True  # somebody can sign in, though these here have no password
    assert "There is no plan yet. Make the first one" in Visitor(app, owner).get("/").text
    assert "Whoever looks after one can invite you" in Visitor(app, factories.person("Kofi")).get("/").text
    assert "No plan is public yet" in Visitor(app).get("/").text


def test_a_new_plan_says_what_comes_next_until_it_is_done(app, owner):
    plan = factories.plan(owner, "Vision", visibility="private")
    browser = Visitor(app, owner)
    steps = ["Open the plan to its participants", "Invite people", "Plan the first stage", "Freeze the first draft"]
    assert [step in browser.get("/plans/plan").text for step in steps] == [True] * 4
    drafts.freeze_draft(owner, plan, name="First", date=date(2006, 11, 8))
    assert [step in browser.get("/plans/plan").text for step in steps] == [True] * 3 + [False]
    expert = factories.member(owner, plan, "Wanjiku", "expert")
    browser.post("/plans/plan/settings", data={"title": "A plan", "visibility": "participants"})
    assert "What comes next" not in Visitor(app, expert).get("/plans/plan").text
    stage = stages.create_stage(owner, plan, name="One")
    page = browser.get("/plans/plan").text
    assert "Open the first stage" in page and "Plan the first stage" not in page
    stages.open_stage(owner, stage)
    assert "What comes next" not in browser.get("/plans/plan").text


def test_lately_tells_an_import_once_and_what_one_may_read(app, owner):
    plan = document(owner, "# One\n\nA.\n")
    drafts.freeze_draft(owner, plan, name="First", date=date(2006, 11, 8), distribution="public")
    comments.post_comment(owner, plan, body="For all to read.", audience="public")
    imports.import_document(owner, slug=plan.slug, source=ROWS)
    section = factories.section(plan, 1)
    for number in range(12):
        newest = revisions.newest_revision(section, "en")
        revisions.save_revision(owner, section, text=f"# One\n\nA, {number}.\n\n", based_on=newest.number)
    invitations.invite_people(owner, plan, pasted="one@example.org", role="expert")
    outside = words(Visitor(app).get(f"/plans/{plan.slug}"))
    assert "commented on the plan." in outside and "froze moment" in outside and "Nothing yet." not in outside
    for _ in range(6):
        comments.post_comment(owner, plan, body="More.")
    imports.import_document(owner, slug=plan.slug, source=ROWS.replace("B.", "Bb.") + "\n# Four\n\nD.\n")
    inside = words(Visitor(app, owner).get(f"/plans/{plan.slug}"))
    assert "imported a document (en)." in inside and "added section 4" not in inside


def test_an_empty_list_of_comments_says_what_is_not_there(app, owner, plan):
    browser = Visitor(app, owner)
    told = {"open": "No comment waits for an answer.", "mine": "You have not commented yet.",
            "all": "Nobody has commented yet."}  # fmt: skip
    for state, sentence in told.items():
        assert sentence in browser.get(f"/plans/plan/comments?state={state}").text
    remark = comments.post_comment(owner, plan, body="Hm.", audience="public")
    browser.post(f"/plans/plan/comments/{remark.number}/answer", data={"disposition": "noted"})
    page = words(Visitor(app).get("/plans/plan/comments"))
    assert "No comment waits for an answer." in page and "1 was answered" in page


def test_the_record_folds_what_is_withheld(app, owner, plan):
    remark = comments.post_comment(owner, plan, body="For all.", audience="public")
    for _ in range(3):
        comments.post_comment(owner, plan, body="Among us.")
    page = words(Visitor(app).get("/plans/plan/record"))
    assert "3 entries withheld: not for your role." in page and "commented on the plan." in page
    # Each keeps its address and its digest.
    assert all(f'id="e{remark.number + step}"' in page for step in range(4))
    assert "withheld" not in Visitor(app, owner).get("/plans/plan/record").text


def test_the_record_calls_sections_by_their_titles(app, owner, plan):
    """Their numbers in addresses stand in no text; what only insiders may read is not told to others."""
    drafts.freeze_draft(owner, plan, name="First", date=date(2006, 11, 8), distribution="public")
    sections.retitle_section(owner, factories.section(plan, 1), title="The new vision")
    page = words(Visitor(app, owner).get("/plans/plan/record"))
    assert '<span class="small quiet" lang="en">The new vision</span>' in page
    assert '<span lang="en">Mission</span></a>' in page
    assert "The new vision" not in Visitor(app).get("/plans/plan/record").text


def test_the_pages_of_the_administration_lead_to_each_other(app):
    browser = Visitor(app, factories.person("Ines", is_administrator=True))
    for address in ("/people", "/delegations", "/record"):
        page = browser.get(address).text
        assert all(f'href="{other}"' in page for other in ("/people", "/delegations", "/record"))
        assert f'href="{address}" aria-current="page"' in page


def test_lately_leads_to_the_sections_by_their_titles(app, owner, plan):
    section = factories.section(plan, 1)
    comments.post_comment(owner, plan, body="Why?", section=section)
    page = words(Visitor(app, owner).get("/plans/plan"))
    assert 'commented on section 1. <span class="time"><a href="/plans/plan/sections/1" lang="en">Vision</a>' in page


def test_a_sealed_plan_offers_its_files_and_no_further_version(app, owner):
    plan = document(owner, "# One\n\n[A.]\n")
    translations.begin_translation(owner, factories.section(plan, 1), language="fr", title="Un", body="[A.]")
    browser = Visitor(app, owner)
    way = words(browser.get("/plans/plan/adoption"))
    assert 'href="/plans/plan/sections/1">Go to the section</a>' in way
    assert 'href="/plans/plan/sections/1?language=fr">Go to the section</a>' in way
    assert "Import a later version" in browser.get("/plans/plan").text
    for language in ("en", "fr"):
        newest = revisions.newest_revision(factories.section(plan, 1), language)
        text = newest.text.body.replace("[", "").replace("]", "")
        revisions.save_revision(owner, factories.section(plan, 1), text=text, based_on=newest.number, language=language)
    sealed = browser.post("/plans/plan/adoption", data={"name": "Adopted", "date": "2008-05-30"})
    assert sealed.status_code == 303
    shown = browser.get("/plans/plan/adoption").text
    for address in re.findall(r'href="(/plans/plan/[^"]*adopted[^"]*\.?(?:md|docx|html|json)[^"]*)"', shown):
        assert browser.get(address).status_code == 200, address
    assert len(re.findall(r">\.(?:md|docx|html|json)</a>", shown)) == 4
    home = browser.get("/plans/plan").text
    assert "Import a later version" not in home and "the seal, and checking a file" in home


def test_a_new_plan_is_in_the_language_of_whoever_makes_it_unless_told(app, owner):
    asked = {"headers": {"Accept-Language": "fr"}}
    assert 'name="language" type="text" value="fr"' in Visitor(app, owner).get("/plans/new", **asked).text
    assert 'name="language" type="text" value="en"' in Visitor(app, owner).get("/plans/new").text
