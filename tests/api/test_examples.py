"""The examples of the description: played again, each comes to what is told, and is as its shape says."""

import json
import re

import jsonschema_rs
import pytest

from tests.api import story
from wiki.api.document import operations
from wiki.api.examples import PATH

#: what is another each time: digests, uids, times, secrets, links
OTHER = (
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[^\"]*"), "<instant>"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "<digest>"),
    (re.compile(r"\b[0-9a-f]{32}\b"), "<uid>"),
    (re.compile(r"\"hint\": \"plenary_[\w-]{4}\""), '"hint": "<hint>"'),
    (re.compile(r"plenary_[\w-]{43}"), "<secret>"),
    (re.compile(r"[\w-]{20,}(?:\.[\w-]{4,})?\.[\w-]{20,}"), "<signed>"),
    (re.compile(r"\b[0-9a-f]{6}\b"), "<part of a uid>"),
)


def told(call):
    spelled = json.dumps(call, ensure_ascii=False, sort_keys=True)
    for pattern, name in OTHER:
        spelled = pattern.sub(name, spelled)
    return json.loads(spelled)


def test_the_examples_come_to_what_is_told(app):
    # To record them anew: python -m tests.api.story
    recorded, played = json.loads(PATH.read_text()), story.play(app)
    assert [call["operation"] for call in played] == [call["operation"] for call in recorded]
    for now, then in zip(played, recorded, strict=True):
        assert told(now) == told(then), now["operation"]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_every_operation_has_an_example_that_is_as_described(client):
    described = client.get("/api/openapi.json").json
    shown = {call["operation"] for call in json.loads(PATH.read_text())}
    assert {operation["operationId"] for operation in operations(described)} == shown
    checked = 0
    for operation in operations(described):
        bodies = [content for code, answer in operation["responses"].items() if code.startswith("2")
                  for content in answer.get("content", {}).values()]  # fmt: skip
        for content in [*operation.get("requestBody", {}).get("content", {}).values(), *bodies]:
            if "example" in content and "$ref" in content["schema"]:
                schema = {**content["schema"], "components": described["components"]}
                jsonschema_rs.validator_for(schema).validate(content["example"])
                checked += 1
    assert checked > 100
