"""HTML files: a page that needs nothing else."""

from html.parser import HTMLParser

from wiki.exchange.html import write_html


class Seen(HTMLParser):
    """The tags of a page with their attributes, and its text by tag."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, str] = {}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.setdefault(self.tags[-1][0] if self.tags else "", data)


def page(**given: str) -> str:
    parts = {"title": "Rivers", "subtitle": "BM/1", "language": "en", "direction": "ltr", "body_html": "<p>Words</p>"}
    return write_html(**{**parts, **given})


def test_it_names_its_language_direction_and_title() -> None:
    seen = Seen(page(language="ar", direction="rtl"))
    assert ("html", {"lang": "ar", "dir": "rtl"}) in seen.tags
    assert ("meta", {"charset": "utf-8"}) in seen.tags
    assert [tag for tag, _ in seen.tags if tag in ("header", "main", "footer", "title", "h1")] == [
        "title", "header", "h1", "main",
    ]  # fmt: skip
    assert seen.text["title"] == "Rivers"


def test_a_text_with_a_heading_of_its_own_gets_no_second_one() -> None:
    assert page(body_html="<h1>Rivers</h1>").count("<h1") == 1
    assert page(body_html="<h2>Rivers</h2>").count("<h1") == 1


def test_words_are_escaped_and_the_body_is_not() -> None:
    hostile = '"><script>alert(1)</script>'
    written = page(title=hostile, subtitle=hostile, language=hostile, direction=hostile, digest=hostile, date=hostile)
    assert "<script" not in written
    assert "<p>Words</p>" in written


def test_nothing_is_fetched() -> None:
    seen = Seen(page(digest="ab" * 32, date="2007-01-31"))
    assert not [tag for tag, _ in seen.tags if tag in ("script", "link", "img", "iframe")]
    assert not [attributes for _, attributes in seen.tags if attributes.keys() & {"src", "href", "style"}]
    # A picture that the text takes from elsewhere stays a tag, and the file's own policy keeps browsers from it.
    (policy,) = [attributes["content"] for tag, attributes in seen.tags if "http-equiv" in attributes]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    assert "url(" not in page()
    assert "@import" not in page()
    assert seen.text["code"]
    assert ("time", {"datetime": "2007-01-31"}) in seen.tags
