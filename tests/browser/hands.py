"""Somebody at a browser who finds things by what the page calls them, in the language it is in.

English stands in the code; `Hand.say` gives the same words in the language of the hand, from the catalog the pages
speak from. So one journey is walked in every language.
"""

import re
from dataclasses import dataclass
from re import Pattern

from playwright.sync_api import Locator, Page, expect

from wiki.speech import catalog_of

#: the text field of the editor, by its label
TEXT = "Text, in Markdown"

#: what is the same in both languages
SAME = frozenset({"Date", "Note", "Distribution", "Moment", "Document", "Plan", "Public", "public", "Section", "Code"})


@dataclass
class Hand:
    """A browser window, and the language its pages speak."""

    page: Page
    language: str = "en"

    def say(self, message: str, **values: object) -> str:
        """What the page says for an English sentence of the code."""
        said = catalog_of(self.language).gettext(message)
        assert self.language == "en" or said != message or message in SAME, f"not in the catalog: {message}"
        return said % values if values else said

    def begins(self, message: str) -> Pattern[str]:
        """What the page says for a sentence, up to the first thing that is filled in."""
        return re.compile(re.escape(re.split(r"%\(", self.say(message))[0]))

    def press(self, message: str) -> None:
        self.page.get_by_role("button", name=self.say(message), exact=True).click()

    def follow(self, message: str) -> None:
        self.page.get_by_role("link", name=self.say(message), exact=True).first.click()

    def fill(self, message: str, words: str) -> None:
        self.page.get_by_label(self.say(message), exact=True).fill(words)

    def choose(self, message: str) -> None:
        self.page.get_by_label(self.say(message), exact=True).check()

    def sees(self, message: str, **values: object) -> None:
        """The page shows the sentence; without values, its beginning is enough."""
        expect(self.page.locator("body")).to_contain_text(
            self.say(message, **values) if values else self.begins(message)
        )

    def text(self) -> str:
        """What stands in the editor."""
        return self.page.locator("textarea[name=text]").input_value()

    def replace(self, old: str, new: str, label: str = TEXT, **values: object) -> None:
        """Other words in a text field; where the script made a desk of it, it is written on as by hand."""
        box = self.page.get_by_label(self.say(label, **values), exact=True)
        desk = box.get_attribute("contenteditable") is not None
        words = self.text() if desk else box.input_value()
        assert old in words, (old, words)
        if desk:
            box.press("Control+a")
            self.page.keyboard.insert_text(words.replace(old, new))
        else:
            box.fill(words.replace(old, new))

    def article(self) -> Locator:
        """The text that is read."""
        return self.page.locator("article.text")
