"""The forms of a page, to be filled in and sent as a person would, with whatever the page had put into them."""

import html
import re
from dataclasses import dataclass, field

from werkzeug.test import TestResponse

from tests.views.visitors import Visitor


@dataclass
class Form:
    """A form of a page: where it goes, and its fields as they stand."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)

    def send(self, visitor: Visitor, **typed: str) -> TestResponse:
        """Fill in and send; what was typed takes the place of what stood there."""
        kept = [(name, value) for name, value in self.fields if name not in typed]
        data: dict[str, list[str]] = {}
        for name, value in [*kept, *typed.items()]:
            data.setdefault(name, []).append(value)
        if self.method == "get":
            return visitor.get(self.action, query_string=data)
        return visitor.post(self.action, data=data)


def forms(answer: TestResponse | str) -> list[Form]:
    """The forms of a page or a piece of one, with hidden fields, inputs and text areas."""
    found = []
    for attributes, inside in re.findall(
        r"<form([^>]*)>(.*?)</form>", answer if isinstance(answer, str) else answer.text, re.DOTALL
    ):
        words = dict(re.findall(r'([\w-]+)="([^"]*)"', attributes))
        form = Form(html.unescape(words.get("action", "")), words.get("method", "get"))
        for tag in re.findall(r"<input[^>]*>", inside, re.DOTALL):
            said = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
            if "name" in said and said.get("type") not in ("checkbox", "radio"):
                form.fields.append((html.unescape(said["name"]), html.unescape(said.get("value", ""))))
        for name, value in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\n?(.*?)</textarea>', inside, re.DOTALL):
            form.fields.append((name, html.unescape(value)))
        found.append(form)
    return found


def form_to(answer: TestResponse, action: str) -> Form:
    """The form of the page that goes to this address."""
    return next(form for form in forms(answer) if form.action == action)
