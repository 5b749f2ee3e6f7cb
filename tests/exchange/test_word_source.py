"""Markdown as the tree that pandoc makes a Word file of."""

import io
import re
import zipfile

from wiki.exchange.docx import write_docx


def test_words_are_cut_only_where_they_look_otherwise() -> None:
    """As many runs as there are ways of writing: a word processor then finds what spans several words."""
    text = "One two three, *four five* six [seven eight](https://example.org/a) nine.\n"
    made = write_docx(text, title="", subject="", language="en", date=None)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        body = archive.read("word/document.xml").decode()
    said = re.findall(r"<w:t[^>]*>([^<]*)</w:t>", body)
    assert said == ["One two three, ", "four five", " six ", "seven eight", " nine."]
