"""What tests of the editor share: a section of its own to write in, the desk, and what it would send."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from tests.browser.site import PEOPLE, Site
from wiki.db import db
from wiki.models import Person, Plan, Section
from wiki.services import plans, revisions, sections

OPEN = "sandbox-pollinators"

Begin = Callable[..., str]


def begin_in(demo: Site) -> Begin:
    """What makes a section of its own in the open plan, and gives its address; its text may be any."""

    def make(title: str, body: str = "Words.") -> str:
        with demo.app.app_context():
            owner = db.session.scalars(select(Person).where(Person.email == PEOPLE["secretariat"])).one()
            plan = plans.find_plan(owner, OPEN)
            root = sections.find_section(owner, plan, 0)
            made = sections.add_section(owner, plan, title=title, body="Words.", parent=root)
            newest = revisions.newest_text(owner, made)
            if body != "Words.":
                heading = newest.text.body.split("\n")[0]
                revisions.save_revision(owner, made, text=f"{heading}\n\n{body}", based_on=newest.number)
            number = made.number
            db.session.remove()
        return f"/plans/{OPEN}/sections/{number}"

    return make


def source(demo: Site, address: str) -> str:
    """The newest text of a section, byte for byte."""
    with demo.app.app_context():
        try:
            return revisions.newest_text(someone(), section_at(address)).text.body
        finally:
            db.session.remove()


def someone() -> Person:
    return db.session.scalars(select(Person).where(Person.email == PEOPLE["expert"])).one()


def section_at(address: str) -> Section:
    return db.session.scalars(
        select(Section).join(Plan).where(Plan.slug == OPEN, Section.number == int(address.rsplit("/", 1)[1]))
    ).one()


def desk(page: Page, address: str) -> Locator:
    page.goto(f"{address}/edit")
    return page.get_by_role("textbox", name="Text, in Markdown")


def typed(page: Page) -> str:
    """What the form would send."""
    return page.locator("textarea[name=text]").input_value()


def kept(page: Page) -> None:
    expect(page.locator(".state")).to_have_text(re.compile(r"^Kept \d"))


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()
