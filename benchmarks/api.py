"""The API beside the pages: reading a section and saving it, in the same process and run: python -m benchmarks.api

Options: --quick (short runs), --postgres URL. Only the ratios mean anything on another machine.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from wiki.app import create_app, upgrade_database
from wiki.config import database_url
from wiki.models import Section
from wiki.services import imports, persons, plans, revisions, sections, tokens

SENTENCE = "The Parties shall cooperate so that what one country has learned serves the others as well. "


def median(times: list[float]) -> float:
    return sorted(times)[len(times) // 2]


def timed(ask: Callable[[], Any], *, seconds: float) -> float:
    """The median time of a call, in milliseconds, after a few to warm up."""
    for _ in range(5):
        ask()
    times, began = [], time.perf_counter()
    while time.perf_counter() - began < seconds:
        start = time.perf_counter()
        ask()
        times.append(time.perf_counter() - start)
    return 1000 * median(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--postgres", metavar="URL", default="")
    options = parser.parse_args()
    seconds = 0.5 if options.quick else 4.0
    with tempfile.TemporaryDirectory() as folder:
        settings = {"INSTANCE": folder, "WTF_CSRF_ENABLED": False}
        if options.postgres:
            settings["SQLALCHEMY_DATABASE_URI"] = database_url(options.postgres, Path(folder))
        app = create_app(settings | {"API_LIMIT": "10000000 per minute"})
        upgrade_database(app)
        with app.app_context():
            measure(app, seconds)


def measure(app: Any, seconds: float) -> None:
    owner = persons.create_person(
        persons.operator(), name="Owner", email="owner@example.org", is_administrator=True, may_make_plans=True
    )
    text = "".join(f"# Part {number}\n\n" + (SENTENCE * 6 + "\n\n") * 7 for number in range(1, 26))
    imports.import_document(owner, slug="plan", source=text, title="A plan", visibility="public")
    _, secret = tokens.make_token(owner, name="Benchmark", scopes=("edit",))
    session_id, program = owner.get_id(), {"Authorization": f"Bearer {secret}"}
    section = sections.find_section(owner, plans.find_plan(owner, "plan"), 1)

    def browser() -> Any:
        client = app.test_client()
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = session_id, True
        return client

    visitor, bare = browser(), app.test_client(use_cookies=False)

    def ask(client: Any, method: str, address: str, **more: Any) -> Any:
        with app.app_context():
            answer = client.open(address, method=method, **more)
        assert answer.status_code in (200, 303), answer.text
        return answer

    page = timed(lambda: ask(visitor, "GET", "/plans/plan/sections/1"), seconds=seconds)
    read = timed(lambda: ask(bare, "GET", "/api/plans/plan/sections/1/text", headers=program), seconds=seconds)
    print(f"section read   page {page:6.2f} ms   api {read:6.2f} ms   ratio {read / page:.2f}")
    by_page = timed(
        lambda: ask(visitor, "POST", "/plans/plan/sections/1/edit", data=_form(owner, section)), seconds=seconds
    )
    by_api = timed(lambda: _put(ask, bare, program, owner, section), seconds=seconds)
    print(f"section save   page {by_page:6.2f} ms   api {by_api:6.2f} ms   ratio {by_api / by_page:.2f}")


def _next(owner: Any, section: Section) -> tuple[str, int]:
    """The newest text with one sentence changed, and its revision; read the same way for both, and timed with both."""
    newest = revisions.newest_text(owner, section)
    body = newest.text.body
    return body.replace("as well", "too", 1) if "as well" in body else body.replace("too", "as well"), newest.number


def _form(owner: Any, section: Section) -> dict[str, str]:
    text, base = _next(owner, section)
    return {"text": text, "based_on": str(base)}


def _put(ask: Callable[..., Any], client: Any, program: dict[str, str], owner: Any, section: Section) -> Any:
    text, base = _next(owner, section)
    headers = {**program, "If-Match": f'"{base}"'}
    return ask(client, "PUT", "/api/plans/plan/sections/1/text", json={"text": text}, headers=headers)


if __name__ == "__main__":
    main()
