"""What every answer of the API carries: problems for errors, marks, pages and their links, limits, other sites."""

import pytest

from tests.api.programs import Program
from tests.services import factories
from tests.views.visitors import Visitor
from wiki.app import create_app
from wiki.db import db
from wiki.services import comments, delegations


@pytest.fixture
def owner(app):
    return factories.person("Owner", may_make_plans=True)


@pytest.mark.parametrize(
    ("method", "address", "sent", "status", "kind"),
    [
        ("GET", "/none", {}, 404, "not-found"),
        ("GET", "/plans/none", {}, 404, "not-found"),
        ("GET", "/plans/plan/sections/99999999999999999999", {}, 404, "not-found"),
        ("GET", "/plans/plan/sections/99999999999999999999/text", {}, 404, "not-found"),
        ("PUT", "/plans/plan/sections/99999999999999999999/presence", {}, 404, "not-found"),
        ("DELETE", "/plans/plan/sections/99999999999999999999", {}, 404, "not-found"),
        ("GET", "/plans/plan/drafts/%00", {}, 404, "not-found"),
        ("DELETE", "/plans", {}, 405, "method-not-allowed"),
        ("POST", "/plans", {"data": "{", "content_type": "application/json"}, 400, "bad-request"),
        ("POST", "/plans", {"data": b"\xff", "content_type": "application/json"}, 400, "bad-request"),
        ("POST", "/plans", {"data": "title=x", "content_type": "application/x-www-form-urlencoded"}, 415,
         "unsupported-media-type"),
        ("POST", "/plans", {"data": "[" * 100_000, "content_type": "application/json"}, 400, "bad-request"),
        ("POST", "/plans", {"data": "9" * 5_000, "content_type": "application/json"}, 400, "bad-request"),
        ("POST", "/plans", {"json": []}, 422, "invalid"),
        ("POST", "/plans", {"json": {"title": 5}}, 422, "invalid"),
        ("POST", "/plans", {"json": {"title": "a\0b"}}, 422, "invalid"),
        ("POST", "/plans", {"data": '{"title": "\\ud800"}', "content_type": "application/json"}, 422, "invalid"),
        ("POST", "/plans", {"json": {"title": "x", "slug": "plan"}}, 409, "conflict"),
        ("POST", "/plans", {"json": {"title": " "}}, 422, "invalid"),
        ("GET", "/plans/plan/comments?cursor=-1", {}, 422, "invalid"),
        ("GET", "/plans/plan/journal?limit=5000", {}, 422, "invalid"),
        ("GET", "/plans/plan/journal?after=99999999999999", {}, 422, "invalid"),
    ],
)  # fmt: skip
def test_every_error_is_a_problem(app, owner, plan, method, address, sent, status, kind):
    answer = Program(app, owner).ask(method, address, **sent)
    assert answer.content_type == "application/problem+json"
    assert {"type", "title", "status", "detail", "instance"} <= set(answer.json)
    assert (answer.status_code, answer.json["status"], answer.json["type"]) == (status, status, f"/api/#{kind}")
    assert answer.json["instance"] == f"/api{address.partition('?')[0]}".replace("%00", "\0")
    assert answer.json["detail"].endswith(".")
    if status == 405:
        assert {"GET", "POST"} <= set(answer.headers["Allow"].replace(",", "").split())
    if status == 422:
        assert answer.json["errors"]


def test_a_draft_of_a_name_that_is_taken_is_refused(app, owner, plan):
    program, given = Program(app, owner), {"name": "First", "date": "2006-11-08"}
    assert program.ask("POST", "/plans/plan/drafts", json=given).status_code == 201
    refused = program.ask("POST", "/plans/plan/drafts", json={**given, "name": "FIRST"})
    assert refused.status_code == 409
    assert refused.json["errors"] == {"name": [refused.json["detail"]]}
    assert refused.json["detail"] == "There is a draft called “FIRST” already; give this one another name."
    assert len(program.get("/plans/plan/drafts").json["drafts"]) == 1


def test_a_failure_of_ours_is_a_problem_too(app, owner, plan):
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def break_down():
        raise RuntimeError("a secret of the house")

    app.view_functions["api_plans.index"] = break_down
    break_down.needs_scope, break_down.takes_type, break_down.needs_person = "read", "", False
    answer = Program(app).get("/plans")
    assert answer.status_code == 500 and answer.json["type"] == "/api/#failure"
    assert "secret" not in answer.text


def test_too_much_at_once_is_a_problem(app, owner, plan):
    app.config["MAX_CONTENT_LENGTH"] = 1000
    answer = Program(app, owner).ask("POST", "/plans", json={"title": "x" * 2000})
    assert answer.status_code == 413 and answer.json["type"] == "/api/#too-large"


def test_a_text_that_is_too_long_is_told_at_its_field(app, owner, plan):
    answer = Program(app, owner).ask("POST", "/plans/plan/comments", json={"body": "x" * 20_001})
    assert answer.status_code == 413 and list(answer.json["errors"]) == ["body"]


def test_problems_speak_the_callers_language(app, owner, plan):
    french = {"Accept-Language": "fr"}
    answer = Program(app).get("/plans/none", headers=french)
    assert answer.headers["Content-Language"] == "fr" and answer.json["title"] == "Rien à cet endroit"
    assert answer.json["detail"] != Program(app).get("/plans/none").json["detail"]
    asked = Program(app, owner).ask("POST", "/plans", json={}, headers=french)
    assert asked.json["errors"] == {"title": ["Ce champ est nécessaire."]}
    assert Program(app).get("/plans/none").headers["Content-Language"] == "en"


@pytest.mark.parametrize(
    "address",
    ["/plans", "/plans/plan", "/me", "/plans/plan/sections", "/plans/plan/sections/1", "/plans/plan/text",
     "/plans/plan/journal", "/plans/plan/stages", "/plans/plan/drafts", "/plans/plan/comments", "/plans/plan/people",
     "/plans/plan/export/now.md", "/plans/plan/export/now.json", "/openapi.json",
     "/plans/plan/sections/1/revisions"],
)  # fmt: skip
def test_everything_readable_has_a_strong_mark(app, owner, plan, address):
    program = Program(app, owner)
    program.get("/me")  # what a token's first use writes down
    first = program.get(address)
    mark = first.headers["ETag"]
    assert first.status_code == 200 and not mark.startswith("W/")
    again = program.get(address, headers={"If-None-Match": mark})
    assert again.status_code == 304 and again.data == b"" and again.headers["ETag"] == mark
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert {"authorization", "cookie"} <= {word.strip().lower() for word in first.headers["Vary"].split(",")} or (
        address == "/openapi.json"
    )


def test_a_mark_changes_with_what_it_marks(app, owner, plan):
    program = Program(app, owner)
    before = program.get("/plans/plan").headers["ETag"]
    program.ask("PATCH", "/plans/plan", json={"title": "Other"})
    assert program.get("/plans/plan", headers={"If-None-Match": before}).status_code == 200


def links(answer):
    """The address a Link header gives for the next page."""
    found = answer.headers.get("Link")
    return found.removeprefix("<").partition(">")[0].removeprefix("/api") if found else None


def test_long_lists_come_in_pages(app, owner, plan):
    for number in range(5):
        comments.post_comment(owner, plan, body=f"Remark {number}.")
    program, seen = Program(app, owner), []
    address = "/plans/plan/comments?limit=2&state=all"
    while address:
        answer = program.get(address)
        seen += [one["body"] for one in answer.json["comments"]]
        assert (answer.json["next"] is None) == (links(answer) is None)
        address = links(answer)
        assert address is None or "state=all" in address
    assert seen == [f"Remark {number}." for number in (4, 3, 2, 1, 0)]


@pytest.mark.parametrize("address", ["/plans/plan/journal?limit=2", "/plans/plan/moments?limit=2"])
def test_what_happened_comes_in_pages(app, owner, plan, address):
    program, numbers, noun = Program(app, owner), [], address.split("/")[3].partition("?")[0]
    while address:
        answer = program.get(address)
        numbers += [one["number"] for one in answer.json["entries" if noun == "journal" else noun]]
        address = links(answer)
    assert numbers == sorted(numbers, reverse=True) and numbers[0] == program.get("/plans/plan").json["moment"]
    assert noun == "moments" or numbers == list(range(numbers[0], 0, -1))


def test_the_record_is_followed_from_a_number_on(app, owner, plan):
    program, numbers, address = Program(app, owner), [], "/plans/plan/journal?after=0&limit=3"
    while address:
        answer = program.get(address)
        numbers += [one["number"] for one in answer.json["entries"]]
        address = links(answer)
    assert numbers == list(range(1, len(numbers) + 1))
    last = answer.json["next"]
    assert program.get(f"/plans/plan/journal?after={last}").json == {"entries": [], "next": last}
    comments.post_comment(owner, plan, body="New.")
    new = program.get(f"/plans/plan/journal?after={last}").json
    assert [one["kind"] for one in new["entries"]] == ["comment.post"] and new["next"] == str(int(last) + 1)
    kinds = program.get("/plans/plan/journal?after=0&kind=section.add&kind=comment.post").json["entries"]
    assert [one["kind"] for one in kinds] == ["section.add", "section.add", "comment.post"]


def test_what_one_may_not_read_is_withheld_from_the_record(app, owner, plan):
    comments.post_comment(owner, plan, body="Among us.", audience="participants")
    entry = Program(app).get("/plans/plan/journal?limit=1").json["entries"][0]
    assert entry["withheld"] and entry["content"] is None and entry["by"] is None and entry["kind"] is None
    assert len(entry["digest"]) == 64
    assert Program(app).get("/plans/plan/journal?kind=comment.post").json["entries"] == []


@pytest.fixture
def limited(database, tmp_path):
    app = create_app(
        {
            "SQLALCHEMY_DATABASE_URI": database,
            "INSTANCE": str(tmp_path),
            "RATELIMIT_ENABLED": True,
            "API_LIMIT": "3 per minute",
        }
    )
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def test_limits_are_told_and_kept(limited):
    owner = factories.person("Owner", may_make_plans=True)
    factories.plan(owner, "Vision")
    program = Program(limited, owner)
    answers = [program.get("/plans"), program.get("/plans/plan"), program.get("/me"), program.get("/plans")]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [answer.headers["X-RateLimit-Remaining"] for answer in answers] == ["2", "1", "0", "0"]
    assert answers[0].headers["X-RateLimit-Limit"] == "3" and "Retry-After" not in answers[0].headers
    assert answers[3].json["type"] == "/api/#too-many-requests" and int(answers[3].headers["Retry-After"]) <= 60
    # Counted for each token, whose requests are nobody else's, and for nobody's pages.
    assert Program(limited, factories.person("Other")).get("/plans").status_code == 200
    assert Visitor(limited, owner).get("/plans/plan").status_code == 200


def test_other_sites_are_let_in_where_the_settings_say_so_and_never_with_a_session(app, owner, plan):
    there = {"Origin": "https://meetings.example.org"}
    assert "Access-Control-Allow-Origin" not in Program(app).get("/plans", headers=there).headers
    app.config["API_ORIGINS"] = frozenset({"https://meetings.example.org"})
    answer = Program(app, owner).get("/plans", headers=there)
    assert answer.headers["Access-Control-Allow-Origin"] == "https://meetings.example.org"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
    asked = Program(app).ask("OPTIONS", "/plans/plan", headers={**there, "Access-Control-Request-Method": "PATCH"})
    assert asked.status_code == 200 and "PATCH" in asked.headers["Access-Control-Allow-Methods"]
    assert "If-Match" in asked.headers["Access-Control-Allow-Headers"]
    assert (
        "Access-Control-Allow-Origin" not in Program(app).get("/plans", headers={"Origin": "https://e.example"}).headers
    )
    assert "Access-Control-Allow-Origin" not in Visitor(app).get("/plans/plan", headers=there).headers


def test_a_number_no_row_can_have_is_told_as_what_cannot_be_taken(app, owner, plan):
    answer = Program(app, owner).ask("POST", "/plans/plan/sections/1/move", json={"parent": 10**30})
    assert answer.status_code == 422 and answer.json["type"] == "/api/#invalid"


def test_comments_are_listed_by_who_spoke(app, owner, plan):
    root = factories.person("Root", is_administrator=True)
    kenya = delegations.create_delegation(root, kind="party", name="Kenya", code="KE")
    comments.post_comment(owner, plan, body="Of nobody.")
    for number in range(3):
        comments.post_comment(owner, plan, body=f"Of Kenya {number}.", on_behalf_of=kenya)
    program = Program(app, owner)
    answer = program.ask("GET", "/plans/plan/comments?delegation=KE&limit=2")
    assert [one["body"] for one in answer.json["comments"]] == ["Of Kenya 2.", "Of Kenya 1."]
    rest = program.ask("GET", f"/plans/plan/comments?delegation=KE&cursor={answer.json['next']}")
    assert [one["body"] for one in rest.json["comments"]] == ["Of Kenya 0."]
    assert "delegation=KE" in answer.headers["Link"]
    assert program.ask("GET", "/plans/plan/comments?delegation=XX").json["comments"] == []
