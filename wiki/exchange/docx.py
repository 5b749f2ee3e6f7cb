"""Word documents: read as Markdown with an account of what a text cannot hold, and written from Markdown.

This is the door. The rooms behind it: ooxml (the package), word_parts with word_settling, word_numbers and word_columns
(what is in it), pandoc (the conversion), prose with prose_lists (the tree as Markdown), word_source (Markdown as a
tree), word_style (how a written document looks).
"""

import datetime
import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from wiki.errors import Invalid
from wiki.exchange import ooxml, pandoc, prose, word_parts, word_source, word_style
from wiki.sentences import SentenceId

#: the largest file that is read, in bytes
MAX_BYTES = ooxml.MAX_BYTES
#: languages that are written from right to left
RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "ur", "yi"})

_SENTENCES = {
    "images": SentenceId("Images were left out (%(count)s)."),
    "drawings": SentenceId("Charts and diagrams were left out (%(count)s)."),
    "text_boxes": SentenceId("Text boxes were left out, with the words in them (%(count)s)."),
    "embedded": SentenceId("Embedded objects were left out (%(count)s)."),
    "macros": SentenceId("Macros were left out; they were not run."),
    "linked": SentenceId("Links to files outside the document were not followed (%(count)s)."),
    "links": SentenceId("Links to files were left out; their words stay (%(count)s)."),
    "comments": SentenceId("Comments were left out (%(count)s)."),
    "insertions": SentenceId("Tracked insertions were taken as accepted (%(count)s)."),
    "deletions": SentenceId("Tracked deletions were taken as accepted: those words are gone (%(count)s)."),
    "headers": SentenceId("Page headers were left out (%(count)s)."),
    "footers": SentenceId("Page footers were left out (%(count)s)."),
    "contents": SentenceId("The table of contents was left out."),
    "fields": SentenceId("Fields became the words they last showed (%(count)s)."),
    "hidden": SentenceId("Hidden words were left out (%(count)s)."),
    "nested": SentenceId("Tables inside table cells were left as words (%(count)s)."),
    "merged_cells": SentenceId("Merged table cells were taken apart; their words stand in the first cell (%(count)s)."),
    "numbered": SentenceId("Automatic numbers became typed numbers (%(count)s)."),
    "flat": SentenceId("Numbers like “(a)” or “1.2” became typed numbers without their indent (%(count)s)."),
    "numbered_headings": SentenceId("The automatic numbers of headings were left out (%(count)s)."),
    "struck": SentenceId("Words that were struck through stay, without the line through them (%(count)s)."),
    "underlined": SentenceId("Underlined words stay, without the underline (%(count)s)."),
    "raised": SentenceId("Raised and lowered characters stand on the line (%(count)s)."),
    "formulas": SentenceId("Formulas became TeX (%(count)s)."),
    "symbols": SentenceId("Characters of a symbol font were left out (%(count)s)."),
}


class Note(str):
    """A sentence about what was left out or changed: English as a string, with the id to translate it by."""

    __slots__ = ("message", "parameters")

    message: str
    parameters: dict[str, Any]

    def __new__(cls, message: str, **parameters: Any) -> "Note":
        note = super().__new__(cls, message % parameters)
        note.message, note.parameters = message, parameters
        return note


@dataclass(frozen=True, slots=True)
class Reading:
    """What a Word document came to: Markdown, and sentences about what is not in it."""

    markdown: str
    left_out: tuple[Note, ...]


def read_docx(content: bytes) -> Reading:
    """A Word document as Markdown: brackets and typed numbers as they are, automatic numbers typed out as Word shows
    them, lists with their levels, columns of tables aligned as their paragraphs are.

    Tracked changes are taken as accepted. Nothing is run, followed or fetched.
    Raises TooLarge beyond the limits of `ooxml` and `pandoc`, Invalid for what is not a sound .docx.
    """
    parts = word_parts.look_through(ooxml.open_package(content))
    made = pandoc.convert(parts.package, source="docx", target="json")
    try:
        markdown, lost = prose.write_prose(json.loads(made)["blocks"], labels=parts.labels, columns=parts.columns)
    except RecursionError as error:
        raise Invalid("The document is nested too deeply to be read.", field="file") from error
    return Reading(markdown, _notes(parts.found + lost))


def _notes(counts: Counter[str]) -> tuple[Note, ...]:
    return tuple(Note(sentence, count=counts[kind]) for kind, sentence in _SENTENCES.items() if counts[kind])


def write_docx(markdown: str, *, title: str, subject: str, language: str, date: datetime.date | None) -> bytes:
    """A Word document of a text; the text is printed as it is, title and subject are the file's properties.

    The subject (a symbol) and the date stand above each page. The same words give the same bytes.
    Raises TooLarge when it takes pandoc too long.
    """
    direction = "rtl" if language.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"
    try:
        tree = word_source.read_source(markdown, language=language, direction=direction)
    except RecursionError as error:
        raise Invalid("The text is nested too deeply to become a Word document.") from error
    document = pandoc.convert(tree, source="json", target="docx", reference=word_style.reference_document())
    return word_style.dress(document, title=title, subject=subject, language=language, date=date)
