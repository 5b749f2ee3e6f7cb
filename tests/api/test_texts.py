"""Reading and saving texts against a base: marks, combined saves, conflicts as data, settling, what is typed."""

import pytest

from tests.api.programs import Program
from tests.services import factories
from wiki.services import plans, revisions

ONE = "# Vision\n\nThe first sentence. The second sentence.\n\nA further paragraph.\n"


@pytest.fixture
def world(app):
    owner, other = factories.person("Owner", may_make_plans=True), factories.person("Other")
    plan = factories.plan(owner, "Vision", "Mission")
    plans.grant_role(owner, plan, other, role="chair")
    section = factories.section(plan, 1)
    newest = revisions.newest_revision(section, "en")
    revisions.save_revision(owner, section, text=ONE, based_on=newest.number)
    return Program(app, owner), Program(app, other)


TEXT = "/plans/plan/sections/1/text"


def save(program, text, base=None, **more):
    return program.ask("PUT", TEXT, json={"text": text, **more}, headers={"If-Match": base} if base else {})


def test_the_mark_of_a_text_is_its_revision(world):
    owner, _ = world
    answer = owner.get(TEXT)
    assert answer.json["text"] == ONE
    assert answer.headers["ETag"] == f'"{answer.json["revision"]}"'
    again = owner.get(TEXT, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304 and again.data == b""
    saved = save(owner, ONE + "More.\n", answer.headers["ETag"])
    assert saved.status_code == 200 and saved.json["changed"] and not saved.json["combined"]
    assert owner.get(TEXT).headers["ETag"] == saved.headers["ETag"]
    assert owner.get(TEXT, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 200


def test_a_text_is_saved_byte_for_byte(world):
    owner, _ = world
    text = "# Vision\r\n\nMixed endings \u2028 and  blanks  \r\n\r\ne\u0301 \u4e2d\n"
    assert save(owner, text, owner.get(TEXT).headers["ETag"]).status_code == 200
    assert owner.get(TEXT).json["text"].startswith(text)
    assert save(owner, owner.get(TEXT).json["text"], owner.get(TEXT).headers["ETag"]).json["changed"] is False


def test_edits_in_other_sentences_are_combined_and_told(world):
    owner, other = world
    base = owner.get(TEXT).headers["ETag"]
    assert save(owner, ONE.replace("first", "1st"), base).status_code == 200
    answer = save(other, ONE.replace("A further", "Another"), base)
    assert answer.status_code == 200 and answer.json["combined"] and answer.json["revision"]["combined"]
    text = other.get(TEXT).json["text"]
    assert "The 1st sentence" in text and "Another paragraph" in text
    assert "".join(piece["old"] for piece in answer.json["came_in"]) == ONE.replace("A further", "Another")
    assert "".join(piece["new"] for piece in answer.json["came_in"]) == text


def test_the_same_sentence_comes_back_as_data(world):
    owner, other = world
    base = owner.get(TEXT).headers["ETag"]
    save(owner, ONE.replace("first", "1st"), base)
    mine = ONE.replace("first", "very first")
    answer = save(other, mine, base)
    assert answer.status_code == 412 and answer.content_type == "application/problem+json"
    assert answer.json["type"].endswith("#edit-conflict")
    conflict = answer.json["conflict"]
    assert (conflict["base"], conflict["mine"]) == (ONE, mine) and "1st" in conflict["theirs"]
    pairs = [block for block in conflict["blocks"] if "pair" in block]
    assert len(pairs) == 1 and "very first" in pairs[0]["mine"] and "1st" in pairs[0]["theirs"]
    for side in ("mine", "theirs"):
        assert "".join(block.get("text", block.get(side, "")) for block in conflict["blocks"]) == conflict[side]
    settled = other.ask(
        "POST",
        f"{TEXT}/settle",
        json={"base": int(base.strip('"')), "theirs": conflict["newest"], "mine": mine,
              "picks": [{"take": "own", "text": pairs[0]["mine"].replace("very first", "very 1st")}]},
    )  # fmt: skip
    assert settled.status_code == 200
    assert "The very 1st sentence." in other.get(TEXT).json["text"]


def test_a_conflict_is_settled_by_saving_again_too(world):
    owner, other = world
    base = owner.get(TEXT).headers["ETag"]
    save(owner, ONE.replace("first", "1st"), base)
    mine = ONE.replace("first", "very first")
    newest = save(other, mine, base).json["conflict"]["newest"]
    assert save(other, mine, f'"{newest}"').status_code == 200
    assert other.get(TEXT).json["text"].startswith(mine)


@pytest.mark.parametrize(
    ("headers", "status", "kind"),
    [
        ({}, 428, "base-missing"),
        ({"If-Match": "*"}, 428, "base-missing"),
        ({"If-Match": 'W/"5"'}, 428, "base-missing"),
        ({"If-Match": '"1", "2"'}, 428, "base-missing"),
        ({"If-Match": '"of another"'}, 412, "stale-revision"),
        ({"If-Match": '"999999"'}, 412, "stale-revision"),
        ({"If-Match": '"99999999999999999999999"'}, 412, "stale-revision"),
        ({"If-None-Match": "*"}, 412, "stale-revision"),
    ],
)
def test_a_save_names_its_base(world, headers, status, kind):
    owner, _ = world
    answer = owner.ask("PUT", TEXT, json={"text": ONE}, headers=headers)
    assert (answer.status_code, answer.json["type"].partition("#")[2]) == (status, kind)
    assert owner.get(TEXT).json["text"].startswith(ONE)


def test_the_first_text_in_a_language_starts_from_none(world):
    owner, _ = world
    answer = owner.ask("PUT", f"{TEXT}?language=fr", json={"text": "# La vision\n\n"}, headers={"If-None-Match": "*"})
    assert answer.status_code == 200
    told = owner.get(f"{TEXT}?language=fr")
    assert told.json["title"] == "La vision" and told.headers["ETag"] == answer.headers["ETag"]


def test_headings_of_its_own_are_confirmed_first(world):
    owner, _ = world
    base = owner.get(TEXT).headers["ETag"]
    answer = save(owner, ONE + "\n# Another\n\nText.\n", base)
    assert answer.status_code == 409 and answer.json["titles"] == ["Another"]
    assert save(owner, ONE + "\n# Another\n\nText.\n", base, split=True).status_code == 200
    titles = [section["title"] for section in owner.get("/plans/plan/sections").json["sections"]]
    assert titles == ["", "Vision", "Another", "Mission"]


def test_what_a_save_would_come_to_is_seen_before(world):
    owner, other = world
    base = owner.get(TEXT).headers["ETag"]
    save(owner, ONE.replace("first", "1st"), base)
    head = other.get("/plans/plan").json["moment"]
    ask = {"headers": {"If-Match": base}}
    fits = other.ask("POST", f"{TEXT}/preview", json={"text": ONE.replace("A further", "Another")}, **ask)
    assert fits.json["conflict"] is None and "1st" in fits.json["text"] and "Another" in fits.json["text"]
    assert fits.json["came_in"] and "<p" in fits.json["html"]
    clash = other.ask("POST", f"{TEXT}/preview", json={"text": ONE.replace("first", "very first")}, **ask)
    assert clash.status_code == 200 and clash.json["text"] is None and clash.json["conflict"]["blocks"]
    assert other.get("/plans/plan").json["moment"] == head


def test_what_is_typed_is_kept_for_its_author_alone(world):
    owner, other = world
    base = owner.get(TEXT).headers["ETag"]
    at = "/plans/plan/sections/1/typing"
    assert other.get(at).status_code == 404
    kept = other.ask("PUT", at, json={"text": "# Vision\n\nHalf a"}, headers={"If-Match": base})
    assert kept.status_code == 200 and kept.json["base"] == int(base.strip('"'))
    assert other.get(at).json["text"] == "# Vision\n\nHalf a"
    assert owner.get(at).status_code == 404
    assert other.get("/me").json["typing"][0]["section"] == 1
    assert other.ask("DELETE", at).status_code == 204 and other.get(at).status_code == 404


def test_a_public_draft_is_read_as_it_stood_by_anybody(app, world):
    owner, _ = world
    draft = {"name": "Draft 1", "date": "2007-01-31", "distribution": "public"}
    assert owner.ask("POST", "/plans/plan/drafts", json=draft).headers["Location"] == "/api/plans/plan/drafts/draft-1"
    save(owner, ONE + "After.\n", owner.get(TEXT).headers["ETag"])
    reader = Program(app)
    assert reader.get(TEXT).json["text"] == ONE
    assert reader.get("/plans/plan/text").json["moment"]["number"] < owner.get("/plans/plan").json["moment"]
    assert reader.get(f"{TEXT}?at=now").status_code == 401
    whole = reader.get("/plans/plan/text?at=draft-1")
    assert reader.get("/plans/plan/export/draft-1.md").text == whole.json["text"]
    assert "After." not in whole.json["text"]
