"""The four journeys, one after another in one installation: a secretariat from nothing to an adopted text; in between,
an expert's afternoon beside two others and a Party's focal point; in the end a reader who compares two drafts.

Walked in each language the pages speak, with scripts and without. What each page does by itself is in test_journeys.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.hands import Hand
from tests.browser.site import PASSWORD, Site

DOCUMENT = """# Plan of the river basin

## 1. Aim

1. The plan keeps the river [Upper States: and its springs] clean. It does so for those who live by it.

2. Fish pass every weir.

## 2. Means

3. Each State pays its share. The share is known by March.
"""

PEOPLE = """Bo Larsen; bo@example.org; expert
Carla Ruiz; carla@example.org; expert
Dov Peretz; dov@example.org; expert
Pia Fox; pia@example.org; focal point; LS
nobody
"""


@dataclass
class Journey:
    """Where the story is told: the hands that take part, and the plan's address."""

    open_window: Callable[[], Hand]
    scripts: bool
    folder: Path
    plan: str = ""
    links: dict[str, str] | None = None


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_from_an_empty_installation_to_a_readers_comparison(
    visit, empty: Site, tmp_path: Path, language: str, scripts: bool
) -> None:
    def window() -> Hand:
        return Hand(visit(empty, locale=language, java_script_enabled=scripts), language)

    journey = Journey(window, scripts, tmp_path)
    officer = window()
    a_secretariat_begins(journey, officer)
    bo = an_experts_afternoon(journey)
    a_focal_point_is_heard(journey, officer, bo)
    the_text_is_adopted(journey, officer)
    a_reader_compares(journey)


def a_secretariat_begins(journey: Journey, officer: Hand) -> None:
    """The first administrator, a plan from a document, a delegation, people, a stage that is open, a first draft."""
    page = officer.page
    page.goto("/")
    officer.fill("Your name", "Amina Wanjiru")
    officer.fill("Your e-mail address", "amina@example.org")
    officer.fill("A password", PASSWORD)
    officer.press("Make the first administrator")

    page.goto("/")
    officer.follow("Make a plan")
    officer.fill("Title", "River basin")
    officer.choose("public: everyone sees its public drafts")
    document = {"name": "river.md", "mimeType": "text/markdown", "buffer": DOCUMENT.encode()}
    page.get_by_label(officer.say("Document"), exact=True).set_input_files(document)
    officer.press("Go on")
    officer.sees("Nothing is recorded yet.")
    officer.press("Make the plan")
    expect(page.get_by_role("link", name="2. Means")).to_be_visible()
    journey.plan = page.url

    page.goto("/delegations")
    officer.fill("Name", "Lower States")
    officer.fill("Code", "LS")
    officer.press("Make the delegation")
    page.goto(f"{journey.plan}/people")
    officer.follow("Invite people")
    officer.fill("People, one on each line", PEOPLE)
    officer.press("Invite")
    expect(page.get_by_label(officer.say("People, one on each line"))).to_have_value(re.compile(r"^\s*nobody\s*$"))
    officer.follow("To the people and their links")
    journey.links = {
        name: page.get_by_label(officer.say("Link for %(email)s", email=f"{name}@example.org")).input_value()
        for name in ("bo", "carla", "dov", "pia")
    }

    page.goto(f"{journey.plan}/stages")
    officer.follow("Plan a stage")
    officer.follow("Expert editing")
    officer.fill("Name", "First reading")
    page.locator("input[value='comment:party']").check()
    officer.press("Plan the stage")
    page.get_by_role("button", name=re.compile("First reading")).first.click()
    expect(page.get_by_role("status").first).to_contain_text(officer.say("“%(name)s” is open.", name="First reading"))
    freeze(journey, officer, "First draft")


def an_experts_afternoon(journey: Journey) -> Hand:
    """Beside two others: other sentences stand together, the same one is settled, and nothing typed is lost."""
    bo, carla, dov = (comes_in(journey, name) for name in ("bo", "carla", "dov"))
    address = f"{journey.plan}/sections/2/edit"
    for hand in (bo, carla, dov):
        hand.page.goto(address)
        assert "Fish pass every weir." in hand.text()

    carla.replace("Fish pass every weir.", "Fish pass every weir upstream.")
    carla.press("Save")
    expect(carla.article()).to_contain_text("weir upstream")
    bo.replace("[Upper States: and its springs] clean", "and its springs clean")
    bo.press("Save")
    bo.sees("Saved. Others had changed other sentences meanwhile; their edits and yours are combined below.")
    expect(bo.page.locator("main ins", has_text="upstream")).to_be_visible()

    dov.replace("Fish pass every weir.", "Fish and eels pass every weir.")
    dov.press("Save")
    dov.sees("Somebody changed the same sentences while you were writing")
    expect(dov.page.locator(".theirs ins").first).to_contain_text("upstream")
    label = "What should stand for pair %(number)s"
    dov.replace("Fish and eels pass every weir.", "Fish and eels pass every weir upstream.", label, number=1)
    if not journey.scripts:
        dov.choose("What I write here:")
    dov.press("Preview")
    expect(dov.page.locator("section.preview")).to_contain_text("Fish and eels pass every weir upstream.")
    dov.press("Save these choices")
    expect(dov.article()).to_contain_text("Fish and eels pass every weir upstream.")
    expect(dov.article()).to_contain_text("the river and its springs clean")

    # what is typed and not saved waits for its author; let go of, the newest text stands there
    carla.page.goto(f"{journey.plan}/sections/3/edit")
    carla.replace("by March", "by the first of March")
    if journey.scripts:
        expect(carla.page.locator(".state[data-is=kept]")).to_be_visible()
    else:
        carla.press("Preview")
    carla.page.goto(journey.plan)
    carla.page.get_by_role("link", name=carla.say(
        "What you typed into section %(number)s is kept; go on writing", number=3
    )).click()  # fmt: skip
    assert "by the first of March" in carla.text()
    carla.press("Let it go and open the newest text")
    assert "by March" in carla.text()
    return bo


def a_focal_point_is_heard(journey: Journey, officer: Hand, expert: Hand) -> None:
    """A remark on a paragraph, answered with its reason, seen by its author; and it stays with its words."""
    pia = comes_in(journey, "pia")
    pia.page.goto(f"{journey.plan}/sections/3")
    pia.page.locator(".toolbar").get_by_role("link", name=pia.say("Comment"), exact=True).click()
    pia.page.get_by_role("radio", name=re.compile("Each State pays its share")).check()
    pia.fill("Your comment", "By which key?")
    pia.press("Put it on record")
    pia.sees("Your comment is on record.")
    expect(pia.article().locator("mark.passage")).to_contain_text("Each State pays its share.")

    officer.page.goto(f"{journey.plan}/adoption")
    officer.sees("Comment %(number)s has no answer.", number=number_of_comment(pia))
    officer.follow("Go to the comment")
    officer.choose("noted")
    officer.fill("Reason", "By the one agreed in the annex.")
    officer.press("Answer")
    officer.sees("The answer is on record.")

    expert.page.goto(f"{journey.plan}/sections/3/edit")
    expert.replace("3. Each State", "2 bis. A fund is set up.\n\n3. Each State")
    expert.press("Save")
    expect(expert.article()).to_contain_text("A fund is set up.")

    # later, with a sign-in of her own
    pia.press("Sign out")
    pia.page.goto("/sign-in")
    pia.fill("E-mail address", "pia@example.org")
    pia.fill("Password", PASSWORD)
    pia.press("Sign in")
    pia.page.goto(f"{journey.plan}/comments")
    pia.page.get_by_role("link", name=re.compile(f"^{pia.say('Mine')}")).click()
    expect(pia.page.locator("main")).to_contain_text("By the one agreed in the annex.")
    pia.page.goto(f"{journey.plan}/sections/3")
    expect(pia.article().locator("mark.passage")).to_contain_text("Each State pays its share.")


def the_text_is_adopted(journey: Journey, officer: Hand) -> None:
    """Nothing stands in the way any more; the seal holds for the very file that was taken along."""
    page = officer.page
    page.goto(f"{journey.plan}/adoption")
    officer.sees("Nothing: no bracket is open, every comment has its answer, and every reference leads somewhere.")
    officer.fill("Name", "Adopted plan")
    officer.press("Adopt and seal")
    officer.sees("Adopted and sealed")
    page.goto(f"{journey.plan}/drafts")
    for ending in ("docx", "html", "json", "md"):
        with page.expect_download() as coming:
            page.get_by_role("link", name=f"Adopted plan, .{ending}").click()
        kept = journey.folder / f"plan.{ending}"
        coming.value.save_as(kept)
        assert kept.stat().st_size > 100, ending
    expected = DOCUMENT.replace("[Upper States: and its springs]", "and its springs")
    expected = expected.replace("Fish pass every weir.", "Fish and eels pass every weir upstream.")
    expected = expected.replace("3. Each", "2 bis. A fund is set up.\n\n3. Each")
    assert (journey.folder / "plan.md").read_text() == expected
    page.goto(f"{journey.plan}/adoption")
    page.get_by_label(officer.say("Markdown file")).set_input_files(journey.folder / "plan.md")
    officer.press("Check")
    officer.sees("Yes: this is the adopted text (%(language)s), byte for byte.")


def a_reader_compares(journey: Journey) -> None:
    """Without an account: the two drafts that are public, in three readings; nothing else can be had."""
    reader = journey.open_window()
    page = reader.page
    page.goto("/")
    page.get_by_role("link", name="River basin").click()
    page.get_by_role("navigation", name=reader.say("Main")).get_by_role(
        "link", name=reader.say("Compare"), exact=True
    ).click()
    reader.page.get_by_label(reader.say("Compare from %(name)s", name="First draft")).check()
    reader.page.get_by_label(reader.say("Compare to %(name)s", name="Adopted plan")).check()
    reader.press("Compare the two")
    expect(page.locator("main ins", has_text="and eels")).to_be_visible()
    if journey.scripts:
        page.get_by_role("button", name=reader.say("Next change")).click()
        expect(page.locator(".here").first).to_be_in_viewport()
    reader.follow("Side by side")
    expect(page.locator(".pair del", has_text="Upper States").first).to_be_visible()
    reader.follow("In sentences")
    expect(page.locator("main li", has_text="A fund is set up.").first).to_be_visible()
    for hidden in ("sections/2/history", "text?at=now", "people", "sections/2/edit"):
        assert page.request.get(f"{journey.plan}/{hidden}").status in (401, 403, 404), hidden


def comes_in(journey: Journey, name: str) -> Hand:
    """Somebody who was invited, by the link that was passed on."""
    hand = journey.open_window()
    assert journey.links
    hand.page.goto(journey.links[name])
    hand.fill("A password", PASSWORD)
    hand.press("Accept the invitation")
    hand.sees("Welcome to “%(title)s”.", title="River basin")
    return hand


def freeze(journey: Journey, officer: Hand, name: str) -> None:
    officer.page.goto(f"{journey.plan}/drafts")
    officer.fill("Name", name)
    officer.choose("public: for everyone who may know of the plan")
    officer.press("Freeze")
    officer.sees("“%(name)s” is frozen; it will never change.", name=name)


def number_of_comment(hand: Hand) -> int:
    """The number of the one comment beside the text."""
    return int(hand.page.locator("aside .note a", has_text="#").first.inner_text().removeprefix("#"))
