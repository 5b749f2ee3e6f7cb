"""A client that another's generator made of our description runs a negotiation, from a document to its export.

openapi-python-client makes it, with the settings that docs/api.md names and no warning; then it talks to a real server.
What its own words are for an operation, a shape or a header is all that is used here.
"""

import importlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.services import factories
from wiki.db import db
from wiki.models import Person
from wiki.models.token import SCOPES
from wiki.services import persons, tokens

DOCS = Path(__file__).resolve().parents[2] / "docs" / "api.md"
DOCUMENT = "# Vision\n\nThe Parties help each other. They share what they learn.\n\n# Objectives\n\nFive by 2010.\n"


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of the package that was generated; it can be imported."""
    from wiki.app import create_app

    folder = tmp_path_factory.mktemp("generated")
    app = create_app({"INSTANCE": str(folder)})
    told = app.test_client().get("/api/openapi.json")
    (folder / "openapi.json").write_bytes(told.data)
    (folder / "settings.yml").write_text(re.findall(r"```yaml\n(.*?)```", DOCS.read_text(), re.S)[0])
    made = folder / "plenary_client"
    tools = Path(sys.executable).parent  # its own tidying calls ruff, which stands there as well
    command = [str(tools / "openapi-python-client"), "generate", "--fail-on-warning"]
    wanted = ["--path", "openapi.json", "--config", "settings.yml", "--meta", "none", "--output-path", str(made)]
    found = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run([*command, *wanted], cwd=folder, capture_output=True, text=True, timeout=300, env=found)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not re.search("warning|error", (done.stdout + done.stderr).lower()), done.stdout + done.stderr
    sys.path.insert(0, str(folder))
    yield made.name
    sys.path.remove(str(folder))
    for name in [name for name in sys.modules if name.partition(".")[0] == made.name]:
        del sys.modules[name]


class Caller:
    """Somebody who works by the generated client alone."""

    def __init__(self, package: str, address: str, person: Person | None = None) -> None:
        self.package = package
        client = importlib.import_module(f"{package}.client")
        if person is None:
            self.client = client.Client(base_url=address, raise_on_unexpected_status=True)
        else:
            secret = tokens.make_token(person, name="Generated", scopes=SCOPES)[1]
            self.client = client.AuthenticatedClient(base_url=address, token=secret, raise_on_unexpected_status=True)

    def shape(self, called: str, /, **values: Any) -> Any:
        """A body, of the generated shape that is called so."""
        return getattr(importlib.import_module(f"{self.package}.models"), called).from_dict(values)

    def ask(self, operation: str, *places: Any, status: int = 200, **words: Any) -> Any:
        """The whole answer to an operation."""
        noun = operation.partition("_")[0]
        module = importlib.import_module(f"{self.package}.api.{noun}.{operation}")
        answer = module.sync_detailed(*places, client=self.client, **words)
        assert answer.status_code == status, (operation, answer.status_code, answer.content[:500])
        return answer

    def told(self, operation: str, *places: Any, **words: Any) -> Any:
        """What an operation told, as the generated shape."""
        return self.ask(operation, *places, **words).parsed


@pytest.fixture
def people(app, generated, address) -> tuple[Caller, Caller, Caller]:
    owner = persons.create_person(
        persons.operator(), name="Amina Diallo", email="amina@example.org", is_administrator=True, may_make_plans=True
    )
    expert = factories.person("Kofi")
    made = tuple(Caller(generated, address, one) for one in (owner, expert, None))
    db.session.rollback()
    return made


def test_a_negotiation_from_a_document_to_its_export(people):
    owner, expert, nobody = people
    # A plan from Markdown, and who takes part in it.
    shape, told = owner.shape, owner.told
    previewed = told("imports_preview_plan", body=shape("DocumentGiven", document=DOCUMENT))
    assert [section.title for section in previewed.sections] == ["", "Vision", "Objectives"]
    body = shape("PlanImported", document=DOCUMENT, title="South-South", slug="plan", visibility="public")
    made = owner.ask("imports_create", body=body, status=201)
    assert (made.parsed.plan, made.parsed.added) == ("plan", 2) and made.headers["Location"] == "/api/plans/plan"
    kenya = told("delegations_create", body=shape("DelegationGiven", kind="party", name="Kenya", code="KE"), status=201)
    assert kenya.members == []
    body = shape("ListGiven", people="Kofi <kofi@example.org>\nnew@example.org\nnobody", role="expert")
    outcomes = told("invitations_create", "plan", body=body).outcomes
    assert [one.state for one in outcomes] == ["invited", "invited", "refused"]
    links = [one.invitation.link.rpartition("/")[2] for one in outcomes[:2]]
    assert nobody.told("invitations_show", links[0]).known
    assert expert.told("invitations_accept", links[0], body=shape("AcceptGiven")).plan == "plan"
    body = shape("AcceptGiven", name="Tomasz", password="a long way to Montreal")
    assert nobody.told("invitations_accept", links[1], body=body).plan == "plan"
    granted = told("people_grant", "plan", body=shape("RoleGiven", email="kofi@example.org", role="chair"), status=201)
    assert granted.role == "chair" and len(told("people_index", "plan").people) == 3
    # A stage in which experts write.
    body = shape("StageGiven", name="Expert group", cells=["edit:expert", "comment:party"], zone="Africa/Nairobi",
                 opens="2007-09-10T09:00", closes="2037-09-14T18:00")  # fmt: skip
    planned = owner.ask("stages_create", "plan", body=body, status=201)
    assert planned.parsed.state == "planned"
    mark = owner.ask("stages_show", "plan", "expert-group").headers["ETag"]
    assert told("stages_open", "plan", "expert-group", body=shape("OpenGiven"), if_match=mark).state == "open"
    assert told("stages_close", "plan", "expert-group", if_match=mark, status=412).type_.endswith("#changed")
    # Writing: two start from one text; one is combined, one meets a conflict and settles it.
    first = owner.ask("texts_show", "plan", 1)
    base, text = first.headers["ETag"], first.parsed.text
    assert base == f'"{first.parsed.revision}"'
    owner.ask("texts_show", "plan", 1, if_none_match=base, status=304)
    assert owner.ask("texts_save", "plan", 1, body=shape("SaveGiven", text=text), status=428).parsed.status == 428
    save = shape("SaveGiven", text=text.replace("help each other", "shall help each other"), summary="shall")
    saved = told("texts_save", "plan", 1, body=save, if_match=base)
    assert saved.changed and not saved.combined
    body = shape("SaveGiven", text=text.replace("share what", "share all that"))
    combined = expert.told("texts_save", "plan", 1, body=body, if_match=base)
    assert combined.combined and "".join(piece.old for piece in combined.came_in) == body.text
    mine = text.replace("help each other", "may help each other")
    refused = expert.told("texts_save", "plan", 1, body=shape("SaveGiven", text=mine), if_match=base, status=412)
    conflict = refused.conflict
    assert refused.type_.endswith("#edit-conflict") and (conflict.base, conflict.mine) == (text, mine)
    pairs = [block for block in conflict.blocks if "pair" in block.to_dict()]
    assert len(pairs) == 1 and "may help" in pairs[0].mine and "shall help" in pairs[0].theirs
    picks = [{"take": "own", "text": "The Parties should help each other. "}]
    body = shape("SettleGiven", base=first.parsed.revision, theirs=conflict.newest, mine=mine, picks=picks)
    assert expert.told("texts_settle", "plan", 1, body=body).changed
    text = told("texts_show", "plan", 1).text
    assert "The Parties should help each other. They share all that they learn." in text
    _discuss_freeze_and_adopt(owner, expert, nobody)


def _discuss_freeze_and_adopt(owner: Caller, expert: Caller, nobody: Caller) -> None:
    shape, told = owner.shape, owner.told
    body = shape("CommentGiven", section=2, quote="Five by 2010", body="Five of what?", audience="public")
    remark = expert.told("comments_create", "plan", body=body, status=201)
    assert remark.place == "exact" and remark.number is not None
    thread = told("comments_reply_to", "plan", remark.number, body=shape("ReplyGiven", body="Projects."), status=201)
    assert [reply.body for reply in thread.replies] == ["Projects."]
    mark = owner.ask("comments_show", "plan", remark.number).headers["ETag"]
    body = shape("AnswerGiven", disposition="noted", reason="To be said in the annex.")
    assert told("comments_answer", "plan", remark.number, body=body, if_match=mark).answer.disposition == "noted"
    told("comments_resolve", "plan", remark.number, if_match=mark, status=412)
    assert told("comments_resolve", "plan", remark.number).resolved
    # Freeze, change, compare, search.
    draft = {"date": "2007-01-31", "distribution": "public"}
    body = shape("DraftGiven", name="First draft", symbol="UNEP/CBD/SSC/1/2", **draft)
    assert told("drafts_create", "plan", body=body, status=201).slug == "first-draft"
    assert told("sections_retitle", "plan", 2, body=shape("TitleGiven", title="Aims")).title == "Aims"
    changed = told("comparisons_show", "plan", from_="first-draft", to="now").sections[0]
    assert changed.retitled and "".join(piece.old for piece in changed.pieces).startswith("# Objectives")
    found = nobody.told("searches_show", "plan", words="should")
    assert found.total == 1 and "should" in "".join(shown.text for shown in found.hits[0].shown)
    assert told("searches_place", "plan", words="UNEP/CBD/SSC/1/2").draft == "first-draft"
    # Adopt: the chair declares, the secretariat seals; anyone holds a file against the seal.
    assert told("adoption_show", "plan").checklist.obstacles[0].kind == "declaration"
    expert.told("adoption_declare", "plan")
    body = shape("AdoptionGiven", name="Adopted text", date="2008-05-30")
    assert told("adoption_create", "plan", body=body, status=201).seal.draft.adopted
    sealed = nobody.ask("exports_md", "plan", "adopted-text")
    assert sealed.parsed == sealed.content.decode() and sealed.parsed.endswith("# Aims\n\nFive by 2010.\n")
    file = importlib.import_module(f"{owner.package}.types").File
    assert nobody.told("adoption_check", "plan", body=file(payload=sealed.content)).language == "en"
    assert nobody.told("adoption_check", "plan", body=file(payload=b"# Other\n")).language is None
    assert nobody.told("exports_docx", "plan", "adopted-text").payload.read(2) == b"PK"
    assert json.loads(nobody.ask("exports_json", "plan", "adopted-text").content)
    # The record, in pages, as a feed, and its proof.
    kinds, after = [], 0
    while page := told("journal_index", "plan", after=after, limit=5).entries:
        kinds += [entry.kind for entry in page]
        after = page[-1].number
    assert kinds[0] == "plan.create" and kinds.count("revision.save") >= 4 and kinds[-1] == "plan.adopt"
    assert b"<feed" in nobody.told("feeds_plan", "plan").payload.read()
    proof = told("journal_proof", "plan")
    assert proof.ok and proof.entries == after
    owner.told("texts_save", "plan", 1, body=shape("SaveGiven", text="# V\n"), if_match='"1"', status=403)
