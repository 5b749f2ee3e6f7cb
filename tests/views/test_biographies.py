"""The pages of who wrote the words, as a visitor without scripts."""

import re
from html import unescape

import pytest

from tests.services import factories
from tests.views.visitors import Visitor
from wiki.clock import now
from wiki.services import drafts, revisions


@pytest.fixture
def plan(owner):
    made = factories.plan(owner, "Vision", "Mission")
    drafts.freeze_draft(owner, made, name="First", date=now().date(), distribution="public")
    vision = factories.section(made, 1)
    newest = revisions.newest_revision(vision, "en")
    text = newest.text.body.replace("Vision two.", "Vision two and a half.")
    revisions.save_revision(owner, vision, text=text, based_on=newest.number, summary="By half")
    return made


def links(body: str, words: str) -> list[str]:
    return [unescape(found) for found in re.findall(rf'href="([^"]*)"[^>]*>[^<]*{words}', body)]


def test_from_the_text_to_who_wrote_it_to_the_story_to_the_comparison(app, plan, owner):
    visitor = Visitor(app, owner)
    (address,) = links(visitor.get("/plans/plan/sections/1").text, "Who wrote it")
    page = visitor.get(address)
    assert page.status_code == 200
    assert "Who wrote this text" in page.text
    (tale,) = {unescape(found) for found in re.findall(r'class="tale" href="([^"]*)"><span[^>]*>Vision two', page.text)}
    story = visitor.get(tale)
    assert story.status_code == 200
    assert "Vision two and a half." in story.text
    assert "By half" in story.text
    assert "Amina" in story.text
    assert "First" in story.text
    assert links(story.text, "All that revision")
    for further in links(story.text, "All that revision"):
        assert visitor.get(further).status_code == 200


def test_the_whole_plan_in_three_ways_at_any_moment(app, plan, owner):
    visitor = Visitor(app, owner)
    assert links(visitor.get("/plans/plan/text").text, "Who wrote this text") == ["/plans/plan/biography"]
    body = visitor.get("/plans/plan/biography").text
    assert 'id="s1-p-' in body
    assert 'id="s2-p-' in body
    for way in ("delegation", "stage", "author"):
        (address,) = {
            one for one in re.findall(r'href="([^"]*)"', body) if f"by={way}" in one and "sections" not in one
        }
        page = visitor.get(unescape(address)).text
        assert 'aria-current="true"' in page
    then = visitor.get("/plans/plan/biography?at=first&by=author").text
    assert "and a half" not in then
    assert '<input type="hidden" name="by" value="author">' in then


def test_a_way_nobody_knows_is_the_first_one(app, plan, owner):
    page = Visitor(app, owner).get("/plans/plan/biography?by=colour")
    assert page.status_code == 200
    assert re.search(r'aria-current="true">Delegations', page.text)


@pytest.mark.parametrize("question", ["", "?start=5", "?start=-3&end=2", "?start=1&end=99999999999999999999"])
def test_no_sentence_no_story(app, plan, owner, question):
    newest = revisions.newest_revision(factories.section(plan, 1), "en").number
    answer = Visitor(app, owner).get(f"/plans/plan/sections/1/biography/{newest}{question}")
    assert answer.status_code in (200, 404)
    assert (answer.status_code == 200) == question.endswith("9999")


def test_readers_are_not_led_there(app, plan):
    body = Visitor(app, factories.person("Reader")).get("/plans/plan/sections/1?at=first").text
    assert "Who wrote it" not in body
