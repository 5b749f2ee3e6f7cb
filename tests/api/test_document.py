"""The description of the API, held to the code: every operation told of, every act of the pages among them."""

import ast
import re
from pathlib import Path

import pytest

from wiki.api.document import operations
from wiki.models.token import SCOPES
from wiki.web.problems import KINDS

WIKI = Path(__file__).resolve().parents[2] / "wiki"

#: a service the pages use and the API does not -> why
OTHERWISE = {
    "access.standings": "the stage and one's roles beside each plan of a list; the API tells them of the plan itself",
    "authorship.show_authorship": "HTML; the API has tell_authorship, which tells the same as data",
    "margins.comments_beside": "a page's margin; the API lists the comments of a section",
    "comment_lists.list_voices": "a page's menu; the API lists delegations, and keeps to one",
    "delegations.create_delegations": "a page's pasted list; a program makes them one by one",
    "comments.context_of": "a page's excerpt; the API has the words' place and the text",
    "comment_lists.count_open": "a page's badges; the API has the tally and the list",
    "comparisons.render_change": "HTML; the API has the pieces",
    "delegations.count_members": "a page's column; each delegation tells its members",
    "drafts.list_names": "a page's menu; the API lists drafts",
    "installations.claim_installation": "the first administrator is made at the page or the command line",
    "installations.is_unclaimed": "the first administrator is made at the page or the command line",
    "invitations.scope_of": "a page's form; the API says what may not be given",
    "journal.head_number": "a page's links; the API has it in the plan",
    "passages.paragraph_of": "a page's form; the API has the text with its paragraphs",
    "passages.paragraphs_of": "a page's form; the API has the text with its paragraphs",
    "passwords.fingerprint": "a forgotten password has its way back by a link in a letter",
    "persons.authenticate": "signing in is for people; programs have tokens",
    "renderings.render_items": "HTML; the API has the texts, and an HTML export",
    "renderings.render_proposal": "HTML; the API has the text an act would make",
    "renderings.render_remark": "HTML; the API has what was written",
    "resets.find_reset": "a forgotten password has its way back by a link in a letter",
    "resets.post_reset": "a forgotten password has its way back by a link in a letter",
    "resets.reset_password": "a forgotten password has its way back by a link in a letter",
    "sections.find_parent": "a page's form; a program names the parent",
    "translations.reading_at": "a page's choice of language; a program names it",
    "threads.thread_of": "where a page goes next",
}

#: an operation that writes and takes no If-Match -> why
WITHOUT_MARK = {
    "adoption_check": "changes nothing",
    "comments_create": "makes something new",
    "comments_discard": "a private note is its author's, and has no address to read it at",
    "comments_publish": "a private note is its author's, and has no address to read it at",
    "delegations_create": "makes something new",
    "drafts_create": "makes something new, of a moment it can name",
    "imports_create": "makes something new",
    "imports_preview": "changes nothing",
    "imports_preview_plan": "changes nothing",
    "persons_create": "makes something new",
    "plans_create": "makes something new",
    "presences_end": "tells that one is there",
    "presences_update": "tells that one is there",
    "profile_change_password": "names what it replaces",
    "profile_end_sessions": "changes nothing that can be read",
    "stages_create": "makes something new",
    "texts_preview_settling": "changes nothing",
    "texts_settle": "names both revisions in its body",
    "tokens_create": "makes something new",
    "translations_create": "makes something new",
}
#: what would come of a save changes nothing: a base that is stale is told in the answer, or as a problem like any other
BASE_IN_PREVIEW = {"autosaves_keep", "brackets_preview", "brackets_preview_putting", "texts_preview"}


def used_in(room: str) -> set[str]:
    """The services called in a room, as module.function."""
    found = set()
    for path in (WIKI / room).glob("*.py"):
        tree = ast.parse(path.read_text())
        modules: dict[str, str] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module == "wiki.services":
                modules |= {alias.asname or alias.name: alias.name for alias in node.names}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
                name = node.attr
                if name[0].islower() and not name.isupper():
                    found.add(f"{modules[node.value.id]}.{name}")
    return found


@pytest.fixture
def told(client):
    return client.get("/api/openapi.json").json


def test_every_act_of_the_pages_is_open_to_programs():
    lacking = used_in("views") - used_in("api")
    lacking = {name for name in lacking if not name.partition(".")[2].startswith(("require", "check_speaking"))}
    assert sorted(lacking - set(OTHERWISE)) == []
    assert sorted(set(OTHERWISE) - lacking) == []


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_every_route_is_told_of_and_every_operation_is_a_route(app, told):
    routed = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and not rule.endpoint.startswith("api.")
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    described = {(path, method) for path, place in told["paths"].items() for method in place if method != "parameters"}
    assert described == routed and len(described) > 85


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_every_operation_says_what_it_is(told):
    assert told["openapi"] == "3.1.0"
    names = [operation["operationId"] for operation in operations(told)]
    assert len(names) == len(set(names))
    for place in told["paths"].values():
        for method, operation in place.items():
            if method == "parameters":
                continue
            name = operation["operationId"]
            assert operation["summary"][0].isupper() and not operation["summary"].endswith("."), name
            done = [code for code in operation["responses"] if code.startswith("2")]
            assert len(done) == 1 and "default" in operation["responses"], name
            scopes = [scope for way in operation["security"] for scope in way.get("token", [])]
            assert set(scopes) <= set(SCOPES), name
            if name == "journal_stream":
                assert "304" not in operation["responses"] and "headers" not in operation["responses"]["200"]
            elif method == "get":
                assert {"304"} <= set(operation["responses"]), name
                assert "ETag" in operation["responses"]["200"]["headers"], name
                assert scopes in ([], ["read"]), name
            elif scopes == ["read"]:
                assert name == "adoption_check", "who only reads changes nothing"
            if "requestBody" in operation:
                assert operation["requestBody"]["required"], name
            sent = {one["name"] for one in operation["parameters"] if one["in"] == "header"}
            if method == "get":
                assert sent == {"Last-Event-ID" if name == "journal_stream" else "If-None-Match"}, name
            else:
                assert ("If-Match" in sent) != (name in WITHOUT_MARK), name
                assert "If-Match" not in sent or name in BASE_IN_PREVIEW or "412" in operation["responses"], name


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_every_shape_is_told_of_in_a_sentence_or_its_fields(told):
    for name, shape in told["components"]["schemas"].items():
        assert shape["properties"], name
        if name.endswith(("Told", "Seen")):
            assert set(shape["required"]) == set(shape["properties"]) or name in ("Piece", "Block"), name


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_headers_and_words_of_an_address_are_told_together(told):
    of = {operation["operationId"]: {one["name"] for one in operation["parameters"]} for operation in operations(told)}
    assert of["texts_save"] == {"language", "If-Match", "If-None-Match"}
    assert of["journal_stream"] == {"after", "Last-Event-ID"}
    assert of["brackets_settle"] == of["autosaves_keep"] == {"language", "If-Match"}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_every_answer_is_of_one_kind(told):
    for operation in operations(told):
        done = next(answer for code, answer in operation["responses"].items() if code.startswith("2"))
        assert len(done.get("content", {})) <= 1, operation["operationId"]
        for content in done.get("content", {}).values():
            typed = "$ref" in content["schema"] or "type" in content["schema"]
            assert typed or operation["operationId"] == "journal_stream", operation["operationId"]
    assert not {"Error", "PaginationMetadata"} & set(told["components"]["schemas"])


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_page_tells_of_every_operation_and_every_kind_of_problem(client, told):
    page = client.get("/api/").text
    for operation in operations(told):
        assert f'id="{operation["operationId"]}"' in page
    for kind in KINDS:
        assert f'id="{kind}"' in page
    assert re.findall(r'(?:href|src)="(?:\w+:)?//', page) == []
