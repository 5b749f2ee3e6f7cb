"""Reading rendered HTML in tests: is every tag closed where it was opened, and what does it say."""

from html.parser import HTMLParser

VOID = {"br", "hr", "img", "wbr", "col"}


class Reader(HTMLParser):
    def __init__(self, without: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.stack: list[tuple[str, bool]] = []
        self.without = without
        self.words: list[str] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag not in VOID:
            classes = (given.get("class") or "").split()
            self.stack.append((tag, tag in self.without or any(f"{tag}.{name}" in self.without for name in classes)))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack and self.stack[-1][0] == tag, (tag, self.stack)
        self.stack.pop()

    def handle_data(self, data: str) -> None:
        if not any(hidden for _, hidden in self.stack):
            self.words.append(data)


def read(html: str, *, without: tuple[str, ...] = ()) -> Reader:
    """Read HTML that must be well-formed; elements (`del`) and classes (`a.moved`) of `without` are left out."""
    reader = Reader(without)
    reader.feed(html)
    reader.close()
    assert not reader.stack, reader.stack
    return reader


def says(html: str, *, without: tuple[str, ...] = ("span.unseen", "a.moved")) -> str:
    """The words of HTML without pilcrows, white space as single spaces."""
    return " ".join("".join(read(html, without=without).words).replace("¶ ", "").replace("¶", "").split())
